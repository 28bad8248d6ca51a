//! The small chart of the wall.

use super::super::marks::{Anchor, Dash, Ink, Mark, SMALL, TextRole, at};
use super::super::parts::PartStyle;
use super::super::{Curve, Mode, date_in_words};
use super::{Hit, Layout, Size, Window};
use crate::model::date::month_short;

/// Values from which a chart is drawn by columns of pixels.
const MOST_POINTS: usize = 2_000;
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
    let hits = series(curve, &window, SMALL, &mut marks);
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

/// From where to where a part's lines run: half way to its neighbours.
pub(super) fn part_span(curve: &Curve, window: &Window, place: usize) -> (f32, f32) {
    let x = |row: usize| {
        curve
            .points
            .get(row)
            .map_or(window.left, |point| window.x(f64::from(point.day)))
    };
    let rows = &curve.parts[place].rows;
    let left = if rows.start == 0 {
        (x(0) - 6.0).max(window.left)
    } else {
        f32::midpoint(x(rows.start - 1), x(rows.start))
    };
    let right = if rows.end >= curve.points.len() {
        (x(rows.end.saturating_sub(1)) + 6.0).min(window.right)
    } else {
        f32::midpoint(x(rows.end - 1), x(rows.end))
    };
    (left, right.max(left))
}

fn part_lines(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) {
    for place in 0..curve.parts.len() {
        let (left, right) = part_span(curve, window, place);
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
    let (left, right) = part_span(curve, window, place);
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

fn target_line(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) {
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

/// The line through the values, broken where one is missing and at each rebase, and the points.
/// Two values have no line: two points show no change.
pub(super) fn series(
    curve: &Curve,
    window: &Window,
    scale: f32,
    marks: &mut Vec<Mark>,
) -> Vec<Hit> {
    if curve.points.len() > MOST_POINTS {
        return dense(curve, window, marks);
    }
    let mut hits = Vec::with_capacity(curve.points.len());
    let joined = !matches!(curve.mode, Mode::TwoPoints);
    for part in &curve.parts {
        let mut run = Vec::new();
        for row in part.rows.clone() {
            let Some(point) = curve.points.get(row) else {
                continue;
            };
            match point.value {
                Some(value) => run.push(window.place(point.day, value)),
                None => finish(&mut run, marks),
            }
        }
        if joined {
            finish(&mut run, marks);
        }
    }
    for (row, point) in curve.points.iter().enumerate() {
        let place = match point.value {
            Some(value) => {
                let place = window.place(point.day, value);
                marks.push(Mark::Point {
                    at: place,
                    kind: point.kind,
                    scale,
                });
                place
            }
            None => absent(curve, row, window, marks),
        };
        hits.push(Hit {
            point: row,
            at: place,
        });
    }
    hits
}

/// More values than pixels: each column of pixels shows its lowest and highest value, and only
/// the latest value is a point. Every value keeps its place for pointer and keyboard.
fn dense(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) -> Vec<Hit> {
    let mut hits = Vec::with_capacity(curve.points.len());
    let mut columns: Vec<(f32, f32, f32)> = Vec::new();
    for (row, point) in curve.points.iter().enumerate() {
        let place = match point.value {
            Some(value) => window.place(point.day, value),
            None => at(window.x(f64::from(point.day)), window.bottom - 8.0),
        };
        hits.push(Hit {
            point: row,
            at: place,
        });
        if point.value.is_none() {
            continue;
        }
        let x = place.x.round();
        match columns.last_mut() {
            Some(column) if column.0 >= x => {
                column.1 = column.1.min(place.y);
                column.2 = column.2.max(place.y);
            }
            Some(_) | None => columns.push((x, place.y, place.y)),
        }
    }
    let zigzag = columns
        .into_iter()
        .flat_map(|(x, high, low)| [at(x, high), at(x, low)])
        .collect();
    marks.push(Mark::Line {
        points: zigzag,
        ink: Ink::Series,
        width: 1.0,
        dash: Dash::Solid,
    });
    if let Some((place, kind)) = curve.latest().and_then(|point| {
        point
            .value
            .map(|value| (window.place(point.day, value), point.kind))
    }) {
        marks.push(Mark::Point {
            at: place,
            kind,
            scale: 1.0,
        });
    }
    hits
}

/// The symbol of an absent or hidden value stands on the axis: it has no height to read off.
fn absent(curve: &Curve, row: usize, window: &Window, marks: &mut Vec<Mark>) -> super::At {
    let point = &curve.points[row];
    let symbol = match (point.hidden, point.symbol) {
        (Some(_), _) => "c",
        (None, Some(symbol)) => symbol,
        (None, None) => ":",
    };
    let place = at(window.x(f64::from(point.day)), window.bottom - 8.0);
    marks.push(Mark::Text {
        at: place,
        text: symbol.to_owned(),
        role: TextRole::Tick,
        ink: Ink::Muted,
        anchor: Anchor::Middle,
        event: None,
    });
    place
}

fn finish(run: &mut Vec<super::At>, marks: &mut Vec<Mark>) {
    let points = std::mem::take(run);
    if points.len() > 1 {
        marks.push(Mark::Line {
            points,
            ink: Ink::Series,
            width: 1.4,
            dash: Dash::Solid,
        });
    }
}
