//! Workbooks, tables as text and calendars: read back by other programs, and as the record has them.

use std::{
    collections::BTreeMap, io::Cursor, path::Path, process::Command as Process, time::Duration,
};

use calamine::{Data, Reader as _, Xlsx};
use icalendar::{Component as _, EventLike as _};
use jiff::civil::{Date, date};
use tempfile::TempDir;
use trajectory::{
    analysis::action_list::{self, What},
    app::{
        Command, Format, Message, RegistersAsk,
        registers::{bytes, write},
    },
    cli,
    job::Answer,
    model::{Action, Id, Measure, MeasureValue, Pence, Reading, Record, Unit},
    pack::tables::{Cell, Register, Table, all},
};

use super::support::{TestApp, repository, sample};

const TODAY: Date = date(2019, 9, 24);
const SIGNS: [&str; 12] = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠",
];

/// A record whose every text would be run by a spreadsheet, were it no text.
fn traps() -> Record {
    let mut record = Record::default();
    let mut number = 0;
    for sign in SIGNS {
        for before in ["", " ", "\t", "\u{a0}\n"] {
            number += 1;
            let id: Id<Action> = format!("act-2019-{number:06}").parse().unwrap();
            let mut action = Action::new(id, number, date(2019, 10, 1));
            action.title = format!("{before}{sign}1+1");
            action.owner = format!("{before}{sign}HYPERLINK(\"http://x\",\"y\")");
            record.put(action.into());
        }
    }
    record
}

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn workbook(record: &Record) -> Vec<u8> {
    bytes(record, TODAY, Format::Workbook, "board.ron").unwrap()
}

/// What a cell must hold when it is read back.
fn agrees(cell: &Cell, read: &Data) -> bool {
    match cell {
        Cell::Empty => *read == Data::Empty,
        Cell::Text(text) | Cell::Symbol(text) => *read == Data::String(text.clone()),
        Cell::Day(day) => match read {
            Data::DateTime(at) => {
                let (year, month, dom, ..) = at.to_ymd_hms_milli();
                format!("{year:04}-{month:02}-{dom:02}") == day.to_string()
            }
            _ => false,
        },
        Cell::Money(Pence(pence)) => {
            matches!(read, Data::Float(n) if (n * 100.0 - *pence as f64).abs() < 1e-6)
        }
        Cell::Number(number, _) | Cell::Figure(number, _, _) => {
            matches!(read, Data::Float(n) if (n - number).abs() < 1e-9)
        }
    }
}

