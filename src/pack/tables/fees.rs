//! What was agreed and what was claimed: fee terms and claims, a line each.

use super::{Cell, Column, Line, Table, column, day, illustrative, meeting, person, text};
use crate::{
    analysis::fees::FeeBook,
    model::{Claim, FeeTerm, Record, date},
};

const TERMS: [Column; 13] = [
    column("Person", 30),
    column("Class", 28),
    column("Rate", 12),
    column("For", 12),
    column("From", 12),
    column("To", 12),
    column("Most units", 11),
    column("Most money", 13),
    column("Paid by", 24),
    column("Funded until", 13),
    column("Approved by", 16),
    column("Note", 36),
    column("Illustrative", 11),
];

const CLAIMS: [Column; 18] = [
    column("Person", 30),
    column("Duty", 13),
    column("First day", 12),
    column("Days", 30),
    column("Quantity", 10),
    column("Unit", 12),
    column("Rate", 12),
    column("Fee", 13),
    column("Expenses", 13),
    column("Total", 13),
    column("Paid by", 24),
    column("Meeting", 30),
    column("Approved by", 28),
    column("Approved", 12),
    column("Paid", 12),
    column("Note", 36),
    column("Illustrative", 11),
    column("Id", 18),
];

/// Every fee term.
pub(super) fn terms(record: &Record) -> Table {
    Table {
        name: "Fee terms",
        about: "One line a fee agreed with a person for a time.",
        columns: &TERMS,
        lines: record
            .fee_terms
            .iter()
            .map(|term| term_line(record, term))
            .collect(),
    }
}

fn term_line(record: &Record, term: &FeeTerm) -> Line {
    let class = record.people.get(term.person).map(|person| person.class);
    let decision = term.approved_by.and_then(|id| record.decisions.get(id));
    Line {
        cells: vec![
            text(person(record, term.person)),
            text(class.map_or("", |class| class.words())),
            Cell::Money(term.rate),
            text(term.unit.word()),
            Cell::Day(term.from),
            day(term.to),
            term.cap_units
                .map_or(Cell::Empty, |cap| Cell::Number(cap.decimal(), 2)),
            term.cap_amount.map_or(Cell::Empty, Cell::Money),
            text(term.funding.words()),
            day(term.funded_until),
            text(decision.map_or_else(String::new, |one| format!("Decision {}", one.number))),
            text(term.note.clone()),
            illustrative(term.illustrative),
        ],
        illustrative: term.illustrative,
    }
}

/// Every claim.
pub(super) fn claims(record: &Record) -> Table {
    let book = FeeBook::new(record);
    Table {
        name: "Claims",
        about: "One line a claim, with the rate that it falls under.",
        columns: &CLAIMS,
        lines: record
            .claims
            .iter()
            .map(|claim| claim_line(record, claim, book.term_of(claim)))
            .collect(),
    }
}

fn claim_line(record: &Record, claim: &Claim, term: Option<&FeeTerm>) -> Line {
    let days: Vec<String> = claim.dates.iter().map(|day| date::short(*day)).collect();
    Line {
        cells: vec![
            text(person(record, claim.person)),
            text(claim.duty.word()),
            day(claim.first_date()),
            text(days.join("; ")),
            Cell::Number(claim.quantity.decimal(), 2),
            text(term.map_or("", |term| term.unit.word())),
            term.map_or(Cell::Empty, |term| Cell::Money(term.rate)),
            Cell::Money(claim.fee),
            Cell::Money(claim.expenses_total()),
            Cell::Money(claim.fee + claim.expenses_total()),
            text(term.map_or("", |term| term.funding.words())),
            text(
                claim
                    .meeting
                    .map_or_else(String::new, |id| meeting(record, id)),
            ),
            text(
                claim
                    .approved_by
                    .map_or_else(String::new, |id| person(record, id)),
            ),
            day(claim.approved_on),
            day(claim.paid_on),
            text(claim.note.clone()),
            illustrative(claim.illustrative),
            text(claim.id.to_string()),
        ],
        illustrative: claim.illustrative,
    }
}
