//! What is late. Lateness is always counted from the first date, so that moving a date hides nothing.

use jiff::civil::Date;

use super::words;
use crate::model::{Action, Brag, Id, Record, date::days_between};

/// One action that is late from its first date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateAction {
    /// Which.
    pub action: Id<Action>,
    /// Its number.
    pub number: u32,
    /// Days late from the first date; at least 1.
    pub days: i32,
    /// Days past the date that counts now; negative while that is still to come.
    pub days_past_now_due: i32,
    /// How often the date moved.
    pub moves: usize,
}

/// The actions of a record by lateness and status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// Late actions, the latest first.
    pub late: Vec<LateAction>,
    /// All actions.
    pub total: usize,
    /// Actions still owed.
    pub open: usize,
    /// Actions whose date moved at least once.
    pub moved: usize,
    /// How many have each status, in the order of `Brag::ALL`.
    pub by_status: [(Brag, usize); 6],
}

/// Works out which actions are late.
pub fn overdue(record: &Record, today: Date) -> Overdue {
    let mut by_status = Brag::ALL.map(|status| (status, 0));
    let mut late = Vec::new();
    let (mut open, mut moved) = (0, 0);
    for action in record.actions.iter() {
        for (status, count) in &mut by_status {
            *count += usize::from(*status == action.status);
        }
        open += usize::from(action.status.is_open());
        moved += usize::from(!action.moves.is_empty());
        let days = action.days_late(today);
        if days > 0 {
            late.push(LateAction {
                action: action.id,
                number: action.number,
                days,
                days_past_now_due: days_between(action.due(), today),
                moves: action.moves.len(),
            });
        }
    }
    late.sort_by_key(|entry| (-entry.days, entry.number, entry.action));
    Overdue {
        late,
        total: record.actions.len(),
        open,
        moved,
        by_status,
    }
}

impl Overdue {
    /// "20 actions, 8 late from their first date."
    pub fn sentence(&self) -> String {
        let total = words::figures(self.total, "action", "actions");
        match (self.total, self.late.len()) {
            (0, _) => "No actions yet.".to_owned(),
            (_, 0) => format!("{total}, none late."),
            (_, 1) => format!("{total}, 1 late from its first date."),
            (_, late) => format!("{total}, {late} late from their first date."),
        }
    }
}

/// How one action stands against its dates: "23 days late from its first date", "due in seven days".
pub fn due_words(action: &Action, today: Date) -> String {
    match action.status {
        Brag::Delivered => "delivered".to_owned(),
        Brag::Embedded => "embedded".to_owned(),
        Brag::OffTrack | Brag::RecoveryAgreed | Brag::OnTrack | Brag::NotStarted => {
            let late = action.days_late(today);
            let left = days_between(today, action.due());
            if late > 0 {
                format!("{} late from its first date", words::days(late))
            } else if left == 0 {
                "due today".to_owned()
            } else {
                format!("due in {}", words::days(left))
            }
        }
    }
}

/// "moved twice", or "never moved".
pub fn moved_words(moves: usize) -> String {
    if moves == 0 {
        "never moved".to_owned()
    } else {
        format!("moved {}", words::times(moves))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DateMove;
    use jiff::civil::date;

    fn action(number: u32, due: Date, status: Brag) -> Action {
        let mut seed = number;
        let id = Id::new(2019, || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 8
        });
        let mut action = Action::new(id, number, due);
        action.status = status;
        action
    }

    #[test]
    fn a_moved_date_stays_late_from_the_first() {
        let mut record = Record::default();
        let mut slipped = action(12, date(2019, 9, 1), Brag::RecoveryAgreed);
        slipped.moves.push(DateMove {
            to: date(2019, 10, 11),
            on: date(2019, 9, 17),
            by: "Chair".to_owned(),
            why: "Lease".to_owned(),
        });
        record.actions.put(slipped);
        record
            .actions
            .put(action(2, date(2019, 8, 1), Brag::Delivered));
        record
            .actions
            .put(action(3, date(2019, 12, 1), Brag::OnTrack));
        let found = overdue(&record, date(2019, 9, 24));
        assert_eq!(found.late.len(), 1);
        assert_eq!(
            (found.late[0].days, found.late[0].days_past_now_due),
            (23, -17)
        );
        assert_eq!(found.sentence(), "3 actions, 1 late from its first date.");
        assert_eq!((found.open, found.moved), (2, 1));
    }

    #[test]
    fn an_empty_record_has_nothing_late() {
        let found = overdue(&Record::default(), date(2019, 9, 24));
        assert_eq!(found.sentence(), "No actions yet.");
    }
}
