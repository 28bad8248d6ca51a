//! Page one as data: the headline, the plan's ruler, six figures, and what waits for the board.
//!
//! Every sentence is built from the record. The pieces are put together here; the headline is in
//! `headline.rs`, the ruler in `ruler.rs`, the dates to come in `upcoming.rs`.

use jiff::civil::Date;

use super::{
    changes::{Change, ChangeKind, changes},
    fees::{FeeBook, LedgerFilter},
    headline,
    quorum::judge_item,
    ruler::{Ruler, ruler},
    upcoming::{Upcoming, upcoming},
    words,
};
use crate::model::{
    AgendaItem, Concern, Decision, Id, ItemRef, Measure, Meeting, Record, SectionId, When,
    date::{Precision, days_between, month_name, plus_days, weekday},
};

/// A measure off track, as the statistics found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffTrack {
    /// Which measure.
    pub measure: Id<Measure>,
    /// What the curve says of it.
    pub sentence: String,
    /// Whether it is moving the wrong way.
    pub concerning: bool,
}

/// Where a link of page one leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goto {
    /// A section.
    Section(SectionId),
    /// An item.
    Item(ItemRef),
    /// An item of an agenda.
    Agenda(Id<Meeting>, Id<AgendaItem>),
    /// The agenda of a meeting.
    Meeting(Id<Meeting>),
    /// Curves, those off track first.
    OffTrackCurves,
    /// The list of changes on this page.
    Changes,
    /// Concerns, open ones only.
    OpenConcerns,
    /// The fee ledger.
    FeeLedger,
}

/// One of the six figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The large figure: `3`, `£19,500`, `–` for none.
    pub value: String,
    /// What stands beside it, small: `of 31`; may be empty.
    pub suffix: String,
    /// What it counts.
    pub label: String,
    /// One more line.
    pub meta: String,
    /// Where it leads.
    pub goto: Goto,
}

/// A decision that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideRow {
    /// The meeting.
    pub meeting: Id<Meeting>,
    /// The agenda item.
    pub item: Id<AgendaItem>,
    /// The decision, where one is drafted.
    pub decision: Option<Id<Decision>>,
    /// "Item 4".
    pub number: String,
    /// What is to be decided.
    pub title: String,
    /// What the board must know: "Two directors conflicted; quorum holds by one".
    pub line: String,
    /// Whether that line needs attention.
    pub warns: bool,
    /// "Board, then Cabinet".
    pub route: String,
}

/// An open concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcernRow {
    /// Which.
    pub concern: Id<Concern>,
    /// Its title.
    pub title: String,
    /// "2 now, 17 in the past year", or the last that was said of it.
    pub line: String,
    /// "Council figures, autumn 2019. Open since 2016."
    pub meta: String,
}

/// A section that has nothing in it yet, with what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmptyLine {
    /// The section.
    pub section: SectionId,
    /// "This record has no measures yet."
    pub sentence: &'static str,
    /// The label of the button.
    pub verb: &'static str,
}

/// Page one.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// What is true now, in a sentence or two.
    pub headline: String,
    /// What waits, and how far the plan is; may be empty.
    pub second_line: String,
    /// The plan's ruler; none without a plan.
    pub ruler: Option<Ruler>,
    /// Six figures.
    pub figures: [Figure; 6],
    /// "To decide on Thursday".
    pub decide_heading: String,
    /// The next meeting.
    pub next_meeting: Option<Id<Meeting>>,
    /// Decisions that wait for it.
    pub to_decide: Vec<DecideRow>,
    /// Open concerns, longest open first.
    pub concerns: Vec<ConcernRow>,
    /// "Changed since 11 July".
    pub changes_heading: String,
    /// Changes, newest first; new figures of measures are only counted.
    pub changes: Vec<Change>,
    /// Measures with a new figure since then.
    pub new_figures: usize,
    /// Dates to come, nearest first.
    pub next: Vec<Upcoming>,
    /// Sections that are still empty.
    pub empty: Vec<EmptyLine>,
}

