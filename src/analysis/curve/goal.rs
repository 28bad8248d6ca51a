//! What a measure is to reach: targets, the planned path, the gap, the rate needed, the chance.

use jiff::civil::Date;

use crate::analysis::forecast::{self, Forecaster, NoForecast, TargetChance};
use crate::analysis::series::{Direction, Series};
use crate::analysis::spacing::Spacing;
use crate::analysis::trajectory::{self, Gap, Milestone, Path, RateNeeded, Reach, Shape};
use crate::model::{Measure, Polarity, Reading};

use super::hide::{self, Hidden};
use super::words::{due_words, needs_days};
use super::{Fan, Show, date_in_words};

/// A target as drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetMark {
    /// The figure to reach.
    pub value: f64,
    /// By when; none for a standing target.
    pub by: Option<Date>,
    /// "Target 90 %".
    pub label: String,
    /// "by 31 March 2020".
    pub by_text: String,
    /// The one that counts today.
    pub in_force: bool,
    /// Place in [`Measure::targets`].
    pub place: usize,
}

/// The target that counts today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TargetNow {
    /// The figure to reach.
    pub value: f64,
    /// By when.
    pub by: Option<Date>,
    /// Whether the latest value meets it; none without a value or where neither way is better.
    pub met: Option<bool>,
}

/// Everything about the target, as figures and as words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Goal {
    /// Every target.
    pub targets: Vec<TargetMark>,
    /// For a measure to be kept in a range: its ends.
    pub range: Option<(f64, f64)>,
    /// The target that counts today.
    pub now: Option<TargetNow>,
    /// Corners of the planned path.
    pub path: Vec<(Date, f64)>,
    /// The latest value beside the plan.
    pub gap: Option<Gap>,
    /// The change still needed.
    pub rate: Option<RateNeeded>,
    /// The chance of meeting the target.
    pub chance: Option<TargetChance>,
    /// "target 90 %", "no target set", "context only".
    pub target_text: String,
    /// "7 points short of 90 %".
    pub gap_text: String,
    /// The figure of the rate needed: "+1.0".
    pub rate_figure: String,
    /// "points a month needed".
    pub rate_text: String,
    /// How that compares with the fastest change ever seen.
    pub reach_text: String,
    /// "about 2 in 10 to meet it".
    pub chance_text: String,
}

/// Somebody to compare with, as drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Benchmark {
    /// "England".
    pub name: String,
    /// Its figures in date order.
    pub points: Vec<(Date, f64)>,
    /// Where they come from.
    pub source: String,
}

pub(super) fn benchmarks(measure: &Measure) -> Vec<Benchmark> {
    measure
        .benchmarks
        .iter()
        .map(|benchmark| {
            let mut points: Vec<(Date, f64)> = benchmark
                .values
                .iter()
                .filter(|value| value.value.is_finite())
                .map(|value| (value.date, value.value))
                .collect();
            points.sort_by_key(|(date, _)| *date);
            Benchmark {
                name: benchmark.name.clone(),
                points,
                source: benchmark.source.clone(),
            }
        })
        .collect()
}

