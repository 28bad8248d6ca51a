//! Notes as they are read: beside an item, in one list in the order of the agenda, as text to send.

use std::collections::HashMap;

use crate::{
    analysis::reading_order::reading_order,
    model::{Id, ItemRef, Meeting, Record},
    store::notes::{NoteKind, PrivateNote, Subject},
};

/// The notes on what is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Of what.
    pub subject: Subject,
    /// "The pack for 26 September 2019".
    pub title: String,
    /// The notes, in the order in which they were written.
    pub notes: Vec<PrivateNote>,
    /// Other packs and records with notes: what they are called, how many.
    pub others: Vec<(String, usize)>,
    /// Why none can be kept.
    pub fault: Option<String>,
    /// What was taken out last and can be put back: what it was, beside what.
    pub removed: Option<(NoteKind, String)>,
    /// The meeting whose agenda gives the order.
    pub meeting: Option<Id<Meeting>>,
    /// Moves with every change.
    pub version: u64,
}

impl Shown {
    /// The notes beside something.
    pub fn on<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a PrivateNote> {
        self.notes.iter().filter(move |note| note.on == key)
    }

    /// "1 question, 2 notes" beside something; none where nothing is written.
    pub fn mark(&self, key: &str) -> Option<(NoteKind, String)> {
        let count = |kind| {
            self.on(key)
                .filter(|note| note.kind == kind && !note.text.trim().is_empty())
                .count()
        };
        let (questions, notes) = (count(NoteKind::Question), count(NoteKind::Note));
        let words = |count: usize, one: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            many => Some(format!("{many} {one}s")),
        };
        let parts: Vec<String> = [words(questions, "question"), words(notes, "note")]
            .into_iter()
            .flatten()
            .collect();
        let kind = if questions > 0 {
            NoteKind::Question
        } else {
            NoteKind::Note
        };
        (!parts.is_empty()).then(|| (kind, parts.join(", ")))
    }

    /// How many of a kind say something.
    pub fn count(&self, kind: NoteKind) -> usize {
        let says = |note: &&PrivateNote| note.kind == kind && !note.text.trim().is_empty();
        self.notes.iter().filter(says).count()
    }
}

/// One note in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The note.
    pub note: PrivateNote,
    /// What it stands beside, as that is called now; as it was called where it is gone.
    pub label: String,
    /// Where that is shown.
    pub at: Option<ItemRef>,
    /// It is no longer there.
    pub gone: bool,
}

/// Notes in the order in which a meeting takes what they stand beside; last those beside what is gone.
pub fn entries(
    record: &Record,
    meeting: Option<&Meeting>,
    whole: &str,
    notes: &[PrivateNote],
) -> Vec<Entry> {
    let places = reading_order(record, meeting, whole);
    let ranks: HashMap<&str, usize> = places
        .iter()
        .enumerate()
        .map(|(rank, place)| (place.key.as_str(), rank))
        .collect();
    let mut found: Vec<(usize, Entry)> = notes
        .iter()
        .map(|note| {
            let rank = ranks.get(note.on.as_str()).copied();
            let place = rank.and_then(|rank| places.get(rank));
            let entry = Entry {
                label: place.map_or_else(|| note.about.clone(), |place| place.label.clone()),
                at: place.and_then(|place| place.at),
                gone: place.is_none(),
                note: note.clone(),
            };
            (rank.unwrap_or(usize::MAX), entry)
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// One note with what it stands beside, as plain text.
pub fn one_as_text(entry: &Entry) -> String {
    format!("{}: {}", entry.label, entry.note.text.trim())
}

/// Every question as plain text, numbered, and how many; none where there is none.
pub fn questions_as_text(title: &str, entries: &[Entry]) -> Option<(String, usize)> {
    let asked: Vec<&Entry> = entries
        .iter()
        .filter(|entry| entry.note.kind == NoteKind::Question)
        .filter(|entry| !entry.note.text.trim().is_empty())
        .collect();
    if asked.is_empty() {
        return None;
    }
    let mut text = format!(
        "Questions on {}\n",
        crate::analysis::words::uncapital(title)
    );
    for (place, entry) in asked.iter().enumerate() {
        let said = entry.note.text.trim().replace('\n', "\n   ");
        let gone = if entry.gone { " (no longer there)" } else { "" };
        text.push_str(&format_question(place + 1, &entry.label, gone, &said));
    }
    Some((text, asked.len()))
}

fn format_question(number: usize, label: &str, gone: &str, said: &str) -> String {
    format!("\n{number}. {label}{gone}\n   {said}\n")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Action;

    fn note(id: u64, kind: NoteKind, on: &str, text: &str) -> PrivateNote {
        PrivateNote {
            id,
            kind,
            on: on.to_owned(),
            about: format!("what {on} was"),
            text: text.to_owned(),
            written: date(2019, 9, 24).at(21, 0, 0, 0),
        }
    }

    fn record() -> Record {
        let mut record = Record::default();
        for number in 1..=2 {
            let id = format!("act-2019-{number:06}").parse().unwrap();
            let mut action = Action::new(id, number, date(2019, 9, 1));
            action.title = format!("Do {number}");
            record.put(action.into());
        }
        record
    }

    #[test]
    fn notes_stand_in_the_order_of_the_record_and_what_is_gone_stands_last() {
        let notes = [
            note(1, NoteKind::Question, "act-2019-000009", "Gone?"),
            note(2, NoteKind::Question, "act-2019-000002", "Why?\nAnd when?"),
            note(3, NoteKind::Note, "act-2019-000001", "Good."),
            note(4, NoteKind::Question, "whole", "  "),
        ];
        let found = entries(&record(), None, "The pack", &notes);
        let labels: Vec<&str> = found.iter().map(|entry| entry.label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "The pack",
                "Action 1, Do 1",
                "Action 2, Do 2",
                "what act-2019-000009 was"
            ]
        );
        assert!(found[3].gone && found[3].at.is_none());
        let (text, count) = questions_as_text("The pack", &found).unwrap();
        assert_eq!(count, 2);
        assert_eq!(
            text,
            "Questions on the pack\n\n1. Action 2, Do 2\n   Why?\n   And when?\n\n2. what \
             act-2019-000009 was (no longer there)\n   Gone?\n"
        );
        assert_eq!(one_as_text(&found[1]), "Action 1, Do 1: Good.");
        assert_eq!(questions_as_text("The pack", &found[1..2]), None);
    }

    #[test]
    fn a_mark_counts_what_says_something() {
        let shown = Shown {
            subject: Subject {
                board: "Board".to_owned(),
                meeting: None,
            },
            title: String::new(),
            notes: vec![
                note(1, NoteKind::Question, "a", "Why?"),
                note(2, NoteKind::Note, "a", "One"),
                note(3, NoteKind::Note, "a", "Two"),
                note(4, NoteKind::Question, "b", ""),
            ],
            others: Vec::new(),
            fault: None,
            removed: None,
            meeting: None,
            version: 0,
        };
        let (kind, words) = shown.mark("a").unwrap();
        assert_eq!(
            (kind, words.as_str()),
            (NoteKind::Question, "1 question, 2 notes")
        );
        assert_eq!(shown.mark("b"), None);
        assert_eq!(shown.count(NoteKind::Question), 1);
    }
}
