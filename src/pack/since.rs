//! What changed from one record to another, by meaning: positions, dates, values, closed actions,
//! decisions; and the sheet of changes of a later version.

use std::collections::HashSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{contents::Chapter, freeze::Frozen};
use crate::{
    analysis::curve::hide,
    edit::diff,
    model::{
        Action, Brag, Clause, DateMove, Decision, Gate, Id, Item, ItemRef, Measure, Meeting,
        Position, Purpose, Reading, Record, When, date::short,
    },
};

/// What sort of difference it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A clause is judged differently.
    Position,
    /// A date moved.
    Moved,
    /// A value was added, revised or withdrawn.
    Value,
    /// An action changed its status.
    Status,
    /// A decision was taken, put off or refused, or a consent was given.
    Decision,
    /// A concern opened or closed.
    Concern,
    /// Anything else about an item.
    Other,
}

/// One difference by meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Of what sort.
    pub sort: Sort,
    /// What it happened to.
    pub at: ItemRef,
    /// What it is: "Clause 3(b)".
    pub what: String,
    /// What it was; empty for something new.
    pub was: String,
    /// What it is now; empty for something gone.
    pub now: String,
    /// By whom and why, where that is recorded; ends in a full stop.
    pub why: String,
}

impl Difference {
    /// The difference as one sentence.
    pub fn sentence(&self) -> String {
        let mut text = match (self.was.is_empty(), self.now.is_empty()) {
            (true, true) => super::words::sentence(&self.what),
            (true, false) => format!("{}: {}.", self.what, self.now),
            (false, true) => format!("{}: no longer {}.", self.what, self.was),
            (false, false) => format!("{}: {}, was {}.", self.what, self.now, self.was),
        };
        if !self.why.is_empty() {
            text.push(' ');
            text.push_str(&self.why);
        }
        text
    }
}

/// Every difference from `old` to `new`: those with a meaning first, then each other item that
/// differs.
pub fn since(old: &Record, new: &Record) -> Vec<Difference> {
    let mut found = Vec::new();
    for clause in new.clauses.iter() {
        found.extend(position(old.clauses.get(clause.id), clause));
    }
    for action in new.actions.iter() {
        of_action(old.actions.get(action.id), action, &mut found);
    }
    for gate in new.gates.iter() {
        of_gate(old.gates.get(gate.id), gate, &mut found);
    }
    of_transfer(old, new, &mut found);
    for measure in new.measures.iter() {
        of_measure(old, measure, new, &mut found);
    }
    for decision in new.decisions.iter() {
        of_decision(old.decisions.get(decision.id), decision, &mut found);
    }
    for concern in new.concerns.iter() {
        let before = old.concerns.get(concern.id);
        let was_open = before.is_some_and(|one| one.closed.is_none());
        let is_open = concern.closed.is_none();
        if was_open != is_open {
            let said = |open: bool| if open { "open" } else { "closed" }.to_owned();
            found.push(Difference {
                sort: Sort::Concern,
                at: concern.id.into(),
                what: format!("Concern {}", concern.title),
                was: before.map_or_else(String::new, |_| said(was_open)),
                now: said(is_open),
                why: String::new(),
            });
        }
    }
    let told: HashSet<ItemRef> = found.iter().map(|one| one.at).collect();
    found.extend(
        diff::changes(old, new)
            .into_iter()
            .filter(|change| !told.contains(&change.at))
            .map(|change| Difference {
                sort: Sort::Other,
                at: change.at,
                what: change.sentence,
                was: String::new(),
                now: String::new(),
                why: String::new(),
            }),
    );
    found.sort_by_key(|one| one.sort);
    found
}

/// Every difference that tells a reader something. What a record keeps of its own making is none: the
/// sentences that charts said at an issue, the day of that, and findings that were noted for a meeting.
pub fn told(old: &Record, new: &Record) -> Vec<Difference> {
    let mut settled = new.clone();
    for measure in new.measures.iter() {
        if let Some(before) = old.measures.get(measure.id)
            && before.statements != measure.statements
        {
            settled.put(Item::Measure(Measure {
                statements: before.statements.clone(),
                ..measure.clone()
            }));
        }
    }
    for meeting in new.meetings.iter() {
        if let Some(before) = old.meetings.get(meeting.id)
            && (&before.noted, before.pack_issued) != (&meeting.noted, meeting.pack_issued)
        {
            settled.put(Item::Meeting(Meeting {
                noted: before.noted.clone(),
                pack_issued: before.pack_issued,
                ..meeting.clone()
            }));
        }
    }
    since(old, &settled)
}