/// Works out the goal, and the forecast with it, since both need the fitted methods.
pub(super) fn goal(
    measure: &Measure,
    hidden: &[Option<Hidden>],
    series: &Series,
    today: Date,
) -> (Goal, Option<Fan>, Option<String>) {
    let show = Show::of(measure);
    let now = measure.target_at(today);
    let latest = latest(series);
    let mut goal = Goal {
        targets: marks(measure, today, &show),
        range: match measure.polarity {
            Polarity::InRange { low, high } => Some((low, high)),
            Polarity::HighGood | Polarity::LowGood | Polarity::Neutral => None,
        },
        now: now.map(|target| TargetNow {
            value: target.value,
            by: target.by,
            met: latest
                .and_then(|(_, value)| trajectory::meets(series.direction, value, target.value)),
        }),
        target_text: target_text(measure, &show, today),
        ..Goal::default()
    };
    if let Some(path) = path(measure, hidden) {
        goal.path = path.corners().iter().map(|at| (at.on, at.value)).collect();
        goal.gap = trajectory::gap(series, &path);
    }
    goal.gap_text = gap_text(
        &goal,
        series.direction,
        latest.map(|(_, value)| value),
        &show,
    );
    if let Some(target) = now
        && let Some(by) = target.by
    {
        let at = Milestone {
            on: by,
            value: target.value,
        };
        goal.rate = trajectory::rate_needed(series, at);
        rate_words(&mut goal, series, &show);
    }
    let fitted = Forecaster::new(series);
    let (fan, no_forecast) = match &fitted {
        Ok(forecaster) => (Some(fan(forecaster, now.and_then(|t| t.by), today)), None),
        Err(why) => (None, Some(why.words())),
    };
    if let (Ok(forecaster), Some(target)) = (&fitted, now)
        && let Some(by) = target.by
    {
        match forecaster.chance(target.value, by) {
            Ok(chance) => {
                goal.chance_text = format!("{} to meet it", chance.at_date.words());
                goal.chance = Some(chance);
            }
            Err(
                NoForecast::TooFewPoints(_) | NoForecast::DatePassed | NoForecast::NothingToMeet,
            ) => {}
        }
    }
    (goal, fan, no_forecast)
}

fn latest(series: &Series) -> Option<(Date, f64)> {
    series
        .points
        .iter()
        .filter_map(|point| point.value.map(|value| (point.date, value)))
        .filter(|(_, value)| value.is_finite())
        .max_by_key(|(date, _)| *date)
}

fn marks(measure: &Measure, today: Date, show: &Show) -> Vec<TargetMark> {
    let now = measure.target_at(today);
    measure
        .targets
        .iter()
        .enumerate()
        .map(|(place, target)| TargetMark {
            value: target.value,
            by: target.by,
            label: format!("Target {}", show.full(target.value)),
            by_text: target.by.map_or_else(String::new, |by| {
                format!("by {}", crate::model::date::long(by))
            }),
            in_force: now.is_some_and(|now| std::ptr::eq(now, target)),
            place,
        })
        .collect()
}

/// The planned path, from the baseline or else from the first value. None where its start is
/// hidden: the path would show it.
fn path(measure: &Measure, hidden: &[Option<Hidden>]) -> Option<Path> {
    let is_hidden = |date: Date| {
        measure.values.iter().zip(hidden).any(|(value, hidden)| {
            value.date == date && (hidden.is_some() || value.reading == Reading::Suppressed)
        })
    };
    let start = match measure.baseline {
        Some(baseline)
            if is_hidden(baseline.date) || hide::hides_figure(measure, baseline.value) =>
        {
            return None;
        }
        Some(baseline) => Milestone {
            on: baseline.date,
            value: baseline.value,
        },
        None => return None,
    };
    let targets: Vec<Milestone> = measure
        .targets
        .iter()
        .filter_map(|target| {
            target.by.map(|by| Milestone {
                on: by,
                value: target.value,
            })
        })
        .collect();
    if targets.is_empty() {
        return None;
    }
    let shape = match measure.path {
        crate::model::Path::Straight => Shape::Straight,
        crate::model::Path::Stepped => Shape::Stepped,
    };
    Some(Path::new(start, &targets, shape))
}

/// The fan runs to the target's date, and at least some periods on.
fn fan(forecaster: &Forecaster, by: Option<Date>, today: Date) -> Fan {
    let basis = forecaster.basis();
    let steps = match basis.spacing {
        Spacing::Months(12..) => 3,
        Spacing::Months(3..) => 4,
        Spacing::Months(_) | Spacing::Days(_) => 6,
    };
    let least = basis.spacing.after(basis.last, steps).unwrap_or(basis.last);
    let most = basis.spacing.after(basis.last, 36).unwrap_or(basis.last);
    let until = by.map_or(least, |by| by.max(least).min(most));
    Fan {
        from: (basis.last, basis.last_value),
        points: forecaster.fan(until),
        made_on: today,
        based_on: basis.points,
    }
}

