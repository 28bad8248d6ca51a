//! Matters arising: decisions of the last meeting and what became of them, then everything that
//! changed since.

use crate::{
    analysis::{changes::Change, words as plain_words},
    model::{Decision, Id, ItemRef, date::long},
    pack::{
        build::{brag_mark, cell, entry, gap, heading, key, nothing, table, text_column},
        compose::Cx,
        doc::{Block, Span, Text, plain},
        words,
    },
};

/// The chapter.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let since = plain_words::day_in_sentence(cx.since, cx.today);
    let mut blocks = vec![Block::Verdict(plain(verdict(cx, &since)))];
    let last = super::minutes::last(cx);
    blocks.push(heading(last.map_or_else(
        || "Decisions of the last meeting".to_owned(),
        |meeting| format!("Decisions of {}", long(meeting.date)),
    )));
    let decided: Vec<&Decision> = last.map_or_else(Vec::new, |meeting| {
        cx.record
            .decisions
            .iter()
            .filter(|decision| {
                decision.meeting == Some(meeting.id)
                    || meeting
                        .agenda
                        .iter()
                        .any(|item| item.decision == Some(decision.id))
            })
            .collect()
    });
    if decided.is_empty() {
        blocks.push(nothing("The last meeting took no decision."));
    } else {
        let entries = decided
            .into_iter()
            .map(|decision| {
                entry(
                    decision.illustrative,
                    vec![
                        key(decision.number.to_string()),
                        cell(decision.title.as_str()),
                        cell(super::item::effect(decision)),
                        carried_out(cx, decision.id),
                    ],
                )
            })
            .collect();
        let columns = vec![
            text_column("Ref", 10.0),
            text_column("Decision", 0.0),
            text_column("Effect", 46.0),
            text_column("What became of it", 60.0),
        ];
        blocks.push(table("", columns, entries, Vec::new()));
    }
    blocks.push(heading(format!("Changed since {since}")));
    blocks.push(changed(cx));
    if cx.new_figures > 0 {
        blocks.push(Block::Note(plain(format!(
            "{} {} a new figure; each is in the curves.",
            plain_words::capital(&words::counted(cx.new_figures, "measure", "measures")),
            words::have(cx.new_figures)
        ))));
    }
    blocks
}

fn verdict(cx: &Cx<'_>, since: &str) -> String {
    let count = cx.changed.len();
    match count {
        0 => format!("Nothing has changed since {since}."),
        _ => format!(
            "{} {} since {since}.",
            plain_words::capital(&words::counted(count, "thing", "things")),
            if count == 1 {
                "has changed"
            } else {
                "have changed"
            }
        ),
    }
}

/// Actions that carry a decision out, each with its mark; or the gap.
pub fn carried_out(cx: &Cx<'_>, decision: Id<Decision>) -> Text {
    let mut text = Text::new();
    for action in cx
        .threads
        .actions_of_decision(decision)
        .iter()
        .filter_map(|&id| cx.record.actions.get(id))
    {
        if !text.is_empty() {
            text.push(Span::plain(", "));
        }
        text.push(Span::plain(format!("Action {} ", action.number)));
        text.push(Span {
            mark: Some(brag_mark(action.status)),
            ..Span::strong(plain_words::uncapital(action.status.word()))
        });
    }
    if text.is_empty() {
        let found = cx.record.decisions.get(decision);
        return match found.and_then(|one| cx.threads.decision_gap(cx.record, one)) {
            Some(_) => gap("no action"),
            None => cell(""),
        };
    }
    text
}

fn changed(cx: &Cx<'_>) -> Block {
    if cx.changed.is_empty() {
        return nothing("Nothing changed.");
    }
    let entries = cx
        .changed
        .iter()
        .map(|change| {
            entry(
                is_illustrative(cx, change),
                vec![
                    key(words::in_table(change.on, cx.today)),
                    cell(change.sentence.as_str()),
                ],
            )
        })
        .collect();
    let columns = vec![text_column("Day", 24.0), text_column("Change", 0.0)];
    table("Oldest first.", columns, entries, Vec::new())
}

/// Whether what changed is invented for a sample.
pub fn is_illustrative(cx: &Cx<'_>, change: &Change) -> bool {
    let record = cx.record;
    match change.at {
        ItemRef::Action(id) => record.actions.get(id).is_some_and(|one| one.illustrative),
        ItemRef::Clause(id) => record.clauses.get(id).is_some_and(|one| one.illustrative),
        ItemRef::Gate(id) => record.gates.get(id).is_some_and(|one| one.illustrative),
        ItemRef::Decision(id) => record.decisions.get(id).is_some_and(|one| one.illustrative),
        ItemRef::Concern(id) => record.concerns.get(id).is_some_and(|one| one.illustrative),
        ItemRef::Interest(id) => record.interests.get(id).is_some_and(|one| one.illustrative),
        ItemRef::Person(id) => record.people.get(id).is_some_and(|one| one.illustrative),
        ItemRef::Inspection(id) => record
            .inspections
            .get(id)
            .is_some_and(|one| one.illustrative),
        ItemRef::Recommendation(id) => record
            .recommendations
            .get(id)
            .is_some_and(|one| one.illustrative),
        ItemRef::Direction(id) => record
            .directions
            .get(id)
            .is_some_and(|one| one.illustrative),
        ItemRef::Measure(id) => record.measures.get(id).is_some_and(|one| one.illustrative),
        ItemRef::Organisation
        | ItemRef::BoardRules
        | ItemRef::Transfer
        | ItemRef::FeeTerm(_)
        | ItemRef::Claim(_)
        | ItemRef::QuorumRule(_)
        | ItemRef::Waiver(_)
        | ItemRef::ReservedMatter(_)
        | ItemRef::Framework(_)
        | ItemRef::Meeting(_)
        | ItemRef::ForwardItem(_)
        | ItemRef::IssuedPack(_) => false,
    }
}
