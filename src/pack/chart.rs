//! A measure's chart for paper: 476 by 236 points, or 132 where there are too few values for
//! limits. The same places as on screen, labels at the ends of lines, no legend, and every meaning
//! in shape or dash as well as in colour.

use super::{
    doc::Picture,
    plot::{Plot, Spot},
    svg::{Align, Drawing, Stroke, Weight, dashed, fitted, ink, solid, width},
};
use crate::{
    analysis::{
        curve::{Curve, Mode, PartStyle, PointKind, layout::Window},
        spc::{AssuranceIcon, VariationIcon},
    },
    model::{
        Measure, Unit,
        date::{day_number, from_day_number, month_name, month_short},
    },
};

/// Width of every chart, points.
pub const WIDTH: f32 = 476.0;
/// Height of a chart with limits.
pub const TALL: f32 = 236.0;
/// Height of a chart without.
pub const HALF: f32 = 132.0;
/// Edges of the plot.
const LEFT: f32 = 30.0;
const RIGHT: f32 = 404.0;
/// Room below the plot: months and years.
const FOOT: f32 = 26.0;

/// Whether a curve has a chart of full height: limits, or enough values for them soon.
pub fn is_tall(curve: &Curve) -> bool {
    curve.mode == Mode::Xmr
}

/// The chart of a measure; none where no value may be shown.
pub fn chart(measure: &Measure, curve: &Curve, alt: String) -> Option<Picture> {
    if curve.mode == Mode::Empty {
        return None;
    }
    let tall = is_tall(curve);
    let height = if tall { TALL } else { HALF };
    let window = Window {
        left: LEFT,
        top: if tall { 38.0 } else { 20.0 },
        right: RIGHT,
        bottom: height - FOOT,
        days: (f64::from(curve.axis.days.0), f64::from(curve.axis.days.1)),
        values: curve.axis.values,
    };
    let mut plot = Plot::new(Drawing::new(WIDTH, height), window);
    frame(&mut plot, measure, curve);
    if tall {
        forward(&mut plot, curve);
    }
    for place in 0..curve.parts.len() {
        part(&mut plot, curve, place);
    }
    targets(&mut plot, curve);
    path(&mut plot, curve);
    benchmarks(&mut plot, curve);
    series(&mut plot, curve);
    if tall {
        reasons(&mut plot, curve);
        icons(&mut plot, curve);
    }
    plot.end_labels(RIGHT + 6.0, WIDTH - RIGHT - 8.0);
    Some(Picture {
        svg: plot.finish(),
        width_pt: WIDTH,
        height_pt: height,
        alt,
    })
}

/// What the figures are in, for the line above the plot.
fn unit_words(measure: &Measure) -> String {
    let unit = match &measure.unit {
        Unit::Percent => "Per cent".to_owned(),
        Unit::Count => "Number".to_owned(),
        Unit::PerTenThousand
        | Unit::Days
        | Unit::Weeks
        | Unit::CasesPerWorker
        | Unit::Pounds
        | Unit::Other(_) => measure.unit.words().to_owned(),
    };
    let what = measure
        .definition
        .split(['.', ';'])
        .next()
        .unwrap_or_default();
    if what.trim().is_empty() {
        unit
    } else {
        format!("{unit}: {}", crate::analysis::words::uncapital(what.trim()))
    }
}

fn frame(plot: &mut Plot, measure: &Measure, curve: &Curve) {
    let window = plot.window;
    let room = if is_tall(curve) { 366.0 } else { 440.0 };
    let unit = fitted(&unit_words(measure), room);
    plot.free_text(
        (0.0, 8.0),
        &unit,
        Align::Start,
        Weight::Regular,
        ink::SECONDARY,
    );
    for tick in &curve.axis.value_ticks {
        let y = window.y(tick.at);
        plot.drawing
            .line(&[(LEFT, y), (RIGHT, y)], solid(ink::GRID, 0.5));
        plot.free_text(
            (LEFT - 5.0, y),
            &tick.label,
            Align::End,
            Weight::Regular,
            ink::SECONDARY,
        );
    }
    plot.drawing.line(
        &[(LEFT, window.bottom), (RIGHT, window.bottom)],
        solid(ink::INK, 0.75),
    );
    months(plot);
}

