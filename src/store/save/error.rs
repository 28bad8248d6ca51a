//! What can go wrong with a file, in sentences: the step, the cause, what became of the data, what
//! to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::fs::AccessLoss;
use crate::store::backup::BackupError;
use crate::store::read::SIZE_LIMIT;

/// What was being done when something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Following the path to the real file.
    Find,
    /// Reading what is there.
    Read,
    /// Making the temporary file.
    Create,
    /// Opening the record itself, where it must be written in place.
    Open,
    /// Writing.
    Write,
    /// Waiting until it is on the disk.
    Flush,
    /// Reading it back.
    Verify,
    /// Giving it the record's name.
    Replace,
}

impl Step {
    fn words(self) -> &'static str {
        match self {
            Self::Find => "finding the file",
            Self::Read => "reading the file as it is now",
            Self::Create => "making a temporary file in the same folder",
            Self::Open => "opening the file to write",
            Self::Write => "writing",
            Self::Flush => "waiting for the disk",
            Self::Verify => "reading back what was written",
            Self::Replace => "putting the new file in the place of the old",
        }
    }
}

/// How much room a save needs, and how much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Bytes to write.
    pub needed: u64,
    /// Bytes free.
    pub free: u64,
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
    /// A folder, a device or the like has the name. Nothing was written.
    NotAFile,
    /// Above the size limit of records; the sentence says by how much.
    TooLarge(String),
    /// What was to be written has so many bytes that it could not be opened again. Nothing was
    /// written.
    TooLargeToOpen(u64),
    /// A file could not be read.
    Unreadable(io::Error),
    /// A step failed. The file on disk is as it was.
    Failed {
        /// Which step.
        step: Step,
        /// Why.
        cause: io::Error,
        /// Where the disk is full, by how much, if the system tells.
        room: Option<Room>,
    },
    /// The file is written, but the disk has not confirmed its new name.
    Unconfirmed {
        /// Why.
        cause: io::Error,
        /// As [`Saved::overtaken`](super::Saved::overtaken).
        overtaken: Option<PathBuf>,
    },
    /// The file can only be written in place, and no backup could be made first. Nothing was
    /// written.
    NoBackup {
        /// Why in place.
        why: InPlace,
        /// Why no backup.
        cause: Box<BackupError>,
    },
    /// Writing in place failed half-way and the old state could not be put back.
    Torn {
        /// Which step.
        step: Step,
        /// Why.
        cause: io::Error,
        /// Where the state before the save is.
        backup: PathBuf,
    },
}

/// Why a file is written in place and not replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InPlace {
    /// It has other names, which would keep the old state.
    OtherNames,
    /// No file can be made in its folder.
    ClosedFolder,
}

impl InPlace {
    fn words(self) -> &'static str {
        match self {
            Self::OtherNames => "the file has several names on this disk",
            Self::ClosedFolder => "no new file can be made in its folder",
        }
    }
}

/// Something to know of a save that succeeded.
#[derive(Debug)]
pub enum Warning {
    /// The old state was not kept as a backup.
    NoBackup(BackupError),
    /// The file is less open than it was.
    Access(AccessLoss),
    /// The file was written in place, which a power cut can interrupt; the state before is in this
    /// backup.
    InPlace {
        /// Why.
        why: InPlace,
        /// The state before.
        backup: PathBuf,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBackup(err) => write!(
                out,
                "Saved, but the state before could not be kept as a backup: {err}"
            ),
            Self::Access(AccessLoss::Owner) => out.write_str(
                "Saved. The file now belongs to you and no longer to the person whose it was.",
            ),
            Self::Access(AccessLoss::Group) => out.write_str(
                "Saved. The file could not keep its group: people of that group may no longer be \
                 able to open it.",
            ),
            Self::Access(AccessLoss::List) => out.write_str(
                "Saved. The list of people who may open the file could not be copied: for now only \
                 you can open it.",
            ),
            Self::Access(AccessLoss::Permissions) => out.write_str(
                "Saved. The permissions of the file could not be copied: for now only you can open \
                 it.",
            ),
            Self::Access(AccessLoss::Attributes) => {
                out.write_str("Saved. Attributes that another program gave the file were lost.")
            }
            Self::InPlace { why, backup } => write!(
                out,
                "Saved by writing into the file itself, because {}. Should the computer stop in the \
                 midst of such a save, the state before it is in {}.",
                why.words(),
                backup.display()
            ),
        }
    }
}

