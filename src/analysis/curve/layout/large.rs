//! The large chart of the focus view.

use super::super::Curve;
use super::super::axis::ticks_between;
use super::super::marks::{Anchor, Dash, Ink, Mark, TextRole, at};
use super::{Layout, Measured, Size, Window, clip, labels, lane, legend, series, small};
use crate::model::date::day_number;

/// Room for the labels of the value axis.
const GUTTER: f32 = 48.0;
/// Room for the labels at the right.
const RIGHT: f32 = 166.0;
/// Room for the labels of the time axis.
const FOOT: f32 = 28.0;
/// Least height of the window onto the values.
const LEAST: f32 = 250.0;
/// Dashes of benchmarks, each its own.
pub(super) const BENCH_DASHES: [Dash; 3] = [
    Dash::Dashed(2.0, 2.0),
    Dash::Dashed(8.0, 2.0),
    Dash::Dashed(1.0, 3.0),
];

pub(super) fn layout(curve: &Curve, size: Size, days: (i32, i32), text: Measured<'_>) -> Layout {
    // A narrow chart has no room beside it: the labels go into the window.
    let right = if size.width < 560.0 { 16.0 } else { RIGHT };
    let lane_left = GUTTER;
    let mut window = Window {
        left: GUTTER,
        top: 20.0,
        right: (size.width - right).max(GUTTER + 40.0),
        bottom: 0.0,
        days: (f64::from(days.0), f64::from(days.1)),
        values: curve.axis.values,
    };
    let rows = lane::rows(&curve.events, &window, (lane_left, size.width), text);
    let below = FOOT + lane::height(&rows);
    window.bottom = size.height - below;
    let mut marks = Vec::new();
    let across = (window.left, size.width);
    let lines = legend::legend(&[curve], legend::Of::Large, across, text, &mut marks);
    window.top += legend::LINE * lines as f32;
    window.bottom = window.bottom.max(window.top + LEAST);
    grid(curve, &window, days, &mut marks);
    fan(curve, &window, &mut marks);
    for place in 0..curve.parts.len() {
        small::lines_of_part(curve, &window, place, &mut marks);
        step(curve, &window, place, &mut marks);
    }
    benchmarks(curve, &window, &mut marks);
    targets(curve, &window, &mut marks);
    path(curve, &window, &mut marks);
    today(curve, &window, &mut marks);
    // Points that would touch are drawn smaller.
    let room = (window.right - window.left) / window.rows(&curve.points).len().max(1) as f32;
    let scale = (room / 10.0).clamp(super::super::marks::SMALL, 1.0);
    let hits = series::series(curve, &window, scale, &mut marks);
    labels::parts(curve, &window, size.width, text, &mut marks);
    if right >= RIGHT {
        labels::beside(curve, &window, &mut marks);
    }
    lane::draw(
        &curve.events,
        &window,
        &rows,
        window.bottom + FOOT,
        size.width,
        &mut marks,
    );
    Layout {
        marks,
        hits,
        size: Size {
            width: size.width,
            height: window.bottom + below,
        },
        window,
    }
}

pub(super) fn line(points: Vec<super::At>, ink: Ink, width: f32, dash: Dash) -> Mark {
    Mark::Line {
        points,
        ink,
        width,
        dash,
    }
}

pub(super) fn tick_text(x: f32, y: f32, text: &str, anchor: Anchor) -> Mark {
    Mark::Text {
        at: at(x, y),
        text: text.to_owned(),
        role: TextRole::Tick,
        ink: Ink::Muted,
        anchor,
        event: None,
    }
}

fn grid(curve: &Curve, window: &Window, days: (i32, i32), marks: &mut Vec<Mark>) {
    for tick in &curve.axis.value_ticks {
        let y = window.y(tick.at);
        let across = vec![at(window.left, y), at(window.right, y)];
        marks.push(line(across, Ink::Grid, 1.0, Dash::Solid));
        marks.push(tick_text(window.left - 8.0, y, &tick.label, Anchor::End));
    }
    time_axis(window, days, marks);
}

/// The time axis: its line, ticks and their words.
pub(super) fn time_axis(window: &Window, days: (i32, i32), marks: &mut Vec<Mark>) {
    let base = vec![
        at(window.left, window.bottom),
        at(window.right, window.bottom),
    ];
    marks.push(line(base, Ink::Axis, 1.0, Dash::Solid));
    // A label with a year is about 50 wide.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small count of labels"
    )]
    let most = ((window.right - window.left) / 52.0).max(2.0) as usize;
    for tick in ticks_between(days, most) {
        let x = window.x(tick.at);
        let down = vec![at(x, window.bottom), at(x, window.bottom + 4.0)];
        marks.push(line(down, Ink::Axis, 1.0, Dash::Solid));
        marks.push(tick_text(
            x,
            window.bottom + 13.0,
            &tick.label,
            Anchor::Middle,
        ));
    }
}

