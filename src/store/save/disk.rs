//! The computer's own file system.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::fs::{Access, AccessLoss, Fs, Held, Kind, Stat};

#[cfg(unix)]
mod access;

/// The computer's own file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Fs for Disk {
    type File = File;

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        fs::metadata(path).map(|found| stat(&found))
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let file = File::open(path)?;
        let expected = file.metadata().map_or(0, |found| found.len()).min(most);
        let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default() + 1);
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect()
    }

    fn create(&self, path: &Path, access: Access) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;

            options.mode(match access {
                Access::Private => 0o600,
                Access::Usual => 0o666,
            });
            options.custom_flags(no_follow());
        }
        #[cfg(not(unix))]
        let _inherited_from_the_folder = access;
        options.open(path)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;

            options.custom_flags(no_follow());
        }
        options.open(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    fn rewind(&self, file: &mut File) -> io::Result<()> {
        file.rewind()
    }

    fn set_size(&self, file: &File, size: u64) -> io::Result<()> {
        file.set_len(size)
    }

    #[cfg(unix)]
    fn copy_access(&self, from: &Path, to: &File) -> io::Result<Vec<AccessLoss>> {
        access::copy(from, to)
    }

    /// A new file has the access of its folder, and so had the one it replaces.
    #[cfg(not(unix))]
    fn copy_access(&self, _from: &Path, _to: &File) -> io::Result<Vec<AccessLoss>> {
        Ok(Vec::new())
    }

    fn flush(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};

        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<()> {
        Err(io::Error::from(io::ErrorKind::Unsupported))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        patiently(|| fs::rename(from, to))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};

            match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
                Ok(()) => return Ok(()),
                Err(err) if super::fs::cannot(&err.into()) => {}
                Err(err) => return Err(err.into()),
            }
        }
        // Where names cannot be given only if free, looking first is the best there is.
        match fs::symlink_metadata(to) {
            Ok(_) => Err(io::Error::from(io::ErrorKind::AlreadyExists)),
            Err(err) if err.kind() == io::ErrorKind::NotFound => self.rename(from, to),
            Err(err) => Err(err),
        }
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
        patiently(|| fs::remove_file(path))
    }

    #[cfg(unix)]
    fn make_folder(&self, folder: &Path, like: &Path) -> io::Result<()> {
        access::make_folder(folder, like)
    }

    #[cfg(not(unix))]
    fn make_folder(&self, folder: &Path, _like: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn hold(&self, folder: &Path) -> io::Result<Held> {
        use std::os::fd::AsRawFd as _;

        let handle = access::open_folder(folder)?;
        let path = PathBuf::from(format!("/proc/self/fd/{}", handle.as_raw_fd()));
        // There may be no such file system.
        Ok(if fs::metadata(&path).is_ok() {
            Held::by_handle(handle, path)
        } else {
            Held::by_name(folder)
        })
    }

    #[cfg(unix)]
    fn free_space(&self, folder: &Path) -> Option<u64> {
        let told = rustix::fs::statvfs(folder).ok()?;
        told.f_bavail.checked_mul(told.f_frsize)
    }

    #[cfg(not(unix))]
    fn free_space(&self, _folder: &Path) -> Option<u64> {
        None
    }

    fn try_lock(&self, file: &File) -> io::Result<bool> {
        match file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(err)) => Err(err),
        }
    }

    #[cfg(unix)]
    fn is_at(&self, file: &File, path: &Path) -> io::Result<bool> {
        let (open, named) = (stat(&file.metadata()?), self.stat(path)?);
        Ok((open.device, open.inode) == (named.device, named.inode))
    }

    /// A file that is open cannot lose its name to another here.
    #[cfg(not(unix))]
    fn is_at(&self, _file: &File, path: &Path) -> io::Result<bool> {
        self.stat(path).map(|_| true)
    }
}

#[cfg(unix)]
fn no_follow() -> i32 {
    rustix::fs::OFlags::NOFOLLOW.bits().cast_signed()
}

#[cfg(unix)]
fn stat(found: &fs::Metadata) -> Stat {
    use std::os::unix::fs::MetadataExt as _;

    Stat {
        kind: kind(found),
        device: found.dev(),
        inode: found.ino(),
        size: found.len(),
        modified: (
            found.mtime(),
            u32::try_from(found.mtime_nsec()).unwrap_or_default(),
        ),
        links: found.nlink(),
        mode: found.mode() & 0o7777,
    }
}

#[cfg(not(unix))]
fn stat(found: &fs::Metadata) -> Stat {
    let since = found
        .modified()
        .ok()
        .and_then(|when| when.duration_since(std::time::UNIX_EPOCH).ok());
    Stat {
        kind: kind(found),
        device: 0,
        inode: 0,
        size: found.len(),
        modified: since.map_or((0, 0), |since| {
            (since.as_secs().cast_signed(), since.subsec_nanos())
        }),
        links: 1,
        mode: 0,
    }
}

fn kind(found: &fs::Metadata) -> Kind {
    if found.is_file() {
        Kind::File
    } else if found.is_dir() {
        Kind::Folder
    } else {
        Kind::Other
    }
}

#[cfg(not(windows))]
fn patiently<T>(work: impl Fn() -> io::Result<T>) -> io::Result<T> {
    work()
}

/// Synchronisers and virus scanners hold a file for some tens of milliseconds; then the system
/// answers 5 (access denied) or 32 (sharing violation), and waiting is the cure.
#[cfg(windows)]
fn patiently<T>(work: impl Fn() -> io::Result<T>) -> io::Result<T> {
    for wait in [10, 25, 50, 100, 200, 400] {
        match work() {
            Err(err) if matches!(err.raw_os_error(), Some(5 | 32)) => {
                std::thread::sleep(std::time::Duration::from_millis(wait));
            }
            done => return done,
        }
    }
    work()
}
