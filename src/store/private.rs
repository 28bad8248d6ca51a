//! Files that are nobody else's business: in a folder of their own beside the preferences, for the
//! user alone, written whole or not at all.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};

use super::prefs::make_private_folder;
use super::save::{self, Base, SaveError};

/// Why a private file was not written; the file before is as it was.
#[derive(Debug)]
pub enum PrivateError {
    /// Its folder or the file itself cannot be made.
    Make(io::Error),
    /// It cannot be saved.
    Save(SaveError),
}

/// Puts `bytes` into the file, provided that it is still what `base` says. Others cannot read it, not
/// even for the moment in which it is made.
pub(super) fn write(path: &Path, bytes: &[u8], base: &Base) -> Result<Base, PrivateError> {
    if let Some(folder) = path.parent() {
        make_private_folder(folder).map_err(PrivateError::Make)?;
    }
    let base = if base.is_present() {
        base.clone()
    } else {
        match make(path) {
            Ok(()) => save::base_of(path).map_err(PrivateError::Save)?,
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {
                return Err(PrivateError::Save(SaveError::ChangedOnDisk));
            }
            Err(err) => return Err(PrivateError::Make(err)),
        }
    };
    save::save(path, bytes, &base).map_err(PrivateError::Save)
}

#[cfg(unix)]
fn make(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;

    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options.open(path).map(drop)
}

#[cfg(not(unix))]
fn make(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    options.open(path).map(drop)
}

/// Puts a file aside under a name that nothing has yet; the new name.
pub(super) fn put_aside(path: &Path) -> io::Result<PathBuf> {
    for number in 1_u32..1_000 {
        let ending = match number {
            1 => "ron.broken".to_owned(),
            more => format!("ron.broken-{more}"),
        };
        let aside = path.with_extension(ending);
        if std::fs::symlink_metadata(&aside).is_err() {
            std::fs::rename(path, &aside)?;
            return Ok(aside);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Takes every file of a folder away for which `going` says so; a folder that is not there is no
/// error.
pub(super) fn sweep(folder: &Path, going: impl Fn(&str) -> bool) -> io::Result<()> {
    let entries = match std::fs::read_dir(folder) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if going(&name) && !path.is_dir() {
            match std::fs::remove_file(&path) {
                Err(err) if err.kind() != io::ErrorKind::NotFound => return Err(err),
                Ok(()) | Err(_) => {}
            }
        }
    }
    Ok(())
}
