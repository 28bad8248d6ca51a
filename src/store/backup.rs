//! What a record was before its last saves, in a folder `.NAME.backups` beside it.
//!
//! A backup is two files: the content under a name made of its hash, so that equal contents are
//! kept once, and an empty file whose name is the moment of the save that replaced it and that
//! hash. Which ones stay is said by [`retention`]. The folder is no more open than the record. To
//! restore one, [`read`] it and save it like any other change: what is there now becomes a backup.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::hash::{Hash, hash_of, hex};
use super::read::SIZE_LIMIT;
use super::save::disk::Disk;
use super::save::fs::{Access, Fs, Held, cannot};
use super::save::temporary::{beside, discard, fill, folder_of, verify};
use super::save::{Before, cause_words};

pub mod retention;

/// How many hexadecimal digits of a hash stand in names.
const DIGITS: usize = 32;
/// How a moment stands in names; colons are not allowed everywhere.
const MOMENT: &str = "%Y-%m-%dT%H-%M-%S%.3fZ";
/// Its length in characters.
const MOMENT_LENGTH: usize = 24;

/// Why something could not be done with backups. The record itself is as it was.
#[derive(Debug)]
pub enum BackupError {
    /// Their folder cannot be made.
    Folder(io::Error),
    /// One cannot be written.
    Unwritable(io::Error),
    /// One, or their folder, cannot be read.
    Unreadable(io::Error),
    /// One does not hold what its name says: it is damaged.
    Damaged,
    /// None is to be kept of this file.
    NotAsked,
}

impl fmt::Display for BackupError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(cause) => write!(
                out,
                "the folder for backups cannot be made, {}.",
                cause_words(cause)
            ),
            Self::Unwritable(cause) => {
                write!(out, "the backup cannot be written, {}.", cause_words(cause))
            }
            Self::Unreadable(cause) => {
                write!(out, "the backup cannot be read, {}.", cause_words(cause))
            }
            Self::Damaged => out.write_str(
                "the backup is damaged: it does not hold what was put into it. Choose another one.",
            ),
            Self::NotAsked => out.write_str("no backups are kept of this file."),
        }
    }
}

impl std::error::Error for BackupError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Folder(cause) | Self::Unwritable(cause) | Self::Unreadable(cause) => Some(cause),
            Self::Damaged | Self::NotAsked => None,
        }
    }
}

/// A backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When the save was that replaced this state: until then the record was so.
    pub until: Timestamp,
    /// When this state was written, as the disk has it; to show, not to rely on.
    pub written: Option<Timestamp>,
    /// Bytes in it.
    pub size: u64,
    /// The first digits of its hash.
    digits: String,
    /// The content.
    file: PathBuf,
}

/// The backups of a record, the latest first. None is an answer, not an error.
///
/// # Errors
/// [`BackupError::Unreadable`] when there is a folder of backups that cannot be read.
pub fn list(record: &Path) -> Result<Vec<Entry>, BackupError> {
    let target = Disk.real_path(record).unwrap_or_else(|_| record.to_owned());
    let mut entries = list_with(&Disk, &folder(&target))?;
    if let Some(spare) = spare_folder(record) {
        entries.extend(list_with(&Disk, &spare)?);
        entries.sort_by(latest_first);
    }
    Ok(entries)
}

/// The content of a backup, checked against what was put into it.
///
/// # Errors
/// [`BackupError::Unreadable`] or [`BackupError::Damaged`].
pub fn read(entry: &Entry) -> Result<Vec<u8>, BackupError> {
    read_with(&Disk, entry)
}

/// As [`read`], on any file system.
///
/// # Errors
/// See [`read`].
pub fn read_with<F: Fs>(fs: &F, entry: &Entry) -> Result<Vec<u8>, BackupError> {
    let bytes = match fs.read(&entry.file, entry.size) {
        Ok(bytes) => bytes,
        Err(err) if err.kind() == io::ErrorKind::FileTooLarge => return Err(BackupError::Damaged),
        Err(err) => return Err(BackupError::Unreadable(err)),
    };
    if hex(&hash_of(&bytes)).starts_with(&entry.digits) {
        Ok(bytes)
    } else {
        Err(BackupError::Damaged)
    }
}

/// The folder of a record's backups, beside it.
pub fn folder(target: &Path) -> PathBuf {
    beside(target, ".backups")
}

/// Where backups go when none can be kept beside the record: a folder in the user's own data, or in
/// that of [`FOLDER_VARIABLE`](super::prefs::FOLDER_VARIABLE).
pub fn spare_folder(record: &Path) -> Option<PathBuf> {
    let named = std::env::var_os(super::prefs::FOLDER_VARIABLE).filter(|name| !name.is_empty());
    let own = match named {
        Some(folder) => PathBuf::from(folder),
        None => directories::ProjectDirs::from("", "", "trajectory")?
            .data_local_dir()
            .to_owned(),
    };
    let target = Disk.real_path(record).unwrap_or_else(|_| record.to_owned());
    let digits = hex(&hash_of(target.as_os_str().as_encoded_bytes()));
    Some(own.join("backups").join(digits.get(..DIGITS)?))
}

