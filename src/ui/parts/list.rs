//! An editable list inside a form: heading, rows with a cross each, a button that adds one.

use egui::Ui;

use crate::ui::{
    theme::{self, Icon, TextStyle, size},
    widgets::{button::Button, rule::hair},
};

/// Edits a list in place. `row` paints one entry; `fresh` makes the one that "Add" appends.
///
/// `noun` is the singular, lower case: it names the buttons ("Add milestone", "Remove milestone 2").
pub fn list_editor<T>(
    ui: &mut Ui,
    heading: &str,
    noun: &str,
    list: &mut Vec<T>,
    fresh: impl FnOnce() -> T,
    mut row: impl FnMut(&mut Ui, &mut T),
) {
    let tokens = theme::tokens(ui);
    ui.push_id(("list", heading), |ui| {
        if !heading.is_empty() {
            let words = format!("{heading} {}", list.len());
            ui.label(theme::text(TextStyle::Label, words).color(tokens.text.secondary));
        }
        let mut gone = None;
        for (index, entry) in list.iter_mut().enumerate() {
            ui.push_id(index, |ui| {
                let words = format!("Remove {noun} {}", index + 1);
                ui.horizontal_top(|ui| {
                    let width = (ui.available_width() - 36.0).max(120.0);
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        row(ui, entry);
                    });
                    if Button::of_icon(Icon::X, &words).edits().show(ui).clicked() {
                        gone = Some(index);
                    }
                });
                hair(ui);
                ui.add_space(size::S1);
            });
        }
        if let Some(index) = gone {
            list.remove(index);
        }
        let words = format!("Add {noun}");
        if Button::link(&words)
            .edits()
            .icon(Icon::Plus)
            .show(ui)
            .clicked()
        {
            list.push(fresh());
        }
    });
}
