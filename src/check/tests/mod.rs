//! For every rule one record that breaks it and one, as near as possible, that does not.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::{Finding, Rule, Severity, counts, run, sentence};
use crate::{
    analysis::fixtures::{
        TODAY, action, attended, claim, clause, concern, decision, direction, evidence, fee_term,
        framework, gate, held, id, inspection, interest, item, judged, measure, meeting, moved,
        note, person, quorum_rule, recommendation, value, when,
    },
    model::{
        Action, AgendaItem, Brag, Class, ClassGroup, ClauseKind, Closure, Concern, Condition,
        Consent, Consenter, Decision, DecisionState, Direction, Duty, Every, ForwardItem, Funding,
        Id, Judgement, Meeting, MeetingState, Milestone, Organisation, Paper, Pay, Pence, Plan,
        Polarity, Position, Presence, Purpose, Quantity, Reading, Rebase, Record, ReservedMatter,
        Restriction, Signature, Spending, Stage, Target, Term, Transfer, Unit, Waiver,
    },
};

mod actions;
mod board;
mod build;
mod decisions;
mod directions;
mod inspections;
mod measures;
mod meetings;
mod transfer;
mod weird;
mod whole;

use build::{
    Case, board_claim, chain, consent, contract_item, forward, found, gates_in_order, move_over,
    mover, organise, paper, put_action, put_board, put_claim, put_clause, put_concern,
    put_decision, put_gate, put_held, put_measure, put_meeting, put_person, put_recommendation,
    put_report, quarter, replaced, reserved, share_measures, signed_by, sitting, taken_at, waiver,
    with, withheld,
};

fn cases() -> impl Iterator<Item = &'static Case> {
    [
        actions::CASES,
        directions::CASES,
        transfer::CASES,
        inspections::CASES,
        measures::CASES,
        meetings::CASES,
        decisions::CASES,
        board::CASES,
        whole::CASES,
    ]
    .into_iter()
    .flatten()
}

#[test]
fn every_rule_is_raised_by_its_case_and_not_by_its_counterpart() {
    for (rule, bad, good) in cases() {
        let raised = found(&with(*bad), *rule);
        assert!(!raised.is_empty(), "{rule} is not raised");
        for finding in &raised {
            let message = &finding.message;
            assert!(
                message.ends_with('.') && !message.contains("..") && message.len() > 20,
                "{rule}: {message}"
            );
        }
        let quiet = found(&with(*good), *rule);
        assert!(
            quiet.is_empty(),
            "{rule} is raised by its counterpart: {quiet:?}"
        );
    }
}

#[test]
fn every_rule_has_a_case_and_a_name_of_its_own() {
    let tried: BTreeSet<Rule> = cases().map(|(rule, _, _)| *rule).collect();
    let missing: Vec<&Rule> = Rule::ALL
        .iter()
        .filter(|rule| !tried.contains(rule))
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
    let codes: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
    assert_eq!(codes.len(), Rule::ALL.len());
    for rule in Rule::ALL {
        let kebab = rule
            .code()
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(kebab && rule.about().ends_with('.'), "{rule}");
    }
}

#[test]
fn an_empty_record_has_no_findings() {
    assert_eq!(run(&Record::default(), TODAY), []);
    assert_eq!(sentence(&[]), "Nothing is wrong with this record.");
}

#[test]
fn the_third_move_is_a_warning() {
    let slipped = |moves: usize| {
        let mut record = Record::default();
        let mut one = action(12);
        one.moves = vec![moved(date(2020, 1, 1), date(2019, 8, 1)); moves];
        record.actions.put(one);
        found(&record, Rule::ActionSlipped)
    };
    assert_eq!(slipped(2)[0].severity, Severity::Note);
    assert_eq!(slipped(3)[0].severity, Severity::Warning);
    assert_eq!(
        slipped(3)[0].message,
        "Action 12 has moved three times, from 20 December 2019 to 1 January 2020."
    );
}

#[test]
fn a_quorum_lost_to_conflicts_is_told_for_the_item() {
    let mut record = Record::default();
    put_board(&mut record, 3);
    put_meeting(&mut record, |one| one.agenda = vec![contract_item()]);
    let lost = found(&record, Rule::QuorumLost);
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].severity, Severity::Warning);
    assert_eq!(
        lost[0].message,
        "Item 6 of Shadow board of 26 September 2019 will have no quorum: two of the three needed \
         count, two directors conflicted."
    );
    let mut noted = interest(1, 3);
    noted.condition = Condition::Noted;
    record.interests.put(noted);
    assert!(found(&record, Rule::QuorumLost).is_empty());
}

#[test]
fn a_dangling_reference_names_the_id() {
    let mut record = Record::default();
    put_action(&mut record, |one| one.clauses = vec![id(7)]);
    assert_eq!(
        found(&record, Rule::DanglingReference)[0].message,
        "Action 12 names a clause that is not in the record: cla-2019-000007."
    );
}

#[test]
fn findings_come_heaviest_first_and_in_the_order_of_the_file() {
    let mut record = Record::default();
    put_action(&mut record, |one| {
        one.status = Brag::Embedded;
        one.owner.clear();
        one.no_measure_because.clear();
    });
    put_clause(&mut record, |one| one.judgements.clear());
    let findings = run(&record, TODAY);
    let severities: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted(), "{severities:?}");
    let [errors, warnings, notes] = counts(&findings);
    assert_eq!(errors + warnings + notes, findings.len());
    let warned: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Warning)
        .collect();
    assert!(
        warned[0].message.starts_with("The organisation") || warned[0].message.contains("in force")
    );
    assert!(
        warned
            .windows(2)
            .all(|pair| place(&record, pair[0]) <= place(&record, pair[1]))
    );
}

fn place(record: &Record, finding: &Finding) -> Option<usize> {
    record.refs().iter().position(|at| *at == finding.at)
}

#[test]
fn complaints_about_a_standing_target_do_not_touch_dated_ones() {
    let mut record = Record::default();
    put_measure(&mut record, |one| {
        one.targets.push(Target {
            value: 95.0,
            by: None,
            set_by: String::new(),
            illustrative: false,
        });
    });
    let undated = found(&record, Rule::TargetWithoutDate);
    assert_eq!(undated.len(), 1);
    assert!(
        undated[0].message.contains("95 %"),
        "{}",
        undated[0].message
    );
}
