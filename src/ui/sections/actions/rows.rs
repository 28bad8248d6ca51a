//! Which actions the table shows, in which order.
//!
//! The order is worked out when the record, the sort, the filters or the search change, and kept
//! otherwise: a frame costs the same with ten thousand actions as with twenty. While somebody types
//! in a form it is kept too, so that the row being edited does not run away.

use std::{cmp::Ordering, collections::BTreeSet, sync::Arc};

use jiff::civil::Date;

use super::filter::Filter;
use crate::{
    analysis::overdue::overdue,
    model::{Action, Id, ItemRef, Items, Record},
};

/// What a row shows, and what it can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Col {
    /// The number people say.
    Number,
    /// The action; its owner stands under it where rows have two lines.
    Title,
    /// The owner, a column of its own in compact rows.
    Owner,
    /// The first date.
    FirstDue,
    /// The date that counts now.
    NowDue,
    /// How often it moved.
    Moves,
    /// Days late from the first date.
    Late,
    /// The status.
    Status,
}

impl Col {
    /// Every column, left to right.
    pub const ALL: [Self; 8] = [
        Self::Number,
        Self::Title,
        Self::Owner,
        Self::FirstDue,
        Self::NowDue,
        Self::Moves,
        Self::Late,
        Self::Status,
    ];

    /// What one sorts by, in words: "days late".
    pub const fn sorted_by(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "action",
            Self::Owner => "owner",
            Self::FirstDue => "first date",
            Self::NowDue => "date now",
            Self::Moves => "moves",
            Self::Late => "days late",
            Self::Status => "status",
        }
    }

    /// Whether one wants the smallest first: the latest and the most moved come first otherwise.
    pub const fn ascending_first(self) -> bool {
        match self {
            Self::Moves | Self::Late => false,
            Self::Number
            | Self::Title
            | Self::Owner
            | Self::FirstDue
            | Self::NowDue
            | Self::Status => true,
        }
    }
}

/// What is asked of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Sorted by which column, and whether ascending.
    pub sort: (Col, bool),
    /// Only these.
    pub filter: Filter,
    /// Only those that hold every word of this.
    pub query: String,
}

impl Default for Wanted {
    /// Everything, the latest first.
    fn default() -> Self {
        Self {
            sort: (Col::Late, false),
            filter: Filter::default(),
            query: String::new(),
        }
    }
}

impl Wanted {
    /// Whether some actions may be left out.
    pub fn leaves_out(&self) -> bool {
        self.filter != Filter::default() || !self.query.trim().is_empty()
    }
}

/// The rows as last worked out.
#[derive(Default)]
pub struct Rows {
    seen: Option<(Items<Action>, Date, Wanted)>,
    /// Actions shown, in order.
    pub order: Vec<Id<Action>>,
    /// Every owner, in the order of the alphabet.
    pub owners: Vec<String>,
    /// "20 actions, 8 late from their first date."
    pub sentence: String,
    /// The text in which each action is searched for, made when it is first needed.
    haystacks: Vec<(Arc<Action>, String)>,
}

impl Rows {
    /// Works the rows out anew where anything they rest on has changed; says whether it did.
    ///
    /// `typing`: somebody is writing in a form, so a change of the record alone does not count.
    pub fn update(&mut self, record: &Record, today: Date, wanted: &Wanted, typing: bool) -> bool {
        let actions = &record.actions;
        if let Some((seen, day, before)) = &self.seen
            && *day == today
            && before == wanted
            && (actions.same_as(seen) || (typing && actions.len() == seen.len()))
        {
            return false;
        }
        self.search_texts(actions, wanted);
        let words: Vec<String> = wanted
            .query
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let mut shown: Vec<&Action> = actions
            .iter()
            .enumerate()
            .filter(|(place, action)| {
                wanted.filter.takes(action, today)
                    && (words.is_empty()
                        || self.haystacks.get(*place).is_some_and(|(_, text)| {
                            words.iter().all(|word| text.contains(word.as_str()))
                        }))
            })
            .map(|(_, action)| action)
            .collect();
        let (col, ascending) = wanted.sort;
        shown.sort_by(|a, b| {
            let by = compare(col, a, b, today);
            let by = if ascending { by } else { by.reverse() };
            by.then_with(|| a.number.cmp(&b.number))
                .then_with(|| a.id.cmp(&b.id))
        });
        self.order = shown.iter().map(|action| action.id).collect();
        let owners: BTreeSet<&str> = actions
            .iter()
            .map(|action| action.owner.as_str())
            .filter(|owner| !owner.is_empty())
            .collect();
        self.owners = owners.into_iter().map(str::to_owned).collect();
        self.sentence = overdue(record, today).sentence();
        self.seen = Some((actions.clone(), today, wanted.clone()));
        true
    }

