//! Run charts with the Anhøj rules, for parts too short for limits.
//!
//! Anhøj and Olesen, "Run charts revisited" (`PLoS` ONE, 2014), as `qicharts2` 0.8.1 computes them:
//! an unusually long run on one side of the median, or unusually few crossings of it, is a signal.
//! The trend rule is left out, because the authors found it virtually useless for drift.

use jiff::civil::Date;

use crate::analysis::series::{Clean, Series};
use crate::analysis::sums;

/// Name of the rules, for printing on the chart.
pub const RULE_SET: &str = "Run chart, Anhøj rules (2014)";

/// Useful points from which a run chart says much.
pub const FEWEST_USEFUL: usize = 10;

/// The run chart of one part.
#[derive(Debug, Clone, PartialEq)]
pub struct RunPart {
    /// Date of the first row.
    pub start: Date,
    /// Position of the first row among the rows in date order.
    pub first: usize,
    /// Rows, missing values included.
    pub points: usize,
    /// Median of the values; `None` without any.
    pub median: Option<f64>,
    /// Points not on the median.
    pub useful: usize,
    /// Longest stretch on one side; points on the median neither break nor lengthen it.
    pub longest_run: usize,
    /// Longest run to be expected: `round(log2(useful)) + 3`; 0 without useful points.
    pub longest_run_max: usize,
    /// How often the line crosses the median.
    pub crossings: usize,
    /// Fewest crossings to be expected: 5 % quantile of Binomial(useful - 1, 1/2).
    pub crossings_min: usize,
    /// The longest run is too long or the crossings are too few.
    pub signal: bool,
}

/// The run chart of each part of a series.
pub fn run_chart(series: &Series) -> Vec<RunPart> {
    run_chart_of(&Clean::of(series))
}

/// As [`run_chart`], for a series already put in order.
pub fn run_chart_of(clean: &Clean) -> Vec<RunPart> {
    let mut sorted = Vec::new();
    clean
        .parts()
        .map(|rows| {
            let values = &clean.values[rows.clone()];
            sorted.clear();
            sorted.extend(values.iter().copied().filter(|value| !value.is_nan()));
            let median = sums::median(&mut sorted);
            let runs = Runs::about(values, median);
            let longest_run_max = longest_run_max(runs.useful);
            let crossings_min = crossings_min(runs.useful);
            RunPart {
                start: clean.dates[rows.start],
                first: rows.start,
                points: rows.len(),
                median,
                useful: runs.useful,
                longest_run: runs.longest,
                longest_run_max,
                crossings: runs.crossings,
                crossings_min,
                signal: runs.longest > longest_run_max || runs.crossings < crossings_min,
            }
        })
        .collect()
}

#[derive(Default)]
struct Runs {
    useful: usize,
    longest: usize,
    crossings: usize,
}

impl Runs {
    fn about(values: &[f64], median: Option<f64>) -> Self {
        let mut out = Self::default();
        let Some(median) = median else {
            return out;
        };
        let tolerance = sums::tolerance(median);
        let mut last = 0;
        let mut run = 0;
        for &value in values {
            // A missing value has no side, and like a point on the median is passed over.
            let side = sums::side_within(value, median, tolerance);
            if side == 0 {
                continue;
            }
            if side == last {
                run += 1;
            } else {
                out.crossings += usize::from(last != 0);
                run = 1;
                last = side;
            }
            out.useful += 1;
            out.longest = out.longest.max(run);
        }
        out
    }
}

fn longest_run_max(useful: usize) -> usize {
    if useful == 0 {
        return 0;
    }
    // round(log2(n)) without floating point: rounds up from 2^(k + 1/2) on, that is n^2 >= 2^(2k+1).
    let floor = useful.ilog2();
    let square = (useful as u128) * (useful as u128);
    let round_up = square >= 1_u128 << (2 * floor + 1);
    floor as usize + usize::from(round_up) + 3
}

