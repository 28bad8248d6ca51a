//! The quarterly return to the Secretary of State: clause positions, measures as they stood at the
//! end of the quarter, and what changed since the last return.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::{
    build::{cell, entry, figure_column, heading, key, nothing, table, text_column},
    chapters,
    compose::{Cx, short_name},
    contents::Contents,
    doc::{Block, Document, Edition, Part, plain},
    freeze::{Error, Frozen, Issue, PACK_FORMAT, Seal},
    hash,
    rules::Rules,
    words,
};
use crate::{
    analysis::{
        changes::{ChangeKind, changes},
        words as plain_words,
    },
    model::{
        ClauseKind, Id, Meeting, MeetingState, Record,
        date::{long, plus_days, plus_months, short},
    },
    store::write::record_text,
};

/// A quarter of a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i16,
    quarter: i8,
}

impl Quarter {
    /// Its first day.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.quarter * 3 - 2, 1).unwrap_or(Date::MIN)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        plus_days(plus_months(self.first_day(), 3), -1)
    }

    /// "July to September 2019".
    pub fn words(self) -> String {
        let name = crate::model::date::month_name;
        format!(
            "{} to {} {}",
            name(self.quarter * 3 - 2),
            name(self.quarter * 3),
            self.year
        )
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}Q{}", self.year, self.quarter)
    }
}

impl FromStr for Quarter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad =
            || format!("{text:?} is not a quarter: expected a year and a quarter, such as 2019Q3");
        let (year, quarter) = text.trim().split_once(['Q', 'q']).ok_or_else(bad)?;
        let year: i16 = year.parse().map_err(|_not_a_number| bad())?;
        let quarter: i8 = quarter.parse().map_err(|_not_a_number| bad())?;
        if (1900..=2200).contains(&year) && (1..=4).contains(&quarter) {
            Ok(Self { year, quarter })
        } else {
            Err(bad())
        }
    }
}

/// The return of a quarter. `today` bounds it: of a quarter that is not over, what stands today.
///
/// # Errors
/// [`Error::Write`] where the record cannot be written, for its hash.
pub fn quarterly(record: &Record, quarter: Quarter, today: Date) -> Result<Document, Error> {
    let as_at = quarter.last_day().min(today).max(quarter.first_day());
    let frozen = until(record, as_at);
    let text = record_text(&frozen).map_err(Error::Write)?;
    let meeting = stand_in(&frozen, as_at);
    let pack = Frozen {
        format: PACK_FORMAT,
        issue: Issue {
            meeting: meeting.id,
            editions: vec![Edition::Directors],
            version: 1,
            issued: as_at,
            as_at,
            rules: Rules::in_force(&frozen, &meeting, as_at),
            contents: Contents::default(),
            previous: None,
            sheet: Vec::new(),
            why: String::new(),
            public_before: None,
            left_out: Vec::new(),
        },
        record: frozen,
        papers: Vec::new(),
        seal: Seal {
            record: hash::sha256(text.as_bytes()),
            ..Seal::default()
        },
    };
    let cx = Cx::new(&pack, &meeting, Edition::Directors);
    let organisation = &pack.record.organisation;
    let body = if organisation.name.trim().is_empty() {
        "The board".to_owned()
    } else {
        organisation.name.clone()
    };
    Ok(Document {
        title: format!("Quarterly return, {}, {body}", quarter.words()),
        short_body: short_name(&body),
        body,
        controlled_by: organisation.council.clone(),
        edition: Edition::Directors,
        mark: format!("Quarterly return {quarter}"),
        version: 1,
        issued: as_at,
        as_at,
        record_hash: pack.seal.record.clone(),
        cover: None,
        parts: parts(&cx, quarter),
        attachments: Vec::new(),
    })
}

