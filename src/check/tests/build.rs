//! Records with one thing wrong or right, for the cases.

use super::*;

pub(super) type Build = fn(&mut Record);

pub(super) fn with(build: Build) -> Record {
    let mut record = Record::default();
    build(&mut record);
    record
}

pub(super) fn found(record: &Record, rule: Rule) -> Vec<Finding> {
    run(record, TODAY)
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .collect()
}

pub(super) fn put_action(record: &mut Record, change: fn(&mut Action)) {
    let mut one = action(12);
    change(&mut one);
    record.actions.put(one);
}

pub(super) fn put_clause(record: &mut Record, change: fn(&mut crate::model::Clause)) {
    record.directions.put(direction(1));
    let mut one = clause(1, 1);
    change(&mut one);
    record.clauses.put(one);
}

pub(super) fn put_gate(record: &mut Record, change: fn(&mut crate::model::Gate)) {
    let mut one = gate(1);
    change(&mut one);
    record.gates.put(one);
}

pub(super) fn put_concern(record: &mut Record, change: fn(&mut Concern)) {
    let mut one = concern(1);
    change(&mut one);
    record.concerns.put(one);
}

pub(super) fn put_measure(record: &mut Record, change: fn(&mut crate::model::Measure)) {
    let mut one = measure(1);
    change(&mut one);
    record.measures.put(one);
}

pub(super) fn put_meeting(record: &mut Record, change: fn(&mut Meeting)) {
    let mut one = meeting(1);
    change(&mut one);
    record.meetings.put(one);
}

pub(super) fn put_held(record: &mut Record, change: fn(&mut Meeting)) {
    let mut one = held(1, date(2019, 7, 11));
    change(&mut one);
    record.meetings.put(one);
}

pub(super) fn put_decision(record: &mut Record, change: fn(&mut Decision)) {
    let mut one = decision(14);
    change(&mut one);
    record.decisions.put(one);
}

pub(super) fn put_person(record: &mut Record, class: Class, change: fn(&mut crate::model::Person)) {
    let mut one = person(1, class);
    change(&mut one);
    record.people.put(one);
}

/// A director with fee terms and one claim, nothing wrong with any of them.
pub(super) fn put_claim(record: &mut Record, change: fn(&mut crate::model::Claim)) {
    put_person(record, Class::IndependentNed, |one| one.pay = Pay::Fee);
    record.people.put(person(2, Class::IndependentChair));
    record.fee_terms.put(fee_term(1, 1));
    let mut one = claim(1, 1, date(2019, 7, 11));
    change(&mut one);
    record.claims.put(one);
}

pub(super) fn put_report(record: &mut Record, change: fn(&mut crate::model::Inspection)) {
    record.frameworks.put(framework(1));
    let mut one = inspection(1, 1, "2019-07-29", "Good");
    change(&mut one);
    record.inspections.put(one);
}

pub(super) fn put_recommendation(
    record: &mut Record,
    change: fn(&mut crate::model::Recommendation),
) {
    record.frameworks.put(framework(1));
    record
        .inspections
        .put(inspection(1, 1, "2017-01-24", "Inadequate"));
    record
        .inspections
        .put(inspection(2, 1, "2019-07-29", "Good"));
    record.recommendations.put(recommendation(1, 1));
    let mut one = recommendation(2, 2);
    change(&mut one);
    record.recommendations.put(one);
}

pub(super) fn organise(record: &mut Record, change: fn(&mut Organisation)) {
    let mut one = Organisation::default();
    change(&mut one);
    record.organisation = one.into();
}

pub(super) fn move_over(record: &mut Record, change: fn(&mut Transfer)) {
    let mut one = Transfer::default();
    change(&mut one);
    record.transfer = one.into();
}

/// Four directors, two of them from the council with an interest in it; the rule asks for two.
pub(super) fn put_board(record: &mut Record, at_least: u16) {
    record.people.put(person(1, Class::IndependentChair));
    record.people.put(person(2, Class::Executive));
    record.people.put(person(3, Class::CouncilCouncillor));
    record.people.put(person(4, Class::CouncilCouncillor));
    record.interests.put(interest(1, 3));
    record.interests.put(interest(2, 4));
    record.quorum_rules.put(quorum_rule(1, at_least));
}

pub(super) fn contract_item() -> AgendaItem {
    AgendaItem {
        bodies: vec!["Worcestershire County Council".to_owned()],
        decision: Some(id(14)),
        ..item(6)
    }
}

pub(super) fn waiver(expires: Date) -> Waiver {
    Waiver {
        id: id(1),
        what: "A contractor may sit as executive director".to_owned(),
        person: None,
        counts_as: Some(ClassGroup::Executive),
        from: date(2019, 6, 1),
        expires,
        granted_by: "Council".to_owned(),
        illustrative: false,
    }
}

