//! Links, permissions, groups: what only Unix has.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;

use super::{backups_of, files_in, folder_with, put, save_here};
use crate::store::backup;
use crate::store::fixtures::{NEW, OLD};
use crate::store::save::{SaveError, Warning, base_of, load, save};

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_link_stays_and_its_target_changes_with_its_permissions() {
    let (folder, path) = folder_with(OLD);
    set_mode(&path, 0o640);
    let link = folder.path().join("link.ron");
    symlink(&path, &link).unwrap();
    save_here(&link, NEW, &base_of(&link).unwrap()).unwrap();
    assert!(link.is_symlink());
    assert_eq!(std::fs::read(&path).unwrap(), NEW);
    assert_eq!(mode(&path), 0o640);
    // Backups stand beside the file, not beside the link.
    assert_eq!(
        files_in(folder.path()),
        [".board.ron.backups", "board.ron", "link.ron"]
    );
}

#[test]
fn a_link_to_nothing_is_not_followed_into_making_it() {
    let (folder, path) = folder_with(OLD);
    std::fs::remove_file(&path).unwrap();
    let link = folder.path().join("link.ron");
    symlink(&path, &link).unwrap();
    assert!(save(&link, NEW, &base_of(&link).unwrap()).is_err());
    assert!(!path.exists());
    assert!(link.is_symlink());
}

#[test]
fn the_same_bytes_touch_nothing() {
    let (folder, path) = folder_with(OLD);
    let inode = std::fs::metadata(&path).unwrap().ino();
    save_here(&path, OLD, &base_of(&path).unwrap()).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().ino(), inode);
    assert_eq!(files_in(folder.path()), ["board.ron"]);
}

#[test]
fn another_name_of_the_file_sees_the_save() {
    let (folder, path) = folder_with(OLD);
    let other = folder.path().join("other.ron");
    std::fs::hard_link(&path, &other).unwrap();
    let saved = save_here(&path, NEW, &base_of(&path).unwrap()).unwrap();
    assert!(matches!(saved.warnings[..], [Warning::InPlace { .. }]));
    let said = saved.warnings[0].to_string();
    assert!(said.contains("several names"), "{said}");
    for path in [&path, &other] {
        assert_eq!(std::fs::read(path).unwrap(), NEW);
    }
    assert_eq!(backups_of(&path), [OLD]);
    // Shorter than before, and back.
    let saved = save_here(&path, b"short", &saved.base).unwrap();
    assert_eq!(std::fs::read(&other).unwrap(), b"short");
    save_here(&path, OLD, &saved.base).unwrap();
    assert_eq!(std::fs::read(&other).unwrap(), OLD);
    // What is no record has no backups, and is not written in place.
    let result = save(&path, NEW, &base_of(&path).unwrap());
    assert!(
        matches!(result, Err(SaveError::NoBackup { .. })),
        "{result:?}"
    );
    assert_eq!(std::fs::read(&other).unwrap(), OLD);
}

#[test]
fn backups_are_as_closed_as_the_record_and_close_with_it() {
    let (_folder, path) = folder_with(OLD);
    let kept = backup::folder(&path);
    for (record, folder) in [(0o664, 0o775), (0o640, 0o750), (0o600, 0o700)] {
        set_mode(&path, record);
        let (now, base) = load(&path).unwrap();
        let next = if now == OLD { NEW } else { OLD };
        save_here(&path, next, &base).unwrap();
        assert_eq!(mode(&path), record);
        assert_eq!(mode(&kept), folder);
        for name in files_in(&kept) {
            let open = mode(&kept.join(&name));
            assert_eq!(open & !0o664, 0, "{name} {open:o}");
        }
    }
}

#[test]
fn a_device_or_a_pipe_is_read_up_to_the_limit_and_never_written() {
    assert!(matches!(
        load(Path::new("/dev/zero")),
        Err(SaveError::TooLarge(_))
    ));
    assert!(matches!(
        base_of(Path::new("/dev/null")),
        Err(SaveError::NotAFile)
    ));
}

#[test]
fn a_link_in_the_place_of_a_backup_folder_is_not_followed() {
    let (folder, path) = folder_with(OLD);
    let elsewhere = folder.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, backup::folder(&path)).unwrap();
    let saved = save_here(&path, NEW, &base_of(&path).unwrap()).unwrap();
    assert!(matches!(saved.warnings[..], [Warning::NoBackup(_)]));
    assert_eq!(std::fs::read(&path).unwrap(), NEW);
    assert!(files_in(&elsewhere).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn attributes_go_with_the_record_where_the_disk_has_them() {
    let (_folder, path) = folder_with(OLD);
    let none = rustix::fs::XattrFlags::empty();
    if rustix::fs::setxattr(&path, "user.origin", b"council", none).is_err() {
        // Not on this disk.
        return;
    }
    save_here(&path, NEW, &base_of(&path).unwrap()).unwrap();
    let mut room = [0; 32];
    let length = rustix::fs::getxattr(&path, "user.origin", room.as_mut_slice()).unwrap();
    assert_eq!(&room[..length], b"council");
}

/// An access list as Linux keeps it: its owner reads and writes, user 12345 reads, the group and
/// everybody nothing.
#[cfg(target_os = "linux")]
const LIST: &[u8] = &[
    2, 0, 0, 0, // version
    1, 0, 6, 0, 0xff, 0xff, 0xff, 0xff, // owner
    2, 0, 4, 0, 0x39, 0x30, 0, 0, // user 12345
    4, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, // group
    16, 0, 4, 0, 0xff, 0xff, 0xff, 0xff, // mask
    32, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, // others
];

#[cfg(target_os = "linux")]
#[test]
fn an_access_list_goes_with_the_record_and_that_of_the_folder_does_not() {
    let none = rustix::fs::XattrFlags::empty();
    let name = "system.posix_acl_access";
    let (_folder, path) = folder_with(OLD);
    if rustix::fs::setxattr(&path, name, LIST, none).is_err() {
        // Not on this disk.
        return;
    }
    save_here(&path, NEW, &base_of(&path).unwrap()).unwrap();
    let mut room = [0; 128];
    let length = rustix::fs::getxattr(&path, name, room.as_mut_slice()).unwrap();
    assert_eq!(&room[..length], LIST);
    // A folder that gives every new file a list must not open a record that has none.
    let (folder, path) = folder_with(OLD);
    set_mode(&path, 0o660);
    rustix::fs::setxattr(folder.path(), "system.posix_acl_default", LIST, none).unwrap();
    save_here(&path, NEW, &base_of(&path).unwrap()).unwrap();
    assert!(rustix::fs::getxattr(&path, name, room.as_mut_slice()).is_err());
    assert_eq!(mode(&path), 0o660);
    put(&path, NEW);
}
