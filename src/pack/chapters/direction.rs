//! Directions clause by clause: the position, and the thread from clause to action, measure,
//! evidence, decision and minute, with its gaps.

use crate::{
    analysis::{thread::ClauseThread, words as plain_words},
    model::{Clause, ClauseKind, Decision, Direction, Id, Position, date::long},
    pack::{
        build::{brag_mark, cell, gap, left_out_by_choice, position_mark},
        compose::Cx,
        doc::{Block, Span, Style, Text, plain},
        words,
    },
};

/// The chapter.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Verdict(plain(verdict(cx)))];
    let mut directions: Vec<&Direction> = cx.record.directions.iter().collect();
    // In force first, then those replaced, newest first.
    directions.sort_by_key(|one| {
        (
            !cx.threads.in_force(one, cx.today),
            std::cmp::Reverse(one.issued),
        )
    });
    let mut left_out = 0;
    let mut tell = |found: &Clause, blocks: &mut Vec<Block>| {
        if cx.issue.contents.tells(found.id.into()) {
            blocks.extend(clause(cx, found));
        } else {
            left_out += 1;
        }
    };
    for direction in directions {
        blocks.push(Block::Paragraph(head(cx, direction)));
        for &id in cx.threads.clauses_of(direction.id) {
            if let Some(found) = cx.record.clauses.get(id) {
                tell(found, &mut blocks);
            }
        }
    }
    let strays: Vec<&Clause> = cx
        .record
        .clauses
        .iter()
        .filter(|one| cx.record.directions.get(one.direction).is_none())
        .collect();
    if !strays.is_empty() {
        blocks.push(Block::Paragraph(plain(
            "The direction of these clauses is not in the record.",
        )));
        for one in strays {
            tell(one, &mut blocks);
        }
    }
    blocks.extend(left_out_by_choice(left_out, ("clause", "clauses")));
    blocks
}

/// "Of eight clauses, one is met, four are on track, two are at risk and one is not met. Two have a
/// gap in their thread."
pub fn verdict(cx: &Cx<'_>) -> String {
    let live: Vec<&Clause> = cx
        .record
        .clauses
        .iter()
        .filter(|one| cx.threads.is_live(cx.record, one, cx.today))
        .collect();
    if live.is_empty() {
        return if cx.record.clauses.is_empty() {
            "No clause of a direction is recorded.".to_owned()
        } else {
            "No clause binds any more; they stay readable.".to_owned()
        };
    }
    let mut parts = Vec::new();
    for (position, word) in [
        (Some(Position::Met), "met"),
        (Some(Position::OnTrack), "on track"),
        (Some(Position::AtRisk), "at risk"),
        (Some(Position::NotMet), "not met"),
        (None, "not judged"),
    ] {
        let count = live.iter().filter(|one| one.position() == position).count();
        if count > 0 {
            parts.push(format!(
                "{} {} {word}",
                words::count(count),
                words::be(count)
            ));
        }
    }
    let gaps = live
        .iter()
        .filter(|one| {
            cx.threads
                .clause_thread(cx.record, one.id, cx.today)
                .is_some_and(|thread| thread.gap_count() > 0)
        })
        .count();
    let mut text = format!(
        "Of {}, {}.",
        words::counted(live.len(), "clause", "clauses"),
        plain_words::join(&parts)
    );
    if gaps > 0 {
        let said = format!(
            " {} {} a gap in {} thread.",
            plain_words::capital(&words::count(gaps)),
            words::have(gaps),
            if gaps == 1 { "its" } else { "their" }
        );
        text.push_str(&said);
    }
    text
}

fn head(cx: &Cx<'_>, direction: &Direction) -> Text {
    let state = if cx.threads.in_force(direction, cx.today) {
        "in force".to_owned()
    } else if let Some(by) = cx.record.superseded_by(direction.id) {
        format!("replaced by {}, {}", by.title, by.issued)
    } else if let Some(day) = direction.revoked {
        format!("revoked {day}")
    } else {
        "not in force".to_owned()
    };
    let mut text = vec![
        Span::strong(words::sentence(&direction.title)),
        Span::plain(format!(" Issued {}, {state}.", direction.issued)),
    ];
    if !direction.issued_by.trim().is_empty() {
        text.push(Span::plain(format!(
            " By {}.",
            direction.issued_by.trim().trim_end_matches('.')
        )));
    }
    if !direction.legal_basis.trim().is_empty() {
        text.push(Span::plain(format!(
            " {}",
            words::sentence(&direction.legal_basis)
        )));
    }
    text.push(Span::plain(" Clause numbers are printed as issued."));
    crate::pack::build::illustrative(text, direction.illustrative)
}

