//! A meeting from its opening to its close, act by act.

use super::*;
use crate::{
    analysis::fixtures::{attended, held, id, interest, item, meeting, person, quorum_rule},
    model::{Class, Condition, Consenter, ForwardItem, ReservedMatter, Votes},
};
use jiff::civil::{date, time};

fn at(hour: i8, minute: i8) -> Time {
    time(hour, minute, 41, 0)
}

fn whole(hour: i8, minute: i8) -> Time {
    time(hour, minute, 0, 0)
}

fn board() -> Record {
    let mut record = Record::default();
    record.people.put(person(1, Class::IndependentChair));
    record.people.put(person(2, Class::IndependentNed));
    record.people.put(person(3, Class::CouncilCouncillor));
    record.people.put(person(4, Class::Executive));
    record.quorum_rules.put(quorum_rule(1, 2));
    record.interests.put(interest(1, 3));
    let mut next = meeting(1);
    next.chair = Some(id(1));
    let mut contract = item(2);
    contract.purpose = Purpose::Decide;
    contract.title = "Service delivery contract".to_owned();
    contract.bodies = vec!["Worcestershire County Council".to_owned()];
    next.agenda = vec![item(1), contract, item(3)];
    record.meetings.put(next);
    record
}

fn doing(record: &mut Record, at: Time, what: &Act) -> Result<String, Refused> {
    let mut state = 5_u32;
    let edit = act(record, id(1), what, at, &mut || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 8
    })?;
    let label = edit.label(record);
    edit.apply(record)?;
    Ok(label)
}

fn does(record: &mut Record, at: Time, what: &Act) -> String {
    doing(record, at, what).unwrap()
}

fn now(record: &Record) -> &Meeting {
    record.meetings.get(id(1)).unwrap()
}

#[test]
fn people_come_go_and_come_back_by_one_key() {
    let mut record = board();
    let toggle = Act::Toggle(id(2));
    assert_eq!(
        does(&mut record, at(13, 55), &toggle),
        "arrival of Director, seat 2"
    );
    assert_eq!(
        now(&record).attendance[0].arrived,
        None,
        "before the opening"
    );
    does(&mut record, at(14, 2), &Act::Open);
    assert_eq!(now(&record).opened, Some(whole(14, 2)));
    assert_eq!(
        does(&mut record, at(15, 10), &toggle),
        "leaving of Director, seat 2"
    );
    assert_eq!(now(&record).attendance[0].left, Some(whole(15, 10)));
    assert_eq!(
        does(&mut record, at(15, 20), &toggle),
        "return of Director, seat 2"
    );
    let entry = &now(&record).attendance[0];
    assert_eq!((entry.left, entry.away.len()), (None, 1));
    assert!(!entry.is_there_at(whole(15, 15)) && entry.is_there_at(whole(15, 20)));
    does(&mut record, at(15, 30), &Act::Toggle(id(4)));
    assert_eq!(now(&record).attendance[1].arrived, Some(whole(15, 30)));
}

#[test]
fn a_slip_of_the_key_leaves_nothing() {
    let mut record = board();
    does(&mut record, at(14, 0), &Act::Open);
    let toggle = Act::Toggle(id(2));
    does(&mut record, at(14, 5), &toggle);
    assert!(does(&mut record, at(14, 5), &toggle).ends_with("taken back"));
    assert!(now(&record).attendance.is_empty());
    does(&mut record, at(14, 5), &toggle);
    does(&mut record, at(14, 9), &toggle);
    does(&mut record, at(14, 9), &toggle);
    assert!(now(&record).attendance[0].away.is_empty());
}

fn opened() -> Record {
    let mut record = board();
    for n in 1..=3 {
        does(&mut record, at(14, 0), &Act::Toggle(id(n)));
    }
    does(&mut record, at(14, 2), &Act::Open);
    record
}

fn contract(record: &Record) -> &AgendaItem {
    &now(record).agenda[1]
}

