//! Moves of dates, wherever they are: who, why, and in order.

use jiff::civil::Date;

use super::{Check, Rule, Severity};
use crate::{
    analysis::words,
    model::{DateMove, ItemRef, date::long, shared::current_due},
};

/// Checks the moves of one date. `name` begins the sentence.
pub(super) fn check(check: &mut Check<'_>, at: ItemRef, name: &str, moves: &[DateMove]) {
    let mut before: Option<Date> = None;
    for step in moves {
        let missing = match (step.by.trim().is_empty(), step.why.trim().is_empty()) {
            (true, true) => Some("a person or a reason"),
            (true, false) => Some("a person"),
            (false, true) => Some("a reason"),
            (false, false) => None,
        };
        if let Some(missing) = missing {
            let message = format!("{name} was moved to {} without {missing}.", long(step.to));
            check.add(Rule::MoveUnexplained, at, "moves", message);
        }
        if let Some(before) = before.filter(|&before| step.on < before) {
            let message = format!(
                "{name} was moved on {}, which is written after the move of {}.",
                long(step.on),
                long(before)
            );
            check.add(Rule::MoveOutOfOrder, at, "moves", message);
        }
        if step.on > check.today {
            let message = format!(
                "{name} has a move dated {}, which is still to come.",
                long(step.on)
            );
            check.add(Rule::MoveOutOfOrder, at, "moves", message);
        }
        before = Some(step.on);
    }
}

/// Says that a date slipped: a note, from the third move on a warning.
pub(super) fn slipped(
    check: &mut Check<'_>,
    rule: Rule,
    at: ItemRef,
    name: &str,
    original: Date,
    moves: &[DateMove],
) {
    if moves.is_empty() {
        return;
    }
    let severity = if moves.len() >= 3 {
        Severity::Warning
    } else {
        Severity::Note
    };
    let message = format!(
        "{name} has moved {}, from {} to {}.",
        words::times(moves.len()),
        long(original),
        long(current_due(original, moves))
    );
    check.add_as(severity, rule, at, "moves", message);
}
