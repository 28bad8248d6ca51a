//! What a merge promises, on small records changed at random in two places.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;

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

#[derive(Debug, Clone)]
enum Act {
    Title(u32, String),
    Detail(u32, String),
    Links(u32, Vec<u32>),
    Move(u32, i8),
    NoteOn(u32, String),
    Remove(u32),
    Add(u32, u32, usize),
    Shift(u32, usize),
    Minute(usize, String),
    AddAgenda(usize, u32),
    RemoveAgenda(usize),
    ShiftAgenda(usize, usize),
    Attend(u32, bool),
    Figure(i8, u8),
    Goal(String),
    Day(i8),
}

fn act() -> impl Strategy<Value = Act> {
    let text = || "[ab]{1,2}";
    prop_oneof![
        (1..5_u32, text()).prop_map(|(n, t)| Act::Title(n, t)),
        (1..5_u32, "(a|b|First\\.|Third\\.|\n){1,5}").prop_map(|(n, t)| Act::Detail(n, t)),
        (
            1..5_u32,
            prop::sample::subsequence(vec![1, 2, 3, 4], 0..4).prop_shuffle()
        )
            .prop_map(|(n, l)| Act::Links(n, l)),
        (1..5_u32, 7..10_i8).prop_map(|(n, m)| Act::Move(n, m)),
        (1..5_u32, text()).prop_map(|(n, t)| Act::NoteOn(n, t)),
        (1..5_u32).prop_map(Act::Remove),
        (5..8_u32, 0..3_u32, 0..6_usize).prop_map(|(n, t, p)| Act::Add(n, t, p)),
        (1..5_u32, 0..4_usize).prop_map(|(n, p)| Act::Shift(n, p)),
        (0..4_usize, text()).prop_map(|(n, t)| Act::Minute(n, t)),
        (0..5_usize, 5..8_u32).prop_map(|(p, n)| Act::AddAgenda(p, n)),
        (0..4_usize).prop_map(Act::RemoveAgenda),
        (0..4_usize, 0..4_usize).prop_map(|(a, b)| Act::ShiftAgenda(a, b)),
        (1..5_u32, any::<bool>()).prop_map(|(n, h)| Act::Attend(n, h)),
        (1..7_i8, 0..3_u8).prop_map(|(m, v)| Act::Figure(m, v)),
        text().prop_map(Act::Goal),
        (1..4_i8).prop_map(Act::Day),
    ]
}

