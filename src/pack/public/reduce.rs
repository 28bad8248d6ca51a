//! The public copy of a record, field by field. Every struct is written out in full: a field that
//! is added to the model stops this file from compiling until somebody says whether it is public.

use std::collections::BTreeMap;

use super::{Restricted, counts, items};
use crate::{
    analysis::fees::FeeBook,
    model::{
        Claim, ClassGroup, Contract, DateMove, Directness, Duty, Evidence, Expense, FinancialYear,
        Id, Interest, Items, Person, Quantity, Record, Transfer, Tupe,
    },
};

/// The public copy of a record.
pub fn record(full: &Record, restricted: &Restricted, threshold: u32) -> Record {
    let strict = counts::strict_record(full, threshold);
    Record {
        format: full.format,
        as_at: full.as_at,
        organisation: full.organisation.clone(),
        board_rules: full.board_rules.clone(),
        transfer: transfer(&full.transfer, restricted).into(),
        people: full.people.iter().map(person).collect(),
        fee_terms: full
            .fee_terms
            .iter()
            .map(|one| items::fee_term(one, restricted))
            .collect(),
        claims: claims(full).into_iter().collect(),
        interests: full
            .interests
            .iter()
            .map(|one| interest(one, restricted))
            .collect(),
        quorum_rules: full.quorum_rules.clone(),
        waivers: full.waivers.clone(),
        directions: full.directions.iter().map(items::direction).collect(),
        clauses: full
            .clauses
            .iter()
            .map(|one| items::clause(one, restricted))
            .collect(),
        gates: full
            .gates
            .iter()
            .map(|one| items::gate(one, restricted))
            .collect(),
        reserved_matters: full.reserved_matters.clone(),
        frameworks: full.frameworks.clone(),
        inspections: full.inspections.clone(),
        recommendations: full
            .recommendations
            .iter()
            .map(items::recommendation)
            .collect(),
        concerns: full
            .concerns
            .iter()
            .filter(|one| !restricted.concerns.contains(&one.id))
            .map(|one| items::concern(one, restricted, threshold))
            .collect(),
        actions: full
            .actions
            .iter()
            .filter(|one| !restricted.actions.contains(&one.id))
            .map(|one| items::action(one, restricted))
            .collect(),
        measures: full
            .measures
            .iter()
            .filter(|one| !restricted.measures.contains(&one.id))
            .map(|one| items::measure(one, &strict, restricted, threshold))
            .collect(),
        meetings: full
            .meetings
            .iter()
            .map(|one| items::meeting(one, restricted))
            .collect(),
        decisions: full
            .decisions
            .iter()
            .filter(|one| !restricted.decisions.contains(&one.id))
            .map(items::decision)
            .collect(),
        forward_plan: full
            .forward_plan
            .iter()
            .filter(|one| !restricted.forward.contains(&one.id))
            .cloned()
            .collect(),
        // Their files and hashes are the directors’.
        issued_packs: Items::default(),
    }
}

/// Moves of a date without their reasons, which name suppliers and people.
pub(super) fn moves(list: &[DateMove]) -> Vec<DateMove> {
    list.iter()
        .map(|step| DateMove {
            to: step.to,
            on: step.on,
            by: step.by.clone(),
            why: String::new(),
        })
        .collect()
}

/// Evidence without the place where it is kept.
pub(super) fn evidence(list: &[Evidence]) -> Vec<Evidence> {
    list.iter()
        .map(|one| Evidence {
            title: one.title.clone(),
            on: one.on,
            kept_at: String::new(),
            accepted_by: one.accepted_by.clone(),
            accepted_at: one.accepted_at,
            illustrative: one.illustrative,
        })
        .collect()
}

fn transfer(full: &Transfer, restricted: &Restricted) -> Transfer {
    Transfer {
        original: full.original,
        moves: moves(&full.moves),
        happened_on: full.happened_on,
        handed_back_on: full.handed_back_on,
        go_decision: full
            .go_decision
            .filter(|id| !restricted.decisions.contains(id)),
        scope: full.scope.clone(),
        contract: full.contract.as_ref().map(|contract| Contract {
            title: contract.title.clone(),
            starts: contract.starts,
            years: contract.years,
            option_years: contract.option_years,
            kpis: contract
                .kpis
                .iter()
                .copied()
                .filter(|id| !restricted.measures.contains(id))
                .collect(),
            note: String::new(),
        }),
        tupe: full.tupe.as_ref().map(|tupe| Tupe {
            consultation_opened: tupe.consultation_opened,
            consultation_closes: tupe.consultation_closes,
            staff: tupe.staff,
            note: String::new(),
        }),
        note: String::new(),
    }
}

/// Directors by name; those in attendance by office, since they hold none that is public.
fn person(full: &Person) -> Person {
    let in_attendance = full.class.group() == ClassGroup::InAttendance;
    Person {
        id: full.id,
        name: match (in_attendance, full.office.trim()) {
            (false, _) => full.name.clone(),
            (true, "") => full.class.words().to_owned(),
            (true, office) => office.to_owned(),
        },
        class: full.class,
        office: full.office.clone(),
        deputy_chair: full.deputy_chair,
        pay: full.pay,
        terms: full.terms.clone(),
        skills: Vec::new(),
        note: String::new(),
        illustrative: full.illustrative,
    }
}

/// An entry of the register; what a connected person does is that person's own affair.
fn interest(full: &Interest, restricted: &Restricted) -> Interest {
    Interest {
        id: full.id,
        person: full.person,
        body: full.body.clone(),
        nature: match full.directness {
            Directness::Direct => full.nature.clone(),
            Directness::Indirect => String::new(),
        },
        directness: full.directness,
        from: full.from,
        to: full.to,
        declared_on: full.declared_on,
        declared_where: full.declared_where.clone(),
        declared_at: full.declared_at,
        authorised_by: full
            .authorised_by
            .filter(|id| !restricted.decisions.contains(id)),
        condition: full.condition,
        note: String::new(),
        illustrative: full.illustrative,
    }
}

/// Claims added up by person, fee term and financial year: what must be published, and no more. The
/// sums stand under the id and the first day of the first of them.
fn claims(full: &Record) -> Vec<Claim> {
    let book = FeeBook::new(full);
    let mut sums: BTreeMap<(Id<Person>, Option<String>, i16), Claim> = BTreeMap::new();
    for claim in full.claims.iter() {
        let Some(first) = claim.first_date() else {
            continue;
        };
        let term = book.term_of(claim).map(|term| term.id.as_str().to_owned());
        let key = (claim.person, term, FinancialYear::of(first).0);
        let sum = sums.entry(key).or_insert_with(|| Claim {
            id: claim.id,
            person: claim.person,
            dates: vec![first],
            duty: Duty::Other,
            quantity: Quantity::default(),
            fee: crate::model::Pence::default(),
            expenses: Vec::new(),
            meeting: None,
            approved_by: claim.approved_by,
            approved_on: None,
            paid_on: None,
            note: String::new(),
            illustrative: claim.illustrative,
        });
        sum.quantity = sum.quantity + claim.quantity;
        sum.fee = sum.fee + claim.fee;
        let expenses = sum.expenses_total() + claim.expenses_total();
        sum.expenses = if expenses.0 == 0 {
            Vec::new()
        } else {
            vec![Expense {
                what: "Expenses".to_owned(),
                amount: expenses,
            }]
        };
        sum.illustrative |= claim.illustrative;
        if claim.approved_by.is_none() {
            sum.approved_by = None;
        }
    }
    sums.into_values().collect()
}
