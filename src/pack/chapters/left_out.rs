//! What the public edition does not have: label, neutral words, reason, who reviews it and when.

use crate::{
    model::date::short,
    pack::{
        build::{cell, entry, figure_column, key, table, text_column},
        compose::Cx,
        doc::{Block, plain},
        words,
    },
};

/// The page.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let list = &cx.issue.left_out;
    let mut blocks = vec![Block::Verdict(plain(match list.len() {
        0 => "Nothing of the agenda is left out.".to_owned(),
        count => format!(
            "{} {} left out of this edition.",
            crate::analysis::words::capital(&words::counted(count, "entry", "entries")),
            words::be(count)
        ),
    }))];
    if !list.is_empty() {
        let entries = list
            .iter()
            .map(|one| {
                entry(
                    false,
                    vec![
                        key(one.label.as_str()),
                        cell(one.what.as_str()),
                        cell(one.reason.as_str()),
                        cell(one.reviewer.as_str()),
                        cell(one.review_on.map_or_else(String::new, short)),
                    ],
                )
            })
            .collect();
        let columns = vec![
            text_column("Label", 12.0),
            text_column("What", 0.0),
            text_column("Reason", 58.0),
            text_column("Reviewed by", 34.0),
            figure_column("Review on", 22.0),
        ];
        blocks.push(table("", columns, entries, Vec::new()));
    }
    blocks.push(Block::Note(plain(
        "Left out before the page was set: nothing lies under a black bar, and the file holds no \
         hidden copy. Labels keep their numbers, so gaps in them are meant. Personal facts of \
         directors, single claims, narrative notes and small counts are left out of every public \
         edition. To ask for a review, write to the board secretary.",
    )));
    blocks
}