fn perform(record: &mut Record, act: &Act) {
    let edit_action = |record: &mut Record, number: u32, change: &dyn Fn(&mut Action)| {
        if let Some(old) = record.actions.get(action(number).id) {
            let mut new = old.clone();
            change(&mut new);
            record.put(new.into());
        }
    };
    let edit_meeting = |record: &mut Record, change: &dyn Fn(&mut Meeting)| {
        let mut meeting = record.meetings.iter().next().unwrap().clone();
        change(&mut meeting);
        record.put(meeting.into());
    };
    match act {
        Act::Title(number, text) => edit_action(record, *number, &|a| a.title.clone_from(text)),
        Act::Detail(number, text) => edit_action(record, *number, &|a| a.detail.clone_from(text)),
        Act::Links(number, links) => edit_action(record, *number, &|a| {
            let id = |n: &u32| format!("mea-2019-{n:06}").parse().unwrap();
            a.measures = links.iter().map(id).collect();
        }),
        Act::Move(number, month) => {
            edit_action(record, *number, &|a| a.moves.push(moved(*month, "")));
        }
        Act::NoteOn(number, text) => edit_action(record, *number, &|a| {
            let note = Note {
                on: date(2019, 6, 1),
                by: String::new(),
                text: text.clone(),
                illustrative: false,
            };
            a.notes.push(note);
        }),
        Act::Remove(number) => drop(record.remove(action(*number).id.into())),
        Act::Add(number, title, place) => {
            let new = Action {
                title: format!("New {title}"),
                ..action(*number)
            };
            let at = new.id.into();
            record.put(new.into());
            record.move_to(at, *place);
        }
        Act::Shift(number, place) => record.move_to(action(*number).id.into(), *place),
        Act::Minute(place, text) => edit_meeting(record, &|m| {
            if let Some(item) = m.agenda.get_mut(*place) {
                item.minute.clone_from(text);
            }
        }),
        Act::AddAgenda(place, number) => edit_meeting(record, &|m| {
            let new = agenda_item(*number);
            if m.agenda.iter().all(|item| item.id != new.id) {
                m.agenda.insert((*place).min(m.agenda.len()), new);
            }
        }),
        Act::RemoveAgenda(place) => edit_meeting(record, &|m| {
            if *place < m.agenda.len() {
                m.agenda.remove(*place);
            }
        }),
        Act::ShiftAgenda(from, to) => edit_meeting(record, &|m| {
            if *from < m.agenda.len() {
                let item = m.agenda.remove(*from);
                m.agenda.insert((*to).min(m.agenda.len()), item);
            }
        }),
        Act::Attend(number, there) => edit_meeting(record, &|m| {
            let how = if *there {
                Presence::Present
            } else {
                Presence::Absent
            };
            let new = attendance(*number, how);
            match m.attendance.iter_mut().find(|a| a.person == new.person) {
                Some(old) => *old = new,
                None => m.attendance.push(new),
            }
        }),
        Act::Figure(month, figure) => {
            let mut measure = record.measures.iter().next().unwrap().clone();
            let new = value(*month, *figure);
            match measure.values.iter_mut().find(|v| v.date == new.date) {
                Some(old) => *old = new,
                None => measure.values.push(new),
            }
            record.put(measure.into());
        }
        Act::Goal(text) => {
            let mut organisation = (*record.organisation).clone();
            organisation.about.clone_from(text);
            record.put(organisation.into());
        }
        Act::Day(day) => record.as_at = Some(date(2019, 9, *day)),
    }
}

fn triple() -> impl Strategy<Value = (Record, Record, Record)> {
    let acts = |most| prop::collection::vec(act(), 0..most);
    (acts(3), acts(5), acts(5)).prop_map(|(first, ours, theirs)| {
        let done = |from: &Record, acts: &[Act]| {
            let mut record = from.clone();
            for act in acts {
                perform(&mut record, act);
            }
            record
        };
        let base = done(&base(), &first);
        let (ours, theirs) = (done(&base, &ours), done(&base, &theirs));
        (base, ours, theirs)
    })
}

fn mirrored(conflict: &Conflict) -> Conflict {
    Conflict {
        ours: conflict.theirs.clone(),
        theirs: conflict.ours.clone(),
        ..conflict.clone()
    }
}

/// Every piece of the record: the fields on the way to it, and what it is. Paragraphs are pieces.
fn pieces(path: &str, value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                pieces(&format!("{path}.{name}"), value, out);
            }
        }
        Value::Array(entries) => {
            for entry in entries {
                pieces(path, entry, out);
            }
        }
        Value::String(text) => {
            out.extend(text.split('\n').map(|part| format!("{path}: {part}")));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {
            out.insert(format!("{path}: {value}"));
        }
    }
}

fn pieces_of(record: &Record) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    pieces("", &data(record), &mut out);
    out
}

/// The fields of an item, and of the entries of its agenda, as separate things.
fn leaves(record: &Record) -> BTreeMap<(ItemRef, String), Value> {
    let mut leaves = BTreeMap::new();
    for at in record.refs() {
        let Value::Object(fields) = record.item(at).unwrap().to_value() else {
            continue;
        };
        for (name, value) in fields {
            if let Value::Array(entries) = &value
                && name == "agenda"
            {
                for entry in entries {
                    for (field, value) in entry.as_object().unwrap() {
                        let place = format!("agenda {} {field}", entry["id"]);
                        leaves.insert((at, place), value.clone());
                    }
                }
            } else {
                leaves.insert((at, name), value);
            }
        }
    }
    leaves
}

