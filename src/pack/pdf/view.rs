//! What the template reads: the document cleaned, measured and flattened, as JSON. The names here are
//! the names in `assets/pack/pack.typ`.

use serde::{Serialize, Serializer, ser::SerializeStruct as _};

/// The whole pack.
#[derive(Debug, Serialize)]
pub struct Pack {
    pub title: String,
    pub body: String,
    pub controlled: String,
    pub head: String,
    /// Mark of the running head: strong and plain.
    pub mark: (String, String),
    pub foot: String,
    pub date: (i16, i8, i8),
    pub fonts: Vec<&'static str>,
    pub scale: f64,
    pub files: Vec<File>,
    pub cover: Option<Cover>,
    pub parts: Vec<Part>,
    /// The rows of all tables, which name theirs by number.
    pub tables: Vec<Vec<Row>>,
}

/// A file that travels inside.
#[derive(Debug, Serialize)]
pub struct File {
    pub name: String,
    pub path: String,
    pub mime: String,
    pub description: String,
}

/// The first page.
#[derive(Debug, Serialize)]
pub struct Cover {
    pub title: Vec<String>,
    pub when: String,
    pub what: String,
    pub timeline: Option<Picture>,
    pub facts: Vec<CoverFact>,
}

/// A fact of the first page.
#[derive(Debug, Serialize)]
pub struct CoverFact {
    pub label: String,
    pub value: String,
    pub more: String,
}

/// A drawing.
#[derive(Debug, Serialize)]
pub struct Picture {
    pub svg: String,
    pub width: f64,
    pub height: f64,
    pub alt: String,
}

/// A part.
#[derive(Debug, Serialize)]
pub struct Part {
    pub label: String,
    pub title: String,
    pub purpose: String,
    pub purpose_rest: String,
    pub style: PartStyle,
    /// Pages of another file, merged after the blocks.
    pub merged: Vec<Merged>,
    pub blocks: Vec<Block>,
}

/// How the blocks of a part are set.
#[derive(Debug, Serialize)]
pub struct PartStyle {
    pub one_page: bool,
    /// Space above and below the text of a row.
    pub pad: f64,
    /// What is taken from the space between blocks.
    pub close: f64,
}

/// A page of another file.
#[derive(Debug, Serialize)]
pub struct Merged {
    /// On its first page, the label of this one and of those that follow.
    pub label: Option<String>,
    pub path: String,
    pub page: usize,
    pub alt: String,
}

/// A run of text. One that nothing distinguishes is written as a bare string: a long pack has tens of
/// thousands, and the template has the least to do with those.
#[derive(Debug, Clone)]
pub struct Span {
    pub text: String,
    pub style: &'static str,
    pub mark: Option<&'static str>,
    pub part: Option<usize>,
    pub note: Option<usize>,
}

impl Span {
    /// A run like those around it.
    pub const fn bare(text: String) -> Self {
        Self {
            text,
            style: "plain",
            mark: None,
            part: None,
            note: None,
        }
    }

    /// Whether nothing but its words distinguishes it.
    pub fn is_bare(&self) -> bool {
        self.style == "plain" && self.mark.is_none() && self.part.is_none() && self.note.is_none()
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_bare() {
            return serializer.serialize_str(&self.text);
        }
        let mut fields = serializer.serialize_struct("Span", 5)?;
        fields.serialize_field("text", &self.text)?;
        fields.serialize_field("style", self.style)?;
        fields.serialize_field("mark", &self.mark)?;
        fields.serialize_field("part", &self.part)?;
        fields.serialize_field("note", &self.note)?;
        fields.end()
    }
}

/// A cell of a table, or the value of a fact.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// One bare run.
    Bare(String),
    /// Runs, on so few lines that they are never parted between two pages.
    Runs(Vec<Span>),
    /// Runs on more lines, kept together.
    Kept { kept: Vec<Span> },
}

/// A block. `tall`: it may break, because it could not be kept on one page.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    Heading {
        level: u8,
        spans: Vec<Span>,
    },
    Verdict {
        spans: Vec<Span>,
        tall: bool,
    },
    Paragraph {
        spans: Vec<Span>,
    },
    Note {
        spans: Vec<Span>,
    },
    Missing {
        spans: Vec<Span>,
        tall: bool,
    },
    Figures {
        list: Vec<Figure>,
    },
    Facts(Facts),
    Table(Table),
    Numbered {
        rows: Vec<Numbered>,
    },
    Decision {
        label: String,
        spans: Vec<Span>,
        votes: String,
        tall: bool,
    },
    SignOff {
        who: String,
    },
    Chart {
        picture: Picture,
        caption: String,
    },
    TwoUp {
        left: Vec<Self>,
        right: Vec<Self>,
        tall: bool,
    },
    Beside {
        width: f64,
        left: Vec<Self>,
        right: Vec<Self>,
        tall: bool,
    },
    Together {
        list: Vec<Self>,
        tall: bool,
    },
    /// What follows begins on a page of its own. Never within another block.
    PageBreak,
    Clause {
        /// "Clause 2", for the pages onto which it runs over.
        name: String,
        list: Vec<Self>,
        tall: bool,
    },
}

/// A large figure.
#[derive(Debug, Serialize)]
pub struct Figure {
    pub value: String,
    pub label: String,
    pub note: String,
    pub illustrative: bool,
    pub size: f64,
}

/// Label and value in two columns.
#[derive(Debug, Serialize)]
pub struct Facts {
    pub caption: String,
    pub label: f64,
    pub rows: Vec<Fact>,
    pub tall: bool,
}

/// A row of facts.
#[derive(Debug, Serialize)]
pub struct Fact {
    pub label: String,
    pub value: Cell,
    pub tall: bool,
}

/// A table.
#[derive(Debug, Serialize)]
pub struct Table {
    pub caption: String,
    pub columns: Vec<Column>,
    /// The number of its rows in [`Pack::tables`].
    pub rows: usize,
    pub note: Vec<Span>,
    /// Cells too long for a row, in full.
    pub notes: Vec<LongCell>,
    /// Height of the head and two rows, or of the whole with its note.
    pub need: f64,
    /// Whether the note is kept on the page of the last row.
    pub keep: bool,
}

/// A column: its width with its gutter.
#[derive(Debug, Serialize)]
pub struct Column {
    pub head: String,
    pub width: f64,
    pub gutter: f64,
    pub right: bool,
}

/// A row.
#[derive(Debug, Serialize)]
pub struct Row {
    pub total: bool,
    pub cells: Vec<Cell>,
}

/// A cell that was too long for its row.
#[derive(Debug, Serialize)]
pub struct LongCell {
    pub number: usize,
    pub title: String,
    pub spans: Vec<Span>,
}

/// A numbered paragraph.
#[derive(Debug, Serialize)]
pub struct Numbered {
    pub number: String,
    pub spans: Vec<Span>,
}
