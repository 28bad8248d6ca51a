//! The state of the program. Views read it; only `dispatch` changes it.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc, time::Duration};

use jiff::civil::{Date, DateTime, Time};

use crate::{
    job::{AskKind, FileKind, FilePicker, Runner, worker::Place},
    model::{Id, ItemRef, Meeting, SectionId},
    store::prefs::{Prefs, PrefsFile},
};

use super::{
    actions_in::ActionsDesk,
    document::Document,
    export::Export,
    figures::Desk,
    keeping::Keeping,
    message::Done,
    modal::{After, Modal},
    notes::Notebook,
    notice::{Notice, Notices},
    packs::PackDesk,
    registers::Format,
    route::Trail,
};

/// What the program needs from outside: everything here is replaced in tests.
pub struct Outside {
    /// The wall clock.
    pub clock: Box<dyn Fn() -> DateTime>,
    /// Asks for files.
    pub picker: Box<dyn FilePicker>,
    /// Runs work.
    pub jobs: Runner<Done>,
    /// Where the work is done that needs limits of its own.
    pub place: Place,
    /// Where preferences are kept.
    pub prefs_file: PrefsFile,
    /// Random numbers for new ids.
    pub random: fastrand::Rng,
}

/// A file dialog that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// To open or to save.
    pub kind: AskKind,
    /// What kind of file.
    pub files: FileKind,
    /// When it was asked, on the program's clock.
    pub since: Duration,
    /// What follows once the record is saved.
    pub then: Option<After>,
}

/// Something the window has to do that only it can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Close the window now.
    CloseWindow,
    /// Put text on the clipboard.
    Copy(String),
    /// Apply theme, density and zoom from the preferences.
    ApplyPrefs,
    /// Give the first field of this item the focus.
    Focus(ItemRef),
    /// Show the title of the document.
    Title,
    /// Show a meeting live.
    RunMeeting(Id<Meeting>),
}

/// The whole state.
pub struct AppState {
    /// The open record.
    pub document: Option<Document>,
    /// Where one is and was.
    pub trail: Trail,
    /// What each section shows, in its order; sections that never said so follow the record.
    pub shown: BTreeMap<SectionId, Arc<[ItemRef]>>,
    /// The question over the window.
    pub modal: Option<Modal>,
    /// Figures being read in.
    pub figures: Desk,
    /// What is to be written beside the record, while its path is asked for.
    pub export: Option<Export>,
    /// A list of actions being read in.
    pub actions_in: ActionsDesk,
    /// The pack being made.
    pub packs: Arc<PackDesk>,
    /// The form of the export whose file is being chosen.
    pub exporting: Format,
    /// How the record is kept safe.
    pub keeping: Keeping,
    /// Private notes, and what has changed since the last time.
    pub notes: Notebook,
    /// What was said.
    pub notices: Notices,
    /// Preferences.
    pub prefs: Prefs,
    /// A file dialog under way.
    pub asking: Option<Asking>,
    /// A file that is being read.
    pub opening: Option<PathBuf>,
    /// What follows once the save under way has ended well.
    pub after_save: Option<After>,
    /// The window may close: nothing is unsaved, or the person gave it up.
    pub may_close: bool,
    /// The calendar's today.
    pub calendar: Date,
    /// Time since the program started.
    pub now: Duration,
    /// The size that the window has.
    pub window: Option<crate::store::prefs::WindowSize>,
    /// What the window has to do.
    pub effects: Vec<Effect>,
    /// Clock, dialogs, threads.
    pub outside: Outside,
}

impl AppState {
    /// The state of a program that has just started.
    pub fn new(outside: Outside, prefs: Prefs) -> Self {
        let calendar = (outside.clock)().date();
        Self {
            document: None,
            trail: Trail::default(),
            shown: BTreeMap::new(),
            modal: None,
            figures: Desk::default(),
            export: None,
            actions_in: ActionsDesk::default(),
            packs: Arc::default(),
            exporting: Format::default(),
            keeping: Keeping::new(&outside),
            notes: Notebook::default(),
            notices: Notices::default(),
            prefs,
            asking: None,
            opening: None,
            after_save: None,
            may_close: false,
            calendar,
            now: Duration::ZERO,
            window: None,
            effects: vec![Effect::ApplyPrefs],
            outside,
        }
    }

    /// The day that counts as today.
    pub fn today(&self) -> Date {
        self.document
            .as_ref()
            .map_or(self.calendar, |document| document.today(self.calendar))
    }

    /// Whether closing would lose anything or cut a save short.
    pub fn is_safe_to_close(&self) -> bool {
        self.may_close
            || self
                .own_document()
                .is_none_or(|document| !document.is_unsaved() && document.saving.is_none())
    }

    /// Keeps the window's size for the next start, where it has changed.
    pub fn remember_window(&mut self) {
        if self.window.is_some() && self.window != self.prefs.window {
            self.prefs.window = self.window;
            self.keep_prefs();
        }
    }

    /// The time of day at which something was said.
    pub fn said_at(&self, notice: &Notice) -> Time {
        let ago = self.now.saturating_sub(notice.since);
        let now = (self.outside.clock)();
        now.checked_sub(ago).unwrap_or(now).time()
    }

    /// The title of the window: a dot for unsaved work.
    pub fn window_title(&self) -> String {
        match &self.document {
            None => "Trajectory".to_owned(),
            Some(document) => {
                let dot = if document.is_unsaved() { "• " } else { "" };
                format!("{dot}{} – Trajectory", document.title())
            }
        }
    }
}
