//! Minutes of the last meeting, to approve: facts, items with their paragraphs, decisions, and lines
//! to sign on.

use crate::{
    analysis::{quorum::judge_meeting, words as plain_words},
    model::{
        ClassGroup, Decision, Meeting, MeetingState, Person, Presence,
        date::{long, short},
    },
    pack::{
        build::{heading, nothing},
        compose::Cx,
        doc::{Block, Text, plain},
        words,
    },
};

/// The chapter.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let Some(last) = last(cx) else {
        return vec![Block::Verdict(plain("There are no minutes to approve."))];
    };
    let mut blocks = vec![Block::Verdict(plain(verdict(cx, last)))];
    blocks.push(facts(cx, last));
    for item in &last.agenda {
        let mut together = vec![heading(format!("{} {}", item.number, item.title).trim())];
        let mut rows: Vec<(String, Text)> = Vec::new();
        for paragraph in item
            .minute
            .split("\n\n")
            .map(str::trim)
            .filter(|one| !one.is_empty())
        {
            let number = format!("{}.{}", item.number, rows.len() + 1);
            rows.push((number, plain(paragraph)));
        }
        if rows.is_empty() {
            together.push(nothing("Nothing is minuted."));
        } else {
            together.push(Block::Numbered(rows));
        }
        if let Some(decision) = item.decision.and_then(|id| cx.record.decisions.get(id)) {
            together.push(minuted(cx, decision));
        }
        blocks.push(Block::Together(together));
    }
    if !last.minutes.trim().is_empty() {
        blocks.push(heading("Further minutes"));
        blocks.push(Block::Paragraph(plain(last.minutes.trim())));
    }
    if !last.declarations.is_empty() {
        blocks.push(heading("Declared at the meeting"));
        let rows = last
            .declarations
            .iter()
            .map(|declared| {
                let who = name(cx, declared.person);
                let what = format!(
                    "{} {}",
                    words::sentence(&declared.what),
                    words::sentence(declared.condition.words())
                );
                (who, plain(what.trim()))
            })
            .collect();
        blocks.push(Block::Facts {
            caption: String::new(),
            rows,
            label_mm: 46.0,
        });
    }
    blocks.push(sign_off(cx, last));
    blocks
}

/// The last meeting before this one that took place and whose minutes nobody has signed; else the
/// last one held.
pub fn last<'r>(cx: &Cx<'r>) -> Option<&'r Meeting> {
    // An item may say which minutes it puts forward.
    let named = cx.meeting.agenda.iter().find_map(|item| item.minutes_of);
    if let Some(named) = named.and_then(|id| cx.record.meetings.get(id)) {
        return Some(named);
    }
    let mut held: Vec<&Meeting> = cx
        .record
        .meetings
        .iter()
        .filter(|meeting| meeting.id != cx.meeting.id && meeting.date <= cx.meeting.date)
        .filter(|meeting| match meeting.state {
            MeetingState::Held | MeetingState::Inquorate => true,
            MeetingState::Planned | MeetingState::Cancelled => false,
        })
        .collect();
    held.sort_by_key(|meeting| meeting.date);
    held.iter()
        .rev()
        .find(|meeting| meeting.signed.is_none())
        .or_else(|| held.last())
        .copied()
}

fn verdict(cx: &Cx<'_>, last: &Meeting) -> String {
    let decided = last
        .agenda
        .iter()
        .filter(|item| item.decision.is_some())
        .count();
    let items = words::counted(last.agenda.len(), "item", "items");
    let decisions = words::counted(decided, "decision", "decisions");
    let approved = match &last.signed {
        Some(signed) => cx.record.meetings.get(signed.at).map_or_else(
            || "signed".to_owned(),
            |at| format!("signed at the meeting of {}", long(at.date)),
        ),
        None => "to be approved as a true record".to_owned(),
    };
    format!(
        "Minutes of {}: {items}, {decisions}, {approved}.",
        long(last.date)
    )
}

