//! Looks after the file of the open record on a thread of its own: whether somebody else has
//! written it, and that others see that it is in use.
//!
//! Wakes the window only when there is news.

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::{Duration, Instant},
};

use crate::store::{
    lock::{Beat, Lock, Owner},
    save::{self, Base},
};

/// How often the file is looked at: a call to the system that reads nothing.
const LOOKS: Duration = Duration::from_millis(1500);
/// How often others are told that the record is in use.
const BEATS: Duration = Duration::from_secs(30);

/// What is new about the file.
#[derive(Debug)]
pub enum News {
    /// Somebody else has written it; this is what it is now.
    Changed(Base),
    /// It is not in its place any more.
    Gone,
    /// Somebody took the lock over, as far as known who.
    LockLost(Option<Owner>),
}

/// What is told to the thread.
enum Ask {
    /// The file was read or written by us, and is this now.
    Rebase(Base),
    /// Look now.
    Look,
}

/// The watch over one file; dropped, it gives the lock back.
pub struct Watch {
    way: Way,
}

enum Way {
    Inline(Box<RefCell<Guard>>),
    Thread(Sender<Ask>),
}

struct Guard {
    path: PathBuf,
    base: Base,
    /// What was told last, so that it is told once.
    told: Option<Base>,
    lock: Option<Lock>,
    tell: Box<dyn Fn(PathBuf, News) + Send>,
}

impl Watch {
    /// A watch that looks only when it is told: for tests.
    pub fn inline(
        path: PathBuf,
        base: Base,
        lock: Option<Lock>,
        tell: Box<dyn Fn(PathBuf, News) + Send>,
    ) -> Self {
        Self {
            way: Way::Inline(Box::new(RefCell::new(Guard::new(path, base, lock, tell)))),
        }
    }

    /// A watch with a thread.
    pub fn thread(
        path: PathBuf,
        base: Base,
        lock: Option<Lock>,
        tell: Box<dyn Fn(PathBuf, News) + Send>,
    ) -> Self {
        let (sender, asks) = channel();
        let mut guard = Guard::new(path, base, lock, tell);
        let started = std::thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || guard.work(&asks));
        if let Err(err) = started {
            log::error!("no thread to watch the file: {err}");
        }
        Self {
            way: Way::Thread(sender),
        }
    }

    /// The file was read or written by us, and is this now.
    pub fn rebase(&self, base: Base) {
        self.ask(Ask::Rebase(base));
    }

    /// Looks at the file and at its lock now.
    pub fn look(&self) {
        self.ask(Ask::Look);
    }

    fn ask(&self, ask: Ask) {
        match &self.way {
            Way::Inline(guard) => guard.borrow_mut().take(ask),
            Way::Thread(sender) => {
                if sender.send(ask).is_err() {
                    log::error!("the thread that watches the file is gone");
                }
            }
        }
    }
}

impl Guard {
    fn new(
        path: PathBuf,
        base: Base,
        lock: Option<Lock>,
        tell: Box<dyn Fn(PathBuf, News) + Send>,
    ) -> Self {
        Self {
            path,
            base,
            told: None,
            lock,
            tell,
        }
    }

    fn work(&mut self, asks: &Receiver<Ask>) {
        let mut beaten = Instant::now();
        loop {
            match asks.recv_timeout(LOOKS) {
                Ok(ask) => self.take(ask),
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if beaten.elapsed() >= BEATS {
                beaten = Instant::now();
                self.beat();
            }
        }
    }

    fn take(&mut self, ask: Ask) {
        match ask {
            Ask::Rebase(base) => {
                self.base = base;
                self.told = None;
            }
            Ask::Look => {
                self.look();
                self.beat();
            }
        }
    }

    fn look(&mut self) {
        let Some(now) = look(&self.path, self.told.as_ref().unwrap_or(&self.base)) else {
            return;
        };
        let before = self.told.as_ref().unwrap_or(&self.base);
        if now != *before {
            let news = if now.is_present() {
                News::Changed(now.clone())
            } else {
                News::Gone
            };
            (self.tell)(self.path.clone(), news);
        }
        // The stamp may be new where the content is not.
        if now == self.base {
            self.base = now;
            self.told = None;
        } else {
            self.told = Some(now);
        }
    }

    fn beat(&mut self) {
        let Some(lock) = &mut self.lock else { return };
        match lock.beat() {
            Ok(Beat::Ours) => {}
            Ok(Beat::Lost(owner)) => {
                self.lock = None;
                (self.tell)(self.path.clone(), News::LockLost(owner));
            }
            Err(err) => log::warn!("the lock could not be renewed: {err}"),
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(lock) = self.lock.take() {
            lock.release();
        }
    }
}

/// What the file is now, unless the system says that it is what it was, or says nothing.
fn look(path: &Path, before: &Base) -> Option<Base> {
    let stamp = save::stamp_of(path).ok()?;
    if stamp.is_none() {
        return Some(Base::ABSENT);
    }
    if stamp == before.stamp() {
        return None;
    }
    save::base_of(path).ok()
}
