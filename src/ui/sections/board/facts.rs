//! What the section works out from the record, kept until one of its lists changes.

use std::{collections::HashMap, sync::Arc};

use jiff::civil::Date;

use crate::{
    analysis::{
        annual::{Annual, annual},
        attendance::{PersonAttendance, attendance, took_place},
        fees::{AgainstAttendance, FeeBook, Ledger, LedgerFilter},
        quorum, words,
    },
    edit::claims::from_attendance,
    model::{
        BoardRules, Claim, ClassGroup, FeeTerm, FinancialYear, Funding, Id, Interest, Items,
        Meeting, Pay, Pence, Person, Quantity, QuorumRule, Record, Waiver,
    },
    ui::{ViewCx, widgets::status_mark::Mark},
};

use super::remarks::remarks;

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
    /// Findings follow an edit a moment later.
    findings: u64,
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
    /// What attendance says of each claim, and the fee term it falls under.
    pub claims: HashMap<Id<Claim>, (AgainstAttendance, Option<Id<FeeTerm>>)>,
    /// Units, fees and number of the claims under each fee term.
    pub under: HashMap<Id<FeeTerm>, (Quantity, Pence, usize)>,
    pub open_interests: usize,
    /// The annual table of the year shown.
    pub annual: Annual,
    /// The last meeting for which claims can be drawn up, with how many.
    pub undrawn: Option<(Id<Meeting>, usize)>,
    /// Skills in alphabetical order, each with its holders; at the end those with none recorded.
    pub skills: Vec<(String, Vec<Id<Person>>)>,
}

/// The last meeting that took place, where somebody who was there has no claim for it yet.
fn undrawn(record: &Record, today: Date) -> Option<(Id<Meeting>, usize)> {
    let meetings = record.meetings.iter();
    let last = meetings
        .filter(|meeting| took_place(meeting) && meeting.date <= today)
        .max_by_key(|meeting| meeting.date)?;
    // Ids of a preview are never kept; they only have to differ.
    let mut next = 0_u32;
    let drawn = from_attendance(record, last.id, &mut || {
        next = next.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        next >> 8
    });
    (!drawn.claims.is_empty()).then_some((last.id, drawn.claims.len()))
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
            annual: annual(
                record,
                year.unwrap_or_else(|| FinancialYear::of(today)),
                today,
            ),
            undrawn: undrawn(record, today),
            lines: lines(&ledger),
            remarks: remarks(cx, &ledger),
            claims: claim_facts(record, &book),
            under: under(record, &book),
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
                findings: cx.derived.revision,
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
            && basis.findings == cx.derived.revision
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

fn claim_facts(
    record: &Record,
    book: &FeeBook<'_>,
) -> HashMap<Id<Claim>, (AgainstAttendance, Option<Id<FeeTerm>>)> {
    let claims = record.claims.iter();
    claims
        .map(|claim| {
            let term = book.term_of(claim).map(|term| term.id);
            (claim.id, (book.against_attendance(claim), term))
        })
        .collect()
}

fn under(record: &Record, book: &FeeBook<'_>) -> HashMap<Id<FeeTerm>, (Quantity, Pence, usize)> {
    let terms = record.fee_terms.iter();
    terms
        .map(|term| {
            let claims = book.claims_under(term);
            let units = claims.iter().map(|claim| claim.quantity).sum();
            let fees = claims.iter().map(|claim| claim.fee).sum();
            (term.id, (units, fees, claims.len()))
        })
        .collect()
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
