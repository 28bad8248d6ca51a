//! Packs: frozen, verified, composed, made public, and written as a page.

use jiff::civil::date;
use trajectory::{
    model::Record,
    pack::{
        compose::{compose, compose_public},
        freeze::{Frozen, Request, freeze},
        plain,
        public::PublicPack,
        quarter::quarterly,
    },
    store::read,
};

use super::support::repository;

const SAMPLE: &str = "saves/worcestershire-2019.ron";

fn sample() -> Record {
    let bytes = std::fs::read(repository(SAMPLE)).unwrap();
    read::read_record(bytes).unwrap().record
}

/// A pack of the sample's September meeting.
fn september(record: &Record) -> Frozen {
    let meeting = record
        .meetings
        .iter()
        .find(|meeting| meeting.date == date(2019, 9, 26))
        .unwrap();
    freeze(Request {
        record,
        meeting: meeting.id,
        version: None,
        issued: date(2019, 9, 24),
        as_at: date(2019, 9, 24),
        contents: None,
        attach: Vec::new(),
        previous: None,
        why: String::new(),
    })
    .unwrap()
}

/// Compares with a golden text, or writes it where `UPDATE_GOLDEN` is set.
#[expect(
    clippy::disallowed_methods,
    reason = "golden files are written on demand"
)]
fn golden(name: &str, text: &str) {
    let path = repository("tests/data").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    for (number, (is, was)) in text.lines().zip(wanted.lines()).enumerate() {
        assert_eq!(is, was, "{name}, line {}", number + 1);
    }
    assert_eq!(text.lines().count(), wanted.lines().count(), "{name}");
}

#[test]
fn the_september_pack_reads_as_its_golden_texts() {
    let record = sample();
    let pack = september(&record);
    golden("pack-2019-09-26.txt", &plain::outline(&compose(&pack)));
    let public = PublicPack::of(&pack).unwrap();
    golden(
        "pack-2019-09-26-public.txt",
        &plain::outline(&compose_public(&public)),
    );
    let quarter = quarterly(&record, "2019Q3".parse().unwrap(), date(2019, 9, 24)).unwrap();
    golden("return-2019Q3.txt", &plain::outline(&quarter));
}
