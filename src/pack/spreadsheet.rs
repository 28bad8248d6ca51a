//! The registers as a workbook for spreadsheets (XLSX): typed cells, heads that stay, ready to print.
//!
//! Days are dates, money and figures are numbers with a format, everything else is written as a
//! string cell, which no spreadsheet runs as a formula whatever it begins with. The time of creation
//! is the day of the record, so that the same record gives the same bytes.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::tables::{self, Cell, Line, Table};
use crate::model::{Reading, Record, Unit, date};

/// Most UTF-16 units that a cell holds.
const LONGEST: usize = 32_767;
/// What ends a text that is too long for a cell.
const CUT: &str = "… (cut here: the record has the whole text)";
/// A4.
const PAPER: u8 = 9;
/// Longest name in the running head, which has a limit of its own.
const LONGEST_NAME: usize = 80;

/// Where the figures come from: for the first sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The name of the record's file; empty where it has none yet.
    pub file: String,
    /// SHA-256 of the record, 64 hexadecimal digits.
    pub hash: String,
}

/// Every register as one workbook.
///
/// # Errors
/// A sentence when a register has more lines than a sheet can hold.
pub fn workbook(record: &Record, today: Date, stamp: &Stamp) -> Result<Vec<u8>, String> {
    made(record, today, stamp).map_err(|err| {
        format!(
            "The workbook could not be made: {err}. Nothing was written; the record is as it was."
        )
    })
}

fn made(record: &Record, today: Date, stamp: &Stamp) -> Result<Vec<u8>, XlsxError> {
    let tables = tables::all(record, today);
    let mut book = Workbook::new();
    let mut properties =
        DocProperties::new().set_title(format!("Registers of {}", name_of(record)));
    if let Some(day) = excel_day(today) {
        properties = properties.set_creation_datetime(&day);
    }
    book.set_properties(&properties);
    about(book.add_worksheet(), record, today, stamp, &tables)?;
    let mut formats = Formats::default();
    for table in &tables {
        let sheet = book.add_worksheet();
        sheet.set_name(table.name)?;
        fill(sheet, table, &mut formats)?;
        set_up(sheet, record, today, table.name);
    }
    book.save_to_buffer()
}

fn name_of(record: &Record) -> String {
    let name = record.organisation.name.trim();
    if name.is_empty() {
        "a board without a name".to_owned()
    } else {
        name.to_owned()
    }
}

/// One page wide, heads on every page, and whose it is.
fn set_up(sheet: &mut Worksheet, record: &Record, today: Date, title: &str) {
    // `&` begins a code in a running head.
    let name: String = name_of(record).chars().take(LONGEST_NAME).collect();
    let name = name.replace('&', "&&").replace(['\n', '\r'], " ");
    sheet
        .set_landscape()
        .set_paper_size(PAPER)
        .set_print_fit_to_pages(1, 0)
        .set_header(format!("&L{name}&R{title}"))
        .set_footer(format!(
            "&LPosition as at {}&RPage &P of &N",
            date::long(record.as_at.unwrap_or(today))
        ));
}

fn fill(sheet: &mut Worksheet, table: &Table, formats: &mut Formats) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Bottom)
        .set_border_bottom(FormatBorder::Thin);
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    for (column, made) in (0_u16..).zip(table.columns) {
        sheet.set_column_width(column, f64::from(made.width))?;
        sheet.write_string_with_format(0, column, made.head, &head)?;
    }
    for (row, line) in (1_u32..).zip(&table.lines) {
        write_line(sheet, row, line, formats)?;
    }
    let last_row = u32::try_from(table.lines.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    line: &Line,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    for (column, cell) in (0_u16..).zip(&line.cells) {
        let kind = Kind::of(cell);
        let format = formats.get(kind, line.illustrative);
        match cell {
            Cell::Empty => {}
            Cell::Text(text) | Cell::Symbol(text) => {
                sheet.write_string_with_format(row, column, fitting(text), format)?;
            }
            Cell::Day(day) => match excel_day(*day) {
                Some(serial) => {
                    sheet.write_datetime_with_format(row, column, serial, format)?;
                }
                // Before 1900 a spreadsheet has no days.
                None => {
                    sheet.write_string_with_format(row, column, date::short(*day), format)?;
                }
            },
            Cell::Money(amount) => {
                let pounds = amount.0 as f64 / 100.0;
                sheet.write_number_with_format(row, column, pounds, format)?;
            }
            Cell::Number(number, _) | Cell::Figure(number, _, _) => {
                sheet.write_number_with_format(row, column, *number, format)?;
            }
        }
    }
    Ok(())
}

fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, day) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// The text as far as a cell can hold it.
fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let room = LONGEST - CUT.encode_utf16().count();
    let mut used = 0;
    let mut cut: String = text
        .chars()
        .take_while(|c| {
            used += c.len_utf16();
            used <= room
        })
        .collect();
    cut.push_str(CUT);
    cut
}

/// How a cell is formatted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Text,
    Symbol,
    Number(String),
}

impl Kind {
    fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Empty | Cell::Text(_) => Self::Text,
            Cell::Symbol(_) => Self::Symbol,
            Cell::Day(_) => Self::Number("d mmm yyyy".to_owned()),
            Cell::Money(_) => Self::Number("\"£\"#,##0.00".to_owned()),
            Cell::Number(_, 0) => Self::Number("0".to_owned()),
            Cell::Number(_, places) => {
                Self::Number(format!("0.{}", "#".repeat(usize::from((*places).min(6)))))
            }
            Cell::Figure(_, unit, places) => Self::Number(pattern(unit, *places)),
        }
    }
}

