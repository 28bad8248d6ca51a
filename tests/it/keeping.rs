//! User stories of a record that is kept safe: read-only files, unsaved work after a crash, changes
//! of others on disk, locks, earlier versions.

use std::path::PathBuf;

use tempfile::TempDir;
use trajectory::{
    app::{Command, Level, Message, ReadOnly, Reason},
    edit::Edit,
    model::Action,
};

use super::support::{TestApp, repository};

pub const SAMPLE: &str = "saves/worcestershire-2019.ron";

/// Writes a file as another program would.
#[expect(clippy::disallowed_methods, reason = "stands in for somebody else")]
pub fn write(path: &std::path::Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

pub fn owner_of_12(app: &TestApp) -> String {
    let action = app.record().actions.iter().find(|a| a.number == 12);
    action.expect("action 12").owner.clone()
}

pub fn edit_owner(app: &mut TestApp, owner: &str) {
    let action = app.record().actions.iter().find(|a| a.number == 12);
    let action = Action {
        owner: owner.to_owned(),
        ..action.expect("action 12").clone()
    };
    app.send(Message::Edit(Edit::from(action)));
}

/// The program ends without a word; its folder stays.
pub fn crash(app: TestApp) -> TempDir {
    let TestApp {
        harness, folder, ..
    } = app;
    drop(harness);
    folder
}

/// The program started again, with the record open or on its start page.
pub fn start_again(folder: TempDir, record: bool) -> TestApp {
    let path = folder.path().join("board.ron");
    let first = record.then_some(Message::Open(path));
    TestApp::with(folder, [], first.into_iter().collect())
}

fn read_only_sample() -> TestApp {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("board.ron");
    std::fs::copy(repository(SAMPLE), &path).unwrap();
    let mut rights = std::fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).unwrap();
    start_again(folder, true)
}

#[test]
fn a_read_only_file_opens_for_reading_and_says_so_once() {
    let mut app = read_only_sample();
    assert!(app.sees("The file is read-only. The record is open for reading"));
    let why = app.state().read_only().expect("read-only").reason;
    assert_eq!(why, Reason::NotWritable);
    let before = owner_of_12(&app);
    for owner in ["A", "Ab", "Abc"] {
        edit_owner(&mut app, owner);
    }
    assert_eq!(owner_of_12(&app), before);
    let notices = app.state().notices.history();
    let refusals = notices.iter().filter(|n| n.level == Level::Warning).count();
    assert_eq!(refusals, 1, "one notice, not one a key: {notices:?}");
    for command in [Command::Save, Command::Add, Command::Remove, Command::Undo] {
        let reason = command.enabled(app.state()).unwrap_err();
        assert!(reason.contains("open for reading"), "{command:?}: {reason}");
    }
    assert!(Command::SaveAs.enabled(app.state()).is_ok());
}

#[test]
fn the_fields_of_a_read_only_record_take_no_keys() {
    let mut app = read_only_sample();
    let action = app.record().actions.iter().find(|a| a.number == 12);
    let at = action.expect("action 12").id.into();
    let before = owner_of_12(&app);
    app.send(Message::Go(trajectory::app::Route::item(at)));
    app.type_into("Owner", "Somebody");
    assert_eq!(owner_of_12(&app), before);
    assert!(
        app.state()
            .notices
            .history()
            .iter()
            .all(|n| n.level == Level::Done)
    );
}

#[test]
fn a_file_with_unknown_fields_can_be_read_but_not_changed_nor_copied() {
    let folder = TempDir::new().unwrap();
    let text = std::fs::read_to_string(repository(SAMPLE)).unwrap();
    let text = text.replacen("    format: 1,\n", "    format: 1,\n    novelty: 7,\n", 1);
    write(&folder.path().join("board.ron"), &text);
    let app = start_again(folder, true);
    assert_eq!(
        app.state().read_only().map(|why| why.reason),
        Some(Reason::Newer)
    );
    assert!(app.sees("novelty"));
    assert!(Command::SaveAs.enabled(app.state()).is_err());
    assert_eq!(app.file_text(), text);
}

