//! Minutes as data: what the printed form and the window show.
//!
//! Built from what was recorded; the text of an item is what was drafted or written for it. Plain and
//! impartial: what was agreed, by whom, by when.

mod plain;

use jiff::civil::{Date, Time};

use super::{
    quorum::{self, conflicts, sitting_on},
    route, words,
};
use crate::model::{
    Action, AgendaItem, Attendance, Class, Condition, Decision, DecisionState, Id, Meeting,
    MeetingState, Person, Presence, Purpose, Record, Restriction, Signature, Votes,
    date::{long, weekday},
};

/// The minutes of one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// Name of the company or authority.
    pub organisation: String,
    /// Its registered number, where it has one.
    pub company_number: Option<String>,
    /// The body that met: "Shadow board".
    pub body: String,
    /// The day.
    pub date: Date,
    /// "Thursday 26 September 2019, 14:02 to 16:40, County Hall, Worcester".
    pub when_and_where: String,
    /// Who chaired.
    pub chair: Option<String>,
    /// Directors who were there.
    pub present: Vec<Attended>,
    /// Others who were there.
    pub in_attendance: Vec<Attended>,
    /// Directors who sent apologies.
    pub apologies: Vec<String>,
    /// Directors who were not there and sent no word.
    pub absent: Vec<String>,
    /// Whether there was a quorum, by which rule.
    pub quorum: String,
    /// Declarations for the meeting as a whole.
    pub declarations: Vec<String>,
    /// The items.
    pub items: Vec<MinuteItem>,
    /// What was minuted beyond the items.
    pub beyond: String,
    /// "The meeting closed at 16:40."
    pub close: String,
    /// Draft, or approved by whom and where.
    pub state: State,
    /// Invented for a sample.
    pub illustrative: bool,
}

/// Somebody who was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// Who.
    pub person: Id<Person>,
    /// Name or seat.
    pub name: String,
    /// By which right: "Chair", "Independent director".
    pub role: String,
    /// "from 14:20", "until 15:10", "out from 15:24 to 15:40"; empty for the whole meeting.
    pub times: String,
}

/// The minute of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinuteItem {
    /// Which.
    pub item: Id<AgendaItem>,
    /// `6`, `5A`.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Why it is withheld from the public, where it is.
    pub restricted: Option<Restriction>,
    /// Declarations on it, and who was out.
    pub declarations: Vec<String>,
    /// What was said and agreed, paragraph by paragraph.
    pub text: Vec<String>,
    /// What was resolved.
    pub resolution: Option<Resolution>,
    /// What is to be done, by whom, by when.
    pub actions: Vec<ActionLine>,
}

/// A resolution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// "Decision 14".
    pub name: String,
    /// "Resolved", "Not carried", "Put off".
    pub verb: &'static str,
    /// As resolved.
    pub text: String,
    /// "Moved by …, seconded by …"; empty where nobody is recorded.
    pub moved: String,
    /// "6 for, none against, none abstaining"; empty where nobody counted.
    pub votes: String,
    /// When it takes effect; empty where it has none.
    pub effect: String,
}

/// An action agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionLine {
    /// Which.
    pub action: Id<Action>,
    /// "Action 21".
    pub name: String,
    /// What is to be done.
    pub text: String,
    /// By whom; empty where nobody was named.
    pub owner: String,
    /// By when.
    pub due: Date,
}

/// How the minutes stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nobody has drafted them.
    None,
    /// Drafted, not approved.
    Draft,
    /// Approved and signed.
    Approved {
        /// By whom.
        by: String,
        /// At which meeting: "the meeting of 24 October 2019".
        at: String,
        /// What they prove.
        evidence: Evidence,
    },
}

impl State {
    /// "Draft", "Approved at the meeting of …, signed by …".
    pub fn words(&self) -> String {
        match self {
            Self::None => "Not drafted".to_owned(),
            Self::Draft => "Draft, not approved".to_owned(),
            Self::Approved { by, at, .. } => format!("Approved at {at}, signed by {by}"),
        }
    }
}

/// What signed minutes prove (s.249 Companies Act 2006).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// Signed by the chair of that meeting or of the next: evidence of what was done.
    Yes,
    /// Signed by somebody who chaired neither.
    NotTheChair,
    /// Signed at a meeting that is neither that one nor the next.
    NotTheNext,
}