fn fan(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) {
    let Some(fan) = &curve.fan else { return };
    let start = window.place(day_number(fan.from.0), fan.from.1);
    let clamp = |value: f64| value.clamp(window.values.0, window.values.1);
    let band = |pick: &dyn Fn(&crate::analysis::forecast::FanPoint) -> (f64, f64)| {
        let mut edges = vec![(start.x, start.y, start.y)];
        edges.extend(fan.points.iter().map(|point| {
            let (low, high) = pick(point);
            let x = window.x(f64::from(day_number(point.date)));
            (x, window.y(clamp(high)), window.y(clamp(low)))
        }));
        edges
    };
    let wide = band(&|point| point.band_80);
    let edge = |pick: &dyn Fn(&(f32, f32, f32)) -> f32| {
        wide.iter()
            .map(|edge| at(edge.0, pick(edge)))
            .collect::<Vec<_>>()
    };
    let (upper, lower) = (edge(&|edge| edge.1), edge(&|edge| edge.2));
    for (edges, ink) in [
        (wide.clone(), Ink::Fan80),
        (band(&|point| point.band_50), Ink::Fan50),
    ] {
        let edges = clip::band(&edges, window.across());
        if edges.len() > 1 {
            marks.push(Mark::Band { edges, ink });
        }
    }
    for points in [upper, lower] {
        put(
            &points,
            window,
            (Ink::FanEdge, 1.0, Dash::Dashed(1.5, 2.5)),
            marks,
        );
    }
    let mut middle = vec![start];
    middle.extend(
        fan.points
            .iter()
            .map(|point| window.place(day_number(point.date), clamp(point.middle))),
    );
    put(
        &middle,
        window,
        (Ink::FanEdge, 1.2, Dash::Dashed(4.0, 3.0)),
        marks,
    );
}

/// A line as far as it lies within the window.
fn put(
    points: &[super::At],
    window: &Window,
    (ink, width, dash): (Ink, f32, Dash),
    marks: &mut Vec<Mark>,
) {
    let pieces = clip::line(points, window.across());
    marks.extend(
        pieces
            .into_iter()
            .map(|piece| line(piece, ink, width, dash)),
    );
}

/// The dotted upright line at which a part begins.
fn step(curve: &Curve, window: &Window, place: usize, marks: &mut Vec<Mark>) {
    if place == 0 {
        return;
    }
    let Some((x, _)) = small::part_span(curve, window, place) else {
        return;
    };
    if x <= window.left {
        // It began before the window.
        return;
    }
    let down = vec![at(x, window.top), at(x, window.bottom)];
    marks.push(line(down, Ink::Limit, 1.0, Dash::Dashed(1.5, 2.5)));
}

fn benchmarks(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) {
    for (place, benchmark) in curve.benchmarks.iter().enumerate() {
        let points: Vec<super::At> = benchmark
            .points
            .iter()
            .filter(|(date, _)| {
                (curve.axis.days.0..=curve.axis.days.1).contains(&day_number(*date))
            })
            .map(|(date, value)| window.place(day_number(*date), *value))
            .collect();
        if let [only] = points[..] {
            if only.x < window.left || only.x > window.right {
                continue;
            }
            let side = vec![at(only.x - 6.0, only.y), at(only.x + 6.0, only.y)];
            marks.push(line(side, Ink::Bench, 1.4, Dash::Solid));
        } else if !points.is_empty() {
            let dash = BENCH_DASHES[place % BENCH_DASHES.len()];
            put(&points, window, (Ink::Bench, 1.4, dash), marks);
        }
    }
}

fn targets(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) {
    if let Some((low, high)) = curve.goal.range {
        for value in [low, high] {
            let y = window.y(value);
            let across = vec![at(window.left, y), at(window.right, y)];
            marks.push(line(across, Ink::Target, 1.8, Dash::Dashed(7.0, 4.0)));
        }
        return;
    }
    for target in &curve.goal.targets {
        let y = window.y(target.value);
        if target.in_force {
            let across = vec![at(window.left, y), at(window.right, y)];
            marks.push(line(across, Ink::Target, 1.8, Dash::Dashed(7.0, 4.0)));
        }
        if let Some(by) = target.by {
            let x = window.x(f64::from(day_number(by)));
            if x >= window.left && x <= window.right {
                let cross = [
                    vec![at(x - 5.0, y), at(x + 5.0, y)],
                    vec![at(x, y - 5.0), at(x, y + 5.0)],
                ];
                for stroke in cross {
                    marks.push(line(stroke, Ink::Target, 1.8, Dash::Solid));
                }
            }
        }
    }
}

fn path(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) {
    let points: Vec<super::At> = curve
        .goal
        .path
        .iter()
        .map(|(date, value)| window.place(day_number(*date), *value))
        .collect();
    if points.len() > 1 {
        put(
            &points,
            window,
            (Ink::Path, 1.6, Dash::Dashed(2.0, 3.0)),
            marks,
        );
    }
}

fn today(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) {
    let x = window.x(f64::from(curve.axis.today));
    if x < window.left || x > window.right {
        return;
    }
    let down = vec![at(x, window.top), at(x, window.bottom)];
    marks.push(line(down, Ink::Accent, 1.0, Dash::Solid));
    let (shift, anchor) = if x > window.right - 40.0 {
        (-4.0, Anchor::End)
    } else {
        (4.0, Anchor::Start)
    };
    marks.push(Mark::Text {
        at: at(x + shift, window.bottom - 9.0),
        text: "today".to_owned(),
        role: TextRole::Label,
        ink: Ink::Accent,
        anchor,
        event: None,
    });
}
