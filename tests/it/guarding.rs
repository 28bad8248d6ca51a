//! User stories of a file that others have: locks that are stale, silent or taken over, the sign of
//! life; and of saves that take long or fail.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, ViewportCommand};
use egui_kittest::kittest::Queryable as _;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use trajectory::{
    app::{
        After, Command, Done, Level, Message, Modal, Reason,
        files::{self, SaveEnded, SaveFailed, Target},
    },
    store::{
        lock::{self, Machine as _, Owner, ThisMachine},
        save::{Room, SaveError, Step},
    },
};

use super::{
    keeping::{SAMPLE, crash, edit_owner, owner_of_12, start_again, write},
    support::{TestApp, repository},
};

/// Somebody on another computer who gave a sign of life so long ago.
fn somebody(silent: SignedDuration) -> Owner {
    let heartbeat = Timestamp::now() - silent;
    Owner {
        user: "ann".to_owned(),
        host: "a-computer-elsewhere".to_owned(),
        process: 4711,
        boot: "7".to_owned(),
        since: heartbeat - SignedDuration::from_mins(40),
        heartbeat,
        version: "0.1.0".to_owned(),
    }
}

/// A folder with the record, and with what somebody's lock file says.
fn folder_with_lock(owner: &Owner) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("board.ron");
    std::fs::copy(repository(SAMPLE), &path).unwrap();
    write(&lock::lock_path(&path), &owner.text());
    (folder, path)
}

/// The program as people run it: it asks for the lock of what it opens.
fn open_with_locks(folder: TempDir, path: PathBuf) -> TestApp {
    let mut app = TestApp::with(folder, [], Vec::new());
    app.harness.state_mut().state_mut().keeping.takes_locks = true;
    app.send(Message::Open(path));
    app
}

fn named_in(path: &Path) -> Owner {
    lock::parse(&std::fs::read(lock::lock_path(path)).unwrap()).expect("somebody is named")
}

#[test]
fn a_lock_that_a_crash_left_behind_is_taken_over_without_a_question() {
    let me = ThisMachine.identity();
    let stale = Owner {
        user: me.user.clone(),
        host: me.host.clone(),
        // Above what systems give: no such process runs.
        process: 4_000_000_000,
        boot: me.boot.clone(),
        ..somebody(SignedDuration::from_secs(10))
    };
    let (folder, path) = folder_with_lock(&stale);
    let app = open_with_locks(folder, path.clone());
    assert!(app.state().read_only().is_none());
    assert!(app.state().modal.is_none());
    assert_eq!(named_in(&path).process, me.process);
}

#[test]
fn somebody_elsewhere_who_gives_signs_of_life_keeps_the_file() {
    let (folder, path) = folder_with_lock(&somebody(SignedDuration::from_secs(90)));
    let mut app = open_with_locks(folder, path.clone());
    let why = app.state().read_only().expect("read-only");
    assert_eq!(why.reason, Reason::Locked);
    assert!(app.sees("ann on a-computer-elsewhere"));
    assert!(!app.sees("Take over…"), "nobody is asked to");
    app.click("Try again");
    assert!(app.state().read_only().is_some());
    assert_eq!(named_in(&path).host, "a-computer-elsewhere");
}

#[test]
fn somebody_elsewhere_who_is_silent_can_be_taken_over_after_a_question() {
    let (folder, path) = folder_with_lock(&somebody(SignedDuration::from_mins(7)));
    let mut app = open_with_locks(folder, path.clone());
    assert!(app.sees("7 minutes"));
    app.click("Take over…");
    assert_eq!(app.state().modal, Some(Modal::TakeOver));
    app.click("Keep reading");
    assert!(app.state().read_only().is_some());
    assert_eq!(
        named_in(&path).host,
        "a-computer-elsewhere",
        "nothing is taken yet"
    );
    app.click("Take over…");
    app.click("Take over");
    assert!(app.state().read_only().is_none());
    assert_eq!(named_in(&path).process, std::process::id());
    edit_owner(&mut app, "Head of housing");
    app.run(Command::Save);
    assert_eq!(app.on_disk(), *app.record());
}

#[test]
fn after_a_question_the_focus_is_where_it_was() {
    let (folder, path) = folder_with_lock(&somebody(SignedDuration::from_mins(7)));
    let mut app = open_with_locks(folder, path);
    app.harness.get_by_label("Take over…").focus();
    app.harness.run();
    app.key(Modifiers::NONE, Key::Enter);
    assert_eq!(app.state().modal, Some(Modal::TakeOver));
    app.key(Modifiers::NONE, Key::Escape);
    assert_eq!(app.state().modal, None);
    assert!(app.harness.get_by_label("Take over…").is_focused());
    app.key(Modifiers::NONE, Key::Enter);
    assert_eq!(app.state().modal, Some(Modal::TakeOver));
    app.key(Modifiers::NONE, Key::Tab);
    app.key(Modifiers::NONE, Key::Enter);
    assert!(
        app.state().read_only().is_none(),
        "taken over by keys alone"
    );
}

