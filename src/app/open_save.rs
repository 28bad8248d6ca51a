//! Opening and saving as the window sees them: asking, starting the task, taking its answer.

use std::{path::PathBuf, sync::Arc};

use crate::{
    edit::History,
    job::{Answer, AskKind, FileKind, Finish, pick::SLOW_TO_APPEAR},
};

use super::{
    AppState,
    document::{Document, TodayChoice},
    files::{self, OpenFailed, Opened, SaveEnded, SaveFailed},
    keeping::{LockWish, open_file, save_file},
    message::Done,
    modal::{After, Modal},
    notice::Level,
};

/// Name of the task that saves.
pub(super) const SAVE: &str = "save";

impl AppState {
    /// Reads a file; the record on screen stays until it is read.
    pub(super) fn open(&mut self, path: PathBuf) {
        let wish = self.lock_wish(&path);
        self.open_with(path, wish);
    }

    /// Reads a file and does with its lock what is wished.
    pub(super) fn open_with(&mut self, path: PathBuf, wish: LockWish) {
        let calendar = self.calendar;
        self.opening = Some(path.clone());
        self.outside.jobs.start("open", Finish::May, move || {
            Done::Opened(Box::new(open_file(path, calendar, wish)))
        });
    }

    pub(super) fn begin_sample(&mut self) {
        match files::sample() {
            Ok(record) => {
                self.begin(record, None);
                if let Some(document) = &mut self.document {
                    // Nothing of one's own is lost when the sample is closed unchanged.
                    document.history.mark_saved(document.history.revision());
                }
            }
            Err(sentence) => self.say(Level::Error, sentence),
        }
    }

    pub(super) fn opened(&mut self, result: Result<Opened, OpenFailed>) {
        self.opening = None;
        match result {
            Ok(opened) if self.typed_meanwhile(&opened.path) => {
                self.keeping.reloading = false;
                self.compare_with_disk();
            }
            Ok(opened) => {
                let modal = self.modal.take().filter(|_| self.keeping.reloading);
                let Opened {
                    path,
                    kept,
                    derived,
                    read_only,
                    lock,
                    pack,
                } = opened;
                let base = kept.base.clone();
                let again = self
                    .document
                    .as_ref()
                    .is_some_and(|d| d.path.as_ref() == Some(&path));
                let place = self.trail.here();
                let before = self
                    .document
                    .as_ref()
                    .map(|document| document.record().clone());
                let history = History::saved(kept.record.clone());
                self.show_document(Document {
                    path: Some(path.clone()),
                    history,
                    kept: Some(Arc::new(kept)),
                    derived: Arc::new(derived),
                    deriving: None,
                    saving: None,
                    saved_at: None,
                    today: TodayChoice::Record,
                    read_only,
                    pack,
                });
                self.watch(&path, &base, lock);
                self.modal = modal.filter(Modal::outlives_a_reload);
                if let (true, Some(before)) = (again, before) {
                    self.trail.go(place);
                    self.say_read_again(&before);
                    self.remember_seen();
                } else {
                    self.look_at_seen();
                }
                self.prefs.last_folder = path.parent().map(std::path::Path::to_owned);
                if !self.restored_into(&path) {
                    self.offer_unsaved();
                }
                self.remember(path);
            }
            Err(OpenFailed::Broken(broken)) => {
                self.keeping.reloading = false;
                self.restored_despite(&broken.sentence);
                self.modal = Some(Modal::BrokenFile(broken));
            }
            Err(OpenFailed::Unreadable(sentence)) => {
                self.keeping.reloading = false;
                if !self.restored_despite(&sentence) {
                    self.say(Level::Error, sentence);
                }
            }
        }
    }

    pub(super) fn ask_what_to_open(&mut self) {
        self.ask((AskKind::Open, FileKind::Record), "Open a record", "", None);
    }

