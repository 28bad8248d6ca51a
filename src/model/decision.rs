//! Decisions, their route of consent, and the forward plan.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Clause, Id, Meeting, Person, Purpose, Recommendation, ReservedMatter, When, shared::is_false,
};

/// A decision taken or to take. Not effective until every consent on its route is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Never changes.
    pub id: Id<Self>,
    /// The number people say: "Decision 14".
    pub number: u32,
    /// In a line.
    pub title: String,
    /// As resolved.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The meeting of this board at which it is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Id<Meeting>>,
    /// Another body that takes it: "Cabinet".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub taken_elsewhere: String,
    /// When it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<When>,
    /// How it stands.
    #[serde(default)]
    pub state: DecisionState,
    /// Who moved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_by: Option<Id<Person>>,
    /// Who seconded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconded_by: Option<Id<Person>>,
    /// Votes, where counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<Votes>,
    /// Who must consent, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent>,
    /// The day from which it has effect, where that is later than the last consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_from: Option<When>,
    /// The reserved matter it falls under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserved_matter: Option<Id<ReservedMatter>>,
    /// Clauses that it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Id<Clause>>,
    /// Recommendations that it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommendations: Vec<Id<Recommendation>>,
    /// Source or remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

impl Decision {
    /// A decision to take with nothing in it but its number.
    pub const fn new(id: Id<Self>, number: u32) -> Self {
        Self {
            id,
            number,
            title: String::new(),
            text: String::new(),
            meeting: None,
            taken_elsewhere: String::new(),
            taken: None,
            state: DecisionState::Proposed,
            moved_by: None,
            seconded_by: None,
            votes: None,
            consents: Vec::new(),
            effective_from: None,
            reserved_matter: None,
            clauses: Vec::new(),
            recommendations: Vec::new(),
            note: String::new(),
            illustrative: false,
        }
    }

    /// The day from which it has effect: the last consent, the taking, or the later day set for it;
    /// none while a consent is missing.
    pub fn effective_on(&self) -> Option<When> {
        if !self.is_effective() {
            return None;
        }
        let consents = self.consents.iter().filter_map(|consent| consent.given);
        consents
            .chain(self.taken)
            .chain(self.effective_from)
            .max_by_key(|when| when.first_day())
    }

    /// Whether it has effect: taken, and every consent given.
    pub fn is_effective(&self) -> bool {
        self.state == DecisionState::Taken
            && self.consents.iter().all(|consent| consent.given.is_some())
    }

    /// The route in words: "Board, then Cabinet".
    pub fn route(&self) -> String {
        let mut route = String::new();
        for (place, consent) in self.consents.iter().enumerate() {
            let words = consent.of.words();
            if place == 0 {
                route.push_str(words);
            } else {
                route.push_str(", then ");
                // A proper name keeps its capital; "council as member" does not stand first.
                route.push_str(match consent.of {
                    Consenter::CouncilAsMember => "council as member",
                    Consenter::Board => "board",
                    Consenter::Cabinet | Consenter::SecretaryOfState => words,
                });
            }
        }
        route
    }
}

/// How a decision stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DecisionState {
    /// To be taken.
    #[default]
    Proposed,
    /// Taken.
    Taken,
    /// Put off.
    Deferred,
    /// Refused.
    Refused,
}

impl DecisionState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Proposed, Self::Taken, Self::Deferred, Self::Refused];

    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Proposed => "To decide",
            Self::Taken => "Taken",
            Self::Deferred => "Deferred",
            Self::Refused => "Refused",
        }
    }
}

impl Votes {
    /// Everybody who voted or abstained.
    pub fn cast(self) -> usize {
        usize::from(self.for_it) + usize::from(self.against) + usize::from(self.abstained)
    }
}

/// Votes counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    /// For.
    pub for_it: u16,
    /// Against.
    pub against: u16,
    /// Abstained.
    pub abstained: u16,
}

/// One consent on the route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Whose.
    pub of: Consenter,
    /// When it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<When>,
    /// Where that is written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
}

/// Who may have to consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Consenter {
    /// This board.
    Board,
    /// The council's Cabinet.
    Cabinet,
    /// The council as sole member of the company.
    CouncilAsMember,
    /// The Secretary of State, under a governance side agreement.
    SecretaryOfState,
}

impl Consenter {
    /// Every body that may have to consent.
    pub const ALL: [Self; 4] = [
        Self::Board,
        Self::Cabinet,
        Self::CouncilAsMember,
        Self::SecretaryOfState,
    ];

    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Board => "Board",
            Self::Cabinet => "Cabinet",
            Self::CouncilAsMember => "Council as member",
            Self::SecretaryOfState => "Secretary of State",
        }
    }
}

/// Something booked for a later meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForwardItem {
    /// Never changes.
    pub id: Id<Self>,
    /// What comes up.
    pub title: String,
    /// When.
    pub due: Date,
    /// To decide, discuss or note.
    #[serde(default)]
    pub purpose: Purpose,
    /// Who brings it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The decision that booked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked_by: Option<Id<Decision>>,
    /// The meeting it is booked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Id<Meeting>>,
    /// The day it was dealt with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}
