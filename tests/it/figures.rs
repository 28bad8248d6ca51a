//! Figures in the window: paste, preview, confirm, undo; a file; nothing before it is confirmed.

use std::time::Duration;

use egui::{Key, Modifiers};
use tempfile::TempDir;
use trajectory::{
    app::{Command, FiguresAsk, Message, Modal},
    edit::figures::Given,
    job::{Answer, FileKind},
    model::Measure,
};

use super::support::{TestApp, repository};

const TITLE: &str = "Return interviews within 72 hours";

fn measure(app: &TestApp) -> Measure {
    let mut measures = app.record().measures.iter();
    measures
        .find(|measure| measure.title == TITLE)
        .unwrap()
        .clone()
}

fn paste(app: &mut TestApp, text: &str) {
    app.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    assert_eq!(app.state().modal, Some(Modal::Figures));
    app.type_into("Figures", text);
}

#[test]
fn pasted_figures_are_previewed_confirmed_and_undone_as_one() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    let before = app.record().clone();
    let text = format!(
        "measure\tdate\tvalue\n{TITLE}\tJul 2017\t81\n{TITLE}\tSep 2017\t84\n{TITLE}\tAug 2017\t810\n"
    );
    paste(&mut app, &text);
    assert!(app.sees("1 to add, 1 to revise, 1 refused"));
    assert_eq!(
        *app.record(),
        before,
        "nothing enters the record until confirmed"
    );
    app.type_into("Source of these figures", "Corrected return");
    app.type_into("Why past figures change", "Late returns");
    app.click("Add 2 figures");
    assert_eq!(app.state().modal, None);
    let after = measure(&app);
    assert_eq!(after.values.len(), measure_of(&before).values.len() + 1);
    let revised = &after.values[1];
    assert_eq!(revised.revisions[0].why, "Late returns");
    assert_eq!(revised.source, "Corrected return");
    assert!(app.sees("1 refused and left out"));
    app.run(Command::Undo);
    assert_eq!(*app.record(), before, "one undo takes everything out");
}

fn measure_of(record: &trajectory::model::Record) -> Measure {
    let mut measures = record.measures.iter();
    measures
        .find(|measure| measure.title == TITLE)
        .unwrap()
        .clone()
}

#[test]
fn the_button_is_blocked_with_a_reason_until_something_is_acceptable() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    paste(&mut app, "");
    assert_eq!(
        app.state().figures.accepted(),
        Err("There are no figures yet")
    );
    app.type_into("Figures", "measure,date,value\nNo such measure,Jul 2017,81");
    assert!(app.sees("1 refused"));
    let refused = Err("Every figure is refused or recorded already");
    assert_eq!(app.state().figures.accepted(), refused);
    app.click("Cancel");
    assert_eq!(app.state().modal, None);
}

#[test]
fn a_file_is_chosen_and_read() {
    let folder = TempDir::new().unwrap();
    let board = folder.path().join("board.ron");
    std::fs::copy(repository("saves/worcestershire-2019.ron"), &board).unwrap();
    let csv = folder.path().join("figures.csv");
    std::fs::write(&csv, format!("measure,Jul 2017\n{TITLE},81\n")).unwrap();
    let answer = Answer {
        path: Some(csv),
        took: Duration::from_secs(2),
    };
    let mut app = TestApp::with(folder, [answer], vec![Message::Open(board)]);
    app.run(Command::PasteFigures);
    app.click("Choose a file…");
    assert_eq!(app.picker.asked()[0].files, FileKind::Figures);
    assert!(app.sees("figures.csv, 2 lines") && app.sees("1 to add"));
    app.send(Message::Figures(FiguresAsk::Confirm(Given::default())));
    assert_eq!(measure(&app).values[0].date, jiff::civil::date(2017, 7, 31));
}
