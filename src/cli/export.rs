//! `trajectory export`: the registers as a workbook or as text, the dates ahead as a calendar.

use std::{io::Write, path::Path};

use jiff::civil::Date;

use crate::{
    app::registers::{self, Format},
    store::show::show_line,
};

use super::record_to_read;

/// Longest part of a sentence that comes from a file.
const LONGEST: usize = 300;

/// Writes a record in another form, whole or not at all.
///
/// `today` is a day that was asked for, or else the calendar's, which the record's own date
/// overrides. Returns what to print; that the record is of a newer format is said on `err`.
///
/// # Errors
/// A sentence when the record cannot be read or the file cannot be written; a file that was there is
/// as it was.
pub fn export(
    file: &Path,
    format: Format,
    to: &Path,
    today: Result<Date, Date>,
    err: &mut impl Write,
) -> Result<String, String> {
    let name = safe(&file.display().to_string());
    let to_name = safe(&to.display().to_string());
    registers::may_write(Some(file), to)
        .map_err(|err| format!("{to_name}: error: {err} Nothing was written."))?;
    let record = record_to_read(file, err)?.record;
    let today = today.unwrap_or_else(|calendar| record.as_at.unwrap_or(calendar));
    let own_name = file.file_name().unwrap_or_default().to_string_lossy();
    let bytes = registers::bytes(&record, today, format, &own_name)
        .map_err(|err| format!("{name}: error: {}", safe(&err)))?;
    registers::write(to, &bytes).map_err(|err| format!("{to_name}: error: {}", safe(&err)))?;
    Ok(format!("{to_name}: {}.\n", format.written()))
}

fn safe(text: &str) -> String {
    show_line(text, LONGEST)
}
