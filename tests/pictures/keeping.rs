//! How the record is kept safe: reading only and why, unsaved work that was found, two states brought
//! together, earlier versions, a file that is gone, saves that fail, what was said.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{Vec2, vec2};
use egui_kittest::{Harness, SnapshotResults, kittest::Queryable as _};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, date},
    tz::TimeZone,
};
use tempfile::TempDir;
use trajectory::{
    app::{
        Command, Done, FoundWork, Level, Message, Modal, Outbox, ReadOnly, Route,
        files::{SaveEnded, SaveFailed},
    },
    edit::Edit,
    model::{Action, Record},
    store::{
        lock::Owner,
        prefs::ThemeChoice,
        save::{Room, SaveError, Step},
        splice,
    },
    ui::{TrajectoryApp, banner, theme},
};

use super::window::{Look, WIDE, light, program_in, send};

const SMALL: Vec2 = vec2(1024.0, 640.0);
/// Where the record lies in these pictures, whoever draws them.
const PLACE: &str = "/shared/Governance and assurance/Children’s services/Company board/\
                     2019-20/worcestershire-2019.ron";

type Program = Harness<'static, TrajectoryApp>;

/// Wide in both themes, the smallest window, large text: those of these words.
fn looks(words: &[&'static str]) -> Vec<(Look, &'static str)> {
    let look = |word: &&'static str| {
        let look = match *word {
            "dark" => Look {
                theme: ThemeChoice::Dark,
                ..light(WIDE)
            },
            "small" => light(SMALL),
            "zoomed" => Look {
                zoom: 150,
                ..light(WIDE)
            },
            _light => light(WIDE),
        };
        (look, *word)
    };
    words.iter().map(look).collect()
}

const ALL: [&str; 4] = ["light", "dark", "small", "zoomed"];

/// A folder with a copy of the sample.
fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("worcestershire-2019.ron");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::copy(root.join("saves/worcestershire-2019.ron"), &path).unwrap();
    (folder, path)
}

/// The program with a record open; its folder is to be kept while it runs.
fn open(look: &Look) -> (Program, TempDir, PathBuf) {
    let (folder, path) = folder();
    let first = vec![Message::Open(path.clone())];
    let program = program_in(&folder.path().join("config"), look, first);
    (program, folder, path)
}

fn record(program: &Program) -> &Record {
    program.state().state().document.as_ref().unwrap().record()
}

fn click(program: &mut Program, label: &str) {
    program.get_by_label(label).click();
    program.run();
}

/// The actions of these numbers with another owner, and with what else is said of them.
fn reassigned(record: &Record, numbers: &[u32], owner: &str, also: fn(&mut Action)) -> Vec<Action> {
    let chosen = record
        .actions
        .iter()
        .filter(|action| numbers.contains(&action.number));
    chosen
        .map(|action| {
            let mut action = Action {
                owner: owner.to_owned(),
                ..action.clone()
            };
            also(&mut action);
            action
        })
        .collect()
}

fn edit(program: &mut Program, numbers: &[u32], owner: &str, also: fn(&mut Action)) {
    for action in reassigned(record(program), numbers, owner, also) {
        send(program, Message::Edit(Edit::from(action)));
    }
}

/// The file as somebody else leaves it.
fn they_write(program: &mut Program, path: &Path, theirs: &Record) {
    let bytes = splice::fresh(theirs).unwrap().to_bytes();
    std::fs::File::create(path)
        .unwrap()
        .write_all(&bytes)
        .unwrap();
    program.state().state().look_at_file();
    program.run();
}

/// What somebody else makes of the record: other owners, a measure less, the company renamed.
fn theirs(record: &Record, numbers: &[u32], also: fn(&mut Action)) -> Record {
    let mut theirs = record.clone();
    for action in reassigned(record, numbers, "Head of care", also) {
        theirs.put(action.into());
    }
    let mut organisation = (*theirs.organisation).clone();
    organisation.name = "Worcestershire Children First Limited".to_owned();
    theirs.put(organisation.into());
    theirs
}

/// A moment that reads the same wherever the pictures are drawn.
fn at(day: Date, hour: i8, minute: i8) -> Timestamp {
    let moment = TimeZone::system().to_timestamp(day.at(hour, minute, 0, 0));
    moment.unwrap()
}

fn somebody(since: Timestamp) -> Owner {
    Owner {
        user: "ann.bartholomew".to_owned(),
        host: "CS-LAPTOP-0147".to_owned(),
        process: 4711,
        boot: "7".to_owned(),
        since,
        heartbeat: since,
        version: "0.1.0".to_owned(),
    }
}

/// The unsaved work that was found, as if its file lay where records lie.
fn at_its_place(program: &mut Program) {
    let found = &mut program.state_mut().state_mut().keeping.found;
    let moved = |work: &Arc<FoundWork>| {
        let mut journal = work.journal.clone();
        journal.head.path = Some(PathBuf::from(PLACE));
        Arc::new(FoundWork {
            file: work.file.clone(),
            journal,
            changes: work.changes.clone(),
        })
    };
    *found = found.iter().map(moved).collect();
    program.run();
}

