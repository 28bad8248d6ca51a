//! The register of interests. An entry is never deleted; it is closed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Decision, Id, Meeting, Person, shared::is_false};

/// One entry: duties to avoid, authorise and declare, ss.175 and 177 Companies Act 2006.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interest {
    /// Never changes.
    pub id: Id<Self>,
    /// Whose interest.
    pub person: Id<Person>,
    /// The other body: agenda items tagged with it raise the conflict.
    pub body: String,
    /// "Cabinet member of the council that owns the company".
    pub nature: String,
    /// Direct, or through somebody else.
    #[serde(default)]
    pub directness: Directness,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Closed on; an entry without it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// The day it was declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_on: Option<Date>,
    /// Where: "Cabinet", "Board". Conflicts run both ways.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub declared_where: String,
    /// The meeting of this board at which it was declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_at: Option<Id<Meeting>>,
    /// The decision that authorised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorised_by: Option<Id<Decision>>,
    /// What the person must do when the matter comes up.
    #[serde(default)]
    pub condition: Condition,
    /// Source or remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

impl Interest {
    /// Whether the entry is open on `date`.
    pub fn is_open_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

/// How an interest is held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Directness {
    /// The person's own.
    #[default]
    Direct,
    /// Through a connected person or body.
    Indirect,
}

impl Directness {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Direct, Self::Indirect];

    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direct => "Direct",
            Self::Indirect => "Indirect",
        }
    }
}

/// What a conflicted person must do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Condition {
    /// Leaves the room; counts in neither quorum nor vote.
    LeaveRoom,
    /// Stays without a vote; does not count in the quorum.
    StayNoVote,
    /// Noted; no effect on quorum or vote.
    #[default]
    Noted,
}

impl Condition {
    /// Every condition.
    pub const ALL: [Self; 3] = [Self::LeaveRoom, Self::StayNoVote, Self::Noted];

    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::LeaveRoom => "Leaves the room",
            Self::StayNoVote => "Stays, no vote",
            Self::Noted => "Noted",
        }
    }

    /// Whether the person drops out of quorum and vote.
    pub const fn excludes(self) -> bool {
        match self {
            Self::LeaveRoom | Self::StayNoVote => true,
            Self::Noted => false,
        }
    }
}
