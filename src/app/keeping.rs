//! How the open record is kept safe: what is asked of it, and what the program does by itself. One
//! file for each: unsaved work, the lock, changes of others on disk, earlier versions.

use std::{path::PathBuf, sync::Arc};

use crate::{job::JournalKeeper, model::Record};

use super::{AppState, Command, ReadOnly};

mod unsaved;

pub use unsaved::{FoundWork, Unsaved, found_in};

/// What a view asks about the keeping of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorageAsk {
    /// Save under another name.
    SaveAs,
    /// Unsaved work that was found, by its journal.
    Found(PathBuf, Unsaved),
}

/// What the program has in hand to keep the record safe.
#[derive(Default)]
pub struct Keeping {
    /// Writes the journal of unsaved work; there is none before the first edit.
    journal: Option<JournalKeeper>,
    /// The record as it is on disk, for the beginning of its journal.
    base: Record,
    /// Whether the journal was told what the record is on disk.
    begun: bool,
    /// The revision that the journal has.
    noted: Option<u64>,
    /// Unsaved work of earlier runs, the latest first.
    pub found: Vec<Arc<FoundWork>>,
    /// Journals that the person wants to be asked about later.
    pub later: Vec<PathBuf>,
    /// What is being restored while its file is read.
    restoring: Option<Arc<FoundWork>>,
}

impl AppState {
    /// Does what was asked about the keeping of the record.
    pub(super) fn storage_asked(&mut self, ask: StorageAsk) {
        match ask {
            StorageAsk::SaveAs => self.run(Command::SaveAs),
            StorageAsk::Found(file, what) => self.found_asked(&file, what),
        }
    }

    /// Why the record that is open cannot be changed, if it cannot.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.document.as_ref()?.read_only.as_ref()
    }
}
