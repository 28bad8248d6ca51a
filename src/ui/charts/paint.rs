//! From the marks of a chart to shapes of the window.

use egui::{
    Color32, Mesh, Pos2, Rect, Response, Shape, Stroke, StrokeKind, Ui, Vec2, epaint::TextShape,
    pos2, vec2,
};

use crate::{
    analysis::{
        curve::{
            Curve, PointKind,
            marks::{Anchor, At, DISC, Dash, Ink, Mark, TextRole},
        },
        spc,
    },
    ui::{
        theme::{self, Fit, TextStyle, Tokens},
        widgets::{
            points::Point,
            verdict_icon::{self, AssuranceIcon, VariationIcon},
        },
    },
};

/// The colour of an ink in this theme.
pub fn colour(ink: Ink, tokens: &Tokens) -> Color32 {
    match ink {
        Ink::Primary => tokens.text.primary,
        Ink::Secondary => tokens.text.secondary,
        Ink::Muted => tokens.text.muted,
        Ink::Link => tokens.accent.link,
        Ink::Accent => tokens.accent.base,
        Ink::Grid => tokens.chart.grid,
        Ink::Axis => tokens.line.control,
        Ink::Series => tokens.chart.line,
        Ink::Mean => tokens.chart.mean,
        Ink::Limit => tokens.chart.limit,
        Ink::LimitBand => tokens.surface.canvas,
        Ink::Target => tokens.chart.target,
        Ink::Path => tokens.chart.trajectory,
        Ink::Bench => tokens.chart.bench,
        Ink::Fan80 => tokens.chart.fan80,
        Ink::Fan50 => tokens.chart.fan50,
        Ink::FanEdge => tokens.chart.fan_edge,
    }
}

/// The text style of a role.
pub const fn style(role: TextRole) -> TextStyle {
    match role {
        TextRole::Tick => TextStyle::Tick,
        TextRole::Meta => TextStyle::Meta,
        TextRole::Label => TextStyle::Label,
        TextRole::Small => TextStyle::Small,
    }
}

/// The chart point of a meaning.
pub const fn point_of(kind: PointKind) -> Point {
    match kind {
        PointKind::Improvement => Point::Improvement,
        PointKind::Concern => Point::Concern,
        PointKind::Usual => Point::Usual,
        PointKind::NeutralUp => Point::NeutralUp,
        PointKind::NeutralDown => Point::NeutralDown,
    }
}

/// The width of a text as it will be painted.
pub fn measured(ui: &Ui, text: &str, role: TextRole) -> f32 {
    theme::galley(ui, style(role), text, Color32::PLACEHOLDER, Fit::Line)
        .size()
        .x
}

/// The shapes of some marks, with the top left corner of the chart at `origin`.
pub fn shapes(ui: &Ui, marks: &[Mark], origin: Pos2) -> Vec<Shape> {
    let tokens = theme::tokens(ui);
    let mut out = Vec::with_capacity(marks.len());
    for mark in marks {
        shape(ui, mark, origin, tokens, &mut out);
    }
    out
}

fn place(at: At, origin: Pos2) -> Pos2 {
    origin + vec2(at.x, at.y)
}

/// A line along an axis is put on whole pixels, so that it is one line and not two grey ones.
fn crisp(ui: &Ui, mut points: Vec<Pos2>) -> Vec<Pos2> {
    let density = ui.pixels_per_point();
    let round = |at: f32| ((at * density).floor() + 0.5) / density;
    if let [a, b] = &mut points[..] {
        if (a.y - b.y).abs() < f32::EPSILON {
            a.y = round(a.y);
            b.y = a.y;
        } else if (a.x - b.x).abs() < f32::EPSILON {
            a.x = round(a.x);
            b.x = a.x;
        }
    }
    points
}

fn shape(ui: &Ui, mark: &Mark, origin: Pos2, tokens: &Tokens, out: &mut Vec<Shape>) {
    match mark {
        Mark::Line {
            points,
            ink,
            width,
            dash,
        } => {
            let points = points.iter().map(|at| place(*at, origin)).collect();
            let points = crisp(ui, points);
            let stroke = Stroke::new(*width, colour(*ink, tokens));
            match dash {
                Dash::Solid => out.push(Shape::line(points, stroke)),
                Dash::Dashed(line, gap) => {
                    out.extend(Shape::dashed_line(&points, stroke, *line, *gap));
                }
            }
        }
        Mark::Band { edges, ink } => out.push(band(edges, colour(*ink, tokens), origin)),
        Mark::Square { at, side, ink, .. } => {
            let rect = Rect::from_center_size(place(*at, origin), Vec2::splat(*side));
            out.push(Shape::rect_filled(rect, 0.0, colour(*ink, tokens)));
        }
        Mark::Point { at, kind, scale } => {
            out.push(point(*at, *kind, *scale, origin, tokens));
        }
        Mark::Text {
            at,
            text,
            role,
            ink,
            anchor,
            event: _,
        } => {
            let ink = colour(*ink, tokens);
            let galley = theme::galley(ui, style(*role), text.as_str(), ink, Fit::Line);
            let corner = text_corner(place(*at, origin), galley.size(), *anchor);
            out.push(Shape::Text(TextShape::new(corner, galley, ink)));
        }
    }
}

