//! Tables: widths that fit their heads and figures, and cells too long for a row moved below.

use super::{
    fonts::Face,
    measure::Room,
    prepare::{CELL_LINES, MM, Setter, joined},
    view,
};
use crate::pack::doc::{self, Span, Style};

/// Between two columns; wider where right meets left.
const GUTTER: f64 = 7.0;
const WIDE_GUTTER: f64 = 14.0;
/// A column that takes a share of the rest has at least this much: 40 mm.
const SHARE: f64 = 40.0 * MM;
/// A table of no more rows is kept on one page, if that takes no more than this height.
const SHORT_TABLE: usize = 6;
const MOST_KEPT: f64 = 300.0;
/// Lines of a long cell that stay in its row.
const LINES_KEPT: usize = 9;
/// A paragraph of so many lines is never parted between two pages: neither of them would have two.
const LOOSE_LINES: usize = 3;

impl Setter {
    /// A table as the template reads it. With no column there is nothing to set.
    pub(super) fn table(&mut self, table: &doc::Table, width: f64, out: &mut Vec<view::Block>) {
        if table.columns.is_empty() {
            return;
        }
        let columns = self.columns(table, width);
        let rooms: Vec<Room> = columns
            .iter()
            .map(|column| Room::new((column.width - column.gutter).max(4.0), 9.0 * self.scale))
            .collect();
        let mut notes = Vec::new();
        let rows: Vec<view::Row> = table
            .rows
            .iter()
            .map(|row| self.row(row, table, &rooms, &mut notes))
            .collect();
        let any = !rows.is_empty();
        self.tables.push(rows);
        let small = Room::new(width, 8.0 * self.scale);
        let note = small.lines(&joined(&table.note));
        let keep = !table.note.is_empty() && any && note <= CELL_LINES;
        let mut need = self.need(table, &rooms);
        if keep && table.rows.len() <= SHORT_TABLE {
            need += note as f64 * 11.0 + 10.0;
        }
        out.push(view::Block::Table(view::Table {
            caption: small.breakable(&self.cleaner.line(&table.caption)),
            columns,
            rows: self.tables.len() - 1,
            note: self.spans(&table.note, small),
            notes,
            need: need.min(MOST_KEPT),
            keep,
        }));
    }

    fn row(
        &mut self,
        row: &doc::Row,
        table: &doc::Table,
        rooms: &[Room],
        notes: &mut Vec<view::LongCell>,
    ) -> view::Row {
        let nothing = doc::Text::new();
        let cells = rooms
            .iter()
            .enumerate()
            .map(|(index, room)| {
                let cell = row.cells.get(index).unwrap_or(&nothing);
                if room.lines(&joined(cell)) <= CELL_LINES {
                    return self.cell(cell, *room, LOOSE_LINES);
                }
                let head = table.columns.get(index).map_or("", |column| &column.head);
                let of = row.cells.first().filter(|_| index > 0);
                self.long_cell(cell, *room, head, of, notes)
            })
            .collect();
        view::Row {
            total: row.total,
            cells,
        }
    }

    /// The beginning of a long cell, with a link to the whole of it below the table.
    fn long_cell(
        &mut self,
        cell: &[Span],
        room: Room,
        head: &str,
        of: Option<&doc::Text>,
        notes: &mut Vec<view::LongCell>,
    ) -> view::Cell {
        self.notes += 1;
        let number = self.notes;
        let start = beginning(cell, room);
        let mut kept = self.runs(&start, room);
        kept.push(view::Span {
            text: format!("… Note {number}"),
            style: "strong",
            mark: None,
            part: None,
            note: Some(number),
        });
        let of: String = of.map_or_else(String::new, |of| {
            let words: String = joined_plain(of).chars().take(60).collect();
            format!("{words}, ")
        });
        let small = Room::new(super::prepare::MEASURE, 8.0 * self.scale);
        let title = format!(
            "Note {number}. {}{}.",
            self.cleaner.line(&of),
            self.cleaner.line(head)
        );
        notes.push(view::LongCell {
            number,
            title: small.breakable(&title),
            spans: self.spans(cell, small),
        });
        view::Cell::Kept { kept }
    }

