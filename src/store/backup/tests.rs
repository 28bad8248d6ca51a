use std::io;
use std::path::Path;

use super::{BackupError, adopt, folder, keep, list_with, read_with};
use crate::store::fixtures::{Fault, Faulty, Memory, NEW, OLD, Pretended, at};
use crate::store::hash::hash_of;
use crate::store::save::{Base, Before, save_with};

fn record() -> &'static Path {
    Path::new("/board.ron")
}

fn kept(seconds: i64) -> Before {
    Before::Kept {
        now: at(seconds),
        spare: None,
    }
}

fn contents(disk: &Memory) -> Vec<Vec<u8>> {
    let entries = list_with(disk, &folder(record())).unwrap();
    let contents = entries.iter().map(|entry| read_with(disk, entry).unwrap());
    contents.collect()
}

#[test]
fn no_folder_is_no_backups() {
    let disk = Memory::with(record(), NEW);
    assert!(contents(&disk).is_empty());
}

#[test]
fn equal_contents_are_kept_once_and_have_each_their_moment() {
    let disk = Memory::with(record(), NEW);
    for (seconds, bytes) in [(0, OLD), (10, NEW), (20, OLD), (30, OLD)] {
        keep(&disk, record(), bytes, &kept(seconds)).unwrap();
    }
    assert_eq!(contents(&disk), [OLD, OLD, NEW, OLD]);
    let entries = list_with(&disk, &folder(record())).unwrap();
    assert_eq!(entries[0].until, at(30));
    assert_eq!(entries[0].size, OLD.len() as u64);
    let files = disk.paths();
    let stored = files
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "ron"));
    // The record, and the two contents.
    assert_eq!(stored.count(), 3);
}

#[test]
fn a_damaged_backup_is_said_and_mended_by_the_next_save_of_the_same() {
    let disk = Memory::with(record(), NEW);
    let file = keep(&disk, record(), OLD, &kept(0)).unwrap();
    disk.put(&file, b"spoilt");
    let entries = list_with(&disk, &folder(record())).unwrap();
    let err = read_with(&disk, &entries[0]).unwrap_err();
    assert!(matches!(err, BackupError::Damaged));
    assert!(err.to_string().contains("Choose another one."));
    keep(&disk, record(), OLD, &kept(10)).unwrap();
    assert_eq!(contents(&disk), [OLD, OLD]);
    disk.put(&file, b"spoilt");
    let displaced = Path::new("/displaced");
    disk.put(displaced, OLD);
    adopt(&disk, record(), displaced, &hash_of(OLD), at(20)).unwrap();
    assert_eq!(contents(&disk), [OLD, OLD, OLD]);
    assert!(disk.bytes(displaced).is_none());
}

#[test]
fn what_others_put_into_the_folder_is_passed_over_and_left() {
    let disk = Memory::with(record(), NEW);
    keep(&disk, record(), OLD, &kept(0)).unwrap();
    let names = [
        "notes.txt",
        "2026-11-25T12-00-00.000Z.nohash",
        "2026-99-25T12-00-00.000Z.00000000000000000000000000000000",
        "zz.ron",
        "2026-11-25T12-00-00.000é.00000000000000000000000000000000",
    ];
    for name in names {
        disk.put(&folder(record()).join(name), b"theirs");
    }
    keep(&disk, record(), NEW, &kept(10)).unwrap();
    assert_eq!(contents(&disk), [NEW, OLD]);
    for name in names {
        assert!(disk.bytes(&folder(record()).join(name)).is_some(), "{name}");
    }
}

#[test]
fn a_content_without_its_moment_is_found_and_a_moment_without_content_goes() {
    let disk = Memory::with(record(), NEW);
    let file = keep(&disk, record(), OLD, &kept(0)).unwrap();
    let marks: Vec<_> = disk
        .paths()
        .into_iter()
        .filter(|path| path.to_string_lossy().contains("/2026-"))
        .collect();
    assert_eq!(marks.len(), 1);
    crate::store::save::fs::Fs::remove(&disk, &marks[0]).unwrap();
    assert_eq!(contents(&disk), [OLD]);
    keep(&disk, record(), NEW, &kept(10)).unwrap();
    assert_eq!(contents(&disk).len(), 2);
    crate::store::save::fs::Fs::remove(&disk, &file).unwrap();
    keep(&disk, record(), NEW, &kept(20)).unwrap();
    assert_eq!(contents(&disk), [NEW, NEW]);
    let marks = disk.paths();
    let marks = marks
        .iter()
        .filter(|path| path.to_string_lossy().contains("/2026-"));
    assert_eq!(marks.count(), 2);
}

#[test]
fn a_hundred_saves_a_day_leave_few() {
    let disk = Memory::with(record(), OLD);
    let machine = Pretended::named("Ann", "here", 7);
    let mut base = Base::of(OLD);
    for count in 0..500_i64 {
        let bytes = format!("save {count}").into_bytes();
        let saved = save_with(&disk, &machine, record(), &bytes, &base, &kept(count * 864));
        base = saved.unwrap().base;
    }
    let contents = contents(&disk);
    // Ten, and the last of each of the five days before: the first day began at noon.
    assert!((14..=16).contains(&contents.len()), "{}", contents.len());
    assert_eq!(contents[0], b"save 498");
    assert_eq!(contents[9], b"save 489");
}

#[test]
fn whatever_fails_in_keeping_the_earlier_backups_stay() {
    let kinds = [
        io::ErrorKind::StorageFull,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::Other,
    ];
    let mut tried = 0;
    for kind in kinds {
        for fault in [Fault::Once, Fault::Short, Fault::ForEver] {
            for by_name in [true, false] {
                for count in 1.. {
                    let disk = Memory::with(record(), NEW);
                    keep(&disk, record(), OLD, &kept(0)).unwrap();
                    let displaced = Path::new("/displaced");
                    disk.put(displaced, b"before");
                    let after = || assert!(contents(&disk).contains(&OLD.to_vec()));
                    let faulty = Faulty::new(&disk, count, fault, kind, &after);
                    let result = if by_name {
                        let hash = hash_of(b"before");
                        adopt(&faulty, record(), displaced, &hash, at(10))
                    } else {
                        keep(&faulty, record(), b"before", &kept(10)).map(|_| ())
                    };
                    if result.is_ok() {
                        assert_eq!(contents(&disk), [b"before".to_vec(), OLD.to_vec()]);
                    }
                    tried += 1;
                    if !faulty.met() {
                        break;
                    }
                }
            }
        }
    }
    assert!(tried >= 150, "{tried}");
}
