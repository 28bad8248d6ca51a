//! Keeps the journal of unsaved work on a thread of its own: the window only hands over the record,
//! which costs pointers. While nothing is edited the thread sleeps and nothing is written.

use std::{
    cell::RefCell,
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use jiff::civil::DateTime;

use crate::{
    model::Record,
    store::journal::{Folder, Head, JournalError, Writer},
};

/// Longest time an edit waits for others before all are written: a sentence is typed, not keys.
const GATHERS: Duration = Duration::from_millis(400);

/// What the keeper is told.
#[derive(Debug)]
enum Ask {
    Rebase(Head, Box<Record>),
    Note(Box<Record>, DateTime),
    Clear,
    ThrowAway(PathBuf),
    Flush,
}

/// The journal of the open record.
pub struct JournalKeeper {
    way: Way,
}

enum Way {
    /// At once, where it is told: for tests.
    Inline(Box<RefCell<Keeper>>),
    Thread {
        sender: Option<Sender<Ask>>,
        thread: Option<JoinHandle<()>>,
    },
}

struct Keeper {
    folder: Folder,
    writer: Option<Writer>,
    waiting: Option<(Box<Record>, DateTime)>,
    failed: Box<dyn Fn(String) + Send>,
}

impl JournalKeeper {
    /// A keeper that does at once what it is told.
    pub fn inline(folder: Folder, failed: Box<dyn Fn(String) + Send>) -> Self {
        Self {
            way: Way::Inline(Box::new(RefCell::new(Keeper::new(folder, failed)))),
        }
    }

    /// A keeper with a thread; `failed` is told a sentence when something cannot be kept.
    pub fn thread(folder: Folder, failed: Box<dyn Fn(String) + Send>) -> Self {
        let (sender, asks) = channel();
        let mut keeper = Keeper::new(folder, failed);
        let thread = std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || keeper.work(&asks));
        if let Err(err) = &thread {
            log::error!("no thread for the journal: {err}");
        }
        Self {
            way: Way::Thread {
                sender: Some(sender),
                thread: thread.ok(),
            },
        }
    }

    /// The record is `base` on disk; notes are of this record from now on.
    pub fn rebase(&self, head: Head, base: Record) {
        self.tell(Ask::Rebase(head, Box::new(base)));
    }

    /// Notes the record as it is now, within a moment.
    pub fn note(&self, record: Record, at: DateTime) {
        self.tell(Ask::Note(Box::new(record), at));
    }

    /// What was noted is saved or given up.
    pub fn clear(&self) {
        self.tell(Ask::Clear);
    }

    /// Takes another journal away, after what waits is on the disk.
    pub fn throw_away(&self, file: PathBuf) {
        self.tell(Ask::ThrowAway(file));
    }

    /// Writes what waits now.
    pub fn flush(&self) {
        self.tell(Ask::Flush);
    }

    /// Writes what waits and ends the thread.
    pub fn finish(&mut self) {
        if let Way::Thread { sender, thread } = &mut self.way {
            drop(sender.take());
            if thread.take().is_some_and(|thread| thread.join().is_err()) {
                log::error!("the journal's thread panicked");
            }
        }
    }

    fn tell(&self, ask: Ask) {
        match &self.way {
            Way::Inline(keeper) => {
                let mut keeper = keeper.borrow_mut();
                keeper.take(ask);
                keeper.write();
            }
            Way::Thread { sender, .. } => {
                let told = sender.as_ref().map(|sender| sender.send(ask));
                if told.is_none_or(|told| told.is_err()) {
                    log::error!("the journal's thread is gone");
                }
            }
        }
    }
}

impl Drop for JournalKeeper {
    fn drop(&mut self) {
        self.finish();
    }
}

impl Keeper {
    fn new(folder: Folder, failed: Box<dyn Fn(String) + Send>) -> Self {
        Self {
            folder,
            writer: None,
            waiting: None,
            failed,
        }
    }

    fn work(&mut self, asks: &Receiver<Ask>) {
        let mut due: Option<Instant> = None;
        loop {
            let next = match due {
                None => asks.recv().map_err(|_gone| RecvTimeoutError::Disconnected),
                Some(due) => asks.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match next {
                Ok(ask) => self.take(ask),
                Err(RecvTimeoutError::Timeout) => self.write(),
                Err(RecvTimeoutError::Disconnected) => {
                    self.write();
                    return;
                }
            }
            due = match (&self.waiting, due) {
                (None, _) => None,
                (Some(_), Some(due)) => Some(due),
                (Some(_), None) => Some(Instant::now() + GATHERS),
            };
        }
    }

    fn take(&mut self, ask: Ask) {
        match ask {
            Ask::Rebase(head, base) => match &mut self.writer {
                Some(writer) => writer.rebase(head, *base),
                None => self.writer = Some(Writer::new(self.folder.0.clone(), head, *base)),
            },
            Ask::Note(record, at) => self.waiting = Some((record, at)),
            Ask::Clear => {
                self.waiting = None;
                let cleared = self.writer.as_mut().map(Writer::clear);
                self.say(cleared.unwrap_or(Ok(())));
            }
            Ask::ThrowAway(file) => {
                self.write();
                if let Err(err) = Folder::throw_away(&file) {
                    self.say(Err(JournalError::Disk(file, err)));
                }
            }
            Ask::Flush => self.write(),
        }
    }

    fn write(&mut self) {
        if let (Some((record, at)), Some(writer)) = (self.waiting.take(), &mut self.writer) {
            let noted = writer.note(&record, at);
            self.say(noted);
        }
    }

    fn say(&self, done: Result<(), JournalError>) {
        if let Err(err) = done {
            (self.failed)(err.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_was_noted_is_on_disk_when_the_keeper_ends_and_gone_when_cleared() {
        let folder = tempfile::tempdir().unwrap();
        let folder = Folder(folder.path().join("unsaved"));
        let said = Box::new(|sentence: String| assert!(sentence.is_empty(), "{sentence}"));
        let mut keeper = JournalKeeper::thread(folder.clone(), said.clone());
        let at = date(2019, 9, 24).at(14, 32, 0, 0);
        let head = Head {
            path: None,
            name: "Board".to_owned(),
            base: String::new(),
        };
        let changed = Record {
            as_at: Some(date(2019, 9, 24)),
            ..Record::default()
        };
        keeper.rebase(head.clone(), Record::default());
        keeper.note(Record::default(), at);
        keeper.note(changed.clone(), at);
        keeper.finish();
        drop(keeper);
        let (found, broken) = folder.left_behind();
        assert_eq!((found.len(), broken.len()), (1, 0));
        assert_eq!(found[0].journal.mine, changed);
        let keeper = JournalKeeper::inline(folder.clone(), said);
        keeper.rebase(head, Record::default());
        keeper.note(changed, at);
        assert_eq!(
            folder.left_behind().0.len(),
            1,
            "a live journal is nobody else's"
        );
        keeper.throw_away(found[0].file.clone());
        keeper.clear();
        drop(keeper);
        assert!(folder.left_behind().0.is_empty());
    }
}
