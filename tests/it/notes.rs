//! A director's private notes and questions, and what has changed since they last looked, as a person
//! meets them: written beside a pack, found again, sent, deleted; and never anywhere else.

use std::{
    path::{Path, PathBuf},
    sync::Mutex,
    time::Duration,
};

use egui::{Key, Modifiers, OutputCommand};
use jiff::civil::date;
use tempfile::TempDir;
use trajectory::{
    analysis::reading_order::place_of,
    app::{
        AppState, Command, Format, Level, Message, Modal, NotesAsk, Outside, PackAsk, RegistersAsk,
        Route, notes::questions_as_text,
    },
    edit::Edit,
    job::{Answer, Runner, pick::ScriptedPicker},
    model::{Action, ItemRef, Record, SectionId},
    pack::{
        freeze::{Frozen, Request, freeze},
        pdf,
        tables::Register,
    },
    store::{
        notes::NoteKind,
        prefs::{Prefs, PrefsFile},
        read,
    },
};

use super::support::{NOW, TestApp, repository, sample, september};

const SAMPLE: &str = "saves/worcestershire-2019.ron";
/// Words that stand in no record.
const CANARY: &str = "zebra-quixotic-7731";

/// A pack of the sample's meeting of 26 September 2019.
fn pack(record: &Record, previous: Option<&Frozen>) -> Frozen {
    freeze(Request {
        previous,
        as_at: date(2019, 9, 19),
        ..Request::of(record, september(record).id, date(2019, 9, 19))
    })
    .unwrap()
}

fn put(folder: &Path, pack: &Frozen) -> PathBuf {
    let path = folder.join(pack.file_name());
    std::fs::write(&path, pack.text().unwrap()).unwrap();
    path
}

/// The program again, with the preferences it had.
fn again(app: TestApp, path: PathBuf) -> TestApp {
    let TestApp {
        harness, folder, ..
    } = app;
    drop(harness);
    TestApp::with(folder, [], vec![Message::Open(path)])
}

fn reader(record: &Record) -> (TestApp, PathBuf, Frozen) {
    let folder = TempDir::new().unwrap();
    let pack = pack(record, None);
    let path = put(folder.path(), &pack);
    let app = TestApp::with(folder, [], vec![Message::Open(path.clone())]);
    (app, path, pack)
}

fn action(record: &Record, number: u32) -> &Action {
    let mut all = record.actions.iter();
    all.find(|action| action.number == number).unwrap()
}

/// Begins a note beside what is selected, by its key, and types it.
fn write(app: &mut TestApp, at: impl Into<ItemRef>, key: Key, text: &str) {
    app.send(Message::Go(Route::item(at.into())));
    app.key(Modifiers::COMMAND, key);
    app.harness.event(egui::Event::Text(text.to_owned()));
    app.harness.run();
    app.leave_field();
}

fn texts(app: &TestApp) -> Vec<(String, String)> {
    let entries = app.state().note_entries();
    let pair = |entry: trajectory::app::notes::Entry| (entry.label, entry.note.text);
    entries.into_iter().map(pair).collect()
}

fn notes_file(app: &TestApp) -> PathBuf {
    app.folder.path().join("config/notes/notes.ron")
}

