//! Trajectory: the planned path to the targets, the gap to it today, and the rate still needed.
//!
//! A planned path is a plan, not a forecast: nothing here says how likely it is. The rate needed
//! is set against the fastest change the measure has ever made over the same span, which asks
//! for no model at all.

use jiff::civil::Date;

use crate::analysis::series::{Clean, Direction, Series, days_between};
use crate::analysis::spacing::Spacing;
use crate::analysis::sums;

/// A value wanted or seen on a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Milestone {
    /// The date.
    pub on: Date,
    /// The value on that date.
    pub value: f64,
}

/// How the path runs between milestones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// Evenly from one milestone to the next.
    #[default]
    Straight,
    /// Unchanged up to the date of the next milestone.
    Stepped,
}

/// The planned path from the baseline through dated targets.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    milestones: Vec<Milestone>,
    shape: Shape,
}

impl Path {
    /// A path from a baseline through targets.
    ///
    /// Targets without a finite value or not after the baseline are left out; of several on one
    /// date the last given counts.
    pub fn new(baseline: Milestone, targets: &[Milestone], shape: Shape) -> Self {
        let mut milestones = Vec::with_capacity(targets.len() + 1);
        milestones.push(baseline);
        milestones.extend(
            targets
                .iter()
                .filter(|target| target.value.is_finite() && target.on > baseline.on),
        );
        milestones.sort_by_key(|milestone| milestone.on);
        milestones.reverse();
        milestones.dedup_by_key(|milestone| milestone.on);
        milestones.reverse();
        Self { milestones, shape }
    }

    /// The planned value on a date: `None` before the baseline, the last target's after it.
    pub fn planned(&self, on: Date) -> Option<f64> {
        let next = self
            .milestones
            .partition_point(|milestone| milestone.on <= on);
        let before = self.milestones.get(next.checked_sub(1)?)?;
        let Some(after) = self.milestones.get(next) else {
            return Some(before.value);
        };
        match self.shape {
            Shape::Stepped => Some(before.value),
            Shape::Straight => {
                let part =
                    days_between(before.on, on) as f64 / days_between(before.on, after.on) as f64;
                Some(before.value * (1.0 - part) + after.value * part)
            }
        }
    }

    /// The first target on or after a date.
    pub fn next_target(&self, on: Date) -> Option<Milestone> {
        self.milestones
            .iter()
            .skip(1)
            .copied()
            .find(|milestone| milestone.on >= on)
    }

    /// The corners of the path in date order, for drawing.
    pub fn corners(&self) -> Vec<Milestone> {
        let mut out: Vec<Milestone> = Vec::with_capacity(self.milestones.len() * 2);
        for &milestone in &self.milestones {
            if self.shape == Shape::Stepped
                && let Some(last) = out.last()
            {
                out.push(Milestone {
                    on: milestone.on,
                    value: last.value,
                });
            }
            out.push(milestone);
        }
        out
    }
}

/// Where a value stands beside the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Better than planned.
    Ahead,
    /// As planned.
    OnPlan,
    /// Worse than planned.
    Behind,
}

/// The latest value beside the value planned for its date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The latest value and its date.
    pub actual: Milestone,
    /// The value planned for that date.
    pub planned: f64,
    /// How much worse than planned, in the measure's unit; negative when better.
    pub behind: f64,
    /// The same as a word.
    pub standing: Standing,
}

/// How much worse `value` is than `reference`; `None` where neither way is better.
fn shortfall(direction: Direction, value: f64, reference: f64) -> Option<f64> {
    match direction {
        Direction::Increase => Some(reference - value),
        Direction::Decrease => Some(value - reference),
        Direction::InRange { low, high } => {
            let outside = |value: f64| (low - value).max(value - high).max(0.0);
            Some(outside(value) - outside(reference))
        }
        Direction::Neutral => None,
    }
}

/// Whether a value meets a target; for a range, whether it lies within it, whatever the target.
///
/// Met is at least (or at most) the target, within tolerance. `None` where neither way is better.
pub fn meets(direction: Direction, value: f64, target: f64) -> Option<bool> {
    shortfall(
        direction,
        value,
        match direction {
            Direction::InRange { low, .. } => low,
            Direction::Increase | Direction::Decrease | Direction::Neutral => target,
        },
    )
    .map(|short| short <= sums::tolerance(target))
}

/// The gap today: the latest value against the plan for its date.
///
/// `None` without a value, before the baseline, or where neither way is better.
pub fn gap(series: &Series, path: &Path) -> Option<Gap> {
    let actual = latest(&Clean::of(series))?;
    let planned = path.planned(actual.on)?;
    let behind = shortfall(series.direction, actual.value, planned)?;
    let tolerance = sums::tolerance(planned);
    let standing = if behind > tolerance {
        Standing::Behind
    } else if behind < -tolerance {
        Standing::Ahead
    } else {
        Standing::OnPlan
    };
    Some(Gap {
        actual,
        planned,
        behind,
        standing,
    })
}

