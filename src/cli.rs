//! The headless commands: thin calls into the layers below, and what they print.

mod export;
mod import;
mod import_actions;
mod pack;
mod write_in;

use std::{
    ffi::OsString,
    io::Write,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use crate::{
    analysis::curve::{Curve, csv, curve, json, layout::Size, svg},
    app::Export,
    check::{self, Finding, Severity},
    job::FileKind,
    model::{Measure, Record},
    store::{
        read, save,
        show::show,
        source::{Place, Source},
    },
};

pub use crate::app::registers::Format;
pub use export::export;
pub use import::{Import, import};
pub use import_actions::{ImportActions, import_actions};
pub use pack::{Pack, Wanted, diff, pack, quarterly_return};

/// Nothing worse than a note.
pub const CLEAN: u8 = 0;
/// There are findings.
pub const FINDINGS: u8 = 1;
/// A file could not be read.
pub const UNREADABLE: u8 = 2;

/// A chart on paper.
const PAPER: Size = Size {
    width: 960.0,
    height: 560.0,
};

/// Commands that work without a window, for messages.
const HEADLESS: &str = "trajectory check FILE, trajectory curves FILE, trajectory import FILE FIGURES, trajectory import-actions FILE LIST, trajectory \
     export FILE --to xlsx -o OUT, trajectory pack FILE, trajectory return FILE, trajectory diff OLD NEW";

/// Checks records and prints their findings as `file:line:column: severity[rule]: sentence`.
///
/// `today` overrides the record's own date, which overrides the calendar's. A record of a newer format
/// is checked as far as it is understood, which is said on `err`, and is never clean. Returns the exit
/// code.
pub fn check(
    files: &[PathBuf],
    today: Option<Date>,
    calendar: Date,
    out: &mut impl Write,
    err: &mut impl Write,
) -> u8 {
    let mut code = CLEAN;
    for file in files {
        let mut text = String::new();
        code = code.max(check_one(file, today, calendar, &mut text, err));
        if out.write_all(text.as_bytes()).is_err() {
            // Nobody reads any more: there is nothing left to do.
            return code;
        }
    }
    code
}

fn check_one(
    file: &Path,
    today: Option<Date>,
    calendar: Date,
    text: &mut String,
    aside: &mut impl Write,
) -> u8 {
    let name = show(&file.display().to_string()).into_owned();
    let bytes = match save::load(file) {
        Ok((bytes, _)) => bytes,
        Err(err) => {
            text.push_str(&name);
            text.push_str(": error: ");
            text.push_str(&show(&err.to_string()));
            text.push('\n');
            return UNREADABLE;
        }
    };
    let known = match read::read_known(bytes) {
        Ok(known) => known,
        Err(err) => {
            text.push_str(&err.report(&name));
            text.push('\n');
            return UNREADABLE;
        }
    };
    let mut code = CLEAN;
    if let Some(note) = known.newer_note() {
        tell(aside, &name, &note);
        code = FINDINGS;
    }
    for err in &known.unknown {
        text.push_str(&err.report(&name));
        text.push('\n');
        if known.newer.is_none() {
            code = UNREADABLE;
        }
    }
    if known.unlisted > 0 {
        text.push_str(&known.unlisted.to_string());
        text.push_str(" more fields are not known here.\n\n");
    }
    let opened = known.opened;
    let today = today.or(opened.record.as_at).unwrap_or(calendar);
    let findings = check::run(&opened.record, today);
    let mut lines: Vec<(Place, String)> = Vec::with_capacity(findings.len());
    for finding in &findings {
        if finding.severity != Severity::Note {
            code = code.max(FINDINGS);
        }
        let place = place_of(&opened.source, finding);
        let Place { line, column } = place;
        let severity = finding.severity.word();
        let (rule, sentence) = (finding.rule.code(), show(&finding.message));
        lines.push((
            place,
            format!("{name}:{line}:{column}: {severity}[{rule}]: {sentence}\n"),
        ));
    }
    lines.sort_by_key(|(place, _)| (place.line, place.column));
    text.extend(lines.into_iter().map(|(_, line)| line));
    code
}

/// Reads a record for a command that does not change it: one of a newer format too, as far as it is
/// understood, which is said on `aside`.
fn record_to_read(file: &Path, aside: &mut impl Write) -> Result<ToRead, String> {
    let name = show(&file.display().to_string()).into_owned();
    let (bytes, _) = save::load(file).map_err(|err| format!("{name}: error: {err}"))?;
    let known = read::read_known(bytes).map_err(|err| err.report(&name))?;
    let newer = match (known.newer_note(), known.unknown.first()) {
        (Some(note), _) => {
            tell(aside, &name, &note);
            true
        }
        (None, Some(unknown)) => return Err(unknown.report(&name)),
        (None, None) => false,
    };
    Ok(ToRead {
        record: known.opened.record,
        newer,
    })
}

/// A record that is not to be changed.
struct ToRead {
    record: Record,
    /// Whether it is of a newer format, and so perhaps not whole.
    newer: bool,
}

/// Says something about a file that is no part of what was asked for.
fn tell(aside: &mut impl Write, name: &str, words: &str) {
    // Nobody may be listening there, and what was asked for is done all the same.
    let _ignored = writeln!(aside, "{name}: note: {}", show(words));
}

/// Where a finding is in the text: the field, else the item, else the list.
pub fn place_of(source: &Source, finding: &Finding) -> Place {
    let found = if let Some(id) = finding.at.id_text() {
        source
            .position_of(id, finding.field)
            .or_else(|| source.position_of(id, None))
    } else {
        let list = finding.at.list();
        finding
            .field
            .and_then(|field| source.position_of_path(&format!("{list}.{field}")))
            .or_else(|| source.position_of_path(list))
    };
    found.unwrap_or_default()
}

/// How curves are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Text,
    /// For other programs: an array with one object a measure.
    Json,
}