fn files_under(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_under(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn a_director_writes_beside_a_pack_and_finds_it_again_in_the_order_of_the_agenda() {
    let record = sample();
    let (mut app, path, pack) = reader(&record);
    let meeting = pack.meeting().unwrap().clone();
    let last = record.actions.iter().last().unwrap().clone();
    write(&mut app, last.id, Key::M, "Ask the deputy first.");
    assert!(
        app.sees("Note on Action"),
        "the note stands beside the action"
    );
    let decision = meeting
        .agenda
        .iter()
        .find_map(|item| item.decision)
        .unwrap();
    write(
        &mut app,
        decision,
        Key::J,
        "What does it cost\nin year two?",
    );
    write(&mut app, meeting.id, Key::J, "Who chairs?");
    app.go(SectionId::Overview);
    app.key(Modifiers::COMMAND, Key::J);
    assert_eq!(app.state().trail.here().section, SectionId::Notes);
    app.harness.event(egui::Event::Text("Why so late?".into()));
    app.harness.run();
    let said: Vec<String> = texts(&app).into_iter().map(|(_, text)| text).collect();
    assert_eq!(
        said,
        [
            "Why so late?",
            "Who chairs?",
            "What does it cost\nin year two?",
            "Ask the deputy first."
        ]
    );
    assert!(app.sees("3 to ask"), "the navigation counts the questions");
    assert!(!app.state().document.as_ref().unwrap().is_unsaved());

    let mut app = again(app, path);
    app.go(SectionId::Notes);
    assert_eq!(texts(&app).len(), 4);
    assert!(app.sees("The pack for 26 September 2019: three questions, one note"));
    app.send(Message::Go(Route::item(last.id.into())));
    assert!(app.sees("with private notes: 1 note"), "the row says so");
    app.send(Message::Go(Route::item(meeting.id.into())));
    assert!(app.sees("Question on "), "and the meeting’s own page");
}

#[test]
fn an_item_of_the_agenda_has_its_own_notes_and_a_mark() {
    let record = sample();
    let (mut app, _, pack) = reader(&record);
    let meeting = pack.meeting().unwrap().clone();
    let item = meeting.agenda.get(2).unwrap();
    app.send(Message::Go(Route::item(meeting.id.into())));
    let row = format!("Item {}, {}", item.number, item.title);
    {
        use egui_kittest::kittest::Queryable as _;
        app.harness.get_by_label_contains(&row).click();
    }
    app.harness.run();
    {
        use egui_kittest::kittest::Queryable as _;
        let all: Vec<_> = app.harness.query_all_by_label("Write a question").collect();
        assert_eq!(all.len(), 2, "the item’s and the meeting’s");
        all[0].click();
    }
    app.harness.run();
    app.harness
        .event(egui::Event::Text("Is it minuted?".into()));
    app.harness.run();
    assert_eq!(texts(&app), [(row.clone(), "Is it minuted?".to_owned())]);
    assert!(app.sees("with private notes: 1 question"));
    let entries = app.state().note_entries();
    assert_eq!(entries[0].at, Some(meeting.id.into()));
}

#[test]
fn questions_are_copied_numbered_with_what_they_are_about() {
    let record = sample();
    let (mut app, ..) = reader(&record);
    let first = action(&record, 1).clone();
    write(&mut app, first.id, Key::J, "Why two?");
    write(&mut app, first.id, Key::M, "not this");
    app.go(SectionId::Notes);
    {
        use egui_kittest::kittest::Queryable as _;
        app.harness.get_by_label("Copy questions").click();
    }
    let mut copied = None;
    for _ in 0..4 {
        app.harness.step();
        let commands = &app.harness.output().platform_output.commands;
        copied = copied.or(commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        }));
    }
    let title = first.title.trim_end_matches('.');
    let expected = format!(
        "Questions on the pack for 26 September 2019\n\n1. Action 1, {title}\n   Why two?\n"
    );
    assert_eq!(copied.unwrap(), expected);
    assert!(app.sees("1 question is on the clipboard."));
    let all = app.state().note_entries();
    assert_eq!(
        questions_as_text("The pack for 26 September 2019", &all)
            .unwrap()
            .0,
        expected
    );
}

#[test]
fn notes_follow_to_version_two_and_those_beside_what_is_gone_are_listed() {
    let record = sample();
    let (mut app, _, first) = reader(&record);
    let (stays, goes) = (action(&record, 1).clone(), action(&record, 2).clone());
    write(&mut app, stays.id, Key::J, "Still here?");
    write(&mut app, goes.id, Key::J, "And this?");
    let mut later = record.clone();
    later.remove(goes.id.into());
    let mut moved = stays.clone();
    moved.owner = "Another office".to_owned();
    later.put(moved.into());
    let second = pack(&later, Some(&first));
    assert_eq!(second.issue.version, 2);
    let path = put(app.folder.path(), &second);
    let mut app = again(app, path);
    app.go(SectionId::Notes);
    assert!(app.sees("No longer in the pack"));
    let entries = app.state().note_entries();
    assert_eq!(
        entries.iter().map(|entry| entry.gone).collect::<Vec<_>>(),
        [false, true]
    );
    assert!(
        entries[1].label.starts_with("Action 2"),
        "{}",
        entries[1].label
    );
    assert!(app.sees("changes since you last opened it on 24 September 2019"));
}

#[test]
fn what_is_removed_can_be_put_back_and_a_question_turned_into_a_note() {
    let record = sample();
    let (mut app, ..) = reader(&record);
    write(&mut app, action(&record, 1).id, Key::J, "Why?");
    app.go(SectionId::Notes);
    app.click("Make it a note");
    assert!(app.sees("Make it a question"));
    app.click("Remove this private note");
    assert!(texts(&app).is_empty());
    app.click("Put it back");
    assert_eq!(texts(&app).len(), 1);
    assert!(!app.sees("Put it back"));
}

