//! The one question that may be open, and what follows when it is answered.

use std::path::PathBuf;

use crate::job::{AskKind, FileKind};

use super::Format;

/// A question or a page over the window. One at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Modal {
    /// Unsaved changes: save, give them up, or stay.
    UnsavedChanges {
        /// What was asked for.
        then: After,
    },
    /// The file could not be read as a record; nothing on disk was changed.
    BrokenFile(BrokenFile),
    /// Type the path of a file, because no dialog appeared.
    TypePath {
        /// To open or to save.
        kind: AskKind,
        /// A record, or a file to be written beside it.
        files: FileKind,
        /// What was typed so far.
        typed: String,
        /// Why the person is asked to type.
        why: String,
        /// What is wrong with what was typed.
        fault: Option<String>,
        /// What follows once the record is saved there.
        then: Option<After>,
    },
    /// Two states of the record that are brought together; they are in the state.
    Merge,
    /// The file is no longer in its place.
    FileGone,
    /// Take the lock over from somebody who is silent?
    TakeOver,
    /// Earlier versions of the record; they are in the state.
    Versions,
    /// Restore an earlier version?
    RestoreVersion {
        /// Its place in the list.
        place: usize,
    },
    /// Unsaved work of an earlier run: put it back, throw it away, or leave it.
    FoundUnsaved {
        /// Its journal.
        file: PathBuf,
    },
    /// Throw unsaved work of an earlier run away?
    ThrowAwayUnsaved {
        /// Its journal.
        file: PathBuf,
    },
    /// Give up unsaved changes?
    Revert,
    /// Find an item or a command.
    Palette {
        /// What was typed.
        query: String,
        /// The row that Enter takes.
        row: usize,
    },
    /// Plan a meeting; what is typed is in the view.
    NewMeeting,
    /// Read figures in; what is on the desk is in the state.
    Figures,
    /// Read a list of actions in; what is on the desk is in the state.
    Actions,
    /// Write the record in another form: in which?
    Export(Format),
    /// Every key.
    Keys,
    /// Delete private notes: of what is open, or all?
    DeleteNotes,
    /// What has changed since the last time.
    Since,
    /// Everything the program has said.
    Notices,
    /// Version and licences.
    About,
}

impl Modal {
    /// Whether it stays when the record is read again because somebody else has written its file.
    pub(super) fn outlives_a_reload(&self) -> bool {
        match self {
            Self::BrokenFile(_) | Self::FileGone | Self::Merge | Self::RestoreVersion { .. } => {
                false
            }
            Self::UnsavedChanges { .. }
            | Self::TypePath { .. }
            | Self::FoundUnsaved { .. }
            | Self::ThrowAwayUnsaved { .. }
            | Self::TakeOver
            | Self::Versions
            | Self::Revert
            | Self::Palette { .. }
            | Self::NewMeeting
            | Self::Figures
            | Self::Actions
            | Self::Export(_)
            | Self::Keys
            | Self::DeleteNotes
            | Self::Since
            | Self::Notices
            | Self::About => true,
        }
    }
}

/// What a broken file looked like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenFile {
    /// Which file.
    pub path: PathBuf,
    /// `name:line:column`.
    pub place: String,
    /// What happened and what was expected.
    pub sentence: String,
    /// The line, with a caret under the place; empty where there is none.
    pub excerpt: String,
}

/// What was asked for when unsaved work stood in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    /// Close the program.
    Quit,
    /// Close the record.
    Close,
    /// Ask for a file to open.
    PickOpen,
    /// Open this file.
    Open(PathBuf),
    /// Begin a new record.
    New,
    /// Open the sample.
    OpenSample,
}

impl After {
    /// The question to ask.
    pub const fn question(&self) -> &'static str {
        match self {
            Self::Quit => "Save changes before you quit?",
            Self::Close => "Save changes before the record is closed?",
            Self::PickOpen | Self::Open(_) | Self::OpenSample => {
                "Save changes before another record is opened?"
            }
            Self::New => "Save changes before a new record is begun?",
        }
    }
}
