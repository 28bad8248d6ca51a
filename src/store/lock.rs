//! One writer at a time: the lock that is held while a record is open to be changed.
//!
//! It is the system's lock on the file `.NAME.lock` beside the record, and what stands in that file
//! says who has it. The system's lock goes with its process, so a name that is left in a free file
//! is stale, unless it is on another computer and its heartbeat is recent: locks do not reach
//! across every share. Where a share has no locks at all, the file's being there and its heartbeat
//! are the lock. Whoever finds the record taken opens it to read.
//!
//! A lock does not replace the comparison before a save (see [`save`](super::save)): it spares
//! people the conflict, the comparison spares them the loss.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::save::cause_words;
use super::save::disk::Disk;
use super::save::fs::{Access, Fs, cannot};
use super::save::temporary::{beside, write_all};

mod machine;
mod owner;

pub use machine::{Identity, Machine, ThisMachine};
pub use owner::{Owner, parse};

/// How often a holder says that it still has the record: call [`Lock::beat`] so often.
pub const HEARTBEAT: SignedDuration = SignedDuration::from_secs(30);

/// After so long without a heartbeat a holder on another computer may be gone.
pub const SILENT: SignedDuration = SignedDuration::from_mins(2);

/// More than a lock file ever holds.
const MOST_BYTES: u64 = 64 * 1024;

/// How often to begin again when others make and remove the file meanwhile.
const ATTEMPTS: usize = 20;

/// What keeps others out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// The system's lock.
    System,
    /// Only that they look: this share knows no locks. To be said in the status bar.
    Heartbeat,
}

impl Strength {
    /// What to tell people, if anything.
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Heartbeat => Some(
                "This share has no locks: others are kept out only as long as their program looks \
                 at the lock file.",
            ),
        }
    }
}

/// How asking for the lock ended.
#[derive(Debug)]
pub enum Taken<T = File> {
    /// We have it, until it is released or the process ends.
    Held(Lock<T>),
    /// Somebody has the record open, as far as known who: open it to read.
    ByOther(Option<Owner>),
    /// Somebody on another computer has or had it and has been silent for so long: ask the person,
    /// then open it to read or [`take_over`].
    Ask(Owner, SignedDuration),
    /// No lock can be had here, for this reason (a folder that one may not write to): the record
    /// can be opened, and saving compares as ever.
    Impossible(String),
}

/// The answer to somebody who is silent on another computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insist {
    /// Ask the person first.
    No,
    /// The person said to take over.
    Yes,
}

/// A lock that we hold. Dropped without [`Lock::release`] the system's lock is free as well; the
/// name that stays in the file is then known to be stale.
#[derive(Debug)]
pub struct Lock<T = File> {
    file: T,
    path: PathBuf,
    owner: Owner,
    strength: Strength,
}

/// What a heartbeat found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beat {
    /// The lock is ours.
    Ours,
    /// It is ours no more: somebody took over, as far as known who, or removed the file. Go on
    /// reading only, or save under another name.
    Lost(Option<Owner>),
}

/// The lock file of a record.
pub fn lock_path(record: &Path) -> PathBuf {
    beside(record, ".lock")
}

/// Asks for the lock on a record. Waits for nobody.
pub fn take(record: &Path) -> Taken {
    take_with(&Disk, &ThisMachine, record, Timestamp::now(), Insist::No)
}

/// Asks for the lock on a record for so long, for commands that have it only for moments.
pub fn take_within(record: &Path, patience: SignedDuration) -> Taken {
    let pause = std::time::Duration::from_millis(20);
    for _ in 0..patience.as_millis() / 20 {
        match take(record) {
            Taken::ByOther(_) => std::thread::sleep(pause),
            taken @ (Taken::Held(_) | Taken::Ask(..) | Taken::Impossible(_)) => return taken,
        }
    }
    take(record)
}

/// Takes the lock from somebody on another computer who is silent, after [`Taken::Ask`] and the
/// person's answer.
pub fn take_over(record: &Path) -> Taken {
    take_with(&Disk, &ThisMachine, record, Timestamp::now(), Insist::Yes)
}

