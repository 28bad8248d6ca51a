//! The packs page as a person uses it: contents, editions, issue, and opening what was issued.

use std::time::Duration;

use egui::{Key, Modifiers, Role, accesskit::Toggled};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tempfile::TempDir;
use trajectory::{
    app::{Command, Level, Message, PackAsk},
    check::Severity,
    edit,
    job::Answer,
    model::{ItemRef, SectionId},
    pack::{compose::compose, contents::Chapter, doc::Edition, freeze::read_pack, pdf},
};

use super::{
    pdf::checker::File,
    support::{TestApp, repository},
};

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
    // What the charts said is kept in the same step.
    let said = |record: &trajectory::model::Record| -> usize {
        record.measures.iter().map(|one| one.statements.len()).sum()
    };
    let kept = edit::statements::current_statements(&before, app.state().today());
    assert!(!kept.is_empty());
    assert_eq!(said(app.record()), said(&before) + kept.len());
    let pack = app.record().issued_packs.iter().next().unwrap().clone();
    let meeting = app.record().meetings.get(pack.meeting).unwrap();
    assert!(meeting.numbers_are_out(), "a late item takes a letter");
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

#[test]
fn a_part_with_some_items_left_out_shows_a_dash_and_says_how_many() {
    let mut app = app([]);
    app.go(SectionId::Packs);
    let concerns: Vec<ItemRef> = {
        let open = app.record().concerns.iter();
        let open = open.filter(|one| one.closed.is_none());
        open.map(|one| one.id.into()).collect()
    };
    let tick = |app: &TestApp, name: &str| {
        let node = app.harness.get_by_role_and_label(Role::CheckBox, name);
        node.accesskit_node().toggled()
    };
    assert_eq!(tick(&app, "Include Open concerns"), Some(Toggled::True));
    let open = "Show what is in Bed and breakfast, standing concern";
    app.click(open);
    let title = app.record().item(concerns[0]).unwrap().title();
    app.click(&format!("Include {title}"));
    let count = concerns.len();
    let name = format!("Include Open concerns, {} of {count}", count - 1);
    assert_eq!(tick(&app, &name), Some(Toggled::Mixed));
    let pages = app.state().packs.shown.clone().unwrap();
    assert!(pages.pages > 5);
    // A press on the dash takes them all in again.
    app.click(&name);
    assert_eq!(tick(&app, "Include Open concerns"), Some(Toggled::True));
    assert!(
        app.state()
            .packs
            .contents
            .as_ref()
            .unwrap()
            .without_concerns
            .is_empty()
    );
}

#[test]
fn a_paper_is_attached_and_a_second_version_has_its_sheets() {
    let folder = TempDir::new().unwrap();
    let plan = folder.path().join("plan.pdf");
    let sheet = trajectory::pack::pdf::make(
        &super::pdf::sample::everything(),
        &trajectory::pack::pdf::Options::default(),
    );
    std::fs::write(&plan, sheet.unwrap().bytes).unwrap();
    let chosen = |path: std::path::PathBuf| Answer {
        path: Some(path),
        took: Duration::from_secs(2),
    };
    let first = folder.path().join("a.pack.ron");
    let second = folder.path().join("b.pack.ron");
    let mut app = app([chosen(first), chosen(plan), chosen(second)]);
    app.go(SectionId::Packs);
    app.send(Message::Packs(PackAsk::Issue));
    assert_eq!(app.state().issued_files().len(), 3);
    app.send(Message::Packs(PackAsk::Attach("4A".to_owned())));
    assert!(app.sees("Write a merged file as well"));
    app.send(Message::Packs(PackAsk::Merged(true)));
    app.type_into("Why there is a version 2", "The plan came late");
    app.send(Message::Packs(PackAsk::Issue));
    let said = app.state().notices.history().last().unwrap().clone();
    assert_eq!(said.level, Level::Done, "{}", said.text);
    let names: Vec<String> = app
        .state()
        .issued_files()
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(
        names,
        [
            "b.pack.ron",
            "b-directors.pdf",
            "b-public.pdf",
            "b-supplement.pdf",
            "b-supplement-public.pdf",
            "b-merged.pdf"
        ]
    );
    let bytes = std::fs::read(folder.path().join("b-directors.pdf")).unwrap();
    let strings = trajectory::pack::pdf::strings(&bytes).unwrap();
    assert!(strings.iter().any(|one| one == "4A-plan.pdf"));
}

