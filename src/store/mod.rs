//! How a record is kept: from the bytes of a file to a [`Source`](source::Source) and a value, and
//! back. The only place, with `job`, where files are touched.
//!
//! [`read`] opens and explains what is wrong, [`schema`] knows the formats, [`source`] knows where
//! everything stands, [`mod@write`] has the house format, [`splice`] writes a changed record into the text it came from, [`save`]
//! puts bytes on the disk whole or not at all, [`backup`] keeps what a record was before, [`lock`] sees to
//! it that one person writes at a time, [`prefs`] keeps what the program remembers.
//! [`notes`] keeps a reader’s private notes and [`seen`] what they saw last, beside the preferences.
//! [`text`] and [`workbook`] read what is no record. [`lexer`] and [`tree`]
//! serve them; [`show`] makes any text safe to display.

pub mod backup;
#[cfg(test)]
mod fixtures;
pub mod hash;
pub mod journal;
mod layout;
pub mod lexer;
mod lines;
pub mod lock;
pub mod moment;
pub mod notes;
mod outline;
mod places;
pub mod prefs;
mod private;
pub mod read;
pub mod rights;
pub mod save;
pub mod schema;
pub mod seen;
pub mod show;
pub mod source;
pub mod splice;
pub mod text;
pub mod tree;
pub mod workbook;
pub mod write;
