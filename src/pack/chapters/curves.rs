//! Measures: for each one chosen its sentence, chart and table twin; for all of them the sentence.

use crate::{
    analysis::{
        curve::{Curve, Mode, PartStyle, PointKind, answers},
        words as plain_words,
    },
    model::{
        Frequency, Measure,
        date::{long, month_short},
    },
    pack::{
        build::{
            cell, entry, figure_column, heading, key, nothing, subheading, table, text_column,
        },
        chart,
        compose::Cx,
        doc::{Block, Span, Text, plain},
        words,
    },
};

/// The longest alternative text, in characters.
pub const ALT_LIMIT: usize = 450;

/// Where the values are for somebody who cannot see the chart.
const ALT_END: &str = " Every value is in the table that follows.";

/// The chapter.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Verdict(plain(verdict(cx)))];
    if cx.record.measures.is_empty() {
        return blocks;
    }
    for id in &cx.issue.contents.measures {
        if let (Some(measure), Some(curve)) = (cx.record.measures.get(*id), cx.curve(*id)) {
            blocks.extend(one(cx, measure, curve));
        }
    }
    blocks.push(heading("All measures"));
    blocks.push(all(cx));
    blocks
}

fn verdict(cx: &Cx<'_>) -> String {
    let all = cx.record.measures.len();
    if all == 0 {
        return "The record has no measures.".to_owned();
    }
    let off = cx.off_track.len();
    let without = cx
        .record
        .measures
        .iter()
        .filter(|measure| measure.latest_number().is_none())
        .count();
    let mut text = match off {
        0 => format!(
            "{}, none off track.",
            plain_words::capital(&words::counted(all, "measure", "measures"))
        ),
        off => format!(
            "{} of {} {} off track.",
            plain_words::capital(&words::count(off)),
            words::counted(all, "measure", "measures"),
            words::be(off)
        ),
    };
    if without > 0 {
        let said = format!(
            " {} {} no figures.",
            plain_words::capital(&words::count(without)),
            words::have(without)
        );
        text.push_str(&said);
    }
    text
}

/// The target in a cell: "85 %", "10 to 20 %", "not set".
pub fn target_words(curve: &Curve) -> String {
    match (curve.goal.range, curve.goal.now) {
        (Some((low, high)), _) => {
            format!("{} to {}", curve.show.digits(low), curve.show.full(high))
        }
        (None, Some(now)) => curve.show.full(now.value),
        (None, None) => "not set".to_owned(),
    }
}

/// One measure with its chart.
pub fn one(cx: &Cx<'_>, measure: &Measure, curve: &Curve) -> Vec<Block> {
    let mut together = vec![
        heading(title_of(measure)),
        Block::Verdict(plain(curve.verdict.conclusion.as_str())),
    ];
    if let Some(picture) = chart::chart(measure, curve, alt(measure, curve)) {
        together.push(Block::Chart {
            picture,
            caption: caption(measure, curve),
        });
    }
    let mut blocks = vec![Block::Together(together)];
    if !curve.points.is_empty() {
        blocks.push(subheading("The same figures as a table"));
        blocks.push(twin(measure, curve));
    }
    blocks.extend(parts(cx, curve));
    blocks.push(Block::Note(questions(cx, measure, curve)));
    blocks.push(Block::Note(provenance(measure, curve)));
    blocks
}

fn title_of(measure: &Measure) -> String {
    if measure.title.trim().is_empty() {
        "Measure without a name".to_owned()
    } else {
        measure.title.clone()
    }
}

/// Definition and polarity.
fn caption(measure: &Measure, curve: &Curve) -> String {
    let mut parts = Vec::new();
    for text in [&measure.definition, &measure.question] {
        if !text.trim().is_empty() {
            parts.push(words::sentence(text));
            break;
        }
    }
    parts.push(words::sentence(measure.polarity.words()));
    if curve.mode != Mode::Xmr {
        parts.push(count_sentence(curve));
    }
    if curve.illustrative {
        parts.push("Some or all values are illustrative.".to_owned());
    }
    parts.join(" ")
}

/// "2 of 13 points."
fn count_sentence(curve: &Curve) -> String {
    let count = curve.last_part().map_or(0, |part| part.rows.len());
    let joined = if curve.mode == Mode::TwoPoints {
        " Two points are not joined."
    } else {
        ""
    };
    format!("{count} of 13 points: no limits.{joined}")
}