fn chosen(path: std::path::PathBuf) -> Answer {
    Answer {
        path: Some(path),
        took: Duration::from_secs(2),
    }
}

/// A record whose first version is issued into a folder of its own; what comes after answers dialogs.
fn issued(rest: impl IntoIterator<Item = std::path::PathBuf>) -> (TestApp, TempDir) {
    let folder = TempDir::new().unwrap();
    let first = folder.path().join("a.pack.ron");
    let rest = rest.into_iter().map(chosen);
    let mut app = app(std::iter::once(chosen(first)).chain(rest));
    app.go(SectionId::Packs);
    app.send(Message::Packs(PackAsk::Issue));
    assert_eq!(app.state().issued_files().len(), 3);
    (app, folder)
}

fn parts(app: &TestApp) -> Vec<String> {
    let shown = app.state().packs.shown.clone().unwrap();
    shown.parts.iter().map(|part| part.label.clone()).collect()
}

#[test]
fn the_preview_of_a_later_version_has_the_sheet_of_changes_that_is_issued() {
    let (mut app, folder) = issued([]);
    let later = super::support::a_day_later(app.record());
    for action in later.actions.iter().filter(|one| one.number == 7) {
        app.send(Message::Edit(edit::Edit::from(action.clone())));
    }
    assert_eq!(parts(&app)[0], "S", "{:?}", parts(&app));
    assert!(app.sees("Changes are told from version 1"));
    app.type_into("Why there is a version 2", "A date moved");
    app.leave_field();
    let shown = app.state().packs.shown.clone().unwrap();
    app.picker.answer(chosen(folder.path().join("b.pack.ron")));
    app.send(Message::Packs(PackAsk::Issue));
    assert!(
        app.sees("Nothing has changed since version 2"),
        "not even by the issue"
    );
    let bytes = std::fs::read(folder.path().join("b.pack.ron")).unwrap();
    let issued = read_pack(bytes).unwrap().pack;
    let again = pdf::preview(&compose(&issued), &pdf::Options::default(), 0..4, 1.6).unwrap();
    assert_eq!(again.pages, shown.pages);
    for (before, after) in shown.images.iter().zip(&again.images) {
        assert!(before.image.rgba == after.rgba, "page {}", after.page);
    }
}

#[test]
fn a_version_that_lies_elsewhere_is_asked_for_and_a_wrong_file_is_named() {
    let (mut app, folder) = issued([]);
    let old = folder.path().join("a.pack.ron");
    let elsewhere = TempDir::new().unwrap();
    let moved = elsewhere.path().join("moved.pack.ron");
    std::fs::rename(&old, &moved).unwrap();
    let wrong = elsewhere.path().join("wrong.pack.ron");
    let text = std::fs::read_to_string(&moved).unwrap();
    std::fs::write(&wrong, text.replacen("Children First", "Children Last", 1)).unwrap();
    let action = app.record().actions.iter().next().unwrap().clone();
    let action = trajectory::model::Action {
        title: "Another title".to_owned(),
        ..action
    };
    app.send(Message::Edit(edit::Edit::from(action)));
    assert!(app.sees("Version 1 was not found"));
    assert!(!parts(&app).contains(&"S".to_owned()));
    app.picker.answer(chosen(wrong));
    app.click("Find version 1…");
    assert!(app.sees("wrong.pack.ron is not version 1 as it was issued"));
    app.picker.answer(chosen(moved));
    app.click("Find version 1…");
    assert!(app.sees("Changes are told from version 1"));
    assert_eq!(parts(&app)[0], "S");
}

