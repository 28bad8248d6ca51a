//! Meetings: notice, papers, minutes, restrictions, attendance, and a quorum for every item.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::{Check, Rule, Severity, run};
use crate::{
    analysis::{
        attendance::took_place,
        minutes,
        quorum::{Quorum, judge_item, judge_meeting, rule_on, sitting_on},
        words,
    },
    model::{
        AgendaItem, Meeting, MeetingState, Presence, Purpose,
        date::{days_between, long, plus_days},
    },
};

pub(super) fn check(check: &mut Check<'_>) {
    let record = check.record;
    let mut last_held: HashMap<&str, Date> = HashMap::new();
    for meeting in record.meetings.iter().filter(|meeting| took_place(meeting)) {
        let last = last_held.entry(&meeting.title).or_insert(meeting.date);
        *last = meeting.date.max(*last);
    }
    for meeting in record.meetings.iter() {
        if meeting.state == MeetingState::Cancelled {
            continue;
        }
        dates(check, meeting);
        if took_place(meeting) {
            attendance(check, meeting);
            let next = last_held.get(meeting.title.as_str()).copied();
            signature(check, meeting, next);
            run::after_close(check, meeting);
        }
        for item in &meeting.agenda {
            agenda_item(check, meeting, item);
        }
        run::times(check, meeting);
        quorum(check, meeting);
    }
}

pub(super) fn name(meeting: &Meeting) -> String {
    let title = if meeting.title.is_empty() {
        "meeting"
    } else {
        &meeting.title
    };
    format!("{} of {}", words::capital(title), long(meeting.date))
}

fn dates(check: &mut Check<'_>, meeting: &Meeting) {
    let today = check.today;
    if meeting.state == MeetingState::Planned && meeting.date < today {
        let message = format!(
            "{} is still planned, though its day has passed.",
            name(meeting)
        );
        check.add(Rule::MeetingNotRecorded, meeting.id, "state", message);
    }
    if took_place(meeting) && meeting.date > today {
        let message = format!("{} is recorded as held, on a day to come.", name(meeting));
        check.add(Rule::MeetingInFuture, meeting.id, "state", message);
    }
    let asked = i32::from(check.record.board_rules.notice_days);
    let latest = plus_days(meeting.date, -asked);
    match meeting.notice_sent {
        Some(sent) if sent > latest => {
            let severity = if took_place(meeting) {
                Severity::Note
            } else {
                Severity::Warning
            };
            let days = days_between(sent, meeting.date);
            let message = if days < 0 {
                format!(
                    "Notice of {} went out on {}, after the day.",
                    name(meeting),
                    long(sent)
                )
            } else {
                format!(
                    "Notice of {} went out on {}, {} before; the rules ask for {}.",
                    name(meeting),
                    long(sent),
                    words::days(days),
                    words::days(asked)
                )
            };
            check.add_as(
                severity,
                Rule::NoticeLate,
                meeting.id,
                "notice_sent",
                message,
            );
        }
        None if meeting.state == MeetingState::Planned
            && latest < today
            && today <= meeting.date =>
        {
            let message = format!(
                "Notice of {} was due by {} and is not recorded as sent.",
                name(meeting),
                long(latest)
            );
            check.add(Rule::NoticeLate, meeting.id, "notice_sent", message);
        }
        Some(_) | None => {}
    }
}

fn attendance(check: &mut Check<'_>, meeting: &Meeting) {
    if meeting.attendance.is_empty() {
        let message = format!(
            "{} was held, but nobody’s attendance is recorded.",
            name(meeting)
        );
        check.add(Rule::AttendanceMissing, meeting.id, "attendance", message);
        return;
    }
    let sitting: HashSet<_> = sitting_on(check.record, meeting.date)
        .into_iter()
        .map(|(person, _)| person.id)
        .collect();
    let mut seen = HashSet::new();
    for entry in &meeting.attendance {
        if !seen.insert(entry.person) {
            let message = format!(
                "{} is on the attendance list of {} twice.",
                check.person(entry.person),
                name(meeting)
            );
            check.add(Rule::AttendanceTwice, meeting.id, "attendance", message);
        }
        let director = check
            .record
            .people
            .get(entry.person)
            .is_some_and(crate::model::Person::is_director);
        if director && entry.how == Presence::Present && !sitting.contains(&entry.person) {
            let message = format!(
                "{} attended {} outside any term of office, and does not count.",
                check.person(entry.person),
                name(meeting)
            );
            check.add(Rule::PresentOutsideTerm, meeting.id, "attendance", message);
        }
    }
}

fn signature(check: &mut Check<'_>, meeting: &Meeting, last_held: Option<Date>) {
    let Some(signed) = &meeting.signed else {
        if let Some(next) = last_held.filter(|&next| next > meeting.date && next <= check.today) {
            let message = format!(
                "The minutes of {} are not signed, and the board has met since, on {}.",
                name(meeting),
                long(next)
            );
            check.add(Rule::MinutesUnsigned, meeting.id, "signed", message);
        }
        return;
    };
    let approving = check.record.meetings.get(signed.at);
    let evidence = minutes::evidence(check.record, meeting, signed);
    if evidence == minutes::Evidence::NotTheNext {
        let message = format!(
            "The minutes of {} are signed at {}, which is not the next meeting: by themselves they \
             are no evidence.",
            name(meeting),
            approving.map_or_else(
                || "another meeting".to_owned(),
                |one| { format!("the meeting of {}", long(one.date)) }
            )
        );
        check.add(Rule::SignedNotNext, meeting.id, "signed", message);
    }
    if evidence == minutes::Evidence::NotTheChair {
        let message = format!(
            "The minutes of {} are signed by {}, who chaired neither that meeting nor the one \
             that approved them.",
            name(meeting),
            check.person(signed.by)
        );
        check.add(Rule::SignedByAnother, meeting.id, "signed", message);
    }
}