/// The backups in a folder, the latest first.
///
/// # Errors
/// See [`list`].
pub fn list_with<F: Fs>(fs: &F, folder: &Path) -> Result<Vec<Entry>, BackupError> {
    let Some(names) = names(fs, folder)? else {
        return Ok(Vec::new());
    };
    let entry = |digits: &str, until: Option<Timestamp>| {
        let file = folder.join(content_name(digits));
        let stat = fs.stat(&file).ok()?;
        let (seconds, nanoseconds) = stat.modified;
        let written = Timestamp::new(seconds, nanoseconds.cast_signed()).ok();
        Some(Entry {
            until: until.or(written).unwrap_or(Timestamp::UNIX_EPOCH),
            written,
            size: stat.size,
            digits: digits.to_owned(),
            file,
        })
    };
    let marked = names
        .marks
        .iter()
        .filter_map(|mark| entry(&mark.digits, Some(mark.until)));
    // Contents whose moment did not survive a power cut.
    let unmarked = names.unmarked().filter_map(|digits| entry(digits, None));
    let mut entries: Vec<_> = marked.chain(unmarked).collect();
    entries.sort_by(latest_first);
    Ok(entries)
}

fn latest_first(one: &Entry, other: &Entry) -> std::cmp::Ordering {
    let by_moment = other.until.cmp(&one.until);
    by_moment.then_with(|| one.digits.cmp(&other.digits))
}

/// Puts away a file that was the record until a moment ago, by giving it another name; then drops
/// the backups that need not stay.
pub(super) fn adopt<F: Fs>(
    fs: &F,
    target: &Path,
    displaced: &Path,
    hash: &Hash,
    now: Timestamp,
) -> Result<(), BackupError> {
    let held = make_folder(fs, &folder(target), target)?;
    let folder = held.path();
    let digits = digits_of(hash);
    mark(fs, folder, &digits, now)?;
    let content = folder.join(content_name(&digits));
    let kept = fs
        .read(&content, SIZE_LIMIT)
        .is_ok_and(|kept| hash_of(&kept) == *hash);
    if kept {
        discard(fs, displaced);
    } else {
        fs.rename(displaced, &content)
            .map_err(BackupError::Unwritable)?;
    }
    settle(fs, folder, now)
}

/// Writes a state of the record to its backups, on the disk and read back, and says where.
pub(super) fn keep<F: Fs>(
    fs: &F,
    target: &Path,
    bytes: &[u8],
    before: &Before,
) -> Result<PathBuf, BackupError> {
    let Before::Kept { now, spare } = before else {
        return Err(BackupError::NotAsked);
    };
    match keep_in(fs, &folder(target), target, bytes, *now) {
        Ok(kept) => Ok(kept),
        // Why not beside the record is what people can do something about.
        Err(err) => match spare
            .as_ref()
            .map(|spare| keep_in(fs, spare, target, bytes, *now))
        {
            Some(Ok(kept)) => Ok(kept),
            Some(Err(_)) | None => Err(err),
        },
    }
}

fn keep_in<F: Fs>(
    fs: &F,
    folder: &Path,
    target: &Path,
    bytes: &[u8],
    now: Timestamp,
) -> Result<PathBuf, BackupError> {
    let held = make_folder(fs, folder, target)?;
    let digits = digits_of(&hash_of(bytes));
    mark(fs, held.path(), &digits, now)?;
    let content = held.path().join(content_name(&digits));
    if verify(fs, &content, bytes).is_err() {
        // Not there, or damaged.
        write(fs, &content, bytes, target).map_err(BackupError::Unwritable)?;
    }
    settle(fs, held.path(), now)?;
    Ok(folder.join(content_name(&digits)))
}

fn write<F: Fs>(fs: &F, content: &Path, bytes: &[u8], like: &Path) -> io::Result<()> {
    let temporary = beside(content, &format!(".tmp-{:016x}", fastrand::u64(..)));
    let mut file = fs.create(&temporary, Access::Private)?;
    let filled = fill(fs, &mut file, bytes, Some(like)).map_err(|(_, cause)| cause);
    drop(file);
    let done = filled
        .and_then(|_| verify(fs, &temporary, bytes))
        .and_then(|()| fs.rename(&temporary, content));
    if done.is_err() {
        discard(fs, &temporary);
    }
    done
}

/// The folder, held: whoever puts a link in its place leads nothing astray.
fn make_folder<F: Fs>(fs: &F, folder: &Path, like: &Path) -> Result<Held, BackupError> {
    let is_new = fs.stat(folder).is_err();
    fs.make_folder(folder, like).map_err(BackupError::Folder)?;
    if is_new {
        flush_folder(fs, folder_of(folder)).map_err(BackupError::Folder)?;
    }
    fs.hold(folder).map_err(BackupError::Folder)
}

