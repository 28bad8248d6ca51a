//! Who attended what they could have attended.
//!
//! Cancelled meetings count for nobody. An inquorate meeting was attended by those who came. Before
//! appointment and after the end of a term nothing was missed. Part of a meeting counts as present.

use std::collections::HashMap;

use jiff::civil::Date;

use super::quorum::sitting_on;
use crate::model::{
    Attendance, FinancialYear, Id, Meeting, MeetingState, Person, Presence, Record,
};

/// How one person stood to one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Square {
    /// There, for all or part of it.
    Present,
    /// Sent apologies.
    Apologies,
    /// Not there, no word.
    Absent,
    /// Did not sit on the board that day.
    NotAppointed,
    /// The record does not say.
    NotRecorded,
}

impl Square {
    /// The word for tooltips and screen readers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Apologies => "apologies",
            Self::Absent => "absent",
            Self::NotAppointed => "not appointed then",
            Self::NotRecorded => "not recorded",
        }
    }

    /// Whether the meeting counts among those the person could have attended.
    pub const fn counts(self) -> bool {
        match self {
            Self::Present | Self::Apologies | Self::Absent => true,
            Self::NotAppointed | Self::NotRecorded => false,
        }
    }
}

/// One meeting in a person's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeetingSquare {
    /// Which meeting.
    pub meeting: Id<Meeting>,
    /// Its day.
    pub date: Date,
    /// How the person stood to it.
    pub square: Square,
    /// Arrived late or left early.
    pub partial: bool,
}

/// One person's attendance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonAttendance {
    /// Who.
    pub person: Id<Person>,
    /// Meetings attended.
    pub attended: usize,
    /// Meetings the person could have attended.
    pub possible: usize,
    /// Meetings attended in part.
    pub partial: usize,
    /// Every meeting that took place, oldest first.
    pub squares: Vec<MeetingSquare>,
}

impl PersonAttendance {
    /// "5 of 5", or "not recorded".
    pub fn words(&self) -> String {
        if self.possible == 0 {
            "not recorded".to_owned()
        } else {
            format!("{} of {}", self.attended, self.possible)
        }
    }
}

/// Attendance of everybody who is or was a director, at meetings up to `today`, in one financial
/// year where one is given. In the order of the record.
pub fn attendance(
    record: &Record,
    today: Date,
    year: Option<FinancialYear>,
) -> Vec<PersonAttendance> {
    let mut rows: Vec<PersonAttendance> = record
        .people
        .iter()
        .filter(|person| person.is_director())
        .map(|person| PersonAttendance {
            person: person.id,
            attended: 0,
            possible: 0,
            partial: 0,
            squares: Vec::new(),
        })
        .collect();
    let mut meetings: Vec<&Meeting> = record
        .meetings
        .iter()
        .filter(|meeting| took_place(meeting) && meeting.date <= today)
        .filter(|meeting| year.is_none_or(|year| FinancialYear::of(meeting.date) == year))
        .collect();
    meetings.sort_by_key(|meeting| (meeting.date, meeting.starts));
    for meeting in meetings {
        let sitting: std::collections::HashSet<Id<Person>> = sitting_on(record, meeting.date)
            .into_iter()
            .map(|(person, _)| person.id)
            .collect();
        let entries: HashMap<Id<Person>, &Attendance> = meeting
            .attendance
            .iter()
            .map(|entry| (entry.person, entry))
            .collect();
        for row in &mut rows {
            row.add(
                meeting,
                sitting.contains(&row.person),
                entries.get(&row.person).copied(),
            );
        }
    }
    rows
}

impl PersonAttendance {
    fn add(&mut self, meeting: &Meeting, sits: bool, entry: Option<&Attendance>) {
        let square = match (sits, entry.map(|entry| entry.how)) {
            (false, _) => Square::NotAppointed,
            (true, Some(Presence::Present)) => Square::Present,
            (true, Some(Presence::Apologies)) => Square::Apologies,
            (true, Some(Presence::Absent)) => Square::Absent,
            (true, None) => Square::NotRecorded,
        };
        let partial = square == Square::Present && entry.is_some_and(Attendance::is_partial);
        self.attended += usize::from(square == Square::Present);
        self.possible += usize::from(square.counts());
        self.partial += usize::from(partial);
        self.squares.push(MeetingSquare {
            meeting: meeting.id,
            date: meeting.date,
            square,
            partial,
        });
    }
}

