//! The empty state: what belongs here, why, and one verb, in place of the list.

use egui::Ui;

use super::button::Button;
use crate::ui::theme::{self, Icon, TextStyle, size};

/// Left-aligned at reading width. `verb` is the one primary button; the answer says whether it was pressed.
pub fn empty_state(ui: &mut Ui, what: &str, why: &str, verb: Option<(Icon, &str)>) -> bool {
    let tokens = theme::tokens(ui);
    let mut pressed = false;
    ui.vertical(|ui| {
        ui.set_max_width(size::READING.min(ui.available_width()));
        ui.spacing_mut().item_spacing.y = size::S1;
        ui.label(theme::text(TextStyle::Heading, what));
        ui.label(theme::text(TextStyle::Body, why).color(tokens.text.secondary));
        if let Some((icon, verb)) = verb {
            ui.add_space(size::S1);
            let button = Button::primary(verb).icon(icon);
            // What adds has a plus; everything else leads elsewhere.
            let button = if icon == Icon::Plus {
                button.edits()
            } else {
                button
            };
            pressed = button.show(ui).clicked();
        }
    });
    pressed
}