/// Jan, Apr, Jul, Oct where they fit, with the year below in bold; else years alone.
fn months(plot: &mut Plot) {
    let window = plot.window;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "day numbers of the calendar fit an i32"
    )]
    let (first, last) = (window.days.0 as i32, window.days.1 as i32);
    let (from, to) = (from_day_number(first), from_day_number(last));
    let years = i32::from(to.year()) - i32::from(from.year()) + 1;
    let months = if last - first <= 4 * 366 { 3 } else { 12 };
    // So many years between labels that they do not touch.
    let every = (years / 14).max(0) + 1;
    let mut year_done = i16::MIN;
    for year in from.year()..=to.year() {
        if i32::from(year - from.year()) % every != 0 {
            continue;
        }
        for month in (1_i8..=12).step_by(if months == 3 { 3 } else { 12 }) {
            let Ok(day) = jiff::civil::Date::new(year, month, 1) else {
                continue;
            };
            let number = day_number(day);
            if number < first || number > last {
                continue;
            }
            let x = window.x(f64::from(number));
            plot.drawing.line(
                &[(x, window.bottom), (x, window.bottom + 2.5)],
                solid(ink::INK, 0.5),
            );
            let y = window.bottom + 8.5;
            if months == 3 {
                let word = month_short(month);
                plot.free_text((x, y), word, Align::Middle, Weight::Regular, ink::SECONDARY);
                if year_done != year {
                    year_done = year;
                    let at = (x, y + 9.5);
                    let text = year.to_string();
                    plot.free_text(at, &text, Align::Middle, Weight::Strong, ink::INK);
                }
            } else {
                let text = year.to_string();
                plot.free_text(
                    (x, y),
                    &text,
                    Align::Middle,
                    Weight::Regular,
                    ink::SECONDARY,
                );
            }
        }
    }
}

/// Mean and limits of one part.
fn part(plot: &mut Plot, curve: &Curve, place: usize) {
    let Some(part) = curve.parts.get(place) else {
        return;
    };
    let is_last = place + 1 == curve.parts.len();
    let window = plot.window;
    let start = window.x(f64::from(day_number(part.start)));
    let end = window.x(f64::from(day_number(part.end)));
    let across = |y: f32| [(start, y), (end, y)];
    match part.style {
        PartStyle::Bare => {}
        PartStyle::Median { median, .. } => {
            let y = window.y(median);
            plot.drawing.line(&across(y), solid(ink::INK, 0.8));
            plot.take_line(start, end, y);
            if is_last {
                plot.at_end(
                    y,
                    &format!("Median {}", curve.show.digits(median)),
                    Spot::Usual,
                );
            }
        }
        PartStyle::Limits {
            mean, lower, upper, ..
        } => {
            let limit = dashed(ink::LIMIT, 0.9, 4.0, 3.0);
            for (value, stroke, name, spot) in [
                (upper, limit, "Upper", Spot::Quiet),
                (mean, solid(ink::INK, 0.8), "Mean", Spot::Usual),
                (lower, limit, "Lower", Spot::Quiet),
            ] {
                if !window.holds(value) {
                    continue;
                }
                let y = window.y(value);
                plot.drawing.line(&across(y), stroke);
                plot.take_line(start, end, y);
                let text = format!("{name} {}", curve.show.digits(value));
                if is_last {
                    plot.at_end(y, &text, spot);
                } else if name == "Mean" {
                    let text = format!("{text}, {} points", part.rows.len());
                    plot.place(
                        &text,
                        Weight::Regular,
                        ink::INK,
                        &[
                            (start, y + 24.0, Align::Start),
                            (start, y - 24.0, Align::Start),
                        ],
                    );
                }
            }
        }
    }
    if place > 0 {
        let down = [(start, window.top), (start, window.bottom)];
        plot.drawing.line(&down, dashed(ink::LIMIT, 0.9, 1.0, 2.0));
    }
}

/// Where the figures go if nothing changes: between the limits, from the last value on.
fn forward(plot: &mut Plot, curve: &Curve) {
    let (Some(part), Some(last)) = (curve.last_part(), curve.latest()) else {
        return;
    };
    let PartStyle::Limits { lower, upper, .. } = part.style else {
        return;
    };
    let window = plot.window;
    let start = window.x(f64::from(last.day));
    if RIGHT - start < 12.0 || !window.holds(lower) || !window.holds(upper) {
        return;
    }
    let (top, bottom) = (window.y(upper), window.y(lower));
    plot.drawing.shape(
        &[(start, top), (RIGHT, top), (RIGHT, bottom), (start, bottom)],
        ink::TINT,
        None,
    );
    for y in [top, bottom] {
        plot.drawing
            .line(&[(start, y), (RIGHT, y)], dashed(ink::LIMIT, 0.7, 1.0, 2.0));
        plot.take_line(start, RIGHT, y);
    }
    if RIGHT - start > width("If unchanged") + 6.0 && bottom - top > 24.0 {
        let at = RIGHT - 3.0;
        plot.place(
            "If unchanged",
            Weight::Regular,
            ink::SECONDARY,
            &[(at, top + 8.0, Align::End), (at, bottom - 8.0, Align::End)],
        );
    }
}