#[test]
fn a_file_of_a_newer_format_can_be_read_but_not_changed_nor_copied() {
    let folder = TempDir::new().unwrap();
    let text = std::fs::read_to_string(repository(SAMPLE)).unwrap();
    let text = text.replacen("    format: 1,\n", "    format: 2,\n    novelty: 7,\n", 1);
    write(&folder.path().join("board.ron"), &text);
    let app = start_again(folder, true);
    let why = app.state().read_only();
    assert_eq!(why.map(|why| why.reason), Some(Reason::Newer));
    assert!(app.sees("its format is 2"));
    assert!(app.sees("One field is not known here"));
    assert!(Command::SaveAs.enabled(app.state()).is_err());
    assert!(!app.record().actions.is_empty());
    assert_eq!(app.file_text(), text);
}

#[test]
fn a_pack_can_be_neither_changed_nor_copied() {
    let mut app = TestApp::open(SAMPLE);
    let document = app.harness.state_mut().state_mut().document.as_mut();
    document.unwrap().read_only = Some(ReadOnly::pack("The pack of 11 July 2019, version 2."));
    app.harness.run();
    assert!(app.sees("The pack of 11 July 2019, version 2."));
    for command in [Command::SaveAs, Command::Save, Command::Add] {
        assert!(command.enabled(app.state()).is_err());
    }
}

#[test]
fn unsaved_work_is_offered_after_a_crash_and_restored() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    let mut app = start_again(crash(app), true);
    assert!(app.sees("Unsaved work was found"));
    assert!(app.sees("Action 12: owner changed."));
    assert_ne!(owner_of_12(&app), "Head of housing");
    app.click("Restore");
    assert_eq!(owner_of_12(&app), "Head of housing");
    assert!(app.sees("Unsaved changes"));
    app.run(Command::Undo);
    assert_ne!(owner_of_12(&app), "Head of housing");
    app.run(Command::Redo);
    // Restored work is unsaved work: it survives the next crash as well.
    let mut app = start_again(crash(app), true);
    app.click("Restore");
    app.run(Command::Save);
    let app = start_again(crash(app), true);
    assert!(!app.sees("Unsaved work was found"));
    assert_eq!(owner_of_12(&app), "Head of housing");
}

#[test]
fn the_start_page_offers_unsaved_work_and_asks_before_it_is_thrown_away() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    let mut app = start_again(crash(app), false);
    assert!(app.sees("Unsaved work was found"));
    assert!(app.sees("1 item changed after the last save. Your file is unchanged."));
    app.click("Ask later");
    assert!(!app.sees("Unsaved work was found"));
    let mut app = start_again(crash(app), false);
    app.click("See the edits");
    app.click("Throw away…");
    assert!(app.sees("Throw this unsaved work away?"));
    app.click("Keep it");
    app.click("Throw away…");
    app.click("Throw away");
    assert!(app.sees("The unsaved work was thrown away."));
    let app = start_again(crash(app), true);
    assert!(!app.sees("Unsaved work was found"));
}

#[test]
fn a_new_record_that_was_never_saved_is_found_too() {
    let mut app = TestApp::start([]);
    app.run(Command::New);
    app.run(Command::Goto(trajectory::model::SectionId::Actions));
    app.run(Command::Add);
    assert_eq!(app.record().actions.len(), 1);
    let mut app = start_again(crash(app), false);
    app.click("See the edits");
    app.click("Restore");
    assert_eq!(app.record().actions.len(), 1);
    assert!(app.state().document.as_ref().unwrap().path.is_none());
}

#[test]
fn work_that_was_given_up_undone_or_saved_is_not_offered() {
    for end in [Command::Undo, Command::Save, Command::Close] {
        let mut app = TestApp::open(SAMPLE);
        edit_owner(&mut app, "Head of housing");
        app.run(end);
        if end == Command::Close {
            app.click("Give up changes");
        }
        let app = start_again(crash(app), true);
        assert!(!app.sees("Unsaved work was found"), "{end:?}");
    }
}

#[test]
fn a_damaged_journal_is_put_aside_and_said() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    let folder = crash(app);
    let journals = folder.path().join("config/unsaved");
    let mut files = std::fs::read_dir(&journals).unwrap();
    let file = files.next().unwrap().unwrap().path();
    write(&file, "spoilt");
    let app = start_again(folder, true);
    assert!(app.sees("A journal of unsaved work is damaged"));
    assert!(file.with_extension("unreadable").exists());
}

