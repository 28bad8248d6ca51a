//! Agenda items: what a meeting is to decide, discuss or note.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Action, Clause, Concern, Decision, Id, Person};

/// One item of an agenda. Its place in the list is its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Never changes.
    pub id: Id<Self>,
    /// The number printed: `6`, `6A`.
    pub number: String,
    /// "Service delivery contract".
    pub title: String,
    /// To decide, discuss or note.
    #[serde(default)]
    pub purpose: Purpose,
    /// What it comes to, in a line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Who presents.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub presenter: String,
    /// Minutes allotted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// Bodies that the matter touches: whoever has an interest in one is conflicted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<String>,
    /// The decision to take or taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Id<Decision>>,
    /// Concerns that it takes up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concerns: Vec<Id<Concern>>,
    /// Clauses that it takes up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Id<Clause>>,
    /// Actions that it takes up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Id<Action>>,
    /// Papers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Paper>,
    /// Why it is withheld from the public, where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restricted: Option<Restriction>,
    /// What was said and agreed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub minute: String,
}

/// What an item is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Purpose {
    /// To decide.
    Decide,
    /// To discuss.
    Discuss,
    /// To note.
    #[default]
    Note,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 3] = [Self::Decide, Self::Discuss, Self::Note];

    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Decide => "to decide",
            Self::Discuss => "to discuss",
            Self::Note => "to note",
        }
    }
}

/// A paper for an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// Who writes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// By when it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// When it came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Date>,
}

/// Why something is withheld: a reason, who answers for it, and when it is looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restriction {
    /// The exemption or other reason.
    pub reason: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reviewer: String,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
}

/// A conflict declared at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// Who declared.
    pub person: Id<Person>,
    /// On which item; none for the whole meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Id<AgendaItem>>,
    /// What was declared.
    pub what: String,
    /// What the person did.
    #[serde(default)]
    pub condition: super::Condition,
}
