//! A chart or its figures as a file of their own: asked for by a view, written by a task.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    job::{Answer, AskKind, FileKind, Finish},
    pack::picture,
    store::save::{self, Base, SaveError},
};

use super::{AppState, message::Done, modal::Modal, notice::Level, registers::may_write};

/// What is to be written: the text of a drawing or of a table, and as which kind of file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// "Contacts decided within 24 hours": the file is called after it.
    pub name: String,
    /// SVG, PNG or CSV.
    pub kind: FileKind,
    /// SVG for pictures, else CSV.
    pub text: Arc<str>,
}

/// Whether a file of the name may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Replace {
    /// The dialog has asked.
    Asked,
    /// Nobody has.
    Never,
}

/// How an export ended.
#[derive(Debug)]
pub enum ExportFailed {
    /// A file of this name is there already, and nobody said that it may be replaced.
    Exists(PathBuf),
    /// A sentence.
    Other(String),
}

impl Export {
    /// A file name made from the name.
    fn file_name(&self) -> String {
        let mut name = String::new();
        for letter in self.name.to_lowercase().chars() {
            if letter.is_alphanumeric() {
                name.push(letter);
            } else if !name.is_empty() && !name.ends_with('-') {
                name.push('-');
            }
        }
        let name: String = name.chars().take(80).collect();
        let name = match name.trim_end_matches('-') {
            "" => "chart",
            name => name,
        };
        format!("{name}.{}", self.kind.ending())
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// A sentence when the picture cannot be drawn.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        if self.kind == FileKind::Png {
            picture::png(&self.text)
        } else {
            Ok(self.text.as_bytes().to_vec())
        }
    }

    fn write(&self, path: &Path, replace: Replace) -> Result<(), ExportFailed> {
        let other = |err: SaveError| ExportFailed::Other(err.to_string());
        may_write(None, path).map_err(ExportFailed::Other)?;
        let bytes = self.bytes().map_err(ExportFailed::Other)?;
        let base = match replace {
            Replace::Asked => save::base_of(path).map_err(other)?,
            Replace::Never => Base::ABSENT,
        };
        match save::save(path, &bytes, &base) {
            Ok(_) => Ok(()),
            Err(SaveError::ChangedOnDisk) if replace == Replace::Never => {
                Err(ExportFailed::Exists(path.to_owned()))
            }
            Err(err) => Err(other(err)),
        }
    }
}

impl AppState {
    /// Asks where to write it.
    pub(super) fn export(&mut self, export: Export) {
        let name = export.file_name();
        let kind = export.kind;
        self.export = Some(export);
        let title = if kind == FileKind::Csv {
            "Save the figures as"
        } else {
            "Save the picture as"
        };
        self.ask((AskKind::Save, kind), title, &name, None);
    }

    /// The name that a typed path begins with.
    pub(super) fn export_name(&self) -> String {
        self.export
            .as_ref()
            .map_or_else(String::new, Export::file_name)
    }

    pub(super) fn export_picked(&mut self, kind: FileKind, answer: Answer) {
        if let Some(Modal::TypePath { .. }) = self.modal {
            self.modal = None;
        }
        if answer.is_no_dialog() {
            let why = "This desktop showed no file chooser. Type the path of the new file instead.";
            self.type_path((AskKind::Save, kind), why, None);
        } else if let Some(path) = answer.path {
            self.write_export(path, Replace::Asked);
        } else {
            self.export = None;
        }
    }

    /// Writes to a path that was typed: what is there already stays.
    pub(super) fn export_typed(&mut self, path: PathBuf) {
        self.write_export(path, Replace::Never);
    }

    fn write_export(&mut self, path: PathBuf, replace: Replace) {
        let Some(export) = self.export.clone() else {
            return;
        };
        let path = if path.extension().is_some() {
            path
        } else {
            path.with_extension(export.kind.ending())
        };
        self.outside.jobs.start("export", Finish::Must, move || {
            Done::Exported(Box::new(export.write(&path, replace).map(|()| path)))
        });
    }

    pub(super) fn exported(&mut self, result: Result<PathBuf, ExportFailed>) {
        match result {
            Ok(path) => {
                self.export = None;
                self.prefs.last_folder = path.parent().map(Path::to_owned);
                self.keep_prefs();
                self.say(Level::Done, format!("Saved {}.", path.display()));
            }
            Err(ExportFailed::Exists(path)) => {
                let Some(export) = &self.export else { return };
                self.modal = Some(Modal::TypePath {
                    kind: AskKind::Save,
                    files: export.kind,
                    typed: path.display().to_string(),
                    why: "Type where the new file goes.".to_owned(),
                    fault: Some(
                        "A file of this name is there already, and stays as it is. Type another name."
                            .to_owned(),
                    ),
                    then: None,
                });
            }
            Err(ExportFailed::Other(sentence)) => {
                self.export = None;
                self.say(Level::Error, sentence);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_after_what_it_shows() {
        let export = |name: &str, kind| Export {
            name: name.to_owned(),
            kind,
            text: "".into(),
        };
        let contacts = export("Contacts, 24 hours (%)", FileKind::Png);
        assert_eq!(contacts.file_name(), "contacts-24-hours.png");
        assert_eq!(export("…", FileKind::Csv).file_name(), "chart.csv");
    }
}
