//! The chapters of a pack, one file each: what the record says, as blocks.

pub mod about;
pub mod actions;
pub mod concerns;
pub mod cover;
pub mod curves;
pub mod decisions;
pub mod direction;
pub mod fees;
pub mod forward_plan;
pub mod interests;
pub mod item;
pub mod left_out;
pub mod matters_arising;
pub mod minutes;
pub mod one_page;
pub mod papers;
pub mod running_order;
pub mod sheet;
pub mod transfer;

use super::doc::{Block, Part, Style, Text};

/// Puts a chapter behind what an agenda item says of itself: the chapter's sentence opens the part.
pub fn verdict_first(blocks: &mut Vec<Block>, chapter: Vec<Block>) {
    let place = chapter
        .iter()
        .position(|block| matches!(block, Block::Verdict(_)));
    let mut rest = chapter;
    let verdict = place.map(|place| rest.remove(place));
    if let Some(verdict) = verdict {
        // The item's own summary follows as a paragraph: a part opens with one sentence only.
        for block in blocks.iter_mut() {
            if let Block::Verdict(text) = block {
                *block = Block::Paragraph(std::mem::take(text));
            }
        }
        blocks.insert(0, verdict);
    }
    blocks.extend(rest);
}

/// A second chapter of a part says its sentence as a paragraph.
pub fn without_verdict(chapter: Vec<Block>, lower: bool) -> Vec<Block> {
    if !lower {
        return chapter;
    }
    let mut blocks = chapter;
    for block in &mut blocks {
        if let Block::Verdict(text) = block {
            *block = Block::Paragraph(std::mem::take(text));
        }
    }
    blocks
}

/// Takes links to other parts out: for a sheet that stands alone.
pub fn unlink(part: &mut Part) {
    for block in &mut part.blocks {
        each_text(block, &mut |text| {
            for span in text.iter_mut() {
                span.to_part = None;
                if span.style == Style::PageOf {
                    span.style = Style::Plain;
                }
            }
        });
    }
}

/// Every text of a block, inner blocks included.
pub fn each_text(block: &mut Block, change: &mut dyn FnMut(&mut Text)) {
    match block {
        Block::Heading { text, .. }
        | Block::Verdict(text)
        | Block::Paragraph(text)
        | Block::Note(text)
        | Block::Missing(text)
        | Block::Decision { text, .. } => change(text),
        Block::Facts { rows, .. } => rows.iter_mut().for_each(|(_, text)| change(text)),
        Block::Numbered(rows) => rows.iter_mut().for_each(|(_, text)| change(text)),
        Block::Table(table) => {
            for row in &mut table.rows {
                row.cells.iter_mut().for_each(&mut *change);
            }
            change(&mut table.note);
        }
        Block::Figures(_) | Block::SignOff { .. } | Block::Chart { .. } => {}
        Block::TwoUp(left, right) | Block::Beside { left, right, .. } => {
            for block in left.iter_mut().chain(right) {
                each_text(block, change);
            }
        }
        Block::Together(blocks) => {
            for block in blocks {
                each_text(block, change);
            }
        }
    }
}
