//! The chair's brief: one short paper for whoever chairs. What is decided and who must consent, who is
//! out of which item, what is late, and which findings stand as the meeting begins.

use jiff::civil::Date;

use super::{
    build::{cell, entry, figure_column, heading, key, nothing, table, text_column},
    compose::{purpose_word, short_name},
    doc::{Block, Document, Edition, Mark, Part, Span, plain},
    freeze::Error,
    hash, words,
};
use crate::{
    analysis::{agenda, quorum, route, words as plain_words},
    check::{Finding, Severity},
    model::{
        AgendaItem, Meeting, Purpose, Record,
        date::{long, weekday},
    },
    store::write::record_text,
};

/// The brief for a meeting, with the findings that concern it.
///
/// # Errors
/// [`Error::Write`] where the record cannot be written, for its hash.
pub fn brief(
    record: &Record,
    meeting: &Meeting,
    findings: &[&Finding],
    today: Date,
) -> Result<Document, Error> {
    let text = record_text(record).map_err(Error::Write)?;
    let organisation = &record.organisation;
    let body = if organisation.name.trim().is_empty() {
        "The board".to_owned()
    } else {
        organisation.name.clone()
    };
    let mut blocks = vec![Block::Verdict(plain(verdict(record, meeting)))];
    blocks.push(heading("Running order"));
    blocks.push(running_order(record, meeting, today));
    to_decide(record, meeting, &mut blocks);
    restricted(meeting, &mut blocks);
    blocks.push(heading("Not settled"));
    blocks.push(not_settled(meeting, findings));
    let part = Part {
        label: String::new(),
        title: "Chair’s brief".to_owned(),
        purpose: meeting.title.clone(),
        purpose_rest: when_and_where(meeting),
        one_page: false,
        blocks,
    };
    Ok(Document {
        title: format!("Chair’s brief, {}, {body}", long(meeting.date)),
        short_body: short_name(&body),
        body,
        controlled_by: organisation.council.clone(),
        edition: Edition::Directors,
        mark: "Chair’s brief. Not for publication".to_owned(),
        version: 0,
        issued: today,
        as_at: today,
        record_hash: hash::sha256(text.as_bytes()),
        cover: None,
        parts: vec![part],
        attachments: Vec::new(),
    })
}

fn when_and_where(meeting: &Meeting) -> String {
    let mut text = format!("{} {}", weekday(meeting.date), long(meeting.date));
    if let Some(starts) = meeting.starts {
        text.push_str(", ");
        text.push_str(&words::clock(starts));
    }
    if !meeting.place.trim().is_empty() {
        text.push_str(", ");
        text.push_str(meeting.place.trim());
    }
    words::sentence(&text)
}

/// "Ten items, three to decide, until 16:40. Quorum holds by three: 8 expected, 5 needed."
fn verdict(record: &Record, meeting: &Meeting) -> String {
    let count = meeting.agenda.len();
    let decide = match meeting.to_decide().count() {
        0 => "nothing".to_owned(),
        some => words::count(some),
    };
    let mut text = plain_words::capital(&words::counted(count, "item", "items"));
    for part in [", ", &decide, " to decide"] {
        text.push_str(part);
    }
    if let Some(close) = agenda::expected_close(meeting) {
        text.push_str(", until ");
        text.push_str(&words::clock(close));
    }
    text.push_str(". ");
    match quorum::judge_meeting(record, meeting) {
        Some(judged) => {
            let come = if judged.expected {
                "expected"
            } else {
                "counted"
            };
            let counts = format!("{} {come}, {} needed", judged.counting, judged.needed);
            text.push_str(&plain_words::capital(&judged.sentence()));
            text.push_str(": ");
            text.push_str(&counts);
            text.push('.');
        }
        None => {
            text.push_str(&quorum::why_not_judged(record, meeting.date).unwrap_or_default());
        }
    }
    text
}

fn running_order(record: &Record, meeting: &Meeting, today: Date) -> Block {
    if meeting.agenda.is_empty() {
        return nothing("The agenda is empty.");
    }
    let clock = agenda::clock(meeting);
    let entries = meeting
        .agenda
        .iter()
        .zip(clock)
        .map(|(item, starts)| {
            let minutes = item.minutes.map(|minutes| minutes.to_string());
            let cells = vec![
                key(item.number.as_str()),
                cell(item.title.as_str()),
                cell(purpose_word(item.purpose)),
                cell(item.presenter.as_str()),
                cell(starts.map_or_else(String::new, words::clock)),
                cell(minutes.unwrap_or_default()),
                cell(papers(record, meeting, item, today)),
            ];
            entry(false, cells)
        })
        .collect();
    let columns = vec![
        text_column("Item", 10.0),
        text_column("Subject", 0.0),
        text_column("Purpose", 17.0),
        text_column("Presenter", 36.0),
        figure_column("Starts", 14.0),
        figure_column("Min", 11.0),
        text_column("Papers", 30.0),
    ];
    table("", columns, entries, Vec::new())
}

