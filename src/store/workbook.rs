//! A workbook (XLSX) that somebody else made, as rows of text. Only ever called in a process of its own.
//!
//! The directory of the archive is looked at before anything is unpacked: how many entries, how large
//! they say they are, how far they are packed, where their names lead. Then cells are read one by one,
//! never as a rectangle, so that two cells far apart cost two cells. What a directory hides from this
//! look meets the memory limit of the process.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

/// Most bytes of a workbook.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Most entries of its archive.
const MOST_ENTRIES: usize = 200;
/// Most bytes of all entries, unpacked.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// Most times an entry may be larger than it is packed.
const MOST_PACKED: u64 = 100;
/// An entry below this size is not asked how far it is packed.
const SMALL: u64 = 64 * 1024;
/// Most rows, columns and cells that are read.
const MOST_ROWS: u32 = 20_000;
const MOST_COLUMNS: u32 = 200;
const MOST_CELLS: usize = 400_000;
/// Most bytes of text in all cells.
const MOST_TEXT: usize = 8 * 1024 * 1024;

/// A row: its number in the sheet, from 1, and its cells from the first column.
pub type Row = (u64, Vec<String>);

/// The rows of the sheet called `wanted`, else of the first sheet; rows without a cell are left out.
///
/// # Errors
/// A sentence when it is no workbook, or a limit is passed.
pub fn rows(bytes: &[u8], wanted: &str) -> Result<Vec<Row>, String> {
    look_before(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|err| broken(&err))?;
    let names = book.sheet_names();
    let name = names
        .iter()
        .find(|name| name.trim().eq_ignore_ascii_case(wanted))
        .or_else(|| names.first())
        .ok_or_else(|| "The workbook has no sheet.".to_owned())?
        .clone();
    let mut cells = book
        .worksheet_cells_reader(&name)
        .map_err(|err| broken(&err))?;
    let mut rows: Vec<Row> = Vec::new();
    let (mut count, mut text) = (0_usize, 0_usize);
    while let Some(cell) = cells.next_cell().map_err(|err| broken(&err))? {
        let (row, column) = cell.get_position();
        let value = shown(cell.get_value());
        if value.is_empty() {
            continue;
        }
        count += 1;
        text += value.len();
        if row >= MOST_ROWS || column >= MOST_COLUMNS || count > MOST_CELLS || text > MOST_TEXT {
            return Err(format!(
                "The sheet “{name}” is too large to be a list of actions: at most {MOST_ROWS} rows \
                 and {MOST_COLUMNS} columns are read. Nothing was read in. Copy the list into a \
                 workbook of its own."
            ));
        }
        put(&mut rows, u64::from(row) + 1, column, value);
    }
    rows.sort_by_key(|(number, _)| *number);
    Ok(rows)
}

/// Sets a cell. Cells come in the order of the sheet, as a rule; what comes late finds its row too.
fn put(rows: &mut Vec<Row>, number: u64, column: u32, value: String) {
    let ahead = rows.last().is_none_or(|(last, _)| *last < number);
    let known = if ahead {
        None
    } else {
        rows.iter().rposition(|(other, _)| *other == number)
    };
    let place = known.unwrap_or_else(|| {
        rows.push((number, Vec::new()));
        rows.len() - 1
    });
    let column = usize::try_from(column).unwrap_or(0);
    if let Some((_, cells)) = rows.get_mut(place) {
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = value;
        }
    }
}

