//! Registers of the record as tables: what a workbook and a file of comma-separated text both show.
//!
//! A cell knows what it is (a day, money, a figure in its unit, a published symbol), so that each way
//! out can write it as such. Figures come from [`crate::analysis::curve`], where a hidden value is
//! nowhere to be found; a hidden or absent figure is a word, never zero.

mod actions;
mod directions;
mod fees;
mod measures;

use jiff::civil::Date;

use crate::model::{Id, Meeting, Pence, Person, Record, Unit, When, date};

/// Which register is meant: a file of text holds one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Register {
    /// Actions.
    #[default]
    Actions,
    /// Measures, one line a value.
    Measures,
    /// Claims, with the terms that they fall under.
    Fees,
    /// Clauses of directions.
    Directions,
}

impl Register {
    /// Every register.
    pub const ALL: [Self; 4] = [Self::Actions, Self::Measures, Self::Fees, Self::Directions];

    /// The word of the command line and of file names.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Actions => "actions",
            Self::Measures => "measures",
            Self::Fees => "fees",
            Self::Directions => "directions",
        }
    }

    /// The words of a choice.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Actions => "Actions",
            Self::Measures => "Measures with their values",
            Self::Fees => "Fees and claims",
            Self::Directions => "Directions, clause by clause",
        }
    }

    /// The table that a file of text holds.
    pub fn table(self, record: &Record, today: Date) -> Table {
        match self {
            Self::Actions => actions::actions(record, today),
            Self::Measures => measures::values(record, today),
            Self::Fees => fees::claims(record),
            Self::Directions => directions::clauses(record),
        }
    }
}

/// Every table, in the order of the workbook.
pub fn all(record: &Record, today: Date) -> Vec<Table> {
    vec![
        actions::actions(record, today),
        measures::measures(record, today),
        measures::values(record, today),
        fees::terms(record),
        fees::claims(record),
        directions::clauses(record),
    ]
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// "Actions": the name of its sheet.
    pub name: &'static str,
    /// What a line of it is, for the first sheet.
    pub about: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Its lines; each has a cell for every column.
    pub lines: Vec<Line>,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: &'static str,
    /// How many characters it is wide.
    pub width: u8,
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// One for each column.
    pub cells: Vec<Cell>,
    /// Invented for a sample record.
    pub illustrative: bool,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, as it was typed.
    Text(String),
    /// A day.
    Day(Date),
    /// Money.
    Money(Pence),
    /// A count: a number without a unit, with at most so many places.
    Number(f64, u8),
    /// A figure in its unit, with so many places.
    Figure(f64, Unit, u8),
    /// In place of a figure that is absent or hidden: "c", "z", ":", "low", "fewer than 5".
    Symbol(String),
}

const fn column(head: &'static str, width: u8) -> Column {
    Column { head, width }
}

/// A text, or nothing.
fn text(text: impl Into<String>) -> Cell {
    let text = text.into();
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text)
    }
}

fn day(day: Option<Date>) -> Cell {
    day.map_or(Cell::Empty, Cell::Day)
}

fn count(count: usize) -> Cell {
    Cell::Number(count as f64, 0)
}

/// A day where the day is known, else "March 2017" as text.
fn when(when: When) -> Cell {
    match when.precision() {
        date::Precision::Day => Cell::Day(when.first_day()),
        date::Precision::Month | date::Precision::Year => Cell::Text(when.to_string()),
    }
}

/// The column that says what is invented.
fn illustrative(illustrative: bool) -> Cell {
    text(if illustrative { "yes" } else { "" })
}

fn person(record: &Record, id: Id<Person>) -> String {
    let found = record.people.get(id);
    found.map_or_else(|| id.to_string(), |person| person.name.clone())
}

fn meeting(record: &Record, id: Id<Meeting>) -> String {
    let found = record.meetings.get(id);
    found.map_or_else(
        || id.to_string(),
        |meeting| format!("{}, {}", meeting.title, date::short(meeting.date)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Measure, MeasureValue, Reading};
    use jiff::civil::date;

    const TODAY: Date = date(2019, 9, 24);

    fn sample() -> Record {
        crate::store::read::read_record(
            include_bytes!("../../saves/worcestershire-2019.ron").to_vec(),
        )
        .unwrap()
        .record
    }

    #[test]
    fn every_line_has_a_cell_for_every_column() {
        for table in all(&sample(), TODAY) {
            assert!(!table.lines.is_empty(), "{}", table.name);
            for line in &table.lines {
                assert_eq!(line.cells.len(), table.columns.len(), "{}", table.name);
            }
        }
    }

    #[test]
    fn a_register_has_a_line_for_every_item() {
        let record = sample();
        let lines = |register: Register| register.table(&record, TODAY).lines.len();
        assert_eq!(lines(Register::Actions), record.actions.len());
        assert_eq!(lines(Register::Fees), record.claims.len());
        assert_eq!(lines(Register::Directions), record.clauses.len());
        let values: usize = record.measures.iter().map(|m| m.values.len()).sum();
        assert_eq!(lines(Register::Measures), values);
    }

    #[test]
    fn a_hidden_figure_is_nowhere_in_any_table() {
        let mut record = Record::default();
        let mut measure = Measure::new("mea-2019-000001".parse().unwrap());
        measure.title = "Small".to_owned();
        measure.unit = Unit::Count;
        measure.hide_below = Some(50);
        measure.baseline = Some(crate::model::DatedNumber {
            date: date(2016, 11, 1),
            value: 37.0,
        });
        let mut value = MeasureValue::new(date(2019, 8, 31), Reading::Number(37.0));
        value.numerator = Some(37.0);
        value.denominator = Some(41.0);
        measure.values.push(value);
        measure
            .values
            .push(MeasureValue::new(date(2019, 9, 1), Reading::RoundsToZero));
        record.put(measure.into());
        let tables = all(&record, TODAY);
        let shown = format!("{:?}", tables[1].lines) + &format!("{:?}", tables[2].lines);
        assert!(!shown.contains("37") && !shown.contains("41"), "{shown}");
        assert!(shown.contains("fewer than 50") && shown.contains("low"));
        assert!(!shown.contains("(0.0"), "absence became zero: {shown}");
    }
}