#[test]
fn items_follow_each_other_with_their_times() {
    let mut record = opened();
    does(&mut record, at(14, 10), &Act::Next(id(1)));
    let agenda = &now(&record).agenda;
    assert_eq!(agenda[0].ended, Some(whole(14, 10)));
    assert_eq!(agenda[1].began, Some(whole(14, 10)));
    does(&mut record, at(14, 20), &Act::Pause);
    assert!(now(&record).is_paused());
    does(&mut record, at(14, 30), &Act::Resume);
    does(
        &mut record,
        at(14, 40),
        &Act::Defer(id(3), "no paper".to_owned(), None),
    );
    does(&mut record, at(14, 40), &Act::Next(id(2)));
    assert_eq!(
        now(&record).agenda[2].began,
        None,
        "what was put off is passed over"
    );
    does(&mut record, at(15, 0), &Act::TakeUp(id(3)));
    does(&mut record, at(15, 0), &Act::Take(id(3)));
    assert_eq!(now(&record).agenda[2].began, Some(whole(15, 0)));
}

fn drafted(record: &mut Record) -> Decision {
    does(record, at(14, 10), &Act::Draft(id(2)));
    let id = contract(record).decision.unwrap();
    let mut decision = record.decisions.get(id).unwrap().clone();
    decision.text = "To accept the contract.".to_owned();
    record.decisions.put(decision.clone());
    decision
}

#[test]
fn a_reserved_matter_routes_itself_and_the_board_consents_by_deciding() {
    let mut record = opened();
    record.reserved_matters.put(ReservedMatter {
        id: id(1),
        title: "Service delivery contract".to_owned(),
        consent_of: vec![Consenter::CouncilAsMember],
        source: "Schedule 2".to_owned(),
        illustrative: false,
    });
    does(&mut record, at(14, 10), &Act::Next(id(1)));
    let draft = drafted(&mut record);
    assert_eq!(draft.reserved_matter, Some(id(1)));
    does(&mut record, at(14, 30), &Act::Record(id(2)));
    let taken = record.decisions.get(draft.id).unwrap();
    assert_eq!(taken.state, DecisionState::Taken);
    let given: Vec<bool> = taken
        .consents
        .iter()
        .map(|one| one.given.is_some())
        .collect();
    assert_eq!(given, [true, false]);
    assert_eq!(taken.consents[0].reference, "Item 2 of 26 Sep 2019");
    assert!(!taken.is_effective());
}

#[test]
fn nothing_is_decided_without_a_quorum_and_the_reason_is_given() {
    let mut record = opened();
    does(&mut record, at(14, 10), &Act::Next(id(1)));
    drafted(&mut record);
    does(&mut record, at(14, 20), &Act::Toggle(id(2)));
    let refused = doing(&mut record, at(14, 30), &Act::Record(id(2))).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "The decision was not recorded. No quorum: one of the two needed count. What was written \
         stays in its form."
    );
    does(&mut record, at(14, 31), &Act::Toggle(id(4)));
    does(&mut record, at(14, 32), &Act::Record(id(2)));
}

#[test]
fn votes_are_counted_against_who_may_vote() {
    let mut record = opened();
    does(&mut record, at(14, 10), &Act::Next(id(1)));
    let mut draft = drafted(&mut record);
    draft.votes = Some(Votes {
        for_it: 2,
        against: 0,
        abstained: 1,
    });
    record.decisions.put(draft.clone());
    let refused = doing(&mut record, at(14, 30), &Act::Record(id(2))).unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("3 votes cast, but only 2 directors may vote"),
        "{refused}"
    );
    draft.votes = Some(Votes {
        for_it: 1,
        against: 1,
        abstained: 0,
    });
    record.decisions.put(draft.clone());
    does(&mut record, at(14, 30), &Act::Record(id(2)));
    let state = record.decisions.get(draft.id).unwrap().state;
    assert_eq!(state, DecisionState::Refused, "a tie carries nothing");
}