/// Works out page one. `off_track` comes from the statistics, which know the curves.
pub fn overview(record: &Record, today: Date, off_track: &[OffTrack]) -> Overview {
    let since = changes_since(record, today);
    let (figures, changed): (Vec<Change>, Vec<Change>) = changes(record, since, today)
        .into_iter()
        .partition(|change| change.kind == ChangeKind::Value);
    let to_decide = decide_rows(record, today);
    let next = record.next_meeting(today);
    let concerns = concern_rows(record);
    let last = record.last_meeting(today);
    Overview {
        headline: headline::headline(record, today),
        second_line: headline::second_line(record, today),
        ruler: ruler(record, today),
        figures: [
            decide_figure(record, today, to_decide.len()),
            off_track_figure(record, off_track),
            Figure {
                value: changed.len().to_string(),
                suffix: String::new(),
                label: "Changed".to_owned(),
                meta: match last {
                    Some(_) => {
                        format!(
                            "since the board of {}",
                            words::day_in_sentence(since, today)
                        )
                    }
                    None => format!("since {}", words::day_in_sentence(since, today)),
                },
                goto: Goto::Changes,
            },
            concern_figure(record),
            transfer_figure(record, today),
            fees_figure(record, today),
        ],
        decide_heading: next.map_or_else(
            || "To decide".to_owned(),
            |meeting| match days_between(today, meeting.date) {
                0..=6 => format!("To decide on {}", weekday(meeting.date)),
                _ => format!(
                    "To decide on {}",
                    words::day_in_sentence(meeting.date, today)
                ),
            },
        ),
        next_meeting: next.map(|meeting| meeting.id),
        to_decide,
        concerns,
        changes_heading: format!("Changed since {}", words::day_in_sentence(since, today)),
        changes: changed,
        new_figures: figures.len(),
        next: upcoming(record, today),
        empty: empty_lines(record),
    }
}

/// The day since which page one lists changes: the last meeting held, or else 90 days ago.
pub fn changes_since(record: &Record, today: Date) -> Date {
    record
        .last_meeting(today)
        .map_or_else(|| plus_days(today, -90), |meeting| meeting.date)
}

/// What the next meeting has to decide.
pub fn decide_rows(record: &Record, today: Date) -> Vec<DecideRow> {
    record
        .next_meeting(today)
        .map_or_else(Vec::new, |meeting| decide_rows_of(record, meeting, today))
}

/// What one meeting has to decide.
pub fn decide_rows_of(record: &Record, meeting: &Meeting, today: Date) -> Vec<DecideRow> {
    meeting
        .to_decide()
        .map(|item| {
            let decision = item.decision.and_then(|id| record.decisions.get(id));
            let route = decision.map(Decision::route).unwrap_or_default();
            let (line, warns) = consequence(record, meeting, item, decision, today);
            DecideRow {
                meeting: meeting.id,
                item: item.id,
                decision: item.decision,
                number: format!("Item {}", item.number),
                title: decision
                    .map(|decision| decision.title.clone())
                    .filter(|title| !title.is_empty())
                    .unwrap_or_else(|| item.title.clone()),
                line,
                warns,
                route: if route.is_empty() {
                    "Board".to_owned()
                } else {
                    route
                },
            }
        })
        .collect()
}

/// What the board must know before it decides: conflicts and quorum first, then open gates, then
/// the item's own summary.
fn consequence(
    record: &Record,
    meeting: &Meeting,
    item: &AgendaItem,
    decision: Option<&Decision>,
    today: Date,
) -> (String, bool) {
    if let Some(quorum) = judge_item(record, meeting, item)
        && (!quorum.conflicted.is_empty() || !quorum.holds())
    {
        return (quorum.sentence(), true);
    }
    let is_go = decision.is_some_and(|one| record.transfer.go_decision == Some(one.id));
    if is_go {
        let (open, all) = gates(record, today);
        if open > 0 {
            let text = format!(
                "{} of {} gates still open",
                words::capital(&words::number(open)),
                words::number(all)
            );
            return (text, true);
        }
    }
    let summary = item.summary.trim();
    if !summary.is_empty() {
        return (summary.to_owned(), false);
    }
    (
        decision
            .map(|one| one.text.trim().to_owned())
            .unwrap_or_default(),
        false,
    )
}

/// Gates still open on `today`, and all gates.
pub fn gates(record: &Record, today: Date) -> (usize, usize) {
    let open = record
        .gates
        .iter()
        .filter(|gate| gate.passed_on.is_none_or(|day| day > today))
        .count();
    (open, record.gates.len())
}

