use std::io;
use std::path::Path;

use super::{Beat, Insist, Lock, Strength, Taken, lock_path, parse, take_with};
use crate::store::fixtures::{Fault, Faulty, Memory, OLD, Pretended, at};
use crate::store::save::fs::Fs;

fn record() -> &'static Path {
    Path::new("/board.ron")
}

fn disk() -> Memory {
    let disk = Memory::with(record(), OLD);
    *disk.clock.borrow_mut() = at(0).as_second();
    disk
}

fn without_locks() -> Memory {
    let mut disk = disk();
    disk.without = vec!["lock"];
    disk
}

fn ann() -> Pretended {
    Pretended::named("Ann", "laptop", 10)
}

fn ben() -> Pretended {
    Pretended::named("Ben", "desktop", 20)
}

fn take<F: Fs>(fs: &F, who: &Pretended, seconds: i64) -> Taken<F::File> {
    take_with(fs, who, record(), at(seconds), Insist::No)
}

fn held<T: std::fmt::Debug>(taken: Taken<T>) -> Lock<T> {
    let Taken::Held(lock) = taken else {
        panic!("{taken:?}")
    };
    lock
}

fn named(disk: &Memory) -> Option<String> {
    Some(parse(&disk.bytes(&lock_path(record()))?)?.user)
}

#[test]
fn one_has_it_and_the_other_reads_who() {
    let disk = disk();
    let lock = held(take(&disk, &ann(), 0));
    assert_eq!(lock.strength(), Strength::System);
    assert_eq!(lock.strength().words(), None);
    let Taken::ByOther(Some(owner)) = take(&disk, &ben(), 500) else {
        panic!("somebody has it")
    };
    assert_eq!(owner.to_string(), "Ann on laptop");
    lock.release_with(&disk);
    assert_eq!(disk.paths(), [record()]);
    let lock = held(take(&disk, &ben(), 501));
    assert_eq!(named(&disk).unwrap(), "Ben");
    drop(lock);
}

#[test]
fn a_window_in_this_process_keeps_out_another() {
    let disk = disk();
    let _lock = held(take(&disk, &ann(), 0));
    assert!(matches!(take(&disk, &ann(), 1), Taken::ByOther(Some(_))));
}

#[test]
fn what_a_crash_left_is_taken_over_quietly() {
    let disk = disk();
    // The process died: the system's lock is free, the name is still there.
    drop(held(take(&disk, &ann(), 0)));
    assert_eq!(named(&disk).unwrap(), "Ann");
    let mut again = ann();
    again.identity.process = 11;
    held(take(&disk, &again, 1)).release_with(&disk);
    drop(held(take(&disk, &ann(), 2)));
    let mut after_start = ann();
    after_start.identity.boot = "another boot".to_owned();
    held(take(&disk, &after_start, 3)).release_with(&disk);
}

#[test]
fn another_computer_is_believed_as_long_as_its_heart_beats() {
    // Locks that do not reach from one computer to the other.
    let disk = disk();
    drop(held(take(&disk, &ann(), 0)));
    assert!(matches!(take(&disk, &ben(), 119), Taken::ByOther(Some(_))));
    let Taken::Ask(owner, silent) = take(&disk, &ben(), 600) else {
        panic!("somebody was silent")
    };
    assert_eq!((owner.user.as_str(), silent.as_mins()), ("Ann", 10));
    // A clock that is far ahead is no sign of life.
    assert!(matches!(take(&disk, &ben(), -600), Taken::Ask(..)));
    let lock = held(take_with(&disk, &ben(), record(), at(600), Insist::Yes));
    assert_eq!(named(&disk).unwrap(), "Ben");
    lock.release_with(&disk);
}

#[test]
fn to_insist_does_not_take_it_from_who_is_there() {
    let disk = disk();
    let lock = held(take(&disk, &ann(), 0));
    let taken = take_with(&disk, &ben(), record(), at(600), Insist::Yes);
    assert!(matches!(taken, Taken::ByOther(_)));
    drop(lock);
    let taken = take_with(&disk, &ben(), record(), at(60), Insist::Yes);
    assert!(matches!(taken, Taken::ByOther(_)));
}

#[test]
fn a_heart_beats_and_notices_when_the_file_is_gone() {
    for disk in [disk(), without_locks()] {
        let mut lock = held(take(&disk, &ann(), 0));
        assert_eq!(lock.beat_with(&disk, at(30)).unwrap(), Beat::Ours);
        let owner = parse(&disk.bytes(&lock_path(record())).unwrap()).unwrap();
        assert_eq!((owner.since, owner.heartbeat), (at(0), at(30)));
        disk.remove(&lock_path(record())).unwrap();
        assert_eq!(lock.beat_with(&disk, at(60)).unwrap(), Beat::Lost(None));
        let other = held(take(&disk, &ben(), 61));
        let Beat::Lost(Some(owner)) = lock.beat_with(&disk, at(90)).unwrap() else {
            panic!("somebody has it")
        };
        assert_eq!(owner.user, "Ben");
        // What is not ours is not removed.
        lock.release_with(&disk);
        assert_eq!(named(&disk).unwrap(), "Ben");
        drop(other);
    }
}

#[test]
fn garbage_in_the_file_is_harmless() {
    for garbage in [&b"\xff\0\xfe garbage"[..], b"", b"user: Ann\nprocess: x\n"] {
        let disk = disk();
        disk.put(&lock_path(record()), garbage);
        held(take(&disk, &ben(), 1)).release_with(&disk);
        // Without locks it may be somebody who is just beginning: for two minutes.
        let mut disk = without_locks();
        *disk.clock.borrow_mut() = at(0).as_second();
        disk.put(&lock_path(record()), garbage);
        assert!(matches!(take(&disk, &ben(), 60), Taken::ByOther(None)));
        held(take(&disk, &ben(), 300)).release_with(&disk);
        disk.closed = None;
    }
}

