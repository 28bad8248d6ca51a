//! Directors and their interests: terms of office, fee terms, standing conflicts.

use super::{Check, Rule};
use crate::{
    analysis::words,
    model::{
        Class, Interest, Pay, Person, Stage, Term,
        date::{days_between, long, plus_days},
    },
};

/// Days after the end of a last term within which a seat that nobody filled is a finding.
const JUST_ENDED_DAYS: i32 = 90;

pub(super) fn check(check: &mut Check<'_>) {
    let record = check.record;
    for person in record.people.iter() {
        if person.is_director() {
            terms(check, person);
            if person.pay == Pay::Fee && check.fees.terms_of(person.id).is_empty() {
                let message = format!(
                    "{} is paid by fee, but no fee terms are recorded.",
                    name(person)
                );
                check.add(Rule::FeeTermsMissing, person.id, "pay", message);
            }
        }
    }
    for interest in record.interests.iter() {
        if interest.declared_on.is_none() {
            let message = format!(
                "The interest of {} in {} does not say when it was declared.",
                check.person(interest.person),
                interest.body
            );
            check.add(
                Rule::InterestUndeclared,
                interest.id,
                "declared_on",
                message,
            );
        }
        check.in_order(interest.id, "to", interest.from, interest.to);
        statutory_director(check, interest);
    }
}

fn name(person: &Person) -> &str {
    if person.name.is_empty() {
        "A director without a name"
    } else {
        &person.name
    }
}

fn terms(check: &mut Check<'_>, person: &Person) {
    if person.terms.is_empty() {
        let message = format!("{} has no term of office.", name(person));
        check.add(Rule::PersonWithoutTerm, person.id, "terms", message);
        return;
    }
    for term in &person.terms {
        check.in_order(person.id, "terms", Some(term.from), term.to);
    }
    let mut ordered: Vec<&Term> = person.terms.iter().collect();
    ordered.sort_by_key(|term| term.from);
    for pair in ordered.windows(2) {
        if let [a, b] = pair
            && a.to.is_none_or(|to| to >= b.from)
        {
            let message = format!(
                "The terms of {} from {} and from {} overlap.",
                name(person),
                long(a.from),
                long(b.from)
            );
            check.add(Rule::TermsOverlap, person.id, "terms", message);
        }
    }
    let open = person.terms.iter().any(|term| term.to.is_none());
    let Some(end) = person
        .terms
        .iter()
        .filter_map(|term| term.to)
        .max()
        .filter(|_| !open)
    else {
        return;
    };
    if check.record.organisation.stage == Stage::HandedBack {
        return;
    }
    let days = i32::from(check.record.board_rules.term_warning_days);
    let left = days_between(check.today, end);
    if (0..=days).contains(&left) && person.sits_on(check.today) {
        let message = format!(
            "The term of {} ends on {}, in {}.",
            name(person),
            long(end),
            words::days(left)
        );
        check.add(Rule::TermEnding, person.id, "terms", message);
    }
    if end < check.today && plus_days(end, JUST_ENDED_DAYS) >= check.today {
        let message = format!(
            "The term of {} ended on {} and was not renewed.",
            name(person),
            long(end)
        );
        check.add(Rule::TermPast, person.id, "terms", message);
    }
}

/// The double role of chief executive and statutory director of children's services is noted only
/// where an entry of the register says so.
fn statutory_director(check: &mut Check<'_>, interest: &Interest) {
    let executive = check
        .record
        .people
        .get(interest.person)
        .is_some_and(|person| person.class == Class::Executive);
    if !executive || !interest.is_open_on(check.today) {
        return;
    }
    let said = format!("{} {}", interest.nature, interest.note).to_lowercase();
    let dual = ["statutory director", "director of children", "dcs"]
        .iter()
        .any(|words| said.contains(words));
    if dual {
        let message = format!(
            "{} is also the council’s statutory director: a standing conflict with {}.",
            check.person(interest.person),
            interest.body
        );
        check.add(Rule::StandingConflict, interest.id, "nature", message);
    }
}
