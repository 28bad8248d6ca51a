//! What a figure is in, which way is good, what it covers and how often it is due.

use serde::{Deserialize, Serialize};

use super::finite;
use crate::model::money;

/// What a figure is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Per cent of a whole.
    Percent,
    /// A number of people or things.
    Count,
    /// Per 10,000 children.
    PerTenThousand,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Cases for each full-time worker.
    CasesPerWorker,
    /// Pounds.
    Pounds,
    /// Another unit, by name.
    Other(String),
}

impl Unit {
    /// The units without a name of their own.
    pub const PLAIN: [Self; 7] = [
        Self::Percent,
        Self::Count,
        Self::PerTenThousand,
        Self::Days,
        Self::Weeks,
        Self::CasesPerWorker,
        Self::Pounds,
    ];

    /// The words for a list of units.
    pub fn words(&self) -> &str {
        match self {
            Self::Percent => "Per cent",
            Self::Count => "Number",
            Self::PerTenThousand => "Per 10,000 children",
            Self::Days => "Days",
            Self::Weeks => "Weeks",
            Self::CasesPerWorker => "Cases for each worker",
            Self::Pounds => "Pounds",
            Self::Other(name) => name,
        }
    }

    /// A figure with its unit, `decimals` places.
    pub fn show(&self, number: f64, decimals: u8) -> String {
        let digits = self.digits(number, decimals);
        match self {
            Self::Percent => format!("{digits} %"),
            Self::Count | Self::CasesPerWorker | Self::PerTenThousand => digits,
            Self::Days => format!("{digits} days"),
            Self::Weeks => format!("{digits} weeks"),
            Self::Pounds => format!("£{digits}"),
            Self::Other(name) => format!("{digits} {name}"),
        }
    }

    /// The figure alone, with groups of three and a real minus.
    pub fn digits(&self, number: f64, decimals: u8) -> String {
        let text = format!("{:.*}", usize::from(decimals.min(6)), number.abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let whole = whole
            .parse()
            .map_or_else(|_| whole.to_owned(), money::grouped);
        let sign = if number < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
            "−"
        } else {
            ""
        };
        if fraction.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction}")
        }
    }
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Polarity {
    /// Higher is better.
    HighGood,
    /// Lower is better.
    LowGood,
    /// Between two figures is best, both included.
    InRange {
        /// Lower end.
        #[serde(deserialize_with = "finite")]
        low: f64,
        /// Upper end.
        #[serde(deserialize_with = "finite")]
        high: f64,
    },
    /// Context only: neither way is good.
    Neutral,
}

impl Polarity {
    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::HighGood => "Higher is better",
            Self::LowGood => "Lower is better",
            Self::InRange { .. } => "Best within a range",
            Self::Neutral => "Neither: context only",
        }
    }
}

/// What a value covers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    /// How things stood on the day.
    #[default]
    Snapshot,
    /// What happened in the period that ends on the day.
    InPeriod,
    /// From 1 April to the day: starts afresh each year, and is volatile in the first quarter.
    YearToDate,
    /// The twelve months that end on the day.
    RollingYear,
}

impl Period {
    /// Every period.
    pub const ALL: [Self; 4] = [
        Self::Snapshot,
        Self::InPeriod,
        Self::YearToDate,
        Self::RollingYear,
    ];

    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Snapshot => "On the day",
            Self::InPeriod => "In the period",
            Self::YearToDate => "Year to date",
            Self::RollingYear => "Rolling twelve months",
        }
    }
}

/// How often a value is due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Frequency {
    /// Each month.
    #[default]
    Monthly,
    /// Each quarter.
    Quarterly,
    /// Each school term.
    Termly,
    /// Each year.
    Annual,
}

impl Frequency {
    /// Every frequency.
    pub const ALL: [Self; 4] = [Self::Monthly, Self::Quarterly, Self::Termly, Self::Annual];

    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Monthly => "Monthly",
            Self::Quarterly => "Quarterly",
            Self::Termly => "Termly",
            Self::Annual => "Annual",
        }
    }

    /// The usual number of months between values.
    pub const fn months(self) -> i32 {
        match self {
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::Termly => 4,
            Self::Annual => 12,
        }
    }
}
