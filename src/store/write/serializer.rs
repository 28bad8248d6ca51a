//! The serde side of the writer.
//!
//! Containers are written spread over lines; when one is closed and turns out to fit on its line,
//! the line breaks inside it are taken out again. Only short containers are ever joined, so the
//! work stays linear.

use std::fmt::{self, Write as _};

use serde::ser::{self, Serialize};

use super::{Position, WIDTH, WriteError};
use crate::store::show::is_hidden;

/// A container of more bytes than this never fits in [`WIDTH`] columns (four bytes a character,
/// and its line breaks and indents).
const NEVER_JOINED: usize = 8 * WIDTH;

impl ser::Error for WriteError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// A line break the writer put in: where it starts in the output and how many bytes it is long.
struct Break {
    at: usize,
    length: usize,
}

/// A container that is open.
struct Frame {
    start: usize,
    first_break: usize,
    close: char,
    may_join: bool,
}

pub(super) struct Writer {
    out: String,
    position: Position,
    frames: Vec<Frame>,
    breaks: Vec<Break>,
    in_some: bool,
}

impl Writer {
    pub(super) fn new(position: Position) -> Self {
        Self {
            out: String::new(),
            position,
            frames: Vec::new(),
            breaks: Vec::new(),
            in_some: false,
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn depth(&self) -> usize {
        self.position.depth + self.frames.len()
    }

    fn scalar(&mut self, text: fmt::Arguments<'_>) -> Result<(), WriteError> {
        self.in_some = false;
        self.out
            .write_fmt(text)
            .map_err(|err| WriteError(err.to_string()))
    }

    /// `spread` keeps the container on several lines whatever its length.
    fn open(&mut self, open: char, close: char, spread: bool) {
        self.in_some = false;
        self.frames.push(Frame {
            start: self.out.len(),
            first_break: self.breaks.len(),
            close,
            may_join: !spread,
        });
        self.out.push(open);
    }

    fn line_break(&mut self) {
        let at = self.out.len();
        self.out.push('\n');
        for _ in 0..self.depth() {
            self.out.push_str("    ");
        }
        self.breaks.push(Break {
            at,
            length: self.out.len() - at,
        });
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        self.line_break();
        self.element_after_lead(value)
    }

    fn named<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), WriteError> {
        self.line_break();
        self.out.push_str(name);
        self.out.push_str(": ");
        self.element_after_lead(value)
    }

    fn element_after_lead<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        value.serialize(&mut *self)?;
        self.out.push(',');
        let written = self.out.len();
        if let Some(frame) = self.frames.last_mut()
            && written - frame.start > NEVER_JOINED
        {
            frame.may_join = false;
        }
        Ok(())
    }

    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        if self.breaks.len() == frame.first_break {
            self.out.push(frame.close);
            return;
        }
        if frame.may_join {
            let joined = self.joined(&frame);
            if self.column(frame.start) + joined.chars().count() < WIDTH {
                self.out.truncate(frame.start);
                self.out.push_str(&joined);
                self.breaks.truncate(frame.first_break);
                return;
            }
        }
        self.breaks.truncate(frame.first_break);
        self.line_break();
        self.breaks.pop();
        self.out.push(frame.close);
        if let Some(outer) = self.frames.last_mut() {
            outer.may_join = false;
        }
    }

    /// The container on one line: its elements without the line breaks before them and without the
    /// last comma.
    fn joined(&self, frame: &Frame) -> String {
        let mut line = String::with_capacity(self.out.len() - frame.start);
        let mut from = frame.start;
        for (count, cut) in self.breaks[frame.first_break..].iter().enumerate() {
            line.push_str(&self.out[from..cut.at]);
            if count > 0 {
                line.push(' ');
            }
            from = cut.at + cut.length;
        }
        line.push_str(self.out[from..].trim_end_matches(','));
        line.push(frame.close);
        line
    }

    /// The column, from 0, at which the byte `at` of the output will stand.
    fn column(&self, at: usize) -> usize {
        match self.out[..at].rfind('\n') {
            Some(newline) => self.out[newline + 1..at].chars().count(),
            None => 4 * self.position.depth + self.position.lead + self.out[..at].chars().count(),
        }
    }

    fn spread_struct(&self) -> bool {
        self.depth() <= Position::ITEM.depth
    }

    fn text(&mut self, text: &str) {
        self.in_some = false;
        self.out.push('"');
        let mut from = 0;
        for (at, character) in text.char_indices() {
            let escape = match character {
                ' '..='!' | '#'..='[' | ']'..='~' => continue,
                '"' => "\\\"",
                '\\' => "\\\\",
                '\t' => "\\t",
                '\r' => "\\r",
                '\n' => {
                    if let Some(frame) = self.frames.last_mut() {
                        frame.may_join = false;
                    }
                    continue;
                }
                hidden if is_hidden(hidden) => "",
                _ => continue,
            };
            self.out.push_str(&text[from..at]);
            self.out.push_str(escape);
            if escape.is_empty() {
                self.out.extend(character.escape_unicode());
            }
            from = at + character.len_utf8();
        }
        self.out.push_str(&text[from..]);
        self.out.push('"');
    }

    fn float(&mut self, value: f64, text: fmt::Arguments<'_>) -> Result<(), WriteError> {
        if value.is_finite() {
            self.scalar(text)
        } else if value.is_nan() {
            self.scalar(format_args!("NaN"))
        } else {
            self.scalar(format_args!("{}inf", if value < 0.0 { "-" } else { "" }))
        }
    }
}

