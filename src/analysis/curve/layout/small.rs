//! The small chart of the wall.

use super::super::marks::{Anchor, Dash, Ink, Mark, SMALL, TextRole, at};
use super::super::parts::PartStyle;
use super::super::{Curve, Mode, date_in_words};
use super::{Layout, Size, Window, series};
use crate::model::date::month_short;

/// Room under the time axis for its two dates.
const FOOT: f32 = 16.0;

pub(super) fn layout(curve: &Curve, size: Size) -> Layout {
    let window = Window {
        left: 4.0,
        top: 4.0,
        right: (size.width - 4.0).max(5.0),
        bottom: (size.height - FOOT).max(5.0),
        days: (
            f64::from(curve.axis.small_days.0),
            f64::from(curve.axis.small_days.1),
        ),
        values: curve.axis.small_values,
    };
    let mut marks = Vec::new();
    part_lines(curve, &window, &mut marks);
    target_line(curve, &window, &mut marks);
    let hits = series::series(curve, &window, SMALL, &mut marks);
    marks.push(Mark::Line {
        points: vec![
            at(window.left, window.bottom),
            at(window.right, window.bottom),
        ],
        ink: Ink::Axis,
        width: 1.0,
        dash: Dash::Solid,
    });
    if let (Some(first), Some(last)) = (curve.points.first(), curve.points.last()) {
        let words =
            |date: jiff::civil::Date| format!("{} {}", month_short(date.month()), date.year());
        let mut foot = |x, text, anchor| {
            marks.push(Mark::Text {
                at: at(x, window.bottom + FOOT / 2.0),
                text,
                role: TextRole::Tick,
                ink: Ink::Muted,
                anchor,
                event: None,
            });
        };
        if first.day == last.day {
            let middle = f32::midpoint(window.left, window.right);
            foot(middle, date_in_words(first.date, false), Anchor::Middle);
        } else {
            foot(window.left, words(first.date), Anchor::Start);
            foot(window.right, words(last.date), Anchor::End);
        }
    }
    if curve.mode == Mode::TwoPoints {
        two_points(curve, &window, &mut marks);
    }
    Layout {
        marks,
        window,
        hits,
        size,
    }
}

fn two_points(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) {
    let middle = f32::midpoint(window.left, window.right);
    for point in &curve.points {
        let Some(value) = point.value else { continue };
        let place = window.place(point.day, value);
        let (shift, anchor) = if place.x < middle {
            (9.0, Anchor::Start)
        } else {
            (-9.0, Anchor::End)
        };
        marks.push(Mark::Text {
            at: at(place.x + shift, place.y),
            text: point.text.clone(),
            role: TextRole::Label,
            ink: Ink::Primary,
            anchor,
            event: None,
        });
    }
    if !curve.verdict.short.contains("no figures between") {
        return;
    }
    marks.push(Mark::Text {
        at: at(middle, f32::midpoint(window.top, window.bottom)),
        text: "no figures between".to_owned(),
        role: TextRole::Tick,
        ink: Ink::Muted,
        anchor: Anchor::Middle,
        event: None,
    });
}

/// From where to where a part's lines run: half way to its neighbours, within the window. None
/// where the part lies outside it.
pub(super) fn part_span(curve: &Curve, window: &Window, place: usize) -> Option<(f32, f32)> {
    let x = |row: usize| {
        curve
            .points
            .get(row)
            .map_or(window.left, |point| window.x(f64::from(point.day)))
    };
    let rows = &curve.parts[place].rows;
    let left = if rows.start == 0 {
        x(0) - 6.0
    } else {
        f32::midpoint(x(rows.start - 1), x(rows.start))
    };
    let right = if rows.end >= curve.points.len() {
        x(rows.end.saturating_sub(1)) + 6.0
    } else {
        f32::midpoint(x(rows.end - 1), x(rows.end))
    };
    let within = (left.max(window.left), right.min(window.right));
    (within.0 <= within.1).then_some(within)
}

pub(super) fn part_lines(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) {
    for place in 0..curve.parts.len() {
        let Some((left, right)) = part_span(curve, window, place) else {
            continue;
        };
        if let PartStyle::Limits { lower, upper, .. } = curve.parts[place].style {
            let top = window.y(upper.min(window.values.1));
            let bottom = window.y(lower.max(window.values.0));
            marks.push(Mark::Band {
                edges: vec![(left, top, bottom), (right, top, bottom)],
                ink: Ink::LimitBand,
            });
        }
        lines_of_part(curve, window, place, marks);
    }
}

/// Mean or median, and the limits that lie within the window.
pub(super) fn lines_of_part(curve: &Curve, window: &Window, place: usize, marks: &mut Vec<Mark>) {
    let Some((left, right)) = part_span(curve, window, place) else {
        return;
    };
    let mut line = |value: f64, ink, dash| {
        if window.holds(value) {
            let y = window.y(value);
            marks.push(Mark::Line {
                points: vec![at(left, y), at(right, y)],
                ink,
                width: 1.2,
                dash,
            });
        }
    };
    match curve.parts[place].style {
        PartStyle::Bare => {}
        PartStyle::Median { median, .. } => line(median, Ink::Mean, Dash::Solid),
        PartStyle::Limits {
            mean, lower, upper, ..
        } => {
            line(mean, Ink::Mean, Dash::Solid);
            line(upper, Ink::Limit, Dash::Dashed(5.0, 4.0));
            line(lower, Ink::Limit, Dash::Dashed(5.0, 4.0));
        }
    }
}

pub(super) fn target_line(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) {
    let range = curve
        .goal
        .range
        .map_or([None, None], |(low, high)| [Some(low), Some(high)]);
    let target = match curve.goal.range {
        Some(_) => None,
        None => curve.goal.now.map(|now| now.value),
    };
    for value in range.into_iter().chain([target]).flatten() {
        if window.holds(value) {
            let y = window.y(value);
            marks.push(Mark::Line {
                points: vec![at(window.left, y), at(window.right, y)],
                ink: Ink::Target,
                width: 1.6,
                dash: Dash::Dashed(7.0, 4.0),
            });
        }
    }
}
