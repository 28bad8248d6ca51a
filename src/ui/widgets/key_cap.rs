//! A key cap: the shortcut beside the thing it does.

use egui::{Align2, Response, Sense, Stroke, StrokeKind, Ui, vec2};

use crate::ui::theme::{self, Fit, TextStyle, size};

/// Paints `keys` ("Ctrl P") in a small box.
pub fn key_cap(ui: &mut Ui, keys: &str) -> Response {
    let tokens = theme::tokens(ui);
    let galley = theme::galley(ui, TextStyle::Tick, keys, tokens.text.secondary, Fit::Line);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(12.0, 4.0), Sense::hover());
    let border = Stroke::new(size::STROKE, tokens.line.rule);
    ui.painter()
        .rect_stroke(rect, size::RADIUS_CHIP, border, StrokeKind::Inside);
    let origin = Align2::CENTER_CENTER
        .align_size_within_rect(galley.size(), rect)
        .min;
    ui.painter().galley(origin, galley, tokens.text.secondary);
    response
}
