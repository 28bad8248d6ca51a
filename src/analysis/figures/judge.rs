//! What would be done with each figure, and why not.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use crate::model::{Id, Measure, Period, Reading, Record, date};

use super::{
    About, Fractions, JUMP, PreviewRow, Reason, What,
    cells::{Case, Known, fraction, read},
    compare, dates,
    layout::Proposal,
    names::Names,
    values::{self, Sign, Written},
};

/// Judges every figure, in the order of the text.
pub(super) fn judge(
    proposals: Vec<Proposal>,
    record: &Record,
    names: &Names<'_>,
    today: Date,
    fractions: Fractions,
) -> Vec<PreviewRow> {
    let mut known: HashMap<Id<Measure>, Known<'_>> = HashMap::new();
    let mut found: HashMap<String, Result<Id<Measure>, String>> = HashMap::new();
    let mut cases: Vec<Case> = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        let measure = match proposal.measure {
            Some(id) => Ok(id),
            None => found
                .entry(proposal.name.clone())
                .or_insert_with(|| names.find(&proposal.name).map(|measure| measure.id))
                .clone(),
        };
        if let Some(measure) = measure.as_ref().ok().and_then(|id| names.get(*id)) {
            known
                .entry(measure.id)
                .or_insert_with(|| Known::of(measure, record, today));
        }
        let own = measure.as_ref().ok().and_then(|id| known.get(id));
        let mut case = read(proposal, own, today, fractions);
        if let Err(why) = measure {
            case.row
                .reasons
                .insert(0, Reason::refusal(About::Measure, why));
        }
        settle(&mut case.row);
        cases.push(case);
    }
    ask_of_ones(&mut cases, fractions);
    let (others, mut cases): (Vec<_>, Vec<_>) = cases
        .into_iter()
        .partition(|case| case.row.compare.is_some());
    refuse_repeats(&mut cases);
    let mut rows: Vec<PreviewRow> = cases.into_iter().map(|case| case.row).collect();
    compare_with_record(&mut rows, &known);
    check_periods(&mut rows, &known);
    warn_of_jumps(&mut rows, &known);
    let mut others: Vec<PreviewRow> = others.into_iter().map(|case| case.row).collect();
    compare::judge(&mut others, &known);
    rows.append(&mut others);
    rows.sort_by_key(|row| row.line);
    rows
}

/// A row with a refusal is refused.
fn settle(row: &mut PreviewRow) {
    if row
        .reasons
        .iter()
        .any(|reason| reason.weight == super::Weight::Refusal)
    {
        row.what = What::Refuse;
    }
}

fn refuse(row: &mut PreviewRow, about: About, text: impl Into<String>) {
    row.reasons.push(Reason::refusal(about, text));
    row.what = What::Refuse;
}

/// Where a measure has fractions in the text, its bare 1 is one too.
fn ask_of_ones(cases: &mut [Case], fractions: Fractions) {
    if fractions == Fractions::PerCent {
        return;
    }
    let with_fractions: HashSet<Id<Measure>> = cases
        .iter()
        .filter(|case| match fractions {
            Fractions::Ask => case.row.reasons.iter().any(|r| r.about == About::Fraction),
            // Read as fractions of one, they are no longer below 1.
            Fractions::OfOne => {
                values::read(&case.row.value_text).is_ok_and(|written| match written {
                    Written::Number(number, Sign::None, _) => {
                        number < 1.0
                            && case.row.value.as_ref().is_some_and(|value| {
                                value.reading.number().is_some_and(|read| read > number)
                            })
                    }
                    Written::Number(..) | Written::State(..) => false,
                })
            }
            Fractions::PerCent => false,
        })
        .filter_map(|case| case.row.measure)
        .collect();
    for case in cases {
        let among = case
            .row
            .measure
            .is_some_and(|id| with_fractions.contains(&id));
        let Some(value) = case.row.value.as_mut().filter(|_| among && case.bare) else {
            continue;
        };
        if value.reading == Reading::Number(1.0) {
            let mut reasons = Vec::new();
            value.reading = Reading::Number(fraction(1.0, fractions, &mut reasons));
            case.row.reasons.append(&mut reasons);
            settle(&mut case.row);
        }
    }
}

/// The same day twice in the text: a repeat is left out, two figures for one day are both refused.
fn refuse_repeats(cases: &mut [Case]) {
    let mut first: HashMap<(Id<Measure>, Date), usize> = HashMap::new();
    for at in 0..cases.len() {
        let Some(row) = cases.get(at).map(|case| &case.row) else {
            continue;
        };
        let Some(key) = row.measure.zip(row.date).filter(|_| row.value.is_some()) else {
            continue;
        };
        let Some(&earlier) = first.get(&key) else {
            first.insert(key, at);
            continue;
        };
        let (early, late) = cases.split_at_mut(at);
        let (Some(early), Some(late)) = (early.get_mut(earlier), late.first_mut()) else {
            continue;
        };
        let (early, late) = (&mut early.row, &mut late.row);
        let read = |row: &PreviewRow| row.value.as_ref().map(|value| value.reading);
        if read(early) == read(late) {
            let words = format!("It repeats line {}.", early.line);
            refuse(late, About::Duplicate, words);
        } else {
            let words = |line: u64| format!("Line {line} has another figure for the same day.");
            refuse(late, About::Duplicate, words(early.line));
            // Said once, however many there are.
            if !early
                .reasons
                .iter()
                .any(|reason| reason.about == About::Duplicate)
            {
                refuse(early, About::Duplicate, words(late.line));
            }
        }
    }
}

