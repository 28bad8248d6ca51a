//! What can be read of a record that is of a newer format, or holds fields this program does not know.
//!
//! A newer version may have written them, or somebody mistyped a name. The text stays as it is; a
//! copy of it with those fields blanked out is read, so that the record can be looked at. Such a
//! record must not be saved: what is not understood would not be kept in step with the rest. Nor
//! must one whose format is newer, even if every field has a known name: the meaning may be another.

use std::ops::Range;

use ron::error::Error;

use super::{
    Opened, ReadError, ReadErrorKind, current, decode, explain, read_record, ron_options, sound,
    unix_lines,
};
use crate::model::{FORMAT, Record};
use crate::store::lexer::{Lexer, TokenKind};
use crate::store::source::{Place, Source};
use crate::store::tree::{NodeId, Shape, Tree, plain_word};

/// In how many sorts of struct fields are put aside before the file is refused.
const MOST_SORTS: usize = 64;

/// How many of the fields put aside are listed.
const MOST_LISTED: usize = 100;

/// A record that can be looked at, and what of its text is not in it.
#[derive(Clone, Debug)]
pub struct Known {
    /// What is understood, and the whole text as written.
    pub opened: Opened<Record>,
    /// The first fields that are not, each with its place; empty if all is understood.
    pub unknown: Vec<ReadError>,
    /// How many more there are.
    pub unlisted: usize,
    /// That the file says to be of a newer format, if it does.
    pub newer: Option<ReadError>,
}

impl Known {
    /// Everything that keeps the record from being changed here; nothing if it is whole.
    pub fn faults(&self) -> impl Iterator<Item = &ReadError> {
        self.newer.iter().chain(&self.unknown)
    }

    /// Why such a record is open for reading only: what happened, what it means, what to do.
    pub fn sentence(&self) -> Option<String> {
        if let Some(newer) = &self.newer {
            return Some(self.newer_sentence(newer));
        }
        let first = self.unknown.first()?;
        let more = match self.unknown.len() + self.unlisted {
            1 => String::new(),
            2 => " One more field is unknown.".to_owned(),
            count => format!(" {} more fields are unknown.", count - 1),
        };
        Some(format!(
            "Line {}, column {}: {first}{more} It may come from a newer version: open it with that \
             one, or put the names right. Until then the record is for reading only, and nothing in \
             its file is touched.",
            first.place.line, first.place.column
        ))
    }

    /// For who only reads a record of a newer format, one sentence: that it is one, and what of it is
    /// not read; nothing where the format is ours.
    pub fn newer_note(&self) -> Option<String> {
        let newer = self.newer.as_ref()?.to_string();
        let left_out = match (self.unknown.len() + self.unlisted, self.unknown.first()) {
            (1, Some(field)) => format!(
                "and one field that is not known here, at line {}, was left out",
                field.place.line
            ),
            (count, Some(first)) => format!(
                "and {count} fields that are not known here were left out, the first at line {}",
                first.place.line
            ),
            (_, None) => "in which every field has a name that is known here, but some may mean \
                          something else"
                .to_owned(),
        };
        Some(format!(
            "{}; it was read as this version understands it, {left_out}.",
            newer.trim_end_matches('.')
        ))
    }

    fn newer_sentence(&self, newer: &ReadError) -> String {
        let shown = match &self.unknown[..] {
            [] => "Every field in it has a name that is known here, but some may mean something \
                   else."
                .to_owned(),
            [field] => format!(
                "One field is not known here and not shown, at line {}; another may mean something \
                 else.",
                field.place.line
            ),
            [first, ..] => format!(
                "{} fields are not known here and not shown, the first at line {}; others may mean \
                 something else.",
                self.unknown.len() + self.unlisted,
                first.place.line
            ),
        };
        format!(
            "{newer} {shown} The record is open for reading only, and nothing in its file is \
             touched. To change it, open it with the version that wrote it."
        )
    }
}

