//! Somebody who may write into the folder swaps links in while records are saved.
//!
//! He cannot be kept from taking the record away, but what lies elsewhere must never be written
//! through his links, nor a backup be put where he wants it. Short in every run; `TRAJECTORY_SAVES=10000`
//! makes it long.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::{files_in, folder_with, put, save_here};
use crate::store::backup;
use crate::store::save::load;

const VICTIM: &[u8] = b"Not to be touched.";

struct Stage {
    record: PathBuf,
    victim: PathBuf,
    elsewhere: PathBuf,
}

/// Puts a link where something stands; says whether it came to stand there.
fn swap_in(target: &Path, place: &Path) -> bool {
    if place.is_symlink() {
        return false;
    }
    let _was_a_file = fs::remove_file(place);
    let _was_a_folder = fs::remove_dir_all(place);
    symlink(target, place).is_ok()
}

/// One round of mischief; says how many links came to stand.
fn mischief(stage: &Stage, round: usize) -> usize {
    let folder = stage.record.parent().unwrap();
    let mut swapped = 0;
    for name in fs::read_dir(folder).unwrap().filter_map(Result::ok) {
        let name = name.file_name();
        if name.to_string_lossy().contains(".tmp-") {
            swapped += usize::from(swap_in(&stage.victim, &folder.join(name)));
        }
    }
    let kept = backup::folder(&stage.record);
    match round % 4 {
        0 => swapped += usize::from(swap_in(&stage.victim, &stage.record)),
        1 => {
            let _no_link_there = fs::remove_file(&stage.record);
            put(&stage.record, b"(format: 1)");
        }
        2 => swapped += usize::from(swap_in(&stage.elsewhere, &kept)),
        _ => {
            let _no_link_there = fs::remove_file(&kept);
        }
    }
    swapped
}

#[test]
fn links_swapped_in_during_saves_lead_nothing_astray() {
    let asked = std::env::var("TRAJECTORY_SAVES").ok();
    let wanted: usize = asked.map_or(400, |text| text.parse().unwrap());
    let (folder, record) = folder_with(b"(format: 1)");
    let (other, victim) = folder_with(VICTIM);
    let elsewhere = other.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let stage = Stage {
        record,
        victim,
        elsewhere,
    };
    let over = AtomicBool::new(false);
    let (swapped, saved, refused) = std::thread::scope(|scope| {
        let attacker = scope.spawn(|| {
            let mut swapped = 0;
            for round in 0.. {
                if over.load(Ordering::Relaxed) {
                    break;
                }
                swapped += mischief(&stage, round);
                // Time for a save to begin on the present state.
                std::thread::sleep(std::time::Duration::from_micros(fastrand::u64(0..2000)));
            }
            swapped
        });
        let (mut saved, mut refused) = (0, 0);
        while saved + refused < wanted {
            let bytes = format!("(format: 1) // {saved} {refused}");
            let Some((found, base)) = load(&stage.record).ok() else {
                continue;
            };
            // Who is led to another file sees another file: there is no record in it.
            if !found.starts_with(b"(format: 1)") {
                std::thread::yield_now();
                continue;
            }
            match save_here(&stage.record, bytes.as_bytes(), &base) {
                Ok(_) => saved += 1,
                Err(_) => refused += 1,
            }
            if fs::read(&stage.victim).unwrap() != VICTIM || !files_in(&stage.elsewhere).is_empty()
            {
                // The thread must be told before anything can fail.
                break;
            }
        }
        over.store(true, Ordering::Relaxed);
        (attacker.join().unwrap(), saved, refused)
    });
    println!("{swapped} links swapped in during {wanted} saves: {saved} done, {refused} refused");
    assert_eq!(fs::read(&stage.victim).unwrap(), VICTIM);
    assert_eq!(files_in(&stage.elsewhere), [""; 0]);
    assert!(swapped > 0 && saved > 0);
    assert_eq!(files_in(other.path()), ["board.ron", "elsewhere"]);
    drop(folder);
}
