//! Copies of an issued pack in other forms: of the pack that is open, or of the version issued last.

use std::path::{Path, PathBuf};

use crate::{
    job::{
        AskKind, FileKind, Finish,
        worker::{self, Cancel, Place},
    },
    pack::{
        doc::{Document, Edition},
        freeze::{ENDING, read_pack},
        html, leak,
        pdf::{self, Options, Print},
    },
    store::save,
};

use super::{
    AppState, Task, Working,
    preview::{Composed, composed},
};
use crate::app::{message::Done, notice::Level, registers};

/// A form that pages are written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// A PDF as it is issued.
    #[default]
    Pdf,
    /// A PDF with every size 1.4 times as large.
    Large,
    /// One page of HTML.
    Web,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Large, Self::Web];

    /// What it is called.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Large => "Large print",
            Self::Web => "Web page",
        }
    }

    /// The end of the names of its files.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => ".pdf",
            Self::Large => "-large.pdf",
            Self::Web => ".html",
        }
    }

    const fn files(self) -> FileKind {
        match self {
            Self::Pdf | Self::Large => FileKind::Pdf,
            Self::Web => FileKind::Page,
        }
    }

    fn options(self) -> Options {
        Options {
            print: match self {
                Self::Large => Print::Large,
                Self::Pdf | Self::Web => Print::Normal,
            },
            ..Options::default()
        }
    }
}

/// What is written to the place that is being chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A copy of what was issued.
    Copy(Form),
    /// The chair's brief.
    Brief,
}

impl Default for Wanted {
    fn default() -> Self {
        Self::Copy(Form::Pdf)
    }
}

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The file.
    pub file: PathBuf,
    /// What of its source is not as it was issued.
    pub changed: Vec<String>,
}

/// The word for an edition in a file name.
pub(super) const fn word(edition: Edition) -> &'static str {
    match edition {
        Edition::Directors => "directors",
        Edition::Public => "public",
    }
}

/// What an edition is called.
pub(super) const fn name(edition: Edition) -> &'static str {
    match edition {
        Edition::Directors => "Directors’ edition",
        Edition::Public => "Public edition",
    }
}

impl AppState {
    /// The issued pack that copies are made of: the one that is open, or the one issued last.
    pub fn copied_from(&self) -> Option<(PathBuf, u32)> {
        let document = self.document.as_ref()?;
        if let Some(pack) = &document.pack {
            return Some((document.path.clone()?, pack.version));
        }
        let meeting = self.packs.meeting(document.record(), self.today())?.id;
        if let Some(issued) = self.packs.issued.as_ref()
            && issued.meeting == meeting
        {
            return Some((issued.files.first()?.clone(), issued.version));
        }
        let shown = self.packs.shown.as_ref()?;
        let super::Before::Found(path) = &shown.before else {
            return None;
        };
        Some((path.clone(), shown.version.saturating_sub(1)))
    }

    fn suggested_copy(&self, form: Form) -> String {
        let from = self.copied_from().unwrap_or_default().0;
        let name = from.file_name().unwrap_or_default().to_string_lossy();
        let stem = name.strip_suffix(ENDING).unwrap_or(&name);
        let edition = word(self.packs.edition);
        format!("{stem}-{edition}{}", form.ending())
    }

    /// The name that the copy asked for would have.
    pub(in crate::app) fn suggested_copy_name(&self) -> String {
        match self.packs.wanted {
            Wanted::Copy(form) => self.suggested_copy(form),
            Wanted::Brief => self.suggested_brief(),
        }
    }

    /// Writes what was asked for: a copy of what was issued, or the chair's brief.
    pub(in crate::app) fn write_pages(&mut self, path: PathBuf) {
        match self.packs.wanted {
            Wanted::Copy(form) => self.copy_to(path, form),
            Wanted::Brief => self.brief_to(path),
        }
    }

    pub(super) fn ask_where_to_copy(&mut self, form: Form) {
        if self.copied_from().is_none() {
            return;
        }
        self.pack_desk().wanted = Wanted::Copy(form);
        let name = self.suggested_copy(form);
        let title = "Write the copy to";
        self.ask((AskKind::Save, form.files()), title, &name, None);
    }

