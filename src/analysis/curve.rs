//! A measure as a chart: the one place where it is worked out.
//!
//! Screen, SVG, print, table, clipboard and command line all draw the same [`Curve`]; the words
//! come from the same figures as the picture. Everything in it is made from values that may be
//! shown: a hidden value is missing for every mean, limit, forecast and sentence, so that nothing
//! here lets it be worked out ([`hide`]).

mod adapt;
mod all;
mod answers;
mod axis;
pub mod csv;
mod events;
mod goal;
pub mod hide;
pub mod json;
mod kept;
pub mod layout;
pub mod marks;
mod order;
mod parts;
mod points;
pub mod story;
pub mod svg;
mod verdict;
mod words;
mod zoom;

use jiff::civil::Date;

pub use adapt::{series, series_in};
pub use all::Curves;
pub use answers::{Answer, Run, answers};
pub use axis::{Axis, Tick, ticks_between};
pub use events::{Event, EventKind};
pub use goal::{Benchmark, Goal, TargetMark, TargetNow};
pub use hide::Hidden;
pub use kept::{fared, scored, statement};
pub use order::{Order, sort};
pub use parts::{CurvePart, PartStyle};
pub use points::{CurvePoint, PointKind, RevisionText};
pub use verdict::Verdict;
pub use words::{count_words, date_in_words, window_words};
pub use zoom::Zoom;

use super::forecast::FanPoint;
use super::run_chart::{self, RunPart};
use super::series::{Clean, Series};
use super::spc::{self, AssuranceIcon, Rule, VariationIcon, Xmr};
use crate::model::{Id, Measure, Record};

/// How much a measure's figures allow to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// No value at all that may be shown.
    Empty,
    /// One value: one point.
    OnePoint,
    /// Two values: two points and no line, because two points show no change.
    TwoPoints,
    /// The part in force is too short for limits: a median, no limits.
    RunChart,
    /// The part in force has limits.
    Xmr,
}

/// A forecast as drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Fan {
    /// The last value, from which the fan opens.
    pub from: (Date, f64),
    /// Bands at each date.
    pub points: Vec<FanPoint>,
    /// The day it was made.
    pub made_on: Date,
    /// Values it rests on.
    pub based_on: usize,
}

/// One row of the table twin, every cell as text that may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Place of the point in [`Curve::points`].
    pub point: usize,
    /// "Aug 2019".
    pub date: String,
    /// "83 %", "c", "fewer than 5".
    pub value: String,
    /// "496": of how many.
    pub of: String,
    /// "improvement", "usual", or the reason of an absent value.
    pub word: String,
    /// Where the value comes from.
    pub source: String,
    /// "as at 12 Sep 2019".
    pub as_at: String,
    /// "was 81 % until 3 Sep 2019: late returns".
    pub revisions: String,
    /// Invented for a sample record.
    pub illustrative: bool,
}

/// A chart as plain data.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The measure.
    pub id: Id<Measure>,
    /// Its name.
    pub title: String,
    /// Its question in plain English.
    pub question: String,
    /// Section of the plan.
    pub plan_section: String,
    /// Who answers for it.
    pub owner: String,
    /// The day it was worked out for.
    pub today: Date,
    /// How much may be drawn.
    pub mode: Mode,
    /// What the statistics were given: values that may be shown, the others missing.
    pub series: Series,
    /// The `XmR` chart, whether or not its limits are drawn.
    pub xmr: Xmr,
    /// The run chart of each part.
    pub runs: Vec<RunPart>,
    /// Every value in date order, absent and hidden ones included.
    pub points: Vec<CurvePoint>,
    /// From one rebase to the next.
    pub parts: Vec<CurvePart>,
    /// Targets, the path to them, the gap, the rate needed and the chance.
    pub goal: Goal,
    /// Others to compare with, each a line of its own.
    pub benchmarks: Vec<Benchmark>,
    /// The forecast, where there are enough values in the part in force.
    pub fan: Option<Fan>,
    /// Why there is no forecast.
    pub no_forecast: Option<String>,
    /// What happened meanwhile; empty in a chart of the wall.
    pub events: Vec<Event>,
    /// Bounds and ticks.
    pub axis: Axis,
    /// Icons and sentences.
    pub verdict: Verdict,
    /// Months are not enough to tell its dates apart.
    pub days: bool,
    /// Any value is invented for a sample record.
    pub illustrative: bool,
    /// How a figure is written: unit and decimals of the measure.
    pub show: Show,
}

