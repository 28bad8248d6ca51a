//! What a merge promises, on small records changed in two places.

mod chance;

use jiff::civil::date;

use super::*;
use crate::model::{
    Action, AgendaItem, Attendance, Brag, DateMove, Measure, MeasureValue, Meeting, Note, Person,
    Presence, Reading,
};

const WORDS: Names = Names::WINDOW_AND_FILE;

fn action(number: u32) -> Action {
    let id = format!("act-2019-{number:06}").parse().unwrap();
    Action {
        title: format!("Action {number}"),
        detail: "First.\n\nSecond.\n\nThird.".to_owned(),
        ..Action::new(id, number, date(2019, 6, 28))
    }
}

fn agenda_item(number: u32) -> AgendaItem {
    let text =
        format!("(id: \"agi-2019-{number:06}\", number: \"{number}\", title: \"Item {number}\")");
    ron::from_str(&text).unwrap()
}

fn attendance(number: u32, how: Presence) -> Attendance {
    Attendance {
        person: format!("per-2019-{number:06}").parse().unwrap(),
        how,
        arrived: None,
        left: None,
        away: Vec::new(),
    }
}

fn meeting() -> Meeting {
    let text = "(id: \"mtg-2019-000001\", title: \"Board\", date: \"2019-06-12\")";
    Meeting {
        agenda: (1..5).map(agenda_item).collect(),
        attendance: vec![
            attendance(1, Presence::Present),
            attendance(2, Presence::Apologies),
        ],
        ..ron::from_str(text).unwrap()
    }
}

fn measure() -> Measure {
    Measure {
        title: "Contacts".to_owned(),
        values: (1..4).map(|month| value(month, f64::from(month))).collect(),
        ..Measure::new("mea-2019-000001".parse().unwrap())
    }
}

fn value(month: i8, number: impl Into<f64>) -> MeasureValue {
    MeasureValue::new(date(2019, month, 28), Reading::Number(number.into()))
}

fn moved(month: i8, why: &str) -> DateMove {
    DateMove {
        to: date(2019, month, 28),
        on: date(2019, 6, 20),
        by: "Board".to_owned(),
        why: why.to_owned(),
    }
}

fn base() -> Record {
    let mut record = Record::default();
    for number in 1..5 {
        record.put(action(number).into());
    }
    for number in 1..4 {
        let text =
            format!("(id: \"per-2019-{number:06}\", name: \"Person {number}\", class: Executive)");
        record.put(ron::from_str::<Person>(&text).unwrap().into());
    }
    record.put(meeting().into());
    record.put(measure().into());
    record
}

fn changed(change: impl FnOnce(&mut Record)) -> Record {
    let mut record = base();
    change(&mut record);
    record
}

fn with_action(number: u32, change: impl FnOnce(&mut Action)) -> Record {
    changed(|record| {
        let mut action = record.actions.get(action(number).id).unwrap().clone();
        change(&mut action);
        record.put(action.into());
    })
}

fn with_meeting(change: impl FnOnce(&mut Meeting)) -> Record {
    changed(|record| {
        let mut meeting = meeting();
        change(&mut meeting);
        record.put(meeting.into());
    })
}

fn mirrored(conflict: &Conflict) -> Conflict {
    Conflict {
        ours: conflict.theirs.clone(),
        theirs: conflict.ours.clone(),
        ..conflict.clone()
    }
}

fn sentences(merged: &Merged) -> Vec<String> {
    let conflicts = merged.conflicts.iter();
    conflicts
        .map(|conflict| conflict.sentence(&merged.record, WORDS))
        .collect()
}

#[test]
fn fields_changed_on_one_side_each_come_together() {
    let ours = with_action(1, |action| action.owner = "Head".to_owned());
    let theirs = with_action(1, |action| action.status = Brag::OnTrack);
    let merged = merge(&base(), &ours, &theirs);
    assert_eq!(sentences(&merged), Vec::<String>::new());
    let action = merged.record.actions.get(action(1).id).unwrap();
    assert_eq!(
        (action.owner.as_str(), action.status),
        ("Head", Brag::OnTrack)
    );
}

