//! What holds of every merge, on records changed at random in two places.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

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
