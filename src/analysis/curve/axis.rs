//! Bounds and ticks: which stretch of time and of values a chart shows.

use jiff::civil::Date;

use crate::model::date::{day_number, from_day_number, month_short, plus_months};
use crate::model::{Measure, Unit};

use super::goal::{Benchmark, Goal};
use super::parts::{CurvePart, PartStyle};
use super::points::CurvePoint;
use super::{Fan, Show};

/// Most ticks of the value axis.
const MOST_VALUE_TICKS: f64 = 7.0;

/// Most ticks of the time axis, whatever its length.
const MOST_TIME_TICKS: usize = 400;

/// A tick of either axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Day number or value.
    pub at: f64,
    /// What it says; empty for a bare tick.
    pub label: String,
}

/// What a chart shows of time and values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    /// Lowest and highest value of the large chart: limits, targets, path and forecast included.
    pub values: (f64, f64),
    /// Ticks of the value axis.
    pub value_ticks: Vec<Tick>,
    /// First and last day of the large chart.
    pub days: (i32, i32),
    /// Lowest and highest value of the small chart: no path and no forecast.
    pub small_values: (f64, f64),
    /// First and last day of the small chart: the values only.
    pub small_days: (i32, i32),
    /// Today as a day number.
    pub today: i32,
}

/// All that the axes must hold.
pub(super) struct Content<'a> {
    pub measure: &'a Measure,
    pub points: &'a [CurvePoint],
    pub parts: &'a [CurvePart],
    pub goal: &'a Goal,
    pub benchmarks: &'a [Benchmark],
    pub fan: Option<&'a Fan>,
    pub today: Date,
}

pub(super) fn axis(content: &Content<'_>) -> Axis {
    let (small_days, days) = day_bounds(content);
    let mut small = Bounds::default();
    for value in content.points.iter().filter_map(|point| point.value) {
        small.take(value);
    }
    for part in content.parts {
        match part.style {
            PartStyle::Bare => {}
            PartStyle::Median { median, .. } => small.take(median),
            PartStyle::Limits { lower, upper, .. } => {
                small.take(lower);
                small.take(upper);
            }
        }
    }
    if let Some(target) = content.goal.now {
        small.take(target.value);
    }
    if let Some((low, high)) = content.goal.range {
        small.take(low);
        small.take(high);
    }
    let mut large = small;
    for target in &content.goal.targets {
        large.take(target.value);
    }
    for (_, value) in &content.goal.path {
        large.take(*value);
    }
    for (date, value) in content.benchmarks.iter().flat_map(|line| &line.points) {
        let day = day_number(*date);
        if (days.0..=days.1).contains(&day) {
            large.take(*value);
        }
    }
    for point in content.fan.iter().flat_map(|fan| &fan.points) {
        large.take(point.band_80.0);
        large.take(point.band_80.1);
    }
    let show = Show::of(content.measure);
    let shares = content.measure.unit == Unit::Percent;
    let small_values = small.padded(shares);
    let (values, value_ticks) = nice(large, shares, &show);
    Axis {
        values,
        value_ticks,
        days,
        small_values,
        small_days,
        today: day_number(content.today),
    }
}

/// Days of the small and of the large chart.
fn day_bounds(content: &Content<'_>) -> ((i32, i32), (i32, i32)) {
    let today = day_number(content.today);
    let data = content
        .points
        .first()
        .zip(content.points.last())
        .map_or((today - 365, today), |(first, last)| (first.day, last.day));
    let path = content.goal.path.iter().map(|(date, _)| *date);
    let due = content.goal.now.and_then(|now| now.by);
    let last = content.fan.and_then(|fan| fan.points.last());
    let mut large = path
        .chain(due)
        .chain(last.map(|point| point.date))
        .map(day_number)
        .fold(data, |(from, to), day| (from.min(day), to.max(day)));
    // Today is shown where it is not far from the figures.
    if today > large.1 && today - large.1 <= (large.1 - large.0).max(365) {
        large.1 = today;
    }
    let pad = |(from, to): (i32, i32)| {
        let room = ((to - from) / 40).max(4);
        (from - room, to + room)
    };
    let small = if data.0 == data.1 {
        (data.0 - 180, data.1 + 180)
    } else {
        data
    };
    let large = if large.0 == large.1 {
        (large.0 - 180, large.1 + 180)
    } else {
        pad(large)
    };
    (small, large)
}

#[derive(Clone, Copy, Default)]
struct Bounds(Option<(f64, f64)>);

impl Bounds {
    fn take(&mut self, value: f64) {
        if value.is_finite() {
            self.0 = Some(match self.0 {
                Some((low, high)) => (low.min(value), high.max(value)),
                None => (value, value),
            });
        }
    }

