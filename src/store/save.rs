//! Bytes to a file, whole or not at all.
//!
//! The target is compared with what was read, a private temporary file beside it is written,
//! flushed and read back, then takes the target's name, and the folder is flushed. Until the new
//! name holds, the old file is whole; a save that reports success survives a power cut. Every error
//! names the step, the cause, what became of the data and what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::read::{SIZE_LIMIT, too_large};
use fs::{Disk, Fs};

pub mod fs;

/// What a file was when it was last read or written: to tell whether somebody else has changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// SHA-256 of the bytes; none where there was no file.
    hash: Option<[u8; 32]>,
}

impl Base {
    /// No file yet.
    pub const ABSENT: Self = Self { hash: None };

    /// A file with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            hash: Some(Sha256::digest(bytes).into()),
        }
    }

    /// Whether there was a file.
    pub fn is_present(&self) -> bool {
        self.hash.is_some()
    }
}

/// What was being done when something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Following the path to the real file.
    Find,
    /// Reading what is there.
    Read,
    /// Making the temporary file.
    Create,
    /// Writing to it.
    Write,
    /// Waiting until it is on the disk.
    Flush,
    /// Reading it back.
    Verify,
    /// Giving it the record's name.
    Replace,
    /// Waiting until the new name is on the disk.
    FlushFolder,
}

impl Step {
    fn words(self) -> &'static str {
        match self {
            Self::Find => "finding the file",
            Self::Read => "reading the file as it is now",
            Self::Create => "making a temporary file in the same folder",
            Self::Write => "writing the temporary file",
            Self::Flush => "waiting for the disk",
            Self::Verify => "reading back what was written",
            Self::Replace => "putting the new file in the place of the old",
            Self::FlushFolder => "waiting for the disk to confirm the folder",
        }
    }
}

/// Why a file was not saved, or not read. `Display` says which step failed, why, what became of the
/// data and what to do.
#[derive(Debug)]
pub enum SaveError {
    /// The file is not what it was when it was read: somebody else has written it. Nothing was
    /// written.
    ChangedOnDisk,
    /// The file that was read is no longer there. Nothing was written.
    Gone,
    /// Above the size limit of records; the sentence says by how much.
    TooLarge(String),
    /// A file could not be read.
    Unreadable(io::Error),
    /// A step failed. Unless it is the last one, the file on disk is as it was.
    Failed {
        /// Which step.
        step: Step,
        /// Why.
        cause: io::Error,
    },
}

impl fmt::Display for SaveError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ChangedOnDisk => out.write_str(
                "Somebody else has changed the file since it was opened. Nothing was written.",
            ),
            Self::Gone => out.write_str(
                "The file is no longer in its place. Nothing was written; save the record under a \
                 name of its own.",
            ),
            Self::TooLarge(sentence) => out.write_str(sentence),
            Self::Unreadable(cause) => {
                write!(out, "The file cannot be read: {}.", cause_words(cause))
            }
            Self::Failed {
                step: Step::FlushFolder,
                cause,
            } => write!(
                out,
                "The file was written, but the disk has not confirmed it: {}. It may not survive a \
                 power cut; save again.",
                cause_words(cause)
            ),
            Self::Failed { step, cause } => {
                write!(
                    out,
                    "Not saved: {} failed, {}. The file on disk is as it was, and the changes are \
                     still in the window.",
                    step.words(),
                    cause_words(cause)
                )?;
                match advice(cause.kind()) {
                    Some(advice) => write!(out, " {advice}"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::ChangedOnDisk | Self::Gone | Self::TooLarge(_) => None,
            Self::Unreadable(cause) | Self::Failed { cause, .. } => Some(cause),
        }
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the system's own list, of which a few have better words here"
)]
fn cause_words(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "the quota on this disk is used up".to_owned(),
        io::ErrorKind::PermissionDenied => "there is no permission".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => cause.to_string(),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the system's own list, of which a few have better words here"
)]
fn advice(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Some("Make room on the disk, or save to another one.")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Some("Save to a folder of your own.")
        }
        io::ErrorKind::NotFound => Some("Choose another folder."),
        _ => None,
    }
}

fn failed(step: Step) -> impl FnOnce(io::Error) -> SaveError {
    move |cause| SaveError::Failed { step, cause }
}

/// Reads a file whole; one above [`SIZE_LIMIT`] is not read at all.
///
/// # Errors
/// [`SaveError::TooLarge`] or [`SaveError::Unreadable`].
pub fn load(path: &Path) -> Result<(Vec<u8>, Base), SaveError> {
    let size = Disk.size(path).map_err(SaveError::Unreadable)?;
    if size > SIZE_LIMIT {
        return Err(SaveError::TooLarge(too_large(size).sentence));
    }
    let bytes = Disk.read(path).map_err(SaveError::Unreadable)?;
    let base = Base::of(&bytes);
    Ok((bytes, base))
}

/// What is at a path now; nothing there is an answer, not an error.
///
/// # Errors
/// [`SaveError::Unreadable`] when there is something that cannot be read.
pub fn base_of(path: &Path) -> Result<Base, SaveError> {
    match Disk.read(path) {
        Ok(bytes) => Ok(Base::of(&bytes)),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(Base::ABSENT),
        Err(err) => Err(SaveError::Unreadable(err)),
    }
}

