//! The verdict pair of Making Data Count (NHS England): a variation icon and an assurance icon.

use egui::{Color32, Pos2, Rect, Response, Shape, Stroke, StrokeKind, Ui, vec2};

use super::paint;
use crate::ui::theme::{self, Tokens, size};

/// How the measure has been moving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VariationIcon {
    /// Improving, and higher is better.
    ImprovingHigher,
    /// Improving, and lower is better.
    ImprovingLower,
    /// Worse, by being higher.
    WorseHigher,
    /// Worse, by being lower.
    WorseLower,
    /// Higher, without a better direction.
    NeutralHigher,
    /// Lower, without a better direction.
    NeutralLower,
    /// Usual variation.
    Usual,
    /// Not enough data.
    TooEarly,
}

/// Whether the target will be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AssuranceIcon {
    /// The process will meet the target.
    WillPass,
    /// The process will fall short of the target.
    WillFallShort,
    /// The target may be met or missed.
    HitOrMiss,
    /// Not enough data, or no target.
    TooEarly,
}

/// Side in a node of the thread.
pub const NODE: f32 = 18.0;
/// Side in a table row.
pub const ROW: f32 = 24.0;
/// Side on the wall of curves.
pub const WALL: f32 = 28.0;
/// Side in the focus view.
pub const FOCUS: f32 = 40.0;

/// Below this side the letter in the variation icon is dropped.
const LETTER_FROM: f32 = 24.0;

fn ring(ui: &Ui, rect: Rect, colour: Color32) {
    let unit = rect.width() / 32.0;
    let fill = theme::tokens(ui).surface.raised;
    ui.painter().circle(
        rect.center(),
        14.8 * unit,
        fill,
        Stroke::new(2.4 * unit, colour),
    );
}

fn too_early(ui: &Ui, rect: Rect) {
    let tokens = theme::tokens(ui);
    let unit = rect.width() / 32.0;
    let circle: Vec<Pos2> = (0..=64)
        .map(|step| {
            let angle = step as f32 / 64.0 * std::f32::consts::TAU;
            rect.center() + vec2(angle.cos(), angle.sin()) * 14.8 * unit
        })
        .collect();
    let stroke = Stroke::new(2.4 * unit, tokens.verdict.common);
    ui.painter()
        .extend(Shape::dashed_line(&circle, stroke, 3.2 * unit, 3.0 * unit));
    let dash = Rect::from_center_size(rect.center(), vec2(9.0, 2.0) * unit);
    ui.painter().rect_filled(dash, 0.0, tokens.text.primary);
}

/// Paints a variation icon into the square `rect`.
pub fn paint_variation(ui: &Ui, rect: Rect, icon: VariationIcon) {
    let tokens = theme::tokens(ui);
    let verdict = &tokens.verdict;
    let (colour, higher) = match icon {
        VariationIcon::ImprovingHigher => (verdict.improve, true),
        VariationIcon::ImprovingLower => (verdict.improve, false),
        VariationIcon::WorseHigher => (verdict.concern, true),
        VariationIcon::WorseLower => (verdict.concern, false),
        VariationIcon::NeutralHigher => (verdict.neutral, true),
        VariationIcon::NeutralLower => (verdict.neutral, false),
        VariationIcon::Usual => {
            ring(ui, rect, verdict.common);
            let wave = [
                (6.5, 18.5),
                (11.0, 13.5),
                (15.0, 18.5),
                (20.5, 12.5),
                (25.5, 17.5),
            ];
            line(ui, rect, &wave, 2.0);
            return;
        }
        VariationIcon::TooEarly => return too_early(ui, rect),
    };
    ring(ui, rect, colour);
    let flip = |y: f32| if higher { y } else { 32.0 - y };
    let path = [(6.0, flip(18.6)), (11.0, flip(19.6)), (21.0, flip(9.6))];
    line(ui, rect, &path, 1.9);
    let end = paint::in_box(rect, 32.0, 21.4, flip(9.4));
    end_point(ui, rect, end, icon, colour);
    if rect.width() >= LETTER_FROM {
        let (sign, y) = if higher { ("H", 22.6) } else { ("L", 10.0) };
        let points = 9.6 * rect.width() / 32.0;
        paint::letter(
            ui.painter(),
            paint::in_box(rect, 32.0, 21.2, y),
            sign,
            points,
            tokens.text.primary,
        );
    }
}

