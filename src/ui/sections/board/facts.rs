//! What the section works out from the record, kept until one of its lists changes.

use std::{collections::HashMap, sync::Arc};

use jiff::civil::Date;

use crate::{
    analysis::{
        attendance::{PersonAttendance, attendance},
        fees::{FeeBook, Ledger, LedgerFilter},
        quorum, words,
    },
    model::{
        BoardRules, Claim, ClassGroup, FeeTerm, FinancialYear, Funding, Id, Interest, Items,
        Meeting, Pay, Person, QuorumRule, Record, Waiver, date,
    },
    ui::{ViewCx, widgets::status_mark::Mark},
};

/// Something to look at in a seat's fees or office.
#[derive(Debug, Clone)]
pub(super) struct Remark {
    pub mark: Mark,
    pub words: String,
    /// The claim it is about, where it is about one.
    pub claim: Option<Id<Claim>>,
}

/// A line of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Side(ClassGroup, usize),
    Seat(usize),
    Total,
}

/// Lists that the facts follow from, to see whether they still hold.
#[derive(Debug)]
struct Basis {
    people: Items<Person>,
    fee_terms: Items<FeeTerm>,
    claims: Items<Claim>,
    meetings: Items<Meeting>,
    waivers: Items<Waiver>,
    interests: Items<Interest>,
    rules: Items<QuorumRule>,
    board_rules: Arc<BoardRules>,
    today: Date,
    year: Option<FinancialYear>,
    funding: Option<Funding>,
}

/// See the module.
#[derive(Debug)]
pub(super) struct Facts {
    basis: Basis,
    pub sentence: String,
    pub ledger: Ledger,
    pub lines: Vec<Line>,
    pub attendance: Vec<PersonAttendance>,
    /// Place in `attendance` by person.
    pub attends: HashMap<Id<Person>, usize>,
    pub remarks: HashMap<Id<Person>, Vec<Remark>>,
    pub open_interests: usize,
    /// Skills in alphabetical order, each with its holders; at the end those with none recorded.
    pub skills: Vec<(String, Vec<Id<Person>>)>,
}

impl Facts {
    pub fn new(cx: &ViewCx<'_>, year: Option<FinancialYear>, funding: Option<Funding>) -> Self {
        let (record, today) = (cx.record, cx.today);
        let book = FeeBook::new(record);
        let ledger = book.ledger(today, LedgerFilter { year, funding });
        let attendance = attendance(record, today, year);
        let attends = attendance
            .iter()
            .enumerate()
            .map(|(place, row)| (row.person, place))
            .collect();
        Self {
            sentence: sentence(record, today),
            lines: lines(&ledger),
            remarks: remarks(record, today, &ledger, &book),
            attends,
            attendance,
            ledger,
            open_interests: record
                .interests
                .iter()
                .filter(|interest| interest.is_open_on(today))
                .count(),
            skills: skills(record, today),
            basis: Basis {
                people: record.people.clone(),
                fee_terms: record.fee_terms.clone(),
                claims: record.claims.clone(),
                meetings: record.meetings.clone(),
                waivers: record.waivers.clone(),
                interests: record.interests.clone(),
                rules: record.quorum_rules.clone(),
                board_rules: Arc::clone(&record.board_rules),
                today,
                year,
                funding,
            },
        }
    }

    pub fn still_hold(
        &self,
        cx: &ViewCx<'_>,
        year: Option<FinancialYear>,
        funding: Option<Funding>,
    ) -> bool {
        let (basis, record) = (&self.basis, cx.record);
        basis.people.same_as(&record.people)
            && basis.fee_terms.same_as(&record.fee_terms)
            && basis.claims.same_as(&record.claims)
            && basis.meetings.same_as(&record.meetings)
            && basis.waivers.same_as(&record.waivers)
            && basis.interests.same_as(&record.interests)
            && basis.rules.same_as(&record.quorum_rules)
            && Arc::ptr_eq(&basis.board_rules, &record.board_rules)
            && (basis.today, basis.year, basis.funding) == (cx.today, year, funding)
    }

    /// Attendance of a person within the year shown.
    pub fn attendance_of(&self, person: Id<Person>) -> Option<&PersonAttendance> {
        self.attendance.get(*self.attends.get(&person)?)
    }

    pub const fn year(&self) -> Option<FinancialYear> {
        self.basis.year
    }
}

/// "11 seats, 3 of them paid by the day at £500. Quorum 5, with 2 independent and the chair or deputy."
fn sentence(record: &Record, today: Date) -> String {
    let seats = record.people.iter().filter(|p| p.is_director()).count();
    let paid = record
        .people
        .iter()
        .filter(|p| p.is_director() && p.pay == Pay::Fee)
        .count();
    let mut rates: Vec<_> = record
        .fee_terms
        .iter()
        .filter(|term| term.covers(today))
        .map(|term| (term.rate, term.unit))
        .collect();
    rates.sort_by_key(|(rate, _)| *rate);
    rates.dedup();
    let pay = match (paid, rates.as_slice()) {
        (0, _) => "none of them paid a fee".to_owned(),
        (paid, [(rate, unit)]) => match unit {
            crate::model::FeeUnit::Day => format!("{paid} of them paid by the day at {rate}"),
            crate::model::FeeUnit::HalfDay => {
                format!("{paid} of them paid by the half day at {rate}")
            }
            crate::model::FeeUnit::Fixed => format!("{paid} of them paid a fixed {rate}"),
        },
        (paid, _) => format!("{paid} of them paid a fee"),
    };
    let seats = words::figures(seats, "seat", "seats");
    format!("{seats}, {pay}. {}", rule_words(record, today))
}

