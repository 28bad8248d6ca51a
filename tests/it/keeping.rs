//! User stories of a record that is kept safe: read-only files, unsaved work after a crash.

use tempfile::TempDir;
use trajectory::{
    app::{Command, Level, Message, ReadOnly, Reason},
    edit::Edit,
    model::Action,
};

use super::support::{TestApp, repository};

const SAMPLE: &str = "saves/worcestershire-2019.ron";

/// Writes a file as another program would.
#[expect(clippy::disallowed_methods, reason = "stands in for somebody else")]
fn write(path: &std::path::Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

fn owner_of_12(app: &TestApp) -> String {
    let action = app.record().actions.iter().find(|a| a.number == 12);
    action.expect("action 12").owner.clone()
}

fn edit_owner(app: &mut TestApp, owner: &str) {
    let action = app.record().actions.iter().find(|a| a.number == 12);
    let action = Action {
        owner: owner.to_owned(),
        ..action.expect("action 12").clone()
    };
    app.send(Message::Edit(Edit::from(action)));
}

/// The program ends without a word; its folder stays.
fn crash(app: TestApp) -> TempDir {
    let TestApp {
        harness, folder, ..
    } = app;
    drop(harness);
    folder
}

/// The program started again, with the record open or on its start page.
fn start_again(folder: TempDir, record: bool) -> TestApp {
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
    assert!(app.sees("The file is read-only, so the record is open for reading"));
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
