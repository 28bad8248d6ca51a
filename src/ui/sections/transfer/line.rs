//! One row of the time axis: its dates with their marks, and what is said of them.

use jiff::civil::Date;

use crate::{
    analysis::words,
    model::{
        DateMove, Gate, ItemRef, Transfer,
        date::{day_month, days_between, short},
    },
    ui::widgets::gate_mark::GateMark,
};

/// One row of the axis, whatever it stands for.
pub(super) struct Line<'a> {
    pub item: ItemRef,
    pub title: &'a str,
    pub decided_by: &'a str,
    pub dates: Vec<(Date, GateMark)>,
    /// Beside the marks: "30 Aug, 61 days late".
    pub words: String,
    pub open: bool,
    pub go_live: bool,
    pub moves: &'a [DateMove],
}

impl<'a> Line<'a> {
    /// The row of a gate.
    pub fn of_gate(gate: &'a Gate, today: Date) -> Self {
        let mut dates = vec![(gate.original_due, GateMark::FirstDate)];
        dates.extend(gate.moves.iter().map(|step| (step.to, GateMark::MovedTo)));
        let (last, mark) = match gate.passed_on {
            Some(day) => (day, GateMark::Passed),
            None => (gate.due(), GateMark::Open),
        };
        // The last date carries the mark of how the gate stands, not a second one.
        while dates.last().is_some_and(|(day, _)| *day == last) {
            dates.pop();
        }
        dates.push((last, mark));
        let until = gate.passed_on.unwrap_or_else(|| gate.due().max(today));
        let slip = days_between(gate.original_due, until);
        let words = if slip > 0 {
            format!("{}, {} late", dated(last, today), days_in_figures(slip))
        } else {
            dated(last, today)
        };
        Self {
            item: gate.id.into(),
            title: if gate.title.trim().is_empty() {
                "A new gate"
            } else {
                &gate.title
            },
            decided_by: &gate.decided_by,
            dates,
            words,
            open: gate.passed_on.is_none(),
            go_live: false,
            moves: &gate.moves,
        }
    }

    /// The row of the go-live; none without a date.
    pub fn of_transfer(transfer: &'a Transfer, today: Date) -> Option<Self> {
        let day = transfer.date()?;
        let mut dates: Vec<(Date, GateMark)> = Vec::new();
        dates.extend(transfer.original.map(|first| (first, GateMark::FirstDate)));
        dates.extend(
            transfer
                .moves
                .iter()
                .map(|step| (step.to, GateMark::MovedTo)),
        );
        while dates.last().is_some_and(|(last, _)| *last == day) {
            dates.pop();
        }
        dates.push((day, GateMark::GoLive));
        Some(Self {
            item: ItemRef::Transfer,
            title: if transfer.happened_on.is_some() {
                "Services passed"
            } else {
                "Services transfer"
            },
            decided_by: "All",
            dates,
            words: dated(day, today),
            open: true,
            go_live: true,
            moves: &transfer.moves,
        })
    }

    /// The row as one sentence.
    pub fn sentence(&self, today: Date) -> String {
        let first = self.dates.first().map_or(today, |(day, _)| *day);
        let state = match (self.go_live, self.open) {
            (true, _) => "",
            (false, true) => ", open",
            (false, false) => ", passed",
        };
        let moved = match self.moves.len() {
            0 => "never moved".to_owned(),
            count => format!("first due {}, moved {}", short(first), words::times(count)),
        };
        let by = if self.decided_by.is_empty() {
            String::new()
        } else {
            format!(", decided by {}", self.decided_by)
        };
        format!("{}{state}, {}, {moved}{by}", self.title, self.words)
    }

    /// What a date of the row stands for, with who moved it and why.
    pub fn date_words(&self, n: usize) -> String {
        let Some((day, mark)) = self.dates.get(n) else {
            return String::new();
        };
        let moved = self.moves.iter().rev().find(|step| step.to == *day);
        match (mark, moved) {
            (GateMark::FirstDate, _) => format!("{}: first date, never changes", short(*day)),
            (GateMark::Passed, _) => format!("{}: passed", short(*day)),
            (_, Some(step)) => {
                let by = if step.by.is_empty() {
                    String::new()
                } else {
                    format!(" by {}", step.by)
                };
                let why = if step.why.is_empty() {
                    String::new()
                } else {
                    format!(": “{}”", step.why)
                };
                format!("{}: moved on {}{by}{why}", short(*day), short(step.on))
            }
            (_, None) => format!("{}: the date in force", short(*day)),
        }
    }
}

/// `61 days`.
fn days_in_figures(days: i32) -> String {
    words::figures(days.unsigned_abs() as usize, "day", "days")
}

/// A day beside its mark; with the year where the axis is not near today.
fn dated(day: Date, today: Date) -> String {
    if days_between(day, today).abs() < 500 {
        day_month(day)
    } else {
        short(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn gate() -> Gate {
        Gate {
            id: "gat-2019-YMA63C".parse().unwrap(),
            title: "TUPE consultation closed".into(),
            decided_by: "Council".into(),
            original_due: date(2019, 7, 31),
            moves: vec![
                DateMove {
                    to: date(2019, 8, 30),
                    on: date(2019, 7, 11),
                    by: "Director of resources".into(),
                    why: "Education staff joined the list.".into(),
                },
                DateMove {
                    to: date(2019, 9, 27),
                    on: date(2019, 8, 22),
                    by: String::new(),
                    why: String::new(),
                },
            ],
            passed_on: None,
            depends_on: Vec::new(),
            decision: None,
            actions: Vec::new(),
            clauses: Vec::new(),
            note: String::new(),
            illustrative: false,
        }
    }

    #[test]
    fn an_open_gate_shows_first_moved_and_open() {
        let gate = gate();
        let line = Line::of_gate(&gate, date(2019, 9, 24));
        let marks: Vec<GateMark> = line.dates.iter().map(|(_, mark)| *mark).collect();
        assert_eq!(
            marks,
            [GateMark::FirstDate, GateMark::MovedTo, GateMark::Open]
        );
        assert_eq!(line.words, "27 Sep, 58 days late");
        assert_eq!(
            line.date_words(1),
            "30 Aug 2019: moved on 11 Jul 2019 by Director of resources: “Education staff joined the list.”"
        );
    }

    #[test]
    fn a_gate_passed_on_its_first_date_has_one_mark() {
        let mut gate = gate();
        gate.moves.clear();
        gate.passed_on = Some(gate.original_due);
        let line = Line::of_gate(&gate, date(2019, 9, 24));
        assert_eq!(line.dates, [(date(2019, 7, 31), GateMark::Passed)]);
        assert_eq!(line.words, "31 Jul");
    }
}
