//! Page one: read in two minutes the night before. Each of its figures is the length of its list.

use crate::{
    analysis::{changes::Change, overview::gates},
    model::{Concern, Consenter, Decision, Purpose, date::days_between},
    pack::{
        build::{
            cell, entry, figure_column, heading, illustrative, key, nothing, page_of, table,
            text_column,
        },
        compose::Cx,
        contents::Chapter,
        doc::{Block, Figure, Span, Text, plain},
        words,
    },
};

/// Most rows of each list; the figures count all.
const DECISIONS: usize = 5;
const OFF_TRACK: usize = 7;
const CHANGES: usize = 6;
const CONCERNS: usize = 4;

/// What stands on page one.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::Verdict(plain(verdict(cx))),
        Block::Figures(figures(cx)),
        heading("To decide"),
    ];
    blocks.extend(to_decide(cx));
    blocks.push(heading("Off track"));
    blocks.extend(off_track(cx));
    let mut left = vec![heading(since_words(cx))];
    left.extend(changed(cx));
    let mut right = vec![heading("Concerns open")];
    right.extend(open_concerns(cx));
    blocks.push(Block::TwoUp(left, right));
    blocks
}

fn since_words(cx: &Cx<'_>) -> String {
    let day = crate::analysis::words::day_in_sentence(cx.since, cx.today);
    format!("Changed since {day}")
}

/// "Three decisions. Four of eleven gates are still open, five days before transfer."
fn verdict(cx: &Cx<'_>) -> String {
    let decide = cx.to_decide().len();
    let mut text = crate::analysis::words::capital(&match decide {
        0 => "Nothing is to be decided.".to_owned(),
        count => format!("{}.", words::counted(count, "decision", "decisions")),
    });
    let (open, all) = gates(cx.record, cx.today);
    let left = transfer_days(cx).filter(|&days| days >= 0);
    if all > 0 && open > 0 {
        let share = format!(
            " {} of {} gates {} still open",
            crate::analysis::words::capital(&words::count(open)),
            words::count(all),
            words::be(open)
        );
        text.push_str(&share);
        if let Some(days) = left {
            let days = usize::try_from(days).unwrap_or(0);
            text.push_str(", ");
            text.push_str(&words::counted(days, "day", "days"));
            text.push_str(" before transfer");
        }
        text.push('.');
    } else if !cx.off_track.is_empty() {
        let count = cx.off_track.len();
        let sentence = format!(
            " {} of {} {} off track.",
            crate::analysis::words::capital(&words::count(count)),
            words::counted(cx.record.measures.len(), "measure", "measures"),
            words::be(count)
        );
        text.push_str(&sentence);
    }
    text
}

/// Days from the meeting to the transfer; none once it has happened, or without a date.
fn transfer_days(cx: &Cx<'_>) -> Option<i32> {
    let transfer = &cx.record.transfer;
    if transfer.happened_on.is_some() || transfer.handed_back_on.is_some() {
        return None;
    }
    transfer
        .date()
        .map(|date| days_between(cx.meeting.date, date))
}

fn figures(cx: &Cx<'_>) -> Vec<Figure> {
    let figure = |value: String, label: &str, note: String| Figure {
        value,
        label: label.to_owned(),
        note,
        illustrative: false,
    };
    let labels: Vec<&str> = cx
        .meeting
        .agenda
        .iter()
        .filter(|item| item.purpose == Purpose::Decide)
        .filter_map(|item| cx.issue.contents.label_of(item.id))
        .collect();
    let concerns = cx.open_concerns();
    let since = crate::analysis::words::day_in_sentence(cx.since, cx.today);
    let (value, label, note) = transfer_figure(cx);
    vec![
        figure(
            cx.to_decide().len().to_string(),
            "to decide",
            match labels.len() {
                0 => String::new(),
                1 => format!("item {}", labels[0]),
                2..=6 => format!("items {}", crate::analysis::words::join(&labels)),
                _ => format!("items {} and more", labels[..5].join(", ")),
            },
        ),
        figure(
            cx.off_track.len().to_string(),
            "off track",
            format!(
                "of {}",
                crate::analysis::words::figures(cx.record.measures.len(), "measure", "measures")
            ),
        ),
        figure(
            cx.changed.len().to_string(),
            "changed",
            format!("since {since}"),
        ),
        figure(
            concerns.len().to_string(),
            if concerns.len() == 1 {
                "concern open"
            } else {
                "concerns open"
            },
            concerns.first().map_or_else(String::new, |first| {
                let year = first.opened.first_day().year();
                if concerns.len() == 1 {
                    format!("since {year}")
                } else {
                    format!("one since {year}")
                }
            }),
        ),
        figure(value, label, note),
    ]
}

fn transfer_figure(cx: &Cx<'_>) -> (String, &'static str, String) {
    let transfer = &cx.record.transfer;
    if let Some(back) = transfer.handed_back_on {
        let day = crate::model::date::short(back);
        return (
            "Back".to_owned(),
            "with the council",
            format!("since {day}"),
        );
    }
    if let Some(live) = transfer.happened_on {
        let day = crate::model::date::short(live);
        return (
            "Live".to_owned(),
            "services transferred",
            format!("since {day}"),
        );
    }
    match transfer_days(cx) {
        None => ("–".to_owned(), "days to transfer", "no date set".to_owned()),
        Some(days) if days < 0 => (
            (-i64::from(days)).to_string(),
            if days == -1 {
                "day past transfer"
            } else {
                "days past transfer"
            },
            "from the meeting".to_owned(),
        ),
        Some(days) => (
            days.to_string(),
            if days == 1 {
                "day to transfer"
            } else {
                "days to transfer"
            },
            "from the meeting".to_owned(),
        ),
    }
}

