//! Writing into the record's file itself: the last resort where the file has other names, or where
//! no file can be made beside it. Never before a backup is on the disk and read back.

use std::io;
use std::path::Path;

use super::error::{InPlace, SaveError, Step, Warning};
use super::fs::Fs;
use super::temporary::{fill, told, verify};
use super::{Before, Current, Saved, confirm};
use crate::store::backup::{self, BackupError};

pub(super) fn save<F: Fs>(
    fs: &F,
    target: &Path,
    bytes: &[u8],
    current: &Current,
    before: &Before,
    why: InPlace,
) -> Result<Saved, SaveError> {
    let no_backup = |cause: BackupError| SaveError::NoBackup {
        why,
        cause: Box::new(cause),
    };
    let Current::There { bytes: old, .. } = current else {
        return Err(SaveError::Gone);
    };
    let backup = backup::keep(fs, target, old, before).map_err(no_backup)?;
    let mut file = fs
        .open(target)
        .map_err(told(fs, target, bytes, Step::Open))?;
    // The last look: from here on the file is ours to change.
    if verify(fs, target, old).is_err() {
        return Err(SaveError::ChangedOnDisk);
    }
    if let Err((step, cause)) = overwrite(fs, &mut file, target, bytes) {
        return Err(match overwrite(fs, &mut file, target, old) {
            Ok(()) => told(fs, target, bytes, step)(cause),
            Err(_) => SaveError::Torn {
                step,
                cause,
                backup,
            },
        });
    }
    let warnings = vec![Warning::InPlace { why, backup }];
    confirm(fs, target, bytes, None, warnings)
}

/// Puts these bytes, and no others, into an open file, and reads them back.
fn overwrite<F: Fs>(
    fs: &F,
    file: &mut F::File,
    target: &Path,
    bytes: &[u8],
) -> Result<(), (Step, io::Error)> {
    let writing = |cause| (Step::Write, cause);
    fs.rewind(file).map_err(writing)?;
    fs.set_size(file, bytes.len() as u64).map_err(writing)?;
    fill(fs, file, bytes, None)?;
    verify(fs, target, bytes).map_err(|cause| (Step::Verify, cause))
}
