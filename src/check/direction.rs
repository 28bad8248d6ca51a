//! Directions and clauses: positions with evidence, dates kept, chains without loops.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::{Check, Rule, Severity};
use crate::{
    analysis::{thread::GapKind, words},
    model::{
        Clause, ClauseKind, Direction, Id, ItemRef, Position,
        date::{long, plus_months},
    },
};

pub(super) fn check(check: &mut Check<'_>) {
    let record = check.record;
    for direction in record.directions.iter() {
        if check.threads.in_force(direction, check.today)
            && check.threads.clauses_of(direction.id).is_empty()
        {
            let message = format!("{} is in force, but has no clause.", title(direction));
            check.add(Rule::DirectionWithoutClauses, direction.id, None, message);
        }
        check.in_order(
            direction.id,
            "revoked",
            Some(direction.issued.first_day()),
            direction.revoked.map(crate::model::When::last_day),
        );
    }
    loops(check);
    for clause in record.clauses.iter() {
        let live = check.threads.is_live(record, clause, check.today);
        judgements(check, clause, live);
        if live {
            duties(check, clause);
            gaps(check, clause);
        } else {
            still_live(check, clause);
        }
    }
}

fn title(direction: &Direction) -> String {
    if direction.title.is_empty() {
        format!("The direction of {}", direction.issued)
    } else {
        format!("“{}”", direction.title)
    }
}

fn name(clause: &Clause) -> String {
    format!("Clause {}", clause.reference)
}

/// A chain of replaced directions that comes back to where it began.
fn loops(check: &mut Check<'_>) {
    let record = check.record;
    let parents: HashMap<Id<Direction>, Id<Direction>> = record
        .directions
        .iter()
        .filter_map(|direction| Some((direction.id, direction.supersedes?)))
        .collect();
    for direction in record.directions.iter() {
        if comes_back(direction.id, &parents) {
            let message = format!(
                "{} replaces itself, directly or through others.",
                title(direction)
            );
            check.add(Rule::SupersessionLoop, direction.id, "supersedes", message);
        }
    }
}

/// Whether following one parent each leads back to the start.
pub(super) fn comes_back<K: Copy + Eq + std::hash::Hash>(
    start: K,
    parents: &HashMap<K, K>,
) -> bool {
    let mut seen = HashSet::new();
    let mut here = start;
    while let Some(&next) = parents.get(&here) {
        if next == start {
            return true;
        }
        if !seen.insert(next) {
            return false;
        }
        here = next;
    }
    false
}

fn judgements(check: &mut Check<'_>, clause: &Clause, live: bool) {
    let at = ItemRef::Clause(clause.id);
    let mut before: Option<Date> = None;
    for judgement in &clause.judgements {
        if judgement.as_at > check.today {
            let message = format!(
                "{} has a position as at {}, a day to come.",
                name(clause),
                long(judgement.as_at)
            );
            check.add(Rule::PositionInFuture, at, "judgements", message);
        }
        if judgement.judged_by.trim().is_empty() {
            let message = format!(
                "{} has a position as at {} that nobody is named for.",
                name(clause),
                long(judgement.as_at)
            );
            check.add(Rule::PositionWithoutJudge, at, "judgements", message);
        }
        if let Some(before) = before.filter(|&before| judgement.as_at < before) {
            let message = format!(
                "{} has a position of {} written after one of {}, so that the older one counts.",
                name(clause),
                long(judgement.as_at),
                long(before)
            );
            check.add(Rule::PositionOutOfOrder, at, "judgements", message);
        }
        before = Some(judgement.as_at);
    }
    if clause.position() == Some(Position::Met) && clause.evidence.is_empty() {
        let message = format!("{} is judged met, but has no evidence.", name(clause));
        check.add(Rule::ClauseMetWithoutEvidence, at, "evidence", message);
    }
    if !live {
        return;
    }
    match clause.current() {
        None => {
            let message = format!("{} has not been judged.", name(clause));
            check.add(Rule::ClauseNotJudged, at, "judgements", message);
        }
        Some(current) => {
            let done = current.position == Position::Met
                && matches!(clause.kind, ClauseKind::OneOff { .. });
            if !done && plus_months(current.as_at, 3) < check.today {
                let message = format!(
                    "{} was last judged as at {}, more than a quarter ago.",
                    name(clause),
                    long(current.as_at)
                );
                check.add(Rule::PositionOld, at, "judgements", message);
            }
        }
    }
}

fn duties(check: &mut Check<'_>, clause: &Clause) {
    let at = ItemRef::Clause(clause.id);
    let met = clause.position() == Some(Position::Met);
    match clause.kind {
        ClauseKind::OneOff { due: Some(due) } if due < check.today && !met => {
            let message = format!(
                "{} was due on {} and is not judged met: {}.",
                name(clause),
                long(due),
                clause.title
            );
            check.add(Rule::ClauseOverdue, at, "kind", message);
        }
        ClauseKind::Recurring { next, every } if next < check.today => {
            let message = format!(
                "{} falls due {} and was next due on {}.",
                name(clause),
                every.words(),
                long(next)
            );
            check.add(Rule::ClauseReturnOverdue, at, "kind", message);
        }
        ClauseKind::OneOff { .. } | ClauseKind::Recurring { .. } | ClauseKind::Standing => {}
    }
    if met && !matches!(clause.kind, ClauseKind::OneOff { .. }) {
        let message = format!(
            "{} is judged met, but it binds again and again: it can only be up to date.",
            name(clause)
        );
        check.add(Rule::ClauseRecurringMet, at, "judgements", message);
    }
}

fn gaps(check: &mut Check<'_>, clause: &Clause) {
    let at = ItemRef::Clause(clause.id);
    for gap in check.threads.clause_gaps(check.record, clause, check.today) {
        match gap.kind {
            GapKind::ClauseWithoutAction => {
                let message = format!("{} has no action: {}.", name(clause), clause.title);
                check.add(Rule::ClauseWithoutAction, at, None, message);
            }
            GapKind::EvidenceOld => {
                let message = format!("{}: {}", name(clause), words::uncapital(&gap.sentence));
                check.add_as(
                    Severity::Warning,
                    Rule::EvidenceOld,
                    at,
                    "evidence",
                    message,
                );
            }
            // A rule of its own above, or not of clauses.
            GapKind::ClauseWithoutEvidence
            | GapKind::ActionWithoutMeasure
            | GapKind::ActionWithoutEvidence
            | GapKind::DecisionWithoutAction => {}
        }
    }
}

fn still_live(check: &mut Check<'_>, clause: &Clause) {
    let Some(position) = clause.position() else {
        return;
    };
    let open = match position {
        Position::NotMet | Position::AtRisk | Position::OnTrack => true,
        Position::Met | Position::Superseded => false,
    };
    let begun = check
        .record
        .directions
        .get(clause.direction)
        .is_some_and(|direction| direction.issued.first_day() <= check.today);
    if open && begun {
        let message = format!(
            "{} is judged “{}”, though its direction was replaced or revoked.",
            name(clause),
            words::uncapital(position.word())
        );
        check.add(Rule::SupersededStillLive, clause.id, "judgements", message);
    }
}