/// How the figures of a measure are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Show {
    unit: crate::model::Unit,
    decimals: u8,
}

impl Show {
    /// The figures of this measure.
    pub fn of(measure: &Measure) -> Self {
        Self {
            unit: measure.unit.clone(),
            decimals: measure.decimals,
        }
    }

    /// With its unit: `83 %`.
    pub fn full(&self, number: f64) -> String {
        self.unit.show(number, self.decimals)
    }

    /// The figure alone: `83`.
    pub fn digits(&self, number: f64) -> String {
        self.unit.digits(number, self.decimals)
    }

    /// A mean or limit: no more decimals than the measure's own.
    pub fn line(&self, number: f64) -> String {
        self.full(number)
    }

    /// A distance between two figures: shares differ by points, not by per cent.
    pub fn distance(&self, number: f64) -> String {
        let size = number.abs();
        if self.unit == crate::model::Unit::Percent {
            let digits = self.digits(size);
            let noun = if digits == "1" { "point" } else { "points" };
            format!("{digits} {noun}")
        } else {
            self.full(size)
        }
    }

    /// A rate of change, with sign and one more decimal than the measure: `+1.0`.
    pub fn rate(&self, number: f64) -> String {
        let digits = self
            .unit
            .digits(number.abs(), self.decimals.saturating_add(1));
        let sign = if number < 0.0 { "−" } else { "+" };
        format!("{sign}{digits}")
    }

    /// What a rate is in: "points", "days", nothing for bare numbers.
    pub fn rate_noun(&self) -> &str {
        match &self.unit {
            crate::model::Unit::Percent => "points",
            crate::model::Unit::Days => "days",
            crate::model::Unit::Weeks => "weeks",
            crate::model::Unit::Pounds => "pounds",
            crate::model::Unit::Other(name) => name,
            crate::model::Unit::Count
            | crate::model::Unit::PerTenThousand
            | crate::model::Unit::CasesPerWorker => "",
        }
    }

    /// Ticks of the value axis have the unit at the top only.
    pub fn is_percent(&self) -> bool {
        self.unit == crate::model::Unit::Percent
    }
}

impl Curve {
    /// The latest point that has a value that may be shown.
    pub fn latest(&self) -> Option<&CurvePoint> {
        self.points.iter().rev().find(|point| point.value.is_some())
    }

    /// The part in force.
    pub fn last_part(&self) -> Option<&CurvePart> {
        self.parts.last()
    }

    /// The variation icon as drawn: none of its verdicts before there are limits.
    pub fn variation(&self) -> VariationIcon {
        match self.mode {
            Mode::Xmr => self.xmr.variation_icon,
            Mode::Empty | Mode::OnePoint | Mode::TwoPoints | Mode::RunChart => {
                VariationIcon::NotEnoughData
            }
        }
    }

    /// The assurance icon as drawn; "not enough data" also where there is no target.
    pub fn assurance(&self) -> AssuranceIcon {
        match self.mode {
            Mode::Xmr => self
                .xmr
                .assurance_icon
                .unwrap_or(AssuranceIcon::NotEnoughData),
            Mode::Empty | Mode::OnePoint | Mode::TwoPoints | Mode::RunChart => {
                AssuranceIcon::NotEnoughData
            }
        }
    }

