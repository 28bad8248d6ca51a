//! The transfer: gates in time and in order, dates that agree with the stage.

use std::collections::{HashMap, HashSet};

use super::{Check, Rule, moves};
use crate::{
    analysis::words,
    model::{
        Gate, Id, ItemRef, Stage,
        date::{days_between, long},
    },
};

pub(super) fn check(check: &mut Check<'_>) {
    let record = check.record;
    for gate in record.gates.iter() {
        let at = ItemRef::Gate(gate.id);
        let name = format!("Gate “{}”", gate.title);
        moves::check(check, at, &name, &gate.moves);
        if gate.passed_on.is_none() {
            moves::slipped(
                check,
                Rule::GateSlipped,
                at,
                &name,
                gate.original_due,
                &gate.moves,
            );
            if gate.due() < check.today {
                let message = format!("{name} was due on {} and is not passed.", long(gate.due()));
                check.add(Rule::GateOverdue, at, "passed_on", message);
            }
        }
        order(check, gate, &name);
        if let Some(transfer) = record.transfer.date()
            && record.transfer.happened_on.is_none()
            && gate.passed_on.is_none()
            && gate.due() > transfer
        {
            let message = format!(
                "{name} is due on {}, after the transfer on {}.",
                long(gate.due()),
                long(transfer)
            );
            check.add(Rule::GateAfterTransfer, at, "original_due", message);
        }
    }
    gate_loops(check);
    whole(check);
    for matter in record
        .reserved_matters
        .iter()
        .filter(|matter| matter.consent_of.is_empty())
    {
        let message = format!(
            "Reserved matter “{}” does not say who must consent.",
            matter.title
        );
        check.add(
            Rule::ReservedMatterWithoutConsent,
            matter.id,
            "consent_of",
            message,
        );
    }
}

fn order(check: &mut Check<'_>, gate: &Gate, name: &str) {
    let Some(passed) = gate.passed_on else { return };
    for before in gate
        .depends_on
        .iter()
        .filter_map(|&id| check.record.gates.get(id))
    {
        let fault = match before.passed_on {
            None => Some("which is still open".to_owned()),
            Some(day) if day > passed => Some(format!("which was passed later, on {}", long(day))),
            Some(_) => None,
        };
        if let Some(fault) = fault {
            let message = format!(
                "{name} was passed on {} before “{}”, {fault}.",
                long(passed),
                before.title
            );
            check.add(Rule::GateOutOfOrder, gate.id, "depends_on", message);
        }
    }
    if passed > check.today {
        let message = format!(
            "{name} is said to be passed on {}, a day to come.",
            long(passed)
        );
        check.add(Rule::GateOutOfOrder, gate.id, "passed_on", message);
    }
}

/// Takes away gates that wait for nothing until none is left: what remains is a loop, or waits
/// for one.
fn gate_loops(check: &mut Check<'_>) {
    let record = check.record;
    let mut waiting: HashMap<Id<Gate>, usize> = HashMap::new();
    let mut after: HashMap<Id<Gate>, Vec<Id<Gate>>> = HashMap::new();
    for gate in record.gates.iter() {
        let before: HashSet<Id<Gate>> = gate
            .depends_on
            .iter()
            .copied()
            .filter(|&id| record.gates.get(id).is_some())
            .collect();
        waiting.insert(gate.id, before.len());
        for &id in &gate.depends_on {
            if before.contains(&id) && !after.get(&id).is_some_and(|list| list.contains(&gate.id)) {
                after.entry(id).or_default().push(gate.id);
            }
        }
    }
    let mut free: Vec<Id<Gate>> = record
        .gates
        .iter()
        .map(|gate| gate.id)
        .filter(|id| waiting.get(id) == Some(&0))
        .collect();
    while let Some(id) = free.pop() {
        for next in after.get(&id).map_or(&[][..], Vec::as_slice) {
            if let Some(count) = waiting.get_mut(next) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    free.push(*next);
                }
            }
        }
    }
    for gate in record.gates.iter() {
        if waiting.get(&gate.id).is_some_and(|&count| count > 0) {
            let message = format!("Gate “{}” waits, in the end, for itself.", gate.title);
            check.add(Rule::GateLoop, gate.id, "depends_on", message);
        }
    }
}

fn whole(check: &mut Check<'_>) {
    let (transfer, today) = (&check.record.transfer, check.today);
    moves::check(check, ItemRef::Transfer, "The transfer", &transfer.moves);
    if transfer.original.is_none() && !transfer.moves.is_empty() {
        let message = "The transfer date was moved, but its first date is not recorded.".to_owned();
        check.add(
            Rule::TransferMovedFromNothing,
            ItemRef::Transfer,
            "original",
            message,
        );
    }
    if let Some(date) = transfer.date()
        && transfer.happened_on.is_none()
        && transfer.handed_back_on.is_none()
        && date < today
    {
        let message = format!(
            "The transfer was due on {}, {} ago, and is not recorded as done.",
            long(date),
            words::days(days_between(date, today))
        );
        check.add(
            Rule::TransferPassed,
            ItemRef::Transfer,
            "happened_on",
            message,
        );
    }
    check.in_order(
        ItemRef::Transfer,
        "handed_back_on",
        transfer.happened_on,
        transfer.handed_back_on,
    );
    let happened = transfer.happened_on.is_some_and(|day| day <= today);
    let back = transfer.handed_back_on.is_some_and(|day| day <= today);
    let stage = check.record.organisation.stage;
    let agrees = match stage {
        Stage::Shadow => !happened && !back,
        Stage::Live => happened && !back,
        Stage::HandedBack => back,
    };
    if !agrees {
        let what = match (happened, back) {
            (_, true) => "services went back to the council",
            (true, false) => "services passed to the company",
            (false, false) => "no transfer is recorded as done",
        };
        let message = format!(
            "The stage is “{}”, but {what}.",
            words::uncapital(stage.word())
        );
        check.add(
            Rule::StageContradiction,
            ItemRef::Organisation,
            "stage",
            message,
        );
    }
}