/// Prints the curve of each measure, or of the one with this id or name.
///
/// `today` is a day that was asked for, or else the calendar's, which the record's own date
/// overrides. That the record is of a newer format is said on `err`.
///
/// # Errors
/// A sentence when the file cannot be read or has no such measure.
pub fn curves(
    file: &Path,
    only: Option<&str>,
    form: Form,
    today: Result<Date, Date>,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), String> {
    let curves = chosen(file, only, today, err)?;
    let text = match form {
        Form::Json => {
            let list: Vec<_> = curves.iter().map(json::json).collect();
            let text = serde_json::to_string_pretty(&list).map_err(|err| err.to_string())?;
            format!("{text}\n")
        }
        Form::Text => curves
            .iter()
            .map(|curve| show_lines(&json::text(curve)))
            .collect(),
    };
    // A reader that has gone away wants no more.
    let _ignored = out.write_all(text.as_bytes());
    Ok(())
}

/// The curve of each measure of a record's file, or of those with this id or name.
fn chosen(
    file: &Path,
    only: Option<&str>,
    today: Result<Date, Date>,
    aside: &mut impl Write,
) -> Result<Vec<Curve>, String> {
    let name = show(&file.display().to_string()).into_owned();
    let record = record_to_read(file, aside)?.record;
    let today = today.unwrap_or_else(|calendar| record.as_at.unwrap_or(calendar));
    let wanted = |measure: &&Measure| {
        only.is_none_or(|only| {
            measure.id.as_str() == only || measure.title.eq_ignore_ascii_case(only)
        })
    };
    let curves: Vec<_> = record
        .measures
        .iter()
        .filter(wanted)
        .map(|m| curve(m, &record, today))
        .collect();
    if let (true, Some(only)) = (curves.is_empty(), only) {
        return Err(format!(
            "{name}: there is no measure with the id or name {}",
            show(only)
        ));
    }
    Ok(curves)
}