/// "and 3 more, page 8": the rest is on the page of a chapter.
fn more(cx: &Cx<'_>, left: usize, chapter: Chapter) -> Text {
    if left == 0 {
        return Vec::new();
    }
    let mut text = plain(format!("and {left} more"));
    if let Some(part) = cx.part_of(chapter) {
        text.push(Span::plain(", page "));
        text.push(page_of(part));
    }
    text
}

/// Bodies that must consent beside the board, in order: "Board, then Cabinet".
pub fn consent_words(decision: Option<&Decision>) -> String {
    let route = decision.map(Decision::route).unwrap_or_default();
    if route.is_empty() {
        Consenter::Board.words().to_owned()
    } else {
        route
    }
}

fn to_decide(cx: &Cx<'_>) -> Vec<Block> {
    let rows = cx.to_decide();
    if rows.is_empty() {
        return vec![nothing("Nothing to decide.")];
    }
    let count = rows.len();
    let entries = rows
        .into_iter()
        .take(DECISIONS)
        .map(|row| {
            let decision = row.decision.and_then(|id| cx.record.decisions.get(id));
            let label = cx.issue.contents.label_of(row.item).unwrap_or_default();
            let mut sought = vec![Span::strong(words::sentence(&row.title))];
            if !row.line.is_empty() {
                sought.push(Span::plain(format!(" {}", words::sentence(&row.line))));
            }
            let page = cx
                .part_of_item(row.item)
                .map_or_else(|| plain("–"), |part| vec![page_of(part)]);
            entry(
                decision.is_some_and(|one| one.illustrative),
                vec![key(label), sought, cell(consent_words(decision)), page],
            )
        })
        .collect();
    let columns = vec![
        text_column("Item", 10.0),
        text_column("Decision sought", 0.0),
        text_column("Whose consent", 48.0),
        figure_column("Page", 10.0),
    ];
    let left = count.saturating_sub(DECISIONS);
    let note = if left == 0 {
        Vec::new()
    } else {
        plain(format!("and {left} more, in the running order"))
    };
    vec![table("", columns, entries, note)]
}

fn off_track(cx: &Cx<'_>) -> Vec<Block> {
    if cx.off_track.is_empty() {
        return vec![nothing("Nothing off track.")];
    }
    let entries = cx
        .off_track
        .iter()
        .take(OFF_TRACK)
        .filter_map(|(id, why)| {
            let measure = cx.record.measures.get(*id)?;
            let curve = cx.curve(*id)?;
            let target = super::curves::target_words(curve);
            Some(entry(
                curve.illustrative,
                vec![
                    key(measure.title.as_str()),
                    cell(why.trim_end_matches('.')),
                    cell(curve.verdict.latest.as_str()),
                    cell(target),
                ],
            ))
        })
        .collect();
    let columns = vec![
        text_column("Measure", 0.0),
        text_column("What the figures say", 70.0),
        figure_column("Latest", 15.0),
        figure_column("Target", 15.0),
    ];
    let left = cx.off_track.len().saturating_sub(OFF_TRACK);
    vec![table("", columns, entries, more(cx, left, Chapter::Curves))]
}

fn changed(cx: &Cx<'_>) -> Vec<Block> {
    if cx.changed.is_empty() {
        return vec![nothing("Nothing changed.")];
    }
    // What weighs most comes onto the page; there it stands in the order of its days.
    let mut picked: Vec<&Change> = cx.changed.iter().collect();
    picked.sort_by_key(|change| (change.kind, std::cmp::Reverse(change.on)));
    picked.truncate(CHANGES);
    picked.sort_by_key(|change| (change.on, change.kind, change.at));
    let entries = picked
        .into_iter()
        .map(|change| {
            entry(
                super::matters_arising::is_illustrative(cx, change),
                vec![
                    cell(words::in_table(change.on, cx.today)),
                    cell(change.sentence.as_str()),
                ],
            )
        })
        .collect();
    let columns = vec![text_column("Day", 16.0), text_column("Change", 0.0)];
    let left = cx.changed.len().saturating_sub(CHANGES);
    let note = more(cx, left, Chapter::MattersArising);
    vec![table("", columns, entries, note)]
}

fn open_concerns(cx: &Cx<'_>) -> Vec<Block> {
    let open = cx.open_concerns();
    if open.is_empty() {
        return vec![nothing("No concern is open.")];
    }
    let part = cx.part_of(Chapter::Concerns);
    let entries = open
        .iter()
        .take(CONCERNS)
        .enumerate()
        .map(|(place, concern)| {
            let mut text = vec![Span::strong(words::sentence(&concern.title))];
            text.push(Span::plain(format!(" {}", concern_line(cx, concern))));
            if let Some(part) = part {
                text.push(Span::plain(" Page "));
                text.push(page_of(part));
            }
            entry(
                false,
                vec![
                    cell(format!("C{}", place + 1)),
                    illustrative(text, concern.illustrative),
                ],
            )
        })
        .collect();
    let columns = vec![text_column("Ref", 8.0), text_column("Concern", 0.0)];
    let left = open.len().saturating_sub(CONCERNS);
    vec![table(
        "",
        columns,
        entries,
        more(cx, left, Chapter::Concerns),
    )]
}

/// "2 in bed and breakfast on the day. Open since 2016."
fn concern_line(cx: &Cx<'_>, concern: &Concern) -> String {
    let said = if concern.counts.is_empty() {
        "No figures".to_owned()
    } else {
        super::concerns::counted(cx, concern)
    };
    format!("{} Open since {}.", words::sentence(&said), concern.opened)
}
