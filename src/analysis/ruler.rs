//! The plan's ruler: from its start to its goal, with grades, the transfer and today.

use jiff::civil::Date;

use super::{
    changes::{grade_words, graded},
    headline::{plan_share, plan_words},
    overview::Goto,
    words,
};
use crate::model::{ItemRef, Record, date::long};

/// The ruler as data; the view places it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruler {
    /// Its left end.
    pub from: Date,
    /// Its right end.
    pub to: Date,
    /// The first of January of every year on it.
    pub years: Vec<Date>,
    /// What happened and what is to come, oldest first.
    pub marks: Vec<Mark>,
    /// Today, where it lies on the ruler.
    pub today: Option<Date>,
    /// "Today, halfway".
    pub today_words: String,
}

/// One mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub on: Date,
    /// "Requires improvement".
    pub title: String,
    /// "Ofsted, 29 July 2019".
    pub detail: String,
    /// Of what kind.
    pub kind: MarkKind,
    /// Where it leads.
    pub goto: Goto,
}

/// Kinds of mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// A graded report.
    Grade,
    /// The transfer, done or to come.
    Transfer,
    /// The hand-back.
    HandBack,
    /// The plan's goal.
    Goal,
}

/// The ruler of the plan; none without one, or when its goal lies before its start.
pub fn ruler(record: &Record, today: Date) -> Option<Ruler> {
    let plan = record.organisation.plan.as_ref()?;
    let (starts, goal) = (plan.starts.first_day(), plan.by.first_day());
    if goal <= starts {
        return None;
    }
    let mut marks: Vec<Mark> = graded(record, today)
        .into_iter()
        .map(|grade| Mark {
            on: grade.known.first_day(),
            title: words::capital(&grade_words(&grade.judgement.grade)),
            detail: format!("Ofsted, {}", grade_day(grade.known)),
            kind: MarkKind::Grade,
            goto: Goto::Item(ItemRef::Inspection(grade.inspection)),
        })
        .filter(|mark| mark.on >= starts)
        .collect();
    let mut transfer = |on: Option<Date>, title: &str, kind| {
        if let Some(on) = on.filter(|&on| on >= starts) {
            marks.push(Mark {
                on,
                title: title.to_owned(),
                detail: long(on),
                kind,
                goto: Goto::Item(ItemRef::Transfer),
            });
        }
    };
    transfer(record.transfer.date(), "Go-live", MarkKind::Transfer);
    transfer(
        record.transfer.handed_back_on,
        "Back to the council",
        MarkKind::HandBack,
    );
    marks.push(Mark {
        on: goal,
        title: plan.goal.clone(),
        detail: format!("goal, by {}", plan.by),
        kind: MarkKind::Goal,
        goto: Goto::Item(ItemRef::Organisation),
    });
    marks.sort_by_key(|mark| (mark.on, mark.kind));
    let last = marks
        .iter()
        .map(|mark| mark.on)
        .max()
        .unwrap_or(goal)
        .max(today.min(goal));
    let to = Date::new(last.year(), 12, 31).unwrap_or(last).max(last);
    let from = Date::new(starts.year(), 1, 1).unwrap_or(starts);
    let years = (from.year()..=to.year())
        .take(60)
        .filter_map(|year| Date::new(year, 1, 1).ok())
        .collect();
    let share = plan_share(plan, today);
    Some(Ruler {
        from,
        to,
        years,
        marks,
        today: (from <= today && today <= to).then_some(today),
        today_words: match (share, plan_words(plan, today)) {
            (Some(_), Some(progress)) if progress.starts_with("is ") => {
                format!("Today, {}", progress.trim_start_matches("is "))
            }
            (_, _) => "Today".to_owned(),
        },
    })
}

fn grade_day(known: crate::model::When) -> String {
    match known.precision() {
        crate::model::date::Precision::Day => long(known.first_day()),
        crate::model::date::Precision::Month | crate::model::date::Precision::Year => {
            known.to_string()
        }
    }
}
