//! Bytes to a file, whole or not at all.
//!
//! The target is compared with what was read, a private temporary file beside it is written,
//! flushed and read back, then exchanges names with the target; what comes out is compared once
//! more, and the folder is flushed. Until the new name holds, the old file is whole; a save that
//! reports success survives a power cut. The state before goes to the [backups](super::backup).
//! Every error names the step, the cause, what became of the data and what to do.
//!
//! [`save_record`] is for records. [`save`] is for everything else that is written, which needs no
//! backups. Both leave the file alone when it is not what [`Base`] says.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::backup::{self, BackupError};
use super::hash::{Hash, hash_of};
use super::lock::{Machine, ThisMachine};
use super::read::{SIZE_LIMIT, too_large};
use disk::Disk;
use fs::{Fs, Kind, Stat, cannot};
use temporary::{Temporary, discard, folder_of, told};

pub mod disk;
mod error;
pub mod fs;
mod in_place;
pub(super) mod temporary;

pub(super) use error::cause_words;
pub use error::{InPlace, Room, SaveError, Step, Warning, overtaken_words};

/// What the system says of a file, to see without reading that it is the same: which disk, which
/// file, how large, when written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    modified: (i64, u32),
}

impl Stamp {
    fn of(stat: &Stat) -> Self {
        Self {
            device: stat.device,
            inode: stat.inode,
            size: stat.size,
            modified: stat.modified,
        }
    }
}

/// What a file was when it was last read or written: to tell whether somebody else has changed it.
///
/// Two are equal when the content is; the stamp only spares reading it.
#[derive(Clone, Debug)]
pub struct Base {
    /// Of the bytes, and how many; none where there was no file.
    content: Option<(Hash, u64)>,
    stamp: Option<Stamp>,
}

impl PartialEq for Base {
    fn eq(&self, other: &Self) -> bool {
        self.content == other.content
    }
}

impl Eq for Base {}

impl Base {
    /// No file yet.
    pub const ABSENT: Self = Self {
        content: None,
        stamp: None,
    };

    /// A file with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            content: Some((hash_of(bytes), bytes.len() as u64)),
            stamp: None,
        }
    }

    /// Whether there was a file.
    pub fn is_present(&self) -> bool {
        self.content.is_some()
    }

    /// The hash of the content, if there was a file.
    pub fn hash(&self) -> Option<&Hash> {
        self.content.as_ref().map(|(hash, _)| hash)
    }

    /// What the system said of the file; none where it is not known.
    pub fn stamp(&self) -> Option<Stamp> {
        self.stamp
    }

    fn size(&self) -> Option<u64> {
        self.content.as_ref().map(|(_, size)| *size)
    }

    fn stamped(mut self, stat: Option<&Stat>) -> Self {
        self.stamp = stat.map(Stamp::of);
        self
    }
}

/// What the system says of the file at a path now, without reading it; none where there is no file.
///
/// # Errors
/// As the system gives them.
pub fn stamp_of(path: &Path) -> io::Result<Option<Stamp>> {
    match Disk.stat(path) {
        Ok(stat) => Ok(Some(Stamp::of(&stat))),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(err) => Err(err),
    }
}

/// Whether two paths lead to one file that is there, by whatever names and links.
pub fn same_file(one: &Path, other: &Path) -> bool {
    if let (Ok(one), Ok(other)) = (Disk.real_path(one), Disk.real_path(other))
        && one == other
    {
        return true;
    }
    // Two names of one file, where the system numbers its files.
    match (Disk.stat(one), Disk.stat(other)) {
        (Ok(one), Ok(other)) => {
            one.inode != 0 && (one.device, one.inode) == (other.device, other.inode)
        }
        (_, _) => false,
    }
}

/// A save that succeeded.
#[derive(Debug)]
pub struct Saved {
    /// The file as it is now.
    pub base: Base,
    /// Where the state of somebody else is kept who wrote the file in the very moment of the save,
    /// after it was compared: to be merged. See [`overtaken_words`].
    pub overtaken: Option<PathBuf>,
    /// What else there is to know.
    pub warnings: Vec<Warning>,
}

/// What becomes of the state before a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// It goes to the backups.
    Kept {
        /// The moment of the save.
        now: Timestamp,
        /// A folder for backups where none can be made beside the record.
        spare: Option<PathBuf>,
    },
    /// It goes.
    Dropped,
}

