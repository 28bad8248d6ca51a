//! Every operation of a save fails in turn, once, for ever, or by half.

use std::io;

use super::{files_in, folder_with, kept};
use crate::store::backup;
use crate::store::fixtures::{Fault, Faulty, NEW, OLD, Pretended};
use crate::store::save::disk::Disk;
use crate::store::save::{Base, Before, SaveError, Saved, base_of, save_with};

const KINDS: [io::ErrorKind; 7] = [
    io::ErrorKind::StorageFull,
    io::ErrorKind::PermissionDenied,
    io::ErrorKind::InvalidInput,
    io::ErrorKind::Interrupted,
    io::ErrorKind::QuotaExceeded,
    io::ErrorKind::ReadOnlyFilesystem,
    io::ErrorKind::Other,
];

/// What stands at the path before the save.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Scene {
    Absent,
    Present,
    /// With a second name, so that it is written in place.
    TwoNames,
}

/// Runs a save with every operation failing in turn; gives how many faults were tried.
fn every_fault(scene: Scene, before: &Before, fault: Fault, kind: io::ErrorKind) -> usize {
    for at in 1.. {
        let (folder, path) = folder_with(OLD);
        match scene {
            Scene::Absent => std::fs::remove_file(&path).unwrap(),
            Scene::Present => {}
            Scene::TwoNames => {
                std::fs::hard_link(&path, folder.path().join("other.ron")).unwrap();
            }
        }
        let present = scene != Scene::Absent;
        let base = base_of(&path).unwrap();
        let after = || {
            let seen = std::fs::read(&path).unwrap_or_default();
            let whole = seen == NEW || (present && seen == OLD) || (!present && seen.is_empty());
            assert!(whole || scene == Scene::TwoNames, "{seen:?}");
        };
        let faulty = Faulty::new(&Disk, at, fault, kind, &after);
        let machine = Pretended::named("Ann", "here", std::process::id());
        let result = save_with(&faulty, &machine, &path, NEW, &base, before);
        let now = std::fs::read(&path).ok();
        let told = format!("{scene:?} {fault:?} {kind:?} at {at}: {result:?}");
        check(&result, now.as_deref(), present, &told);
        if fault != Fault::ForEver {
            let names = files_in(folder.path());
            let left = names.iter().filter(|name| name.contains(".tmp-")).count();
            assert_eq!(left, 0, "{told}: {names:?}");
        }
        // Once the trouble is over, saving again must work.
        if result.is_err() {
            let base = base_of(&path).unwrap();
            save_with(&Disk, &machine, &path, NEW, &base, before).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), NEW);
        }
        if !faulty.met() {
            return at - 1;
        }
    }
    unreachable!("every save ends")
}

fn check(result: &Result<Saved, SaveError>, now: Option<&[u8]>, present: bool, told: &str) {
    let replaced = now == Some(NEW);
    match result {
        Ok(saved) => {
            assert!(replaced, "{told}");
            assert_eq!(saved.base, Base::of(NEW));
            // What could not be compared is kept, in case it is somebody else's.
            if let Some(kept) = &saved.overtaken {
                assert_eq!(std::fs::read(kept).unwrap(), OLD, "{told}");
            }
        }
        Err(SaveError::Unconfirmed { .. }) => assert!(replaced, "{told}"),
        Err(SaveError::Torn { backup, .. }) => {
            assert_eq!(std::fs::read(backup).unwrap(), OLD, "{told}");
        }
        Err(err) => {
            assert_eq!(now.is_some(), present, "{told}");
            assert!(!replaced, "{told}");
            let sentence = err.to_string();
            assert!(sentence.ends_with('.'), "{sentence}");
        }
    }
}

#[test]
fn whatever_fails_the_file_is_the_old_or_the_new_one() {
    let mut tried = 0;
    for kind in KINDS {
        for fault in [Fault::Once, Fault::Short, Fault::ForEver] {
            if (fault, kind) == (Fault::ForEver, io::ErrorKind::Interrupted) {
                // A write that is interrupted for ever is tried for ever.
                continue;
            }
            for before in [Before::Dropped, kept(0)] {
                for scene in [Scene::Absent, Scene::Present] {
                    tried += every_fault(scene, &before, fault, kind);
                }
            }
            tried += every_fault(Scene::TwoNames, &kept(0), fault, kind);
        }
    }
    assert!(tried >= 1000, "only {tried} faults tried");
}

#[test]
fn a_fault_of_the_backups_never_fails_a_save_that_is_on_the_disk() {
    let (_folder, path) = folder_with(OLD);
    let base = base_of(&path).unwrap();
    // Something else has the name of the folder.
    super::put(&backup::folder(&path), b"in the way");
    let machine = Pretended::named("Ann", "here", std::process::id());
    let saved = save_with(&Disk, &machine, &path, NEW, &base, &kept(0)).unwrap();
    assert_eq!(saved.warnings.len(), 1);
    let said = saved.warnings[0].to_string();
    assert!(said.starts_with("Saved, but the state before"), "{said}");
    assert_eq!(std::fs::read(&path).unwrap(), NEW);
}
