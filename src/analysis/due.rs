//! What is due before a meeting: notice, papers with their authors, terms and waivers that end, clauses
//! to be judged again.

use jiff::civil::Date;

use super::agenda;
use crate::model::{
    ClauseKind, ItemRef, Meeting, Position, Record,
    date::{days_between, plus_days, plus_months},
};

/// One thing due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// By when.
    pub on: Date,
    /// Days left; negative where it is late.
    pub days: i32,
    /// What, with who owes it.
    pub what: String,
    /// Where it leads.
    pub goto: ItemRef,
}

impl Due {
    /// "3 days left", "today", "2 days late".
    pub fn words(&self) -> String {
        match self.days {
            0 => "today".to_owned(),
            1 => "1 day left".to_owned(),
            -1 => "1 day late".to_owned(),
            days if days > 0 => format!("{days} days left"),
            days => format!("{} days late", -days),
        }
    }
}

/// Everything due up to the day of a meeting that is still owed, nearest first; terms that end within
/// the months of the board's rules come too.
pub fn before(record: &Record, meeting: &Meeting, today: Date) -> Vec<Due> {
    let mut list = Vec::new();
    let mut add = |on: Date, what: String, goto: ItemRef| {
        let days = days_between(today, on);
        list.push(Due {
            on,
            days,
            what,
            goto,
        });
    };
    let rules = &record.board_rules;
    let here = ItemRef::from(meeting.id);
    if meeting.notice_sent.is_none() {
        add(
            agenda::notice_due(meeting, rules),
            "Notice goes out".to_owned(),
            here,
        );
    }
    for item in &meeting.agenda {
        for paper in item.papers.iter().filter(|one| one.received.is_none()) {
            let from = match paper.author.trim() {
                "" => "no author named".to_owned(),
                author => author.to_owned(),
            };
            let title = match paper.title.trim() {
                "" => "Paper",
                title => title,
            };
            let what = format!("Item {}: {title}, {from}", item.number);
            add(agenda::paper_due(meeting, paper, rules), what, here);
        }
        if let Some(review) = item.restricted.as_ref().and_then(|one| one.review_on)
            && review <= meeting.date
        {
            let what = format!("Item {}: review of the restriction", item.number);
            add(review, what, here);
        }
    }
    clauses(record, meeting, today, &mut add);
    let horizon = plus_days(today, i32::from(rules.term_warning_days));
    for person in record.people.iter() {
        let end = person.term_at(today).and_then(|term| term.to);
        if let Some(end) = end.filter(|end| *end >= today && *end <= horizon) {
            add(
                end,
                format!("Term of {} ends", person.name),
                person.id.into(),
            );
        }
    }
    for waiver in record.waivers.iter() {
        if waiver.from <= meeting.date && waiver.expires >= today && waiver.expires <= horizon {
            let what = format!("Waiver ends: {}", waiver.what);
            add(waiver.expires, what, waiver.id.into());
        }
    }
    list.sort_by(|a, b| (a.on, &a.what).cmp(&(b.on, &b.what)));
    list
}

/// Clauses whose position is older than a quarter by the day of the meeting, or that fall due by then.
fn clauses(
    record: &Record,
    meeting: &Meeting,
    today: Date,
    add: &mut impl FnMut(Date, String, ItemRef),
) {
    let live = super::thread::Threads::directions_only(record);
    for clause in record
        .clauses
        .iter()
        .filter(|clause| live.is_live(record, clause, today))
    {
        let due = match clause.kind {
            ClauseKind::OneOff { due } => due,
            ClauseKind::Recurring { next, .. } => Some(next),
            ClauseKind::Standing => None,
        };
        let met = clause.position() == Some(Position::Met);
        if let Some(due) = due.filter(|due| !met && *due <= meeting.date) {
            let what = format!("Clause {} falls due: {}", clause.reference, clause.title);
            add(due, what, clause.id.into());
            continue;
        }
        let judged = clause.judgements.last().map(|one| one.as_at);
        if let Some(again) = judged.map(|on| plus_months(on, 3))
            && !met
            && again <= meeting.date
        {
            let what = format!(
                "Clause {} is judged again: {}",
                clause.reference, clause.title
            );
            add(again, what, clause.id.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::fixtures::{TODAY, clause, direction, item, judged, meeting, person},
        model::{Class, Paper},
    };
    use jiff::civil::date;

    #[test]
    fn what_is_owed_comes_nearest_first_with_its_days() {
        let mut record = Record::default();
        record.directions.put(direction(1));
        let mut old = clause(3, 1);
        old.judgements = vec![judged(Position::OnTrack, date(2019, 6, 20))];
        record.clauses.put(old);
        record.clauses.put(clause(4, 1));
        let mut ending = person(1, Class::IndependentNed);
        ending.terms[0].to = Some(date(2020, 3, 31));
        record.people.put(ending);
        record.people.put(person(2, Class::IndependentNed));
        let mut next = meeting(1);
        next.notice_sent = None;
        let paper = |received| Paper {
            title: "Finance report".to_owned(),
            author: "Director of resources".to_owned(),
            due: Some(date(2019, 9, 25)),
            received,
        };
        let mut finance = item(8);
        finance.papers = vec![paper(None), paper(Some(TODAY))];
        next.agenda = vec![finance];
        let list = before(&record, &next, TODAY);
        let said: Vec<(String, String)> = list
            .iter()
            .map(|one| (one.what.clone(), one.words()))
            .collect();
        let own = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            said,
            [
                own("Notice goes out", "5 days late"),
                own("Clause 3 is judged again: Clause number 3", "4 days late"),
                own(
                    "Item 8: Finance report, Director of resources",
                    "1 day left"
                ),
                own("Term of Director, seat 1 ends", "189 days left"),
            ]
        );
    }
}
