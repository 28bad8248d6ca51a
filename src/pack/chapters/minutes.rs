//! Minutes to approve, as the board will approve them.
//!
//! Facts, items with their paragraphs, resolutions and actions, and lines to sign on. What they say is
//! told by [`analysis::minutes`], as in the window.
//!
//! [`analysis::minutes`]: crate::analysis::minutes

use crate::{
    analysis::{
        minutes::{ActionLine, Attended, MinuteItem, Minutes, Resolution, State, minutes},
        words as plain_words,
    },
    model::{Meeting, MeetingState, date::long},
    pack::{
        build::{cell, heading, illustrative, nothing, subheading},
        compose::Cx,
        doc::{Block, Span, Text, plain},
        words,
    },
};

/// The chapter: the minutes of one meeting, or of each that the agenda puts forward.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    match to_approve(cx).as_slice() {
        [] => vec![Block::Verdict(plain("There are no minutes to approve."))],
        [only] => of_meeting(cx, only, false),
        several => several
            .iter()
            .flat_map(|one| {
                let title = format!("{}, {}", one.title, long(one.date));
                let mut blocks = vec![heading(title.trim_start_matches(", "))];
                blocks.extend(of_meeting(cx, one, true));
                blocks
            })
            .collect(),
    }
}

/// `below`: under a heading of its own, so that items stand one level deeper.
fn of_meeting(cx: &Cx<'_>, meeting: &Meeting, below: bool) -> Vec<Block> {
    let shown = minutes(cx.record, meeting);
    let mut blocks = vec![Block::Verdict(plain(verdict(&shown))), facts(cx, &shown)];
    let head = |text: &str| {
        if below {
            subheading(text)
        } else {
            heading(text)
        }
    };
    if !shown.declarations.is_empty() {
        blocks.push(head("Declared at the meeting"));
        blocks.extend(
            shown
                .declarations
                .iter()
                .map(|one| Block::Paragraph(plain(one.as_str()))),
        );
    }
    for item in &shown.items {
        let title = format!("{} {}", item.number, item.title);
        let mut together = vec![head(title.trim())];
        together.extend(of_item(cx, item));
        blocks.push(Block::Together(together));
    }
    if !shown.beyond.is_empty() {
        blocks.push(head("Further minutes"));
        blocks.push(Block::Paragraph(plain(shown.beyond.as_str())));
    }
    if !shown.close.is_empty() {
        blocks.push(Block::Paragraph(plain(shown.close.as_str())));
    }
    blocks.push(sign_off(cx, &shown));
    blocks
}

/// Declarations and text as numbered paragraphs, then what was resolved and what is to be done.
fn of_item(cx: &Cx<'_>, item: &MinuteItem) -> Vec<Block> {
    let rows: Vec<(String, Text)> = item
        .declarations
        .iter()
        .chain(&item.text)
        .enumerate()
        .map(|(place, text)| {
            let number = format!("{}.{}", item.number, place + 1);
            (number, plain(text.as_str()))
        })
        .collect();
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        blocks.push(Block::Numbered(rows));
    }
    if let Some(resolution) = &item.resolution {
        blocks.push(resolved(cx, item, resolution));
    }
    blocks.extend(item.actions.iter().map(to_be_done));
    if blocks.is_empty() {
        blocks.push(nothing("Nothing is minuted."));
    }
    blocks
}

fn to_be_done(action: &ActionLine) -> Block {
    Block::Paragraph(plain(action.sentence()))
}

fn resolved(cx: &Cx<'_>, item: &MinuteItem, resolution: &Resolution) -> Block {
    let mut text = vec![Span::plain(resolution.text.as_str())];
    if !resolution.effect.is_empty() {
        text.push(Span::plain(format!(" {}", resolution.effect)));
    }
    let invented = cx
        .record
        .meetings
        .iter()
        .flat_map(|meeting| &meeting.agenda)
        .find(|one| one.id == item.item)
        .and_then(|one| cx.record.decisions.get(one.decision?))
        .is_some_and(|decision| decision.illustrative);
    let votes: Vec<String> = [&resolution.moved, &resolution.votes]
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| words::sentence(text))
        .collect();
    Block::Decision {
        label: format!("{}. {}", resolution.name, resolution.verb),
        text: illustrative(text, invented),
        votes: votes.join(" "),
    }
}

/// Meetings whose minutes the agenda puts forward; else the last one held.
fn to_approve<'r>(cx: &Cx<'r>) -> Vec<&'r Meeting> {
    let named: Vec<&Meeting> = cx
        .meeting
        .agenda
        .iter()
        .filter_map(|item| cx.record.meetings.get(item.minutes_of?))
        .collect();
    if named.is_empty() {
        last(cx).into_iter().collect()
    } else {
        named
    }
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

fn verdict(shown: &Minutes) -> String {
    let decided = shown
        .items
        .iter()
        .filter(|item| item.resolution.is_some())
        .count();
    let items = words::counted(shown.items.len(), "item", "items");
    let decisions = words::counted(decided, "decision", "decisions");
    let approved = match &shown.state {
        State::Approved { at, .. } => format!("signed at {at}"),
        State::Draft => "to be approved as a true record".to_owned(),
        State::None => "nothing drafted yet".to_owned(),
    };
    format!(
        "Minutes of {}: {items}, {decisions}, {approved}.",
        long(shown.date)
    )
}

/// Names with the times at which they were not there. Who is not named in this edition is counted.
fn people(cx: &Cx<'_>, list: &[Attended]) -> String {
    let is_named = |one: &&Attended| {
        let person = cx.record.people.get(one.person);
        person.is_some_and(|person| !person.name.trim().is_empty())
    };
    let mut names: Vec<String> = list
        .iter()
        .filter(is_named)
        .map(|one| match one.times.as_str() {
            "" => one.name.clone(),
            times => format!("{} ({times})", one.name),
        })
        .collect();
    let others = list.len() - names.len();
    if others > 0 {
        names.push(words::counted(others, "other", "others"));
    }
    names.join("; ")
}

fn facts(cx: &Cx<'_>, shown: &Minutes) -> Block {
    let facts = |rows: Vec<(&str, String)>| {
        vec![Block::Facts {
            caption: String::new(),
            rows: rows
                .into_iter()
                .map(|(label, text)| (label.to_owned(), cell(text)))
                .collect(),
            label_mm: 24.0,
        }]
    };
    let mut left = vec![
        ("Held", shown.when_and_where.clone()),
        ("In the chair", shown.chair.clone().unwrap_or_default()),
        ("Present", people(cx, &shown.present)),
    ];
    if let Some(number) = &shown.company_number {
        left.push(("Company number", number.clone()));
    }
    let right = vec![
        ("Apologies", shown.apologies.join("; ")),
        ("Absent", shown.absent.join("; ")),
        ("In attendance", people(cx, &shown.in_attendance)),
        ("Quorum", shown.quorum.clone()),
        ("Status", shown.state.words()),
    ];
    Block::TwoUp(facts(left), facts(right))
}

fn sign_off(cx: &Cx<'_>, shown: &Minutes) -> Block {
    match &shown.state {
        State::Approved { by, at, evidence } => Block::Note(plain(format!(
            "Signed as a true record by {by}, at {at}. {}.",
            plain_words::capital(evidence.words())
        ))),
        State::Draft | State::None => Block::SignOff {
            who:
                "Signed as a true record by the chair of that meeting, or of this one (strike out \
                  one)"
                    .to_owned(),
            what: format!("at the meeting of {}", long(cx.meeting.date)),
        },
    }
}