#[test]
fn a_field_changed_on_both_sides_is_a_question() {
    let ours = with_action(1, |action| action.owner = "Head".to_owned());
    let theirs = with_action(1, |action| action.owner = "Deputy".to_owned());
    let merged = merge(&base(), &ours, &theirs);
    assert_eq!(
        sentences(&merged),
        [
            "Owner of action 1: “Head” in this window, “Deputy” in the file; before, there was nothing."
        ]
    );
    assert_eq!(merged.record, ours);
    let conflict = &merged.conflicts[0];
    assert_eq!(conflict.choose(&merged.record, Side::Ours), None);
    let mut record = merged.record.clone();
    let edit = conflict.choose(&record, Side::Theirs).unwrap();
    assert_eq!(edit.label(&record), "owner of action 1");
    edit.apply(&mut record).unwrap();
    assert_eq!(record, theirs);
}

#[test]
fn prose_is_merged_by_paragraph() {
    let ours = with_action(1, |action| {
        action.detail = "First!\n\nSecond.\n\nThird.".to_owned();
    });
    let theirs = with_action(1, |action| action.detail.push_str("\n\nFourth."));
    let merged = merge(&base(), &ours, &theirs);
    assert!(merged.conflicts.is_empty());
    let action = merged.record.actions.get(action(1).id).unwrap();
    assert_eq!(action.detail, "First!\n\nSecond.\n\nThird.\n\nFourth.");
}

#[test]
fn what_one_took_out_and_the_other_changed_is_kept_until_somebody_chooses() {
    let ours = changed(|record| {
        record.remove(action(2).id.into());
    });
    let theirs = with_action(2, |action| action.owner = "Deputy".to_owned());
    let merged = merge(&base(), &ours, &theirs);
    assert_eq!(
        sentences(&merged),
        [
            "Action 2 was taken out in this window and changed in the file. It is kept until you choose."
        ]
    );
    assert_eq!(merged.record, theirs);
    let edit = merged.conflicts[0]
        .choose(&merged.record, Side::Ours)
        .unwrap();
    let mut record = merged.record.clone();
    edit.apply(&mut record).unwrap();
    assert_eq!(record, ours);
    // The other choice can still be made.
    let back = merged.conflicts[0].choose(&record, Side::Theirs).unwrap();
    back.apply(&mut record).unwrap();
    assert!(record.contains(action(2).id.into()));
}

#[test]
fn agenda_and_attendance_are_merged_entry_by_entry() {
    let ours = with_meeting(|meeting| {
        meeting.agenda[1].minute = "Agreed.".to_owned();
        meeting.agenda.insert(2, agenda_item(9));
        meeting.attendance[0].how = Presence::Absent;
        meeting.attendance.push(attendance(3, Presence::Present));
    });
    let theirs = with_meeting(|meeting| {
        meeting.agenda[1].presenter = "Chair".to_owned();
        meeting.agenda.insert(2, agenda_item(8));
        meeting.agenda.remove(0);
        meeting.attendance.push(attendance(3, Presence::Apologies));
    });
    let merged = merge(&base(), &ours, &theirs);
    let meeting = merged.record.meetings.iter().next().unwrap();
    let numbers: Vec<&str> = meeting
        .agenda
        .iter()
        .map(|item| item.number.as_str())
        .collect();
    assert_eq!(numbers, ["2", "8", "9", "3", "4"]);
    assert_eq!(meeting.agenda[0].minute, "Agreed.");
    assert_eq!(meeting.agenda[0].presenter, "Chair");
    assert_eq!(meeting.attendance[0].how, Presence::Absent);
    assert_eq!(
        sentences(&merged),
        [
            "Attendance of Board, 12 Jun 2019, Person 3, how is new on both sides: “Present” in \
          this window, “Apologies” in the file."
        ]
    );
    let mut record = merged.record.clone();
    let edit = merged.conflicts[0].choose(&record, Side::Theirs).unwrap();
    edit.apply(&mut record).unwrap();
    let meeting = record.meetings.iter().next().unwrap();
    assert_eq!(meeting.attendance[2].how, Presence::Apologies);
}