#[test]
fn nobody_out_of_the_room_or_conflicted_moves() {
    let mut record = opened();
    does(&mut record, at(14, 10), &Act::Next(id(1)));
    let mut draft = drafted(&mut record);
    for (mover, why) in [
        (3, "is conflicted and cannot move it"),
        (4, "is not in the room and cannot move it"),
    ] {
        draft.moved_by = Some(id(mover));
        record.decisions.put(draft.clone());
        let refused = doing(&mut record, at(14, 30), &Act::Record(id(2))).unwrap_err();
        assert!(refused.to_string().contains(why), "{refused}");
    }
}

#[test]
fn a_declaration_takes_out_at_once() {
    let mut record = opened();
    let declaration = Declaration {
        person: id(2),
        item: Some(id(2)),
        body: "Essex County Council".to_owned(),
        what: String::new(),
        at: None,
        condition: Condition::LeaveRoom,
    };
    does(&mut record, at(14, 12), &Act::Declare(declaration));
    assert_eq!(now(&record).declarations[0].at, Some(whole(14, 12)));
    let why = why_not_record(&record, now(&record), contract(&record), whole(14, 13));
    assert!(why.unwrap().starts_with("No quorum"));
    let empty = Act::Declare(Declaration {
        body: String::new(),
        ..now(&record).declarations[0].clone()
    });
    assert!(doing(&mut record, at(14, 14), &empty).is_err());
}

#[test]
fn an_action_belongs_to_its_item_and_decision() {
    let mut record = opened();
    drafted(&mut record);
    let new = NewAction {
        title: "Write the exit plan".to_owned(),
        owner: "Director of resources".to_owned(),
        due: date(2019, 10, 31),
    };
    assert_eq!(
        does(&mut record, at(14, 12), &Act::Action(id(2), new)),
        "new action 1"
    );
    let action = record.actions.iter().next().unwrap();
    assert_eq!(contract(&record).arising, [action.id]);
    assert_eq!(Some(action.decisions[0]), contract(&record).decision);
}

#[test]
fn approved_minutes_are_signed_by_who_chairs() {
    let mut record = opened();
    record.meetings.put(held(9, date(2019, 9, 5)));
    let mut open = now(&record).clone();
    open.agenda[1].minutes_of = Some(id(9));
    open.agenda[1].title = "Minutes of 5 September 2019".to_owned();
    open.agenda[1].bodies.clear();
    record.meetings.put(open);
    does(&mut record, at(14, 10), &Act::Next(id(1)));
    does(&mut record, at(14, 10), &Act::Draft(id(2)));
    let text = &record.decisions.iter().next().unwrap().text;
    assert_eq!(text, "To approve the minutes of 5 September 2019.");
    does(&mut record, at(14, 12), &Act::Record(id(2)));
    let signed = record.meetings.get(id(9)).unwrap().signed.clone().unwrap();
    assert_eq!((signed.by, signed.at), (id(1), id(1)));
}

#[test]
fn the_close_settles_who_was_absent_what_was_booked_and_whether_it_was_held() {
    let mut record = opened();
    record.forward_plan.put(ForwardItem {
        id: id(1),
        title: "Audits".to_owned(),
        due: date(2019, 9, 26),
        purpose: Purpose::Note,
        owner: String::new(),
        booked_by: None,
        meeting: Some(id(1)),
        done_on: None,
        illustrative: false,
    });
    let mut open = now(&record).clone();
    open.agenda[0].booked = Some(id(1));
    record.meetings.put(open);
    does(&mut record, at(15, 0), &Act::Close);
    let closed = now(&record);
    assert_eq!(
        (closed.state, closed.closed),
        (MeetingState::Held, Some(whole(15, 0)))
    );
    assert_eq!(closed.attendance_of(id(4)).unwrap().how, Presence::Absent);
    let entry = record.forward_plan.iter().next().unwrap();
    assert_eq!(entry.done_on, Some(date(2019, 9, 26)));
    does(&mut record, at(15, 1), &Act::Reopen);
    assert!(now(&record).is_live());
}

