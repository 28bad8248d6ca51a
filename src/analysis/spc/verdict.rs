//! What a signal means: better, worse, neither, and the two icons of the headline.

use crate::analysis::series::Direction;
use crate::analysis::sums;

use super::limits::Limits;

/// How a point counts for the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PointType {
    /// Ordinary variation.
    CommonCause,
    /// A signal of change for the better.
    Improvement,
    /// A signal of change for the worse.
    Concern,
    /// A signal upwards where neither way is better.
    NeutralHigh,
    /// A signal downwards where neither way is better.
    NeutralLow,
}

impl PointType {
    /// The name used in exchange files, as in `NHSRplotthedots`.
    pub fn label(self) -> &'static str {
        match self {
            Self::CommonCause => "common_cause",
            Self::Improvement => "special_cause_improvement",
            Self::Concern => "special_cause_concern",
            Self::NeutralHigh => "special_cause_neutral_high",
            Self::NeutralLow => "special_cause_neutral_low",
        }
    }

    /// Type of a signal that counts as up (1) or down (-1); 0 is no signal.
    ///
    /// For a measure to be kept within a range the value decides: outside the range a signal
    /// towards it is improvement and one away from it is concern; inside the range it is
    /// improvement when the part's mean lies outside (the measure has come in), and neutral when
    /// the mean lies inside as well (a change within what is good).
    pub(super) fn of(signal: i8, direction: Direction, value: f64, mean: f64) -> Self {
        if signal == 0 {
            return Self::CommonCause;
        }
        let neutral = if signal > 0 {
            Self::NeutralHigh
        } else {
            Self::NeutralLow
        };
        let toward = match direction {
            Direction::Neutral => return neutral,
            Direction::Increase => signal > 0,
            Direction::Decrease => signal < 0,
            Direction::InRange { low, high } => match place(value, low, high) {
                0 if place(mean, low, high) == 0 => return neutral,
                0 => true,
                place => (signal > 0) != (place > 0),
            },
        };
        if toward {
            Self::Improvement
        } else {
            Self::Concern
        }
    }
}

/// Below (-1), within (0) or above (1) a range, its ends included within tolerance.
fn place(value: f64, low: f64, high: f64) -> i8 {
    if sums::side(value, high) > 0 {
        1
    } else if sums::side(value, low) < 0 {
        -1
    } else {
        0
    }
}

/// The headline on change: the type of the latest point, with the letter of its icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VariationIcon {
    /// No significant change.
    CommonCause,
    /// Improving, letter H.
    ImprovementHigh,
    /// Improving, letter L.
    ImprovementLow,
    /// Concerning, letter H.
    ConcernHigh,
    /// Concerning, letter L.
    ConcernLow,
    /// A change upwards, neither good nor bad.
    NeutralHigh,
    /// A change downwards, neither good nor bad.
    NeutralLow,
    /// There is no value at all.
    NotEnoughData,
}

impl VariationIcon {
    /// The name used in exchange files, as in `NHSRplotthedots`.
    pub fn label(self) -> &'static str {
        match self {
            Self::CommonCause => "common_cause",
            Self::ImprovementHigh => "improvement_high",
            Self::ImprovementLow => "improvement_low",
            Self::ConcernHigh => "concern_high",
            Self::ConcernLow => "concern_low",
            Self::NeutralHigh => "neutral_high",
            Self::NeutralLow => "neutral_low",
            Self::NotEnoughData => "not_enough_data",
        }
    }

    /// What the icon says, in the wording of NHS "Making Data Count".
    pub fn words(self) -> &'static str {
        match self {
            Self::CommonCause => "no significant change",
            Self::ImprovementHigh => "improving, due to higher values",
            Self::ImprovementLow => "improving, due to lower values",
            Self::ConcernHigh => "concerning, due to higher values",
            Self::ConcernLow => "concerning, due to lower values",
            Self::NeutralHigh => "changed, due to higher values",
            Self::NeutralLow => "changed, due to lower values",
            Self::NotEnoughData => "not enough data",
        }
    }

    /// The letter follows the better direction, not the value; within a range, where there is no
    /// such direction, it follows the signal.
    pub(super) fn of(kind: PointType, direction: Direction, signal: i8) -> Self {
        let improves_up = match direction {
            Direction::Increase => true,
            Direction::Decrease => false,
            Direction::InRange { .. } | Direction::Neutral => {
                (signal > 0) == (kind != PointType::Concern)
            }
        };
        match kind {
            PointType::CommonCause => Self::CommonCause,
            PointType::NeutralHigh => Self::NeutralHigh,
            PointType::NeutralLow => Self::NeutralLow,
            PointType::Improvement if improves_up => Self::ImprovementHigh,
            PointType::Improvement => Self::ImprovementLow,
            PointType::Concern if improves_up => Self::ConcernLow,
            PointType::Concern => Self::ConcernHigh,
        }
    }
}

/// The headline on the target: whether the present process can be relied on to meet it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AssuranceIcon {
    /// The whole span between the limits meets the target.
    Pass,
    /// The whole span between the limits misses the target.
    Fail,
    /// The target lies between the limits or on one of them.
    Inconsistent,
    /// The last part has no limits.
    NotEnoughData,
}

impl AssuranceIcon {
    /// The name used in exchange files.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Inconsistent => "inconsistent",
            Self::NotEnoughData => "not_enough_data",
        }
    }

    /// What the icon says, in the wording of NHS "Making Data Count".
    pub fn words(self) -> &'static str {
        match self {
            Self::Pass => "will consistently pass the target unless something changes",
            Self::Fail => "will fall short of the target unless something changes",
            Self::Inconsistent => "may pass or fall short of the target at random",
            Self::NotEnoughData => "not enough data",
        }
    }

    /// Compares the limits of the last part with the target; for a range, the range is the target.
    pub(super) fn of(
        limits: Option<(f64, Limits)>,
        direction: Direction,
        target: Option<f64>,
    ) -> Option<Self> {
        let target = target.filter(|target| target.is_finite());
        let above_is_good = match direction {
            Direction::Neutral => return None,
            Direction::Increase => true,
            Direction::Decrease => false,
            Direction::InRange { low, high } => {
                return Some(limits.map_or(Self::NotEnoughData, |(mean, limits)| {
                    Self::within(mean, limits, low, high)
                }));
            }
        };
        let target = target?;
        let Some((mean, limits)) = limits else {
            return Some(Self::NotEnoughData);
        };
        let tolerance = sums::tolerance(mean);
        Some(if sums::side_within(target, limits.upl, tolerance) > 0 {
            if above_is_good {
                Self::Fail
            } else {
                Self::Pass
            }
        } else if sums::side_within(target, limits.lpl, tolerance) < 0 {
            if above_is_good {
                Self::Pass
            } else {
                Self::Fail
            }
        } else {
            Self::Inconsistent
        })
    }

    fn within(mean: f64, limits: Limits, low: f64, high: f64) -> Self {
        let tolerance = sums::tolerance(mean);
        let side = |limit, edge| sums::side_within(limit, edge, tolerance);
        if side(limits.lpl, high) > 0 || side(limits.upl, low) < 0 {
            Self::Fail
        } else if side(limits.lpl, low) > 0 && side(limits.upl, high) < 0 {
            Self::Pass
        } else {
            Self::Inconsistent
        }
    }
}