/// "in", "late since 19 Sep", "due 25 Sep"; nothing where there is no paper.
fn papers(record: &Record, meeting: &Meeting, item: &AgendaItem, today: Date) -> String {
    let rules = &record.board_rules;
    let waits: Vec<String> = item
        .papers
        .iter()
        .filter(|paper| paper.received.is_none())
        .map(|paper| {
            let due = agenda::paper_due(meeting, paper, rules);
            let verb = if agenda::paper_is_late(meeting, paper, rules, today) {
                "late since"
            } else {
                "due"
            };
            format!("{verb} {}", words::in_table(due, today))
        })
        .collect();
    match (item.papers.len(), waits.is_empty()) {
        (0, _) => String::new(),
        (1, true) => "in".to_owned(),
        (count, true) => format!("all {} in", words::count(count)),
        (_, false) => waits.join(", "),
    }
}

/// What is decided, in which words, who consents, who is out.
fn to_decide(record: &Record, meeting: &Meeting, blocks: &mut Vec<Block>) {
    let outs = |item: &AgendaItem| {
        let judged = quorum::judge_item(record, meeting, item);
        judged.filter(|judged| !judged.conflicted.is_empty())
    };
    let told: Vec<&AgendaItem> = meeting
        .agenda
        .iter()
        .filter(|item| item.purpose == Purpose::Decide || outs(item).is_some())
        .collect();
    blocks.push(heading("To decide, and who is out"));
    if told.is_empty() {
        blocks.push(nothing("Nothing is to be decided, and nobody is out."));
    }
    for item in told {
        let mut own = vec![Block::Heading {
            level: 3,
            text: plain(format!("Item {}, {}", item.number, item.title)),
        }];
        let decision = item.decision.and_then(|id| record.decisions.get(id));
        if let Some(decision) = decision {
            let text = decision.text.trim();
            own.push(if text.is_empty() {
                Block::Missing(plain("What is to be resolved has no words yet."))
            } else {
                Block::Paragraph(plain(text))
            });
            own.push(Block::Note(plain(route::effect_sentence(decision))));
        } else if item.purpose == Purpose::Decide {
            own.push(Block::Missing(plain("No decision is drafted yet.")));
        }
        if let Some(judged) = quorum::judge_item(record, meeting, item) {
            let mut text = words::sentence(&plain_words::capital(&judged.sentence()));
            for (person, why) in judged.conflicted.iter().zip(&judged.conflict_reasons) {
                let name = record.people.get(*person).map(|one| one.name.as_str());
                let name = name.unwrap_or("Somebody");
                text.push_str(&format_out(name, why));
            }
            own.push(if judged.conflicted.is_empty() {
                Block::Note(plain(text))
            } else {
                Block::Paragraph(plain(text))
            });
        }
        blocks.push(Block::Together(own));
    }
}

fn format_out(name: &str, why: &str) -> String {
    format!(" {name} is out: {}", words::sentence(why))
}

/// Items for which the public leaves.
fn restricted(meeting: &Meeting, blocks: &mut Vec<Block>) {
    let rows: Vec<(String, Vec<Span>)> = meeting
        .agenda
        .iter()
        .filter_map(|item| {
            let reason = item.restricted.as_ref()?.reason.trim();
            let label = format!("Item {}", item.number);
            let reason = if reason.is_empty() {
                "No reason is given."
            } else {
                reason
            };
            Some((label, plain(format!("{}: {reason}", item.title))))
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(heading("Not in public"));
        blocks.push(Block::Facts {
            caption: String::new(),
            rows,
            label_mm: 20.0,
        });
    }
}

/// Findings that still stand, with what was noted of them.
fn not_settled(meeting: &Meeting, findings: &[&Finding]) -> Block {
    if findings.is_empty() {
        return nothing("The checks find nothing against this meeting.");
    }
    let entries = findings
        .iter()
        .map(|finding| {
            let mark = match finding.severity {
                Severity::Error => Mark::Red,
                Severity::Warning | Severity::Note => Mark::Amber,
            };
            let weight = vec![Span {
                mark: Some(mark),
                ..Span::strong(plain_words::capital(finding.severity.word()))
            }];
            let noted = finding
                .noted_in(meeting)
                .map_or("", |noted| noted.why.trim());
            let cells = vec![weight, cell(finding.message.as_str()), cell(noted)];
            entry(false, cells)
        })
        .collect();
    let columns = vec![
        text_column("Weight", 24.0),
        text_column("What the checks find", 0.0),
        text_column("Noted", 52.0),
    ];
    table("", columns, entries, Vec::new())
}
