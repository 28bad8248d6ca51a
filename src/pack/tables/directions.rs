//! Clauses of directions as issued, with the position that counts and what stands behind it.

use super::{Cell, Column, Line, Table, column, count, day, illustrative, text, when};
use crate::{
    analysis::thread::Threads,
    model::{Clause, ClauseKind, Record},
};

const COLUMNS: [Column; 18] = [
    column("Direction", 32),
    column("Issued", 13),
    column("Clause", 12),
    column("Title", 40),
    column("Text", 60),
    column("Binds", 20),
    column("Kind", 18),
    column("Due", 12),
    column("Lead", 26),
    column("In the contract", 20),
    column("Position", 14),
    column("As at", 12),
    column("Judged by", 26),
    column("Why", 40),
    column("Actions", 16),
    column("Evidence", 10),
    column("Illustrative", 11),
    column("Id", 18),
];

/// Every clause, in the order of the record.
pub(super) fn clauses(record: &Record) -> Table {
    let threads = Threads::new(record);
    Table {
        name: "Directions",
        about: "One line a clause, numbered as issued, with the last position judged.",
        columns: &COLUMNS,
        lines: record
            .clauses
            .iter()
            .map(|clause| line(record, &threads, clause))
            .collect(),
    }
}

fn line(record: &Record, threads: &Threads, clause: &Clause) -> Line {
    let direction = record.directions.get(clause.direction);
    let (kind, due) = match clause.kind {
        ClauseKind::OneOff { due } => ("once".to_owned(), due),
        ClauseKind::Recurring { every, next } => (every.words().to_owned(), Some(next)),
        ClauseKind::Standing => ("at all times".to_owned(), None),
    };
    let judged = clause.current();
    let actions: Vec<String> = threads
        .actions_of_clause(clause.id)
        .iter()
        .filter_map(|id| record.actions.get(*id))
        .map(|action| action.number.to_string())
        .collect();
    Line {
        cells: vec![
            text(direction.map_or("", |one| one.title.as_str())),
            direction.map_or(Cell::Empty, |one| when(one.issued)),
            // As issued: `2` is a reference, not a number.
            text(clause.reference.clone()),
            text(clause.title.clone()),
            text(clause.text.clone()),
            text(clause.addressee.word()),
            text(kind),
            day(due),
            text(clause.lead.clone()),
            text(clause.in_contract.clone()),
            text(judged.map_or("", |one| one.position.word())),
            day(judged.map(|one| one.as_at)),
            text(judged.map_or("", |one| one.judged_by.as_str())),
            text(judged.map_or("", |one| one.note.as_str())),
            text(actions.join(", ")),
            count(clause.evidence.len()),
            illustrative(clause.illustrative),
            text(clause.id.to_string()),
        ],
        illustrative: clause.illustrative,
    }
}
