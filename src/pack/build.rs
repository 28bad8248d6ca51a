//! Small builders that every chapter uses: cells, statuses, tables that say what is illustrative.

use super::doc::{Block, Column, Mark, Row, Span, Style, Table, Text, plain};
use crate::model::{Brag, Position};

/// What is said once where every row of a table is invented.
const ALL_ILLUSTRATIVE: &str = "All entries are illustrative.";

/// A column that takes text; 0 millimetres take a share of the rest.
pub fn text_column(head: &str, width_mm: f32) -> Column {
    Column {
        head: head.to_owned(),
        width_mm,
        right: false,
    }
}

/// A column of figures or dates, set to the right.
pub fn figure_column(head: &str, width_mm: f32) -> Column {
    Column {
        right: true,
        ..text_column(head, width_mm)
    }
}

/// A cell of text; a dash where there is none.
pub fn cell(text: impl Into<String>) -> Text {
    let text: String = text.into();
    if text.trim().is_empty() {
        plain("–")
    } else {
        plain(text)
    }
}

/// A strong cell; a dash where there is no text.
pub fn key(text: impl Into<String>) -> Text {
    let mut text = cell(text);
    for span in &mut text {
        span.style = Style::Strong;
    }
    text
}

/// Small grey text on a line of its own below what stands in a cell.
pub fn below(text: &str) -> Span {
    Span {
        style: Style::Note,
        ..Span::plain(format!("\n{}", text.trim()))
    }
}

/// A strong word with its mark.
pub fn marked(mark: Mark, word: impl Into<String>) -> Text {
    vec![Span {
        mark: Some(mark),
        ..Span::strong(word)
    }]
}

/// The mark of a gap with what is missing: "Gap: no measure linked".
pub fn gap(what: &str) -> Text {
    let mut text = marked(Mark::Gap, "Gap");
    if !what.is_empty() {
        text.push(Span::plain(format!(" {what}")));
    }
    text
}

/// The mark of an action's status.
pub const fn brag_mark(status: Brag) -> Mark {
    match status {
        Brag::OffTrack => Mark::Red,
        Brag::RecoveryAgreed => Mark::Amber,
        Brag::OnTrack => Mark::Green,
        Brag::NotStarted => Mark::Bar,
        Brag::Delivered => Mark::Delivered,
        Brag::Embedded => Mark::Blue,
    }
}

/// An action's status: mark and word.
pub fn brag(status: Brag) -> Text {
    marked(brag_mark(status), status.word())
}

/// The mark of a position; none for a clause that no longer binds.
pub const fn position_mark(position: Position) -> Option<Mark> {
    match position {
        Position::NotMet => Some(Mark::Red),
        Position::AtRisk => Some(Mark::Amber),
        Position::OnTrack => Some(Mark::Green),
        Position::Met => Some(Mark::Blue),
        Position::Superseded => None,
    }
}

/// A link to a part: "Page 7", with the number set by the way out.
pub fn page_of(part: usize) -> Span {
    Span {
        text: "–".to_owned(),
        style: Style::PageOf,
        mark: None,
        to_part: Some(part),
    }
}

/// The text in the style of an invented value, where it is one.
pub fn illustrative(mut text: Text, invented: bool) -> Text {
    if invented {
        for span in &mut text {
            if span.style == Style::Plain {
                span.style = Style::Illustrative;
            }
        }
    }
    text
}

/// A row with whether it is invented.
pub struct Entry {
    /// Its cells.
    pub cells: Vec<Text>,
    /// Whether it is invented for a sample.
    pub illustrative: bool,
}

/// A row.
pub fn entry(illustrative: bool, cells: Vec<Text>) -> Entry {
    Entry {
        cells,
        illustrative,
    }
}

/// A table. Where each row is invented its caption says so once; else those rows are set so.
pub fn table(caption: &str, columns: Vec<Column>, entries: Vec<Entry>, note: Text) -> Block {
    let all = entries.iter().all(|entry| entry.illustrative) && !entries.is_empty();
    let caption = if all {
        let caption = super::words::sentence(caption);
        format!("{caption} {ALL_ILLUSTRATIVE}").trim().to_owned()
    } else {
        caption.to_owned()
    };
    let rows = entries
        .into_iter()
        .map(|entry| Row {
            cells: entry
                .cells
                .into_iter()
                .map(|cell| illustrative(cell, entry.illustrative && !all))
                .collect(),
            total: false,
        })
        .collect();
    Block::Table(Table {
        caption,
        columns,
        rows,
        note,
    })
}

/// A heading of level 2.
pub fn heading(text: impl Into<String>) -> Block {
    Block::Heading {
        level: 2,
        text: plain(text),
    }
}

/// A heading of level 3.
pub fn subheading(text: impl Into<String>) -> Block {
    Block::Heading {
        level: 3,
        text: plain(text),
    }
}

/// How many items of a chapter were left out when the contents were chosen.
pub fn left_out_by_choice(count: usize, (one, many): (&str, &str)) -> Option<Block> {
    (count > 0).then(|| {
        let counted = super::words::counted(count, one, many);
        let be = super::words::be(count);
        let sentence =
            format!("{counted} {be} not in this pack: left out when its contents were chosen.");
        Block::Note(plain(crate::analysis::words::capital(&sentence)))
    })
}

/// A sentence where a list would be empty: the heading stays, the emptiness is said.
pub fn nothing(sentence: &str) -> Block {
    Block::Paragraph(plain(sentence))
}
