//! A meeting as it happens: each act of it as one edit, with the time of day, and the rules that
//! hold whatever the screen does.

use jiff::civil::{Date, Time};

use crate::{
    analysis::{
        agenda, minutes,
        quorum::{self, conflicts, sitting_on},
        words,
    },
    model::{
        Action, AgendaItem, Attendance, Away, Decision, DecisionState, Declaration, Deferral, Id,
        Meeting, MeetingState, Pause, Person, Presence, Purpose, Record, Said,
    },
};

use super::{Edit, Refused};

mod decide;
mod defer;

pub use defer::{deferral_words, later_meetings};

/// What happens at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The chair opens it.
    Open,
    /// A break begins.
    Pause,
    /// The break is over.
    Resume,
    /// It closes.
    Close,
    /// A closed meeting goes on.
    Reopen,
    /// A person comes or goes.
    Toggle(Id<Person>),
    /// A person sends apologies, or takes them back.
    Apologies(Id<Person>),
    /// Everybody expected is there.
    AllPresent,
    /// An item is taken; the one before it is done with.
    Take(Id<AgendaItem>),
    /// The item is done with, and the next one taken.
    Next(Id<AgendaItem>),
    /// A decision under an item, for its form.
    Draft(Id<AgendaItem>),
    /// The decision under an item is taken as it stands.
    Record(Id<AgendaItem>),
    /// An item is put off.
    Defer(Id<AgendaItem>, String, Option<Id<Meeting>>),
    /// An item that was put off is taken after all.
    TakeUp(Id<AgendaItem>),
    /// Somebody is to do something.
    Action(Id<AgendaItem>, NewAction),
    /// Something is said that the minute should have.
    Said(Id<AgendaItem>, String),
    /// Somebody declares an interest.
    Declare(Declaration),
    /// An item comes in late.
    Late(String, Purpose, Option<Id<AgendaItem>>),
}

/// An action as agreed in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAction {
    /// What is to be done.
    pub title: String,
    /// By whom.
    pub owner: String,
    /// By when.
    pub due: Date,
}

/// The edit that an act comes to.
///
/// # Errors
/// When a rule of meetings forbids it: nothing is decided without a quorum, and not by more votes
/// than there are directors who count.
pub fn act(
    record: &Record,
    meeting: Id<Meeting>,
    act: &Act,
    at: Time,
    random: &mut dyn FnMut() -> u32,
) -> Result<Edit, Refused> {
    let Some(before) = record.meetings.get(meeting) else {
        return Err(Refused(
            "This meeting is no longer in the record.".to_owned(),
        ));
    };
    let mut at = at;
    // Seconds mean nothing in a minute.
    if let Ok(whole) = Time::new(at.hour(), at.minute(), 0, 0) {
        at = whole;
    }
    let mut room = Room {
        record,
        meeting: before.clone(),
        at,
        others: Vec::new(),
    };
    let label = room.apply(act, random)?;
    let mut edits = vec![Edit::from(room.meeting)];
    edits.extend(room.others);
    Ok(Edit::Several(label, edits))
}

/// Why the decision under an item cannot be recorded now; none where it can.
pub fn why_not_record(
    record: &Record,
    meeting: &Meeting,
    item: &AgendaItem,
    at: Time,
) -> Option<String> {
    if !meeting.is_live() {
        return Some("The meeting is not open".to_owned());
    }
    if meeting.is_paused() {
        return Some("The meeting is paused".to_owned());
    }
    match quorum::judge(record, meeting, Some(item), Some(at)) {
        None => quorum::why_not_judged(record, meeting.date)
            .map(|why| why.trim_end_matches('.').to_owned()),
        Some(judged) if !judged.holds() => {
            Some(format!("No quorum: {}", words::join(&judged.lost_because)))
        }
        Some(judged) => {
            let decision = item.decision.and_then(|id| record.decisions.get(id));
            decision.and_then(|decision| fault_of(record, meeting, item, decision, &judged, at))
        }
    }
}

/// What is wrong with a decision as it stands in its form.
fn fault_of(
    record: &Record,
    meeting: &Meeting,
    item: &AgendaItem,
    decision: &Decision,
    judged: &quorum::Quorum,
    at: Time,
) -> Option<String> {
    if decision.text.trim().is_empty() {
        return Some("What is resolved has no words yet".to_owned());
    }
    if let Some(fault) = votes_fault(decision, judged.counting) {
        return Some(fault);
    }
    if decision.moved_by.is_some() && decision.moved_by == decision.seconded_by {
        return Some("Nobody seconds his or her own motion".to_owned());
    }
    let out = conflicts(record, meeting, Some(item));
    for (person, verb) in [
        (decision.moved_by, "move"),
        (decision.seconded_by, "second"),
    ] {
        let Some(person) = person else { continue };
        let name = name_of(record, person);
        if out.contains_key(&person) {
            return Some(format!("{name} is conflicted and cannot {verb} it"));
        }
        if !meeting
            .attendance_of(person)
            .is_some_and(|entry| entry.is_there_at(at))
        {
            return Some(format!("{name} is not in the room and cannot {verb} it"));
        }
    }
    None
}

