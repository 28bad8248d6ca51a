//! A pack as data: what stands in it, in reading order, before any layout.
//!
//! `compose` makes it, the ways out (PDF, HTML) draw it, and tests read it as text. What an edition
//! withholds is never put in here, so no way out can leak it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Who the pack is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Edition {
    /// Directors: everything, not for publication.
    #[default]
    Directors,
    /// The public: without what is restricted, small counts withheld.
    Public,
}

/// A whole pack, ready to be set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// "Board meeting pack, 26 September 2019, Worcestershire Children First": the title of the file.
    pub title: String,
    /// The body, by its full name.
    pub body: String,
    /// The body by the name that fits a running head.
    pub short_body: String,
    /// The controlling authority, which must be named (Local Authorities (Companies) Order 1995).
    pub controlled_by: String,
    /// Who it is for.
    pub edition: Edition,
    /// The line at the right of the running head: "Public edition. Version 1".
    pub mark: String,
    /// Version, from 1; 0 for a draft that was not issued.
    pub version: u32,
    /// Day of issue: also the date in the file, so that the same pack gives the same bytes.
    pub issued: Date,
    /// The day whose position the record describes.
    pub as_at: Date,
    /// SHA-256 of the record, 64 hexadecimal digits in lower case.
    pub record_hash: String,
    /// The first page; none for a return or a supplement, which begin with their first part.
    pub cover: Option<Cover>,
    /// The parts in order; each starts a page.
    pub parts: Vec<Part>,
    /// Files that travel inside the PDF.
    pub attachments: Vec<Attachment>,
}

/// The first page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cover {
    /// Two lines: "Board meeting" and "pack".
    pub title: Vec<String>,
    /// "Thursday 26 September 2019, 14:00".
    pub when: String,
    /// "Shadow board, County Hall, Worcester".
    pub what: String,
    /// The line of the plan.
    pub timeline: Option<Picture>,
    /// Up to four facts: label and text.
    pub facts: Vec<(String, String)>,
}

/// One part of a pack: an agenda item, a register, page one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// The stable label (`10`, `8A`, `S`): the prefix of its pages' labels. Empty for front and back
    /// matter, which have none.
    pub label: String,
    /// Heading of level 1, without the number.
    pub title: String,
    /// Bold first word of the line under the title ("Decide"); empty for none.
    pub purpose: String,
    /// The rest of that line.
    pub purpose_rest: String,
    /// Whether it must fit on one page (page one does).
    pub one_page: bool,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// Text with its marks: spans in order.
pub type Text = Vec<Span>;

/// A run of text in one style.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The text; line breaks in it are kept.
    pub text: String,
    /// How it looks.
    #[serde(default)]
    pub style: Style,
    /// The mark before it, drawn; the text beside it carries the meaning.
    #[serde(default)]
    pub mark: Option<Mark>,
    /// The index of the part that it leads to.
    #[serde(default)]
    pub to_part: Option<usize>,
}

/// How a run of text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Style {
    /// As its surroundings.
    #[default]
    Plain,
    /// What one looks for, words of a status.
    Strong,
    /// Smaller and grey: notes in a cell.
    Note,
    /// An illustrative value: italic means nothing else.
    Illustrative,
    /// Where the page of `to_part` is to be printed: the text is replaced by its number.
    PageOf,
}

/// A mark that is drawn: shape and letter say what colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mark {
    /// Diamond R.
    Red,
    /// Triangle A.
    Amber,
    /// Disc G.
    Green,
    /// Filled square B.
    Blue,
    /// Hollow square D: delivered, not yet embedded.
    Delivered,
    /// Bar: not started, superseded.
    Bar,
    /// Triangle with an exclamation mark: something expected is missing.
    Gap,
}

/// A piece of a part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A heading of level 2 or 3; levels are never skipped.
    Heading {
        /// 2 or 3.
        level: u8,
        /// The words.
        text: Text,
    },
    /// The sentence that opens a part: large, three lines at most.
    Verdict(Text),
    /// A paragraph of body text.
    Paragraph(Text),
    /// Small text that belongs to what stands before it.
    Note(Text),
    /// Something expected is missing: mark and sentence.
    Missing(Text),
    /// Figures side by side: five at most.
    Figures(Vec<Figure>),
    /// Label and value in two columns.
    Facts {
        /// Above it; empty for none.
        caption: String,
        /// Rows.
        rows: Vec<(String, Text)>,
        /// Width of the labels, millimetres.
        label_mm: f32,
    },
    /// A table with a head row.
    Table(Table),
    /// Paragraphs with a number in a hanging column: minutes.
    Numbered(Vec<(String, Text)>),
    /// A decision: bar, label, text, mover and votes.
    Decision {
        /// "Decision 19-07-04. Not in effect until Cabinet consents".
        label: String,
        /// What was or is to be resolved.
        text: Text,
        /// "Moved by …; 6 for, none against"; empty where not taken yet.
        votes: String,
    },
    /// Lines to sign on.
    SignOff {
        /// "Signed as a correct record by the chair".
        who: String,
        /// "at the meeting of 26 September 2019".
        what: String,
    },
    /// A drawing with its caption.
    Chart {
        /// The drawing.
        picture: Picture,
        /// Below it; empty for none.
        caption: String,
    },
    /// Two columns of equal width; the left is read first, whole.
    TwoUp(Vec<Self>, Vec<Self>),
    /// Two columns, the left one narrow: a clause's position beside its thread. The left is read
    /// first, whole; both stay on one page where they fit on one.
    Beside {
        /// Width of the left column, millimetres; the right one takes the rest, less a gutter of 4.
        left_mm: f32,
        /// The left column.
        left: Vec<Self>,
        /// The right column.
        right: Vec<Self>,
    },
    /// Stays on one page.
    Together(Vec<Self>),
}

/// A figure with its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// "3", "c", "61 %".
    pub value: String,
    /// "to decide".
    pub label: String,
    /// A line below; empty for none.
    pub note: String,
    /// Whether it is invented for a sample.
    pub illustrative: bool,
}

/// A drawing as SVG whose text is set in Inter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The SVG, without anything that the edition withholds.
    pub svg: String,
    /// Width, points.
    pub width_pt: f32,
    /// Height, points.
    pub height_pt: f32,
    /// What it says, in words: at most 450 characters.
    pub alt: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Above it; empty for none.
    pub caption: String,
    /// Columns: at least one, each with a head of its own.
    pub columns: Vec<Column>,
    /// Rows; each has as many cells as there are columns.
    pub rows: Vec<Row>,
    /// Below it, kept with its last row; empty for none.
    pub note: Text,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its head: never empty.
    pub head: String,
    /// Width in millimetres; 0 takes a share of the rest.
    pub width_mm: f32,
    /// Numerals and dates right, text left.
    pub right: bool,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// One a column.
    pub cells: Vec<Text>,
    /// Whether it is the total: bold.
    pub total: bool,
}

/// A file that travels inside the PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name: no folder in it.
    pub name: String,
    /// Media type.
    pub mime: String,
    /// What it is, for the reader's list.
    pub description: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Span {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Strong text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self {
            style: Style::Strong,
            ..Self::plain(text)
        }
    }
}

/// One plain span.
pub fn plain(text: impl Into<String>) -> Text {
    vec![Span::plain(text)]
}

/// One strong span.
pub fn strong(text: impl Into<String>) -> Text {
    vec![Span::strong(text)]
}
