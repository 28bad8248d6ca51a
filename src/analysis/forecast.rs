//! Where a measure may go if its recent pattern goes on, and the chance that it meets a target.
//!
//! The forecast is the equal mixture of four simple methods, fitted to the part in force: the
//! `XmR` chart carried forward, a random walk from the last value, a damped median step from it,
//! and the least-squares line, each with Student's t for what is not known of its spread. No
//! method is right for every measure; the mixture adds what they disagree about to what each is
//! unsure of. A straight line alone is known to be far too sure of itself.
//!
//! Shares of small groups jump about by chance alone. Where it is known of how many a share usually
//! is ([`Series::of`]), no method's spread is taken for less than that of so many independent cases
//! (binomial); a series that has varied more than that carries the chance in its past already, so
//! nothing is added twice.
//!
//! Everything is closed form or uses fixed random numbers: the same series gives the same answer.

mod chance;
mod methods;
mod mixture;
mod noise;
mod paths;
mod record;
mod student;

use jiff::civil::Date;

pub use chance::{Chance, STATED, chance_words};
pub use record::{BANDS, Fared, Statement, brier, fared};

use crate::analysis::series::{Clean, Direction, Scale, Series};
use crate::analysis::spacing::Spacing;
use crate::analysis::trajectory::meets;
use methods::{History, Method};
use mixture::Mixture;
use noise::Noise;

/// Fewest values in the part in force for a forecast.
pub const FEWEST_POINTS: usize = 5;

/// Name of the method, for printing with every statement.
pub const METHOD: &str =
    "average of four methods (XmR forward, random walk, damped step, straight line)";

/// Condition under which every statement is made.
pub const CONDITION: &str = "if the recent pattern goes on";

/// Most dates of a fan.
const MOST_FAN_DATES: u16 = 120;

/// Factor on every method's spread, so that the bands hold on real series.
///
/// Found by rolling-origin backtest on the published children's services series of the English
/// authorities (`tests/it/calibration.rs`): without it what is said to have a chance of 10 % two
/// or three years ahead comes true too often; with it the 80 % band covers 87 to 89 %.
const SPREAD: f64 = 1.15;

/// How fast chances are drawn to evens with each year beyond the first.
///
/// Within a year the methods' chances hold. Further ahead they are too sure of themselves either way:
/// law, money and whole services change, and no series of nine figures has that in it. Found by the
/// same backtest, and the same for both directions, so that it favours neither.
const EVENING: f64 = 0.14;

/// Why there is no forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoForecast {
    /// The part in force has fewer than [`FEWEST_POINTS`] values; it has this many.
    TooFewPoints(usize),
    /// The date is not after the latest value.
    DatePassed,
    /// Neither way is better, so there is nothing to meet.
    NothingToMeet,
}

impl NoForecast {
    /// The reason in a sentence part: "too early for a forecast: 3 of 5 points".
    pub fn words(self) -> String {
        match self {
            Self::TooFewPoints(have) => {
                format!(
                    "too early for a forecast: {have} of {FEWEST_POINTS} points since the last rebase"
                )
            }
            Self::DatePassed => "the date is not after the latest value".to_owned(),
            Self::NothingToMeet => {
                "neither direction is better, so there is no target to meet".to_owned()
            }
        }
    }
}

/// What a forecast was made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Basis {
    /// Values used.
    pub points: usize,
    /// Date of the first value used.
    pub first: Date,
    /// Date of the last value used.
    pub last: Date,
    /// The last value used.
    pub last_value: f64,
    /// The usual spacing of the dates.
    pub spacing: Spacing,
}

/// The forecast for one date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FanPoint {
    /// The date.
    pub date: Date,
    /// Periods after the last value.
    pub steps: f64,
    /// As likely to be above as below.
    pub middle: f64,
    /// Holds the value with a chance of 50 %.
    pub band_50: (f64, f64),
    /// Holds the value with a chance of 80 %.
    pub band_80: (f64, f64),
    /// Holds the value with a chance of 95 %.
    pub band_95: (f64, f64),
}

