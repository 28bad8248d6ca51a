//! Records of chance as PDF: each one comes out, keeps the rules, and its public edition is silent.
//!
//! `TRAJECTORY_CASES` asks for another number of records; each of them is exported.

use std::collections::BTreeSet;

use fastrand::Rng;
use jiff::civil::{Date, date};
use trajectory::{
    model::{Id, Meeting, Record},
    pack::{
        compose::{compose, compose_public},
        doc::{Block, Document, Part, plain},
        freeze::{Frozen, Request, freeze},
        leak,
        pdf::{self, Options},
        plain as outline,
        public::PublicPack,
    },
};

use super::checker::File;
use crate::{
    random::{self, CANARY, Planter, cases, told},
    support::{sample, september},
};

const ISSUED: Date = date(2019, 9, 24);

fn frozen(record: &Record, meeting: Id<Meeting>) -> Frozen {
    freeze(Request::of(record, meeting, ISSUED)).unwrap()
}

/// Of a long run each tenth record is a file of its own, whole; of the others nine share one, a part
/// each, with every block of theirs: pages are what costs.
fn batches(usual: u64) -> impl Iterator<Item = Vec<u64>> {
    let cases = cases(usual);
    let alone = if cases > 100 { 10_u8 } else { 1 };
    let batch = move |first: u64| {
        let rest: Vec<u64> = (first + 1..first + u64::from(alone))
            .filter(|seed| *seed < cases)
            .collect();
        [vec![first], rest]
            .into_iter()
            .filter(|seeds| !seeds.is_empty())
    };
    (0..cases).step_by(usize::from(alone)).flat_map(batch)
}

/// One document of many: each is a part, its own parts are sections.
fn joined(documents: Vec<(u64, Document)>) -> Document {
    let mut documents = documents.into_iter().peekable();
    let (_, first) = documents.peek().unwrap();
    let mut all = Document {
        parts: Vec::new(),
        attachments: Vec::new(),
        cover: None,
        ..first.clone()
    };
    for (seed, document) in documents {
        let section = |part: Part| {
            let text = plain(format!("{} {}", part.label, part.title));
            std::iter::once(Block::Heading { level: 2, text }).chain(part.blocks)
        };
        all.parts.push(Part {
            label: seed.to_string(),
            title: document.title,
            purpose: document.mark,
            purpose_rest: document.body,
            one_page: false,
            blocks: document.parts.into_iter().flat_map(section).collect(),
        });
    }
    all
}

/// The document of some records: of one it is its own.
fn document(seeds: &[u64], mut make: impl FnMut(u64) -> Document) -> Document {
    if let [seed] = seeds {
        return make(*seed);
    }
    joined(seeds.iter().map(|seed| (*seed, make(*seed))).collect())
}

#[test]
fn every_record_of_chance_gives_a_file_that_keeps_the_rules() {
    let sample = sample();
    for seeds in batches(6) {
        told(seeds[0]);
        let document = document(&seeds, |seed| {
            let mut rng = Rng::with_seed(seed);
            let record = random::record(&sample, &mut rng);
            let mut meetings = record.meetings.iter();
            let meeting = meetings.nth(rng.usize(..record.meetings.len())).unwrap();
            compose(&frozen(&record, meeting.id))
        });
        let made = pdf::make(&document, &Options::default())
            .unwrap_or_else(|err| panic!("seeds {seeds:?}: {err}"));
        let file = File::open(&made.bytes);
        assert_eq!(file.problems(), Vec::<String>::new(), "seeds {seeds:?}");
        assert_eq!(file.pages(), made.pages, "seeds {seeds:?}");
        let headings = file.tags().all("H1").len();
        assert_eq!(headings, document.parts.len(), "seeds {seeds:?}");
        assert!(
            !made.remarks.iter().any(|remark| remark.contains("plain")),
            "seeds {seeds:?}: {:?}",
            made.remarks
        );
    }
}

#[test]
fn no_canary_gets_into_a_public_file() {
    let sample = sample();
    for seeds in batches(6) {
        told(seeds[0]);
        let mut withheld = BTreeSet::new();
        let mut control = None;
        let document = document(&seeds, |seed| {
            let mut rng = Rng::with_seed(seed);
            let mut record = random::few(&sample, &mut rng);
            Planter::new().plant(&mut record, &mut rng);
            let pack = frozen(&record, september(&record).id);
            let public = PublicPack::of(&pack).unwrap();
            withheld.extend(public.withheld().iter().cloned());
            control = Some((pack, public.withheld().to_vec()));
            compose_public(&public)
        });
        let withheld: Vec<String> = withheld.into_iter().collect();
        let made = pdf::make(&document, &Options::default())
            .unwrap_or_else(|err| panic!("seeds {seeds:?}: {err}"));
        let strings = pdf::strings(&made.bytes).unwrap();
        let row: String = strings.iter().map(|text| leak::squash(text)).collect();
        assert!(!row.contains(CANARY), "seeds {seeds:?}");
        if let [_] = seeds.as_slice() {
            let found = leak::search(&strings, &withheld);
            assert!(found.is_empty(), "seeds {seeds:?}: {found:?}");
        }
        // What is open is in it: the file is not silent for want of anything to say.
        for part in &document.parts {
            assert!(row.contains(&leak::squash(&part.title)), "seeds {seeds:?}");
        }
        if seeds[0] < 3 {
            let (pack, withheld) = control.unwrap();
            let full = compose(&pack);
            assert!(outline::strings(&full).join("\n").contains(CANARY));
            let made = pdf::make(&full, &Options::default()).unwrap();
            let strings = pdf::strings(&made.bytes).unwrap();
            assert!(
                leak::refuse(&strings, &withheld).is_err(),
                "the directors’ file would pass"
            );
        }
    }
}
