//! Minutes from what was recorded.

use super::*;
use crate::{
    analysis::fixtures::{
        action, attended, decision, held, id, interest, item, person, quorum_rule,
    },
    model::{Away, Consent, Consenter, Declaration, Deferral, Said},
};
use jiff::civil::{date, time};

fn at(hour: i8, minute: i8) -> Time {
    time(hour, minute, 0, 0)
}

fn board() -> (Record, Meeting) {
    let mut record = Record::default();
    record.people.put(person(1, Class::IndependentChair));
    record.people.put(person(2, Class::IndependentNed));
    record.people.put(person(3, Class::CouncilCouncillor));
    record.people.put(person(4, Class::Executive));
    record.people.put(person(5, Class::InAttendance));
    record.quorum_rules.put(quorum_rule(1, 2));
    record.interests.put(interest(1, 3));
    let mut meeting = held(1, date(2019, 9, 26));
    meeting.opened = Some(at(14, 2));
    meeting.closed = Some(at(16, 40));
    meeting.place = "County Hall".to_owned();
    meeting.chair = Some(id(2));
    let mut late = attended(2, Presence::Present);
    late.arrived = Some(at(14, 20));
    late.away.push(Away {
        from: at(15, 24),
        to: at(15, 40),
    });
    meeting.attendance = vec![
        attended(1, Presence::Apologies),
        late,
        attended(3, Presence::Present),
        attended(4, Presence::Absent),
        attended(5, Presence::Present),
    ];
    (record, meeting)
}

#[test]
fn who_was_there_when_and_with_which_quorum() {
    let (record, meeting) = board();
    let minutes = minutes(&record, &meeting);
    assert_eq!(
        minutes.when_and_where,
        "Thursday 26 September 2019, 14:02 to 16:40, County Hall"
    );
    let first = &minutes.present[0];
    assert_eq!((first.person, first.role.as_str()), (id(2), "in the chair"));
    assert_eq!(first.times, "from 14:20, out from 15:24 to 15:40");
    assert_eq!(minutes.present.len(), 2);
    assert_eq!(minutes.in_attendance.len(), 1);
    assert_eq!(minutes.apologies, ["Director, seat 1"]);
    assert_eq!(minutes.absent, ["Director, seat 4"]);
    assert_eq!(
        minutes.quorum,
        "There was a quorum: two directors counted, and the rule of the day asks for two."
    );
    assert_eq!(minutes.close, "The meeting closed at 16:40.");
}

#[test]
fn a_decision_an_action_and_a_declaration_stand_in_their_item() {
    let (mut record, mut meeting) = board();
    let mut contract = item(6);
    contract.bodies = vec!["Worcestershire County Council".to_owned()];
    contract.began = Some(at(15, 24));
    contract.ended = Some(at(15, 40));
    contract.decision = Some(id(14));
    contract.arising = vec![id(21)];
    contract.said = vec![Said {
        at: at(15, 26),
        text: "seat 2 asked how the measures would be judged".to_owned(),
    }];
    contract.minute = draft_item(&record, &meeting, &contract);
    meeting.declarations = vec![Declaration {
        person: id(2),
        item: Some(contract.id),
        body: "Essex County Council".to_owned(),
        what: "adviser".to_owned(),
        at: Some(at(15, 25)),
        condition: Condition::StayNoVote,
    }];
    meeting.agenda = vec![contract];
    let mut taken = decision(14);
    taken.text = "To accept the contract".to_owned();
    taken.state = DecisionState::Taken;
    taken.moved_by = Some(id(3));
    taken.votes = Some(Votes {
        for_it: 6,
        against: 0,
        abstained: 1,
    });
    taken.consents = vec![Consent {
        of: Consenter::CouncilAsMember,
        given: None,
        reference: String::new(),
    }];
    record.decisions.put(taken);
    let mut agreed = action(21);
    agreed.title = "Write the exit plan.".to_owned();
    record.actions.put(agreed);
    let minutes = minutes(&record, &meeting);
    let minute = &minutes.items[0];
    assert_eq!(
        minute.declarations,
        [
            "Director, seat 2 declared an interest in Essex County Council (adviser), and stayed \
             without a vote.",
            "Director, seat 3 (interest in Worcestershire County Council) counted in neither \
             quorum nor vote."
        ]
    );
    assert_eq!(
        minute.text,
        ["Seat 2 asked how the measures would be judged."]
    );
    assert_eq!(
        minute.resolution.as_ref().unwrap().sentence(),
        "Resolved (decision 14): To accept the contract. Moved by Director, seat 3. 6 for, none \
         against, 1 abstaining. Takes effect when all have consented; Council as member to come."
    );
    assert_eq!(
        minute.actions[0].sentence(),
        "Action 21: Write the exit plan; Director of resources; by 20 December 2019."
    );
    assert!(minutes.plain().contains("6. Item number 6"));
}

#[test]
fn the_draft_says_what_happened_and_invents_nothing() {
    let (record, meeting) = board();
    let mut one = item(1);
    assert_eq!(
        draft_item(&record, &meeting, &one),
        "The item was not reached."
    );
    one.began = Some(at(14, 2));
    assert_eq!(
        draft_item(&record, &meeting, &one),
        "The board noted the item."
    );
    one.deferred = Some(Deferral {
        why: "the paper came too late".to_owned(),
        to: None,
    });
    assert_eq!(
        draft_item(&record, &meeting, &one),
        "The item was put off: The paper came too late."
    );
    let mut by_hand = meeting;
    by_hand.opened = None;
    one.deferred = None;
    assert_eq!(draft_item(&record, &by_hand, &one), "");
}

#[test]
fn signed_minutes_are_evidence_by_the_chair_of_that_meeting_or_of_the_next() {
    let (mut record, mut meeting) = board();
    meeting.minutes_drafted = Some(date(2019, 9, 27));
    assert_eq!(minutes(&record, &meeting).state, State::Draft);
    record.meetings.put(meeting.clone());
    for (n, chair, month) in [(2, 1, 10), (3, 4, 11)] {
        let mut later = held(n, date(2019, month, 24));
        later.chair = Some(id(chair));
        record.meetings.put(later);
    }
    let proves = |by: u32, at: u32| {
        evidence(
            &record,
            &meeting,
            &Signature {
                by: id(by),
                at: id(at),
            },
        )
    };
    assert_eq!(proves(2, 1), Evidence::Yes);
    assert_eq!(proves(1, 2), Evidence::Yes);
    assert_eq!(proves(3, 2), Evidence::NotTheChair);
    assert_eq!(proves(4, 3), Evidence::NotTheNext);
    meeting.signed = Some(Signature {
        by: id(1),
        at: id(2),
    });
    assert_eq!(
        minutes(&record, &meeting).state.words(),
        "Approved at the meeting of 24 October 2019, signed by Director, seat 1"
    );
}
