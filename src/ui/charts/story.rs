//! The page of a story: charts on one time axis, with one cursor through all of them.

use std::sync::Arc;

use egui::{
    EventFilter, Key, Modifiers, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::{chart, paint};
use crate::{
    analysis::curve::{
        Zoom,
        layout::{
            Size,
            story::{ICON, Page, page},
        },
        story::Story,
    },
    model::{
        ItemRef,
        date::{from_day_number, long},
    },
    ui::{
        theme::{self, Fit, TextStyle, size},
        widgets::{
            paint as ink,
            verdict_icon::{paint_assurance, paint_cursor_ring, paint_variation},
        },
    },
};

/// What the page remembers between frames.
#[derive(Default)]
pub struct StoryState {
    /// The day under the cursor.
    pub cursor: Option<i32>,
    /// Which days are shown.
    pub zoom: Zoom,
    kept: Option<Kept>,
}

struct Kept {
    story: Arc<Story>,
    asked: Size,
    days: Option<(i32, i32)>,
    dark: bool,
    pixels_per_point: f32,
    laid: Page,
    origin: Pos2,
    shapes: Vec<Shape>,
    /// Days with a value, rising.
    value_days: Vec<i32>,
}

/// Shows the page over the available width, `height` high or as high as it needs. The answer is the
/// event that was pressed.
pub fn story(
    ui: &mut Ui,
    story: &Arc<Story>,
    height: f32,
    state: &mut StoryState,
) -> Option<ItemRef> {
    let asked = Size {
        width: ui.available_width(),
        height,
    };
    let origin = ui.cursor().min;
    let days = state.zoom.days(story.days);
    let kept = keep(ui, story, (asked, days), origin, state.kept.take());
    let rect = Rect::from_min_size(origin, vec2(asked.width, kept.laid.size.height));
    ui.advance_cursor_after_rect(rect);
    let id = ui.make_persistent_id("story");
    let response = ui.interact(rect, id, Sense::click_and_drag());
    ui.painter().extend(kept.shapes.iter().cloned());
    for (curve, band) in story.curves.iter().zip(&kept.laid.bands) {
        let (variation, assurance) = paint::icons(curve);
        let corner = origin + vec2(band.pair.x, band.pair.y);
        let square = Rect::from_min_size(corner, vec2(ICON, ICON));
        paint_variation(ui, square, variation);
        paint_assurance(ui, square.translate(vec2(ICON + 4.0, 0.0)), assurance);
    }
    let mut pointed = None;
    if let Some(band) = kept.laid.bands.first() {
        let at = (&band.window, origin);
        chart::zoom(ui, &response, at, story.days, &mut state.zoom);
        pointed = response
            .hover_pos()
            .filter(|pos| (band.window.left..=band.window.right).contains(&(pos.x - origin.x)))
            .and_then(|pos| nearest(&kept.value_days, chart::day_at(at.0, pos.x - origin.x)));
    }
    keys(ui, &response, &kept.value_days, story, state);
    if response.clicked() && pointed.is_some() {
        state.cursor = pointed;
    }
    if let Some(day) = pointed.or(state.cursor) {
        cursor(ui, story, &kept, day);
    }
    if response.has_focus() {
        let ring = rect.expand(size::FOCUS_GAP);
        ink::focus_ring_inside(ui.painter(), ring, theme::tokens(ui));
    }
    response.widget_info(|| {
        let name = match state.cursor {
            None => story.alt(),
            Some(day) => format!("{}. {}", spoken(story, day), story.sentence()),
        };
        WidgetInfo::labeled(Role::Image, ui.is_enabled(), name)
    });
    let event = chart::events(ui, &story.events, &kept.laid.marks, origin);
    state.kept = Some(kept);
    event
}

fn keep(
    ui: &Ui,
    story: &Arc<Story>,
    (asked, days): (Size, Option<(i32, i32)>),
    origin: Pos2,
    before: Option<Kept>,
) -> Kept {
    let dark = ui.visuals().dark_mode;
    let pixels_per_point = ui.pixels_per_point();
    if let Some(mut kept) = before
        && Arc::ptr_eq(&kept.story, story)
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
    let laid = page(story, asked, days, &measure);
    let shapes = paint::shapes(ui, &laid.marks, origin);
    Kept {
        story: Arc::clone(story),
        asked,
        days,
        dark,
        pixels_per_point,
        laid,
        origin,
        shapes,
        value_days: story.value_days(),
    }
}

fn nearest(days: &[i32], day: i32) -> Option<i32> {
    let after = days.partition_point(|other| *other < day);
    [after.checked_sub(1), Some(after)]
        .into_iter()
        .flatten()
        .filter_map(|place| days.get(place).copied())
        .min_by_key(|other| (other - day).abs())
}

/// Left and Right along the days with values, Home and End to the first and last.
fn keys(ui: &Ui, response: &egui::Response, days: &[i32], story: &Story, state: &mut StoryState) {
    let (Some(first), Some(last)) = (days.first().copied(), days.last().copied()) else {
        return;
    };
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let before = state.cursor;
    let step = |by: isize| {
        let Some(day) = before else { return last };
        let place = days.partition_point(|other| *other < day);
        let to = place.saturating_add_signed(by).min(days.len() - 1);
        days.get(to).copied().unwrap_or(last)
    };
    if pressed(Key::ArrowLeft) {
        state.cursor = Some(step(-1));
    } else if pressed(Key::ArrowRight) {
        state.cursor = Some(step(1));
    } else if pressed(Key::Home) {
        state.cursor = Some(first);
    } else if pressed(Key::End) {
        state.cursor = Some(last);
    } else if before.is_some() && pressed(Key::Escape) {
        state.cursor = None;
    }
    if let Some(day) = state.cursor.filter(|_| state.cursor != before) {
        state.zoom = state.zoom.showing(day, story.days);
    }
}

/// The day and what each measure says of it, for a screen reader.
fn spoken(story: &Story, day: i32) -> String {
    let said = story.at(day);
    let each: Vec<String> = story
        .curves
        .iter()
        .zip(said)
        .map(|(curve, said)| format!("{}: {}", curve.title, said.text))
        .collect();
    format!("{}. {}", long(from_day_number(day)), each.join("; "))
}

/// One line through all charts, a ring at each value, and the values in words.
fn cursor(ui: &Ui, story: &Story, kept: &Kept, day: i32) {
    let tokens = theme::tokens(ui);
    let accent = Stroke::new(size::STROKE, tokens.accent.base);
    let (Some(first), Some(last)) = (kept.laid.bands.first(), kept.laid.bands.last()) else {
        return;
    };
    if !first.window.holds_day(day) {
        return;
    }
    let origin = kept.origin;
    let x = origin.x + first.window.x(f64::from(day));
    let top = origin.y + first.window.top;
    ui.painter().line_segment(
        [pos2(x, top), pos2(x, origin.y + last.window.bottom)],
        accent,
    );
    let left_side = x > origin.x + f32::midpoint(first.window.left, first.window.right);
    let put = |text: String, style, y: f32| {
        let galley = theme::galley(ui, style, text, tokens.text.primary, Fit::Line);
        let shift = if left_side {
            -galley.size().x - 12.0
        } else {
            12.0
        };
        let at = pos2(x + shift, y);
        let behind = Rect::from_min_size(at, galley.size()).expand2(vec2(4.0, 1.0));
        let edge = Stroke::new(size::STROKE, tokens.line.control);
        ui.painter().rect(
            behind,
            size::RADIUS_CHIP,
            tokens.surface.raised,
            edge,
            egui::StrokeKind::Inside,
        );
        ui.painter().galley(at, galley, tokens.text.primary);
    };
    for ((curve, band), said) in story.curves.iter().zip(&kept.laid.bands).zip(story.at(day)) {
        let top = origin.y + band.window.top;
        put(said.text, TextStyle::SmallMedium, top + 2.0);
        let hit = said.point.and_then(|point| {
            let shown = curve.points.get(point)?.value.is_some();
            band.hits
                .binary_search_by_key(&point, |hit| hit.point)
                .ok()
                .filter(|_| shown)
                .and_then(|place| band.hits.get(place))
        });
        if let Some(hit) = hit {
            paint_cursor_ring(ui, origin + vec2(hit.at.x, hit.at.y), tokens);
        }
    }
    let day = long(from_day_number(day));
    put(day, TextStyle::Label, top - 18.0);
}
