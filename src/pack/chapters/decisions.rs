//! Every decision of the record with its consents: who took it, since when it has effect.

use crate::{
    analysis::words as plain_words,
    model::{Decision, DecisionState},
    pack::{
        build::{below, cell, entry, key, table, text_column},
        compose::Cx,
        doc::{Block, Span, Text, plain},
        words,
    },
};

/// The chapter.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Verdict(plain(verdict(cx)))];
    if cx.record.decisions.is_empty() {
        return blocks;
    }
    let mut decisions: Vec<&Decision> = cx.record.decisions.iter().collect();
    decisions.sort_by_key(|decision| std::cmp::Reverse((decision.number, decision.id)));
    let entries = decisions
        .into_iter()
        .map(|decision| {
            entry(
                decision.illustrative,
                vec![
                    key(decision.number.to_string()),
                    what(decision),
                    cell(taken(cx, decision)),
                    cell(super::item::effect(decision)),
                    super::matters_arising::carried_out(cx, decision.id),
                ],
            )
        })
        .collect();
    let columns = vec![
        text_column("Ref", 10.0),
        text_column("Decision", 0.0),
        text_column("Taken", 36.0),
        text_column("Effect", 36.0),
        text_column("What became of it", 36.0),
    ];
    blocks.push(table("Newest number first.", columns, entries, Vec::new()));
    blocks
}

fn verdict(cx: &Cx<'_>) -> String {
    let all = cx.record.decisions.len();
    if all == 0 {
        return "The record has no decisions.".to_owned();
    }
    let waiting = cx
        .record
        .decisions
        .iter()
        .filter(|one| one.state == DecisionState::Taken && !one.is_effective())
        .count();
    let proposed = cx
        .record
        .decisions
        .iter()
        .filter(|one| one.state == DecisionState::Proposed)
        .count();
    format!(
        "{}: {} to be taken, {} taken but not yet in effect.",
        plain_words::capital(&words::counted(all, "decision", "decisions")),
        words::alone(proposed),
        words::alone(waiting)
    )
}

fn what(decision: &Decision) -> Text {
    let mut text = vec![Span::plain(if decision.title.trim().is_empty() {
        format!("Decision {}", decision.number)
    } else {
        decision.title.clone()
    })];
    if !decision.text.trim().is_empty() {
        text.push(below(&decision.text));
    }
    text
}

/// By whom and when: "Board, 13 Jun 2019".
fn taken(cx: &Cx<'_>, decision: &Decision) -> String {
    let meeting = decision.meeting.and_then(|id| cx.record.meetings.get(id));
    let elsewhere = decision.taken_elsewhere.trim();
    let who = if elsewhere.is_empty() {
        meeting.map_or_else(String::new, |one| one.title.clone())
    } else {
        elsewhere.to_owned()
    };
    let when = decision
        .taken
        .map(|when| when.to_string())
        .or_else(|| meeting.map(|one| crate::model::date::short(one.date)));
    let mut parts: Vec<String> = [who].into_iter().filter(|one| !one.is_empty()).collect();
    parts.extend(when);
    parts.join(", ")
}