#[test]
fn work_whose_file_is_gone_becomes_a_record_without_a_file() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    let folder = crash(app);
    std::fs::remove_file(folder.path().join("board.ron")).unwrap();
    let mut app = start_again(folder, false);
    app.click("See the edits");
    app.click("Restore");
    assert_eq!(owner_of_12(&app), "Head of housing");
    assert!(app.state().document.as_ref().unwrap().path.is_none());
    assert!(app.sees("save it under a name of its own"));
}

/// The program with a copy of the sample open, and locks taken as in a real run.
fn with_locks() -> TestApp {
    let mut app = TestApp::start([]);
    let path = app.folder.path().join("board.ron");
    std::fs::copy(repository(SAMPLE), &path).unwrap();
    app.harness.state_mut().state_mut().keeping.takes_locks = true;
    app.send(Message::Open(path));
    app
}

fn path_of(app: &TestApp) -> PathBuf {
    app.folder.path().join("board.ron")
}

/// Somebody else writes the file, and the window looks at it.
fn they_replace(app: &mut TestApp, old: &str, new: &str) {
    let text = app.file_text();
    assert!(text.contains(old));
    write(&path_of(app), &text.replace(old, new));
    app.harness.state().state().look_at_file();
    app.harness.run();
}

#[test]
fn a_clean_record_follows_its_file_and_says_what_changed() {
    let mut app = TestApp::open(SAMPLE);
    let at = app
        .record()
        .actions
        .iter()
        .find(|a| a.number == 12)
        .unwrap()
        .id
        .into();
    app.send(Message::Go(trajectory::app::Route::item(at)));
    let before = owner_of_12(&app);
    they_replace(
        &mut app,
        &format!("owner: \"{before}\""),
        "owner: \"Head of care\"",
    );
    assert_eq!(owner_of_12(&app), "Head of care");
    assert!(app.sees("Somebody else has changed the file"));
    assert!(app.sees("As on disk"));
    assert_eq!(
        app.state().trail.here().item,
        Some(at),
        "the selection stays"
    );
}

#[test]
fn changes_that_do_not_clash_come_together_and_nothing_is_overwritten() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    they_replace(&mut app, "Worcestershire Children First", "The company");
    assert!(app.sees("Somebody else has changed the file"));
    assert!(app.sees("Action 12: owner changed."));
    app.click("Bring together");
    assert_eq!(owner_of_12(&app), "Head of housing");
    assert_eq!(app.record().organisation.name, "The company");
    assert_ne!(
        &app.on_disk(),
        app.record(),
        "not written before it is saved"
    );
    app.run(Command::Undo);
    assert_eq!(app.record(), &app.on_disk(), "undo gives the file as it is");
    app.run(Command::Redo);
    app.run(Command::Save);
    assert_eq!(app.record(), &app.on_disk());
    assert_eq!(app.on_disk().organisation.name, "The company");
}

#[test]
fn a_clash_is_a_card_and_the_person_chooses() {
    for (verb, expected) in [
        ("Keep mine", "Head of housing"),
        ("Take theirs", "Head of care"),
    ] {
        let mut app = TestApp::open(SAMPLE);
        let before = owner_of_12(&app);
        edit_owner(&mut app, "Head of housing");
        let (old, new) = (format!("owner: \"{before}\""), "owner: \"Head of care\"");
        they_replace(&mut app, &old, new);
        assert!(app.sees("Owner of action 12"));
        app.click("Bring together");
        assert!(app.state().modal.is_some(), "a choice is still open");
        app.click(verb);
        app.click("Bring together");
        assert_eq!(owner_of_12(&app), expected);
    }
}

#[test]
fn a_save_onto_a_changed_file_leads_to_the_same_page_and_then_saves_both() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    let text = app.file_text();
    write(
        &path_of(&app),
        &text.replace("Worcestershire Children First", "The company"),
    );
    app.run(Command::Save);
    assert!(app.sees("Somebody else has changed the file"));
    app.click("Bring together");
    assert_eq!(app.on_disk().organisation.name, "The company");
    assert_eq!(&app.on_disk(), app.record());
    assert_eq!(owner_of_12(&app), "Head of housing");
}

#[test]
fn deciding_later_leaves_both_as_they_are() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    they_replace(&mut app, "Worcestershire Children First", "The company");
    let theirs = app.file_text();
    app.click("Decide later");
    assert_eq!(owner_of_12(&app), "Head of housing");
    assert_eq!(app.file_text(), theirs);
    assert!(app.sees("Unsaved; the file has changed"));
}

