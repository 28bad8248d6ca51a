//! `trajectory import`: figures of a file into a record, with the preview printed first.

use std::{io::Write, path::Path};

use jiff::civil::Date;

use crate::{
    analysis::figures::{
        self, Fractions, MOST_BYTES, Preview, PreviewRow, What, count_words, shown, shown_now,
    },
    edit::{
        figures::{Given, plan},
        statements::with_statements,
    },
    model::{Record, date},
    store::{read, save, text::read_text},
};

use super::{
    CLEAN, FINDINGS, UNREADABLE,
    write_in::{alone, line, record_in, safe},
};

/// How an import was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Import {
    /// Only print what would be done.
    pub dry_run: bool,
    /// Record what is sound even where other figures are refused.
    pub partial: bool,
    /// The day to work by: one that was asked for, or else the calendar's, which the record's own
    /// date overrides.
    pub today: Result<Date, Date>,
}

/// Reads figures, prints what each would do, and writes the accepted ones into the record's file.
///
/// Returns the exit code: [`CLEAN`], [`FINDINGS`] when figures were refused (nothing is written
/// then, unless partial), [`UNREADABLE`] when a file could not be read or written.
pub fn import(record: &Path, figures: &Path, how: Import, out: &mut impl Write) -> u8 {
    let mut text = String::new();
    let code = import_alone(record, figures, how, &mut text).unwrap_or_else(|sentence| {
        line(&mut text, &sentence);
        UNREADABLE
    });
    // A reader that has gone away wants no more.
    let _ignored = out.write_all(text.as_bytes());
    code
}

fn import_alone(path: &Path, figures: &Path, how: Import, text: &mut String) -> Result<u8, String> {
    if how.dry_run {
        return import_into(path, figures, how, text);
    }
    alone(path, text, |text| import_into(path, figures, how, text))
}

fn import_into(path: &Path, figures: &Path, how: Import, text: &mut String) -> Result<u8, String> {
    let name = safe(&path.display().to_string());
    let (bytes, base) = save::load(path).map_err(|err| format!("{name}: error: {err}"))?;
    if !how.dry_run {
        save::clear_leftovers(path, &base);
    }
    let opened = read::read_record(bytes).map_err(|err| err.report(&name))?;
    let today = how
        .today
        .unwrap_or_else(|calendar| opened.record.as_at.unwrap_or(calendar));
    let from = safe(&figures.display().to_string());
    let pasted = read_text(figures, MOST_BYTES).map_err(|err| format!("{from}: error: {err}"))?;
    let preview = figures::preview(&pasted, &opened.record, today, Fractions::Ask)
        .map_err(|err| format!("{from}: error: {}", safe(&err)))?;
    print(&preview, &opened.record, &from, text);
    let refused = preview.refused();
    let code = if refused > 0 { FINDINGS } else { CLEAN };
    if refused > 0 && !how.partial {
        line(
            text,
            "Nothing was written: figures were refused. --partial takes the others.",
        );
        return Ok(code);
    }
    let file = figures.file_name().unwrap_or_default().to_string_lossy();
    let given = Given {
        why: format!("Another figure in {file}"),
        ..Given::default()
    };
    let Some(edit) = plan(&opened.record, &preview, &given) else {
        line(text, "Nothing to record.");
        return Ok(code);
    };
    let edit = with_statements(&edit, &opened.record, today).unwrap_or(edit);
    let count = count_words(preview.changing());
    if how.dry_run {
        line(text, &format!("{count} would be recorded."));
        return Ok(code);
    }
    record_in(path, (opened, base), &edit, &count, text)?;
    Ok(code)
}

/// One line a figure: `figures.csv:3: add: Visits, 31 Aug 2019: 83 %`, then its reasons.
fn print(preview: &Preview, record: &Record, from: &str, text: &mut String) {
    for row in &preview.rows {
        let number = row.line;
        line(
            text,
            &format!(
                "{from}:{number}: {}: {}",
                row.what.word(),
                safe(&what(row, record))
            ),
        );
        for reason in &row.reasons {
            line(text, &format!("{from}:{number}:   {}", safe(&reason.text)));
        }
    }
    for note in &preview.notes {
        line(text, &format!("{from}: note: {}", safe(note)));
    }
    line(text, &format!("{}.", preview.summary()));
}

fn what(row: &PreviewRow, record: &Record) -> String {
    let measure = row.measure.and_then(|id| record.measures.get(id));
    let name = row.title(record);
    let day = row.date.map_or_else(|| row.date_text.clone(), date::short);
    let new = match (measure, &row.value) {
        (Some(measure), Some(value)) => shown(measure, value.reading),
        (None, _) | (_, None) => row.value_text.clone(),
    };
    match (row.what, measure) {
        (What::Revise { was }, Some(measure)) => {
            format!("{name}, {day}: {} → {new}", shown_now(measure, was))
        }
        (
            What::Add | What::Complete | What::Same | What::Refuse | What::Revise { .. },
            Some(_) | None,
        ) => format!("{name}, {day}: {new}"),
    }
}
