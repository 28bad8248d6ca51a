//! Writes the journal of one open record.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;

use super::{Head, Line, MAGIC, framed};
use crate::model::Record;
use crate::store::prefs::make_private_folder;
use crate::store::write::{WriteError, record_text};

/// A journal that has grown by this many times the record, and by [`GROWN_AT_LEAST`], is begun anew.
const GROWN_TIMES: usize = 4;
const GROWN_AT_LEAST: usize = 1024 * 1024;

/// Why unsaved work could not be noted. `Display` is a sentence for the person.
#[derive(Debug)]
pub enum JournalError {
    /// The record cannot be written at all.
    Unwritable(WriteError),
    /// An entry is too long for the format.
    TooLong,
    /// The disk refused.
    Disk(PathBuf, io::Error),
}

impl fmt::Display for JournalError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Unsaved changes cannot be kept for the case of a crash: ")?;
        match self {
            Self::Unwritable(err) => write!(out, "{err}")?,
            Self::TooLong => out.write_str("the record is too large.")?,
            Self::Disk(path, err) => write!(out, "{}: {err}.", path.display())?,
        }
        out.write_str(" They are in the window only; save often.")
    }
}

impl std::error::Error for JournalError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unwritable(err) => Some(err),
            Self::TooLong => None,
            Self::Disk(_, err) => Some(err),
        }
    }
}

/// The journal of one open record; there is no file until something is noted.
#[derive(Debug)]
pub struct Writer {
    folder: PathBuf,
    head: Head,
    base: Record,
    open: Option<Open>,
    /// An older journal of the same work, which the next one takes the place of.
    replaced: Option<PathBuf>,
}

#[derive(Debug)]
struct Open {
    /// Locked as long as it is open, so that no other window takes it for left behind.
    file: File,
    path: PathBuf,
    /// The text that the entries add up to.
    text: String,
    whole: usize,
    grown: usize,
}

impl Writer {
    /// For a record that is `base` on disk.
    pub fn new(folder: PathBuf, head: Head, base: Record) -> Self {
        Self {
            folder,
            head,
            base,
            open: None,
            replaced: None,
        }
    }

    /// Where the journal is, while there is one.
    pub fn path(&self) -> Option<&Path> {
        self.open.as_ref().map(|open| open.path.as_path())
    }

    /// Notes the record as it is now, and waits until the note is on the disk.
    ///
    /// # Errors
    /// When it cannot be kept; what was noted before stays.
    pub fn note(&mut self, record: &Record, at: DateTime) -> Result<(), JournalError> {
        let text = record_text(record).map_err(JournalError::Unwritable)?;
        let goes_on = |open: &Open| open.grown < (open.whole * GROWN_TIMES).max(GROWN_AT_LEAST);
        let mut open = match self.open.take() {
            Some(open) if goes_on(&open) => open,
            old => {
                self.replaced = old.map(|old| old.path).or(self.replaced.take());
                let open = self.begin()?;
                self.replaced = None;
                open
            }
        };
        let done = append(&mut open, &text, at);
        if done.is_err() {
            // Half an entry may stand at the end: the next note begins a new file.
            open.grown = usize::MAX;
        }
        self.open = Some(open);
        done
    }

    /// Takes the journal away: what it held is saved, or was given up.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub fn clear(&mut self) -> Result<(), JournalError> {
        let open = self.open.take().map(|open| open.path);
        let Some(path) = open.or(self.replaced.take()) else {
            return Ok(());
        };
        match std::fs::remove_file(&path) {
            Err(err) if err.kind() != io::ErrorKind::NotFound => Err(JournalError::Disk(path, err)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// The record is `base` on disk now: the journal begins anew from there with the next note, and
    /// what it holds stays until then.
    pub fn rebase(&mut self, head: Head, base: Record) {
        self.head = head;
        self.base = base;
        if let Some(open) = &mut self.open {
            open.grown = usize::MAX;
        }
    }

    /// A journal with its first entry, under its name only once it is whole.
    fn begin(&self) -> Result<Open, JournalError> {
        let text = record_text(&self.base).map_err(JournalError::Unwritable)?;
        let entry =
            framed(&Line::Head(self.head.clone()), text.as_bytes()).ok_or(JournalError::TooLong)?;
        let path = self.replaced.clone().unwrap_or_else(|| {
            let name = format!("{}-{:08x}.journal", std::process::id(), fastrand::u32(..));
            self.folder.join(name)
        });
        let disk = |err| JournalError::Disk(path.clone(), err);
        make_private_folder(&self.folder).map_err(disk)?;
        let making = path.with_extension("new");
        let begun = begin_file(&making, &entry).and_then(|file| {
            std::fs::rename(&making, &path)?;
            flush_folder(&self.folder)?;
            Ok(file)
        });
        let file = begun.map_err(|err| {
            // The error that led here is the one to report.
            let _left_behind = std::fs::remove_file(&making);
            disk(err)
        })?;
        Ok(Open {
            file,
            path,
            whole: text.len(),
            grown: 0,
            text,
        })
    }
}

fn begin_file(path: &Path, entry: &[u8]) -> io::Result<File> {
    let mut file = private_file(path)?;
    // Some systems have no locks; there a second window may offer this window's work as found.
    let _no_locks = file.try_lock();
    file.write_all(MAGIC)?;
    file.write_all(entry)?;
    file.sync_all()?;
    Ok(file)
}

fn append(open: &mut Open, text: &str, at: DateTime) -> Result<(), JournalError> {
    let (old, new) = (open.text.as_bytes(), text.as_bytes());
    if old == new {
        return Ok(());
    }
    let shorter = old.len().min(new.len());
    let from = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(shorter - from)
        .take_while(|(a, b)| a == b)
        .count();
    let gone = old.len() - from - tail;
    let changed = new.get(from..new.len() - tail).unwrap_or_default();
    let line = Line::Edit { at, from, gone };
    let entry = framed(&line, changed).ok_or(JournalError::TooLong)?;
    let written = open
        .file
        .write_all(&entry)
        .and_then(|()| open.file.sync_data());
    written.map_err(|err| JournalError::Disk(open.path.clone(), err))?;
    open.grown += entry.len();
    text.clone_into(&mut open.text);
    Ok(())
}

#[cfg(unix)]
fn private_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;

    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

#[cfg(not(unix))]
fn private_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn flush_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
