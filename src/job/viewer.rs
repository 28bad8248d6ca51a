//! Files shown by the system: opened in the program it has for them, or in their folder.
//!
//! Only ever a file that this program has just written, by its whole path and as one argument of a
//! command, never through a shell.

use std::{
    ffi::OsStr,
    path::Path,
    process::{Command, Stdio},
};

/// How a file is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// In the program that the system has for it.
    Open,
    /// In its folder.
    Folder,
}

/// Shows a file and waits until the system has taken it.
///
/// # Errors
/// A sentence when the system has no way to show it.
pub fn look(path: &Path, how: Look) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    let (program, arguments) = command(path, folder, how);
    let failed = || match how {
        Look::Open => "This desktop has no program to show the file with.".to_owned(),
        Look::Folder => "This desktop has no program to show the folder with.".to_owned(),
    };
    let status = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|err| {
            log::warn!("{program} could not be started: {err}");
            failed()
        })?;
    // Explorer answers 1 although it has shown the folder.
    if status.success() || cfg!(windows) {
        Ok(())
    } else {
        Err(failed())
    }
}

#[cfg(target_os = "macos")]
fn command<'p>(path: &'p Path, _folder: &Path, how: Look) -> (&'static str, Vec<&'p OsStr>) {
    match how {
        Look::Open => ("open", vec![path.as_os_str()]),
        Look::Folder => ("open", vec![OsStr::new("-R"), path.as_os_str()]),
    }
}

#[cfg(windows)]
fn command<'p>(path: &'p Path, folder: &'p Path, how: Look) -> (&'static str, Vec<&'p OsStr>) {
    let shown = match how {
        Look::Open => path,
        Look::Folder => folder,
    };
    ("explorer", vec![shown.as_os_str()])
}

#[cfg(not(any(target_os = "macos", windows)))]
fn command<'p>(path: &'p Path, folder: &'p Path, how: Look) -> (&'static str, Vec<&'p OsStr>) {
    let shown = match how {
        Look::Open => path,
        Look::Folder => folder,
    };
    ("xdg-open", vec![shown.as_os_str()])
}
