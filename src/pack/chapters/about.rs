//! The last page: what this copy is, by which rules it was made, how it can be checked.

use crate::{
    analysis::quorum::rule_on,
    model::date::long,
    pack::{
        build::{cell, entry, heading, key, table, text_column},
        compose::{Cx, version_words},
        doc::{Block, Edition, Text, plain},
        hash, words,
    },
};

/// The page.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::Paragraph(plain(
            "This file is a frozen copy of the record. Later changes to the record do not change it.",
        )),
        heading("Identity"),
        Block::Facts {
            caption: String::new(),
            rows: identity(cx),
            label_mm: 46.0,
        },
        heading("Signs used in figures"),
        signs(),
        heading("Right and duties"),
        Block::Paragraph(plain(duties(cx))),
    ];
    let about = cx.record.organisation.about.trim();
    if !about.is_empty() {
        blocks.push(heading("About the record"));
        blocks.push(Block::Paragraph(plain(about)));
    }
    blocks
}

fn identity(cx: &Cx<'_>) -> Vec<(String, Text)> {
    let edition = match cx.edition {
        Edition::Directors => "Directors’ edition",
        Edition::Public => "Public edition",
    };
    let row = |label: &str, text: String| (label.to_owned(), cell(text));
    let mut rows = vec![
        row(
            "Edition and version",
            format!(
                "{edition}, {}",
                version_words(cx.issue.version).to_lowercase()
            ),
        ),
        row("Meeting", cx.meeting_when()),
        row("Issued", long(cx.issue.issued)),
        row("Record as at", long(cx.today)),
        row("Rules in force", rules(cx)),
        row("Record hash (SHA-256)", hash::groups(&cx.pack.seal.record)),
    ];
    if let Some(before) = &cx.issue.previous {
        rows.push(row(
            "Pack before this one",
            format!(
                "{}, issued {}, hash {}",
                version_words(before.version),
                long(before.issued),
                hash::groups(&before.hash)
            ),
        ));
    }
    let attached: Vec<String> = cx
        .pack
        .papers
        .iter()
        .filter(|paper| !paper.file.is_empty())
        .map(|paper| format!("{}: {}", paper.label, paper.file))
        .collect();
    rows.push(row(
        "Papers attached",
        if attached.is_empty() {
            "None".to_owned()
        } else {
            attached.join("; ")
        },
    ));
    rows
}

fn rules(cx: &Cx<'_>) -> String {
    let mut parts = Vec::new();
    parts.push(match rule_on(cx.record, cx.meeting.date) {
        Some(rule) => format!(
            "Quorum from {}: {}.",
            long(rule.from),
            super::interests::rule_words(rule)
        ),
        None => "No quorum rule is recorded.".to_owned(),
    });
    let waivers: Vec<String> = cx
        .issue
        .rules
        .waivers
        .iter()
        .filter_map(|&id| cx.record.waivers.get(id))
        .map(|waiver| {
            let what = waiver.what.trim().trim_end_matches('.');
            format!("Waiver to {}: {what}.", long(waiver.expires))
        })
        .collect();
    parts.extend(waivers);
    parts.push(format!(
        "Counts under {} are withheld from the public.",
        words::count(usize::try_from(cx.issue.rules.withheld_below).unwrap_or(5))
    ));
    parts.join(" ")
}

fn signs() -> Block {
    let rows = [
        ("–", "Nothing to show, or not applicable"),
        (
            "c",
            "A small count, withheld; a second figure may be withheld so that it cannot be worked out",
        ),
        (":", "Not available, or not yet published"),
        ("z", "Not applicable"),
        ("low", "Rounds to zero, but is not zero"),
        ("0", "A true zero"),
        ("◆ ■", "Concerning, improving: by the rules of the chart"),
        ("▲ ▼", "Higher, lower than usual: neither good nor bad"),
    ];
    let entries = rows
        .into_iter()
        .map(|(sign, meaning)| entry(false, vec![key(sign), cell(meaning)]))
        .collect();
    table(
        "",
        vec![text_column("Sign", 20.0), text_column("Meaning", 0.0)],
        entries,
        Vec::new(),
    )
}

fn duties(cx: &Cx<'_>) -> String {
    let council = cx.record.organisation.council.trim();
    let mut text = String::new();
    if !council.is_empty() {
        text.push_str("The company is controlled by ");
        text.push_str(council);
        let address = cx.record.organisation.council_address.trim();
        if !address.is_empty() {
            text.push_str(", ");
            text.push_str(address.trim_end_matches('.'));
        }
        text.push_str(", within the Local Authorities (Companies) Order 1995. ");
    }
    text.push_str("Minutes are kept for ten years. ");
    text.push_str(match cx.edition {
        Edition::Directors => {
            "This edition is for directors and not for publication; a public edition is made of \
             the same record. "
        }
        Edition::Public => {
            "What is left out of this edition, and why, is on the page before. Requests for \
             information: write to the board secretary. "
        }
    });
    text.push_str("The same content is available as a web page and in large print.");
    text
}
