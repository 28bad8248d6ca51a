//! Actions: what is to be done, by whom, by when, and whether it worked.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Brag, Clause, Concern, DateMove, Decision, Evidence, Id, Measure, Note, Recommendation,
    date::days_between, shared::current_due, shared::is_false,
};

/// One action. Its first date never changes; lateness is counted from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Never changes.
    pub id: Id<Self>,
    /// The number people say: "Action 12".
    pub number: u32,
    /// What is to be done, in a line.
    pub title: String,
    /// What that means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The office that does it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The office that answers for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sponsor: String,
    /// How it stands.
    #[serde(default)]
    pub status: Brag,
    /// The first date; never changes.
    pub original_due: Date,
    /// Every move of that date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<DateMove>,
    /// The day on which the work was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_on: Option<Date>,
    /// Steps on the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// Progress, entry by entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// What shows that it worked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Clauses that it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Id<Clause>>,
    /// Recommendations that it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommendations: Vec<Id<Recommendation>>,
    /// Decisions that it carries out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Id<Decision>>,
    /// Concerns that it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concerns: Vec<Id<Concern>>,
    /// Measures that will show its effect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Id<Measure>>,
    /// Why no measure is needed, where none is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub no_measure_because: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

impl Action {
    /// A new action with nothing in it but its number and first date.
    pub const fn new(id: Id<Self>, number: u32, original_due: Date) -> Self {
        Self {
            id,
            number,
            title: String::new(),
            detail: String::new(),
            owner: String::new(),
            sponsor: String::new(),
            status: Brag::NotStarted,
            original_due,
            moves: Vec::new(),
            delivered_on: None,
            milestones: Vec::new(),
            notes: Vec::new(),
            evidence: Vec::new(),
            clauses: Vec::new(),
            recommendations: Vec::new(),
            decisions: Vec::new(),
            concerns: Vec::new(),
            measures: Vec::new(),
            no_measure_because: String::new(),
            illustrative: false,
        }
    }

    /// The date that counts now.
    pub fn due(&self) -> Date {
        current_due(self.original_due, &self.moves)
    }

    /// Days late from the first date: counted while the work is owed, zero once it is delivered.
    pub fn days_late(&self, today: Date) -> i32 {
        if self.status.is_open() {
            days_between(self.original_due, today).max(0)
        } else {
            0
        }
    }

    /// Whether somebody accepted evidence of lasting effect.
    pub fn has_accepted_evidence(&self) -> bool {
        self.evidence.iter().any(Evidence::is_accepted)
    }
}

/// A step on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// "Lease signed".
    pub title: String,
    /// By when.
    pub due: Date,
    /// The day it was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
}