#[test]
fn a_meeting_without_a_quorum_closes_as_inquorate() {
    let mut record = board();
    does(&mut record, at(14, 0), &Act::Toggle(id(1)));
    does(&mut record, at(14, 0), &Act::Open);
    does(&mut record, at(14, 30), &Act::Close);
    assert_eq!(now(&record).state, MeetingState::Inquorate);
}

#[test]
fn a_late_item_renumbers_nothing() {
    let mut record = board();
    let late = Act::Late("Finance".to_owned(), Purpose::Note, Some(id(1)));
    assert_eq!(does(&mut record, at(9, 0), &late), "late item 1A");
    let numbers: Vec<_> = now(&record)
        .agenda
        .iter()
        .map(|item| &item.number)
        .collect();
    assert_eq!(numbers, ["1", "1A", "2", "3"]);
}

#[test]
fn who_is_absent_cannot_be_made_absent_twice() {
    let mut record = board();
    does(&mut record, at(13, 0), &Act::Apologies(id(2)));
    assert_eq!(now(&record).attendance[0].how, Presence::Apologies);
    does(&mut record, at(13, 0), &Act::AllPresent);
    let there = now(&record).attendance.iter();
    assert_eq!(there.filter(|one| one.how == Presence::Present).count(), 3);
    does(&mut record, at(13, 1), &Act::Apologies(id(2)));
    assert_eq!(now(&record).attendance[0].how, Presence::Absent);
    let entry = attended(1, Presence::Present);
    assert!(now(&record).attendance.contains(&entry));
}

#[test]
fn an_item_is_put_off_with_a_reason_only() {
    let mut record = opened();
    let draft = drafted(&mut record);
    assert!(
        doing(
            &mut record,
            at(14, 12),
            &Act::Defer(id(2), " ".to_owned(), None)
        )
        .is_err()
    );
    does(
        &mut record,
        at(14, 12),
        &Act::Defer(id(2), "Late paper".to_owned(), None),
    );
    let state = record.decisions.get(draft.id).unwrap().state;
    assert_eq!(state, DecisionState::Deferred);
    let deferred = contract(&record).deferred.as_ref().unwrap();
    assert_eq!(deferral_words(&record, deferred), "put off: Late paper");
}

/// With a meeting four weeks later that closes as every meeting does.
fn with_a_later_meeting() -> Record {
    let mut record = opened();
    let mut later = meeting(2);
    later.date = date(2019, 10, 24);
    (later.notice_sent, later.pack_issued) = (None, None);
    let mut close = item(21);
    close.title = "Any other business and close".to_owned();
    later.agenda = vec![item(20), close];
    agenda::renumber(&mut later);
    record.meetings.put(later);
    record
}

fn put_off_to_october(record: &mut Record) -> Result<String, Refused> {
    let why = "The paper is late".to_owned();
    doing(record, at(14, 12), &Act::Defer(id(2), why, Some(id(2))))
}

#[test]
fn an_item_put_off_to_a_meeting_is_on_its_agenda_at_once_with_its_decision() {
    let mut record = with_a_later_meeting();
    let draft = drafted(&mut record);
    assert_eq!(put_off_to_october(&mut record).unwrap(), "item 2 put off");
    let deferred = contract(&record).deferred.clone().unwrap();
    assert_eq!(
        deferral_words(&record, &deferred),
        "put off to 24 October 2019: The paper is late"
    );
    let later = record.meetings.get(id(2)).unwrap();
    let titles: Vec<(&str, &str)> = later
        .agenda
        .iter()
        .map(|item| (item.number.as_str(), item.title.as_str()))
        .collect();
    assert_eq!(titles[1], ("2", "Service delivery contract"));
    assert_eq!(titles[2], ("3", "Any other business and close"));
    let carried = &later.agenda[1];
    assert_eq!(carried.carried_from, Some(id(1)));
    assert_eq!(carried.decision, Some(draft.id));
    assert!(carried.began.is_none() && carried.deferred.is_none());
    let decision = record.decisions.get(draft.id).unwrap();
    assert_eq!(decision.meeting, Some(id(2)));
    assert_eq!(decision.state, DecisionState::Proposed);
    put_off_to_october(&mut record).unwrap();
    assert_eq!(record.meetings.get(id(2)).unwrap().agenda.len(), 3, "once");

    does(&mut record, at(14, 20), &Act::TakeUp(id(2)));
    assert!(contract(&record).deferred.is_none());
    assert_eq!(record.meetings.get(id(2)).unwrap().agenda.len(), 2);
    let decision = record.decisions.get(draft.id).unwrap();
    assert_eq!(
        decision.meeting,
        Some(id(1)),
        "it is before this meeting again"
    );
}

