//! Figures of other areas: which of a published file are read, and what would be done with them.
//!
//! Read are England, the region of the record's council, and every area that some measure of the
//! record is compared with already, by its name. They go among the benchmarks of a measure, never
//! among its own values.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use crate::model::{Benchmark, Id, Measure, Reading, Record, date};

use super::{About, PreviewRow, Reason, What, cells::Known, names::loose};

/// The areas whose figures are read beside those of the council.
#[derive(Debug, Clone, Default)]
pub(super) struct Others {
    wanted: BTreeSet<String>,
}

impl Others {
    /// England and every area that a measure is compared with.
    pub fn of(record: &Record) -> Self {
        let benchmarks = record.measures.iter().flat_map(|one| &one.benchmarks);
        let mut wanted: BTreeSet<String> = benchmarks
            .map(|benchmark| loose(&benchmark.name))
            .filter(|name| !name.is_empty())
            .collect();
        wanted.insert("england".to_owned());
        Self { wanted }
    }

    /// The council's region too.
    pub fn add(&mut self, region: &str) {
        if !region.is_empty() {
            self.wanted.insert(loose(region));
        }
    }

    /// Whether the figures of this area are read.
    pub fn wants(&self, area: &str) -> bool {
        self.wanted.contains(&loose(area))
    }
}

/// The benchmark of this name.
pub(crate) fn named<'a>(measure: &'a Measure, name: &str) -> Option<&'a Benchmark> {
    let wanted = loose(name);
    let mut all = measure.benchmarks.iter();
    all.find(|one| loose(&one.name) == wanted)
}

/// A figure of another area on one day.
type Key = (Id<Measure>, String, Date);

/// Add, revise or the same; a day twice in the text is refused.
pub(super) fn judge(rows: &mut [PreviewRow], known: &HashMap<Id<Measure>, Known<'_>>) {
    let mut first: BTreeMap<Key, u64> = BTreeMap::new();
    for row in rows {
        let (Some(measure), Some(area), Some(value)) =
            (row.measure, row.compare.clone(), &row.value)
        else {
            continue;
        };
        if row.what == What::Refuse {
            continue;
        }
        let (Some(number), Some(known)) = (value.reading.number(), known.get(&measure)) else {
            continue;
        };
        let day = value.date;
        if let Some(line) = first.get(&(measure, loose(&area), day)) {
            let words = format!("Line {line} has a figure of {area} for the same day.");
            row.reasons.push(Reason::refusal(About::Duplicate, words));
            row.what = What::Refuse;
            continue;
        }
        first.insert((measure, loose(&area), day), row.line);
        let recorded = named(known.measure, &area).and_then(|benchmark| {
            let mut values = benchmark.values.iter();
            values.find(|value| value.date == day)
        });
        row.what = match recorded {
            None => What::Add,
            Some(old) if (old.value - number).abs() <= 1e-9 * number.abs().max(1.0) => What::Same,
            Some(old) => {
                let words = format!(
                    "The figure of {area} for {} is replaced; benchmarks keep no revisions.",
                    date::short(day)
                );
                row.reasons.push(Reason::warning(About::Lost, words));
                What::Revise {
                    was: Reading::Number(old.value),
                }
            }
        };
    }
}
