//! Unsaved work, kept beside the preferences until it is saved or thrown away.
//!
//! One file an open record. It begins with what is on disk, whole, so that it needs nothing else;
//! after that it holds, edit by edit, which bytes of the record's text became which. Every entry
//! carries its length and a checksum: of a journal that was cut off or damaged everything up to the
//! damage counts, and the rest is passed over. A journal is locked by the program that writes it;
//! one that is not locked was left behind by a program that ended without saving.

use std::path::PathBuf;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::hash;
use super::read::{self, SIZE_LIMIT};
use super::save::Base;
use crate::model::Record;

mod folder;
mod writer;

pub use folder::{Folder, Found};
pub use writer::{JournalError, Writer};

/// First bytes of every journal.
const MAGIC: &[u8] = b"trajectory journal 1\n";
/// Bytes of an entry before its content: its length, and the checksum.
const FRAME: usize = 4 + CHECKSUM;
const CHECKSUM: usize = 8;
/// Entries at the end that may be passed over to find a state that is a record.
const MOST_STEPS_BACK: usize = 16;

/// Whose work a journal holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The record's file; none for a record that was never saved.
    pub path: Option<PathBuf>,
    /// The record's name.
    pub name: String,
    /// SHA-256 of the file that the work is based on, in hexadecimal; empty without a file.
    pub base: String,
}

/// The state of a file, as a journal's head names it.
pub fn stamp_of(base: &Base) -> String {
    base.hash().map(hash::hex).unwrap_or_default()
}

/// The line that opens an entry; the entry's bytes follow it.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Line {
    /// Whose journal it is; the text of the record as it is on disk.
    Head(Head),
    /// Bytes of the text from `from` on, `gone` of them, became others.
    Edit {
        at: DateTime,
        from: usize,
        gone: usize,
    },
}

/// What a journal says.
#[derive(Debug, Clone)]
pub struct Journal {
    /// Whose work it is.
    pub head: Head,
    /// The record as it was on disk.
    pub base: Record,
    /// The record with the unsaved work.
    pub mine: Record,
    /// When the last edit was made.
    pub at: DateTime,
    /// How many entries of edits were read.
    pub edits: usize,
    /// Whether entries at the end were cut off or damaged, and passed over.
    pub cut_off: bool,
}

/// Why a journal gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is no journal, or is damaged at its beginning.
    NoJournal,
    /// It holds no edit.
    Empty,
    /// Its text is no record.
    NoRecord,
}

/// Reads a journal's bytes, whatever they are.
///
/// # Errors
/// See [`Fault`].
pub fn parse(bytes: &[u8]) -> Result<Journal, Fault> {
    let mut rest = bytes.strip_prefix(MAGIC).ok_or(Fault::NoJournal)?;
    let (line, text) = entry(&mut rest).ok_or(Fault::NoJournal)?;
    let Line::Head(head) = line else {
        return Err(Fault::NoJournal);
    };
    let base = record_of(text.to_vec())?;
    let mut states = vec![];
    let mut now = text.to_vec();
    let mut last = None;
    let mut cut_off = false;
    while !rest.is_empty() {
        let Some((Line::Edit { at, from, gone }, new)) = entry(&mut rest) else {
            cut_off = true;
            break;
        };
        let end = from.checked_add(gone).filter(|end| *end <= now.len());
        let grown = now.len() as u64 + new.len() as u64;
        let Some(end) = end.filter(|_| grown <= SIZE_LIMIT) else {
            cut_off = true;
            break;
        };
        states.push((
            from,
            now.get(from..end).unwrap_or_default().to_vec(),
            new.len(),
            last,
        ));
        now.splice(from..end, new.iter().copied());
        last = Some(at);
    }
    // Should the last state be no record, one before it still is.
    for _ in 0..MOST_STEPS_BACK {
        let Some(at) = last else {
            return Err(Fault::Empty);
        };
        if let Ok(mine) = record_of(now.clone()) {
            let edits = states.len();
            return Ok(Journal {
                head,
                base,
                mine,
                at,
                edits,
                cut_off,
            });
        }
        cut_off = true;
        let Some((from, old, new, before)) = states.pop() else {
            return Err(Fault::NoRecord);
        };
        now.splice(from..from + new, old);
        last = before;
    }
    Err(Fault::NoRecord)
}

fn record_of(text: Vec<u8>) -> Result<Record, Fault> {
    read::read_record(text)
        .map(|opened| opened.record)
        .map_err(|_unreadable| Fault::NoRecord)
}

/// Takes one sound entry off the bytes.
fn entry<'b>(rest: &mut &'b [u8]) -> Option<(Line, &'b [u8])> {
    let (frame, after) = rest.split_at_checked(FRAME)?;
    let (length, sum) = frame.split_at_checked(4)?;
    let length = u32::from_le_bytes(length.try_into().ok()?);
    let (content, after) = after.split_at_checked(usize::try_from(length).ok()?)?;
    if checksum(content) != sum {
        return None;
    }
    let end = content.iter().position(|byte| *byte == b'\n')?;
    let (line, text) = content.split_at_checked(end)?;
    let line = serde_json::from_slice(line).ok()?;
    *rest = after;
    Some((line, text.get(1..)?))
}

/// An entry's bytes; none when it is too long for one.
fn framed(line: &Line, text: &[u8]) -> Option<Vec<u8>> {
    let mut content = serde_json::to_vec(line).ok()?;
    content.push(b'\n');
    content.extend_from_slice(text);
    let length = u32::try_from(content.len()).ok()?;
    let mut bytes = Vec::with_capacity(FRAME + content.len());
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&checksum(&content));
    bytes.extend_from_slice(&content);
    Some(bytes)
}

fn checksum(content: &[u8]) -> [u8; CHECKSUM] {
    let whole = hash::hash_of(content);
    let mut sum = [0; CHECKSUM];
    sum.copy_from_slice(whole.split_at(CHECKSUM).0);
    sum
}

#[cfg(test)]
mod tests;
