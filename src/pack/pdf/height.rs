//! About how tall a block will be, before it is set: what may be kept on one page, what must break.

use super::{
    measure::Room,
    prepare::{GUTTER, HIGHEST, MM, NARROW_GUTTER, Setter, joined},
};
use crate::pack::doc::{self, Block, Span};

impl Setter {
    /// About how tall a block is, rather more than less.
    pub(super) fn height(&self, block: &Block, width: f64) -> f64 {
        let scale = self.scale;
        let text = |text: &[Span], size: f64, pitch: f64, width: f64| {
            Room::new(width, size * scale).lines(&joined(text)) as f64 * pitch * scale
        };
        let all = |blocks: &[Block], width: f64| -> f64 {
            blocks.iter().map(|block| self.height(block, width)).sum()
        };
        match block {
            Block::Heading { text: words, .. } => text(words, 13.0, 20.0, width) + 28.0 * scale,
            Block::Verdict(words) => text(words, 15.0, 20.0, width) + 13.0 * scale,
            Block::Paragraph(words) | Block::Missing(words) => {
                text(words, 10.0, 15.0, width) + 10.0 * scale
            }
            Block::Note(words) => text(words, 8.0, 11.0, width) + 10.0 * scale,
            Block::Figures(figures) => figures.len().div_ceil(4) as f64 * 110.0 * scale,
            Block::Facts { rows, label_mm, .. } => {
                let right = width - f64::from(*label_mm) * MM - 10.0;
                let rows = rows.iter().map(|(name, value)| {
                    text(value, 9.0, 12.5, right).max(text(
                        &doc::plain(name),
                        9.0,
                        12.5,
                        f64::from(*label_mm) * MM,
                    )) + 9.0 * scale
                });
                rows.sum::<f64>() + 40.0 * scale
            }
            Block::Table(table) => {
                let cell = width / table.columns.len().max(1) as f64;
                let rows = table.rows.iter().map(|row| {
                    let cells = row.cells.iter().map(|words| text(words, 9.0, 12.5, cell));
                    cells.fold(12.5 * scale, f64::max) + 9.0 * scale
                });
                rows.sum::<f64>() + text(&table.note, 8.0, 11.0, width) + 70.0 * scale
            }
            Block::Numbered(rows) => rows
                .iter()
                .map(|(_, words)| text(words, 10.0, 15.0, width - 13.0 * MM) + 15.0 * scale)
                .sum(),
            Block::Decision {
                text: words, votes, ..
            } => {
                text(words, 10.0, 15.0, width - 60.0)
                    + text(&doc::plain(votes), 10.0, 15.0, width - 60.0)
                    + 30.0 * scale
            }
            Block::SignOff { .. } => 130.0 * scale,
            Block::Chart { picture, .. } => {
                f64::from(picture.height_pt).clamp(0.0, HIGHEST) + 60.0 * scale
            }
            Block::TwoUp(left, right) => {
                let half = (width - GUTTER) / 2.0;
                all(left, half).max(all(right, half)) + 20.0
            }
            Block::Beside {
                left_mm,
                left,
                right,
            } => {
                let narrow = narrow_width(*left_mm, width);
                let rest = width - narrow - NARROW_GUTTER;
                all(left, narrow).max(all(right, rest)) + 20.0
            }
            Block::Together(blocks) => all(blocks, width) + 20.0,
        }
    }
}

/// Width of the narrow column, whatever was asked for: neither nothing nor all.
pub(super) fn narrow_width(left_mm: f32, width: f64) -> f64 {
    (f64::from(left_mm) * MM).max(40.0).min(width * 0.6)
}
