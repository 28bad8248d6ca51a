//! The headless commands: thin calls into the layers below, and what they print.

use std::{
    ffi::OsString,
    io::Write,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use crate::{
    check::{self, Finding, Severity},
    store::{
        read, save,
        show::show,
        source::{Place, Source},
    },
};

/// Nothing worse than a note.
pub const CLEAN: u8 = 0;
/// There are findings.
pub const FINDINGS: u8 = 1;
/// A file could not be read.
pub const UNREADABLE: u8 = 2;

/// Commands that work without a window, for messages.
const HEADLESS: &str = "trajectory check FILE";

/// Checks records and prints their findings as `file:line:column: severity[rule]: sentence`.
///
/// `today` overrides the record's own date, which overrides the calendar's. Returns the exit code.
pub fn check(files: &[PathBuf], today: Option<Date>, calendar: Date, out: &mut impl Write) -> u8 {
    let mut code = CLEAN;
    for file in files {
        let mut text = String::new();
        code = code.max(check_one(file, today, calendar, &mut text));
        if out.write_all(text.as_bytes()).is_err() {
            // Nobody reads any more: there is nothing left to do.
            return code;
        }
    }
    code
}

fn check_one(file: &Path, today: Option<Date>, calendar: Date, text: &mut String) -> u8 {
    let name = show(&file.display().to_string()).into_owned();
    let bytes = match save::load(file) {
        Ok((bytes, _)) => bytes,
        Err(err) => {
            text.push_str(&format!("{name}: error: {err}\n"));
            return UNREADABLE;
        }
    };
    let opened = match read::read_record(bytes) {
        Ok(opened) => opened,
        Err(err) => {
            text.push_str(&err.report(&name));
            text.push('\n');
            return UNREADABLE;
        }
    };
    let today = today.or(opened.record.as_at).unwrap_or(calendar);
    let findings = check::run(&opened.record, today);
    let mut code = CLEAN;
    let mut lines: Vec<(Place, String)> = Vec::with_capacity(findings.len());
    for finding in &findings {
        if finding.severity != Severity::Note {
            code = FINDINGS;
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
    lines.iter().for_each(|(_, line)| text.push_str(line));
    code
}

/// Where a finding is in the text: the field, else the item, else the list.
pub fn place_of(source: &Source, finding: &Finding) -> Place {
    let found = match finding.at.id_text() {
        Some(id) => source
            .position_of(id, finding.field)
            .or_else(|| source.position_of(id, None)),
        None => {
            let list = finding.at.list();
            finding
                .field
                .and_then(|field| source.position_of_path(&format!("{list}.{field}")))
                .or_else(|| source.position_of_path(list))
        }
    };
    found.unwrap_or_default()
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
    fn without_a_display_the_sentence_names_what_still_works() {
        if cfg!(target_os = "linux") {
            let sentence = display_there(|_| None).unwrap_err();
            assert!(sentence.contains("trajectory check") && !sentence.contains('\n'));
        }
        assert!(display_there(|name| (name == "DISPLAY").then(|| ":0".into())).is_ok());
    }
}