/// The chance of meeting a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TargetChance {
    /// The value at the date meets the target.
    pub at_date: Chance,
    /// A value still to come, up to and on the date, meets the target; never less likely.
    pub by_date: Chance,
    /// Periods from the last value to the date.
    pub steps: f64,
    /// What it was made from.
    pub basis: Basis,
}

/// One of the four methods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MethodName {
    /// The `XmR` chart carried forward.
    XmrForward,
    /// The last value and a random walk from it.
    RandomWalk,
    /// The last value and a median step that dies away.
    DampedStep,
    /// The least-squares line carried on.
    StraightLine,
}

impl MethodName {
    /// All methods, in the order of the mixture.
    pub const ALL: [Self; 4] = [
        Self::XmrForward,
        Self::RandomWalk,
        Self::DampedStep,
        Self::StraightLine,
    ];

    /// The name in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::XmrForward => "XmR forward",
            Self::RandomWalk => "random walk",
            Self::DampedStep => "damped step",
            Self::StraightLine => "straight line",
        }
    }
}

/// The four methods fitted to the part in force of a series.
#[derive(Debug, Clone)]
pub struct Forecaster {
    methods: [Method; 4],
    basis: Basis,
    direction: Direction,
    scale: Scale,
    noise: Noise,
    /// Values are divided by this, so that squares of huge ones stay in range.
    unit: f64,
}

impl Forecaster {
    /// Fits the methods to the last part.
    ///
    /// # Errors
    /// [`NoForecast::TooFewPoints`] when the part has fewer than five values.
    pub fn new(series: &Series) -> Result<Self, NoForecast> {
        let clean = Clean::of(series);
        let rows = clean.parts().last().unwrap_or(0..0);
        let present: Vec<usize> = rows
            .clone()
            .filter(|&row| !clean.values[row].is_nan())
            .collect();
        let too_few = NoForecast::TooFewPoints(present.len());
        let (Some(&first), Some(&last)) = (present.first(), present.last()) else {
            return Err(too_few);
        };
        let spacing = Spacing::of(&clean.dates).ok_or(too_few)?;
        if present.len() < FEWEST_POINTS {
            return Err(too_few);
        }
        let largest = present
            .iter()
            .map(|&row| clean.values[row].abs())
            .fold(0.0, f64::max);
        let unit = if largest > 1e100 { largest } else { 1.0 };
        let history = History {
            at: present
                .iter()
                .map(|&row| spacing.steps(clean.dates[first], clean.dates[row]))
                .collect(),
            values: present
                .iter()
                .map(|&row| clean.values[row] / unit)
                .collect(),
            rows: clean.values[rows]
                .iter()
                .map(|value| value / unit)
                .collect(),
        };
        Ok(Self {
            methods: Method::all(&history, series.screening),
            basis: Basis {
                points: present.len(),
                first: clean.dates[first],
                last: clean.dates[last],
                last_value: clean.values[last],
                spacing,
            },
            direction: series.direction,
            scale: series.scale,
            noise: Noise::of(series),
            unit,
        })
    }

    /// What the forecast is made from.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// The same with one method alone, to show what the methods disagree about.
    #[must_use]
    pub fn alone(&self, which: MethodName) -> Self {
        let [steady, walk, damped, line] = self.methods;
        let method = match which {
            MethodName::XmrForward => steady,
            MethodName::RandomWalk => walk,
            MethodName::DampedStep => damped,
            MethodName::StraightLine => line,
        };
        Self {
            methods: [method; 4],
            ..self.clone()
        }
    }

    /// The dates of a fan: each period after the last value up to and including `until`, at most
    /// 120, with `until` itself as the last one.
    pub fn fan_dates(&self, until: Date) -> Vec<Date> {
        let Basis { last, spacing, .. } = self.basis;
        let mut dates: Vec<Date> = (1..=MOST_FAN_DATES)
            .map_while(|steps| spacing.after(last, steps))
            .take_while(|date| *date < until)
            .collect();
        if until > last {
            if dates.len() == usize::from(MOST_FAN_DATES) {
                dates.pop();
            }
            dates.push(until);
        }
        dates
    }

