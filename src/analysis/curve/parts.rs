//! The parts of a chart with their lines and labels.

use std::ops::Range;

use jiff::civil::Date;

use crate::analysis::run_chart::RunPart;
use crate::analysis::spc::{FEWEST_FOR_LIMITS, Xmr};
use crate::model::{Decision, Id, Measure};

use super::words::{date_in_words, needs_days};
use super::{Mode, Show};

/// The lines of a part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PartStyle {
    /// Points only: too few for any line.
    Bare,
    /// A run chart: the median.
    Median {
        /// Median of its values.
        median: f64,
        /// Longest run or crossings are a signal (Anhøj rules).
        signal: bool,
    },
    /// An `XmR` chart: mean and limits.
    Limits {
        /// Mean.
        mean: f64,
        /// Lower process limit.
        lower: f64,
        /// Upper process limit.
        upper: f64,
        /// Fewer than 13 points: trial limits.
        trial: bool,
    },
}

/// From one rebase to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvePart {
    /// Date of the first value.
    pub start: Date,
    /// Date of the last value.
    pub end: Date,
    /// Places in [`super::Curve::points`].
    pub rows: Range<usize>,
    /// Its lines.
    pub style: PartStyle,
    /// "New team from July 2018: mean 77 %".
    pub label: String,
    /// "lower limit 69 %, upper limit 85 %".
    pub limits_label: String,
    /// The known cause of a rebase, with who answers for it.
    pub reason: String,
    /// See `reason`.
    pub owner: String,
    /// The decision that drew the line.
    pub decision: Option<Id<Decision>>,
    /// Its place among the measure's rebases; none for the first part.
    pub rebase: Option<usize>,
}

pub(super) fn parts(
    measure: &Measure,
    xmr: &Xmr,
    runs: &[RunPart],
    mode: Mode,
    show: &Show,
) -> Vec<CurvePart> {
    let days = needs_days(measure);
    xmr.parts
        .iter()
        .enumerate()
        .map(|(place, part)| {
            let style = style(measure, xmr, runs, mode, place);
            // The rebase that began this part: the last one dated up to its first value.
            let rebase = (place > 0)
                .then(|| {
                    measure
                        .rebases
                        .iter()
                        .enumerate()
                        .filter(|(_, rebase)| rebase.date <= part.start)
                        .max_by_key(|(_, rebase)| rebase.date)
                })
                .flatten();
            let lines = lines(style, part.points, show);
            let label = match rebase {
                Some((_, rebase)) => {
                    let from = date_in_words(part.start, days);
                    let reason = rebase.reason.trim_end_matches('.');
                    let lead = if reason.contains(" from ") {
                        reason.to_owned()
                    } else {
                        format!("{reason} from {from}")
                    };
                    join(&lead, &lines)
                }
                None => lines,
            };
            CurvePart {
                start: part.start,
                end: part.end,
                rows: part.rows(),
                style,
                label,
                limits_label: limits_label(style, show),
                reason: rebase.map(|(_, r)| r.reason.clone()).unwrap_or_default(),
                owner: rebase.map(|(_, r)| r.owner.clone()).unwrap_or_default(),
                decision: rebase.and_then(|(_, rebase)| rebase.decision),
                rebase: rebase.map(|(place, _)| place),
            }
        })
        .collect()
}

fn join(lead: &str, lines: &str) -> String {
    if lines.is_empty() {
        lead.to_owned()
    } else {
        format!("{lead}: {lines}")
    }
}

fn style(measure: &Measure, xmr: &Xmr, runs: &[RunPart], mode: Mode, place: usize) -> PartStyle {
    let part = &xmr.parts[place];
    if matches!(mode, Mode::Empty | Mode::OnePoint | Mode::TwoPoints) {
        return PartStyle::Bare;
    }
    if let (Some(mean), Some(limits)) = (part.mean, part.limits)
        && (!part.short || measure.limits.trial_limits)
        && part.points_with_value > 2
    {
        return PartStyle::Limits {
            mean,
            lower: limits.lpl,
            upper: limits.upl,
            trial: part.short,
        };
    }
    match runs.get(place).and_then(|run| run.median.map(|m| (m, run))) {
        Some((median, run)) if part.points_with_value > 2 => PartStyle::Median {
            median,
            signal: run.signal,
        },
        Some(_) | None => PartStyle::Bare,
    }
}

fn lines(style: PartStyle, points: usize, show: &Show) -> String {
    match style {
        PartStyle::Bare => String::new(),
        PartStyle::Median { median, .. } => format!(
            "median {}, too early for limits: {points} of {FEWEST_FOR_LIMITS} points",
            show.line(median)
        ),
        PartStyle::Limits {
            mean, trial: true, ..
        } => format!("mean {}, trial limits: {points} points", show.line(mean)),
        PartStyle::Limits { mean, .. } => format!("mean {}", show.line(mean)),
    }
}

fn limits_label(style: PartStyle, show: &Show) -> String {
    match style {
        PartStyle::Bare | PartStyle::Median { .. } => String::new(),
        PartStyle::Limits { lower, upper, .. } => format!(
            "lower limit {}, upper limit {}",
            show.line(lower),
            show.line(upper)
        ),
    }
}
