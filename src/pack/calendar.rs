//! What lies ahead as a calendar (RFC 5545): meetings, and every day on which something is owed.
//!
//! Meetings stand at the time of the place where they are held, Europe/London with its own rules in
//! the file: a floating time would be read by some calendars as that of their own machine. What is
//! owed is an all-day entry that blocks no time. Ids make the entries' names, so that reading a newer
//! file moves an entry instead of adding a second; the stamp is the day of the record, not the clock.
//! The paper of a restricted item is named by its number alone: calendars are often shared.

use jiff::civil::{Date, DateTime};

use crate::{
    analysis::{
        agenda::{expected_close, notice_due, paper_due},
        thread::Threads,
    },
    model::{
        AgendaItem, ClauseKind, Meeting, MeetingState, Paper, Position, Record,
        date::{plus_days, short},
    },
};

/// Longest line in octets, without its end.
const FOLD: usize = 75;
/// Where the meetings are.
const ZONE: &str = "Europe/London";
/// The rules of that place since 1996.
const ZONE_RULES: [&str; 16] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/London",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "TZNAME:BST",
    "DTSTART:19960331T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "TZNAME:GMT",
    "DTSTART:19961027T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
];

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    on: Date,
    uid: String,
    summary: String,
    description: String,
    place: String,
    category: &'static str,
    /// Start and end, where it has times.
    times: Option<(DateTime, Option<DateTime>)>,
    cancelled: bool,
    /// How often its day was moved.
    sequence: usize,
}

impl Entry {
    fn all_day(on: Date, uid: String, summary: String, category: &'static str) -> Self {
        Self {
            on,
            uid,
            summary,
            description: String::new(),
            place: String::new(),
            category,
            times: None,
            cancelled: false,
            sequence: 0,
        }
    }
}

/// The calendar of a record: lines end in CR LF.
pub fn calendar(record: &Record, today: Date) -> String {
    let mut out = Lines::default();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Trajectory//Board calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        out.push(line);
    }
    let name = record.organisation.name.trim();
    if !name.is_empty() {
        out.push(&format!("X-WR-CALNAME:{}", escaped(name)));
    }
    for line in ZONE_RULES {
        out.push(line);
    }
    out.push("END:VTIMEZONE");
    let stamp = record.as_at.unwrap_or(today);
    let mut entries = entries(record, today);
    entries.sort();
    for entry in &entries {
        out.entry(entry, stamp);
    }
    out.push("END:VCALENDAR");
    out.0
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A line, folded before it is too long and never within a character.
    fn push(&mut self, line: &str) {
        let mut used = 0;
        for character in line.chars() {
            if used + character.len_utf8() > FOLD {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(character);
            used += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    fn entry(&mut self, entry: &Entry, stamp: Date) {
        self.push("BEGIN:VEVENT");
        self.push(&format!("UID:{}@trajectory", entry.uid));
        self.push(&format!("DTSTAMP:{}T000000Z", basic(stamp)));
        self.push(&format!("SEQUENCE:{}", entry.sequence));
        if let Some((starts, ends)) = entry.times {
            self.push(&format!("DTSTART;TZID={ZONE}:{}", basic_time(starts)));
            if let Some(ends) = ends {
                self.push(&format!("DTEND;TZID={ZONE}:{}", basic_time(ends)));
            }
        } else {
            self.push(&format!("DTSTART;VALUE=DATE:{}", basic(entry.on)));
            self.push(&format!(
                "DTEND;VALUE=DATE:{}",
                basic(plus_days(entry.on, 1))
            ));
            self.push("TRANSP:TRANSPARENT");
        }
        self.push(&format!("SUMMARY:{}", escaped(&entry.summary)));
        if !entry.description.is_empty() {
            self.push(&format!("DESCRIPTION:{}", escaped(&entry.description)));
        }
        if !entry.place.is_empty() {
            self.push(&format!("LOCATION:{}", escaped(&entry.place)));
        }
        self.push(&format!("CATEGORIES:{}", entry.category));
        if entry.cancelled {
            self.push("STATUS:CANCELLED");
        }
        self.push("END:VEVENT");
    }
}

fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn basic_time(at: DateTime) -> String {
    let time = at.time();
    format!(
        "{}T{:02}{:02}{:02}",
        basic(at.date()),
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// Text as the format wants it: separators behind a backslash, line breaks as `\n`, no controls.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.trim().replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(character);
            }
            '\n' | '\r' => out.push_str("\\n"),
            control if control.is_control() => out.push(' '),
            plain => out.push(plain),
        }
    }
    out
}