    pub(super) fn ask_where_to_save(&mut self, then: Option<After>) {
        let Some(document) = &self.document else {
            return;
        };
        let name = match &document.path {
            Some(path) => path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned()),
            None => None,
        };
        let name = name.unwrap_or_else(|| files::suggested_name(document.record()));
        self.ask(
            (AskKind::Save, FileKind::Record),
            "Save the record as",
            &name,
            then,
        );
    }

    /// Saves to the record's file, or asks for one; `then` follows once it is on disk.
    pub(super) fn save(&mut self, then: Option<After>) {
        let Some(document) = &mut self.document else {
            return;
        };
        document.history.close_step();
        match document.path.clone() {
            Some(path) if document.read_only.is_none() => self.save_to(path, then),
            Some(_) | None => self.ask_where_to_save(then),
        }
    }

    fn save_to(&mut self, path: PathBuf, then: Option<After>) {
        let Some(document) = &mut self.document else {
            return;
        };
        if document.saving.is_some() {
            self.after_save = then;
            return;
        }
        let same_file = document.path.as_ref() == Some(&path);
        if let Some(why) = document.read_only.as_ref().filter(|_| same_file) {
            let words = format!("{}. Save it under another name.", why.reason.why_grey());
            self.say(Level::Error, words);
            return;
        }
        document.history.close_step();
        let revision = document.history.revision();
        document.saving = Some(revision);
        let record = document.record().clone();
        let kept = document.kept.clone();
        self.after_save = then;
        let wish = if same_file {
            LockWish::Leave
        } else {
            self.lock_wish(&path)
        };
        self.outside.jobs.start(SAVE, Finish::Must, move || {
            let target = if same_file {
                files::Target::Same
            } else {
                files::Target::Other
            };
            Done::Saved(Box::new(save_file(
                path,
                record,
                kept.as_deref(),
                (target, wish),
                revision,
            )))
        });
    }

    pub(super) fn saved(&mut self, ended: SaveEnded) {
        self.leave_version();
        let SaveEnded {
            path,
            revision,
            result,
            lock,
        } = ended;
        let then = self.after_save.take();
        let at = (self.outside.clock)().time();
        let Some(document) = &mut self.document else {
            return;
        };
        document.saving = None;
        match result {
            Ok(kept) => {
                let said = kept.said.clone();
                document.history.mark_saved(revision);
                let base = kept.base.clone();
                document.kept = Some(Arc::new(kept));
                document.path = Some(path.clone());
                document.read_only = None;
                document.saved_at = Some(at);
                self.journal_saved();
                self.remember_seen();
                self.keeping.differs = false;
                self.keeping.save_failed = false;
                self.watch(&path, &base, lock);
                self.effects.push(super::state::Effect::Title);
                self.prefs.last_folder = path.parent().map(std::path::Path::to_owned);
                self.remember(path);
                for sentence in said {
                    self.say(Level::Warning, sentence);
                }
                if let Some(then) = then {
                    // Typed while the save was under way: that is asked about again.
                    self.guarded(then);
                }
            }
            Err(SaveFailed::ChangedOnDisk) => self.compare_to_save(then),
            Err(SaveFailed::Other(sentence)) => {
                self.keeping.save_failed = true;
                self.notices.put_away_same(&sentence);
                self.say(Level::Error, sentence);
                self.notices.offer_save_as();
            }
        }
    }

    pub(super) fn picked(&mut self, kind: AskKind, answer: Answer) {
        // An answer after the person typed a path instead is no longer wanted.
        let Some(asking) = self.asking.take_if(|asking| asking.kind == kind) else {
            return;
        };
        if asking.files == FileKind::Figures {
            return self.figures_picked(answer);
        }
        if matches!(asking.files, FileKind::Svg | FileKind::Png | FileKind::Csv) {
            return self.export_picked(asking.files, answer);
        }
        if let Some(Modal::TypePath { .. }) = self.modal {
            self.modal = None;
        }
        if answer.is_no_dialog() {
            let why = "This desktop showed no file chooser. Type the path of the file instead.";
            self.type_path((kind, asking.files), why, asking.then);
        } else if let Some(path) = answer.path {
            self.take_path((kind, asking.files), path, asking.then);
        }
    }

    fn figures_picked(&mut self, answer: Answer) {
        if answer.is_no_dialog() {
            let why = "This desktop showed no file chooser. Paste the figures instead.";
            self.figures.fault = Some(why.to_owned());
        } else if let Some(path) = answer.path {
            self.load_figures(path);
        }
    }

    fn take_path(
        &mut self,
        (kind, wanted): (AskKind, FileKind),
        path: PathBuf,
        then: Option<After>,
    ) {
        match (wanted, kind) {
            (FileKind::Record, AskKind::Open) => self.open(path),
            (FileKind::Record, AskKind::Save) => self.save_to(files::with_extension(path), then),
            (FileKind::Figures, _) => self.load_figures(path),
            (FileKind::Svg | FileKind::Png | FileKind::Csv, _) => self.export_typed(path),
            (FileKind::Workbook | FileKind::Table | FileKind::Calendar, _) => {
                self.registers_to(path);
            }
            (FileKind::Pack, AskKind::Save) => self.issue_to(path),
            (FileKind::Pack, AskKind::Open) => self.found_before(path),
            (FileKind::Pdf | FileKind::Page, _) => self.write_pages(path),
            (FileKind::ActionList, _) => self.load_actions(path),
            (FileKind::Paper, _) => self.attach_paper(path),
        }
    }

    pub(super) fn type_path(
        &mut self,
        (kind, files): (AskKind, FileKind),
        why: &str,
        then: Option<After>,
    ) {
        let folder = self.prefs.last_folder.clone().unwrap_or_default();
        let mut typed = folder.to_string_lossy().into_owned();
        if !typed.is_empty() {
            typed.push(std::path::MAIN_SEPARATOR);
        }
        if let (AskKind::Save, Some(document)) = (kind, &self.document) {
            let name = match files {
                FileKind::Record | FileKind::Figures | FileKind::ActionList | FileKind::Paper => {
                    files::suggested_name(document.record())
                }
                FileKind::Pack => self.suggested_pack(),
                FileKind::Pdf | FileKind::Page => self.suggested_copy_name(),
                FileKind::Svg | FileKind::Png | FileKind::Csv => self.export_name(),
                FileKind::Workbook | FileKind::Table | FileKind::Calendar => {
                    self.exporting.suggested(document.record())
                }
            };
            typed.push_str(&name);
        }
        self.modal = Some(Modal::TypePath {
            kind,
            files,
            typed,
            why: why.to_owned(),
            fault: None,
            then,
        });
    }

    pub(super) fn take_typed_path(&mut self, modal: Modal) {
        let Modal::TypePath {
            kind,
            files,
            typed,
            why,
            then,
            ..
        } = modal
        else {
            return;
        };
        let trimmed = typed.trim().trim_matches('"');
        if trimmed.is_empty() {
            let fault = Some("The path is empty. Type the folder and the name of the file.".into());
            self.modal = Some(Modal::TypePath {
                kind,
                files,
                typed,
                why,
                fault,
                then,
            });
            return;
        }
        self.asking = None;
        self.take_path((kind, files), PathBuf::from(trimmed), then);
    }

    /// Offers to type a path when a dialog has not appeared; says when to look again.
    pub fn watch_dialog(&mut self) -> Option<std::time::Duration> {
        let asking = self.asking.clone()?;
        if let Some(Modal::TypePath { .. }) = self.modal {
            return None;
        }
        if asking.files == FileKind::Figures {
            // There is a box to paste into: nobody has to wait for the dialog.
            return None;
        }
        let waited = self.now.saturating_sub(asking.since);
        if waited < SLOW_TO_APPEAR {
            return Some(SLOW_TO_APPEAR.saturating_sub(waited));
        }
        let why = "The file chooser has not appeared. It may be behind this window; or type the \
                   path of the file here.";
        self.type_path((asking.kind, asking.files), why, asking.then);
        None
    }
}