fn target_text(measure: &Measure, show: &Show, today: Date) -> String {
    match (measure.target_at(today), measure.polarity) {
        (_, Polarity::InRange { low, high }) => {
            format!("kept between {} and {}", show.digits(low), show.full(high))
        }
        (Some(target), _) => format!("target {}", show.full(target.value)),
        (None, Polarity::Neutral) => "context only".to_owned(),
        (None, Polarity::HighGood | Polarity::LowGood) => "no target set".to_owned(),
    }
}

fn gap_text(goal: &Goal, direction: Direction, latest: Option<f64>, show: &Show) -> String {
    let Some(value) = latest else {
        return String::new();
    };
    if let Some((low, high)) = goal.range {
        return if value < low {
            format!("{} below the range", show.distance(low - value))
        } else if value > high {
            format!("{} above the range", show.distance(value - high))
        } else {
            "within the range".to_owned()
        };
    }
    let Some(target) = goal.now else {
        return String::new();
    };
    let wanted = show.full(target.value);
    match (direction, target.met) {
        (Direction::Increase, Some(false)) => {
            format!("{} short of {wanted}", show.distance(target.value - value))
        }
        (Direction::Decrease, Some(false)) => {
            format!("{} above {wanted}", show.distance(value - target.value))
        }
        (Direction::Increase | Direction::Decrease, Some(true)) => {
            format!("meets the target of {wanted}")
        }
        (_, _) => String::new(),
    }
}

fn rate_words(goal: &mut Goal, series: &Series, show: &Show) {
    let Some(rate) = goal.rate else { return };
    let mut dates: Vec<Date> = series.points.iter().map(|point| point.date).collect();
    dates.sort_unstable();
    dates.dedup();
    let period = Spacing::of(&dates).map_or_else(|| "period".to_owned(), Spacing::noun);
    if let (Some(per_period), Reach::SeenBefore | Reach::NeverSeen | Reach::NothingToCompare) =
        (rate.per_period, rate.reach)
    {
        goal.rate_figure = show.rate(per_period);
        let noun = show.rate_noun();
        let space = if noun.is_empty() { "" } else { " " };
        goal.rate_text = format!("{noun}{space}a {period} needed");
    }
    let by = due_words(rate.target.on);
    goal.reach_text = match (rate.reach, rate.fastest) {
        (Reach::MetNow, _) => {
            "The target is met now; it may still be missed at its date.".to_owned()
        }
        (Reach::DatePassed, _) => format!("The date of the target, {by}, has passed."),
        (Reach::SeenBefore, Some(seen)) => format!(
            "A change as large has been made over the same span before: {} to {} by {}.",
            show.full(seen.from.value),
            show.full(seen.to.value),
            due_words(seen.to.on)
        ),
        (Reach::NeverSeen, Some(seen)) => format!(
            "A change as large has never been made over the same span; the fastest was {} to {} by {}.",
            show.full(seen.from.value),
            show.full(seen.to.value),
            due_words(seen.to.on)
        ),
        (Reach::NothingToCompare | Reach::SeenBefore | Reach::NeverSeen, _) => {
            "The series is too short to compare this with.".to_owned()
        }
    };
}

/// "short of 90 % by March 2020", "above 15 %", "outside 10 to 20": the miss in a sentence.
pub(super) fn miss_words(measure: &Measure, goal: &Goal, show: &Show) -> String {
    if let Some((low, high)) = goal.range {
        return format!("outside {} to {}", show.digits(low), show.full(high));
    }
    let Some(target) = goal.now else {
        return String::new();
    };
    let side = match measure.polarity {
        Polarity::LowGood => "above",
        Polarity::HighGood | Polarity::Neutral | Polarity::InRange { .. } => "short of",
    };
    let by = target
        .by
        .map_or_else(String::new, |by| format!(" by {}", due_words(by)));
    format!("{side} {}{by}", show.full(target.value))
}

/// The date of the latest value in a sentence of this measure.
pub(super) fn when(measure: &Measure, date: Date) -> String {
    date_in_words(date, needs_days(measure))
}

/// Name of the forecast method and the condition under which it speaks.
pub(super) fn method() -> (&'static str, &'static str) {
    (forecast::METHOD, forecast::CONDITION)
}