fn same_number(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn same_reading(one: Reading, other: Reading) -> bool {
    match (one.number(), other.number()) {
        (None, None) => one == other,
        (one, other) => same_number(one, other),
    }
}

/// Add, revise, complete or the same.
fn compare_with_record(rows: &mut [PreviewRow], known: &HashMap<Id<Measure>, Known<'_>>) {
    for row in rows {
        let (Some(known), Some(value)) = (row.measure.and_then(|id| known.get(&id)), &row.value)
        else {
            continue;
        };
        let Some(old) = known
            .recorded
            .get(&value.date)
            .filter(|_| row.what != What::Refuse)
        else {
            continue;
        };
        if !same_reading(old.reading, value.reading) {
            row.what = What::Revise { was: old.reading };
            if old.reading.number().is_some() && value.reading.number().is_none() {
                let state = value.reading.reason().unwrap_or_default();
                let words = format!("The recorded figure gives way to: {state}.");
                row.reasons.push(Reason::warning(About::Lost, words));
            }
            continue;
        }
        let parts = [
            (old.numerator, value.numerator),
            (old.denominator, value.denominator),
        ];
        if parts
            .iter()
            .any(|(old, new)| old.is_some() && new.is_some() && !same_number(*old, *new))
        {
            let words = "The numbers behind it differ from those recorded, and are not taken.";
            row.reasons.push(Reason::warning(About::Parts, words));
            row.what = What::Same;
        } else if parts
            .iter()
            .any(|(old, new)| old.is_none() && new.is_some())
        {
            row.what = What::Complete;
        } else {
            row.what = What::Same;
        }
    }
}

/// New days against what the measure covers and against the days round them.
fn check_periods(rows: &mut [PreviewRow], known: &HashMap<Id<Measure>, Known<'_>>) {
    let mut taken: HashMap<Id<Measure>, BTreeMap<Date, Option<u64>>> = HashMap::new();
    for row in rows {
        let (Some(id), Some(day)) = (row.measure, row.date) else {
            continue;
        };
        let Some(known) = known.get(&id).filter(|_| row.what == What::Add) else {
            continue;
        };
        if let Some(why) = dates::unfit(day, known.measure) {
            refuse(row, About::Period, why);
            continue;
        }
        let days = taken
            .entry(id)
            .or_insert_with(|| known.recorded.keys().map(|day| (*day, None)).collect());
        let frequency = known.measure.frequency;
        let before = days.range(..day).next_back();
        let after = days.range(day..).next();
        let near = before
            .into_iter()
            .chain(after)
            .find(|(other, _)| **other != day && dates::same_period(**other, day, frequency));
        if let Some((other, line)) = near {
            let whose = match line {
                Some(line) => format!("line {line}"),
                None => "the record".to_owned(),
            };
            let words = format!(
                "A {} measure has one figure a period, and {whose} has one of {}.",
                frequency.word().to_lowercase(),
                date::short(*other)
            );
            if known.measure.period == Period::InPeriod {
                refuse(row, About::Period, words);
                continue;
            }
            row.reasons.push(Reason::warning(About::Period, words));
        }
        days.insert(day, Some(row.line));
    }
}

/// Changes from the figure before by more than six mean moving ranges of the part in force.
fn warn_of_jumps(rows: &mut [PreviewRow], known: &HashMap<Id<Measure>, Known<'_>>) {
    let mut series: HashMap<Id<Measure>, BTreeMap<Date, f64>> = HashMap::new();
    for row in rows.iter().filter(|row| row.what.changes()) {
        let number = row.value.as_ref().and_then(|value| value.reading.number());
        let (Some(id), Some(day), Some(number)) = (row.measure, row.date, number) else {
            continue;
        };
        let Some(known) = known.get(&id).filter(|known| known.usual.is_some()) else {
            continue;
        };
        let numbers = || {
            known
                .recorded
                .iter()
                .filter_map(|(day, value)| value.reading.number().map(|number| (*day, number)))
        };
        series
            .entry(id)
            .or_insert_with(|| numbers().collect())
            .insert(day, number);
    }
    for row in rows
        .iter_mut()
        .filter(|row| row.what.changes() && row.what != What::Complete)
    {
        let (Some(id), Some(day)) = (row.measure, row.date) else {
            continue;
        };
        let usual = known.get(&id).and_then(|known| known.usual);
        let (Some(usual), Some(series)) = (usual, series.get(&id)) else {
            continue;
        };
        let (Some(number), Some((before, previous))) =
            (series.get(&day), series.range(..day).next_back())
        else {
            continue;
        };
        if row
            .value
            .as_ref()
            .is_some_and(|value| value.reading.number().is_some())
            && (number - previous).abs() > JUMP * usual
        {
            let words = format!(
                "It differs from the figure of {} by more than six mean moving ranges.",
                date::short(*before)
            );
            row.reasons.push(Reason::warning(About::Jump, words));
        }
    }
}
