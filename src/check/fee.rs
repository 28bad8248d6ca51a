//! Fees: claims within terms, caps and funding, matched with attendance, approved by another.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Check, Rule};
use crate::{
    analysis::{
        fees::{AgainstAttendance, plain},
        words,
    },
    model::{
        Claim, Class, Duty, FeeTerm, Pay, Pence, Quantity,
        date::{long, short},
    },
};

pub(super) fn check(check: &mut Check<'_>) {
    let record = check.record;
    for term in record.fee_terms.iter() {
        fee_term(check, term);
    }
    for person in record.people.iter() {
        let mut terms: Vec<&FeeTerm> = check.fees.terms_of(person.id).to_vec();
        terms.sort_by_key(|term| term.from);
        for pair in terms.windows(2) {
            if let [a, b] = pair
                && a.to.is_none_or(|to| to >= b.from)
            {
                let message = format!(
                    "The fee terms of {} from {} and from {} overlap.",
                    check.person(person.id),
                    long(a.from),
                    long(b.from)
                );
                check.add(Rule::FeeTermsOverlap, b.id, "from", message);
            }
        }
        days_twice(check, person.id);
    }
    for claim in record.claims.iter() {
        let label = label(check, claim);
        amounts(check, claim, &label);
        within_terms(check, claim, &label);
        attendance(check, claim, &label);
        approval(check, claim, &label);
    }
}

fn label(check: &Check<'_>, claim: &Claim) -> String {
    let who = check.person(claim.person);
    match claim.first_date() {
        Some(day) => format!(
            "The claim of {who} for {} on {}",
            claim.duty.word(),
            long(day)
        ),
        None => format!("A claim of {who} for {}", claim.duty.word()),
    }
}

fn fee_term(check: &mut Check<'_>, term: &FeeTerm) {
    let who = check.person(term.person);
    check.in_order(term.id, "to", Some(term.from), term.to);
    if term.approved_by.is_none() {
        let message = format!(
            "The fee terms of {who} from {} name no decision that approved them.",
            long(term.from)
        );
        check.add(Rule::FeeTermsUnapproved, term.id, "approved_by", message);
    }
    let councillor = check
        .record
        .people
        .get(term.person)
        .is_some_and(|person| person.class == Class::CouncilCouncillor);
    if councillor && term.cap_amount.is_none() && term.rate.0 > 0 {
        let message = format!(
            "{who} is a councillor and has fee terms from {} without a cap.",
            long(term.from)
        );
        check.add(Rule::CouncillorWithoutCap, term.id, "cap_amount", message);
    }
    let claims = check.fees.claims_under(term);
    let units: Quantity = claims.iter().map(|claim| claim.quantity).sum();
    let fees: Pence = claims.iter().map(|claim| claim.fee).sum();
    if let Some(cap) = term.cap_units.filter(|&cap| units > cap) {
        let message = format!(
            "{who} has claimed {} of at most {} under the terms from {}.",
            plain(units),
            plain(cap),
            long(term.from)
        );
        check.add(Rule::ClaimOverCapUnits, term.id, "cap_units", message);
    }
    if let Some(cap) = term.cap_amount.filter(|&cap| fees > cap) {
        let message = format!(
            "{who} has claimed {fees} of at most {cap} under the terms from {}.",
            long(term.from)
        );
        check.add(Rule::ClaimOverCapAmount, term.id, "cap_amount", message);
    }
}

/// Every day that a person claims more than once, over all claims.
fn days_twice(check: &mut Check<'_>, person: crate::model::Id<crate::model::Person>) {
    let mut days: BTreeMap<Date, Vec<&Claim>> = BTreeMap::new();
    for claim in check.fees.claims_of(person) {
        for &day in &claim.dates {
            days.entry(day).or_default().push(claim);
        }
    }
    for (day, claims) in days {
        if let [_, .., last] = claims.as_slice() {
            let duties: Vec<String> = claims
                .iter()
                .map(|claim| words::uncapital(claim.duty.word()))
                .collect();
            let message = format!(
                "{} claims {} {}: {}.",
                check.person(person),
                long(day),
                words::times(claims.len()),
                words::join(&duties)
            );
            check.add(Rule::ClaimDayTwice, last.id, "dates", message);
        }
    }
}

fn amounts(check: &mut Check<'_>, claim: &Claim, label: &str) {
    if claim.dates.is_empty() {
        let message = format!("{label} does not say for which days.");
        check.add(Rule::ClaimWithoutDates, claim.id, "dates", message);
    }
    let negative = claim.fee.0 < 0
        || claim.quantity.hundredths() <= 0
        || claim.expenses.iter().any(|expense| expense.amount.0 < 0);
    if negative {
        let message = format!("{label} has a quantity of zero or a negative sum.");
        check.add(Rule::ClaimAmount, claim.id, "quantity", message);
    }
    if let Some(term) = check.fees.term_of(claim) {
        let owed = term.rate.times(claim.quantity);
        if owed != claim.fee {
            let message = format!(
                "{label} asks for {}, but {} at {} {} is {owed}.",
                claim.fee,
                plain(claim.quantity),
                term.rate,
                term.unit.word()
            );
            check.add(Rule::ClaimFeeMismatch, claim.id, "fee", message);
        }
    }
    if let Some(&day) = claim.dates.iter().find(|&&day| day > check.today) {
        let message = format!("{label} is for {}, a day to come.", long(day));
        check.add(Rule::ClaimInFuture, claim.id, "dates", message);
    }
}

