//! Surgical saves: a changed record is written into the text it was read from.
//!
//! Only what changed is written anew, down to the single field: every other byte stays, comments
//! and hand formatting included. What is added goes after its predecessor; what is removed takes
//! the comment lines directly above it along. The result reads back as the new record, or nothing
//! is given out. That is shown in one of two ways: the result is read as a whole and compared; or,
//! where only items in lists changed in their places, by `in_place`, which reads the changed items
//! alone and argues that nothing else can have changed.

use std::fmt;

use super::layout::{Layout, Piece, apply};
use super::read::{ReadError, parse};
use super::source::Source;
use super::tree::Tree;
use super::write::{WriteError, record_text};
use crate::model::Record;

mod in_place;
mod item;
mod sections;

/// Bytes of the old text to be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) range: std::ops::Range<usize>,
    pub(super) text: String,
}

/// Why a change could not be written into the text. The text in hand is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpliceError {
    /// A value cannot be written at all.
    Write(WriteError),
    /// The new text does not read back.
    Unreadable(Box<ReadError>),
    /// The new text reads back as another record.
    Different,
    /// The text is not the one the old record was read from.
    Foreign,
}

impl fmt::Display for SpliceError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Write(err) => err.fmt(out),
            Self::Unreadable(err) => write!(
                out,
                "The changed text does not read back ({}: {err}), so nothing was written.",
                err.place
            ),
            Self::Different => out.write_str(
                "The changed text does not read back as the record in the window, so nothing was \
                 written.",
            ),
            Self::Foreign => out.write_str(
                "The text in hand is not that of the record in the window, so nothing was written.",
            ),
        }
    }
}

impl std::error::Error for SpliceError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Write(err) => Some(err),
            Self::Unreadable(err) => Some(err.as_ref()),
            Self::Different | Self::Foreign => None,
        }
    }
}

impl From<WriteError> for SpliceError {
    fn from(err: WriteError) -> Self {
        Self::Write(err)
    }
}

/// The text of `new`, made from the text `source` of `old` by changing what differs and nothing
/// else. With no difference the text comes back byte for byte.
///
/// # Errors
/// When the result does not read back as `new`; see [`SpliceError`].
pub fn splice(source: &Source, old: &Record, new: &Record) -> Result<Source, SpliceError> {
    if let Some(spliced) = in_place::splice(source, old, new) {
        return Ok(spliced);
    }
    let text = spliced_text(source, old, new)?;
    if text == source.text() {
        return if old == new {
            Ok(source.clone())
        } else {
            Err(SpliceError::Different)
        };
    }
    let spliced = source.replaced_by(text);
    let read: Record = parse(&spliced).map_err(|err| SpliceError::Unreadable(Box::new(err)))?;
    if &read == new {
        spliced.reads_as(new);
        Ok(spliced)
    } else {
        Err(SpliceError::Different)
    }
}

/// As [`splice`]; but a text whose form cannot take the change is written anew as a whole.
///
/// Such a form is one whose first line asks for the names of all structs. What was typed can be saved
/// then, but comments are lost: whether that was so stands beside the result.
///
/// # Errors
/// As [`splice`]. A text that was not understood as a whole is never written anew.
pub fn splice_or_anew(
    source: &Source,
    old: &Record,
    new: &Record,
) -> Result<(Source, bool), SpliceError> {
    match splice(source, old, new) {
        Ok(spliced) => Ok((spliced, false)),
        Err(SpliceError::Unreadable(_) | SpliceError::Different) if source.record().is_some() => {
            Ok((fresh(new)?, true))
        }
        Err(err) => Err(err),
    }
}

/// The source of a record that has no text yet.
///
/// # Errors
/// When the record cannot be written or does not read back; see [`SpliceError`].
pub fn fresh(record: &Record) -> Result<Source, SpliceError> {
    let source = Source::new(record_text(record)?);
    let read: Record = parse(&source).map_err(|err| SpliceError::Unreadable(Box::new(err)))?;
    if &read == record {
        source.reads_as(record);
        Ok(source)
    } else {
        Err(SpliceError::Different)
    }
}

/// What the parts of a splice need to know of the text.
#[derive(Clone, Copy)]
pub(super) struct Ground<'s> {
    /// The whole text, or that of one item.
    pub(super) text: &'s str,
    pub(super) tree: &'s Tree,
    pub(super) crlf: bool,
}

impl Ground<'_> {
    /// New text with the line breaks of the file.
    pub(super) fn native(&self, text: &str) -> String {
        if self.crlf {
            text.replace('\n', "\r\n")
        } else {
            text.to_owned()
        }
    }
}

fn spliced_text(source: &Source, old: &Record, new: &Record) -> Result<String, SpliceError> {
    let tree = source.tree();
    let ground = Ground {
        text: source.text(),
        tree,
        crlf: source.crlf(),
    };
    let root = tree.root().ok_or(SpliceError::Foreign)?;
    if tree.fault.is_some() {
        return Err(SpliceError::Foreign);
    }
    let text = source.text();
    let mut edits = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rebuilt = false;
    let written: Vec<_> = tree.children(root).collect();
    // The written sections stay in the order they have; a new one goes after the nearest section
    // before it in the order of the format.
    let mut kept: Vec<Option<Vec<Edit>>> = vec![Some(Vec::new()); written.len()];
    let mut added: Vec<(Option<usize>, String)> = Vec::new();
    let mut last_seen: Option<usize> = None;
    for section in sections::of(old, new) {
        let at = written
            .iter()
            .position(|&node| &text[tree.node(node).name] == section.name());
        match (at, section.change(&ground, at.map(|at| written[at]))?) {
            (Some(at), sections::Change::Edits(edits)) => kept[at] = Some(edits),
            (Some(at), sections::Change::Gone) => {
                kept[at] = None;
                rebuilt = true;
            }
            (None, sections::Change::Added(value)) => {
                let field = format!("{}: {value}", section.name());
                added.push((last_seen, ground.native(&field)));
                rebuilt = true;
            }
            (None, sections::Change::Edits(_) | sections::Change::Gone) => {}
            (Some(_), sections::Change::Added(_)) => return Err(SpliceError::Foreign),
        }
        last_seen = at.or(last_seen);
    }
    if !rebuilt {
        edits.extend(kept.into_iter().flatten().flatten());
        return Ok(apply(text, 0..text.len(), edits));
    }
    let mut add_after = |place: Option<usize>, pieces: &mut Vec<Piece>| {
        added.retain(|(after, text)| {
            let here = *after == place;
            if here {
                pieces.push(Piece::New(text.clone()));
            }
            !here
        });
    };
    add_after(None, &mut pieces);
    for (at, edits) in kept.into_iter().enumerate() {
        if let Some(edits) = edits {
            pieces.push(Piece::Keep(at, edits));
        }
        add_after(Some(at), &mut pieces);
    }
    let layout = Layout::of(text, tree, root);
    let edit = layout.rebuild(&ground, &pieces, 1);
    Ok(apply(text, 0..text.len(), vec![edit]))
}

#[cfg(test)]
mod tests;