pub(super) fn forward(due: Date, done_on: Option<Date>) -> ForwardItem {
    ForwardItem {
        id: id(1),
        title: "Business plan".to_owned(),
        due,
        purpose: Purpose::Decide,
        owner: String::new(),
        booked_by: None,
        meeting: None,
        done_on,
        illustrative: false,
    }
}

pub(super) fn consent(of: Consenter, given: Option<&str>) -> Consent {
    Consent {
        of,
        given: given.map(when),
        reference: String::new(),
    }
}

pub(super) fn share_measures(record: &mut Record, parts: [f64; 3]) {
    for (n, part) in [1, 2, 3].into_iter().zip(parts) {
        let mut one = measure(n);
        one.values = vec![value(date(2019, 6, 30), part)];
        one.complements = [1, 2, 3].into_iter().filter(|&m| m != n).map(id).collect();
        record.measures.put(one);
    }
}

pub(super) fn reserved(record: &mut Record, consent_of: Vec<Consenter>) {
    record.reserved_matters.put(ReservedMatter {
        id: id(1),
        title: "Business plan".to_owned(),
        consent_of,
        source: String::new(),
        illustrative: false,
    });
}

pub(super) fn quarter(record: &mut Record, numerator: f64) {
    let mut one = measure(1);
    one.values[1].numerator = Some(numerator);
    one.values[1].denominator = Some(205.0);
    record.measures.put(one);
}

pub(super) fn sitting(record: &mut Record, how: Presence) {
    put_board(record, 2);
    let mut past = held(1, date(2019, 7, 11));
    past.attendance = vec![attended(1, Presence::Present), attended(2, how)];
    record.meetings.put(past);
}

pub(super) fn withheld(record: &mut Record, reviewer: &str, review_on: Option<Date>) {
    let mut next = meeting(1);
    next.agenda = vec![AgendaItem {
        restricted: Some(Restriction {
            code: String::new(),
            reason: "FOIA s.40".to_owned(),
            reviewer: reviewer.to_owned(),
            review_on,
        }),
        ..item(9)
    }];
    record.meetings.put(next);
}

pub(super) fn paper(record: &mut Record, received: Option<Date>) {
    let mut next = meeting(1);
    next.agenda = vec![AgendaItem {
        papers: vec![Paper {
            title: "Finance report".to_owned(),
            author: "Director of resources".to_owned(),
            due: None,
            received,
        }],
        ..item(8)
    }];
    record.meetings.put(next);
}

pub(super) fn mover(record: &mut Record, person: u32) {
    put_board(record, 2);
    let mut next = held(1, date(2019, 7, 11));
    next.agenda = vec![contract_item()];
    record.meetings.put(next);
    let mut one = decision(14);
    one.moved_by = Some(id(person));
    record.decisions.put(one);
}

pub(super) fn taken_at(record: &mut Record, state: MeetingState) {
    put_held(record, |_| {});
    let mut past = held(1, date(2019, 7, 11));
    past.state = state;
    record.meetings.put(past);
    put_decision(record, |one| {
        one.state = DecisionState::Taken;
        one.meeting = Some(id(1));
    });
}

pub(super) fn board_claim(record: &mut Record, state: MeetingState, how: Presence) {
    let mut past = held(1, date(2019, 7, 11));
    past.state = state;
    past.attendance = vec![attended(1, how)];
    record.meetings.put(past);
    put_claim(record, |one| one.duty = Duty::Board);
}

pub(super) fn signed_by(record: &mut Record, person: u32) {
    let mut past = held(1, date(2019, 7, 11));
    past.chair = Some(id(1));
    past.signed = Some(Signature {
        by: id(person),
        at: id(1),
    });
    record.meetings.put(past);
}

pub(super) fn gates_in_order(record: &mut Record, first: Option<Date>) {
    put_gate(record, |one| one.passed_on = Some(date(2019, 8, 1)));
    let mut second = gate(2);
    second.passed_on = first;
    record.gates.put(second);
    let mut one = gate(1);
    one.passed_on = Some(date(2019, 8, 1));
    one.depends_on = vec![id(2)];
    record.gates.put(one);
}

pub(super) fn chain(record: &mut Record, first: Option<Id<Direction>>) {
    let mut one = direction(1);
    one.supersedes = first;
    let mut two = direction(2);
    two.supersedes = Some(id(1));
    record.directions.put(one);
    record.directions.put(two);
}

pub(super) fn replaced(record: &mut Record, position: Position) {
    chain(record, None);
    let mut one = clause(1, 1);
    one.judgements = vec![judged(position, date(2019, 9, 17))];
    record.clauses.put(one);
}

/// A rule, a record that breaks it, and one as near as possible that does not.
pub(super) type Case = (Rule, Build, Build);
