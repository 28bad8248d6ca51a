//! Earlier versions of the open record: what the saves before left behind, looked at and restored.

use std::sync::Arc;

use crate::{
    app::{
        AppState, Document, Level, Modal, ReadOnly, Trail, dispatch::capital,
        document::TodayChoice, files, message::Done,
    },
    edit::{Change, History, changes},
    job::Finish,
    model::Record,
    store::{
        backup::{self, Entry},
        read,
    },
};

use super::file::moment_words;

/// The versions of a record, read one after the other.
#[derive(Debug, Default)]
pub struct Versions {
    /// Which listing this is: an answer to an older one is not wanted.
    number: u64,
    /// The latest first; none while they are listed.
    pub rows: Option<Vec<Version>>,
    /// Why they cannot be listed.
    pub fault: Option<String>,
}

/// One earlier version.
#[derive(Debug)]
pub struct Version {
    /// Where it is kept, from when it is.
    pub entry: Entry,
    /// What it holds; none while it is read.
    pub state: Option<Result<Arc<Earlier>, String>>,
}

/// An earlier version that was read.
#[derive(Debug)]
pub struct Earlier {
    /// The record as it was.
    pub record: Record,
    /// What has changed from it to the record as it is now.
    pub changes: Vec<Change>,
}

impl Version {
    /// "14:32, 24 Sep 2019".
    pub fn when(&self) -> String {
        moment_words(self.entry.written.unwrap_or(self.entry.until))
    }
}

fn read_version(entry: &Entry, now: &Record) -> Result<Arc<Earlier>, String> {
    let bytes = backup::read(entry).map_err(|err| capital(&err.to_string()))?;
    let record = read::read_record(bytes)
        .map_err(|err| format!("It cannot be read: {err}"))?
        .record;
    let changes = changes(&record, now);
    Ok(Arc::new(Earlier { record, changes }))
}

impl AppState {
    /// Lists the earlier versions, off the UI thread.
    pub(in crate::app) fn list_versions(&mut self) {
        let path = self.document.as_ref().and_then(|d| d.path.clone());
        let Some(path) = path else { return };
        self.keeping.versions = Versions {
            number: self.keeping.versions.number + 1,
            ..Versions::default()
        };
        let number = self.keeping.versions.number;
        self.modal = Some(Modal::Versions);
        self.outside.jobs.start("versions", Finish::May, move || {
            Done::Versions(number, backup::list(&path).map_err(|err| err.to_string()))
        });
    }

    pub(in crate::app) fn versions_listed(
        &mut self,
        number: u64,
        listed: Result<Vec<Entry>, String>,
    ) {
        if number != self.keeping.versions.number {
            return;
        }
        match listed {
            Ok(entries) => {
                let rows = entries
                    .into_iter()
                    .map(|entry| Version { entry, state: None });
                self.keeping.versions.rows = Some(rows.collect());
                self.read_next_version();
            }
            Err(why) => self.keeping.versions.fault = Some(why),
        }
    }

    /// Reads the next version that was not read yet, while the list is on screen.
    fn read_next_version(&mut self) {
        let Some(document) = self.document.as_ref() else {
            return;
        };
        let versions = &self.keeping.versions;
        let number = versions.number;
        let rows = versions.rows.as_deref().unwrap_or_default();
        let Some(place) = rows.iter().position(|row| row.state.is_none()) else {
            return;
        };
        if self.modal != Some(Modal::Versions) {
            return;
        }
        let (entry, now) = (rows[place].entry.clone(), document.record().clone());
        self.outside.jobs.start("version", Finish::May, move || {
            Done::Version(number, place, read_version(&entry, &now))
        });
    }

    pub(in crate::app) fn version_read(
        &mut self,
        number: u64,
        place: usize,
        read: Result<Arc<Earlier>, String>,
    ) {
        let versions = &mut self.keeping.versions;
        if number != versions.number {
            return;
        }
        if let Some(row) = versions.rows.as_mut().and_then(|rows| rows.get_mut(place)) {
            row.state = Some(read);
        }
        self.read_next_version();
    }

    /// A version that was read, and when it is from.
    fn version(&self, place: usize) -> Option<(Arc<Earlier>, String)> {
        let row = self.keeping.versions.rows.as_ref()?.get(place)?;
        let earlier = row.state.as_ref()?.as_ref().ok()?;
        Some((Arc::clone(earlier), row.when()))
    }

    /// Shows an earlier version in the place of the record, which is put aside until one goes back.
    pub(super) fn look_into_version(&mut self, place: usize) {
        let Some((earlier, when)) = self.version(place) else {
            return;
        };
        self.leave_version();
        let Some(current) = self.document.take() else {
            return;
        };
        self.modal = None;
        let history = History::saved(earlier.record.clone());
        let derived = files::derive_now(history.record(), self.calendar, history.revision());
        self.document = Some(Document {
            path: current.path.clone(),
            history,
            kept: None,
            derived,
            deriving: None,
            saving: None,
            saved_at: None,
            today: TodayChoice::Record,
            read_only: Some(ReadOnly::version(&when, place)),
            pack: None,
        });
        let trail = std::mem::take(&mut self.trail);
        self.trail.go(trail.here());
        self.keeping.aside = Some((current, trail));
        self.effects.push(crate::app::Effect::Title);
    }

    /// Back from an earlier version to the record, if one is looked at.
    pub(in crate::app) fn leave_version(&mut self) {
        let Some((mut document, trail)) = self.keeping.aside.take() else {
            return;
        };
        // An answer that came meanwhile was not taken: it is worked out again.
        document.deriving = None;
        self.document = Some(document);
        self.trail = trail;
        self.effects.push(crate::app::Effect::Title);
        self.derive();
    }

    /// The earlier version becomes the content of the record, as a step that can be undone.
    pub(super) fn restore_version(&mut self, place: usize) {
        self.modal = None;
        let Some((earlier, when)) = self.version(place) else {
            return;
        };
        self.leave_version();
        if let Some(why) = self.read_only().map(ReadOnly::words) {
            self.say(Level::Warning, why);
            return;
        }
        let Some(document) = &mut self.document else {
            return;
        };
        let label = format!("return to the version of {when}");
        document.history.replace(earlier.record.clone(), label);
        self.may_close = false;
        self.derive();
        let words = format!("Restored the version of {when}. It is unsaved; undo takes it back.");
        let now = self.now;
        self.notices.push(Level::Done, words, now).offers_undo = true;
    }

    /// Whether an earlier version is shown in the place of the record.
    pub fn is_looking_at_version(&self) -> bool {
        self.keeping.aside.is_some()
    }
}

/// The record that is put aside while an earlier version is looked at.
pub(super) type Aside = (Document, Trail);
