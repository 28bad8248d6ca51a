//! Builders for tests: the smallest item of each kind that nothing is wrong with.

use jiff::civil::{Date, date};

use crate::model::{
    Action, AgendaItem, Attendance, Claim, Class, Clause, ClauseKind, Concern, Condition, DateMove,
    Decision, Direction, Duty, Evidence, FeeTerm, FeeUnit, Framework, Funding, Gate, Id,
    Inspection, InspectionKind, Interest, Judgement, Measure, MeasureValue, Meeting, MeetingState,
    Note, Pay, Pence, Person, Position, PositionJudgement, Presence, Quantity, QuorumRule, Reading,
    Recommendation, Term, When, id::Kind,
};

/// The day on which every test looks at the record.
pub const TODAY: Date = date(2019, 9, 24);

/// The `n`th id of a kind.
pub fn id<T: Kind>(n: u32) -> Id<T> {
    format!("{}-2019-{n:06}", T::PREFIX).parse().unwrap()
}

/// A date as the file writes it.
pub fn when(text: &str) -> When {
    text.parse().unwrap()
}

/// One move of a date, with reason and person.
pub fn moved(to: Date, on: Date) -> DateMove {
    DateMove {
        to,
        on,
        by: "Board secretary".to_owned(),
        why: "The lease was signed late".to_owned(),
    }
}

/// Evidence that the chair accepted.
pub fn evidence(on: Date) -> Evidence {
    Evidence {
        title: "Contract register".to_owned(),
        on,
        kept_at: String::new(),
        accepted_by: Some("Chair".to_owned()),
        accepted_at: None,
        illustrative: false,
    }
}

/// A dated note.
pub fn note(on: Date, text: &str) -> Note {
    Note {
        on,
        by: "Board secretary".to_owned(),
        text: text.to_owned(),
        illustrative: false,
    }
}

/// An action on track, due in three months, without a measure but with a reason.
pub fn action(n: u32) -> Action {
    let mut action = Action::new(id(n), n, date(2019, 12, 20));
    action.title = format!("Action number {n}");
    action.owner = "Director of resources".to_owned();
    action.status = crate::model::Brag::OnTrack;
    action.no_measure_because = "A document is signed or it is not".to_owned();
    action
}

/// A director of a class with a term from April 2019 for three years.
pub fn person(n: u32, class: Class) -> Person {
    Person {
        id: id(n),
        name: format!("Director, seat {n}"),
        class,
        office: String::new(),
        deputy_chair: false,
        pay: Pay::Unpaid,
        terms: vec![Term {
            from: date(2019, 4, 1),
            to: Some(date(2022, 3, 31)),
            appointed_by: "Council".to_owned(),
        }],
        skills: Vec::new(),
        note: String::new(),
        illustrative: false,
    }
}

/// £500 a day, forty days over two years, paid by the Department.
pub fn fee_term(n: u32, of: u32) -> FeeTerm {
    FeeTerm {
        id: id(n),
        person: id(of),
        rate: Pence::pounds(500),
        unit: FeeUnit::Day,
        from: date(2019, 4, 1),
        to: Some(date(2021, 3, 31)),
        cap_units: Some(Quantity::from_hundredths(4_000)),
        cap_amount: None,
        funding: Funding::DfE,
        funded_until: Some(date(2021, 3, 31)),
        approved_by: None,
        note: String::new(),
        illustrative: false,
    }
}

/// One day of preparation at £500, approved by the next person.
pub fn claim(n: u32, of: u32, day: Date) -> Claim {
    Claim {
        id: id(n),
        person: id(of),
        dates: vec![day],
        duty: Duty::Preparation,
        quantity: Quantity::from_hundredths(100),
        fee: Pence::pounds(500),
        expenses: Vec::new(),
        meeting: None,
        approved_by: Some(id(of + 1)),
        approved_on: Some(day),
        paid_on: None,
        note: String::new(),
        illustrative: false,
    }
}

/// An open interest in the council that takes the person out of the room.
pub fn interest(n: u32, of: u32) -> Interest {
    Interest {
        id: id(n),
        person: id(of),
        body: "Worcestershire County Council".to_owned(),
        nature: "Cabinet member".to_owned(),
        directness: crate::model::Directness::Direct,
        from: None,
        to: None,
        declared_on: Some(date(2019, 4, 10)),
        declared_where: "Board".to_owned(),
        declared_at: None,
        authorised_by: None,
        condition: Condition::LeaveRoom,
        note: String::new(),
        illustrative: false,
    }
}

/// A rule that asks for so many directors, from April 2019.
pub fn quorum_rule(n: u32, at_least: u16) -> QuorumRule {
    QuorumRule {
        id: id(n),
        from: date(2019, 4, 1),
        to: None,
        at_least: Some(at_least),
        of_each: Vec::new(),
        chair_or_deputy: false,
        conflicted_count: false,
        source: "Article 14".to_owned(),
        illustrative: false,
    }
}

/// A direction in force since August 2018.
pub fn direction(n: u32) -> Direction {
    Direction {
        id: id(n),
        title: format!("Direction {n}"),
        issued: when("2018-08"),
        issued_by: "Secretary of State for Education".to_owned(),
        legal_basis: "s.497A Education Act 1996".to_owned(),
        supersedes: None,
        revoked: None,
        commissioner: String::new(),
        about: String::new(),
        note: String::new(),
        illustrative: false,
    }
}

