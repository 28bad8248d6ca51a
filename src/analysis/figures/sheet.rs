//! From text to a table: byte order mark, separator, quotes (RFC 4180), limits.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{MOST_BYTES, MOST_COLUMNS, MOST_ROWS};
use crate::analysis::formula::unguarded;

/// A row of the text.
#[derive(Debug, Clone)]
pub(in crate::analysis) struct Line {
    /// Line of the text in which it begins, from 1.
    pub number: u64,
    cells: Vec<String>,
}

impl Line {
    /// A row of a table that is no text.
    pub const fn new(number: u64, cells: Vec<String>) -> Self {
        Self { number, cells }
    }

    /// A cell without the blanks round it; empty past the end of the row.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Every cell.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(String::as_str)
    }
}

/// Cuts the text into rows; rows with nothing in them are left out.
pub(in crate::analysis) fn read(text: &str) -> Result<Vec<Line>, String> {
    if text.len() > MOST_BYTES {
        return Err(
            "The text is longer than 5 MB. Divide it and read in one part at a time.".to_owned(),
        );
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = Rows {
        reader: ReaderBuilder::new().delimiter(separator(text)).build(),
        rest: text.as_bytes(),
        number: 1,
        bytes: vec![0; text.len() + 1],
        ends: vec![0; MOST_COLUMNS + 1],
    };
    let mut lines: Vec<Line> = Vec::new();
    while let Some(line) = rows.next()? {
        if line.cells().all(str::is_empty) {
            continue;
        }
        if lines.len() == MOST_ROWS {
            return Err(format!(
                "The text has more than {MOST_ROWS} rows. Divide it and read in one part at a time."
            ));
        }
        lines.push(line);
    }
    let open = lines
        .last()
        .filter(|line| line.cells().any(|cell| cell.contains('\n')));
    match open {
        Some(line) if text.matches('"').count() % 2 == 1 => Err(format!(
            "A quotation mark opened in line {} is never closed.",
            line.number
        )),
        Some(_) | None if lines.is_empty() => Err("There is nothing to read.".to_owned()),
        Some(_) | None => Ok(lines),
    }
}

struct Rows<'t> {
    reader: Reader,
    rest: &'t [u8],
    number: u64,
    /// Room for one row: no row is longer than the text.
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Rows<'_> {
    /// Takes bytes off the rest and counts their lines.
    fn take(&mut self, count: usize) {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.number += taken
            .iter()
            .map(|byte| u64::from(*byte == b'\n'))
            .sum::<u64>();
        self.rest = rest;
    }

    fn next(&mut self) -> Result<Option<Line>, String> {
        let is_break = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let blank = self.rest.iter().take_while(|byte| is_break(byte)).count();
        self.take(blank);
        let number = self.number;
        let (mut filled, mut columns) = (0, 0);
        loop {
            let (result, read, written, ended) = self.reader.read_record(
                self.rest,
                self.bytes.get_mut(filled..).unwrap_or_default(),
                self.ends.get_mut(columns..).unwrap_or_default(),
            );
            self.take(read);
            filled += written;
            columns += ended;
            match result {
                // The rest is empty now, which the next turn reads as the end of the text.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    return Err(too_many_columns(number));
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
        }
        if columns > MOST_COLUMNS {
            return Err(too_many_columns(number));
        }
        let mut start = 0;
        let ends = self.ends.iter().take(columns);
        let cells = ends.map(|end| {
            let bytes = self.bytes.get(start..*end).unwrap_or_default();
            start = *end;
            // Cut at separators of one byte, so whole characters stay whole.
            let cell = String::from_utf8_lossy(bytes);
            unguarded(cell.trim()).to_owned()
        });
        Ok(Some(Line {
            number,
            cells: cells.collect(),
        }))
    }
}

fn too_many_columns(line: u64) -> String {
    format!("Line {line} has more than {MOST_COLUMNS} columns. Divide the table by columns.")
}

/// The separator: a tab where the first row has one (a spreadsheet's clipboard), else the commoner
/// of semicolon and comma, outside quotes.
fn separator(text: &str) -> u8 {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("");
    let (mut tabs, mut semicolons, mut commas, mut quoted) = (0_u32, 0_u32, 0_u32, false);
    for byte in first.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\t' if !quoted => tabs += 1,
            b';' if !quoted => semicolons += 1,
            b',' if !quoted => commas += 1,
            _other => {}
        }
    }
    if tabs > 0 {
        b'\t'
    } else if semicolons > commas {
        b';'
    } else {
        b','
    }
}