/// Reads a file whole; one above [`SIZE_LIMIT`] is not read at all.
///
/// # Errors
/// [`SaveError::TooLarge`] or [`SaveError::Unreadable`].
pub fn load(path: &Path) -> Result<(Vec<u8>, Base), SaveError> {
    load_with(&Disk, path)
}

fn load_with<F: Fs>(fs: &F, path: &Path) -> Result<(Vec<u8>, Base), SaveError> {
    let stat = fs.stat(path).map_err(SaveError::Unreadable)?;
    let large = |size| SaveError::TooLarge(too_large(size).sentence);
    if stat.size > SIZE_LIMIT {
        return Err(large(stat.size));
    }
    let bytes = fs.read(path, SIZE_LIMIT).map_err(|err| {
        if err.kind() == io::ErrorKind::FileTooLarge {
            large(SIZE_LIMIT + 1)
        } else {
            SaveError::Unreadable(err)
        }
    })?;
    let base = Base::of(&bytes).stamped((stat.kind == Kind::File).then_some(&stat));
    Ok((bytes, base))
}

/// What is at a path now; nothing there is an answer, not an error.
///
/// # Errors
/// [`SaveError::Unreadable`] when there is something that cannot be read.
pub fn base_of(path: &Path) -> Result<Base, SaveError> {
    let gone = |err: &io::Error| err.kind() == io::ErrorKind::NotFound;
    let stat = match Disk.stat(path) {
        Ok(stat) => stat,
        Err(err) if gone(&err) => return Ok(Base::ABSENT),
        Err(err) => return Err(SaveError::Unreadable(err)),
    };
    match stat.kind {
        Kind::File => {}
        Kind::Folder | Kind::Other => return Err(SaveError::NotAFile),
    }
    match Disk.read(path, u64::MAX) {
        Ok(bytes) => Ok(Base::of(&bytes).stamped(Some(&stat))),
        Err(err) if gone(&err) => Ok(Base::ABSENT),
        Err(err) => Err(SaveError::Unreadable(err)),
    }
}

/// Puts `bytes` into the file at `path`, provided that it is still what `base` says. A symbolic link
/// is followed once and stays. With no difference nothing is written.
///
/// # Errors
/// See [`SaveError`]: unless it says otherwise the file is as it was.
pub fn save(path: &Path, bytes: &[u8], base: &Base) -> Result<Base, SaveError> {
    save_with(&Disk, &ThisMachine, path, bytes, base, &Before::Dropped).map(|saved| saved.base)
}

/// As [`save`], for a record: the state before is kept as a backup, and what somebody else wrote in
/// the very moment of the save is kept beside it. What could not be opened again is not written.
///
/// # Errors
/// See [`save`].
pub fn save_record(path: &Path, bytes: &[u8], base: &Base) -> Result<Saved, SaveError> {
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(SaveError::TooLargeToOpen(bytes.len() as u64));
    }
    let before = Before::Kept {
        now: Timestamp::now(),
        spare: backup::spare_folder(path),
    };
    save_with(&Disk, &ThisMachine, path, bytes, base, &before)
}

/// Clears away what saves of processes that are no more left beside a record.
///
/// The state before a save that was interrupted after the exchange goes to the backups. To be called
/// when a record is opened. What cannot be cleared stays, and does no harm.
pub fn clear_leftovers(path: &Path, base: &Base) {
    let _stays = clear_leftovers_with(&Disk, &ThisMachine, path, base, Timestamp::now());
}

/// As [`clear_leftovers`], on any file system.
///
/// # Errors
/// As the system gives them; the record is as it was.
pub fn clear_leftovers_with<F: Fs>(
    fs: &F,
    machine: &impl Machine,
    path: &Path,
    base: &Base,
    now: Timestamp,
) -> Result<(), BackupError> {
    let Some(current) = base.hash() else {
        return Ok(());
    };
    let target = fs.real_path(path).map_err(BackupError::Unreadable)?;
    let found =
        temporary::leftovers(fs, machine, &target, current).map_err(BackupError::Unreadable)?;
    for path in &found.unfinished {
        discard(fs, path);
    }
    for path in &found.displaced {
        let bytes = fs.read(path, u64::MAX).map_err(BackupError::Unreadable)?;
        backup::adopt(fs, &target, path, &hash_of(&bytes), now)?;
    }
    Ok(())
}