/// Writes the chart of one measure to a file: SVG, PNG or CSV by the ending of its name. A file of
/// the name is replaced. Says on `out` what was written.
///
/// `today` and `err` are as for [`curves`].
///
/// # Errors
/// A sentence when the record cannot be read, has no such measure, or the file cannot be written.
pub fn save_curve(
    file: &Path,
    measure: &str,
    to: &Path,
    today: Result<Date, Date>,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), String> {
    let ending = to.extension().unwrap_or_default().to_string_lossy();
    let kind = match ending.to_lowercase().as_str() {
        "svg" => FileKind::Svg,
        "png" => FileKind::Png,
        "csv" => FileKind::Csv,
        _other => {
            return Err(format!(
                "{}: error: the name must end in .svg, .png or .csv",
                show(&to.display().to_string())
            ));
        }
    };
    let chosen = chosen(file, Some(measure), today, err)?;
    let [curve] = &chosen[..] else {
        return Err(format!(
            "{}: error: {} measures are called {}; give the id",
            show(&file.display().to_string()),
            chosen.len(),
            show(measure)
        ));
    };
    let text = if kind == FileKind::Csv {
        csv::csv(curve)
    } else {
        svg::svg(curve, PAPER)
    };
    let export = Export {
        name: curve.title.clone(),
        kind,
        text: text.into(),
    };
    let name = show(&to.display().to_string()).into_owned();
    let bytes = export.bytes()?;
    let base = save::base_of(to).map_err(|err| format!("{name}: error: {err}"))?;
    save::save(to, &bytes, &base).map_err(|err| format!("{name}: error: {err}"))?;
    // A reader that has gone away wants no more.
    let _ignored = writeln!(out, "{name}: {}", show(&curve.verdict.alt));
    Ok(())
}

/// Record text made safe for a terminal, line by line.
fn show_lines(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for line in text.lines() {
        safe.push_str(&show(line));
        safe.push('\n');
    }
    safe
}

/// Whether there is a display to open a window on. Only Linux can tell by its environment.
///
/// # Errors
/// One sentence that says so and names the headless commands.
pub fn display_there(variable: impl Fn(&str) -> Option<OsString>) -> Result<(), String> {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !set("DISPLAY") && !set("WAYLAND_DISPLAY") {
        return Err(format!(
            "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is \
             set); without one this works: {HEADLESS}"
        ));
    }
    Ok(())
}

/// What to say when a thread of the program panics: where it happened, and where unsaved work is.
/// Never what was in the record.
pub fn panic_words(thread: Option<&str>, place: Option<&str>, folder: &Path) -> String {
    format!(
        "An error in the program stopped something ({}, {}). Unsaved work up to the last second is \
         kept in {} and is offered at the next start, should the window be gone.",
        thread.unwrap_or("a thread"),
        place.unwrap_or("place unknown"),
        folder.display()
    )
}

/// What to say when the window could not be opened, with the usual causes and what to try.
pub fn no_window(cause: &str) -> String {
    format!(
        "The window could not be opened: {}. No file was touched. The usual causes are a display \
         that is not reachable, a graphics driver without OpenGL, or a remote desktop; try \
         LIBGL_ALWAYS_SOFTWARE=1. Without a window this works: {HEADLESS}",
        show(cause)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_says_where_unsaved_work_is_and_nothing_of_what_is_in_it() {
        let words = panic_words(
            Some("save"),
            Some("src/x.rs:1:2"),
            Path::new("kept/unsaved"),
        );
        assert!(words.contains("save, src/x.rs:1:2") && words.contains("kept/unsaved"));
        assert!(panic_words(None, None, Path::new("")).contains("a thread"));
    }

    #[test]
    fn without_a_display_the_sentence_names_what_still_works() {
        if cfg!(target_os = "linux") {
            let sentence = display_there(|_| None).unwrap_err();
            assert!(sentence.contains("trajectory check") && !sentence.contains('\n'));
        }
        assert!(display_there(|name| (name == "DISPLAY").then(|| ":0".into())).is_ok());
    }
}
