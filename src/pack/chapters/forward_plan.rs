//! What is booked for later.

use crate::{
    analysis::words as plain_words,
    model::{ForwardItem, MeetingState, date::short},
    pack::{
        build::{cell, entry, figure_column, heading, key, table, text_column},
        compose::{Cx, purpose_word},
        doc::{Block, plain},
        words,
    },
};

/// The chapter.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let mut open: Vec<&ForwardItem> = cx
        .record
        .forward_plan
        .iter()
        .filter(|item| item.done_on.is_none())
        .collect();
    open.sort_by_key(|item| (item.due, item.id));
    let mut blocks = vec![Block::Verdict(plain(verdict(cx, open.len())))];
    if !open.is_empty() {
        let entries = open.into_iter().map(|item| row(cx, item)).collect();
        blocks.push(table("Nearest first.", columns(), entries, Vec::new()));
    }
    let done: Vec<_> = cx
        .record
        .forward_plan
        .iter()
        .filter(|item| item.done_on.is_some())
        .map(|item| row(cx, item))
        .collect();
    if !done.is_empty() {
        blocks.push(heading("Dealt with"));
        blocks.push(table("", columns(), done, Vec::new()));
    }
    blocks
}

fn verdict(cx: &Cx<'_>, open: usize) -> String {
    let next = cx
        .record
        .meetings
        .iter()
        .filter(|meeting| meeting.state == MeetingState::Planned && meeting.date > cx.meeting.date)
        .min_by_key(|meeting| meeting.date);
    let booked = match open {
        0 => "Nothing is booked.".to_owned(),
        count => format!(
            "{} {} booked.",
            plain_words::capital(&words::counted(count, "item", "items")),
            words::be(count)
        ),
    };
    match next {
        Some(meeting) => format!(
            "{booked} The next meeting is on {}.",
            crate::model::date::long(meeting.date)
        ),
        None => format!("{booked} No later meeting is planned."),
    }
}

fn columns() -> Vec<crate::pack::doc::Column> {
    vec![
        figure_column("Due", 22.0),
        text_column("Item", 0.0),
        text_column("Purpose", 18.0),
        text_column("Who brings it", 46.0),
        text_column("Booked by", 30.0),
    ]
}

fn row(cx: &Cx<'_>, item: &ForwardItem) -> crate::pack::build::Entry {
    let booked = item
        .booked_by
        .and_then(|id| cx.record.decisions.get(id))
        .map_or_else(String::new, |one| format!("Decision {}", one.number));
    entry(
        item.illustrative,
        vec![
            cell(short(item.due)),
            key(item.title.as_str()),
            cell(purpose_word(item.purpose)),
            cell(item.owner.as_str()),
            cell(booked),
        ],
    )
}
