//! A document as PDF, and as pictures of the same pages.
//!
//! Typst sets it, as a library, with one constant template (`assets/pack/pack.typ`) that reads the
//! document as data and evaluates none of it. The file is PDF/UA-1, and PDF/A-3a too where files
//! travel inside; the same document gives the same bytes. Nothing here touches the disk, the network
//! or the clock, but setting 1,000 pages takes seconds and a gigabyte: the window and the command
//! line call it through `job::worker`, in a process of its own.
//!
//! - [`make`]: the file, with the pages of each part and what could not be printed.
//! - [`preview`]: pictures of some pages, set exactly as in the file.
//! - [`strings`]: every string of a finished file, for the leak check.
//!
//! A pack always comes out: characters that no face has are replaced by their number in brackets and
//! listed on the last page; long words get places to break; a cell too long for a row goes on below
//! its table; a drawing that cannot be read is replaced by what it says.

mod attach;
mod blocks;
mod clean;
mod donor;
mod fonts;
mod height;
mod measure;
mod prepare;
mod preview;
mod table;
mod typeset;
mod view;
mod world;

pub mod extract;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use clean::Replaced;
pub use extract::{Extract, Kind, Unreadable, extracts, squeeze, strings};
pub use preview::{Image, Preview, preview};

use super::doc::Document;

/// More rows are not set: a page of rows takes about a megabyte while it is set.
pub const MOST_ROWS: usize = 40_000;
/// More text is not set.
pub const MOST_TEXT: usize = 16 << 20;
/// Files that travel inside may have this many bytes in all.
pub const MOST_ATTACHED: usize = 256 << 20;

/// How a pack is set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// Size of the print.
    pub print: Print,
    /// Files merged page by page, each after a part. With any, the file is a bundle: it cannot claim
    /// PDF/UA, because nobody knows what the pages of others hold.
    pub bundle: Vec<Donor>,
}

/// Size of the print.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Print {
    /// Body text of 10 points.
    #[default]
    Normal,
    /// Every size 1.4 times as large; wide tables become lists.
    Large,
}

/// A PDF of somebody else, to be merged page by page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Donor {
    /// The index of the part that it follows.
    pub after_part: usize,
    /// The label of its pages: `5A` for `5A-1`.
    pub label: String,
    /// What it is called: "Paper 5A, business plan".
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A finished file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pages in all.
    pub pages: usize,
    /// Where each part stands.
    pub parts: Vec<PartPages>,
    /// Characters that no face could print.
    pub replaced: Vec<Replaced>,
    /// What the reader of the file should know: parts meant for one page that took more, drawings that
    /// could not be printed.
    pub remarks: Vec<String>,
}

/// The pages of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartPages {
    /// The first, from 1, counted through the file.
    pub first: usize,
    /// How many.
    pub count: usize,
}

/// Where the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Texts are cleaned and measured.
    Preparing,
    /// Pages are set.
    Setting,
    /// The file is written.
    Writing,
}

impl Stage {
    /// The words for a person who waits.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Preparing => "Preparing the text",
            Self::Setting => "Setting the pages",
            Self::Writing => "Writing the file",
        }
    }
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// More than can be set.
    TooLarge(String),
    /// A file that was to be merged cannot be.
    Donor {
        /// Its name.
        name: String,
        /// Why.
        reason: &'static str,
    },
    /// The typesetter refused, twice.
    Typesetter(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(what) => write!(
                f,
                "The pack is too large to be set: {what}. No file was written and the record is as it was. \
                 Leave a part out, or make two packs."
            ),
            Self::Donor { name, reason } => write!(
                f,
                "“{name}” cannot be merged page by page: {reason}. No file was written. Attach it instead, or \
                 save it again as a PDF without a password."
            ),
            Self::Typesetter(what) => write!(
                f,
                "The pages could not be set: {what}. No file was written and the record is as it was. \
                 Try the pack part by part to find the one that stops it."
            ),
        }
    }
}

impl std::error::Error for Error {}

/// Makes the file of a document.
///
/// # Errors
///
/// When the document is too large, a donor cannot be read, or the typesetter refuses.
pub fn make(document: &Document, options: &Options) -> Result<Made, Error> {
    make_with(document, options, &mut |_| {})
}

/// [`make`], told about every stage.
///
/// # Errors
///
/// As [`make`].
pub fn make_with(
    document: &Document,
    options: &Options,
    progress: &mut dyn FnMut(Stage),
) -> Result<Made, Error> {
    let mut set = typeset::set(document, options, progress)?;
    progress(Stage::Writing);
    let bytes = match typeset::write(&set.pages, document, options) {
        Ok(bytes) => bytes,
        Err(refused) => {
            // The typesetter itself knows rules that only the export checks: once more, with less.
            log::warn!("the file was refused, once more with plain text: {refused}");
            set = typeset::set_plain(document, options)?;
            typeset::write(&set.pages, document, options).map_err(Error::Typesetter)?
        }
    };
    typeset::forget();
    Ok(Made {
        bytes,
        pages: set.pages.pages().len(),
        parts: set.parts,
        replaced: set.replaced,
        remarks: set.remarks,
    })
}

impl Options {
    /// Whether the file will claim PDF/UA.
    pub fn accessible(&self) -> bool {
        self.bundle.is_empty()
    }
}
