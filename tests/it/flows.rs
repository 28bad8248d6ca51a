//! User stories through the real program: open, edit, undo, save, close, and what goes wrong.

use std::time::Duration;

use egui::{Event, Key, Modifiers, ViewportCommand};
use tempfile::TempDir;
use trajectory::{
    app::{After, Command, Level, Message, Modal, Reaction},
    edit::Edit,
    job::Answer,
    model::{Action, SectionId},
};

use super::support::{TestApp, repository};

/// Writes a file as another program would.
#[expect(clippy::disallowed_methods, reason = "stands in for somebody else")]
fn write(path: &std::path::Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

/// Action 12 of the sample.
fn action_12(app: &TestApp) -> Action {
    app.record()
        .actions
        .iter()
        .find(|action| action.number == 12)
        .expect("action 12")
        .clone()
}

fn edit_owner(app: &mut TestApp, owner: &str) {
    let action = Action {
        owner: owner.to_owned(),
        ..action_12(app)
    };
    app.send(Message::Edit(Edit::from(action)));
}

#[test]
fn the_sample_opens_on_page_one() {
    let app = TestApp::open("saves/worcestershire-2019.ron");
    assert!(app.sees("To decide"));
    assert!(app.sees("Open concerns"));
    assert!(app.sees("Worcestershire Children First"));
    assert!(
        app.state()
            .notices
            .history()
            .iter()
            .all(|notice| notice.level == Level::Done)
    );
}

#[test]
fn every_section_of_every_sample_can_be_shown() {
    for sample in [
        "saves/new-board.ron",
        "saves/worcestershire-2019.ron",
        "saves/worcestershire-2024.ron",
    ] {
        let mut app = TestApp::open(sample);
        for section in SectionId::ALL {
            app.go(section);
            assert_eq!(app.state().trail.here().section, section, "{sample}");
        }
    }
}

#[test]
fn an_edit_is_undone_saved_and_read_again() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    let before = action_12(&app).owner;
    edit_owner(&mut app, "Head of housing");
    assert!(app.sees("Unsaved changes"));
    assert!(app.sees("Undo: owner of action 12"));
    app.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(action_12(&app).owner, before);
    assert!(!app.sees("Unsaved changes"));
    app.key(Modifiers::COMMAND, Key::Y);
    assert_eq!(action_12(&app).owner, "Head of housing");
    app.key(Modifiers::COMMAND, Key::S);
    assert!(app.sees("Saved 14:32"));
    let on_disk = app.on_disk();
    assert_eq!(&on_disk, app.record());
    let text = app.file_text();
    let sample = std::fs::read_to_string(repository("saves/worcestershire-2019.ron")).unwrap();
    let differ = sample
        .lines()
        .zip(text.lines())
        .filter(|(old, new)| old != new)
        .count();
    assert_eq!(differ, 1, "one field is one line; comments and order stay");
    assert_eq!(sample.lines().count(), text.lines().count());
}

#[test]
fn an_action_is_edited_in_the_inspector_by_its_label() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    let at = action_12(&app).id.into();
    app.send(Message::Go(trajectory::app::Route::item(at)));
    app.type_into("Owner", "Head of housing");
    assert_eq!(action_12(&app).owner, "Head of housing");
    app.leave_field();
    assert!(app.sees("Undo: owner of action 12"));
}

#[test]
fn an_action_is_added_by_the_keyboard_and_removed_again() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    let count = app.record().actions.len();
    app.key(Modifiers::COMMAND, Key::Num2);
    app.key(Modifiers::COMMAND, Key::N);
    assert_eq!(app.record().actions.len(), count + 1);
    let added = app
        .state()
        .trail
        .here()
        .item
        .expect("the new action is selected");
    assert!(app.record().contains(added));
    app.run(Command::Remove);
    assert_eq!(app.record().actions.len(), count);
    app.run(Command::Undo);
    assert!(app.record().contains(added));
}

#[test]
fn back_and_forward_lead_through_what_was_seen() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    app.go(SectionId::Board);
    app.go(SectionId::Directions);
    app.key(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(app.state().trail.here().section, SectionId::Board);
    app.key(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(app.state().trail.here().section, SectionId::Directions);
}

#[test]
fn closing_with_unsaved_work_asks_and_can_save_first() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    edit_owner(&mut app, "Head of housing");
    app.run(Command::Close);
    assert!(app.sees("Save changes before the record is closed?"));
    app.click("Stay");
    assert!(app.state().modal.is_none() && app.state().document.is_some());
    app.run(Command::Close);
    app.send(Message::Answer(Reaction::Save));
    assert!(app.state().document.is_none());
    assert_eq!(
        app.on_disk()
            .actions
            .iter()
            .find(|a| a.number == 12)
            .unwrap()
            .owner,
        "Head of housing"
    );
}

#[test]
fn giving_changes_up_leaves_the_file_as_it_was() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    let before = app.file_text();
    edit_owner(&mut app, "Head of housing");
    app.run(Command::Close);
    app.click("Give up changes");
    assert!(app.state().document.is_none());
    assert_eq!(app.file_text(), before);
}

#[test]
fn escape_on_the_question_means_stay_never_give_up() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    edit_owner(&mut app, "Head of housing");
    app.run(Command::Quit);
    app.key(Modifiers::NONE, Key::Escape);
    assert!(app.state().modal.is_none());
    assert!(app.state().document.as_ref().unwrap().is_unsaved());
    assert!(!app.state().may_close);
}

