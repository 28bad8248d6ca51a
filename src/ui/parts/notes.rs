//! Dated notes: each entry stands alone, newest first; never one growing cell.

use egui::Ui;

use crate::{
    model::{Note, date},
    ui::{
        ViewCx,
        parts::list::list_editor,
        theme::{self, TextStyle},
        widgets::field::Field,
    },
};

/// Edits notes in place. `heading` and `noun` name them: "Progress", "note".
pub fn notes_editor(ui: &mut Ui, cx: &ViewCx<'_>, heading: &str, notes: &mut Vec<Note>) {
    let today = cx.today;
    let fresh = || Note {
        on: today,
        by: String::new(),
        text: String::new(),
        illustrative: false,
    };
    list_editor(ui, heading, "note", notes, fresh, |ui, note| {
        if let Some(on) = Field::side("Dated").date(ui, note.on, today) {
            note.on = on;
        }
        Field::side("By").text(ui, &mut note.by);
        Field::side("Says").prose(ui, &mut note.text, 2);
    });
}

/// Shows notes for reading, newest first.
pub fn notes_reader(ui: &mut Ui, notes: &[Note]) {
    let tokens = theme::tokens(ui);
    let mut sorted: Vec<&Note> = notes.iter().collect();
    sorted.sort_by_key(|note| std::cmp::Reverse(note.on));
    for note in sorted {
        let by = if note.by.is_empty() {
            String::new()
        } else {
            format!(", {}", note.by)
        };
        let head = format!("{}{by}", date::short(note.on));
        ui.label(theme::text(TextStyle::Meta, head).color(tokens.text.muted));
        ui.label(theme::text(TextStyle::Body, note.text.as_str()));
    }
}
