//! The file beside the record that takes its name: made, filled, flushed, read back; and, if its
//! maker died, found again and cleared away.
//!
//! Its name says who made it and of what: `.NAME.tmp-<process>-<content><computer><random>`. After
//! an exchange of names it holds what the record was, so one that is found while the record has the
//! content of its name is a backup that was not put away.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Room, SaveError, Step};
use super::fs::{Access, AccessLoss, Fs};
use crate::store::hash::{Hash, hash_of, hex};
use crate::store::lock::Machine;

/// How many hexadecimal digits of the content's hash stand in the name.
const CONTENT: usize = 16;
/// How many digits of the hash of the computer's name.
const COMPUTER: usize = 4;

/// Something beside `target`: `.NAME` and an ending.
pub(in crate::store) fn beside(target: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(ending);
    target.with_file_name(name)
}

/// The folder of a file.
pub(in crate::store) fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// A temporary file with the content, on the disk and read back.
pub(super) struct Temporary {
    pub path: PathBuf,
    pub lost: Vec<AccessLoss>,
}

/// Makes one beside `target`; `replaces` says whether there is a target, whose access it gets.
pub(super) fn write<F: Fs>(
    fs: &F,
    target: &Path,
    bytes: &[u8],
    computer: &str,
    replaces: bool,
) -> Result<Temporary, SaveError> {
    let ending = format!(
        ".tmp-{}-{}{}{:08x}",
        std::process::id(),
        &hex(&hash_of(bytes))[..CONTENT],
        computer_digits(computer),
        fastrand::u32(..)
    );
    let path = beside(target, &ending);
    let access = if replaces {
        Access::Private
    } else {
        Access::Usual
    };
    let told = |step| told(fs, target, bytes, step);
    let mut file = fs.create(&path, access).map_err(told(Step::Create))?;
    let like = replaces.then_some(target);
    let filled = fill(fs, &mut file, bytes, like);
    // Closed before it is read, renamed or removed: some systems insist.
    drop(file);
    let verified = filled.and_then(|lost| match verify(fs, &path, bytes) {
        Ok(()) => Ok(lost),
        Err(cause) => Err((Step::Verify, cause)),
    });
    match verified {
        Ok(lost) => Ok(Temporary { path, lost }),
        Err((step, cause)) => {
            discard(fs, &path);
            // Only now: what was written took some of the room that is told.
            Err(told(step)(cause))
        }
    }
}

/// Writes everything, sets who may open it, waits for the disk.
pub(in crate::store) fn fill<F: Fs>(
    fs: &F,
    file: &mut F::File,
    bytes: &[u8],
    like: Option<&Path>,
) -> Result<Vec<AccessLoss>, (Step, io::Error)> {
    write_all(fs, file, bytes).map_err(|cause| (Step::Write, cause))?;
    let lost = match like {
        // Without the old permissions the file stays private: never more open than it was, and no
        // reason to lose the save.
        Some(like) => fs
            .copy_access(like, file)
            .unwrap_or_else(|_| vec![AccessLoss::Permissions]),
        None => Vec::new(),
    };
    fs.flush(file).map_err(|cause| (Step::Flush, cause))?;
    Ok(lost)
}

/// Writes everything, however little the system takes at a time.
pub(in crate::store) fn write_all<F: Fs>(
    fs: &F,
    file: &mut F::File,
    mut rest: &[u8],
) -> io::Result<()> {
    while !rest.is_empty() {
        match fs.write(file, rest) {
            Ok(0) => return Err(io::Error::from(io::ErrorKind::WriteZero)),
            Ok(written) => rest = rest.get(written..).unwrap_or_default(),
            Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
            Err(err) => return Err(err),
        }
    }
    Ok(())
}

/// Whether the disk gives back what was written.
pub(in crate::store) fn verify<F: Fs>(fs: &F, path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs.read(path, bytes.len() as u64) {
        Ok(back) if back == bytes => Ok(()),
        Ok(_) => Err(io::Error::other("the disk gives back something else")),
        Err(err) if err.kind() == io::ErrorKind::FileTooLarge => {
            Err(io::Error::other("the disk gives back something else"))
        }
        Err(err) => Err(err),
    }
}

/// The error of a step that left the target as it was, with the room there is if room is wanting.
pub(super) fn told<F: Fs>(
    fs: &F,
    target: &Path,
    bytes: &[u8],
    step: Step,
) -> impl FnOnce(io::Error) -> SaveError {
    move |cause| {
        let full = cause.kind() == io::ErrorKind::StorageFull;
        let room = full
            .then(|| fs.free_space(folder_of(target)))
            .flatten()
            .map(|free| Room {
                needed: bytes.len() as u64,
                free,
            });
        SaveError::Failed { step, cause, room }
    }
}

/// Removes a temporary file; the error that led here is the one to report.
pub(in crate::store) fn discard<F: Fs>(fs: &F, temporary: &Path) {
    let _left_behind = fs.remove(temporary);
}

fn computer_digits(computer: &str) -> String {
    hex(&hash_of(computer.as_bytes()))[..COMPUTER].to_owned()
}

/// What the name of a temporary file says.
#[derive(Debug, PartialEq, Eq)]
struct Name {
    process: u32,
    content: String,
    computer: String,
}

/// The name's parts, if it is one of ours for this target.
fn name_parts(target: &Path, name: &OsString) -> Option<Name> {
    let start = format!(".{}.tmp-", target.file_name()?.to_str()?);
    let rest = name.to_str()?.strip_prefix(&start)?;
    let (process, digits) = rest.split_once('-')?;
    let sound = digits.len() == CONTENT + COMPUTER + 8
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    sound.then_some(())?;
    Some(Name {
        process: process.parse().ok()?,
        content: digits.get(..CONTENT)?.to_owned(),
        computer: digits.get(CONTENT..CONTENT + COMPUTER)?.to_owned(),
    })
}

/// What was left beside a file by processes of this computer that are no more.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Leftovers {
    /// Files that never got the record's name.
    pub unfinished: Vec<PathBuf>,
    /// What the record was before a save that was not quite finished.
    pub displaced: Vec<PathBuf>,
}

/// Looks for what was left; `current` is the content of the target as it is now.
pub(in crate::store) fn leftovers<F: Fs>(
    fs: &F,
    machine: &impl Machine,
    target: &Path,
    current: &Hash,
) -> io::Result<Leftovers> {
    let here = computer_digits(&machine.identity().host);
    let current = &hex(current)[..CONTENT];
    let mut found = Leftovers::default();
    let mut names = fs.list(folder_of(target))?;
    names.sort_unstable();
    for name in names {
        let Some(parts) = name_parts(target, &name) else {
            continue;
        };
        if parts.computer != here || machine.alive(parts.process) != Some(false) {
            continue;
        }
        let path = target.with_file_name(&name);
        if parts.content == current {
            found.displaced.push(path);
        } else {
            found.unfinished.push(path);
        }
    }
    Ok(found)
}
