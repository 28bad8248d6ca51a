//! A gap: a dashed box in the place of what is missing, with the verb that fills it.

use egui::{Frame, Margin, Ui};

use super::{
    button::Button,
    paint,
    status_mark::{self, Mark},
};
use crate::ui::theme::{self, TextStyle, size};

/// `what` is missing ("No measure"), `why` it matters (may be empty), and the `verb` that mends it; the answer says
/// whether it was pressed.
pub fn gap_box(ui: &mut Ui, what: &str, why: &str, verb: Option<&str>) -> bool {
    let tokens = theme::tokens(ui);
    let mut pressed = false;
    let shown = Frame::new()
        .inner_margin(Margin::symmetric(10, 7))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.horizontal(|ui| {
                status_mark::status_mark(ui, Mark::Warning, 14.0, "");
                ui.label(theme::text(TextStyle::SmallMedium, what));
            });
            if !why.is_empty() {
                ui.label(theme::text(TextStyle::Meta, why).color(tokens.text.muted));
            }
            if let Some(verb) = verb {
                pressed = Button::link(verb).edits().show(ui).clicked();
            }
        });
    let rect = shown.response.rect.shrink(size::STROKE / 2.0);
    paint::dashed_rect(ui.painter(), rect, tokens.line.control);
    pressed
}
