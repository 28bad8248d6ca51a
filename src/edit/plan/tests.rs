//! Each source of the agenda, and that nothing comes twice or is lost.

use super::*;
use crate::{
    analysis::fixtures::{action, concern, decision, held, id, item, meeting},
    edit::History,
    model::{Brag, Deferral, Signature},
};
use jiff::civil::{date, time};
use proptest::prelude::*;
use std::time::Duration;

fn ask() -> Ask {
    Ask {
        title: "Shadow board".to_owned(),
        kind: MeetingKind::Board,
        date: date(2019, 10, 24),
        starts: Some(time(14, 0, 0, 0)),
        place: " County Hall ".to_owned(),
    }
}

fn planned(record: &Record, ask: &Ask) -> Plan {
    let mut state = 11_u32;
    plan(record, ask, &mut || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 8
    })
}

fn titles(plan: &Plan) -> Vec<&str> {
    plan.meeting
        .agenda
        .iter()
        .map(|item| item.title.as_str())
        .collect()
}

fn entry(n: u32, due: Date) -> ForwardItem {
    ForwardItem {
        id: id(n),
        title: format!("Entry {n}"),
        due,
        purpose: Purpose::Discuss,
        owner: "Head of quality".to_owned(),
        booked_by: None,
        meeting: None,
        done_on: None,
        illustrative: false,
    }
}

fn standing(titles: &[&str]) -> Record {
    let mut record = Record::default();
    let rules = std::sync::Arc::make_mut(&mut record.board_rules);
    rules.standing_agenda = titles
        .iter()
        .map(|title| StandingItem {
            title: (*title).to_owned(),
            purpose: Purpose::Note,
            minutes: Some(20),
        })
        .collect();
    record
}

#[test]
fn items_arrive_in_order() {
    let mut record = standing(&[
        "Welcome and apologies",
        "Minutes of the last meeting",
        "Open concerns",
        "Actions late from their first date",
        "Finance report",
        "Forward plan, close",
    ]);
    record.meetings.put(held(1, date(2019, 9, 26)));
    let mut younger = action(2);
    younger.original_due = date(2020, 1, 1);
    record.actions.put(younger);
    record.actions.put(action(1));
    let mut done = action(3);
    done.status = Brag::Embedded;
    record.actions.put(done);
    record.concerns.put(concern(1));
    record.concerns.put(concern(2));
    record.forward_plan.put(entry(1, date(2019, 10, 24)));
    record.forward_plan.put(entry(2, date(2019, 10, 25)));
    record.decisions.put(decision(7));
    let mut by_decision = entry(3, date(2019, 10, 1));
    by_decision.booked_by = Some(id(7));
    record.forward_plan.put(by_decision);
    let plan = planned(&record, &ask());
    assert_eq!(
        titles(&plan),
        [
            "Welcome and apologies",
            "Minutes of 26 September 2019",
            "Care leavers in bed and breakfast",
            "Care leavers in bed and breakfast",
            "Actions late from their first date",
            "Finance report",
            "Entry 3",
            "Entry 1",
            "Forward plan, close",
        ]
    );
    assert_eq!(plan.why[6], Why::Decided(7));
    assert_eq!(plan.meeting.agenda[4].actions, [id(1), id(2)]);
    assert_eq!(plan.meeting.agenda[2].minutes, Some(10));
    assert_eq!(plan.meeting.place, "County Hall");
    let numbers: Vec<_> = plan
        .meeting
        .agenda
        .iter()
        .map(|item| &item.number)
        .collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    assert_eq!(plan.booked.len(), 2);
}

#[test]
fn without_standing_items_what_is_owed_still_comes() {
    let mut record = Record::default();
    record.meetings.put(held(1, date(2019, 9, 26)));
    record.actions.put(action(1));
    record.concerns.put(concern(1));
    let plan = planned(&record, &ask());
    assert_eq!(
        titles(&plan),
        [
            "Minutes of 26 September 2019",
            "Matters arising and open actions",
            "Care leavers in bed and breakfast"
        ]
    );
    assert_eq!(plan.why[1], Why::Actions(1));
}

#[test]
fn signed_minutes_and_those_on_another_agenda_do_not_come() {
    let mut record = Record::default();
    let mut signed = held(1, date(2019, 7, 11));
    signed.signed = Some(Signature {
        by: id(1),
        at: id(2),
    });
    record.meetings.put(signed);
    record.meetings.put(held(2, date(2019, 9, 5)));
    let mut next = meeting(3);
    next.agenda = vec![AgendaItem {
        minutes_of: Some(id(2)),
        ..item(1)
    }];
    record.meetings.put(next);
    assert!(planned(&record, &ask()).meeting.agenda.is_empty());
}

