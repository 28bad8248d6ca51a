//! The transfer of services: its date and moves, gates, contract, staff, reserved matters.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Action, Clause, Consenter, DateMove, Decision, Id, Measure, When, shared::current_due,
    shared::is_false,
};

/// The transfer as a whole: one a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// The first date set for it; never changes once moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Date>,
    /// Every move of that date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<DateMove>,
    /// The day on which services passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened_on: Option<Date>,
    /// The day on which they went back to the council.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_back_on: Option<Date>,
    /// The go or no-go decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub go_decision: Option<Id<Decision>>,
    /// What passes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// The service delivery contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<Contract>,
    /// Staff who transfer (Transfer of Undertakings (Protection of Employment) Regulations 2006).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tupe: Option<Tupe>,
    /// Source or remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Transfer {
    /// The date that counts: the day it happened, the last move, or the first date.
    pub fn date(&self) -> Option<Date> {
        self.happened_on.or_else(|| {
            self.original
                .map(|original| current_due(original, &self.moves))
        })
    }
}

/// The service delivery contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// "Service delivery contract".
    pub title: String,
    /// When it starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<When>,
    /// Term in years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<u16>,
    /// Option of that many more years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option_years: Option<u16>,
    /// Measures that the contract names as key performance indicators.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kpis: Vec<Id<Measure>>,
    /// Source or remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The transfer of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tupe {
    /// When consultation opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation_opened: Option<When>,
    /// When it closes or closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation_closes: Option<When>,
    /// Staff who transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<u32>,
    /// Source or remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A gate or milestone on the way to the transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Never changes.
    pub id: Id<Self>,
    /// "Articles adopted".
    pub title: String,
    /// Who decides that it is passed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decided_by: String,
    /// The first date; never changes.
    pub original_due: Date,
    /// Every move of that date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<DateMove>,
    /// The day it was passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_on: Option<Date>,
    /// Gates that must be passed before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<Id<Self>>,
    /// The decision that passes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Id<Decision>>,
    /// Actions that lead to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Id<Action>>,
    /// Clauses it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Id<Clause>>,
    /// Source or remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

impl Gate {
    /// The date that counts now.
    pub fn due(&self) -> Date {
        current_due(self.original_due, &self.moves)
    }

    /// Days after the first date: to the day it was passed, or to today while it is open.
    pub fn days_late(&self, today: Date) -> i32 {
        super::date::days_between(self.original_due, self.passed_on.unwrap_or(today)).max(0)
    }
}

/// A matter on which the board may not act alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReservedMatter {
    /// Never changes.
    pub id: Id<Self>,
    /// "Business plan".
    pub title: String,
    /// Who must consent besides the board.
    pub consent_of: Vec<Consenter>,
    /// Article, agreement or schedule.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}
