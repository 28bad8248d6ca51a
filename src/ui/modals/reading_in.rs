//! What the pages of things read in share: a page that scrolls in its modal, reasons in two lines.

use egui::{Sense, Ui};

use crate::ui::{
    theme::{self, Fit, TextStyle},
    widgets::modal::scrolled,
};

/// Width of the page, where the window has it.
pub const WIDTH: f32 = 1_040.0;
/// Height of a row: the reasons have two lines.
pub const ROW: f32 = 42.0;
/// Height of the title, the buttons and the frame round the page.
const AROUND: f32 = 160.0;

/// Contents that scroll where the window is too low for them.
pub fn page(ui: &mut Ui, id: &str, contents: impl FnOnce(&mut Ui)) {
    scrolled(ui, id, AROUND, (200.0, f32::INFINITY), contents);
}

/// Reasons in two lines, whole in the tooltip.
pub fn reasons(ui: &mut Ui, text: &str) {
    let ink = theme::tokens(ui).text.primary;
    let fit = Fit::Lines(ui.available_size_before_wrap().x, 2);
    let galley = theme::galley(ui, TextStyle::Small, text, ink, fit);
    let elided = galley.elided;
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, ink);
    if elided {
        response.on_hover_text(text);
    }
}
