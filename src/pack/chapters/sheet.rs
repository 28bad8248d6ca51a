//! The supplement sheet: what a later version has that the one before did not.

use crate::{
    analysis::words as plain_words,
    model::date::long,
    pack::{
        build::{cell, entry, heading, key, table, text_column},
        compose::Cx,
        doc::{Block, Text, plain, strong},
        hash,
        since::SheetKind,
        words,
    },
};

/// "Changes since version 1".
pub fn title(cx: &Cx<'_>) -> String {
    match &cx.issue.previous {
        Some(before) => format!("Changes since version {}", before.version),
        None => "Changes".to_owned(),
    }
}

/// The page.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let before = cx.issue.previous.as_ref().map_or(1, |one| one.version);
    let mut blocks = vec![
        Block::Verdict(plain(verdict(cx))),
        Block::Note(plain(format!(
            "Supplement to the pack of {}. Issued {}. Keep it with version {before}: every label of \
             version {before} still holds.",
            long(cx.meeting.date),
            long(cx.issue.issued)
        ))),
        rows(cx, before),
        heading("What to do with your copy"),
        Block::Facts {
            caption: String::new(),
            rows: vec![
                ("On paper".to_owned(), plain(on_paper(cx))),
                (
                    "On screen".to_owned(),
                    plain(format!(
                        "Open version {}. Your own notes keep their place, because labels do not \
                         change.",
                        cx.issue.version
                    )),
                ),
            ],
            label_mm: 34.0,
        },
        heading("For the record"),
    ];
    blocks.push(Block::Facts {
        caption: String::new(),
        rows: for_the_record(cx),
        label_mm: 46.0,
    });
    blocks
}

fn verdict(cx: &Cx<'_>) -> String {
    let count = |kinds: &[SheetKind]| {
        cx.issue
            .sheet
            .iter()
            .filter(|row| kinds.contains(&row.kind))
            .count()
    };
    let mut parts = Vec::new();
    let mut say = |count: usize, one: &str, many: &str| {
        if count > 0 {
            parts.push(words::counted(count, one, many));
        }
    };
    say(
        count(&[SheetKind::NewPaper]),
        "paper is new",
        "papers are new",
    );
    say(count(&[SheetKind::NewItem]), "item is new", "items are new");
    say(
        count(&[SheetKind::Revised]),
        "entry is revised",
        "entries are revised",
    );
    say(
        count(&[SheetKind::Moved]),
        "date has moved",
        "dates have moved",
    );
    say(
        count(&[SheetKind::Withdrawn]),
        "entry is withdrawn",
        "entries are withdrawn",
    );
    let mut text = if parts.is_empty() {
        "Nothing that has a label has changed.".to_owned()
    } else {
        format!("{}.", plain_words::capital(&plain_words::join(&parts)))
    };
    text.push_str(if decisions_unchanged(cx) {
        " No decision sought has changed."
    } else {
        " A decision sought has changed."
    });
    text
}

/// Whether every decision sought is as it was.
fn decisions_unchanged(cx: &Cx<'_>) -> bool {
    let sought = cx.meeting.to_decide().count();
    let same = cx
        .issue
        .sheet
        .iter()
        .find(|row| row.kind == SheetKind::Unchanged)
        .map_or(0, |row| row.label.split(", ").count());
    same >= sought
}

fn rows(cx: &Cx<'_>, before: u32) -> Block {
    let entries = cx
        .issue
        .sheet
        .iter()
        .map(|row| {
            entry(
                false,
                vec![
                    key(row.label.as_str()),
                    strong(row.kind.words()),
                    cell(row.what.as_str()),
                    cell(row.was.as_str()),
                    now(&row.now),
                ],
            )
        })
        .collect();
    let columns = vec![
        text_column("Label", 14.0),
        text_column("Kind", 24.0),
        text_column("What", 0.0),
        text_column(&format!("In version {before}"), 28.0),
        text_column("Now", 28.0),
    ];
    table("", columns, entries, Vec::new())
}

fn now(text: &str) -> Text {
    if text.trim().is_empty() {
        cell("")
    } else {
        strong(text)
    }
}

fn on_paper(cx: &Cx<'_>) -> String {
    let new: Vec<&str> = cx
        .issue
        .sheet
        .iter()
        .filter(|row| row.kind == SheetKind::NewPaper)
        .map(|row| row.label.as_str())
        .collect();
    let mut text = String::new();
    if !new.is_empty() {
        text.push_str("Put ");
        text.push_str(&plain_words::join(&new));
        text.push_str(" behind the item of the same number. ");
    }
    let before = cx.issue.previous.as_ref().map_or(1, |one| one.version);
    format!(
        "{text}Correct the entries above by hand, or file this sheet in front of version {before}."
    )
}

fn for_the_record(cx: &Cx<'_>) -> Vec<(String, Text)> {
    let mut rows = Vec::new();
    if let Some(before) = &cx.issue.previous {
        rows.push((
            format!("Version {}", before.version),
            plain(format!(
                "Issued {}. Hash {}",
                long(before.issued),
                hash::groups(&before.hash)
            )),
        ));
    }
    rows.push((
        format!("Version {}", cx.issue.version),
        plain(format!(
            "Issued {}. Record hash {}",
            long(cx.issue.issued),
            hash::groups(&cx.pack.seal.record)
        )),
    ));
    if !cx.is_public() {
        rows.push(("Why late".to_owned(), cell(cx.issue.why.as_str())));
    }
    rows
}