fn name(cx: &Cx<'_>, id: crate::model::Id<Person>) -> String {
    cx.record.people.get(id).map_or_else(
        || "Not in the record".to_owned(),
        |person| person.name.clone(),
    )
}

fn facts(cx: &Cx<'_>, last: &Meeting) -> Block {
    let names = |how: Presence, directors: bool| {
        let people: Vec<String> = last
            .attendance
            .iter()
            .filter(|entry| entry.how == how)
            .filter_map(|entry| cx.record.people.get(entry.person))
            .filter(|person| (person.class.group() != ClassGroup::InAttendance) == directors)
            .map(|person| person.name.clone())
            .collect();
        if people.is_empty() {
            "–".to_owned()
        } else {
            people.join("; ")
        }
    };
    let time = match (last.starts, last.closed) {
        (Some(from), Some(to)) => format!(", {} to {}", words::clock(from), words::clock(to)),
        (Some(from), None) => format!(", {}", words::clock(from)),
        (None, _) => String::new(),
    };
    let held = [short(last.date) + &time, last.place.trim().to_owned()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let quorum = judge_meeting(cx.record, last).map_or_else(
        || "Not judged".to_owned(),
        |found| {
            format!(
                "{} needed, {} counted: {}",
                plain_words::capital(&words::count(found.needed)),
                words::count(found.counting),
                found.words()
            )
        },
    );
    let status = match &last.signed {
        Some(signed) => format!("Signed by {}", name(cx, signed.by)),
        None => "Draft, not yet signed".to_owned(),
    };
    let facts = |rows: Vec<(&str, String)>| {
        vec![Block::Facts {
            caption: String::new(),
            rows: rows
                .into_iter()
                .map(|(label, text)| (label.to_owned(), plain(text)))
                .collect(),
            label_mm: 24.0,
        }]
    };
    let left = facts(vec![
        ("Held", held),
        (
            "In the chair",
            last.chair.map_or_else(|| "–".to_owned(), |id| name(cx, id)),
        ),
        ("Present", names(Presence::Present, true)),
    ]);
    let right = facts(vec![
        ("Apologies", names(Presence::Apologies, true)),
        ("Absent", names(Presence::Absent, true)),
        ("In attendance", names(Presence::Present, false)),
        ("Quorum", quorum),
        ("Status", status),
    ]);
    Block::TwoUp(left, right)
}

fn minuted(cx: &Cx<'_>, decision: &Decision) -> Block {
    let mut block = super::item::decision_block(decision);
    if let Block::Decision { votes, .. } = &mut block {
        *votes = votes_words(cx, decision);
    }
    block
}

/// "Moved by seat 1, seconded by seat 2. For 6, against 0, abstained 0."
pub fn votes_words(cx: &Cx<'_>, decision: &Decision) -> String {
    let mut parts = Vec::new();
    match (decision.moved_by, decision.seconded_by) {
        (Some(mover), Some(second)) => parts.push(format!(
            "Moved by {}, seconded by {}.",
            name(cx, mover),
            name(cx, second)
        )),
        (Some(mover), None) => parts.push(format!("Moved by {}.", name(cx, mover))),
        (None, _) => {}
    }
    if let Some(votes) = decision.votes {
        parts.push(format!(
            "For {}, against {}, abstained {}.",
            votes.for_it, votes.against, votes.abstained
        ));
    }
    parts.join(" ")
}

fn sign_off(cx: &Cx<'_>, last: &Meeting) -> Block {
    match &last.signed {
        Some(signed) => Block::Note(plain(format!(
            "Signed as a true record by {}{}.",
            name(cx, signed.by),
            cx.record
                .meetings
                .get(signed.at)
                .map_or_else(String::new, |at| format!(
                    ", at the meeting of {}",
                    long(at.date)
                ))
        ))),
        None => Block::SignOff {
            who:
                "Signed as a true record by the chair of that meeting, or of this one (strike out \
                  one)"
                    .to_owned(),
            what: format!("at the meeting of {}", long(cx.meeting.date)),
        },
    }
}