/// What somebody hears who cannot see the chart.
pub fn alt(measure: &Measure, curve: &Curve) -> String {
    let span = match (curve.points.first(), curve.points.last()) {
        (Some(first), Some(last)) if first.date != last.date => format!(
            ", {}, {} to {}",
            measure.frequency.word().to_lowercase(),
            super::cover::month_and_year(first.date),
            super::cover::month_and_year(last.date)
        ),
        (Some(only), _) => format!(", {}", super::cover::month_and_year(only.date)),
        (None, _) => String::new(),
    };
    let mut text = format!("{}{span}. {}", title_of(measure), curve.verdict.conclusion);
    if let Some(part) = curve.last_part() {
        match part.style {
            PartStyle::Limits {
                mean, lower, upper, ..
            } => {
                let limits = format!(
                    " Mean {}, limits {} to {}.",
                    curve.show.digits(mean),
                    curve.show.digits(lower),
                    curve.show.line(upper)
                );
                text.push_str(&limits);
            }
            PartStyle::Median { median, .. } => {
                text.push_str(" Median ");
                text.push_str(&curve.show.line(median));
                text.push('.');
            }
            PartStyle::Bare => {}
        }
        if part.rebase.is_some() {
            text.push_str(" A new part starts in ");
            text.push_str(&super::cover::month_and_year(part.start));
            text.push('.');
        }
    }
    if curve.goal.now.is_none() && curve.goal.range.is_none() {
        text.push_str(" No target has been entered.");
    }
    let room = ALT_LIMIT - ALT_END.len();
    if text.chars().count() > room {
        text = text.chars().take(room - 1).collect();
        text.push('…');
    }
    text + ALT_END
}

/// Most values a table twin holds beside its chart; older ones are named by their span.
const MOST_YEARS: usize = 10;

/// A calendar grid of months, or a plain list for anything else.
fn twin(measure: &Measure, curve: &Curve) -> Block {
    let monthly = measure.frequency == Frequency::Monthly && !curve.days && curve.points.len() > 4;
    if monthly {
        calendar(measure, curve)
    } else {
        list(measure, curve)
    }
}

/// The sign before a flagged value.
const fn sign(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Concern => "◆ ",
        PointKind::Improvement => "■ ",
        PointKind::NeutralUp => "▲ ",
        PointKind::NeutralDown => "▼ ",
        PointKind::Usual => "",
    }
}

fn unit_of(measure: &Measure) -> String {
    plain_words::capital(&measure.unit.words().to_lowercase())
}

fn calendar(measure: &Measure, curve: &Curve) -> Block {
    let mut years: Vec<i16> = curve.points.iter().map(|point| point.date.year()).collect();
    years.dedup();
    let older = years.len().saturating_sub(MOST_YEARS);
    let entries = years
        .iter()
        .skip(older)
        .map(|&year| {
            let mut cells = vec![key(year.to_string())];
            for month in 1_i8..=12 {
                let found = curve
                    .points
                    .iter()
                    .find(|point| point.date.year() == year && point.date.month() == month);
                cells.push(found.map_or_else(Text::new, |point| {
                    let text = match point.value {
                        Some(value) => {
                            format!("{}{}", sign(point.kind), curve.show.digits(value))
                        }
                        None if point.hidden.is_some() => "c".to_owned(),
                        None => point.symbol.unwrap_or("–").to_owned(),
                    };
                    if point.kind == PointKind::Usual {
                        plain(text)
                    } else {
                        vec![Span::strong(text)]
                    }
                }));
            }
            entry(false, cells)
        })
        .collect();
    let mut columns = vec![text_column("Year", 14.0)];
    columns.extend((1_i8..=12).map(|month| figure_column(month_short(month), 12.5)));
    let mut caption = format!("{}. {}", unit_of(measure), signs_used(curve));
    if older > 0 {
        caption.push_str(" Earlier years are in the record.");
    }
    table(caption.trim(), columns, entries, Vec::new())
}

/// Which signs stand before values.
fn signs_used(curve: &Curve) -> String {
    let mut parts = Vec::new();
    for (kind, words) in [
        (PointKind::Concern, "concerning"),
        (PointKind::Improvement, "improving"),
        (PointKind::NeutralUp, "higher than usual"),
        (PointKind::NeutralDown, "lower than usual"),
    ] {
        if curve
            .points
            .iter()
            .any(|point| point.kind == kind && point.value.is_some())
        {
            parts.push(format!("{}{words}", sign(kind)));
        }
    }
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}.", plain_words::capital(&parts.join(", ")))
    }
}

/// Values shown in a list: the newest so many.
const MOST_ROWS: usize = 24;

fn list(measure: &Measure, curve: &Curve) -> Block {
    let older = curve.points.len().saturating_sub(MOST_ROWS);
    let entries = (older..curve.points.len())
        .filter_map(|place| {
            let (row, point) = (curve.row(place)?, curve.points.get(place)?);
            Some(entry(
                row.illustrative,
                vec![
                    key(row.date),
                    cell(format!("{}{}", sign(point.kind), row.value)),
                    cell(row.of),
                    cell(if curve.mode == Mode::Xmr || point.reason.is_some() {
                        row.word
                    } else {
                        String::new()
                    }),
                    cell(row.revisions),
                ],
            ))
        })
        .collect();
    let mut caption = format!("{}.", unit_of(measure));
    if older > 0 {
        caption.push_str(" Earlier values are in the record.");
    }
    let columns = vec![
        text_column("Period", 26.0),
        figure_column("Value", 26.0),
        figure_column("Of", 16.0),
        text_column("What it says", 0.0),
        text_column("Revised", 46.0),
    ];
    table(&caption, columns, entries, benchmarks(curve))
}