/// Smallest `k` with `P(X <= k) >= 0.05` for `X` of Binomial(useful - 1, 1/2).
///
/// Works with weights relative to the middle, so that no power of one half underflows; far tails
/// too small to matter are left out, which keeps it of the order of the square root of `useful`.
fn crossings_min(useful: usize) -> usize {
    let trials = useful.saturating_sub(1);
    let middle = trials / 2;
    let mut weights = vec![1.0_f64];
    let mut weight = 1.0;
    for k in (1..=middle).rev() {
        weight *= k as f64 / (trials - k + 1) as f64;
        if weight < 1e-18 {
            break;
        }
        weights.push(weight);
    }
    let half: f64 = weights.iter().rev().sum();
    // The distribution is symmetric; an odd number of trials has two middle values.
    let total = if trials.is_multiple_of(2) {
        2.0 * half - 1.0
    } else {
        2.0 * half
    };
    let lowest = middle + 1 - weights.len();
    let mut below = 0.0;
    for (above_lowest, weight) in weights.iter().rev().enumerate() {
        below += weight;
        if below >= 0.05 * total {
            return lowest + above_lowest;
        }
    }
    middle
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::series::{Direction, Point};
    use jiff::civil::date;

    fn chart(values: &[Option<f64>]) -> RunPart {
        let points = values
            .iter()
            .zip(date(2024, 1, 1).series(jiff::Span::new().days(1)))
            .map(|(&value, date)| Point { date, value })
            .collect();
        run_chart(&Series::new(points, Direction::Increase)).remove(0)
    }

    #[test]
    fn bounds_follow_the_published_formulas() {
        // Useful points, longest run, crossings (Anhøj and Olesen 2014).
        for (useful, longest, crossings) in [
            (10, 6, 2),
            (11, 6, 2),
            (12, 7, 3),
            (16, 7, 4),
            (20, 7, 6),
            (22, 7, 7),
            (23, 8, 7),
            (24, 8, 8),
            (30, 8, 10),
            (60, 9, 23),
            (100, 10, 41),
        ] {
            assert_eq!(longest_run_max(useful), longest, "longest run of {useful}");
            assert_eq!(crossings_min(useful), crossings, "crossings of {useful}");
        }
    }

    #[test]
    fn crossings_bound_agrees_with_exact_sums_of_binomial_coefficients() {
        for useful in 1..=60_usize {
            let trials = useful - 1;
            let mut coefficient = 1_u128;
            let mut below = 0_u128;
            let exact = (0..=trials)
                .find(|k| {
                    below += coefficient;
                    coefficient = coefficient * (trials - k) as u128 / (k + 1) as u128;
                    below * 20 >= 1 << trials
                })
                .unwrap();
            assert_eq!(crossings_min(useful), exact, "{useful} useful points");
        }
    }

    #[test]
    fn a_very_long_series_has_a_bound_near_the_normal_one() {
        let bound = crossings_min(1_000_001) as f64;
        assert!(
            (bound - (500_000.0 - 1.6449 * 500.0)).abs() < 2.0,
            "{bound}"
        );
    }

    #[test]
    fn points_on_the_median_and_missing_values_neither_break_nor_lengthen_a_run() {
        let part = chart(&[
            Some(1.0),
            Some(2.0),
            None,
            Some(1.0),
            Some(3.0),
            Some(2.0),
            Some(3.0),
        ]);
        assert_eq!(part.median, Some(2.0));
        assert_eq!((part.useful, part.longest_run, part.crossings), (4, 2, 1));
    }

    #[test]
    fn an_empty_or_constant_part_has_no_signal() {
        let part = chart(&[None, None]);
        assert_eq!((part.median, part.useful, part.signal), (None, 0, false));
        let part = chart(&[Some(33.3); 14]);
        assert_eq!(
            (part.median, part.useful, part.signal),
            (Some(33.3), 0, false)
        );
    }

    #[test]
    fn a_clean_step_is_a_signal() {
        let step: Vec<_> = (0..12)
            .map(|at| Some(if at < 6 { 1.0 } else { 9.0 }))
            .collect();
        let part = chart(&step);
        assert_eq!((part.longest_run, part.longest_run_max), (6, 7));
        assert_eq!(
            (part.crossings, part.crossings_min, part.signal),
            (1, 3, true)
        );
    }
}
