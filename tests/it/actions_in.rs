//! Lists of actions in: from text and workbooks, through the window and the command, hostile ones too.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use jiff::civil::{Date, date};
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Workbook};
use tempfile::TempDir;
use trajectory::{
    app::{Command, Message, Modal, actions_in::rows},
    cli::{self, CLEAN, FINDINGS, ImportActions, UNREADABLE},
    job::{Answer, worker::Place},
    model::Record,
    store::read,
};

use super::support::{TestApp, repository};

const TODAY: Date = date(2019, 9, 24);

fn process() -> Place {
    Place::Process(PathBuf::from(env!("CARGO_BIN_EXE_trajectory")))
}

/// A list as a spreadsheet would keep it: a title above, real dates.
fn list() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Improvement plan").unwrap();
    for (column, head) in (0_u16..).zip(["Action", "Lead officer", "Due date", "RAG"]) {
        sheet.write_string(2, column, head).unwrap();
    }
    let day = CellFormat::new().set_num_format("dd/mm/yyyy");
    let rows = [
        ("Write to every carer", "Fostering manager", 31, "Green"),
        ("No date", "", 0, ""),
    ];
    for (row, (title, owner, dom, status)) in (3_u32..).zip(rows) {
        sheet.write_string(row, 0, title).unwrap();
        sheet.write_string(row, 1, owner).unwrap();
        if dom > 0 {
            let due = ExcelDateTime::from_ymd(2019, 10, dom).unwrap();
            sheet.write_datetime_with_format(row, 2, due, &day).unwrap();
        }
        sheet.write_string(row, 3, status).unwrap();
    }
    book.save_to_buffer().unwrap()
}

struct Desk(TempDir);

impl Desk {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let folder = TempDir::new().unwrap();
        let sample = repository("saves/worcestershire-2019.ron");
        std::fs::copy(sample, folder.path().join("board.ron")).unwrap();
        std::fs::write(folder.path().join(name), bytes).unwrap();
        Self(folder)
    }

    fn record(&self) -> Record {
        let bytes = std::fs::read(self.0.path().join("board.ron")).unwrap();
        read::read_record(bytes).unwrap().record
    }

    fn import(&self, name: &str, change: impl FnOnce(&mut ImportActions)) -> (u8, String) {
        let mut how = ImportActions {
            dry_run: false,
            partial: false,
            reason: String::new(),
            today: Ok(TODAY),
            place: process(),
        };
        change(&mut how);
        let (mut out, mut random) = (Vec::new(), fastrand::Rng::with_seed(3));
        let code = cli::import_actions(
            &self.0.path().join("board.ron"),
            &self.0.path().join(name),
            &how,
            || random.u32(..),
            &mut out,
        );
        (code, String::from_utf8(out).unwrap())
    }
}

#[test]
fn a_workbook_is_read_in_a_process_of_its_own() {
    let desk = Desk::new("plan.xlsx", &list());
    let before = desk.record().actions.len();
    let (code, text) = desk.import("plan.xlsx", |_| {});
    assert_eq!(code, FINDINGS, "{text}");
    assert!(
        text.contains("plan.xlsx:4: add: Write to every carer"),
        "{text}"
    );
    assert!(text.contains("plan.xlsx:5: refuse: No date"), "{text}");
    assert_eq!(desk.record().actions.len(), before);
    let (code, _) = desk.import("plan.xlsx", |how| how.partial = true);
    assert_eq!(code, FINDINGS);
    let record = desk.record();
    assert_eq!(record.actions.len(), before + 1);
    let action = record.actions.iter().last().unwrap();
    assert_eq!(action.original_due, date(2019, 10, 31));
    assert_eq!(action.owner, "Fostering manager");
}

