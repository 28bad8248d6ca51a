//! Inspection grades: four rising steps in ink, filled up to the grade. Not a traffic light.

use egui::{Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::ui::theme::{self, Fit, TextStyle, size};

/// The steps and the grade's word. `step` counts from 1 (lowest) to 4; 0 fills none (not judged).
pub fn grade(ui: &mut Ui, step: u8, word: &str) -> Response {
    let tokens = theme::tokens(ui);
    let galley = theme::galley(ui, TextStyle::Small, word, tokens.text.primary, Fit::Line);
    let gap = if word.is_empty() { 0.0 } else { size::S2 };
    let space = vec2(WIDTH + gap + galley.size().x, galley.size().y.max(HEIGHT));
    let (rect, response) = ui.allocate_exact_size(space, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    let square = Rect::from_center_size(
        rect.left_center() + vec2(WIDTH / 2.0, 0.0),
        vec2(WIDTH, HEIGHT),
    );
    paint_grade(ui, square, step);
    let origin = pos2(
        square.right() + gap,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(origin, galley, tokens.text.primary);
    response
}

/// Width of the four steps.
pub const WIDTH: f32 = 24.0;
/// Height of the highest step.
pub const HEIGHT: f32 = 14.0;

/// Paints the four steps into `rect`.
pub fn paint_grade(ui: &Ui, rect: Rect, step: u8) {
    let tokens = theme::tokens(ui);
    let pitch = rect.width() / 4.0;
    for n in 0..4_u8 {
        let left = rect.left() + f32::from(n) * pitch;
        let height = rect.height() * (0.32 + 0.225 * f32::from(n));
        let bar = Rect::from_min_max(
            pos2(left, rect.bottom() - height),
            pos2(left + pitch - 1.0, rect.bottom()),
        );
        if n < step {
            ui.painter().rect_filled(bar, 0.0, tokens.text.primary);
        } else {
            let outline = Stroke::new(size::STROKE, tokens.line.control);
            ui.painter()
                .rect_stroke(bar, 0.0, outline, StrokeKind::Inside);
        }
    }
}