fn concern_rows(record: &Record) -> Vec<ConcernRow> {
    let mut open: Vec<&Concern> = record
        .concerns
        .iter()
        .filter(|concern| concern.closed.is_none())
        .collect();
    open.sort_by_key(|concern| concern.opened);
    open.into_iter().map(concern_row).collect()
}

/// One concern as page one shows it.
pub fn concern_row(concern: &Concern) -> ConcernRow {
    let counts = latest_counts(concern);
    let line = if counts.is_empty() {
        let last = concern.narrative.iter().max_by_key(|note| note.on);
        last.map_or_else(
            || "No count and no narrative yet".to_owned(),
            |note| first_sentence(&note.text).to_owned(),
        )
    } else {
        counts.join(", ")
    };
    let newest = concern.counts.iter().max_by_key(|count| count.on);
    let mut meta = Vec::new();
    match newest {
        Some(count) if !count.source.is_empty() => meta.push(source_line(&count.source, count.on)),
        Some(count) => meta.push(format!("{}.", words::capital(&count.on.to_string()))),
        None if !concern.partner.is_empty() => {
            meta.push(format!(
                "{} owns the data.",
                concern.partner.trim_end_matches('.')
            ));
        }
        None => {}
    }
    meta.push(format!("Open since {}.", open_since(concern.opened)));
    ConcernRow {
        concern: concern.id,
        title: concern.title.clone(),
        line,
        meta: meta.join(" "),
    }
}

/// A source in a line, with its date unless it names the year itself.
fn source_line(source: &str, on: When) -> String {
    let short = source
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .trim_end_matches('.');
    if short.contains(&on.first_day().year().to_string()) {
        format!("{short}.")
    } else {
        format!("{short}, {on}.")
    }
}

/// A month is near enough for how long a concern has been open.
fn open_since(opened: When) -> String {
    match opened.precision() {
        Precision::Year | Precision::Month => opened.to_string(),
        Precision::Day => {
            let day = opened.first_day();
            format!("{} {}", month_name(day.month()), day.year())
        }
    }
}

/// The newest count of each thing counted, in the order in which they first appear.
fn latest_counts(concern: &Concern) -> Vec<String> {
    let mut seen: Vec<&str> = Vec::new();
    for count in &concern.counts {
        if !seen.contains(&count.what.as_str()) {
            seen.push(&count.what);
        }
    }
    seen.into_iter()
        .filter_map(|what| {
            let newest = concern
                .counts
                .iter()
                .filter(|count| count.what == what)
                .max_by_key(|count| count.on)?;
            Some(match newest.count.number() {
                Some(number) => {
                    format!("{} {what}", crate::model::Unit::Count.digits(number, 0))
                }
                None => format!("{what}: {}", newest.count.reason().unwrap_or_default()),
            })
        })
        .collect()
}

fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    text.split_once(". ")
        .map_or(text, |(first, _)| first)
        .trim_end_matches('.')
}

fn decide_figure(record: &Record, today: Date, count: usize) -> Figure {
    let next = record.next_meeting(today);
    Figure {
        value: count.to_string(),
        suffix: String::new(),
        label: "To decide".to_owned(),
        meta: next.map_or_else(
            || "no meeting planned".to_owned(),
            |meeting| {
                let day = words::day_in_sentence(meeting.date, today);
                format!("{} {day}", weekday(meeting.date))
            },
        ),
        goto: next.map_or(Goto::Section(SectionId::Meetings), |m| Goto::Meeting(m.id)),
    }
}

fn off_track_figure(record: &Record, off_track: &[OffTrack]) -> Figure {
    let without = record
        .measures
        .iter()
        .filter(|measure| measure.latest_number().is_none())
        .count();
    let concerning = off_track.iter().filter(|one| one.concerning).count();
    let mut meta = Vec::new();
    if concerning > 0 {
        meta.push(format!("{concerning} concerning"));
    }
    if without > 0 {
        meta.push(format!("{without} without figures"));
    }
    let all = record.measures.len();
    Figure {
        value: if all == 0 {
            "–".to_owned()
        } else {
            off_track.len().to_string()
        },
        suffix: if all == 0 {
            String::new()
        } else {
            format!("of {all}")
        },
        label: "Measures off track".to_owned(),
        meta: if all == 0 {
            "no measures yet".to_owned()
        } else {
            meta.join(", ")
        },
        goto: Goto::OffTrackCurves,
    }
}