/// The word for a position in a sentence.
fn position_word(position: Option<Position>) -> String {
    position.map_or_else(
        || "not judged".to_owned(),
        |position| position.word().to_lowercase(),
    )
}

fn position(before: Option<&Clause>, clause: &Clause) -> Option<Difference> {
    let (was, now) = (before.and_then(Clause::position), clause.position());
    (was != now).then(|| Difference {
        sort: Sort::Position,
        at: clause.id.into(),
        what: format!("Clause {}", clause.reference),
        was: before.map_or_else(String::new, |_| position_word(was)),
        now: position_word(now),
        why: clause
            .current()
            .filter(|one| !one.judged_by.is_empty())
            .map_or_else(String::new, |one| {
                format!("Judged by {}.", one.judged_by.trim_end_matches('.'))
            }),
    })
}

/// Who moved a date and why; says so where no reason is recorded.
pub fn moved_by(step: &DateMove) -> String {
    let who = if step.by.trim().is_empty() {
        "Moved".to_owned()
    } else {
        format!(
            "Moved by {}",
            crate::analysis::words::uncapital(step.by.trim())
        )
    };
    if step.why.trim().is_empty() {
        format!("{who}; no reason is recorded.")
    } else {
        let why = crate::analysis::words::uncapital(step.why.trim());
        super::words::sentence(&format!("{who}: {why}"))
    }
}

fn of_action(before: Option<&Action>, action: &Action, found: &mut Vec<Difference>) {
    let Some(before) = before else { return };
    let name = format!(
        "Action {}, {}",
        action.number,
        action.title.trim_end_matches('.')
    );
    if before.due() != action.due() {
        found.push(Difference {
            sort: Sort::Moved,
            at: action.id.into(),
            what: name.clone(),
            was: short(before.due()),
            now: short(action.due()),
            why: action.moves.last().map_or_else(String::new, moved_by),
        });
    }
    if before.status != action.status {
        let word = |status: Brag| status.word().to_lowercase();
        found.push(Difference {
            sort: Sort::Status,
            at: action.id.into(),
            what: name,
            was: word(before.status),
            now: word(action.status),
            why: String::new(),
        });
    }
}

fn of_gate(before: Option<&Gate>, gate: &Gate, found: &mut Vec<Difference>) {
    let Some(before) = before else { return };
    let name = format!("Gate {}", gate.title.trim_end_matches('.'));
    if before.due() != gate.due() {
        found.push(Difference {
            sort: Sort::Moved,
            at: gate.id.into(),
            what: name.clone(),
            was: short(before.due()),
            now: short(gate.due()),
            why: gate.moves.last().map_or_else(String::new, moved_by),
        });
    }
    if before.passed_on != gate.passed_on {
        let said = |day: Option<Date>| {
            day.map_or_else(
                || "open".to_owned(),
                |day| format!("passed on {}", short(day)),
            )
        };
        found.push(Difference {
            sort: Sort::Status,
            at: gate.id.into(),
            what: name,
            was: said(before.passed_on),
            now: said(gate.passed_on),
            why: String::new(),
        });
    }
}

fn of_transfer(old: &Record, new: &Record, found: &mut Vec<Difference>) {
    let (was, now) = (old.transfer.date(), new.transfer.date());
    if was != now {
        let said = |day: Option<Date>| day.map_or_else(|| "not set".to_owned(), short);
        found.push(Difference {
            sort: Sort::Moved,
            at: ItemRef::Transfer,
            what: "Transfer of services".to_owned(),
            was: said(was),
            now: said(now),
            why: new.transfer.moves.last().map_or_else(String::new, moved_by),
        });
    }
}

/// Values by date. One that is hidden in either record shows as such, so that a change of a small
/// count gives neither figure away.
fn of_measure(old: &Record, measure: &Measure, new: &Record, found: &mut Vec<Difference>) {
    let Some(before) = old.measures.get(measure.id) else {
        return;
    };
    let (was, now) = (readings(before, old), readings(measure, new));
    let mut dates: Vec<Date> = was.iter().chain(&now).map(|(date, ..)| *date).collect();
    dates.sort_unstable();
    dates.dedup();
    for date in dates {
        let at = |list: &[(Date, Reading, String)]| {
            list.iter()
                .find(|(day, ..)| *day == date)
                .map(|(_, reading, text)| (*reading, text.clone()))
        };
        let (earlier, later) = (at(&was), at(&now));
        if earlier.as_ref().map(|one| one.0) == later.as_ref().map(|one| one.0) {
            continue;
        }
        let why = measure
            .values
            .iter()
            .find(|value| value.date == date)
            .and_then(|value| value.revisions.last())
            .map_or_else(String::new, |revision| {
                super::words::sentence(&revision.why)
            });
        found.push(Difference {
            sort: Sort::Value,
            at: measure.id.into(),
            what: format!("{}, {}", measure.title, short(date)),
            was: earlier.map_or_else(String::new, |(_, text)| text),
            now: later.map_or_else(String::new, |(_, text)| text),
            why,
        });
    }
}