#[test]
fn dates_move_only_with_a_reason_and_a_dry_run_writes_nothing() {
    let title = {
        let desk = Desk::new("x", b"");
        let record = desk.record();
        record.actions.iter().next().unwrap().title.clone()
    };
    let text = format!("Action,Due\n\"{title}\",31/12/2030\n");
    let desk = Desk::new("plan.csv", text.as_bytes());
    let before = desk.record();
    let (code, said) = desk.import("plan.csv", |_| {});
    assert!(code == FINDINGS && said.contains("--reason"), "{said}");
    let reason = |how: &mut ImportActions| how.reason = "Agreed by the board".to_owned();
    let (code, _) = desk.import("plan.csv", |how| {
        reason(how);
        how.dry_run = true;
    });
    assert_eq!((code, desk.record() == before), (CLEAN, true));
    let (code, _) = desk.import("plan.csv", reason);
    assert_eq!(code, CLEAN);
    let record = desk.record();
    let action = record.actions.iter().next().unwrap();
    let first = before.actions.iter().next().unwrap();
    assert_eq!(action.original_due, first.original_due);
    assert_eq!(action.due(), date(2030, 12, 31));
    assert_eq!(action.moves.last().unwrap().why, "Agreed by the board");
}

/// Replaces bytes by as many others, wherever they stand.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at + from.len() <= out.len() {
        if &out[at..at + from.len()] == from {
            out[at..at + from.len()].copy_from_slice(to);
        }
        at += 1;
    }
    out
}

fn bomb() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..1_500_u32 {
        let text = format!("{row}{}", "a".repeat(32_000));
        sheet.write_string(row, 0, text).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// The bomb with a directory that says its strings are small.
fn lying(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let starts: Vec<usize> = (0..out.len() - 4)
        .filter(|at| &out[*at..*at + 4] == b"PK\x01\x02")
        .collect();
    for at in starts {
        out[at + 24..at + 28].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    out
}

#[test]
fn a_hostile_workbook_ends_in_a_sentence_within_two_seconds() {
    let good = list();
    let far = {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "Action").unwrap();
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
        book.save_to_buffer().unwrap()
    };
    let bomb = bomb();
    let shapes: Vec<(&str, Vec<u8>)> = vec![
        ("shared strings", bomb.clone()),
        ("a lying directory", lying(&bomb)),
        ("far-apart cells", far),
        (
            "a name that climbs",
            replaced(&good, b"xl/styles.xml", b"../styles.xml"),
        ),
        (
            "other files",
            replaced(&good, b"docProps/core.xml", b"externalLinks/a.x"),
        ),
        ("cut in half", good[..good.len() / 2].to_vec()),
        ("cut at the end", good[..good.len() - 1].to_vec()),
        ("no archive", b"Action,Owner,Due\n".to_vec()),
        ("nothing", Vec::new()),
        ("zeros", vec![0; 100_000]),
    ];
    for (what, bytes) in shapes {
        let desk = Desk::new("plan.xlsx", &bytes);
        let before = desk.record();
        let started = Instant::now();
        let read = rows(&desk.0.path().join("plan.xlsx"), &process());
        let took = started.elapsed();
        let sentence = read.expect_err(what);
        assert!(
            sentence.contains("Nothing was read in"),
            "{what}: {sentence}"
        );
        assert!(took < Duration::from_secs(3), "{what}: {took:?}");
        let (code, _) = desk.import("plan.xlsx", |_| {});
        assert_eq!(code, UNREADABLE, "{what}");
        assert!(desk.record() == before, "{what}");
    }
}

#[test]
fn the_window_shows_what_a_list_would_do_and_takes_it_back_in_one_step() {
    let folder = TempDir::new().unwrap();
    let (board, plan) = (
        folder.path().join("board.ron"),
        folder.path().join("plan.csv"),
    );
    std::fs::copy(repository("saves/worcestershire-2019.ron"), &board).unwrap();
    std::fs::write(
        &plan,
        "Action,Who,Due\nWrite to every carer,Manager,31 Oct 2019\nBad,,never\n",
    )
    .unwrap();
    let answer = Answer {
        path: Some(plan),
        took: Duration::from_secs(2),
    };
    let mut app = TestApp::with(folder, [answer], vec![Message::Open(board)]);
    let before = app.record().clone();
    app.run(Command::ReadActions);
    assert!(matches!(app.state().modal, Some(Modal::Actions)));
    assert!(app.sees("1 to add, 1 refused"));
    assert!(app.sees("is read as owner"));
    app.click("Read in 1 action");
    assert_eq!(app.record().actions.len(), before.actions.len() + 1);
    app.run(Command::Undo);
    assert!(*app.record() == before);
}