impl<'a> ser::Serializer for &'a mut Writer {
    type Ok = ();
    type Error = WriteError;
    type SerializeSeq = Container<'a>;
    type SerializeTuple = Container<'a>;
    type SerializeTupleStruct = Container<'a>;
    type SerializeTupleVariant = Container<'a>;
    type SerializeMap = Container<'a>;
    type SerializeStruct = Container<'a>;
    type SerializeStructVariant = Container<'a>;

    fn serialize_bool(self, value: bool) -> Result<(), WriteError> {
        self.scalar(format_args!("{value}"))
    }

    fn serialize_i8(self, value: i8) -> Result<(), WriteError> {
        self.scalar(format_args!("{value}"))
    }

    fn serialize_i16(self, value: i16) -> Result<(), WriteError> {
        self.scalar(format_args!("{value}"))
    }

    fn serialize_i32(self, value: i32) -> Result<(), WriteError> {
        self.scalar(format_args!("{value}"))
    }

    fn serialize_i64(self, value: i64) -> Result<(), WriteError> {
        self.scalar(format_args!("{value}"))
    }

    fn serialize_u8(self, value: u8) -> Result<(), WriteError> {
        self.scalar(format_args!("{value}"))
    }

    fn serialize_u16(self, value: u16) -> Result<(), WriteError> {
        self.scalar(format_args!("{value}"))
    }

    fn serialize_u32(self, value: u32) -> Result<(), WriteError> {
        self.scalar(format_args!("{value}"))
    }

    fn serialize_u64(self, value: u64) -> Result<(), WriteError> {
        self.scalar(format_args!("{value}"))
    }

    fn serialize_f32(self, value: f32) -> Result<(), WriteError> {
        self.float(f64::from(value), format_args!("{value:?}"))
    }

    fn serialize_f64(self, value: f64) -> Result<(), WriteError> {
        self.float(value, format_args!("{value:?}"))
    }

    fn serialize_char(self, value: char) -> Result<(), WriteError> {
        match value {
            '\'' | '\\' => self.scalar(format_args!("'\\{value}'")),
            hidden if is_hidden(hidden) => {
                self.scalar(format_args!("'{}'", hidden.escape_unicode()))
            }
            plain => self.scalar(format_args!("'{plain}'")),
        }
    }

    fn serialize_str(self, value: &str) -> Result<(), WriteError> {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, _value: &[u8]) -> Result<(), WriteError> {
        Err(WriteError("bytes are no part of the format".to_owned()))
    }