fn readings(measure: &Measure, record: &Record) -> Vec<(Date, Reading, String)> {
    let hidden = hide::hidden(measure, record);
    measure
        .values
        .iter()
        .zip(hidden)
        .map(|(value, hidden)| {
            let text = match (hidden, value.reading.number()) {
                (Some(hidden), _) => hidden.words(),
                (None, Some(number)) => measure.show(number),
                (None, None) => value.reading.symbol().unwrap_or_default().to_owned(),
            };
            (value.date, value.reading, text)
        })
        .collect()
}

fn of_decision(before: Option<&Decision>, decision: &Decision, found: &mut Vec<Difference>) {
    let name = format!(
        "Decision {}, {}",
        decision.number,
        decision.title.trim_end_matches('.')
    );
    let said = |one: &Decision| {
        let day = |on: Option<When>| on.map_or_else(String::new, |on| format!(" on {on}"));
        let mut text = format!("{}{}", one.state.word().to_lowercase(), day(one.taken));
        let given = one
            .consents
            .iter()
            .filter(|one| one.given.is_some())
            .count();
        if !one.consents.is_empty() {
            text.push_str(&format_consents(given, one.consents.len()));
        }
        text
    };
    let (was, now) = (before.map_or_else(String::new, said), said(decision));
    if was != now {
        found.push(Difference {
            sort: Sort::Decision,
            at: decision.id.into(),
            what: name,
            was,
            now,
            why: String::new(),
        });
    }
}

fn format_consents(given: usize, all: usize) -> String {
    format!(", {given} of {all} consents given")
}

/// A row of the supplement sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetRow {
    /// The label of the part or paper.
    pub label: String,
    /// What happened.
    pub kind: SheetKind,
    /// To what.
    pub what: String,
    /// What the version before said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub was: String,
    /// What it is now.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub now: String,
}

/// What happened to something since the version before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SheetKind {
    /// A paper that came in.
    NewPaper,
    /// A new item.
    NewItem,
    /// Something says something else.
    Revised,
    /// A date moved.
    Moved,
    /// No longer there; its label stays empty.
    Withdrawn,
    /// As it was: decisions sought.
    Unchanged,
}

impl SheetKind {
    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NewPaper => "New paper",
            Self::NewItem => "New item",
            Self::Revised => "Revised",
            Self::Moved => "Moved",
            Self::Withdrawn => "Withdrawn",
            Self::Unchanged => "Unchanged",
        }
    }
}

/// The rows of the sheet that goes with a later version.
pub fn sheet(before: &Frozen, after: &Frozen) -> Vec<SheetRow> {
    let mut rows = Vec::new();
    let (Some(old), Some(new)) = (before.meeting(), after.meeting()) else {
        return rows;
    };
    papers(before, after, &mut rows);
    let mut same = Vec::new();
    for item in &new.agenda {
        let label = after.issue.contents.label_of(item.id).unwrap_or_default();
        match old.agenda.iter().find(|one| one.id == item.id) {
            None => rows.push(row(label, SheetKind::NewItem, &item.title, "", "")),
            Some(earlier) if earlier.title != item.title || earlier.purpose != item.purpose => rows
                .push(row(
                    label,
                    SheetKind::Revised,
                    "Title or purpose of the item",
                    &format!("{}, {}", earlier.title, earlier.purpose.words()),
                    &format!("{}, {}", item.title, item.purpose.words()),
                )),
            Some(_) if item.purpose == Purpose::Decide => {
                let decided = |record: &Record, id: Option<Id<Decision>>| {
                    id.and_then(|id| record.decisions.get(id))
                        .map(|one| (one.text.clone(), one.route()))
                };
                if decided(&before.record, item.decision) == decided(&after.record, item.decision) {
                    same.push(label.to_owned());
                }
            }
            Some(_) => {}
        }
    }
    for item in withdrawn(old, new) {
        let label = before.issue.contents.label_of(item.id).unwrap_or_default();
        rows.push(row(label, SheetKind::Withdrawn, &item.title, "", ""));
    }
    for one in told(&before.record, &after.record) {
        let Some(label) = label_for(after, &one) else {
            continue;
        };
        let kind = match one.sort {
            Sort::Moved => SheetKind::Moved,
            Sort::Position
            | Sort::Value
            | Sort::Status
            | Sort::Decision
            | Sort::Concern
            | Sort::Other => SheetKind::Revised,
        };
        let what = format!("{} {}", super::words::sentence(&one.what), one.why);
        rows.push(row(&label, kind, what.trim(), &one.was, &one.now));
    }
    if !same.is_empty() {
        rows.push(row(
            &same.join(", "),
            SheetKind::Unchanged,
            "Decisions sought and consents",
            "",
            "",
        ));
    }
    rows
}

