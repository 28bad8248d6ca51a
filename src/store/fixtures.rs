//! What the tests of saving, backups and locks stand on: a file system that fails when told to, one
//! that knows what a power cut leaves, and a computer that is what the test says.

use std::cell::Cell;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::lock::{Identity, Machine};
use super::save::fs::{Access, AccessLoss, Fs, Held, Stat};

mod memory;

pub use memory::{Cut, Memory};

pub const OLD: &[u8] = b"the old record, which somebody wrote with care";
pub const NEW: &[u8] = b"the new record, with one more decision in it";

/// A moment of the tests, so many seconds on.
pub fn at(seconds: i64) -> Timestamp {
    let noon: Timestamp = "2026-11-25T12:00:00Z".parse().unwrap();
    noon + jiff::SignedDuration::from_secs(seconds)
}

/// A computer on which only this process and the living ones run.
#[derive(Clone, Debug, Default)]
pub struct Pretended {
    pub identity: Identity,
    pub living: Vec<u32>,
}

impl Pretended {
    pub fn named(user: &str, host: &str, process: u32) -> Self {
        Self {
            identity: Identity {
                user: user.to_owned(),
                host: host.to_owned(),
                process,
                boot: format!("boot of {host}"),
                version: "0".to_owned(),
            },
            living: vec![process],
        }
    }
}

impl Machine for Pretended {
    fn identity(&self) -> Identity {
        self.identity.clone()
    }

    fn alive(&self, process: u32) -> Option<bool> {
        Some(self.living.contains(&process))
    }
}

/// What goes wrong, and how often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    Once,
    ForEver,
    /// A write takes half of the bytes; anything else fails once.
    Short,
}

/// Counts operations and makes the `at`-th fail.
pub struct Faulty<'f, F> {
    under: &'f F,
    pub count: Cell<usize>,
    at: usize,
    fault: Fault,
    kind: io::ErrorKind,
    after: &'f dyn Fn(),
}

impl<'f, F: Fs> Faulty<'f, F> {
    pub fn new(
        under: &'f F,
        at: usize,
        fault: Fault,
        kind: io::ErrorKind,
        after: &'f dyn Fn(),
    ) -> Self {
        Self {
            under,
            count: Cell::new(0),
            at,
            fault,
            kind,
            after,
        }
    }

    /// Whether the fault came at all.
    pub fn met(&self) -> bool {
        self.count.get() >= self.at
    }

    fn fails(&self) -> bool {
        let count = self.count.get() + 1;
        self.count.set(count);
        count == self.at || (self.fault == Fault::ForEver && count > self.at)
    }

    fn or_fault<T>(&self, work: impl FnOnce(&F) -> io::Result<T>) -> io::Result<T> {
        let result = if self.fails() {
            Err(io::Error::from(self.kind))
        } else {
            work(self.under)
        };
        (self.after)();
        result
    }
}

impl<F: Fs> Fs for Faulty<'_, F> {
    type File = F::File;

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.or_fault(|fs| fs.real_path(path))
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        self.or_fault(|fs| fs.stat(path))
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        self.or_fault(|fs| fs.read(path, most))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.or_fault(|fs| fs.list(folder))
    }

    fn create(&self, path: &Path, access: Access) -> io::Result<F::File> {
        self.or_fault(|fs| fs.create(path, access))
    }

    fn open(&self, path: &Path) -> io::Result<F::File> {
        self.or_fault(|fs| fs.open(path))
    }

    fn write(&self, file: &mut F::File, bytes: &[u8]) -> io::Result<usize> {
        if self.fault == Fault::Short && self.count.get() + 1 == self.at {
            self.count.set(self.at);
            return self.under.write(file, &bytes[..bytes.len() / 2]);
        }
        self.or_fault(|fs| fs.write(file, bytes))
    }

    fn rewind(&self, file: &mut F::File) -> io::Result<()> {
        self.or_fault(|fs| fs.rewind(file))
    }

    fn set_size(&self, file: &F::File, size: u64) -> io::Result<()> {
        self.or_fault(|fs| fs.set_size(file, size))
    }

    fn copy_access(&self, from: &Path, to: &F::File) -> io::Result<Vec<AccessLoss>> {
        self.or_fault(|fs| fs.copy_access(from, to))
    }

    fn flush(&self, file: &F::File) -> io::Result<()> {
        self.or_fault(|fs| fs.flush(file))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.or_fault(|fs| fs.exchange(one, other))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.or_fault(|fs| fs.rename(from, to))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.or_fault(|fs| fs.rename_new(from, to))
    }

    fn flush_folder(&self, folder: &Path) -> io::Result<()> {
        self.or_fault(|fs| fs.flush_folder(folder))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.or_fault(|fs| fs.remove(path))
    }

    fn make_folder(&self, folder: &Path, like: &Path) -> io::Result<()> {
        self.or_fault(|fs| fs.make_folder(folder, like))
    }

    fn hold(&self, folder: &Path) -> io::Result<Held> {
        self.or_fault(|fs| fs.hold(folder))
    }

    fn free_space(&self, folder: &Path) -> Option<u64> {
        self.under.free_space(folder)
    }

    fn try_lock(&self, file: &F::File) -> io::Result<bool> {
        self.or_fault(|fs| fs.try_lock(file))
    }

    fn is_at(&self, file: &F::File, path: &Path) -> io::Result<bool> {
        self.or_fault(|fs| fs.is_at(file, path))
    }
}
