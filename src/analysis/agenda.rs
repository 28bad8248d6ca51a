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

/// The number for an item that comes in after the one at a place, or at the end where none is given.
///
/// While nobody has seen the numbers, it is the next whole one. Once notice or a pack is out, no
/// number moves: a late item is 5A after 5, then 5B; one before all others is 0A.
pub fn number_after(meeting: &Meeting, after: Option<usize>) -> String {
    let agenda = &meeting.agenda;
    if !meeting.numbers_are_out() || agenda.is_empty() {
        let highest = agenda.iter().filter_map(|item| whole(&item.number)).max();
        return highest.unwrap_or(0).saturating_add(1).to_string();
    }
    let before = match after {
        Some(place) => agenda.get(place),
        None => agenda.last(),
    };
    let base = before.and_then(|item| whole(&item.number)).unwrap_or(0);
    let taken = |number: &str| agenda.iter().any(|item| item.number == number);
    let letters = ('A'..='Z').map(|letter| format!("{base}{letter}"));
    let doubled = (2_u32..).map(|n| format!("{base}A{n}"));
    letters
        .chain(doubled)
        .find(|number| !taken(number))
        .unwrap_or_default()
}

/// Numbers all items from 1 in their order, where nobody has seen them yet.
pub fn renumber(meeting: &mut Meeting) {
    if meeting.numbers_are_out() {
        return;
    }
    for (place, item) in meeting.agenda.iter_mut().enumerate() {
        item.number = (place + 1).to_string();
    }
}

/// The whole number that an item's number begins with: 5 of `5A`.
fn whole(number: &str) -> Option<u32> {
    let end = number
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(number.len());
    number.get(..end)?.parse().ok()
}

/// Minutes between two times of one day; negative where the second is earlier.
pub fn minutes_between(from: Time, to: Time) -> i32 {
    let minutes = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    minutes(to) - minutes(from)
}

/// The item that a live meeting is at: the last one taken that is not done with.
pub fn current(meeting: &Meeting) -> Option<&crate::model::AgendaItem> {
    let open = |item: &&crate::model::AgendaItem| item.began.is_some() && item.ended.is_none();
    meeting.agenda.iter().rfind(open)
}

/// Minutes behind the agenda, negative where the meeting is ahead: by the item at hand, which should
/// have begun by the clock and may run for its minutes. None without a clock or an item at hand.
pub fn behind(meeting: &Meeting, now: Time) -> Option<i32> {
    let at = current(meeting)?;
    let place = meeting.agenda.iter().position(|item| item.id == at.id)?;
    let should = (*clock(meeting).get(place)?)?;
    let began = at.began?;
    let late = minutes_between(should, began);
    let over = minutes_between(began, now) - i32::from(at.minutes.unwrap_or(0));
    Some(if at.minutes.is_some() && over > 0 {
        late + over
    } else {
        late
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AgendaItem, Id};
    use jiff::civil::{date, time};

    fn item(minutes: Option<u16>) -> AgendaItem {
        AgendaItem {
            minutes,
            ..AgendaItem::new(Id::new(2019, || 7), String::new())
        }
    }

    fn meeting(starts: Option<Time>, minutes: &[Option<u16>]) -> Meeting {
        let id = Id::new(2019, || 3);
        Meeting {
            starts,
            agenda: minutes.iter().copied().map(item).collect(),
            ..Meeting::new(id, "Shadow board".to_owned(), date(2019, 9, 26))
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

    #[test]
    fn a_late_item_takes_a_letter_once_numbers_are_out() {
        let mut open = meeting(None, &[None, None]);
        renumber(&mut open);
        assert_eq!(number_after(&open, Some(0)), "3");
        open.notice_sent = Some(date(2019, 9, 19));
        assert_eq!(number_after(&open, Some(0)), "1A");
        let late = AgendaItem::new(Id::new(2019, || 9), "1A".to_owned());
        open.agenda.insert(1, late);
        assert_eq!(number_after(&open, Some(1)), "1B");
        assert_eq!(number_after(&open, None), "2A");
        let before: Vec<_> = open.agenda.iter().map(|item| item.number.clone()).collect();
        renumber(&mut open);
        let after: Vec<_> = open.agenda.iter().map(|item| item.number.clone()).collect();
        assert_eq!(before, after, "nothing is numbered anew");
    }

    #[test]
    fn minutes_behind_count_the_late_start_and_what_the_item_overran() {
        let at = |hour, minute| time(hour, minute, 0, 0);
        let mut live = meeting(Some(at(14, 0)), &[Some(5), Some(10)]);
        live.agenda[0].id = Id::new(2019, || 1);
        live.agenda[1].id = Id::new(2019, || 2);
        live.opened = Some(at(14, 2));
        live.agenda[0].began = Some(at(14, 2));
        assert_eq!(behind(&live, at(14, 4)), Some(2));
        assert_eq!(behind(&live, at(14, 10)), Some(5));
        live.agenda[0].ended = Some(at(14, 3));
        live.agenda[1].began = Some(at(14, 3));
        assert_eq!(behind(&live, at(14, 3)), Some(-2));
        live.agenda[1].ended = Some(at(14, 9));
        assert_eq!(behind(&live, at(14, 9)), None);
    }
}