#[test]
fn of_two_moves_both_are_kept_and_the_last_is_a_question() {
    let ours = with_action(1, |action| action.moves.push(moved(7, "Ours")));
    let theirs = with_action(1, |action| action.moves.push(moved(9, "Theirs")));
    let merged = merge(&base(), &ours, &theirs);
    let due = |record: &Record| record.actions.get(action(1).id).unwrap().due();
    assert_eq!(
        merged.record.actions.get(action(1).id).unwrap().moves.len(),
        2
    );
    assert_eq!(due(&merged.record), date(2019, 7, 28));
    assert_eq!(merged.conflicts[0].kind, ConflictKind::Order);
    assert!(
        sentences(&merged)[0]
            .starts_with("Due date of action 1: an entry was added in this window"),
        "{:?}",
        sentences(&merged)
    );
    let mut record = merged.record.clone();
    let edit = merged.conflicts[0].choose(&record, Side::Theirs).unwrap();
    edit.apply(&mut record).unwrap();
    assert_eq!(due(&record), date(2019, 9, 28));
}

#[test]
fn links_are_sets() {
    let link = |number: u32| format!("mea-2019-{number:06}").parse().unwrap();
    let links = |numbers: &[u32]| {
        numbers
            .iter()
            .map(|&number| link(number))
            .collect::<Vec<_>>()
    };
    let with = |numbers: &[u32]| with_action(1, |action| action.measures = links(numbers));
    let merged = merge(&with(&[1, 2, 3]), &with(&[2, 3, 5]), &with(&[1, 3, 4, 2]));
    assert!(merged.conflicts.is_empty());
    let merged = merged.record.actions.get(action(1).id).unwrap();
    assert_eq!(merged.measures, links(&[3, 4, 5, 2]));
}

#[test]
fn an_order_changed_twice_is_a_question() {
    let order = |places: [usize; 4]| {
        with_meeting(|meeting| {
            let old = meeting.agenda.clone();
            meeting.agenda = places.map(|place| old[place].clone()).into();
        })
    };
    let (ours, theirs) = (order([1, 0, 2, 3]), order([0, 2, 1, 3]));
    let merged = merge(&base(), &ours, &theirs);
    assert_eq!(
        sentences(&merged),
        [
            "Agenda of Board, 12 Jun 2019: the order was changed in this window and, in another way, \
          in the file."
        ]
    );
    assert_eq!(merged.record, ours);
    let mut record = merged.record.clone();
    let edit = merged.conflicts[0].choose(&record, Side::Theirs).unwrap();
    edit.apply(&mut record).unwrap();
    assert_eq!(record, theirs);
}

#[test]
fn an_order_and_an_entry_in_question_are_the_same_from_either_side() {
    let side = |order: [usize; 4], minute: &str| {
        with_meeting(|meeting| {
            let agenda = order.map(|place| meeting.agenda[place].clone());
            meeting.agenda = agenda.into();
            let last = meeting.agenda.last_mut().unwrap();
            minute.clone_into(&mut last.minute);
        })
    };
    let (ours, theirs) = (side([2, 0, 1, 3], "a"), side([1, 0, 2, 3], "b"));
    let merged = merge(&base(), &ours, &theirs);
    let swapped = merge(&base(), &theirs, &ours);
    assert_eq!(merged.conflicts.len(), 2);
    for conflict in &merged.conflicts {
        assert!(swapped.conflicts.contains(&mirrored(conflict)));
    }
    // Neither choice takes the other along.
    for order_first in [false, true] {
        let mut record = merged.record.clone();
        let mut conflicts: Vec<&Conflict> = merged.conflicts.iter().collect();
        conflicts.sort_by_key(|conflict| (conflict.kind == ConflictKind::Order) != order_first);
        for conflict in conflicts {
            let edit = conflict.choose(&record, Side::Theirs).unwrap();
            edit.apply(&mut record).unwrap();
        }
        assert_eq!(record, theirs);
    }
}

#[test]
fn every_item_of_the_samples_comes_back_from_its_data() {
    for text in [
        include_str!("../../../saves/worcestershire-2019.ron"),
        include_str!("../../../saves/worcestershire-2024.ron"),
        include_str!("../../../saves/new-board.ron"),
    ] {
        let record: Record = ron::from_str(text).unwrap();
        for at in record.refs() {
            let item = record.item(at).unwrap();
            assert_eq!(Item::from_value(at, item.to_value()).unwrap(), item);
        }
    }
}
