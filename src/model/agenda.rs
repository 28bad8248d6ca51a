//! Agenda items: what a meeting is to decide, discuss or note.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{
    Action, Clause, Concern, Decision, ForwardItem, Id, Meeting, Person, shared::is_false,
};

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
    /// The meeting whose minutes it puts forward for approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_of: Option<Id<Meeting>>,
    /// The entry of the forward plan that booked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked: Option<Id<ForwardItem>>,
    /// The meeting that did not reach it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_from: Option<Id<Meeting>>,
    /// When it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub began: Option<Time>,
    /// When it was done with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Time>,
    /// What was said, for the minute, with its time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Said>,
    /// Actions agreed under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arising: Vec<Id<Action>>,
    /// Why it was put off, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deferred: Option<Deferral>,
    /// What was said and agreed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub minute: String,
    /// The minute stands as it was drafted: nobody has written in it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub minute_as_drafted: bool,
}

impl AgendaItem {
    /// An item to note with nothing in it but its number.
    pub const fn new(id: Id<Self>, number: String) -> Self {
        Self {
            id,
            number,
            title: String::new(),
            purpose: Purpose::Note,
            summary: String::new(),
            presenter: String::new(),
            minutes: None,
            bodies: Vec::new(),
            decision: None,
            concerns: Vec::new(),
            clauses: Vec::new(),
            actions: Vec::new(),
            papers: Vec::new(),
            restricted: None,
            minutes_of: None,
            booked: None,
            carried_from: None,
            began: None,
            ended: None,
            said: Vec::new(),
            arising: Vec::new(),
            deferred: None,
            minute: String::new(),
            minute_as_drafted: false,
        }
    }

    /// This item for the agenda of a later meeting, in the place of `fresh`: what it is about goes along,
    /// what happened to it does not.
    #[must_use]
    pub fn carried(&self, from: Id<Meeting>, fresh: Self) -> Self {
        Self {
            id: fresh.id,
            number: fresh.number,
            carried_from: Some(from),
            began: None,
            ended: None,
            said: Vec::new(),
            arising: Vec::new(),
            deferred: None,
            minute: String::new(),
            minute_as_drafted: false,
            ..self.clone()
        }
    }

    /// Whether the meeting dealt with it: taken to its end and not put off.
    pub const fn is_done(&self) -> bool {
        self.ended.is_some() && self.deferred.is_none()
    }
}

/// A note of what was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// When.
    pub at: Time,
    /// What.
    pub text: String,
}

/// An item that was put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deferral {
    /// Why.
    pub why: String,
    /// The meeting that takes it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Id<Meeting>>,
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
    /// The exemption or other ground, as a code: "FOIA s.40".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// The reason in words.
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
    /// The other body, where it is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// The nature of what was declared.
    pub what: String,
    /// When it was declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
    /// What the person did.
    #[serde(default)]
    pub condition: super::Condition,
}
