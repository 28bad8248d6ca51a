//! Papers of the meeting: label, author, when each was due and came in, and its hash.

use crate::{
    analysis::agenda,
    model::{AgendaItem, Paper},
    pack::{
        build::{Entry, cell, entry, figure_column, key, marked, table, text_column},
        compose::Cx,
        doc::{Attachment, Block, Column, Mark, Text, plain},
        freeze::FrozenPaper,
        hash,
        paper::PDF,
        words,
    },
};

/// The chapter: every paper, attached or not.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let count = cx.meeting.agenda.iter().map(|item| item.papers.len()).sum();
    let attached = cx
        .pack
        .papers
        .iter()
        .filter(|one| !one.file.is_empty())
        .count();
    let verdict = match (count, attached) {
        (0, _) => "No paper is on the agenda.".to_owned(),
        (count, 0) => format!(
            "{}, none in this file.",
            crate::analysis::words::capital(&words::counted(count, "paper", "papers"))
        ),
        (count, attached) => format!(
            "{}, {} in this file.",
            crate::analysis::words::capital(&words::counted(count, "paper", "papers")),
            words::count(attached)
        ),
    };
    let mut blocks = vec![Block::Verdict(plain(verdict))];
    let entries: Vec<Entry> = cx
        .meeting
        .agenda
        .iter()
        .flat_map(|item| item.papers.iter().map(move |paper| (item, paper)))
        .map(|(item, paper)| row(cx, item, paper))
        .collect();
    if !entries.is_empty() {
        blocks.push(table(
            "In the order of the agenda.",
            columns(),
            entries,
            Vec::new(),
        ));
    }
    blocks
}

/// Columns of a list of papers.
pub fn columns() -> Vec<Column> {
    vec![
        text_column("Label", 12.0),
        text_column("Paper", 0.0),
        text_column("Author", 40.0),
        figure_column("Due", 14.0),
        figure_column("Received", 16.0),
        text_column("In this file", 38.0),
    ]
}

/// One paper.
pub fn row(cx: &Cx<'_>, item: &AgendaItem, paper: &Paper) -> Entry {
    let label = cx
        .issue
        .contents
        .paper_label(item.id, paper)
        .unwrap_or_default();
    let due = agenda::paper_due(cx.meeting, paper, &cx.record.board_rules);
    let received = paper
        .received
        .map_or_else(String::new, |day| words::in_table(day, cx.today));
    entry(
        false,
        vec![
            key(label),
            cell(paper.title.as_str()),
            cell(paper.author.as_str()),
            cell(words::in_table(due, cx.today)),
            cell(received),
            state(cx, paper, label),
        ],
    )
}

fn state(cx: &Cx<'_>, paper: &Paper, label: &str) -> Text {
    let frozen = cx.pack.papers.iter().find(|one| one.label == label);
    match frozen.filter(|one| !one.file.is_empty()) {
        Some(attached) => {
            let how = if cx.merged && is_pdf(attached) {
                "Follows its item, page by page"
            } else {
                "Attached"
            };
            cell(format!(
                "{how}: {}, hash {}",
                attached.file,
                hash::short(&attached.hash)
            ))
        }
        None if paper.received.is_none_or(|day| day > cx.issue.issued) => marked(Mark::Gap, "Late"),
        None => cell("Not attached"),
    }
}

/// Whether a paper is attached as a PDF.
pub fn is_pdf(paper: &FrozenPaper) -> bool {
    !paper.file.is_empty() && paper.mime() == PDF
}

/// The name of an attached paper inside the file.
pub fn travels_as(paper: &FrozenPaper) -> String {
    format!("{}-{}", paper.label, paper.file)
}

/// Attached papers, to travel inside the file.
pub fn attachments(cx: &Cx<'_>) -> Vec<Attachment> {
    cx.pack
        .papers
        .iter()
        .filter_map(|paper| {
            Some(Attachment {
                name: travels_as(paper),
                mime: paper.mime().to_owned(),
                description: format!("Paper {}, {}", paper.label, paper.title),
                bytes: paper.content()?,
            })
        })
        .collect()
}