fn text_corner(at: Pos2, size: Vec2, anchor: Anchor) -> Pos2 {
    let left = match anchor {
        Anchor::Start => at.x,
        Anchor::Middle => at.x - size.x / 2.0,
        Anchor::End => at.x - size.x,
    };
    pos2(left, at.y - size.y / 2.0)
}

/// Where a text of a chart stands.
pub fn text_rect(
    ui: &Ui,
    at: At,
    text: &str,
    role: TextRole,
    anchor: Anchor,
    origin: Pos2,
) -> Rect {
    let size = theme::galley(ui, style(role), text, Color32::PLACEHOLDER, Fit::Line).size();
    Rect::from_min_size(text_corner(place(at, origin), size, anchor), size)
}

/// A band as quads between neighbouring edges: a fan is not convex.
fn band(edges: &[(f32, f32, f32)], fill: Color32, origin: Pos2) -> Shape {
    let mut mesh = Mesh::default();
    for (x, upper, lower) in edges {
        mesh.colored_vertex(origin + vec2(*x, *upper), fill);
        mesh.colored_vertex(origin + vec2(*x, *lower), fill);
    }
    let pairs = u32::try_from(edges.len()).unwrap_or(0);
    for pair in 1..pairs {
        let first = 2 * (pair - 1);
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first + 1, first + 2, first + 3);
    }
    Shape::mesh(mesh)
}

fn point(at: At, kind: PointKind, scale: f32, origin: Pos2, tokens: &Tokens) -> Shape {
    let (fill, edge) = point_of(kind).colours(tokens);
    let outline = Stroke::new(1.2, edge);
    let corners: Vec<Pos2> = kind
        .corners(at, scale)
        .into_iter()
        .map(|corner| place(corner, origin))
        .collect();
    match (kind, &corners[..]) {
        (PointKind::Improvement, [min, _, max, _]) => Shape::Rect(egui::epaint::RectShape::new(
            Rect::from_min_max(*min, *max),
            0.0,
            fill,
            outline,
            StrokeKind::Middle,
        )),
        (_, []) => Shape::Circle(egui::epaint::CircleShape {
            center: place(at, origin),
            radius: DISC * scale,
            fill,
            stroke: outline,
        }),
        (_, _) => Shape::convex_polygon(corners, fill, outline),
    }
}

/// The verdict pair of a chart; its accessible name is the conclusion.
pub fn verdict_pair(ui: &mut Ui, curve: &Curve, side: f32) -> Response {
    let (variation, assurance) = icons(curve);
    verdict_icon::verdict_pair(ui, variation, assurance, side, &curve.verdict.conclusion)
}

/// The two icons of a chart as the widgets name them.
pub fn icons(curve: &Curve) -> (VariationIcon, AssuranceIcon) {
    let variation = match curve.variation() {
        spc::VariationIcon::CommonCause => VariationIcon::Usual,
        spc::VariationIcon::ImprovementHigh => VariationIcon::ImprovingHigher,
        spc::VariationIcon::ImprovementLow => VariationIcon::ImprovingLower,
        spc::VariationIcon::ConcernHigh => VariationIcon::WorseHigher,
        spc::VariationIcon::ConcernLow => VariationIcon::WorseLower,
        spc::VariationIcon::NeutralHigh => VariationIcon::NeutralHigher,
        spc::VariationIcon::NeutralLow => VariationIcon::NeutralLower,
        spc::VariationIcon::NotEnoughData => VariationIcon::TooEarly,
    };
    let assurance = match curve.assurance() {
        spc::AssuranceIcon::Pass => AssuranceIcon::WillPass,
        spc::AssuranceIcon::Fail => AssuranceIcon::WillFallShort,
        spc::AssuranceIcon::Inconsistent => AssuranceIcon::HitOrMiss,
        spc::AssuranceIcon::NotEnoughData => AssuranceIcon::TooEarly,
    };
    (variation, assurance)
}
