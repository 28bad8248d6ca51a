//! Why an open record cannot be changed here, in words for the banner, the menus and the refusals.

use super::StorageAsk;

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
    /// What happened and what it means, for the banner.
    pub sentence: String,
    /// What can be done about it: the verb and what it asks for, the best first.
    pub remedies: Vec<(&'static str, StorageAsk)>,
}

impl ReadOnly {
    /// A file that this person may not write.
    pub fn not_writable() -> Self {
        Self {
            reason: Reason::NotWritable,
            sentence: "The file is read-only, so the record is open for reading. Save it under \
                       another name to work on it."
                .to_owned(),
            remedies: vec![("Save as…", StorageAsk::SaveAs)],
        }
    }

    /// A file with fields that this version does not know; `sentence` says which.
    pub fn newer(sentence: String) -> Self {
        Self {
            reason: Reason::Newer,
            sentence,
            remedies: Vec::new(),
        }
    }

    /// A pack as it was issued; `sentence` says which.
    pub fn pack(sentence: impl Into<String>) -> Self {
        Self {
            reason: Reason::Pack,
            sentence: sentence.into(),
            remedies: Vec::new(),
        }
    }
}
