//! Measures: a question in plain English, and the figures that answer it over time.

mod unit;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::{Decision, Id, shared::is_false};

pub use unit::{Frequency, Period, Polarity, Unit};

/// One measure with all its values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Never changes.
    pub id: Id<Self>,
    /// "Contacts decided within 24 hours".
    pub title: String,
    /// The question in plain English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// What exactly is counted, of what.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// Section of the plan: "Front door".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plan_section: String,
    /// What the figures are in.
    pub unit: Unit,
    /// Decimal places shown.
    #[serde(default)]
    pub decimals: u8,
    /// Which way is good.
    pub polarity: Polarity,
    /// What a value covers.
    #[serde(default)]
    pub period: Period,
    /// How often a value is due.
    #[serde(default)]
    pub frequency: Frequency,
    /// Where the measure started from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<DatedNumber>,
    /// Targets; the last one is the goal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// The planned way from the baseline to the targets.
    #[serde(default)]
    pub path: Path,
    /// How far from the target still counts as on it, in the measure's unit.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "finite_option"
    )]
    pub tolerance: Option<f64>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Where the figures come from: the return, the partner.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Counts below this are hidden from readers; none where nothing is hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hide_below: Option<u32>,
    /// Measures that with this one add up to a whole: where one is hidden, another is too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub complements: Vec<Id<Self>>,
    /// Values, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<MeasureValue>,
    /// Others to compare with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benchmarks: Vec<Benchmark>,
    /// Dated remarks on the chart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<ChartNote>,
    /// Where a new part begins, why, and who says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rebases: Vec<Rebase>,
    /// How limits are worked out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub limits: LimitOptions,
    /// Statements of chance that were made, with date and inputs: kept and scored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

fn is_default(options: &LimitOptions) -> bool {
    *options == LimitOptions::default()
}

impl Measure {
    /// A new measure with nothing in it but its id.
    pub fn new(id: Id<Self>) -> Self {
        Self {
            id,
            title: String::new(),
            question: String::new(),
            definition: String::new(),
            plan_section: String::new(),
            unit: Unit::Percent,
            decimals: 0,
            polarity: Polarity::HighGood,
            period: Period::default(),
            frequency: Frequency::default(),
            baseline: None,
            targets: Vec::new(),
            path: Path::default(),
            tolerance: None,
            owner: String::new(),
            source: String::new(),
            hide_below: None,
            complements: Vec::new(),
            values: Vec::new(),
            benchmarks: Vec::new(),
            notes: Vec::new(),
            rebases: Vec::new(),
            limits: LimitOptions::default(),
            statements: Vec::new(),
            illustrative: false,
        }
    }

    /// The newest value that is a number.
    pub fn latest_number(&self) -> Option<(&MeasureValue, f64)> {
        self.values
            .iter()
            .filter_map(|value| value.reading.number().map(|number| (value, number)))
            .max_by_key(|(value, _)| value.date)
    }

    /// The newest value of any state.
    pub fn latest(&self) -> Option<&MeasureValue> {
        self.values.iter().max_by_key(|value| value.date)
    }

    /// The target in force: the last one dated on or before `today`, else the next to come.
    pub fn target_at(&self, today: Date) -> Option<&Target> {
        self.targets
            .iter()
            .filter(|target| target.by.is_some_and(|by| by >= today))
            .min_by_key(|target| target.by)
            .or_else(|| self.targets.iter().find(|target| target.by.is_none()))
            .or_else(|| self.targets.iter().max_by_key(|target| target.by))
    }

    /// A figure in this measure's unit and decimals: `83 %`, `12.4 %`, `2`.
    pub fn show(&self, number: f64) -> String {
        self.unit.show(number, self.decimals)
    }
}

/// A figure on a day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedNumber {
    /// The day.
    pub date: Date,
    /// The figure.
    #[serde(deserialize_with = "finite")]
    pub value: f64,
}

/// A target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The figure to reach.
    #[serde(deserialize_with = "finite")]
    pub value: f64,
    /// By when; none for a standing target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Date>,
    /// Who set it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub set_by: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

/// The planned way to the targets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Path {
    /// In a straight line between dated targets.
    #[default]
    Straight,
    /// Level until each target's date.
    Stepped,
}

impl Path {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Straight, Self::Stepped];

    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Straight => "Straight line",
            Self::Stepped => "In steps",
        }
    }
}

