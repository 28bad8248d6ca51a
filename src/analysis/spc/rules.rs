//! The four rules that name a point, in their order, in linear time.
//!
//! NHS "Making Data Count" rules as `NHSRplotthedots` 0.2.2 applies them: beyond a limit, trend
//! of seven, two in three, shift of seven; the first that holds names the point. A missing value
//! breaks every run and window.

use crate::analysis::series::TwoInThree;
use crate::analysis::sums;

use super::limits::Limits;

/// Length of a trend and of a shift.
pub const RUN_LENGTH: usize = 7;

/// The rule that names a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// None of the rules holds, or the value is missing.
    CommonCause,
    /// Above the upper process limit.
    AboveUpl,
    /// Below the lower process limit.
    BelowLpl,
    /// Part of seven points each higher than the one before.
    TrendIncreasing,
    /// Part of seven points each lower than the one before.
    TrendDecreasing,
    /// Near the upper limit, like another of three points above the mean.
    TwoInThreeAbove,
    /// Near the lower limit, like another of three points below the mean.
    TwoInThreeBelow,
    /// Part of seven points above the mean.
    ShiftAbove,
    /// Part of seven points below the mean.
    ShiftBelow,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 9] = [
        Self::CommonCause,
        Self::AboveUpl,
        Self::BelowLpl,
        Self::TrendIncreasing,
        Self::TrendDecreasing,
        Self::TwoInThreeAbove,
        Self::TwoInThreeBelow,
        Self::ShiftAbove,
        Self::ShiftBelow,
    ];

    /// The name used in exchange files, exactly as `NHSRplotthedots` writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::CommonCause => "Common Cause",
            Self::AboveUpl => "Above UCL",
            Self::BelowLpl => "Below LCL",
            Self::TrendIncreasing => "7 Point Trend (Increasing)",
            Self::TrendDecreasing => "7 Point Trend (Decreasing)",
            Self::TwoInThreeAbove => "2 in 3 Above CL",
            Self::TwoInThreeBelow => "2 in 3 Below CL",
            Self::ShiftAbove => "7 Points Above CL",
            Self::ShiftBelow => "7 Points Below CL",
        }
    }

    /// The rule in plain English, to follow "This point is …".
    pub fn words(self) -> &'static str {
        match self {
            Self::CommonCause => "within ordinary variation",
            Self::AboveUpl => "above the upper process limit",
            Self::BelowLpl => "below the lower process limit",
            Self::TrendIncreasing => "part of seven or more points rising in a row",
            Self::TrendDecreasing => "part of seven or more points falling in a row",
            Self::TwoInThreeAbove => "one of two in three points close to the upper limit",
            Self::TwoInThreeBelow => "one of two in three points close to the lower limit",
            Self::ShiftAbove => "part of seven or more points in a row above the mean",
            Self::ShiftBelow => "part of seven or more points in a row below the mean",
        }
    }

    /// Whether the point counts as a signal up (1), down (-1) or none (0).
    pub fn signal(self) -> i8 {
        match self {
            Self::CommonCause => 0,
            Self::AboveUpl | Self::TrendIncreasing | Self::TwoInThreeAbove | Self::ShiftAbove => 1,
            Self::BelowLpl | Self::TrendDecreasing | Self::TwoInThreeBelow | Self::ShiftBelow => -1,
        }
    }
}

/// Where one point lies and which runs it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks {
    /// Side of the mean; `None` when the value is missing.
    pub side: Option<i8>,
    /// Beyond a limit (1 above, -1 below).
    pub beyond: i8,
    /// Between the near limit and the limit, on the side of the sign.
    pub near: i8,
    trend: bool,
    two_in_three: bool,
    shift: bool,
}

/// Marks every point of one part and names its rule.
///
/// `marks` is scratch space, kept between parts so that a part costs no allocation.
pub(super) fn name_points(
    values: &[f64],
    mean: f64,
    limits: Option<&Limits>,
    two_in_three: TwoInThree,
    marks: &mut Vec<Marks>,
    mut name: impl FnMut(usize, Rule, &Marks),
) {
    place(values, mean, limits, marks);
    mark_trends(values, marks);
    mark_two_in_three(marks, two_in_three);
    mark_shifts(marks);
    for (at, mark) in marks.iter().enumerate() {
        let up = mark.side == Some(1);
        let rule = if mark.beyond != 0 {
            if up { Rule::AboveUpl } else { Rule::BelowLpl }
        } else if mark.trend {
            if trend_rises(values, marks, at) {
                Rule::TrendIncreasing
            } else {
                Rule::TrendDecreasing
            }
        } else if mark.two_in_three {
            if up {
                Rule::TwoInThreeAbove
            } else {
                Rule::TwoInThreeBelow
            }
        } else if mark.shift {
            if up {
                Rule::ShiftAbove
            } else {
                Rule::ShiftBelow
            }
        } else {
            Rule::CommonCause
        };
        name(at, rule, mark);
    }
}

