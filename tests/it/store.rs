//! Records as files: what is written reads back, places are found, hostile texts cost little.

use std::time::{Duration, Instant};

use super::hostile;
use trajectory::model::{ItemRef, Record};
use trajectory::store::lexer::Lexer;
use trajectory::store::read::{read_known, read_record};
use trajectory::store::source::Place;
use trajectory::store::splice::splice;
use trajectory::store::tree::Tree;
use trajectory::store::write::record_text;

/// A record of one of each of the commonest items, as a person would write it.
const BOARD: &str = r#"#![enable(implicit_some)]
(
    format: 1,
    organisation: (
        name: "Worcestershire Children First",
        stage: Live,
    ),
    people: [
        // The chair.
        (
            id: "per-2019-7GK3QX",
            name: "Ann O'Neill",
            class: IndependentChair,
            terms: [(from: "2019-10-01", to: "2022-09-30")],
        ),
    ],
    actions: [
        (
            id: "act-2019-7GK3QX",
            number: 12,
            title: "Two
lines",
            original_due: "2020-01-31",
        ),
    ],
)
"#;

#[expect(clippy::unwrap_used, reason = "a test's own helper")]
fn opened(text: &str) -> (Record, trajectory::store::source::Source) {
    let opened = read_record(text.as_bytes().to_vec())
        .map_err(|err| err.report("test.ron"))
        .unwrap();
    (opened.record, opened.source)
}

#[test]
fn a_record_reads_writes_and_reads_the_same() {
    let (record, _) = opened(BOARD);
    let text = record_text(&record).unwrap();
    let (again, _) = opened(&text);
    assert_eq!(again, record);
    assert_eq!(record_text(&again).unwrap(), text);
    assert!(text.contains("name: \"Ann O'Neill\",\n"), "{text}");
    assert!(text.contains("title: \"Two\nlines\",\n"), "{text}");
    assert!(
        text.contains("terms: [(from: \"2019-10-01\", to: \"2022-09-30\")],\n"),
        "{text}"
    );
}

#[test]
fn an_empty_record_writes_and_reads() {
    let text = record_text(&Record::default()).unwrap();
    assert_eq!(opened(&text).0, Record::default());
}

#[test]
fn every_item_and_field_has_its_place() {
    let (record, source) = opened(BOARD);
    let at = |line, column| Some(Place { line, column });
    let action = ItemRef::from(record.actions.iter().next().unwrap().id);
    assert_eq!(source.position_of_item(action, None), at(18, 9));
    assert_eq!(
        source.position_of_item(action, Some("original_due")),
        at(23, 27)
    );
    assert_eq!(source.position_of_item(action, Some("status")), at(18, 9));
    assert_eq!(
        source.position_of_item(ItemRef::Organisation, Some("stage")),
        at(6, 16)
    );
    let person = ItemRef::from(record.people.iter().next().unwrap().id);
    assert_eq!(
        source.position_of_item(person, Some("terms[0].to")),
        at(14, 46)
    );
}

#[test]
fn the_place_of_nothing_is_none() {
    let (_, source) = opened(BOARD);
    assert_eq!(source.position_of("act-2019-000000", None), None);
}

#[test]
fn hostile_texts_cost_no_more_than_a_bounded_multiple_of_a_plain_one() {
    let actions: Vec<String> = (0..8000)
        .map(|number| {
            format!(
                "        (\n            id: \"act-2019-0{number:05}\",\n            number: {number},\n \
                    title: \"A plain action\",\n            original_due: \"2019-10-31\",\n        ),\n"
            )
        })
        .collect();
    let plain = format!("(format: 1, actions: [\n{}\n])", actions.concat());
    assert!(plain.len() > 900_000);
    let (plain, read) = timed(plain);
    assert!(read);
    for (kind, text) in hostile::texts() {
        let (took, read) = timed(text);
        assert!(took < plain * 20, "{kind}: {took:?} against {plain:?}");
        assert!(!read, "{kind}");
    }
}

/// How long it takes, and whether it is a record with nothing unknown in it.
fn timed(text: String) -> (Duration, bool) {
    let bytes = text.into_bytes();
    let start = Instant::now();
    let read = read_known(bytes).is_ok_and(|known| known.faults().next().is_none());
    (start.elapsed(), read)
}

#[test]
fn lexer_and_tree_take_every_hostile_text() {
    for (kind, text) in hostile::texts() {
        let end = Lexer::new(&text).last().map_or(0, |token| token.end);
        assert_eq!(end, text.len(), "{kind}");
        let tree = Tree::of(&text);
        assert!(tree.len() <= Lexer::new(&text).count(), "{kind}");
    }
}

/// The records that come with the program.
fn samples() -> Vec<(&'static str, &'static str)> {
    vec![
        ("new-board", include_str!("../../saves/new-board.ron")),
        (
            "worcestershire-2019",
            include_str!("../../saves/worcestershire-2019.ron"),
        ),
        (
            "worcestershire-2024",
            include_str!("../../saves/worcestershire-2024.ron"),
        ),
    ]
}

#[test]
fn every_sample_opens_and_is_left_alone_without_a_change() {
    for (name, text) in samples() {
        let (record, source) = opened(text);
        assert_eq!(source.tree().fault, None, "{name}");
        let kept = splice(&source, &record, &record).unwrap();
        assert!(kept.to_bytes() == text.as_bytes(), "{name}");
    }
}

#[test]
fn every_item_of_a_sample_has_a_place() {
    for (name, text) in samples() {
        let (record, source) = opened(text);
        for at in record.refs() {
            let Some(id) = at.id_text() else { continue };
            let place = source.position_of_item(at, Some("id")).unwrap();
            assert!(
                source.line(place.line).contains(id),
                "{name}: {id} at {place}"
            );
        }
    }
}

#[test]
fn a_change_of_one_field_of_any_action_of_a_sample_is_a_change_of_its_lines() {
    for (name, text) in samples() {
        let (record, source) = opened(text);
        for action in record.actions.iter() {
            let mut changed = action.clone();
            changed.owner = "Somebody else".to_owned();
            let mut new = record.clone();
            new.actions.put(changed);
            let spliced = splice(&source, &record, &new).unwrap();
            let (before, after) = lines_changed(text, spliced.text());
            assert!(
                before <= 1 && after <= 1,
                "{name} {}: {before} {after}",
                action.id
            );
        }
    }
}

/// How many lines a diff would take out and put in.
fn lines_changed(old: &str, new: &str) -> (usize, usize) {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let shorter = old.len().min(new.len()) - start;
    let ends = old.iter().rev().zip(new.iter().rev()).take(shorter);
    let end = ends.take_while(|(a, b)| a == b).count();
    (old.len() - start - end, new.len() - start - end)
}

#[test]
fn what_the_house_writes_of_a_sample_reads_the_same() {
    for (name, text) in samples() {
        let (record, _) = opened(text);
        let written = record_text(&record).unwrap();
        assert!(opened(&written).0 == record, "{name}");
    }
}
