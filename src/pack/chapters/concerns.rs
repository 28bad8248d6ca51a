//! Standing concerns: the people behind each, who told us, what is being done, what would close it.

use crate::{
    analysis::{concerns as stand, words as plain_words},
    model::{Concern, Evidence, Reading, Unit, date::long},
    pack::{
        build::{
            brag_mark, cell, entry, gap, heading, key, left_out_by_choice, table, text_column,
        },
        compose::Cx,
        doc::{Block, Figure, Span, Text, plain},
        words,
    },
};

/// Most figures side by side.
const MOST_FIGURES: usize = 4;

/// The chapter.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let open = cx.open_concerns();
    let mut blocks = vec![Block::Verdict(plain(match open.len() {
        0 => "No concern is open.".to_owned(),
        count => format!(
            "{} {} open.",
            plain_words::capital(&words::counted(count, "concern", "concerns")),
            words::be(count)
        ),
    }))];
    let contents = &cx.issue.contents;
    let mut left_out = 0;
    for (place, concern) in open.iter().enumerate() {
        if contents.tells(concern.id.into()) {
            blocks.extend(one(cx, place, concern));
        } else {
            left_out += 1;
        }
    }
    blocks.extend(left_out_by_choice(
        left_out,
        ("open concern", "open concerns"),
    ));
    blocks.extend(closed(cx));
    blocks
}

fn one(cx: &Cx<'_>, place: usize, concern: &Concern) -> Vec<Block> {
    let mut together = vec![
        heading(format!("C{} {}", place + 1, concern.title)),
        Block::Verdict(plain(verdict(cx, concern))),
    ];
    let figures = figures(cx, concern);
    if !figures.is_empty() {
        together.push(Block::Figures(figures));
    }
    together.push(Block::Facts {
        caption: if concern.illustrative {
            "All entries are illustrative.".to_owned()
        } else {
            String::new()
        },
        rows: facts(cx, concern),
        label_mm: 34.0,
    });
    let mut blocks = vec![Block::Together(together)];
    if concern.counts.len() > 1 {
        blocks.push(counts(cx, concern));
    }
    blocks
}

/// What is known now, in one sentence or two.
fn verdict(cx: &Cx<'_>, concern: &Concern) -> String {
    if concern.counts.is_empty() {
        let whose = if concern.partner.trim().is_empty() {
            "no figures are recorded".to_owned()
        } else {
            format!(
                "{} has supplied none",
                concern.partner.trim().trim_end_matches('.')
            )
        };
        return format!("No figures: {whose}. Open since {}.", concern.opened);
    }
    format!("{}. Open since {}.", counted(cx, concern), concern.opened)
}

/// The newest count of each thing counted, in a line; a withheld one as "fewer than five".
pub fn counted(cx: &Cx<'_>, concern: &Concern) -> String {
    let threshold = usize::try_from(cx.issue.rules.withheld_below).unwrap_or(5);
    let parts: Vec<String> = stand::series(concern)
        .iter()
        .filter_map(|series| {
            let latest = series.counts.first()?;
            Some(match latest.count {
                Reading::Number(number) => format!("{} {}", figure(number), series.what),
                Reading::Suppressed => {
                    format!("fewer than {} {}", words::count(threshold), series.what)
                }
                Reading::NotApplicable | Reading::NotAvailable | Reading::RoundsToZero => {
                    format!(
                        "{}: {}",
                        series.what,
                        latest.count.reason().unwrap_or_default()
                    )
                }
            })
        })
        .collect();
    plain_words::capital(&parts.join(", "))
}

fn figure(number: f64) -> String {
    let decimals = u8::from(number.fract() != 0.0);
    Unit::Count.digits(number, decimals)
}

fn figures(cx: &Cx<'_>, concern: &Concern) -> Vec<Figure> {
    let mut figures: Vec<Figure> = stand::series(concern)
        .iter()
        .filter_map(|series| {
            let latest = series.counts.first()?;
            let mut note = latest.on.to_string();
            if latest.count == Reading::Suppressed {
                note = format!("{note}, withheld");
            }
            Some(Figure {
                value: stand::print(latest.count),
                label: series.what.to_owned(),
                note,
                illustrative: concern.illustrative,
            })
        })
        .take(MOST_FIGURES - 1)
        .collect();
    if figures.is_empty() {
        return figures;
    }
    let years = i32::from(cx.today.year()) - i32::from(concern.opened.first_day().year());
    figures.push(Figure {
        value: years.max(0).to_string(),
        label: if years == 1 {
            "year open"
        } else {
            "years open"
        }
        .to_owned(),
        note: format!("since {}", concern.opened),
        illustrative: false,
    });
    figures
}

