//! The folder of journals: what programs left behind that ended without saving.

use std::cmp::Reverse;
use std::fs::{OpenOptions, TryLockError};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::{Fault, Journal, parse};
use crate::store::prefs::PrefsFile;
use crate::store::read::SIZE_LIMIT;

/// A journal may hold the record several times over.
const MOST_BYTES: u64 = 6 * SIZE_LIMIT;

/// Where journals are kept: private to the user, on this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(pub PathBuf);

/// Unsaved work that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The journal's file.
    pub file: PathBuf,
    /// What it says.
    pub journal: Journal,
}

impl Folder {
    /// Beside the preferences.
    pub fn beside(prefs: &PrefsFile) -> Self {
        Self(prefs.0.with_file_name("unsaved"))
    }

    /// Unsaved work that no running program holds, the latest first; and the journals that cannot be
    /// read, which are put aside under a name of their own.
    pub fn left_behind(&self) -> (Vec<Found>, Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(&self.0) else {
            return (Vec::new(), Vec::new());
        };
        let mut files: Vec<PathBuf> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|end| end == "journal"))
            .collect();
        files.sort();
        let (mut found, mut broken) = (Vec::new(), Vec::new());
        for file in files {
            match read_unheld(&file) {
                Some(Ok(journal)) if journal.mine == journal.base => remove(&file),
                Some(Ok(journal)) => found.push(Found { file, journal }),
                Some(Err(Fault::Empty)) => remove(&file),
                Some(Err(Fault::NoJournal | Fault::NoRecord)) => {
                    let aside = file.with_extension("unreadable");
                    if std::fs::rename(&file, &aside).is_ok() {
                        broken.push(aside);
                    }
                }
                None => {}
            }
        }
        found.sort_by_key(|found| Reverse(found.journal.at));
        (found, broken)
    }

    /// Takes a journal away that was restored or given up.
    ///
    /// # Errors
    /// As the system gives them.
    pub fn throw_away(file: &Path) -> std::io::Result<()> {
        match std::fs::remove_file(file) {
            Err(err) if err.kind() == std::io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }
}

fn remove(file: &Path) {
    // Stays and is looked at again the next time.
    let _stays = std::fs::remove_file(file);
}

/// The journal, unless a running program holds it or it cannot be opened.
fn read_unheld(path: &Path) -> Option<Result<Journal, Fault>> {
    let mut file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        return None;
    }
    if file.metadata().ok()?.len() > MOST_BYTES {
        return Some(Err(Fault::NoJournal));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    Some(parse(&bytes))
}
