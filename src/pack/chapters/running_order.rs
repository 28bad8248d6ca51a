//! Contents and running order, and how to read the marks.

use crate::{
    analysis::agenda,
    model::{Brag, Paper, Purpose},
    pack::{
        build::{
            brag_mark, cell, entry, figure_column, heading, key, nothing, page_of, table,
            text_column,
        },
        compose::{Cx, Planned, purpose_word},
        doc::{Block, Mark, Span, Text, plain},
        words,
    },
};

/// The page.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Verdict(plain(verdict(cx)))];
    if cx.meeting.agenda.is_empty() {
        blocks.push(nothing("The agenda is empty."));
    } else {
        blocks.push(agenda_table(cx));
    }
    blocks.extend(chapters_table(cx));
    blocks.push(heading("How to read the marks"));
    blocks.push(Block::Paragraph(plain(
        "The letter is the status: red, amber, green, blue, and D for delivered. Shape and word \
         say the same, so the marks work without colour.",
    )));
    blocks.push(marks(cx));
    blocks
}

/// "Fourteen items, 14:00 to 16:30. Three decisions."
fn verdict(cx: &Cx<'_>) -> String {
    let count = cx.meeting.agenda.len();
    let mut text = crate::analysis::words::capital(&words::counted(count, "item", "items"));
    if let Some(starts) = cx.meeting.starts {
        text.push_str(", ");
        text.push_str(&words::clock(starts));
        if let Some(close) = agenda::expected_close(cx.meeting) {
            text.push_str(" to ");
            text.push_str(&words::clock(close));
        }
    }
    text.push('.');
    let decide = cx.meeting.to_decide().count();
    if decide > 0 {
        let noun = words::counted(decide, "is a decision", "are decisions");
        text.push(' ');
        text.push_str(&crate::analysis::words::capital(&noun));
        text.push('.');
    }
    text
}

fn agenda_table(cx: &Cx<'_>) -> Block {
    let clock = agenda::clock(cx.meeting);
    let mut late = false;
    let mut restricted = false;
    let entries = cx
        .meeting
        .agenda
        .iter()
        .zip(clock)
        .map(|(item, starts)| {
            let strong = item.purpose == Purpose::Decide;
            let text = |text: &str| if strong { key(text) } else { cell(text) };
            let mut subject = text(&item.title);
            if item.restricted.is_some() {
                restricted = true;
                subject.push(Span::plain(" (restricted)"));
            }
            let mut page: Text = Vec::new();
            if let Some(part) = cx.part_of_item(item.id) {
                page.push(page_of(part));
            }
            for paper in &item.papers {
                let label = cx
                    .issue
                    .contents
                    .paper_label(item.id, paper)
                    .unwrap_or_default();
                if !page.is_empty() {
                    page.push(Span::plain(", "));
                }
                let is_late = is_late(cx, paper, label);
                late |= is_late;
                page.push(Span::plain(if is_late {
                    format!("late: {label}")
                } else {
                    label.to_owned()
                }));
            }
            if page.is_empty() {
                page = plain("–");
            }
            entry(
                false,
                vec![
                    key(cx.issue.contents.label_of(item.id).unwrap_or_default()),
                    subject,
                    text(purpose_word(item.purpose)),
                    cell(item.presenter.as_str()),
                    cell(
                        item.minutes
                            .map_or_else(String::new, |minutes| minutes.to_string()),
                    ),
                    cell(starts.map_or_else(String::new, words::clock)),
                    page,
                ],
            )
        })
        .collect();
    let columns = vec![
        text_column("Item", 9.0),
        text_column("Subject", 0.0),
        text_column("Purpose", 16.0),
        text_column("Presenter", 38.0),
        figure_column("Minutes", 14.0),
        figure_column("Starts", 12.0),
        figure_column("Page", 16.0),
    ];
    let mut note =
        "Page gives the page in this file; a number with a letter is the label of a paper."
            .to_owned();
    if late {
        note.push_str(" A late paper follows as a supplement; no label changes.");
    }
    if restricted {
        note.push_str(" A restricted item is left out of the public edition.");
    }
    table("", columns, entries, plain(note))
}

/// A paper that had not come in at issue and is not attached.
fn is_late(cx: &Cx<'_>, paper: &Paper, label: &str) -> bool {
    let attached = cx
        .pack
        .papers
        .iter()
        .any(|one| one.label == label && !one.file.is_empty());
    !attached && paper.received.is_none_or(|day| day > cx.issue.issued)
}

/// Parts that no agenda item asks for.
fn chapters_table(cx: &Cx<'_>) -> Vec<Block> {
    let entries: Vec<_> = cx
        .plan
        .iter()
        .enumerate()
        .filter_map(|(place, planned)| match planned {
            Planned::Chosen(chosen) if chosen.item.is_none() => {
                let chapter = chosen.chapters.first()?;
                Some(entry(
                    false,
                    vec![
                        key(chosen.label.as_str()),
                        cell(chapter.title()),
                        vec![page_of(place)],
                    ],
                ))
            }
            Planned::Chosen(_)
            | Planned::Sheet
            | Planned::OnePage
            | Planned::RunningOrder
            | Planned::LeftOut
            | Planned::About => None,
        })
        .collect();
    if entries.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        text_column("Part", 9.0),
        text_column("Subject", 0.0),
        figure_column("Page", 16.0),
    ];
    vec![
        heading("For reference"),
        table("", columns, entries, Vec::new()),
    ]
}

fn marks(cx: &Cx<'_>) -> Block {
    let wording = &cx.record.board_rules.status_wording;
    let mut entries: Vec<_> = [
        Brag::OffTrack,
        Brag::RecoveryAgreed,
        Brag::OnTrack,
        Brag::NotStarted,
        Brag::Delivered,
        Brag::Embedded,
    ]
    .into_iter()
    .map(|status| {
        entry(
            false,
            vec![
                crate::pack::build::marked(brag_mark(status), status.word()),
                cell(words::sentence(wording.of(status))),
            ],
        )
    })
    .collect();
    entries.push(entry(
        false,
        vec![
            crate::pack::build::marked(Mark::Gap, "Gap"),
            cell("A link in the thread is missing or old."),
        ],
    ));
    let columns = vec![text_column("Mark", 38.0), text_column("Meaning", 0.0)];
    table("", columns, entries, Vec::new())
}