fn targets(plot: &mut Plot, curve: &Curve) {
    let window = plot.window;
    let stroke = dashed(ink::TARGET, 1.1, 6.0, 3.0);
    let across = |plot: &mut Plot, value: f64, label: String| {
        if window.holds(value) {
            let y = window.y(value);
            plot.drawing.line(&[(LEFT, y), (RIGHT, y)], stroke);
            plot.take_line(LEFT, RIGHT, y);
            plot.at_end(y, &label, Spot::Target);
        }
    };
    if let Some((low, high)) = curve.goal.range {
        across(plot, high, format!("To {}", curve.show.digits(high)));
        across(plot, low, format!("From {}", curve.show.digits(low)));
    } else if let Some(now) = curve.goal.now {
        across(
            plot,
            now.value,
            format!("Target {}", curve.show.digits(now.value)),
        );
    }
}

/// The planned way.
fn path(plot: &mut Plot, curve: &Curve) {
    let window = plot.window;
    let points: Vec<(f32, f32)> = curve
        .goal
        .path
        .iter()
        .map(|(date, value)| {
            let at = window.place(day_number(*date), *value);
            (at.x, at.y)
        })
        .collect();
    if points.len() < 2 {
        return;
    }
    plot.drawing.line(&points, dashed(ink::PATH, 1.1, 2.0, 2.5));
    for pair in points.windows(2) {
        plot.take_slope(pair[0], pair[1]);
    }
    let mut tries = Vec::new();
    for pair in points.windows(2) {
        for share in [0.5_f32, 0.3, 0.7, 0.15] {
            let x = pair[0].0 + (pair[1].0 - pair[0].0) * share;
            let y = pair[0].1 + (pair[1].1 - pair[0].1) * share;
            tries.push((x + 6.0, y + 10.0, Align::Start));
            tries.push((x - 6.0, y - 10.0, Align::End));
            tries.push((x + 6.0, y - 10.0, Align::Start));
        }
    }
    plot.place("Trajectory (the plan)", Weight::Strong, ink::PATH, &tries);
}

fn benchmarks(plot: &mut Plot, curve: &Curve) {
    let window = plot.window;
    for benchmark in &curve.benchmarks {
        let points: Vec<(f32, f32, f64)> = benchmark
            .points
            .iter()
            .map(|(date, value)| (f64::from(day_number(*date)), *value))
            .filter(|(day, value)| {
                (window.days.0..=window.days.1).contains(day) && window.holds(*value)
            })
            .map(|(day, value)| (window.x(day), window.y(value), value))
            .collect();
        for &(x, y, _) in &points {
            let corners = [(x, y - 3.2), (x + 3.2, y), (x, y + 3.2), (x - 3.2, y)];
            plot.drawing
                .shape(&corners, ink::WHITE, Some(solid(ink::SECONDARY, 0.8)));
            plot.take_spot((x, y), 4.0);
        }
        if let Some(&(x, y, value)) = points.last() {
            let text = format!(
                "{} {}",
                fitted(&benchmark.name, 80.0),
                curve.show.digits(value)
            );
            plot.place(
                &text,
                Weight::Regular,
                ink::SECONDARY,
                &[
                    (x + 6.0, y, Align::Start),
                    (x + 6.0, y - 8.0, Align::Start),
                    (x + 6.0, y + 8.0, Align::Start),
                    (x - 6.0, y, Align::End),
                ],
            );
        }
    }
}

/// Values: joined within a part, never across a missing one, and never where there are but two.
fn series(plot: &mut Plot, curve: &Curve) {
    let window = plot.window;
    let joined = matches!(curve.mode, Mode::RunChart | Mode::Xmr);
    for part in &curve.parts {
        let mut run: Vec<(f32, f32)> = Vec::new();
        let points = curve.points.get(part.rows.clone()).unwrap_or_default();
        for point in points {
            if let Some(value) = point.value.filter(|value| window.holds(*value)) {
                let at = window.place(point.day, value);
                run.push((at.x, at.y));
            } else {
                plot.withheld(point.symbol, point.hidden.is_some(), point.day);
                if joined {
                    plot.drawing.line(&run, solid(ink::POINT, 1.1));
                }
                run.clear();
            }
        }
        if joined {
            plot.drawing.line(&run, solid(ink::POINT, 1.1));
        }
    }
    let few = curve.points.len() <= 6;
    let last = curve.points.iter().rposition(|point| point.value.is_some());
    let mut labels = Vec::new();
    for (place, point) in curve.points.iter().enumerate() {
        let Some(value) = point.value.filter(|value| window.holds(*value)) else {
            continue;
        };
        let at = window.place(point.day, value);
        one_point(plot, (at.x, at.y), point.kind);
        if Some(place) == last || few {
            labels.push((at.x, at.y, curve.show.digits(value), place, point.date));
        }
    }
    for (x, y, digits, place, date) in labels.into_iter().rev() {
        let text = if Some(place) == last && !few {
            format!("{} {digits}", month_short(date.month()))
        } else {
            digits
        };
        plot.place(
            &text,
            Weight::Strong,
            ink::INK,
            &[
                (x + 8.0, y, Align::Start),
                (x, y - 9.0, Align::Middle),
                (x, y + 10.0, Align::Middle),
                (x + 8.0, y + 9.0, Align::Start),
                (x - 8.0, y, Align::End),
            ],
        );
    }
}