#[test]
fn unsaved_work_that_was_found() {
    let mut results = SnapshotResults::new();
    for (look, word) in looks(&ALL) {
        let (folder, path) = folder();
        let config = folder.path().join("config");
        let mut crashed = program_in(&config, &look, vec![Message::Open(path)]);
        edit(&mut crashed, &[3, 7, 12], "Head of housing", |_| {});
        drop(crashed);
        let mut program = program_in(&config, &look, Vec::new());
        at_its_place(&mut program);
        if word == "light" || word == "small" {
            results.add(program.try_snapshot(format!("keeping-start-{word}")));
        }
        click(&mut program, "See the edits");
        results.add(program.try_snapshot(format!("keeping-found-{word}")));
        if word == "light" {
            click(&mut program, "Throw away…");
            results.add(program.try_snapshot("keeping-throw-away"));
        }
    }
}

#[test]
fn two_states_brought_together() {
    let mut results = SnapshotResults::new();
    for (look, word) in looks(&ALL) {
        let (mut program, _folder, path) = open(&look);
        let before = record(&program).clone();
        edit(&mut program, &[3, 7, 12], "Head of housing", |_| {});
        they_write(&mut program, &path, &theirs(&before, &[7, 12], |_| {}));
        if word != "light" {
            let mine = program.get_all_by_label("Keep mine").next().unwrap();
            mine.click();
            program.run();
        }
        results.add(program.try_snapshot(format!("keeping-merge-{word}")));
    }
}

#[test]
fn nothing_that_clashes_and_very_much_that_does() {
    let mut results = SnapshotResults::new();
    let (mut program, _folder, path) = open(&light(WIDE));
    let before = record(&program).clone();
    edit(&mut program, &[3, 7], "Head of housing", |_| {});
    they_write(&mut program, &path, &theirs(&before, &[12], |_| {}));
    results.add(program.try_snapshot("keeping-merge-none"));

    let all: Vec<u32> = (1..=20).collect();
    let (mut program, _folder, path) = open(&light(SMALL));
    let before = record(&program).clone();
    edit(&mut program, &all, "Head of housing", |action| {
        action.sponsor = "Director of children’s services".to_owned();
        action
            .title
            .push_str(", and say so to every care leaver by letter");
    });
    let theirs = theirs(&before, &all, |action| {
        action.sponsor = "Cabinet member, Transformation and Commissioning".to_owned();
        action
            .title
            .push_str(", as agreed in Clear access to dedicated mental-health services");
    });
    they_write(&mut program, &path, &theirs);
    let clashes = program.state().state().keeping.desk.as_ref();
    assert!(clashes.unwrap().conflicts.len() >= 60);
    let mine = program.get_all_by_label("Keep mine").next().unwrap();
    mine.click();
    program.run();
    click(&mut program, "Next open choice");
    results.add(program.try_snapshot("keeping-merge-many"));
}

#[test]
fn earlier_versions() {
    let mut results = SnapshotResults::new();
    for (look, word) in looks(&["light", "dark"]) {
        let (mut program, _folder, _path) = open(&look);
        if word == "light" {
            send(&mut program, Message::Run(Command::Versions));
            results.add(program.try_snapshot("keeping-versions-none"));
            send(&mut program, Message::Show(None));
        }
        for (numbers, owner) in [
            (&[3, 7, 12][..], "Head of housing"),
            (&[5], "Head of care"),
            (&[8], "Head of care"),
        ] {
            edit(&mut program, numbers, owner, |_| {});
            send(&mut program, Message::Run(Command::Save));
        }
        send(&mut program, Message::Run(Command::Versions));
        let versions = &mut program.state_mut().state_mut().keeping.versions;
        let moments = [
            at(date(2019, 9, 24), 14, 31),
            at(date(2019, 9, 24), 9, 5),
            at(date(2019, 9, 12), 16, 48),
        ];
        for (row, moment) in versions.rows.iter_mut().flatten().zip(moments) {
            row.entry.written = Some(moment);
        }
        program.run();
        results.add(program.try_snapshot(format!("keeping-versions-{word}")));
        if word == "light" {
            let last = program.get_all_by_label("Restore…").last().unwrap();
            last.click();
            program.run();
            results.add(program.try_snapshot("keeping-restore"));
        }
    }
}

/// Every reason why a record can be for reading only, in words of real length.
fn reasons() -> [ReadOnly; 8] {
    let ann = somebody(at(date(2019, 9, 24), 13, 2));
    let newer = "Line 4, column 5: There is no field `novelty` here. 2 more fields are unknown. It \
                 may come from a newer version: open it with that one, or put the names right. Until \
                 then the record is for reading only, and nothing in its file is touched.";
    let pack = "Version 2 of the pack for 11 July 2019, issued on 4 July 2019: the record as the \
                board saw it, unchanged since.";
    [
        ReadOnly::not_writable(),
        ReadOnly::locked(Some(&ann)),
        ReadOnly::locked(None),
        ReadOnly::silent(&ann, SignedDuration::from_mins(7)),
        ReadOnly::taken_over(Some(&ann), true),
        ReadOnly::newer(newer.to_owned()),
        ReadOnly::pack(pack),
        ReadOnly::version("14:31, 12 Sep 2019", 0),
    ]
}

