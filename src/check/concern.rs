//! Standing concerns: never silent, on every agenda, closed on evidence only.

use std::collections::HashSet;

use jiff::civil::Date;

use super::{Check, Rule};
use crate::model::{
    Concern, Id, When,
    date::{long, plus_months},
};

/// Months after which an open concern of which nothing was heard is a finding.
const SILENT_MONTHS: i32 = 6;

pub(super) fn check(check: &mut Check<'_>) {
    let record = check.record;
    let agenda: Option<(HashSet<Id<Concern>>, Date)> = record
        .next_meeting(check.today)
        .filter(|meeting| !meeting.agenda.is_empty())
        .map(|meeting| {
            let ids = meeting
                .agenda
                .iter()
                .flat_map(|item| item.concerns.iter().copied())
                .collect();
            (ids, meeting.date)
        });
    for concern in record.concerns.iter() {
        let Some(closed) = &concern.closed else {
            open(check, concern, agenda.as_ref());
            continue;
        };
        check.in_order(
            concern.id,
            "closed",
            Some(concern.opened.first_day()),
            Some(closed.on),
        );
        if closed.evidence.is_empty() {
            let message = format!(
                "Concern “{}” was closed on {} without evidence.",
                concern.title,
                long(closed.on)
            );
            check.add(
                Rule::ConcernClosedWithoutEvidence,
                concern.id,
                "closed",
                message,
            );
        }
        if closed.meeting.is_none() {
            let message = format!(
                "Concern “{}” was closed on {}, but no meeting is named that closed it.",
                concern.title,
                long(closed.on)
            );
            check.add(
                Rule::ConcernClosedWithoutMeeting,
                concern.id,
                "closed",
                message,
            );
        }
    }
}

fn open(check: &mut Check<'_>, concern: &Concern, agenda: Option<&(HashSet<Id<Concern>>, Date)>) {
    let last = concern
        .counts
        .iter()
        .map(|count| count.on.last_day())
        .chain(concern.narrative.iter().map(|note| note.on))
        .chain([concern.opened.last_day()])
        .filter(|&day| day <= check.today)
        .max()
        .unwrap_or_else(|| When::first_day(concern.opened));
    if plus_months(last, SILENT_MONTHS) < check.today {
        let message = format!(
            "Nothing has been said or counted of concern “{}” since {}.",
            concern.title,
            long(last)
        );
        check.add(Rule::ConcernSilent, concern.id, "narrative", message);
    }
    if let Some((_, date)) = agenda.filter(|(ids, _)| !ids.contains(&concern.id)) {
        let message = format!(
            "Concern “{}” is open, but not on the agenda of {}.",
            concern.title,
            long(*date)
        );
        check.add(Rule::ConcernNotOnAgenda, concern.id, None, message);
    }
    if concern.owner.trim().is_empty() && concern.partner.trim().is_empty() {
        let message = format!("Nobody leads on concern “{}”.", concern.title);
        check.add(Rule::ConcernWithoutOwner, concern.id, "owner", message);
    }
}
