//! `trajectory export`: the registers as a workbook or as text, the dates ahead as a calendar.

use std::path::Path;

use jiff::civil::Date;

use crate::{
    app::registers::{self, Format},
    store::{read, save, show::show_line},
};

/// Longest part of a sentence that comes from a file.
const LONGEST: usize = 300;

/// Writes a record in another form, whole or not at all.
///
/// `today` is a day that was asked for, or else the calendar's, which the record's own date
/// overrides. Returns what to print.
///
/// # Errors
/// A sentence when the record cannot be read or the file cannot be written; a file that was there is
/// as it was.
pub fn export(
    file: &Path,
    format: Format,
    to: &Path,
    today: Result<Date, Date>,
) -> Result<String, String> {
    let name = safe(&file.display().to_string());
    let (bytes, _) = save::load(file).map_err(|err| format!("{name}: error: {err}"))?;
    let opened = read::read_record(bytes).map_err(|err| err.report(&name))?;
    let today = today.unwrap_or_else(|calendar| opened.record.as_at.unwrap_or(calendar));
    let own_name = file.file_name().unwrap_or_default().to_string_lossy();
    let bytes = registers::bytes(&opened.record, today, format, &own_name)
        .map_err(|err| format!("{name}: error: {}", safe(&err)))?;
    let to_name = safe(&to.display().to_string());
    registers::write(to, &bytes).map_err(|err| format!("{to_name}: error: {}", safe(&err)))?;
    Ok(format!("{to_name}: {}.\n", format.written()))
}

fn safe(text: &str) -> String {
    show_line(text, LONGEST)
}
