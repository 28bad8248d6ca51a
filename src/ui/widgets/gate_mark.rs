//! Marks on a time line: gates and their moved dates, directions, visits, reports, goals.

use egui::{Painter, Pos2, Rect, Response, Shape, Stroke, Ui, vec2};

use super::paint;
use crate::ui::theme::{self, Fit, TextStyle, Tokens, size};

/// What stands at a date of a time line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GateMark {
    /// Hollow diamond: the date first agreed, which stays.
    FirstDate,
    /// Small diamond: a date it was moved to.
    MovedTo,
    /// Full diamond: where it stands now.
    Now,
    /// Full diamond with a tick: passed.
    Passed,
    /// Heavy hollow diamond: open.
    Open,
    /// Accent diamond: the go-live.
    GoLive,
    /// Ring: a visit.
    Visit,
    /// Upright bar: a direction.
    Direction,
    /// Square: a graded report.
    Report,
    /// Dashed diamond: a goal.
    Goal,
}

/// Paints `mark` centred at `centre`.
pub fn paint_gate(painter: &Painter, centre: Pos2, mark: GateMark, tokens: &Tokens) {
    let ink = tokens.text.primary;
    let diamond = |half: f32, fill, stroke| {
        painter.add(Shape::convex_polygon(
            paint::diamond(centre, half),
            fill,
            stroke,
        ));
    };
    let page = tokens.surface.page;
    match mark {
        GateMark::FirstDate => diamond(6.2, page, Stroke::new(1.4, ink)),
        GateMark::MovedTo => diamond(4.2, tokens.text.secondary, Stroke::NONE),
        GateMark::Now => diamond(6.8, ink, Stroke::NONE),
        GateMark::Passed => {
            diamond(7.0, ink, Stroke::NONE);
            let tick = [vec2(-2.8, 0.2), vec2(-0.8, 2.2), vec2(2.8, -1.8)].map(|to| centre + to);
            painter.line(tick.to_vec(), Stroke::new(1.4, page));
        }
        GateMark::Open => diamond(6.6, page, Stroke::new(2.2, ink)),
        GateMark::GoLive => diamond(8.2, tokens.accent.base, Stroke::NONE),
        GateMark::Visit => {
            painter.circle(centre, 5.2, page, Stroke::new(1.6, ink));
        }
        GateMark::Direction => {
            let bar = Rect::from_center_size(centre, vec2(6.0, 15.0));
            painter.rect_filled(bar, 0.0, tokens.text.secondary);
        }
        GateMark::Report => {
            painter.rect_filled(Rect::from_center_size(centre, vec2(10.0, 10.0)), 0.0, ink);
        }
        GateMark::Goal => {
            let mut corners = paint::diamond(centre, 6.6);
            corners.extend(corners.first().copied());
            painter.extend(Shape::dashed_line(
                &corners,
                Stroke::new(1.4, ink),
                2.6,
                2.0,
            ));
        }
    }
}

/// A mark and its word, for a legend.
pub fn legend_gate(ui: &mut Ui, mark: GateMark, word: &str) -> Response {
    let tokens = theme::tokens(ui);
    let galley = theme::galley(ui, TextStyle::Small, word, tokens.text.primary, Fit::Line);
    let space = vec2(18.0 + 6.0 + galley.size().x, galley.size().y);
    let response = paint::painted(ui, space, word);
    let rect = response.rect;
    paint_gate(
        ui.painter(),
        rect.left_center() + vec2(9.0, 0.0),
        mark,
        tokens,
    );
    ui.painter()
        .galley(rect.min + vec2(24.0, 0.0), galley, tokens.text.primary);
    response
}

/// How often a date moved: one 5 pt ink square for each move, then the number; an en dash for none.
pub fn moves(ui: &mut Ui, count: usize) -> Response {
    let tokens = theme::tokens(ui);
    let words = if count == 0 {
        "–".to_owned()
    } else {
        count.to_string()
    };
    let colour = if count == 0 {
        tokens.text.muted
    } else {
        tokens.text.primary
    };
    let galley = theme::galley(ui, TextStyle::Small, words, colour, Fit::Line);
    // More squares than this are not counted by eye; the number is there.
    let squares = count.min(6) as f32;
    let gap = if count == 0 { 0.0 } else { size::S2 - 3.0 };
    let space = vec2(squares * 8.0 + gap + galley.size().x, galley.size().y);
    let name = match count {
        0 => "not moved".to_owned(),
        1 => "moved once".to_owned(),
        more => format!("moved {more} times"),
    };
    let response = paint::painted(ui, space, &name);
    let rect = response.rect;
    for n in 0..count.min(6) {
        let left = rect.left_center() + vec2(n as f32 * 8.0 + 2.5, 0.0);
        let square = Rect::from_center_size(left, vec2(5.0, 5.0));
        ui.painter().rect_filled(square, 0.0, tokens.text.primary);
    }
    ui.painter().galley(
        rect.right_top() - vec2(galley.size().x, 0.0),
        galley,
        colour,
    );
    response
}
