//! The large chart: painted from the common geometry, with a cursor for pointer and keyboard.

use std::sync::Arc;

use egui::{
    CursorIcon, EventFilter, Key, Modifiers, Pos2, Rect, Role, Sense, Shape, Ui, WidgetInfo, pos2,
    vec2,
};

use super::{hover, paint};
use crate::{
    analysis::curve::{
        Curve, Event, Zoom,
        layout::{self, Form, Layout, Size, Window},
        marks::Mark,
    },
    model::ItemRef,
    ui::{
        theme::{self, size},
        widgets::paint as ink,
    },
};

/// How much closer one step is.
pub(super) const CLOSER: f64 = 1.6;
/// How near the pointer must be to a value, in points.
const NEAR: f32 = 40.0;

/// What a chart remembers between frames.
#[derive(Default)]
pub struct ChartState {
    /// The value under the cursor, by place among the points.
    pub cursor: Option<usize>,
    /// Which days are shown.
    pub zoom: Zoom,
    kept: Option<Kept>,
}

struct Kept {
    curve: Arc<Curve>,
    asked: Size,
    days: Option<(i32, i32)>,
    dark: bool,
    pixels_per_point: f32,
    laid: Layout,
    origin: Pos2,
    shapes: Vec<Shape>,
}

/// What happened on a chart in this frame.
pub struct ChartOutput {
    /// The chart as the one thing that takes the focus.
    pub response: egui::Response,
    /// A value was pressed or the keys moved to it.
    pub picked: Option<usize>,
    /// An event of the lane was pressed.
    pub event: Option<ItemRef>,
}

/// Shows the large chart over the available width, `height` high or as high as its lane needs.
pub fn chart(ui: &mut Ui, curve: &Arc<Curve>, height: f32, state: &mut ChartState) -> ChartOutput {
    let asked = Size {
        width: ui.available_width(),
        height,
    };
    state.cursor = state.cursor.filter(|place| *place < curve.points.len());
    let origin = ui.cursor().min;
    let days = state.zoom.days(curve.axis.days);
    let kept = keep(ui, curve, (asked, days), origin, state.kept.take());
    let rect = Rect::from_min_size(origin, vec2(asked.width, kept.laid.size.height));
    ui.advance_cursor_after_rect(rect);
    let id = ui.make_persistent_id("chart");
    let response = ui.interact(rect, id, Sense::click_and_drag());
    ui.painter().extend(kept.shapes.iter().cloned());

    zoom(
        ui,
        &response,
        (&kept.laid.window, origin),
        curve.axis.days,
        &mut state.zoom,
    );
    let mut picked = keys(ui, &response, curve, state);
    let pointed = response
        .hover_pos()
        .and_then(|pos| nearest(&kept.laid, pos - origin.to_vec2()));
    if response.clicked()
        && let Some(place) = pointed
    {
        state.cursor = Some(place);
        picked = Some(place);
    }
    let shown = pointed.or(state.cursor);
    if let Some(place) = shown {
        hover::cursor(ui, curve, &kept.laid, origin, place);
    }
    if response.has_focus() {
        let ring = rect.expand(size::FOCUS_GAP);
        ink::focus_ring_inside(ui.painter(), ring, theme::tokens(ui));
    }
    response.widget_info(|| {
        let mut name = curve.verdict.conclusion.clone();
        if let Some(place) = state.cursor {
            name = format!("{}. {name}", hover::spoken(curve, place));
        }
        WidgetInfo::labeled(Role::Image, ui.is_enabled(), name)
    });
    let event = events(ui, &curve.events, &kept.laid.marks, origin);
    state.kept = Some(kept);
    ChartOutput {
        response,
        picked,
        event,
    }
}

/// The layout and its shapes, made anew only where something changed.
fn keep(
    ui: &Ui,
    curve: &Arc<Curve>,
    (asked, days): (Size, Option<(i32, i32)>),
    origin: Pos2,
    before: Option<Kept>,
) -> Kept {
    let dark = ui.visuals().dark_mode;
    let pixels_per_point = ui.pixels_per_point();
    if let Some(mut kept) = before
        && Arc::ptr_eq(&kept.curve, curve)
        && kept.asked == asked
        && kept.days == days
        && kept.dark == dark
        && (kept.pixels_per_point - pixels_per_point).abs() < f32::EPSILON
    {
        if kept.origin != origin {
            let by = origin - kept.origin;
            for shape in &mut kept.shapes {
                shape.translate(by);
            }
            kept.origin = origin;
        }
        return kept;
    }
    let measure = |text: &str, role| paint::measured(ui, text, role);
    let laid = match days {
        None => layout::layout(curve, Form::Large, asked, &measure),
        Some(days) => layout::between(curve, asked, days, &measure),
    };
    let shapes = paint::shapes(ui, &laid.marks, origin);
    Kept {
        curve: Arc::clone(curve),
        asked,
        days,
        dark,
        pixels_per_point,
        laid,
        origin,
        shapes,
    }
}

