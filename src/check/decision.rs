//! Decisions and the forward plan: taken when, with whose consent, carried out by what.

use std::collections::HashMap;

use super::{Check, Rule};
use crate::{
    analysis::{attendance::took_place, quorum::conflicts, words},
    model::{
        AgendaItem, Consenter, Decision, DecisionState, Id, Meeting, MeetingState, date::long,
    },
};

pub(super) fn check(check: &mut Check<'_>) {
    let record = check.record;
    let mut items: HashMap<Id<Decision>, (&Meeting, &AgendaItem)> = HashMap::new();
    for meeting in record.meetings.iter() {
        for item in &meeting.agenda {
            if let Some(id) = item.decision {
                items.entry(id).or_insert((meeting, item));
            }
        }
    }
    for decision in record.decisions.iter() {
        let place = items.get(&decision.id).copied();
        if decision.state == DecisionState::Taken {
            taken(check, decision);
        }
        state(check, decision, place.map(|(meeting, _)| meeting));
        route(check, decision);
        if let Some((meeting, item)) = place {
            movers(check, decision, meeting, item);
        }
        if let Some(gap) = check.threads.decision_gap(record, decision) {
            let message = format!("{}: {}", name(decision), words::uncapital(&gap.sentence));
            check.add(Rule::DecisionWithoutAction, decision.id, None, message);
        }
    }
    for item in record.forward_plan.iter() {
        if item.done_on.is_none() && item.due < check.today {
            let message = format!(
                "“{}” was booked for {} and is not recorded as dealt with.",
                item.title,
                long(item.due)
            );
            check.add(Rule::ForwardItemOverdue, item.id, "due", message);
        }
    }
}

fn name(decision: &Decision) -> String {
    format!("Decision {} (“{}”)", decision.number, decision.title)
}

fn taken(check: &mut Check<'_>, decision: &Decision) {
    let missing: Vec<&str> = decision
        .consents
        .iter()
        .filter(|consent| consent.given.is_none())
        .map(|consent| consent.of.words())
        .collect();
    if !missing.is_empty() {
        let message = format!(
            "{} is taken, but has no effect yet: {} has still to consent.",
            name(decision),
            words::join(&missing)
        );
        check.add(Rule::DecisionNotEffective, decision.id, "consents", message);
    }
    match decision.taken {
        None if decision.meeting.is_none() => {
            let message = format!("{} is taken, but does not say when.", name(decision));
            check.add(Rule::DecisionWithoutDate, decision.id, "taken", message);
        }
        Some(when) if when.first_day() > check.today => {
            let message = format!(
                "{} is said to be taken on {when}, a day to come.",
                name(decision)
            );
            check.add(Rule::DecisionInFuture, decision.id, "taken", message);
        }
        None | Some(_) => {}
    }
}

fn state(check: &mut Check<'_>, decision: &Decision, on_agenda_of: Option<&Meeting>) {
    let named = decision
        .meeting
        .and_then(|id| check.record.meetings.get(id));
    let Some(meeting) = named.or(on_agenda_of) else {
        return;
    };
    let day = long(meeting.date);
    match decision.state {
        DecisionState::Proposed if took_place(meeting) => {
            let message = format!(
                "{} is still to decide, though the meeting of {day} was held.",
                name(decision)
            );
            check.add(Rule::DecisionNotTaken, decision.id, "state", message);
        }
        DecisionState::Taken => {
            let without = match meeting.state {
                MeetingState::Cancelled => Some("was cancelled"),
                MeetingState::Inquorate => Some("had no quorum"),
                MeetingState::Planned | MeetingState::Held => None,
            };
            if let Some(without) = without.filter(|_| decision.taken_elsewhere.is_empty()) {
                let message = format!(
                    "{} is taken, but the meeting of {day} {without}.",
                    name(decision)
                );
                check.add(Rule::DecisionWithoutQuorum, decision.id, "state", message);
            }
            if meeting.state == MeetingState::Planned
                && meeting.date > check.today
                && decision.taken.is_none()
            {
                let message = format!(
                    "{} is taken, but the meeting of {day} is still to come.",
                    name(decision)
                );
                check.add(Rule::DecisionInFuture, decision.id, "state", message);
            }
        }
        DecisionState::Proposed | DecisionState::Deferred | DecisionState::Refused => {}
    }
}

fn route(check: &mut Check<'_>, decision: &Decision) {
    let Some(matter) = decision
        .reserved_matter
        .and_then(|id| check.record.reserved_matters.get(id))
    else {
        return;
    };
    let missing: Vec<&str> = matter
        .consent_of
        .iter()
        .filter(|needed| {
            !decision
                .consents
                .iter()
                .any(|consent| consent.of == **needed)
        })
        .copied()
        .map(Consenter::words)
        .collect();
    if !missing.is_empty() {
        let message = format!(
            "{} falls under the reserved matter “{}”, but its route leaves out {}.",
            name(decision),
            matter.title,
            words::join(&missing)
        );
        check.add(
            Rule::ReservedConsentMissing,
            decision.id,
            "consents",
            message,
        );
    }
}

fn movers(check: &mut Check<'_>, decision: &Decision, meeting: &Meeting, item: &AgendaItem) {
    if decision.moved_by.is_none() && decision.seconded_by.is_none() {
        return;
    }
    let out = conflicts(check.record, meeting, Some(item));
    for (person, verb, field) in [
        (decision.moved_by, "moved", "moved_by"),
        (decision.seconded_by, "seconded", "seconded_by"),
    ] {
        if let Some(person) = person
            && let Some(why) = out.get(&person)
        {
            let message = format!(
                "{} was {verb} by {}, who is out for the item ({why}).",
                name(decision),
                check.person(person)
            );
            check.add(Rule::MovedByConflicted, decision.id, field, message);
        }
    }
}