    /// Bounds with a width, within 0 to 100 for shares whose values are.
    fn spread(self, shares: bool) -> (f64, f64) {
        let (low, high) = self.0.unwrap_or((0.0, if shares { 100.0 } else { 1.0 }));
        let (low, high) = if shares {
            // Limits beyond the scale are not drawn; values beyond it are.
            (low.max(0.0), high.min(100.0).max(low.max(0.0)))
        } else {
            (low, high)
        };
        if high - low > 0.0 {
            (low, high)
        } else {
            let room = (low.abs() * 0.1).max(1.0);
            (low - room, high + room)
        }
    }

    fn padded(self, shares: bool) -> (f64, f64) {
        let (low, high) = self.spread(shares);
        let room = (high - low) * 0.06;
        (low - room, high + room)
    }
}

/// Round bounds and about six round ticks.
fn nice(bounds: Bounds, shares: bool, show: &Show) -> ((f64, f64), Vec<Tick>) {
    let (low, high) = bounds.spread(shares);
    let step = nice_step((high - low) / (MOST_VALUE_TICKS - 1.0));
    let first = (low / step).floor();
    let last = (high / step).ceil();
    let bounds = (first * step, last * step);
    if !(step.is_finite() && bounds.0.is_finite() && bounds.1.is_finite()) {
        return ((low, high), Vec::new());
    }
    let decimals = decimals_of(step);
    let mut ticks = Vec::new();
    let mut at = first;
    while at <= last && ticks.len() < 16 {
        let value = at * step;
        let digits = show.unit.digits(value, decimals);
        let label = if show.is_percent() && at >= last {
            format!("{digits} %")
        } else {
            digits
        };
        ticks.push(Tick { at: value, label });
        at += 1.0;
    }
    (bounds, ticks)
}

/// About so many round ticks that lie between two values; the topmost has the unit of shares.
pub(super) fn ticks_within((low, high): (f64, f64), about: u8, show: &Show) -> Vec<Tick> {
    let step = nice_step((high - low) / f64::from(about));
    let first = (low / step).ceil();
    if !(step > 0.0 && first.is_finite()) {
        return Vec::new();
    }
    let decimals = decimals_of(step);
    let ats = (0..16_u8).map(|n| (first + f64::from(n)) * step);
    let ats: Vec<f64> = ats.take_while(|at| *at <= high).collect();
    let top = ats.len().saturating_sub(1);
    ats.into_iter()
        .enumerate()
        .map(|(place, at)| {
            let digits = show.unit.digits(at, decimals);
            let unit = if show.is_percent() && place == top {
                " %"
            } else {
                ""
            };
            Tick {
                at,
                label: format!("{digits}{unit}"),
            }
        })
        .collect()
}

/// The round number 1, 2 or 5 times a power of ten that is not under `least`.
fn nice_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let multiple = least / power;
    let round = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|round| *round >= multiple - 1e-9)
        .unwrap_or(10.0);
    round * power
}

fn decimals_of(step: f64) -> u8 {
    (0..6)
        .find(|decimals| {
            let scaled = step * 10_f64.powi(i32::from(*decimals));
            (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1.0)
        })
        .unwrap_or(6)
}

/// Ticks of a time axis: months, quarters or years by its span, at most `most` of them labelled.
///
/// The year stands at the first tick and at each January.
pub fn ticks_between(days: (i32, i32), most: usize) -> Vec<Tick> {
    let months = f64::from((days.1 - days.0).max(1)) / 30.44;
    let most = most.max(2) as f64;
    let step = [1, 3, 6, 12, 24, 60, 120, 240, 600]
        .into_iter()
        .find(|step| months / f64::from(*step) <= most)
        .unwrap_or_else(|| {
            // Centuries and more: as many of them as fit.
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a calendar has few centuries"
            )]
            let centuries = (months / most / 1200.0).ceil() as i32;
            centuries.max(1) * 1200
        });
    let from = from_day_number(days.0);
    let month = i32::from(from.month()) - 1;
    let into = if step >= 12 {
        month + 12 * i32::from(from.year()).rem_euclid(step / 12)
    } else {
        month.rem_euclid(step)
    };
    let mut at = plus_months(from.first_of_month(), -into);
    let mut ticks: Vec<Tick> = Vec::new();
    // Bounded: a span has at most `most` steps of the one chosen.
    for _ in 0..MOST_TIME_TICKS {
        let day = day_number(at);
        if day > days.1 || ticks.len() as f64 > most + 1.0 {
            break;
        }
        if day >= days.0 {
            let label = if step >= 12 {
                at.year().to_string()
            } else if at.month() == 1 || ticks.is_empty() {
                format!("{} {}", month_short(at.month()), at.year())
            } else {
                month_short(at.month()).to_owned()
            };
            ticks.push(Tick {
                at: f64::from(day),
                label,
            });
        }
        at = plus_months(at, step);
    }
    ticks
}
