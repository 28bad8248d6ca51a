//! Actions being read in: the file, its preview, and the one edit that follows when it is confirmed.
//!
//! Reading is a task; a workbook is read in a process of its own, with limits on time and memory. The
//! record is touched only by [`ActionsAsk::Confirm`].

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{
    analysis::{
        action_list::{self, Preview, Row, count_words},
        figures::MOST_BYTES,
    },
    edit::action_list::{Given, plan},
    job::{
        AskKind, FileKind, Finish,
        worker::{self, Place, sheet},
    },
    store::{save, text::read_text, workbook},
};

use super::{AppState, message::Done, modal::Modal};

/// What the page of actions asks for.
#[derive(Debug, Clone)]
pub enum ActionsAsk {
    /// Choose another file.
    ChooseFile,
    /// Record what is accepted.
    Confirm(Given),
}

/// The list on the desk.
#[derive(Debug, Default)]
pub struct ActionsDesk {
    /// Moves with each file, so that the page forgets what was typed.
    pub session: u64,
    /// The name of the file.
    pub name: String,
    /// What it would do, or why it cannot be read; none while it is being read.
    pub preview: Option<Result<Preview, String>>,
    rows: Vec<Row>,
    /// The revision of the record that the preview was worked out for.
    revision: u64,
}

impl ActionsDesk {
    /// How many rows can be recorded now.
    ///
    /// # Errors
    /// The reason why none can, as the tooltip of the button.
    pub fn accepted(&self, given: &Given) -> Result<usize, &'static str> {
        match &self.preview {
            None => Err("The list is being read"),
            Some(Err(_)) => Err("The list cannot be read"),
            Some(Ok(preview)) => match preview.changing() {
                0 if preview.rows.is_empty() => Err("The list has no action"),
                0 => Err("Every row is refused or recorded already"),
                _ if preview.wanting_reason() > 0 && given.why.trim().is_empty() => {
                    Err("Dates move: give the reason")
                }
                count => Ok(count),
            },
        }
    }
}

/// The rows of a list in a file: a workbook by its ending, else text.
///
/// # Errors
/// A sentence when it cannot be read.
pub fn rows(path: &Path, place: &Place) -> Result<Vec<Row>, String> {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    if ending == "xlsx" || ending == "xlsm" {
        let (bytes, _) = save::load(path).map_err(|err| err.to_string())?;
        if bytes.len() > workbook::MOST_BYTES {
            // Said by the reader too; here it is said before a process is started.
            return workbook::rows(&bytes, sheet::ACTIONS);
        }
        sheet::read(place, bytes).map_err(|err| match err {
            worker::Error::Refused(sentence) => sentence,
            worker::Error::TooLong(_) | worker::Error::Died(_) => sheet::TOO_MUCH.to_owned(),
            worker::Error::Cancelled | worker::Error::NotStarted(_) => err.to_string(),
        })
    } else {
        action_list::rows_of_text(&read_text(path, MOST_BYTES)?)
    }
}

/// How long a workbook may take.
pub const MOST_TIME: Duration = Duration::from_secs(2);

impl AppState {
    pub(super) fn actions_asked(&mut self, ask: ActionsAsk) {
        match ask {
            ActionsAsk::ChooseFile => self.choose_actions(),
            ActionsAsk::Confirm(given) => self.confirm_actions(&given),
        }
    }

    pub(super) fn choose_actions(&mut self) {
        self.modal = None;
        self.ask(
            (AskKind::Open, FileKind::ActionList),
            "Choose a list of actions",
            "",
            None,
        );
    }

    /// Reads a chosen file, off the UI thread.
    pub(super) fn load_actions(&mut self, path: PathBuf) {
        self.actions_in = ActionsDesk {
            session: self.actions_in.session + 1,
            name: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            ..ActionsDesk::default()
        };
        self.modal = Some(Modal::Actions);
        let (number, place) = (self.actions_in.session, self.outside.place.clone());
        self.outside
            .jobs
            .start("list of actions", Finish::May, move || {
                Done::ActionRows(number, rows(&path, &place))
            });
    }

    pub(super) fn actions_loaded(&mut self, number: u64, rows: Result<Vec<Row>, String>) {
        if self.actions_in.session != number || self.modal != Some(Modal::Actions) {
            return;
        }
        match rows {
            Ok(rows) => {
                self.actions_in.rows = rows;
                self.judge_actions();
            }
            Err(why) => self.actions_in.preview = Some(Err(why)),
        }
    }

    fn judge_actions(&mut self) {
        let today = self.today();
        let Some(document) = &self.document else {
            return;
        };
        let desk = &mut self.actions_in;
        desk.revision = document.history.revision();
        desk.preview = Some(action_list::preview(
            desk.rows.clone(),
            document.record(),
            today,
        ));
    }

    fn confirm_actions(&mut self, given: &Given) {
        let Some(document) = &self.document else {
            return;
        };
        if self.actions_in.accepted(given).is_err() {
            return;
        }
        if self.actions_in.revision != document.history.revision() {
            self.judge_actions();
            return self.look_again("list");
        }
        let Some(Ok(preview)) = &self.actions_in.preview else {
            return;
        };
        let random = &mut self.outside.random;
        let Some(edit) = plan(document.record(), preview, given, || random.u32(..)) else {
            return;
        };
        let done = format!("{} read in", count_words(preview.changing()));
        let refused = preview.refused();
        if self.read_in(&edit, &done, refused) {
            self.actions_in = ActionsDesk {
                session: self.actions_in.session + 1,
                ..ActionsDesk::default()
            };
        }
    }
}