#[test]
fn notes_are_deleted_for_one_pack_or_for_all_and_leave_no_file() {
    let record = sample();
    let (mut app, _, _) = reader(&record);
    write(&mut app, action(&record, 1).id, Key::J, "On the pack");
    let board = app.folder.path().join("board.ron");
    std::fs::copy(repository(SAMPLE), &board).unwrap();
    app.send(Message::Open(board));
    write(&mut app, action(&record, 1).id, Key::M, "On the record");
    assert_eq!(texts(&app).len(), 1, "the record has notes of its own");
    app.go(SectionId::Notes);
    assert!(
        app.sees("The pack for 26 September 2019"),
        "listed as elsewhere"
    );
    app.run(Command::DeleteNotes);
    assert!(app.sees("that cannot be undone"));
    assert!(app.sees("freedom of information"));
    app.click("Keep my notes");
    assert_eq!(texts(&app).len(), 1);
    app.run(Command::DeleteNotes);
    app.click("Delete 1 note or question");
    assert!(texts(&app).is_empty());
    assert!(app.sees("Deleted: 1 private note on the record of Worcestershire"));
    let text = std::fs::read_to_string(notes_file(&app)).unwrap();
    assert!(text.contains("On the pack") && !text.contains("On the record"));
    app.run(Command::DeleteNotes);
    app.click("Delete 1 note or question");
    let mut left = Vec::new();
    files_under(&app.folder.path().join("config"), &mut left);
    let private: Vec<&PathBuf> = left
        .iter()
        .filter(|path| {
            path.components()
                .any(|part| part.as_os_str() == "notes" || part.as_os_str() == "seen")
        })
        .collect();
    assert!(private.is_empty(), "{private:?}");
}

#[test]
fn a_damaged_file_of_notes_is_kept_aside_and_said() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("config/notes/notes.ron");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "(format: 1, books: [oops").unwrap();
    let board = folder.path().join("board.ron");
    std::fs::copy(repository(SAMPLE), &board).unwrap();
    let mut app = TestApp::with(folder, [], vec![Message::Open(board)]);
    let said = app
        .state()
        .notices
        .history()
        .iter()
        .find(|one| one.level == Level::Error);
    assert!(said.unwrap().text.contains("damaged"), "{said:?}");
    write(&mut app, action(&sample(), 1).id, Key::M, "New");
    assert!(std::fs::read_to_string(&file).unwrap().contains("New"));
    let aside = std::fs::read_to_string(file.with_extension("ron.broken")).unwrap();
    assert_eq!(aside, "(format: 1, books: [oops");
}

#[test]
fn a_newer_programs_notes_are_left_alone_and_nothing_is_begun() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("config/notes/notes.ron");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "(format: 9, pages: [])").unwrap();
    let board = folder.path().join("board.ron");
    std::fs::copy(repository(SAMPLE), &board).unwrap();
    let mut app = TestApp::with(folder, [], vec![Message::Open(board)]);
    app.send(Message::Go(Route::item(action(&sample(), 1).id.into())));
    app.key(Modifiers::COMMAND, Key::M);
    assert!(texts(&app).is_empty());
    app.go(SectionId::Notes);
    assert!(app.sees("Notes cannot be kept"));
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, "(format: 9, pages: [])");
    app.run(Command::DeleteNotes);
    app.click("Forget what I saw");
    assert!(
        !file.exists(),
        "what cannot be read can be deleted all the same"
    );
    app.send(Message::Go(Route::item(action(&sample(), 1).id.into())));
    app.key(Modifiers::COMMAND, Key::M);
    assert_eq!(texts(&app).len(), 1);
}

#[test]
fn typing_is_gathered_before_it_goes_to_disk_and_nothing_is_left_behind_at_the_end() {
    let folder = TempDir::new().unwrap();
    let board = folder.path().join("board.ron");
    std::fs::copy(repository(SAMPLE), &board).unwrap();
    let outside = Outside {
        clock: Box::new(|| NOW),
        picker: Box::new(std::rc::Rc::new(ScriptedPicker::default())),
        jobs: Runner::threads(std::sync::Arc::new(|| {})),
        place: trajectory::job::worker::Place::Here,
        prefs_file: PrefsFile::in_folder(&folder.path().join("config")),
        random: fastrand::Rng::with_seed(7),
    };
    let mut state = AppState::new(outside, Prefs::default());
    state.keeping.takes_locks = false;
    state.read_notes();
    state.dispatch(vec![Message::Open(board)]);
    while state.document.is_none() {
        std::thread::sleep(Duration::from_millis(5));
        state.take_answers();
    }
    let record = state.document.as_ref().unwrap().record().clone();
    let place = place_of(&record, action(&record, 1).id.into()).unwrap();
    let add = NotesAsk::Add(place, NoteKind::Question);
    while state.note_entries().is_empty() {
        state.take_answers();
        state.dispatch(vec![Message::Notes(add.clone())]);
    }
    let id = state.note_entries()[0].note.id;
    for text in ["W", "Wh", "Why?"] {
        state.dispatch(vec![Message::Notes(NotesAsk::Write(id, text.to_owned()))]);
    }
    assert!(state.keep_notes(false).is_some(), "not with every key");
    let file = folder.path().join("config/notes/notes.ron");
    assert!(!file.exists());
    state.end_notes();
    assert!(std::fs::read_to_string(&file).unwrap().contains("Why?"));
}