    fn serialize_none(self) -> Result<(), WriteError> {
        if self.in_some {
            let message = "an optional value inside an optional value cannot be told from none";
            return Err(WriteError(message.to_owned()));
        }
        self.scalar(format_args!("None"))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), WriteError> {
        self.in_some = true;
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), WriteError> {
        self.scalar(format_args!("()"))
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), WriteError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), WriteError> {
        self.scalar(format_args!("{variant}"))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        self.in_some = false;
        self.out.push('(');
        value.serialize(&mut *self)?;
        self.out.push(')');
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        self.out.push_str(variant);
        self.serialize_newtype_struct(name, value)
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Container<'a>, WriteError> {
        self.open('[', ']', false);
        Ok(Container(self))
    }

    fn serialize_tuple(self, _length: usize) -> Result<Container<'a>, WriteError> {
        self.open('(', ')', false);
        Ok(Container(self))
    }

    fn serialize_tuple_struct(
        self,
        _name: &'static str,
        length: usize,
    ) -> Result<Container<'a>, WriteError> {
        self.serialize_tuple(length)
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Container<'a>, WriteError> {
        self.out.push_str(variant);
        self.serialize_tuple(length)
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Container<'a>, WriteError> {
        self.open('{', '}', false);
        Ok(Container(self))
    }

    fn serialize_struct(
        self,
        _name: &'static str,
        _length: usize,
    ) -> Result<Container<'a>, WriteError> {
        let spread = self.spread_struct();
        self.open('(', ')', spread);
        Ok(Container(self))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Container<'a>, WriteError> {
        self.out.push_str(variant);
        self.open('(', ')', false);
        Ok(Container(self))
    }
}

/// An open list, tuple, map or struct.
pub(super) struct Container<'a>(&'a mut Writer);

impl Container<'_> {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the end of every kind of container has this form"
    )]
    fn done(self) -> Result<(), WriteError> {
        self.0.close();
        Ok(())
    }
}

impl ser::SerializeSeq for Container<'_> {
    type Ok = ();
    type Error = WriteError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        self.0.element(value)
    }

    fn end(self) -> Result<(), WriteError> {
        self.done()
    }
}

impl ser::SerializeTuple for Container<'_> {
    type Ok = ();
    type Error = WriteError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        self.0.element(value)
    }

    fn end(self) -> Result<(), WriteError> {
        self.done()
    }
}

impl ser::SerializeTupleStruct for Container<'_> {
    type Ok = ();
    type Error = WriteError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        self.0.element(value)
    }

    fn end(self) -> Result<(), WriteError> {
        self.done()
    }
}

impl ser::SerializeTupleVariant for Container<'_> {
    type Ok = ();
    type Error = WriteError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        self.0.element(value)
    }

    fn end(self) -> Result<(), WriteError> {
        self.done()
    }
}

impl ser::SerializeMap for Container<'_> {
    type Ok = ();
    type Error = WriteError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), WriteError> {
        self.0.line_break();
        key.serialize(&mut *self.0)?;
        self.0.out.push_str(": ");
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        self.0.element_after_lead(value)
    }

    fn end(self) -> Result<(), WriteError> {
        self.done()
    }
}

impl ser::SerializeStruct for Container<'_> {
    type Ok = ();
    type Error = WriteError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        self.0.named(name, value)
    }

    fn end(self) -> Result<(), WriteError> {
        self.done()
    }
}

