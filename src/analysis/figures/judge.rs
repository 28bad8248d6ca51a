//! What would be done with each figure, and why not.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use crate::analysis::{curve, spc};
use crate::model::{Id, Measure, MeasureValue, Period, Reading, Record, Unit, date};

use super::{
    About, Fractions, JUMP, PreviewRow, Reason, What,
    dates::{self, Stated, YearEnd},
    layout::Proposal,
    names::Names,
    values::{self, Sign, Written},
};

/// Fewest values of a part whose moving ranges say what is usual.
const FEWEST_FOR_JUMPS: usize = 5;
/// Points by which a share may miss its numerator and denominator and still be a matter of rounding
/// somewhere else; beyond it one of the three is wrong.
const MOST_POINTS_APART: f64 = 1.0;

/// A measure as the figures of the text meet it.
struct Known<'a> {
    measure: &'a Measure,
    recorded: BTreeMap<Date, &'a MeasureValue>,
    /// Mean moving range of the part in force.
    usual: Option<f64>,
    /// Recorded figures below 1 exist: a share below 1 % is nothing new.
    below_one: bool,
}

impl<'a> Known<'a> {
    fn of(measure: &'a Measure, record: &Record, today: Date) -> Self {
        let xmr = spc::xmr(&curve::series_in(measure, record, today));
        let usual = xmr
            .last_part()
            .filter(|part| part.points_with_value >= FEWEST_FOR_JUMPS)
            .and_then(|part| part.limits)
            .map(|limits| limits.mr_bar)
            .filter(|range| *range > 0.0);
        let numbers = || {
            measure
                .values
                .iter()
                .filter_map(|value| value.reading.number())
        };
        Self {
            measure,
            recorded: measure
                .values
                .iter()
                .map(|value| (value.date, value))
                .collect(),
            usual,
            below_one: numbers().any(|number| 0.0 < number && number < 1.0),
        }
    }

    fn is_share(&self) -> bool {
        match &self.measure.unit {
            Unit::Percent => true,
            Unit::Other(name) => name.contains('%') || name.to_lowercase().contains("per cent"),
            Unit::Count
            | Unit::PerTenThousand
            | Unit::Days
            | Unit::Weeks
            | Unit::CasesPerWorker
            | Unit::Pounds => false,
        }
    }
}

/// A row under judgement, with the parts of it that the row itself does not keep.
struct Case {
    row: PreviewRow,
    /// No sign stood by the number.
    bare: bool,
}

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
            None => match found.get(&proposal.name) {
                Some(measure) => measure.clone(),
                None => {
                    let measure = names.find(&proposal.name).map(|measure| measure.id);
                    found.insert(proposal.name.clone(), measure.clone());
                    measure
                }
            },
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
    refuse_repeats(&mut cases);
    let mut rows: Vec<PreviewRow> = cases.into_iter().map(|case| case.row).collect();
    compare_with_record(&mut rows, &known);
    check_periods(&mut rows, &known);
    warn_of_jumps(&mut rows, &known);
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

/// Reads the cells of one figure, each fault a reason.
fn read(proposal: Proposal, known: Option<&Known<'_>>, today: Date, fractions: Fractions) -> Case {
    let mut reasons = Vec::new();
    let day = day_of(&proposal, known, today, &mut reasons);
    let as_at = as_at_of(&proposal, day, today, &mut reasons);
    let mut part = |text: &str, noun: &str| {
        values::part(text).unwrap_or_else(|why| {
            reasons.push(Reason::refusal(About::Parts, format!("The {noun}: {why}")));
            None
        })
    };
    let numerator = part(&proposal.numerator, "numerator");
    let denominator = part(&proposal.denominator, "denominator");
    let mut bare = false;
    let reading = match values::read(&proposal.value) {
        Err(why) => {
            reasons.push(Reason::refusal(About::Symbol, why));
            None
        }
        Ok(Written::State(reading, lost)) => {
            reasons.extend(lost.map(|words| Reason::warning(About::Symbol, words)));
            Some(reading)
        }
        Ok(Written::Number(number, sign, places)) => {
            bare = sign == Sign::None;
            let parts = numerator.zip(denominator);
            let number = known.map_or(number, |known| {
                in_unit(number, sign, parts, known, fractions, &mut reasons)
            });
            if let (Some(known), Some(parts)) = (known, parts) {
                fits_parts(number, places, parts, known, &mut reasons);
            }
            Some(Reading::Number(number))
        }
    };
    let source = known
        .filter(|known| known.measure.source.trim() == proposal.source)
        .map_or(proposal.source, |_| String::new());
    let value = day.zip(reading).map(|(date, reading)| MeasureValue {
        numerator,
        denominator,
        source,
        as_at,
        illustrative: proposal.illustrative,
        ..MeasureValue::new(date, reading)
    });
    Case {
        row: PreviewRow {
            line: proposal.line,
            name: proposal.name,
            measure: known.map(|known| known.measure.id),
            date_text: proposal.date,
            date: day,
            value_text: proposal.value,
            value,
            what: What::Add,
            reasons,
        },
        bare,
    }
}

