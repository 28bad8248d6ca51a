//! Threads through the record.

use super::*;
use crate::{
    analysis::fixtures::{
        TODAY, action, clause, decision, direction, evidence, id, item, judged, measure, meeting,
    },
    model::FeeTerm,
};
use jiff::civil::date;

fn record() -> Record {
    let mut record = Record::default();
    record.directions.put(direction(1));
    record.clauses.put(clause(1, 1));
    record.measures.put(measure(1));
    record.decisions.put(decision(14));
    let mut seven = action(7);
    seven.status = Brag::RecoveryAgreed;
    seven.clauses = vec![id(1)];
    seven.measures = vec![id(1)];
    seven.decisions = vec![id(14)];
    seven.evidence = vec![evidence(date(2019, 9, 20))];
    record.actions.put(seven);
    let mut next = meeting(1);
    let mut fifth = item(5);
    fifth.decision = Some(id(14));
    next.agenda = vec![fifth];
    record.meetings.put(next);
    record
}

#[test]
fn a_row_reads_as_one_sentence() {
    let record = record();
    let threads = Threads::new(&record);
    let thread = threads.clause_thread(&record, id(1), TODAY).unwrap();
    assert_eq!(
        thread.rows[0].sentence,
        "Action 7, recovery agreed, measured by Contacts decided within 24 hours, 1, evidence \
         of 20 September 2019, decided by item 5"
    );
    assert_eq!(thread.gap_count(), 0);
    assert_eq!(
        threads.linked_from(id::<Decision>(14)),
        [ItemRef::Action(id(7)), ItemRef::Meeting(id(1))]
    );
    assert!(threads.linked_from(id::<FeeTerm>(1)).is_empty());
}

#[test]
fn every_gap_is_found_and_named() {
    let mut record = record();
    record.clauses.put(clause(2, 1));
    let mut met = clause(3, 1);
    met.judgements = vec![judged(Position::Met, date(2019, 9, 1))];
    record.clauses.put(met);
    let mut bare = action(8);
    bare.no_measure_because.clear();
    bare.status = Brag::Delivered;
    bare.clauses = vec![id(1)];
    record.actions.put(bare);
    let mut old = action(9);
    old.evidence = vec![evidence(date(2019, 3, 1))];
    record.actions.put(old);
    let mut taken = decision(15);
    taken.state = DecisionState::Taken;
    record.decisions.put(taken);
    let threads = Threads::new(&record);
    let mut kinds: Vec<GapKind> = threads
        .gaps(&record, TODAY)
        .iter()
        .map(|gap| gap.kind)
        .collect();
    kinds.sort();
    assert_eq!(
        kinds,
        [
            GapKind::ClauseWithoutAction,
            GapKind::ActionWithoutMeasure,
            GapKind::ActionWithoutEvidence,
            GapKind::ClauseWithoutEvidence,
            GapKind::EvidenceOld,
            GapKind::DecisionWithoutAction,
        ]
    );
    assert_eq!(threads.direction_gaps(&record, TODAY).len(), 4);
    let thread = threads.clause_thread(&record, id(1), TODAY).unwrap();
    assert_eq!(
        thread.gap_sentence(),
        "One action has no measure, one has no evidence."
    );
}

#[test]
fn a_replaced_direction_has_no_gaps() {
    let mut record = record();
    record.clauses.put(clause(2, 1));
    let mut newer = direction(2);
    newer.supersedes = Some(id(1));
    record.directions.put(newer);
    let threads = Threads::new(&record);
    assert!(threads.direction_gaps(&record, TODAY).is_empty());
    assert!(!threads.in_force(record.directions.get(id(1)).unwrap(), TODAY));
}
