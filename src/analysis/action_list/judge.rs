//! What each row of a list would do.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Column, Judged, What};
use crate::{
    analysis::figures::{
        dates::{self, Stated},
        names::loose,
        sheet::Line,
    },
    model::{Action, Brag, Id, Record, date},
};

/// Longest title: what is longer is a paragraph in the wrong column.
const LONGEST_TITLE: usize = 300;

/// A row by its columns.
struct Written<'l> {
    line: &'l Line,
    columns: &'l [Option<Column>],
}

impl Written<'_> {
    fn cell(&self, column: Column) -> &str {
        let place = self.columns.iter().position(|one| *one == Some(column));
        place.map_or("", |place| self.line.cell(place))
    }
}

/// The actions of a record by what a list may call them.
struct Known<'r> {
    record: &'r Record,
    by_title: BTreeMap<String, Vec<&'r Action>>,
    by_number: BTreeMap<u32, &'r Action>,
    clauses: BTreeMap<String, Vec<Id<crate::model::Clause>>>,
}

impl<'r> Known<'r> {
    fn of(record: &'r Record) -> Self {
        let mut known = Self {
            record,
            by_title: BTreeMap::new(),
            by_number: BTreeMap::new(),
            clauses: BTreeMap::new(),
        };
        for action in record.actions.iter() {
            known
                .by_title
                .entry(loose(&action.title))
                .or_default()
                .push(action);
            known.by_number.entry(action.number).or_insert(action);
        }
        for clause in record.clauses.iter() {
            known
                .clauses
                .entry(loose(&clause.reference))
                .or_default()
                .push(clause.id);
        }
        known
    }

