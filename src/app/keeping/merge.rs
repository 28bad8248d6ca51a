//! Two states of one record brought together: the window's and the file's, after somebody else has
//! written it; or unsaved work of an earlier run and a file that has moved on.

use std::sync::Arc;

use crate::{
    app::{
        After, AppState, Document, Level, Modal,
        files::{self, OpenFailed, Opened},
        message::Done,
    },
    edit::{
        Change, Edit, History, changes,
        merge::{Conflict, Merged, Names, Side, merge},
    },
    job::Finish,
    model::Record,
};

use super::FoundWork;

/// What is compared, and what the person has chosen so far.
#[derive(Debug)]
pub struct Desk {
    /// What the sides are called.
    pub names: Names,
    /// What ours changed, item by item.
    pub mine: Vec<Change>,
    /// What theirs changed.
    pub theirs: Vec<Change>,
    /// Where the two clash.
    pub conflicts: Vec<Conflict>,
    /// What was chosen for each of them.
    pub chosen: Vec<Option<Side>>,
    /// The two together, with ours where they clash.
    pub merged: Record,
    /// What becomes of the result.
    onto: Onto,
    /// What follows once the result is saved.
    then: Option<After>,
    /// Whether the person asked to save when this came up.
    saves: bool,
}

/// What the result is put on.
#[derive(Debug)]
enum Onto {
    /// The file as it is now, which takes the place of the document's old ground.
    File(Box<Opened>),
    /// The document as it is, with this unsaved work.
    Document(Arc<FoundWork>),
}

/// The window's record and the file's, compared off the UI thread.
#[derive(Debug)]
pub struct Compared {
    /// The revision of the window's record.
    revision: u64,
    opened: Opened,
    merged: Merged,
    mine: Vec<Change>,
    theirs: Vec<Change>,
}

/// What a view asks about two states that are brought together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeAsk {
    /// Take this side for one clash.
    Choose(usize, Side),
    /// Take this side for every clash.
    ChooseAll(Side),
    /// Bring the two together as chosen.
    Finish,
    /// Give up ours, and read theirs.
    TakeFile,
    /// Save ours under another name.
    SaveElsewhere,
}

impl Desk {
    /// How many clashes are still open.
    pub fn open_conflicts(&self) -> usize {
        self.chosen.iter().filter(|side| side.is_none()).count()
    }

    /// The record as chosen, and the choices that the rules of the record refuse.
    fn result(&self) -> (Record, Vec<String>) {
        let mut record = self.merged.clone();
        let mut refused = Vec::new();
        for (conflict, side) in self.conflicts.iter().zip(&self.chosen) {
            let edit = side.and_then(|side| conflict.choose(&record, side));
            let done = edit.map(|edit: Edit| edit.apply(&mut record));
            if let Some(Err(why)) = done {
                refused.push(format!("{}: {why}", conflict.title(&record)));
            }
        }
        (record, refused)
    }
}

impl AppState {
    /// Compares the record with its file as it is now, off the UI thread.
    pub(in crate::app) fn compare_with_disk(&mut self) {
        let Some(document) = &self.document else {
            return;
        };
        let (Some(path), Some(kept)) = (document.path.clone(), document.kept.clone()) else {
            let words = "Somebody else has made a file of this name. Nothing was written; save the \
                         record under another name.";
            self.say(Level::Error, words);
            return;
        };
        let (ours, revision) = (document.record().clone(), document.history.revision());
        let calendar = self.calendar;
        self.outside.jobs.start("compare", Finish::May, move || {
            let compared = files::open(path, calendar).map(|opened| {
                let (base, file) = (&kept.record, &opened.kept.record);
                Compared {
                    revision,
                    merged: merge(base, &ours, file),
                    mine: changes(base, &ours),
                    theirs: changes(base, file),
                    opened,
                }
            });
            Done::Compared(Box::new(compared))
        });
    }

    /// A save found the file changed: the two are compared, and then saved together.
    pub(in crate::app) fn compare_to_save(&mut self, then: Option<After>) {
        self.keeping.merge_then = Some((then, true));
        self.compare_with_disk();
    }

