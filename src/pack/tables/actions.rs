//! The action log: a line an action, its first date and every reason why it moved.

use jiff::civil::Date;

use super::{Cell, Column, Line, Table, column, count, day, illustrative, text};
use crate::model::{Action, Record, date};

const COLUMNS: [Column; 16] = [
    column("Number", 9),
    column("Action", 48),
    column("Detail", 40),
    column("Owner", 26),
    column("Sponsor", 26),
    column("Status", 16),
    column("First date", 12),
    column("Due", 12),
    column("Moves", 8),
    column("Why moved", 40),
    column("Days late", 10),
    column("Delivered", 12),
    column("Answers", 36),
    column("Measures", 36),
    column("Illustrative", 11),
    column("Id", 18),
];

/// Every action.
pub(super) fn actions(record: &Record, today: Date) -> Table {
    Table {
        name: "Actions",
        about: "One line an action. Days late are counted from the first date.",
        columns: &COLUMNS,
        lines: record
            .actions
            .iter()
            .map(|action| line(record, action, today))
            .collect(),
    }
}

fn line(record: &Record, action: &Action, today: Date) -> Line {
    let late = usize::try_from(action.days_late(today)).unwrap_or(0);
    let reasons: Vec<String> = action
        .moves
        .iter()
        .map(|step| {
            let why = if step.why.is_empty() {
                "no reason given"
            } else {
                &step.why
            };
            format!("to {}: {why}", date::short(step.to))
        })
        .collect();
    let measures: Vec<&str> = action
        .measures
        .iter()
        .filter_map(|id| record.measures.get(*id))
        .map(|measure| measure.title.as_str())
        .collect();
    Line {
        cells: vec![
            Cell::Number(f64::from(action.number), 0),
            text(action.title.clone()),
            text(action.detail.clone()),
            text(action.owner.clone()),
            text(action.sponsor.clone()),
            text(action.status.word()),
            Cell::Day(action.original_due),
            Cell::Day(action.due()),
            count(action.moves.len()),
            text(reasons.join("; ")),
            count(late),
            day(action.delivered_on),
            text(answers(record, action)),
            text(measures.join("; ")),
            illustrative(action.illustrative),
            text(action.id.to_string()),
        ],
        illustrative: action.illustrative,
    }
}

/// What the action answers: "clause 3(b); recommendation 2; decision 4; Bed and breakfast".
fn answers(record: &Record, action: &Action) -> String {
    let mut list = Vec::new();
    let clauses = action.clauses.iter();
    for clause in clauses.filter_map(|id| record.clauses.get(*id)) {
        list.push(format!("clause {}", clause.reference));
    }
    let asked = action.recommendations.iter();
    for one in asked.filter_map(|id| record.recommendations.get(*id)) {
        list.push(if one.reference.is_empty() {
            format!("recommendation: {}", one.text)
        } else {
            format!("recommendation {}", one.reference)
        });
    }
    let decisions = action.decisions.iter();
    for decision in decisions.filter_map(|id| record.decisions.get(*id)) {
        list.push(format!("decision {}", decision.number));
    }
    let concerns = action.concerns.iter();
    for concern in concerns.filter_map(|id| record.concerns.get(*id)) {
        list.push(concern.title.clone());
    }
    list.join("; ")
}
