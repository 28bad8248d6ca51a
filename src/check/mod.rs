//! What is wrong with the record. Checks are pure and never fail: a record with faults still opens,
//! and each fault is a [`Finding`] with its place.
//!
//! One file a section; `reference` and `text` look at every kind of item.

mod action;
mod concern;
mod decision;
mod direction;
mod fee;
mod finding;
mod inspection;
mod measure;
mod meeting;
mod moves;
mod organisation;
mod person;
pub mod privacy;
mod quorum;
mod reference;
mod run;
mod text;
mod transfer;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use jiff::civil::Date;

pub use finding::{Finding, Rule, Severity};

use crate::{
    analysis::{fees::FeeBook, thread::Threads, words},
    model::{Id, Item, ItemRef, Person, Record, SectionId},
};

/// What every check reads and where it puts its findings.
struct Check<'r> {
    record: &'r Record,
    today: Date,
    threads: Threads,
    fees: FeeBook<'r>,
    found: Vec<Finding>,
}

impl Check<'_> {
    /// Adds a finding with the weight of its rule.
    fn add(
        &mut self,
        rule: Rule,
        at: impl Into<ItemRef>,
        field: impl Into<Option<&'static str>>,
        message: String,
    ) {
        self.add_as(rule.severity(), rule, at, field, message);
    }

    /// Adds a finding with a weight of its own.
    fn add_as(
        &mut self,
        severity: Severity,
        rule: Rule,
        at: impl Into<ItemRef>,
        field: impl Into<Option<&'static str>>,
        message: String,
    ) {
        self.found.push(Finding {
            severity,
            rule,
            at: at.into(),
            field: field.into(),
            message,
        });
    }

    /// The name of an item at the beginning of a sentence.
    fn name(&self, at: impl Into<ItemRef>) -> String {
        let item = self.record.item(at.into());
        item.as_ref().map_or_else(
            || "Something".to_owned(),
            |item| words::capital(&item.name()),
        )
    }

    /// The name of a person.
    fn person(&self, id: Id<Person>) -> String {
        self.record
            .people
            .get(id)
            .filter(|person| !person.name.is_empty())
            .map_or_else(|| "Somebody".to_owned(), |person| person.name.clone())
    }

    /// `from` must not come after `to`.
    fn in_order(
        &mut self,
        at: impl Into<ItemRef>,
        field: &'static str,
        from: Option<Date>,
        to: Option<Date>,
    ) {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            let at = at.into();
            let message = format!(
                "{} ends on {}, before it begins on {}.",
                self.name(at),
                crate::model::date::long(to),
                crate::model::date::long(from)
            );
            self.add(Rule::DatesOutOfOrder, at, field, message);
        }
    }
}

/// Everything that is wrong with a record on a day: errors first, then warnings, then notes, each
/// in the order of the file.
pub fn run(record: &Record, today: Date) -> Vec<Finding> {
    let mut check = Check {
        record,
        today,
        threads: Threads::new(record),
        fees: FeeBook::new(record),
        found: Vec::new(),
    };
    for section in SectionId::ALL {
        match section {
            SectionId::Overview => organisation::check(&mut check),
            SectionId::Actions => action::check(&mut check),
            SectionId::Curves => measure::check(&mut check),
            SectionId::Concerns => concern::check(&mut check),
            SectionId::Directions => direction::check(&mut check),
            SectionId::Inspections => inspection::check(&mut check),
            SectionId::Transfer => transfer::check(&mut check),
            SectionId::Board => {
                person::check(&mut check);
                fee::check(&mut check);
                quorum::check(&mut check);
            }
            SectionId::Meetings => {
                meeting::check(&mut check);
                decision::check(&mut check);
            }
            // They show what the others hold or found.
            SectionId::Story | SectionId::Findings | SectionId::Packs | SectionId::Notes => {}
        }
    }
    reference::check(&mut check);
    text::check(&mut check);
    let places: HashMap<ItemRef, usize> = record
        .refs()
        .into_iter()
        .enumerate()
        .map(|(place, at)| (at, place))
        .collect();
    let mut found = check.found;
    found.sort_by(|a, b| {
        let key = |one: &Finding| (one.severity, places.get(&one.at).copied(), one.rule);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    found.dedup();
    found
}

/// How many findings of each severity there are, in the order of `Severity::ALL`.
pub fn counts(findings: &[Finding]) -> [usize; 3] {
    Severity::ALL.map(|severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    })
}

/// "12 findings: two errors, six warnings, four notes."
pub fn sentence(findings: &[Finding]) -> String {
    let [errors, warnings, notes] = counts(findings);
    let parts: Vec<String> = [
        (errors, "error", "errors"),
        (warnings, "warning", "warnings"),
        (notes, "note", "notes"),
    ]
    .into_iter()
    .filter(|(count, _, _)| *count > 0)
    .map(|(count, one, many)| words::counted(count, one, many))
    .collect();
    if parts.is_empty() {
        "Nothing is wrong with this record.".to_owned()
    } else {
        format!(
            "{}: {}.",
            words::figures(findings.len(), "finding", "findings"),
            parts.join(", ")
        )
    }
}

/// The noun of an item's kind with its article: "a clause", "an action".
fn noun_with_article(at: ItemRef) -> String {
    let noun = at.noun();
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

/// The name of an item at hand, at the beginning of a sentence.
fn name_of(item: &Item) -> String {
    words::capital(&item.name())
}