proptest! {
    #![proptest_config(crate::fixtures::cases())]

    #[test]
    fn a_record_changed_in_one_place_is_that_place((base, ours, theirs) in triple()) {
        for (merged, wanted) in [
            (merge(&base, &base, &base), &base),
            (merge(&base, &ours, &base), &ours),
            (merge(&base, &base, &theirs), &theirs),
            (merge(&base, &ours, &ours), &ours),
        ] {
            prop_assert_eq!(&merged.record, wanted);
            prop_assert!(merged.conflicts.is_empty());
        }
    }

    #[test]
    fn it_does_not_matter_which_side_is_ours((base, ours, theirs) in triple()) {
        let merged = merge(&base, &ours, &theirs);
        let swapped = merge(&base, &theirs, &ours);
        for conflict in &merged.conflicts {
            prop_assert!(swapped.conflicts.contains(&mirrored(conflict)), "{conflict:?}");
        }
        prop_assert_eq!(merged.conflicts.len(), swapped.conflicts.len());
        // Choosing theirs everywhere is the merge from the other side.
        let mut record = merged.record.clone();
        let kept = |conflict: &&Conflict| conflict.kind != ConflictKind::DeleteEdit;
        for conflict in merged.conflicts.iter().filter(kept) {
            if let Some(edit) = conflict.choose(&record, Side::Theirs) {
                edit.apply(&mut record).unwrap();
            }
        }
        prop_assert_eq!(&record, &swapped.record);
        for conflict in merged.conflicts.iter().filter(kept) {
            if let Some(edit) = conflict.choose(&record, Side::Ours) {
                edit.apply(&mut record).unwrap();
            }
        }
        prop_assert_eq!(&record, &merged.record);
    }

    #[test]
    fn no_edit_is_lost_and_every_clash_is_listed((base, ours, theirs) in triple()) {
        let merged = merge(&base, &ours, &theirs);
        let (before, mine, other, after) =
            (leaves(&base), leaves(&ours), leaves(&theirs), leaves(&merged.record));
        let places: BTreeSet<_> = mine.keys().chain(other.keys()).collect();
        for place in places {
            let (b, o, t) = (before.get(place), mine.get(place), other.get(place));
            let conflict = merged.conflicts.iter().any(|conflict| {
                conflict.at == place.0
                    && (conflict.field.is_empty()
                        || place.1.split(' ').next() == Some(conflict.field.as_str()))
            });
            let is_list = [b, o, t].into_iter().flatten().any(Value::is_array);
            if conflict {
                continue;
            }
            let wanted = if o == b { t } else { o };
            if o == b || t == b || o == t {
                prop_assert_eq!(after.get(place), wanted, "{:?}", place);
            } else {
                let is_prose = [o, t].into_iter().flatten().any(|v| v.to_string().contains("\\n"));
                prop_assert!(is_list || is_prose, "a clash at {:?} is not listed", place);
            }
        }
    }

    #[test]
    fn nothing_is_invented((base, ours, theirs) in triple()) {
        let merged = merge(&base, &ours, &theirs);
        let mut known = pieces_of(&base);
        known.extend(pieces_of(&ours));
        known.extend(pieces_of(&theirs));
        let invented: Vec<String> = pieces_of(&merged.record).difference(&known).cloned().collect();
        prop_assert!(invented.is_empty(), "{invented:?}");
        let read: Record = serde_json::from_value(data(&merged.record)).unwrap();
        prop_assert_eq!(read, merged.record);
    }

    #[test]
    fn conflicts_are_told_in_words((base, ours, theirs) in triple()) {
        let merged = merge(&base, &ours, &theirs);
        for conflict in &merged.conflicts {
            let sentence = conflict.sentence(&merged.record, Names::RECOVERED_AND_FILE);
            prop_assert!(sentence.ends_with('.') && !sentence.contains('\n'), "{sentence}");
            prop_assert!(!sentence.contains(['{', '}', '_']), "{sentence}");
            prop_assert!(!conflict.title(&merged.record).is_empty());
        }
    }
}