/// The rule in force in a sentence.
pub(super) fn rule_words(record: &Record, today: Date) -> String {
    match quorum::rule_on(record, today) {
        None => "No quorum rule is recorded.".to_owned(),
        Some(rule) => match rule.at_least {
            None => "The quorum rule is still to be filled in.".to_owned(),
            Some(least) => {
                let sides: Vec<String> = minimum_words(rule);
                if sides.is_empty() {
                    format!("Quorum {least}.")
                } else {
                    format!("Quorum {least}, with {}.", words::join(&sides))
                }
            }
        },
    }
}

/// "2 independent", "the chair or deputy".
pub(super) fn minimum_words(rule: &QuorumRule) -> Vec<String> {
    let mut sides: Vec<String> = rule
        .of_each
        .iter()
        .map(|side| {
            let word = match side.group {
                ClassGroup::Independent => "independent",
                ClassGroup::Council => "of the council",
                ClassGroup::Executive => "executive",
                ClassGroup::InAttendance => "in attendance",
            };
            format!("{} {word}", side.at_least)
        })
        .collect();
    if rule.chair_or_deputy {
        sides.push("the chair or deputy".to_owned());
    }
    sides
}

fn lines(ledger: &Ledger) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in ClassGroup::ALL {
        let count = ledger.rows.iter().filter(|row| row.group == group).count();
        if count == 0 {
            continue;
        }
        lines.push(Line::Side(group, count));
        let seats = ledger.rows.iter().enumerate();
        lines.extend(
            seats
                .filter(|(_, row)| row.group == group)
                .map(|(place, _)| Line::Seat(place)),
        );
    }
    if !ledger.rows.is_empty() {
        lines.push(Line::Total);
    }
    lines
}

/// What to look at, the gravest first: fees without terms, caps, claims against attendance, terms.
fn remarks(
    record: &Record,
    today: Date,
    ledger: &Ledger,
    book: &FeeBook<'_>,
) -> HashMap<Id<Person>, Vec<Remark>> {
    let mut found: HashMap<Id<Person>, Vec<Remark>> = HashMap::new();
    let mut say = |person, mark, words: String, claim| {
        found
            .entry(person)
            .or_default()
            .push(Remark { mark, words, claim });
    };
    for row in &ledger.rows {
        if row.pay == Pay::Fee && row.term.is_none() {
            let words = "Fee terms not recorded".to_owned();
            say(row.person, Mark::Error, words, None);
        }
        if let Some(share) = row.share_of_cap.filter(|share| *share > 1.0) {
            let words = format!("{:.0} % of the cap claimed", share * 100.0);
            say(row.person, Mark::Error, words, None);
        }
    }
    for claim in record.claims.iter() {
        if claim.approved_by == Some(claim.person) {
            let words = "Approved by the claimant".to_owned();
            say(claim.person, Mark::Error, words, Some(claim.id));
        }
    }
    for claim in &ledger.waiting {
        if claim.against.needs_attention() {
            let day = claim.day.map(|day| format!(", {}", date::day_month(day)));
            let words = format!(
                "{}{}",
                words::capital(claim.against.words()),
                day.unwrap_or_default()
            );
            say(claim.person, Mark::Warning, words, Some(claim.claim));
        }
    }
    for person in record.people.iter().filter(|p| p.is_director()) {
        let soon = i32::from(record.board_rules.term_warning_days);
        let ends = person
            .term_at(today)
            .filter(|term| term.covers(today))
            .and_then(|term| term.to);
        if let Some(ends) = ends.filter(|ends| date::days_between(today, *ends) <= soon) {
            let words = format!("Term ends {}", date::short(ends));
            say(person.id, Mark::Note, words, None);
        }
        if person.pay == Pay::Fee
            && book
                .terms_of(person.id)
                .iter()
                .all(|term| !term.covers(today))
            && !book.terms_of(person.id).is_empty()
            && person.sits_on(today)
        {
            let words = "No fee term covers today".to_owned();
            say(person.id, Mark::Warning, words, None);
        }
    }
    for waiver in quorum::waivers_on(record, today) {
        if let Some(person) = waiver.person {
            let words = format!("Waiver until {}", date::short(waiver.expires));
            say(person, Mark::Note, words, None);
        }
    }
    found
}

fn skills(record: &Record, today: Date) -> Vec<(String, Vec<Id<Person>>)> {
    let mut by_skill: std::collections::BTreeMap<String, (String, Vec<Id<Person>>)> =
        std::collections::BTreeMap::new();
    let mut none = Vec::new();
    let sits = |person: &&Person| {
        person.is_director() && (person.sits_on(today) || person.term_at(today).is_some())
    };
    for person in record.people.iter().filter(sits) {
        let mut any = false;
        for skill in person
            .skills
            .iter()
            .filter(|skill| !skill.trim().is_empty())
        {
            any = true;
            let entry = by_skill
                .entry(skill.trim().to_lowercase())
                .or_insert_with(|| (skill.trim().to_owned(), Vec::new()));
            if !entry.1.contains(&person.id) {
                entry.1.push(person.id);
            }
        }
        if !any {
            none.push(person.id);
        }
    }
    let mut all: Vec<(String, Vec<Id<Person>>)> = by_skill.into_values().collect();
    if !none.is_empty() {
        all.push((String::new(), none));
    }
    all
}
