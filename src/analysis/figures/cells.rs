//! The cells of one figure against its measure: day, number, unit, parts, each fault a reason.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::analysis::{curve, spc};
use crate::model::{Measure, MeasureValue, Reading, Record, Unit, date};

use super::{
    About, Fractions, PreviewRow, Reason, What,
    dates::{self, Stated, YearEnd},
    layout::Proposal,
    values::{self, Sign, Written},
};

/// Fewest values of a part whose moving ranges say what is usual.
const FEWEST_FOR_JUMPS: usize = 5;
/// Points by which a share may miss its numerator and denominator and still be a matter of rounding
/// somewhere else; beyond it one of the three is wrong.
const MOST_POINTS_APART: f64 = 1.0;

/// A measure as the figures of the text meet it.
pub(super) struct Known<'a> {
    pub measure: &'a Measure,
    pub recorded: BTreeMap<Date, &'a MeasureValue>,
    /// Mean moving range of the part in force.
    pub usual: Option<f64>,
    /// Recorded figures below 1 exist: a share below 1 % is nothing new.
    below_one: bool,
}

impl<'a> Known<'a> {
    pub fn of(measure: &'a Measure, record: &Record, today: Date) -> Self {
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
pub(super) struct Case {
    pub row: PreviewRow,
    /// No sign stood by the number.
    pub bare: bool,
}

/// Reads the cells of one figure, each fault a reason.
pub(super) fn read(
    proposal: Proposal,
    known: Option<&Known<'_>>,
    today: Date,
    fractions: Fractions,
) -> Case {
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
            compare: proposal.compare,
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

pub(super) fn fraction(number: f64, fractions: Fractions, reasons: &mut Vec<Reason>) -> f64 {
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