/// As [`take`] and [`take_over`], on any file system and machine.
pub fn take_with<F: Fs>(
    fs: &F,
    machine: &impl Machine,
    record: &Path,
    now: Timestamp,
    insist: Insist,
) -> Taken<F::File> {
    let target = match fs.real_path(record) {
        Ok(target) => target,
        Err(err) => return impossible(&err),
    };
    let asking = Asking {
        fs,
        machine,
        path: lock_path(&target),
        target,
        now,
        insist,
    };
    for _ in 0..ATTEMPTS {
        match asking.once() {
            Ok(Some(taken)) => return taken,
            Ok(None) => {}
            Err(err) => return impossible(&err),
        }
    }
    Taken::ByOther(None)
}

fn impossible<T>(err: &io::Error) -> Taken<T> {
    Taken::Impossible(format!(
        "Nobody else is kept out while you work: no lock file can be kept beside the record, {}.",
        cause_words(err)
    ))
}

/// One request for a lock.
struct Asking<'a, F, M> {
    fs: &'a F,
    machine: &'a M,
    path: PathBuf,
    target: PathBuf,
    now: Timestamp,
    insist: Insist,
}

/// What is known of the holder named in a lock file that the system says nothing against.
enum Holder {
    /// Nobody, or somebody who is gone.
    Gone,
    There(Option<Owner>),
    Silent(Owner, SignedDuration),
}

impl<F: Fs, M: Machine> Asking<'_, F, M> {
    /// One attempt; none when the file was removed or made meanwhile and it is to be tried again.
    fn once(&self) -> io::Result<Option<Taken<F::File>>> {
        let fs = self.fs;
        let (file, made) = match fs.open(&self.path) {
            Ok(file) => (file, false),
            Err(err) if err.kind() == io::ErrorKind::NotFound => {
                match fs.create(&self.path, Access::Private) {
                    Ok(file) => (file, true),
                    Err(err) if err.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
                    Err(err) => return Err(err),
                }
            }
            Err(err) if err.kind() == io::ErrorKind::PermissionDenied => {
                return match self.named().map(|owner| self.by_heartbeat(owner)) {
                    Some(Holder::There(owner)) => Ok(Some(Taken::ByOther(owner))),
                    Some(Holder::Gone | Holder::Silent(..)) | None => Err(err),
                };
            }
            Err(err) => return Err(err),
        };
        // Before it is locked: some systems let nobody read a locked file.
        let named = self.named();
        match fs.try_lock(&file) {
            Ok(true) => self.with_lock(file, named),
            Ok(false) => Ok(Some(Taken::ByOther(named))),
            Err(err) if cannot(&err) => self.without_locks(file, made),
            Err(err) => {
                if made {
                    let _left_behind = fs.remove(&self.path);
                }
                Err(err)
            }
        }
    }

    fn named(&self) -> Option<Owner> {
        parse(&self.fs.read(&self.path, MOST_BYTES).ok()?)
    }

    fn with_lock(&self, file: F::File, named: Option<Owner>) -> io::Result<Option<Taken<F::File>>> {
        // Whoever released it removed the file, and the name may be another file's by now.
        match self.fs.is_at(&file, &self.path) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(err) => return Err(err),
        }
        let me = self.machine.identity();
        let holder = match named {
            Some(owner) if owner.host != me.host => self.by_heartbeat(owner),
            // The system would know if it still ran.
            Some(_) | None => Holder::Gone,
        };
        if let Some(refused) = self.refuse(holder) {
            return Ok(Some(refused));
        }
        let mut lock = self.lock(file, Strength::System);
        let _stays_private = self.fs.copy_access(&self.target, &lock.file);
        // The name only informs: the lock holds without it.
        let _unnamed = lock.write(self.fs);
        Ok(Some(Taken::Held(lock)))
    }

    /// A share that knows no locks: the file itself is one.
    fn without_locks(&self, file: F::File, made: bool) -> io::Result<Option<Taken<F::File>>> {
        let fs = self.fs;
        if !made {
            let holder = match self.named() {
                Some(owner) => self.without_system(owner),
                None => self.by_age()?,
            };
            if let Some(refused) = self.refuse(holder) {
                return Ok(Some(refused));
            }
            drop(file);
            fs.remove(&self.path)?;
            // To be made anew, by whoever comes first.
            return Ok(None);
        }
        let mut lock = self.lock(file, Strength::Heartbeat);
        let _stays_private = fs.copy_access(&self.target, &lock.file);
        if let Err(err) = lock.write(fs) {
            let _left_behind = fs.remove(&self.path);
            return Err(err);
        }
        match lock.look(fs) {
            Beat::Ours => Ok(Some(Taken::Held(lock))),
            Beat::Lost(owner) => Ok(Some(Taken::ByOther(owner))),
        }
    }

    fn lock(&self, file: F::File, strength: Strength) -> Lock<F::File> {
        let me = self.machine.identity();
        Lock {
            file,
            path: self.path.clone(),
            owner: Owner {
                user: me.user,
                host: me.host,
                process: me.process,
                boot: me.boot,
                since: self.now,
                heartbeat: self.now,
                version: me.version,
            },
            strength,
        }
    }

    fn refuse(&self, holder: Holder) -> Option<Taken<F::File>> {
        match (holder, self.insist) {
            (Holder::Gone, _) | (Holder::Silent(..), Insist::Yes) => None,
            (Holder::There(owner), _) => Some(Taken::ByOther(owner)),
            (Holder::Silent(owner, silent), Insist::No) => Some(Taken::Ask(owner, silent)),
        }
    }

    /// Somebody on another computer: only the heartbeat tells. One that lies ahead of our clock by
    /// more than clocks differ is no sign of life.
    fn by_heartbeat(&self, owner: Owner) -> Holder {
        let silent = self.now.duration_since(owner.heartbeat);
        if silent.abs() <= SILENT {
            Holder::There(Some(owner))
        } else {
            Holder::Silent(owner, silent.max(SignedDuration::ZERO))
        }
    }

    fn without_system(&self, owner: Owner) -> Holder {
        let me = self.machine.identity();
        if owner.host != me.host {
            return self.by_heartbeat(owner);
        }
        if owner.boot != me.boot || self.machine.alive(owner.process) == Some(false) {
            return Holder::Gone;
        }
        self.by_heartbeat(owner)
    }

    /// A file that names nobody: it is just being written, or was spoilt.
    fn by_age(&self) -> io::Result<Holder> {
        let stat = self.fs.stat(&self.path)?;
        let (seconds, _) = stat.modified;
        let age = self.now.as_second().saturating_sub(seconds);
        if (-SILENT.as_secs()..=SILENT.as_secs()).contains(&age) {
            Ok(Holder::There(None))
        } else {
            Ok(Holder::Gone)
        }
    }
}

