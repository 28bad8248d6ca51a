//! How the text is laid out, and the figures that it proposes.

use crate::model::{Id, Measure, Record};

use super::{
    dates::{self, Stated, YearEnd},
    names::{Names, loose},
    published,
    sheet::Line,
    values,
};

/// How a text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A row each figure.
    List,
    /// A row each measure, a column each date.
    MeasuresByDates,
    /// A row each date, a column each measure.
    DatesByMeasures,
    /// Official statistics of the Department for Education.
    Statistics,
    /// The Department's Local Authority Interactive Tool.
    Lait,
}

impl Layout {
    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::List => "a list: one figure a row",
            Self::MeasuresByDates => "measures down, dates across",
            Self::DatesByMeasures => "dates down, measures across",
            Self::Statistics => "official statistics of the Department for Education",
            Self::Lait => "the Department’s Local Authority Interactive Tool",
        }
    }
}

/// A figure as it stands in the text.
#[derive(Debug, Clone, Default)]
pub(super) struct Proposal {
    pub line: u64,
    pub name: String,
    /// Where the layout has found the measure already.
    pub measure: Option<Id<Measure>>,
    /// The area, where it is not the record's own council.
    pub compare: Option<String>,
    pub date: String,
    pub year_end: Option<YearEnd>,
    pub value: String,
    pub numerator: String,
    pub denominator: String,
    pub source: String,
    pub as_at: String,
    pub illustrative: bool,
}

/// What a text proposes.
pub(super) struct Read {
    pub layout: Layout,
    pub proposals: Vec<Proposal>,
    pub notes: Vec<String>,
}

/// A column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Measure,
    Date,
    Value,
    Symbol,
    Numerator,
    Denominator,
    Source,
    AsAt,
    Illustrative,
}

impl Column {
    fn of(head: &str) -> Option<Self> {
        match loose(head).replace('-', " ").as_str() {
            "measure" | "measure id" | "measure name" | "indicator" | "title" | "id" => {
                Some(Self::Measure)
            }
            "date" | "day" | "month" | "period" | "quarter" | "year" | "month ending"
            | "period ending" => Some(Self::Date),
            "value" | "figure" | "result" | "actual" => Some(Self::Value),
            "symbol" => Some(Self::Symbol),
            "numerator" => Some(Self::Numerator),
            "denominator" | "of" => Some(Self::Denominator),
            "source" => Some(Self::Source),
            "as at" | "drawn" | "drawn on" | "extracted" => Some(Self::AsAt),
            "illustrative" => Some(Self::Illustrative),
            _other => None,
        }
    }
}

/// Finds the layout and reads it.
pub(super) fn proposals(
    table: &[Line],
    record: &Record,
    names: &Names<'_>,
) -> Result<Read, String> {
    let Some((head, body)) = table.split_first() else {
        return Err("There is nothing to read.".to_owned());
    };
    if let Some(read) = published::read(head, body, record, names) {
        return read;
    }
    let columns: Vec<Option<Column>> = head.cells().map(Column::of).collect();
    let has = |column| columns.contains(&Some(column));
    if has(Column::Measure) && has(Column::Date) && has(Column::Value) {
        return Ok(read(Layout::List, list(body, &columns)));
    }
    let dated = |cell: &str| dates::read(cell).is_some();
    let across: Vec<&str> = head
        .cells()
        .skip(1)
        .filter(|cell| !cell.is_empty())
        .collect();
    if !across.is_empty() && across.iter().all(|cell| dated(cell)) {
        return Ok(wide(head, body, Layout::MeasuresByDates));
    }
    // A list without heads: its first row is a figure.
    let first_is_a_figure = dated(head.cell(1)) && values::read(head.cell(2)).is_ok();
    if head.len() >= 3 && first_is_a_figure {
        let columns = [
            Column::Measure,
            Column::Date,
            Column::Value,
            Column::Numerator,
            Column::Denominator,
            Column::Source,
            Column::AsAt,
        ]
        .map(Some);
        return Ok(read(Layout::List, list(table, &columns)));
    }
    if head.len() > 1 && body.first().is_some_and(|line| dated(line.cell(0))) {
        return Ok(wide(head, body, Layout::DatesByMeasures));
    }
    Err(
        "This is no layout that can be read. Give a first row with the columns measure, date and \
         value; or with dates (measures down the first column); or with measures (dates down the \
         first column)."
            .to_owned(),
    )
}

const fn read(layout: Layout, proposals: Vec<Proposal>) -> Read {
    Read {
        layout,
        proposals,
        notes: Vec::new(),
    }
}

fn list(body: &[Line], columns: &[Option<Column>]) -> Vec<Proposal> {
    body.iter()
        .map(|line| {
            // Of two columns of one kind the first counts.
            let cell = |wanted: Column| {
                let place = columns.iter().position(|column| *column == Some(wanted));
                place.map_or("", |place| line.cell(place)).to_owned()
            };
            let mut value = cell(Column::Value);
            if value.is_empty() {
                value = cell(Column::Symbol);
            }
            Proposal {
                line: line.number,
                name: cell(Column::Measure),
                date: cell(Column::Date),
                value,
                numerator: cell(Column::Numerator),
                denominator: cell(Column::Denominator),
                source: cell(Column::Source),
                as_at: cell(Column::AsAt),
                illustrative: cell(Column::Illustrative).eq_ignore_ascii_case("yes"),
                ..Proposal::default()
            }
        })
        .collect()
}

/// A grid: an empty cell is a place without a figure and proposes nothing.
fn wide(head: &Line, body: &[Line], layout: Layout) -> Read {
    let mut read = read(layout, Vec::new());
    let mut empty = 0_usize;
    for line in body {
        for column in 1..line.len() {
            let (top, side, value) = (head.cell(column), line.cell(0), line.cell(column));
            if value.is_empty() {
                empty += usize::from(!top.is_empty() && !side.is_empty());
                continue;
            }
            let (name, date) = match layout {
                Layout::DatesByMeasures => (top, side),
                Layout::List | Layout::MeasuresByDates | Layout::Statistics | Layout::Lait => {
                    (side, top)
                }
            };
            read.proposals.push(Proposal {
                line: line.number,
                name: name.to_owned(),
                date: date.to_owned(),
                value: value.to_owned(),
                ..Proposal::default()
            });
            if read.proposals.len() > super::MOST_ROWS {
                return read;
            }
        }
    }
    if empty > 0 {
        let cells = if empty == 1 {
            "1 empty cell was"
        } else {
            &format!("{empty} empty cells were")
        };
        read.notes.push(format!("{cells} left out."));
    }
    read
}

impl Proposal {
    pub fn stated(&self) -> Option<Stated> {
        dates::read(&self.date)
    }
}
