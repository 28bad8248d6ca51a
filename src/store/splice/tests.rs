use jiff::civil::date;
use proptest::prelude::*;

use super::{SpliceError, fresh, splice};
use crate::model::{
    Action, AgendaItem, Brag, Concern, DateMove, Id, Note, Purpose, Reading, Record, Term,
};
use crate::store::read::{parse, read_record};
use crate::store::source::Source;
use crate::store::write::record_text;

const BOARD: &str = r#"#![enable(implicit_some)]
// The record of a board.
(
    format: 1,
    as_at: "2019-09-24", // the day of the board
    organisation: (
        name: "Worcestershire Children First",
        stage: Shadow, // until October
        spending: [
            // What it cost so far.
            (amount: 70000000, on_what: "Set-up", stated: "2019-07-18", source: "Report"),
        ],
    ),

    /* People, as appointed. */
    people: [ // in order of seniority
        // The chair.
        // Appointed by the council.
        (
            id: "per-2019-AAAAAA",
            name:   "Ann O'Neill",   // hand-aligned
            class: IndependentChair,
            terms: [(from: "2019-10-01", to: "2022-09-30")],
        ),

        // Executives.

        // Interim.
        (id: "per-2019-BBBBBB", name: "Ben", class: Executive),
    ],
    actions: [
        (
            id: "act-2019-AAAAAA",
            number: 1,
            title: "Write the plan",
            // Moved once.
            original_due: "2019-10-31",
            moves: [
                (to: "2019-11-30", on: "2019-10-20"), // see minutes
            ],
            notes: [
                (on: "2019-09-01", text: "Started // not a comment"),
                (on: "2019-09-10", text: "Half
done"),
            ],
        ), // trailing
        (id: "act-2019-BBBBBB", number: 2, title: "Recruit", status: OnTrack, original_due: "2019-12-31"),
        (
            id: "act-2019-CCCCCC", number: 3,
            title: "Third", delivered_on: Some("2019-08-01"), original_due: "2019-08-01",
        )
    ],
    measures: [
        (
            id: "mea-2019-AAAAAA",
            title: "Caseload",
            unit: Other("children"),
            polarity: InRange(low: 10, high: 16.5),
            values: [
                (date: "2019-08-31", value: Number(17)),
                (date: "2019-09-30", value: Suppressed),
            ],
        ),
    ],
    meetings: [
        (
            id: "mtg-2019-AAAAAA",
            title: "Board",
            date: "2019-09-24",
            agenda: [
                // Standing items.
                (id: "agi-2019-AAAAAA", number: "1", title: "Welcome"),
                (id: "agi-2019-BBBBBB", number: "2", title: "Plan", purpose: Decide),
            ],
        ),
    ],
)
// end
"#;

fn board() -> (Source, Record) {
    let opened = read_record(BOARD.as_bytes().to_vec())
        .map_err(|err| err.report("board"))
        .unwrap();
    (opened.source, opened.record)
}

fn changed(change: impl FnOnce(&mut Record)) -> String {
    let (source, old) = board();
    let mut new = old.clone();
    change(&mut new);
    let spliced = splice(&source, &old, &new).unwrap();
    spliced.text().to_owned()
}

/// The lines that differ, as in a diff.
fn lines_changed(new: &str) -> (Vec<&str>, Vec<&str>) {
    let old: Vec<&str> = BOARD.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let shorter = old.len().min(new.len()) - start;
    let pairs = old.iter().rev().zip(new.iter().rev()).take(shorter);
    let end = pairs.take_while(|(a, b)| a == b).count();
    (
        old[start..old.len() - end].to_vec(),
        new[start..new.len() - end].to_vec(),
    )
}

fn edit_action(record: &mut Record, place: usize, change: impl FnOnce(&mut Action)) {
    let mut action = record.actions.iter().nth(place).unwrap().clone();
    change(&mut action);
    record.actions.put(action);
}

#[test]
fn without_a_change_every_byte_stays() {
    let (source, record) = board();
    assert_eq!(splice(&source, &record, &record).unwrap().text(), BOARD);
}

#[test]
fn one_field_changes_one_line_and_keeps_its_comments() {
    let text = changed(|record| {
        edit_action(record, 0, |action| {
            action.title = "Write \"the\" plan".into();
        });
    });
    assert_eq!(
        lines_changed(&text),
        (
            vec!["            title: \"Write the plan\","],
            vec!["            title: \"Write \\\"the\\\" plan\","]
        )
    );
    let text = changed(|record| {
        let mut ann = record.people.iter().next().unwrap().clone();
        ann.name = "Ann".into();
        record.people.put(ann);
    });
    assert_eq!(
        lines_changed(&text).1,
        ["            name:   \"Ann\",   // hand-aligned"]
    );
}

#[test]
fn a_new_field_is_one_more_line_after_its_predecessor() {
    let text = changed(|record| {
        edit_action(record, 0, |action| action.owner = "Chief executive".into());
    });
    assert_eq!(
        lines_changed(&text),
        (vec![], vec!["            owner: \"Chief executive\","])
    );
}

#[test]
fn a_field_is_added_in_line_to_an_item_of_one_line() {
    let text = changed(|record| {
        edit_action(record, 1, |action| {
            action.delivered_on = Some(date(2019, 9, 1));
        });
    });
    assert!(
        text.contains("original_due: \"2019-12-31\", delivered_on: \"2019-09-01\"),\n"),
        "{text}"
    );
}

#[test]
fn a_note_is_added_and_its_neighbours_stay() {
    let text = changed(|record| {
        edit_action(record, 0, |action| {
            action.notes.push(Note {
                on: date(2019, 9, 20),
                by: String::new(),
                text: "Done".into(),
                illustrative: false,
            });
        });
    });
    assert_eq!(
        lines_changed(&text),
        (
            vec![],
            vec!["                (on: \"2019-09-20\", text: \"Done\"),"]
        )
    );
}

#[test]
fn a_removed_item_takes_its_own_comments_along() {
    let text = changed(|record| {
        let ben = record.people.iter().nth(1).unwrap().id;
        record.people.remove(ben);
    });
    assert!(!text.contains("Interim."), "{text}");
    assert!(text.contains("// Executives."), "{text}");
    assert!(text.contains("people: [ // in order of seniority\n        // The chair."));
}

#[test]
fn an_added_item_stands_after_its_predecessor() {
    let text = changed(|record| {
        record
            .actions
            .insert(1, Action::new(id("act-2019-DDDDDD"), 4, date(2020, 1, 31)));
    });
    let (gone, came) = lines_changed(&text);
    assert!(gone.is_empty(), "{gone:?}");
    assert_eq!(came.first(), Some(&"        ("));
    assert_eq!(came.last(), Some(&"        ),"));
    assert!(
        text.contains("        ), // trailing\n        (\n            id: \"act-2019-DDDDDD\",")
    );
}

#[test]
fn a_new_section_stands_in_its_place() {
    let text = changed(|record| {
        record.concerns.put(concern());
    });
    let at = |name: &str| text.find(name).unwrap();
    assert!(at("\n    people:") < at("\n    concerns:"), "{text}");
    assert!(at("\n    concerns:") < at("\n    actions:"), "{text}");
}

#[test]
fn a_removed_value_takes_its_line() {
    let text = changed(|record| record.as_at = None);
    assert_eq!(
        lines_changed(&text),
        (
            vec!["    as_at: \"2019-09-24\", // the day of the board"],
            vec![]
        )
    );
}

#[test]
fn mark_and_line_breaks_of_the_file_are_kept() {
    let text = format!("\u{FEFF}{}", BOARD.replace('\n', "\r\n"));
    let opened = read_record(text.clone().into_bytes()).unwrap();
    let mut new = opened.record.clone();
    edit_action(&mut new, 0, |action| action.title = "Two\nlines".into());
    new.concerns.put(concern());
    let spliced = splice(&opened.source, &opened.record, &new).unwrap();
    let bytes = spliced.to_bytes();
    let text = std::str::from_utf8(&bytes).unwrap();
    assert!(text.starts_with('\u{FEFF}'));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_eq!(read_record(bytes.clone()).unwrap().record, new);
}

#[test]
fn a_text_of_another_record_is_refused() {
    let (source, old) = board();
    let mut other = old.clone();
    let ben = other.people.iter().nth(1).unwrap().id;
    other.people.remove(ben);
    let mut new = other.clone();
    let ann = new.people.iter().next().unwrap().id;
    new.people.remove(ann);
    assert!(matches!(
        splice(&source, &other, &new),
        Err(SpliceError::Foreign)
    ));
}

#[test]
fn every_field_of_a_record_is_a_section() {
    let record = Record {
        as_at: Some(date(2019, 9, 24)),
        ..Record::default()
    };
    let written = fresh(&record).unwrap();
    let tree = written.tree();
    let mut fields: Vec<_> = tree
        .children(tree.root().unwrap())
        .map(|field| written.text()[tree.node(field).name.clone()].to_owned())
        .collect();
    let mut sections: Vec<_> = super::sections::of(&record, &record)
        .iter()
        .map(|section| section.name().to_owned())
        .collect();
    assert_eq!(sections, fields, "the order of the format");
    fields.sort();
    sections.sort();
    assert_eq!(sections, fields);
}

fn id<T: crate::model::id::Kind>(text: &str) -> Id<T> {
    text.parse().unwrap()
}

fn concern() -> Concern {
    let text = "(format: 1, concerns: [(id: \"con-2019-AAAAAA\", title: \"Bed and breakfast\", opened: \"2019-09-01\")])";
    let record: Record = parse(&Source::new(text.to_owned())).unwrap();
    record.concerns.iter().next().unwrap().clone()
}

/// One random edit: what, where, with which text.
type Step = (u8, usize, String);

#[expect(clippy::too_many_lines, reason = "one arm a kind of edit")]
fn step(record: &mut Record, (what, place, text): &Step, count: u32) {
    let mut random = count.wrapping_mul(2_654_435_761);
    let mut number = || {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        random >> 7
    };
    let place = *place;
    let of = |length: usize| if length == 0 { 0 } else { place % length };
    let actions = record.actions.len();
    let meetings = record.meetings.len();
    match what {
        0..=5 if actions > 0 => edit_action(record, of(actions), |action| match what {
            0 => action.title.clone_from(text),
            1 => action.notes.insert(
                of(action.notes.len() + 1),
                Note {
                    on: date(2020, 1, 1),
                    by: text.clone(),
                    text: text.clone(),
                    illustrative: false,
                },
            ),
            2 if !action.notes.is_empty() => {
                action.notes.remove(of(action.notes.len()));
            }
            3 => {
                action.delivered_on = match action.delivered_on {
                    Some(_) => None,
                    None => Some(date(2020, 2, 2)),
                };
            }
            4 => action.status = Brag::ALL[of(6)],
            _ => action.moves.push(DateMove {
                to: date(2021, 1, 1),
                on: date(2020, 1, 1),
                by: String::new(),
                why: text.clone(),
            }),
        }),
        6 => {
            let new = Id::new(2020, &mut number);
            let action = Action::new(new, 9, date(2020, 3, 3));
            record.actions.insert(of(actions + 1), action);
        }
        7 | 8 if actions > 0 => {
            let id = record.actions.iter().nth(of(actions)).unwrap().id;
            if *what == 7 {
                record.actions.remove(id);
            } else {
                record.actions.move_to(id, (place / 7) % actions);
            }
        }
        9 => std::sync::Arc::make_mut(&mut record.organisation)
            .name
            .clone_from(text),
        10 => {
            let organisation = std::sync::Arc::make_mut(&mut record.organisation);
            organisation.company_number = match organisation.company_number {
                Some(_) => None,
                None => Some(text.clone()),
            };
        }
        11 => record.as_at = (place % 2 == 0).then(|| date(2022, 2, 2)),
        12..=14 if meetings > 0 => {
            let mut meeting = record.meetings.iter().nth(of(meetings)).unwrap().clone();
            let length = meeting.agenda.len();
            match what {
                12 => meeting.agenda.insert(
                    of(length + 1),
                    AgendaItem {
                        title: text.clone(),
                        id: Id::new(2021, &mut number),
                        ..agenda_item()
                    },
                ),
                13 if length > 0 => {
                    meeting.agenda.remove(of(length));
                }
                _ if length > 1 => {
                    let item = meeting.agenda.remove(of(length));
                    meeting.agenda.insert((place / 5) % length, item);
                }
                _ => {}
            }
            record.meetings.put(meeting);
        }
        15 if !record.measures.is_empty() => {
            let mut measure = record.measures.iter().next().unwrap().clone();
            let length = measure.values.len();
            if length > 0 {
                let value = &mut measure.values[of(length)];
                value.reading = if place % 3 == 0 {
                    Reading::Number(f64::from(u32::try_from(place % 1000).unwrap()) / 8.0)
                } else {
                    Reading::NotAvailable
                };
            }
            measure.unit = crate::model::Unit::Other(text.clone());
            record.measures.put(measure);
        }
        16 => record.concerns.put(Concern {
            title: text.clone(),
            ..concern()
        }),
        17 if !record.people.is_empty() => {
            let place = of(record.people.len());
            let mut person = record.people.iter().nth(place).unwrap().clone();
            person.terms.insert(
                0,
                Term {
                    from: date(2020, 1, 1),
                    to: None,
                    appointed_by: text.clone(),
                },
            );
            person.skills.push(text.clone());
            record.people.put(person);
        }
        18 if !record.people.is_empty() => {
            let id = record.people.iter().next().unwrap().id;
            record.people.remove(id);
        }
        _ => {}
    }
}

fn agenda_item() -> AgendaItem {
    let (_, record) = board();
    let meeting = record.meetings.iter().next().unwrap();
    AgendaItem {
        purpose: Purpose::Discuss,
        ..meeting.agenda[0].clone()
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let text = prop_oneof![
        "[a-z \\n\"'/,:()]{0,16}",
        any::<String>(),
        Just("x".repeat(90))
    ];
    proptest::collection::vec((0..19_u8, any::<usize>(), text), 1..6)
}

/// The same record, formatted in other ways.
fn formats() -> Vec<String> {
    let (_, record) = board();
    let house = record_text(&record).unwrap();
    let dense = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .to_string(&record)
        .unwrap();
    let commented = dense
        .replace("),(", "), /* a */ (")
        .replace("],", "]/* b */, // c\n");
    vec![
        BOARD.to_owned(),
        BOARD.replace('\n', "\r\n"),
        house,
        dense,
        commented,
    ]
}

proptest! {
    #![proptest_config(crate::fixtures::cases())]

    #[test]
    fn the_changed_text_reads_back_as_the_changed_record(steps in steps(), format in 0..5_usize) {
        let source = Source::new(formats().swap_remove(format));
        let old: Record = parse(&source).map_err(|err| err.report("format")).unwrap();
        let mut new = old.clone();
        for (count, one) in steps.iter().enumerate() {
            step(&mut new, one, u32::try_from(count).unwrap() + 1);
        }
        let spliced = splice(&source, &old, &new);
        prop_assert!(spliced.is_ok(), "{}", spliced.unwrap_err());
        // And back again, which must also give the first record.
        let spliced = spliced.unwrap();
        let back = splice(&spliced, &new, &old);
        prop_assert!(back.is_ok(), "{}\n{}", back.unwrap_err(), spliced.text());
    }

    #[test]
    fn comments_of_untouched_items_are_kept(steps in steps()) {
        let (source, old) = board();
        let mut new = old.clone();
        for (count, one) in steps.iter().enumerate() {
            step(&mut new, one, u32::try_from(count).unwrap() + 1);
        }
        let spliced = splice(&source, &old, &new).unwrap();
        for comment in ["// The record of a board.", "/* People, as appointed. */",
            "// in order of seniority", "// Executives.", "// end", "// until October"] {
            prop_assert!(spliced.text().contains(comment), "{}\n{}", comment, spliced.text());
        }
        let third = new.actions.get(id("act-2019-CCCCCC"));
        if third.is_some() && third == old.actions.get(id("act-2019-CCCCCC")) {
            let item = "(\n            id: \"act-2019-CCCCCC\", number: 3,\n            title: \"Third\", \
                delivered_on: Some(\"2019-08-01\"), original_due: \"2019-08-01\",\n        )";
            prop_assert!(spliced.text().contains(item), "{}", spliced.text());
        }
    }
}