/// Everything that lies ahead or is still owed.
fn entries(record: &Record, today: Date) -> Vec<Entry> {
    let mut list = Vec::new();
    for meeting in record.meetings.iter() {
        match meeting.state {
            MeetingState::Planned => {
                list.push(of_meeting(meeting));
                owed_before(record, meeting, &mut list);
            }
            MeetingState::Cancelled => list.push(of_meeting(meeting)),
            MeetingState::Held | MeetingState::Inquorate => {}
        }
    }
    for action in record.actions.iter().filter(|one| one.status.is_open()) {
        let summary = format!("Due: action {}, {}", action.number, action.title);
        let mut entry = Entry::all_day(action.due(), action.id.to_string(), summary, "Action");
        entry.sequence = action.moves.len();
        let mut facts = vec![action.status.word().to_owned()];
        if !action.owner.is_empty() {
            facts.insert(0, action.owner.clone());
        }
        if !action.moves.is_empty() {
            facts.push(format!("First date {}", short(action.original_due)));
        }
        entry.description = facts.join("\n");
        list.push(entry);
    }
    for gate in record.gates.iter().filter(|one| one.passed_on.is_none()) {
        let summary = format!("Gate: {}", gate.title);
        let mut entry = Entry::all_day(gate.due(), gate.id.to_string(), summary, "Gate");
        entry.sequence = gate.moves.len();
        if !gate.decided_by.is_empty() {
            entry.description = format!("Decided by {}", gate.decided_by);
        }
        list.push(entry);
    }
    of_clauses(record, today, &mut list);
    if let Some(on) = record
        .transfer
        .date()
        .filter(|_| record.transfer.happened_on.is_none())
    {
        let uid = "transfer-of-services".to_owned();
        let mut entry = Entry::all_day(on, uid, "Transfer of services".to_owned(), "Transfer");
        entry.sequence = record.transfer.moves.len();
        list.push(entry);
    }
    list
}

fn of_meeting(meeting: &Meeting) -> Entry {
    let (uid, title) = (meeting.id.to_string(), meeting.title.clone());
    let mut entry = Entry::all_day(meeting.date, uid, title, "Meeting");
    entry.place.clone_from(&meeting.place);
    entry.cancelled = meeting.state == MeetingState::Cancelled;
    entry.times = meeting.starts.map(|starts| {
        let at = |time| DateTime::from_parts(meeting.date, time);
        (at(starts), expected_close(meeting).map(at))
    });
    entry
}

/// Notice and papers of a meeting to come.
fn owed_before(record: &Record, meeting: &Meeting, list: &mut Vec<Entry>) {
    let rules = &record.board_rules;
    let what = format!("{} of {}", meeting.title, short(meeting.date));
    if meeting.notice_sent.is_none() {
        list.push(Entry::all_day(
            notice_due(meeting, rules),
            format!("{}-notice", meeting.id),
            format!("Notice to go out: {what}"),
            "Notice",
        ));
    }
    for item in &meeting.agenda {
        for (place, paper) in item.papers.iter().enumerate() {
            if paper.received.is_none() {
                list.push(Entry::all_day(
                    paper_due(meeting, paper, rules),
                    format!("{}-paper-{place}", item.id),
                    format!("Paper due: {}, {what}", paper_words(item, paper)),
                    "Paper",
                ));
            }
        }
    }
}

fn paper_words(item: &AgendaItem, paper: &Paper) -> String {
    if item.restricted.is_some() {
        format!("item {}", item.number)
    } else {
        format!("item {}, {}", item.number, paper.title)
    }
}

fn of_clauses(record: &Record, today: Date, list: &mut Vec<Entry>) {
    let threads = Threads::directions_only(record);
    for clause in record.clauses.iter() {
        let due = match clause.kind {
            ClauseKind::OneOff { due } => due.filter(|_| clause.position() != Some(Position::Met)),
            ClauseKind::Recurring { next, .. } => Some(next),
            ClauseKind::Standing => None,
        };
        let Some(due) = due.filter(|_| threads.is_live(record, clause, today)) else {
            continue;
        };
        let summary = format!("Due: clause {}, {}", clause.reference, clause.title);
        let mut entry = Entry::all_day(due, clause.id.to_string(), summary, "Direction");
        let direction = record.directions.get(clause.direction);
        entry.description = direction.map_or_else(String::new, |one| one.title.clone());
        list.push(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_75_octets_and_unfolding_gives_the_text_back() {
        let text = "SUMMARY:".to_owned() + &"Bont-faen – ŵ£€ ".repeat(30);
        let mut lines = Lines::default();
        lines.push(&text);
        assert!(lines.0.lines().all(|line| line.len() <= FOLD));
        assert_eq!(lines.0.replace("\r\n ", ""), format!("{text}\r\n"));
    }

    #[test]
    fn separators_and_breaks_are_escaped_and_controls_are_gone() {
        assert_eq!(
            escaped("a, b; c\\d\r\ne\u{7}END:VEVENT\nBEGIN"),
            "a\\, b\\; c\\\\d\\ne END:VEVENT\\nBEGIN"
        );
    }
}
