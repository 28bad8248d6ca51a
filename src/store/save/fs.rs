//! The few things a save asks of a file system, so that tests can make each of them fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A file system.
pub trait Fs {
    /// An open file that is being written.
    type File;

    /// The path without symbolic links; an error if there is nothing at it.
    ///
    /// # Errors
    /// As the system gives them.
    fn real_path(&self, path: &Path) -> io::Result<PathBuf>;

    /// Size in bytes.
    ///
    /// # Errors
    /// As the system gives them.
    fn size(&self, path: &Path) -> io::Result<u64>;

    /// All bytes.
    ///
    /// # Errors
    /// As the system gives them.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Makes a file that must not be there yet, links included. One that is to replace `like` is
    /// private to the user until [`Fs::copy_permissions`]; one that replaces nothing has the
    /// permissions new files have.
    ///
    /// # Errors
    /// As the system gives them.
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Self::File>;

    /// Writes some of the bytes, says how many.
    ///
    /// # Errors
    /// As the system gives them.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<usize>;

    /// Gives the file the permissions of another.
    ///
    /// # Errors
    /// As the system gives them.
    fn copy_permissions(&self, from: &Path, to: &Self::File) -> io::Result<()>;

    /// Waits until the file's bytes are on the disk.
    ///
    /// # Errors
    /// As the system gives them.
    fn flush(&self, file: &Self::File) -> io::Result<()>;

    /// Puts a file in the place of another, at once.
    ///
    /// # Errors
    /// As the system gives them.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// As the system gives them.
    fn flush_folder(&self, folder: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// As the system gives them.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The computer's own file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Fs for Disk {
    type File = File;

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn size(&self, path: &Path) -> io::Result<u64> {
        Ok(fs::metadata(path)?.len())
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    #[cfg(unix)]
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<File> {
        use std::os::unix::fs::OpenOptionsExt as _;

        let mode = if like.is_some() { 0o600 } else { 0o666 };
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(path)
    }

    #[cfg(not(unix))]
    fn create(&self, path: &Path, _like: Option<&Path>) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    #[cfg(unix)]
    fn copy_permissions(&self, from: &Path, to: &File) -> io::Result<()> {
        to.set_permissions(fs::metadata(from)?.permissions())
    }

    #[cfg(not(unix))]
    fn copy_permissions(&self, _from: &Path, _to: &File) -> io::Result<()> {
        Ok(())
    }

    fn flush(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    #[cfg(not(windows))]
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Synchronisers and virus scanners hold a file for some tens of milliseconds; then the system
    /// answers 5 (access denied) or 32 (sharing violation), and waiting is the cure.
    #[cfg(windows)]
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        for wait in [10, 25, 50, 100, 200, 400] {
            match fs::rename(from, to) {
                Err(err) if matches!(err.raw_os_error(), Some(5 | 32)) => {
                    std::thread::sleep(std::time::Duration::from_millis(wait));
                }
                done => return done,
            }
        }
        fs::rename(from, to)
    }

    #[cfg(unix)]
    fn flush_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    #[cfg(not(unix))]
    fn flush_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}
