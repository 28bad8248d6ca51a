//! Properties of the rules on any series, and the rules word for word to check them against.

use super::tests::{labels, series};
use super::*;
use crate::analysis::series::Direction;
use jiff::ToSpan as _;
use jiff::civil::date;
use proptest::prelude::*;

/// The rules word for word, window by window, to check the linear passes against.
fn by_definition(values: &[f64], mean: f64, limits: Option<&Limits>) -> Vec<&'static str> {
    let tolerance = crate::analysis::sums::tolerance(mean);
    let side = |at: usize| {
        let away = values[at] - mean;
        if away.abs() <= tolerance {
            0.0
        } else {
            away.signum()
        }
    };
    let limits = limits.filter(|limits| limits.mr_bar > tolerance);
    let outside = |at: usize| {
        limits.is_some_and(|l| values[at] > l.upl + tolerance || values[at] < l.lpl - tolerance)
    };
    let near = |at: usize| {
        let beyond =
            |l: &Limits| values[at] > l.near_upl + tolerance || values[at] < l.near_lpl - tolerance;
        !outside(at) && limits.is_some_and(beyond)
    };
    let count = values.len();
    let windows = |at: usize, width: usize| {
        (at.saturating_sub(width - 1)..=at).filter(move |first| first + width <= count)
    };
    let step = |at: usize| values[at + 1] - values[at];
    let trend = |at: usize| {
        windows(at, 7).any(|first| {
            (first..first + 6).all(|s| step(s) > 0.0) || (first..first + 6).all(|s| step(s) < 0.0)
        })
    };
    let one_side = |first: usize, width: usize| {
        (first..first + width).map(side).sum::<f64>().abs() >= width as f64 - 0.5
    };
    (0..count)
        .map(|at| {
            let above = side(at) > 0.0;
            if outside(at) {
                if above { "Above UCL" } else { "Below LCL" }
            } else if trend(at) {
                let rises = if at + 1 < count && trend(at + 1) {
                    step(at)
                } else {
                    step(at - 1)
                };
                if rises > 0.0 {
                    "7 Point Trend (Increasing)"
                } else {
                    "7 Point Trend (Decreasing)"
                }
            } else if near(at)
                && windows(at, 3).any(|first| {
                    one_side(first, 3) && (first..first + 3).filter(|&p| near(p)).count() >= 2
                })
            {
                if above {
                    "2 in 3 Above CL"
                } else {
                    "2 in 3 Below CL"
                }
            } else if windows(at, 7).any(|first| one_side(first, 7)) {
                if above {
                    "7 Points Above CL"
                } else {
                    "7 Points Below CL"
                }
            } else {
                "Common Cause"
            }
        })
        .collect()
}

fn any_value() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        1 => Just(None),
        2 => any::<f64>().prop_map(Some),
        1 => Just(Some(1e300)),
        6 => (-50_i32..50).prop_map(|whole| Some(f64::from(whole))),
    ]
}

/// Whole numbers that drift, so that every rule comes up; about one in twelve is missing.
fn walk(gaps: bool) -> impl Strategy<Value = Vec<Option<f64>>> {
    let step = prop_oneof![8 => -4_i32..=4, 3 => Just(1), 1 => -30_i32..=30];
    let present = prop_oneof![u32::from(gaps) => Just(false), 11 => Just(true)];
    prop::collection::vec((step, present, any::<bool>()), 1..60).prop_map(|steps| {
        let mut level = 100;
        steps
            .into_iter()
            .map(|(step, present, stay)| {
                let value = level + step;
                level = if stay { level } else { value };
                present.then(|| f64::from(value))
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn linear_passes_agree_with_the_definition(values in walk(true), off in any::<bool>()) {
        let mut given = series(&values, Direction::Increase);
        given.screening = if off { Screening::Off } else { Screening::On };
        let chart = xmr(&given);
        let plain: Vec<f64> = values.iter().map(|value| value.unwrap_or(f64::NAN)).collect();
        if let Some(mean) = chart.parts[0].mean {
            let expected = by_definition(&plain, mean, chart.parts[0].limits.as_ref());
            prop_assert_eq!(labels(&chart), expected);
        }
    }

    #[test]
    fn shifting_and_scaling_moves_limits_and_keeps_flags(
        values in walk(true), shift in -500_i32..500, scale in 0_u32..6,
    ) {
        // A power of two scales exactly, so that ties stay ties.
        let factor = f64::from(1_u32 << scale);
        let plain = xmr(&series(&values, Direction::Increase));
        let moved: Vec<_> = values.iter().map(|v| v.map(|v| v * factor + f64::from(shift))).collect();
        let moved = xmr(&series(&moved, Direction::Increase));
        prop_assert_eq!(labels(&plain), labels(&moved));
        for (before, after) in plain.parts.iter().zip(&moved.parts) {
            if let (Some(before), Some(after)) = (before.upl(), after.upl()) {
                prop_assert!((before * factor + f64::from(shift) - after).abs() < 1e-7);
            }
        }
    }

    #[test]
    fn reversing_polarity_swaps_improvement_and_concern(values in walk(true)) {
        let up = xmr(&series(&values, Direction::Increase));
        let down = xmr(&series(&values, Direction::Decrease));
        for (up, down) in up.points.iter().zip(&down.points) {
            let swapped = match up.point_type {
                PointType::Improvement => PointType::Concern,
                PointType::Concern => PointType::Improvement,
                same @ (PointType::CommonCause | PointType::NeutralHigh | PointType::NeutralLow) => same,
            };
            prop_assert_eq!(swapped, down.point_type);
        }
    }

    #[test]
    fn turning_a_series_upside_down_mirrors_its_rules(values in walk(true)) {
        let plain = xmr(&series(&values, Direction::Increase));
        let mirrored: Vec<_> = values.iter().map(|v| v.map(|v| -v)).collect();
        let mirrored = xmr(&series(&mirrored, Direction::Decrease));
        for (plain, mirrored) in plain.points.iter().zip(&mirrored.points) {
            prop_assert_eq!(plain.rule.signal(), -mirrored.rule.signal());
            prop_assert_eq!(plain.point_type, mirrored.point_type);
        }
    }

    #[test]
    fn nothing_carries_across_a_rebase(first in walk(true), second in walk(true)) {
        let both: Vec<_> = first.iter().chain(&second).copied().collect();
        let mut given = series(&both, Direction::Increase);
        given.rebase = vec![given.points[first.len()].date];
        let alone = xmr(&series(&second, Direction::Increase));
        let part = &xmr(&given).points[first.len()..].iter().map(|p| p.rule).collect::<Vec<_>>();
        prop_assert_eq!(part, &alone.points.iter().map(|p| p.rule).collect::<Vec<_>>());
    }

    #[test]
    fn no_series_panics(
        values in prop::collection::vec(any_value(), 0..80),
        baseline in prop::option::of(0_usize..30),
        rebase in prop::collection::vec(0_i64..100, 0..4),
        target in prop::option::of(any::<f64>()),
    ) {
        let mut given = series(&values, Direction::InRange { low: -3.0, high: 4.0 });
        given.baseline_points = baseline;
        given.rebase = rebase.into_iter().map(|days| date(2020, 1, 1) + days.days()).collect();
        given.target = target;
        let chart = xmr(&given);
        prop_assert_eq!(chart.points.len(), values.len());
        for limits in chart.parts.iter().filter_map(|part| part.limits) {
            prop_assert!(limits.lpl.is_finite() && limits.upl.is_finite());
        }
        let runs = crate::analysis::run_chart::run_chart(&given);
        prop_assert_eq!(runs.len(), chart.parts.len());
    }
}
