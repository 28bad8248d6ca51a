//! The columns of a list of actions, by the names that people give them.

use crate::analysis::figures::{names::loose, sheet::Line};

/// Rows that are looked through for the heads: titles and notes may stand above them.
const LOOKED_THROUGH: usize = 15;

/// What a column of a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The id of an action of this record.
    Id,
    /// The number that people say.
    Number,
    /// What is to be done.
    Title,
    /// More about it.
    Detail,
    /// Who does it.
    Owner,
    /// Who answers for it.
    Sponsor,
    /// The first date.
    FirstDate,
    /// The date that counts now.
    Due,
    /// How it stands.
    Status,
    /// What it answers.
    Source,
    /// Why its date moves.
    Why,
    /// Invented for a sample.
    Illustrative,
}

impl Column {
    /// What it is called in a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Number => "number",
            Self::Title => "title",
            Self::Detail => "detail",
            Self::Owner => "owner",
            Self::Sponsor => "sponsor",
            Self::FirstDate => "first date",
            Self::Due => "due date",
            Self::Status => "status",
            Self::Source => "source",
            Self::Why => "reason for a move",
            Self::Illustrative => "illustrative",
        }
    }

    fn of(head: &str) -> Option<Self> {
        let head = loose(head).replace(['.', '-', '/', ':', '*', '?'], " ");
        let head = head.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(match head.as_str() {
            "id" | "action id" => Self::Id,
            "number" | "no" | "#" | "ref" | "reference" | "action no" | "action number"
            | "action ref" => Self::Number,
            "action" | "title" | "actions" | "task" | "what" | "action required"
            | "what is to be done" | "description" => Self::Title,
            "detail" | "details" | "more" => Self::Detail,
            "owner"
            | "lead"
            | "who"
            | "responsible"
            | "action owner"
            | "lead officer"
            | "assigned to"
            | "responsible officer"
            | "by whom" => Self::Owner,
            "sponsor" | "accountable" | "executive lead" => Self::Sponsor,
            "first date" | "original due" | "original date" | "original deadline"
            | "original due date" | "baseline date" => Self::FirstDate,
            "due" | "due date" | "deadline" | "by when" | "when" | "target date" | "date due"
            | "completion date" | "now due" | "revised date" => Self::Due,
            "status" | "brag" | "rag" | "brag rating" | "rag rating" | "rag status"
            | "brag status" | "progress" => Self::Status,
            "source" | "answers" | "origin" | "arising from" => Self::Source,
            "reason" | "reason for move" | "reason for change" | "reason for delay" => Self::Why,
            "illustrative" => Self::Illustrative,
            _other => return None,
        })
    }
}

/// The row of heads and what each of its columns holds. Of two columns of one kind the first counts.
pub(super) fn find(lines: &[Line]) -> Option<(usize, Vec<Option<Column>>)> {
    lines
        .iter()
        .take(LOOKED_THROUGH)
        .enumerate()
        .find_map(|(place, line)| {
            let mut columns: Vec<Option<Column>> = Vec::new();
            for head in line.cells() {
                let column = Column::of(head).filter(|one| !columns.contains(&Some(*one)));
                columns.push(column);
            }
            let has = |column| columns.contains(&Some(column));
            let enough = has(Column::Title)
                && (has(Column::Owner) || has(Column::Due) || has(Column::FirstDate));
            (enough || has(Column::Id) && columns.iter().flatten().count() > 1)
                .then_some((place, columns))
        })
}
