//! The journal of unsaved work: written while one edits, offered when a run ended without saving.

use std::{path::Path, path::PathBuf, sync::Arc};

use crate::{
    app::{AppState, Document, Level, Modal, message::Done},
    edit::{Change, changes},
    job::{Finish, JournalKeeper},
    store::journal::{Folder, Found, Head, Journal, stamp_of},
};

/// Unsaved work that was found, with what it changes.
#[derive(Debug)]
pub struct FoundWork {
    /// The journal's file.
    pub file: PathBuf,
    /// What it says.
    pub journal: Journal,
    /// What differs from the file as it was, item by item.
    pub changes: Vec<Change>,
}

/// What to do with unsaved work that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaved {
    /// Show what it changes.
    Look,
    /// Put it back into the record, unsaved.
    Restore,
    /// Leave it for now.
    Later,
    /// Ask whether it may go.
    AskToThrowAway,
    /// Take it away.
    ThrowAway,
}

impl FoundWork {
    /// "2 items" changed.
    pub fn count_words(&self) -> String {
        match self.changes.len() {
            0 => "The order of items".to_owned(),
            1 => "1 item".to_owned(),
            many => format!("{many} items"),
        }
    }
}

/// What earlier runs left behind, and the journals that cannot be read. Not on the UI thread.
pub fn found_in(folder: &Folder) -> (Vec<Arc<FoundWork>>, Vec<PathBuf>) {
    let (found, broken) = folder.left_behind();
    let with_changes = |Found { file, journal }| {
        let changes = changes(&journal.base, &journal.mine);
        Arc::new(FoundWork {
            file,
            journal,
            changes,
        })
    };
    (found.into_iter().map(with_changes).collect(), broken)
}

impl AppState {
    /// Looks for unsaved work of earlier runs, off the UI thread.
    pub fn look_for_unsaved(&mut self) {
        let folder = Folder::beside(&self.outside.prefs_file);
        self.outside
            .jobs
            .start("unsaved work", Finish::May, move || {
                let (found, broken) = found_in(&folder);
                Done::FoundUnsaved(found, broken)
            });
    }

    pub(in crate::app) fn found_unsaved(&mut self, found: Vec<Arc<FoundWork>>, broken: &[PathBuf]) {
        self.keeping.found = found;
        for file in broken {
            self.say(
                Level::Warning,
                format!(
                    "A journal of unsaved work is damaged and cannot be read. It is kept as {}.",
                    file.display()
                ),
            );
        }
        self.offer_unsaved();
    }

    /// Offers the unsaved work of the file that is open, where some was found.
    pub(in crate::app) fn offer_unsaved(&mut self) {
        let path = self.document.as_ref().and_then(|d| d.path.as_ref());
        let Some(path) = path.filter(|_| self.modal.is_none()) else {
            return;
        };
        let of_this = |work: &&Arc<FoundWork>| work.journal.head.path.as_ref() == Some(path);
        if let Some(work) = self.keeping.found.iter().find(of_this) {
            self.modal = Some(Modal::FoundUnsaved {
                file: work.file.clone(),
            });
        }
    }

    /// Unsaved work by its journal's file.
    pub fn found_work(&self, file: &Path) -> Option<&Arc<FoundWork>> {
        self.keeping.found.iter().find(|work| work.file == file)
    }

    pub(super) fn found_asked(&mut self, file: &Path, what: Unsaved) {
        let Some(work) = self.found_work(file).cloned() else {
            self.modal = None;
            return;
        };
        let file = work.file.clone();
        match what {
            Unsaved::Look => self.modal = Some(Modal::FoundUnsaved { file }),
            Unsaved::AskToThrowAway => self.modal = Some(Modal::ThrowAwayUnsaved { file }),
            Unsaved::Later => {
                // It stays, and is offered again with its file and at the next start.
                self.modal = None;
                self.keeping.later.push(file);
            }
            Unsaved::ThrowAway => {
                self.modal = None;
                self.keeping.found.retain(|other| other.file != file);
                self.keeper().throw_away(file);
                self.say(Level::Done, "The unsaved work was thrown away.");
            }
            Unsaved::Restore => {
                self.modal = None;
                self.restore(work);
            }
        }
    }

    /// Puts unsaved work back: into its file's record, or into one without a file.
    fn restore(&mut self, work: Arc<FoundWork>) {
        if self.document.as_ref().is_some_and(Document::is_unsaved) {
            self.say(
                Level::Warning,
                "The record that is open has unsaved changes. Save them first; the work that was \
                 found stays where it is.",
            );
            return;
        }
        match work.journal.head.path.clone() {
            Some(path) => {
                self.keeping.restoring = Some(work);
                self.open(path);
            }
            None => self.restore_without_file(&work, None),
        }
    }

