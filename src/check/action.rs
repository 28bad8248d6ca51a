//! Actions: late, slipped, delivered or embedded without proof, tied to nothing.

use super::{Check, Rule, moves};
use crate::{
    analysis::{
        thread::{GapKind, action_gaps},
        words,
    },
    model::{
        Action, Brag, ItemRef,
        date::{days_between, long},
    },
};

pub(super) fn check(check: &mut Check<'_>) {
    for action in check.record.actions.iter() {
        let at = ItemRef::Action(action.id);
        let name = format!("Action {}", action.number);
        if action.status.is_open() {
            dates(check, action, at, &name);
        }
        moves::check(check, at, &name, &action.moves);
        proof(check, action, at, &name);
        ties(check, action, at, &name);
    }
}

fn dates(check: &mut Check<'_>, action: &Action, at: ItemRef, name: &str) {
    let late = action.days_late(check.today);
    if late > 0 {
        let message = format!(
            "{name} is {} late from its first date, {}.",
            words::days(late),
            long(action.original_due)
        );
        check.add(Rule::ActionOverdue, at, "original_due", message);
    }
    moves::slipped(
        check,
        Rule::ActionSlipped,
        at,
        name,
        action.original_due,
        &action.moves,
    );
    let past = days_between(action.due(), check.today);
    let calm = match action.status {
        Brag::OnTrack | Brag::NotStarted => true,
        Brag::OffTrack | Brag::RecoveryAgreed | Brag::Delivered | Brag::Embedded => false,
    };
    if calm && past > 0 {
        let message = format!(
            "{name} is “{}” though its date, {}, passed {} ago.",
            words::uncapital(action.status.word()),
            long(action.due()),
            words::days(past)
        );
        check.add(Rule::ActionGreenButLate, at, "status", message);
    }
    for milestone in &action.milestones {
        if milestone.done_on.is_none() && milestone.due < check.today {
            let message = format!(
                "{name} has a step past its day, {}: {}.",
                long(milestone.due),
                milestone.title
            );
            check.add(Rule::MilestoneOverdue, at, "milestones", message);
        }
    }
    if let Some(day) = action.delivered_on {
        let message = format!(
            "{name} was delivered on {} but its status is “{}”.",
            long(day),
            words::uncapital(action.status.word())
        );
        check.add(Rule::DeliveredDate, at, "delivered_on", message);
    }
}

fn proof(check: &mut Check<'_>, action: &Action, at: ItemRef, name: &str) {
    match action.status {
        Brag::Embedded if !action.has_accepted_evidence() => {
            let message = format!("{name} is embedded without evidence that anybody accepted.");
            check.add(Rule::EmbeddedWithoutEvidence, at, "evidence", message);
        }
        Brag::Delivered if action.evidence.is_empty() => {
            let message = format!("{name} is delivered, but nothing shows it yet.");
            check.add(Rule::DeliveredWithoutEvidence, at, "evidence", message);
        }
        Brag::OffTrack
        | Brag::RecoveryAgreed
        | Brag::OnTrack
        | Brag::NotStarted
        | Brag::Delivered
        | Brag::Embedded => {}
    }
    if !action.status.is_open() {
        match action.delivered_on {
            None => {
                let message = format!(
                    "{name} is {} but has no day of delivery.",
                    words::uncapital(action.status.word())
                );
                check.add(Rule::DeliveredDate, at, "delivered_on", message);
            }
            Some(day) if day > check.today => {
                let message = format!(
                    "{name} is said to be delivered on {}, a day to come.",
                    long(day)
                );
                check.add(Rule::DeliveredDate, at, "delivered_on", message);
            }
            Some(_) => {}
        }
    }
}

fn ties(check: &mut Check<'_>, action: &Action, at: ItemRef, name: &str) {
    if action.owner.trim().is_empty() {
        check.add(
            Rule::ActionWithoutOwner,
            at,
            "owner",
            format!("{name} has no owner."),
        );
    }
    if action.clauses.is_empty()
        && action.recommendations.is_empty()
        && action.decisions.is_empty()
        && action.concerns.is_empty()
    {
        let message = format!("{name} answers no clause, recommendation, decision or concern.");
        check.add(Rule::ActionWithoutSource, at, "clauses", message);
    }
    for gap in action_gaps(check.record, action, check.today) {
        match gap.kind {
            GapKind::ActionWithoutMeasure => {
                let message = format!("{name} has no measure and no reason why none is needed.");
                check.add(Rule::ActionWithoutMeasure, at, "measures", message);
            }
            GapKind::EvidenceOld => {
                let message = format!("{name}: {}", words::uncapital(&gap.sentence));
                check.add(Rule::EvidenceOld, at, "evidence", message);
            }
            // The first is a rule of its own above, the others are not of actions.
            GapKind::ActionWithoutEvidence
            | GapKind::ClauseWithoutAction
            | GapKind::ClauseWithoutEvidence
            | GapKind::DecisionWithoutAction => {}
        }
    }
}