fn day_of(
    proposal: &Proposal,
    known: Option<&Known<'_>>,
    today: Date,
    reasons: &mut Vec<Reason>,
) -> Option<Date> {
    let Some(stated) = proposal.stated() else {
        reasons.push(Reason::refusal(
            About::Date,
            "The date cannot be read: write 31/08/2019, Aug 2019, Q1 2019/20 or 2019-20.",
        ));
        return None;
    };
    let measure = known?.measure;
    let year_end = proposal.year_end.unwrap_or(YearEnd::Unsaid);
    let day = match stated.place(measure, year_end) {
        Ok((day, None)) => day,
        Ok((day, Some(assumed))) => {
            reasons.push(Reason::warning(About::Period, assumed));
            day
        }
        Err(why) => {
            reasons.push(Reason::refusal(About::Period, why));
            return None;
        }
    };
    if day > today {
        let words = format!("{} is still to come.", date::short(day));
        reasons.push(Reason::refusal(About::Future, words));
    }
    Some(day)
}

fn as_at_of(
    proposal: &Proposal,
    day: Option<Date>,
    today: Date,
    reasons: &mut Vec<Reason>,
) -> Option<Date> {
    if proposal.as_at.is_empty() {
        return None;
    }
    let Some(Stated::Day(as_at)) = dates::read(&proposal.as_at) else {
        let words = format!(
            "“{}” is no day on which a figure was drawn.",
            shown(&proposal.as_at)
        );
        reasons.push(Reason::refusal(About::AsAt, words));
        return None;
    };
    if as_at > today {
        let words = format!(
            "It would be drawn on {}, a day still to come.",
            date::short(as_at)
        );
        reasons.push(Reason::refusal(About::AsAt, words));
    } else if day.is_some_and(|day| as_at < day) {
        let words = format!(
            "It was drawn on {}, before the day it speaks of.",
            date::short(as_at)
        );
        reasons.push(Reason::warning(About::AsAt, words));
    }
    Some(as_at)
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The number in the measure's unit, with what is wrong with it.
fn in_unit(
    number: f64,
    sign: Sign,
    parts: Option<(f64, f64)>,
    known: &Known<'_>,
    fractions: Fractions,
    reasons: &mut Vec<Reason>,
) -> f64 {
    let unit = &known.measure.unit;
    let words = unit.words();
    match sign {
        Sign::Percent if !known.is_share() => reasons.push(Reason::refusal(
            About::Unit,
            format!("The figure is a percentage, the measure is in: {words}."),
        )),
        Sign::Pounds if *unit != Unit::Pounds => reasons.push(Reason::refusal(
            About::Unit,
            format!("The figure is in pounds, the measure is in: {words}."),
        )),
        Sign::None | Sign::Percent | Sign::Pounds => {}
    }
    match unit {
        Unit::Percent => {
            let bare = sign == Sign::None;
            let number = if bare && may_be_fraction(number, parts, known) {
                fraction(number, fractions, reasons)
            } else {
                number
            };
            if !(0.0..=100.0).contains(&number) {
                let words = "A percentage lies between 0 and 100.";
                reasons.push(Reason::refusal(About::Unit, words));
            }
            number
        }
        Unit::Count | Unit::PerTenThousand | Unit::Days | Unit::Weeks | Unit::CasesPerWorker => {
            if number < 0.0 {
                let words = format!("A figure below zero, where the measure is in: {words}.");
                reasons.push(Reason::refusal(About::Unit, words));
            }
            number
        }
        Unit::Pounds | Unit::Other(_) => number,
    }
}

/// Between 0 and 1 in a measure that was never so low, and its parts do not say that it is now.
fn may_be_fraction(number: f64, parts: Option<(f64, f64)>, known: &Known<'_>) -> bool {
    let said = parts.is_some_and(|(of, all)| all > 0.0 && (100.0 * of / all - number).abs() < 0.5);
    0.0 < number && number < 1.0 && !known.below_one && !said
}

fn fraction(number: f64, fractions: Fractions, reasons: &mut Vec<Reason>) -> f64 {
    let whole = (number * 1e12).round() / 1e10;
    match fractions {
        Fractions::Ask => {
            reasons.push(Reason::refusal(
                About::Fraction,
                format!(
                    "Is this {whole} % or {number} %? Write the % sign, or say how to read it."
                ),
            ));
            number
        }
        Fractions::OfOne => whole,
        Fractions::PerCent => number,
    }
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

/// Numerator and denominator against the value.
fn fits_parts(
    number: f64,
    places: u8,
    (of, all): (f64, f64),
    known: &Known<'_>,
    reasons: &mut Vec<Reason>,
) {
    let times = match &known.measure.unit {
        Unit::Percent => 100.0,
        Unit::PerTenThousand => 10_000.0,
        Unit::CasesPerWorker => 1.0,
        Unit::Count | Unit::Days | Unit::Weeks | Unit::Pounds | Unit::Other(_) => return,
    };
    if all <= 0.0 || of < 0.0 {
        let words = "The denominator must be above zero and the numerator not below it.";
        return reasons.push(Reason::refusal(About::Parts, words));
    }
    if known.measure.unit == Unit::Percent && of > all {
        let words = "The numerator is greater than the denominator.";
        return reasons.push(Reason::refusal(About::Parts, words));
    }
    let expected = times * of / all;
    let apart = (expected - number).abs();
    let rounding = 0.5 * 10_f64.powi(-i32::from(places.min(12)));
    if apart <= rounding * (1.0 + 1e-6) + expected.abs() * 1e-9 {
        return;
    }
    let digits = known
        .measure
        .unit
        .show(expected, known.measure.decimals.max(1));
    let words = format!("Numerator and denominator give {digits}.");
    let far = if known.measure.unit == Unit::Percent {
        apart > MOST_POINTS_APART
    } else {
        apart > expected.abs() * 0.05
    };
    reasons.push(if far {
        Reason::refusal(About::Parts, words)
    } else {
        Reason::warning(About::Parts, words)
    });
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