impl Evidence {
    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Yes => "Evidence of what was done (s.249 Companies Act 2006)",
            Self::NotTheChair => "No evidence by itself: the signer chaired neither meeting",
            Self::NotTheNext => {
                "No evidence by itself: signed neither at that meeting nor at the next"
            }
        }
    }
}

/// The first meeting of the same kind after this one that took place.
pub fn next_held<'r>(record: &'r Record, meeting: &Meeting) -> Option<&'r Meeting> {
    record
        .meetings
        .iter()
        .filter(|other| other.id != meeting.id && other.kind == meeting.kind)
        .filter(|other| {
            (other.date, other.starts) > (meeting.date, meeting.starts)
                && (other.state == MeetingState::Held || other.opened.is_some())
        })
        .min_by_key(|other| (other.date, other.starts))
}

/// What a signature proves.
pub fn evidence(record: &Record, meeting: &Meeting, signed: &Signature) -> Evidence {
    let at = record.meetings.get(signed.at);
    let chairs = [meeting.chair, at.and_then(|at| at.chair)];
    if chairs.iter().any(Option::is_some) && !chairs.contains(&Some(signed.by)) {
        return Evidence::NotTheChair;
    }
    let next = next_held(record, meeting).map(|next| next.id);
    // A signature foreseen for a meeting to come proves nothing yet, but breaks no rule.
    let foreseen = at.is_some_and(|at| at.state == MeetingState::Planned);
    if signed.at == meeting.id || next.is_none_or(|next| next == signed.at) || foreseen {
        Evidence::Yes
    } else {
        Evidence::NotTheNext
    }
}

/// The minutes of a meeting as recorded.
pub fn minutes(record: &Record, meeting: &Meeting) -> Minutes {
    let (present, in_attendance) = attended(record, meeting);
    let named = |how: Presence| -> Vec<String> {
        let list = meeting.attendance.iter().filter(|entry| entry.how == how);
        list.map(|entry| name_of(record, entry.person)).collect()
    };
    let state = match &meeting.signed {
        Some(signed) => State::Approved {
            by: name_of(record, signed.by),
            at: record.meetings.get(signed.at).map_or_else(
                || "a meeting that is not in the record".to_owned(),
                |at| format!("the meeting of {}", long(at.date)),
            ),
            evidence: evidence(record, meeting, signed),
        },
        None if meeting.minutes_drafted.is_some() => State::Draft,
        None if meeting.agenda.iter().any(|item| !item.minute.is_empty()) => State::Draft,
        None => State::None,
    };
    Minutes {
        organisation: record.organisation.name.clone(),
        company_number: record.organisation.company_number.clone(),
        body: meeting.title.clone(),
        date: meeting.date,
        when_and_where: when_and_where(meeting),
        chair: meeting.chair.map(|chair| name_of(record, chair)),
        present,
        in_attendance,
        apologies: named(Presence::Apologies),
        absent: named(Presence::Absent),
        quorum: quorum_sentence(record, meeting),
        declarations: meeting
            .declarations
            .iter()
            .filter(|one| one.item.is_none())
            .map(|one| declared(record, one))
            .collect(),
        items: meeting
            .agenda
            .iter()
            .map(|item| minute_of(record, meeting, item))
            .collect(),
        beyond: meeting.minutes.trim().to_owned(),
        close: meeting.closed.map_or_else(String::new, |closed| {
            format!("The meeting closed at {}.", clock(closed))
        }),
        state,
        illustrative: meeting.illustrative,
    }
}