/// Reads a record as [`read_record`] does, but fields that the format does not have are put aside
/// and listed.
///
/// # Errors
/// Everything else that keeps the bytes from being a record. For one of a newer format the error is
/// that, and what is not understood is in its hint.
pub fn read_known(bytes: Vec<u8>) -> Result<Known, ReadError> {
    let source = current(Source::new(decode(bytes)?))?;
    let newer = explain::newer(&source);
    // The text with what is not known blanked out, byte for byte: offsets stay what they are.
    let mut blanked: Option<Source> = None;
    let mut strangers = Vec::new();
    for _ in 0..=MOST_SORTS {
        let copy = blanked.as_ref().unwrap_or(&source);
        let err = match ron_options().from_str::<Record>(&unix_lines(copy.text())) {
            Ok(record) => return known(record, source, strangers, newer),
            Err(err) => err,
        };
        let at = copy.offset(Place {
            line: err.span.end.line,
            column: err.span.end.col,
        });
        let found = if let Error::NoSuchStructField { expected, .. } = &err.code {
            strangers_at(&source, at, expected)
        } else {
            Vec::new()
        };
        if found.is_empty() {
            let error = explain::explain_at(&source, at, &err.code);
            return Err(match newer {
                Some(newer) if error.kind != ReadErrorKind::Conflict => beyond(newer, &error),
                Some(_) | None => error,
            });
        }
        let text = blank(copy.text(), found.iter().map(|stranger| &stranger.range));
        blanked = Some(source.replaced_by(text));
        strangers.extend(found);
    }
    read_record(source.to_bytes()).map(|opened| Known {
        opened,
        unknown: Vec::new(),
        unlisted: 0,
        newer: None,
    })
}

fn known(
    mut record: Record,
    source: Source,
    mut strangers: Vec<Stranger>,
    newer: Option<ReadError>,
) -> Result<Known, ReadError> {
    if newer.is_some() {
        // What is in hand is what the present format has of it.
        record.format = FORMAT;
    }
    sound(&record, &source)?;
    if strangers.is_empty() && newer.is_none() {
        source.reads_as(&record);
    }
    strangers.sort_by_key(|stranger| stranger.range.start);
    let listed = strangers.iter().take(MOST_LISTED);
    let unknown: Vec<_> = listed
        .map(|stranger| {
            let name = &source.text()[stranger.name.clone()];
            explain::unknown_field(&source, stranger.range.start, name, stranger.expected)
        })
        .collect();
    Ok(Known {
        unlisted: strangers.len() - unknown.len(),
        opened: Opened { record, source },
        unknown,
        newer,
    })
}

/// A file of a newer format that cannot even be looked at, and what is the matter with it.
fn beyond(newer: ReadError, error: &ReadError) -> ReadError {
    let hint = format!(
        "It cannot be shown here: at line {}, column {}, this program is lost. {error} Open the file \
         with the version that wrote it; it has not been changed.",
        error.place.line, error.place.column
    );
    newer.with_hint(hint)
}

/// A field that is not known.
struct Stranger {
    name: Range<usize>,
    /// All of it, with the comma after it.
    range: Range<usize>,
    expected: &'static [&'static str],
}

/// The field before `at`, and every other one that is as unknown in a struct of the same sort, in
/// the order of the text; none where there is no field.
fn strangers_at(source: &Source, at: usize, expected: &'static [&'static str]) -> Vec<Stranger> {
    let (text, tree) = (source.text(), source.tree());
    let Some(name) = super::words::token_before(text, at) else {
        return Vec::new();
    };
    let first = (0..tree.len()).find(|&node| {
        let written = tree.node(node).name;
        !written.is_empty() && written.start == name.start
    });
    let Some(sort) = first.and_then(|first| tree.node(first).parent) else {
        return Vec::new();
    };
    let mut last = (sort, true);
    let mut strangers = Vec::new();
    for node in sort..tree.len() {
        let value = tree.node(node);
        let Some(parent) = value.parent.filter(|_| !value.name.is_empty()) else {
            continue;
        };
        if parent != last.0 {
            last = (parent, alike(text, tree, parent, sort));
        }
        if last.1 && !expected.contains(&plain_word(&text[value.name.clone()])) {
            strangers.push(Stranger {
                name: value.name.clone(),
                range: owned(text, tree, node),
                expected,
            });
        }
    }
    strangers
}

