//! The legend of a large chart or of a page of charts: only what occurs.

use super::super::marks::{Anchor, Dash, Ink, Mark, TextRole, at};
use super::super::parts::PartStyle;
use super::super::points::PointKind;
use super::super::{Curve, Mode};
use super::Measured;
use super::large::{BENCH_DASHES, line};

/// Height of a line.
pub(super) const LINE: f32 = 20.0;

/// Of what it is the legend.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// One chart with path, benchmarks and forecast.
    Large,
    /// Charts without them.
    Page,
}

/// Puts the legend at the top; says how many lines it takes.
pub(super) fn legend(
    curves: &[&Curve],
    of: Of,
    (left, right): (f32, f32),
    text: Measured<'_>,
    marks: &mut Vec<Mark>,
) -> usize {
    let mut pen = at(left, LINE / 2.0);
    let mut lines = 1;
    // Moves on by the room of an entry, to the next line where it does not fit.
    let mut entry = |sample: f32, words: &str, marks: &mut Vec<Mark>| {
        let room = sample + text(words, TextRole::Small);
        if pen.x + room > right && pen.x > left {
            pen = at(left, pen.y + LINE);
            lines += 1;
        }
        let start = pen;
        marks.push(Mark::Text {
            at: at(start.x + sample, start.y),
            text: words.to_owned(),
            role: TextRole::Small,
            ink: Ink::Secondary,
            anchor: Anchor::Start,
            event: None,
        });
        pen.x += room + 20.0;
        start
    };
    let judged = curves.iter().any(|curve| curve.mode == Mode::Xmr);
    for kind in PointKind::ALL {
        let mut points = curves.iter().flat_map(|curve| &curve.points);
        if !points.any(|point| point.value.is_some() && point.kind == kind) {
            continue;
        }
        let words = match (kind, judged) {
            (PointKind::Usual, true) => "usual variation",
            (PointKind::Usual, false) => "value",
            (_, _) => kind.word(),
        };
        let start = entry(18.0, words, marks);
        marks.push(Mark::Point {
            at: at(start.x + 6.0, start.y),
            kind,
            scale: 1.0,
        });
    }
    for (words, ink, dash) in drawn(curves, of) {
        let start = entry(28.0, words, marks);
        let sample = vec![start, at(start.x + 22.0, start.y)];
        marks.push(line(sample, ink, 1.6, dash));
    }
    if of == Of::Large && curves.iter().any(|curve| curve.fan.is_some()) {
        let start = entry(28.0, "forecast", marks);
        for (height, ink) in [(6.0, Ink::Fan80), (3.0, Ink::Fan50)] {
            let edge = |x: f32| (x, start.y - height, start.y + height);
            marks.push(Mark::Band {
                edges: vec![edge(start.x), edge(start.x + 22.0)],
                ink,
            });
        }
    }
    lines
}

/// The kinds of lines that occur.
fn drawn(curves: &[&Curve], of: Of) -> Vec<(&'static str, Ink, Dash)> {
    let mut out = Vec::new();
    let any = |test: fn(&Curve) -> bool| curves.iter().any(|curve| test(curve));
    let limits = |curve: &Curve| {
        let mut parts = curve.parts.iter();
        parts.any(|part| matches!(part.style, PartStyle::Limits { .. }))
    };
    let median = |curve: &Curve| {
        let mut parts = curve.parts.iter();
        parts.any(|part| matches!(part.style, PartStyle::Median { .. }))
    };
    if any(limits) {
        out.push(("mean", Ink::Mean, Dash::Solid));
        out.push(("limits", Ink::Limit, Dash::Dashed(5.0, 4.0)));
    }
    if any(median) {
        out.push(("median", Ink::Mean, Dash::Solid));
    }
    if any(|curve| curve.goal.now.is_some() || curve.goal.range.is_some()) {
        out.push(("target", Ink::Target, Dash::Dashed(7.0, 4.0)));
    }
    if of == Of::Large {
        if any(|curve| curve.goal.path.len() > 1) {
            out.push(("planned trajectory", Ink::Path, Dash::Dashed(2.0, 3.0)));
        }
        if any(|curve| !curve.benchmarks.is_empty()) {
            out.push(("benchmark", Ink::Bench, BENCH_DASHES[0]));
        }
    }
    out
}