/// Others to compare with, newest figure each.
fn benchmarks(curve: &Curve) -> Text {
    let parts: Vec<String> = curve
        .benchmarks
        .iter()
        .filter_map(|one| {
            let (date, value) = one.points.last()?;
            Some(format!(
                "{}: {} in {}.",
                one.name,
                curve.show.full(*value),
                super::cover::month_and_year(*date)
            ))
        })
        .collect();
    if parts.is_empty() {
        Text::new()
    } else {
        plain(parts.join(" "))
    }
}

/// Parts, where there is more than one.
fn parts(cx: &Cx<'_>, curve: &Curve) -> Vec<Block> {
    if curve.parts.len() < 2 {
        return Vec::new();
    }
    let entries = curve
        .parts
        .iter()
        .map(|part| {
            let digits = |value: f64| cell(curve.show.digits(value));
            let none = || cell("");
            let (lower, mean, upper) = match part.style {
                PartStyle::Bare => (none(), none(), none()),
                PartStyle::Median { median, .. } => (none(), digits(median), none()),
                PartStyle::Limits {
                    mean, lower, upper, ..
                } => (digits(lower), digits(mean), digits(upper)),
            };
            let mut why = if part.rebase.is_some() {
                words::sentence(&part.reason)
            } else {
                "First value.".to_owned()
            };
            if !part.owner.trim().is_empty() {
                why.push(' ');
                why.push_str(&words::sentence(&part.owner));
            }
            if let Some(decision) = part.decision.and_then(|id| cx.record.decisions.get(id)) {
                let said = format!(" Decision {}.", decision.number);
                why.push_str(&said);
            }
            entry(
                false,
                vec![
                    cell(format!(
                        "{} to {}",
                        super::cover::month_and_year(part.start),
                        super::cover::month_and_year(part.end)
                    )),
                    cell(part.rows.len().to_string()),
                    lower,
                    mean,
                    upper,
                    cell(why),
                ],
            )
        })
        .collect();
    let columns = vec![
        text_column("Part", 0.0),
        figure_column("Points", 13.0),
        figure_column("Lower", 14.0),
        figure_column("Mean", 14.0),
        figure_column("Upper", 14.0),
        text_column("Why it starts here, and who decided", 56.0),
    ];
    vec![table("", columns, entries, Vec::new())]
}

/// "Is it real? Compared with whom? What are we doing?" in one note.
fn questions(cx: &Cx<'_>, measure: &Measure, curve: &Curve) -> Text {
    let mut text = Vec::new();
    // The fourth, who told us to, is the page of the direction.
    for answer in answers(measure, curve, cx.record).iter().take(3) {
        if !text.is_empty() {
            text.push(Span::plain(" "));
        }
        text.push(Span::strong(format!("{} ", answer.question)));
        text.push(Span::plain(answer.text().replace('\n', " ")));
    }
    text
}

/// Where the figures come from, how many there are, and that they are frozen.
fn provenance(measure: &Measure, curve: &Curve) -> Text {
    let mut parts = Vec::new();
    let source = [&measure.source, &measure.owner]
        .into_iter()
        .find(|text| !text.trim().is_empty());
    parts.push(source.map_or_else(
        || "No source is recorded.".to_owned(),
        |source| words::sentence(source),
    ));
    if let Some(day) = curve.points.iter().filter_map(|point| point.as_at).max() {
        parts.push(format!("Figures drawn on {}.", long(day)));
    }
    let shown = curve
        .points
        .iter()
        .filter(|point| point.value.is_some())
        .count();
    parts.push(format!(
        "{shown} of {}.",
        plain_words::figures(curve.points.len(), "value", "values")
    ));
    parts.push(words::sentence(&format!("Method: {}", curve.rule_set())));
    parts.push("Values frozen at issue.".to_owned());
    vec![Span::strong("Provenance. "), Span::plain(parts.join(" "))]
}

/// Every measure in a row: what the figures say.
fn all(cx: &Cx<'_>) -> Block {
    let entries: Vec<_> = cx
        .record
        .measures
        .iter()
        .filter_map(|measure| {
            let curve = cx.curve(measure.id)?;
            Some(entry(
                curve.illustrative,
                vec![
                    key(title_of(measure)),
                    cell(curve.verdict.short.as_str()),
                    cell(curve.verdict.latest.as_str()),
                    cell(target_words(curve)),
                ],
            ))
        })
        .collect();
    if entries.is_empty() {
        return nothing("No measures.");
    }
    let columns = vec![
        text_column("Measure", 0.0),
        text_column("What the figures say", 66.0),
        figure_column("Latest", 22.0),
        figure_column("Target", 22.0),
    ];
    table("", columns, entries, Vec::new())
}