/// Whether two structs are of one sort: the same names and words lead to them, places in lists left
/// out.
fn alike(text: &str, tree: &Tree, one: NodeId, other: NodeId) -> bool {
    let (mut one, mut other) = (Some(one), Some(other));
    while let (Some(a), Some(b)) = (one, other) {
        if a == b {
            return true;
        }
        let (a, b) = (tree.node(a), tree.node(b));
        let lists = (a.shape == Shape::List, b.shape == Shape::List);
        if lists.0 != lists.1 || text[a.name] != text[b.name] || text[a.tag] != text[b.tag] {
            return false;
        }
        (one, other) = (a.parent, b.parent);
    }
    one.is_none() && other.is_none()
}

/// A field with the comma after it.
fn owned(text: &str, tree: &Tree, node: NodeId) -> Range<usize> {
    let value = tree.node(node);
    let end = value.span.end;
    let comma = Lexer::starting_at(text, end)
        .meaningful()
        .next()
        .filter(|token| token.kind == TokenKind::Comma);
    // A comment between the value and its comma goes along.
    value.name.start..comma.map_or(end, |comma| comma.end)
}

/// The text with spaces for every byte of these ranges, line breaks left out.
fn blank<'r>(text: &str, ranges: impl Iterator<Item = &'r Range<usize>>) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut from = 0;
    for range in ranges {
        blanked.push_str(&text[from..range.start]);
        for letter in text[range.clone()].chars() {
            if matches!(letter, '\n' | '\r') {
                blanked.push(letter);
            } else {
                blanked.extend(std::iter::repeat_n(' ', letter.len_utf8()));
            }
        }
        from = range.end;
    }
    blanked.push_str(&text[from..]);
    blanked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::splice::splice;

    const TEXT: &str = "#![enable(implicit_some)]\n(\n    format: 1,\n    shade: (deep: [1, 2]), // kept\n    actions: [\n        (id: \"act-2019-000001\", number: 1, mood: \"é, (fine)\", title: \"A\", original_due: \"2019-06-28\"),\n        (id: \"act-2019-000002\", number: 2, title: \"B\", original_due: \"2019-06-28\", mood: \"two\nlines\"),\n    ],\n)\n";

    #[test]
    fn unknown_fields_are_listed_and_the_rest_is_read() {
        let known = read_known(TEXT.as_bytes().to_vec()).unwrap();
        let places: Vec<String> = known
            .unknown
            .iter()
            .map(|error| format!("{} {}", error.place, error.sentence))
            .collect();
        assert_eq!(
            places,
            [
                "4:5 There is no field `shade` here.",
                "6:44 There is no field `mood` here.",
                "7:84 There is no field `mood` here.",
            ]
        );
        assert!(known.unknown[1].line.contains("(fine)"));
        assert_eq!(known.opened.record.actions.len(), 2);
        assert_eq!(known.opened.source.to_bytes(), TEXT.as_bytes());
        let sentence = known.sentence().unwrap();
        assert!(sentence.starts_with("Line 4, column 5: There is no field `shade` here."));
        assert!(sentence.contains(" 2 more fields are unknown. It may come from a newer version"));
    }

    #[test]
    fn a_whole_record_has_no_sentence_and_other_faults_stay_faults() {
        let whole = read_known(b"(format: 1)".to_vec()).unwrap();
        assert!(whole.unknown.is_empty() && whole.sentence().is_none());
        for (text, kind) in [
            ("(format: 99999999999999)", ReadErrorKind::Newer),
            ("(format: 2, actions: 2)", ReadErrorKind::Newer),
            ("(format: 2, novel: 1", ReadErrorKind::Newer),
            ("(format: 1, novel: 1, actions: 2)", ReadErrorKind::Value),
            (
                "(format: 1, organisation: (name: \"\", stage: Over))",
                ReadErrorKind::Unknown,
            ),
            ("(format: 1, novel: 1", ReadErrorKind::Shape),
        ] {
            let error = read_known(text.as_bytes().to_vec()).unwrap_err();
            assert_eq!(error.kind, kind, "{text}: {error}");
        }
    }

    #[test]
    fn places_stay_right_behind_letters_of_several_bytes() {
        let text = "(format: 1, organisation: (name: \"é😀\", novel: \"😀é\", /* 😀 */ stage: Live, \
                    x: 1), r#odd: (a: [2]), people: [(id: \"per-2019-7GK3QX\", new: 1, name: \"😀\", \
                    class: IndependentChair, z: 😀), (id: \"per-2019-7GK3QY\", name: \"A\", z: 1, \
                    class: IndependentChair)])";
        let text = text.replace(": 😀)", ": \"😀\")");
        let known = read_known(text.clone().into_bytes()).unwrap();
        assert_eq!(known.opened.record.people.len(), 2);
        let names: Vec<String> = known
            .unknown
            .iter()
            .map(|error| {
                let from = text.chars().skip(error.place.column - 1);
                from.take_while(|letter| *letter != ':').collect()
            })
            .collect();
        assert_eq!(names, ["novel", "x", "r#odd", "new", "z", "z"]);
    }

    #[test]
    fn of_very_many_unknown_fields_the_first_are_listed() {
        let fields: Vec<String> = (0..1000).map(|count| format!("f{count}: 1, ")).collect();
        let text = format!("(format: 1, {})", fields.concat());
        let known = read_known(text.into_bytes()).unwrap();
        assert_eq!(known.unknown.len(), MOST_LISTED);
        assert_eq!(known.unlisted, 1000 - MOST_LISTED);
        assert!(known.unknown.iter().all(|error| error.line.len() < 1000));
        let sentence = known.sentence().unwrap();
        assert!(sentence.contains("999 more fields"), "{sentence}");
    }

    #[test]
    fn a_newer_format_opens_for_reading_with_nothing_dropped() {
        let text = TEXT.replace("format: 1", "format: 3");
        let known = read_known(text.clone().into_bytes()).unwrap();
        assert_eq!(known.opened.record.actions.len(), 2);
        assert_eq!(known.opened.record.format, FORMAT);
        assert_eq!(known.opened.source.to_bytes(), text.as_bytes());
        assert!(known.opened.source.record().is_none());
        let places: Vec<String> = known.faults().map(|f| f.place.to_string()).collect();
        assert_eq!(places, ["3:13", "4:5", "6:44", "7:84"]);
        assert_eq!(
            known.sentence().unwrap(),
            "The record was written by a newer version of the program: its format is 3, this program \
             reads up to 1. 3 fields are not known here and not shown, the first at line 4; others \
             may mean something else. The record is open for reading only, and nothing in its file \
             is touched. To change it, open it with the version that wrote it."
        );
        assert_eq!(
            known.newer_note().unwrap(),
            "The record was written by a newer version of the program: its format is 3, this program \
             reads up to 1; it was read as this version understands it, and 3 fields that are not \
             known here were left out, the first at line 4."
        );
        let plain = read_known(b"(format: 2)".to_vec()).unwrap();
        let note = plain.newer_note().unwrap();
        assert!(
            note.ends_with("but some may mean something else."),
            "{note}"
        );
        assert!(plain.unknown.is_empty());
        assert!(
            plain
                .sentence()
                .unwrap()
                .contains("Every field in it has a name")
        );
    }

    #[test]
    fn a_newer_format_is_not_saved_over_even_if_somebody_tries() {
        let opened = read_known(TEXT.replace("format: 1", "format: 2").into_bytes());
        let Opened { record, source } = opened.unwrap().opened;
        let mut new = record.clone();
        let mut action = new.actions.iter().next().unwrap().clone();
        action.title.push('!');
        new.actions.put(action);
        assert!(splice(&source, &record, &new).is_err());
        assert!(read_record(source.to_bytes()).is_err());
    }

    #[test]
    fn what_cannot_be_shown_of_a_newer_format_is_said() {
        let text = "(format: 2,\n novel: 1,\n actions: \"none\")";
        let error = read_known(text.as_bytes().to_vec()).unwrap_err();
        assert_eq!(
            error.place,
            Place {
                line: 1,
                column: 10
            }
        );
        assert!(error.sentence.contains("its format is 2"), "{error}");
        let hint = error.hint.unwrap();
        assert!(hint.contains("at line 3, column 11"), "{hint}");
        assert!(hint.contains("it has not been changed"), "{hint}");
    }
}
