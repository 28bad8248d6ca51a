use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::fs::Fs as _;
use super::{
    Base, Before, SaveError, Saved, Step, Warning, base_of, load, save, save_record, save_with,
};
use crate::store::backup;
use crate::store::fixtures::{Memory, NEW, OLD, Pretended, at};
use crate::store::hash::{hash_of, hex};

#[cfg(unix)]
mod attacker;
mod cuts;
mod faults;
#[cfg(unix)]
mod unix;

fn files_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn folder_with(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("board.ron");
    put(&path, bytes);
    (folder, path)
}

/// Sets the stage: what the tests write is not what they test.
fn put(path: &Path, bytes: &[u8]) {
    let mut file = std::fs::File::create(path).unwrap();
    io::Write::write_all(&mut file, bytes).unwrap();
}

fn kept(seconds: i64) -> Before {
    Before::Kept {
        now: at(seconds),
        spare: None,
    }
}

/// A save of a record on this disk, with backups beside it only.
fn save_here(path: &Path, bytes: &[u8], base: &Base) -> Result<Saved, SaveError> {
    let machine = Pretended::named("Ann", "here", std::process::id());
    save_with(&Disk, &machine, path, bytes, base, &kept(0))
}

fn backups_of(path: &Path) -> Vec<Vec<u8>> {
    let entries = backup::list_with(&Disk, &backup::folder(path)).unwrap();
    let contents = entries.iter().map(|entry| backup::read(entry).unwrap());
    contents.collect()
}

#[test]
fn a_save_replaces_the_file_and_leaves_nothing_beside_it() {
    let (folder, path) = folder_with(OLD);
    let (bytes, base) = load(&path).unwrap();
    assert_eq!(bytes, OLD);
    let base = save(&path, NEW, &base).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), NEW);
    assert_eq!(base, Base::of(NEW));
    assert_eq!(base.stamp(), super::stamp_of(&path).unwrap());
    assert_eq!(files_in(folder.path()), ["board.ron"]);
}

#[test]
fn the_save_of_a_record_keeps_what_was_there() {
    let (folder, path) = folder_with(OLD);
    let (_, base) = load(&path).unwrap();
    let saved = save_here(&path, NEW, &base).unwrap();
    assert!(saved.warnings.is_empty(), "{:?}", saved.warnings);
    assert_eq!(saved.overtaken, None);
    assert_eq!(std::fs::read(&path).unwrap(), NEW);
    assert_eq!(files_in(folder.path()), [".board.ron.backups", "board.ron"]);
    assert_eq!(backups_of(&path), [OLD]);
    // Back to what it was: a save like any other.
    let restored = save_here(&path, OLD, &saved.base).unwrap();
    assert_eq!(restored.base, base);
    assert_eq!(backups_of(&path).len(), 2);
}

#[test]
fn a_new_file_is_made_only_where_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.ron");
    let base = base_of(&path).unwrap();
    assert_eq!(base, Base::ABSENT);
    assert_eq!(super::stamp_of(&path).unwrap(), None);
    save_here(&path, NEW, &base).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), NEW);
    assert!(matches!(
        save(&path, OLD, &Base::ABSENT),
        Err(SaveError::ChangedOnDisk)
    ));
    assert_eq!(std::fs::read(&path).unwrap(), NEW);
    assert_eq!(files_in(folder.path()), ["new.ron"]);
}

#[test]
fn what_somebody_else_wrote_is_never_overwritten() {
    let (_folder, path) = folder_with(OLD);
    let (_, base) = load(&path).unwrap();
    // Of another length, and of the same.
    for theirs in [
        b"theirs".to_vec(),
        vec![b'x'; OLD.len()],
        vec![b'x'; NEW.len()],
    ] {
        put(&path, &theirs);
        for write in [
            save_here(&path, NEW, &base).map(|_| ()),
            save(&path, NEW, &base).map(|_| ()),
        ] {
            assert!(matches!(write, Err(SaveError::ChangedOnDisk)));
        }
        assert_eq!(std::fs::read(&path).unwrap(), theirs);
    }
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(save_here(&path, NEW, &base), Err(SaveError::Gone)));
    assert!(!path.exists());
}

