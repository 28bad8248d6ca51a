//! Reading, writing and saving a record of ten megabytes, each as a ratio to what the `ron` crate
//! alone takes for the same in the same run.
//!
//! Aims: opening at most 1.3 times the parse alone, also with the index of places; a save of one
//! field, before the disk, at most 0.3 times the writing of the whole by `ron`. Then twenty hostile
//! texts of one megabyte each: none takes longer than 200 ms to be refused or read.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use ron::extensions::Extensions;
use trajectory::model::{Action, Id, Record};
use trajectory::store::lexer::Lexer;
use trajectory::store::read::{parse, read_record};
use trajectory::store::splice::splice;
use trajectory::store::tree::Tree;
use trajectory::store::write::record_text;

#[path = "../it/hostile.rs"]
mod hostile;

const SAMPLE: &str = include_str!("../../saves/worcestershire-2024.ron");

/// The shortest of seven runs.
fn best<T>(mut work: impl FnMut() -> T) -> Duration {
    (0..7)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

/// The sample with its actions again and again, under ids of their own, until it is this long.
fn large(length: usize) -> Result<String, String> {
    let mut record = read_record(SAMPLE.as_bytes().to_vec())
        .map_err(|err| err.report("sample"))?
        .record;
    let actions: Vec<Action> = record.actions.iter().cloned().collect();
    let share: usize = SAMPLE.len();
    let mut numbers = fastrand::Rng::with_seed(7);
    let mut copies = 0;
    let mut text = String::new();
    while text.len() < length {
        // As many as are missing, by the length of those that are there.
        let more = match text.len().saturating_sub(share) {
            0 => 1,
            grown => copies * (length - text.len()) / grown + 1,
        };
        copies += more;
        for _ in 0..more {
            for action in &actions {
                let mut copy = action.clone();
                copy.id = Id::new(2020, || numbers.u32(..));
                record.actions.put(copy);
            }
        }
        text = record_text(&record).map_err(|err| err.to_string())?;
    }
    Ok(text)
}

fn line(name: &str, took: Duration, against: Duration, length: usize) {
    let ratio = took.as_secs_f64() / against.as_secs_f64();
    let speed = length as f64 / took.as_secs_f64() / 1e6;
    println!("{name:<44} {took:>10.2?}  {speed:>7.0} MB/s  {ratio:>5.2} of ron");
}

fn main() -> Result<(), String> {
    let text = large(10_000_000)?;
    let length = text.len();
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let opened = read_record(text.clone().into_bytes()).map_err(|err| err.report("large"))?;
    let old = opened.record;
    let mut new = old.clone();
    if let Some(action) = old.actions.iter().last() {
        let mut changed = action.clone();
        "A title of its own".clone_into(&mut changed.title);
        new.actions.put(changed);
    }

    let ron_read = best(|| {
        options
            .from_str::<Record>(&text)
            .map_err(|err| err.to_string())
    });
    let pretty = ron::ser::PrettyConfig::new();
    let ron_write = best(|| options.to_string_pretty(&old, pretty.clone()));
    println!("{length} bytes, {} actions", old.actions.len());
    line("ron: read", ron_read, ron_read, length);
    line(
        "lexer",
        best(|| Lexer::new(&text).count()),
        ron_read,
        length,
    );
    line("tree", best(|| Tree::of(&text).len()), ron_read, length);
    let bytes = text.clone().into_bytes();
    let open = best(|| read_record(bytes.clone()).map(|opened| opened.record.actions.len()));
    line("open", open, ron_read, length);
    let indexed = best(|| {
        read_record(bytes.clone()).map(|opened| opened.source.position_of("act-2020-000000", None))
    });
    line("open and find a place", indexed, ron_read, length);
    line("ron: write", ron_write, ron_write, length);
    line("write", best(|| record_text(&old)), ron_write, length);
    let source = opened.source;
    let untouched = || source.clone();
    line(
        "copy of the text, in the next line",
        best(untouched),
        ron_write,
        length,
    );
    line(
        "first save of one field",
        best(|| splice(&untouched(), &old, &new).map(|saved| saved.text().len())),
        ron_write,
        length,
    );
    let saved = splice(&source, &old, &new).map_err(|err| err.to_string())?;
    let mut newer = new.clone();
    if let Some(action) = new.actions.iter().next() {
        let mut changed = action.clone();
        "Another title".clone_into(&mut changed.title);
        newer.actions.put(changed);
    }
    line(
        "next save of one field",
        best(|| splice(&saved, &new, &newer).map(|saved| saved.text().len())),
        ron_write,
        length,
    );
    let reread = best(|| parse::<Record>(&source).map(|record| record.actions.len()));
    line("reading all of it back", reread, ron_write, length);
    let mut worst = (Duration::ZERO, "none");
    for (name, text) in hostile::texts() {
        let took = best(|| read_record(text.clone().into_bytes()).is_ok());
        println!("{name:<44} {took:>10.2?}");
        worst = worst.max((took, name));
    }
    println!("worst of them: {} ms, {}", worst.0.as_millis(), worst.1);
    Ok(())
}