/// The record with what was known on a day: judgements and figures of later days are not in it.
fn until(record: &Record, as_at: Date) -> Record {
    let mut frozen = record.clone();
    frozen.as_at = Some(as_at);
    frozen.clauses = record
        .clauses
        .iter()
        .map(|clause| {
            let mut clause = clause.clone();
            clause.judgements.retain(|one| one.as_at <= as_at);
            clause
        })
        .collect();
    frozen.measures = record
        .measures
        .iter()
        .map(|measure| {
            let mut measure = measure.clone();
            measure
                .values
                .retain(|value| value.as_at.unwrap_or(value.date) <= as_at && value.date <= as_at);
            for value in &mut measure.values {
                // A figure replaced after the quarter is told as it was then.
                if let Some(place) = value.revisions.iter().position(|one| one.until > as_at) {
                    value.reading = value.revisions[place].was;
                    value.numerator = None;
                    value.denominator = None;
                    value.revisions.truncate(place);
                }
            }
            measure
        })
        .collect();
    frozen
}

/// A meeting on the last day, by which dates of the chapters are counted.
fn stand_in(record: &Record, as_at: Date) -> Meeting {
    let last = record
        .meetings
        .iter()
        .filter(|meeting| meeting.date <= as_at && meeting.state == MeetingState::Held)
        .max_by_key(|meeting| meeting.date);
    let mut meeting = last.cloned().unwrap_or_else(|| {
        let mut none = Meeting::new(Id::new(as_at.year(), || 0), String::new(), as_at);
        none.state = MeetingState::Held;
        none
    });
    meeting.date = as_at;
    meeting.agenda.clear();
    meeting
}

fn parts(cx: &Cx<'_>, quarter: Quarter) -> Vec<Part> {
    let part = |label: &str, title: &str, blocks: Vec<Block>| Part {
        label: label.to_owned(),
        title: title.to_owned(),
        purpose: String::new(),
        purpose_rest: String::new(),
        one_page: false,
        blocks,
    };
    vec![
        part(
            "1",
            &format!("Return for {}", quarter.words()),
            summary(cx, quarter),
        ),
        part(
            "2",
            "Direction, clause by clause",
            chapters::direction::blocks(cx),
        ),
        part("3", "Measures at the end of the quarter", measures(cx)),
        part("4", "Changes since the last return", changed(cx, quarter)),
        part("5", "Standing concerns", chapters::concerns::blocks(cx)),
        part("", "Sign-off", sign_off(cx, quarter)),
    ]
}

fn summary(cx: &Cx<'_>, quarter: Quarter) -> Vec<Block> {
    let organisation = &cx.record.organisation;
    let mut rows = vec![
        ("To".to_owned(), cell("Secretary of State for Education")),
        ("From".to_owned(), cell(organisation.name.as_str())),
        (
            "Controlled by".to_owned(),
            cell(organisation.council.as_str()),
        ),
        ("Quarter".to_owned(), cell(quarter.words())),
        ("Record as at".to_owned(), cell(long(cx.today))),
        (
            "Record hash (SHA-256)".to_owned(),
            cell(hash::groups(&cx.pack.seal.record)),
        ),
    ];
    let recurring: Vec<String> = cx
        .record
        .clauses
        .iter()
        .filter(|clause| cx.threads.is_live(cx.record, clause, cx.today))
        .filter_map(|clause| match clause.kind {
            ClauseKind::Recurring { next, .. } => Some(format!(
                "Clause {}: {}, next {}",
                clause.reference,
                clause.title.trim_end_matches('.'),
                long(next)
            )),
            ClauseKind::OneOff { .. } | ClauseKind::Standing => None,
        })
        .collect();
    if !recurring.is_empty() {
        rows.push(("Owed under".to_owned(), cell(recurring.join("; "))));
    }
    vec![
        Block::Verdict(plain(chapters::direction::verdict(cx))),
        Block::Facts {
            caption: String::new(),
            rows,
            label_mm: 46.0,
        },
    ]
}

