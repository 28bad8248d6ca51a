//! The corpus of the fuzz targets, through the same functions.

use std::fs;

use super::support::repository;

#[path = "../fuzz/targets.rs"]
mod targets;

fn replay(name: &str, target: fn(&[u8])) {
    let mut count = 0;
    for entry in fs::read_dir(repository("tests/fuzz/corpus").join(name)).unwrap() {
        target(&fs::read(entry.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count >= 2, "the corpus of {name} is not there");
}

#[test]
fn read() {
    replay("read", targets::read);
}

#[test]
fn splice() {
    replay("splice", targets::splice);
}

#[test]
fn lock() {
    replay("lock", targets::lock);
}

#[test]
fn csv() {
    replay("csv", targets::csv);
}

#[test]
fn journal() {
    replay("journal", targets::journal);
}