    /// The texts that are searched, for a query only; those of unchanged actions are kept.
    fn search_texts(&mut self, actions: &Items<Action>, wanted: &Wanted) {
        if wanted.query.trim().is_empty() {
            return;
        }
        let mut before = std::mem::take(&mut self.haystacks).into_iter();
        self.haystacks = actions
            .shared()
            .iter()
            .map(|action| match before.next() {
                Some((kept, text)) if Arc::ptr_eq(&kept, action) => (kept, text),
                _changed => (Arc::clone(action), search_text(action)),
            })
            .collect();
    }

    /// The row of an action, where it is shown.
    pub fn place(&self, id: Id<Action>) -> Option<usize> {
        self.order.iter().position(|other| *other == id)
    }

    /// The order as the rest of the program walks it.
    pub fn refs(&self) -> Arc<[ItemRef]> {
        self.order.iter().map(|id| ItemRef::Action(*id)).collect()
    }
}

/// Title, owner, number, detail and notes, in small letters.
fn search_text(action: &Action) -> String {
    let mut text = format!(
        "action {} {}\n{}\n{}\n{}",
        action.number, action.title, action.owner, action.sponsor, action.detail
    );
    for note in &action.notes {
        text.push('\n');
        text.push_str(&note.text);
    }
    text.to_lowercase()
}

fn compare(col: Col, a: &Action, b: &Action, today: Date) -> Ordering {
    match col {
        Col::Number => a.number.cmp(&b.number),
        Col::Title => compare_words(&a.title, &b.title),
        Col::Owner => compare_words(&a.owner, &b.owner),
        Col::FirstDue => a.original_due.cmp(&b.original_due),
        Col::NowDue => a.due().cmp(&b.due()),
        Col::Moves => a.moves.len().cmp(&b.moves.len()),
        Col::Late => a.days_late(today).cmp(&b.days_late(today)),
        Col::Status => a.status.cmp(&b.status),
    }
}

