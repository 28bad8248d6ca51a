//! Meetings: agenda, who was there, what was declared, and the minutes.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{AgendaItem, Declaration, Id, Person, Purpose, shared::is_false};

/// One meeting of the board or of a committee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// Never changes.
    pub id: Id<Self>,
    /// "Shadow board".
    pub title: String,
    /// The day.
    pub date: Date,
    /// When it starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<Time>,
    /// When it closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Time>,
    /// Where.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// How it stands.
    #[serde(default)]
    pub state: MeetingState,
    /// Who chairs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chair: Option<Id<Person>>,
    /// The day notice went out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_sent: Option<Date>,
    /// Items in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agenda: Vec<AgendaItem>,
    /// Who was there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendance: Vec<Attendance>,
    /// Conflicts declared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declarations: Vec<Declaration>,
    /// Minutes beyond those of the items.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub minutes: String,
    /// Who signed the minutes, and at which meeting: evidence if authenticated by the chair of
    /// that meeting or of the next (s.249 Companies Act 2006).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signature>,
    /// Source or remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

impl Meeting {
    /// Items to decide.
    pub fn to_decide(&self) -> impl Iterator<Item = &AgendaItem> {
        self.agenda
            .iter()
            .filter(|item| item.purpose == Purpose::Decide)
    }

    /// How a person attended, where that is recorded.
    pub fn attendance_of(&self, person: Id<Person>) -> Option<&Attendance> {
        self.attendance
            .iter()
            .find(|attendance| attendance.person == person)
    }
}

/// How a meeting stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MeetingState {
    /// To come.
    #[default]
    Planned,
    /// Held.
    Held,
    /// Cancelled: nobody was absent from it.
    Cancelled,
    /// Met without a quorum: attendance counts, no business was done.
    Inquorate,
}

impl MeetingState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Held, Self::Cancelled, Self::Inquorate];

    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "Planned",
            Self::Held => "Held",
            Self::Cancelled => "Cancelled",
            Self::Inquorate => "Inquorate",
        }
    }
}

/// How one person attended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// Who.
    pub person: Id<Person>,
    /// How.
    #[serde(default)]
    pub how: Presence,
    /// Arrived late, at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived: Option<Time>,
    /// Left early, at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Time>,
}

/// Whether a person was there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Presence {
    /// There.
    #[default]
    Present,
    /// Sent apologies.
    Apologies,
    /// Not there, no word.
    Absent,
}

impl Presence {
    /// Every presence.
    pub const ALL: [Self; 3] = [Self::Present, Self::Apologies, Self::Absent];

    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Present => "Present",
            Self::Apologies => "Apologies",
            Self::Absent => "Absent",
        }
    }
}

/// Who signed the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The chair who signed.
    pub by: Id<Person>,
    /// The meeting that approved them.
    pub at: Id<Meeting>,
}
