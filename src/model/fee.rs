//! What directors are paid: the terms they were promised, and what they claimed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Decision, Id, Meeting, Pence, Person, Quantity, shared::is_false};

/// The fee agreed for a person over a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeTerm {
    /// Never changes.
    pub id: Id<Self>,
    /// Whose fee.
    pub person: Id<Person>,
    /// Rate in pence for each unit.
    pub rate: Pence,
    /// What a unit is.
    #[serde(default)]
    pub unit: FeeUnit,
    /// First day of the period.
    pub from: Date,
    /// Last day of the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Most units that may be claimed over the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_units: Option<Quantity>,
    /// Most that may be paid over the period. For a councillor: what the council would pay for a
    /// comparable duty (Local Authorities (Companies) Order 1995).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_amount: Option<Pence>,
    /// Who pays.
    #[serde(default)]
    pub funding: Funding,
    /// Last day on which that source pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funded_until: Option<Date>,
    /// The decision that approved these terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Id<Decision>>,
    /// Source or remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

impl FeeTerm {
    /// Whether `date` falls in the period, both ends included.
    pub fn covers(&self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }
}

/// What one unit of a fee is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FeeUnit {
    /// A day.
    #[default]
    Day,
    /// Half a day.
    HalfDay,
    /// A fixed sum for each duty.
    Fixed,
}

impl FeeUnit {
    /// Every unit.
    pub const ALL: [Self; 3] = [Self::Day, Self::HalfDay, Self::Fixed];

    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "a day",
            Self::HalfDay => "half a day",
            Self::Fixed => "fixed",
        }
    }
}

/// Who pays a fee.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Funding {
    /// The Department for Education.
    DfE,
    /// The council.
    Council,
    /// The company.
    #[default]
    Company,
}

impl Funding {
    /// Every source.
    pub const ALL: [Self; 3] = [Self::DfE, Self::Council, Self::Company];

    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::DfE => "Department for Education",
            Self::Council => "Council",
            Self::Company => "Company",
        }
    }
}

/// A claim for days worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Never changes.
    pub id: Id<Self>,
    /// Who claims.
    pub person: Id<Person>,
    /// The days worked.
    pub dates: Vec<Date>,
    /// For what.
    pub duty: Duty,
    /// Units claimed, together.
    pub quantity: Quantity,
    /// Fee in pence.
    pub fee: Pence,
    /// Expenses on top.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expenses: Vec<Expense>,
    /// The meeting whose attendance proves the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Id<Meeting>>,
    /// Who approved: never the claimant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Id<Person>>,
    /// The day of approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_on: Option<Date>,
    /// The day of payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_on: Option<Date>,
    /// Remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

impl Claim {
    /// All expenses together.
    pub fn expenses_total(&self) -> Pence {
        self.expenses.iter().map(|expense| expense.amount).sum()
    }

    /// The first day claimed.
    pub fn first_date(&self) -> Option<Date> {
        self.dates.iter().copied().min()
    }
}

/// What a day was worked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Duty {
    /// A meeting of the board.
    #[default]
    Board,
    /// A committee or sub-board.
    Committee,
    /// Preparation.
    Preparation,
    /// Training.
    Training,
    /// Anything else; the note says what.
    Other,
}

impl Duty {
    /// Every duty.
    pub const ALL: [Self; 5] = [
        Self::Board,
        Self::Committee,
        Self::Preparation,
        Self::Training,
        Self::Other,
    ];

    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Board => "Board",
            Self::Committee => "Committee",
            Self::Preparation => "Preparation",
            Self::Training => "Training",
            Self::Other => "Other",
        }
    }
}

/// One expense.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expense {
    /// "Rail fare".
    pub what: String,
    /// Amount in pence.
    pub amount: Pence,
}
