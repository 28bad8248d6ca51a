//! How the open record is kept safe: what is asked of it, and what the program does by itself.
//!
//! One file for each: unsaved work, the file and its lock, changes of others, earlier versions.

use std::{path::PathBuf, sync::Arc};

use crate::{
    job::{JournalKeeper, Watch},
    model::Record,
};

use super::{After, AppState, Command, Modal, ReadOnly, state::Outside};

mod file;
mod merge;
mod unsaved;
mod versions;

pub use file::moment_words;
pub(super) use file::{LockWish, open_file, save_file};
pub use merge::{Compared, Desk, MergeAsk};
pub use unsaved::{FoundWork, Unsaved, found_in};
pub use versions::{Earlier, Version, Versions};

/// What a view asks about the keeping of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorageAsk {
    /// Save under another name.
    SaveAs,
    /// Unsaved work that was found, by its journal.
    Found(PathBuf, Unsaved),
    /// Ask for the lock again.
    TryLock,
    /// Ask whether the lock may be taken over.
    AskTakeOver,
    /// Take the lock over.
    TakeOver,
    /// Two states that are brought together.
    Merge(MergeAsk),
    /// Show an earlier version, by its place in the list.
    LookIntoVersion(usize),
    /// Back from an earlier version to the record.
    LeaveVersion,
    /// Ask whether an earlier version is to be restored.
    AskToRestore(usize),
    /// Restore an earlier version.
    RestoreVersion(usize),
}

/// What the program has in hand to keep the record safe.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts that have nothing to do with each other"
)]
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
    /// Looks after the file and holds its lock.
    watch: Option<Watch>,
    /// The file that is watched.
    watched: Option<PathBuf>,
    /// Whether opening a file asks for its lock; tests that open shipped files do not.
    pub takes_locks: bool,
    /// Whether the lock of the file that is watched is ours.
    holds_lock: bool,
    /// Where there is no real lock: in two words, and why.
    pub lock_said: Option<(String, String)>,
    /// The file is read again because somebody else has written it.
    pub(super) reloading: bool,
    /// The person asked for the lock and waits for the answer.
    asked_for_lock: bool,
    /// Whether the file holds something else than the window began with.
    pub differs: bool,
    /// Whether the last save of this record failed.
    pub save_failed: bool,
    /// Two states that are being brought together.
    pub desk: Option<Desk>,
    /// What follows the comparison under way, and whether it came from a save.
    merge_then: Option<(Option<After>, bool)>,
    /// The earlier versions.
    pub versions: Versions,
    /// The record while an earlier version is looked at.
    aside: Option<versions::Aside>,
}

impl Keeping {
    /// Nothing in hand yet.
    pub fn new(outside: &Outside) -> Self {
        Self {
            takes_locks: !outside.jobs.is_inline(),
            ..Self::default()
        }
    }
}

impl AppState {
    /// Does what was asked about the keeping of the record.
    pub(super) fn storage_asked(&mut self, ask: StorageAsk) {
        match ask {
            StorageAsk::SaveAs => self.run(Command::SaveAs),
            StorageAsk::Found(file, what) => self.found_asked(&file, what),
            StorageAsk::TryLock => self.ask_for_lock(LockWish::Take),
            StorageAsk::AskTakeOver => self.modal = Some(Modal::TakeOver),
            StorageAsk::TakeOver => self.ask_for_lock(LockWish::TakeOver),
            StorageAsk::Merge(ask) => self.merge_asked(ask),
            StorageAsk::LookIntoVersion(place) => self.look_into_version(place),
            StorageAsk::LeaveVersion => self.leave_version(),
            StorageAsk::AskToRestore(place) => self.modal = Some(Modal::RestoreVersion { place }),
            StorageAsk::RestoreVersion(place) => self.restore_version(place),
        }
    }

    /// Why the record that is open cannot be changed, if it cannot.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        self.document.as_ref()?.read_only.as_ref()
    }

    /// The record that closing would lose, also while an earlier version is looked at.
    pub(super) fn own_document(&self) -> Option<&super::Document> {
        match &self.keeping.aside {
            Some((document, _)) => Some(document),
            None => self.document.as_ref(),
        }
    }
}