    /// Sets the pages of the issued pack in the form asked for and writes them.
    fn copy_to(&mut self, path: PathBuf, form: Form) {
        let Some((from, _)) = self.copied_from() else {
            return;
        };
        let edition = self.packs.edition;
        let path = with_ending(path, form.files());
        let (number, cancel) = self.begin_task(Task::Copy, "Reading the pack");
        let place = self.outside.place.clone();
        let reply = self.outside.jobs.reply();
        self.outside.jobs.start("copy", Finish::Must, move || {
            let mut told = |words: &str| reply.send(Done::PackProgress(number, words.to_owned()));
            let result = copy(&from, &path, (form, edition), (&place, &cancel, &mut told));
            Done::PackCopied(number, Box::new(result))
        });
    }

    /// Takes the desk for a task: what is under way gives way to it.
    pub(super) fn begin_task(&mut self, task: Task, words: &str) -> (u64, Cancel) {
        if let Some(working) = &self.packs.working {
            working.cancel.cancel();
        }
        let cancel = Cancel::default();
        let desk = self.pack_desk();
        desk.number += 1;
        // Pages that were under way are asked for again.
        desk.asked = None;
        desk.working = Some(Working {
            words: words.to_owned(),
            task,
            cancel: cancel.clone(),
        });
        (desk.number, cancel)
    }

    pub(in crate::app) fn pack_copied(&mut self, number: u64, result: Result<Copied, String>) {
        let desk = self.pack_desk();
        if desk.number == number {
            desk.working = None;
        }
        match result {
            Ok(copied) => {
                let name = copied.file.file_name().unwrap_or_default();
                let mut words = format!("{} is written.", name.to_string_lossy());
                let level = if copied.changed.is_empty() {
                    Level::Done
                } else {
                    words.push_str(" The pack that it is made of was changed after its issue: ");
                    words.push_str(&copied.changed.join(" "));
                    Level::Warning
                };
                self.pack_desk().copied = Some(copied.file.clone());
                self.notices.push(level, words, self.now).shows = Some(copied.file);
            }
            Err(why) => self.say(Level::Error, why),
        }
    }
}

/// The path with the ending of its kind, where it has none.
pub(super) fn with_ending(path: PathBuf, files: FileKind) -> PathBuf {
    if path.extension().is_some() {
        path
    } else {
        path.with_extension(files.ending())
    }
}

pub(super) type Told<'t> = &'t mut dyn FnMut(&str);

fn copy(
    from: &Path,
    to: &Path,
    (form, edition): (Form, Edition),
    (place, cancel, told): (&Place, &Cancel, Told<'_>),
) -> Result<Copied, String> {
    let name = from.file_name().unwrap_or_default().to_string_lossy();
    let nothing = |err: String| format!("{name}: {err} Nothing was written.");
    let (bytes, _) = save::load(from).map_err(|err| nothing(format!("{err}.")))?;
    let opened = read_pack(bytes).map_err(|err| nothing(format!("{err}.")))?;
    let Composed {
        document, withheld, ..
    } = composed(&opened.pack, edition)?;
    let bytes = written(&document, form, &withheld, (place, cancel, &mut *told))?;
    if cancel.is_cancelled() {
        return Err("Cancelled. Nothing was written.".to_owned());
    }
    told("Writing the file");
    registers::write(to, &bytes)?;
    Ok(Copied {
        file: to.to_owned(),
        changed: opened.changed,
    })
}

/// A document in a form, searched for what it must not say.
pub(super) fn written(
    document: &Document,
    form: Form,
    withheld: &[String],
    (place, cancel, told): (&Place, &Cancel, Told<'_>),
) -> Result<Vec<u8>, String> {
    let bytes = match form {
        Form::Web => {
            told("Writing the web page");
            html::html(document).into_bytes()
        }
        Form::Pdf | Form::Large => {
            worker::pack::make(place, document, &form.options(), cancel, &mut *told)
                .map_err(|err| err.to_string())?
                .bytes
        }
    };
    if document.edition == Edition::Public {
        told("Looking for what is withheld");
        let strings = match form {
            Form::Web => leak::strings_of_html(&String::from_utf8_lossy(&bytes)),
            Form::Pdf | Form::Large => pdf::strings(&bytes).map_err(|err| err.to_string())?,
        };
        leak::refuse(&strings, withheld).map_err(|leak| leak.to_string())?;
    }
    Ok(bytes)
}
