//! Chart points: each meaning has a shape, a fill, and a darker outline that carries the contrast.

use egui::{Color32, Painter, Pos2, Rect, Response, Shape, Stroke, StrokeKind, Ui, vec2};

use super::paint;
use crate::ui::theme::{self, Fit, TextStyle, Tokens, size};

/// What a point of a chart means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Point {
    /// Square.
    Improvement,
    /// Diamond.
    Concern,
    /// Disc: usual (common cause) variation.
    Usual,
    /// Triangle, point up: higher, without a better direction.
    NeutralUp,
    /// Triangle, point down: lower, without a better direction.
    NeutralDown,
}

impl Point {
    /// Fill and outline.
    pub fn colours(self, tokens: &Tokens) -> (Color32, Color32) {
        let chart = &tokens.chart;
        match self {
            Self::Improvement => (chart.improve, chart.improve_edge),
            Self::Concern => (chart.concern, chart.concern_edge),
            Self::Usual => (chart.common, chart.common_edge),
            Self::NeutralUp | Self::NeutralDown => (chart.neutral, chart.neutral_edge),
        }
    }
}

/// The factor for points in small charts.
pub const SMALL: f32 = 0.62;

/// Paints `point` at `centre`, `scale` 1 in a focus chart, [`SMALL`] on the wall.
pub fn paint_point(painter: &Painter, centre: Pos2, point: Point, scale: f32, tokens: &Tokens) {
    let (fill, edge) = point.colours(tokens);
    let outline = Stroke::new(1.2, edge);
    match point {
        Point::Improvement => {
            let square = Rect::from_center_size(centre, vec2(8.8, 8.8) * scale);
            painter.rect(square, 0.0, fill, outline, StrokeKind::Middle);
        }
        Point::Concern => {
            let corners = paint::diamond(centre, 5.9 * scale);
            painter.add(Shape::convex_polygon(corners, fill, outline));
        }
        Point::Usual => {
            painter.circle(centre, 4.4 * scale, fill, outline);
        }
        Point::NeutralUp | Point::NeutralDown => {
            let up = if point == Point::NeutralUp { 1.0 } else { -1.0 };
            let corners = [
                vec2(0.0, -5.6 * up),
                vec2(5.7, 4.4 * up),
                vec2(-5.7, 4.4 * up),
            ]
            .map(|corner| centre + corner * scale)
            .to_vec();
            painter.add(Shape::convex_polygon(corners, fill, outline));
        }
    }
}

/// A point and its word, for the legend above a chart.
pub fn legend_point(ui: &mut Ui, point: Point, word: &str) -> Response {
    let tokens = theme::tokens(ui);
    let galley = theme::galley(ui, TextStyle::Small, word, tokens.text.primary, Fit::Line);
    let space = vec2(16.0 + size::S2 + galley.size().x, galley.size().y);
    let response = paint::painted(ui, space, word);
    let rect = response.rect;
    paint_point(
        ui.painter(),
        rect.left_center() + vec2(8.0, 0.0),
        point,
        1.0,
        tokens,
    );
    ui.painter().galley(
        rect.min + vec2(16.0 + size::S2, 0.0),
        galley,
        tokens.text.primary,
    );
    response
}
