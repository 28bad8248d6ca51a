//! A document as plain text, in reading order: for tests, and for searching what it says.

use super::doc::{Block, Document, Picture, Table, Text};

/// Every string of a document that a reader or a program can meet, in reading order.
pub fn strings(document: &Document) -> Vec<String> {
    let mut out = vec![
        document.title.clone(),
        document.body.clone(),
        document.short_body.clone(),
        document.controlled_by.clone(),
        document.mark.clone(),
        document.record_hash.clone(),
    ];
    if let Some(cover) = &document.cover {
        out.extend(cover.title.iter().cloned());
        out.extend([cover.when.clone(), cover.what.clone()]);
        if let Some(timeline) = &cover.timeline {
            picture(timeline, &mut out);
        }
        for (label, text) in &cover.facts {
            out.extend([label.clone(), text.clone()]);
        }
    }
    for part in &document.parts {
        out.extend([
            part.label.clone(),
            part.title.clone(),
            part.purpose.clone(),
            part.purpose_rest.clone(),
        ]);
        for one in &part.blocks {
            block(one, &mut out);
        }
    }
    for attachment in &document.attachments {
        out.extend([attachment.name.clone(), attachment.description.clone()]);
    }
    out
}

/// A text without its marks.
pub fn text(text: &Text) -> String {
    text.iter().map(|span| span.text.as_str()).collect()
}

fn picture(one: &Picture, out: &mut Vec<String>) {
    out.extend([one.alt.clone(), one.svg.clone()]);
}

fn block(one: &Block, out: &mut Vec<String>) {
    match one {
        Block::Heading { text: words, .. }
        | Block::Verdict(words)
        | Block::Paragraph(words)
        | Block::Note(words)
        | Block::Missing(words) => out.push(text(words)),
        Block::Figures(figures) => {
            for figure in figures {
                out.extend([
                    figure.value.clone(),
                    figure.label.clone(),
                    figure.note.clone(),
                ]);
            }
        }
        Block::Facts { caption, rows, .. } => {
            out.push(caption.clone());
            for (label, words) in rows {
                out.extend([label.clone(), text(words)]);
            }
        }
        Block::Table(one) => table(one, out),
        Block::Numbered(rows) => {
            for (number, words) in rows {
                out.extend([number.clone(), text(words)]);
            }
        }
        Block::Decision {
            label,
            text: words,
            votes,
        } => out.extend([label.clone(), text(words), votes.clone()]),
        Block::SignOff { who, what } => out.extend([who.clone(), what.clone()]),
        Block::Chart {
            picture: drawing,
            caption,
        } => {
            picture(drawing, out);
            out.push(caption.clone());
        }
        Block::TwoUp(left, right) | Block::Beside { left, right, .. } => {
            for one in left.iter().chain(right) {
                block(one, out);
            }
        }
        Block::Together(blocks) => {
            for one in blocks {
                block(one, out);
            }
        }
    }
}

fn table(one: &Table, out: &mut Vec<String>) {
    out.push(one.caption.clone());
    out.extend(one.columns.iter().map(|column| column.head.clone()));
    for row in &one.rows {
        out.extend(row.cells.iter().map(text));
    }
    out.push(text(&one.note));
}

/// The document for people and golden tests: a line for each thing, headings marked by `#`, cells by
/// ` | `, drawings by what they say.
pub fn outline(document: &Document) -> String {
    let mut out = format!("{}\n{}\n", document.title, document.mark);
    if let Some(cover) = &document.cover {
        line(&cover.title.join(" "), &mut out);
        line(&cover.when, &mut out);
        line(&cover.what, &mut out);
        if let Some(timeline) = &cover.timeline {
            line(&format!("[{}]", timeline.alt), &mut out);
        }
        for (label, text) in &cover.facts {
            line(&format!("{label}: {}", text.replace('\n', "; ")), &mut out);
        }
    }
    for part in &document.parts {
        out.push('\n');
        line(format!("# {} {}", part.label, part.title).trim(), &mut out);
        let purpose = format!("{}. {}", part.purpose, part.purpose_rest);
        line(purpose.trim_start_matches(". "), &mut out);
        for one in &part.blocks {
            outline_of(one, &mut out);
        }
    }
    out
}

fn line(text: &str, out: &mut String) {
    if !text.trim().is_empty() {
        out.push_str(&text.replace('\n', " / "));
        out.push('\n');
    }
}

fn outline_of(one: &Block, out: &mut String) {
    match one {
        Block::Heading { level, text: words } => {
            line(
                &format!("{} {}", "#".repeat(usize::from(*level)), text(words)),
                out,
            );
        }
        Block::Verdict(words) => line(&format!("> {}", text(words)), out),
        Block::Missing(words) => line(&format!("! {}", text(words)), out),
        Block::Paragraph(words) | Block::Note(words) => line(&text(words), out),
        Block::Figures(figures) => {
            for figure in figures {
                line(
                    &format!("{} {} {}", figure.value, figure.label, figure.note),
                    out,
                );
            }
        }
        Block::Facts { caption, rows, .. } => {
            line(caption, out);
            for (label, words) in rows {
                line(&format!("{label}: {}", text(words)), out);
            }
        }
        Block::Table(table) => {
            line(&table.caption, out);
            let heads: Vec<&str> = table.columns.iter().map(|one| one.head.as_str()).collect();
            line(&format!("| {} |", heads.join(" | ")), out);
            for row in &table.rows {
                let cells: Vec<String> = row.cells.iter().map(text).collect();
                line(&format!("| {} |", cells.join(" | ")), out);
            }
            line(&text(&table.note), out);
        }
        Block::Numbered(rows) => {
            for (number, words) in rows {
                line(&format!("{number} {}", text(words)), out);
            }
        }
        Block::Decision {
            label,
            text: words,
            votes,
        } => line(format!("[{label}] {} {votes}", text(words)).trim(), out),
        Block::SignOff { who, what } => line(&format!("____ {who}, {what}"), out),
        Block::Chart { picture, caption } => {
            line(&format!("[{}]", picture.alt), out);
            line(caption, out);
        }
        Block::TwoUp(left, right) | Block::Beside { left, right, .. } => {
            for one in left.iter().chain(right) {
                outline_of(one, out);
            }
        }
        Block::Together(blocks) => {
            for one in blocks {
                outline_of(one, out);
            }
        }
    }
}