fn end_point(ui: &Ui, rect: Rect, at: Pos2, icon: VariationIcon, colour: Color32) {
    let unit = rect.width() / 32.0;
    let painter = ui.painter();
    match icon {
        VariationIcon::ImprovingHigher | VariationIcon::ImprovingLower => {
            painter.rect_filled(
                Rect::from_center_size(at, vec2(7.6, 7.6) * unit),
                0.0,
                colour,
            );
        }
        VariationIcon::WorseHigher | VariationIcon::WorseLower => {
            painter.add(Shape::convex_polygon(
                paint::diamond(at, 5.0 * unit),
                colour,
                Stroke::NONE,
            ));
        }
        VariationIcon::NeutralHigher | VariationIcon::NeutralLower => {
            let up = if icon == VariationIcon::NeutralHigher {
                1.0
            } else {
                -1.0
            };
            let corners = [
                vec2(0.0, -5.0 * up),
                vec2(5.0, 3.8 * up),
                vec2(-5.0, 3.8 * up),
            ]
            .map(|corner| at + corner * unit)
            .to_vec();
            painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
        }
        VariationIcon::Usual | VariationIcon::TooEarly => {}
    }
}

fn line(ui: &Ui, rect: Rect, path: &[(f32, f32)], width: f32) {
    let colour = theme::tokens(ui).verdict.process;
    let points = path
        .iter()
        .map(|(x, y)| paint::in_box(rect, 32.0, *x, *y))
        .collect();
    ui.painter()
        .line(points, Stroke::new(width * rect.width() / 32.0, colour));
}

fn dashes(ui: &Ui, rect: Rect, y: f32, from: f32, to: f32) {
    let unit = rect.width() / 32.0;
    let ends = [
        paint::in_box(rect, 32.0, from, y),
        paint::in_box(rect, 32.0, to, y),
    ];
    let stroke = Stroke::new(1.9 * unit, theme::tokens(ui).verdict.process);
    ui.painter()
        .extend(Shape::dashed_line(&ends, stroke, 3.0 * unit, 2.0 * unit));
}

/// Paints an assurance icon into the square `rect`.
pub fn paint_assurance(ui: &Ui, rect: Rect, icon: AssuranceIcon) {
    let tokens = theme::tokens(ui);
    let points = 15.0 * rect.width() / 32.0;
    let sign = |text: &str, y: f32, colour: Color32| {
        paint::letter(
            ui.painter(),
            paint::in_box(rect, 32.0, 16.0, y),
            text,
            points,
            colour,
        );
    };
    match icon {
        AssuranceIcon::WillPass => {
            ring(ui, rect, tokens.verdict.improve);
            dashes(ui, rect, 22.6, 7.0, 25.0);
            sign("P", 13.6, tokens.verdict.improve);
        }
        AssuranceIcon::WillFallShort => {
            ring(ui, rect, tokens.verdict.concern);
            dashes(ui, rect, 9.4, 7.0, 25.0);
            sign("F", 18.6, tokens.verdict.concern);
        }
        AssuranceIcon::HitOrMiss => {
            ring(ui, rect, tokens.verdict.common);
            dashes(ui, rect, 16.0, 4.0, 10.5);
            dashes(ui, rect, 16.0, 21.5, 28.0);
            sign("?", 16.0, tokens.text.primary);
        }
        AssuranceIcon::TooEarly => too_early(ui, rect),
    }
}

/// The pair, 4 apart, as one part whose accessible name and tooltip is the verdict's `sentence`.
pub fn verdict_pair(
    ui: &mut Ui,
    variation: VariationIcon,
    assurance: AssuranceIcon,
    side: f32,
    sentence: &str,
) -> Response {
    let response = paint::painted(ui, vec2(2.0 * side + size::S1, side), sentence);
    let first = Rect::from_min_size(response.rect.min, vec2(side, side));
    paint_variation(ui, first, variation);
    paint_assurance(ui, first.translate(vec2(side + size::S1, 0.0)), assurance);
    response.on_hover_text(sentence)
}

/// A ring round the charted point under the cursor.
pub fn paint_cursor_ring(ui: &Ui, at: Pos2, tokens: &Tokens) {
    let square = Rect::from_center_size(at, vec2(18.0, 18.0));
    ui.painter().rect_stroke(
        square,
        9.0,
        Stroke::new(1.0, tokens.accent.base),
        StrokeKind::Middle,
    );
}
