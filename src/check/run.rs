//! How a meeting ran: numbers, times, votes and movers, what it left undone.

use std::collections::HashSet;

use jiff::civil::Time;

use super::{Check, Rule, meeting::name};
use crate::{
    analysis::quorum::judge_item,
    model::{AgendaItem, Decision, DecisionState, Meeting, MeetingState, Presence, date::long},
};

/// Numbers and times, whatever the state of the meeting.
pub(super) fn times(check: &mut Check<'_>, meeting: &Meeting) {
    let mut seen = HashSet::new();
    for item in &meeting.agenda {
        let number = item.number.trim();
        if !number.is_empty() && !seen.insert(number) {
            let message = format!("Two items of {} have the number {number}.", name(meeting));
            check.add(Rule::ItemNumberTwice, meeting.id, "agenda", message);
        }
        if after(item.began, item.ended) {
            let message = format!(
                "Item {} of {} ends before it begins.",
                item.number,
                name(meeting)
            );
            check.add(Rule::TimesOutOfOrder, meeting.id, "agenda", message);
        }
    }
    for entry in &meeting.attendance {
        let away = entry.away.iter().any(|away| away.to < away.from);
        if away || after(entry.arrived, entry.left) {
            let message = format!(
                "{} leaves {} before arriving.",
                check.person(entry.person),
                name(meeting)
            );
            check.add(Rule::TimesOutOfOrder, meeting.id, "attendance", message);
        }
    }
    let from = meeting.opened.or(meeting.starts);
    let breaks = meeting
        .pauses
        .iter()
        .any(|pause| after(Some(pause.from), pause.to));
    if breaks || after(from, meeting.closed) {
        let message = format!("{} closes before it begins.", name(meeting));
        check.add(Rule::TimesOutOfOrder, meeting.id, "closed", message);
    }
}

fn after(from: Option<Time>, to: Option<Time>) -> bool {
    from.is_some_and(|from| to.is_some_and(|to| to < from))
}

/// What a meeting that took place left behind.
pub(super) fn after_close(check: &mut Check<'_>, meeting: &Meeting) {
    if meeting.opened.is_some() && meeting.minutes_drafted.is_none() && meeting.signed.is_none() {
        let message = format!("The minutes of {} are not drafted yet.", name(meeting));
        check.add(Rule::MinutesNotDrafted, meeting.id, "minutes", message);
    }
    for item in &meeting.agenda {
        left(check, meeting, item);
        let decision = item.decision.and_then(|id| check.record.decisions.get(id));
        if let Some(decision) = decision.filter(|one| one.meeting.is_none_or(|id| id == meeting.id))
        {
            voted(check, meeting, item, decision);
        }
    }
}

/// An item that was put off or not reached is on a later agenda, once there is one.
fn left(check: &mut Check<'_>, meeting: &Meeting, item: &AgendaItem) {
    let undone = match (&item.deferred, meeting.state) {
        (Some(deferred), _) => deferred.to.is_none(),
        (None, MeetingState::Inquorate) => item.decision.is_some() || item.booked.is_some(),
        (None, MeetingState::Held) => meeting.opened.is_some() && item.began.is_none(),
        (None, MeetingState::Planned | MeetingState::Cancelled) => false,
    };
    let mut later = check
        .record
        .meetings
        .iter()
        .filter(|other| other.date > meeting.date && other.state != MeetingState::Cancelled)
        .peekable();
    let Some(next) = later.peek().map(|other| other.date) else {
        return;
    };
    let taken = later.any(|other| {
        other.agenda.iter().any(|one| {
            one.title.trim() == item.title.trim()
                || item.decision.is_some() && one.decision == item.decision
                || item.booked.is_some() && one.booked == item.booked
        })
    });
    if undone && !taken {
        let message = format!(
            "Item {} of {} (“{}”) was not dealt with, and no agenda since has it; the next meeting \
             is on {}.",
            item.number,
            name(meeting),
            item.title,
            long(next)
        );
        check.add(Rule::ItemLeft, meeting.id, "agenda", message);
    }
}

/// Votes and movers of a decision against who was there.
fn voted(check: &mut Check<'_>, meeting: &Meeting, item: &AgendaItem, decision: &Decision) {
    if decision.state != DecisionState::Taken {
        return;
    }
    let of = format!(
        "Decision {} (item {} of {})",
        decision.number,
        item.number,
        name(meeting)
    );
    if let (Some(votes), Some(judged)) = (decision.votes, judge_item(check.record, meeting, item))
        && votes.cast() > judged.counting
    {
        let message = format!(
            "{of}: {} votes are recorded, but {} directors could vote.",
            votes.cast(),
            judged.counting
        );
        check.add(Rule::VotesOverCount, decision.id, "votes", message);
    }
    if decision.moved_by.is_some() && decision.moved_by == decision.seconded_by {
        let message = format!("{of} is moved and seconded by the same person.");
        check.add(Rule::MovedBySame, decision.id, "seconded_by", message);
    }
    if meeting.attendance.is_empty() {
        return;
    }
    for (person, verb, field) in [
        (decision.moved_by, "moved", "moved_by"),
        (decision.seconded_by, "seconded", "seconded_by"),
    ] {
        let Some(person) = person else { continue };
        let there = meeting
            .attendance_of(person)
            .is_some_and(|entry| entry.how == Presence::Present);
        if !there {
            let message = format!(
                "{of} is {verb} by {}, who was not at the meeting.",
                check.person(person)
            );
            check.add(Rule::MoverAbsent, decision.id, field, message);
        }
    }
}