#[test]
fn a_workbook_reads_back_as_the_record() {
    let record = sample();
    let tables = all(&record, TODAY);
    let mut book = open(workbook(&record));
    let mut names = vec!["About".to_owned()];
    names.extend(tables.iter().map(|table| table.name.to_owned()));
    assert_eq!(book.sheet_names(), names);
    let mut compared = 0;
    for table in &tables {
        let range = book.worksheet_range(table.name).unwrap();
        for (row, line) in (1_u32..).zip(&table.lines) {
            for (column, cell) in (0_u32..).zip(&line.cells) {
                let empty = Data::Empty;
                let read = range.get_value((row, column)).unwrap_or(&empty);
                assert!(
                    agrees(cell, read),
                    "{} {row}:{column} {cell:?} {read:?}",
                    table.name
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn no_text_becomes_a_formula_in_a_workbook() {
    let record = traps();
    let mut book = open(workbook(&record));
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().next().is_none(), "{name}");
    }
    assert_eq!(workbook(&record), workbook(&record), "the same bytes");
}

#[test]
fn text_written_and_read_again_is_the_same_text() {
    for record in [traps(), sample()] {
        let table = Register::Actions.table(&record, TODAY);
        let text = trajectory::pack::table_csv::csv(&table);
        for field in text.split("\r\n").flat_map(|line| line.split(',')) {
            let bare = field.trim_start_matches('"');
            assert!(!bare.starts_with(['=', '@', '+']), "{field}");
        }
        let preview =
            action_list::preview(action_list::rows_of_text(&text).unwrap(), &record, TODAY)
                .unwrap();
        assert_eq!(preview.rows.len(), record.actions.len());
        for row in &preview.rows {
            assert!(matches!(row.what, What::Same(_)), "{row:?}");
        }
    }
}

#[test]
fn values_written_as_text_are_read_in_as_recorded() {
    let record = sample();
    let text = trajectory::pack::table_csv::csv(&Register::Measures.table(&record, TODAY));
    let preview = trajectory::analysis::figures::preview(
        &text,
        &record,
        TODAY,
        trajectory::analysis::figures::Fractions::PerCent,
    )
    .unwrap();
    assert_eq!(preview.changing(), 0, "{}", preview.summary());
}

#[test]
fn a_hidden_figure_leaves_in_no_form() {
    let mut record = Record::default();
    let mut measure = Measure::new("mea-2019-000001".parse().unwrap());
    measure.title = "Care leavers".to_owned();
    measure.unit = Unit::Count;
    measure.hide_below = Some(8_000);
    measure.values.push(MeasureValue::new(
        date(2019, 8, 31),
        Reading::Number(7_331.0),
    ));
    record.put(measure.into());
    let mut book = open(workbook(&record));
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        assert!(
            range
                .used_cells()
                .all(|(_, _, cell)| !cell.to_string().contains("7331"))
        );
    }
    for register in Register::ALL {
        let bytes = bytes(&record, TODAY, Format::Text(register), "").unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("7331") && !text.contains("7,331"), "{text}");
    }
}

#[test]
fn a_calendar_is_read_by_another_program() {
    let record = sample();
    let bytes = bytes(&record, TODAY, Format::Calendar, "").unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    let calendar: icalendar::Calendar = text.parse().unwrap();
    let mut events = BTreeMap::new();
    for part in &calendar.components {
        if let icalendar::CalendarComponent::Event(event) = part {
            let uid = event.get_uid().unwrap().to_owned();
            assert!(events.insert(uid, event.clone()).is_none(), "twice");
        }
    }
    for action in record.actions.iter().filter(|one| one.status.is_open()) {
        let event = &events[&format!("{}@trajectory", action.id)];
        let summary = event.get_summary().unwrap();
        assert!(summary.contains(&action.title), "{summary}");
        let icalendar::DatePerhapsTime::Date(day) = event.get_start().unwrap() else {
            panic!("an action has no hour");
        };
        assert_eq!(day.to_string(), action.due().to_string());
    }
    for gate in record.gates.iter().filter(|one| one.passed_on.is_none()) {
        assert!(events.contains_key(&format!("{}@trajectory", gate.id)));
    }
    let meeting = record.next_meeting(TODAY).unwrap();
    let event = &events[&format!("{}@trajectory", meeting.id)];
    assert_eq!(event.get_location(), Some(meeting.place.as_str()));
    assert!(text.contains("DTSTART;TZID=Europe/London:20190926T"));
    for item in meeting.agenda.iter().filter(|one| one.restricted.is_some()) {
        for paper in &item.papers {
            assert!(!text.contains(&paper.title), "a restricted paper is named");
        }
    }
}

/// The command of an office program, where there is one.
fn office() -> Option<&'static str> {
    let found = Process::new("soffice").arg("--version").output();
    found
        .is_ok_and(|out| out.status.success())
        .then_some("soffice")
}

/// One sheet of a workbook as `LibreOffice` reads it.
fn as_office_reads(folder: &Path, sheet: usize, file: &str) -> String {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    // Comma, quotes where needed, UTF-8, first line, as shown: no, formulas instead of values: yes.
    let filter = format!(
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,{sheet}"
    );
    let status = Process::new("soffice")
        .args([&profile, "--headless", "--convert-to", &filter, "--outdir"])
        .arg(folder)
        .arg(folder.join(file))
        .output()
        .unwrap();
    assert!(status.status.success());
    let made = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let csv = made
        .into_iter()
        .find(|path| path.extension().is_some_and(|end| end == "csv"))
        .unwrap();
    let text = std::fs::read_to_string(&csv).unwrap();
    std::fs::remove_file(csv).unwrap();
    text
}

