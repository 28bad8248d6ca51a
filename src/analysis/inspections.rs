//! The inspections in words: where the latest grades stand, and what is owed next.

use jiff::civil::Date;

use super::{
    changes::{grade_words, graded},
    ladder::Ladder,
    recommendations::year_of,
    words,
    working_days::{PLAN_DAYS, plus_working_days},
};
use crate::model::{
    Framework, Id, Inspection, InspectionKind, ItemRef, Record,
    date::{self, Precision, days_between, month_name},
};

/// "Requires improvement in every judgement, July 2019. The inspection of 2016 found inadequate."
///
/// Only the first track of the ladder speaks, and grades of two reports are told one after the
/// other, never as a rise or a fall.
pub fn sentence(record: &Record, ladder: &Ladder) -> String {
    let grades = ladder
        .tracks
        .first()
        .map_or(&[][..], |track| track.grades.as_slice());
    let Some((latest, earlier)) = grades.split_last() else {
        return "No graded report yet.".to_owned();
    };
    let Some(inspection) = record.inspections.get(latest.inspection) else {
        return String::new();
    };
    let known = latest.known;
    let day = known.first_day();
    let when = match known.precision() {
        Precision::Year => day.year().to_string(),
        Precision::Month | Precision::Day => format!("{} {}", month_name(day.month()), day.year()),
    };
    let word = words::capital(&grade_words(&latest.grade));
    let others = inspection
        .judgements
        .iter()
        .filter(|one| grade_words(&one.grade) != grade_words(&latest.grade))
        .count();
    let scope = match (inspection.judgements.len(), others) {
        (0 | 1, _) => " overall".to_owned(),
        (_, 0) => " in every judgement".to_owned(),
        (all, different) => format!(
            " overall, another grade in {} of {} judgements",
            words::number(different),
            words::number(all)
        ),
    };
    let now = format!("{word}{scope}, {when}.");
    let Some(before) = earlier.last() else {
        return now;
    };
    let year = year_of(record.inspections.get(before.inspection));
    let found = grade_words(&before.grade);
    format!("{now} The inspection of {year} found {found}.")
}

/// Something owed after an inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// "Action plan to Ofsted, 70 working days".
    pub what: String,
    /// "5 Nov 2019", "not booked".
    pub when: String,
    /// Whether its day has passed.
    pub late: bool,
    /// Where it is entered; none where it has still to be added.
    pub item: Option<ItemRef>,
}

/// What is owed next: the action plan on the latest graded report, and the yearly conversation.
pub fn duties(record: &Record, today: Date) -> Vec<Duty> {
    let latest = graded(record, today)
        .last()
        .and_then(|grade| record.inspections.get(grade.inspection));
    latest
        .and_then(|latest| plan_duty(record, latest, today))
        .into_iter()
        .chain([conversation(record, today)])
        .collect()
}

/// The day by which a plan is owed: entered, or counted from the day of publication when the
/// overall grade is in the lower half of its scale. None where no plan is owed.
pub fn plan_due(inspection: &Inspection, framework: Option<&Framework>) -> Option<Date> {
    inspection
        .plan_due
        .or_else(|| counted_plan_due(inspection, framework))
}

/// 70 working days after a poor report was published, where its day is known.
pub fn counted_plan_due(inspection: &Inspection, framework: Option<&Framework>) -> Option<Date> {
    let framework = framework?;
    let step = framework.step(&inspection.overall(framework)?.grade)?;
    let published = inspection
        .published
        .filter(|day| day.precision() == Precision::Day)?;
    (step * 2 <= framework.scale.len()).then(|| plus_working_days(published.first_day(), PLAN_DAYS))
}

fn plan_duty(record: &Record, latest: &Inspection, today: Date) -> Option<Duty> {
    let framework = record.frameworks.get(latest.framework);
    let due = plan_due(latest, framework);
    let item = Some(latest.id.into());
    let what = format!("Action plan to Ofsted, {PLAN_DAYS} working days");
    if let Some(sent) = latest.plan_sent {
        let late = due.is_some_and(|due| sent > due);
        let when = format!("sent {}", date::short(sent));
        return Some(Duty {
            what,
            when: if late { format!("{when}, late") } else { when },
            late: false,
            item,
        });
    }
    let due = due?;
    let late = due < today;
    let day = date::short(due);
    Some(Duty {
        what,
        when: if late { format!("{day}, late") } else { day },
        late,
        item,
    })
}

