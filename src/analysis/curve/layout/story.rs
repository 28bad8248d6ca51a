//! The page of a story: charts one under the other, the lane of events after the first of them.

use super::super::Curve;
use super::super::axis::ticks_within;
use super::super::marks::{Anchor, At, Dash, Ink, Mark, TextRole, at};
use super::super::story::Story;
use super::{Hit, Measured, Size, Window, lane, large, legend, series, small};

/// Room for the labels of the value axes.
const GUTTER: f32 = 48.0;
/// Room right of the charts.
const MARGIN: f32 = 16.0;
/// Room above a chart for its name and its sentence.
const HEAD: f32 = 44.0;
/// Room under a chart with the words of the time axis.
const FOOT: f32 = 28.0;
/// Room between charts.
const BETWEEN: f32 = 14.0;
/// Least and most height of a chart.
const HEIGHTS: (f32, f32) = (84.0, 220.0);
/// Side of a verdict icon; two of them stand at the right of each head.
pub const ICON: f32 = 24.0;
/// Room for the pair.
const PAIR: f32 = 2.0 * ICON + 16.0;
/// Scale of the points.
const POINT: f32 = 0.75;

/// One chart of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// The window onto days and values; every band has the same days.
    pub window: Window,
    /// Its values.
    pub hits: Vec<Hit>,
    /// The top left corner of its verdict pair.
    pub pair: At,
}

/// The page laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// What to draw, in order.
    pub marks: Vec<Mark>,
    /// The charts, from the top down.
    pub bands: Vec<Band>,
    /// The size it fills; the height is what it needs.
    pub size: Size,
}

/// Lays the page out over the days of the story, or over some of them.
pub fn page(story: &Story, size: Size, days: Option<(i32, i32)>, text: Measured<'_>) -> Page {
    let days = days.unwrap_or(story.days);
    let days = (days.0, days.1.max(days.0 + 1));
    let mut window = Window {
        left: GUTTER,
        right: (size.width - MARGIN).max(GUTTER + 40.0),
        days: (f64::from(days.0), f64::from(days.1)),
        ..Window::default()
    };
    let rows = lane::rows(&story.events, &window, (GUTTER, size.width), text);
    let mut marks = Vec::new();
    let charts: Vec<&Curve> = story.curves.iter().map(AsRef::as_ref).collect();
    let across = (0.0, size.width);
    let lines = legend::legend(&charts, legend::Of::Page, across, text, &mut marks);
    let above = legend::LINE * lines as f32 + 6.0;
    let height = band_height(story, size, above + lane::height(&rows));
    let mut bands = Vec::with_capacity(story.curves.len());
    let mut top = above;
    let last = story.curves.len().saturating_sub(1);
    for (number, curve) in story.curves.iter().enumerate() {
        head(curve, top, &window, text, &mut marks);
        window.top = top + HEAD;
        window.bottom = window.top + height;
        window.values = curve.axis.small_values;
        stems(story, &window, &mut marks);
        let hits = band(curve, &window, &mut marks);
        today(story, &window, number == last, &mut marks);
        bands.push(Band {
            window,
            hits,
            pair: at(window.right - 2.0 * ICON - 4.0, top + 6.0),
        });
        top = window.bottom + BETWEEN;
        if number == 0 || number == last {
            large::time_axis(&window, days, &mut marks);
            top = window.bottom + FOOT;
        } else {
            base(&window, &mut marks);
        }
        if number == 0 {
            lane::draw(&story.events, &window, &rows, top, size.width, &mut marks);
            top += lane::height(&rows) + if rows.is_empty() { 0.0 } else { BETWEEN };
        }
    }
    Page {
        marks,
        bands,
        size: Size {
            width: size.width,
            height: top,
        },
    }
}

/// All charts share the height that legend, heads, axes and lane leave.
fn band_height(story: &Story, size: Size, rest: f32) -> f32 {
    let count = story.curves.len().max(1) as f32;
    let around = count * (HEAD + BETWEEN) + 2.0 * FOOT + rest;
    ((size.height - around) / count).clamp(HEIGHTS.0, HEIGHTS.1)
}

fn words((x, y): (f32, f32), text: String, (role, ink): (TextRole, Ink), marks: &mut Vec<Mark>) {
    marks.push(Mark::Text {
        at: at(x, y),
        text,
        role,
        ink,
        anchor: Anchor::Start,
        event: None,
    });
}

