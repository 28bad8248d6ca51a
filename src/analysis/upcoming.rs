//! Dates to come: papers, meetings, clauses, plans, gates, the transfer, terms and funding that end.

use jiff::civil::Date;

use super::{overview::Goto, thread::Threads, words};
use crate::model::{
    ClauseKind, ItemRef, Meeting, MeetingState, Position, Record,
    date::{days_between, plus_days},
};

/// One date to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    /// The day.
    pub on: Date,
    /// What falls on it.
    pub what: String,
    /// One more word: "item 8", "7 days".
    pub meta: String,
    /// Where it leads.
    pub goto: Goto,
}

/// Dates from today on, nearest first. Terms and funding show up as early as the board's rules
/// ask for a warning; everything else whenever it is dated.
pub fn upcoming(record: &Record, today: Date) -> Vec<Upcoming> {
    let mut list = Vec::new();
    let mut add = |on: Date, what: String, meta: String, goto: Goto| {
        if on >= today {
            list.push(Upcoming {
                on,
                what,
                meta,
                goto,
            });
        }
    };
    for meeting in record
        .meetings
        .iter()
        .filter(|one| one.state == MeetingState::Planned)
    {
        add(
            meeting.date,
            meeting_words(meeting),
            match meeting.to_decide().count() {
                0 => String::new(),
                count => format!("{count} to decide"),
            },
            Goto::Meeting(meeting.id),
        );
        for item in &meeting.agenda {
            for paper in item.papers.iter().filter(|paper| paper.received.is_none()) {
                let due = paper.due.unwrap_or_else(|| {
                    plus_days(meeting.date, -i32::from(record.board_rules.papers_days))
                });
                add(
                    due,
                    format!("{} due", paper.title),
                    format!("item {}", item.number),
                    Goto::Agenda(meeting.id, item.id),
                );
            }
        }
    }
    let threads_of_directions = Threads::directions_only(record);
    for clause in record.clauses.iter() {
        let due = match clause.kind {
            ClauseKind::OneOff { due } => due.filter(|_| clause.position() != Some(Position::Met)),
            ClauseKind::Recurring { next, .. } => Some(next),
            ClauseKind::Standing => None,
        };
        if let Some(due) = due
            && threads_of_directions.is_live(record, clause, today)
        {
            add(
                due,
                clause.title.clone(),
                format!("clause {}", clause.reference),
                Goto::Item(clause.id.into()),
            );
        }
    }
    for inspection in record
        .inspections
        .iter()
        .filter(|one| one.plan_sent.is_none())
    {
        if let Some(due) = inspection.plan_due {
            let what = "Action plan to Ofsted due".to_owned();
            add(due, what, String::new(), Goto::Item(inspection.id.into()));
        }
    }
    for gate in record.gates.iter().filter(|gate| gate.passed_on.is_none()) {
        add(
            gate.due(),
            gate.title.clone(),
            "gate".to_owned(),
            Goto::Item(gate.id.into()),
        );
    }
    if let Some(date) = record.transfer.date()
        && record.transfer.happened_on.is_none()
    {
        let days = days_between(today, date).max(0).unsigned_abs() as usize;
        let what = "Services transfer to the company".to_owned();
        add(
            date,
            what,
            words::figures(days, "day", "days"),
            Goto::Item(ItemRef::Transfer),
        );
    }
    endings(record, today, &mut add);
    list.sort_by(|a, b| (a.on, &a.what).cmp(&(b.on, &b.what)));
    list
}

fn endings(record: &Record, today: Date, add: &mut impl FnMut(Date, String, String, Goto)) {
    let horizon = plus_days(today, i32::from(record.board_rules.term_warning_days));
    for person in record.people.iter() {
        if let Some(end) = person.term_at(today).and_then(|term| term.to)
            && end <= horizon
        {
            let what = format!("Term of {} ends", person.name);
            add(end, what, String::new(), Goto::Item(person.id.into()));
        }
    }
    let mut funding: Vec<(Date, String, Goto)> = record
        .fee_terms
        .iter()
        .filter_map(|term| {
            let until = term.funded_until?;
            let what = format!("{} stops funding fees", term.funding.words());
            (until <= horizon).then_some((until, what, Goto::Item(term.id.into())))
        })
        .collect();
    funding.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    funding.dedup_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
    for (on, what, goto) in funding {
        add(on, what, String::new(), goto);
    }
    for waiver in record
        .waivers
        .iter()
        .filter(|waiver| waiver.expires <= horizon)
    {
        let what = format!("Waiver ends: {}", waiver.what);
        add(
            waiver.expires,
            what,
            String::new(),
            Goto::Item(waiver.id.into()),
        );
    }
    for item in record
        .forward_plan
        .iter()
        .filter(|item| item.done_on.is_none())
    {
        let meta = "forward plan".to_owned();
        add(
            item.due,
            item.title.clone(),
            meta,
            Goto::Item(item.id.into()),
        );
    }
}

fn meeting_words(meeting: &Meeting) -> String {
    meeting.starts.map_or_else(
        || meeting.title.clone(),
        |time| format!("{}, {:02}:{:02}", meeting.title, time.hour(), time.minute()),
    )
}