fn row(label: &str, kind: SheetKind, what: &str, was: &str, now: &str) -> SheetRow {
    SheetRow {
        label: label.to_owned(),
        kind,
        what: what.to_owned(),
        was: was.to_owned(),
        now: now.to_owned(),
    }
}

fn papers(before: &Frozen, after: &Frozen, rows: &mut Vec<SheetRow>) {
    let state = |pack: &Frozen, label: &str| {
        let paper = pack.papers.iter().find(|paper| paper.label == label)?;
        let received = pack
            .issue
            .contents
            .papers
            .iter()
            .find(|one| one.label == label)
            .and_then(|one| {
                let meeting = pack.meeting()?;
                let item = meeting.agenda.iter().find(|item| item.id == one.item)?;
                item.papers
                    .iter()
                    .find(|paper| paper.title == one.title)?
                    .received
            });
        Some(match (paper.file.is_empty(), received) {
            (false, _) => "Attached",
            (true, Some(_)) => "Received",
            (true, None) => "Late",
        })
    };
    for paper in &after.papers {
        let now = state(after, &paper.label).unwrap_or_default();
        match state(before, &paper.label) {
            None => rows.push(row(
                &paper.label,
                SheetKind::NewPaper,
                &paper.title,
                "–",
                now,
            )),
            Some("Late") if now != "Late" => {
                rows.push(row(
                    &paper.label,
                    SheetKind::NewPaper,
                    &paper.title,
                    "Late",
                    now,
                ));
            }
            Some(_) => {
                let earlier = before.papers.iter().find(|one| one.label == paper.label);
                if earlier.is_some_and(|one| one.hash != paper.hash) {
                    let what = format!("{}, another file", paper.title);
                    rows.push(row(&paper.label, SheetKind::Revised, &what, "", now));
                }
            }
        }
    }
    for paper in &before.papers {
        if after.papers.iter().all(|one| one.label != paper.label) {
            rows.push(row(
                &paper.label,
                SheetKind::Withdrawn,
                &paper.title,
                "",
                "",
            ));
        }
    }
}

fn withdrawn<'m>(
    old: &'m Meeting,
    new: &'m Meeting,
) -> impl Iterator<Item = &'m crate::model::AgendaItem> {
    old.agenda
        .iter()
        .filter(|item| new.agenda.iter().all(|one| one.id != item.id))
}

/// The label of the part in which a difference shows; none where the pack has no such part, or for
/// what the rows of items and papers have said.
fn label_for(pack: &Frozen, one: &Difference) -> Option<String> {
    let chapter = match one.at {
        ItemRef::Clause(_) | ItemRef::Direction(_) => Chapter::Direction,
        ItemRef::Action(_) => Chapter::Actions,
        ItemRef::Gate(_) | ItemRef::Transfer => Chapter::Transfer,
        ItemRef::Measure(_) => Chapter::Curves,
        ItemRef::Decision(_) => Chapter::Decisions,
        ItemRef::Concern(_) => Chapter::Concerns,
        ItemRef::FeeTerm(_) | ItemRef::Claim(_) => Chapter::Fees,
        ItemRef::Interest(_) | ItemRef::QuorumRule(_) | ItemRef::Waiver(_) => Chapter::Interests,
        ItemRef::ForwardItem(_) => Chapter::ForwardPlan,
        ItemRef::Meeting(_)
        | ItemRef::Organisation
        | ItemRef::BoardRules
        | ItemRef::Person(_)
        | ItemRef::ReservedMatter(_)
        | ItemRef::Framework(_)
        | ItemRef::Inspection(_)
        | ItemRef::Recommendation(_)
        | ItemRef::IssuedPack(_) => return None,
    };
    if let ItemRef::Decision(id) = one.at
        && let Some(item) = pack
            .meeting()
            .and_then(|meeting| meeting.agenda.iter().find(|item| item.decision == Some(id)))
    {
        return pack.issue.contents.label_of(item.id).map(str::to_owned);
    }
    pack.issue
        .contents
        .parts
        .iter()
        .find(|part| part.chapters.contains(&chapter))
        .map(|part| part.label.clone())
}