#[test]
fn every_reason_to_read_only() {
    let mut results = SnapshotResults::new();
    for (theme, width, word) in [
        (egui::Theme::Light, 1440.0, "light"),
        (egui::Theme::Dark, 1440.0, "dark"),
        (egui::Theme::Light, 960.0, "small"),
    ] {
        let mut lines = Harness::builder()
            .with_size(vec2(width, 440.0))
            .with_theme(theme)
            .with_context_setup(theme::install)
            .build_ui(|ui| {
                let page = theme::tokens(ui).surface.page;
                ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, page);
                ui.spacing_mut().item_spacing.y = 0.0;
                for (place, why) in reasons().iter().enumerate() {
                    ui.push_id(place, |ui| banner::ui(ui, why, &Outbox::default()));
                }
            });
        lines.run();
        results.add(lines.try_snapshot(format!("keeping-reasons-{word}")));
    }
}

#[test]
fn reading_only() {
    let mut results = SnapshotResults::new();
    for (look, word) in looks(&ALL) {
        let (mut program, _folder, _path) = open(&look);
        let document = program.state_mut().state_mut().document.as_mut();
        document.unwrap().read_only = reasons().into_iter().nth(3);
        let action = record(&program).actions.iter().find(|a| a.number == 12);
        let at = action.unwrap().id.into();
        send(&mut program, Message::Go(Route::item(at)));
        results.add(program.try_snapshot(format!("keeping-read-only-{word}")));
        if word == "light" {
            send(&mut program, Message::Show(Some(Modal::TakeOver)));
            results.add(program.try_snapshot("keeping-take-over"));
            send(&mut program, Message::Show(None));
            let meeting = record(&program).meetings.iter().last().unwrap().id.into();
            send(&mut program, Message::Go(Route::item(meeting)));
            results.add(program.try_snapshot("keeping-read-only-meeting"));
        }
    }
}

#[test]
fn a_disk_that_is_full() {
    let mut results = SnapshotResults::new();
    for (look, word) in looks(&["dark", "small"]) {
        let (mut program, _folder, path) = open(&look);
        edit(&mut program, &[12], "Head of housing", |_| {});
        let full = SaveError::Failed {
            step: Step::Write,
            cause: std::io::Error::from(std::io::ErrorKind::StorageFull),
            room: Some(Room {
                needed: 1_234_567,
                free: 400_000,
            }),
        };
        let ended = SaveEnded {
            path,
            revision: 1,
            result: Err(SaveFailed::Other(full.to_string())),
            lock: None,
        };
        let jobs = &program.state().state().outside.jobs;
        jobs.reply().send(Done::Saved(Box::new(ended)));
        program.run();
        results.add(program.try_snapshot(format!("keeping-full-{word}")));
        let state = program.state_mut().state_mut();
        state.say(
            Level::Warning,
            "Saved. The file could not keep its group: people of that group may no longer be able \
             to open it.",
        );
        state.say(
            Level::Done,
            "Somebody else has changed the file. Action 12: owner changed. Two more.",
        );
        send(&mut program, Message::Run(Command::Notices));
        results.add(program.try_snapshot(format!("keeping-said-{word}")));
    }
}

#[test]
fn questions_about_the_file() {
    let mut results = SnapshotResults::new();
    let (mut program, _folder, _path) = open(&light(SMALL));
    send(&mut program, Message::Run(Command::Notices));
    results.add(program.try_snapshot("keeping-said-nothing"));
    edit(&mut program, &[7, 12], "Head of housing", |_| {});
    send(&mut program, Message::Show(Some(Modal::Revert)));
    results.add(program.try_snapshot("keeping-revert"));
    send(&mut program, Message::Show(None));
    send(&mut program, Message::Run(Command::Quit));
    results.add(program.try_snapshot("keeping-quit"));
    let state = program.state_mut().state_mut();
    state.modal = Some(Modal::FileGone);
    state.document.as_mut().unwrap().path = Some(PathBuf::from(PLACE));
    program.run();
    results.add(program.try_snapshot("keeping-gone"));
}

#[test]
fn characters_that_nobody_can_see() {
    let mut results = SnapshotResults::new();
    for (look, word) in looks(&["light", "small"]) {
        let (mut program, _folder, _path) = open(&look);
        let owner = "Head of\u{200b} corporate parenting";
        edit(&mut program, &[12], owner, |action| {
            action.sponsor = "Director \u{202e}of children’s services".to_owned();
        });
        let action = record(&program).actions.iter().find(|a| a.number == 12);
        let at = action.unwrap().id.into();
        send(&mut program, Message::Go(Route::item(at)));
        results.add(program.try_snapshot(format!("keeping-unseen-{word}")));
    }
}
