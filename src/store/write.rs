//! Writes a record, or a part of one, in the house format.
//!
//! One field a line, four spaces, trailing commas, `\n`, no struct names, `Some(x)` as bare `x`.
//! The record itself, its top-level structs and its first-level items are always one field a line;
//! anything deeper stands on one line when that fits in [`WIDTH`] columns. Texts are written as they
//! are read: line breaks inside them are real ones and `'` is never escaped, but every character a
//! reader cannot see ([`super::show::is_hidden`]) is written as `\u{..}`. The layout depends on the
//! value alone, so writing what was read from a written text gives the same text.

use std::fmt;

use serde::Serialize;

mod serializer;

/// Nothing is put on one line that would then be longer than this many columns.
pub const WIDTH: usize = 100;

/// The first line of every record.
pub const HEADER: &str = "#![enable(implicit_some)]\n";

/// Why a value cannot be written. Our own model never gives rise to one: it means that a type was
/// added that the format does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError(pub(crate) String);

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "The record cannot be written: {}.", self.0)
    }
}

impl std::error::Error for WriteError {}

/// The text of a whole record, header and final line break included.
///
/// # Errors
/// When the value holds something the format does not know, see [`WriteError`].
pub fn record_text<T: Serialize>(record: &T) -> Result<String, WriteError> {
    let mut text = String::with_capacity(64 * 1024);
    text.push_str(HEADER);
    let body = value_text(record, Position::TOP)?;
    text.push_str(&body);
    text.push('\n');
    Ok(text)
}

/// Where in a record a value is to stand; decides its indent and what is spread over lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// How many brackets are open around it: 0 for the record, 1 for a top-level field's value, 2
    /// for an item of a top-level list.
    pub depth: usize,
    /// Columns already taken on its first line beyond the indent, as by `name: `.
    pub lead: usize,
}

impl Position {
    /// The record itself.
    pub const TOP: Self = Self { depth: 0, lead: 0 };
    /// An item of a top-level list.
    pub const ITEM: Self = Self { depth: 2, lead: 0 };
}

/// The text of one value without indent before its first line and without a comma after it.
///
/// # Errors
/// When the value holds something the format does not know, see [`WriteError`].
pub fn value_text<T: Serialize + ?Sized>(
    value: &T,
    position: Position,
) -> Result<String, WriteError> {
    let mut out = serializer::Writer::new(position);
    value.serialize(&mut out)?;
    Ok(out.finish())
}
