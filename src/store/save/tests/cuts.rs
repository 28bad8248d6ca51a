//! Power cuts, simulated: every state that a disk may be in after every step of a save.

use std::path::Path;

use super::kept;
use crate::store::backup;
use crate::store::fixtures::{Cut, Memory, NEW, OLD, Pretended, at};
use crate::store::save::{Base, Before, clear_leftovers_with, load_with, save_with};

const NEXT: &[u8] = b"the record after that, once the computer was started again";

fn machine(process: u32) -> Pretended {
    Pretended::named("Ann", "here", process)
}

/// Whether the state before is in the record or among its backups, whole.
fn has(disk: &Memory, path: &Path, content: &[u8]) -> bool {
    let entries = backup::list_with(disk, &backup::folder(path)).unwrap();
    let kept = entries
        .iter()
        .map(|entry| backup::read_with(disk, entry).expect("what is listed is whole"))
        .any(|kept| kept == content);
    kept || disk.bytes(path).as_deref() == Some(content)
}

/// After a cut: the record opens, is one of these, and can be saved again. Gives what it was.
fn starts_again(cut: &Cut, path: &Path, may_be: &[&[u8]]) -> Vec<u8> {
    let Cut { moment, disk } = cut;
    let (bytes, base) = load_with(disk, path).expect("the name never goes");
    assert!(
        may_be.contains(&bytes.as_slice()),
        "after change {moment}: {}",
        String::from_utf8_lossy(&bytes)
    );
    clear_leftovers_with(disk, &machine(99), path, &base, at(60)).unwrap();
    let left: Vec<_> = disk
        .paths()
        .into_iter()
        .filter(|path| path.to_string_lossy().contains("/.board.ron.tmp-"))
        .collect();
    assert!(left.is_empty(), "after change {moment}: {left:?}");
    bytes
}

fn saves_again(cut: &Cut, path: &Path, bytes: &[u8]) {
    let saved = save_with(
        &cut.disk,
        &machine(99),
        path,
        NEXT,
        &Base::of(bytes),
        &kept(60),
    );
    let saved = saved.unwrap();
    assert!(saved.warnings.is_empty(), "{:?}", saved.warnings);
    assert_eq!(cut.disk.bytes(path).unwrap(), NEXT);
    assert!(has(&cut.disk, path, bytes));
}

/// Saves, then cuts the power after every change, in every way. Gives how many disks were tried.
fn every_cut(disk: &Memory, path: &Path, before: &Before) -> usize {
    let first = disk.count();
    save_with(disk, &machine(7), path, NEW, &Base::of(OLD), before).unwrap();
    let last = disk.count() - 1;
    let mut tried = 0;
    for cut in disk.cuts(first) {
        tried += 1;
        let bytes = starts_again(&cut, path, &[OLD, NEW]);
        if *before != Before::Dropped {
            assert!(
                has(&cut.disk, path, OLD),
                "the state before is lost after change {}",
                cut.moment
            );
        }
        if cut.moment == last {
            assert_eq!(bytes, NEW, "saved was said");
        }
        saves_again(&cut, path, &bytes);
    }
    tried
}

#[test]
fn a_power_cut_at_any_moment_leaves_the_old_or_the_new_file() {
    let path = Path::new("/board.ron");
    let tried = every_cut(&Memory::with(path, OLD), path, &Before::Dropped);
    assert!(tried >= 50, "{tried}");
    let tried = every_cut(&Memory::with(path, OLD), path, &kept(0));
    assert!(tried >= 100, "{tried}");
    let mut plain = Memory::with(path, OLD);
    plain.without = vec!["exchange"];
    let tried = every_cut(&plain, path, &kept(0));
    assert!(tried >= 150, "{tried}");
}

#[test]
fn a_power_cut_in_a_year_of_saves_loses_none_of_the_latest() {
    let path = Path::new("/board.ron");
    let disk = Memory::with(path, OLD);
    let mut base = Base::of(OLD);
    let mut tried = 0;
    let mut states = vec![OLD.to_vec()];
    for count in 0..40_i64 {
        let bytes = format!("save {count}").into_bytes();
        let first = disk.count();
        // Eleven days apart, so that some must go.
        let before = kept(count * 11 * 86_400);
        base = save_with(&disk, &machine(7), path, &bytes, &base, &before)
            .unwrap()
            .base;
        let latest: Vec<_> = states.iter().rev().take(9).cloned().collect();
        let cuts = disk
            .cuts(first)
            .filter(|cut| count % 13 == 0 || cut.moment % 7 == 0);
        for cut in cuts {
            tried += 1;
            let last = states.last().unwrap();
            starts_again(&cut, path, &[last, &bytes]);
            for state in &latest {
                assert!(has(&cut.disk, path, state), "after change {}", cut.moment);
            }
        }
        states.push(bytes);
    }
    assert!(tried >= 1000, "{tried}");
    let entries = backup::list_with(&disk, &backup::folder(path)).unwrap();
    assert!((10..=24).contains(&entries.len()), "{}", entries.len());
}

#[test]
fn a_power_cut_in_the_midst_of_writing_in_place_leaves_the_backup() {
    let path = Path::new("/board.ron");
    let mut disk = Memory::with(path, OLD);
    disk.closed = Some(|path| path.to_string_lossy().starts_with("/.board.ron.tmp-"));
    let first = disk.count();
    save_with(&disk, &machine(7), path, NEW, &Base::of(OLD), &kept(0)).unwrap();
    let last = disk.count() - 1;
    for cut in disk.cuts(first) {
        assert!(has(&cut.disk, path, OLD), "after change {}", cut.moment);
        if cut.moment == last {
            assert_eq!(cut.disk.bytes(path).unwrap(), NEW, "saved was said");
        }
    }
}

#[test]
fn a_power_cut_in_the_first_save_leaves_the_new_file_or_none() {
    let path = Path::new("/board.ron");
    let disk = Memory::default();
    save_with(&disk, &machine(7), path, NEW, &Base::ABSENT, &kept(0)).unwrap();
    let last = disk.count() - 1;
    for cut in disk.cuts(0) {
        let bytes = cut.disk.bytes(path);
        assert!(
            bytes.is_none() || bytes.as_deref() == Some(NEW),
            "after change {}",
            cut.moment
        );
        if cut.moment == last {
            assert!(bytes.is_some(), "saved was said");
        }
    }
}
