//! The file of the open record: that others see it in use, and that changes of others are seen.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::{
    analysis::words,
    app::{
        AppState, Document, Level, Modal, ReadOnly,
        files::{self, Kept, OpenFailed, Opened, SaveEnded, SaveFailed, Target},
        message::Done,
        read_only::holder,
    },
    edit::changes,
    job::{News, Watch},
    model::Record,
    store::{
        lock::{self, Owner, Strength, Taken},
        moment,
        save::Base,
    },
};

/// What opening a file does about its lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum LockWish {
    /// Asks for it.
    Take,
    /// Takes it from somebody who is silent; the person said so.
    TakeOver,
    /// Leaves it as it is: it is ours already, or nobody's business.
    Leave,
}

impl LockWish {
    fn ask(self, path: &Path) -> Option<Taken> {
        match self {
            Self::Take => Some(lock::take(path)),
            Self::TakeOver => Some(lock::take_over(path)),
            Self::Leave => None,
        }
    }
}

/// Reads a file, with its lock taken first. Not on the UI thread.
pub(in crate::app) fn open_file(
    path: PathBuf,
    calendar: jiff::civil::Date,
    wish: LockWish,
) -> Result<Opened, OpenFailed> {
    let taken = wish.ask(&path);
    match files::open(path, calendar) {
        Ok(mut opened) => {
            if opened.read_only.is_none() {
                opened.read_only = taken.as_ref().and_then(read_only_for);
                opened.lock = taken;
            } else if let Some(Taken::Held(lock)) = taken {
                // What cannot be written here is left to those who can.
                lock.release();
            }
            Ok(opened)
        }
        Err(failed) => {
            if let Some(Taken::Held(lock)) = taken {
                lock.release();
            }
            Err(failed)
        }
    }
}

/// Writes a record to a file, with the lock of another file taken first. Not on the UI thread.
pub(in crate::app) fn save_file(
    path: PathBuf,
    record: Record,
    kept: Option<&Kept>,
    (target, wish): (Target, LockWish),
    revision: u64,
) -> SaveEnded {
    let taken = wish.ask(&path);
    let other = match &taken {
        Some(Taken::ByOther(owner)) => Some(holder(owner.as_ref())),
        Some(Taken::Ask(owner, _)) => Some(holder(Some(owner))),
        Some(Taken::Held(_) | Taken::Impossible(_)) | None => None,
    };
    if let Some(who) = other {
        let words = format!("Not saved: {who}. Nothing was written; choose another name.");
        return SaveEnded {
            path,
            revision,
            result: Err(SaveFailed::Other(words)),
            lock: None,
        };
    }
    let mut ended = files::save(path, record, kept, target, revision);
    match (&ended.result, taken) {
        // A file that was not there could not be locked before.
        (Ok(_), Some(Taken::Impossible(_))) => ended.lock = wish.ask(&ended.path),
        (Ok(_), taken) => ended.lock = taken,
        (Err(_), Some(Taken::Held(lock))) => lock.release(),
        (Err(_), _) => {}
    }
    ended
}

/// Why a file whose lock ended so is for reading only, if it is.
fn read_only_for(taken: &Taken) -> Option<ReadOnly> {
    match taken {
        Taken::Held(_) | Taken::Impossible(_) => None,
        Taken::ByOther(owner) => Some(ReadOnly::locked(owner.as_ref())),
        Taken::Ask(owner, silent) => Some(ReadOnly::silent(owner, *silent)),
    }
}

/// A moment in the computer's time zone: "14:32, 24 Sep 2019".
pub fn moment_words(at: Timestamp) -> String {
    let local = moment::local(at);
    format!(
        "{:02}:{:02}, {}",
        local.hour(),
        local.minute(),
        crate::model::date::short(local.date())
    )
}

impl AppState {
    /// What opening a path does about its lock.
    pub(in crate::app) fn lock_wish(&self, path: &Path) -> LockWish {
        let ours = self.keeping.watched.as_deref() == Some(path) && self.keeping.holds_lock;
        if ours || !self.keeping.takes_locks {
            LockWish::Leave
        } else {
            LockWish::Take
        }
    }

