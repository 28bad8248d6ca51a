//! How a record is kept: from the bytes of a file to a [`Source`](source::Source) and a value, and
//! back. The only place, with `job`, where files are touched.
//!
//! [`read`] opens and explains what is wrong, [`source`] knows where everything stands, [`write`]
//! has the house format. [`lexer`] and [`tree`] serve them; [`show`] makes any text
//! safe to display.

pub mod lexer;
pub mod read;
pub mod show;
pub mod source;
pub mod tree;
pub mod write;
