//! Putting an item off: to whichever meeting is planned next, or to one that is planned already, which
//! then has it on its agenda at once.

use crate::{
    analysis::agenda,
    edit::{Edit, plan::before_the_close},
    model::{
        AgendaItem, Decision, DecisionState, Deferral, ForwardItem, Id, Meeting, MeetingState,
        Record, date::long,
    },
};

use super::{Refused, late_item};

/// The meetings that an item of this one can be put off to: planned, and later.
pub fn later_meetings<'r>(record: &'r Record, meeting: &Meeting) -> Vec<&'r Meeting> {
    let mut later: Vec<&Meeting> = record
        .meetings
        .iter()
        .filter(|other| other.state == MeetingState::Planned && other.opened.is_none())
        .filter(|other| other.id != meeting.id && other.date >= meeting.date)
        .collect();
    later.sort_by_key(|other| (other.date, other.starts));
    later
}

/// What a deferral leads to, for the minute: "put off: the paper came too late".
pub fn deferral_words(record: &Record, deferred: &Deferral) -> String {
    let to = deferred.to.and_then(|id| record.meetings.get(id));
    let to = to.map_or_else(String::new, |to| format!(" to {}", long(to.date)));
    format!("put off{to}: {}", deferred.why.trim())
}

/// What changes besides the meeting when its item is put off to `to`: that meeting has it on its
/// agenda, with its decision and what booked it.
pub(super) fn hand_over(
    record: &Record,
    from: &Meeting,
    item: &AgendaItem,
    to: Id<Meeting>,
    random: &mut dyn FnMut() -> u32,
) -> Result<Vec<Edit>, Refused> {
    let Some(later) = later_meetings(record, from)
        .into_iter()
        .find(|later| later.id == to)
    else {
        return Err(Refused(
            "The item was not put off: the meeting chosen is no longer planned. Nothing has \
             changed."
                .to_owned(),
        ));
    };
    let mut others = what_hangs_on(record, item, to);
    if !later.agenda.iter().any(|other| is_same(other, from, item)) {
        let mut later = later.clone();
        let place = before_the_close(&later.agenda);
        let after = place.checked_sub(1);
        let fresh = late_item(&later, &item.title, item.purpose, after, random);
        let carried = item.carried(from.id, fresh);
        later.agenda.insert(place, carried);
        if !later.numbers_are_out() {
            agenda::renumber(&mut later);
        }
        others.push(later.into());
    }
    Ok(others)
}

/// What changes when an item that was put off to `to` is taken up after all.
pub(super) fn take_back(
    record: &Record,
    from: &Meeting,
    item: &AgendaItem,
    to: Id<Meeting>,
) -> Vec<Edit> {
    let mut others = what_hangs_on(record, item, from.id);
    let planned = |later: &&Meeting| later.state == MeetingState::Planned && later.opened.is_none();
    if let Some(later) = record.meetings.get(to).filter(planned) {
        let mut later = later.clone();
        let brought =
            |other: &AgendaItem| other.carried_from == Some(from.id) && is_same(other, from, item);
        let before = later.agenda.len();
        later.agenda.retain(|other| !brought(other));
        if later.agenda.len() != before {
            if !later.numbers_are_out() {
                agenda::renumber(&mut later);
            }
            others.push(later.into());
        }
    }
    others
}

/// The decision that waits and the booking that is open go where the item goes.
fn what_hangs_on(record: &Record, item: &AgendaItem, to: Id<Meeting>) -> Vec<Edit> {
    let waits = |decision: &&Decision| match decision.state {
        DecisionState::Proposed | DecisionState::Deferred => true,
        DecisionState::Taken | DecisionState::Refused => false,
    };
    let decision = item.decision.and_then(|id| record.decisions.get(id));
    let decision = decision.filter(waits).map(|decision| Decision {
        meeting: Some(to),
        state: DecisionState::Proposed,
        ..decision.clone()
    });
    let booked = item.booked.and_then(|id| record.forward_plan.get(id));
    let booked = booked
        .filter(|entry| entry.done_on.is_none())
        .map(|entry| ForwardItem {
            meeting: Some(to),
            ..entry.clone()
        });
    let decision = decision.map(Edit::from);
    decision.into_iter().chain(booked.map(Edit::from)).collect()
}

/// Whether an item of a later agenda is this one.
fn is_same(other: &AgendaItem, from: &Meeting, item: &AgendaItem) -> bool {
    other.carried_from == Some(from.id) && other.title == item.title
        || item.decision.is_some() && other.decision == item.decision
        || item.booked.is_some() && other.booked == item.booked
}