/// Notes that until now the record had this content. Before the content itself, so that no content
/// is ever without its moment.
fn mark<F: Fs>(fs: &F, folder: &Path, digits: &str, now: Timestamp) -> Result<(), BackupError> {
    let name = format!("{}.{digits}", now.strftime(MOMENT));
    match fs.create(&folder.join(name), Access::Private) {
        Ok(_empty) => Ok(()),
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(err) => Err(BackupError::Unwritable(err)),
    }
}

/// Waits until what was put away is on the disk, then drops what need not stay. What cannot be
/// dropped stays.
fn settle<F: Fs>(fs: &F, folder: &Path, now: Timestamp) -> Result<(), BackupError> {
    flush_folder(fs, folder).map_err(BackupError::Unwritable)?;
    let Ok(Some(mut names)) = names(fs, folder) else {
        return Ok(());
    };
    for digits in names.unmarked() {
        mark(fs, folder, digits, now)?;
    }
    names.marks.retain(|mark| {
        let has_content = names.contents.contains(&mark.digits);
        if !has_content {
            discard(fs, &folder.join(&mark.name));
        }
        has_content
    });
    drop_old(fs, folder, &names, now);
    for name in &names.unfinished {
        discard(fs, &folder.join(name));
    }
    Ok(())
}

/// Drops what need not stay: first the contents, then the names of moments that have none.
fn drop_old<F: Fs>(fs: &F, folder: &Path, names: &Names, now: Timestamp) {
    let moments: Vec<_> = names.marks.iter().map(|mark| mark.until).collect();
    let stays = retention::staying(&moments, now);
    let (mut kept, mut gone) = (Vec::new(), Vec::new());
    for (mark, stays) in names.marks.iter().zip(stays) {
        if stays { &mut kept } else { &mut gone }.push(mark);
    }
    for mark in gone {
        if !kept.iter().any(|kept| kept.digits == mark.digits) {
            let content = folder.join(content_name(&mark.digits));
            if fs.remove(&content).is_err() && fs.stat(&content).is_ok() {
                continue;
            }
        }
        discard(fs, &folder.join(&mark.name));
    }
}

fn flush_folder<F: Fs>(fs: &F, folder: &Path) -> io::Result<()> {
    match fs.flush_folder(folder) {
        Err(err) if cannot(&err) => Ok(()),
        done => done,
    }
}

struct Mark {
    until: Timestamp,
    digits: String,
    name: String,
}

/// What the names in a folder of backups say; names of others are passed over.
struct Names {
    /// The earliest first.
    marks: Vec<Mark>,
    contents: Vec<String>,
    unfinished: Vec<String>,
}

impl Names {
    fn unmarked(&self) -> impl Iterator<Item = &str> {
        let unmarked = self
            .contents
            .iter()
            .filter(|digits| !self.marks.iter().any(|mark| mark.digits == **digits));
        unmarked.map(String::as_str)
    }
}

fn names<F: Fs>(fs: &F, folder: &Path) -> Result<Option<Names>, BackupError> {
    let found = match fs.list(folder) {
        Ok(found) => found,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(err) => return Err(BackupError::Unreadable(err)),
    };
    let mut names = Names {
        marks: Vec::new(),
        contents: Vec::new(),
        unfinished: Vec::new(),
    };
    for name in found {
        let Some(name) = name.to_str() else { continue };
        if let Some(mark) = read_mark(name) {
            names.marks.push(mark);
        } else if let Some(digits) = name.strip_suffix(".ron").filter(|name| is_digits(name)) {
            names.contents.push(digits.to_owned());
        } else if name.starts_with('.') && name.contains(".ron.tmp-") {
            names.unfinished.push(name.to_owned());
        }
    }
    names
        .marks
        .sort_by(|a, b| (a.until, &a.digits).cmp(&(b.until, &b.digits)));
    names.contents.sort_unstable();
    Ok(Some(names))
}

/// `2026-11-25T12-36-33.123Z.HASH` as a moment and a hash.
fn read_mark(name: &str) -> Option<Mark> {
    let (moment, digits) = name.split_at_checked(MOMENT_LENGTH)?;
    let digits = digits.strip_prefix('.').filter(|rest| is_digits(rest))?;
    let (date, time) = moment.split_once('T')?;
    let until = format!("{date}T{}", time.replace('-', ":")).parse().ok()?;
    Some(Mark {
        until,
        digits: digits.to_owned(),
        name: name.to_owned(),
    })
}

fn is_digits(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn digits_of(hash: &Hash) -> String {
    let mut digits = hex(hash);
    digits.truncate(DIGITS);
    digits
}

fn content_name(digits: &str) -> String {
    format!("{digits}.ron")
}

#[cfg(test)]
mod tests;
