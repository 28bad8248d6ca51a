//! Measures: targets, owners, sources, values in order and in time, sums that agree.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use super::{Check, Rule};
use crate::model::{
    Frequency, Id, Measure, MeasureValue, Polarity, Unit,
    date::{long, plus_months},
};

/// Days after the end of its period within which a figure may arrive before it counts as stale.
/// Annual returns are published in the autumn or winter after the year's end.
const fn lag_days(frequency: Frequency) -> i32 {
    match frequency {
        Frequency::Monthly => 45,
        Frequency::Quarterly => 75,
        Frequency::Termly => 90,
        Frequency::Annual => 270,
    }
}

pub(super) fn check(check: &mut Check<'_>) {
    let record = check.record;
    let mut wholes = HashSet::new();
    for measure in record.measures.iter() {
        basics(check, measure);
        values(check, measure);
        rebases(check, measure);
        for value in &measure.values {
            fraction(check, measure, value);
        }
        complements(check, measure, &mut wholes);
    }
}

fn name(measure: &Measure) -> String {
    if measure.title.is_empty() {
        "A measure without a title".to_owned()
    } else {
        format!("“{}”", measure.title)
    }
}

fn basics(check: &mut Check<'_>, measure: &Measure) {
    let needs_target = match measure.polarity {
        Polarity::HighGood | Polarity::LowGood => true,
        Polarity::InRange { .. } | Polarity::Neutral => false,
    };
    if needs_target && measure.targets.is_empty() {
        let message = format!("{} has no target.", name(measure));
        check.add(Rule::MeasureWithoutTarget, measure.id, "targets", message);
    }
    for target in measure.targets.iter().filter(|target| target.by.is_none()) {
        let message = format!(
            "The target of {} for {} does not say by when.",
            measure.show(target.value),
            name(measure)
        );
        check.add(Rule::TargetWithoutDate, measure.id, "targets", message);
    }
    if measure.owner.trim().is_empty() {
        let message = format!("Nobody answers for {}.", name(measure));
        check.add(Rule::MeasureWithoutOwner, measure.id, "owner", message);
    }
    let unsourced = measure
        .values
        .iter()
        .any(|value| value.source.trim().is_empty());
    if measure.source.trim().is_empty() && (unsourced || measure.values.is_empty()) {
        let message = format!(
            "{} does not say where its figures come from.",
            name(measure)
        );
        check.add(Rule::MeasureWithoutSource, measure.id, "source", message);
    }
}

fn values(check: &mut Check<'_>, measure: &Measure) {
    if measure.values.is_empty() {
        let message = format!("{} has no figures yet.", name(measure));
        check.add(Rule::MeasureWithoutValues, measure.id, "values", message);
        return;
    }
    let mut seen = HashSet::new();
    for value in &measure.values {
        if !seen.insert(value.date) {
            let message = format!("{} has two values for {}.", name(measure), long(value.date));
            check.add(Rule::ValueTwice, measure.id, "values", message);
        }
        if value.date > check.today {
            let message = format!(
                "{} has a value for {}, a day to come.",
                name(measure),
                long(value.date)
            );
            check.add(Rule::ValueInFuture, measure.id, "values", message);
        }
        if measure.unit == Unit::Percent
            && let Some(number) = value.reading.number()
            && !(0.0..=100.0).contains(&number)
        {
            let message = format!(
                "{} has a value of {} on {}, outside 0 to 100.",
                name(measure),
                measure.show(number),
                long(value.date)
            );
            check.add(Rule::PercentOutOfRange, measure.id, "values", message);
        }
    }
    let unordered = measure.values.windows(2).find_map(|pair| match pair {
        [a, b] if b.date < a.date => Some(b.date),
        _ => None,
    });
    if let Some(day) = unordered {
        let message = format!(
            "The values of {} are not oldest first: that of {} comes after a later one.",
            name(measure),
            long(day)
        );
        check.add(Rule::ValuesUnordered, measure.id, "values", message);
    }
    if let Some(latest) = measure.latest() {
        let next = plus_months(latest.date, measure.frequency.months());
        if crate::model::date::plus_days(next, lag_days(measure.frequency)) < check.today {
            let message = format!(
                "{} is {} and has no value since {}.",
                name(measure),
                measure.frequency.word().to_lowercase(),
                long(latest.date)
            );
            check.add(Rule::ValueStale, measure.id, "values", message);
        }
    }
}

