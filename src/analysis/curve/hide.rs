//! Small numbers: which values may not be shown, and why.
//!
//! A count, a numerator or a base under the measure's threshold is hidden, as the published
//! statistics on children do (counts of 1 to 5 in older releases, symbol `c`). Where one figure
//! of several that add up to a whole is hidden, the next smallest is hidden too, since the whole
//! less the rest would give it away ("secondary suppression").

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{Id, Measure, MeasureValue, Reading, Record, Unit};

/// Why a value is hidden. The value itself is nowhere in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// A count, or the numerator or base of a share, is under this threshold.
    Small(u32),
    /// Another value that adds up with this one to a whole is hidden.
    Secondary,
}

impl Hidden {
    /// What stands in its place: "fewer than 5".
    pub fn words(self) -> String {
        match self {
            Self::Small(threshold) => format!("fewer than {threshold}"),
            Self::Secondary => "hidden".to_owned(),
        }
    }

    /// The reason at length.
    pub fn reason(self) -> String {
        match self {
            Self::Small(threshold) => {
                format!("fewer than {threshold}: so few that a person could be recognised")
            }
            Self::Secondary => {
                "hidden, because another figure could be worked out from it".to_owned()
            }
        }
    }
}

/// For each value of the measure, in the order of the measure, why it is hidden, if it is.
pub fn hidden(measure: &Measure, record: &Record) -> Vec<Option<Hidden>> {
    let mut out = primary(measure);
    if measure.complements.is_empty()
        && !record
            .measures
            .iter()
            .any(|other| other.complements.contains(&measure.id))
    {
        return out;
    }
    let second = secondary(&group(measure, record), measure.id);
    for (value, hidden) in measure.values.iter().zip(&mut out) {
        if hidden.is_none() && value.reading.number().is_some() && second.contains(&value.date) {
            *hidden = Some(Hidden::Secondary);
        }
    }
    out
}

/// What the measure's own threshold hides.
pub fn primary(measure: &Measure) -> Vec<Option<Hidden>> {
    measure
        .values
        .iter()
        .map(|value| {
            let threshold = measure.hide_below?;
            let number = value.reading.number()?;
            is_small(measure, value, number, threshold).then_some(Hidden::Small(threshold))
        })
        .collect()
}

/// Whether a bare figure of this measure (a baseline, a past value) is under its threshold.
pub fn hides_figure(measure: &Measure, number: f64) -> bool {
    measure
        .hide_below
        .is_some_and(|threshold| counts(&measure.unit) && number < f64::from(threshold))
}

fn counts(unit: &Unit) -> bool {
    match unit {
        Unit::Count | Unit::Other(_) => true,
        Unit::Percent
        | Unit::PerTenThousand
        | Unit::Days
        | Unit::Weeks
        | Unit::CasesPerWorker
        | Unit::Pounds => false,
    }
}

fn is_small(measure: &Measure, value: &MeasureValue, number: f64, threshold: u32) -> bool {
    let below = |count: f64| count < f64::from(threshold);
    let numerator = value.numerator.or_else(|| {
        let base = value.denominator?;
        (measure.unit == Unit::Percent).then_some(base * number / 100.0)
    });
    (counts(&measure.unit) && below(number))
        || numerator.is_some_and(below)
        || value.denominator.is_some_and(below)
}

/// The measure and all that add up with it to a whole, by id.
fn group<'a>(measure: &'a Measure, record: &'a Record) -> BTreeMap<Id<Measure>, &'a Measure> {
    let mut found = BTreeMap::from([(measure.id, measure)]);
    loop {
        let before = found.len();
        for other in record.measures.iter() {
            let linked = found.contains_key(&other.id)
                || found
                    .values()
                    .any(|known| known.complements.contains(&other.id))
                || other.complements.iter().any(|id| found.contains_key(id));
            if linked && !found.contains_key(&other.id) {
                found.insert(other.id, other);
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

/// Figures left beside hidden ones, with their measures.
type Left = Vec<(f64, Id<Measure>)>;

/// Dates on which `of` must be hidden because it is the smallest figure left beside one hidden.
fn secondary(group: &BTreeMap<Id<Measure>, &Measure>, of: Id<Measure>) -> Vec<Date> {
    // At each date: how many are hidden, and the figures left.
    let mut dates: BTreeMap<Date, (usize, Left)> = BTreeMap::new();
    for (&id, measure) in group {
        for (value, hidden) in measure.values.iter().zip(primary(measure)) {
            let entry = dates.entry(value.date).or_default();
            match value.reading {
                Reading::Suppressed => entry.0 += 1,
                Reading::Number(_) if hidden.is_some() => entry.0 += 1,
                Reading::Number(number) => entry.1.push((value.numerator.unwrap_or(number), id)),
                Reading::NotApplicable | Reading::NotAvailable | Reading::RoundsToZero => {}
            }
        }
    }
    dates
        .into_iter()
        .filter(|(_, (hidden, _))| *hidden == 1)
        .filter_map(|(date, (_, left))| {
            left.into_iter()
                .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
                .filter(|(_, id)| *id == of)
                .map(|_| date)
        })
        .collect()
}