/// As [`save_record`] or [`save`], on any file system.
///
/// # Errors
/// See [`save`].
pub fn save_with<F: Fs>(
    fs: &F,
    machine: &impl Machine,
    path: &Path,
    bytes: &[u8],
    base: &Base,
    before: &Before,
) -> Result<Saved, SaveError> {
    let target = real_target(fs, path)?;
    let Some(current) = current(fs, &target, bytes, base)? else {
        // Perhaps an earlier save got this far and no farther.
        return confirm(fs, &target, bytes, None, Vec::new());
    };
    let present = match &current {
        Current::Absent => false,
        Current::There { stat, .. } => {
            if stat.links > 1 {
                return in_place::save(fs, &target, bytes, &current, before, InPlace::OtherNames);
            }
            true
        }
    };
    let host = machine.identity().host;
    let attempt = || temporary::write(fs, &target, bytes, &host, present);
    let temporary = match attempt() {
        // Once more before it counts: scanners close a folder for moments.
        Err(err) if is_closed(&err) => attempt(),
        first => first,
    };
    let temporary = match temporary {
        Err(err) if present && is_closed(&err) => {
            return in_place::save(fs, &target, bytes, &current, before, InPlace::ClosedFolder);
        }
        last => last?,
    };
    replace(fs, &target, bytes, &temporary, &current, before)
}

/// Whether no file can be made in the folder.
fn is_closed(err: &SaveError) -> bool {
    matches!(
        err,
        SaveError::Failed { step: Step::Create, cause, .. }
            if cause.kind() == io::ErrorKind::PermissionDenied
    )
}

/// What is at the target, where that is what the base says.
enum Current {
    Absent,
    There { bytes: Vec<u8>, stat: Stat },
}

/// Compares the target with the base; none where it already has the bytes to write.
fn current<F: Fs>(
    fs: &F,
    target: &Path,
    bytes: &[u8],
    base: &Base,
) -> Result<Option<Current>, SaveError> {
    let absent = || {
        if base.is_present() {
            Err(SaveError::Gone)
        } else {
            Ok(Some(Current::Absent))
        }
    };
    // A file that cannot be read is not a file that is not there.
    let unread = |cause| SaveError::Failed {
        step: Step::Read,
        cause,
        room: None,
    };
    let stat = match fs.stat(target) {
        Ok(stat) => stat,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return absent(),
        Err(cause) => return Err(unread(cause)),
    };
    match stat.kind {
        Kind::File => {}
        Kind::Folder | Kind::Other => return Err(SaveError::NotAFile),
    }
    let possible = [Some(bytes.len() as u64), base.size()];
    if !possible.contains(&Some(stat.size)) {
        return Err(SaveError::ChangedOnDisk);
    }
    let current = match fs.read(target, stat.size) {
        Ok(current) => current,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return absent(),
        Err(err) if err.kind() == io::ErrorKind::FileTooLarge => {
            return Err(SaveError::ChangedOnDisk);
        }
        Err(cause) => return Err(unread(cause)),
    };
    if current == bytes {
        return Ok(None);
    }
    if Base::of(&current) != *base {
        return Err(SaveError::ChangedOnDisk);
    }
    Ok(Some(Current::There {
        bytes: current,
        stat,
    }))
}