/// A cell as a person sees it; a day as year, month, day.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(true) => "yes".to_owned(),
        DataRef::Bool(false) => "no".to_owned(),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(length) => length.as_f64().to_string(),
        DataRef::DateTimeIso(text) => text.chars().take(10).collect(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn broken(err: &XlsxError) -> String {
    log::debug!("workbook: {err}");
    "The file is not a whole workbook (XLSX). Nothing was read in. Open it in the spreadsheet and \
     save it again, or save the list as “CSV UTF-8”."
        .to_owned()
}

/// Judges the archive by its directory alone.
fn look_before(bytes: &[u8]) -> Result<(), String> {
    let suspicious = |what: &str| {
        format!(
            "The workbook is not read: {what}. Nothing was read in. Save the list as “CSV UTF-8” \
             and read that in."
        )
    };
    if bytes.len() > MOST_BYTES {
        return Err(suspicious("it is larger than 16 MB"));
    }
    let entries = directory(bytes).ok_or_else(|| {
        "The file is not a workbook (XLSX), or a part of it is missing. Nothing was read in. Open \
         it in the spreadsheet and save it again, or save the list as “CSV UTF-8”."
            .to_owned()
    })?;
    if entries.len() > MOST_ENTRIES {
        return Err(suspicious("it has more than 200 parts"));
    }
    let mut whole = 0_u64;
    for entry in &entries {
        if entry.name.split(['/', '\\']).any(|part| part == "..")
            || entry.name.starts_with(['/', '\\'])
            || entry.name.contains(':')
        {
            return Err(suspicious(
                "a part of it has a name that leads out of its folder",
            ));
        }
        if entry.name.to_ascii_lowercase().contains("externallinks/") {
            return Err(suspicious("it takes figures from other files"));
        }
        whole = whole.saturating_add(entry.unpacked);
        if entry.unpacked > SMALL && entry.unpacked / entry.packed.max(1) > MOST_PACKED {
            return Err(suspicious(
                "a part of it would unpack to more than a hundred times its size",
            ));
        }
    }
    if whole > MOST_UNPACKED {
        return Err(suspicious("it would unpack to more than 64 MB"));
    }
    Ok(())
}

/// An entry of the directory of an archive.
struct Entry {
    name: String,
    packed: u64,
    unpacked: u64,
}

/// The central directory (PKWARE APPNOTE 4.3.12); none where the bytes are no such archive, or one
/// of the large kind that a workbook never needs.
fn directory(bytes: &[u8]) -> Option<Vec<Entry>> {
    const END: &[u8] = b"PK\x05\x06";
    const LENGTH: usize = 22;
    let last = bytes.len().checked_sub(LENGTH)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    let end = (first..=last)
        .rev()
        .find(|at| bytes.get(*at..at + END.len()) == Some(END))?;
    let count = usize::from(short(bytes, end + 10)?);
    let mut at = usize::try_from(long(bytes, end + 16)?).ok()?;
    let mut entries = Vec::new();
    for _ in 0..count {
        if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let lengths = [28, 30, 32].map(|place| short(bytes, at + place).map(usize::from));
        let [Some(name), Some(extra), Some(comment)] = lengths else {
            return None;
        };
        let written = bytes.get(at + 46..(at + 46).checked_add(name)?)?;
        entries.push(Entry {
            name: String::from_utf8_lossy(written).into_owned(),
            packed: u64::from(long(bytes, at + 20)?),
            unpacked: u64::from(long(bytes, at + 24)?),
        });
        at = at.checked_add(46 + name + extra + comment)?;
    }
    Some(entries)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    fn book(fill: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
        let mut book = Workbook::new();
        fill(book.add_worksheet());
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn rows_come_with_their_numbers_and_only_where_there_are_cells() {
        let bytes = book(|sheet| {
            sheet.write_string(0, 0, "Action").unwrap();
            sheet.write_number(0, 2, 3.5).unwrap();
            sheet.write_string(4, 1, "  text ").unwrap();
        });
        let rows = rows(&bytes, "Actions").unwrap();
        let own = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            rows,
            [(1, own(&["Action", "", "3.5"])), (5, own(&["", "text"]))]
        );
    }

    #[test]
    fn two_cells_far_apart_cost_two_cells() {
        let bytes = book(|sheet| {
            sheet.write_string(0, 0, "a").unwrap();
            sheet.write_string(1_048_575, 16_383, "b").unwrap();
        });
        assert!(rows(&bytes, "").unwrap_err().contains("too large"));
    }

    #[test]
    fn a_cut_file_and_no_archive_at_all_are_refused_in_words() {
        let bytes = book(|sheet| {
            sheet.write_string(0, 0, "a").unwrap();
        });
        for length in [0, 1, 21, bytes.len() / 2, bytes.len() - 1] {
            let sentence = rows(&bytes[..length], "").unwrap_err();
            assert!(
                sentence.contains("Nothing was read in"),
                "{length}: {sentence}"
            );
        }
        assert!(rows(b"measure,date,value", "").is_err());
    }
}
