//! Standing concerns: on every agenda until the board closes them with evidence.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Evidence, Id, Measure, Meeting, Note, Reading, Recommendation, When, shared::is_false,
};

/// A named concern with people behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concern {
    /// Never changes.
    pub id: Id<Self>,
    /// "Care leavers in bed and breakfast".
    pub title: String,
    /// Since when it stands.
    pub opened: When,
    /// Who raised it, and where.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The partner who owns the service or the figures.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub partner: String,
    /// Who leads on it here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Counts of people, with what is counted and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<ConcernCount>,
    /// What was said of it, by date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub narrative: Vec<Note>,
    /// Measures that follow it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Id<Measure>>,
    /// Recommendations that raised it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommendations: Vec<Id<Recommendation>>,
    /// How the board closed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closure>,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

/// A count of people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConcernCount {
    /// The day, month or year of the count.
    pub on: When,
    /// What is counted: "in bed and breakfast on the day".
    pub what: String,
    /// The count or why there is none.
    pub count: Reading,
    /// Who counted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// The end of a concern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// The day.
    pub on: Date,
    /// The meeting that closed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Id<Meeting>>,
    /// On what evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}
