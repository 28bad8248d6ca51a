//! The sentence under the title of each section: what is true there now, from the record.

use jiff::civil::Date;

use super::{
    changes::{grade_words, graded},
    overdue::overdue,
    overview::gates,
    quorum::rule_on,
    thread::Threads,
    words,
};
use crate::model::{
    ClassGroup, FeeTerm, FeeUnit, Position, Record, SectionId, When,
    date::{Precision, days_between, long, month_name, weekday},
};

/// The sentence of a section; empty where the section has none of its own. Overview has its
/// headline; Curves and Findings are counted by those who know them.
pub fn section_sentence(
    record: &Record,
    today: Date,
    threads: &Threads,
    section: SectionId,
) -> String {
    match section {
        SectionId::Overview
        | SectionId::Curves
        | SectionId::Packs
        | SectionId::Story
        | SectionId::Findings
        | SectionId::Notes => String::new(),
        SectionId::Actions => overdue(record, today).sentence(),
        SectionId::Concerns => concerns(record),
        SectionId::Directions => directions(record, today, threads),
        SectionId::Inspections => inspections(record, today),
        SectionId::Transfer => transfer(record, today),
        SectionId::Board => board(record, today),
        SectionId::Meetings => meetings(record, today),
    }
}

/// "Two concerns open, one of them since 2016."
pub fn concerns(record: &Record) -> String {
    let open: Vec<When> = record
        .concerns
        .iter()
        .filter(|concern| concern.closed.is_none())
        .map(|concern| concern.opened)
        .collect();
    match (open.len(), open.iter().min()) {
        (_, None) if record.concerns.is_empty() => "No concern is recorded.".to_owned(),
        (_, None) => "No concern is open.".to_owned(),
        (1, Some(first)) => format!("One concern open, since {first}."),
        (count, Some(first)) => format!(
            "{} concerns open, one of them since {first}.",
            words::capital(&words::number(count))
        ),
    }
}

/// "Three directions, two in force. Eight clauses: one met, four on track, two at risk, one not met."
pub fn directions(record: &Record, today: Date, threads: &Threads) -> String {
    let issued: Vec<_> = record
        .directions
        .iter()
        .filter(|direction| direction.issued.first_day() <= today)
        .collect();
    if issued.is_empty() {
        return "No direction is recorded.".to_owned();
    }
    let in_force = issued
        .iter()
        .filter(|direction| threads.in_force(direction, today))
        .count();
    let total = words::capital(&words::counted(issued.len(), "direction", "directions"));
    let first = match in_force {
        0 => format!("{total}, none in force."),
        count if count == issued.len() => format!("{total} in force."),
        count => format!("{total}, {} in force.", words::number(count)),
    };
    let live: Vec<Option<Position>> = record
        .clauses
        .iter()
        .filter(|clause| threads.is_live(record, clause, today))
        .map(crate::model::Clause::position)
        .collect();
    if live.is_empty() {
        return first;
    }
    let mut parts = Vec::new();
    for position in Position::ALL.into_iter().rev() {
        let count = live.iter().filter(|one| **one == Some(position)).count();
        if count > 0 {
            let word = words::uncapital(position.word());
            parts.push(format!("{} {word}", words::number(count)));
        }
    }
    let unjudged = live.iter().filter(|one| one.is_none()).count();
    if unjudged > 0 {
        parts.push(format!("{} not judged", words::number(unjudged)));
    }
    let clauses = words::capital(&words::counted(live.len(), "clause", "clauses"));
    format!("{first} {clauses}: {}.", parts.join(", "))
}

/// "Requires improvement in every judgement, July 2019. The inspection of 2016 found inadequate."
pub fn inspections(record: &Record, today: Date) -> String {
    let grades = graded(record, today);
    let Some((latest, earlier)) = grades.split_last() else {
        return if record.inspections.is_empty() {
            "No inspection is recorded.".to_owned()
        } else {
            "No grade is recorded.".to_owned()
        };
    };
    let now = grade_words(&latest.judgement.grade);
    let every = record
        .inspections
        .get(latest.inspection)
        .is_some_and(|report| {
            report
                .judgements
                .iter()
                .all(|one| grade_words(&one.grade) == now)
        });
    let scope = if every {
        "in every judgement"
    } else {
        "overall"
    };
    let mut text = format!("{} {scope}, {}.", words::capital(&now), month(latest.known));
    if let Some(previous) = earlier.last() {
        let year = record
            .inspections
            .get(previous.inspection)
            .and_then(|report| report.visited)
            .unwrap_or(previous.known)
            .first_day()
            .year();
        let before = grade_words(&previous.judgement.grade);
        text = format!("{text} The inspection of {year} found {before}.");
    }
    text
}

