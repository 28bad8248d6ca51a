//! The text of a record as it was written, and where in it everything stands.
//!
//! [`Source`] keeps the bytes of the file apart from the byte order mark, and answers "where is
//! field `original_due` of item `act-2019-7GK3QX`" with a line and a column. What is needed for the
//! answer is found at the first such question, so that opening a large record does not wait for it.

use std::fmt;
use std::sync::OnceLock;

use memchr::memchr;

use super::lines::Lines;
use super::outline::Outline;
use super::places::{Places, Spot};
use super::tree::Tree;
use crate::model::{ItemRef, Record};

/// A place in a text: line and column, both from 1, columns in characters (a tab is one).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.line, self.column)
    }
}

/// The text of a record as written.
#[derive(Debug, Default)]
pub struct Source {
    text: String,
    bom: bool,
    crlf: bool,
    lines: OnceLock<Lines>,
    tree: OnceLock<Tree>,
    places: OnceLock<Places>,
    outline: OnceLock<Outline>,
    /// What the text was read as, once somebody has read it.
    record: OnceLock<Record>,
}

impl Clone for Source {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            bom: self.bom,
            crlf: self.crlf,
            outline: self.outline.clone(),
            record: self.record.clone(),
            ..Self::default()
        }
    }
}

impl Source {
    /// Keeps a text; a byte order mark at its start is taken off and remembered, and line breaks
    /// are CRLF from now on if those are in the majority.
    pub fn new(mut text: String) -> Self {
        let bom = text.starts_with('\u{FEFF}');
        if bom {
            text.remove(0);
        }
        let crlf = memchr(b'\r', text.as_bytes()).is_some() && {
            let breaks = text.bytes().filter(|&byte| byte == b'\n').count();
            text.matches("\r\n").count() * 2 > breaks
        };
        Self {
            text,
            bom,
            crlf,
            ..Self::default()
        }
    }

    /// A text written by this program that takes the place of this one: same byte order mark, same
    /// line breaks. `text` holds the bytes as they are to stand in the file.
    #[must_use]
    pub fn replaced_by(&self, text: String) -> Self {
        Self {
            text,
            bom: self.bom,
            crlf: self.crlf,
            ..Self::default()
        }
    }

    /// Notes that the text was read and gave this record. Only who has read it may say so.
    pub(super) fn reads_as(&self, record: &Record) {
        self.record.get_or_init(|| record.clone());
    }

    /// What the text was read as.
    pub(super) fn record(&self) -> Option<&Record> {
        self.record.get()
    }

