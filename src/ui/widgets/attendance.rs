//! Attendance: one square for each meeting.

use egui::{Painter, Pos2, Rect, Response, Stroke, StrokeKind, Ui, vec2};

use super::paint;
use crate::ui::theme::{self, Tokens, size};

/// Attendance at one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attendance {
    /// Full square.
    Present,
    /// Half-filled square: for a part of the meeting.
    Part,
    /// Hollow square: sent apologies.
    Apologies,
    /// Crossed hollow square: absent without apologies.
    Absent,
    /// Dot: not a member at the time.
    NotMember,
}

/// Paints one attendance square of `side` centred at `centre`.
pub fn paint_attendance(
    painter: &Painter,
    centre: Pos2,
    side: f32,
    what: Attendance,
    tokens: &Tokens,
) {
    let square = Rect::from_center_size(centre, vec2(side, side));
    let ink = tokens.text.primary;
    let outline = || {
        painter.rect_stroke(
            square,
            0.0,
            Stroke::new(size::STROKE, tokens.line.control),
            StrokeKind::Inside,
        );
    };
    match what {
        Attendance::Present => {
            painter.rect_filled(square, 0.0, ink);
        }
        Attendance::Part => {
            outline();
            painter.rect_filled(square.split_top_bottom_at_fraction(0.5).1, 0.0, ink);
        }
        Attendance::Apologies => outline(),
        Attendance::Absent => {
            outline();
            painter.line_segment(
                [square.left_bottom(), square.right_top()],
                Stroke::new(1.2, ink),
            );
        }
        Attendance::NotMember => {
            painter.circle_filled(centre, 1.2, tokens.text.muted);
        }
    }
}

/// A row of attendance squares, oldest first; `sentence` ("10 of 12 meetings") is its name and tooltip.
pub fn attendance(ui: &mut Ui, meetings: &[Attendance], sentence: &str) -> Response {
    let tokens = theme::tokens(ui);
    let space = vec2(meetings.len() as f32 * PITCH, SIDE);
    let response = paint::painted(ui, space, sentence);
    for (n, what) in meetings.iter().enumerate() {
        let centre = response.rect.left_center() + vec2(n as f32 * PITCH + SIDE / 2.0, 0.0);
        paint_attendance(ui.painter(), centre, SIDE, *what, tokens);
    }
    response.on_hover_text(sentence)
}

/// Side of a square.
pub const SIDE: f32 = 9.0;
/// From one square to the next.
pub const PITCH: f32 = 12.0;
