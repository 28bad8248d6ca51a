//! What an agenda item says of itself: the decision sought, conflicts and quorum, actions, papers.

use crate::{
    analysis::{quorum::judge_item, words as plain_words},
    model::{AgendaItem, Decision, DecisionState},
    pack::{
        build::{brag, cell, entry, figure_column, heading, key, table, text_column},
        compose::Cx,
        contents::Chapter,
        doc::{Block, plain},
        words,
    },
};

/// Whether an item has anything to show beyond its line in the running order.
pub fn has_page(item: &AgendaItem) -> bool {
    item.decision.is_some()
        || !item.summary.trim().is_empty()
        || !item.papers.is_empty()
        || !item.actions.is_empty()
        || !item.concerns.is_empty()
        || !item.clauses.is_empty()
        || !item.minute.trim().is_empty()
}

/// The blocks of one item, without the chapters that it asks for.
pub fn blocks(cx: &Cx<'_>, item: &AgendaItem, chapters: &[Chapter]) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !item.summary.trim().is_empty() {
        blocks.push(Block::Verdict(plain(words::sentence(&item.summary))));
    }
    if let Some(decision) = item.decision.and_then(|id| cx.record.decisions.get(id)) {
        blocks.push(decision_block(decision));
    }
    if let Some(quorum) = judge_item(cx.record, cx.meeting, item)
        && (!quorum.conflicted.is_empty() || !quorum.holds())
    {
        let sentence = words::sentence(&quorum.sentence());
        let said = words::sentence(&item.summary) == sentence;
        if !quorum.holds() {
            blocks.push(Block::Missing(plain(sentence)));
        } else if !said {
            blocks.push(Block::Paragraph(plain(sentence)));
        }
    }
    if !item.minute.trim().is_empty() {
        blocks.push(Block::Paragraph(plain(item.minute.trim())));
    }
    blocks.extend(linked(cx, item, chapters));
    blocks.extend(papers(cx, item));
    blocks
}

/// A decision as a block: number and effect, text, mover and votes.
pub fn decision_block(decision: &Decision) -> Block {
    let mut text = vec![crate::pack::doc::Span::strong(words::sentence(
        &decision.title,
    ))];
    if !decision.text.trim().is_empty() {
        text.push(crate::pack::doc::Span::plain(format!(
            " {}",
            words::sentence(&decision.text)
        )));
    }
    Block::Decision {
        label: format!("Decision {}. {}", decision.number, effect(decision)),
        text: crate::pack::build::illustrative(text, decision.illustrative),
        votes: String::new(),
    }
}

/// Whether and since when a decision has effect: "Not in effect until Cabinet consents".
pub fn effect(decision: &Decision) -> String {
    let open: Vec<&str> = decision
        .consents
        .iter()
        .filter(|consent| consent.given.is_none())
        .map(|consent| consent.of.words())
        .collect();
    match decision.state {
        DecisionState::Proposed => {
            let route = decision.route();
            if route.is_empty() {
                "Decision sought".to_owned()
            } else {
                format!(
                    "Decision sought. Consent: {}",
                    plain_words::uncapital(&route)
                )
            }
        }
        DecisionState::Taken if open.is_empty() => decision.effective_on().map_or_else(
            || "In effect".to_owned(),
            |day| format!("In effect from {day}"),
        ),
        DecisionState::Taken => format!(
            "Not in effect until {} {}",
            plain_words::join(&open),
            if open.len() == 1 {
                "consents"
            } else {
                "consent"
            }
        ),
        DecisionState::Deferred => "Deferred".to_owned(),
        DecisionState::Refused => "Refused".to_owned(),
    }
}

/// Actions, clauses and concerns that the item takes up.
fn linked(cx: &Cx<'_>, item: &AgendaItem, chapters: &[Chapter]) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !chapters.contains(&Chapter::Concerns) {
        for concern in item
            .concerns
            .iter()
            .filter_map(|&id| cx.record.concerns.get(id))
        {
            let line = crate::analysis::overview::concern_row(concern);
            blocks.push(Block::Paragraph(vec![
                crate::pack::doc::Span::strong(words::sentence(&concern.title)),
                crate::pack::doc::Span::plain(format!(
                    " {} {}",
                    words::sentence(&line.line),
                    line.meta
                )),
            ]));
        }
    }
    if !chapters.contains(&Chapter::Direction) {
        for clause in item
            .clauses
            .iter()
            .filter_map(|&id| cx.record.clauses.get(id))
        {
            blocks.push(Block::Paragraph(super::direction::clause_line(clause)));
        }
    }
    let entries: Vec<_> = item
        .actions
        .iter()
        .filter_map(|&id| cx.record.actions.get(id))
        .map(|action| {
            entry(
                action.illustrative,
                vec![
                    key(action.number.to_string()),
                    cell(action.title.as_str()),
                    cell(action.owner.as_str()),
                    cell(words::in_table(action.original_due, cx.today)),
                    cell(words::in_table(action.due(), cx.today)),
                    brag(action.status),
                ],
            )
        })
        .collect();
    if !entries.is_empty() && !chapters.contains(&Chapter::Actions) {
        let columns = vec![
            text_column("Ref", 8.0),
            text_column("Action", 0.0),
            text_column("Owner", 34.0),
            figure_column("First due", 15.0),
            figure_column("Due now", 15.0),
            text_column("Status", 32.0),
        ];
        blocks.push(heading("Actions"));
        blocks.push(table("", columns, entries, Vec::new()));
    }
    blocks
}

fn papers(cx: &Cx<'_>, item: &AgendaItem) -> Vec<Block> {
    if item.papers.is_empty() {
        return Vec::new();
    }
    let entries = item
        .papers
        .iter()
        .map(|paper| super::papers::row(cx, item, paper))
        .collect();
    vec![
        heading("Papers"),
        table("", super::papers::columns(), entries, Vec::new()),
    ]
}
