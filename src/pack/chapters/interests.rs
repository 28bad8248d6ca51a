//! The register of interests as at issue, and the quorum of each item by the rule in force.

use crate::{
    analysis::{
        quorum::{Quorum, judge_item, judge_meeting, rule_on, sitting_on, why_not_judged},
        words as plain_words,
    },
    model::{AgendaItem, Interest, QuorumRule, date::long},
    pack::{
        build::{
            Entry, cell, entry, figure_column, heading, key, marked, nothing, table, text_column,
        },
        compose::Cx,
        doc::{Block, Mark, Text, plain},
        words,
    },
};

/// The chapter.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Verdict(plain(verdict(cx)))];
    let (open, closed): (Vec<&Interest>, Vec<&Interest>) = cx
        .record
        .interests
        .iter()
        .partition(|interest| interest.to.is_none_or(|to| to >= cx.today));
    if open.is_empty() {
        blocks.push(nothing("No interest is open in the register."));
    } else {
        let caption = format!(
            "Register of interests as at {}. Entries are closed, never deleted.",
            long(cx.today)
        );
        blocks.push(register(cx, &caption, &open));
    }
    if !closed.is_empty() {
        blocks.push(heading("Closed"));
        blocks.push(register(
            cx,
            "Closed entries stay in the register.",
            &closed,
        ));
    }
    blocks.push(heading("Quorum for this meeting"));
    blocks.extend(quorum(cx));
    blocks
}

/// Who leaves for what.
fn verdict(cx: &Cx<'_>) -> String {
    let conflicted: Vec<(&AgendaItem, Quorum)> = cx
        .meeting
        .agenda
        .iter()
        .filter_map(|item| judge_item(cx.record, cx.meeting, item).map(|one| (item, one)))
        .filter(|(_, quorum)| !quorum.conflicted.is_empty())
        .collect();
    match conflicted.first() {
        None => match cx.record.interests.len() {
            0 => "The register of interests is empty.".to_owned(),
            _ => "No director has an interest in an item of this meeting.".to_owned(),
        },
        Some((item, quorum)) => {
            let label = cx.issue.contents.label_of(item.id).unwrap_or_default();
            let count = quorum.conflicted.len();
            let mut text = format!(
                "{} {} an interest in item {label}; {}.",
                plain_words::capital(&words::counted(count, "director", "directors")),
                words::have(count),
                quorum.words()
            );
            if conflicted.len() > 1 {
                let more = conflicted.len() - 1;
                text.push_str(" So it is with ");
                text.push_str(&words::counted(more, "more item", "more items"));
                text.push('.');
            }
            text
        }
    }
}

fn register(cx: &Cx<'_>, caption: &str, list: &[&Interest]) -> Block {
    let entries = list
        .iter()
        .map(|interest| {
            let person = cx.record.people.get(interest.person);
            let mut what: Vec<String> = Vec::new();
            if !interest.nature.trim().is_empty() {
                what.push(words::sentence(&interest.nature));
            }
            what.push(words::sentence(&interest.body));
            what.push(words::sentence(interest.directness.word()));
            if let Some(to) = interest.to {
                what.push(format!("Closed on {}.", crate::model::date::short(to)));
            }
            let mut conditions = words::sentence(interest.condition.words());
            if let Some(decision) = interest
                .authorised_by
                .and_then(|id| cx.record.decisions.get(id))
            {
                conditions.push_str(" Authorised by decision ");
                conditions.push_str(&decision.number.to_string());
                conditions.push('.');
            }
            let declared = interest.declared_on.map_or_else(
                || interest.declared_where.clone(),
                crate::model::date::short,
            );
            entry(
                interest.illustrative,
                vec![
                    key(person.map_or("Not in the record", |one| one.name.as_str())),
                    cell(what.join(" ")),
                    cell(declared),
                    cell(conditions),
                ],
            )
        })
        .collect();
    let columns = vec![
        text_column("Person", 38.0),
        text_column("Interest", 0.0),
        text_column("Declared", 24.0),
        text_column("Conditions, and where authorised", 46.0),
    ];
    table(caption, columns, entries, Vec::new())
}

/// The rule in words: "five directors, of whom two independent, with the chair or a deputy".
pub fn rule_words(rule: &QuorumRule) -> String {
    let Some(at_least) = rule.at_least else {
        return "still to be filled in".to_owned();
    };
    let mut text = words::counted(usize::from(at_least), "director", "directors");
    let groups: Vec<String> = rule
        .of_each
        .iter()
        .map(|minimum| {
            format!(
                "{} of {}",
                words::count(usize::from(minimum.at_least)),
                plain_words::uncapital(minimum.group.words())
            )
        })
        .collect();
    if !groups.is_empty() {
        text.push_str(", among them ");
        text.push_str(&plain_words::join(&groups));
    }
    if rule.chair_or_deputy {
        text.push_str(", with the chair or a deputy");
    }
    text.push_str(if rule.conflicted_count {
        "; conflicted directors count"
    } else {
        "; conflicted directors do not count"
    });
    text
}

fn quorum(cx: &Cx<'_>) -> Vec<Block> {
    if let Some(why) = why_not_judged(cx.record, cx.meeting.date) {
        return vec![Block::Missing(plain(why))];
    }
    let mut blocks = Vec::new();
    if let Some(rule) = rule_on(cx.record, cx.meeting.date) {
        let mut text = format!(
            "Rule in force from {}: {}",
            long(rule.from),
            rule_words(rule)
        );
        if !rule.source.trim().is_empty() {
            text.push_str(". Source: ");
            text.push_str(rule.source.trim().trim_end_matches('.'));
        }
        blocks.push(Block::Paragraph(crate::pack::build::illustrative(
            plain(words::sentence(&text)),
            rule.illustrative,
        )));
    }
    let sitting = sitting_on(cx.record, cx.meeting.date).len();
    let mut entries: Vec<Entry> = Vec::new();
    let mut special = Vec::new();
    for item in &cx.meeting.agenda {
        if let Some(found) = judge_item(cx.record, cx.meeting, item)
            && !found.conflicted.is_empty()
        {
            let label = cx.issue.contents.label_of(item.id).unwrap_or_default();
            special.push(label);
            entries.push(quorum_row(
                &format!("{label} {}", item.title),
                &found,
                sitting,
            ));
        }
    }
    if let Some(found) = judge_meeting(cx.record, cx.meeting) {
        let name = match special[..] {
            [] => "All items".to_owned(),
            _ => format!("All items but {}", plain_words::join(&special)),
        };
        entries.insert(0, quorum_row(&name, &found, sitting));
    }
    let columns = vec![
        text_column("Item", 0.0),
        figure_column("Sit", 14.0),
        figure_column("Expected", 18.0),
        figure_column("Out", 14.0),
        figure_column("Count", 14.0),
        text_column("Quorum", 46.0),
    ];
    blocks.push(table("", columns, entries, Vec::new()));
    blocks
}

fn quorum_row(name: &str, found: &Quorum, sitting: usize) -> Entry {
    let out = found.conflicted.len();
    entry(
        false,
        vec![
            cell(name),
            cell(sitting.to_string()),
            cell((found.counting + out).to_string()),
            cell(out.to_string()),
            cell(found.counting.to_string()),
            standing(found),
        ],
    )
}

fn standing(found: &Quorum) -> Text {
    let words = format!(
        "{}, {} of {}",
        plain_words::capital(&found.words()),
        found.counting,
        found.needed
    );
    if !found.holds() {
        marked(Mark::Red, words)
    } else if found.is_thin() {
        marked(Mark::Amber, words)
    } else {
        marked(Mark::Green, words)
    }
}