#[test]
fn who_writes_in_the_very_moment_of_a_save_is_kept_beside_it() {
    let path = Path::new("/board.ron");
    let disk = Memory::with(path, OLD);
    *disk.meanwhile.borrow_mut() = Some(Box::new(|disk| {
        disk.put(Path::new("/board.ron"), b"theirs");
    }));
    let machine = Pretended::named("Ann", "here", 7);
    let saved = save_with(&disk, &machine, path, NEW, &Base::of(OLD), &kept(0)).unwrap();
    let theirs = saved.overtaken.unwrap();
    assert_eq!(
        theirs,
        Path::new("/board.ron.conflict-2026-11-25T12-00-00Z")
    );
    assert_eq!(disk.bytes(&theirs).unwrap(), b"theirs");
    assert_eq!(disk.bytes(path).unwrap(), NEW);
    let words = super::overtaken_words(&theirs);
    assert!(words.contains("conflict-2026"), "{words}");
    // And once more in the same second: both are kept.
    *disk.meanwhile.borrow_mut() =
        Some(Box::new(|disk| disk.put(Path::new("/board.ron"), b"again")));
    let saved = save_with(&disk, &machine, path, OLD, &Base::of(NEW), &kept(0)).unwrap();
    assert_eq!(disk.bytes(&saved.overtaken.unwrap()).unwrap(), b"again");
    assert_eq!(disk.bytes(&theirs).unwrap(), b"theirs");
}

#[test]
fn who_makes_the_file_in_the_moment_of_a_first_save_keeps_it() {
    let path = Path::new("/board.ron");
    let disk = Memory::default();
    *disk.meanwhile.borrow_mut() = Some(Box::new(|disk| {
        disk.put(Path::new("/board.ron"), b"theirs");
    }));
    let machine = Pretended::named("Ann", "here", 7);
    let result = save_with(&disk, &machine, path, NEW, &Base::ABSENT, &kept(0));
    assert!(matches!(result, Err(SaveError::ChangedOnDisk)));
    assert_eq!(disk.bytes(path).unwrap(), b"theirs");
    assert_eq!(disk.paths(), [path]);
}

#[test]
fn a_share_that_cannot_exchange_names_has_backups_all_the_same() {
    let path = Path::new("/board.ron");
    let mut disk = Memory::with(path, OLD);
    disk.without = vec!["exchange", "flush_folder"];
    let machine = Pretended::named("Ann", "here", 7);
    let saved = save_with(&disk, &machine, path, NEW, &Base::of(OLD), &kept(0)).unwrap();
    assert!(saved.warnings.is_empty(), "{:?}", saved.warnings);
    assert_eq!(disk.bytes(path).unwrap(), NEW);
    let entries = backup::list_with(&disk, &backup::folder(path)).unwrap();
    assert_eq!(backup::read_with(&disk, &entries[0]).unwrap(), OLD);
}

#[test]
fn a_folder_that_is_closed_is_written_around_with_a_backup_first() {
    let path = Path::new("/board.ron");
    let spare = PathBuf::from("/spare");
    let mut disk = Memory::with(path, OLD);
    disk.closed = Some(|path| path.to_string_lossy().starts_with("/.board.ron"));
    let machine = Pretended::named("Ann", "here", 7);
    let base = Base::of(OLD);
    // With nowhere to put a backup nothing is written.
    let refused = save_with(&disk, &machine, path, NEW, &base, &kept(0)).unwrap_err();
    assert!(matches!(refused, SaveError::NoBackup { .. }), "{refused:?}");
    let sentence = refused.to_string();
    assert!(sentence.contains("no permission"), "{sentence}");
    assert!(
        sentence.contains("Save to a folder of your own."),
        "{sentence}"
    );
    assert_eq!(disk.bytes(path).unwrap(), OLD);
    let before = Before::Kept {
        now: at(0),
        spare: Some(spare.clone()),
    };
    let saved = save_with(&disk, &machine, path, NEW, &base, &before).unwrap();
    assert_eq!(disk.bytes(path).unwrap(), NEW);
    let [Warning::InPlace { backup, .. }] = &saved.warnings[..] else {
        panic!("{:?}", saved.warnings)
    };
    assert_eq!(disk.bytes(backup).unwrap(), OLD);
    let entries = backup::list_with(&disk, &spare).unwrap();
    assert_eq!(backup::read_with(&disk, &entries[0]).unwrap(), OLD);
    let said = saved.warnings[0].to_string();
    assert!(said.contains("no new file can be made"), "{said}");
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no/board.ron");
    let err = save(&path, NEW, &Base::ABSENT).unwrap_err();
    let sentence = err.to_string();
    assert!(sentence.contains("no such file or folder"), "{sentence}");
    assert!(sentence.contains("Choose another folder."), "{sentence}");
}

