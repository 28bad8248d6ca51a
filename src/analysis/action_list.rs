//! Actions in: a list that somebody keeps elsewhere becomes proposals, each judged before anything is
//! recorded.
//!
//! Nothing here changes the record. [`preview`] finds the columns by their usual names and says of
//! each row what would be done with it and why not; `edit::action_list` makes one edit of what was
//! accepted. A row is an action of the record when it has its id, or its title, or its number and
//! its title; a number alone may be the numbering of another list. The first date of an action never
//! changes: another date is a move, for which a reason is asked.

mod columns;
mod judge;

use jiff::civil::Date;

use super::figures::sheet::{self, Line};
use crate::model::{Action, Id, Record};

pub use columns::Column;

/// Most rows of a list.
pub const MOST_ROWS: usize = 20_000;

/// A row as it stands: its number and its cells.
pub type Row = (u64, Vec<String>);

/// What would be done with a row.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A new action; its id is made when it is recorded.
    Add(Box<Action>),
    /// An action of the record as it would be, without a move of its date.
    Change {
        /// As it would be.
        after: Box<Action>,
        /// Where its date would go.
        to: Option<Date>,
        /// Why, where the row says so.
        why: String,
    },
    /// It is recorded as it is.
    Same(Id<Action>),
    /// Nothing: the reasons say why.
    Refuse,
}

impl What {
    /// The word shown.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Add(_) => "add",
            Self::Change { .. } => "change",
            Self::Same(_) => "same",
            Self::Refuse => "refuse",
        }
    }

    /// Whether the record would change.
    pub const fn changes(&self) -> bool {
        match self {
            Self::Add(_) | Self::Change { .. } => true,
            Self::Same(_) | Self::Refuse => false,
        }
    }
}

/// One row of the list, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// Its number in the file.
    pub line: u64,
    /// "12", or empty where none is known yet.
    pub number: String,
    /// The action as written.
    pub title: String,
    /// What would be done.
    pub what: What,
    /// What would change: "owner: Head of placements → Director".
    pub changes: Vec<String>,
    /// Why it is refused, or worth a look.
    pub reasons: Vec<String>,
}

impl Judged {
    /// Changes and reasons as one text.
    pub fn why(&self) -> String {
        let mut parts = self.changes.clone();
        parts.extend(self.reasons.iter().cloned());
        parts.join("; ")
    }

    /// Whether its date moves and the row gives no reason.
    pub fn wants_reason(&self) -> bool {
        matches!(&self.what, What::Change { to: Some(_), why, .. } if why.is_empty())
    }
}

/// What a list would do to the record.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The heads of the list, each with what it was taken for.
    pub columns: Vec<(String, Option<Column>)>,
    /// Its rows, in its order.
    pub rows: Vec<Judged>,
    /// The day it was worked out for.
    pub today: Date,
}

impl Preview {
    /// Rows that would change the record.
    pub fn changing(&self) -> usize {
        self.rows.iter().filter(|row| row.what.changes()).count()
    }

    /// Rows that are refused.
    pub fn refused(&self) -> usize {
        let refused = |row: &&Judged| row.what == What::Refuse;
        self.rows.iter().filter(refused).count()
    }

    /// Rows whose date moves without a reason of their own.
    pub fn wanting_reason(&self) -> usize {
        self.rows.iter().filter(|row| row.wants_reason()).count()
    }

    /// "3 to add, 2 to change, 1 refused", what there is none of left out.
    pub fn summary(&self) -> String {
        let count = |word: &str| {
            let same = |row: &&Judged| row.what.word() == word;
            self.rows.iter().filter(same).count()
        };
        let counts = [
            (count("add"), "to add"),
            (count("change"), "to change"),
            (count("same"), "as recorded"),
            (count("refuse"), "refused"),
        ];
        let words: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{count} {words}"))
            .collect();
        if words.is_empty() {
            "No actions found".to_owned()
        } else {
            words.join(", ")
        }
    }

    /// "“Lead officer” is read as owner; “Cost” is left out".
    pub fn mapping(&self) -> String {
        let words: Vec<String> = self
            .columns
            .iter()
            .filter(|(head, _)| !head.is_empty())
            .map(|(head, column)| match column {
                Some(column) => format!("“{head}” is read as {}", column.words()),
                None => format!("“{head}” is left out"),
            })
            .collect();
        words.join("; ")
    }
}

/// "1 action", "12 actions".
pub fn count_words(count: usize) -> String {
    if count == 1 {
        "1 action".to_owned()
    } else {
        format!("{count} actions")
    }
}

/// Cuts a list kept as text into rows.
///
/// # Errors
/// A sentence when the text is too large or is no table.
pub fn rows_of_text(text: &str) -> Result<Vec<Row>, String> {
    let lines = sheet::read(text)?;
    Ok(lines
        .into_iter()
        .map(|line| (line.number, line.cells().map(str::to_owned).collect()))
        .collect())
}

/// Judges the rows of a list by the record on `today`.
///
/// # Errors
/// A sentence when the list is too long or none of its first rows has the heads of a list of actions.
pub fn preview(rows: Vec<Row>, record: &Record, today: Date) -> Result<Preview, String> {
    if rows.len() > MOST_ROWS {
        return Err(format!(
            "The list has more than {MOST_ROWS} rows. Divide it and read in one part at a time."
        ));
    }
    let lines: Vec<Line> = rows
        .into_iter()
        .map(|(number, cells)| Line::new(number, cells))
        .collect();
    let (heads, columns) = columns::find(&lines).ok_or_else(|| {
        "This is no list of actions that can be read. Give a row with heads such as Action, Owner, \
         Due and Status."
            .to_owned()
    })?;
    let body = lines.get(heads + 1..).unwrap_or_default();
    let head = lines.get(heads);
    let named = |place: usize| head.map_or("", |line| line.cell(place)).to_owned();
    Ok(Preview {
        rows: judge::judge(body, &columns, record, today),
        columns: columns
            .into_iter()
            .enumerate()
            .map(|(place, column)| (named(place), column))
            .collect(),
        today,
    })
}

#[cfg(test)]
mod tests;
