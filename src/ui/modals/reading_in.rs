//! What the pages of things read in share: a page that scrolls in its modal, reasons in two lines.

use egui::{ScrollArea, Sense, Ui};

use crate::ui::theme::{self, Fit, TextStyle};

/// Width of the page, where the window has it.
pub const WIDTH: f32 = 1_040.0;
/// Height of a row: the reasons have two lines.
pub const ROW: f32 = 42.0;
/// Height of the title, the buttons and the frame round the page.
const AROUND: f32 = 160.0;

/// Contents that scroll where the window is too low for them.
pub fn page(ui: &mut Ui, id: &str, contents: impl FnOnce(&mut Ui)) {
    let room = (ui.ctx().content_rect().height() - AROUND).max(200.0);
    ScrollArea::vertical()
        .id_salt(id)
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink([false, true])
        .show(ui, contents);
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
