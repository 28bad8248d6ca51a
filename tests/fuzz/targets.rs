//! What is done with bytes from anywhere, and what must hold whatever they are.
//!
//! The fuzz targets beside this file and the tests that replay their corpus call the same functions.

use jiff::civil::date;
use trajectory::analysis::figures::{Fractions, preview};
use trajectory::model::{Action, Id, Record};
use trajectory::store::hash::hash_of;
use trajectory::store::read::{parse, read_known, read_record};
use trajectory::store::splice::splice as write_into;
use trajectory::store::write::record_text;
use trajectory::store::{journal, lexer::Lexer, lock};

/// A record with comments and odd formatting, to be edited.
const BOARD: &str = include_str!("board.ron");

/// Bytes as a file: a record that is written and read again as the same, or a sentence.
pub fn read(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let mut at = 0;
        for token in Lexer::new(text) {
            assert_eq!(token.start, at, "tokens leave nothing out");
            at = token.end;
        }
        assert_eq!(at, text.len(), "tokens reach the end");
    }
    match read_known(data.to_vec()) {
        Ok(known) => {
            let text = record_text(&known.opened.record).unwrap();
            let again = read_record(text.into_bytes()).unwrap();
            assert_eq!(
                again.record, known.opened.record,
                "what is written is what was read"
            );
        }
        Err(err) => {
            assert!(err.sentence.ends_with(['.', '?']), "{}", err.sentence);
            let report = err.report("x.ron");
            let tame = |letter: char| letter == '\n' || !letter.is_control();
            assert!(report.chars().all(tame), "nothing in it drives a terminal");
        }
    }
}

/// Bytes as a list of edits: each save reads back as the record in memory.
pub fn splice(data: &[u8]) {
    let opened = read_record(BOARD.as_bytes().to_vec()).unwrap();
    let (mut source, mut old) = (opened.source, opened.record);
    for edit in data.chunks(12).take(16) {
        let [what, which, rest @ ..] = edit else {
            return;
        };
        let text = String::from_utf8_lossy(rest).into_owned();
        let mut new = old.clone();
        change(&mut new, *what, usize::from(*which), text);
        let saved = write_into(&source, &old, &new).unwrap();
        assert_eq!(parse::<Record>(&saved).unwrap(), new, "a save reads back");
        if old == new {
            assert_eq!(
                saved.text(),
                source.text(),
                "nothing changed, nothing written"
            );
        }
        (source, old) = (saved, new);
    }
}

fn change(record: &mut Record, what: u8, which: usize, text: String) {
    let count = record.actions.len();
    let found = record.actions.iter().nth(which % count.max(1)).cloned();
    let mut numbers = (0_u32..).map(|step| u32::try_from(which).unwrap_or(0) + step * 7);
    let fresh = Id::<Action>::new(2021, || numbers.next().unwrap_or_default());
    match (what % 7, found) {
        (0, Some(mut action)) => {
            action.title = text;
            record.actions.put(action);
        }
        (1, Some(mut action)) => {
            action.detail = text;
            record.actions.put(action);
        }
        (2, Some(action)) => drop(record.actions.remove(action.id)),
        (3, Some(action)) => record.actions.move_to(action.id, text.len() % count),
        (4, _) => {
            let mut organisation = (*record.organisation).clone();
            organisation.about = text;
            record.put(organisation.into());
        }
        (_, _) => {
            let mut new = Action::new(fresh, 9, date(2019, 6, 28));
            new.owner = text;
            if record.actions.get(new.id).is_none() {
                record.actions.insert(which % (count + 1), new);
            }
        }
    }
}

/// Bytes as a lock file: an owner whose names can be shown, or none.
pub fn lock(data: &[u8]) {
    if let Some(owner) = lock::parse(data) {
        for words in [&owner.user, &owner.host, &owner.version] {
            assert!(!words.chars().any(char::is_control), "{words:?}");
        }
    }
}

/// Bytes as a journal: as they are, and as the edits of one that is sound.
pub fn journal(data: &[u8]) {
    let _fault = journal::parse(data).is_err();
    let mut bytes = b"trajectory journal 1\n".to_vec();
    let head = "{\"Head\":{\"path\":null,\"name\":\"A board\",\"base\":\"\"}}";
    bytes.extend(entry(head, BOARD.as_bytes()));
    for edit in data.chunks(12) {
        let [high, low, gone, rest @ ..] = edit else {
            break;
        };
        let from = u16::from_be_bytes([*high, *low]);
        let line = format!(
            "{{\"Edit\":{{\"at\":\"2020-01-31T12:00:00\",\"from\":{from},\"gone\":{gone}}}}}"
        );
        bytes.extend(entry(&line, rest));
    }
    if let Ok(found) = journal::parse(&bytes) {
        let text = record_text(&found.mine).unwrap();
        let again = read_record(text.into_bytes()).unwrap().record;
        assert_eq!(again, found.mine, "what is brought back can be saved");
    }
    let cut = bytes.len() - data.len().min(bytes.len()) / 2;
    let _fault = journal::parse(&bytes[..cut]).is_err();
}

/// An entry of a journal: its length, a checksum, a line of JSON, bytes.
fn entry(line: &str, text: &[u8]) -> Vec<u8> {
    let content = [line.as_bytes(), b"\n", text].concat();
    let sum = hash_of(&content);
    let length = u32::try_from(content.len()).unwrap();
    [&length.to_le_bytes(), &sum[..8], &content].concat()
}

/// Bytes as pasted figures: proposals, or a sentence.
pub fn csv(data: &[u8]) {
    let record = read_record(BOARD.as_bytes().to_vec()).unwrap().record;
    let text = String::from_utf8_lossy(data);
    for fractions in Fractions::ALL {
        match preview(&text, &record, date(2020, 3, 31), fractions) {
            Ok(preview) => assert!(preview.rows.len() <= 100_000, "rows are limited"),
            Err(sentence) => assert!(!sentence.is_empty(), "a refusal says why"),
        }
    }
}
