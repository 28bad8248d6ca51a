//! The people of the board: directors by class, their terms of office, and who attends.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Id, shared::is_false};

/// A director, or somebody who regularly attends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Never changes.
    pub id: Id<Self>,
    /// Name, or the seat where the name is not public: "Independent director, seat 2".
    pub name: String,
    /// By which right the person sits.
    pub class: Class,
    /// Office that carries the seat: "Chief executive".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// Deputy to the chair.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deputy_chair: bool,
    /// How the person is paid for this seat.
    #[serde(default)]
    pub pay: Pay,
    /// Terms of office, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// What the person brings: "Finance", "Safeguarding practice".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    /// Anything else, with its source.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

/// The class of a director: quorum and pay depend on it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Class {
    /// Independent chair, appointed by the council or the Secretary of State.
    IndependentChair,
    /// Recruited non-executive director.
    #[default]
    IndependentNed,
    /// Councillor nominated by the council; the seat follows the office, unpaid or capped.
    CouncilCouncillor,
    /// Officer nominated by the council, paid by salary.
    CouncilOfficer,
    /// Executive director of the company.
    Executive,
    /// Attends without being a director: company secretary, adviser.
    InAttendance,
}

impl Class {
    /// Every class, in the order of the ledger.
    pub const ALL: [Self; 6] = [
        Self::IndependentChair,
        Self::IndependentNed,
        Self::CouncilCouncillor,
        Self::CouncilOfficer,
        Self::Executive,
        Self::InAttendance,
    ];

    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::IndependentChair => "Independent chair",
            Self::IndependentNed => "Independent director",
            Self::CouncilCouncillor => "Councillor nominated by the council",
            Self::CouncilOfficer => "Officer nominated by the council",
            Self::Executive => "Executive director",
            Self::InAttendance => "In attendance",
        }
    }

    /// The group that quorum rules and the ledger count by.
    pub const fn group(self) -> ClassGroup {
        match self {
            Self::IndependentChair | Self::IndependentNed => ClassGroup::Independent,
            Self::CouncilCouncillor | Self::CouncilOfficer => ClassGroup::Council,
            Self::Executive => ClassGroup::Executive,
            Self::InAttendance => ClassGroup::InAttendance,
        }
    }
}

/// The three sides of a board, and those who sit beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ClassGroup {
    /// Chair and independent directors.
    Independent,
    /// Nominated by the council.
    Council,
    /// Executive directors.
    Executive,
    /// Not directors.
    InAttendance,
}

impl ClassGroup {
    /// Every group, in the order of the ledger.
    pub const ALL: [Self; 4] = [
        Self::Independent,
        Self::Council,
        Self::Executive,
        Self::InAttendance,
    ];

    /// Heading of the group.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Independent => "Chair and independent directors",
            Self::Council => "Nominated by the council",
            Self::Executive => "Executive directors",
            Self::InAttendance => "In attendance",
        }
    }
}

/// How a seat is paid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pay {
    /// Not paid for this seat.
    #[default]
    Unpaid,
    /// By the day, half day or a fixed sum: fee terms say how much.
    Fee,
    /// A salary from another office; nothing for the seat.
    Salary,
}

impl Pay {
    /// Every way of pay.
    pub const ALL: [Self; 3] = [Self::Unpaid, Self::Fee, Self::Salary];

    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unpaid => "Unpaid",
            Self::Fee => "Fee",
            Self::Salary => "Salary",
        }
    }
}

/// One term of office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// First day.
    pub from: Date,
    /// Last day; none when the seat follows an office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Who appointed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub appointed_by: String,
}

impl Term {
    /// Whether `date` falls in the term, both ends included.
    pub fn covers(&self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }
}

impl Person {
    /// Whether the person sits as a director on `date`. With no term recorded nobody can tell, and
    /// the seat counts.
    pub fn sits_on(&self, date: Date) -> bool {
        self.is_director() && (self.terms.is_empty() || self.terms.iter().any(|t| t.covers(date)))
    }

    /// Whether this is a seat on the board at all.
    pub fn is_director(&self) -> bool {
        self.class.group() != ClassGroup::InAttendance
    }

    /// The term in force on `date`, or else the next one to begin.
    pub fn term_at(&self, date: Date) -> Option<&Term> {
        self.terms
            .iter()
            .find(|term| term.covers(date))
            .or_else(|| self.terms.iter().find(|term| term.from > date))
    }
}
