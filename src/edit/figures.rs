//! Accepted figures as one edit.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::{
    analysis::figures::{Preview, What, compare::named, count_words},
    model::{Benchmark, DatedNumber, Id, Measure, MeasureValue, Record, Revision},
};

use super::Edit;

/// What is said of all figures together; a figure's own source and day come first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Where the figures come from.
    pub source: String,
    /// The day they were drawn.
    pub as_at: Option<Date>,
    /// Why past values change.
    pub why: String,
}

/// One edit that records every accepted figure of a preview; none where there is nothing to record.
///
/// Values stay in the order of their dates. One that changes keeps what it said as a revision until
/// the day of the preview. Undo takes all of it back as one step, "12 figures".
pub fn plan(record: &Record, preview: &Preview, given: &Given) -> Option<Edit> {
    let mut changed: BTreeMap<usize, Measure> = BTreeMap::new();
    let mut days: HashMap<Id<Measure>, HashMap<Date, usize>> = HashMap::new();
    let mut count = 0_usize;
    for row in preview.rows.iter().filter(|row| row.what.changes()) {
        let (Some(id), Some(value)) = (row.measure, &row.value) else {
            continue;
        };
        let (Some(place), Some(measure)) = (record.measures.place(id), record.measures.get(id))
        else {
            continue;
        };
        let measure = changed.entry(place).or_insert_with(|| measure.clone());
        if let Some(area) = &row.compare {
            if let Some(number) = value.reading.number() {
                compare(measure, area, (value.date, number), &value.source, given);
                count += 1;
            }
            continue;
        }
        let days = days.entry(id).or_insert_with(|| {
            let places = measure.values.iter().enumerate();
            places.map(|(place, value)| (value.date, place)).collect()
        });
        let value = with_given(value.clone(), measure, given);
        let place = days.get(&value.date);
        if let Some(old) = place.and_then(|place| measure.values.get_mut(*place)) {
            replace(old, value, row.what, preview.today, &given.why);
        } else {
            days.insert(value.date, measure.values.len());
            measure.values.push(value);
        }
        count += 1;
    }
    if count == 0 {
        return None;
    }
    let edits = changed.into_values().map(|mut measure| {
        measure.values.sort_by_key(|value| value.date);
        Edit::from(measure)
    });
    Some(Edit::Several(count_words(count), edits.collect()))
}

/// Puts the figure of another area among the benchmarks, oldest first.
fn compare(
    measure: &mut Measure,
    area: &str,
    (day, number): (Date, f64),
    source: &str,
    given: &Given,
) {
    let place = named(measure, area).map(|found| found.name.clone());
    let place = place.and_then(|name| {
        let mut all = measure.benchmarks.iter();
        all.position(|one| one.name == name)
    });
    let place = place.unwrap_or_else(|| {
        measure.benchmarks.push(Benchmark {
            name: area.to_owned(),
            values: Vec::new(),
            source: String::new(),
        });
        measure.benchmarks.len() - 1
    });
    let Some(benchmark) = measure.benchmarks.get_mut(place) else {
        return;
    };
    if benchmark.source.is_empty() {
        let source = if source.is_empty() {
            given.source.trim()
        } else {
            source
        };
        source.clone_into(&mut benchmark.source);
    }
    match benchmark.values.iter_mut().find(|value| value.date == day) {
        Some(old) => old.value = number,
        None => benchmark.values.push(DatedNumber {
            date: day,
            value: number,
        }),
    }
    benchmark.values.sort_by_key(|value| value.date);
}

fn with_given(mut value: MeasureValue, measure: &Measure, given: &Given) -> MeasureValue {
    let source = given.source.trim();
    if value.source.is_empty() && source != measure.source.trim() {
        source.clone_into(&mut value.source);
    }
    value.as_at = value.as_at.or(given.as_at);
    value
}

fn replace(old: &mut MeasureValue, new: MeasureValue, what: What, today: Date, why: &str) {
    match what {
        What::Complete | What::Same => {
            old.numerator = old.numerator.or(new.numerator);
            old.denominator = old.denominator.or(new.denominator);
        }
        What::Add | What::Revise { .. } | What::Refuse => {
            let was = Revision {
                was: old.reading,
                until: today,
                why: why.trim().to_owned(),
            };
            let mut revisions = std::mem::take(&mut old.revisions);
            revisions.push(was);
            *old = MeasureValue { revisions, ..new };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::figures::{Fractions, preview},
        edit::History,
        model::{Reading, Unit},
    };
    use jiff::civil::date;
    use std::time::Duration;

    fn record() -> Record {
        let mut record = Record::default();
        let mut measure = Measure::new("mea-2019-000001".parse().unwrap());
        measure.title = "Visits".to_owned();
        measure.unit = Unit::Count;
        measure.source = "Case system".to_owned();
        for (month, number) in [(5, 10.0), (7, 12.0)] {
            let day = date(2019, month, 31);
            measure
                .values
                .push(MeasureValue::new(day, Reading::Number(number)));
        }
        record.put(measure.into());
        record
    }

    #[test]
    fn figures_go_in_as_one_step_and_come_out_as_one() {
        let before = record();
        let text = "measure,date,value\nVisits,Jun 2019,11\nVisits,Jul 2019,13\nOther,Jul 2019,1";
        let today = date(2019, 9, 24);
        let preview = preview(text, &before, today, Fractions::Ask).unwrap();
        let given = Given {
            source: "Case system, corrected".to_owned(),
            as_at: Some(date(2019, 9, 20)),
            why: "Late returns".to_owned(),
        };
        let edit = plan(&before, &preview, &given).unwrap();
        assert_eq!(edit.label(&before), "2 figures");
        let mut history = History::saved(before.clone());
        history.apply(&edit, Duration::ZERO).unwrap();
        let measure = history.record().measures.iter().next().unwrap().clone();
        let days: Vec<_> = measure
            .values
            .iter()
            .map(|v| (v.date.month(), v.reading))
            .collect();
        let number = Reading::Number;
        assert_eq!(
            days,
            [(5, number(10.0)), (6, number(11.0)), (7, number(13.0))]
        );
        let revised = measure.values.last().unwrap();
        assert_eq!(revised.revisions.len(), 1);
        let revision = revised.revisions.first().unwrap();
        assert_eq!((revision.was, revision.until), (number(12.0), today));
        assert_eq!(revision.why, "Late returns");
        assert_eq!(revised.source, "Case system, corrected");
        history.undo();
        assert_eq!(*history.record(), before);
    }

    #[test]
    fn nothing_to_record_is_no_edit() {
        let record = record();
        let text = "measure,date,value\nVisits,Jul 2019,12";
        let preview = preview(text, &record, date(2019, 9, 24), Fractions::Ask).unwrap();
        assert_eq!(plan(&record, &preview, &Given::default()), None);
    }
}