#[test]
fn whoever_is_taken_over_reads_on_and_loses_nothing() {
    let (folder, path) = folder_with_lock(&somebody(SignedDuration::from_mins(7)));
    std::fs::remove_file(lock::lock_path(&path)).unwrap();
    let mut app = open_with_locks(folder, path.clone());
    edit_owner(&mut app, "Head of housing");
    std::fs::remove_file(lock::lock_path(&path)).unwrap();
    write(
        &lock::lock_path(&path),
        &somebody(SignedDuration::ZERO).text(),
    );
    app.harness.state().state().look_at_file();
    app.harness.run();
    assert!(app.sees("ann on a-computer-elsewhere has taken the file over"));
    assert_eq!(owner_of_12(&app), "Head of housing");
    assert!(Command::SaveAs.enabled(app.state()).is_ok());
    assert_eq!(named_in(&path).host, "a-computer-elsewhere");
    let app = start_again(crash(app), true);
    assert!(app.sees("Unsaved work was found"));
}

#[test]
fn the_holder_gives_a_sign_of_life() {
    let (folder, path) = folder_with_lock(&somebody(SignedDuration::from_mins(7)));
    std::fs::remove_file(lock::lock_path(&path)).unwrap();
    let app = open_with_locks(folder, path.clone());
    let before = named_in(&path);
    std::thread::sleep(std::time::Duration::from_millis(5));
    app.state().look_at_file();
    let after = named_in(&path);
    assert!(after.is(&before), "the same holder");
    assert!(after.heartbeat > before.heartbeat);
}

/// Begins a save that stands still; the answer is what it will answer.
fn slow_save(app: &mut TestApp) -> SaveEnded {
    let state = app.harness.state_mut().state_mut();
    let document = state.document.as_mut().unwrap();
    let revision = document.history.revision();
    document.saving = Some(revision);
    let (path, kept) = (document.path.clone().unwrap(), document.kept.clone());
    let record = document.record().clone();
    files::save(path, record, kept.as_deref(), Target::Same, revision)
}

fn ends(app: &mut TestApp, ended: SaveEnded) {
    let jobs = &app.state().outside.jobs;
    jobs.reply().send(Done::Saved(Box::new(ended)));
    app.harness.run();
}

#[test]
fn quitting_during_a_save_waits_for_it_and_then_closes() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    let ended = slow_save(&mut app);
    app.run(Command::Quit);
    assert!(!app.state().may_close);
    assert!(app.state().modal.is_none(), "there is nothing to decide");
    assert!(app.sees("Saving; the window closes when it is done"));
    ends(&mut app, ended);
    assert!(app.state().may_close);
    assert_eq!(app.on_disk(), *app.record());
}

/// As a hidden window gets it: without a frame.
#[test]
fn the_window_is_not_closed_in_the_midst_of_a_save() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    let ended = slow_save(&mut app);
    let commands = app.asked_to_close();
    let state = app.state();
    assert!(commands.contains(&ViewportCommand::CancelClose));
    assert_eq!(state.after_save, Some(After::Quit));
    ends(&mut app, ended);
    assert!(app.state().may_close);
}

#[test]
fn what_is_typed_during_a_save_is_asked_about_before_quitting() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    let ended = slow_save(&mut app);
    edit_owner(&mut app, "Head of care");
    app.run(Command::Quit);
    ends(&mut app, ended);
    assert!(!app.state().may_close);
    assert!(app.sees("Save changes before you quit?"));
    app.click("Save");
    assert!(app.state().may_close);
    assert_eq!(app.on_disk(), *app.record());
}

/// A save before quitting finds a full disk.
fn full_disk(app: &mut TestApp) {
    let state = app.harness.state_mut().state_mut();
    let document = state.document.as_mut().unwrap();
    let revision = document.history.revision();
    document.saving = Some(revision);
    app.run(Command::Quit);
    let full = SaveError::Failed {
        step: Step::Write,
        cause: std::io::ErrorKind::StorageFull.into(),
        room: Some(Room {
            needed: 1_234_567,
            free: 400_000,
        }),
    };
    let ended = SaveEnded {
        path: app.folder.path().join("board.ron"),
        revision,
        result: Err(SaveFailed::Other(full.to_string())),
        lock: None,
    };
    ends(app, ended);
}

#[test]
fn a_full_disk_says_how_much_is_missing_and_the_edits_stay() {
    let mut app = TestApp::open(SAMPLE);
    let before = app.file_text();
    edit_owner(&mut app, "Head of housing");
    for _again in 0..2 {
        full_disk(&mut app);
    }
    let shown: Vec<Level> = app.state().notices.shown().map(|one| one.level).collect();
    assert_eq!(shown, [Level::Error], "once, however often it was tried");
    assert!(!app.state().may_close, "the window stays");
    assert!(app.sees("the disk is full (1.2 MB needed, 400 kB free)"));
    let last = app.state().notices.history().last().unwrap();
    assert_eq!(last.level, Level::Error);
    assert!(app.state().document.as_ref().unwrap().is_unsaved());
    assert_eq!(app.file_text(), before);
    let mut app = start_again(crash(app), true);
    assert!(app.sees("Unsaved work was found"));
    app.click("Restore");
    assert_eq!(owner_of_12(&app), "Head of housing");
}
