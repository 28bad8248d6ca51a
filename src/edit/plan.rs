//! A new meeting from what is owed to it: standing items, minutes to approve, actions, open concerns,
//! what an earlier meeting did not reach, and what was booked. Everything arrives as one edit.

use std::collections::HashSet;

use jiff::civil::{Date, Time};

use crate::{
    analysis::{attendance::took_place, words},
    model::{
        Action, AgendaItem, Concern, Decision, DecisionState, ForwardItem, Id, Meeting,
        MeetingKind, MeetingState, Purpose, Record, StandingItem, date::long,
    },
};

use super::Edit;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The body that meets: "Shadow board".
    pub title: String,
    /// What kind of meeting.
    pub kind: MeetingKind,
    /// The day.
    pub date: Date,
    /// When it is to start.
    pub starts: Option<Time>,
    /// Where.
    pub place: String,
}

/// Why an item is on the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// It stands on every agenda.
    Standing,
    /// Minutes wait for approval.
    Minutes,
    /// Actions are open.
    Actions(usize),
    /// A concern is open.
    Concern,
    /// An earlier meeting did not reach it.
    Carried(Date),
    /// The forward plan booked it.
    Booked(Date),
    /// A decision booked it, through the forward plan.
    Decided(u32),
}

impl Why {
    /// The words shown beside the item.
    pub fn words(self) -> String {
        match self {
            Self::Standing => "stands on every agenda".to_owned(),
            Self::Minutes => "minutes to approve".to_owned(),
            Self::Actions(count) => words::figures(count, "open action", "open actions"),
            Self::Concern => "open concern".to_owned(),
            Self::Carried(date) => format!("not dealt with on {}", long(date)),
            Self::Booked(due) => format!("booked for {}", long(due)),
            Self::Decided(number) => format!("booked by decision {number}"),
        }
    }
}

/// A meeting as planned, and what else changes with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The meeting with its agenda.
    pub meeting: Meeting,
    /// Why each item is there, in the order of the agenda.
    pub why: Vec<Why>,
    /// Entries of the forward plan that are now booked for it.
    pub booked: Vec<ForwardItem>,
    /// Decisions that are now before it.
    pub moved: Vec<Decision>,
}

impl Plan {
    /// All of it as one step of undo.
    pub fn into_edit(self) -> Edit {
        let label = format!("new meeting of {}", long(self.meeting.date));
        let mut edits = vec![Edit::from(self.meeting)];
        edits.extend(self.booked.into_iter().map(Edit::from));
        edits.extend(self.moved.into_iter().map(Edit::from));
        Edit::Several(label, edits)
    }
}

/// What the place of a standing item is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Opening,
    Minutes,
    Actions,
    Concerns,
    Plain,
    Closing,
}

/// Reads from its words what a standing item is for; articles and habits differ, so words decide.
fn slot(item: &StandingItem) -> Slot {
    slot_of(&item.title)
}

fn slot_of(title: &str) -> Slot {
    let title = title.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if says(&["minutes"]) {
        Slot::Minutes
    } else if says(&["matters arising", "action"]) {
        Slot::Actions
    } else if says(&["concern"]) {
        Slot::Concerns
    } else if says(&["close", "any other business", "next meeting"]) {
        Slot::Closing
    } else if says(&["welcome", "apolog", "interest", "declaration", "quorum"]) {
        Slot::Opening
    } else {
        Slot::Plain
    }
}

/// The place of an agenda behind everything but what closes a meeting.
pub(super) fn before_the_close(agenda: &[AgendaItem]) -> usize {
    let closes = |item: &&AgendaItem| slot_of(&item.title) == Slot::Closing;
    let closing = agenda.iter().rev().take_while(closes).count();
    agenda.len() - closing
}

/// Plans the meeting. `random` makes the new ids.
pub fn plan(record: &Record, ask: &Ask, random: &mut dyn FnMut() -> u32) -> Plan {
    let id = Record::fresh_id(&record.meetings, ask.date.year(), &mut *random);
    let mut meeting = Meeting::new(id, ask.title.trim().to_owned(), ask.date);
    meeting.kind = ask.kind;
    meeting.starts = ask.starts;
    ask.place.trim().clone_into(&mut meeting.place);
    meeting.chair = last_of(record, ask).and_then(|last| last.chair);
    let mut planner = Planner {
        record,
        ask,
        random,
        plan: Plan {
            meeting,
            why: Vec::new(),
            booked: Vec::new(),
            moved: Vec::new(),
        },
    };
    planner.fill();
    planner.plan
}

/// The last meeting of the same body before the day.
fn last_of<'r>(record: &'r Record, ask: &Ask) -> Option<&'r Meeting> {
    let mut before: Vec<&Meeting> = record
        .meetings
        .iter()
        .filter(|other| same_body(other, ask) && other.date < ask.date)
        .filter(|other| other.state != MeetingState::Cancelled)
        .collect();
    before.sort_by_key(|other| other.date);
    before.pop()
}

