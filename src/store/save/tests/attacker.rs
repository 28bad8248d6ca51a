//! Somebody who may write into the folder swaps links in while records are saved.
//!
//! He cannot be kept from taking the record or the folder of backups away, but no file that lies
//! elsewhere is ever written through his links, and none is made there. Short in every run;
//! `TRAJECTORY_SAVES=10000` makes it long.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::{files_in, folder_with, save_here};
use crate::store::save::load;

const VICTIM: &[u8] = b"Not to be touched.";

struct Stage {
    record: PathBuf,
    victim: PathBuf,
    backups: PathBuf,
}

/// Puts a link where something stands; says whether it came to stand there.
fn swap_in(target: &Path, place: &Path) -> bool {
    let was_a_link = place.is_symlink();
    let _gone_already = fs::remove_file(place);
    !was_a_link && symlink(target, place).is_ok()
}

/// Puts a record where nothing stands, and follows no link himself.
fn put_new(place: &Path) {
    let made = OpenOptions::new().write(true).create_new(true).open(place);
    let _taken_again = made.and_then(|mut file| file.write_all(b"(format: 1)"));
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
    if round.is_multiple_of(2) {
        swapped += usize::from(swap_in(&stage.victim, &stage.record));
    } else {
        let _no_link_there = fs::remove_file(&stage.record);
        put_new(&stage.record);
    }
    swapped + usize::from(cfg!(target_os = "linux") && lead_backups_away(stage, round))
}

/// Puts a link to the victim's folder where the backups are kept, or takes it away; says whether the
/// link came to stand there.
fn lead_backups_away(stage: &Stage, round: usize) -> bool {
    if stage.backups.is_symlink() {
        let _gone_already = fs::remove_file(&stage.backups);
        return false;
    }
    let aside = stage.backups.with_extension(format!("aside-{round}"));
    fs::rename(&stage.backups, &aside).is_ok()
        && symlink(stage.victim.parent().unwrap(), &stage.backups).is_ok()
}

#[test]
fn links_swapped_in_during_saves_lead_nothing_astray() {
    let asked = std::env::var("TRAJECTORY_SAVES").ok();
    let wanted: usize = asked.map_or(400, |text| text.parse().unwrap());
    let (folder, record) = folder_with(b"(format: 1)");
    let (other, victim) = folder_with(VICTIM);
    let backups = crate::store::backup::folder(&record);
    let stage = Stage {
        record,
        victim,
        backups,
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
                // Time for a save to begin on the present state, and now and then to end on it.
                let pause = if round % 8 == 1 {
                    20_000
                } else {
                    fastrand::u64(0..2000)
                };
                std::thread::sleep(Duration::from_micros(pause));
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
            if fs::read(&stage.victim).unwrap() != VICTIM {
                // The thread must be told before anything can fail.
                break;
            }
        }
        over.store(true, Ordering::Relaxed);
        (attacker.join().unwrap(), saved, refused)
    });
    println!("{swapped} links swapped in during {wanted} saves: {saved} done, {refused} refused");
    assert_eq!(fs::read(&stage.victim).unwrap(), VICTIM);
    assert!(swapped > 0 && saved > 0);
    assert_eq!(files_in(other.path()), ["board.ron"]);
    drop(folder);
}
