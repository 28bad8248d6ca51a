//! What every kind of item is held to: it names only what is there, and its number is its own.

use std::collections::{HashMap, HashSet};

use super::{Check, Rule, name_of, noun_with_article};
use crate::model::{Action, Clause, Decision, Direction, Id, Item, ItemRef};

pub(super) fn check(check: &mut Check<'_>) {
    dangling(check);
    declared_items(check);
    numbers(check);
}

fn dangling(check: &mut Check<'_>) {
    let record = check.record;
    for at in record.refs() {
        if let ItemRef::Action(id) = at
            && record
                .actions
                .get(id)
                .is_some_and(|action| all_there(check, action))
        {
            continue;
        }
        let Some(item) = record.item(at) else {
            continue;
        };
        for reference in item.references() {
            if !record.contains(reference.to) {
                let message = format!(
                    "{} names {} that is not in the record: {}.",
                    name_of(&item),
                    noun_with_article(reference.to),
                    reference.to.id_text().unwrap_or_default()
                );
                check.add(Rule::DanglingReference, at, reference.field, message);
            }
        }
    }
}

/// Whether every reference of an action is in the record: without the copy that `Item` makes,
/// since there may be thousands of actions.
fn all_there(check: &Check<'_>, action: &Action) -> bool {
    let record = check.record;
    action
        .clauses
        .iter()
        .all(|&id| record.clauses.get(id).is_some())
        && action
            .recommendations
            .iter()
            .all(|&id| record.recommendations.get(id).is_some())
        && action
            .decisions
            .iter()
            .all(|&id| record.decisions.get(id).is_some())
        && action
            .concerns
            .iter()
            .all(|&id| record.concerns.get(id).is_some())
        && action
            .measures
            .iter()
            .all(|&id| record.measures.get(id).is_some())
        && action
            .evidence
            .iter()
            .filter_map(|evidence| evidence.accepted_at)
            .all(|id| record.meetings.get(id).is_some())
}

/// Declarations name items of their own meeting.
fn declared_items(check: &mut Check<'_>) {
    let record = check.record;
    for meeting in record.meetings.iter() {
        for declaration in &meeting.declarations {
            if let Some(item) = declaration.item
                && !meeting.agenda.iter().any(|one| one.id == item)
            {
                let message = format!(
                    "{} has a declaration on an agenda item that is not on its agenda: {item}.",
                    name_of(&Item::Meeting(meeting.clone()))
                );
                check.add(Rule::DanglingReference, meeting.id, "declarations", message);
            }
        }
    }
}

fn numbers(check: &mut Check<'_>) {
    let record = check.record;
    let mut actions: HashMap<u32, Id<Action>> = HashMap::new();
    for action in record.actions.iter() {
        if actions.insert(action.number, action.id).is_some() {
            let message = format!("Two actions have the number {}.", action.number);
            check.add(Rule::DuplicateNumber, action.id, "number", message);
        }
    }
    let mut decisions: HashMap<u32, Id<Decision>> = HashMap::new();
    for decision in record.decisions.iter() {
        if decisions.insert(decision.number, decision.id).is_some() {
            let message = format!("Two decisions have the number {}.", decision.number);
            check.add(Rule::DuplicateNumber, decision.id, "number", message);
        }
    }
    let mut clauses: HashSet<(Id<Direction>, &str)> = HashSet::new();
    for clause in record.clauses.iter() {
        let reference = clause.reference.trim();
        if !reference.is_empty() && !clauses.insert((clause.direction, reference)) {
            let at: Id<Clause> = clause.id;
            let message = format!("Two clauses of one direction have the reference {reference}.");
            check.add(Rule::DuplicateNumber, at, "reference", message);
        }
    }
    for meeting in record.meetings.iter() {
        let mut items = HashSet::new();
        for item in &meeting.agenda {
            if !item.number.is_empty() && !items.insert(item.number.as_str()) {
                let message = format!(
                    "{} has two items with the number {}.",
                    name_of(&Item::Meeting(meeting.clone())),
                    item.number
                );
                check.add(Rule::DuplicateNumber, meeting.id, "agenda", message);
            }
        }
    }
}
