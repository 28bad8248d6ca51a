//! `trajectory import-actions`: a list of actions into a record, with the preview printed first.

use std::{io::Write, path::Path};

use jiff::civil::Date;

use crate::{
    analysis::action_list::{self, Judged, Preview, count_words},
    app::actions_in,
    edit::action_list::{Given, plan},
    job::worker::Place,
    store::{read, save},
};

use super::{
    CLEAN, FINDINGS, UNREADABLE,
    write_in::{alone, line, record_in, safe},
};

/// How a list was asked to be read in.
#[derive(Debug, Clone)]
pub struct ImportActions {
    /// Only print what would be done.
    pub dry_run: bool,
    /// Record what is sound even where other rows are refused.
    pub partial: bool,
    /// Why dates move, where rows do not say.
    pub reason: String,
    /// The day to work by: one that was asked for, or else the calendar's, which the record's own
    /// date overrides.
    pub today: Result<Date, Date>,
    /// Where a workbook is read.
    pub place: Place,
}

/// Reads a list of actions, prints what each row would do, and writes what is accepted.
///
/// Returns the exit code: [`CLEAN`], [`FINDINGS`] when rows were refused or dates would move without
/// a reason (nothing is written then, unless partial), [`UNREADABLE`] when a file could not be read
/// or written.
pub fn import_actions(
    record: &Path,
    list: &Path,
    how: &ImportActions,
    random: impl FnMut() -> u32,
    out: &mut impl Write,
) -> u8 {
    let mut text = String::new();
    let result = if how.dry_run {
        into(record, list, how, random, &mut text)
    } else {
        alone(record, &mut text, |text| {
            into(record, list, how, random, text)
        })
    };
    let code = result.unwrap_or_else(|sentence| {
        line(&mut text, &sentence);
        UNREADABLE
    });
    // A reader that has gone away wants no more.
    let _ignored = out.write_all(text.as_bytes());
    code
}

fn into(
    path: &Path,
    list: &Path,
    how: &ImportActions,
    random: impl FnMut() -> u32,
    text: &mut String,
) -> Result<u8, String> {
    let name = safe(&path.display().to_string());
    let (bytes, base) = save::load(path).map_err(|err| format!("{name}: error: {err}"))?;
    if !how.dry_run {
        save::clear_leftovers(path, &base);
    }
    let opened = read::read_record(bytes).map_err(|err| err.report(&name))?;
    let today = how
        .today
        .unwrap_or_else(|calendar| opened.record.as_at.unwrap_or(calendar));
    let from = safe(&list.display().to_string());
    let wrong = |err: String| format!("{from}: error: {}", safe(&err));
    let rows = actions_in::rows(list, &how.place).map_err(wrong)?;
    let preview = action_list::preview(rows, &opened.record, today).map_err(wrong)?;
    print(&preview, &from, text);
    let reasonless = how.reason.trim().is_empty() && preview.wanting_reason() > 0;
    let sound = preview.refused() == 0 && !reasonless;
    let code = if sound { CLEAN } else { FINDINGS };
    if reasonless {
        let words =
            "Nothing was written: dates would move without a reason. Give one with --reason.";
        line(text, words);
        return Ok(code);
    }
    if preview.refused() > 0 && !how.partial {
        let words = "Nothing was written: rows were refused. --partial takes the others.";
        line(text, words);
        return Ok(code);
    }
    let given = Given {
        by: String::new(),
        why: how.reason.clone(),
    };
    let Some(edit) = plan(&opened.record, &preview, &given, random) else {
        line(text, "Nothing to record.");
        return Ok(code);
    };
    let count = count_words(preview.changing());
    if how.dry_run {
        line(text, &format!("{count} would be recorded."));
        return Ok(code);
    }
    record_in(path, (opened, base), &edit, &count, text)?;
    Ok(code)
}

/// How the columns were read, then one line a row: `plan.csv:3: add: 12 Write to carers`.
fn print(preview: &Preview, from: &str, text: &mut String) {
    line(text, &format!("{from}: {}.", safe(&preview.mapping())));
    for row in &preview.rows {
        let Judged {
            line: number,
            title,
            what,
            ..
        } = row;
        let word = what.word();
        line(text, &format!("{from}:{number}: {word}: {}", safe(title)));
        for why in row.changes.iter().chain(&row.reasons) {
            line(text, &format!("{from}:{number}:   {}", safe(why)));
        }
    }
    line(text, &format!("{}.", preview.summary()));
}
