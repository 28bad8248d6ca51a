//! What can be read of a record that holds fields this program does not know.
//!
//! A newer version may have written them, or somebody mistyped a name. The text stays as it is; a
//! copy of it with those fields blanked out is read, so that the record can be looked at. Such a
//! record must not be saved: what is not understood would not be kept in step with the rest.

use super::{
    Opened, ReadError, ReadErrorKind, current, decode, explain, read_record, ron_options, sound,
    unix_lines,
};
use crate::model::Record;
use crate::store::lexer::{Lexer, TokenKind};
use crate::store::source::{Place, Source};
use crate::store::tree::{NodeId, Shape, Tree};

/// How many sorts of unknown field are put aside before the file is refused.
const MOST_SORTS: usize = 64;

/// A record that can be looked at, and what of its text is not in it.
#[derive(Clone, Debug)]
pub struct Known {
    /// What is understood, and the whole text as written.
    pub opened: Opened<Record>,
    /// The fields that are not, each with its place; empty if the record is whole.
    pub unknown: Vec<ReadError>,
}

impl Known {
    /// Why such a record is open for reading only: what happened, what it means, what to do.
    pub fn sentence(&self) -> Option<String> {
        let first = self.unknown.first()?;
        let more = match self.unknown.len() {
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
}

/// Reads a record as [`read_record`] does, but fields that the format does not have are put aside
/// and listed.
///
/// # Errors
/// Everything else that keeps the bytes from being a record; a newer format is among it, since
/// there the meaning of a known field may be another.
pub fn read_known(bytes: Vec<u8>) -> Result<Known, ReadError> {
    let source = current(Source::new(decode(bytes)?))?;
    let mut copy = source.clone();
    let mut unknown: Vec<ReadError> = Vec::new();
    for _ in 0..=MOST_SORTS {
        let err = match ron_options().from_str::<Record>(&unix_lines(copy.text())) {
            Ok(record) => {
                sound(&record, &source)?;
                if unknown.is_empty() {
                    source.reads_as(&record);
                }
                unknown.sort_by_key(|error| error.place);
                let opened = Opened { record, source };
                return Ok(Known { opened, unknown });
            }
            Err(err) => err,
        };
        let error = explain::explain(&copy, &err);
        let cut = match error.kind {
            ReadErrorKind::Unknown => alike(&copy, error.place),
            ReadErrorKind::TooLarge
            | ReadErrorKind::Encoding
            | ReadErrorKind::Conflict
            | ReadErrorKind::Newer
            | ReadErrorKind::Shape
            | ReadErrorKind::Missing
            | ReadErrorKind::Value
            | ReadErrorKind::DuplicateId => Vec::new(),
        };
        if cut.is_empty() {
            return Err(explain::explain(&source, &err));
        }
        let mut text: Vec<char> = Vec::new();
        let mut from = 0;
        for node in cut {
            let range = owned(copy.text(), copy.tree(), node);
            let place = copy.place(range.start);
            unknown.push(ReadError {
                place,
                line: source.line(place.line).to_owned(),
                ..error.clone()
            });
            text.extend(copy.text()[from..range.start].chars());
            let blank = |letter: char| {
                if matches!(letter, '\n' | '\r') {
                    letter
                } else {
                    ' '
                }
            };
            text.extend(copy.text()[range.clone()].chars().map(blank));
            from = range.end;
        }
        text.extend(copy.text()[from..].chars());
        copy = copy.replaced_by(text.into_iter().collect());
    }
    read_record(source.to_bytes()).map(|opened| Known {
        opened,
        unknown: Vec::new(),
    })
}

/// The field whose name stands at a place, and those of the same name in structs of the same sort,
/// in the order of the text.
fn alike(source: &Source, place: Place) -> Vec<NodeId> {
    let (text, tree) = (source.text(), source.tree());
    let at = source.offset(place);
    let found = (0..tree.len()).find(|&node| {
        let name = &tree.node(node).name;
        !name.is_empty() && name.start == at
    });
    let Some(first) = found else {
        return Vec::new();
    };
    let name = &text[tree.node(first).name.clone()];
    let way = way(text, tree, first);
    (first..tree.len())
        .filter(|&node| {
            &text[tree.node(node).name.clone()] == name && self::way(text, tree, node) == way
        })
        .collect()
}

/// The names and words on the way to a value, places in lists left out: the sort of its struct.
fn way<'t>(text: &'t str, tree: &Tree, node: NodeId) -> Vec<&'t str> {
    let mut way = Vec::new();
    let mut at = tree.node(node).parent;
    while let Some(outer) = at {
        let value = tree.node(outer);
        way.push(match value.shape {
            Shape::List => "[]",
            Shape::Struct
            | Shape::Tuple
            | Shape::Map
            | Shape::Text
            | Shape::Literal
            | Shape::Word => &text[value.tag.clone()],
        });
        way.push(&text[value.name.clone()]);
        at = value.parent;
    }
    way
}

/// A field with the comma after it.
fn owned(text: &str, tree: &Tree, node: NodeId) -> std::ops::Range<usize> {
    let value = tree.node(node);
    let end = value.span.end;
    let comma = Lexer::starting_at(text, end)
        .find(|token| !token.kind.is_trivia())
        .filter(|token| token.kind == TokenKind::Comma);
    // A comment between the value and its comma goes along.
    value.name.start..comma.map_or(end, |comma| comma.end)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("(format: 2, novel: 1)", ReadErrorKind::Newer),
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
}