/// A board is one body whatever it is called; committees are told apart by their name.
fn same_body(other: &Meeting, ask: &Ask) -> bool {
    match (other.kind, ask.kind) {
        (MeetingKind::Committee, MeetingKind::Committee) => {
            other.title.trim().to_lowercase() == ask.title.trim().to_lowercase()
        }
        (MeetingKind::Committee, _) | (_, MeetingKind::Committee) => false,
        (_, _) => true,
    }
}

struct Planner<'a> {
    record: &'a Record,
    ask: &'a Ask,
    random: &'a mut dyn FnMut() -> u32,
    plan: Plan,
}

impl Planner<'_> {
    fn fill(&mut self) {
        let record = self.record;
        let standing = &record.board_rules.standing_agenda;
        let rest = self.ask.kind != MeetingKind::Extraordinary;
        let has = |wanted: Slot| standing.iter().any(|item| slot(item) == wanted);
        let missing = [Slot::Minutes, Slot::Actions, Slot::Concerns].map(|one| (one, !has(one)));
        let opens = standing.iter().filter(|item| slot(item) == Slot::Opening);
        for item in opens {
            self.standing(item);
        }
        if rest {
            for (one, is_missing) in missing {
                if is_missing {
                    self.owed(one, None);
                }
            }
            for item in standing {
                match slot(item) {
                    Slot::Opening | Slot::Closing => {}
                    Slot::Plain => self.standing(item),
                    other @ (Slot::Minutes | Slot::Actions | Slot::Concerns) => {
                        self.owed(other, Some(item));
                    }
                }
            }
            self.carried();
            self.booked();
        }
        for item in standing.iter().filter(|item| slot(item) == Slot::Closing) {
            self.standing(item);
        }
    }

    fn item(&mut self) -> AgendaItem {
        let agenda = &self.plan.meeting.agenda;
        let number = (agenda.len() + 1).to_string();
        loop {
            let id = Id::new(self.ask.date.year(), &mut *self.random);
            if agenda.iter().all(|item| item.id != id) {
                return AgendaItem::new(id, number);
            }
        }
    }

    fn push(&mut self, item: AgendaItem, why: Why) {
        self.plan.meeting.agenda.push(item);
        self.plan.why.push(why);
    }

    fn standing(&mut self, standing: &StandingItem) {
        let item = AgendaItem {
            title: standing.title.clone(),
            purpose: standing.purpose,
            minutes: standing.minutes,
            ..self.item()
        };
        self.push(item, Why::Standing);
    }

    /// What a place of the agenda owes, in the time that the standing item allots.
    fn owed(&mut self, slot: Slot, standing: Option<&StandingItem>) {
        let allotted = standing.and_then(|item| item.minutes);
        match slot {
            Slot::Minutes => self.minutes(allotted),
            Slot::Actions => self.actions(standing),
            Slot::Concerns => self.concerns(allotted),
            Slot::Opening | Slot::Plain | Slot::Closing => {}
        }
    }

    /// Minutes that nobody has signed and no other meeting to come has on its agenda.
    fn minutes(&mut self, allotted: Option<u16>) {
        let record = self.record;
        let taken: HashSet<Id<Meeting>> = record
            .meetings
            .iter()
            .filter(|other| other.state == MeetingState::Planned)
            .flat_map(|other| other.agenda.iter().filter_map(|item| item.minutes_of))
            .collect();
        let mut waiting: Vec<&Meeting> = record
            .meetings
            .iter()
            .filter(|other| took_place(other) && other.signed.is_none())
            .filter(|other| same_body(other, self.ask) && other.date < self.ask.date)
            .filter(|other| !taken.contains(&other.id))
            .collect();
        waiting.sort_by_key(|other| other.date);
        for other in waiting {
            let item = AgendaItem {
                title: format!("Minutes of {}", long(other.date)),
                purpose: Purpose::Decide,
                minutes: allotted,
                minutes_of: Some(other.id),
                ..self.item()
            };
            self.push(item, Why::Minutes);
        }
    }

    /// Every open action, the one owed longest first.
    fn actions(&mut self, standing: Option<&StandingItem>) {
        let mut open: Vec<&Action> = self
            .record
            .actions
            .iter()
            .filter(|action| action.status.is_open())
            .collect();
        open.sort_by_key(|action| (action.original_due, action.number));
        if open.is_empty() {
            return;
        }
        let title = standing.map_or("Matters arising and open actions", |item| &item.title);
        let item = AgendaItem {
            title: title.to_owned(),
            purpose: Purpose::Discuss,
            minutes: standing.and_then(|item| item.minutes),
            actions: open.iter().map(|action| action.id).collect(),
            ..self.item()
        };
        self.push(item, Why::Actions(open.len()));
    }

    /// Each open concern, until the board closes it.
    fn concerns(&mut self, allotted: Option<u16>) {
        let open: Vec<&Concern> = self
            .record
            .concerns
            .iter()
            .filter(|concern| concern.closed.is_none())
            .collect();
        let share = u16::try_from(open.len().max(1)).unwrap_or(u16::MAX);
        for concern in open {
            let item = AgendaItem {
                title: concern.title.clone(),
                purpose: Purpose::Discuss,
                presenter: concern.owner.clone(),
                minutes: allotted.map(|minutes| (minutes / share).max(5)),
                concerns: vec![concern.id],
                ..self.item()
            };
            self.push(item, Why::Concern);
        }
    }

    /// What the last meetings of the same body did not deal with, as far as nobody took it up since.
    fn carried(&mut self) {
        let record = self.record;
        let mut before: Vec<&Meeting> = record
            .meetings
            .iter()
            .filter(|other| same_body(other, self.ask) && other.date < self.ask.date)
            .collect();
        before.sort_by_key(|other| other.date);
        for other in before {
            for item in &other.agenda {
                if !was_left(other, item)
                    || self.comes_anyway(item)
                    || taken_up(record, other, item)
                {
                    continue;
                }
                let carried = item.carried(other.id, self.item());
                self.take_over(&carried);
                self.push(carried, Why::Carried(other.date));
            }
        }
    }

    /// Whether an item is on the agenda already for a reason of its own.
    fn comes_anyway(&self, item: &AgendaItem) -> bool {
        let standing = &self.record.board_rules.standing_agenda;
        item.minutes_of.is_some()
            || standing.iter().any(|one| one.title == item.title)
            || item.decision.is_none()
                && !item.concerns.is_empty()
                && self
                    .plan
                    .meeting
                    .agenda
                    .iter()
                    .any(|here| !here.concerns.is_empty() && here.concerns == item.concerns)
    }

    /// What hangs on a carried item comes along: its decision, and what booked it.
    fn take_over(&mut self, item: &AgendaItem) {
        let to = Some(self.plan.meeting.id);
        let waits = |decision: &&Decision| match decision.state {
            DecisionState::Proposed | DecisionState::Deferred => true,
            DecisionState::Taken | DecisionState::Refused => false,
        };
        let decision = item.decision.and_then(|id| self.record.decisions.get(id));
        if let Some(decision) = decision.filter(waits) {
            self.plan.moved.push(Decision {
                meeting: to,
                state: DecisionState::Proposed,
                ..decision.clone()
            });
        }
        let booked = item.booked.and_then(|id| self.record.forward_plan.get(id));
        if let Some(booked) = booked.filter(|entry| entry.done_on.is_none()) {
            self.plan.booked.push(ForwardItem {
                meeting: to,
                ..booked.clone()
            });
        }
    }

    /// What the forward plan holds for the time up to the day, as far as no other meeting has it.
    fn booked(&mut self) {
        let record = self.record;
        let here: HashSet<Id<ForwardItem>> =
            self.plan.booked.iter().map(|entry| entry.id).collect();
        let is_free = |entry: &ForwardItem| {
            entry.meeting.is_none_or(|id| {
                record.meetings.get(id).is_none_or(|other| {
                    other.state != MeetingState::Planned || other.date > self.ask.date
                })
            })
        };
        let mut due: Vec<&ForwardItem> = record
            .forward_plan
            .iter()
            .filter(|entry| entry.done_on.is_none() && entry.due <= self.ask.date)
            .filter(|entry| !here.contains(&entry.id) && is_free(entry))
            .collect();
        due.sort_by_key(|entry| entry.due);
        for entry in due {
            let by = entry.booked_by.and_then(|id| record.decisions.get(id));
            let why = by.map_or(Why::Booked(entry.due), |by| Why::Decided(by.number));
            let item = AgendaItem {
                title: entry.title.clone(),
                purpose: entry.purpose,
                presenter: entry.owner.clone(),
                booked: Some(entry.id),
                ..self.item()
            };
            self.push(item, why);
            self.plan.booked.push(ForwardItem {
                meeting: Some(self.plan.meeting.id),
                ..entry.clone()
            });
        }
    }
}

/// Whether a past meeting left an item undone: it never met, had no quorum, put the item off without
/// naming a meeting, or was run by the clock and did not reach it.
fn was_left(meeting: &Meeting, item: &AgendaItem) -> bool {
    match meeting.state {
        MeetingState::Cancelled | MeetingState::Inquorate => true,
        MeetingState::Held => match &item.deferred {
            Some(deferred) => deferred.to.is_none(),
            None => meeting.opened.is_some() && item.began.is_none(),
        },
        MeetingState::Planned => false,
    }
}

/// Whether a later meeting took an item over already.
fn taken_up(record: &Record, from: &Meeting, item: &AgendaItem) -> bool {
    let same = |other: &AgendaItem| {
        other.carried_from == Some(from.id) && other.title == item.title
            || item.decision.is_some() && other.decision == item.decision
            || item.booked.is_some() && other.booked == item.booked
    };
    record
        .meetings
        .iter()
        .filter(|later| later.id != from.id && later.date >= from.date)
        .filter(|later| later.state != MeetingState::Cancelled)
        .any(|later| later.agenda.iter().any(same))
}

#[cfg(test)]
mod tests;
