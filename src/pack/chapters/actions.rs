//! The action log: every action, late from its first date, with every date it had.

use crate::{
    analysis::overdue::overdue,
    model::{Action, Brag, Evidence, date::long},
    pack::{
        build::{
            below, brag, cell, entry, figure_column, gap, heading, key, nothing, table, text_column,
        },
        compose::Cx,
        doc::{Block, Span, Text, plain},
        words,
    },
};

/// The chapter.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Verdict(plain(verdict(cx)))];
    if cx.record.actions.is_empty() {
        return blocks;
    }
    blocks.push(log(cx));
    blocks.extend(moved(cx));
    blocks.extend(closed(cx));
    blocks
}

/// "Twenty actions: four off track, two of them … Eight dates have moved; the longest wait is 148
/// days past its first date."
fn verdict(cx: &Cx<'_>) -> String {
    let all = overdue(cx.record, cx.today);
    if all.total == 0 {
        return "The record has no actions.".to_owned();
    }
    let of = |status: Brag| {
        all.by_status
            .iter()
            .find(|(one, _)| *one == status)
            .map_or(0, |(_, count)| *count)
    };
    let (red, amber) = (of(Brag::OffTrack), of(Brag::RecoveryAgreed));
    let mut text = crate::analysis::words::capital(&words::counted(all.total, "action", "actions"));
    let off = if red + amber == 0 {
        ": none off track.".to_owned()
    } else {
        format!(
            ": {} off track, {} with no recovery plan.",
            words::count(red + amber),
            words::alone(red)
        )
    };
    text.push_str(&off);
    if all.moved > 0 {
        let noun = if all.moved == 1 {
            "date has"
        } else {
            "dates have"
        };
        text.push(' ');
        text.push_str(&crate::analysis::words::capital(&words::count(all.moved)));
        text.push_str(&format_moved(noun));
        if let Some(worst) = all.late.first() {
            text.push_str(&longest(worst.days));
        }
        text.push('.');
    } else if let Some(worst) = all.late.first() {
        let days = usize::try_from(worst.days).unwrap_or(0);
        let wait = words::counted(days, "day", "days");
        text.push_str(" The longest wait is ");
        text.push_str(&wait);
        text.push_str(" past its first date.");
    }
    text
}

fn format_moved(noun: &str) -> String {
    format!(" {noun} moved")
}

fn longest(days: i32) -> String {
    let days = usize::try_from(days).unwrap_or(0);
    format!(
        "; the longest wait is {} past its first date",
        words::counted(days, "day", "days")
    )
}

/// Off track first, then by first date.
fn order(status: Brag) -> u8 {
    match status {
        Brag::OffTrack => 0,
        Brag::RecoveryAgreed => 1,
        Brag::OnTrack => 2,
        Brag::NotStarted => 3,
        Brag::Delivered => 4,
        Brag::Embedded => 5,
    }
}

fn log(cx: &Cx<'_>) -> Block {
    let mut actions: Vec<&Action> = cx.record.actions.iter().collect();
    actions.sort_by_key(|action| (order(action.status), action.original_due, action.number));
    let entries = actions
        .into_iter()
        .map(|action| {
            let late = action.days_late(cx.today);
            entry(
                action.illustrative,
                vec![
                    key(action.number.to_string()),
                    what(action),
                    cell(action.owner.as_str()),
                    cell(words::in_table(action.original_due, cx.today)),
                    cell(words::in_table(action.due(), cx.today)),
                    cell(action.moves.len().to_string()),
                    cell(if late > 0 {
                        late.to_string()
                    } else {
                        String::new()
                    }),
                    brag(action.status),
                ],
            )
        })
        .collect();
    let columns = vec![
        text_column("Ref", 8.0),
        text_column("Action and last evidence", 0.0),
        text_column("Owner", 24.0),
        figure_column("First due", 14.0),
        figure_column("Due now", 14.0),
        figure_column("Slips", 8.0),
        figure_column("Late, days", 10.0),
        text_column("Status", 32.0),
    ];
    let caption = format!(
        "Off track first, then by first date. Late is counted from the first date, to {}.",
        long(cx.today)
    );
    table(&caption, columns, entries, Vec::new())
}