fn agenda_item(check: &mut Check<'_>, meeting: &Meeting, item: &AgendaItem) {
    let of = format!("Item {} of {}", item.number, name(meeting));
    if meeting.state == MeetingState::Planned {
        let usual = plus_days(
            meeting.date,
            -i32::from(check.record.board_rules.papers_days),
        );
        for paper in item.papers.iter().filter(|paper| paper.received.is_none()) {
            let due = paper.due.unwrap_or(usual);
            if due < check.today {
                let author = match paper.author.trim() {
                    "" => String::new(),
                    author => format!(" from {author}"),
                };
                let message = format!(
                    "The paper “{}”{author} for item {} of {} was due on {}.",
                    paper.title,
                    item.number,
                    name(meeting),
                    long(due)
                );
                check.add(Rule::PaperOverdue, meeting.id, "agenda", message);
            }
        }
    }
    if let Some(restricted) = &item.restricted {
        let missing: Vec<&str> = [
            (
                restricted.reason.trim().is_empty() && restricted.code.is_empty(),
                "a reason",
            ),
            (restricted.reviewer.trim().is_empty(), "a reviewer"),
            (restricted.review_on.is_none(), "a review date"),
        ]
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
        .collect();
        if !missing.is_empty() {
            let message = format!("{of} is restricted without {}.", words::join(&missing));
            check.add(Rule::RestrictionIncomplete, meeting.id, "agenda", message);
        }
        if let Some(day) = restricted.review_on.filter(|&day| day < check.today) {
            let message = format!(
                "The restriction of item {} of {} was to be reviewed by {}.",
                item.number,
                name(meeting),
                long(day)
            );
            check.add(Rule::RestrictionReviewDue, meeting.id, "agenda", message);
        }
    }
    if item.purpose == Purpose::Decide && item.decision.is_none() {
        let (severity, what) = if took_place(meeting) {
            (
                Severity::Warning,
                "was to decide, but no decision is recorded",
            )
        } else {
            (Severity::Note, "is to decide, but no decision is drafted")
        };
        let message = format!("{of} {what}: {}.", item.title);
        check.add_as(
            severity,
            Rule::DecideWithoutDecision,
            meeting.id,
            "agenda",
            message,
        );
    }
}

fn quorum(check: &mut Check<'_>, meeting: &Meeting) {
    // A planned meeting whose day has passed says nothing; nor does one without attendance.
    let unknown = took_place(meeting) && meeting.attendance.is_empty()
        || meeting.state == MeetingState::Planned && meeting.date < check.today;
    if unknown {
        return;
    }
    if rule_on(check.record, meeting.date).is_none() {
        // Said once for the whole board by the check of the rules.
        return;
    }
    let Some(whole) = judge_meeting(check.record, meeting) else {
        return;
    };
    if meeting.state == MeetingState::Inquorate {
        if whole.holds() {
            let message = format!(
                "{} is recorded as inquorate, but {} directors counted and the rule asks for {}.",
                name(meeting),
                words::number(whole.counting),
                words::number(whole.needed)
            );
            check.add(Rule::QuorumContradiction, meeting.id, "state", message);
        }
        return;
    }
    if !whole.holds() {
        lost(check, meeting, &name(meeting), "attendance", &whole);
        return;
    }
    for item in &meeting.agenda {
        let Some(judged) = judge_item(check.record, meeting, item) else {
            continue;
        };
        if judged.conflicted.is_empty() {
            continue;
        }
        let of = format!("Item {} of {}", item.number, name(meeting));
        if !judged.holds() {
            lost(check, meeting, &of, "agenda", &judged);
        } else if judged.is_thin() && judged.expected {
            let people: Vec<String> = judged
                .conflicted
                .iter()
                .map(|&id| check.person(id))
                .collect();
            let message = format!(
                "{of}: {} conflicted, {}.",
                match people.as_slice() {
                    [one] => format!("{one} is"),
                    more => format!("{} are", words::join(more)),
                },
                judged.words()
            );
            check.add(Rule::QuorumThin, meeting.id, "agenda", message);
        }
    }
}

fn lost(check: &mut Check<'_>, meeting: &Meeting, of: &str, field: &'static str, judged: &Quorum) {
    let (severity, verb) = if judged.expected {
        (Severity::Warning, "will have")
    } else {
        (Severity::Error, "had")
    };
    let conflicted = match judged.conflicted.len() {
        0 => String::new(),
        count => format!(
            ", {} conflicted",
            words::counted(count, "director", "directors")
        ),
    };
    let message = format!(
        "{of} {verb} no quorum: {}{conflicted}.",
        words::join(&judged.lost_because)
    );
    check.add_as(severity, Rule::QuorumLost, meeting.id, field, message);
}