    fn columns(&mut self, table: &doc::Table, width: f64) -> Vec<view::Column> {
        let count = table.columns.len();
        let mut columns: Vec<view::Column> = table
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let next = table.columns.get(index + 1);
                view::Column {
                    head: self.cleaner.line(&column.head),
                    width: 0.0,
                    gutter: match next {
                        None => 0.0,
                        Some(next) if column.right && !next.right => WIDE_GUTTER,
                        Some(_) => GUTTER,
                    },
                    right: column.right,
                }
            })
            .collect();
        // Many columns leave no room for wide gutters.
        let gutters: f64 = columns.iter().map(|column| column.gutter).sum();
        if gutters > width * 0.3 {
            for column in &mut columns {
                column.gutter *= width * 0.3 / gutters;
            }
        }
        let free = width - columns.iter().map(|column| column.gutter).sum::<f64>();
        let wanted: Vec<f64> = (0..count)
            .map(|index| self.wanted(table, index, width))
            .collect();
        for (column, share) in columns.iter_mut().zip(shared(&wanted, free)) {
            column.width = share + column.gutter;
        }
        for column in &mut columns {
            let room = Room::new((column.width - column.gutter).max(4.0), 8.0 * self.scale);
            if column.head.trim().is_empty() {
                // A head is what a reader hears before each cell.
                "–".clone_into(&mut column.head);
            }
            column.head = room.breakable(&column.head);
        }
        columns
    }

    /// The width a column asks for: as given, its head and its numerals unbroken; 0 for a share.
    fn wanted(&self, table: &doc::Table, index: usize, width: f64) -> f64 {
        let Some(column) = table.columns.get(index) else {
            return 0.0;
        };
        if column.width_mm <= 0.0 || !column.width_mm.is_finite() {
            return 0.0;
        }
        let head = Room::new(width, 8.0 * self.scale);
        let body = Room::new(width, 9.0 * self.scale);
        let widest = |room: Room, text: &str| {
            text.split([' ', '\n'])
                .map(|word| room.width_of(word))
                .fold(0.0, f64::max)
        };
        let mut wanted = f64::from(column.width_mm) * MM;
        wanted = wanted.max(widest(head, &column.head).min(width / 5.0) + 0.5);
        let words = table
            .rows
            .iter()
            .filter_map(|row| row.cells.get(index))
            .map(|cell| widest(body, &joined_plain(cell)))
            .fold(0.0, f64::max);
        // A reference or a figure is not broken for want of a few points; a long word may be.
        let most = if column.right {
            width / 4.0
        } else {
            60.0 * self.scale
        };
        if column.right || words <= most {
            wanted = wanted.max(words.min(most) + 0.5);
        }
        wanted
    }

    /// Height of the head and two rows, or of a short table whole: they stay together at the foot of a
    /// page.
    fn need(&self, table: &doc::Table, rooms: &[Room]) -> f64 {
        let head = Room {
            size: 8.0 * self.scale,
            face: Face::Strong,
            width: 0.0,
        };
        let heads = table
            .columns
            .iter()
            .zip(rooms)
            .map(|(column, room)| {
                Room {
                    width: room.width,
                    ..head
                }
                .lines(&column.head)
            })
            .max()
            .unwrap_or(1);
        let kept = if table.rows.len() <= SHORT_TABLE {
            SHORT_TABLE
        } else {
            2
        };
        let rows: f64 = table
            .rows
            .iter()
            .take(kept)
            .map(|row| {
                let cells = row.cells.iter().zip(rooms);
                let lines = cells.map(|(cell, room)| room.lines(&joined(cell)).min(CELL_LINES + 1));
                lines.max().unwrap_or(1) as f64 * 12.5 + 8.5
            })
            .sum();
        // In sizes of the normal print: the template scales it.
        heads as f64 * 11.0 + rows + 10.0
    }
}

/// Shares out a width: fixed columns get theirs, the others the rest, none less than can be read.
fn shared(wanted: &[f64], free: f64) -> Vec<f64> {
    let shares = wanted.iter().filter(|width| **width <= 0.0).count();
    let fixed: f64 = wanted.iter().filter(|width| **width > 0.0).sum();
    let least = SHARE.min(free / wanted.len().max(1) as f64);
    let room = free - least * shares as f64;
    let factor = if shares == 0 {
        free / fixed.max(1.0)
    } else {
        (room / fixed.max(1.0)).min(1.0)
    };
    let rest = (free - fixed * factor) / shares.max(1) as f64;
    wanted
        .iter()
        .map(|width| if *width > 0.0 { width * factor } else { rest })
        .collect()
}

/// The first lines of a cell, to the end of a word.
fn beginning(cell: &[Span], room: Room) -> doc::Text {
    let mut out = doc::Text::new();
    let mut so_far = String::new();
    for span in cell {
        let mut kept = Span {
            text: String::new(),
            ..span.clone()
        };
        for word in span.text.split_inclusive([' ', '\n']) {
            let word: String = word.chars().take(200).collect();
            so_far.push_str(&word);
            if room.lines(&so_far) > LINES_KEPT {
                out.push(kept);
                return out;
            }
            kept.text.push_str(&word);
        }
        out.push(kept);
    }
    out
}

fn joined_plain(text: &[Span]) -> String {
    text.iter()
        .filter(|span| span.style != Style::Note)
        .map(|span| span.text.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_fill_the_measure_and_leave_room_for_the_text() {
        let widths = shared(&[30.0, 0.0, 60.0], 400.0);
        assert_eq!(widths, [30.0, 310.0, 60.0]);
        let crowded = shared(&[300.0, 0.0, 300.0], 400.0);
        assert!((crowded.iter().sum::<f64>() - 400.0).abs() < 1e-9);
        assert!(crowded[1] >= 113.0, "{crowded:?}");
        let all_fixed = shared(&[50.0, 50.0], 400.0);
        assert_eq!(all_fixed, [200.0, 200.0]);
    }

    #[test]
    fn a_long_cell_begins_in_its_row() {
        let cell = doc::plain("words ".repeat(400));
        let room = Room::new(100.0, 9.0);
        let start = beginning(&cell, room);
        let lines = room.lines(&joined(&start));
        assert!((8..=LINES_KEPT).contains(&lines), "{lines}");
    }
}