/// Name, latest value with its date, target; and the sentence.
fn head(curve: &Curve, top: f32, window: &Window, text: Measured<'_>, marks: &mut Vec<Mark>) {
    let title = shortened(
        &curve.title,
        TextRole::Label,
        (window.right - PAIR) * 0.5,
        text,
    );
    let width = text(&title, TextRole::Label);
    words(
        (0.0, top + 10.0),
        title,
        (TextRole::Label, Ink::Primary),
        marks,
    );
    let when = &curve.verdict.latest_when;
    let space = if when.is_empty() { "" } else { " " };
    let value = format!(
        "{}{space}{when}, {}",
        curve.verdict.latest, curve.goal.target_text
    );
    let room = window.right - PAIR - width - 12.0;
    let value = shortened(&value, TextRole::Meta, room, text);
    words(
        (width + 12.0, top + 10.0),
        value,
        (TextRole::Meta, Ink::Muted),
        marks,
    );
    let sentence = shortened(
        &curve.verdict.short,
        TextRole::Meta,
        window.right - PAIR,
        text,
    );
    words(
        (0.0, top + 27.0),
        sentence,
        (TextRole::Meta, Ink::Secondary),
        marks,
    );
}

/// The text, or as much of it as there is room for with "…" after it.
pub(super) fn shortened(words: &str, role: TextRole, room: f32, text: Measured<'_>) -> String {
    if text(words, role) <= room {
        return words.to_owned();
    }
    let mut cut: Vec<char> = words.chars().collect();
    while !cut.is_empty() {
        cut.pop();
        let short: String = cut.iter().collect();
        let short = format!("{}…", short.trim_end());
        if text(&short, role) <= room {
            return short;
        }
    }
    "…".to_owned()
}

/// Every event as a hair through the chart.
fn stems(story: &Story, window: &Window, marks: &mut Vec<Mark>) {
    let mut before = f32::NEG_INFINITY;
    for event in story
        .events
        .iter()
        .filter(|event| window.holds_day(event.day))
    {
        let x = window.x(f64::from(event.day));
        if x < before + 2.0 {
            continue;
        }
        before = x;
        let down = vec![at(x, window.top), at(x, window.bottom)];
        marks.push(large::line(down, Ink::Grid, 1.0, Dash::Solid));
    }
}

fn band(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) -> Vec<Hit> {
    for tick in ticks_within(window.values, 3, &curve.show) {
        let y = window.y(tick.at);
        let across = vec![at(window.left, y), at(window.right, y)];
        marks.push(large::line(across, Ink::Grid, 1.0, Dash::Solid));
        marks.push(large::tick_text(
            window.left - 8.0,
            y,
            &tick.label,
            Anchor::End,
        ));
    }
    small::part_lines(curve, window, marks);
    small::target_line(curve, window, marks);
    let room = (window.right - window.left) / window.rows(&curve.points).len().max(1) as f32;
    let scale = (room / 10.0).clamp(super::super::marks::SMALL, POINT);
    let hits = series::series(curve, window, scale, marks);
    if curve.points.iter().all(|point| point.value.is_none()) {
        let middle = at(
            f32::midpoint(window.left, window.right),
            f32::midpoint(window.top, window.bottom),
        );
        marks.push(Mark::Text {
            at: middle,
            text: "no figure that may be shown".to_owned(),
            role: TextRole::Meta,
            ink: Ink::Muted,
            anchor: Anchor::Middle,
            event: None,
        });
    }
    hits
}

fn base(window: &Window, marks: &mut Vec<Mark>) {
    let across = vec![
        at(window.left, window.bottom),
        at(window.right, window.bottom),
    ];
    marks.push(large::line(across, Ink::Axis, 1.0, Dash::Solid));
}

fn today(story: &Story, window: &Window, named: bool, marks: &mut Vec<Mark>) {
    let day = crate::model::date::day_number(story.today);
    if !window.holds_day(day) {
        return;
    }
    let x = window.x(f64::from(day));
    let down = vec![at(x, window.top), at(x, window.bottom)];
    marks.push(large::line(down, Ink::Accent, 1.0, Dash::Solid));
    if named {
        let (shift, anchor) = if x > window.right - 40.0 {
            (-4.0, Anchor::End)
        } else {
            (4.0, Anchor::Start)
        };
        marks.push(Mark::Text {
            at: at(x + shift, window.top + 7.0),
            text: "today".to_owned(),
            role: TextRole::Label,
            ink: Ink::Accent,
            anchor,
            event: None,
        });
    }
}