fn month(when: When) -> String {
    match when.precision() {
        Precision::Day => {
            let day = when.first_day();
            format!("{} {}", month_name(day.month()), day.year())
        }
        Precision::Month | Precision::Year => when.to_string(),
    }
}

/// "Four of 11 gates are open, seven days before the date."
pub fn transfer(record: &Record, today: Date) -> String {
    let transfer = &record.transfer;
    if let Some(back) = transfer.handed_back_on.filter(|&day| day <= today) {
        return format!("Services went back to the council on {}.", long(back));
    }
    if let Some(live) = transfer.happened_on.filter(|&day| day <= today) {
        return format!("Live since {}.", long(live));
    }
    let (open, all) = gates(record, today);
    let gates = match (open, all) {
        (_, 0) => "No gates are recorded".to_owned(),
        (0, _) => "Every gate is passed".to_owned(),
        (1, 1) => "The one gate is open".to_owned(),
        (1, all) => format!("One of {} gates is open", words::number(all)),
        (open, all) => format!(
            "{} of {} gates are open",
            words::capital(&words::number(open)),
            words::number(all)
        ),
    };
    match transfer.date().map(|date| days_between(today, date)) {
        None if all == 0 => "No transfer is planned.".to_owned(),
        None => format!("{gates}, and no date is set."),
        Some(0) => format!("{gates} on the day."),
        Some(left) if left > 0 => format!("{gates}, {} before the date.", words::days(left)),
        Some(past) => format!("{gates}, {} after the date.", words::days(past)),
    }
}

/// "11 seats, 3 of them paid by the day at £500. Quorum 5, with 2 independent and the chair or deputy."
pub fn board(record: &Record, today: Date) -> String {
    let seats = record
        .people
        .iter()
        .filter(|person| person.is_director())
        .filter(|person| {
            person.terms.is_empty()
                || person
                    .terms
                    .iter()
                    .any(|term| term.to.is_none_or(|to| to >= today))
        })
        .count();
    if seats == 0 && record.quorum_rules.is_empty() {
        return "Nobody sits on the board yet.".to_owned();
    }
    let seats_words = words::figures(seats, "seat", "seats");
    let fees: Vec<&FeeTerm> = record
        .fee_terms
        .iter()
        .filter(|term| term.covers(today))
        .collect();
    let paid = match fees.as_slice() {
        [] => "none of them paid by fee".to_owned(),
        [first, rest @ ..] => {
            let same = rest
                .iter()
                .all(|term| (term.rate, term.unit) == (first.rate, first.unit));
            let how = match first.unit {
                _ if !same => "by fee".to_owned(),
                FeeUnit::Day => format!("by the day at {}", first.rate),
                FeeUnit::HalfDay => format!("by the half day at {}", first.rate),
                FeeUnit::Fixed => format!("a fixed {}", first.rate),
            };
            format!("{} of them paid {how}", fees.len())
        }
    };
    format!("{seats_words}, {paid}. {}", quorum(record, today))
}

/// "Quorum 5, with 2 independent and the chair or deputy."
pub fn quorum(record: &Record, today: Date) -> String {
    let Some(rule) = rule_on(record, today) else {
        return "No quorum rule is in force.".to_owned();
    };
    let Some(needed) = rule.at_least else {
        return "The quorum rule is still to be filled in.".to_owned();
    };
    let mut with: Vec<String> = rule
        .of_each
        .iter()
        .map(|side| {
            let who = match side.group {
                ClassGroup::Independent => "independent",
                ClassGroup::Council => "from the council",
                ClassGroup::Executive => "executive",
                ClassGroup::InAttendance => "in attendance",
            };
            format!("{} {who}", side.at_least)
        })
        .collect();
    if rule.chair_or_deputy {
        with.push("the chair or deputy".to_owned());
    }
    if with.is_empty() {
        format!("Quorum {needed}.")
    } else {
        format!("Quorum {needed}, with {}.", words::join(&with))
    }
}