fn latest(clean: &Clean) -> Option<Milestone> {
    clean.latest().map(|row| Milestone {
        on: clean.dates[row],
        value: clean.values[row],
    })
}

/// A change between two values of the series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The earlier value.
    pub from: Milestone,
    /// The later value.
    pub to: Milestone,
}

impl Change {
    /// Later value less earlier value.
    pub fn size(&self) -> f64 {
        self.to.value - self.from.value
    }
}

/// What the record says of the change still needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The latest value meets the target already; it may still be missed at its date.
    MetNow,
    /// The date is not after the latest value.
    DatePassed,
    /// A change as large has been made over the same span before.
    SeenBefore,
    /// No change as large has ever been made over the same span.
    NeverSeen,
    /// The series is shorter than the span, so there is nothing to compare with.
    NothingToCompare,
}

/// The change still needed to meet a target, against what the measure has ever done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateNeeded {
    /// The latest value and its date.
    pub latest: Milestone,
    /// The target; for a range, its nearer end.
    pub target: Milestone,
    /// Change needed, with its sign; 0 when the target is met.
    pub change: f64,
    /// Periods left at the usual spacing, at least 0; `None` with fewer than two dates.
    pub periods: Option<f64>,
    /// Change needed per period; `None` without periods left.
    pub per_period: Option<f64>,
    /// Largest change the same way ever made over the same span (it may go the other way when
    /// the measure never moved this way); `None` when the series is shorter than the span.
    pub fastest: Option<Change>,
    /// What that comes to.
    pub reach: Reach,
}

/// The change still needed to meet a target by its date.
///
/// Every pair of values as far apart as the time left, give or take half a period, is compared,
/// across rebases too. `None` without a value or where neither way is better.
pub fn rate_needed(series: &Series, target: Milestone) -> Option<RateNeeded> {
    let clean = Clean::of(series);
    let latest = latest(&clean)?;
    let wanted = match series.direction {
        Direction::InRange { low, high } => latest.value.max(low).min(high),
        Direction::Increase | Direction::Decrease | Direction::Neutral => target.value,
    };
    let target = Milestone {
        on: target.on,
        value: wanted,
    };
    let met = meets(series.direction, latest.value, wanted)?;
    let change = if met { 0.0 } else { wanted - latest.value };
    let spacing = Spacing::of(&clean.dates);
    let days = days_between(latest.on, target.on);
    let periods = spacing.map(|spacing| spacing.steps(latest.on, target.on).max(0.0));
    let upward = match series.direction {
        Direction::Increase => true,
        Direction::Decrease | Direction::Neutral => false,
        Direction::InRange { .. } => change > 0.0,
    };
    let fastest = if met || days <= 0 {
        None
    } else {
        spacing.and_then(|spacing| fastest(&clean, days as f64, spacing.days() / 2.0, upward))
    };
    let reach = if met {
        Reach::MetNow
    } else if days <= 0 {
        Reach::DatePassed
    } else {
        match fastest {
            None => Reach::NothingToCompare,
            Some(seen) if (seen.size() - change).abs() <= sums::tolerance(wanted) => {
                Reach::SeenBefore
            }
            Some(seen) if (seen.size() > change) == upward => Reach::SeenBefore,
            Some(_) => Reach::NeverSeen,
        }
    };
    let per_period = periods
        .filter(|periods| *periods > 0.0)
        .map(|periods| change / periods);
    Some(RateNeeded {
        latest,
        target,
        change,
        periods,
        per_period,
        fastest,
        reach,
    })
}