/// Whether people came together: held, or met without a quorum.
pub fn took_place(meeting: &Meeting) -> bool {
    match meeting.state {
        MeetingState::Held | MeetingState::Inquorate => true,
        MeetingState::Planned | MeetingState::Cancelled => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::fixtures::{TODAY, attended, held, person},
        model::Class,
    };
    use jiff::civil::{date, time};

    #[test]
    fn each_kind_of_meeting_counts_as_it_should() {
        let mut record = Record::default();
        let mut late = person(1, Class::IndependentNed);
        late.terms[0].from = date(2019, 6, 1);
        record.people.put(late);
        record.people.put(person(2, Class::InAttendance));
        let mut before = held(1, date(2019, 5, 9));
        before.attendance = vec![attended(1, Presence::Present)];
        let mut cancelled = held(2, date(2019, 6, 13));
        cancelled.state = MeetingState::Cancelled;
        cancelled.attendance = vec![attended(1, Presence::Absent)];
        let mut inquorate = held(3, date(2019, 6, 20));
        inquorate.state = MeetingState::Inquorate;
        inquorate.attendance = vec![attended(1, Presence::Present)];
        let mut part = held(4, date(2019, 7, 11));
        let mut entry = attended(1, Presence::Present);
        entry.left = Some(time(15, 10, 0, 0));
        part.attendance = vec![entry];
        let mut missed = held(5, date(2019, 8, 11));
        missed.attendance = vec![attended(1, Presence::Apologies)];
        for meeting in [
            before,
            cancelled,
            inquorate,
            part,
            missed,
            held(6, date(2019, 9, 2)),
        ] {
            record.meetings.put(meeting);
        }
        let rows = attendance(&record, TODAY, None);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].words(), "2 of 3");
        assert_eq!(rows[0].partial, 1);
        let squares: Vec<Square> = rows[0].squares.iter().map(|one| one.square).collect();
        assert_eq!(
            squares,
            [
                Square::NotAppointed,
                Square::Present,
                Square::Present,
                Square::Apologies,
                Square::NotRecorded
            ]
        );
        assert_eq!(
            attendance(&record, TODAY, Some(FinancialYear(2018)))[0].words(),
            "not recorded"
        );
    }

    #[test]
    fn after_a_term_nothing_is_missed_and_a_second_term_counts_again() {
        let mut record = Record::default();
        let mut twice = person(1, Class::IndependentNed);
        twice.terms[0].to = Some(date(2019, 5, 31));
        let again = crate::model::Term {
            from: date(2019, 8, 1),
            to: None,
            appointed_by: String::new(),
        };
        twice.terms.push(again);
        record.people.put(twice);
        for (n, month) in [(1, 5), (2, 6), (3, 8)] {
            let mut one = held(n, date(2019, month, 9));
            one.attendance = vec![attended(1, Presence::Absent)];
            record.meetings.put(one);
        }
        let row = &attendance(&record, TODAY, None)[0];
        assert_eq!((row.attended, row.possible), (0, 2));
        assert_eq!(row.squares[1].square, Square::NotAppointed);
    }

    #[test]
    fn whoever_went_out_and_came_back_was_there_in_part() {
        let mut record = Record::default();
        record.people.put(person(1, Class::IndependentNed));
        let mut one = held(1, date(2019, 9, 5));
        let mut entry = attended(1, Presence::Present);
        entry.away = vec![crate::model::Away {
            from: time(15, 24, 0, 0),
            to: time(15, 40, 0, 0),
        }];
        one.attendance = vec![entry];
        record.meetings.put(one);
        let row = &attendance(&record, TODAY, None)[0];
        assert_eq!((row.words().as_str(), row.partial), ("1 of 1", 1));
    }
}
