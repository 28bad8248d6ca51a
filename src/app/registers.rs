//! Ways out of the record into other programs: what is asked, made and written.
//!
//! [`bytes`] makes the file, [`write()`] puts it on the disk whole or not at all; both the window and
//! the command line use them. In the window the work is a task, and its end is a notice that leads
//! to the file.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::{
    job::{AskKind, FileKind, Finish, viewer},
    model::Record,
    pack::{
        calendar,
        spreadsheet::{self, Stamp},
        table_csv,
        tables::Register,
    },
    store::{
        save::{self, Base},
        write::record_text,
    },
};

use super::{AppState, files, message::Done, modal::Modal, notice::Level};

/// The form in which the record leaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Every register as a workbook.
    #[default]
    Workbook,
    /// One register as comma-separated text.
    Text(Register),
    /// What lies ahead as a calendar.
    Calendar,
}

impl Format {
    /// What was written, for a sentence.
    pub const fn written(self) -> &'static str {
        match self {
            Self::Workbook => "workbook written",
            Self::Text(_) => "table written",
            Self::Calendar => "calendar written",
        }
    }

    /// The ending of its files.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Text(_) => "csv",
            Self::Calendar => "ics",
        }
    }

    const fn files(self) -> FileKind {
        match self {
            Self::Workbook => FileKind::Workbook,
            Self::Text(_) => FileKind::Table,
            Self::Calendar => FileKind::Calendar,
        }
    }

    /// A name for the file, after the record's own.
    pub(super) fn suggested(self, record: &Record) -> String {
        let name = files::suggested_name(record);
        let stem = name.strip_suffix(".ron").unwrap_or(&name);
        match self {
            Self::Text(register) => format!("{stem}-{}.csv", register.word()),
            Self::Workbook | Self::Calendar => format!("{stem}.{}", self.ending()),
        }
    }
}

/// What the page of ways out asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistersAsk {
    /// Show another choice.
    Choose(Format),
    /// Ask where to, then write.
    Where(Format),
}

/// The file's bytes.
///
/// # Errors
/// A sentence when the record does not fit the form.
pub fn bytes(record: &Record, today: Date, format: Format, file: &str) -> Result<Vec<u8>, String> {
    match format {
        Format::Workbook => {
            let text = record_text(record).map_err(|err| err.to_string())?;
            let stamp = Stamp {
                file: file.to_owned(),
                hash: crate::pack::hash::sha256(text.as_bytes()),
            };
            spreadsheet::workbook(record, today, &stamp)
        }
        Format::Text(register) => Ok(table_csv::csv(&register.table(record, today)).into_bytes()),
        Format::Calendar => Ok(calendar::calendar(record, today).into_bytes()),
    }
}

/// Why an export of a record must not be written to a path; nothing where it may.
///
/// # Errors
/// A sentence, where the record itself or another one would give way to it.
pub fn may_write(record: Option<&Path>, to: &Path) -> Result<(), String> {
    let own = record.is_some_and(|record| save::same_file(record, to));
    let ending = to.extension().unwrap_or_default();
    if own || ending.eq_ignore_ascii_case("ron") {
        let what = if own {
            "This is the record itself"
        } else {
            "Files that end in .ron are records"
        };
        return Err(format!(
            "{what}: nothing else is written there. Choose another name."
        ));
    }
    Ok(())
}

/// Writes the file, whole or not at all, and never under the name of a record.
///
/// # Errors
/// A sentence; a file that was there is as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    may_write(None, path)?;
    let base = save::base_of(path).map_err(|err| err.to_string())?;
    save::save(path, bytes, &base)
        .map(|_base| ())
        .map_err(|err| err.to_string())
}

/// Writes a frozen pack, whole or not at all, and never over another: what was issued is kept.
///
/// # Errors
/// A sentence; a file that was there is as it was.
pub fn write_frozen(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let base = save::base_of(path).map_err(|err| err.to_string())?;
    if base.is_present() && base != Base::of(bytes) {
        return Err(
            "A file of this name is there and holds something else; a frozen pack is not written over \
             another, which may have been issued. Nothing was written; choose another name."
                .to_owned(),
        );
    }
    save::save(path, bytes, &base)
        .map(|_base| ())
        .map_err(|err| err.to_string())
}

impl AppState {
    pub(super) fn registers_asked(&mut self, ask: RegistersAsk) {
        match ask {
            RegistersAsk::Choose(format) => self.modal = Some(Modal::Export(format)),
            RegistersAsk::Where(format) => {
                let Some(document) = &self.document else {
                    return;
                };
                let name = format.suggested(document.record());
                self.modal = None;
                self.exporting = format;
                self.ask(
                    (AskKind::Save, format.files()),
                    "Write the export to",
                    &name,
                    None,
                );
            }
        }
    }

    /// Makes and writes the export, off the UI thread.
    pub(super) fn registers_to(&mut self, path: PathBuf) {
        let today = self.today();
        let Some(document) = &self.document else {
            return;
        };
        let format = self.exporting;
        let path = if path.extension().is_some() {
            path
        } else {
            path.with_extension(format.ending())
        };
        let (record, file) = (document.record().clone(), document.file_name());
        let own = document.path.clone();
        self.outside.jobs.start("registers", Finish::Must, move || {
            let result = may_write(own.as_deref(), &path)
                .and_then(|()| bytes(&record, today, format, &file))
                .and_then(|bytes| write(&path, &bytes))
                .map(|()| format);
            Done::RegistersWritten(path, result)
        });
    }

    pub(super) fn registers_written(&mut self, path: PathBuf, result: Result<Format, String>) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match result {
            Ok(format) => {
                let words = format!("{name}: {}.", format.written());
                self.notices.push(Level::Done, words, self.now).shows = Some(path);
            }
            Err(why) => {
                let words = format!("{name} was not written. {why} The record is as it was.");
                self.say(Level::Error, words);
            }
        }
    }

    /// Opens a file in the program that the system has for it, or its folder, off the UI thread.
    pub(super) fn look_at(&mut self, path: PathBuf, how: viewer::Look) {
        self.outside.jobs.start("viewer", Finish::May, move || {
            let result = viewer::look(&path, how);
            Done::Looked(path, result)
        });
    }

    /// Where the system cannot show a file, its path is put on the clipboard.
    pub(super) fn looked(&mut self, path: &Path, result: Result<(), String>) {
        if let Err(why) = result {
            let path = path.display().to_string();
            self.effects.push(super::Effect::Copy(path.clone()));
            self.say(
                Level::Warning,
                format!("{why} The path was copied instead: {path}"),
            );
        }
    }
}