fn measures(cx: &Cx<'_>) -> Vec<Block> {
    let all = cx.record.measures.len();
    let off = cx.off_track.len();
    let mut blocks = vec![Block::Verdict(plain(match (all, off) {
        (0, _) => "The record has no measures.".to_owned(),
        (all, 0) => format!(
            "{}, none off track.",
            plain_words::capital(&words::counted(all, "measure", "measures"))
        ),
        (all, off) => format!(
            "{} of {} {} off track.",
            plain_words::capital(&words::count(off)),
            words::counted(all, "measure", "measures"),
            words::be(off)
        ),
    }))];
    let entries: Vec<_> = cx
        .record
        .measures
        .iter()
        .filter_map(|measure| {
            let curve = cx.curve(measure.id)?;
            Some(entry(
                curve.illustrative,
                vec![
                    key(measure.title.as_str()),
                    cell(curve.verdict.short.as_str()),
                    cell(curve.verdict.latest.as_str()),
                    cell(curve.verdict.latest_when.as_str()),
                    cell(chapters::curves::target_words(curve)),
                ],
            ))
        })
        .collect();
    if !entries.is_empty() {
        let columns = vec![
            text_column("Measure", 0.0),
            text_column("What the figures say", 56.0),
            figure_column("Latest", 20.0),
            figure_column("Of", 26.0),
            figure_column("Target", 20.0),
        ];
        blocks.push(table(
            "Figures known at the end of the quarter; later revisions are not in them.",
            columns,
            entries,
            Vec::new(),
        ));
    }
    blocks
}

fn changed(cx: &Cx<'_>, quarter: Quarter) -> Vec<Block> {
    let since = plus_days(quarter.first_day(), -1);
    let mut list: Vec<_> = changes(cx.record, since, cx.today);
    list.reverse();
    let (figures, changed): (Vec<_>, Vec<_>) = list
        .into_iter()
        .partition(|change| change.kind == ChangeKind::Value);
    let mut blocks = vec![Block::Verdict(plain(format!(
        "{} since {}.",
        plain_words::capital(&words::counted(changed.len(), "change", "changes")),
        long(since)
    )))];
    if changed.is_empty() {
        blocks.push(nothing("Nothing changed."));
    } else {
        let entries = changed
            .iter()
            .map(|change| {
                entry(
                    chapters::matters_arising::is_illustrative(cx, change),
                    vec![key(short(change.on)), cell(change.sentence.as_str())],
                )
            })
            .collect();
        let columns = vec![text_column("Day", 24.0), text_column("Change", 0.0)];
        blocks.push(table("Oldest first.", columns, entries, Vec::new()));
    }
    if !figures.is_empty() {
        blocks.push(heading("New figures"));
        let entries = figures
            .iter()
            .map(|change| {
                entry(
                    false,
                    vec![key(short(change.on)), cell(change.sentence.as_str())],
                )
            })
            .collect();
        let columns = vec![text_column("Day", 24.0), text_column("Measure", 0.0)];
        blocks.push(table("Oldest first.", columns, entries, Vec::new()));
    }
    blocks
}

fn sign_off(cx: &Cx<'_>, quarter: Quarter) -> Vec<Block> {
    vec![
        Block::Paragraph(plain(format!(
            "This return gives the position of each clause as judged by {}, with figures frozen as \
             they stood then.",
            long(cx.today)
        ))),
        Block::SignOff {
            who: "Signed by the chair of the board".to_owned(),
            what: format!("for {}", quarter.words()),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_quarter_knows_its_days() {
        let quarter: Quarter = "2019Q3".parse().unwrap();
        assert_eq!(
            (quarter.first_day(), quarter.last_day()),
            (date(2019, 7, 1), date(2019, 9, 30))
        );
        assert_eq!(quarter.words(), "July to September 2019");
        assert_eq!(quarter.to_string(), "2019Q3");
        for bad in [
            "2019", "2019Q5", "2019Q0", "Q3", "19Q3x", "2019-Q3", "-1Q1", "0000Q1",
        ] {
            assert!(bad.parse::<Quarter>().is_err(), "{bad}");
        }
    }
}