    pub(in crate::app) fn compared(&mut self, compared: Result<Compared, OpenFailed>) {
        let (then, saves) = self.keeping.merge_then.take().unwrap_or((None, false));
        let compared = match compared {
            Ok(compared) => compared,
            Err(failed) => return self.not_compared(failed),
        };
        let Some(document) = &mut self.document else {
            return;
        };
        if document.history.revision() != compared.revision {
            // Typed meanwhile: compared anew.
            self.keeping.merge_then = Some((then, saves));
            return self.compare_with_disk();
        }
        let Compared {
            opened,
            merged,
            mine,
            theirs,
            ..
        } = compared;
        self.keeping.differs = true;
        self.lay_out(Desk {
            names: Names::WINDOW_AND_FILE,
            mine,
            theirs,
            chosen: vec![None; merged.conflicts.len()],
            conflicts: merged.conflicts,
            merged: merged.record,
            onto: Onto::File(Box::new(opened)),
            then,
            saves,
        });
    }

    fn not_compared(&mut self, failed: OpenFailed) {
        let why = match failed {
            OpenFailed::Broken(broken) => format!("{} ({})", broken.sentence, broken.place),
            OpenFailed::Unreadable(sentence) => sentence,
        };
        self.say(
            Level::Error,
            format!(
                "Somebody else has changed the file, and it cannot be read as it is now: {why} Your \
                 record is whole in this window; save it under another name."
            ),
        );
    }

    /// Unsaved work of an earlier run goes onto a file that has moved on since.
    pub(super) fn merge_found(&mut self, work: Arc<FoundWork>) {
        let Some(document) = &self.document else {
            return;
        };
        let (base, ours) = (&work.journal.base, &work.journal.mine);
        let merged = merge(base, ours, document.record());
        let theirs = changes(base, document.record());
        self.lay_out(Desk {
            names: Names::RECOVERED_AND_FILE,
            mine: work.changes.clone(),
            theirs,
            chosen: vec![None; merged.conflicts.len()],
            conflicts: merged.conflicts,
            merged: merged.record,
            onto: Onto::Document(work),
            then: None,
            saves: false,
        });
    }

    fn lay_out(&mut self, desk: Desk) {
        self.keeping.desk = Some(desk);
        self.modal = Some(Modal::Merge);
    }

    pub(super) fn merge_asked(&mut self, ask: MergeAsk) {
        match ask {
            MergeAsk::Choose(place, side) => {
                let desk = self.keeping.desk.as_mut();
                if let Some(chosen) = desk.and_then(|desk| desk.chosen.get_mut(place)) {
                    *chosen = Some(side);
                }
            }
            MergeAsk::ChooseAll(side) => {
                if let Some(desk) = &mut self.keeping.desk {
                    desk.chosen.fill(Some(side));
                }
            }
            MergeAsk::Finish => self.finish_merge(),
            MergeAsk::TakeFile => {
                // Asks first: ours is given up.
                self.keeping.desk = None;
                self.modal = Some(Modal::Revert);
            }
            MergeAsk::SaveElsewhere => {
                self.modal = None;
                let then = self.keeping.desk.take().and_then(|desk| desk.then);
                self.ask_where_to_save(then);
            }
        }
    }

    fn finish_merge(&mut self) {
        let ready = |desk: &mut Desk| desk.open_conflicts() == 0;
        let Some(desk) = self.keeping.desk.take_if(ready) else {
            return;
        };
        let (record, refused) = desk.result();
        self.modal = None;
        match desk.onto {
            Onto::File(opened) => self.put_onto_file(*opened, record),
            Onto::Document(work) => {
                if let Some(document) = &mut self.document {
                    document
                        .history
                        .replace(record, "unsaved work that was found");
                }
                self.restored(&work);
            }
        }
        for sentence in refused {
            self.say(Level::Warning, sentence);
        }
        self.keep_journal();
        self.flush_journal();
        if desk.saves {
            self.save(desk.then);
        }
    }

    /// The file as it is now becomes the ground, and the result one step on it.
    fn put_onto_file(&mut self, opened: Opened, record: Record) {
        let Some(before) = self.document.take() else {
            return;
        };
        let place = self.trail.clone();
        let base = opened.kept.base.clone();
        let mut history = History::saved(opened.kept.record.clone());
        history.replace(record, "changes brought together");
        self.show_document(Document {
            history,
            kept: Some(Arc::new(opened.kept)),
            derived: Arc::new(opened.derived),
            deriving: None,
            saving: None,
            ..before
        });
        self.trail = place;
        self.keeping.differs = false;
        if let Some(path) = self.document.as_ref().and_then(|d| d.path.clone()) {
            self.watch(&path, &base, None);
        }
        let words = "Both are brought together in the window. Save to write them to the file.";
        self.say(Level::Done, words);
    }
}