    /// The forecast for a date after the last value.
    ///
    /// # Errors
    /// [`NoForecast::DatePassed`] for any other date.
    pub fn at(&self, date: Date) -> Result<FanPoint, NoForecast> {
        let steps = self.steps_to(date)?;
        let mixture = self.mixture(steps);
        let (low, high) = self.scale.bounds();
        let quantile = |share| (mixture.quantile(share) * self.unit).clamp(low, high);
        let band = |tail: f64| (quantile(tail), quantile(1.0 - tail));
        Ok(FanPoint {
            date,
            steps,
            middle: quantile(0.5),
            band_50: band(0.25),
            band_80: band(0.1),
            band_95: band(0.025),
        })
    }

    /// The fan up to a date, see [`Forecaster::fan_dates`].
    pub fn fan(&self, until: Date) -> Vec<FanPoint> {
        self.fan_dates(until)
            .into_iter()
            .filter_map(|date| self.at(date).ok())
            .collect()
    }

    /// The chance of meeting a target at its date, and at or before it.
    ///
    /// For a measure to be kept in a range the range is the target, whatever `target` is.
    ///
    /// # Errors
    /// [`NoForecast::DatePassed`] when the date is not after the last value, and
    /// [`NoForecast::NothingToMeet`] where neither way is better or the target is not a number.
    pub fn chance(&self, target: f64, on: Date) -> Result<TargetChance, NoForecast> {
        let at_date = self.probability_at(target, on)?;
        let steps = self.steps_to(on)?;
        let (low, high) = self.scale.bounds();
        let spread = (SPREAD, self.noise);
        let by_date = paths::share_meeting(&self.methods, steps, spread, |value| {
            let value = (value * self.unit).clamp(low, high);
            meets(self.direction, value, target) == Some(true)
        });
        let by_date = self.evened(by_date, on).max(at_date);
        Ok(TargetChance {
            at_date: Chance::new(at_date),
            by_date: Chance::new(by_date),
            steps,
            basis: self.basis,
        })
    }

    /// The probability of meeting a target at its date, before it is made fit to be stated.
    ///
    /// # Errors
    /// As [`Forecaster::chance`].
    pub fn probability_at(&self, target: f64, on: Date) -> Result<f64, NoForecast> {
        let mixture = self.mixture(self.steps_to(on)?);
        let (lowest, highest) = self.scale.bounds();
        // A target at or beyond an end of the scale is met by every value that is cut off there.
        let at_least = |bound: f64| {
            if bound <= lowest {
                1.0
            } else {
                mixture.at_least(bound / self.unit)
            }
        };
        let at_most = |bound: f64| {
            if bound >= highest {
                1.0
            } else {
                mixture.below(bound / self.unit)
            }
        };
        let chance = match self.direction {
            Direction::Increase if target.is_finite() => at_least(target),
            Direction::Decrease if target.is_finite() => at_most(target),
            Direction::InRange { low, high } => (at_least(low) + at_most(high) - 1.0).max(0.0),
            Direction::Increase | Direction::Decrease | Direction::Neutral => {
                return Err(NoForecast::NothingToMeet);
            }
        };
        Ok(self.evened(chance, on))
    }

    /// A chance drawn to evens by how many years beyond the first its date lies.
    fn evened(&self, chance: f64, on: Date) -> f64 {
        let years = f64::from(crate::model::date::days_between(self.basis.last, on)) / 365.25;
        // A day or two over the year, as between the last days of months, is still the year.
        let kept = 1.0 / (1.0 + EVENING * (years - 1.01).max(0.0));
        0.5 + (chance - 0.5) * kept
    }

    fn steps_to(&self, date: Date) -> Result<f64, NoForecast> {
        if date <= self.basis.last {
            return Err(NoForecast::DatePassed);
        }
        let Basis { last, spacing, .. } = self.basis;
        // A date a few days on is rounded to no step at all; it is still a little way off.
        Ok(spacing.steps(last, date).max(0.1))
    }

    fn mixture(&self, steps: f64) -> Mixture {
        Mixture(self.methods.map(|method| {
            let mut marginal = method.marginal(steps);
            marginal.spread = (marginal.spread * SPREAD).max(self.noise.around(marginal.middle));
            marginal
        }))
    }
}

#[cfg(test)]
mod tests;