#[test]
fn what_an_inquorate_or_cancelled_meeting_left_is_carried_once() {
    let mut record = standing(&["Interests declared", "Finance report"]);
    let mut lost = held(1, date(2019, 9, 5));
    lost.state = MeetingState::Inquorate;
    lost.signed = Some(Signature {
        by: id(1),
        at: id(1),
    });
    let mut finance = item(2);
    finance.title = "Finance report".to_owned();
    let mut contract = item(6);
    contract.decision = Some(id(4));
    contract.booked = Some(id(5));
    contract.minute = "Not reached.".to_owned();
    lost.agenda = vec![finance, contract];
    record.meetings.put(lost);
    let mut proposal = decision(4);
    proposal.meeting = Some(id(1));
    record.decisions.put(proposal);
    let mut booked = entry(5, date(2019, 9, 5));
    booked.meeting = Some(id(1));
    record.forward_plan.put(booked);
    let plan = planned(&record, &ask());
    assert_eq!(
        titles(&plan),
        ["Interests declared", "Finance report", "Item number 6"]
    );
    let carried = &plan.meeting.agenda[2];
    assert_eq!(carried.carried_from, Some(id(1)));
    assert!(carried.minute.is_empty() && carried.id != id(6));
    assert_eq!(plan.moved[0].meeting, Some(plan.meeting.id));
    assert_eq!(plan.booked.len(), 1, "the entry comes with its item");
    plan.into_edit().apply(&mut record).unwrap();
    let mut later = ask();
    later.date = date(2019, 11, 28);
    assert_eq!(
        titles(&planned(&record, &later)),
        ["Interests declared", "Finance report"],
        "the next meeting has it already"
    );
}

#[test]
fn a_meeting_run_by_the_clock_leaves_what_it_did_not_reach_or_put_off() {
    let mut record = Record::default();
    let mut run = held(1, date(2019, 9, 26));
    run.opened = Some(time(14, 2, 0, 0));
    run.signed = Some(Signature {
        by: id(1),
        at: id(1),
    });
    let mut dealt = item(1);
    dealt.began = run.opened;
    let mut off = item(2);
    off.began = run.opened;
    off.deferred = Some(Deferral {
        why: "The paper came too late".to_owned(),
        to: None,
    });
    run.agenda = vec![dealt, off, item(3)];
    record.meetings.put(run);
    assert_eq!(
        titles(&planned(&record, &ask())),
        ["Item number 2", "Item number 3"]
    );
}

#[test]
fn a_meeting_for_particular_business_has_its_frame_only() {
    let mut record = standing(&["Interests declared", "Finance report", "Close"]);
    record.concerns.put(concern(1));
    let ask = Ask {
        kind: MeetingKind::Extraordinary,
        ..ask()
    };
    assert_eq!(
        titles(&planned(&record, &ask)),
        ["Interests declared", "Close"]
    );
}

#[test]
fn a_committee_takes_its_own_minutes_only() {
    let mut record = Record::default();
    record.meetings.put(held(1, date(2019, 9, 5)));
    let mut audit = held(2, date(2019, 9, 6));
    audit.kind = MeetingKind::Committee;
    audit.title = "Risk, Governance and Audit".to_owned();
    record.meetings.put(audit);
    let ask = Ask {
        kind: MeetingKind::Committee,
        title: "risk, governance and audit ".to_owned(),
        ..ask()
    };
    assert_eq!(
        titles(&planned(&record, &ask)),
        ["Minutes of 6 September 2019"]
    );
}

#[test]
fn it_is_one_step_of_undo() {
    let mut before = Record::default();
    before.forward_plan.put(entry(1, date(2019, 10, 1)));
    let mut history = History::saved(before.clone());
    let edit = planned(&before, &ask()).into_edit();
    history.apply(&edit, Duration::ZERO).unwrap();
    assert_eq!(history.undo_label(), Some("new meeting of 24 October 2019"));
    assert!(
        history
            .record()
            .forward_plan
            .iter()
            .next()
            .unwrap()
            .meeting
            .is_some()
    );
    history.undo();
    assert_eq!(*history.record(), before);
}

proptest! {
    /// Whatever waits comes once, with a number and an id of its own.
    #[test]
    fn nothing_comes_twice(
        concerns in 0_u32..4, entries in 0_u32..6, left in 0_u32..5, state in 0_usize..4
    ) {
        let mut record = standing(&["Welcome", "Open concerns", "Close"]);
        for n in 0..concerns {
            record.concerns.put(concern(n));
        }
        for n in 0..entries {
            record.forward_plan.put(entry(n, date(2019, 10, 1)));
        }
        let mut past = held(1, date(2019, 9, 1));
        past.state = MeetingState::ALL[state];
        past.agenda = (0..left).map(item).collect();
        record.meetings.put(past);
        let plan = planned(&record, &ask());
        let ids: HashSet<_> = plan.meeting.agenda.iter().map(|item| item.id).collect();
        prop_assert_eq!(ids.len(), plan.meeting.agenda.len());
        prop_assert_eq!(plan.why.len(), plan.meeting.agenda.len());
        let count = |wanted: fn(&Why) -> bool| plan.why.iter().filter(|why| wanted(why)).count();
        prop_assert_eq!(count(|why| matches!(why, Why::Concern)), concerns as usize);
        prop_assert_eq!(count(|why| matches!(why, Why::Booked(_))), entries as usize);
        let lost = matches!(
            MeetingState::ALL[state],
            MeetingState::Cancelled | MeetingState::Inquorate
        );
        let carried = if lost { left as usize } else { 0 };
        prop_assert_eq!(count(|why| matches!(why, Why::Carried(_))), carried);
        let again = plan.clone().into_edit().apply(&mut record).map(|()| {
            let mut later = ask();
            later.date = date(2019, 12, 1);
            planned(&record, &later)
        });
        let again = again.unwrap();
        prop_assert!(again.why.iter().all(|why| !matches!(why, Why::Booked(_) | Why::Carried(_))));
    }
}
