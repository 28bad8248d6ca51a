//! Every operation of a save fails in turn, once, for ever, or by half.

use std::io;
use std::path::PathBuf;

use super::{folder_with, kept};
use crate::store::backup;
use crate::store::fixtures::{Fault, Faulty, Memory, NEW, OLD, Pretended};
use crate::store::save::disk::Disk;
use crate::store::save::fs::Fs;
use crate::store::save::temporary::folder_of;
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

/// A file system with the record on it.
struct Stage<F> {
    fs: F,
    path: PathBuf,
    _folder: Option<tempfile::TempDir>,
}

impl<F: Fs> Stage<F> {
    fn content(&self) -> Option<Vec<u8>> {
        self.fs.read(&self.path, u64::MAX).ok()
    }
}

fn on_disk(scene: Scene) -> Stage<Disk> {
    let (folder, path) = folder_with(OLD);
    match scene {
        Scene::Absent => std::fs::remove_file(&path).unwrap(),
        Scene::Present => {}
        Scene::TwoNames => std::fs::hard_link(&path, folder.path().join("other.ron")).unwrap(),
    }
    Stage {
        fs: Disk,
        path,
        _folder: Some(folder),
    }
}

fn in_memory(scene: Scene) -> Stage<Memory> {
    let path = PathBuf::from("/board.ron");
    let fs = match scene {
        Scene::Absent => Memory::default(),
        Scene::Present | Scene::TwoNames => Memory::with(&path, OLD),
    };
    if scene == Scene::TwoNames {
        fs.link(&path, &PathBuf::from("/other.ron"));
    }
    Stage {
        fs,
        path,
        _folder: None,
    }
}

/// As [`in_memory`], on a disk that cannot exchange names.
fn in_plain_memory(scene: Scene) -> Stage<Memory> {
    let mut stage = in_memory(scene);
    stage.fs.without = vec!["exchange"];
    stage
}

/// Runs a save with every operation failing in turn; gives how many faults were tried.
fn every_fault<F: Fs>(
    make: impl Fn(Scene) -> Stage<F>,
    scene: Scene,
    before: &Before,
    (fault, kind): (Fault, io::ErrorKind),
) -> usize {
    for at in 1.. {
        let stage = make(scene);
        let present = scene != Scene::Absent;
        let base = if present { Base::of(OLD) } else { Base::ABSENT };
        let after = || {
            let seen = stage.content().unwrap_or_default();
            let whole = seen == NEW || (present && seen == OLD) || (!present && seen.is_empty());
            assert!(whole || scene == Scene::TwoNames, "{seen:?}");
        };
        let faulty = Faulty::new(&stage.fs, at, fault, kind, &after);
        let machine = Pretended::named("Ann", "here", std::process::id());
        let result = save_with(&faulty, &machine, &stage.path, NEW, &base, before);
        let told = format!("{scene:?} {fault:?} {kind:?} at {at}: {result:?}");
        check(&stage, &result, present, &told);
        if fault != Fault::ForEver {
            let names = stage.fs.list(folder_of(&stage.path)).unwrap();
            let left = names
                .iter()
                .filter(|name| name.to_string_lossy().contains(".tmp-"));
            assert_eq!(left.count(), 0, "{told}: {names:?}");
        }
        // Once the trouble is over, saving again must work.
        if result.is_err() {
            let base = stage.content().map_or(Base::ABSENT, |now| Base::of(&now));
            save_with(&stage.fs, &machine, &stage.path, NEW, &base, before).unwrap();
            assert_eq!(stage.content().unwrap(), NEW);
        }
        if !faulty.met() {
            return at - 1;
        }
    }
    unreachable!("every save ends")
}

fn check<F: Fs>(stage: &Stage<F>, result: &Result<Saved, SaveError>, present: bool, told: &str) {
    let now = stage.content();
    let replaced = now.as_deref() == Some(NEW);
    match result {
        Ok(saved) => {
            assert!(replaced, "{told}");
            assert_eq!(saved.base, Base::of(NEW));
            // What could not be compared is kept, in case it is somebody else's.
            if let Some(kept) = &saved.overtaken {
                assert_eq!(stage.fs.read(kept, u64::MAX).unwrap(), OLD, "{told}");
            }
        }
        Err(SaveError::Unconfirmed { .. }) => assert!(replaced, "{told}"),
        Err(SaveError::Torn { backup, .. }) => {
            assert_eq!(stage.fs.read(backup, u64::MAX).unwrap(), OLD, "{told}");
        }
        Err(err) => {
            assert_eq!(now.is_some(), present, "{told}");
            assert!(!replaced, "{told}");
            let sentence = err.to_string();
            assert!(sentence.ends_with('.'), "{sentence}");
        }
    }
}

/// Every scene with every fault of these kinds.
fn every_scene<F: Fs>(make: impl Fn(Scene) -> Stage<F>, kinds: &[io::ErrorKind]) -> usize {
    let mut tried = 0;
    for &kind in kinds {
        for fault in [Fault::Once, Fault::Short, Fault::ForEver] {
            if (fault, kind) == (Fault::ForEver, io::ErrorKind::Interrupted) {
                // A write that is interrupted for ever is tried for ever.
                continue;
            }
            for before in [Before::Dropped, kept(0)] {
                for scene in [Scene::Absent, Scene::Present] {
                    tried += every_fault(&make, scene, &before, (fault, kind));
                }
            }
            tried += every_fault(&make, Scene::TwoNames, &kept(0), (fault, kind));
        }
    }
    tried
}

#[test]
fn whatever_fails_the_file_is_the_old_or_the_new_one() {
    let mut tried = every_scene(in_memory, &KINDS);
    tried += every_scene(in_plain_memory, &KINDS);
    assert!(tried >= 3000, "only {tried} faults tried");
}

#[test]
fn whatever_fails_on_a_real_disk_the_file_is_the_old_or_the_new_one() {
    let tried = every_scene(on_disk, &[io::ErrorKind::StorageFull]);
    assert!(tried >= 150, "only {tried} faults tried");
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