    /// The rules used, to be printed under every chart and export.
    pub fn rule_set(&self) -> String {
        match self.mode {
            Mode::Xmr => self.xmr.rule_set.to_string(),
            Mode::RunChart => run_chart::RULE_SET.to_owned(),
            Mode::Empty | Mode::OnePoint | Mode::TwoPoints => {
                "Too few values for any rule".to_owned()
            }
        }
    }

    /// The rule that names the latest value, where the part in force has limits.
    pub fn latest_rule(&self) -> Option<Rule> {
        (self.mode == Mode::Xmr)
            .then(|| self.xmr.latest_point().map(|point| point.rule))
            .flatten()
    }

    /// One row of the table twin, by place among the points.
    pub fn row(&self, place: usize) -> Option<Row> {
        self.points
            .get(place)
            .map(|point| points::row(place, point, self.days))
    }

    /// The table twin, newest first.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row> {
        (0..self.points.len())
            .rev()
            .filter_map(|place| self.row(place))
    }

    /// Values that small numbers hide.
    pub fn hidden(&self) -> usize {
        self.points
            .iter()
            .filter(|point| point.hidden.is_some())
            .count()
    }
}

/// The chart of a measure with the events of the record.
///
/// Linear in the number of values, but for the forecast, which takes a fixed number of draws.
pub fn curve(measure: &Measure, record: &Record, today: Date) -> Curve {
    with_events(wall_curve(measure, record, today), measure, record)
}

/// A chart of the wall with the events of the record.
#[must_use]
pub fn with_events(mut curve: Curve, measure: &Measure, record: &Record) -> Curve {
    curve.events = events::events(measure, record, &curve.axis);
    curve
}

/// The same without events: enough for the wall, rows and icons, and it depends on the measure
/// and its complements only.
pub fn wall_curve(measure: &Measure, record: &Record, today: Date) -> Curve {
    let hidden = hide::hidden(measure, record);
    let series = adapt::visible(measure, &hidden, today);
    let clean = Clean::of(&series);
    let runs = run_chart::run_chart_of(&clean);
    let xmr = spc::xmr_of(&series, clean);
    let mode = mode(measure, &xmr);
    let show = Show::of(measure);
    let parts = parts::parts(measure, &xmr, &runs, mode, &show);
    let points = points::points(measure, &hidden, &xmr, &parts, &show);
    let (goal, fan, no_forecast) = goal::goal(measure, &hidden, &series, today);
    let benchmarks = goal::benchmarks(measure);
    let axis = axis::axis(&axis::Content {
        measure,
        points: &points,
        parts: &parts,
        goal: &goal,
        benchmarks: &benchmarks,
        fan: fan.as_ref(),
        today,
    });
    let mut curve = Curve {
        id: measure.id,
        title: measure.title.clone(),
        question: measure.question.clone(),
        plan_section: measure.plan_section.clone(),
        owner: measure.owner.clone(),
        today,
        mode,
        series,
        xmr,
        runs,
        illustrative: measure.illustrative || points.iter().any(|point| point.illustrative),
        points,
        parts,
        goal,
        benchmarks,
        fan,
        no_forecast,
        events: Vec::new(),
        axis,
        verdict: Verdict::default(),
        days: words::needs_days(measure),
        show,
    };
    curve.verdict = verdict::verdict(measure, &curve);
    curve
}

fn mode(measure: &Measure, xmr: &Xmr) -> Mode {
    let values = xmr
        .points
        .iter()
        .filter(|point| point.value.is_some())
        .count();
    match (values, xmr.last_part()) {
        (0, _) | (_, None) => Mode::Empty,
        (1, _) => Mode::OnePoint,
        (2, _) => Mode::TwoPoints,
        (_, Some(part)) if part.limits.is_none() => Mode::RunChart,
        (_, Some(part)) if part.short && !measure.limits.trial_limits => Mode::RunChart,
        (_, Some(_)) => Mode::Xmr,
    }
}

#[cfg(test)]
mod tests;