fn one_point(plot: &mut Plot, (x, y): (f32, f32), kind: PointKind) {
    let edge = Some(solid(ink::INK, 0.5));
    let square = |half: f32| {
        [
            (x - half, y - half),
            (x + half, y - half),
            (x + half, y + half),
            (x - half, y + half),
        ]
    };
    match kind {
        PointKind::Usual => plot.drawing.disc((x, y), 2.4, ink::POINT, None),
        PointKind::Concern => {
            let corners = [(x, y - 4.4), (x + 4.4, y), (x, y + 4.4), (x - 4.4, y)];
            plot.drawing.shape(&corners, ink::CONCERN, edge);
        }
        PointKind::Improvement => plot.drawing.shape(&square(3.5), ink::IMPROVEMENT, edge),
        PointKind::NeutralUp => {
            let corners = [(x, y - 4.2), (x + 4.2, y + 3.2), (x - 4.2, y + 3.2)];
            plot.drawing.shape(&corners, ink::PATH, None);
        }
        PointKind::NeutralDown => {
            let corners = [(x, y + 4.2), (x + 4.2, y - 3.2), (x - 4.2, y - 3.2)];
            plot.drawing.shape(&corners, ink::PATH, None);
        }
    }
    plot.take_spot((x, y), 4.4);
}

/// Why a new part starts, in two lines beside its upright line.
fn reasons(plot: &mut Plot, curve: &Curve) {
    let window = plot.window;
    for part in curve.parts.iter().skip(1) {
        if part.reason.is_empty() {
            continue;
        }
        let x = window.x(f64::from(day_number(part.start)));
        let (left, right) = (x - LEFT, RIGHT - x);
        let (align, at, room) = if left > right {
            (Align::End, x - 4.0, left - 8.0)
        } else {
            (Align::Start, x + 4.0, right - 8.0)
        };
        let reason = fitted(part.reason.trim_end_matches('.'), room.min(170.0));
        let when = format!("{} {}", month_name(part.start.month()), part.start.year());
        let top = window.top;
        plot.place_pair(
            &reason,
            &when,
            (at, [top + 5.0, window.bottom - 16.0]),
            align,
        );
    }
}

/// Two rings at the top right: how it moves, and whether the target will be met.
fn icons(plot: &mut Plot, curve: &Curve) {
    let (letter, colour) = match curve.variation() {
        VariationIcon::ConcernHigh => ("H", ink::RING_CONCERN),
        VariationIcon::ConcernLow => ("L", ink::RING_CONCERN),
        VariationIcon::ImprovementHigh => ("H", ink::RING_GOOD),
        VariationIcon::ImprovementLow => ("L", ink::RING_GOOD),
        VariationIcon::NeutralHigh => ("H", ink::PATH),
        VariationIcon::NeutralLow => ("L", ink::PATH),
        VariationIcon::CommonCause => ("", ink::LIMIT),
        VariationIcon::NotEnoughData => return,
    };
    let (x, y) = (WIDTH - 52.0, 16.5);
    ring(plot, (x, y), letter, colour);
    let wave = [
        (x - 9.0, y - 3.0),
        (x - 5.0, y - 7.0),
        (x - 1.0, y - 3.0),
        (x + 3.0, y - 7.0),
        (x + 8.0, y - 4.0),
    ];
    plot.drawing.line(&wave, solid(ink::INK, 0.8));
    let (letter, colour) = match curve.assurance() {
        AssuranceIcon::Pass => ("P", ink::RING_GOOD),
        AssuranceIcon::Fail => ("F", ink::RING_CONCERN),
        AssuranceIcon::Inconsistent => ("?", ink::LIMIT),
        AssuranceIcon::NotEnoughData => return,
    };
    let x = WIDTH - 17.0;
    ring(plot, (x, y), letter, colour);
    plot.drawing.line(
        &[(x - 9.0, y - 5.0), (x + 9.0, y - 5.0)],
        dashed(ink::INK, 0.8, 3.0, 2.0),
    );
}

fn ring(plot: &mut Plot, (x, y): (f32, f32), letter: &str, colour: &'static str) {
    let ring = Stroke {
        colour,
        width: 2.4,
        dash: None,
    };
    plot.drawing.disc((x, y), 13.8, ink::WHITE, Some(ring));
    plot.free_text(
        (x, y + 4.5),
        letter,
        Align::Middle,
        Weight::Strong,
        ink::INK,
    );
}