fn conversation(record: &Record, today: Date) -> Duty {
    let all = || {
        record
            .inspections
            .iter()
            .filter(|one| one.kind == InspectionKind::AnnualConversation)
    };
    let day = |one: &Inspection| one.visited.or(one.published);
    let what = "Annual conversation".to_owned();
    let coming = all()
        .filter(|one| day(one).is_some_and(|day| day.last_day() >= today))
        .min_by_key(|one| day(one));
    let open = || all().find(|one| day(one).is_none());
    let held = || {
        all()
            .filter(|one| day(one).is_some_and(|day| days_between(day.last_day(), today) <= 365))
            .max_by_key(|one| day(one))
    };
    let of = |one: &Inspection, when: String| Duty {
        what: what.clone(),
        when,
        late: false,
        item: Some(one.id.into()),
    };
    let print = |one: &Inspection| day(one).map_or_else(String::new, |day| day.to_string());
    if let Some(one) = coming {
        of(one, print(one))
    } else if let Some(one) = open() {
        of(one, "not booked".to_owned())
    } else if let Some(one) = held() {
        of(one, format!("held {}", print(one)))
    } else {
        Duty {
            what: what.clone(),
            when: "not booked".to_owned(),
            late: false,
            item: None,
        }
    }
}

/// The report whose judgements are shown: the one chosen, if it is graded, else the latest known.
pub fn shown_report(
    record: &Record,
    chosen: Option<Id<Inspection>>,
    today: Date,
) -> Option<&Inspection> {
    let chosen = chosen
        .and_then(|id| record.inspections.get(id))
        .filter(|one| one.kind == InspectionKind::Graded);
    chosen.or_else(|| {
        let latest = graded(record, today).last()?.inspection;
        record.inspections.get(latest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{
            fixtures::{TODAY, framework, inspection},
            ladder::ladder,
        },
        model::Judgement,
    };
    use jiff::civil::date;

    fn record() -> Record {
        let mut record = Record::default();
        record.frameworks.put(framework(1));
        record
            .inspections
            .put(inspection(1, 1, "2016-11-01", "Inadequate"));
        record
            .inspections
            .put(inspection(2, 1, "2019-07-29", "Requires improvement"));
        record
    }

    #[test]
    fn two_reports_are_told_one_after_the_other() {
        let record = record();
        let text = sentence(&record, &ladder(&record, TODAY));
        assert_eq!(
            text,
            "Requires improvement overall, July 2019. The inspection of 2016 found inadequate."
        );
    }

    #[test]
    fn unlike_judgements_are_counted() {
        let mut record = record();
        let mut latest = record.inspections.iter().last().unwrap().clone();
        latest.judgements.push(Judgement {
            heading: "Impact of leaders".to_owned(),
            grade: "Good".to_owned(),
        });
        record.inspections.put(latest);
        let text = sentence(&record, &ladder(&record, TODAY));
        assert!(
            text.starts_with(
                "Requires improvement overall, another grade in one of two judgements, July 2019."
            ),
            "{text}"
        );
    }

    #[test]
    fn a_plan_is_owed_after_a_poor_report_only() {
        let mut record = record();
        let first = |record: &Record| duties(record, TODAY).remove(0);
        assert_eq!(first(&record).when, "5 Nov 2019");
        let mut latest = record.inspections.iter().last().unwrap().clone();
        latest.plan_sent = Some(date(2019, 11, 1));
        record.inspections.put(latest.clone());
        assert_eq!(first(&record).when, "sent 1 Nov 2019");
        latest.plan_sent = None;
        latest.judgements[0].grade = "Good".to_owned();
        record.inspections.put(latest);
        assert_eq!(first(&record).what, "Annual conversation");
        assert_eq!(first(&record).when, "not booked");
    }
}