/// Closer and wider with + and −, with Ctrl and the wheel or two fingers; along the time by dragging
/// or with Shift and the arrows; everything again with 0 or a double click.
pub(super) fn zoom(
    ui: &Ui,
    response: &egui::Response,
    (window, origin): (&Window, Pos2),
    whole: (i32, i32),
    zoom: &mut Zoom,
) {
    let width = f64::from(window.right - window.left).max(1.0);
    let shown = zoom.days(whole).unwrap_or(whole);
    let middle = i32::midpoint(shown.0, shown.1);
    if response.dragged() {
        *zoom = zoom.moved(-f64::from(response.drag_delta().x) / width, whole);
    }
    if response.double_clicked() {
        *zoom = Zoom::default();
    }
    if let Some(pos) = response.hover_pos() {
        let factor = f64::from(ui.input(egui::InputState::zoom_delta));
        if (factor - 1.0).abs() > 1e-3 {
            *zoom = zoom.by(factor, day_at(window, pos.x - origin.x), whole);
        }
    }
    let free = ui.memory(|memory| memory.focused().is_none());
    if !(response.has_focus() || free) {
        return;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let none = Modifiers::NONE;
    if pressed(none, Key::Plus) || pressed(none, Key::Equals) {
        *zoom = zoom.by(CLOSER, middle, whole);
    }
    if pressed(none, Key::Minus) {
        *zoom = zoom.by(1.0 / CLOSER, middle, whole);
    }
    if pressed(none, Key::Num0) {
        *zoom = Zoom::default();
    }
    for (key, share) in [(Key::ArrowLeft, -0.25), (Key::ArrowRight, 0.25)] {
        if response.has_focus() && pressed(Modifiers::SHIFT, key) {
            *zoom = zoom.moved(share, whole);
        }
    }
}

/// The day at an x of the chart.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the days of a chart lie within the calendar"
)]
pub(super) fn day_at(window: &Window, x: f32) -> i32 {
    let share = f64::from((x - window.left) / (window.right - window.left).max(1.0));
    (window.days.0 + (window.days.1 - window.days.0) * share.clamp(0.0, 1.0)).round() as i32
}

/// Left and Right along the values, Home and End to the first and last.
fn keys(
    ui: &Ui,
    response: &egui::Response,
    curve: &Curve,
    state: &mut ChartState,
) -> Option<usize> {
    let last = curve.points.len().checked_sub(1)?;
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let before = state.cursor;
    if pressed(Key::ArrowLeft) {
        state.cursor = Some(before.map_or(last, |place| place.saturating_sub(1)));
    } else if pressed(Key::ArrowRight) {
        state.cursor = Some(before.map_or(last, |place| (place + 1).min(last)));
    } else if pressed(Key::Home) {
        state.cursor = Some(0);
    } else if pressed(Key::End) {
        state.cursor = Some(last);
    } else if before.is_some() && pressed(Key::Escape) {
        state.cursor = None;
    }
    let moved = state.cursor.filter(|_| state.cursor != before);
    if let Some(point) = moved.and_then(|place| curve.points.get(place)) {
        state.zoom = state.zoom.showing(point.day, curve.axis.days);
    }
    moved
}

/// The value nearest to the pointer by its day. Values stand in date order, so this is a search.
fn nearest(laid: &Layout, pos: Pos2) -> Option<usize> {
    let window = &laid.window;
    if pos.y < window.top - 4.0 || pos.y > window.bottom + 24.0 {
        return None;
    }
    let after = laid.hits.partition_point(|hit| hit.at.x < pos.x);
    let candidates = [after.checked_sub(1), Some(after)];
    candidates
        .into_iter()
        .flatten()
        .filter_map(|place| laid.hits.get(place))
        .min_by(|a, b| (a.at.x - pos.x).abs().total_cmp(&(b.at.x - pos.x).abs()))
        .filter(|hit| (hit.at.x - pos.x).abs() <= NEAR)
        .map(|hit| hit.point)
}

/// The events of the lane as links: by name where there is room for it, else by its mark.
pub(super) fn events(ui: &Ui, all: &[Event], marks: &[Mark], origin: Pos2) -> Option<ItemRef> {
    let mut went = None;
    for (place, mark) in marks.iter().enumerate() {
        let (rect, number) = match mark {
            Mark::Text {
                at,
                text,
                role,
                anchor,
                event: Some(number),
                ..
            } => {
                let rect = paint::text_rect(ui, *at, text, *role, *anchor, origin);
                (rect.expand2(vec2(2.0, 4.0)), *number)
            }
            Mark::Square {
                at,
                event: Some(number),
                ..
            } => {
                let named = marks[place + 1..].iter().any(
                    |mark| matches!(mark, Mark::Text { event: Some(named), .. } if named == number),
                );
                if named {
                    continue;
                }
                let centre = origin + vec2(at.x, at.y);
                (Rect::from_center_size(centre, vec2(12.0, 20.0)), *number)
            }
            Mark::Line { .. }
            | Mark::Band { .. }
            | Mark::Square { event: None, .. }
            | Mark::Point { .. }
            | Mark::Text { event: None, .. } => continue,
        };
        if let Some(one) = all.get(number)
            && event(ui, one, rect, number)
        {
            went = Some(one.at);
        }
    }
    went
}

/// One event as a link; says whether it was pressed.
fn event(ui: &Ui, event: &Event, rect: Rect, number: usize) -> bool {
    let name = format!("{}, {}", event.label, event.when);
    let id = ui.make_persistent_id(("event", number));
    let response = ui
        .interact(rect, id, Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(name.as_str());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), &name));
    let tokens = theme::tokens(ui);
    if response.hovered() {
        let y = rect.bottom() - 4.0;
        let ends = [pos2(rect.left() + 2.0, y), pos2(rect.right() - 2.0, y)];
        let stroke = egui::Stroke::new(size::STROKE, tokens.accent.link);
        ui.painter().line_segment(ends, stroke);
    }
    if response.has_focus() {
        ink::focus_ring_inside(ui.painter(), rect, tokens);
    }
    response.clicked()
}