/// The action, and below it its dates, its last evidence and what is missing.
fn what(action: &Action) -> Text {
    let title = if action.title.trim().is_empty() {
        format!("Action {}", action.number)
    } else {
        action.title.clone()
    };
    let mut text = vec![Span::plain(title)];
    let mut notes = Vec::new();
    if !action.moves.is_empty() {
        let dates: Vec<String> = std::iter::once(action.original_due)
            .chain(action.moves.iter().map(|step| step.to))
            .map(crate::model::date::short)
            .collect();
        notes.push(format!("Dates: {}.", dates.join(", ")));
    }
    notes.push(match action.evidence.iter().max_by_key(|one| one.on) {
        Some(evidence) => evidence_words(evidence),
        None => "No evidence.".to_owned(),
    });
    text.push(below(&notes.join(" ")));
    text
}

/// "Signed agreement, 30 Aug 2019, accepted by the board."
pub fn evidence_words(evidence: &Evidence) -> String {
    let mut text = format!(
        "{}, {}",
        evidence.title.trim().trim_end_matches('.'),
        crate::model::date::short(evidence.on)
    );
    if let Some(who) = &evidence.accepted_by {
        text.push_str(", accepted by ");
        text.push_str(&crate::analysis::words::uncapital(
            who.trim().trim_end_matches('.'),
        ));
    }
    text.push('.');
    text
}

fn moved(cx: &Cx<'_>) -> Vec<Block> {
    let since = crate::analysis::words::day_in_sentence(cx.since, cx.today);
    let mut entries = Vec::new();
    for action in cx.record.actions.iter() {
        let mut from = action.original_due;
        for step in &action.moves {
            if step.on > cx.since && step.on <= cx.today {
                // Reasons are not in the public copy, so that none there is no gap.
                let why = if cx.is_public() {
                    None
                } else if step.why.trim().is_empty() {
                    let mut text = plain("None given. ");
                    text.extend(gap(""));
                    Some(text)
                } else {
                    Some(cell(words::sentence(&step.why)))
                };
                let mut cells = vec![
                    key(action.number.to_string()),
                    cell(action.title.as_str()),
                    cell(words::in_table(from, cx.today)),
                    cell(words::in_table(step.to, cx.today)),
                    cell(step.by.as_str()),
                ];
                cells.extend(why);
                entries.push(entry(action.illustrative, cells));
            }
            from = step.to;
        }
    }
    let mut blocks = vec![heading(format!("Dates moved since {since}"))];
    if entries.is_empty() {
        blocks.push(nothing("No date moved."));
        return blocks;
    }
    let mut columns = vec![
        text_column("Ref", 8.0),
        text_column("Action", 0.0),
        figure_column("From", 14.0),
        figure_column("To", 14.0),
        text_column("Moved by", 25.0),
    ];
    if !cx.is_public() {
        columns.push(text_column("Reason", 54.0));
    }
    blocks.push(table("", columns, entries, Vec::new()));
    blocks
}

/// Actions whose lasting effect the board accepted.
fn closed(cx: &Cx<'_>) -> Vec<Block> {
    let entries: Vec<_> = cx
        .record
        .actions
        .iter()
        .filter(|action| action.status == Brag::Embedded)
        .map(|action| {
            let accepted = action
                .evidence
                .iter()
                .filter(|evidence| evidence.is_accepted())
                .max_by_key(|evidence| evidence.on);
            let shown =
                accepted.map_or_else(|| gap("nothing accepted"), |one| cell(evidence_words(one)));
            let day = accepted.map(|one| one.on).or(action.delivered_on);
            entry(
                action.illustrative,
                vec![
                    key(action.number.to_string()),
                    cell(action.title.as_str()),
                    cell(day.map_or_else(String::new, |day| words::in_table(day, cx.today))),
                    shown,
                ],
            )
        })
        .collect();
    let mut blocks = vec![heading("Closed by the board")];
    if entries.is_empty() {
        blocks.push(nothing("No action is closed."));
        return blocks;
    }
    let columns = vec![
        text_column("Ref", 8.0),
        text_column("Action", 0.0),
        figure_column("Day", 20.0),
        text_column("Evidence accepted, and by whom", 82.0),
    ];
    blocks.push(table("", columns, entries, Vec::new()));
    blocks
}
