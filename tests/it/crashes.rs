//! The real program is killed in the midst of saves, and several write one record at a time.
//!
//! Short in every run; `TRAJECTORY_KILLS=10000` and `TRAJECTORY_UPDATES=1000` (a writer) make them
//! long.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

use jiff::{ToSpan as _, civil::Date};
use tempfile::TempDir;
use trajectory::{
    model::{Measure, Record},
    store::{backup, lock, read},
};

use super::support::repository;

/// Figures are added to this measure, one a day from a day on which it has none.
const TITLE: &str = "Permanent workforce";
const FIRST: Date = Date::constant(2001, 1, 1);
const TODAY: &str = "--today=2019-09-24";

fn asked(name: &str, otherwise: usize) -> usize {
    let named = std::env::var(name).ok();
    named.map_or(otherwise, |text| text.parse().expect("a number"))
}

fn day(count: usize) -> Date {
    FIRST
        .checked_add(i64::try_from(count).unwrap().days())
        .unwrap()
}

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            folder: TempDir::new().unwrap(),
        };
        desk.begin_again();
        desk
    }

    /// A record without the figures of earlier rounds.
    fn begin_again(&self) {
        let sample = repository("saves/worcestershire-2019.ron");
        std::fs::copy(sample, self.record()).unwrap();
    }

    fn record(&self) -> PathBuf {
        self.folder.path().join("board.ron")
    }

    /// `trajectory import` of one figure.
    fn import(&self, name: &str, day: Date) -> Command {
        let figures = self.folder.path().join(name);
        std::fs::write(&figures, format!("Measure,Date,Value\n{TITLE},{day},50\n")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_trajectory"));
        command
            .arg("import")
            .args([self.record(), figures])
            .arg(TODAY)
            .env("TRAJECTORY_CONFIG_DIR", self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.record()).unwrap()
    }

    fn left_over(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths
            .filter(|path| path.to_string_lossy().contains(".tmp-"))
            .collect()
    }

    /// Every backup is what it says, and a record.
    fn backups_are_sound(&self) -> usize {
        let entries = backup::list(&self.record()).unwrap();
        for entry in &entries {
            whole(&backup::read(entry).unwrap());
        }
        entries.len()
    }
}

fn whole(bytes: &[u8]) -> Record {
    let opened = read::read_record(bytes.to_vec());
    opened.expect("a whole record").record
}

fn measure(record: &Record) -> &Measure {
    let found = record.measures.iter().find(|m| m.title == TITLE);
    found.unwrap()
}

/// The days of figures that were added.
fn days(record: &Record) -> Vec<Date> {
    let values = measure(record).values.iter().map(|value| value.date);
    values.filter(|date| date.year() < 2016).collect()
}

fn says_saved(output: &Output) -> bool {
    String::from_utf8_lossy(&output.stdout).contains("recorded in")
}

#[cfg(unix)]
#[test]
fn a_kill_at_any_moment_leaves_a_whole_record_and_loses_no_saved_one() {
    const ROUND: usize = 200;

    let kills = asked("TRAJECTORY_KILLS", 40);
    let desk = Desk::new();
    let (mut saved, mut unfinished, mut killed) = (0, 0, 0);
    let begun = Instant::now();
    let first = desk.import("figures.csv", day(0)).output().unwrap();
    assert!(says_saved(&first), "{first:?}");
    let usual = begun.elapsed();
    let mut before = days(&whole(&desk.bytes()));
    assert_eq!(before, [day(0)]);
    let mut count = 0;
    while killed < kills {
        count += 1;
        if count % ROUND == 0 {
            desk.begin_again();
            before.clear();
        }
        let new = day(count % ROUND + 1);
        let mut child = desk.import("figures.csv", new).spawn().unwrap();
        let wait = usual.mul_f64(1.2 * fastrand::f64());
        std::thread::sleep(wait);
        let _over_already = child.kill();
        let output = child.wait_with_output().unwrap();
        killed += usize::from(output.status.code().is_none());
        // Whole, with nothing missing of what was there.
        let after = days(&whole(&desk.bytes()));
        let mut with_new = before.clone();
        with_new.push(new);
        let is_new = after == with_new;
        assert!(is_new || after == before, "kill {count}: {after:?}");
        if says_saved(&output) {
            assert!(is_new, "kill {count}: a saved figure is lost");
            saved += 1;
        }
        unfinished += usize::from(!desk.left_over().is_empty());
        before = after;
    }
    // Whoever comes next clears away what the dead left.
    let last = desk.import("figures.csv", day(ROUND + 1)).output().unwrap();
    assert!(says_saved(&last), "{last:?}");
    assert_eq!(desk.left_over(), [] as [PathBuf; 0]);
    assert!(!lock::lock_path(&desk.record()).exists());
    let backups = desk.backups_are_sound();
    assert!(backups >= 1);
    println!(
        "{killed} kills in {count} runs, {saved} saves acknowledged, {unfinished} runs after which \
         something was left over, {backups} sound backups, {:?}",
        begun.elapsed()
    );
}