/// The guard outside kittest's frame loop: a hidden window gets `logic` only.
#[test]
fn a_hidden_window_with_unsaved_work_is_not_closed() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    edit_owner(&mut app, "Head of housing");
    let commands = app.asked_to_close();
    let state = app.state();
    assert!(
        commands.contains(&ViewportCommand::CancelClose),
        "{commands:?}"
    );
    assert!(matches!(
        state.modal,
        Some(Modal::UnsavedChanges { then: After::Quit })
    ));
}

#[test]
fn a_broken_file_is_explained_with_its_place_and_stays_as_it_is() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("board.ron");
    let text = "(\n    format: 1,\n    actions: nonsense,\n)\n";
    write(&path, text);
    let app = TestApp::with(folder, [], vec![Message::Open(path.clone())]);
    assert!(app.sees("The file could not be opened"));
    assert!(app.sees("board.ron:3:"));
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
}

#[test]
fn a_file_that_is_not_there_is_said_in_a_sentence() {
    let folder = TempDir::new().unwrap();
    let missing = folder.path().join("gone.ron");
    let app = TestApp::with(folder, [], vec![Message::Open(missing)]);
    let said = app.state().notices.history().last().unwrap();
    assert_eq!(said.level, Level::Error);
    assert!(said.text.contains("no such file"), "{}", said.text);
}

#[test]
fn without_a_file_dialog_a_path_can_be_typed() {
    let nothing = Answer {
        path: None,
        took: Duration::from_millis(5),
    };
    let mut app = TestApp::start([nothing]);
    app.run(Command::Open);
    assert!(app.sees("Type the path of the record"));
    let sample = repository("saves/worcestershire-2019.ron");
    app.type_into("Path", &sample.display().to_string());
    app.send(Message::Answer(Reaction::TakePath));
    assert_eq!(
        app.record().organisation.name,
        "Worcestershire Children First"
    );
}

#[test]
fn a_dialog_that_never_appears_is_offered_a_way_round() {
    let mut app = TestApp::start([]);
    app.run(Command::Open);
    assert!(app.state().modal.is_none());
    app.harness.state_mut().state_mut().now += Duration::from_secs(5);
    let state = app.harness.state_mut().state_mut();
    state.watch_dialog();
    app.harness.run();
    assert!(app.sees("The file chooser has not appeared"));
}

#[test]
fn a_cancelled_dialog_changes_nothing() {
    let cancelled = Answer {
        path: None,
        took: Duration::from_secs(2),
    };
    let mut app = TestApp::start([cancelled]);
    app.run(Command::Open);
    assert!(app.state().modal.is_none() && app.state().document.is_none());
    assert_eq!(app.picker.asked().len(), 1);
}

#[test]
fn a_new_record_asks_for_its_file_when_it_is_saved() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("board");
    let chosen = Answer {
        path: Some(path.clone()),
        took: Duration::from_secs(1),
    };
    let mut app = TestApp::with(folder, [chosen], Vec::new());
    app.run(Command::New);
    assert!(app.state().document.as_ref().unwrap().is_unsaved());
    app.run(Command::Save);
    assert!(path.with_extension("ron").exists());
    assert!(!app.state().document.as_ref().unwrap().is_unsaved());
}

#[test]
fn a_file_changed_by_somebody_else_is_never_overwritten() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    let theirs = app
        .file_text()
        .replace("Head of corporate parenting", "Head of care");
    write(&app.folder.path().join("board.ron"), &theirs);
    edit_owner(&mut app, "Head of housing");
    app.run(Command::Save);
    assert!(app.sees("Somebody else has changed the file"));
    assert_eq!(app.file_text(), theirs);
    assert!(app.state().document.as_ref().unwrap().is_unsaved());
}

#[test]
fn a_dropped_file_is_opened() {
    let app = TestApp::start([]);
    assert!(app.sees("Look at the sample"));
    let mut app = app;
    app.send(Message::Open(repository("saves/new-board.ron")));
    assert!(app.state().document.is_some());
}

#[test]
fn the_palette_finds_items_and_commands_by_their_words() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    app.key(Modifiers::COMMAND, Key::P);
    app.harness.event(Event::Text("move-on house".to_owned()));
    app.harness.run();
    app.key(Modifiers::NONE, Key::Enter);
    assert_eq!(
        app.state().trail.here().item,
        Some(action_12(&app).id.into())
    );
    app.key(Modifiers::COMMAND, Key::P);
    app.harness.event(Event::Text("dark".to_owned()));
    app.harness.run();
    assert!(app.sees("Switch theme"));
}

#[test]
fn recent_files_are_remembered_between_starts() {
    let app = TestApp::open("saves/worcestershire-2019.ron");
    let folder = app.folder;
    let file = trajectory::store::prefs::PrefsFile::in_folder(&folder.path().join("config"));
    let (prefs, notice) = file.load();
    assert_eq!(notice, None);
    assert_eq!(prefs.recent.len(), 1);
    assert_eq!(prefs.recent[0].name, "Worcestershire Children First");
}

#[test]
fn switching_today_works_by_the_calendar() {
    let mut app = TestApp::open("saves/worcestershire-2024.ron");
    let own = app.state().today();
    app.run(Command::Today);
    assert_ne!(app.state().today(), own);
    assert_eq!(app.state().today(), super::support::NOW.date());
}
