//! Small counts: withheld from the public with whatever would give them away.

use crate::{
    analysis::curve::hide,
    model::{Concern, ConcernCount, Measure, MeasureValue, Reading, Record, Revision, Unit},
};

/// Whether a count of people is so small that one could be recognised. None is no person.
fn is_small(number: f64, threshold: u32) -> bool {
    number > 0.0 && number < f64::from(threshold)
}

/// The counts of a concern as the public may see them. Where two counts of the same time give a
/// small one as their sum or difference, the smaller of the two goes as well.
pub fn of_concern(concern: &Concern, threshold: u32) -> Vec<ConcernCount> {
    let mut counts: Vec<ConcernCount> = concern.counts.clone();
    for count in &mut counts {
        if count
            .count
            .number()
            .is_some_and(|number| is_small(number, threshold))
        {
            count.count = Reading::Suppressed;
        }
    }
    // Hiding one may make another one of a pair: as often as there are counts is enough.
    for _ in 0..counts.len() {
        let Some(place) = giving_away(&concern.counts, &counts) else {
            break;
        };
        if let Some(count) = counts.get_mut(place) {
            count.count = Reading::Suppressed;
        }
    }
    counts
}

/// A count still shown from which, with another one, a hidden count can be worked out.
fn giving_away(full: &[ConcernCount], shown: &[ConcernCount]) -> Option<usize> {
    let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
    for (hidden, _) in full
        .iter()
        .zip(shown)
        .filter(|(_, shown)| shown.count == Reading::Suppressed)
    {
        let Some(secret) = hidden.count.number() else {
            continue;
        };
        let others: Vec<(usize, f64)> = shown
            .iter()
            .enumerate()
            .filter(|(_, other)| other.on == hidden.on)
            .filter_map(|(place, other)| other.count.number().map(|number| (place, number)))
            .collect();
        for (place, &(first, a)) in others.iter().enumerate() {
            if same(a, secret) {
                return Some(first);
            }
            for &(second, b) in &others[place + 1..] {
                if same((a - b).abs(), secret) || same(a + b, secret) {
                    return Some(if a <= b { first } else { second });
                }
            }
        }
    }
    None
}

/// A measure as the public may see it: the threshold of the pack holds for all, and what that hides
/// is not in the copy, nor its base, nor what it was before.
pub fn values(measure: &Measure, record: &Record, threshold: u32) -> Vec<MeasureValue> {
    let strict = with_threshold(measure, threshold);
    let hidden = hide::hidden(&strict, record);
    strict
        .values
        .iter()
        .zip(hidden)
        .map(|(value, hidden)| {
            let open = hidden.is_none() && value.reading != Reading::Suppressed;
            MeasureValue {
                date: value.date,
                reading: if hidden.is_some() {
                    Reading::Suppressed
                } else {
                    value.reading
                },
                numerator: value.numerator.filter(|_| open),
                denominator: value.denominator.filter(|_| open),
                source: value.source.clone(),
                as_at: value.as_at,
                revisions: if open {
                    revisions(&strict, value)
                } else {
                    Vec::new()
                },
                illustrative: value.illustrative,
            }
        })
        .collect()
}

/// Past readings of an open value: a share has no base of its own there, so it cannot be known to be
/// safe where the value has one.
fn revisions(measure: &Measure, value: &MeasureValue) -> Vec<Revision> {
    let unknown_base = value.numerator.is_some() || value.denominator.is_some();
    value
        .revisions
        .iter()
        .map(|revision| Revision {
            was: match revision.was {
                Reading::Number(number) if unknown_base || hide::hides_figure(measure, number) => {
                    Reading::Suppressed
                }
                Reading::Number(_)
                | Reading::Suppressed
                | Reading::NotApplicable
                | Reading::NotAvailable
                | Reading::RoundsToZero => revision.was,
            },
            until: revision.until,
            why: String::new(),
        })
        .collect()
}

/// The measure with at least the threshold of the pack.
pub fn with_threshold(measure: &Measure, threshold: u32) -> Measure {
    let mut strict = measure.clone();
    strict.hide_below = Some(measure.hide_below.unwrap_or(0).max(threshold));
    strict
}

/// The record whose measures all have at least the threshold of the pack, so that secondary
/// suppression sees what the primary one will hide.
pub fn strict_record(record: &Record, threshold: u32) -> Record {
    let mut strict = record.clone();
    strict.measures = record
        .measures
        .iter()
        .map(|measure| with_threshold(measure, threshold))
        .collect();
    strict
}

/// Texts that would say a withheld count: "2 in bed and breakfast on the day".
pub fn said(full: &Record, reduced: &Record) -> Vec<String> {
    let mut texts = Vec::new();
    for concern in full.concerns.iter() {
        let shown = reduced.concerns.get(concern.id);
        for (place, count) in concern.counts.iter().enumerate() {
            let is_shown = shown
                .and_then(|one| one.counts.get(place))
                .is_some_and(|one| one.count == count.count);
            if let (false, Some(number)) = (is_shown, count.count.number()) {
                let digits = Unit::Count.digits(number, u8::from(number.fract() != 0.0));
                texts.push(format!("{digits} {}", count.what));
                if let Some(word) = in_words(number) {
                    texts.push(format!("{word} {}", count.what));
                }
            }
        }
    }
    texts
}

fn in_words(number: f64) -> Option<String> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count under thirteen"
    )]
    let small = (number.fract() == 0.0 && (0.0..13.0).contains(&number)).then_some(number as usize);
    small.map(crate::pack::words::count)
}