impl<T> Lock<T> {
    /// Who we are, as others read it.
    pub fn owner(&self) -> &Owner {
        &self.owner
    }

    /// What keeps others out.
    pub fn strength(&self) -> Strength {
        self.strength
    }

    /// As [`Lock::beat`], on any file system.
    ///
    /// # Errors
    /// See [`Lock::beat`].
    pub fn beat_with<F: Fs<File = T>>(&mut self, fs: &F, now: Timestamp) -> io::Result<Beat> {
        let found = self.look(fs);
        if found == Beat::Ours {
            self.owner.heartbeat = now;
            self.write(fs)?;
        }
        Ok(found)
    }

    /// As [`Lock::release`], on any file system.
    pub fn release_with<F: Fs<File = T>>(self, fs: &F) {
        if self.look(fs) == Beat::Ours {
            // Still held while it is removed: whoever opened it before finds another file or none.
            let _stale_then = fs.remove(&self.path);
        }
    }

    /// Whether the file is still ours.
    fn look<F: Fs<File = T>>(&self, fs: &F) -> Beat {
        let named = || parse(&fs.read(&self.path, MOST_BYTES).ok()?);
        match self.strength {
            Strength::System => match fs.is_at(&self.file, &self.path) {
                Ok(true) => Beat::Ours,
                Ok(false) | Err(_) => Beat::Lost(named()),
            },
            Strength::Heartbeat => match named() {
                Some(owner) if owner.is(&self.owner) => Beat::Ours,
                other => Beat::Lost(other),
            },
        }
    }

    fn write<F: Fs<File = T>>(&mut self, fs: &F) -> io::Result<()> {
        let text = self.owner.text();
        fs.rewind(&mut self.file)?;
        write_all(fs, &mut self.file, text.as_bytes())?;
        fs.set_size(&self.file, text.len() as u64)
    }
}

impl Lock<File> {
    /// Says that we still have the record, every [`HEARTBEAT`]; and finds out whether we do.
    ///
    /// # Errors
    /// When the file cannot be written. The system's lock holds nevertheless; try again.
    pub fn beat(&mut self) -> io::Result<Beat> {
        self.beat_with(&Disk, Timestamp::now())
    }

    /// Gives the lock back and removes its file.
    pub fn release(self) {
        self.release_with(&Disk);
    }
}

#[cfg(test)]
mod tests;