/// "Next: Shadow board, Thursday 26 September, with three decisions to take."
pub fn meetings(record: &Record, today: Date) -> String {
    let Some(next) = record.next_meeting(today) else {
        return if record.meetings.is_empty() {
            "No meeting is recorded.".to_owned()
        } else {
            "No meeting is planned.".to_owned()
        };
    };
    let decisions = match next.to_decide().count() {
        0 => "with nothing to decide".to_owned(),
        count => format!(
            "with {} to take",
            words::counted(count, "decision", "decisions")
        ),
    };
    format!(
        "Next: {}, {} {}, {decisions}.",
        next.title,
        weekday(next.date),
        words::day_in_sentence(next.date, today)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::fixtures::{
            TODAY, clause, concern, direction, fee_term, framework, gate, id, inspection, item,
            judged, meeting, person, quorum_rule,
        },
        model::{Class, GroupMinimum, Purpose, Transfer},
    };
    use jiff::civil::date;

    #[test]
    fn directions_are_counted_with_their_clauses() {
        let mut record = Record::default();
        record.directions.put(direction(1));
        let mut newer = direction(2);
        newer.supersedes = Some(id(1));
        record.directions.put(newer);
        record.clauses.put(clause(1, 2));
        let mut late = clause(2, 2);
        late.judgements = vec![judged(Position::NotMet, TODAY)];
        record.clauses.put(late);
        record.clauses.put(clause(3, 1));
        assert_eq!(
            directions(&record, TODAY, &Threads::new(&record)),
            "Two directions, one in force. Two clauses: one on track, one not met."
        );
    }

    #[test]
    fn the_board_is_told_by_seats_fees_and_quorum() {
        let mut record = Record::default();
        for n in 1..=3 {
            record.people.put(person(n, Class::IndependentNed));
            record.fee_terms.put(fee_term(n, n));
        }
        record.people.put(person(4, Class::IndependentChair));
        let mut rule = quorum_rule(1, 5);
        rule.chair_or_deputy = true;
        rule.of_each = vec![GroupMinimum {
            group: ClassGroup::Independent,
            at_least: 2,
        }];
        record.quorum_rules.put(rule);
        assert_eq!(
            board(&record, TODAY),
            "4 seats, 3 of them paid by the day at £500. Quorum 5, with 2 independent and the \
             chair or deputy."
        );
    }

    #[test]
    fn inspections_transfer_concerns_and_meetings_each_have_a_sentence() {
        let mut record = Record::default();
        record.frameworks.put(framework(1));
        record
            .inspections
            .put(inspection(1, 1, "2017-01-24", "Inadequate"));
        record
            .inspections
            .put(inspection(2, 1, "2019-07-29", "Requires improvement"));
        assert_eq!(
            inspections(&record, TODAY),
            "Requires improvement in every judgement, July 2019. The inspection of 2017 found \
             inadequate."
        );
        record.gates.put(gate(1));
        record.transfer = Transfer {
            original: Some(date(2019, 10, 1)),
            ..Transfer::default()
        }
        .into();
        assert_eq!(
            transfer(&record, TODAY),
            "The one gate is open, seven days before the date."
        );
        record.concerns.put(concern(1));
        assert_eq!(concerns(&record), "One concern open, since 2016.");
        let mut next = meeting(1);
        let mut entry = item(4);
        entry.purpose = Purpose::Decide;
        next.agenda = vec![entry];
        record.meetings.put(next);
        assert_eq!(
            meetings(&record, TODAY),
            "Next: Shadow board, Thursday 26 September, with one decision to take."
        );
    }

    #[test]
    fn an_empty_record_has_a_sentence_for_every_section_of_its_own() {
        let record = Record::default();
        let threads = Threads::new(&record);
        for section in SectionId::ALL {
            let said = section_sentence(&record, TODAY, &threads, section);
            let silent = matches!(
                section,
                SectionId::Overview
                    | SectionId::Curves
                    | SectionId::Packs
                    | SectionId::Story
                    | SectionId::Findings
                    | SectionId::Notes
            );
            assert_eq!(said.is_empty(), silent, "{section:?}: {said}");
            assert!(silent || said.ends_with('.'), "{said}");
        }
    }
}
