//! Why an open record cannot be changed here, in words for the banner, the menus and the refusals.

use jiff::SignedDuration;

use crate::store::lock::Owner;

use super::{StorageAsk, dispatch::capital, keeping::moment_words};

/// What keeps a record from being changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The file is of a newer format, or has fields that this version does not know.
    Newer,
    /// Somebody else has the file open for writing.
    Locked,
    /// The file is read-only for this person.
    NotWritable,
    /// A pack as it was issued.
    Pack,
    /// An earlier version, looked at.
    Version,
}

impl Reason {
    /// Why a command is grey.
    pub const fn why_grey(self) -> &'static str {
        match self {
            Self::Newer => "The file was written by a newer version, so it is open for reading",
            Self::Locked => "Somebody else has the file open, so it is open for reading",
            Self::NotWritable => "The file is read-only, so it is open for reading",
            Self::Pack => "A pack stays as it was issued",
            Self::Version => "An earlier version is for reading; restore it to work on it",
        }
    }

    /// Whether a copy may be saved under another name.
    pub const fn may_be_copied(self) -> bool {
        match self {
            Self::Locked | Self::NotWritable => true,
            // A copy would lack what is not understood.
            Self::Newer | Self::Pack | Self::Version => false,
        }
    }
}

/// A record that is open for reading only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOnly {
    /// Why.
    pub reason: Reason,
    /// What happened, a short sentence.
    pub title: String,
    /// What it means and what to do, in sentences.
    pub sentence: String,
    /// What can be done about it: the verb and what it asks for, the best first.
    pub remedies: Vec<(&'static str, StorageAsk)>,
}

impl ReadOnly {
    /// All that there is to say.
    pub fn words(&self) -> String {
        format!("{} {}", self.title, self.sentence)
    }

    /// A file that this person may not write.
    pub fn not_writable() -> Self {
        Self {
            reason: Reason::NotWritable,
            title: "The file is read-only.".to_owned(),
            sentence: "The record is open for reading; save it under another name to work on it."
                .to_owned(),
            remedies: vec![("Save as…", StorageAsk::SaveAs)],
        }
    }

    /// A file with fields that this version does not know; `sentence` says which.
    pub fn newer(sentence: String) -> Self {
        Self {
            reason: Reason::Newer,
            title: "The file holds more than this version knows.".to_owned(),
            sentence,
            remedies: Vec::new(),
        }
    }

    /// A file that somebody else has open for writing, as far as known who.
    pub fn locked(owner: Option<&Owner>) -> Self {
        Self {
            reason: Reason::Locked,
            title: format!("{}.", holder(owner)),
            sentence: "You can read the record; changes they save appear here.".to_owned(),
            remedies: vec![
                ("Try again", StorageAsk::TryLock),
                ("Save as…", StorageAsk::SaveAs),
            ],
        }
    }

    /// A file that somebody on another computer has open, who has been silent for so long.
    pub fn silent(owner: &Owner, silent: SignedDuration) -> Self {
        Self {
            reason: Reason::Locked,
            title: format!("{}.", holder(Some(owner))),
            sentence: format!(
                "Their program has given no sign for {}. You can read the record, or take it over.",
                span_words(silent)
            ),
            remedies: vec![
                ("Try again", StorageAsk::TryLock),
                ("Take over…", StorageAsk::AskTakeOver),
            ],
        }
    }

    /// A file that somebody has taken over while it was open here.
    pub fn taken_over(owner: Option<&Owner>, unsaved: bool) -> Self {
        let sentence = if unsaved {
            "Your unsaved changes are in this window and in no file: save them under another name."
        } else {
            "You can read on; changes they save appear here."
        };
        Self {
            reason: Reason::Locked,
            title: format!("{} has taken the file over.", who(owner)),
            sentence: sentence.to_owned(),
            remedies: vec![
                ("Save as…", StorageAsk::SaveAs),
                ("Try again", StorageAsk::TryLock),
            ],
        }
    }

    /// The version of `when`, the one at `place` in the list of earlier ones.
    pub fn version(when: &str, place: usize) -> Self {
        Self {
            reason: Reason::Version,
            title: format!("Version of {when}."),
            sentence: "It is for reading; your record is as you left it.".to_owned(),
            remedies: vec![
                ("Back to the record", StorageAsk::LeaveVersion),
                ("Restore…", StorageAsk::AskToRestore(place)),
            ],
        }
    }

    /// A pack as it was issued; `sentence` says which.
    pub fn pack(sentence: impl Into<String>) -> Self {
        Self {
            reason: Reason::Pack,
            title: "A pack as it was issued.".to_owned(),
            sentence: sentence.into(),
            remedies: Vec::new(),
        }
    }
}

/// "ann on LAPTOP-7", as they call themselves.
fn who(owner: Option<&Owner>) -> String {
    match owner {
        // The name of a user is written as the user writes it.
        Some(owner) if !owner.user.is_empty() => owner.to_string(),
        Some(owner) => capital(&owner.to_string()),
        None => "Somebody".to_owned(),
    }
}

/// "ann on LAPTOP-7 has had the file open since 14:02, 24 Sep 2019".
pub(super) fn holder(owner: Option<&Owner>) -> String {
    match owner {
        Some(known) => format!(
            "{} has had the file open since {}",
            who(owner),
            moment_words(known.since)
        ),
        None => "Somebody has the file open".to_owned(),
    }
}

fn span_words(span: SignedDuration) -> String {
    match span.as_mins() {
        ..=1 => "a minute".to_owned(),
        minutes @ 2..=119 => format!("{minutes} minutes"),
        minutes @ 120..=2879 => format!("{} hours", minutes / 60),
        minutes => format!("{} days", minutes / 1440),
    }
}