#[test]
fn numbers_that_are_out_stay_and_what_was_put_off_takes_a_letter() {
    let mut record = with_a_later_meeting();
    let mut later = record.meetings.get(id(2)).unwrap().clone();
    later.notice_sent = Some(date(2019, 10, 1));
    record.meetings.put(later);
    put_off_to_october(&mut record).unwrap();
    let later = record.meetings.get(id(2)).unwrap();
    let numbers: Vec<&str> = later.agenda.iter().map(|item| &*item.number).collect();
    assert_eq!(numbers, ["1", "1A", "2"]);
}

#[test]
fn nothing_is_put_off_to_a_meeting_that_is_not_planned() {
    let mut record = with_a_later_meeting();
    assert_eq!(later_meetings(&record, now(&record)).len(), 1);
    let mut later = record.meetings.get(id(2)).unwrap().clone();
    later.state = MeetingState::Cancelled;
    record.meetings.put(later);
    let before = record.clone();
    let refused = put_off_to_october(&mut record).unwrap_err();
    assert!(
        refused.to_string().contains("no longer planned"),
        "{refused}"
    );
    assert!(record == before);
    assert!(later_meetings(&record, now(&record)).is_empty());
}

#[test]
fn what_was_put_off_goes_to_another_meeting_after_the_close_and_its_draft_says_so() {
    let mut record = with_a_later_meeting();
    let draft = drafted(&mut record);
    let mut november = record.meetings.get(id(2)).unwrap().clone();
    november.id = id(3);
    november.date = date(2019, 11, 21);
    record.meetings.put(november);
    put_off_to_october(&mut record).unwrap();
    does(&mut record, at(16, 0), &Act::Close);
    let mut closed = now(&record).clone();
    let place = closed.agenda.iter().position(|item| item.id == id(2));
    let item = &mut closed.agenda[place.unwrap()];
    item.minute = crate::analysis::minutes::draft_item(&record, now(&record), item);
    item.minute_as_drafted = true;
    record.meetings.put(closed);

    let why = "The paper is late".to_owned();
    does(&mut record, at(9, 0), &Act::Defer(id(2), why, Some(id(3))));
    assert_eq!(record.meetings.get(id(2)).unwrap().agenda.len(), 2);
    assert_eq!(record.meetings.get(id(3)).unwrap().agenda.len(), 3);
    let decision = record.decisions.get(draft.id).unwrap();
    assert_eq!(decision.meeting, Some(id(3)));
    assert_eq!(
        contract(&record).minute,
        "The item was put off to the meeting of 21 November 2019: The paper is late."
    );

    let why = "Nobody knows when".to_owned();
    does(&mut record, at(9, 1), &Act::Defer(id(2), why, None));
    assert_eq!(record.meetings.get(id(3)).unwrap().agenda.len(), 2);
    let decision = record.decisions.get(draft.id).unwrap();
    assert_eq!(decision.meeting, Some(id(1)), "it is of this meeting again");
    assert!(contract(&record).minute.ends_with("Nobody knows when."));

    does(&mut record, at(9, 2), &Act::TakeUp(id(2)));
    assert!(!contract(&record).minute.contains("put off"));
}