/// Gives the temporary file the target's name.
fn replace<F: Fs>(
    fs: &F,
    target: &Path,
    bytes: &[u8],
    temporary: &Temporary,
    current: &Current,
    before: &Before,
) -> Result<Saved, SaveError> {
    let path = temporary.path.as_path();
    let mut warnings: Vec<_> = temporary
        .lost
        .iter()
        .copied()
        .map(Warning::Access)
        .collect();
    let failed = |cause: io::Error| {
        discard(fs, path);
        told(fs, target, bytes, Step::Replace)(cause)
    };
    let Current::There { bytes: old, .. } = current else {
        return match fs.rename_new(path, target) {
            Ok(()) => confirm(fs, target, bytes, None, warnings),
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {
                discard(fs, path);
                Err(SaveError::ChangedOnDisk)
            }
            Err(cause) => Err(failed(cause)),
        };
    };
    let Before::Kept { now, .. } = before else {
        fs.rename(path, target).map_err(failed)?;
        return confirm(fs, target, bytes, None, warnings);
    };
    match fs.exchange(path, target) {
        Ok(()) => after_exchange(fs, target, bytes, path, old, *now, warnings),
        Err(err) if cannot(&err) => {
            if let Err(err) = backup::keep(fs, target, old, before) {
                warnings.push(Warning::NoBackup(err));
            }
            // As late as can be, since nothing comes out of a plain change of name.
            if let Err(err) = temporary::verify(fs, target, old) {
                discard(fs, path);
                let gone = err.kind() == io::ErrorKind::NotFound;
                return Err(if gone {
                    SaveError::Gone
                } else {
                    SaveError::ChangedOnDisk
                });
            }
            fs.rename(path, target).map_err(failed)?;
            confirm(fs, target, bytes, None, warnings)
        }
        Err(err) if err.kind() == io::ErrorKind::NotFound => {
            discard(fs, path);
            Err(SaveError::Gone)
        }
        Err(cause) => {
            // Only what we wrote is ours to remove: a share may exchange and still complain.
            if temporary::verify(fs, path, bytes).is_ok() {
                discard(fs, path);
            }
            Err(told(fs, target, bytes, Step::Replace)(cause))
        }
    }
}

/// The target has the new content, and `displaced` what came out: what we read, or what somebody
/// wrote in between.
fn after_exchange<F: Fs>(
    fs: &F,
    target: &Path,
    bytes: &[u8],
    displaced: &Path,
    old: &[u8],
    now: Timestamp,
    mut warnings: Vec<Warning>,
) -> Result<Saved, SaveError> {
    if temporary::verify(fs, displaced, old).is_err() {
        let overtaken = keep_conflict(fs, target, displaced, now);
        return confirm(fs, target, bytes, Some(overtaken), warnings);
    }
    let confirmed = confirm(fs, target, bytes, None, Vec::new());
    if let Err(err) = backup::adopt(fs, target, displaced, &hash_of(old), now) {
        discard(fs, displaced);
        warnings.push(Warning::NoBackup(err));
    }
    confirmed.map(|saved| Saved { warnings, ..saved })
}

/// Gives what somebody else wrote a name that people see.
fn keep_conflict<F: Fs>(fs: &F, target: &Path, displaced: &Path, now: Timestamp) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(now.strftime(".conflict-%Y-%m-%dT%H-%M-%SZ").to_string());
    for count in 1..10 {
        let mut name = name.clone();
        if count > 1 {
            name.push(format!("-{count}"));
        }
        let kept = target.with_file_name(name);
        match fs.rename_new(displaced, &kept) {
            Ok(()) => return kept,
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {}
            Err(_) => break,
        }
    }
    displaced.to_owned()
}

/// Waits until the target's name is on the disk: only then it is saved.
fn confirm<F: Fs>(
    fs: &F,
    target: &Path,
    bytes: &[u8],
    overtaken: Option<PathBuf>,
    warnings: Vec<Warning>,
) -> Result<Saved, SaveError> {
    match fs.flush_folder(folder_of(target)) {
        Ok(()) => {}
        // Some file systems cannot flush a folder and say so; nothing more can be done there.
        Err(err) if cannot(&err) => {}
        Err(cause) => return Err(SaveError::Unconfirmed { cause, overtaken }),
    }
    let stat = fs.stat(target).ok();
    Ok(Saved {
        base: Base::of(bytes).stamped(stat.as_ref()),
        overtaken,
        warnings,
    })
}

/// Follows links once, so that a link stays and its target is written.
fn real_target<F: Fs>(fs: &F, path: &Path) -> Result<PathBuf, SaveError> {
    let find = |cause| SaveError::Failed {
        step: Step::Find,
        cause,
        room: None,
    };
    match fs.real_path(path) {
        Ok(real) => return Ok(real),
        Err(err) if err.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => return Err(find(cause)),
    }
    // A new file: its folder must be there.
    let Some(name) = path.file_name() else {
        return Err(find(io::Error::from(io::ErrorKind::InvalidInput)));
    };
    let folder = fs.real_path(folder_of(path)).map_err(find)?;
    Ok(folder.join(name))
}

#[cfg(test)]
mod tests;
