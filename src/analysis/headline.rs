//! The headline of page one and the line under it, built from the record.

use jiff::civil::Date;

use super::{
    changes::{grade_words, graded},
    overdue::overdue,
    words,
};
use crate::model::{
    Plan, Record, Stage,
    date::{days_between, long, weekday},
};

/// "Up from inadequate to requires improvement. Seven days to transfer."
///
/// Without a grade or a transfer it counts the actions; an empty record says what to enter first.
pub fn headline(record: &Record, today: Date) -> String {
    let parts: Vec<String> = [
        grade_sentence(record, today),
        transfer_sentence(record, today),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !parts.is_empty() {
        parts.join(" ")
    } else if !record.actions.is_empty() {
        overdue(record, today).sentence()
    } else if record.measures.is_empty() {
        "This record has no measures yet.".to_owned()
    } else {
        words::capital(&format!(
            "{}, no inspection and no transfer recorded.",
            words::counted(record.measures.len(), "measure", "measures")
        ))
    }
}

/// "Up from inadequate to requires improvement."; none while no grade is known.
pub fn grade_sentence(record: &Record, today: Date) -> Option<String> {
    let grades = graded(record, today);
    let (latest, earlier) = grades.split_last()?;
    let now = grade_words(&latest.judgement.grade);
    let Some(previous) = earlier.last() else {
        return Some(format!("Rated {now}."));
    };
    let before = grade_words(&previous.judgement.grade);
    let direction = match (previous.step, latest.step) {
        _ if before == now => return Some(format!("Still {now}.")),
        (Some(from), Some(to)) if to > from => "Up",
        (Some(from), Some(to)) if to < from => "Down",
        (_, _) => "Moved",
    };
    Some(format!("{direction} from {before} to {now}."))
}

/// "Seven days to transfer."; none while no date is set.
pub fn transfer_sentence(record: &Record, today: Date) -> Option<String> {
    let transfer = &record.transfer;
    if let Some(back) = transfer.handed_back_on {
        let left = days_between(today, back);
        return Some(if left > 0 {
            format!("{} to hand-back.", words::capital(&words::days(left)))
        } else {
            format!("Services went back to the council on {}.", long(back))
        });
    }
    if let Some(live) = transfer.happened_on.filter(|&day| day <= today) {
        return Some(format!("Live since {}.", long(live)));
    }
    if record.organisation.stage == Stage::Live {
        return Some("Services are the company’s.".to_owned());
    }
    let left = days_between(today, transfer.date()?);
    Some(match left {
        0 => "Transfer is due today.".to_owned(),
        1.. => format!("{} to transfer.", words::capital(&words::days(left))),
        _ => format!("The transfer date passed {} ago.", words::days(left)),
    })
}

/// "Three decisions wait for Thursday’s board. £19.8 million spent since 2017, the plan is halfway."
pub fn second_line(record: &Record, today: Date) -> String {
    let parts: Vec<String> = [
        waiting_sentence(record, today),
        money_sentence(record, today),
    ]
    .into_iter()
    .flatten()
    .collect();
    parts.join(" ")
}

fn waiting_sentence(record: &Record, today: Date) -> Option<String> {
    let meeting = record.next_meeting(today)?;
    let count = meeting.to_decide().count();
    let board = match days_between(today, meeting.date) {
        0 => "today’s board".to_owned(),
        1..=6 => format!("{}’s board", weekday(meeting.date)),
        _ => format!(
            "the board of {}",
            words::day_in_sentence(meeting.date, today)
        ),
    };
    let what = words::capital(&words::counted(count, "decision", "decisions"));
    let verb = if count == 1 { "waits" } else { "wait" };
    Some(format!("{what} {verb} for {board}."))
}

fn money_sentence(record: &Record, today: Date) -> Option<String> {
    let plan = record.organisation.plan.as_ref();
    let progress = plan.and_then(|plan| plan_words(plan, today));
    let spent = record
        .organisation
        .spending
        .iter()
        .filter(|spending| spending.stated.first_day() <= today)
        .filter_map(|spending| Some((spending, since(&spending.on_what)?)))
        .max_by_key(|(spending, _)| (spending.stated, spending.amount))
        .map(|(spending, year)| {
            format!("{} spent since {year}", words::big_money(spending.amount))
        });
    match (spent, progress) {
        (None, None) => None,
        (Some(spent), None) => Some(format!("{spent}.")),
        (None, Some(progress)) => Some(format!("The plan {progress}.")),
        (Some(spent), Some(progress)) => Some(format!("{spent}, the plan {progress}.")),
    }
}

/// The year in "since 2017". A sum that does not say since when it counts is not said in one
/// breath with the plan: it may be a budget, a grant or an overspend.
fn since(on_what: &str) -> Option<&str> {
    let lower = on_what.to_ascii_lowercase();
    let after = lower.find("since ")? + "since ".len();
    on_what
        .get(after..after + 4)
        .filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The share of the plan's time gone, from 0 to 1.
pub fn plan_share(plan: &Plan, today: Date) -> Option<f64> {
    words::share_gone(plan.starts.first_day(), plan.by.first_day(), today)
}

/// "is halfway", "is a quarter gone", "is past its end".
pub fn plan_words(plan: &Plan, today: Date) -> Option<String> {
    if today < plan.starts.first_day() {
        return Some(format!("begins {}", plan.starts));
    }
    if today > plan.by.last_day() {
        return Some("is past its end".to_owned());
    }
    let part = plan_share(plan, today)?;
    Some(if (part - 0.5).abs() <= 0.05 {
        "is halfway".to_owned()
    } else {
        format!("is {} gone", words::share(part))
    })
}