/// Alphabetical, without regard to capitals.
fn compare_words(a: &str, b: &str) -> Ordering {
    let small = |text: &str| -> Vec<char> { text.chars().flat_map(char::to_lowercase).collect() };
    if a.is_ascii() && b.is_ascii() {
        // Nearly always: without making a string for each comparison of ten thousand titles.
        a.bytes()
            .map(|byte| byte.to_ascii_lowercase())
            .cmp(b.bytes().map(|byte| byte.to_ascii_lowercase()))
    } else {
        small(a).cmp(&small(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Brag, DateMove, Note},
        ui::sections::actions::filter::Linked,
    };
    use jiff::civil::date;

    const TODAY: Date = date(2019, 9, 24);

    fn action(number: u32, title: &str, due: Date, status: Brag) -> Action {
        let id = format!("act-2019-0000{number:02}").parse().unwrap();
        let mut action = Action::new(id, number, due);
        action.title = title.to_owned();
        action.status = status;
        action
    }

    fn record() -> Record {
        let mut record = Record::default();
        let mut lease = action(
            12,
            "Open a move-on house",
            date(2019, 6, 28),
            Brag::RecoveryAgreed,
        );
        lease.owner = "Head of corporate parenting".to_owned();
        lease.moves.push(DateMove {
            to: date(2019, 10, 11),
            on: date(2019, 9, 17),
            by: String::new(),
            why: "Fire-safety works".to_owned(),
        });
        lease.notes.push(Note {
            on: TODAY,
            by: String::new(),
            text: "The landlord signed".to_owned(),
            illustrative: false,
        });
        record.actions.put(lease);
        record.actions.put(action(
            3,
            "audit thresholds",
            date(2019, 10, 31),
            Brag::OnTrack,
        ));
        record.actions.put(action(
            4,
            "Move every care leaver",
            date(2018, 3, 31),
            Brag::OffTrack,
        ));
        record
    }

    fn numbers(rows: &Rows, record: &Record) -> Vec<u32> {
        rows.order
            .iter()
            .map(|id| record.actions.get(*id).unwrap().number)
            .collect()
    }

    fn shown(record: &Record, wanted: &Wanted) -> Vec<u32> {
        let mut rows = Rows::default();
        assert!(rows.update(record, TODAY, wanted, false));
        numbers(&rows, record)
    }

    #[test]
    fn the_latest_from_the_first_date_come_first() {
        assert_eq!(shown(&record(), &Wanted::default()), [4, 12, 3]);
    }

    #[test]
    fn every_column_sorts_both_ways() {
        let record = record();
        for (col, up) in [
            (Col::Number, [3, 4, 12]),
            (Col::Title, [3, 4, 12]),
            (Col::Owner, [3, 4, 12]),
            (Col::FirstDue, [4, 12, 3]),
            (Col::NowDue, [4, 12, 3]),
            (Col::Moves, [3, 4, 12]),
            (Col::Late, [3, 12, 4]),
            (Col::Status, [4, 12, 3]),
        ] {
            let wanted = |ascending| Wanted {
                sort: (col, ascending),
                ..Wanted::default()
            };
            assert_eq!(shown(&record, &wanted(true)), up, "{col:?}");
            let down = shown(&record, &wanted(false));
            assert_ne!(down, up, "{col:?}");
        }
    }

    #[test]
    fn a_search_finds_words_of_title_owner_number_and_notes() {
        let record = record();
        for (query, found) in [
            ("MOVE", vec![4, 12]),
            ("parenting house", vec![12]),
            ("landlord", vec![12]),
            ("action 3", vec![3]),
            ("nothing of the kind", vec![]),
        ] {
            let wanted = Wanted {
                query: query.to_owned(),
                ..Wanted::default()
            };
            assert_eq!(shown(&record, &wanted), found, "{query}");
        }
    }

    #[test]
    fn filters_take_only_what_they_name() {
        let record = record();
        let only = |filter: Filter| {
            shown(
                &record,
                &Wanted {
                    filter,
                    ..Wanted::default()
                },
            )
        };
        let late = Filter {
            late: true,
            ..Filter::default()
        };
        assert_eq!(only(late), [4, 12]);
        let status = Filter {
            statuses: vec![Brag::OnTrack, Brag::OffTrack],
            ..Filter::default()
        };
        assert_eq!(only(status), [4, 3]);
        let loose = Filter {
            linked: Some(Linked::Nothing),
            ..Filter::default()
        };
        assert_eq!(only(loose).len(), 3);
        let clause = Filter {
            linked: Some(Linked::Clause),
            ..Filter::default()
        };
        assert!(only(clause).is_empty());
    }

    #[test]
    fn the_order_is_kept_while_somebody_types_and_follows_afterwards() {
        let mut record = record();
        let wanted = Wanted {
            sort: (Col::Title, true),
            ..Wanted::default()
        };
        let mut rows = Rows::default();
        rows.update(&record, TODAY, &wanted, false);
        assert!(
            !rows.update(&record, TODAY, &wanted, false),
            "nothing changed"
        );
        let mut changed = record.actions.get(rows.order[0]).unwrap().clone();
        changed.title = "zzz".to_owned();
        record.actions.put(changed);
        assert!(!rows.update(&record, TODAY, &wanted, true));
        assert_eq!(numbers(&rows, &record), [3, 4, 12]);
        assert!(rows.update(&record, TODAY, &wanted, false));
        assert_eq!(numbers(&rows, &record), [4, 12, 3]);
    }
}