fn facts(cx: &Cx<'_>, concern: &Concern) -> Vec<(String, Text)> {
    let mut rows = Vec::new();
    let mut told: Vec<String> = Vec::new();
    for recommendation in concern
        .recommendations
        .iter()
        .filter_map(|&id| cx.record.recommendations.get(id))
    {
        let inspection = cx.record.inspections.get(recommendation.inspection);
        told.push(words::sentence(&format!(
            "{}: {}",
            inspection.map_or("Recommendation", |one| one.title.as_str()),
            plain_words::uncapital(&recommendation.text)
        )));
    }
    if told.is_empty() && !concern.source.trim().is_empty() {
        told.push(words::sentence(&concern.source));
    }
    rows.push(("Who told us".to_owned(), cell(told.join(" "))));
    rows.push(("What we are doing".to_owned(), doing(cx, concern)));
    rows.push(("Last evidence".to_owned(), last_evidence(cx, concern)));
    rows.push(("Partner owner".to_owned(), cell(concern.partner.as_str())));
    if !concern.owner.trim().is_empty() {
        rows.push((
            "Who leads on it here".to_owned(),
            cell(concern.owner.as_str()),
        ));
    }
    if let Some(note) = concern.narrative.iter().max_by_key(|note| note.on) {
        rows.push((
            "Last said of it".to_owned(),
            cell(format!(
                "{}: {}",
                long(note.on),
                words::sentence(&note.text)
            )),
        ));
    }
    rows.push((
        "To close".to_owned(),
        cell("The board closes it at a meeting, on evidence."),
    ));
    rows
}

fn doing(cx: &Cx<'_>, concern: &Concern) -> Text {
    let mut text = Text::new();
    for action in cx
        .threads
        .actions_of_concern(concern.id)
        .iter()
        .filter_map(|&id| cx.record.actions.get(id))
    {
        if !text.is_empty() {
            text.push(Span::plain(" "));
        }
        text.push(Span::plain(format!(
            "Action {}, {} ",
            action.number,
            plain_words::uncapital(action.title.trim_end_matches('.'))
        )));
        text.push(Span {
            mark: Some(brag_mark(action.status)),
            ..Span::strong(words::sentence(action.status.word()))
        });
    }
    if text.is_empty() {
        gap("no action serves this concern")
    } else {
        text
    }
}

fn last_evidence(cx: &Cx<'_>, concern: &Concern) -> Text {
    let newest: Option<&Evidence> = cx
        .threads
        .actions_of_concern(concern.id)
        .iter()
        .filter_map(|&id| cx.record.actions.get(id))
        .flat_map(|action| &action.evidence)
        .max_by_key(|evidence| evidence.on);
    newest.map_or_else(
        || gap("no evidence"),
        |one| cell(super::actions::evidence_words(one)),
    )
}

/// Every count, newest first.
fn counts(cx: &Cx<'_>, concern: &Concern) -> Block {
    let mut all: Vec<_> = concern.counts.iter().collect();
    all.sort_by_key(|count| std::cmp::Reverse(count.on));
    let entries = all
        .into_iter()
        .map(|count| {
            entry(
                false,
                vec![
                    cell(count.on.to_string()),
                    cell(count.what.as_str()),
                    cell(stand::print(count.count)),
                    cell(count.source.as_str()),
                ],
            )
        })
        .collect();
    let columns = vec![
        text_column("When", 28.0),
        text_column("What was counted", 0.0),
        crate::pack::build::figure_column("People", 16.0),
        text_column("Who counted", 56.0),
    ];
    let note = if cx.is_public() {
        "c: a small count, withheld, and where it could be worked out from another, that one too. 0 is a true zero."
    } else {
        "The exact day is given where the source gives it. A small count is withheld in the public edition."
    };
    table("Every count, newest first.", columns, entries, plain(note))
}

fn closed(cx: &Cx<'_>) -> Vec<Block> {
    let entries: Vec<_> = cx
        .record
        .concerns
        .iter()
        .filter_map(|concern| {
            let closure = concern.closed.as_ref()?;
            let evidence: Vec<String> = closure
                .evidence
                .iter()
                .map(super::actions::evidence_words)
                .collect();
            Some(entry(
                concern.illustrative,
                vec![
                    key(concern.title.as_str()),
                    cell(words::in_table(closure.on, cx.today)),
                    if evidence.is_empty() {
                        gap("closed without evidence")
                    } else {
                        cell(evidence.join(" "))
                    },
                ],
            ))
        })
        .collect();
    if entries.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        text_column("Concern", 0.0),
        crate::pack::build::figure_column("Closed", 20.0),
        text_column("Evidence accepted, and by whom", 82.0),
    ];
    vec![heading("Closed"), table("", columns, entries, Vec::new())]
}