/// Side of the mean, and place between or beyond the limits.
///
/// Limits of no width flag nothing: they say only that the baseline did not vary.
fn place(values: &[f64], mean: f64, limits: Option<&Limits>, marks: &mut Vec<Marks>) {
    let tolerance = sums::tolerance(mean);
    let limits = limits.filter(|limits| limits.mr_bar > tolerance);
    marks.clear();
    marks.extend(values.iter().map(|&value| {
        if value.is_nan() {
            return Marks::default();
        }
        let mut mark = Marks {
            side: Some(sums::side_within(value, mean, tolerance)),
            ..Marks::default()
        };
        if let Some(limits) = limits {
            mark.beyond = outside(value, limits.lpl, limits.upl, tolerance);
            if mark.beyond == 0 {
                mark.near = outside(value, limits.near_lpl, limits.near_upl, tolerance);
            }
        }
        mark
    }));
}

fn outside(value: f64, low: f64, high: f64, tolerance: f64) -> i8 {
    i8::from(value - high > tolerance) - i8::from(low - value > tolerance)
}

/// Direction of a step; 0 for a tie and beside a missing value.
fn step(from: f64, to: f64) -> i8 {
    i8::from(to > from) - i8::from(to < from)
}

fn mark_trends(values: &[f64], marks: &mut [Marks]) {
    // Steps so far that rose, or fell, without a break: counted without branches, because on
    // noise nobody can guess the next one.
    let (mut rising, mut falling) = (0, 0);
    for at in 1..values.len() {
        let step = step(values[at - 1], values[at]);
        rising = (rising + 1) * usize::from(step > 0);
        falling = (falling + 1) * usize::from(step < 0);
        mark_run(marks, at, rising.max(falling) + 1, |mark| mark.trend = true);
    }
}

/// Marks the run that ends at a point once it is long enough.
fn mark_run(marks: &mut [Marks], at: usize, length: usize, set: impl Fn(&mut Marks)) {
    if length == RUN_LENGTH {
        marks[at + 1 - RUN_LENGTH..=at].iter_mut().for_each(set);
    } else if length > RUN_LENGTH {
        set(&mut marks[at]);
    }
}

/// Whether a point of a trend is labelled as rising: by the step to the right while the next
/// point is in a trend as well, else by the step from the left.
///
/// As in `NHSRplotthedots`, the last point of the first of two adjoining trends of the same
/// direction (a saw-tooth) is therefore labelled by the jump between them.
fn trend_rises(values: &[f64], marks: &[Marks], at: usize) -> bool {
    let right = at + 1;
    if marks.get(right).is_some_and(|next| next.trend) {
        step(values[at], values[right]) > 0
    } else {
        at > 0 && step(values[at - 1], values[at]) > 0
    }
}

fn mark_two_in_three(marks: &mut [Marks], which: TwoInThree) {
    let counts = |mark: &Marks| match which {
        TwoInThree::Oracle => mark.near != 0,
        TwoInThree::Mdc2024 => mark.near != 0 || mark.beyond != 0,
    };
    for first in 0..marks.len().saturating_sub(2) {
        let window = &mut marks[first..first + 3];
        if window.iter().filter(|mark| counts(mark)).count() < 2 {
            continue;
        }
        let side = window[0].side;
        if matches!(side, Some(-1 | 1)) && window.iter().all(|mark| mark.side == side) {
            for mark in window {
                mark.two_in_three |= counts(mark);
            }
        }
    }
}

fn mark_shifts(marks: &mut [Marks]) {
    let (mut above, mut below) = (0, 0);
    for at in 0..marks.len() {
        let side = marks[at].side;
        above = (above + 1) * usize::from(side == Some(1));
        below = (below + 1) * usize::from(side == Some(-1));
        mark_run(marks, at, above.max(below), |mark| mark.shift = true);
    }
}
