//! Statutory directions and their clauses, numbered as issued.
//!
//! Power: s.497A Education Act 1996, extended to children's social care by s.50 Children Act 2004.
//! A direction binds the council; the company holds contract duties that discharge it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Evidence, Id, Measure, Position, When, shared::is_false};

/// One direction in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Direction {
    /// Never changes.
    pub id: Id<Self>,
    /// "Revised direction".
    pub title: String,
    /// When it was issued, as exactly as the source says.
    pub issued: When,
    /// "Secretary of State for Education".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issued_by: String,
    /// "s.497A Education Act 1996".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub legal_basis: String,
    /// The direction that this one replaces. Its clauses stay readable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<Id<Self>>,
    /// When it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<When>,
    /// Commissioner or adviser appointed by it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub commissioner: String,
    /// What it is about, in a line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Source or remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

/// One clause of a direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Never changes.
    pub id: Id<Self>,
    /// The direction it belongs to.
    pub direction: Id<Direction>,
    /// The reference exactly as issued: `1`, `2(a)`, `Annex A 3`. Never renumbered.
    pub reference: String,
    /// The clause in a line.
    pub title: String,
    /// The text as issued.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Whom it binds.
    #[serde(default)]
    pub addressee: Addressee,
    /// Once, again and again, or always.
    pub kind: ClauseKind,
    /// Who leads on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// Where the contract takes it up: "Schedule 2".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub in_contract: String,
    /// Positions as judged, oldest first; the last one counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<PositionJudgement>,
    /// Measures that show it directly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Id<Measure>>,
    /// What shows that it is kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

impl Clause {
    /// The judgement that counts: the last one written.
    pub fn current(&self) -> Option<&PositionJudgement> {
        self.judgements.last()
    }

    /// The position that counts.
    pub fn position(&self) -> Option<Position> {
        self.current().map(|judgement| judgement.position)
    }
}

/// Whom a clause binds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Addressee {
    /// The council.
    #[default]
    Council,
    /// The company.
    Company,
    /// Both.
    Both,
}

impl Addressee {
    /// Every addressee.
    pub const ALL: [Self; 3] = [Self::Council, Self::Company, Self::Both];

    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Council => "Council",
            Self::Company => "Company",
            Self::Both => "Council and company",
        }
    }
}

/// How often a clause must be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum ClauseKind {
    /// Once, by a day if one was set.
    OneOff {
        /// By when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
    },
    /// Again and again; never "done", only up to date.
    Recurring {
        /// How often.
        every: Every,
        /// The next time it falls due.
        next: Date,
    },
    /// At all times.
    Standing,
}

/// How often something recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Every {
    /// Each month.
    Month,
    /// Each quarter.
    Quarter,
    /// Twice a year.
    HalfYear,
    /// Each year.
    Year,
}

impl Every {
    /// Every interval.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::HalfYear, Self::Year];

    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Month => "each month",
            Self::Quarter => "each quarter",
            Self::HalfYear => "each half-year",
            Self::Year => "each year",
        }
    }

    /// In months.
    pub const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}

/// A position on a clause: what, as at when, judged by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PositionJudgement {
    /// The position.
    pub position: Position,
    /// The day it speaks of.
    pub as_at: Date,
    /// Who judged.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub judged_by: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
