//! Reading, writing and saving a record of ten megabytes, each against what the `ron` crate alone
//! takes for the same; typing with the journal of unsaved work against typing without; hostile texts.
//!
//! Aims: reading, with every question about places answered as well, at most 1.3 times
//! `ron::from_str`; a save of one field, before the disk, at most 0.3 times `ron::to_string` of the
//! whole; a keystroke with the journal at most twice one without, on the thread of the window; each
//! hostile text of one megabyte at most 200 ms.
//!
//! What is compared is run in turn, round after round, every other round in the opposite order; the
//! ratio is the median of the rounds' ratios, so that whatever else the machine does at a moment, and
//! whatever the work before leaves behind, counts for both sides.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::cell::RefCell;
use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::civil::date;
use ron::extensions::Extensions;
use trajectory::edit::{Edit, History};
use trajectory::job::JournalKeeper;
use trajectory::model::{Action, Id, Record};
use trajectory::store::journal::{Folder, Head, Writer};
use trajectory::store::lexer::Lexer;
use trajectory::store::read::{parse, read_known, read_record};
use trajectory::store::splice::splice;
use trajectory::store::tree::Tree;
use trajectory::store::write::record_text;

#[path = "../it/hostile.rs"]
mod hostile;

const SAMPLE: &str = include_str!("../../saves/worcestershire-2024.ron");
const ROUNDS: usize = 11;
/// A hundred keystrokes are over in no time: it takes more rounds until chance is out of it.
const TYPING_ROUNDS: usize = 51;
/// Longer than the journal's thread takes for an entry.
const JOURNAL_RESTS: Duration = Duration::from_millis(100);
/// Keystrokes of one measurement: one alone is too short for the clock.
const KEYSTROKES: usize = 100;
const WORST_HOSTILE: Duration = Duration::from_millis(200);

/// A piece of work, and how many times the first of its group it may take.
struct Work<'w> {
    name: &'static str,
    aim: Option<f64>,
    /// What must be done before each run and is not measured.
    prepare: Box<dyn FnMut() + 'w>,
    run: Box<dyn FnMut() + 'w>,
}

fn work<'w, T>(name: &'static str, mut run: impl FnMut() -> T + 'w) -> Work<'w> {
    let run = Box::new(move || drop(black_box(run())));
    Work {
        name,
        aim: None,
        prepare: Box::new(|| ()),
        run,
    }
}

impl<'w> Work<'w> {
    fn prepared(self, prepare: impl FnMut() + 'w) -> Self {
        let prepare = Box::new(prepare);
        Self { prepare, ..self }
    }

    fn at_most(self, aim: f64) -> Self {
        Self {
            aim: Some(aim),
            ..self
        }
    }
}

fn median<T: Copy + PartialOrd>(mut values: Vec<T>) -> Option<T> {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    values.get(values.len() / 2).copied()
}

/// Runs the works in turn and prints each against the first.
fn compare(title: &str, rounds: usize, mut works: Vec<Work<'_>>) {
    let mut times = vec![Vec::new(); works.len()];
    for round in 0..rounds {
        let mut order: Vec<usize> = (0..works.len()).collect();
        if round % 2 == 1 {
            order.reverse();
        }
        for at in order {
            let work = &mut works[at];
            (work.prepare)();
            let start = Instant::now();
            (work.run)();
            times[at].push(start.elapsed());
        }
    }
    println!("{title}, median of {rounds} rounds:");
    let first = times.first().cloned().unwrap_or_default();
    for (work, times) in works.iter().zip(times) {
        let pairs = times.iter().zip(&first);
        let ratios = pairs.map(|(own, first)| own.as_secs_f64() / first.as_secs_f64());
        let ratio = median(ratios.collect()).unwrap_or_default();
        let verdict = match work.aim {
            None => String::new(),
            Some(aim) if ratio <= aim => format!("  at most {aim}: met"),
            Some(aim) => format!("  at most {aim}: MISSED"),
        };
        let took = median(times).unwrap_or_default();
        println!("  {:<56} {took:>10.2?} {ratio:>6.2}{verdict}", work.name);
    }
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

fn reading(text: &str) -> Result<(), String> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let bytes = text.as_bytes();
    let opened = read_record(bytes.to_vec()).map_err(|err| err.report("large"))?;
    let ids: Vec<String> = opened
        .record
        .actions
        .iter()
        .map(|action| action.id.to_string())
        .collect();
    let indexed = |findings: usize| {
        let opened = read_record(bytes.to_vec()).map_err(|err| err.report("large"))?;
        let source = &opened.source;
        let step = (ids.len() / findings.max(1)).max(1);
        let places = ids.iter().step_by(step).take(findings.max(1));
        let field = (findings > 0).then_some("original_due");
        let found = places
            .filter_map(|id| source.position_of(id, field))
            .count();
        Ok::<_, String>((opened, found))
    };
    compare(
        "Reading",
        ROUNDS,
        vec![
            work("ron::from_str", || {
                options
                    .from_str::<Record>(text)
                    .map_err(|err| err.to_string())
            }),
            work("the tokens alone", || Lexer::new(text).count()),
            work("the tree of all values alone", || Tree::of(text).len()),
            work("reading", || read_record(bytes.to_vec())),
            work("reading, and the place of an item", || indexed(0)).at_most(1.3),
            work(
                "reading, and the places of 1,000 findings in fields",
                || indexed(1000),
            )
            .at_most(1.3),
        ],
    );
    Ok(())
}