/// A value, or why there is none. Absence is never zero.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Reading {
    /// A figure; zero is a true zero.
    Number(#[serde(deserialize_with = "finite")] f64),
    /// Published as `c`: hidden because so few people are behind it.
    Suppressed,
    /// Published as `z`.
    NotApplicable,
    /// Published as `:` or `x`.
    NotAvailable,
    /// Published as `low` or `k`: not zero, but rounds to it.
    RoundsToZero,
}

impl Reading {
    /// The figure, if there is one.
    pub const fn number(self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number),
            Self::Suppressed | Self::NotApplicable | Self::NotAvailable | Self::RoundsToZero => {
                None
            }
        }
    }

    /// The published symbol of an absent figure.
    pub const fn symbol(self) -> Option<&'static str> {
        match self {
            Self::Number(_) => None,
            Self::Suppressed => Some("c"),
            Self::NotApplicable => Some("z"),
            Self::NotAvailable => Some(":"),
            Self::RoundsToZero => Some("low"),
        }
    }

    /// What an absent figure means, in words.
    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Number(_) => None,
            Self::Suppressed => Some("suppressed: so few that a person could be recognised"),
            Self::NotApplicable => Some("not applicable"),
            Self::NotAvailable => Some("not available"),
            Self::RoundsToZero => Some("rounds to zero, but is not zero"),
        }
    }
}

/// One value of a measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureValue {
    /// The day it speaks of, or the last day of its period.
    pub date: Date,
    /// The value or why there is none.
    #[serde(rename = "value")]
    pub reading: Reading,
    /// How many, where known.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "finite_option"
    )]
    pub numerator: Option<f64>,
    /// Of how many, where known.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "finite_option"
    )]
    pub denominator: Option<f64>,
    /// Where this value comes from, if not from the measure's own source.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The day the figure was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_at: Option<Date>,
    /// What it said before, oldest first: past figures are revised, and both stay readable.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revisions: Vec<Revision>,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

impl MeasureValue {
    /// A bare value.
    pub const fn new(date: Date, reading: Reading) -> Self {
        Self {
            date,
            reading,
            numerator: None,
            denominator: None,
            source: String::new(),
            as_at: None,
            revisions: Vec::new(),
            illustrative: false,
        }
    }
}

/// A value that was replaced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// What it said.
    pub was: Reading,
    /// The day it was replaced.
    pub until: Date,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// Somebody to compare with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// "England", "West Midlands", "Statistical neighbours".
    pub name: String,
    /// Its figures, oldest first.
    pub values: Vec<DatedNumber>,
    /// Where they come from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// A dated remark on a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChartNote {
    /// The day it is pinned to.
    pub date: Date,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

/// A new part of the chart: limits are worked out afresh from here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rebase {
    /// The date of the first value of the new part.
    pub date: Date,
    /// The known cause: "New team from July 2018".
    pub reason: String,
    /// Who answers for drawing the line here.
    pub owner: String,
    /// The decision that did so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Id<Decision>>,
}

/// How limits are worked out for one measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitOptions {
    /// Leave out exceptional moving ranges (Nelson 1982). On unless said otherwise.
    pub screening: bool,
    /// Count points beyond a limit in the two-in-three rule (Making Data Count, 2024).
    pub mdc_2024_two_in_three: bool,
    /// Limits from the first so many points of each part; at least 12.
    pub baseline_points: Option<u16>,
    /// Show trial limits on fewer than 13 points.
    pub trial_limits: bool,
}

impl Default for LimitOptions {
    fn default() -> Self {
        Self {
            screening: true,
            mdc_2024_two_in_three: false,
            baseline_points: None,
            trial_limits: false,
        }
    }
}

/// A statement of chance as it was made, so that it can be scored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The day it was made.
    pub made_on: Date,
    /// The target's figure.
    #[serde(deserialize_with = "finite")]
    pub target: f64,
    /// The target's date.
    pub by: Date,
    /// The chance stated, in per cent.
    pub chance_percent: u8,
    /// Values that it rests on.
    pub points: u32,
    /// First and last date of those values.
    pub from: Date,
    /// See `from`.
    pub to: Date,
    /// The method's name.
    pub method: String,
}

/// Refuses figures that are no numbers: RON would accept `NaN` and `inf`.
fn finite<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let number = f64::deserialize(deserializer)?;
    if number.is_finite() {
        Ok(number)
    } else {
        Err(D::Error::custom(
            "expected an ordinary number, found one without a finite value",
        ))
    }
}

fn finite_option<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    let number = Option::<f64>::deserialize(deserializer)?;
    if number.is_none_or(f64::is_finite) {
        Ok(number)
    } else {
        Err(D::Error::custom(
            "expected an ordinary number, found one without a finite value",
        ))
    }
}

#[cfg(test)]
mod tests;
