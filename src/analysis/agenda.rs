//! The agenda in time: when each item comes up, and by when notice and papers are due.

use jiff::{
    ToSpan as _,
    civil::{Date, Time},
};

use crate::model::{BoardRules, Meeting, Paper, date::plus_days};

/// When each item begins: the start of the meeting and the minutes of all items before it. None
/// where the meeting has no time, or the clock would pass midnight.
pub fn clock(meeting: &Meeting) -> Vec<Option<Time>> {
    let mut now = meeting.starts;
    meeting
        .agenda
        .iter()
        .map(|item| {
            let begins = now;
            let minutes = i64::from(item.minutes.unwrap_or(0));
            now = now.and_then(|now| now.checked_add(minutes.minutes()).ok());
            begins
        })
        .collect()
}

/// When the meeting would close by its agenda; none where it has no time or no item has minutes.
pub fn expected_close(meeting: &Meeting) -> Option<Time> {
    let minutes = total_minutes(meeting);
    if minutes == 0 {
        return None;
    }
    let starts = meeting.starts?;
    starts.checked_add(i64::from(minutes).minutes()).ok()
}

/// Minutes of all items together.
pub fn total_minutes(meeting: &Meeting) -> u32 {
    let minutes = meeting.agenda.iter().filter_map(|item| item.minutes);
    minutes.map(u32::from).sum()
}

/// The last day on which notice may go out, by the rules of the board.
pub fn notice_due(meeting: &Meeting, rules: &BoardRules) -> Date {
    plus_days(meeting.date, -i32::from(rules.notice_days))
}

/// By when a paper is due: its own date, or the one that the rules of the board make.
pub fn paper_due(meeting: &Meeting, paper: &Paper, rules: &BoardRules) -> Date {
    paper
        .due
        .unwrap_or_else(|| plus_days(meeting.date, -i32::from(rules.papers_days)))
}

/// Whether a paper came late or is overdue on `today`.
pub fn paper_is_late(meeting: &Meeting, paper: &Paper, rules: &BoardRules, today: Date) -> bool {
    paper.received.unwrap_or(today) > paper_due(meeting, paper, rules)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AgendaItem, Id, MeetingState, Purpose};
    use jiff::civil::{date, time};

    fn item(minutes: Option<u16>) -> AgendaItem {
        AgendaItem {
            id: Id::new(2019, || 7),
            number: String::new(),
            title: String::new(),
            purpose: Purpose::Note,
            summary: String::new(),
            presenter: String::new(),
            minutes,
            bodies: Vec::new(),
            decision: None,
            concerns: Vec::new(),
            clauses: Vec::new(),
            actions: Vec::new(),
            papers: Vec::new(),
            restricted: None,
            minute: String::new(),
        }
    }

    fn meeting(starts: Option<Time>, minutes: &[Option<u16>]) -> Meeting {
        Meeting {
            id: Id::new(2019, || 3),
            title: "Shadow board".to_owned(),
            date: date(2019, 9, 26),
            starts,
            closed: None,
            place: String::new(),
            state: MeetingState::Planned,
            chair: None,
            notice_sent: None,
            agenda: minutes.iter().copied().map(item).collect(),
            attendance: Vec::new(),
            declarations: Vec::new(),
            minutes: String::new(),
            signed: None,
            note: String::new(),
            illustrative: false,
        }
    }

    #[test]
    fn the_clock_runs_on_by_the_minutes_of_each_item() {
        let with = meeting(Some(time(14, 0, 0, 0)), &[Some(5), None, Some(90)]);
        let at = |hour, minute| Some(time(hour, minute, 0, 0));
        assert_eq!(clock(&with), [at(14, 0), at(14, 5), at(14, 5)]);
        assert_eq!(expected_close(&with), at(15, 35));
        assert_eq!(clock(&meeting(None, &[Some(5)])), [None]);
    }

    #[test]
    fn a_meeting_past_midnight_has_no_clock() {
        let late = meeting(Some(time(23, 50, 0, 0)), &[Some(20), Some(5)]);
        assert_eq!(clock(&late), [Some(time(23, 50, 0, 0)), None]);
    }

    #[test]
    fn notice_and_papers_are_counted_back_from_the_day() {
        let (meeting, rules) = (meeting(None, &[]), BoardRules::default());
        let paper = Paper {
            title: "Contract".to_owned(),
            author: String::new(),
            due: None,
            received: None,
        };
        assert_eq!(notice_due(&meeting, &rules), date(2019, 9, 19));
        assert!(!paper_is_late(&meeting, &paper, &rules, date(2019, 9, 21)));
        assert!(paper_is_late(&meeting, &paper, &rules, date(2019, 9, 22)));
    }
}
