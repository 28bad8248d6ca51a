//! Who may open a file: copied from the record to the files beside it and to the one that replaces
//! it. What cannot be copied makes the copy less open, never more.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{
    DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown,
};
use std::path::Path;

use rustix::fs::OFlags;

use crate::store::save::fs::AccessLoss;

/// Gives `to`, which is private, what `from` has.
pub(super) fn copy(from: &Path, to: &File) -> io::Result<Vec<AccessLoss>> {
    let wanted = fs::metadata(from)?;
    let own = to.metadata()?;
    let mut lost = Vec::new();
    let mut mode = wanted.mode() & 0o777;
    if own.gid() != wanted.gid() && fchown(to, None, Some(wanted.gid())).is_err() {
        lost.push(AccessLoss::Group);
        mode = of_another_group(mode);
    }
    let same_group = lost.is_empty();
    if own.uid() != wanted.uid() && fchown(to, Some(wanted.uid()), None).is_err() {
        lost.push(AccessLoss::Owner);
    }
    match lists::copy(from, to, same_group) {
        Ok(lists::Copied { others: true }) => {}
        Ok(lists::Copied { others: false }) => lost.push(AccessLoss::Attributes),
        Err(_) => {
            lost.push(AccessLoss::List);
            mode &= 0o700;
        }
    }
    if to.set_permissions(Permissions::from_mode(mode)).is_err() {
        lost.push(AccessLoss::Permissions);
    }
    lost.sort_unstable();
    Ok(lost)
}

/// What a mode comes to when the group is not the one it was written for: everybody outside the old
/// group keeps what everybody had, and nobody gains what the old group was denied.
fn of_another_group(mode: u32) -> u32 {
    let (owner, group, others) = (mode & 0o700, (mode >> 3) & 7, mode & 7);
    let both = group & others;
    owner | both << 3 | both
}

/// The mode of a folder for files of this mode: who may read them may look into it.
fn folder_mode(file: u32) -> u32 {
    0o700 | (file & 0o066) | ((file & 0o044) >> 2)
}

/// Opens a folder; an error where there is something else, a link to a folder included.
pub(super) fn open_folder(folder: &Path) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW | OFlags::DIRECTORY;
    OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(folder)
}

