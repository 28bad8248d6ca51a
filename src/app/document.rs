//! The open record: its history, its file, and what follows from it.

use std::{path::PathBuf, sync::Arc};

use jiff::civil::{Date, Time};

use crate::{
    edit::History,
    model::{Id, Meeting, Record},
};

use super::{ReadOnly, derived::Derived, files::Kept};

/// Which day counts as today.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TodayChoice {
    /// The record's own date, where it has one.
    #[default]
    Record,
    /// The calendar's.
    Calendar,
}

/// Which pack a record was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackOf {
    /// The meeting it is for.
    pub meeting: Id<Meeting>,
    /// Its version.
    pub version: u32,
}

/// An open record.
#[derive(Debug)]
pub struct Document {
    /// Its file; none for a new record that was never saved.
    pub path: Option<PathBuf>,
    /// The record with its past.
    pub history: History,
    /// What is on disk, as read or saved last.
    pub kept: Option<Arc<Kept>>,
    /// What follows from the record; may lag behind it by a moment.
    pub derived: Arc<Derived>,
    /// The revision whose consequences are being worked out.
    pub deriving: Option<u64>,
    /// The revision that is being saved.
    pub saving: Option<u64>,
    /// When it was saved last in this session.
    pub saved_at: Option<Time>,
    /// Which day counts.
    pub today: TodayChoice,
    /// Why it cannot be changed, if it cannot.
    pub read_only: Option<ReadOnly>,
    /// The pack it is, where it is one.
    pub pack: Option<PackOf>,
}

impl Document {
    /// The record as it is now.
    pub const fn record(&self) -> &Record {
        self.history.record()
    }

    /// Whether anything would be lost.
    pub fn is_unsaved(&self) -> bool {
        self.history.is_unsaved()
    }

    /// The day that counts as today for this record.
    pub fn today(&self, calendar: Date) -> Date {
        match self.today {
            TodayChoice::Record => self.record().as_at.unwrap_or(calendar),
            TodayChoice::Calendar => calendar,
        }
    }

    /// The name of the file, for the status bar.
    pub fn file_name(&self) -> String {
        self.path
            .as_deref()
            .and_then(|path| path.file_name())
            .map_or_else(
                || "not saved yet".to_owned(),
                |name| name.to_string_lossy().into_owned(),
            )
    }

    /// The name of the organisation, or what stands for it.
    pub fn title(&self) -> String {
        let name = self.record().organisation.name.trim();
        if name.is_empty() {
            "New record".to_owned()
        } else {
            name.to_owned()
        }
    }
}
