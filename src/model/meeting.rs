//! Meetings: agenda, who was there, what was declared, and the minutes.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{AgendaItem, Declaration, Id, Person, Purpose, shared::is_false};

/// For `skip_serializing_if`: an ordinary meeting says nothing of its kind.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_ordinary(kind: &MeetingKind) -> bool {
    *kind == MeetingKind::Board
}

/// One meeting of the board or of a committee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// Never changes.
    pub id: Id<Self>,
    /// "Shadow board".
    pub title: String,
    /// What kind of meeting.
    #[serde(default, skip_serializing_if = "is_ordinary")]
    pub kind: MeetingKind,
    /// The day.
    pub date: Date,
    /// When it is to start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<Time>,
    /// When it was opened in fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<Time>,
    /// Breaks, in order; the last one may still run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
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
    /// The day its first pack was issued: from then on no item is numbered anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack_issued: Option<Date>,
    /// Items in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agenda: Vec<AgendaItem>,
    /// Who was there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendance: Vec<Attendance>,
    /// Conflicts declared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declarations: Vec<Declaration>,
    /// Findings that stand as the meeting begins, each with why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub noted: Vec<NotedFinding>,
    /// Minutes beyond those of the items.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub minutes: String,
    /// The day the minutes were drafted from what was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_drafted: Option<Date>,
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

/// A finding that a meeting lives with: who prepares it has seen it and says why it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotedFinding {
    /// The rule, by its code: `action-overdue`.
    pub rule: String,
    /// The item that it was found at: its id, or the name of its list.
    pub at: String,
    /// Why it stands.
    pub why: String,
}

impl Meeting {
    /// A planned meeting with nothing in it but its name and day.
    pub const fn new(id: Id<Self>, title: String, date: Date) -> Self {
        Self {
            id,
            title,
            kind: MeetingKind::Board,
            date,
            starts: None,
            opened: None,
            pauses: Vec::new(),
            closed: None,
            place: String::new(),
            state: MeetingState::Planned,
            chair: None,
            notice_sent: None,
            pack_issued: None,
            agenda: Vec::new(),
            attendance: Vec::new(),
            declarations: Vec::new(),
            noted: Vec::new(),
            minutes: String::new(),
            minutes_drafted: None,
            signed: None,
            note: String::new(),
            illustrative: false,
        }
    }

    /// Whether it was opened and has not closed yet.
    pub fn is_live(&self) -> bool {
        self.state == MeetingState::Planned && self.opened.is_some() && self.closed.is_none()
    }

    /// Whether a break runs.
    pub fn is_paused(&self) -> bool {
        self.is_live() && self.pauses.last().is_some_and(|pause| pause.to.is_none())
    }

    /// Whether its numbers are out: notice or a pack names them, so no item is numbered anew.
    pub const fn numbers_are_out(&self) -> bool {
        self.notice_sent.is_some() || self.pack_issued.is_some()
    }

    /// The item with this id.
    pub fn item(&self, id: Id<AgendaItem>) -> Option<&AgendaItem> {
        self.agenda.iter().find(|item| item.id == id)
    }

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

/// What kind of meeting it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MeetingKind {
    /// An ordinary meeting of the board.
    #[default]
    Board,
    /// A committee or sub-board.
    Committee,
    /// Called for particular business.
    Extraordinary,
}

impl MeetingKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Board, Self::Committee, Self::Extraordinary];

    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Board => "Ordinary meeting of the board",
            Self::Committee => "Committee",
            Self::Extraordinary => "Called for particular business",
        }
    }
}

/// A break in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// From.
    pub from: Time,
    /// Until; none while it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Time>,
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
    /// Absences in between, each with its return, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub away: Vec<Away>,
}

impl Attendance {
    /// A person who is there, or not, with no times.
    pub const fn new(person: Id<Person>, how: Presence) -> Self {
        Self {
            person,
            how,
            arrived: None,
            left: None,
            away: Vec::new(),
        }
    }

    /// Whether the person is in the room at a time of day.
    pub fn is_there_at(&self, at: Time) -> bool {
        self.how == Presence::Present
            && self.arrived.is_none_or(|arrived| arrived <= at)
            && self.left.is_none_or(|left| at < left)
            && !self.away.iter().any(|away| away.from <= at && at < away.to)
    }

    /// Whether the person was there for a part only.
    pub fn is_partial(&self) -> bool {
        self.how == Presence::Present
            && (self.arrived.is_some() || self.left.is_some() || !self.away.is_empty())
    }
}

/// A time out of the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Away {
    /// Left at.
    pub from: Time,
    /// Came back at.
    pub to: Time,
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
