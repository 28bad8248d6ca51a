//! The values of a chart: the line through them and their points, or columns where they are many.

use std::collections::HashSet;

use super::super::marks::{Anchor, Dash, Ink, Mark, TextRole, at};
use super::super::points::PointKind;
use super::super::{Curve, Mode};
use super::{Hit, Window, clip};

/// Values in the window from which a chart is drawn by columns of pixels.
const MOST_POINTS: usize = 2_000;
/// Of the points in a square of this side that mean the same one is drawn.
const NEAR: f32 = 4.0;
/// Symbols of absent values nearer than this are drawn once.
const SYMBOL: f32 = 12.0;
/// Scale of points among columns.
const FLAGGED: f32 = super::super::marks::SMALL;

/// The line through the values, broken where one is missing and at each rebase, and the points.
/// Two values have no line: two points show no change.
pub(super) fn series(
    curve: &Curve,
    window: &Window,
    scale: f32,
    marks: &mut Vec<Mark>,
) -> Vec<Hit> {
    let rows = window.rows(&curve.points);
    if rows.len() > MOST_POINTS {
        return dense(curve, window, marks);
    }
    if !matches!(curve.mode, Mode::TwoPoints) {
        // A neighbour on either side, so that the line runs to the edge.
        let near = rows.start.saturating_sub(1)..(rows.end + 1).min(curve.points.len());
        lines(curve, window, near, marks);
    }
    let mut hits = Vec::with_capacity(rows.len());
    for row in rows {
        let point = &curve.points[row];
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

fn lines(curve: &Curve, window: &Window, near: std::ops::Range<usize>, marks: &mut Vec<Mark>) {
    for part in &curve.parts {
        let mut run = Vec::new();
        for row in part.rows.start.max(near.start)..part.rows.end.min(near.end) {
            match curve
                .points
                .get(row)
                .and_then(|point| Some((point.day, point.value?)))
            {
                Some((day, value)) => run.push(window.place(day, value)),
                None => finish(&mut run, window, marks),
            }
        }
        finish(&mut run, window, marks);
    }
}

fn finish(run: &mut Vec<super::At>, window: &Window, marks: &mut Vec<Mark>) {
    let points = std::mem::take(run);
    if points.len() < 2 {
        return;
    }
    for points in clip::line(&points, window.across()) {
        marks.push(Mark::Line {
            points,
            ink: Ink::Series,
            width: 1.4,
            dash: Dash::Solid,
        });
    }
}

/// A column of pixels: its x, its highest and its lowest place.
type Column = (f32, f32, f32);

/// More values than pixels: each column of pixels shows its lowest and highest value. A value that
/// is flagged is always a point, but for those that would lie on another of the same meaning. Every
/// value keeps its place for pointer and keyboard.
fn dense(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) -> Vec<Hit> {
    let rows = window.rows(&curve.points);
    let mut hits = Vec::with_capacity(rows.len());
    let mut flagged = Vec::new();
    let mut taken: HashSet<(PointKind, i32, i32)> = HashSet::new();
    let mut symbol = f32::NEG_INFINITY;
    for part in &curve.parts {
        let mut columns: Vec<Column> = Vec::new();
        let mut gap = false;
        for row in part.rows.start.max(rows.start)..part.rows.end.min(rows.end) {
            let Some(point) = curve.points.get(row) else {
                continue;
            };
            let Some(value) = point.value else {
                gap = true;
                let place = at(window.x(f64::from(point.day)), window.bottom - 8.0);
                if place.x >= symbol + SYMBOL {
                    absent(curve, row, window, marks);
                    symbol = place.x;
                }
                hits.push(Hit {
                    point: row,
                    at: place,
                });
                continue;
            };
            let place = window.place(point.day, value);
            hits.push(Hit {
                point: row,
                at: place,
            });
            let x = place.x.round();
            let last = columns.last_mut().filter(|column| column.0 >= x);
            if let Some(column) = last {
                column.1 = column.1.min(place.y);
                column.2 = column.2.max(place.y);
            } else {
                if std::mem::take(&mut gap) {
                    zigzag(&mut columns, marks);
                }
                columns.push((x, place.y, place.y));
            }
            if point.kind != PointKind::Usual && taken.insert(square(point.kind, place)) {
                flagged.push((place, point.kind));
            }
        }
        zigzag(&mut columns, marks);
    }
    let latest = curve.latest().filter(|point| window.holds_day(point.day));
    if let Some(point) = latest
        && let Some(value) = point.value
    {
        flagged.push((window.place(point.day, value), point.kind));
    }
    let last = flagged.len().saturating_sub(1);
    for (number, (place, kind)) in flagged.into_iter().enumerate() {
        marks.push(Mark::Point {
            at: place,
            kind,
            scale: if latest.is_some() && number == last {
                1.0
            } else {
                FLAGGED
            },
        });
    }
    hits
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a screen is a few thousand points wide"
)]
fn square(kind: PointKind, place: super::At) -> (PointKind, i32, i32) {
    (kind, (place.x / NEAR) as i32, (place.y / NEAR) as i32)
}

fn zigzag(columns: &mut Vec<Column>, marks: &mut Vec<Mark>) {
    let columns = std::mem::take(columns);
    if columns.is_empty() {
        return;
    }
    let points = columns
        .into_iter()
        .flat_map(|(x, high, low)| [at(x, high), at(x, low)])
        .collect();
    marks.push(Mark::Line {
        points,
        ink: Ink::Series,
        width: 1.0,
        dash: Dash::Solid,
    });
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