#[test]
fn libreoffice_reads_the_same_figures_and_no_formula() {
    if office().is_none() {
        println!("skipped: soffice is not on the path");
        return;
    }
    let folder = TempDir::new().unwrap();
    write(&folder.path().join("traps.xlsx"), &workbook(&traps())).unwrap();
    let text = as_office_reads(folder.path(), 2, "traps.xlsx");
    let rows = action_list::rows_of_text(&text).unwrap();
    assert_eq!(rows.len(), traps().actions.len() + 1);
    // A formula would have become the number 2 or an error.
    assert!(text.matches("1+1").count() >= traps().actions.len());

    let record = sample();
    write(&folder.path().join("board.xlsx"), &workbook(&record)).unwrap();
    let table = |name: &str| -> Table {
        let mut tables = all(&record, TODAY).into_iter();
        tables.find(|table| table.name == name).unwrap()
    };
    let mut compared = 0;
    for (sheet, name) in [(4, "Values"), (6, "Claims")] {
        let text = as_office_reads(folder.path(), sheet, "board.xlsx");
        let rows = action_list::rows_of_text(&text).unwrap();
        for ((_, cells), line) in rows.iter().skip(1).zip(&table(name).lines) {
            for (cell, read) in line.cells.iter().zip(cells) {
                let wanted = match cell {
                    Cell::Money(Pence(pence)) => *pence as f64 / 100.0,
                    Cell::Number(number, _) | Cell::Figure(number, _, _) => *number,
                    _ => continue,
                };
                let digits: String = read
                    .chars()
                    .filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
                    .collect();
                assert!(
                    (digits.parse::<f64>().unwrap() - wanted).abs() < 1e-6,
                    "{read} {wanted}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn the_command_writes_each_form_and_refuses_in_a_sentence() {
    let folder = TempDir::new().unwrap();
    let record = repository("saves/worcestershire-2019.ron");
    let to = folder.path().join("out.xlsx");
    let export = |format, to: &Path| cli::export(&record, format, to, Err(TODAY), &mut Vec::new());
    let said = export(Format::Workbook, &to).unwrap();
    assert!(said.contains("workbook written"), "{said}");
    assert!(std::fs::read(&to).unwrap().starts_with(b"PK"));
    let nowhere = folder.path().join("none").join("out.ics");
    let refused = export(Format::Calendar, &nowhere).unwrap_err();
    assert!(refused.contains("error:"), "{refused}");
}

#[test]
fn an_export_takes_the_place_of_no_record() {
    let folder = TempDir::new().unwrap();
    let record = folder.path().join("board.ron");
    std::fs::copy(repository("saves/worcestershire-2019.ron"), &record).unwrap();
    let before = std::fs::read(&record).unwrap();
    let linked = folder.path().join("linked.csv");
    std::fs::hard_link(&record, &linked).unwrap();
    let other = folder.path().join("other.RON");
    for (to, says) in [
        (record.clone(), "the record itself"),
        (folder.path().join("./board.ron"), "the record itself"),
        (linked, "the record itself"),
        (other.clone(), "are records"),
    ] {
        // Where the system does not number its files, a second name of one cannot be known.
        if cfg!(not(unix)) && to.ends_with("linked.csv") {
            continue;
        }
        let format = Format::Text(Register::Actions);
        let refused = cli::export(&record, format, &to, Err(TODAY), &mut Vec::new()).unwrap_err();
        assert!(
            refused.contains(says) && refused.contains("Nothing was written."),
            "{refused}"
        );
        assert_eq!(std::fs::read(&record).unwrap(), before);
    }
    assert!(!other.exists());
}

#[test]
fn the_window_writes_an_export_and_leads_to_its_folder() {
    let folder = TempDir::new().unwrap();
    let to = folder.path().join("actions.csv");
    let answer = Answer {
        path: Some(to.clone()),
        took: Duration::from_secs(2),
    };
    let sample = folder.path().join("board.ron");
    std::fs::copy(repository("saves/worcestershire-2019.ron"), &sample).unwrap();
    let mut app = TestApp::with(folder, [answer], vec![Message::Open(sample)]);
    app.run(Command::Export);
    assert!(app.sees("In which form is the record wanted?"));
    app.click("Form: Text");
    assert!(app.sees("For Excel and LibreOffice") || app.sees("One table as comma-separated"));
    app.click("Choose where…");
    assert!(
        std::fs::read_to_string(&to)
            .unwrap()
            .contains("Number,Action")
    );
    let said = app.state().notices.history().last().unwrap();
    assert_eq!(said.shows.as_deref(), Some(to.as_path()));
    assert!(app.sees("Show in folder"));
}

#[test]
fn an_export_without_a_dialog_goes_to_a_typed_path() {
    let nothing = Answer {
        path: None,
        took: Duration::from_millis(5),
    };
    let folder = TempDir::new().unwrap();
    let sample = folder.path().join("board.ron");
    std::fs::copy(repository("saves/worcestershire-2019.ron"), &sample).unwrap();
    let to = folder.path().join("typed.ics");
    let mut app = TestApp::with(folder, [nothing], vec![Message::Open(sample)]);
    app.send(Message::Registers(RegistersAsk::Where(Format::Calendar)));
    assert!(app.sees("Type where to write the file"));
    app.type_into("Path", &to.display().to_string());
    app.click("Write");
    assert!(
        std::fs::read_to_string(&to)
            .unwrap()
            .starts_with("BEGIN:VCALENDAR")
    );
}
