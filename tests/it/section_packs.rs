//! The packs page as a person uses it: contents, editions, issue, and opening what was issued.

use std::time::Duration;

use egui::{Key, Modifiers};
use tempfile::TempDir;
use trajectory::{
    app::{Command, Level, Message, PackAsk},
    check::Severity,
    job::Answer,
    model::SectionId,
    pack::{contents::Chapter, doc::Edition},
};

use super::support::{TestApp, repository};

fn app(answers: impl IntoIterator<Item = Answer>) -> TestApp {
    let folder = TempDir::new().unwrap();
    let board = folder.path().join("board.ron");
    std::fs::copy(repository("saves/worcestershire-2019.ron"), &board).unwrap();
    TestApp::with(folder, answers, vec![Message::Open(board)])
}

#[test]
fn pages_are_set_and_turned_and_the_edition_switched_by_a_key() {
    let mut app = app([]);
    app.go(SectionId::Packs);
    assert!(app.sees("Directors’ edition"));
    let shown = app.state().packs.shown.clone().unwrap();
    assert!(shown.pages > 5 && !shown.parts.is_empty());
    assert!(app.sees(&format!("Page 1 of {}", shown.pages)));
    app.key(Modifiers::NONE, Key::PageDown);
    assert!(app.sees(&format!("Page 2 of {}", shown.pages)));
    app.key(Modifiers::NONE, Key::E);
    assert_eq!(app.state().packs.edition, Edition::Public);
    let public = app.state().packs.shown.clone().unwrap();
    assert!(public.leak.is_none(), "{:?}", public.leak);
    assert!(app.sees("Leak check clean"));
}

#[test]
fn a_chapter_that_is_taken_out_takes_its_pages_along() {
    let mut app = app([]);
    app.go(SectionId::Packs);
    let before = app.state().packs.shown.as_ref().unwrap().pages;
    app.send(Message::Packs(PackAsk::Chapter(Chapter::Actions, false)));
    app.harness.run();
    assert!(app.state().packs.shown.as_ref().unwrap().pages < before);
    app.send(Message::Packs(PackAsk::Chapter(Chapter::Actions, true)));
    app.harness.run();
    assert_eq!(app.state().packs.shown.as_ref().unwrap().pages, before);
}

#[test]
fn an_issue_writes_the_pack_and_both_editions_and_enters_the_record_as_one_step() {
    let folder = TempDir::new().unwrap();
    let to = folder.path().join("board-2019-09-26.pack.ron");
    let answer = Answer {
        path: Some(to.clone()),
        took: Duration::from_secs(2),
    };
    let mut app = app([answer]);
    app.go(SectionId::Packs);
    let before = app.record().clone();
    app.send(Message::Packs(PackAsk::Issue));
    let said = app.state().notices.history().last().unwrap().clone();
    assert_eq!(said.level, Level::Done, "{}", said.text);
    let files = app.state().issued_files().to_vec();
    assert_eq!(files.len(), 3);
    for file in &files {
        assert!(std::fs::metadata(file).unwrap().len() > 1_000);
    }
    let pack = app.record().issued_packs.iter().next().unwrap().clone();
    assert_eq!(
        (pack.version, pack.file.as_str()),
        (1, "board-2019-09-26.pack.ron")
    );
    app.run(Command::Undo);
    assert!(*app.record() == before);

    let folder = TempDir::new().unwrap();
    let open = TestApp::with(folder, [], vec![Message::Open(to.clone())]);
    assert!(open.sees("as the board saw it, unchanged since"));
    assert!(open.record().meetings.get(pack.meeting).is_some());
    assert!(Command::Save.enabled(open.state()).is_err());

    let text = std::fs::read_to_string(&to).unwrap();
    let changed = text.replacen(
        "Worcestershire Children First",
        "Worcestershire Children Last",
        1,
    );
    assert_ne!(text, changed);
    std::fs::write(&to, changed).unwrap();
    let folder = TempDir::new().unwrap();
    let open = TestApp::with(folder, [], vec![Message::Open(to)]);
    assert!(open.sees("it was changed afterwards"));
}

#[test]
fn an_error_against_the_meeting_blocks_the_issue() {
    let mut app = app([]);
    app.go(SectionId::Packs);
    let state = app.state();
    let document = state.document.as_ref().unwrap();
    let meeting = state
        .packs
        .meeting(document.record(), state.today())
        .unwrap();
    let errors =
        trajectory::app::packs::of_meeting(&document.derived.findings, document.record(), meeting)
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .count();
    assert_eq!(app.sees("Issue waits for"), errors > 0);
}