#[test]
fn an_issue_writes_large_print_and_web_pages_of_both_editions_where_they_are_wanted() {
    let folder = TempDir::new().unwrap();
    let mut app = app([chosen(folder.path().join("a.pack.ron"))]);
    app.go(SectionId::Packs);
    app.click("Large print");
    app.click("Web page");
    app.send(Message::Packs(PackAsk::Issue));
    let names: Vec<String> = app
        .state()
        .issued_files()
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(
        names,
        [
            "a.pack.ron",
            "a-directors.pdf",
            "a-public.pdf",
            "a-directors-large.pdf",
            "a-public-large.pdf",
            "a-directors.html",
            "a-public.html"
        ]
    );
    assert!(app.sees("Version 1 is issued"));
    assert!(app.sees("Open: Directors’ edition, large print"));
    assert!(app.sees("Show in folder: Public edition, web page"));
    let page = std::fs::read_to_string(folder.path().join("a-public.html")).unwrap();
    assert!(page.contains("Public edition"));
    assert!(!page.contains("Directors’ edition"));
}

#[test]
fn a_frozen_pack_is_copied_in_each_form_and_edition() {
    let (made, folder) = issued([]);
    drop(made);
    let pack = folder.path().join("a.pack.ron");
    let out = TempDir::new().unwrap();
    let web = out.path().join("pages.html");
    let large = out.path().join("large.pdf");
    let answers = [chosen(web.clone()), chosen(large.clone())];
    let mut app = TestApp::with(TempDir::new().unwrap(), answers, vec![Message::Open(pack)]);
    app.go(SectionId::Packs);
    assert!(app.sees("Copies of version 1, directors’ edition"));
    assert!(!app.sees("Issue version"));
    app.key(Modifiers::NONE, Key::E);
    assert!(app.sees("Copies of version 1, public edition"));
    app.click("Web page…");
    let said = app.state().notices.history().last().unwrap().clone();
    assert_eq!(said.text, "pages.html is written.");
    assert_eq!(said.shows.as_deref(), Some(web.as_path()));
    let page = std::fs::read_to_string(&web).unwrap();
    assert!(page.contains("Public edition. Version 1"));
    app.key(Modifiers::NONE, Key::E);
    app.click("Large print…");
    assert!(app.sees("Open: large.pdf"));
    let bytes = std::fs::read(&large).unwrap();
    let normal = std::fs::read(folder.path().join("a-directors.pdf")).unwrap();
    let (large, normal) = (File::open(&bytes), File::open(&normal));
    assert_eq!(large.problems(), Vec::<String>::new());
    assert!(large.pages() > normal.pages());
}

#[test]
fn a_warning_is_noted_and_the_chairs_brief_prints_it_with_what_remains() {
    let folder = TempDir::new().unwrap();
    let to = folder.path().join("brief.pdf");
    let mut app = app([chosen(to.clone())]);
    app.go(SectionId::Packs);
    let before = app.record().clone();
    let verb = app.harness.query_all_by_label("Note why it stands…").next();
    verb.unwrap().click_accesskit();
    app.harness.run();
    app.type_into("Why it stands", "The supplier answers on Monday");
    app.key(Modifiers::NONE, Key::Enter);
    assert!(app.sees("Noted: The supplier answers on Monday"));
    let meeting = super::support::september(app.record());
    assert_eq!(meeting.noted.len(), 1);
    app.click("Chair’s brief…");
    let said = app.state().notices.history().last().unwrap().clone();
    assert_eq!(said.text, "brief.pdf is written.");
    let bytes = std::fs::read(&to).unwrap();
    assert_eq!(File::open(&bytes).problems(), Vec::<String>::new());
    let text = pdf::squeeze(&pdf::strings(&bytes).unwrap().concat());
    for words in [
        "Chair’s brief",
        "The supplier answers on Monday",
        "Accept the service delivery contract",
        "is out: interest in Worcestershire County Council",
        "Not in public",
        "late from its first date",
    ] {
        assert!(text.contains(&pdf::squeeze(words)), "{words}");
    }
    app.run(Command::Undo);
    assert!(*app.record() == before, "one step of undo");
}