/// The text of an item as drafted from what was noted. Empty where nothing was.
pub fn draft_item(record: &Record, meeting: &Meeting, item: &AgendaItem) -> String {
    let mut sentences: Vec<String> = item
        .said
        .iter()
        .map(|said| sentence(&said.text))
        .filter(|text| !text.is_empty())
        .collect();
    let ran = meeting.opened.is_some() && meeting.closed.is_some();
    if let Some(deferred) = &item.deferred {
        let to = deferred.to.and_then(|id| record.meetings.get(id));
        let to = to.map_or_else(String::new, |to| {
            format!(" to the meeting of {}", long(to.date))
        });
        sentences.push(format!(
            "The item was put off{to}: {}",
            sentence(&deferred.why)
        ));
    } else if ran && item.began.is_none() {
        sentences.push("The item was not reached.".to_owned());
    } else if ran && sentences.is_empty() && item.decision.is_none() {
        let words = match item.purpose {
            Purpose::Note => "The board noted the item.",
            Purpose::Discuss => "The board discussed the item.",
            Purpose::Decide => "No decision was taken.",
        };
        sentences.push(words.to_owned());
    }
    sentences.join("\n")
}

/// A sentence with its capital and its full stop.
fn sentence(text: &str) -> String {
    let text = words::capital(text.trim());
    if text.is_empty() || text.ends_with(['.', '!', '?', '”']) {
        text
    } else {
        format!("{text}.")
    }
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn name_of(record: &Record, person: Id<Person>) -> String {
    record
        .people
        .get(person)
        .filter(|person| !person.name.trim().is_empty())
        .map_or_else(|| "Somebody".to_owned(), |person| person.name.clone())
}

fn when_and_where(meeting: &Meeting) -> String {
    let mut text = format!("{} {}", weekday(meeting.date), long(meeting.date));
    let from = meeting.opened.or(meeting.starts);
    match (from, meeting.closed) {
        (Some(from), Some(to)) => {
            for part in [", ", &clock(from), " to ", &clock(to)] {
                text.push_str(part);
            }
        }
        (Some(from), None) => {
            text.push_str(", ");
            text.push_str(&clock(from));
        }
        (None, _) => {}
    }
    if !meeting.place.trim().is_empty() {
        text.push_str(", ");
        text.push_str(meeting.place.trim());
    }
    text
}

fn attended(record: &Record, meeting: &Meeting) -> (Vec<Attended>, Vec<Attended>) {
    let sitting: Vec<Id<Person>> = sitting_on(record, meeting.date)
        .into_iter()
        .map(|(person, _)| person.id)
        .collect();
    let row = |entry: &Attendance| Attended {
        person: entry.person,
        name: name_of(record, entry.person),
        role: role_of(record, meeting, entry.person),
        times: times(entry),
    };
    let there = || {
        let list = meeting.attendance.iter();
        list.filter(|entry| entry.how == Presence::Present)
    };
    let place = |person: &Id<Person>| sitting.iter().position(|one| one == person);
    let mut present: Vec<Attended> = there()
        .filter(|entry| sitting.contains(&entry.person))
        .map(row)
        .collect();
    present.sort_by_key(|one| (meeting.chair != Some(one.person), place(&one.person)));
    let others = there().filter(|entry| !sitting.contains(&entry.person));
    (present, others.map(row).collect())
}

fn role_of(record: &Record, meeting: &Meeting, person: Id<Person>) -> String {
    let Some(found) = record.people.get(person) else {
        return String::new();
    };
    if meeting.chair == Some(person) && found.class != Class::IndependentChair {
        return "in the chair".to_owned();
    }
    if found.office.trim().is_empty() {
        found.class.words().to_owned()
    } else {
        found.office.trim().to_owned()
    }
}

/// When a person was there, where that was not the whole meeting.
pub fn times(entry: &Attendance) -> String {
    let mut parts = Vec::new();
    if let Some(arrived) = entry.arrived {
        parts.push(format!("from {}", clock(arrived)));
    }
    for away in &entry.away {
        parts.push(format!(
            "out from {} to {}",
            clock(away.from),
            clock(away.to)
        ));
    }
    if let Some(left) = entry.left {
        parts.push(format!("until {}", clock(left)));
    }
    parts.join(", ")
}

fn quorum_sentence(record: &Record, meeting: &Meeting) -> String {
    if meeting.state == MeetingState::Cancelled {
        return "The meeting was cancelled.".to_owned();
    }
    let Some(judged) = quorum::judge_meeting(record, meeting) else {
        return quorum::why_not_judged(record, meeting.date).unwrap_or_default();
    };
    if judged.holds() {
        format!(
            "There was a quorum: {} counted, and the rule of the day asks for {}.",
            words::counted(judged.counting, "director", "directors"),
            words::number(judged.needed)
        )
    } else {
        format!(
            "There was no quorum: {}.",
            words::join(&judged.lost_because)
        )
    }
}

fn declared(record: &Record, one: &crate::model::Declaration) -> String {
    let mut what = one.what.trim().trim_end_matches('.').to_owned();
    let body = one.body.trim();
    if !body.is_empty() {
        what = if what.is_empty() {
            format!("an interest in {body}")
        } else {
            format!("an interest in {body} ({what})")
        };
    }
    if what.is_empty() {
        "an interest".clone_into(&mut what);
    }
    let did = match one.condition {
        Condition::LeaveRoom => "and left the room",
        Condition::StayNoVote => "and stayed without a vote",
        Condition::Noted => "which was noted",
    };
    format!("{} declared {what}, {did}.", name_of(record, one.person))
}

fn minute_of(record: &Record, meeting: &Meeting, item: &AgendaItem) -> MinuteItem {
    let own = |one: &&crate::model::Declaration| one.item == Some(item.id);
    let mut declarations: Vec<String> = meeting
        .declarations
        .iter()
        .filter(own)
        .map(|one| declared(record, one))
        .collect();
    declarations.extend(out_by_register(record, meeting, item));
    let actions = item
        .arising
        .iter()
        .filter_map(|id| record.actions.get(*id))
        .map(|action| ActionLine {
            action: action.id,
            name: format!("Action {}", action.number),
            text: action.title.clone(),
            owner: action.owner.clone(),
            due: action.original_due,
        })
        .collect();
    MinuteItem {
        item: item.id,
        number: item.number.clone(),
        title: item.title.clone(),
        restricted: item.restricted.clone(),
        declarations,
        text: item
            .minute
            .split('\n')
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect(),
        resolution: item
            .decision
            .and_then(|id| record.decisions.get(id))
            .filter(|decision| decision.state != DecisionState::Proposed)
            .map(|decision| resolution(record, decision)),
        actions,
    }
}

/// Whoever was there and out for the item by the register of interests alone.
fn out_by_register(record: &Record, meeting: &Meeting, item: &AgendaItem) -> Vec<String> {
    let declared = |person: Id<Person>| {
        meeting.declarations.iter().any(|one| {
            one.person == person
                && one.condition.excludes()
                && (one.item.is_none() || one.item == Some(item.id))
        })
    };
    let out = conflicts(record, meeting, Some(item));
    meeting
        .attendance
        .iter()
        .filter(|entry| entry.how == Presence::Present && !declared(entry.person))
        .filter_map(|entry| {
            let reason = out.get(&entry.person)?;
            Some(format!(
                "{} ({reason}) counted in neither quorum nor vote.",
                name_of(record, entry.person)
            ))
        })
        .collect()
}

fn resolution(record: &Record, decision: &Decision) -> Resolution {
    let (verb, effect) = match decision.state {
        DecisionState::Taken => ("Resolved", route::effect_sentence(decision)),
        DecisionState::Refused => ("Not carried", String::new()),
        DecisionState::Deferred => ("Put off", String::new()),
        DecisionState::Proposed => ("To decide", String::new()),
    };
    let text = if decision.text.trim().is_empty() {
        &decision.title
    } else {
        &decision.text
    };
    let mut moved = Vec::new();
    if let Some(person) = decision.moved_by {
        moved.push(format!("moved by {}", name_of(record, person)));
    }
    if let Some(person) = decision.seconded_by {
        moved.push(format!("seconded by {}", name_of(record, person)));
    }
    Resolution {
        name: format!("Decision {}", decision.number),
        verb,
        text: sentence(text),
        moved: words::capital(&moved.join(", ")),
        votes: decision.votes.map_or_else(String::new, votes),
        effect,
    }
}

fn votes(votes: Votes) -> String {
    let count = |n: u16| {
        if n == 0 {
            "none".to_owned()
        } else {
            n.to_string()
        }
    };
    words::capital(&format!(
        "{} for, {} against, {} abstaining",
        count(votes.for_it),
        count(votes.against),
        count(votes.abstained)
    ))
}

#[cfg(test)]
mod tests;