/// Adds so many figures, one after the other; who finds the record locked asks again.
fn write(desk: &Desk, writer: usize, updates: usize) -> usize {
    let mut refused = 0;
    for update in 0..updates {
        let day = day(writer * updates + update);
        let mut command = desk.import(&format!("figures-{writer}.csv"), day);
        let patience = Instant::now();
        loop {
            let output = command.output().unwrap();
            if says_saved(&output) {
                break;
            }
            let text = String::from_utf8_lossy(&output.stdout);
            assert!(text.contains("has the record open"), "{text}");
            assert!(patience.elapsed() < Duration::from_mins(2), "{text}");
            refused += 1;
        }
    }
    refused
}

#[test]
fn three_writers_lose_nothing() {
    const WRITERS: usize = 3;

    let updates = asked("TRAJECTORY_UPDATES", 6);
    assert!(
        WRITERS * updates <= 3000,
        "the days before 2016 are used up"
    );
    let desk = Desk::new();
    let begun = Instant::now();
    let refused: usize = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let desk = &desk;
                scope.spawn(move || write(desk, writer, updates))
            })
            .collect();
        writers
            .into_iter()
            .map(|writer| writer.join().unwrap())
            .sum()
    });
    let kept = days(&whole(&desk.bytes())).len();
    assert_eq!(kept, WRITERS * updates, "updates were lost");
    assert_eq!(desk.left_over(), [] as [PathBuf; 0]);
    assert!(desk.backups_are_sound() >= 10);
    println!(
        "{kept} updates by {WRITERS} writers, none lost, {refused} asked again, {:?}",
        begun.elapsed()
    );
}

#[test]
fn who_has_the_record_open_is_said_and_nothing_is_written() {
    let desk = Desk::new();
    let before = desk.bytes();
    let lock::Taken::Held(lock) = lock::take(&desk.record()) else {
        panic!("nobody has it")
    };
    let output = desk.import("figures.csv", day(0)).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("has the record open to change it"), "{text}");
    if cfg!(unix) {
        assert!(text.contains(&lock.owner().to_string()), "{text}");
    }
    assert_eq!(desk.bytes(), before);
    lock.release();
    let output = desk.import("figures.csv", day(0)).output().unwrap();
    assert!(says_saved(&output), "{output:?}");
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;

    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Every file and folder that a save leaves is no more open than the record, whatever the user's
/// mask says.
#[cfg(unix)]
#[test]
fn nothing_that_a_save_makes_is_more_open_than_the_record() {
    use std::os::unix::fs::PermissionsExt as _;

    for mask in ["000", "022", "077"] {
        for record in [0o600, 0o640, 0o664] {
            let desk = Desk::new();
            let right = std::fs::Permissions::from_mode(record);
            std::fs::set_permissions(desk.record(), right).unwrap();
            for count in 0..2 {
                let import = desk.import("figures.csv", day(count));
                let mut command = Command::new("sh");
                command
                    .arg("-c")
                    .arg(format!("umask {mask}; exec \"$0\" \"$@\""))
                    .arg(import.get_program())
                    .args(import.get_args())
                    .env("TRAJECTORY_CONFIG_DIR", desk.folder.path());
                let output = command.output().unwrap();
                assert!(says_saved(&output), "{output:?}");
            }
            assert_eq!(mode(&desk.record()), record);
            let folder = backup::folder(&desk.record());
            let searched = (record & 0o444) >> 2;
            assert_eq!(mode(&folder) & !(record | searched | 0o700), 0);
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                assert_eq!(mode(&path) & !record, 0, "{}", path.display());
            }
        }
    }
}