#[test]
fn a_file_that_is_gone_is_said_and_nothing_is_lost() {
    let mut app = TestApp::open(SAMPLE);
    std::fs::remove_file(path_of(&app)).unwrap();
    app.harness.state().state().look_at_file();
    app.harness.run();
    assert!(app.sees("The file is no longer in its place"));
    app.click("Decide later");
    assert!(app.state().document.is_some());
}

#[test]
fn unsaved_work_meets_a_file_that_has_moved_on() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    let text = app.file_text();
    write(
        &path_of(&app),
        &text.replace("Worcestershire Children First", "The company"),
    );
    let mut app = start_again(crash(app), true);
    app.click("Restore");
    assert!(app.sees("The file has changed since this work was done"));
    app.click("Bring together");
    assert_eq!(owner_of_12(&app), "Head of housing");
    assert_eq!(app.record().organisation.name, "The company");
}

#[test]
fn a_record_that_somebody_has_open_is_for_reading_until_they_give_it_back() {
    let mut first = with_locks();
    assert!(first.state().read_only().is_none());
    let path = path_of(&first);
    let mut second = TestApp::start([]);
    second.harness.state_mut().state_mut().keeping.takes_locks = true;
    second.send(Message::Open(path));
    assert_eq!(
        second.state().read_only().map(|why| why.reason),
        Some(Reason::Locked)
    );
    assert!(second.sees("has had the file open since"));
    assert!(second.sees("For reading only"));
    second.click("Try again");
    assert!(second.state().read_only().is_some());
    first.run(Command::Close);
    second.click("Try again");
    assert!(second.state().read_only().is_none());
    assert!(second.sees("The file is yours to change now."));
    edit_owner(&mut second, "Head of housing");
    assert_eq!(owner_of_12(&second), "Head of housing");
}

#[test]
fn earlier_versions_are_listed_looked_into_and_restored() {
    let mut app = TestApp::open(SAMPLE);
    let before = owner_of_12(&app);
    app.run(Command::Versions);
    assert!(app.sees("None yet. Every save keeps the version before it"));
    app.click("Close");
    edit_owner(&mut app, "Head of housing");
    app.run(Command::Save);
    app.run(Command::Versions);
    assert!(app.sees("Action 12: owner changed."));
    app.click("Look");
    assert_eq!(owner_of_12(&app), before);
    assert!(app.sees("It is for reading; your record is as you left it."));
    edit_owner(&mut app, "Nobody");
    assert_eq!(owner_of_12(&app), before);
    app.click("Back to the record");
    assert_eq!(owner_of_12(&app), "Head of housing");
    app.run(Command::Versions);
    app.click("Look");
    app.click("Restore…");
    app.click("Restore");
    assert_eq!(owner_of_12(&app), before);
    assert!(app.state().document.as_ref().unwrap().is_unsaved());
    assert_eq!(
        app.on_disk()
            .actions
            .iter()
            .find(|a| a.number == 12)
            .unwrap()
            .owner,
        "Head of housing"
    );
    app.run(Command::Undo);
    assert_eq!(owner_of_12(&app), "Head of housing");
}

#[test]
fn looking_into_a_version_never_loses_unsaved_work() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    app.run(Command::Save);
    edit_owner(&mut app, "Head of care");
    app.run(Command::Versions);
    app.click("Look");
    app.run(Command::Quit);
    assert!(app.sees("Save changes before you quit?"));
    app.click("Stay");
    assert_eq!(owner_of_12(&app), "Head of care");
    let app = start_again(crash(app), true);
    assert!(
        app.sees("Unsaved work was found"),
        "the journal was kept as well"
    );
}

#[test]
fn a_failed_save_names_the_step_and_stays_in_the_history() {
    let mut app = TestApp::open(SAMPLE);
    edit_owner(&mut app, "Head of housing");
    std::fs::remove_file(path_of(&app)).unwrap();
    std::fs::create_dir(path_of(&app)).unwrap();
    app.run(Command::Save);
    let errors = app
        .state()
        .notices
        .history()
        .iter()
        .filter(|n| n.level == Level::Error);
    let words: Vec<String> = errors.map(|notice| notice.text.clone()).collect();
    assert_eq!(words.len(), 1, "{words:?}");
    assert!(app.state().document.as_ref().unwrap().is_unsaved());
    assert!(!app.sees("Saved 14:32"));
    app.run(Command::Notices);
    assert!(app.sees(&words[0]));
}