/// The largest change one way between values `days` apart, give or take `slack` days.
///
/// For each earlier value only the later one nearest to the span is looked at: linear time.
fn fastest(clean: &Clean, days: f64, slack: f64, upward: bool) -> Option<Change> {
    let present: Vec<Milestone> = clean
        .dates
        .iter()
        .zip(&clean.values)
        .filter(|(_, value)| !value.is_nan())
        .map(|(&on, &value)| Milestone { on, value })
        .collect();
    let mut best: Option<Change> = None;
    let mut at = 0;
    for &from in &present {
        let off = |to: &Milestone| (days_between(from.on, to.on) as f64 - days).abs();
        while present
            .get(at + 1)
            .is_some_and(|next| off(next) <= off(&present[at]))
        {
            at += 1;
        }
        let to = present[at];
        if to.on <= from.on || off(&to) > slack {
            continue;
        }
        let change = Change { from, to };
        let better = best.is_none_or(|best| {
            if upward {
                change.size() > best.size()
            } else {
                change.size() < best.size()
            }
        });
        if better {
            best = Some(change);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::series::Point;
    use jiff::ToSpan as _;
    use jiff::civil::date;

    fn at(year: i16, value: f64) -> Milestone {
        Milestone {
            on: date(year, 9, 30),
            value,
        }
    }

    fn annual(values: &[Option<f64>], direction: Direction) -> Series {
        let points = values
            .iter()
            .zip(date(2016, 9, 30).series(1.year()))
            .map(|(&value, date)| Point { date, value })
            .collect();
        Series::new(points, direction)
    }

    #[test]
    fn a_straight_path_interpolates_and_a_stepped_one_holds() {
        let targets = [
            at(2022, 90.0),
            at(2020, 80.0),
            at(2015, 1.0),
            at(2023, f64::NAN),
        ];
        let straight = Path::new(at(2018, 60.0), &targets, Shape::Straight);
        assert_eq!(straight.planned(date(2018, 9, 29)), None);
        assert_eq!(straight.planned(date(2018, 9, 30)), Some(60.0));
        assert!((straight.planned(date(2019, 9, 30)).unwrap() - 70.0).abs() < 0.02);
        assert_eq!(straight.planned(date(2020, 9, 30)), Some(80.0));
        assert_eq!(straight.planned(date(2030, 1, 1)), Some(90.0));
        let stepped = Path::new(at(2018, 60.0), &targets, Shape::Stepped);
        assert_eq!(stepped.planned(date(2020, 9, 29)), Some(60.0));
        assert_eq!(stepped.planned(date(2020, 9, 30)), Some(80.0));
        assert_eq!(stepped.corners().len(), 5);
        assert_eq!(
            straight.corners(),
            [at(2018, 60.0), at(2020, 80.0), at(2022, 90.0)]
        );
        assert_eq!(stepped.next_target(date(2021, 1, 1)), Some(at(2022, 90.0)));
    }

    #[test]
    fn of_two_targets_on_one_date_the_last_counts() {
        let path = Path::new(
            at(2018, 60.0),
            &[at(2020, 80.0), at(2020, 70.0)],
            Shape::Straight,
        );
        assert_eq!(path.planned(date(2020, 9, 30)), Some(70.0));
    }

    #[test]
    fn the_gap_is_positive_when_behind() {
        let path = Path::new(at(2016, 20.0), &[at(2020, 10.0)], Shape::Stepped);
        let behind = |direction| gap(&annual(&[Some(20.0), Some(23.0), None], direction), &path);
        let found = behind(Direction::Decrease).unwrap();
        assert_eq!(
            (found.standing, found.actual),
            (Standing::Behind, at(2017, 23.0))
        );
        assert!((found.behind - 3.0).abs() < 1e-12);
        assert_eq!(
            behind(Direction::Increase).unwrap().standing,
            Standing::Ahead
        );
        assert_eq!(behind(Direction::Neutral), None);
        let range = Direction::InRange {
            low: 15.0,
            high: 25.0,
        };
        assert_eq!(behind(range).unwrap().standing, Standing::OnPlan);
    }

    #[test]
    fn the_rate_needed_is_set_against_the_fastest_change_over_the_same_span() {
        let given = annual(
            &[
                Some(77.0),
                Some(77.2),
                Some(87.5),
                None,
                Some(86.2),
                Some(88.0),
            ],
            Direction::Increase,
        );
        let need = |year, value| rate_needed(&given, at(year, value)).unwrap();
        let two_years = need(2023, 98.0);
        assert_eq!(two_years.periods, Some(2.0));
        assert_eq!(two_years.per_period, Some(5.0));
        assert_eq!(two_years.fastest.unwrap().from, at(2016, 77.0));
        assert_eq!(two_years.reach, Reach::SeenBefore);
        assert_eq!(need(2023, 99.0).reach, Reach::NeverSeen);
        assert_eq!(need(2023, 80.0).reach, Reach::MetNow);
        assert_eq!(need(2021, 99.0).reach, Reach::DatePassed);
        assert_eq!(need(2029, 99.0).reach, Reach::NothingToCompare);
        assert_eq!(
            rate_needed(&annual(&[None], Direction::Increase), at(2029, 1.0)),
            None
        );
    }

    #[test]
    fn a_fall_needed_and_never_made_is_never_seen() {
        let given = annual(&[Some(1.0), Some(2.0), Some(3.0)], Direction::Decrease);
        let need = rate_needed(&given, at(2019, 2.5)).unwrap();
        assert_eq!(need.reach, Reach::NeverSeen);
        assert!(need.fastest.unwrap().size() > 0.0);
    }

    #[test]
    fn a_range_needs_its_nearer_end() {
        let range = Direction::InRange {
            low: 10.0,
            high: 12.0,
        };
        let need = rate_needed(&annual(&[Some(9.0), Some(15.0)], range), at(2018, 0.0)).unwrap();
        assert_eq!((need.target.value, need.reach), (12.0, Reach::NeverSeen));
        let need = rate_needed(&annual(&[Some(9.0), Some(11.0)], range), at(2018, 0.0)).unwrap();
        assert_eq!((need.change, need.reach), (0.0, Reach::MetNow));
    }
}