fn with_title(record: &Record, action: Option<&Action>, title: &str) -> Record {
    let mut new = record.clone();
    if let Some(action) = action {
        let mut changed = action.clone();
        title.clone_into(&mut changed.title);
        new.actions.put(changed);
    }
    new
}

fn saving(text: &str) -> Result<(), String> {
    let opened = read_record(text.as_bytes().to_vec()).map_err(|err| err.report("large"))?;
    let (source, old) = (opened.source, opened.record);
    let new = with_title(&old, old.actions.iter().last(), "A title of its own");
    let saved = splice(&source, &old, &new).map_err(|err| err.to_string())?;
    let newer = with_title(&new, new.actions.iter().next(), "Another title");
    let pretty = ron::ser::PrettyConfig::new();
    // The outline is part of a first save: who has opened a record has not asked for it yet.
    let untouched = RefCell::new(None);
    compare(
        "Saving, without the disk",
        ROUNDS,
        vec![
            work("ron::to_string_pretty", || {
                ron::ser::to_string_pretty(&old, pretty.clone())
            }),
            work("writing all of it", || record_text(&old)),
            work("the first save of one field", || {
                let untouched = untouched.borrow();
                untouched.as_ref().map(|source| splice(source, &old, &new))
            })
            .prepared(|| *untouched.borrow_mut() = Some(source.clone()))
            .at_most(0.3),
            work("the next save of one field", || {
                splice(&saved, &new, &newer)
            })
            .at_most(0.3),
            work("reading all of it back, which these need not", || {
                parse::<Record>(&source)
            }),
        ],
    );
    Ok(())
}

/// Types into the title of the first action.
fn typed(history: &mut History, mut after: impl FnMut(&Record)) {
    for key in 0..KEYSTROKES {
        let Some(action) = history.record().actions.iter().next() else {
            return;
        };
        let mut changed = action.clone();
        changed.title.push('a');
        let now = Duration::from_millis(u64::try_from(key).unwrap_or_default());
        if history.apply(&Edit::from(changed), now).is_ok() {
            after(history.record());
        }
    }
}

fn typing(text: &str) -> Result<(), String> {
    let opened = read_record(text.as_bytes().to_vec()).map_err(|err| err.report("large"))?;
    let record = opened.record;
    let folder = tempfile::TempDir::new().map_err(|err| err.to_string())?;
    let at = date(2024, 9, 24).at(14, 32, 0, 0);
    let head = Head {
        path: None,
        name: "Board".to_owned(),
        base: String::new(),
    };
    let keeper = JournalKeeper::thread(
        Folder(folder.path().join("unsaved")),
        Box::new(|said| println!("{said}")),
    );
    keeper.rebase(head.clone(), record.clone());
    let (mut without, mut with) = (
        History::saved(record.clone()),
        History::saved(record.clone()),
    );
    // Else the journal's thread would work off one round during the next.
    let rest = || {
        keeper.flush();
        std::thread::sleep(JOURNAL_RESTS);
    };
    compare(
        "A hundred keystrokes in a title, on the thread of the window",
        TYPING_ROUNDS,
        vec![
            work("without a journal", || typed(&mut without, |_| ())).prepared(rest),
            work("with the journal", || {
                typed(&mut with, |now| keeper.note(now.clone(), at));
            })
            .prepared(rest)
            .at_most(2.0),
        ],
    );
    drop(keeper);
    let mut writer = Writer::new(folder.path().to_owned(), head, record.clone());
    writer
        .note(&with_title(&record, None, ""), at)
        .map_err(|err| err.to_string())?;
    let pretty = ron::ser::PrettyConfig::new();
    let mut count = 0;
    compare(
        "An entry of the journal, on its own thread, at most every 400 ms, with the disk",
        ROUNDS,
        vec![
            work("ron::to_string_pretty", || {
                ron::ser::to_string_pretty(&record, pretty.clone())
            }),
            work("an entry", || {
                count += 1;
                writer.note(
                    &with_title(&record, record.actions.iter().next(), &format!("{count}")),
                    at,
                )
            }),
        ],
    );
    Ok(())
}

fn hostile_texts() {
    println!("Hostile texts of one megabyte, median of {ROUNDS} each:");
    let mut worst = (Duration::ZERO, "none");
    for (name, text) in hostile::texts() {
        let times = (0..ROUNDS).map(|_| {
            let bytes = text.clone().into_bytes();
            let start = Instant::now();
            black_box(read_known(bytes).is_ok());
            start.elapsed()
        });
        let took = median(times.collect()).unwrap_or_default();
        println!("  {name:<56} {took:>10.2?}");
        worst = worst.max((took, name));
    }
    let verdict = if worst.0 <= WORST_HOSTILE {
        "met"
    } else {
        "MISSED"
    };
    println!(
        "  the worst is {:?}: {:.2?}  at most {WORST_HOSTILE:?}: {verdict}",
        worst.1, worst.0
    );
}

fn main() -> Result<(), String> {
    let text = large(10_000_000)?;
    println!("A record of {} bytes.", text.len());
    reading(&text)?;
    saving(&text)?;
    typing(&text)?;
    hostile_texts();
    Ok(())
}