/// A clause in a line: "Clause 3(b). Agree the contract. At risk".
pub fn clause_line(clause: &Clause) -> Text {
    let mut text = vec![
        Span::strong(format!("Clause {}. ", clause.reference.trim())),
        Span::plain(format!("{} ", words::sentence(&clause.title))),
    ];
    text.extend(position(clause));
    text
}

/// Mark and word. A recurring clause on track is up to date, never done; a replaced one has no mark.
fn position(clause: &Clause) -> Text {
    let Some(now) = clause.current() else {
        return gap("not judged");
    };
    let word = match (now.position, clause.kind) {
        (Position::Superseded, _) => {
            return vec![Span {
                style: Style::Note,
                ..Span::plain("Replaced")
            }];
        }
        (Position::OnTrack | Position::Met, ClauseKind::Recurring { .. }) => {
            format!("Up to date to {}", words::in_table(now.as_at, now.as_at))
        }
        (position, _) => position.word().to_owned(),
    };
    vec![Span {
        mark: position_mark(now.position),
        ..Span::strong(word)
    }]
}

fn clause(cx: &Cx<'_>, clause: &Clause) -> Vec<Block> {
    let number = format!("Clause {}", clause.reference.trim());
    let title = Block::Heading {
        level: 2,
        text: vec![
            Span::strong(number.trim()),
            Span::plain(format!(" {}", clause.title.trim())),
        ],
    };
    let Some(thread) = cx.threads.clause_thread(cx.record, clause.id, cx.today) else {
        return vec![title];
    };
    let left = vec![
        Block::Paragraph(position(clause)),
        Block::Note(plain(about(cx, clause))),
    ];
    let mut right = Vec::new();
    if !clause.text.trim().is_empty() {
        right.push(Block::Paragraph(plain(clause.text.trim())));
    }
    right.push(Block::Facts {
        caption: String::new(),
        rows: rows(cx, clause, &thread),
        label_mm: 22.0,
    });
    vec![Block::Together(vec![
        title,
        Block::Beside {
            left_mm: 44.0,
            left,
            right,
        },
    ])]
}

/// Kind, date, whom it binds, who judged.
fn about(cx: &Cx<'_>, clause: &Clause) -> String {
    let mut parts = vec![match clause.kind {
        ClauseKind::OneOff { due: Some(due) } => format!("One-off, {}.", long(due)),
        ClauseKind::OneOff { due: None } => "One-off, no date set.".to_owned(),
        ClauseKind::Recurring { every, next } => {
            format!(
                "{}, next {}.",
                plain_words::capital(every.words()),
                long(next)
            )
        }
        ClauseKind::Standing => "Standing.".to_owned(),
    }];
    parts.push(format!(
        "Binds {}.",
        match clause.addressee {
            crate::model::Addressee::Council => "the council",
            crate::model::Addressee::Company => "the company",
            crate::model::Addressee::Both => "both",
        }
    ));
    if let Some(now) = clause.current() {
        let who = if now.judged_by.trim().is_empty() {
            String::new()
        } else {
            format!(
                " by {}",
                plain_words::uncapital(now.judged_by.trim().trim_end_matches('.'))
            )
        };
        parts.push(format!(
            "Judged{who}, as at {}.",
            words::in_table(now.as_at, cx.today)
        ));
        if !now.note.trim().is_empty() {
            parts.push(words::sentence(&now.note));
        }
    }
    if !clause.lead.trim().is_empty() {
        parts.push(format!(
            "Lead: {}.",
            clause.lead.trim().trim_end_matches('.')
        ));
    }
    if !clause.in_contract.trim().is_empty() {
        parts.push(format!(
            "In the contract: {}.",
            clause.in_contract.trim().trim_end_matches('.')
        ));
    }
    parts.join(" ")
}

/// The thread: actions, measures, evidence, decisions, minutes; a link that is expected and missing
/// is a gap.
fn rows(cx: &Cx<'_>, clause: &Clause, thread: &ClauseThread) -> Vec<(String, Text)> {
    let live = cx.threads.is_live(cx.record, clause, cx.today);
    let met = clause.position() == Some(Position::Met);
    let mut rows = Vec::new();
    let mut add = |label: &str, text: Text, missing: Option<&str>| {
        if !text.is_empty() {
            rows.push((label.to_owned(), text));
        } else if let Some(missing) = missing {
            rows.push((label.to_owned(), gap(missing)));
        }
    };
    add(
        "Actions",
        actions(cx, thread),
        (live && !met).then_some("no action answers it"),
    );
    let asked = live && thread.rows.iter().any(|row| !row.gaps.is_empty());
    add(
        "Measures",
        measures(cx, thread),
        asked.then_some("no measure linked"),
    );
    add(
        "Evidence",
        evidence(cx, clause, thread),
        live.then_some("nothing shown"),
    );
    let decisions = decisions(cx, thread);
    add("Decisions", decision_words(cx, &decisions), None);
    add("Minutes", minutes(cx, &decisions), None);
    rows
}