#[test]
fn what_has_changed_since_the_last_time_is_said_once_and_ones_own_work_is_not() {
    let mut app = TestApp::open(SAMPLE);
    let board = app.folder.path().join("board.ron");
    assert!(!app.sees("since you last opened it"));
    let mut own = action(app.record(), 1).clone();
    own.owner = "My own change".to_owned();
    app.send(Message::Edit(Edit::from(own)));
    app.run(Command::Save);
    let mut app = again(app, board.clone());
    assert!(!app.sees("since you last opened it"), "it was one’s own");
    app.run(Command::Close);

    let mut other = read::read_record(std::fs::read(&board).unwrap())
        .unwrap()
        .record;
    let mut moved = action(&other, 2).clone();
    moved.owner = "Somebody else".to_owned();
    other.put(moved.into());
    let gone = action(&other, 3).id;
    other.remove(gone.into());
    std::fs::write(
        &board,
        trajectory::store::write::record_text(&other).unwrap(),
    )
    .unwrap();
    let mut app = again(app, board.clone());
    assert!(app.sees("2 changes since you last opened it on 24 September 2019"));
    app.click("See what changed");
    assert_eq!(app.state().modal, Some(Modal::Since));
    assert!(app.sees("Action 2: owner changed"));
    assert!(app.sees("Action 3 removed"));
    app.click("Go there");
    assert_eq!(app.state().trail.here().section, SectionId::Actions);
    assert_eq!(app.state().modal, None);
    app.click("Hide what has changed since the last time");
    assert!(!app.sees("since you last opened it"));
    let app = again(app, board);
    assert!(!app.sees("since you last opened it"), "it was seen");
}

static LOGGED: Mutex<String> = Mutex::new(String::new());

struct Listens;

impl log::Log for Listens {
    fn enabled(&self, _of: &log::Metadata<'_>) -> bool {
        true
    }
    fn log(&self, record: &log::Record<'_>) {
        let mut all = LOGGED.lock().unwrap();
        all.push_str(&record.args().to_string());
    }
    fn flush(&self) {}
}

#[test]
fn nothing_of_a_note_is_ever_in_a_record_a_pack_an_export_a_journal_or_the_log() {
    log::set_logger(&Listens).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let folder = TempDir::new().unwrap();
    let board = folder.path().join("board.ron");
    std::fs::copy(repository(SAMPLE), &board).unwrap();
    let answer = |name: &str| Answer {
        path: Some(folder.path().join(name)),
        took: Duration::from_secs(2),
    };
    let answers = [
        answer("dates.ics"),
        answer("table.csv"),
        answer("sheet.xlsx"),
        answer("issued.pack.ron"),
        answer("copy.ron"),
    ];
    let first = vec![Message::Open(board)];
    let mut app = TestApp::with(folder, answers, first);
    let at = action(app.record(), 1).clone();
    write(&mut app, at.id, Key::M, CANARY);
    write(&mut app, at.id, Key::J, CANARY);
    let mut changed = at;
    changed.owner = "Changed".to_owned();
    app.send(Message::Edit(Edit::from(changed)));
    for format in [
        Format::Calendar,
        Format::Text(Register::Actions),
        Format::Workbook,
    ] {
        app.send(Message::Registers(RegistersAsk::Where(format)));
    }
    app.send(Message::Packs(PackAsk::Issue));
    assert_eq!(app.state().issued_files().len(), 3);
    app.run(Command::SaveAs);
    let mut files = Vec::new();
    files_under(app.folder.path(), &mut files);
    let names: Vec<String> = files
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    for name in [
        "dates.ics",
        "issued.pack.ron",
        "issued-directors.pdf",
        "copy.ron",
    ] {
        assert!(names.iter().any(|one| one == name), "{name} of {names:?}");
    }
    let mut held = Vec::new();
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        let printed = path.extension().is_some_and(|end| end == "pdf");
        let printed = printed.then(|| pdf::strings(&bytes).unwrap().join("\n"));
        let found = String::from_utf8_lossy(&bytes).contains(CANARY)
            || printed.is_some_and(|text| text.contains(CANARY));
        if found {
            held.push(path);
        }
    }
    assert_eq!(held, [notes_file(&app)], "the notes’ own file and no other");
    assert!(!LOGGED.lock().unwrap().contains(CANARY));
}