    /// Where the items of the top-level lists stand.
    pub(super) fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| Outline::of(&self.text))
    }

    /// Gives the outline, where it is known already.
    pub(super) fn with_outline(self, outline: Outline) -> Self {
        Self {
            outline: OnceLock::from(outline),
            ..self
        }
    }

    /// The text without byte order mark, line breaks as in the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the file starts with a byte order mark.
    pub fn bom(&self) -> bool {
        self.bom
    }

    /// Whether lines end in CRLF.
    pub fn crlf(&self) -> bool {
        self.crlf
    }

    /// The bytes of the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.text.len() + 3);
        if self.bom {
            bytes.extend_from_slice("\u{FEFF}".as_bytes());
        }
        bytes.extend_from_slice(self.text.as_bytes());
        bytes
    }

    /// The spans of all values.
    pub fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| Tree::of(&self.text))
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    pub fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let (line, from) = self.lines().line_at(&self.text, offset);
        let before = self.text.as_bytes()[from..offset]
            .iter()
            .filter(|&&byte| !(0x80..0xC0).contains(&byte))
            .count();
        Place {
            line,
            column: before + 1,
        }
    }

    /// The byte offset of a place; a column past the end of its line is the end of the line.
    pub fn offset(&self, place: Place) -> usize {
        let Some(start) = self.lines().start(&self.text, place.line.max(1)) else {
            return self.text.len();
        };
        let line = self.line(place.line);
        line.char_indices()
            .nth(place.column.saturating_sub(1))
            .map_or(start + line.len(), |(at, _)| start + at)
    }

    /// A line without its line break; empty if there is no such line.
    pub fn line(&self, number: usize) -> &str {
        self.lines().line(&self.text, number).unwrap_or_default()
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(&self.text))
    }

    /// Where an item stands, or the value of one of its fields (see [`Tree::follow`] for the form of
    /// `field`). A field that is not written (its value is the default) has the place of the nearest
    /// written thing around it.
    pub fn position_of(&self, id: &str, field: Option<&str>) -> Option<Place> {
        let item = self.places().of_item(id)?;
        Some(self.nearest(item, field.unwrap_or_default()))
    }

    /// Where an item of the record stands, or one of its fields.
    pub fn position_of_item(&self, at: ItemRef, field: Option<&str>) -> Option<Place> {
        if let Some(id) = at.id_text() {
            return self.position_of(id, field);
        }
        match field {
            Some(field) => self.position_of_path(&format!("{}.{field}", at.list())),
            None => self.position_of_path(at.list()),
        }
    }

    /// Where a top-level field stands, or something in it: `organisation.goal`, `people`.
    pub fn position_of_path(&self, path: &str) -> Option<Place> {
        let root = self.places().root?;
        let (field, inner) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
        Some(match self.places().of_field(field) {
            Some(spot) => self.nearest(spot, inner),
            None => self.place(root),
        })
    }

    fn nearest(&self, from: &Spot, path: &str) -> Place {
        let mut path = path;
        while !path.is_empty() {
            let tree = from.tree(&self.text);
            let found = tree
                .root()
                .and_then(|root| tree.follow(&self.text, root, path));
            if let Some(node) = found {
                return self.place(tree.node(node).span.start);
            }
            path = path.rfind(['.', '[']).map_or("", |cut| &path[..cut]);
        }
        self.place(from.start)
    }

    /// Every id that stands at more than one item: the id, the place of the first item, the place
    /// of the next, in the order of the text.
    pub fn duplicate_ids(&self) -> Vec<(String, Place, Place)> {
        let twice = self.places().twice.iter();
        twice
            .map(|found| {
                let places = (self.place(found.first), self.place(found.again));
                (found.id.clone(), places.0, places.1)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Place, Source};

    const SAMPLE: &str = "(\n    organisation: (goal: \"Good\"),\n    actions: [\n        \
        (id: \"act-1\", é: \"x\", due: \"2019\"),\n        (id: \"act-2\"),\n    ],\n)\n";

    #[test]
    fn answers_with_line_and_column() {
        let source = Source::new(SAMPLE.to_owned());
        let at = |line, column| Some(Place { line, column });
        assert_eq!(source.position_of("act-1", None), at(4, 9));
        assert_eq!(source.position_of("act-1", Some("due")), at(4, 36));
        assert_eq!(source.position_of("act-2", None), at(5, 9));
        assert_eq!(source.position_of("act-2", Some("due")), at(5, 9));
        assert_eq!(source.position_of("act-3", None), None);
        assert_eq!(source.position_of_path("organisation.goal"), at(2, 26));
        assert_eq!(source.position_of_path("organisation.stage"), at(2, 19));
        assert_eq!(source.position_of_path("meetings"), at(1, 1));
    }

    #[test]
    fn remembers_mark_and_line_breaks() {
        let source = Source::new("\u{FEFF}(\r\n    a: 1,\r\n)\r\n".to_owned());
        assert!(source.bom() && source.crlf());
        assert_eq!(source.line(2), "    a: 1,");
        assert!(source.to_bytes().starts_with(b"\xEF\xBB\xBF(\r\n"));
        let mixed = Source::new("(\na: 1,\r\n)\n".to_owned());
        assert!(!mixed.crlf());
    }

    #[test]
    fn finds_ids_used_twice() {
        let source = Source::new("(a: [(id: \"x\"),\n(id: \"y\"),\n(id: \"x\")])".to_owned());
        let twice = source.duplicate_ids();
        assert_eq!(twice.len(), 1);
        assert_eq!(twice[0].0, "x");
        assert_eq!(
            twice[0].1,
            Place {
                line: 1,
                column: 11
            }
        );
        assert_eq!(twice[0].2, Place { line: 3, column: 6 });
    }

    proptest! {
        #![proptest_config(crate::fixtures::cases())]

        #[test]
        fn place_and_offset_are_each_others_inverse(text in "[aé😀\\t\\n]{0,30}", at in 0..40_usize) {
            let source = Source::new(text.clone());
            let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
            prop_assert_eq!(source.offset(source.place(at)), at);
        }
    }
}