/// Puts `bytes` into the file at `path`, provided that it is still what `base` says. A symbolic link
/// is followed once and stays. With no difference nothing is written.
///
/// # Errors
/// See [`SaveError`]: unless the very last step failed the file is as it was.
pub fn save(path: &Path, bytes: &[u8], base: &Base) -> Result<Base, SaveError> {
    save_with(&Disk, path, bytes, base)
}

/// As [`save`], on any file system.
///
/// # Errors
/// See [`save`].
pub fn save_with<F: Fs>(fs: &F, path: &Path, bytes: &[u8], base: &Base) -> Result<Base, SaveError> {
    let target = real_target(fs, path)?;
    let folder = target.parent().unwrap_or(Path::new("."));
    let current = match fs.read(&target) {
        Ok(current) => Some(current),
        Err(err) if err.kind() == io::ErrorKind::NotFound => None,
        // A file that cannot be read is not a file that is not there.
        Err(cause) => {
            return Err(SaveError::Failed {
                step: Step::Read,
                cause,
            });
        }
    };
    if current.as_deref() == Some(bytes) {
        // Perhaps an earlier save got this far and no farther.
        flush_folder(fs, folder)?;
        return Ok(Base::of(bytes));
    }
    match (&current, base.is_present()) {
        (None, true) => return Err(SaveError::Gone),
        (Some(current), _) if Base::of(current) != *base => return Err(SaveError::ChangedOnDisk),
        (Some(_) | None, _) => {}
    }
    let temporary = write_temporary(fs, &target, bytes, current.is_some())?;
    if let Err(cause) = fs.rename(&temporary, &target) {
        discard(fs, &temporary);
        return Err(SaveError::Failed {
            step: Step::Replace,
            cause,
        });
    }
    flush_folder(fs, folder)?;
    Ok(Base::of(bytes))
}

fn real_target<F: Fs>(fs: &F, path: &Path) -> Result<PathBuf, SaveError> {
    match fs.real_path(path) {
        Ok(real) => return Ok(real),
        Err(err) if err.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => {
            return Err(SaveError::Failed {
                step: Step::Find,
                cause,
            });
        }
    }
    // A new file: its folder must be there.
    let name = path.file_name().ok_or_else(|| SaveError::Failed {
        step: Step::Find,
        cause: io::Error::from(io::ErrorKind::InvalidInput),
    })?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    let folder = fs.real_path(folder).map_err(failed(Step::Find))?;
    Ok(folder.join(name))
}

/// A flushed and verified file with the bytes, beside the target, nobody else's.
fn write_temporary<F: Fs>(
    fs: &F,
    target: &Path,
    bytes: &[u8],
    replaces: bool,
) -> Result<PathBuf, SaveError> {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(
        ".tmp-{}-{:08x}",
        std::process::id(),
        fastrand::u32(..)
    ));
    let temporary = target.with_file_name(name);
    let like = replaces.then_some(target);
    let mut file = fs.create(&temporary, like).map_err(failed(Step::Create))?;
    let written = fill(fs, &mut file, bytes, like);
    // Closed before it is read, renamed or removed: some systems insist.
    drop(file);
    let verified = written.and_then(|()| {
        let back = fs.read(&temporary).map_err(failed(Step::Verify))?;
        if back == bytes {
            Ok(())
        } else {
            Err(SaveError::Failed {
                step: Step::Verify,
                cause: io::Error::other("the disk gives back something else"),
            })
        }
    });
    match verified {
        Ok(()) => Ok(temporary),
        Err(err) => {
            discard(fs, &temporary);
            Err(err)
        }
    }
}

fn fill<F: Fs>(
    fs: &F,
    file: &mut F::File,
    bytes: &[u8],
    like: Option<&Path>,
) -> Result<(), SaveError> {
    let mut rest = bytes;
    while !rest.is_empty() {
        match fs.write(file, rest) {
            Ok(0) => {
                return Err(SaveError::Failed {
                    step: Step::Write,
                    cause: io::Error::from(io::ErrorKind::WriteZero),
                });
            }
            Ok(written) => rest = rest.get(written..).unwrap_or_default(),
            Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => {
                return Err(SaveError::Failed {
                    step: Step::Write,
                    cause,
                });
            }
        }
    }
    if let Some(like) = like {
        // Without the old permissions the file stays private: never more open than it was, and no
        // reason to lose the save.
        let _private_then = fs.copy_permissions(like, file);
    }
    fs.flush(file).map_err(failed(Step::Flush))
}

fn discard<F: Fs>(fs: &F, temporary: &Path) {
    // The error that led here is the one to report.
    let _left_behind = fs.remove(temporary);
}

/// Some file systems cannot flush a folder and say so; nothing more can be done there.
fn flush_folder<F: Fs>(fs: &F, folder: &Path) -> Result<(), SaveError> {
    match fs.flush_folder(folder) {
        Ok(()) => Ok(()),
        Err(err)
            if matches!(
                err.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        Err(cause) => Err(SaveError::Failed {
            step: Step::FlushFolder,
            cause,
        }),
    }
}

#[cfg(test)]
mod tests;
