//! What has changed since the record or the pack was last open here.

use std::path::Path;

use jiff::civil::Date;

use crate::{
    app::{AppState, Level, message::Done},
    job::Finish,
    model::date,
    pack::since::{Difference, told},
    store::{
        notes::Subject,
        seen::{LastSeen, SeenFolder},
    },
};

/// What has changed since the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The day it was last open.
    pub on: Date,
    /// What differs, by meaning; none where no copy was kept to compare with.
    pub differences: Option<Vec<Difference>>,
}

impl Since {
    /// "12 changes since you last opened it on 3 September 2019".
    pub fn sentence(&self) -> String {
        let on = date::long(self.on);
        match self.differences.as_ref().map(Vec::len) {
            None => format!(
                "It has changed since you last opened it on {on}; it is too large for a copy to \
                 compare with."
            ),
            Some(1) => format!("1 change since you last opened it on {on}"),
            Some(count) => format!("{count} changes since you last opened it on {on}"),
        }
    }
}

impl AppState {
    /// Under which it is remembered what was seen: a pack by its board and meeting, so that version 2 is
    /// compared with version 1; a record by its file, so that two copies are not taken for one.
    pub(super) fn seen_subject(&self) -> Option<Subject> {
        let (subject, _) = self.noted()?;
        if subject.meeting.is_some() {
            return Some(subject);
        }
        let path = self.own_document()?.path.as_ref()?;
        Some(Subject {
            board: path.to_string_lossy().into_owned(),
            meeting: None,
        })
    }

    /// Remembers what is seen now, off the UI thread, and says what has changed since the last time.
    pub(in crate::app) fn look_at_seen(&mut self) {
        self.notes.since = None;
        let (Some(subject), Some(document)) = (self.seen_subject(), &self.document) else {
            return;
        };
        let Some(path) = document.path.clone() else {
            return;
        };
        let record = document.record().clone();
        let at = (self.outside.clock)();
        let folder = SeenFolder::beside(&self.outside.prefs_file);
        self.outside.jobs.start("seen", Finish::Must, move || {
            let looked = folder.look(&subject, &record, at).map(|before| {
                let before = before?;
                let LastSeen { at, record: before } = before;
                let differences = before.map(|before| told(&before, &record));
                let same = differences.as_ref().is_some_and(Vec::is_empty);
                (!same).then_some(Since {
                    on: at.date(),
                    differences,
                })
            });
            Done::Seen(path, looked)
        });
    }

    /// Remembers what was saved or read again, so that one's own work is no news the next time.
    pub(in crate::app) fn remember_seen(&mut self) {
        let (Some(subject), Some(document)) = (self.seen_subject(), &self.document) else {
            return;
        };
        let Some(kept) = document.kept.clone() else {
            return;
        };
        let Some(path) = document.path.clone() else {
            return;
        };
        let at = (self.outside.clock)();
        let folder = SeenFolder::beside(&self.outside.prefs_file);
        self.outside.jobs.start("seen", Finish::Must, move || {
            let remembered = folder.remember(&subject, &kept.record, at);
            Done::Seen(path, remembered.map(|_hash| None))
        });
    }

    pub(in crate::app) fn seen(&mut self, path: &Path, looked: Result<Option<Since>, String>) {
        match looked {
            Ok(None) => {}
            Ok(Some(since)) => {
                let still = self.document.as_ref().and_then(|d| d.path.as_ref());
                if still.is_some_and(|still| still == path) {
                    self.notes.since = Some(std::sync::Arc::new(since));
                }
            }
            Err(sentence) => self.notices.say_once(Level::Warning, sentence, self.now),
        }
    }
}
