//! What the overview says.

use super::*;
use crate::{
    analysis::{
        fixtures::{
            TODAY, concern, decision, framework, gate, held, id, inspection, interest, item,
            meeting, person, quorum_rule, when,
        },
        ruler::MarkKind,
    },
    model::{
        Class, ConcernCount, Consent, Consenter, Organisation, Pence, Plan, Purpose, Reading,
        Spending, Transfer,
    },
};
use jiff::civil::date;

fn worcestershire() -> Record {
    let organisation = Organisation {
        name: "Worcestershire Children First".to_owned(),
        plan: Some(Plan {
            title: "Five-year plan".to_owned(),
            starts: when("2017"),
            goal: "At least good".to_owned(),
            by: when("2022"),
            source: String::new(),
        }),
        spending: vec![Spending {
            amount: Pence::pounds(19_800_000),
            on_what: "Improvement since 2017".to_owned(),
            stated: when("2019-07"),
            source: String::new(),
        }],
        ..Organisation::default()
    };
    let mut record = Record {
        organisation: organisation.into(),
        ..Record::default()
    };
    record.transfer = Transfer {
        original: Some(date(2019, 4, 1)),
        moves: vec![crate::analysis::fixtures::moved(
            date(2019, 10, 1),
            date(2018, 12, 1),
        )],
        go_decision: Some(id(5)),
        ..Transfer::default()
    }
    .into();
    record.frameworks.put(framework(1));
    record
        .inspections
        .put(inspection(1, 1, "2017-01-24", "Inadequate"));
    record.inspections.put(inspection(
        2,
        1,
        "2019-07-29",
        "Requires improvement to be good",
    ));
    for n in 1..=11 {
        let mut gate = gate(n);
        gate.passed_on = (n <= 7).then_some(date(2019, 8, 1));
        record.gates.put(gate);
    }
    for (n, class) in [
        (1, Class::IndependentChair),
        (2, Class::CouncilCouncillor),
        (3, Class::CouncilCouncillor),
        (4, Class::Executive),
        (5, Class::Executive),
    ] {
        record.people.put(person(n, class));
    }
    record.interests.put(interest(1, 2));
    record.interests.put(interest(2, 3));
    record.quorum_rules.put(quorum_rule(1, 2));
    record.meetings.put(held(1, date(2019, 7, 11)));
    let mut next = meeting(2);
    for n in [4, 5, 6] {
        let mut one = decision(n);
        one.consents = [Consenter::Board, Consenter::Cabinet]
            .map(|of| Consent {
                of,
                given: None,
                reference: String::new(),
            })
            .into();
        record.decisions.put(one);
        let mut entry = item(n);
        entry.purpose = Purpose::Decide;
        entry.decision = Some(id(n));
        if n == 6 {
            entry.bodies = vec!["Worcestershire County Council".to_owned()];
        }
        next.agenda.push(entry);
    }
    next.agenda[0].summary = "At least six months; the board first".to_owned();
    record.meetings.put(next);
    let mut beds = concern(1);
    beds.counts = [("now", 2.0), ("in the past year", 17.0)]
        .map(|(what, count)| ConcernCount {
            on: when("2019-09"),
            what: what.to_owned(),
            count: Reading::Number(count),
            source: "Council figures".to_owned(),
        })
        .into();
    record.concerns.put(beds);
    record
}

#[test]
fn page_one_says_where_the_board_stands() {
    let record = worcestershire();
    let page = overview(&record, TODAY, &[]);
    assert_eq!(
        page.headline,
        "Up from inadequate to requires improvement. Seven days to transfer."
    );
    assert_eq!(
        page.second_line,
        "Three decisions wait for Thursday’s board. £19.8 million spent since 2017, the plan \
         is halfway."
    );
    assert_eq!(page.decide_heading, "To decide on Thursday");
    let lines: Vec<&str> = page.to_decide.iter().map(|row| row.line.as_str()).collect();
    assert_eq!(
        lines,
        [
            "At least six months; the board first",
            "Four of 11 gates still open",
            "Two directors conflicted; quorum holds by one",
        ]
    );
    assert_eq!(page.to_decide[0].route, "Board, then Cabinet");
    assert_eq!(page.concerns[0].line, "2 now, 17 in the past year");
    assert_eq!(
        page.concerns[0].meta,
        "Council figures, September 2019. Open since 2016."
    );
    let figures: Vec<(&str, &str)> = page
        .figures
        .iter()
        .map(|figure| (figure.value.as_str(), figure.meta.as_str()))
        .collect();
    assert_eq!(
        figures,
        [
            ("3", "Thursday 26 September"),
            ("–", "no measures yet"),
            ("8", "since the board of 11 July"),
            ("1", "since 2016"),
            ("7", "7 of 11 gates passed"),
            ("–", "no fee terms"),
        ]
    );
    assert_eq!(page.next[0].what, "Shadow board");
    let ruler = page.ruler.unwrap();
    assert_eq!(ruler.today_words, "Today, halfway");
    let kinds: Vec<MarkKind> = ruler.marks.iter().map(|mark| mark.kind).collect();
    assert_eq!(
        kinds,
        [
            MarkKind::Grade,
            MarkKind::Grade,
            MarkKind::Transfer,
            MarkKind::Goal
        ]
    );
}

#[test]
fn an_empty_record_says_what_to_enter_first() {
    let page = overview(&Record::default(), TODAY, &[]);
    assert_eq!(page.headline, "This record has no measures yet.");
    assert_eq!(page.second_line, "");
    assert_eq!(page.empty.len(), 6);
    assert!(page.ruler.is_none() && page.next.is_empty() && page.changes.is_empty());
}

#[test]
fn after_the_transfer_the_countdown_stops() {
    let mut record = worcestershire();
    let mut transfer = (*record.transfer).clone();
    transfer.happened_on = Some(date(2019, 10, 1));
    record.transfer = transfer.into();
    let page = overview(&record, date(2019, 11, 5), &[]);
    assert!(
        page.headline.ends_with("Live since 1 October 2019."),
        "{}",
        page.headline
    );
    assert_eq!(page.figures[4].value, "Live");
    assert_eq!(page.decide_heading, "To decide");
}
