//! Figures being read in: the text, its preview, and the one edit that follows when it is confirmed.
//!
//! Reading the file and working out the preview are tasks; the record is touched only by
//! [`FiguresAsk::Confirm`].

use std::{path::PathBuf, sync::Arc};

use crate::{
    analysis::figures::{self, Fractions, MOST_BYTES, Preview, count_words},
    edit::figures::{Given, plan},
    job::{AskKind, FileKind, Finish},
    store::text::read_text,
};

use super::{AppState, message::Done, modal::Modal};

/// What the page of figures asks for.
#[derive(Debug, Clone)]
pub enum FiguresAsk {
    /// Read this text.
    Read(Arc<Pasted>),
    /// Choose a file.
    ChooseFile,
    /// Record what is accepted.
    Confirm(Given),
}

/// A text with figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The text itself.
    pub text: String,
    /// The name of the file, or of a text too long to be shown; none while it is typed.
    pub name: Option<String>,
    /// How bare fractions are read.
    pub fractions: Fractions,
}

/// The figures on the desk.
#[derive(Debug, Default)]
pub struct Desk {
    /// Moves when the desk is cleared, so that the page forgets what was typed.
    pub session: u64,
    /// What was pasted or read from a file.
    pub pasted: Arc<Pasted>,
    /// How many lines it has.
    pub lines: usize,
    /// What it would do, or why it cannot be read; none before there is a text.
    pub preview: Option<Result<Preview, String>>,
    /// Why a file could not be read.
    pub fault: Option<String>,
    /// The number of the latest reading, to tell its answer from earlier ones.
    number: u64,
    /// A reading is under way.
    pub reading: bool,
    /// The revision of the record that the preview was worked out for.
    revision: u64,
}

impl Desk {
    fn clear(&mut self) {
        *self = Self {
            session: self.session + 1,
            number: self.number + 1,
            ..Self::default()
        };
    }

    /// Why nothing can be recorded now.
    ///
    /// # Errors
    /// The reason, as the tooltip of the button.
    pub fn accepted(&self) -> Result<usize, &'static str> {
        match &self.preview {
            _ if self.reading => Err("The figures are being read"),
            None => Err("There are no figures yet"),
            Some(Err(_)) => Err("The text cannot be read"),
            Some(Ok(preview)) => match preview.changing() {
                0 if preview.rows.is_empty() => Err("The text has no figure for this record"),
                0 if preview.refused() == 0 => Err("Every figure is recorded already"),
                0 => Err("Every figure is refused or recorded already"),
                count => Ok(count),
            },
        }
    }
}

impl AppState {
    pub(super) fn open_figures(&mut self) {
        self.figures.clear();
        self.modal = Some(Modal::Figures);
    }

    pub(super) fn figures_asked(&mut self, ask: FiguresAsk) {
        match ask {
            FiguresAsk::Read(pasted) => self.read_figures(pasted),
            FiguresAsk::ChooseFile => {
                self.figures.fault = None;
                self.ask(
                    (AskKind::Open, FileKind::Figures),
                    "Choose a file with figures",
                    "",
                    None,
                );
            }
            FiguresAsk::Confirm(given) => self.confirm_figures(&given),
        }
    }

    /// Works the preview out, off the UI thread.
    fn read_figures(&mut self, pasted: Arc<Pasted>) {
        let today = self.today();
        let Some(document) = &self.document else {
            return;
        };
        let desk = &mut self.figures;
        desk.number += 1;
        desk.fault = None;
        desk.pasted = Arc::clone(&pasted);
        desk.lines = pasted.text.lines().count();
        desk.revision = document.history.revision();
        if pasted.text.trim().is_empty() {
            desk.preview = None;
            desk.reading = false;
            return;
        }
        desk.reading = true;
        let number = desk.number;
        let record = document.record().clone();
        self.outside.jobs.start("figures", Finish::May, move || {
            let preview = figures::preview(&pasted.text, &record, today, pasted.fractions);
            Done::Figures(number, Box::new(preview))
        });
    }

    pub(super) fn figures_read(&mut self, number: u64, preview: Result<Preview, String>) {
        let desk = &mut self.figures;
        if desk.number == number {
            desk.reading = false;
            desk.preview = Some(preview);
        }
    }

    /// Reads a chosen file, off the UI thread.
    pub(super) fn load_figures(&mut self, path: PathBuf) {
        self.figures.number += 1;
        self.figures.reading = true;
        let number = self.figures.number;
        self.outside
            .jobs
            .start("figures file", Finish::May, move || {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let text = read_text(&path, MOST_BYTES);
                Done::FiguresFile(number, name.into_owned(), text)
            });
    }

    pub(super) fn figures_loaded(
        &mut self,
        number: u64,
        name: String,
        text: Result<String, String>,
    ) {
        if self.figures.number != number || self.modal != Some(Modal::Figures) {
            return;
        }
        match text {
            Ok(text) => self.read_figures(Arc::new(Pasted {
                text,
                name: Some(name),
                fractions: self.figures.pasted.fractions,
            })),
            Err(why) => {
                self.figures.reading = false;
                self.figures.fault = Some(format!("{name}: {why}"));
            }
        }
    }

    fn confirm_figures(&mut self, given: &Given) {
        let Some(document) = &self.document else {
            return;
        };
        if self.figures.accepted().is_err() {
            return;
        }
        if self.figures.revision != document.history.revision() {
            let pasted = Arc::clone(&self.figures.pasted);
            self.read_figures(pasted);
            return self.look_again("figures");
        }
        let Some(Ok(preview)) = &self.figures.preview else {
            return;
        };
        let Some(edit) = plan(document.record(), preview, given) else {
            return;
        };
        let done = format!("{} added", count_words(preview.changing()));
        let refused = preview.refused();
        if self.read_in(&edit, &done, refused) {
            self.figures.clear();
        }
    }
}