fn rebases(check: &mut Check<'_>, measure: &Measure) {
    for rebase in &measure.rebases {
        if !measure.values.iter().any(|value| value.date == rebase.date) {
            let message = format!(
                "A new part of {} begins on {}, a day without a value.",
                name(measure),
                long(rebase.date)
            );
            check.add(Rule::RebaseNotAtValue, measure.id, "rebases", message);
        }
        if rebase.reason.trim().is_empty() || rebase.owner.trim().is_empty() {
            let missing = if rebase.reason.trim().is_empty() {
                "a reason"
            } else {
                "an owner"
            };
            let message = format!(
                "A new part of {} begins on {} without {missing}.",
                name(measure),
                long(rebase.date)
            );
            check.add(Rule::RebaseUnexplained, measure.id, "rebases", message);
        }
    }
}

/// Numerator over denominator must give the value as printed. A value without decimals may be
/// rounded to the whole, any other to one place.
fn fraction(check: &mut Check<'_>, measure: &Measure, value: &MeasureValue) {
    let (Some(numerator), Some(denominator), Some(number)) =
        (value.numerator, value.denominator, value.reading.number())
    else {
        return;
    };
    let factor = match measure.unit {
        Unit::Percent => 100.0,
        Unit::PerTenThousand => 10_000.0,
        Unit::CasesPerWorker => 1.0,
        Unit::Count | Unit::Days | Unit::Weeks | Unit::Pounds | Unit::Other(_) => return,
    };
    let tolerance = if number.fract() == 0.0 { 0.51 } else { 0.06 };
    let worked_out = factor * numerator / denominator;
    let agrees = denominator > 0.0 && (worked_out - number).abs() <= tolerance;
    if !agrees {
        let message = format!(
            "{} says {} on {}, but {numerator} of {denominator} is {}.",
            name(measure),
            measure.show(number),
            long(value.date),
            if denominator > 0.0 {
                measure.unit.show(worked_out, measure.decimals.max(1))
            } else {
                "no share at all".to_owned()
            }
        );
        check.add(Rule::FractionMismatch, measure.id, "values", message);
    }
}

/// Shares of one whole: each names the others, and on every day on which all have a figure they
/// add up to 100, give or take rounding of half a point each.
fn complements(check: &mut Check<'_>, measure: &Measure, wholes: &mut HashSet<Vec<Id<Measure>>>) {
    if measure.complements.is_empty() {
        return;
    }
    let others: Vec<&Measure> = measure
        .complements
        .iter()
        .filter_map(|&id| check.record.measures.get(id))
        .filter(|other| other.id != measure.id)
        .collect();
    for other in &others {
        if !other.complements.contains(&measure.id) {
            let message = format!(
                "{} counts {} as part of the same whole, but not the reverse.",
                name(measure),
                name(other)
            );
            check.add(
                Rule::ComplementsOneSided,
                measure.id,
                "complements",
                message,
            );
        }
    }
    let mut group: Vec<Id<Measure>> = others
        .iter()
        .map(|other| other.id)
        .chain([measure.id])
        .collect();
    group.sort();
    group.dedup();
    let all_shares = measure.unit == Unit::Percent
        && others.iter().all(|other| other.unit == Unit::Percent)
        && others.len() == measure.complements.len();
    if !all_shares || !wholes.insert(group.clone()) {
        return;
    }
    let mut sums: BTreeMap<Date, (usize, f64)> = BTreeMap::new();
    for part in group.iter().filter_map(|&id| check.record.measures.get(id)) {
        let mut days = HashSet::new();
        for value in part.values.iter().filter(|value| days.insert(value.date)) {
            if let Some(number) = value.reading.number() {
                let sum = sums.entry(value.date).or_default();
                *sum = (sum.0 + 1, sum.1 + number);
            }
        }
    }
    let slack = 0.5 * group.len() as f64 + 0.01;
    for (day, (count, sum)) in sums {
        if count == group.len() && (sum - 100.0).abs() > slack {
            let titles: Vec<String> = group
                .iter()
                .filter_map(|&id| check.record.measures.get(id))
                .map(name)
                .collect();
            let message = format!(
                "{} add up to {} on {}, not to 100 %.",
                crate::analysis::words::join(&titles),
                Unit::Percent.show(sum, 1),
                long(day)
            );
            check.add(Rule::ComplementsSum, measure.id, "values", message);
        }
    }
}