impl ser::SerializeStructVariant for Container<'_> {
    type Ok = ();
    type Error = WriteError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        self.0.named(name, value)
    }

    fn end(self) -> Result<(), WriteError> {
        self.done()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    use crate::store::read::read_text;
    use crate::store::write::{Position, record_text, value_text};

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Board {
        format: u32,
        about: About,
        people: Vec<Person>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct About {
        name: String,
        stage: Stage,
        scale: f64,
        initial: char,
        pair: (i64, bool),
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    enum Stage {
        Shadow,
        Live { since: String, note: Option<String> },
        Moved(String, u8),
        Named(Note),
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Person {
        id: String,
        owner: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<i32>,
        skills: Vec<String>,
        notes: Vec<Note>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Note {
        on: String,
        text: String,
    }

    fn sample() -> Board {
        Board {
            format: 1,
            about: About {
                name: "O'Neill\u{202e} \"x\" \\ \u{1b}\r\t".into(),
                stage: Stage::Live {
                    since: "2019-10-01".into(),
                    note: None,
                },
                scale: 1.0,
                initial: '\'',
                pair: (-3, true),
            },
            people: vec![
                Person {
                    id: "per-1".into(),
                    owner: None,
                    left: Some(4),
                    skills: vec!["finance".into(), "care".into()],
                    notes: vec![
                        Note {
                            on: "2019-01-01".into(),
                            text: "short".into(),
                        },
                        Note {
                            on: "2019-01-02".into(),
                            text: "first line\nsecond line".into(),
                        },
                        Note {
                            on: "2019-01-03".into(),
                            text: "so long a sentence that with its date it cannot stand on one \
                                line of a hundred"
                                .into(),
                        },
                    ],
                },
                Person {
                    id: "per-2".into(),
                    owner: Some("per-1".into()),
                    left: None,
                    skills: Vec::new(),
                    notes: Vec::new(),
                },
            ],
        }
    }

    const WRITTEN: &str = r#"#![enable(implicit_some)]
(
    format: 1,
    about: (
        name: "O'Neill\u{202e} \"x\" \\ \u{1b}\r\t",
        stage: Live(since: "2019-10-01", note: None),
        scale: 1.0,
        initial: '\'',
        pair: (-3, true),
    ),
    people: [
        (
            id: "per-1",
            owner: None,
            left: 4,
            skills: ["finance", "care"],
            notes: [
                (on: "2019-01-01", text: "short"),
                (
                    on: "2019-01-02",
                    text: "first line
second line",
                ),
                (
                    on: "2019-01-03",
                    text: "so long a sentence that with its date it cannot stand on one line of a hundred",
                ),
            ],
        ),
        (
            id: "per-2",
            owner: "per-1",
            skills: [],
            notes: [],
        ),
    ],
)
"#;

    #[test]
    fn the_house_format() {
        assert_eq!(record_text(&sample()).unwrap(), WRITTEN);
        assert_eq!(read_text::<Board>(WRITTEN).unwrap(), sample());
    }

    #[test]
    fn an_item_alone_has_the_text_it_has_in_the_record() {
        let text = value_text(&sample().people[1], Position::ITEM).unwrap();
        assert!(WRITTEN.contains(&format!("        {text},\n")));
    }

    #[test]
    fn refuses_what_could_not_be_read_back() {
        assert!(record_text(&Some(None::<u8>)).is_err());
        assert_eq!(value_text(&Some(5), Position::TOP).unwrap(), "5");
    }

    fn words() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a-z \\n'\"\\\\\\r\\t\u{202e}\u{200b}\u{feff}é]{0,12}",
            "[a-z ]{0,90}",
        ]
    }

    fn note() -> impl Strategy<Value = Note> {
        (words(), words()).prop_map(|(on, text)| Note { on, text })
    }

    fn stage() -> impl Strategy<Value = Stage> {
        prop_oneof![
            Just(Stage::Shadow),
            (words(), proptest::option::of(words()))
                .prop_map(|(since, note)| Stage::Live { since, note }),
            (words(), any::<u8>()).prop_map(|(to, count)| Stage::Moved(to, count)),
            note().prop_map(Stage::Named),
        ]
    }

    fn person() -> impl Strategy<Value = Person> {
        (
            words(),
            proptest::option::of(words()),
            any::<Option<i32>>(),
            proptest::collection::vec(words(), 0..4),
            proptest::collection::vec(note(), 0..3),
        )
            .prop_map(|(id, owner, left, skills, notes)| Person {
                id,
                owner,
                left,
                skills,
                notes,
            })
    }

    prop_compose! {
        fn board()(
            format in any::<u32>(),
            name in words(),
            stage in stage(),
            scale in -1e18..1e18_f64,
            initial in any::<char>(),
            pair in any::<(i64, bool)>(),
            people in proptest::collection::vec(person(), 0..3),
        ) -> Board {
            Board { format, about: About { name, stage, scale, initial, pair }, people }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_and_writes_the_same(board in board()) {
            let text = record_text(&board).unwrap();
            let read = read_text::<Board>(&text).unwrap();
            prop_assert_eq!(&read, &board);
            prop_assert_eq!(record_text(&read).unwrap(), text);
        }

        #[test]
        fn nothing_hidden_stands_in_a_written_text(board in board()) {
            let text = record_text(&board).unwrap();
            prop_assert!(!text.chars().any(|c| c != '\n' && crate::store::show::is_hidden(c)));
        }
    }
}