fn actions(cx: &Cx<'_>, thread: &ClauseThread) -> Text {
    let mut text = Text::new();
    for action in thread
        .rows
        .iter()
        .filter_map(|row| cx.record.actions.get(row.action))
    {
        if !text.is_empty() {
            text.push(Span::plain("; "));
        }
        text.push(Span::plain(format!("{} ", action.number)));
        let slips = match action.moves.len() {
            0 => String::new(),
            count => format!(", {}", words::counted(count, "slip", "slips")),
        };
        text.push(Span {
            mark: Some(brag_mark(action.status)),
            ..Span::strong(plain_words::uncapital(action.status.word()))
        });
        if !slips.is_empty() {
            text.push(Span::plain(slips));
        }
    }
    text
}

fn measures(cx: &Cx<'_>, thread: &ClauseThread) -> Text {
    let mut ids = thread.measures.clone();
    for row in &thread.rows {
        for id in &row.measures {
            if !ids.contains(id) {
                ids.push(*id);
            }
        }
    }
    let parts: Vec<String> = ids
        .iter()
        .filter_map(|&id| {
            let (measure, curve) = (cx.record.measures.get(id)?, cx.curve(id)?);
            Some(format!(
                "{}: {}, {}",
                measure.title,
                plain_words::uncapital(&curve.verdict.latest),
                curve.goal.target_text
            ))
        })
        .collect();
    if parts.is_empty() {
        Text::new()
    } else {
        plain(words::sentence(&parts.join("; ")))
    }
}

fn evidence(cx: &Cx<'_>, clause: &Clause, thread: &ClauseThread) -> Text {
    let own = thread
        .evidence
        .iter()
        .filter_map(|&place| clause.evidence.get(place));
    let of_actions = thread.rows.iter().filter_map(|row| {
        let action = cx.record.actions.get(row.action)?;
        action.evidence.get(*row.evidence.first()?)
    });
    let parts: Vec<String> = own
        .chain(of_actions)
        .map(super::actions::evidence_words)
        .collect();
    if parts.is_empty() {
        Text::new()
    } else {
        plain(parts.join(" "))
    }
}

fn decisions(cx: &Cx<'_>, thread: &ClauseThread) -> Vec<Id<Decision>> {
    let mut ids = thread.decisions.clone();
    for id in thread.rows.iter().flat_map(|row| &row.decisions) {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    ids.retain(|&id| cx.record.decisions.get(id).is_some());
    ids
}

fn decision_words(cx: &Cx<'_>, ids: &[Id<Decision>]) -> Text {
    let parts: Vec<String> = ids
        .iter()
        .filter_map(|&id| cx.record.decisions.get(id))
        .map(|one| {
            let today = cx
                .meeting
                .agenda
                .iter()
                .find(|item| item.decision == Some(one.id))
                .and_then(|item| cx.issue.contents.label_of(item.id));
            match (today, one.taken) {
                (Some(label), _) => format!("{}, {}, item {label} today", one.number, one.title),
                (None, Some(taken)) => format!("{}, {}, {taken}", one.number, one.title),
                (None, None) => format!("{}, {}", one.number, one.title),
            }
        })
        .collect();
    if parts.is_empty() {
        Text::new()
    } else {
        plain(words::sentence(&parts.join("; ")))
    }
}

/// Where the decisions were minuted: "13 June 2019, item 4".
fn minutes(cx: &Cx<'_>, ids: &[Id<Decision>]) -> Text {
    let mut parts: Vec<String> = ids
        .iter()
        .filter_map(|&id| {
            let place = cx.threads.agenda_of(id)?;
            let meeting = cx.record.meetings.get(place.meeting)?;
            (meeting.id != cx.meeting.id && meeting.date <= cx.today)
                .then(|| format!("{}, item {}", long(meeting.date), place.number))
        })
        .collect();
    parts.dedup();
    if parts.is_empty() {
        Text::new()
    } else {
        cell(words::sentence(&parts.join("; ")))
    }
}