/// What is wrong with the votes of a decision, where `counting` directors may vote.
pub fn votes_fault(decision: &Decision, counting: usize) -> Option<String> {
    let votes = decision.votes?;
    let cast = votes.cast();
    (cast > counting).then(|| {
        format!(
            "{} cast, but only {} may vote",
            words::figures(cast, "vote", "votes"),
            words::figures(counting, "director", "directors")
        )
    })
}

fn name_of(record: &Record, person: Id<Person>) -> String {
    record
        .people
        .get(person)
        .map_or_else(|| "Somebody".to_owned(), |person| person.name.clone())
}

struct Room<'a> {
    record: &'a Record,
    meeting: Meeting,
    at: Time,
    others: Vec<Edit>,
}

impl Room<'_> {
    fn apply(&mut self, act: &Act, random: &mut dyn FnMut() -> u32) -> Result<String, Refused> {
        match act {
            Act::Open => self.open(),
            Act::Pause => {
                self.must_be_open()?;
                let from = self.at;
                self.meeting.pauses.push(Pause { from, to: None });
                Ok("break in the meeting".to_owned())
            }
            Act::Resume => {
                self.end_pause();
                Ok("end of the break".to_owned())
            }
            Act::Close => self.close(),
            Act::Reopen => {
                self.meeting.closed = None;
                self.meeting.state = MeetingState::Planned;
                Ok("reopening of the meeting".to_owned())
            }
            Act::Toggle(person) => Ok(self.toggle(*person)),
            Act::Apologies(person) => Ok(self.apologies(*person)),
            Act::AllPresent => Ok(self.all_present()),
            Act::Take(item) => self.take(*item),
            Act::Next(item) => self.next(*item),
            Act::Draft(item) => self.draft(*item, random),
            Act::Record(item) => self.record_decision(*item),
            Act::Defer(item, why, to) => self.defer(*item, why, *to, random),
            Act::TakeUp(item) => self.take_up(*item),
            Act::Action(item, new) => self.action(*item, new, random),
            Act::Said(item, text) => {
                let at = self.at;
                let found = self.item_mut(*item)?;
                let text = text.trim().to_owned();
                found.said.push(Said { at, text });
                Ok(format!("note under item {}", found.number))
            }
            Act::Declare(declaration) => self.declare(declaration),
            Act::Late(title, purpose, after) => {
                let place = self.meeting.agenda.iter();
                let mut place = place.map(|item| item.id);
                let place = after.and_then(|after| place.position(|id| id == after));
                let item = late_item(&self.meeting, title, *purpose, place, random);
                let at = place.map_or(self.meeting.agenda.len(), |place| place + 1);
                let label = format!("late item {}", item.number);
                self.meeting.agenda.insert(at, item);
                Ok(label)
            }
        }
    }

    fn must_be_open(&self) -> Result<(), Refused> {
        if self.meeting.is_live() {
            Ok(())
        } else {
            Err(Refused("The meeting is not open.".to_owned()))
        }
    }

    fn item_mut(&mut self, id: Id<AgendaItem>) -> Result<&mut AgendaItem, Refused> {
        let mut agenda = self.meeting.agenda.iter_mut();
        agenda
            .find(|item| item.id == id)
            .ok_or_else(|| Refused("This item is no longer on the agenda.".to_owned()))
    }

    fn open(&mut self) -> Result<String, Refused> {
        if self.meeting.state != MeetingState::Planned || self.meeting.opened.is_some() {
            return Err(Refused("The meeting was opened already.".to_owned()));
        }
        self.meeting.opened = Some(self.at);
        if let Some(first) = self.meeting.agenda.first_mut() {
            first.began = Some(self.at);
        }
        Ok("opening of the meeting".to_owned())
    }

    fn end_pause(&mut self) {
        let at = self.at;
        if let Some(pause) = self.meeting.pauses.last_mut()
            && pause.to.is_none()
        {
            pause.to = Some(at);
        }
    }

    /// Closes: whoever sits and is not recorded was absent; the meeting was held if it had a quorum.
    fn close(&mut self) -> Result<String, Refused> {
        self.must_be_open()?;
        self.end_pause();
        let at = self.at;
        for item in &mut self.meeting.agenda {
            if item.began.is_some() && item.ended.is_none() {
                item.ended = Some(at);
            }
        }
        for (person, _) in sitting_on(self.record, self.meeting.date) {
            if self.meeting.attendance_of(person.id).is_none() {
                let absent = Attendance::new(person.id, Presence::Absent);
                self.meeting.attendance.push(absent);
            }
        }
        let judged = quorum::judge_meeting(self.record, &self.meeting);
        let lost = judged.is_some_and(|judged| !judged.holds());
        self.meeting.closed = Some(at);
        self.meeting.state = if lost {
            MeetingState::Inquorate
        } else {
            MeetingState::Held
        };
        if !lost {
            self.settle_bookings();
        }
        Ok("close of the meeting".to_owned())
    }

    /// What the forward plan booked and the meeting dealt with is done.
    fn settle_bookings(&mut self) {
        let day = self.meeting.date;
        let done = self.meeting.agenda.iter().filter(|item| item.is_done());
        for id in done.filter_map(|item| item.booked) {
            if let Some(entry) = self.record.forward_plan.get(id)
                && entry.done_on.is_none()
            {
                let mut entry = entry.clone();
                entry.done_on = Some(day);
                self.others.push(entry.into());
            }
        }
    }

    /// Comes, goes, or comes back. Whoever is there before the opening arrived in time.
    fn toggle(&mut self, person: Id<Person>) -> String {
        let (at, live) = (self.at, self.meeting.is_live());
        let name = name_of(self.record, person);
        let late = live && self.meeting.opened.is_some_and(|opened| opened < at);
        let place = self
            .meeting
            .attendance
            .iter()
            .position(|entry| entry.person == person);
        let Some(entry) = place.and_then(|place| self.meeting.attendance.get_mut(place)) else {
            let mut entry = Attendance::new(person, Presence::Present);
            entry.arrived = late.then_some(at);
            self.meeting.attendance.push(entry);
            return format!("arrival of {name}");
        };
        if entry.how != Presence::Present {
            *entry = Attendance::new(person, Presence::Present);
            entry.arrived = late.then_some(at);
            return format!("arrival of {name}");
        }
        if let Some(left) = entry.left.take() {
            // Out and in within one minute is a slip of the key.
            if left < at {
                entry.away.push(Away { from: left, to: at });
            }
            return format!("return of {name}");
        }
        if !live || entry.arrived == Some(at) && entry.away.is_empty() {
            if let Some(place) = place {
                self.meeting.attendance.remove(place);
            }
            return format!("presence of {name} taken back");
        }
        entry.left = Some(at);
        format!("leaving of {name}")
    }

    fn apologies(&mut self, person: Id<Person>) -> String {
        let name = name_of(self.record, person);
        let list = &mut self.meeting.attendance;
        let place = list.iter().position(|entry| entry.person == person);
        match place.and_then(|place| list.get_mut(place)) {
            Some(entry) if entry.how == Presence::Apologies => {
                entry.how = Presence::Absent;
                return format!("apologies of {name} taken back");
            }
            Some(entry) => *entry = Attendance::new(person, Presence::Apologies),
            None => list.push(Attendance::new(person, Presence::Apologies)),
        }
        format!("apologies of {name}")
    }

    fn all_present(&mut self) -> String {
        let at = self.at;
        let late = self.meeting.is_live() && self.meeting.opened.is_some_and(|opened| opened < at);
        for (person, _) in sitting_on(self.record, self.meeting.date) {
            if self.meeting.attendance_of(person.id).is_none() {
                let mut entry = Attendance::new(person.id, Presence::Present);
                entry.arrived = late.then_some(at);
                self.meeting.attendance.push(entry);
            }
        }
        "everybody present".to_owned()
    }

    fn take(&mut self, id: Id<AgendaItem>) -> Result<String, Refused> {
        self.must_be_open()?;
        self.item_mut(id)?;
        self.end_pause();
        let at = self.at;
        let mut label = String::new();
        for item in &mut self.meeting.agenda {
            if item.id == id {
                item.began.get_or_insert(at);
                item.ended = None;
                label = format!("item {} taken", item.number);
            } else if item.began.is_some() && item.ended.is_none() {
                item.ended = Some(at);
            }
        }
        Ok(label)
    }

    fn next(&mut self, id: Id<AgendaItem>) -> Result<String, Refused> {
        self.must_be_open()?;
        let mut rest = self.meeting.agenda.iter().skip_while(|item| item.id != id);
        rest.next();
        let Some(next) = rest
            .find(|item| item.deferred.is_none())
            .map(|item| item.id)
        else {
            let at = self.at;
            let item = self.item_mut(id)?;
            item.ended.get_or_insert(at);
            return Ok(format!("end of item {}", item.number));
        };
        self.take(next)
    }

    fn defer(
        &mut self,
        id: Id<AgendaItem>,
        why: &str,
        to: Option<Id<Meeting>>,
        random: &mut dyn FnMut() -> u32,
    ) -> Result<String, Refused> {
        let why = why.trim();
        if why.is_empty() {
            return Err(Refused(
                "The item was not put off: say why. Nothing has changed.".to_owned(),
            ));
        }
        let item = self.item_mut(id)?.clone();
        let before = item.deferred.as_ref().and_then(|deferred| deferred.to);
        if let Some(before) = before.filter(|before| Some(*before) != to) {
            let others = defer::take_back(self.record, &self.meeting, &item, before);
            self.others.extend(others);
        }
        if let Some(to) = to {
            let others = defer::hand_over(self.record, &self.meeting, &item, to, random)?;
            self.others.extend(others);
        }
        let at = self.at;
        let item = self.item_mut(id)?;
        item.deferred = Some(Deferral {
            why: why.to_owned(),
            to,
        });
        if item.began.is_some() {
            item.ended.get_or_insert(at);
        }
        let label = format!("item {} put off", item.number);
        let decision = item.decision.and_then(|id| self.record.decisions.get(id));
        self.draft_again(id);
        if to.is_some() {
            return Ok(label);
        }
        if let Some(decision) = decision.filter(|one| one.state == DecisionState::Proposed) {
            let mut decision = decision.clone();
            decision.state = DecisionState::Deferred;
            if before.is_some() {
                decision.meeting = Some(self.meeting.id);
            }
            self.others.push(decision.into());
        }
        Ok(label)
    }

    /// A minute that nobody has written in follows what became of its item.
    fn draft_again(&mut self, id: Id<AgendaItem>) {
        let Some(item) = self.meeting.item(id).filter(|item| item.minute_as_drafted) else {
            return;
        };
        let minute = minutes::draft_item(self.record, &self.meeting, item);
        if let Ok(item) = self.item_mut(id) {
            item.minute_as_drafted = !minute.is_empty();
            item.minute = minute;
        }
    }

    /// Taken after all: the meeting it was put off to lets it go again.
    fn take_up(&mut self, id: Id<AgendaItem>) -> Result<String, Refused> {
        let item = self.item_mut(id)?.clone();
        if let Some(to) = item.deferred.as_ref().and_then(|deferred| deferred.to) {
            let others = defer::take_back(self.record, &self.meeting, &item, to);
            self.others.extend(others);
        }
        self.item_mut(id)?.deferred = None;
        self.draft_again(id);
        Ok(format!("item {} taken up", item.number))
    }

    fn action(
        &mut self,
        id: Id<AgendaItem>,
        new: &NewAction,
        random: &mut dyn FnMut() -> u32,
    ) -> Result<String, Refused> {
        if new.title.trim().is_empty() {
            return Err(Refused(
                "An action needs words. Nothing was added.".to_owned(),
            ));
        }
        let fresh = Record::fresh_id(&self.record.actions, self.meeting.date.year(), random);
        let number = self.record.next_action_number();
        let illustrative = self.meeting.illustrative;
        let item = self.item_mut(id)?;
        item.arising.push(fresh);
        let mut action = Action::new(fresh, number, new.due);
        new.title.trim().clone_into(&mut action.title);
        new.owner.trim().clone_into(&mut action.owner);
        action.decisions = item.decision.into_iter().collect();
        action.concerns.clone_from(&item.concerns);
        action.illustrative = illustrative;
        self.others.push(action.into());
        Ok(format!("new action {number}"))
    }

    fn declare(&mut self, declaration: &Declaration) -> Result<String, Refused> {
        if declaration.what.trim().is_empty() && declaration.body.trim().is_empty() {
            return Err(Refused(
                "A declaration needs a body or its nature. Nothing was recorded.".to_owned(),
            ));
        }
        let at = self.at;
        let live = self.meeting.is_live();
        self.meeting.declarations.push(Declaration {
            at: live.then_some(at),
            ..declaration.clone()
        });
        let name = name_of(self.record, declaration.person);
        Ok(format!("declaration of {name}"))
    }
}

/// A late item for a place of the agenda: its number takes a letter where numbers are out.
pub fn late_item(
    meeting: &Meeting,
    title: &str,
    purpose: Purpose,
    after: Option<usize>,
    random: &mut dyn FnMut() -> u32,
) -> AgendaItem {
    let number = agenda::number_after(meeting, after);
    let id = loop {
        let id = Id::new(meeting.date.year(), &mut *random);
        if meeting.item(id).is_none() {
            break id;
        }
    };
    let mut item = AgendaItem::new(id, number);
    title.trim().clone_into(&mut item.title);
    item.purpose = purpose;
    item
}

#[cfg(test)]
mod tests;