/// A standing clause judged on track last week.
pub fn clause(n: u32, of: u32) -> Clause {
    Clause {
        id: id(n),
        direction: id(of),
        reference: n.to_string(),
        title: format!("Clause number {n}"),
        text: String::new(),
        addressee: crate::model::Addressee::Council,
        kind: ClauseKind::Standing,
        lead: String::new(),
        in_contract: String::new(),
        judgements: vec![judged(Position::OnTrack, date(2019, 9, 17))],
        measures: Vec::new(),
        evidence: Vec::new(),
        illustrative: false,
    }
}

/// A position as judged.
pub fn judged(position: Position, as_at: Date) -> PositionJudgement {
    PositionJudgement {
        position,
        as_at,
        judged_by: "Company secretary".to_owned(),
        note: String::new(),
    }
}

/// A gate due three days from now.
pub fn gate(n: u32) -> Gate {
    Gate {
        id: id(n),
        title: format!("Gate number {n}"),
        decided_by: "Board".to_owned(),
        original_due: date(2019, 9, 27),
        moves: Vec::new(),
        passed_on: None,
        depends_on: Vec::new(),
        decision: None,
        actions: Vec::new(),
        clauses: Vec::new(),
        note: String::new(),
        illustrative: false,
    }
}

/// The framework of 2018, cut to two headings.
pub fn framework(n: u32) -> Framework {
    let own = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
    Framework {
        id: id(n),
        name: "ILACS".to_owned(),
        full_name: String::new(),
        from: when("2018-01"),
        to: None,
        scale: own(&["Inadequate", "Requires improvement", "Good", "Outstanding"]),
        headings: own(&["Overall effectiveness", "Impact of leaders"]),
    }
}

/// A graded inspection with its overall judgement.
pub fn inspection(n: u32, framework: u32, published: &str, grade: &str) -> Inspection {
    Inspection {
        id: id(n),
        framework: id(framework),
        kind: InspectionKind::Graded,
        title: format!("Inspection {n}"),
        visited: None,
        published: Some(when(published)),
        judgements: vec![Judgement {
            heading: "Overall effectiveness".to_owned(),
            grade: grade.to_owned(),
        }],
        findings: String::new(),
        plan_due: None,
        plan_sent: None,
        source: String::new(),
        illustrative: false,
    }
}

/// An open recommendation.
pub fn recommendation(n: u32, of: u32) -> Recommendation {
    Recommendation {
        id: id(n),
        inspection: id(of),
        reference: n.to_string(),
        text: format!("Suitable long-term housing for all care leavers, {n}"),
        area: String::new(),
        raised_before: None,
        closed_on: None,
        evidence: Vec::new(),
        illustrative: false,
    }
}

/// An open concern with something said of it this month.
pub fn concern(n: u32) -> Concern {
    Concern {
        id: id(n),
        title: "Care leavers in bed and breakfast".to_owned(),
        opened: when("2016"),
        source: String::new(),
        partner: String::new(),
        owner: String::new(),
        counts: Vec::new(),
        narrative: vec![note(date(2019, 9, 10), "Two young people moved on.")],
        measures: Vec::new(),
        recommendations: Vec::new(),
        closed: None,
        illustrative: false,
    }
}

/// A quarterly measure that nothing is wrong with.
pub fn measure(n: u32) -> Measure {
    let mut measure = Measure::new(id(n));
    measure.title = format!("Contacts decided within 24 hours, {n}");
    measure.owner = "Assistant director".to_owned();
    measure.source = "Case management".to_owned();
    measure.frequency = crate::model::Frequency::Quarterly;
    measure.targets = vec![crate::model::Target {
        value: 90.0,
        by: Some(date(2020, 3, 31)),
        set_by: "Board".to_owned(),
        illustrative: false,
    }];
    measure.values = vec![
        value(date(2019, 3, 31), 75.0),
        value(date(2019, 6, 30), 80.0),
    ];
    measure
}

/// A bare value.
pub fn value(on: Date, number: f64) -> MeasureValue {
    MeasureValue::new(on, Reading::Number(number))
}

/// A meeting planned for the day after tomorrow, notice in good time.
pub fn meeting(n: u32) -> Meeting {
    Meeting {
        notice_sent: Some(date(2019, 9, 16)),
        ..Meeting::new(id(n), "Shadow board".to_owned(), date(2019, 9, 26))
    }
}

/// A meeting that was held, with notice three weeks before.
pub fn held(n: u32, on: Date) -> Meeting {
    Meeting {
        date: on,
        state: MeetingState::Held,
        notice_sent: Some(crate::model::date::plus_days(on, -21)),
        ..meeting(n)
    }
}

/// How a person attended.
pub fn attended(of: u32, how: Presence) -> Attendance {
    Attendance::new(id(of), how)
}

/// An agenda item to note.
pub fn item(n: u32) -> AgendaItem {
    AgendaItem {
        title: format!("Item number {n}"),
        ..AgendaItem::new(id(n), n.to_string())
    }
}

/// A decision still to be taken.
pub fn decision(n: u32) -> Decision {
    Decision {
        title: format!("Decision number {n}"),
        ..Decision::new(id(n), n)
    }
}