/// The number format of a unit: `0.0" %"`. Figures are as the record has them, so 83 is 83 %.
fn pattern(unit: &Unit, places: u8) -> String {
    let mut digits = "#,##0".to_owned();
    if places > 0 {
        digits.push('.');
        digits.extend(std::iter::repeat_n('0', usize::from(places.min(6))));
    }
    match unit {
        Unit::Percent => format!("{digits}\" %\""),
        Unit::Count | Unit::CasesPerWorker | Unit::PerTenThousand => digits,
        Unit::Days => format!("{digits}\" days\""),
        Unit::Weeks => format!("{digits}\" weeks\""),
        Unit::Pounds => format!("\"£\"{digits}"),
        Unit::Other(name) => {
            let plain = |c: &char| c.is_alphanumeric() || *c == ' ';
            let name: String = name.chars().filter(plain).take(30).collect();
            format!("{digits}\" {name}\"")
        }
    }
}

/// Formats, made once each.
#[derive(Default)]
struct Formats(BTreeMap<(Kind, bool), Format>);

impl Formats {
    fn get(&mut self, kind: Kind, illustrative: bool) -> &Format {
        self.0
            .entry((kind, illustrative))
            .or_insert_with_key(|(kind, illustrative)| {
                let plain = Format::new().set_align(FormatAlign::Top);
                let format = match kind {
                    Kind::Text => plain.set_text_wrap(),
                    Kind::Symbol => plain.set_align(FormatAlign::Right),
                    Kind::Number(pattern) => plain.set_num_format(pattern),
                };
                if *illustrative {
                    format.set_italic()
                } else {
                    format
                }
            })
    }
}

/// The first sheet: whose record, as at which day, what the symbols mean.
fn about(
    sheet: &mut Worksheet,
    record: &Record,
    today: Date,
    stamp: &Stamp,
    tables: &[Table],
) -> Result<(), XlsxError> {
    sheet.set_name("About")?;
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 90)?;
    let title = Format::new().set_bold().set_font_size(16);
    let (strong, wrapped) = (
        Format::new().set_bold().set_align(FormatAlign::Top),
        Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_align(FormatAlign::Left),
    );
    sheet.write_string_with_format(0, 0, fitting(&name_of(record)), &title)?;
    for (row, (label, words)) in (2..).zip(about_lines(record, today, stamp, tables)) {
        if !words.is_empty() {
            sheet.write_string_with_format(row, 0, label, &strong)?;
            sheet.write_string_with_format(row, 1, fitting(&words), &wrapped)?;
        }
    }
    set_up(sheet, record, today, "About");
    Ok(())
}

/// Labels and texts; an empty text is an empty line.
fn about_lines(
    record: &Record,
    today: Date,
    stamp: &Stamp,
    tables: &[Table],
) -> Vec<(String, String)> {
    let own = |label: &str, words: String| (label.to_owned(), words);
    let gap = || (String::new(), String::new());
    let organisation = &record.organisation;
    let as_at = record.as_at.unwrap_or(today);
    let facts = [
        own("Controlled by", organisation.council.clone()),
        own("Position as at", date::long(as_at)),
        own("Days counted to", date::long(today)),
        own("Record", stamp.file.clone()),
        own("SHA-256 of the record", stamp.hash.clone()),
        own("About the record", organisation.about.clone()),
    ];
    let mut lines: Vec<_> = facts
        .into_iter()
        .filter(|(_, words)| !words.trim().is_empty())
        .collect();
    lines.push(gap());
    for table in tables {
        let count = table.lines.len();
        let noun = if count == 1 { "line" } else { "lines" };
        lines.push(own(table.name, format!("{count} {noun}. {}", table.about)));
    }
    lines.push(gap());
    let states = [
        Reading::Suppressed,
        Reading::NotApplicable,
        Reading::NotAvailable,
        Reading::RoundsToZero,
    ];
    for state in states {
        if let (Some(symbol), Some(reason)) = (state.symbol(), state.reason()) {
            lines.push(own(symbol, reason.to_owned()));
        }
    }
    lines.push(own(
        "fewer than 5, hidden",
        "The record has a figure, but it is not shown, so that nobody can be recognised."
            .to_owned(),
    ));
    lines.push(own(
        "Italics",
        "Invented for a sample record; the column Illustrative says “yes”.".to_owned(),
    ));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_record_gives_the_same_bytes() {
        let record = Record::default();
        let today = Date::constant(2019, 9, 24);
        let book = || workbook(&record, today, &Stamp::default()).unwrap();
        assert_eq!(book(), book());
    }

    #[test]
    fn a_long_text_is_cut_where_a_cell_ends_and_says_so() {
        let text = "𝔘".repeat(20_000);
        let cut = fitting(&text);
        assert!(cut.encode_utf16().count() <= LONGEST && cut.ends_with(CUT));
        assert_eq!(fitting("short"), "short");
    }

    #[test]
    fn figures_are_formatted_in_their_unit() {
        assert_eq!(pattern(&Unit::Percent, 1), "#,##0.0\" %\"");
        assert_eq!(
            pattern(&Unit::Other("a\"b;[x]".to_owned()), 0),
            "#,##0\" abx\""
        );
    }
}
