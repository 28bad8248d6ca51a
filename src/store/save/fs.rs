//! The few things that saving, backups and locks ask of a file system, so that tests can make each
//! of them fail. The computer's own is [`Disk`](super::disk::Disk).

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// What kind of thing has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A pipe, a device, a socket.
    Other,
}

/// What the system says of a file without reading it. Where a system has no such number it is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Which disk it is on.
    pub device: u64,
    /// Which file it is there.
    pub inode: u64,
    /// Bytes in it.
    pub size: u64,
    /// When it was last written: seconds and nanoseconds since 1970.
    pub modified: (i64, u32),
    /// How many names it has.
    pub links: u64,
    /// Who may do what, as on Unix.
    pub mode: u32,
}

/// Who may open a file that is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Its maker alone, until [`Fs::copy_access`].
    Private,
    /// Whoever may open new files of this user.
    Usual,
}

/// What of the old file's access could not be given to the new one. The new file is then less open
/// than the old one, never more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccessLoss {
    /// It belongs to another user now.
    Owner,
    /// It belongs to another group now, and the group's rights were cut to those of everybody.
    Group,
    /// Its access list could not be copied: it is private now.
    List,
    /// Its permissions could not be set: it is private now.
    Permissions,
    /// Attributes that say nothing about access were not copied.
    Attributes,
}

/// A folder that is being worked in.
#[derive(Debug)]
pub struct Held {
    path: PathBuf,
    _handle: Option<File>,
}

impl Held {
    /// A folder known by its name alone.
    pub fn by_name(folder: &Path) -> Self {
        Self {
            path: folder.to_owned(),
            _handle: None,
        }
    }

    /// An open folder, and a path that leads to it whatever its name stands for by now.
    pub fn by_handle(handle: File, path: PathBuf) -> Self {
        Self {
            path,
            _handle: Some(handle),
        }
    }

    /// Where to find what is in it, for as long as it is held.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A file system.
pub trait Fs {
    /// An open file.
    type File;

    /// The path without symbolic links; an error if there is nothing at it.
    ///
    /// # Errors
    /// As the system gives them.
    fn real_path(&self, path: &Path) -> io::Result<PathBuf>;

    /// What is at the path, links followed.
    ///
    /// # Errors
    /// As the system gives them.
    fn stat(&self, path: &Path) -> io::Result<Stat>;

    /// All bytes, if there are at most so many.
    ///
    /// # Errors
    /// As the system gives them; [`io::ErrorKind::FileTooLarge`] when there are more.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;

    /// The names in a folder, in no order.
    ///
    /// # Errors
    /// As the system gives them.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// Makes a file that must not be there yet, links included.
    ///
    /// # Errors
    /// As the system gives them.
    fn create(&self, path: &Path, access: Access) -> io::Result<Self::File>;

    /// Opens a file that is there, to write at its beginning.
    ///
    /// # Errors
    /// As the system gives them.
    fn open(&self, path: &Path) -> io::Result<Self::File>;

    /// Writes some of the bytes where the last write ended, says how many.
    ///
    /// # Errors
    /// As the system gives them.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<usize>;

    /// Goes back to the beginning of a file.
    ///
    /// # Errors
    /// As the system gives them.
    fn rewind(&self, file: &mut Self::File) -> io::Result<()>;

    /// Makes a file this long.
    ///
    /// # Errors
    /// As the system gives them.
    fn set_size(&self, file: &Self::File, size: u64) -> io::Result<()>;

    /// Gives a file the permissions, owner, group, access list and attributes of another, as far as
    /// the system allows and without ever making it more open than the other.
    ///
    /// # Errors
    /// When nothing could be done; the file is then as it was.
    fn copy_access(&self, from: &Path, to: &Self::File) -> io::Result<Vec<AccessLoss>>;

    /// Waits until a file's bytes are on the disk.
    ///
    /// # Errors
    /// As the system gives them.
    fn flush(&self, file: &Self::File) -> io::Result<()>;

    /// Lets two files exchange their names, at once.
    ///
    /// # Errors
    /// As the system gives them; see [`cannot`] for "not here".
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Gives a file another name, which a file may have: that file is then gone.
    ///
    /// # Errors
    /// As the system gives them.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file a name that nothing has.
    ///
    /// # Errors
    /// As the system gives them; [`io::ErrorKind::AlreadyExists`] when something has the name.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// As the system gives them; see [`cannot`] for "not here".
    fn flush_folder(&self, folder: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// As the system gives them.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes a folder that is no more open than the file it serves; one that is there is closed to
    /// whom the file is closed.
    ///
    /// # Errors
    /// As the system gives them.
    fn make_folder(&self, folder: &Path, like: &Path) -> io::Result<()>;

    /// Holds a folder, which must be one itself and no link to one: what is then done in it is done in
    /// it, even if somebody puts a link in its place. By its name alone where the system has no such
    /// way.
    ///
    /// # Errors
    /// As the system gives them.
    fn hold(&self, folder: &Path) -> io::Result<Held> {
        Ok(Held::by_name(folder))
    }

    /// Bytes free for this user, where the system tells.
    fn free_space(&self, folder: &Path) -> Option<u64>;

    /// Takes the system's lock on a file: whether we have it now.
    ///
    /// # Errors
    /// As the system gives them; see [`cannot`] for "no locks here".
    fn try_lock(&self, file: &Self::File) -> io::Result<bool>;

    /// Whether this open file is the one that has this name.
    ///
    /// # Errors
    /// As the system gives them.
    fn is_at(&self, file: &Self::File, path: &Path) -> io::Result<bool>;
}

/// Whether the system says that it cannot do this here at all, now or later: a share without locks,
/// a disk that does not exchange names or flush folders.
pub fn cannot(err: &io::Error) -> bool {
    if matches!(
        err.kind(),
        io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
    ) {
        return true;
    }
    #[cfg(unix)]
    {
        use rustix::io::Errno;

        let none = [Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOLCK];
        err.raw_os_error()
            .is_some_and(|code| none.iter().any(|errno| errno.raw_os_error() == code))
    }
    #[cfg(not(unix))]
    false
}
