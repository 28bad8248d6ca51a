//! A table as comma-separated text: RFC 4180, lines end in CR LF, UTF-8 with a byte order mark.
//!
//! The mark is there for Excel, which without it reads `£` and `ŵ` in the code page of the machine;
//! other spreadsheets and this program pass over it. Only text is guarded against being run as a
//! formula: figures, money and days are written by this file and stay figures, minus sign and all.

use super::tables::{Cell, Table};
use crate::analysis::formula;

/// The mark at the beginning of the file.
const MARK: char = '\u{feff}';

/// The whole table with its heads.
pub fn csv(table: &Table) -> String {
    let mut out = String::from(MARK);
    let heads: Vec<&str> = table.columns.iter().map(|column| column.head).collect();
    push_line(&mut out, heads.into_iter().map(quoted));
    for line in &table.lines {
        push_line(&mut out, line.cells.iter().map(written));
    }
    out
}

fn push_line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(',');
        }
        out.push_str(&cell);
    }
    out.push_str("\r\n");
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Symbol(text) => quoted(&formula::guarded(text)),
        Cell::Day(day) => day.to_string(),
        Cell::Money(amount) => {
            let (sign, pence) = (if amount.0 < 0 { "-" } else { "" }, amount.0.unsigned_abs());
            format!("{sign}{}.{:02}", pence / 100, pence % 100)
        }
        Cell::Number(number, _) | Cell::Figure(number, _, _) => number.to_string(),
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r', ';', '\t']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Pence,
        pack::tables::{Column, Line},
    };
    use jiff::civil::date;

    fn one(cells: Vec<Cell>) -> String {
        const COLUMNS: [Column; 1] = [Column {
            head: "Head",
            width: 9,
        }];
        let table = Table {
            name: "Test",
            about: "",
            columns: &COLUMNS,
            lines: vec![Line {
                cells,
                illustrative: false,
            }],
        };
        csv(&table)
    }

    #[test]
    fn figures_stay_figures_and_text_stays_text() {
        let cells = vec![
            Cell::Text("-12.50".to_owned()),
            Cell::Number(-12.5, 2),
            Cell::Money(Pence(-1_250)),
            Cell::Day(date(2019, 10, 1)),
            Cell::Symbol("low".to_owned()),
            Cell::Text("a \"b\", c".to_owned()),
            Cell::Text("\n=1+1".to_owned()),
            Cell::Empty,
        ];
        assert_eq!(
            one(cells),
            "\u{feff}Head\r\n'-12.50,-12.5,-12.50,2019-10-01,low,\"a \"\"b\"\", c\",\"'\n=1+1\",\r\n"
        );
    }
}
