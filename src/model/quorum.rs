//! Quorum rules and waivers: dated records, so that an old meeting is judged by the rule of its day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ClassGroup, Id, Person, shared::is_false};

/// How many directors must be there for business, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuorumRule {
    /// Never changes.
    pub id: Id<Self>,
    /// First day in force.
    pub from: Date,
    /// Last day in force; none while it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Directors that must count; none while the rule is still to be filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u16>,
    /// Of each group that many at least.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of_each: Vec<GroupMinimum>,
    /// The chair or a deputy must be there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub chair_or_deputy: bool,
    /// Conflicted directors still count (model rule: they do not).
    #[serde(default, skip_serializing_if = "is_false")]
    pub conflicted_count: bool,
    /// Article or decision that makes the rule.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

/// A minimum for one side of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupMinimum {
    /// Which side.
    pub group: ClassGroup,
    /// How many at least.
    pub at_least: u16,
}

impl QuorumRule {
    /// Whether the rule was in force on `date`.
    pub fn covers(&self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }
}

/// A time-limited waiver of the articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Never changes.
    pub id: Id<Self>,
    /// What is waived: "A contractor may sit as executive director".
    pub what: String,
    /// Whom it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Id<Person>>,
    /// The side on which that person counts while the waiver runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_as: Option<ClassGroup>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub expires: Date,
    /// Who granted it, and where that is written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub granted_by: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}
