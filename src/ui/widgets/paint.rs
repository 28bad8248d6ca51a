//! Strokes and shapes the parts share: rings, hairs, dashes, letters centred by their ink.

use egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rangef, Rect, Response, Role, Sense,
    Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::ui::theme::{TextStyle, Tokens, size};

/// The focus ring: 2 pt, with a gap of 1 pt round `rect`, whose corners have `radius`.
pub fn focus_ring(painter: &Painter, rect: Rect, radius: f32, tokens: &Tokens) {
    painter.rect_stroke(
        rect.expand(size::FOCUS_GAP),
        radius + size::FOCUS_GAP,
        Stroke::new(size::FOCUS, tokens.accent.focus),
        StrokeKind::Outside,
    );
}

/// A ring drawn inside `rect`, for rows and cells that have neighbours or a clip edge.
pub fn focus_ring_inside(painter: &Painter, rect: Rect, tokens: &Tokens) {
    painter.rect_stroke(
        rect,
        CornerRadius::ZERO,
        Stroke::new(size::FOCUS, tokens.accent.focus),
        StrokeKind::Inside,
    );
}

/// A horizontal line one pixel sharp.
pub fn hline(painter: &Painter, x: impl Into<Rangef>, y: f32, colour: Color32) {
    let y = painter.round_to_pixel_center(y);
    painter.hline(x, y, Stroke::new(size::STROKE, colour));
}

/// A vertical line one pixel sharp.
pub fn vline(painter: &Painter, x: f32, y: impl Into<Rangef>, colour: Color32) {
    let x = painter.round_to_pixel_center(x);
    painter.vline(x, y, Stroke::new(size::STROKE, colour));
}

/// A dashed box: something that is missing.
pub fn dashed_rect(painter: &Painter, rect: Rect, colour: Color32) {
    let rect = rect.shrink(0.5);
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    painter.extend(Shape::dashed_line(
        &corners,
        Stroke::new(size::STROKE, colour),
        3.0,
        3.0,
    ));
}

/// One letter, centred by its ink rather than by its line, so that it sits in the middle of a mark.
pub fn letter(painter: &Painter, centre: Pos2, letter: &str, points: f32, colour: Color32) {
    let font = TextStyle::Label.font_at(points);
    letter_of(painter, centre, letter, font, colour);
}

fn letter_of(painter: &Painter, centre: Pos2, letter: &str, font: FontId, colour: Color32) {
    let galley = painter.layout_no_wrap(letter.to_owned(), font, colour);
    let ink = galley.mesh_bounds;
    let origin = if ink.is_finite() && ink.is_positive() {
        centre - ink.center().to_vec2()
    } else {
        Align2::CENTER_CENTER.anchor_size(centre, galley.size()).min
    };
    painter.galley(origin, galley, colour);
}

/// The corners of a diamond `half` high and wide from its centre.
pub fn diamond(centre: Pos2, half: f32) -> Vec<Pos2> {
    [
        vec2(0.0, -half),
        vec2(half, 0.0),
        vec2(0.0, half),
        vec2(-half, 0.0),
    ]
    .map(|corner| centre + corner)
    .to_vec()
}

/// A point in a box whose unit side is `units`, scaled to `rect`.
pub fn in_box(rect: Rect, units: f32, x: f32, y: f32) -> Pos2 {
    pos2(
        rect.left() + x / units * rect.width(),
        rect.top() + y / units * rect.height(),
    )
}

/// Space for a painted part that a screen reader hears as `name` (nothing when empty).
pub fn painted(ui: &mut Ui, space: Vec2, name: &str) -> Response {
    let (_, response) = ui.allocate_exact_size(space, Sense::hover());
    if !name.is_empty() {
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    }
    response
}
