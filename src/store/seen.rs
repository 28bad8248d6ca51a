//! What a reader saw of a record or a pack when it was last open: a copy beside the preferences, for
//! the user of this computer alone, to say what has changed since.
//!
//! At most [`MOST_SEEN`] copies are kept, none larger than [`MOST_BYTES`]; of a larger record only
//! the hash is. A copy that cannot be read counts as none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::hash::{hash_of, hex};
use super::notes::Subject;
use super::prefs::PrefsFile;
use super::private::{self, PrivateError};
use super::read::read_text;
use super::save::{self, SaveError};
use super::write::record_text;
use crate::model::Record;

/// Most records and packs that are remembered.
pub const MOST_SEEN: usize = 24;
/// Largest copy that is kept.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;
/// The format that this program writes; others count as nothing.
const FORMAT: u32 = 1;

/// The folder of what was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenFolder(pub PathBuf);

/// What was seen the last time.
#[derive(Debug, Clone, PartialEq)]
pub struct LastSeen {
    /// When.
    pub at: DateTime,
    /// The record as it was; none where it was too large for a copy.
    pub record: Option<Record>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Copy {
    format: u32,
    of: Subject,
    at: DateTime,
    hash: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    record: Option<Record>,
}

impl SeenFolder {
    /// Beside the preferences.
    pub fn beside(prefs: &PrefsFile) -> Self {
        Self(prefs.0.with_file_name("seen"))
    }

    /// Remembers what is seen now, and answers what was seen before where that was something else.
    ///
    /// # Errors
    /// A sentence when it cannot be remembered.
    pub fn look(
        &self,
        of: &Subject,
        record: &Record,
        at: DateTime,
    ) -> Result<Option<LastSeen>, String> {
        let before = self.read(of);
        let hash = self.remember(of, record, at)?;
        let other = before.filter(|before| before.hash != hash);
        Ok(other.map(|before| LastSeen {
            at: before.at,
            record: before.record,
        }))
    }

    /// Remembers what is seen now; the answer is its hash.
    ///
    /// # Errors
    /// A sentence when it cannot be remembered.
    pub fn remember(&self, of: &Subject, record: &Record, at: DateTime) -> Result<String, String> {
        let text = record_text(record).map_err(|err| err.to_string())?;
        let hash = hex(&hash_of(text.as_bytes()));
        let copy = Copy {
            format: FORMAT,
            of: of.clone(),
            at,
            hash: hash.clone(),
            record: (text.len() <= MOST_BYTES).then(|| record.clone()),
        };
        self.write(of, &copy)?;
        self.drop_oldest()
            .map_err(|err| format!("What was seen longest ago could not be forgotten: {err}."))?;
        Ok(hash)
    }

    /// Forgets one record or pack.
    ///
    /// # Errors
    /// As the system gives them.
    pub fn forget(&self, of: &Subject) -> io::Result<()> {
        let path = self.path(of);
        let own = path.file_name().unwrap_or_default().to_string_lossy();
        private::sweep(&self.0, |name| name.contains(own.as_ref()))
    }

    /// Forgets everything.
    ///
    /// # Errors
    /// As the system gives them.
    pub fn forget_all(&self) -> io::Result<()> {
        private::sweep(&self.0, |_every| true)
    }

    fn path(&self, of: &Subject) -> PathBuf {
        let meeting = of.meeting.map(|id| id.to_string()).unwrap_or_default();
        let named = hash_of(format!("{}\n{meeting}", of.board).as_bytes());
        let digits: String = hex(&named).chars().take(24).collect();
        self.0.join(format!("{digits}.ron"))
    }

    fn read(&self, of: &Subject) -> Option<Copy> {
        let (bytes, _) = save::load(&self.path(of)).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let copy = read_text::<Copy>(&text).ok()?;
        (copy.format == FORMAT && copy.of == *of).then_some(copy)
    }

    fn write(&self, of: &Subject, copy: &Copy) -> Result<(), String> {
        let failed = |why: String| {
            format!(
                "It could not be remembered what you have seen of this record, so the next time \
                 nothing is said of what changed. {why}"
            )
        };
        let text = record_text(copy).map_err(|err| failed(err.to_string()))?;
        let path = self.path(of);
        let base = match save::base_of(&path) {
            Ok(base) => base,
            Err(err) => return Err(failed(err.to_string())),
        };
        match private::write(&path, text.as_bytes(), &base) {
            // Where it changed meanwhile, another window has just remembered the same.
            Ok(_) | Err(PrivateError::Save(SaveError::ChangedOnDisk | SaveError::Gone)) => Ok(()),
            Err(PrivateError::Save(err)) => Err(failed(err.to_string())),
            Err(PrivateError::Make(err)) => Err(failed(format!("{err}."))),
        }
    }

    fn drop_oldest(&self) -> io::Result<()> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            files.push((entry.metadata()?.modified()?, entry.path()));
        }
        files.sort();
        let over = files.len().saturating_sub(MOST_SEEN);
        for (_, path) in files.into_iter().take(over) {
            remove(&path)?;
        }
        Ok(())
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Action;

    fn subject(board: &str) -> Subject {
        Subject {
            board: board.to_owned(),
            meeting: None,
        }
    }

    fn record(actions: u32) -> Record {
        let mut record = Record::default();
        for number in 1..=actions {
            let id = format!("act-2019-{number:06}").parse().unwrap();
            record.put(Action::new(id, number, date(2019, 9, 1)).into());
        }
        record
    }

    #[test]
    fn the_state_before_is_told_once_and_only_where_it_differs() {
        let folder = tempfile::tempdir().unwrap();
        let seen = SeenFolder(folder.path().join("config/seen"));
        let board = subject("Board");
        let day = |day| date(2019, 9, day).at(21, 0, 0, 0);
        assert_eq!(seen.look(&board, &record(1), day(3)).unwrap(), None);
        assert_eq!(seen.look(&board, &record(1), day(4)).unwrap(), None);
        assert_eq!(
            seen.look(&subject("Other"), &record(5), day(4)).unwrap(),
            None
        );
        let before = seen.look(&board, &record(2), day(24)).unwrap().unwrap();
        assert_eq!((before.at, before.record), (day(4), Some(record(1))));
        assert_eq!(seen.look(&board, &record(2), day(25)).unwrap(), None);
        seen.forget(&board).unwrap();
        assert_eq!(seen.look(&board, &record(3), day(26)).unwrap(), None);
        seen.forget_all().unwrap();
        assert_eq!(fs::read_dir(&seen.0).unwrap().count(), 0);
    }

    #[test]
    fn what_cannot_be_read_counts_as_not_seen_and_the_oldest_go() {
        let folder = tempfile::tempdir().unwrap();
        let seen = SeenFolder(folder.path().join("seen"));
        let at = date(2019, 9, 3).at(21, 0, 0, 0);
        for number in 0..MOST_SEEN + 3 {
            let board = subject(&format!("Board {number}"));
            seen.look(&board, &record(1), at).unwrap();
        }
        assert_eq!(fs::read_dir(&seen.0).unwrap().count(), MOST_SEEN);
        let board = subject("Board 26");
        let mut out = fs::File::create(seen.path(&board)).unwrap();
        io::Write::write_all(&mut out, b"(format: 1, of:").unwrap();
        assert_eq!(seen.look(&board, &record(2), at).unwrap(), None);
        let again = seen.look(&board, &record(3), at).unwrap().unwrap();
        assert_eq!(again.record, Some(record(2)));
    }
}