fn within_terms(check: &mut Check<'_>, claim: &Claim, label: &str) {
    let person = check.record.people.get(claim.person);
    if claim.fee.0 > 0
        && let Some(person) = person
    {
        let no_terms = check.fees.terms_of(person.id).is_empty();
        if person.pay != Pay::Fee && person.is_director() {
            let message = format!(
                "{label} asks for a fee, but the seat is “{}”.",
                words::uncapital(person.pay.word())
            );
            check.add(Rule::ClaimByUnpaid, claim.id, "fee", message);
        }
        if person.class == Class::CouncilCouncillor && no_terms {
            let message = format!("{label} pays a councillor, and no cap is recorded.");
            check.add(Rule::CouncillorWithoutCap, claim.id, "fee", message);
        }
    }
    if check.fees.terms_of(claim.person).is_empty() {
        if claim.fee.0 > 0 {
            let message = format!("{label} has no fee terms behind it.");
            check.add(Rule::ClaimWithoutTerms, claim.id, "person", message);
        }
        return;
    }
    let outside: Vec<String> = claim
        .dates
        .iter()
        .filter(|&&day| check.fees.term_on(claim.person, day).is_none())
        .map(|&day| short(day))
        .collect();
    if !outside.is_empty() {
        let message = format!(
            "{label} is outside the fee terms: {}.",
            words::join(&outside)
        );
        check.add(Rule::ClaimOutsideTerm, claim.id, "dates", message);
    }
    let unfunded = claim.dates.iter().find_map(|&day| {
        let term = check.fees.term_on(claim.person, day)?;
        let until = term.funded_until.filter(|&until| day > until)?;
        Some((day, until, term.funding))
    });
    if let Some((day, until, funding)) = unfunded {
        let message = format!(
            "{label} is for {}, but the {} pays only until {}.",
            long(day),
            match funding {
                crate::model::Funding::DfE => "Department for Education",
                crate::model::Funding::Council => "council",
                crate::model::Funding::Company => "company",
            },
            long(until)
        );
        check.add(Rule::FundingOver, claim.id, "dates", message);
    }
}

fn attendance(check: &mut Check<'_>, claim: &Claim, label: &str) {
    // A day claimed twice is said for the day as a whole, with every claim that names it.
    let found = check.fees.at_meeting(claim);
    let at_a_meeting = match claim.duty {
        Duty::Board | Duty::Committee => true,
        Duty::Preparation | Duty::Training | Duty::Other => claim.meeting.is_some(),
    };
    match found {
        AgainstAttendance::MarkedAbsent if at_a_meeting => {
            let message = format!(
                "{label} is for a meeting that {} missed.",
                check.person(claim.person)
            );
            check.add(Rule::ClaimMarkedAbsent, claim.id, "meeting", message);
        }
        AgainstAttendance::Cancelled if at_a_meeting => {
            let message = format!("{label} is for a meeting that was cancelled.");
            check.add(Rule::ClaimMeetingCancelled, claim.id, "meeting", message);
        }
        AgainstAttendance::MarkedAbsent
        | AgainstAttendance::Cancelled
        | AgainstAttendance::Matches
        | AgainstAttendance::NotHeldYet
        | AgainstAttendance::ClaimedTwice
        | AgainstAttendance::NoMeeting
        | AgainstAttendance::NotRecorded
        | AgainstAttendance::NothingToMatch => {}
    }
}

fn approval(check: &mut Check<'_>, claim: &Claim, label: &str) {
    if claim.approved_by == Some(claim.person) {
        let message = format!("{label} is approved by the claimant.");
        check.add(Rule::ClaimSelfApproved, claim.id, "approved_by", message);
    }
    match (claim.approved_by, claim.approved_on) {
        (Some(approver), None) => {
            let message = format!(
                "{label} is approved by {}, but does not say when.",
                check.person(approver)
            );
            check.add(
                Rule::ClaimApprovalIncomplete,
                claim.id,
                "approved_on",
                message,
            );
        }
        (None, Some(day)) => {
            let message = format!(
                "{label} was approved on {}, but does not say by whom.",
                long(day)
            );
            check.add(
                Rule::ClaimApprovalIncomplete,
                claim.id,
                "approved_by",
                message,
            );
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
    if let Some(paid) = claim.paid_on {
        let fault = match claim.approved_on {
            Some(approved) if paid < approved => {
                Some(format!("before it was approved on {}", long(approved)))
            }
            None if claim.approved_by.is_none() => Some("and never approved".to_owned()),
            Some(_) | None => None,
        };
        if let Some(fault) = fault {
            let message = format!("{label} was paid on {}, {fault}.", long(paid));
            check.add(Rule::ClaimPaidUnapproved, claim.id, "paid_on", message);
        }
    }
}