    /// Watches the file that was read or written, and holds its lock until another is watched.
    pub(in crate::app) fn watch(&mut self, path: &Path, base: &Base, taken: Option<Taken>) {
        let same = self.keeping.watched.as_deref() == Some(path);
        if let (true, None, Some(watch)) = (same, &taken, &self.keeping.watch) {
            watch.rebase(base.clone());
            return;
        }
        let (lock, said) = match taken {
            Some(Taken::Held(lock)) => {
                let said = match lock.strength() {
                    Strength::System => None,
                    Strength::Heartbeat => Some((
                        "No locking on this share",
                        lock.strength().words().unwrap_or_default().to_owned(),
                    )),
                };
                (Some(lock), said)
            }
            Some(Taken::Impossible(why)) => (None, Some(("Not locked", why))),
            Some(Taken::ByOther(_) | Taken::Ask(..)) | None => (None, None),
        };
        // The lock of the file before is given back first: it may be the same one.
        self.keeping.watch = None;
        self.keeping.holds_lock = lock.is_some();
        self.keeping.lock_said = said.map(|(words, why)| (words.to_owned(), why));
        self.keeping.watched = Some(path.to_owned());
        let reply = self.outside.jobs.reply();
        let tell = Box::new(move |path, news| reply.send(Done::News(path, news)));
        let (path, base) = (path.to_owned(), base.clone());
        self.keeping.watch = Some(if self.outside.jobs.is_inline() {
            Watch::inline(path, base, lock, tell)
        } else {
            Watch::thread(path, base, lock, tell)
        });
    }

    /// No file is watched any more; its lock is given back.
    pub(in crate::app) fn end_watch(&mut self) {
        self.keeping.watch = None;
        self.keeping.watched = None;
        self.keeping.holds_lock = false;
        self.keeping.lock_said = None;
    }

    /// Looks at the file and at its lock now.
    pub fn look_at_file(&self) {
        if let Some(watch) = &self.keeping.watch {
            watch.look();
        }
    }

    /// Something is new about the file that is watched.
    pub(in crate::app) fn news(&mut self, path: &Path, news: News) {
        if self.keeping.watched.as_deref() != Some(path) {
            return;
        }
        self.leave_version();
        let Some(document) = &self.document else {
            return;
        };
        match news {
            News::Changed(base) => {
                let known = document.kept.as_ref().is_some_and(|kept| kept.base == base);
                // During a save it may be our own; the save compares for itself.
                if known || document.saving.is_some() {
                    return;
                }
                if document.is_unsaved() {
                    self.compare_with_disk();
                } else {
                    self.keeping.reloading = true;
                    self.open(path.to_owned());
                }
            }
            News::Gone => {
                if document.saving.is_none() {
                    self.modal.get_or_insert(Modal::FileGone);
                }
            }
            News::LockLost(owner) => self.lock_lost(owner.as_ref()),
        }
    }

    /// Whether something was typed while the file was read again by itself: that is not lost.
    pub(in crate::app) fn typed_meanwhile(&self, path: &Path) -> bool {
        let typed =
            |document: &Document| document.path.as_deref() == Some(path) && document.is_unsaved();
        self.keeping.reloading && self.document.as_ref().is_some_and(typed)
    }

    fn lock_lost(&mut self, owner: Option<&Owner>) {
        self.keeping.holds_lock = false;
        let Some(document) = &mut self.document else {
            return;
        };
        let read_only = ReadOnly::taken_over(owner, document.is_unsaved());
        let sentence = read_only.words();
        document.read_only = Some(read_only);
        self.say(Level::Warning, sentence);
    }

    /// Asks for the lock again, or takes it over; the file is read anew with it.
    pub(super) fn ask_for_lock(&mut self, wish: LockWish) {
        self.modal = None;
        let Some(document) = &self.document else {
            return;
        };
        let Some(path) = document.path.clone() else {
            return;
        };
        if document.is_unsaved() {
            self.say(
                Level::Warning,
                "There are unsaved changes. Save them under another name first.",
            );
            return;
        }
        self.end_watch();
        self.keeping.asked_for_lock = true;
        self.open_with(path, wish);
    }

    /// Says what came of reading the file again: after asking for its lock, because somebody else has
    /// written it, or because the person wanted it.
    pub(in crate::app) fn say_read_again(&mut self, before: &Record) {
        let reloading = std::mem::take(&mut self.keeping.reloading);
        if std::mem::take(&mut self.keeping.asked_for_lock) {
            self.say_lock();
        } else if reloading {
            self.say_changes(before);
        } else if let Some(document) = &self.document {
            let words = match changes(before, document.record()).len() {
                1 => "Read again from the file; 1 item differs.".to_owned(),
                count => format!("Read again from the file; {count} items differ."),
            };
            self.say(Level::Done, words);
        }
    }

    fn say_lock(&mut self) {
        match self.read_only().map(ReadOnly::words) {
            None => self.say(Level::Done, "The file is yours to change now."),
            Some(sentence) => self.say(Level::Warning, sentence),
        }
    }

    fn say_changes(&mut self, before: &Record) {
        let Some(document) = &self.document else {
            return;
        };
        let changed = changes(before, document.record());
        let sentence = match changed.as_slice() {
            [] => "The file was written again; the record is the same.".to_owned(),
            [one] => format!("Somebody else has changed the file. {}.", one.sentence),
            [first, more @ ..] => format!(
                "Somebody else has changed the file. {}. {} more.",
                first.sentence,
                words::capital(&words::number(more.len()))
            ),
        };
        self.say(Level::Done, sentence);
    }
}