#[test]
fn a_share_without_locks_is_held_by_the_file_and_said() {
    let disk = without_locks();
    let lock = held(take(&disk, &ann(), 0));
    assert_eq!(lock.strength(), Strength::Heartbeat);
    assert!(lock.strength().words().unwrap().contains("no locks"));
    assert!(matches!(take(&disk, &ben(), 100), Taken::ByOther(Some(_))));
    assert!(matches!(take(&disk, &ben(), 200), Taken::Ask(..)));
    // Of this computer the system knows who runs.
    let mut dead = ann();
    dead.living.clear();
    drop(held(take(&disk, &dead, 1)));
    let mut lock = lock;
    assert!(matches!(
        lock.beat_with(&disk, at(30)).unwrap(),
        Beat::Lost(_)
    ));
}

#[test]
fn who_is_asked_and_answers_takes_over_without_locks() {
    let disk = without_locks();
    let mut lock = held(take(&disk, &ann(), 0));
    let other = held(take_with(&disk, &ben(), record(), at(200), Insist::Yes));
    assert_eq!(named(&disk).unwrap(), "Ben");
    assert!(matches!(
        lock.beat_with(&disk, at(201)).unwrap(),
        Beat::Lost(_)
    ));
    other.release_with(&disk);
    assert_eq!(disk.paths(), [record()]);
}

#[test]
fn a_folder_that_is_closed_is_said() {
    let mut disk = disk();
    disk.closed = Some(|_| true);
    let Taken::Impossible(why) = take(&disk, &ann(), 0) else {
        panic!("no file can be made")
    };
    assert!(why.contains("no permission"), "{why}");
    assert_eq!(disk.paths(), [record()]);
}

/// Whatever fails: never two holders, never a panic, and afterwards it can be had again.
#[test]
fn whatever_fails_there_are_never_two() {
    let kinds = [
        io::ErrorKind::StorageFull,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::Unsupported,
        io::ErrorKind::Interrupted,
        io::ErrorKind::Other,
    ];
    let mut tried = 0;
    for kind in kinds {
        for fault in [Fault::Once, Fault::Short, Fault::ForEver] {
            if (fault, kind) == (Fault::ForEver, io::ErrorKind::Interrupted) {
                // A write that is interrupted for ever is tried for ever.
                continue;
            }
            for taken in [false, true] {
                for count in 1.. {
                    let disk = disk();
                    let first = taken.then(|| held(take(&disk, &ann(), 0)));
                    let faulty = Faulty::new(&disk, count, fault, kind, &|| {});
                    let mut second = match take(&faulty, &ben(), 1) {
                        Taken::Held(lock) => Some(lock),
                        Taken::ByOther(_) | Taken::Ask(..) | Taken::Impossible(_) => None,
                    };
                    assert!(
                        first.is_none() || second.is_none(),
                        "{kind:?} {fault:?} {count}"
                    );
                    if let Some(lock) = &mut second {
                        let _ = lock.beat_with(&faulty, at(2));
                        // One has it, in one way or the other.
                        assert!(!matches!(take(&disk, &ann(), 3), Taken::Held(_)));
                    }
                    if let Some(lock) = second {
                        lock.release_with(&faulty);
                    }
                    if let Some(lock) = first {
                        lock.release_with(&disk);
                    }
                    // What was left behind is stale after a while at the latest.
                    let later = take_with(&disk, &ann(), record(), at(1000), Insist::Yes);
                    assert!(matches!(later, Taken::Held(_)), "{later:?}");
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

#[test]
fn whatever_a_power_cut_leaves_it_can_be_had_again_and_the_record_is_untouched() {
    let mut tried = 0;
    for disk in [disk(), without_locks()] {
        let mut lock = held(take(&disk, &ann(), 0));
        lock.beat_with(&disk, at(30)).unwrap();
        lock.release_with(&disk);
        let mut started_again = ann();
        started_again.identity.boot = "another boot".to_owned();
        for mut cut in disk.cuts(0) {
            cut.disk.without.clone_from(&disk.without);
            let lock = held(take(&cut.disk, &started_again, 300));
            assert_eq!(cut.disk.bytes(record()).unwrap(), OLD);
            lock.release_with(&cut.disk);
            assert_eq!(cut.disk.paths(), [record()], "after change {}", cut.moment);
            tried += 1;
        }
    }
    assert!(tried >= 50, "{tried}");
}

#[test]
fn the_systems_own_lock_holds_on_this_disk() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("board.ron");
    std::fs::File::create(&record).unwrap();
    let mut lock = held(super::take(&record));
    assert!(matches!(super::take(&record), Taken::ByOther(_)));
    assert_eq!(lock.beat().unwrap(), Beat::Ours);
    lock.release();
    assert!(!lock_path(&record).exists());
    held(super::take(&record)).release();
}

#[cfg(unix)]
#[test]
fn the_lock_file_is_as_closed_as_the_record() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("board.ron");
    std::fs::File::create(&record).unwrap();
    for mode in [0o600, 0o640, 0o664] {
        std::fs::set_permissions(&record, std::fs::Permissions::from_mode(mode)).unwrap();
        let lock = held(super::take(&record));
        let found = std::fs::metadata(lock_path(&record)).unwrap();
        assert_eq!(found.permissions().mode() & 0o777, mode);
        lock.release();
    }
}