    /// The action that a row means; none for a new one.
    fn action(&self, row: &Written<'_>) -> Result<Option<&'r Action>, String> {
        let id = row.cell(Column::Id);
        if !id.is_empty() {
            let found = id.parse().ok().and_then(|id| self.record.actions.get(id));
            return match found {
                Some(action) => Ok(Some(action)),
                None => Err(format!("No action of this record has the id {id}")),
            };
        }
        let title = row.cell(Column::Title);
        match self.by_title.get(&loose(title)).map(Vec::as_slice) {
            Some([only]) => return Ok(Some(only)),
            Some([_, ..]) => {
                return Err("Several actions have this title: give the id".to_owned());
            }
            Some([]) | None => {}
        }
        let number = number(row.cell(Column::Number));
        match number.and_then(|number| self.by_number.get(&number)) {
            Some(action) => Err(format!(
                "Action {} is “{}” in the record: give its id, or leave the number out to add \
                 another action",
                action.number, action.title
            )),
            None => Ok(None),
        }
    }
}

/// "12", "A12", "12.0": the number in it.
fn number(text: &str) -> Option<u32> {
    let digits: String = text
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// Judges every row; rows without a title and an id are left out.
pub(super) fn judge(
    lines: &[Line],
    columns: &[Option<Column>],
    record: &Record,
    today: Date,
) -> Vec<Judged> {
    let known = Known::of(record);
    let mut seen = BTreeSet::new();
    let mut numbers: BTreeSet<u32> = record.actions.iter().map(|one| one.number).collect();
    let mut rows = Vec::new();
    for line in lines {
        let written = Written { line, columns };
        let title = written.cell(Column::Title).to_owned();
        if title.is_empty() && written.cell(Column::Id).is_empty() {
            continue;
        }
        let mut row = Judged {
            line: line.number,
            number: written.cell(Column::Number).to_owned(),
            title,
            what: What::Refuse,
            changes: Vec::new(),
            reasons: Vec::new(),
        };
        match what(&written, &known, today, &mut row) {
            Ok(what) => row.what = what,
            Err(reason) => row.reasons.push(reason),
        }
        settle(&mut row, &mut seen, &mut numbers);
        rows.push(row);
    }
    rows
}

/// The same action twice is refused; a number that is taken is left to be given anew.
fn settle(row: &mut Judged, seen: &mut BTreeSet<String>, numbers: &mut BTreeSet<u32>) {
    let key = match &row.what {
        What::Add(action) => format!("new {}", loose(&action.title)),
        What::Change { after, .. } => after.id.to_string(),
        What::Same(id) => id.to_string(),
        What::Refuse => return,
    };
    if !seen.insert(key) {
        row.what = What::Refuse;
        row.changes.clear();
        row.reasons
            .push("The same action stands further up in the list".to_owned());
        return;
    }
    if let What::Add(action) = &mut row.what
        && action.number != 0
        && !numbers.insert(action.number)
    {
        action.number = 0;
    }
}

fn what(
    written: &Written<'_>,
    known: &Known<'_>,
    today: Date,
    row: &mut Judged,
) -> Result<What, String> {
    let found = known.action(written)?;
    let first = read_date(written.cell(Column::FirstDate), "first date", row)?;
    let due = read_date(written.cell(Column::Due), "due date", row)?;
    let status = read_status(written.cell(Column::Status))?;
    match found {
        Some(action) => Ok(change(written, known, action, (first, due), status, row)),
        None => add(written, known, (first, due), status, today, row),
    }
}

fn add(
    written: &Written<'_>,
    known: &Known<'_>,
    (first, due): (Option<Date>, Option<Date>),
    status: Option<Brag>,
    today: Date,
    row: &mut Judged,
) -> Result<What, String> {
    let Some(date) = first.or(due) else {
        return Err("A new action needs a date by which it is due".to_owned());
    };
    if row.title.chars().count() > LONGEST_TITLE {
        return Err(format!(
            "The title is longer than {LONGEST_TITLE} characters: give a short one, and the rest \
             as detail"
        ));
    }
    // The id is made when the action is recorded.
    let nobody = Id::new(today.year(), || 0);
    let number = number(written.cell(Column::Number)).unwrap_or(0);
    let mut action = Action::new(nobody, number, date);
    action.title.clone_from(&row.title);
    written.cell(Column::Detail).clone_into(&mut action.detail);
    written.cell(Column::Owner).clone_into(&mut action.owner);
    written
        .cell(Column::Sponsor)
        .clone_into(&mut action.sponsor);
    action.illustrative = written
        .cell(Column::Illustrative)
        .eq_ignore_ascii_case("yes");
    action.status = proved(status.unwrap_or_default(), &action, row);
    if let Some(due) = due.filter(|due| *due != date) {
        action.moves.push(crate::model::DateMove {
            to: due,
            on: today,
            by: String::new(),
            why: written.cell(Column::Why).to_owned(),
        });
        row.changes
            .push(format!("moved to {} already", date::short(due)));
    }
    link(written.cell(Column::Source), known, &mut action, row);
    if date < today && action.status.is_open() {
        row.reasons
            .push(format!("It is late already: {}", date::short(date)));
    }
    Ok(What::Add(Box::new(action)))
}

fn change(
    written: &Written<'_>,
    known: &Known<'_>,
    action: &Action,
    (first, due): (Option<Date>, Option<Date>),
    status: Option<Brag>,
    row: &mut Judged,
) -> What {
    let mut after = action.clone();
    row.number = action.number.to_string();
    if row.title.is_empty() {
        row.title.clone_from(&action.title);
    }
    let texts: [(Column, &mut String); 4] = [
        (Column::Title, &mut after.title),
        (Column::Detail, &mut after.detail),
        (Column::Owner, &mut after.owner),
        (Column::Sponsor, &mut after.sponsor),
    ];
    for (column, text) in texts {
        let new = written.cell(column);
        // An empty cell says nothing; it does not take away what is recorded.
        if !new.is_empty() && new != text.trim() {
            row.changes.push(replaced(column.words(), text, new));
            new.clone_into(text);
        }
    }
    if let Some(status) = status {
        let status = proved(status, action, row);
        if status != action.status {
            let (was, is) = (action.status.word(), status.word());
            row.changes.push(replaced("status", was, is));
            after.status = status;
        }
    }
    link(written.cell(Column::Source), known, &mut after, row);
    // A list with a first date alone may mean it as the date that counts.
    let stated = due.or(first.filter(|first| *first != action.original_due));
    if due.is_some() && first.is_some_and(|first| first != action.original_due) {
        let kept = date::short(action.original_due);
        row.reasons.push(format!("The first date stays {kept}"));
    }
    let to = stated.filter(|to| *to != action.due());
    if let Some(to) = to {
        let (was, is) = (date::short(action.due()), date::short(to));
        row.changes.push(format!("due date moves: {was} → {is}"));
    }
    if after == *action && to.is_none() {
        return What::Same(action.id);
    }
    What::Change {
        after: Box::new(after),
        to,
        why: written.cell(Column::Why).to_owned(),
    }
}

fn replaced(what: &str, was: &str, is: &str) -> String {
    let short = |text: &str| -> String {
        let cut: String = text.chars().take(60).collect();
        if cut.len() < text.len() {
            format!("{cut}…")
        } else {
            cut
        }
    };
    if was.trim().is_empty() {
        format!("{what}: {}", short(is))
    } else {
        format!("{what}: {} → {}", short(was), short(is))
    }
}

/// A day, or the last day of a month.
fn read_date(text: &str, what: &str, row: &mut Judged) -> Result<Option<Date>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let shown: String = text.chars().take(40).collect();
    match dates::read(text) {
        Some(Stated::Day(day)) => Ok(Some(day)),
        Some(Stated::Month(year, month) | Stated::MonthOrYears(year, month)) => {
            let end = dates::month_end(year, month);
            if let Some(end) = end {
                let read = date::short(end);
                row.reasons
                    .push(format!("The {what} “{shown}” is read as {read}"));
            }
            Ok(end)
        }
        Some(Stated::Years(_) | Stated::Quarter(..) | Stated::Year(_)) => {
            Err(format!("The {what} “{shown}” is too wide: give a day"))
        }
        None => Err(format!("The {what} “{shown}” cannot be read as a date")),
    }
}

fn read_status(text: &str) -> Result<Option<Brag>, String> {
    let word = loose(text);
    Ok(Some(match word.as_str() {
        "" => return Ok(None),
        "r" | "red" | "off track" => Brag::OffTrack,
        "a" | "amber" | "recovery agreed" | "at risk" => Brag::RecoveryAgreed,
        "g" | "green" | "on track" | "in progress" | "ongoing" | "open" => Brag::OnTrack,
        "not started" | "not yet started" | "new" => Brag::NotStarted,
        "d" | "delivered" | "done" | "complete" | "completed" | "closed" => Brag::Delivered,
        "b" | "blue" | "embedded" => Brag::Embedded,
        _other => {
            let shown: String = text.chars().take(40).collect();
            return Err(format!(
                "The status “{shown}” is not known: use Off track, Recovery agreed, On track, Not \
                 started, Delivered or Embedded"
            ));
        }
    }))
}

/// No blue without proof: embedded needs evidence that somebody accepted.
fn proved(status: Brag, action: &Action, row: &mut Judged) -> Brag {
    if status == Brag::Embedded && !action.has_accepted_evidence() {
        row.reasons.push(
            "Embedded needs accepted evidence, so it is read as delivered: add the evidence here"
                .to_owned(),
        );
        Brag::Delivered
    } else {
        status
    }
}

/// Links what a source names, and says what it could not find. Links are added, never taken away.
fn link(text: &str, known: &Known<'_>, action: &mut Action, row: &mut Judged) {
    for part in text
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let words = loose(part);
        let linked = if let Some(reference) = words.strip_prefix("clause ") {
            match known.clauses.get(reference).map(Vec::as_slice) {
                Some([only]) => add_link(&mut action.clauses, *only),
                Some(several) => several.iter().any(|id| action.clauses.contains(id)),
                None => false,
            }
        } else if let Some(reference) = words.strip_prefix("recommendation ") {
            let mut found = known
                .record
                .recommendations
                .iter()
                .filter(|one| loose(&one.reference) == reference);
            match (found.next(), found.next()) {
                (Some(only), None) => add_link(&mut action.recommendations, only.id),
                (Some(one), Some(_)) => action.recommendations.contains(&one.id),
                (None, _) => false,
            }
        } else if let Some(number) = words.strip_prefix("decision ") {
            let mut all = known.record.decisions.iter();
            let found = all.find(|one| one.number.to_string() == number);
            found.is_some_and(|one| add_link(&mut action.decisions, one.id))
        } else {
            let mut all = known.record.concerns.iter();
            let found = all.find(|one| loose(&one.title) == words);
            found.is_some_and(|one| add_link(&mut action.concerns, one.id))
        };
        if !linked && !already(action, part) {
            row.reasons.push(format!(
                "“{part}” is no clause, recommendation, decision or concern that is known by that \
                 name alone: link it by hand"
            ));
        }
    }
}

/// Whether a recommendation without a reference is named that the action answers already.
fn already(action: &Action, part: &str) -> bool {
    part.starts_with("recommendation") && !action.recommendations.is_empty()
        || part.starts_with("clause") && !action.clauses.is_empty()
}

fn add_link<T>(list: &mut Vec<Id<T>>, id: Id<T>) -> bool {
    if !list.contains(&id) {
        list.push(id);
    }
    true
}