#[test]
fn what_is_no_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let result = save(folder.path(), NEW, &Base::ABSENT);
    assert!(matches!(result, Err(SaveError::NotAFile)), "{result:?}");
    assert!(matches!(base_of(folder.path()), Err(SaveError::NotAFile)));
    assert!(load(folder.path()).is_err());
}

#[test]
fn a_full_disk_is_said_in_numbers() {
    let room = super::Room {
        needed: 1_234_567,
        free: 400_000,
    };
    let err = SaveError::Failed {
        step: Step::Write,
        cause: io::Error::from(io::ErrorKind::StorageFull),
        room: Some(room),
    };
    assert_eq!(
        err.to_string(),
        "Not saved: writing failed, the disk is full (1.2 MB needed, 400 kB free). The file on \
         disk is as it was, and the changes are still in the window. Make room on the disk, or \
         save to another one."
    );
}

#[test]
fn a_file_too_large_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.ron");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(super::SIZE_LIMIT + 1).unwrap();
    assert!(matches!(load(&path), Err(SaveError::TooLarge(_))));
    assert!(Disk.read(&path, 10).is_err());
    // To write over another large file, as an export may, is no matter of records.
    let base = base_of(&path).unwrap();
    save(&path, NEW, &base).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), NEW);
}

#[test]
fn a_record_that_could_not_be_opened_again_is_not_written() {
    let (_folder, path) = folder_with(OLD);
    let (_, base) = load(&path).unwrap();
    let limit = usize::try_from(super::SIZE_LIMIT).unwrap();
    let mut bytes = vec![b' '; limit + 1];
    let error = super::save_record(&path, &bytes, &base).unwrap_err();
    let words = error.to_string();
    assert!(words.contains("64 MB could not be opened again"), "{words}");
    assert!(words.contains("The file on disk is as it was"), "{words}");
    assert_eq!(std::fs::read(&path).unwrap(), OLD);
    // The largest one is written, and read.
    bytes.pop();
    super::save_record(&path, &bytes, &base).unwrap();
    assert_eq!(load(&path).unwrap().0.len(), limit);
}

#[test]
fn what_the_dead_left_is_cleared_and_what_the_living_make_is_not() {
    let path = Path::new("/board.ron");
    let disk = Memory::with(path, NEW);
    let here = Pretended::named("Ann", "here", 7);
    let computer = &hex(&hash_of(b"here"))[..4];
    let elsewhere = &hex(&hash_of(b"elsewhere"))[..4];
    let new = &hex(&hash_of(NEW))[..16];
    let name = |process: u32, content: &str, computer: &str| {
        PathBuf::from(format!(
            "/.board.ron.tmp-{process}-{content}{computer}0123abcd"
        ))
    };
    let torn = name(9, "0123456789abcdef", computer);
    let displaced = name(8, new, computer);
    let stay = [
        name(7, "0123456789abcdef", computer),
        name(9, "0123456789abcdef", elsewhere),
        PathBuf::from("/.board.ron.tmp-9-short"),
        PathBuf::from("/.other.ron.tmp-9-0123456789abcdef00000123abcd"),
        PathBuf::from("/board.ron.tmp-9-0123456789abcdef00000123abcd"),
    ];
    for path in stay.iter().chain([&torn, &displaced]) {
        disk.put(path, OLD);
    }
    super::clear_leftovers_with(&disk, &here, path, &Base::of(NEW), at(0)).unwrap();
    for path in &stay {
        assert!(disk.bytes(path).is_some(), "{}", path.display());
    }
    assert_eq!(disk.bytes(&torn), None);
    assert_eq!(disk.bytes(&displaced), None);
    let entries = backup::list_with(&disk, &backup::folder(path)).unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(backup::read_with(&disk, &entries[0]).unwrap(), OLD);
}

#[test]
fn a_record_is_saved_by_the_one_way_there_is() {
    let (_folder, path) = folder_with(OLD);
    let (_, base) = load(&path).unwrap();
    let saved = save_record(&path, NEW, &base).unwrap();
    assert_eq!(saved.base, Base::of(NEW));
    assert_eq!(backups_of(&path), [OLD]);
}