    /// The file of the work that is being restored was read: the work goes on top of it. Says
    /// whether that was what it was read for.
    pub(in crate::app) fn restored_into(&mut self, path: &Path) -> bool {
        let of_this = |work: &mut Arc<FoundWork>| work.journal.head.path.as_deref() == Some(path);
        let Some(work) = self.keeping.restoring.take_if(of_this) else {
            return false;
        };
        let Some(document) = &mut self.document else {
            return false;
        };
        if document.read_only.is_some() {
            self.say(
                Level::Warning,
                "The record is open for reading only, so the unsaved work was not put back. It \
                 stays where it is and is offered again.",
            );
            return true;
        }
        let as_it_was = document
            .kept
            .as_ref()
            .is_some_and(|kept| stamp_of(&kept.base) == work.journal.head.base);
        if as_it_was {
            document
                .history
                .replace(work.journal.mine.clone(), "unsaved work that was found");
            self.restored(&work);
        } else {
            self.merge_found(work);
        }
        true
    }

    /// The file is gone or cannot be read: the work becomes a record without a file.
    pub(in crate::app) fn restored_despite(&mut self, why: &str) -> bool {
        let Some(work) = self.keeping.restoring.take() else {
            return false;
        };
        self.restore_without_file(&work, Some(why));
        true
    }

    fn restore_without_file(&mut self, work: &Arc<FoundWork>, why: Option<&str>) {
        self.begin(work.journal.base.clone(), None);
        if let Some(document) = &mut self.document {
            document
                .history
                .replace(work.journal.mine.clone(), "unsaved work that was found");
        }
        if let Some(why) = why {
            let words = format!("{why} The unsaved work is here; save it under a name of its own.");
            self.say(Level::Error, words);
        }
        self.restored(work);
    }

    pub(super) fn restored(&mut self, work: &Arc<FoundWork>) {
        let file = work.file.clone();
        self.keeping.found.retain(|other| other.file != file);
        self.derive();
        self.keep_journal();
        // Only once the work is in the new journal.
        self.keeper().throw_away(file);
        let words = format!(
            "{} put back as unsaved work. Save to keep it in the file, or undo.",
            work.count_words()
        );
        let now = self.now;
        self.notices.push(Level::Done, words, now).offers_undo = true;
    }

    fn keeper(&mut self) -> &JournalKeeper {
        let folder = Folder::beside(&self.outside.prefs_file);
        let jobs = &self.outside.jobs;
        self.keeping.journal.get_or_insert_with(|| {
            let reply = jobs.reply();
            let failed = Box::new(move |sentence| reply.send(Done::JournalFailed(sentence)));
            if jobs.is_inline() {
                JournalKeeper::inline(folder, failed)
            } else {
                JournalKeeper::thread(folder, failed)
            }
        })
    }

    /// Hands the record to the journal, where it has changed since.
    pub(in crate::app) fn keep_journal(&mut self) {
        if self.keeping.aside.is_some() {
            return;
        }
        let Some(document) = &self.document else {
            return;
        };
        let revision = document.history.revision();
        if self.keeping.noted == Some(revision) {
            return;
        }
        if !document.is_unsaved() {
            if self.keeping.begun {
                self.keeper().clear();
            }
            self.keeping.noted = Some(revision);
            return;
        }
        let (record, head) = (document.record().clone(), head_of(document));
        let at = (self.outside.clock)();
        let base = (!self.keeping.begun).then(|| self.keeping.base.clone());
        let keeper = self.keeper();
        if let Some(base) = base {
            keeper.rebase(head, base);
        }
        keeper.note(record, at);
        self.keeping.begun = true;
        self.keeping.noted = Some(revision);
    }

    /// Another record is shown, or none: what the one before had unsaved is saved or given up.
    pub(in crate::app) fn end_journal(&mut self) {
        if self.keeping.begun {
            self.keeper().clear();
        }
        self.keeping.begun = false;
        let document = self.document.as_ref();
        self.keeping.noted = document.map(|document| document.history.revision());
        self.keeping.base = document
            .map(|document| document.record().clone())
            .unwrap_or_default();
    }

    /// A save is on the disk: the journal keeps what was edited since, or nothing.
    pub(in crate::app) fn journal_saved(&mut self) {
        let Some(document) = &self.document else {
            return;
        };
        let Some(kept) = &document.kept else { return };
        let (head, base) = (head_of(document), kept.record.clone());
        self.keeping.base = base.clone();
        if self.keeping.begun {
            let unsaved = document.is_unsaved();
            let keeper = self.keeper();
            if !unsaved {
                keeper.clear();
            }
            keeper.rebase(head, base);
        }
        self.keeping.noted = None;
        self.keep_journal();
    }

    /// Writes what waits: the window lost the focus.
    pub fn flush_journal(&self) {
        if let Some(keeper) = &self.keeping.journal {
            keeper.flush();
        }
    }

    /// The program ends. Work that the person gave up is given up; what else is unsaved stays in
    /// the journal.
    pub fn end_keeping(&mut self) {
        if self.may_close && self.keeping.begun {
            self.keeper().clear();
        }
        if let Some(keeper) = &mut self.keeping.journal {
            keeper.finish();
        }
    }
}

fn head_of(document: &Document) -> Head {
    Head {
        // A path that is no text cannot stand in the journal; the work can.
        path: document.path.clone().filter(|path| path.to_str().is_some()),
        name: document.title(),
        base: document
            .kept
            .as_ref()
            .map(|kept| stamp_of(&kept.base))
            .unwrap_or_default(),
    }
}
