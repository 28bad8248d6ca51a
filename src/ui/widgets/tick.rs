//! A tick box, with a third state for "some of them".

use egui::{
    CursorIcon, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{field, locked, paint};
use crate::ui::theme::{self, Fit, TextStyle, size};

/// Whether a box is ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// Empty.
    Off,
    /// Ticked.
    On,
    /// A dash: some of what it stands for.
    Part,
}

/// A tick box with its words. `clicked()` (mouse, Enter, Space) means: turn it.
pub fn tick(ui: &mut Ui, state: Tick, words: &str) -> Response {
    let ink = field::ink(ui, ui.is_enabled());
    let fit = Fit::Elide(ui.available_size_before_wrap().x - 24.0);
    let galley = theme::galley(ui, TextStyle::Small, words, ink, fit);
    let locked = locked::reason(ui);
    let sense = if locked.is_some() {
        Sense::focusable_noninteractive() | Sense::hover()
    } else {
        Sense::click()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(24.0 + galley.size().x, 24.0), sense);
    let response = match locked {
        Some(reason) => response.on_hover_text(reason),
        None => response.on_hover_cursor(CursorIcon::PointingHand),
    };
    let square = Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(16.0, 16.0));
    paint_tick(ui, square, state);
    if response.has_focus() {
        paint::focus_ring(ui.painter(), square, size::RADIUS_CHIP, theme::tokens(ui));
    }
    ui.painter().galley(
        pos2(rect.left() + 24.0, rect.center().y - galley.size().y / 2.0),
        galley,
        ink,
    );
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::CheckBox,
            locked.is_none() && ui.is_enabled(),
            state != Tick::Off,
            words,
        )
    });
    response
}

/// Paints a tick box into the square `rect` (in a table row, which owns the keys).
pub fn paint_tick(ui: &Ui, rect: Rect, state: Tick) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let at = |x: f32, y: f32| paint::in_box(rect, 16.0, x, y);
    let stroke = Stroke::new(1.8, tokens.accent.on);
    let (fill, border) = match state {
        Tick::Off => (tokens.surface.page, tokens.line.control),
        Tick::On | Tick::Part => (tokens.accent.base, tokens.accent.base),
    };
    let border = Stroke::new(size::STROKE, border);
    painter.rect(rect, size::RADIUS_CHIP, fill, border, StrokeKind::Inside);
    match state {
        Tick::Off => {}
        Tick::On => {
            painter.line(vec![at(3.8, 8.4), at(6.8, 11.4), at(12.2, 5.2)], stroke);
        }
        Tick::Part => {
            painter.line_segment([at(4.0, 8.0), at(12.0, 8.0)], stroke);
        }
    }
}
