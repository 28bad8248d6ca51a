//! Statements of chance keep themselves: whenever figures of a measure are recorded, what its chart
//! then says of its target is kept in the same step.
//!
//! Looking at a chart never changes the record. A statement is kept once for the same inputs, and
//! one a day: figures typed or corrected on one day leave the statement of their last state.

use jiff::civil::Date;

use crate::{
    analysis::curve::{statement, wall_curve},
    model::{Item, Measure, Record, Statement},
};

use super::Edit;

/// The edit with the statements that follow from its figures; none where it records no figures.
pub fn with_statements(edit: &Edit, record: &Record, today: Date) -> Option<Edit> {
    if !touches_measures(edit) {
        return None;
    }
    let mut after = record.clone();
    edit.apply(&mut after).ok()?;
    kept_in(edit, record, &after, today)
}

fn touches_measures(edit: &Edit) -> bool {
    match edit {
        Edit::Put(item) => matches!(item.as_ref(), Item::Measure(_)),
        Edit::Several(_, edits) => edits.iter().any(touches_measures),
        Edit::Insert(..) | Edit::Remove(_) | Edit::MoveTo(..) | Edit::AsAt(_) => false,
    }
}

fn kept_in(edit: &Edit, before: &Record, after: &Record, today: Date) -> Option<Edit> {
    match edit {
        Edit::Put(item) => {
            let Item::Measure(measure) = item.as_ref() else {
                return None;
            };
            // A new measure, or one with other figures than before.
            if before
                .measures
                .get(measure.id)
                .is_some_and(|old| old.values == measure.values)
            {
                return None;
            }
            let kept = keep(measure, after, today)?;
            Some(Edit::Put(Box::new(Item::Measure(kept))))
        }
        Edit::Several(label, edits) => {
            let mut any = false;
            let edits = edits
                .iter()
                .map(|edit| {
                    let kept = kept_in(edit, before, after, today);
                    any |= kept.is_some();
                    kept.unwrap_or_else(|| edit.clone())
                })
                .collect();
            any.then(|| Edit::Several(label.clone(), edits))
        }
        Edit::Insert(..) | Edit::Remove(_) | Edit::MoveTo(..) | Edit::AsAt(_) => None,
    }
}

/// What every chart of the record says now and has not kept yet, as edits of its measures: for the
/// issue of a pack, in whose step they belong.
pub fn current_statements(record: &Record, today: Date) -> Vec<Edit> {
    record
        .measures
        .iter()
        .filter_map(|measure| keep(measure, record, today))
        .map(Edit::from)
        .collect()
}

/// The measure with its statement of today; none where there is none or it is kept already.
fn keep(measure: &Measure, record: &Record, today: Date) -> Option<Measure> {
    let said = statement(&wall_curve(measure, record, today))?;
    if measure
        .statements
        .iter()
        .any(|kept| same_inputs(kept, &said))
    {
        return None;
    }
    let mut measure = measure.clone();
    measure
        .statements
        .retain(|kept| !(kept.made_on == said.made_on && same_target(kept, &said)));
    measure.statements.push(said);
    Some(measure)
}

/// Whether the same is said of the same target from the same values.
pub fn same_inputs(one: &Statement, other: &Statement) -> bool {
    same_target(one, other)
        && (one.points, one.from, one.to) == (other.points, other.from, other.to)
        && one.chance_percent == other.chance_percent
        && one.method == other.method
}

fn same_target(one: &Statement, other: &Statement) -> bool {
    one.by == other.by && (one.target - other.target).abs() <= 1e-9 * one.target.abs().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MeasureValue, Reading, Target};
    use jiff::civil::date;

    const TODAY: Date = date(2019, 9, 24);

    fn record() -> Record {
        let mut measure = Measure::new("mea-2019-000001".parse().unwrap());
        measure.values = (1..=8_i8)
            .map(|month| {
                let day = date(2019, month, 1).last_of_month();
                let number = 70.0 + f64::from(month % 3);
                MeasureValue::new(day, Reading::Number(number))
            })
            .collect();
        measure.targets.push(Target {
            value: 80.0,
            by: Some(date(2020, 3, 31)),
            set_by: String::new(),
            illustrative: false,
        });
        let mut record = Record::default();
        record.put(measure.into());
        record
    }

    fn measure(record: &Record) -> Measure {
        record.measures.iter().next().unwrap().clone()
    }

    /// The record after an edit as the program makes it.
    fn after(record: &Record, measure: Measure, today: Date) -> Record {
        let edit = Edit::from(measure);
        let edit = with_statements(&edit, record, today).unwrap_or(edit);
        let mut record = record.clone();
        edit.apply(&mut record).unwrap();
        record
    }

    #[test]
    fn a_figure_brings_its_statement_and_a_title_brings_none() {
        let record = record();
        let mut titled = measure(&record);
        titled.title = "Visits".to_owned();
        assert_eq!(with_statements(&Edit::from(titled), &record, TODAY), None);
        let mut revised = measure(&record);
        revised.values[7].reading = Reading::Number(75.0);
        let record = after(&record, revised, TODAY);
        let kept = measure(&record).statements;
        assert_eq!((kept.len(), kept[0].made_on, kept[0].points), (1, TODAY, 8));
    }

    #[test]
    fn one_statement_a_day_and_none_for_the_same_inputs() {
        let mut record = record();
        for number in [7.0, 74.0, 74.5] {
            let mut typed = measure(&record);
            typed.values[7].reading = Reading::Number(number);
            record = after(&record, typed, TODAY);
        }
        assert_eq!(measure(&record).statements.len(), 1);
        assert_eq!(current_statements(&record, TODAY), []);
        // The next day nothing has changed, so nothing is said anew.
        assert_eq!(current_statements(&record, date(2019, 9, 25)), []);
        let mut next = measure(&record);
        next.values
            .push(MeasureValue::new(date(2019, 9, 30), Reading::Number(76.0)));
        record = after(&record, next, date(2019, 10, 7));
        let kept = measure(&record).statements;
        assert_eq!(kept.len(), 2);
        assert_eq!(kept[1].points, 9);
    }

    #[test]
    fn several_edits_stay_one_step_under_their_label() {
        let record = record();
        let mut revised = measure(&record);
        revised.values[7].reading = Reading::Number(75.0);
        let step = Edit::Several("2 figures".to_owned(), vec![Edit::from(revised)]);
        let Some(Edit::Several(label, edits)) = with_statements(&step, &record, TODAY) else {
            panic!("one step");
        };
        assert_eq!((label.as_str(), edits.len()), ("2 figures", 1));
    }
}