/// What is said where somebody else wrote the file in the very moment of a save.
pub fn overtaken_words(kept: &Path) -> String {
    format!(
        "In the moment of the save the file was no longer what was compared before it: somebody \
         else has written it. Your state is in the file, theirs is kept as {}: compare the two.",
        kept.display()
    )
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
            Self::NotAFile => out.write_str(
                "What has this name is not an ordinary file. Nothing was written; choose another \
                 name.",
            ),
            Self::TooLarge(sentence) => out.write_str(sentence),
            Self::TooLargeToOpen(size) => write!(
                out,
                "Not saved: the record would be {} MB, and one above {} MB could not be opened again. The \
                 file on disk is as it was, and the changes are still in the window. Take out some of \
                 what was put in last, such as the figures of an import, and save again.",
                size.div_ceil(MEGABYTE),
                SIZE_LIMIT / MEGABYTE
            ),
            Self::Unreadable(cause) => {
                write!(out, "The file cannot be read: {}.", cause_words(cause))
            }
            Self::Failed { step, cause, room } => {
                let cause_words = match room {
                    Some(room) => format!(
                        "{} ({} needed, {} free)",
                        cause_words(cause),
                        size_words(room.needed),
                        size_words(room.free)
                    ),
                    None => cause_words(cause),
                };
                write!(
                    out,
                    "Not saved: {} failed, {cause_words}. The file on disk is as it was, and the \
                     changes are still in the window.",
                    step.words(),
                )?;
                advise(out, cause)
            }
            Self::Unconfirmed { cause, overtaken } => {
                write!(
                    out,
                    "The file was written, but the disk has not confirmed it: {}. It may not \
                     survive a power cut; save again.",
                    cause_words(cause)
                )?;
                match overtaken {
                    Some(kept) => write!(out, " {}", overtaken_words(kept)),
                    None => Ok(()),
                }
            }
            Self::NoBackup { why, cause } => write!(
                out,
                "Not saved: {}, so it would have to be written in place, and no backup could be \
                 made first: {cause} The file on disk is as it was, and the changes are still in \
                 the window. Save to a folder of your own.",
                why.words()
            ),
            Self::Torn {
                step,
                cause,
                backup,
            } => {
                write!(
                    out,
                    "Not saved: {} failed in the midst of the file, {}. The file on disk may be \
                     damaged; its state before this save is in {}, and the changes are still in \
                     the window. Save again, or to a folder of your own.",
                    step.words(),
                    cause_words(cause),
                    backup.display()
                )
            }
        }
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::ChangedOnDisk
            | Self::Gone
            | Self::NotAFile
            | Self::TooLarge(_)
            | Self::TooLargeToOpen(_) => None,
            Self::Unreadable(cause)
            | Self::Failed { cause, .. }
            | Self::Unconfirmed { cause, .. }
            | Self::Torn { cause, .. } => Some(cause),
            Self::NoBackup { cause, .. } => Some(cause),
        }
    }
}

/// The system's reason in a person's words.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the system's own list, of which a few have better words here"
)]
pub(in crate::store) fn cause_words(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "the quota on this disk is used up".to_owned(),
        io::ErrorKind::PermissionDenied => "there is no permission".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::FileTooLarge => "the file is larger than it was".to_owned(),
        _ => cause.to_string(),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the system's own list, of which a few have better words here"
)]
fn advise(out: &mut fmt::Formatter<'_>, cause: &io::Error) -> fmt::Result {
    let advice = match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "Make room on the disk, or save to another one."
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "Save to a folder of your own."
        }
        io::ErrorKind::NotFound => "Choose another folder.",
        _ => "Save again, or to another disk.",
    };
    write!(out, " {advice}")
}

/// As the size limit is counted.
const MEGABYTE: u64 = 1024 * 1024;

/// `1.2 MB`, `700 kB`, `12 bytes`.
fn size_words(bytes: u64) -> String {
    if bytes >= 1_000_000 {
        let tenths = bytes / 100_000;
        format!("{}.{} MB", tenths / 10, tenths % 10)
    } else if bytes >= 1000 {
        format!("{} kB", bytes / 1000)
    } else {
        format!("{bytes} bytes")
    }
}