fn concern_figure(record: &Record) -> Figure {
    let open: Vec<When> = record
        .concerns
        .iter()
        .filter(|concern| concern.closed.is_none())
        .map(|concern| concern.opened)
        .collect();
    let since = |when: &When| match when.precision() {
        Precision::Year | Precision::Month => when.to_string(),
        Precision::Day => when.first_day().year().to_string(),
    };
    let meta = match (open.len(), open.iter().min()) {
        (_, None) => "none open".to_owned(),
        (1, Some(first)) => format!("since {}", since(first)),
        (_, Some(first)) => format!("one of them since {}", since(first)),
    };
    Figure {
        value: open.len().to_string(),
        suffix: String::new(),
        label: "Concerns open".to_owned(),
        meta,
        goto: Goto::OpenConcerns,
    }
}

fn transfer_figure(record: &Record, today: Date) -> Figure {
    let transfer = &record.transfer;
    let (open, all) = gates(record, today);
    let gates_line = if all == 0 {
        "no gates recorded".to_owned()
    } else {
        format!("{} of {all} gates passed", all - open)
    };
    let figure = |value: String, suffix: &str, label: &str, meta: String| Figure {
        value,
        suffix: suffix.to_owned(),
        label: label.to_owned(),
        meta,
        goto: Goto::Section(SectionId::Transfer),
    };
    let day_word = |count: i32| if count.abs() == 1 { "day" } else { "days" };
    if let Some(back) = transfer.handed_back_on {
        let left = days_between(today, back);
        return if left > 0 {
            let meta = words::day_in_sentence(back, today);
            figure(left.to_string(), day_word(left), "To hand-back", meta)
        } else {
            let since = words::day_in_sentence(back, today);
            figure(
                "Back".to_owned(),
                "",
                "With the council",
                format!("since {since}"),
            )
        };
    }
    if let Some(live) = transfer.happened_on.filter(|&day| day <= today) {
        let since = words::day_in_sentence(live, today);
        return figure(
            "Live".to_owned(),
            "",
            "Services transferred",
            format!("since {since}"),
        );
    }
    match transfer.date().map(|date| days_between(today, date)) {
        None => figure("–".to_owned(), "", "To transfer", "no date set".to_owned()),
        Some(left) if left < 0 => {
            let late = -left;
            figure(
                late.to_string(),
                day_word(late),
                "Past the transfer date",
                gates_line,
            )
        }
        Some(left) => figure(left.to_string(), day_word(left), "To transfer", gates_line),
    }
}

fn fees_figure(record: &Record, today: Date) -> Figure {
    let ledger = FeeBook::new(record).ledger(today, LedgerFilter::default());
    let headline = ledger.headline();
    Figure {
        value: headline
            .as_ref()
            .map_or_else(|| "–".to_owned(), |fees| fees.claimed.to_string()),
        suffix: headline
            .as_ref()
            .and_then(|fees| fees.cap)
            .map_or_else(String::new, |cap| format!("of {cap}")),
        label: "Directors’ fees".to_owned(),
        meta: headline.map_or_else(|| "no fee terms".to_owned(), |fees| fees.meta),
        goto: Goto::FeeLedger,
    }
}

fn empty_lines(record: &Record) -> Vec<EmptyLine> {
    let mut lines = Vec::new();
    let mut say = |is_empty: bool, section, sentence, verb| {
        if is_empty {
            lines.push(EmptyLine {
                section,
                sentence,
                verb,
            });
        }
    };
    say(
        record.measures.is_empty(),
        SectionId::Curves,
        "This record has no measures yet.",
        "Add measure",
    );
    say(
        record.actions.is_empty(),
        SectionId::Actions,
        "This record has no actions yet.",
        "Add action",
    );
    say(
        record.directions.is_empty(),
        SectionId::Directions,
        "No direction is recorded.",
        "Add direction",
    );
    say(
        record.inspections.is_empty(),
        SectionId::Inspections,
        "No inspection is recorded.",
        "Add inspection",
    );
    say(
        record.people.is_empty(),
        SectionId::Board,
        "Nobody sits on the board yet.",
        "Add person",
    );
    say(
        record.meetings.is_empty(),
        SectionId::Meetings,
        "No meeting is planned.",
        "Add meeting",
    );
    lines
}

#[cfg(test)]
mod tests;