/// Makes a folder for files like this one, or closes one that is there to whom the file is closed.
pub(super) fn make_folder(folder: &Path, like: &Path) -> io::Result<()> {
    let wanted = fs::metadata(like)?;
    let right = folder_mode(wanted.mode());
    let private = |folder| fs::DirBuilder::new().mode(0o700).create(folder);
    let made = match (private(folder), folder.parent()) {
        (Err(err), Some(above)) if err.kind() == io::ErrorKind::NotFound => {
            fs::DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(above)?;
            private(folder)
        }
        (made, _) => made,
    };
    match made {
        Ok(()) => {
            let handle = open_folder(folder)?;
            let own = handle.metadata()?;
            let same_group =
                own.gid() == wanted.gid() || fchown(&handle, None, Some(wanted.gid())).is_ok();
            let cut = if same_group {
                right
            } else {
                of_another_group(right)
            };
            if lists::remove(&handle).is_err() {
                return Ok(());
            }
            // A folder that stays private serves as well.
            let _private_then = handle.set_permissions(Permissions::from_mode(cut));
            Ok(())
        }
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {
            let handle = open_folder(folder)?;
            let now = handle.metadata()?.mode() & 0o777;
            if now & !right != 0 {
                handle.set_permissions(Permissions::from_mode(now & right))?;
            }
            Ok(())
        }
        Err(err) => Err(err),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod lists {
    //! Access lists and attributes.

    use std::ffi::CStr;
    use std::fs::File;
    use std::io;
    use std::path::Path;

    use rustix::fs::{fgetxattr, flistxattr, fremovexattr, fsetxattr};
    use rustix::io::Errno;

    /// Where Linux keeps a file's access list.
    const LIST: &CStr = c"system.posix_acl_access";
    /// What is no use to a copy.
    const MOST: usize = 64 * 1024;

    pub(super) struct Copied {
        /// Whether what is no access list was copied as well.
        pub others: bool,
    }

    /// Copies the access list, or takes away the one that the folder gave, and what else there is.
    /// An error when the access list could not be dealt with; one that was written for another
    /// group is not.
    pub(super) fn copy(from: &Path, to: &File, same_group: bool) -> io::Result<Copied> {
        let from = File::open(from)?;
        if let Some(list) = value(&from, LIST)? {
            if !same_group {
                return Err(io::Error::from(io::ErrorKind::Unsupported));
            }
            fsetxattr(to, LIST, &list, rustix::fs::XattrFlags::empty())?;
        } else {
            remove(to)?;
        }
        let mut others = true;
        for name in names(&from) {
            let Ok(name) = CStr::from_bytes_with_nul(&name) else {
                continue;
            };
            if !is_of_people(name) {
                continue;
            }
            let copied = value(&from, name).and_then(|value| match value {
                Some(value) => Ok(fsetxattr(
                    to,
                    name,
                    &value,
                    rustix::fs::XattrFlags::empty(),
                )?),
                None => Ok(()),
            });
            others &= copied.is_ok();
        }
        Ok(Copied { others })
    }

    /// Takes the access list away.
    pub(super) fn remove(file: &File) -> io::Result<()> {
        match fremovexattr(file, LIST) {
            Ok(()) => Ok(()),
            Err(err) if is_none(err) => Ok(()),
            Err(err) => Err(err.into()),
        }
    }

    fn value(file: &File, name: &CStr) -> io::Result<Option<Vec<u8>>> {
        let mut room = vec![0; MOST];
        match fgetxattr(file, name, room.as_mut_slice()) {
            Ok(length) => {
                room.truncate(length);
                Ok(Some(room))
            }
            Err(err) if is_none(err) => Ok(None),
            Err(err) => Err(err.into()),
        }
    }

    /// "There is none" and "this file system knows none", in the words of each system.
    fn is_none(err: Errno) -> bool {
        #[cfg(target_vendor = "apple")]
        let missing = [Errno::NOATTR];
        #[cfg(not(target_vendor = "apple"))]
        let missing = [Errno::NODATA];
        missing.contains(&err) || [Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOSYS].contains(&err)
    }

    /// The names of all attributes, each with its closing zero.
    fn names(file: &File) -> Vec<Vec<u8>> {
        let mut room = vec![0; MOST];
        let length = flistxattr(file, room.as_mut_slice()).unwrap_or_default();
        room.truncate(length);
        room.split_inclusive(|byte| *byte == 0)
            .map(<[u8]>::to_vec)
            .collect()
    }

    /// The system's own attributes (security labels, encryption) are given by the system.
    fn is_of_people(name: &CStr) -> bool {
        cfg!(target_vendor = "apple") || name.to_bytes().starts_with(b"user.")
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod lists {
    //! Access lists are not known here.

    use std::fs::File;
    use std::io;
    use std::path::Path;

    pub(super) struct Copied {
        pub others: bool,
    }

    #[expect(clippy::unnecessary_wraps, reason = "as on systems that have them")]
    pub(super) fn copy(_from: &Path, _to: &File, _same_group: bool) -> io::Result<Copied> {
        Ok(Copied { others: true })
    }

    #[expect(clippy::unnecessary_wraps, reason = "as on systems that have them")]
    pub(super) fn remove(_file: &File) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{folder_mode, of_another_group};

    #[test]
    fn another_group_gains_nothing() {
        for mode in 0..0o1000 {
            let cut = of_another_group(mode);
            assert_eq!(cut & !mode, 0, "{mode:o} {cut:o}");
            // Everybody outside the old group had the last three bits.
            assert_eq!((cut >> 3) & 7 & !(mode & 7), 0, "{mode:o} {cut:o}");
            // Its members had the middle ones, and are everybody now.
            assert_eq!(cut & 7 & !((mode >> 3) & 7), 0, "{mode:o} {cut:o}");
        }
    }

    #[test]
    fn a_folder_opens_to_readers_of_its_files() {
        assert_eq!(folder_mode(0o600), 0o700);
        assert_eq!(folder_mode(0o640), 0o750);
        assert_eq!(folder_mode(0o664), 0o775);
        assert_eq!(folder_mode(0o400), 0o700);
    }
}
