//! For every rule one record that breaks it and one, as near as possible, that does not.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::{Finding, Rule, Severity, counts, run, sentence};
use crate::{
    analysis::fixtures::{
        TODAY, action, attended, claim, clause, concern, decision, direction, evidence, fee_term,
        framework, gate, held, id, inspection, interest, item, judged, measure, meeting, moved,
        note, person, quorum_rule, recommendation, value, when,
    },
    model::{
        Action, AgendaItem, Brag, Class, ClassGroup, ClauseKind, Closure, Concern, Condition,
        Consent, Consenter, Decision, DecisionState, Direction, Duty, Every, ForwardItem, Funding,
        Id, Judgement, Meeting, MeetingState, Milestone, Organisation, Paper, Pay, Pence, Plan,
        Polarity, Position, Presence, Purpose, Quantity, Reading, Rebase, Record, ReservedMatter,
        Restriction, Signature, Spending, Stage, Target, Term, Transfer, Unit, Waiver,
    },
};

type Build = fn(&mut Record);

fn with(build: Build) -> Record {
    let mut record = Record::default();
    build(&mut record);
    record
}

fn found(record: &Record, rule: Rule) -> Vec<Finding> {
    run(record, TODAY)
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .collect()
}

fn put_action(record: &mut Record, change: fn(&mut Action)) {
    let mut one = action(12);
    change(&mut one);
    record.actions.put(one);
}

fn put_clause(record: &mut Record, change: fn(&mut crate::model::Clause)) {
    record.directions.put(direction(1));
    let mut one = clause(1, 1);
    change(&mut one);
    record.clauses.put(one);
}

fn put_gate(record: &mut Record, change: fn(&mut crate::model::Gate)) {
    let mut one = gate(1);
    change(&mut one);
    record.gates.put(one);
}

fn put_concern(record: &mut Record, change: fn(&mut Concern)) {
    let mut one = concern(1);
    change(&mut one);
    record.concerns.put(one);
}

fn put_measure(record: &mut Record, change: fn(&mut crate::model::Measure)) {
    let mut one = measure(1);
    change(&mut one);
    record.measures.put(one);
}

fn put_meeting(record: &mut Record, change: fn(&mut Meeting)) {
    let mut one = meeting(1);
    change(&mut one);
    record.meetings.put(one);
}

fn put_held(record: &mut Record, change: fn(&mut Meeting)) {
    let mut one = held(1, date(2019, 7, 11));
    change(&mut one);
    record.meetings.put(one);
}

fn put_decision(record: &mut Record, change: fn(&mut Decision)) {
    let mut one = decision(14);
    change(&mut one);
    record.decisions.put(one);
}

fn put_person(record: &mut Record, class: Class, change: fn(&mut crate::model::Person)) {
    let mut one = person(1, class);
    change(&mut one);
    record.people.put(one);
}

/// A director with fee terms and one claim, nothing wrong with any of them.
fn put_claim(record: &mut Record, change: fn(&mut crate::model::Claim)) {
    put_person(record, Class::IndependentNed, |one| one.pay = Pay::Fee);
    record.people.put(person(2, Class::IndependentChair));
    record.fee_terms.put(fee_term(1, 1));
    let mut one = claim(1, 1, date(2019, 7, 11));
    change(&mut one);
    record.claims.put(one);
}

fn put_report(record: &mut Record, change: fn(&mut crate::model::Inspection)) {
    record.frameworks.put(framework(1));
    let mut one = inspection(1, 1, "2019-07-29", "Good");
    change(&mut one);
    record.inspections.put(one);
}

fn put_recommendation(record: &mut Record, change: fn(&mut crate::model::Recommendation)) {
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

fn organise(record: &mut Record, change: fn(&mut Organisation)) {
    let mut one = Organisation::default();
    change(&mut one);
    record.organisation = one.into();
}

fn move_over(record: &mut Record, change: fn(&mut Transfer)) {
    let mut one = Transfer::default();
    change(&mut one);
    record.transfer = one.into();
}

/// Four directors, two of them from the council with an interest in it; the rule asks for two.
fn put_board(record: &mut Record, at_least: u16) {
    record.people.put(person(1, Class::IndependentChair));
    record.people.put(person(2, Class::Executive));
    record.people.put(person(3, Class::CouncilCouncillor));
    record.people.put(person(4, Class::CouncilCouncillor));
    record.interests.put(interest(1, 3));
    record.interests.put(interest(2, 4));
    record.quorum_rules.put(quorum_rule(1, at_least));
}

fn contract_item() -> AgendaItem {
    AgendaItem {
        bodies: vec!["Worcestershire County Council".to_owned()],
        decision: Some(id(14)),
        ..item(6)
    }
}

fn waiver(expires: Date) -> Waiver {
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

fn forward(due: Date, done_on: Option<Date>) -> ForwardItem {
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

fn consent(of: Consenter, given: Option<&str>) -> Consent {
    Consent {
        of,
        given: given.map(when),
        reference: String::new(),
    }
}

fn share_measures(record: &mut Record, parts: [f64; 3]) {
    for (n, part) in [1, 2, 3].into_iter().zip(parts) {
        let mut one = measure(n);
        one.values = vec![value(date(2019, 6, 30), part)];
        one.complements = [1, 2, 3].into_iter().filter(|&m| m != n).map(id).collect();
        record.measures.put(one);
    }
}

fn reserved(record: &mut Record, consent_of: Vec<Consenter>) {
    record.reserved_matters.put(ReservedMatter {
        id: id(1),
        title: "Business plan".to_owned(),
        consent_of,
        source: String::new(),
        illustrative: false,
    });
}

fn quarter(record: &mut Record, numerator: f64) {
    let mut one = measure(1);
    one.values[1].numerator = Some(numerator);
    one.values[1].denominator = Some(205.0);
    record.measures.put(one);
}

fn sitting(record: &mut Record, how: Presence) {
    put_board(record, 2);
    let mut past = held(1, date(2019, 7, 11));
    past.attendance = vec![attended(1, Presence::Present), attended(2, how)];
    record.meetings.put(past);
}

fn withheld(record: &mut Record, reviewer: &str, review_on: Option<Date>) {
    let mut next = meeting(1);
    next.agenda = vec![AgendaItem {
        restricted: Some(Restriction {
            reason: "FOIA s.40".to_owned(),
            reviewer: reviewer.to_owned(),
            review_on,
        }),
        ..item(9)
    }];
    record.meetings.put(next);
}

fn paper(record: &mut Record, received: Option<Date>) {
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

fn mover(record: &mut Record, person: u32) {
    put_board(record, 2);
    let mut next = held(1, date(2019, 7, 11));
    next.agenda = vec![contract_item()];
    record.meetings.put(next);
    let mut one = decision(14);
    one.moved_by = Some(id(person));
    record.decisions.put(one);
}

fn taken_at(record: &mut Record, state: MeetingState) {
    put_held(record, |_| {});
    let mut past = held(1, date(2019, 7, 11));
    past.state = state;
    record.meetings.put(past);
    put_decision(record, |one| {
        one.state = DecisionState::Taken;
        one.meeting = Some(id(1));
    });
}

fn board_claim(record: &mut Record, state: MeetingState, how: Presence) {
    let mut past = held(1, date(2019, 7, 11));
    past.state = state;
    past.attendance = vec![attended(1, how)];
    record.meetings.put(past);
    put_claim(record, |one| one.duty = Duty::Board);
}

fn signed_by(record: &mut Record, person: u32) {
    let mut past = held(1, date(2019, 7, 11));
    past.chair = Some(id(1));
    past.signed = Some(Signature {
        by: id(person),
        at: id(1),
    });
    record.meetings.put(past);
}

fn gates_in_order(record: &mut Record, first: Option<Date>) {
    put_gate(record, |one| one.passed_on = Some(date(2019, 8, 1)));
    let mut second = gate(2);
    second.passed_on = first;
    record.gates.put(second);
    let mut one = gate(1);
    one.passed_on = Some(date(2019, 8, 1));
    one.depends_on = vec![id(2)];
    record.gates.put(one);
}

fn chain(record: &mut Record, first: Option<Id<Direction>>) {
    let mut one = direction(1);
    one.supersedes = first;
    let mut two = direction(2);
    two.supersedes = Some(id(1));
    record.directions.put(one);
    record.directions.put(two);
}

fn replaced(record: &mut Record, position: Position) {
    chain(record, None);
    let mut one = clause(1, 1);
    one.judgements = vec![judged(position, date(2019, 9, 17))];
    record.clauses.put(one);
}

const CASES: &[(Rule, Build, Build)] = &[
    (
        Rule::ActionOverdue,
        |r| {
            put_action(r, |one| {
                one.original_due = date(2019, 9, 1);
                one.moves = vec![moved(date(2019, 10, 11), date(2019, 8, 1))];
            });
        },
        |r| put_action(r, |one| one.original_due = TODAY),
    ),
    (
        Rule::ActionSlipped,
        |r| {
            put_action(r, |one| {
                one.moves = vec![moved(date(2020, 1, 1), date(2019, 8, 1))]
            })
        },
        |r| {
            put_action(r, |one| {
                one.moves = vec![moved(date(2020, 1, 1), date(2019, 8, 1))];
                one.status = Brag::Delivered;
            });
        },
    ),
    (
        Rule::ActionGreenButLate,
        |r| put_action(r, |one| one.original_due = date(2019, 9, 1)),
        |r| {
            put_action(r, |one| {
                one.original_due = date(2019, 9, 1);
                one.status = Brag::RecoveryAgreed;
            });
        },
    ),
    (
        Rule::EmbeddedWithoutEvidence,
        |r| {
            put_action(r, |one| {
                one.status = Brag::Embedded;
                one.evidence = vec![evidence(TODAY)];
                one.evidence[0].accepted_by = None;
            });
        },
        |r| {
            put_action(r, |one| {
                one.status = Brag::Embedded;
                one.evidence = vec![evidence(TODAY)];
            });
        },
    ),
    (
        Rule::DeliveredWithoutEvidence,
        |r| put_action(r, |one| one.status = Brag::Delivered),
        |r| {
            put_action(r, |one| {
                one.status = Brag::Delivered;
                one.evidence = vec![evidence(TODAY)];
            });
        },
    ),
    (
        Rule::DeliveredDate,
        |r| put_action(r, |one| one.delivered_on = Some(date(2019, 9, 1))),
        |r| {
            put_action(r, |one| {
                one.status = Brag::Delivered;
                one.delivered_on = Some(date(2019, 9, 1));
            });
        },
    ),
    (
        Rule::ActionWithoutOwner,
        |r| put_action(r, |one| one.owner.clear()),
        |r| put_action(r, |_| {}),
    ),
    (
        Rule::ActionWithoutSource,
        |r| put_action(r, |_| {}),
        |r| put_action(r, |one| one.concerns = vec![id(1)]),
    ),
    (
        Rule::ActionWithoutMeasure,
        |r| put_action(r, |one| one.no_measure_because.clear()),
        |r| put_action(r, |_| {}),
    ),
    (
        Rule::MilestoneOverdue,
        |r| {
            put_action(r, |one| {
                one.milestones = vec![Milestone {
                    title: "Lease signed".to_owned(),
                    due: date(2019, 9, 1),
                    done_on: None,
                }];
            });
        },
        |r| {
            put_action(r, |one| {
                one.milestones = vec![Milestone {
                    title: "Lease signed".to_owned(),
                    due: date(2019, 9, 1),
                    done_on: Some(date(2019, 9, 9)),
                }];
            });
        },
    ),
    (
        Rule::MoveUnexplained,
        |r| {
            put_action(r, |one| {
                one.moves = vec![moved(date(2020, 1, 1), date(2019, 8, 1))];
                one.moves[0].why.clear();
            });
        },
        |r| {
            put_action(r, |one| {
                one.moves = vec![moved(date(2020, 1, 1), date(2019, 8, 1))]
            })
        },
    ),
    (
        Rule::MoveOutOfOrder,
        |r| {
            put_gate(r, |one| {
                one.moves = vec![
                    moved(date(2020, 1, 1), date(2019, 8, 1)),
                    moved(date(2020, 2, 1), date(2019, 7, 1)),
                ];
            });
        },
        |r| {
            put_gate(r, |one| {
                one.moves = vec![
                    moved(date(2020, 1, 1), date(2019, 7, 1)),
                    moved(date(2020, 2, 1), date(2019, 8, 1)),
                ];
            });
        },
    ),
    (
        Rule::EvidenceOld,
        |r| put_action(r, |one| one.evidence = vec![evidence(date(2019, 3, 1))]),
        |r| put_action(r, |one| one.evidence = vec![evidence(date(2019, 4, 1))]),
    ),
    (
        Rule::ClauseMetWithoutEvidence,
        |r| put_clause(r, |one| one.judgements = vec![judged(Position::Met, TODAY)]),
        |r| {
            put_clause(r, |one| {
                one.judgements = vec![judged(Position::Met, TODAY)];
                one.evidence = vec![evidence(TODAY)];
            });
        },
    ),
    (
        Rule::ClauseNotJudged,
        |r| put_clause(r, |one| one.judgements.clear()),
        |r| put_clause(r, |_| {}),
    ),
    (
        Rule::ClauseOverdue,
        |r| {
            put_clause(r, |one| {
                one.kind = ClauseKind::OneOff {
                    due: Some(date(2019, 9, 1)),
                }
            })
        },
        |r| put_clause(r, |one| one.kind = ClauseKind::OneOff { due: Some(TODAY) }),
    ),
    (
        Rule::ClauseReturnOverdue,
        |r| {
            put_clause(r, |one| {
                one.kind = ClauseKind::Recurring {
                    every: Every::Quarter,
                    next: date(2019, 9, 1),
                };
            });
        },
        |r| {
            put_clause(r, |one| {
                one.kind = ClauseKind::Recurring {
                    every: Every::Quarter,
                    next: date(2019, 9, 30),
                };
            });
        },
    ),
    (
        Rule::ClauseRecurringMet,
        |r| put_clause(r, |one| one.judgements = vec![judged(Position::Met, TODAY)]),
        |r| {
            put_clause(r, |one| {
                one.judgements = vec![judged(Position::Met, TODAY)];
                one.kind = ClauseKind::OneOff { due: None };
            });
        },
    ),
    (
        Rule::PositionOld,
        |r| {
            put_clause(r, |one| {
                one.judgements = vec![judged(Position::OnTrack, date(2019, 6, 20))]
            })
        },
        |r| {
            put_clause(r, |one| {
                one.judgements = vec![judged(Position::OnTrack, date(2019, 6, 30))]
            })
        },
    ),
    (
        Rule::PositionInFuture,
        |r| {
            put_clause(r, |one| {
                one.judgements = vec![judged(Position::OnTrack, date(2019, 9, 25))]
            })
        },
        |r| {
            put_clause(r, |one| {
                one.judgements = vec![judged(Position::OnTrack, TODAY)]
            })
        },
    ),
    (
        Rule::PositionWithoutJudge,
        |r| put_clause(r, |one| one.judgements[0].judged_by.clear()),
        |r| put_clause(r, |_| {}),
    ),
    (
        Rule::PositionOutOfOrder,
        |r| {
            put_clause(r, |one| {
                one.judgements
                    .push(judged(Position::AtRisk, date(2019, 9, 1)))
            })
        },
        |r| {
            put_clause(r, |one| {
                one.judgements.push(judged(Position::AtRisk, TODAY))
            })
        },
    ),
    (
        Rule::SupersededStillLive,
        |r| replaced(r, Position::AtRisk),
        |r| replaced(r, Position::Superseded),
    ),
    (
        Rule::SupersessionLoop,
        |r| chain(r, Some(id(2))),
        |r| chain(r, None),
    ),
    (
        Rule::ClauseWithoutAction,
        |r| put_clause(r, |_| {}),
        |r| {
            put_clause(r, |_| {});
            put_action(r, |one| one.clauses = vec![id(1)]);
        },
    ),
    (
        Rule::DirectionWithoutClauses,
        |r| r.directions.put(direction(1)),
        |r| put_clause(r, |_| {}),
    ),
    (
        Rule::GateSlipped,
        |r| {
            put_gate(r, |one| {
                one.moves = vec![moved(date(2019, 9, 28), date(2019, 8, 1))]
            })
        },
        |r| put_gate(r, |_| {}),
    ),
    (
        Rule::GateOverdue,
        |r| put_gate(r, |one| one.original_due = date(2019, 9, 23)),
        |r| put_gate(r, |one| one.original_due = TODAY),
    ),
    (
        Rule::GateOutOfOrder,
        |r| gates_in_order(r, None),
        |r| gates_in_order(r, Some(date(2019, 7, 1))),
    ),
    (
        Rule::GateLoop,
        |r| put_gate(r, |one| one.depends_on = vec![id(1)]),
        |r| gates_in_order(r, None),
    ),
    (
        Rule::GateAfterTransfer,
        |r| {
            move_over(r, |one| one.original = Some(date(2019, 9, 26)));
            put_gate(r, |_| {});
        },
        |r| {
            move_over(r, |one| one.original = Some(date(2019, 9, 27)));
            put_gate(r, |_| {});
        },
    ),
    (
        Rule::TransferPassed,
        |r| move_over(r, |one| one.original = Some(date(2019, 4, 1))),
        |r| {
            move_over(r, |one| {
                one.original = Some(date(2019, 4, 1));
                one.moves = vec![moved(date(2019, 10, 1), date(2019, 1, 1))];
            });
        },
    ),
    (
        Rule::TransferMovedFromNothing,
        |r| {
            move_over(r, |one| {
                one.moves = vec![moved(date(2019, 10, 1), date(2019, 1, 1))]
            })
        },
        |r| move_over(r, |one| one.original = Some(date(2019, 10, 1))),
    ),
    (
        Rule::StageContradiction,
        |r| organise(r, |one| one.stage = Stage::Live),
        |r| {
            organise(r, |one| one.stage = Stage::Live);
            move_over(r, |one| one.happened_on = Some(date(2019, 9, 1)));
        },
    ),
    (
        Rule::ReservedMatterWithoutConsent,
        |r| reserved(r, Vec::new()),
        |r| reserved(r, vec![Consenter::CouncilAsMember]),
    ),
    (
        Rule::GradeNotOnScale,
        |r| put_report(r, |one| one.judgements[0].grade = "Adequate".to_owned()),
        |r| put_report(r, |_| {}),
    ),
    (
        Rule::HeadingNotOfFramework,
        |r| put_report(r, |one| one.judgements[0].heading = "Adoption".to_owned()),
        |r| put_report(r, |_| {}),
    ),
    (
        Rule::HeadingTwice,
        |r| put_report(r, |one| one.judgements.push(one.judgements[0].clone())),
        |r| {
            put_report(r, |one| {
                one.judgements.push(Judgement {
                    heading: "Impact of leaders".to_owned(),
                    grade: "Good".to_owned(),
                });
            });
        },
    ),
    (
        Rule::GradedWithoutOverall,
        |r| put_report(r, |one| one.judgements.clear()),
        |r| put_report(r, |_| {}),
    ),
    (
        Rule::FrameworkIncomplete,
        |r| {
            let mut bare = framework(1);
            bare.scale.clear();
            r.frameworks.put(bare);
        },
        |r| r.frameworks.put(framework(1)),
    ),
    (
        Rule::PlanOverdue,
        |r| put_report(r, |one| one.plan_due = Some(date(2019, 9, 23))),
        |r| put_report(r, |one| one.plan_due = Some(TODAY)),
    ),
    (
        Rule::RaisedTwice,
        |r| put_recommendation(r, |one| one.raised_before = Some(id(1))),
        |r| put_recommendation(r, |_| {}),
    ),
    (
        Rule::RepeatedUnlinked,
        |r| {
            put_recommendation(r, |one| {
                one.text = "suitable long-term housing for all care leavers, 1".to_owned();
            });
        },
        |r| {
            put_recommendation(r, |one| {
                one.text = "suitable long-term housing for all care leavers, 1".to_owned();
                one.raised_before = Some(id(1));
            });
        },
    ),
    (
        Rule::AncestryLoop,
        |r| put_recommendation(r, |one| one.raised_before = Some(id(2))),
        |r| put_recommendation(r, |one| one.raised_before = Some(id(1))),
    ),
    (
        Rule::RecommendationWithoutAction,
        |r| put_recommendation(r, |_| {}),
        |r| {
            put_recommendation(r, |_| {});
            put_action(r, |one| one.recommendations = vec![id(1), id(2)]);
        },
    ),
    (
        Rule::RecommendationClosedWithoutEvidence,
        |r| put_recommendation(r, |one| one.closed_on = Some(date(2019, 9, 1))),
        |r| {
            put_recommendation(r, |one| {
                one.closed_on = Some(date(2019, 9, 1));
                one.evidence = vec![evidence(date(2019, 9, 1))];
            });
        },
    ),
    (
        Rule::ConcernSilent,
        |r| {
            put_concern(r, |one| {
                one.narrative = vec![note(date(2019, 3, 1), "Quiet.")]
            })
        },
        |r| put_concern(r, |_| {}),
    ),
    (
        Rule::ConcernClosedWithoutEvidence,
        |r| {
            put_concern(r, |one| {
                one.closed = Some(Closure {
                    on: date(2019, 9, 1),
                    meeting: Some(id(1)),
                    evidence: Vec::new(),
                });
            });
        },
        |r| {
            put_concern(r, |one| {
                one.closed = Some(Closure {
                    on: date(2019, 9, 1),
                    meeting: Some(id(1)),
                    evidence: vec![evidence(date(2019, 9, 1))],
                });
            });
        },
    ),
    (
        Rule::ConcernClosedWithoutMeeting,
        |r| {
            put_concern(r, |one| {
                one.closed = Some(Closure {
                    on: date(2019, 9, 1),
                    meeting: None,
                    evidence: Vec::new(),
                });
            });
        },
        |r| put_concern(r, |_| {}),
    ),
    (
        Rule::ConcernNotOnAgenda,
        |r| {
            put_concern(r, |_| {});
            put_meeting(r, |one| one.agenda = vec![item(1)]);
        },
        |r| {
            put_concern(r, |_| {});
            put_meeting(r, |one| {
                one.agenda = vec![AgendaItem {
                    concerns: vec![id(1)],
                    ..item(1)
                }];
            });
        },
    ),
    (
        Rule::ConcernWithoutOwner,
        |r| put_concern(r, |_| {}),
        |r| put_concern(r, |one| one.partner = "Health trust".to_owned()),
    ),
    (
        Rule::MeasureWithoutTarget,
        |r| put_measure(r, |one| one.targets.clear()),
        |r| {
            put_measure(r, |one| {
                one.targets.clear();
                one.polarity = Polarity::Neutral;
            });
        },
    ),
    (
        Rule::TargetWithoutDate,
        |r| put_measure(r, |one| one.targets[0].by = None),
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::MeasureWithoutOwner,
        |r| put_measure(r, |one| one.owner.clear()),
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::MeasureWithoutSource,
        |r| put_measure(r, |one| one.source.clear()),
        |r| {
            put_measure(r, |one| {
                one.source.clear();
                for value in &mut one.values {
                    value.source = "Return of June 2019".to_owned();
                }
            });
        },
    ),
    (
        Rule::MeasureWithoutValues,
        |r| put_measure(r, |one| one.values.clear()),
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::ValueInFuture,
        |r| put_measure(r, |one| one.values.push(value(date(2019, 9, 30), 85.0))),
        |r| put_measure(r, |one| one.values.push(value(TODAY, 85.0))),
    ),
    (
        Rule::ValueTwice,
        |r| put_measure(r, |one| one.values.push(value(date(2019, 6, 30), 85.0))),
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::ValuesUnordered,
        |r| put_measure(r, |one| one.values.push(value(date(2018, 12, 31), 70.0))),
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::ValueStale,
        |r| put_measure(r, |one| one.values.truncate(1)),
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::RebaseNotAtValue,
        |r| {
            put_measure(r, |one| {
                one.rebases = vec![Rebase {
                    date: date(2019, 6, 1),
                    reason: "New team".to_owned(),
                    owner: "Board".to_owned(),
                    decision: None,
                }];
            });
        },
        |r| {
            put_measure(r, |one| {
                one.rebases = vec![Rebase {
                    date: date(2019, 6, 30),
                    reason: "New team".to_owned(),
                    owner: "Board".to_owned(),
                    decision: None,
                }];
            });
        },
    ),
    (
        Rule::RebaseUnexplained,
        |r| {
            put_measure(r, |one| {
                one.rebases = vec![Rebase {
                    date: date(2019, 6, 30),
                    reason: "New team".to_owned(),
                    owner: " ".to_owned(),
                    decision: None,
                }];
            });
        },
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::PercentOutOfRange,
        |r| put_measure(r, |one| one.values[1].reading = Reading::Number(100.5)),
        |r| {
            put_measure(r, |one| {
                one.values[1].reading = Reading::Number(100.5);
                one.unit = Unit::Count;
            });
        },
    ),
    (
        Rule::FractionMismatch,
        |r| quarter(r, 150.0),
        |r| quarter(r, 164.0),
    ),
    (
        Rule::ComplementsSum,
        |r| share_measures(r, [84.0, 7.0, 12.0]),
        |r| share_measures(r, [85.0, 6.0, 9.4]),
    ),
    (
        Rule::ComplementsOneSided,
        |r| {
            put_measure(r, |one| one.complements = vec![id(2)]);
            r.measures.put(measure(2));
        },
        |r| share_measures(r, [84.0, 7.0, 9.0]),
    ),
    (
        Rule::NoticeLate,
        |r| put_meeting(r, |one| one.notice_sent = Some(date(2019, 9, 20))),
        |r| put_meeting(r, |one| one.notice_sent = Some(date(2019, 9, 19))),
    ),
    (
        Rule::PaperOverdue,
        |r| paper(r, None),
        |r| paper(r, Some(date(2019, 9, 20))),
    ),
    (
        Rule::MeetingNotRecorded,
        |r| put_meeting(r, |one| one.date = date(2019, 9, 23)),
        |r| put_meeting(r, |one| one.date = TODAY),
    ),
    (
        Rule::MeetingInFuture,
        |r| put_held(r, |one| one.date = date(2019, 9, 25)),
        |r| put_held(r, |_| {}),
    ),
    (
        Rule::AttendanceMissing,
        |r| put_held(r, |_| {}),
        |r| {
            put_held(r, |one| {
                one.attendance = vec![attended(1, Presence::Present)]
            })
        },
    ),
    (
        Rule::AttendanceTwice,
        |r| {
            put_held(r, |one| {
                one.attendance = vec![
                    attended(1, Presence::Present),
                    attended(1, Presence::Absent),
                ];
            });
        },
        |r| {
            put_held(r, |one| {
                one.attendance = vec![attended(1, Presence::Present)]
            })
        },
    ),
    (
        Rule::PresentOutsideTerm,
        |r| {
            put_person(r, Class::IndependentNed, |one| {
                one.terms[0].from = date(2019, 8, 1)
            });
            put_held(r, |one| {
                one.attendance = vec![attended(1, Presence::Present)]
            });
        },
        |r| {
            put_person(r, Class::IndependentNed, |_| {});
            put_held(r, |one| {
                one.attendance = vec![attended(1, Presence::Present)]
            });
        },
    ),
    (
        Rule::MinutesUnsigned,
        |r| {
            put_held(r, |_| {});
            r.meetings.put(held(2, date(2019, 9, 12)));
        },
        |r| put_held(r, |_| {}),
    ),
    (
        Rule::SignedByAnother,
        |r| signed_by(r, 2),
        |r| signed_by(r, 1),
    ),
    (
        Rule::RestrictionIncomplete,
        |r| withheld(r, "", Some(date(2020, 1, 1))),
        |r| withheld(r, "Company secretary", Some(date(2020, 1, 1))),
    ),
    (
        Rule::RestrictionReviewDue,
        |r| withheld(r, "Company secretary", Some(date(2019, 9, 23))),
        |r| withheld(r, "Company secretary", Some(TODAY)),
    ),
    (
        Rule::DecideWithoutDecision,
        |r| {
            put_meeting(r, |one| {
                one.agenda = vec![AgendaItem {
                    purpose: Purpose::Decide,
                    ..item(4)
                }];
            });
        },
        |r| put_meeting(r, |one| one.agenda = vec![item(4)]),
    ),
    (
        Rule::QuorumLost,
        |r| sitting(r, Presence::Apologies),
        |r| sitting(r, Presence::Present),
    ),
    (
        Rule::QuorumThin,
        |r| {
            put_board(r, 1);
            put_meeting(r, |one| one.agenda = vec![contract_item()]);
        },
        |r| {
            put_board(r, 1);
            put_meeting(r, |one| one.agenda = vec![item(6)]);
        },
    ),
    (
        Rule::QuorumContradiction,
        |r| {
            sitting(r, Presence::Present);
            let mut past = r.meetings.get(id(1)).unwrap().clone();
            past.state = MeetingState::Inquorate;
            r.meetings.put(past);
        },
        |r| {
            sitting(r, Presence::Absent);
            let mut past = r.meetings.get(id(1)).unwrap().clone();
            past.state = MeetingState::Inquorate;
            r.meetings.put(past);
        },
    ),
    (
        Rule::QuorumRuleMissing,
        |r| put_meeting(r, |_| {}),
        |r| {
            put_meeting(r, |_| {});
            r.quorum_rules.put(quorum_rule(1, 5));
        },
    ),
    (
        Rule::QuorumRuleUnfilled,
        |r| {
            let mut open = quorum_rule(1, 0);
            open.at_least = None;
            r.quorum_rules.put(open);
        },
        |r| r.quorum_rules.put(quorum_rule(1, 5)),
    ),
    (
        Rule::QuorumRulesSameDay,
        |r| {
            r.quorum_rules.put(quorum_rule(1, 5));
            r.quorum_rules.put(quorum_rule(2, 4));
        },
        |r| {
            r.quorum_rules.put(quorum_rule(1, 5));
            let mut later = quorum_rule(2, 4);
            later.from = date(2019, 9, 1);
            r.quorum_rules.put(later);
        },
    ),
    (
        Rule::WaiverEnding,
        |r| r.waivers.put(waiver(date(2019, 11, 23))),
        |r| r.waivers.put(waiver(date(2019, 11, 24))),
    ),
    (
        Rule::DecisionNotEffective,
        |r| {
            put_decision(r, |one| {
                one.state = DecisionState::Taken;
                one.consents = vec![consent(Consenter::Cabinet, None)];
            });
        },
        |r| {
            put_decision(r, |one| {
                one.state = DecisionState::Taken;
                one.consents = vec![consent(Consenter::Cabinet, Some("2019-09-05"))];
            });
        },
    ),
    (
        Rule::DecisionWithoutDate,
        |r| put_decision(r, |one| one.state = DecisionState::Taken),
        |r| {
            put_decision(r, |one| {
                one.state = DecisionState::Taken;
                one.taken = Some(when("2019-03"));
            });
        },
    ),
    (
        Rule::DecisionInFuture,
        |r| {
            put_decision(r, |one| {
                one.state = DecisionState::Taken;
                one.taken = Some(when("2019-10"));
            });
        },
        |r| {
            put_decision(r, |one| {
                one.state = DecisionState::Taken;
                one.taken = Some(when("2019-09-24"));
            });
        },
    ),
    (
        Rule::DecisionNotTaken,
        |r| {
            put_held(r, |_| {});
            put_decision(r, |one| one.meeting = Some(id(1)));
        },
        |r| {
            put_meeting(r, |_| {});
            put_decision(r, |one| one.meeting = Some(id(1)));
        },
    ),
    (
        Rule::DecisionWithoutQuorum,
        |r| taken_at(r, MeetingState::Inquorate),
        |r| taken_at(r, MeetingState::Held),
    ),
    (
        Rule::ReservedConsentMissing,
        |r| {
            reserved(r, vec![Consenter::CouncilAsMember]);
            put_decision(r, |one| one.reserved_matter = Some(id(1)));
        },
        |r| {
            reserved(r, vec![Consenter::CouncilAsMember]);
            put_decision(r, |one| {
                one.reserved_matter = Some(id(1));
                one.consents = vec![consent(Consenter::CouncilAsMember, None)];
            });
        },
    ),
    (Rule::MovedByConflicted, |r| mover(r, 3), |r| mover(r, 2)),
    (
        Rule::DecisionWithoutAction,
        |r| put_decision(r, |one| one.state = DecisionState::Taken),
        |r| {
            put_decision(r, |one| one.state = DecisionState::Taken);
            put_action(r, |one| one.decisions = vec![id(14)]);
        },
    ),
    (
        Rule::ForwardItemOverdue,
        |r| r.forward_plan.put(forward(date(2019, 9, 23), None)),
        |r| r.forward_plan.put(forward(date(2019, 9, 23), Some(TODAY))),
    ),
    (
        Rule::TermEnding,
        |r| {
            put_person(r, Class::IndependentNed, |one| {
                one.terms[0].to = Some(date(2020, 9, 1))
            })
        },
        |r| put_person(r, Class::IndependentNed, |_| {}),
    ),
    (
        Rule::TermPast,
        |r| {
            put_person(r, Class::IndependentNed, |one| {
                one.terms[0].to = Some(date(2019, 8, 31))
            })
        },
        |r| {
            put_person(r, Class::IndependentNed, |one| {
                one.terms[0].to = Some(date(2019, 8, 31));
                one.terms.push(Term {
                    from: date(2019, 9, 1),
                    to: None,
                    appointed_by: String::new(),
                });
            });
        },
    ),
    (
        Rule::TermsOverlap,
        |r| {
            put_person(r, Class::IndependentNed, |one| {
                one.terms.push(one.terms[0].clone())
            })
        },
        |r| put_person(r, Class::IndependentNed, |_| {}),
    ),
    (
        Rule::PersonWithoutTerm,
        |r| put_person(r, Class::Executive, |one| one.terms.clear()),
        |r| put_person(r, Class::InAttendance, |one| one.terms.clear()),
    ),
    (
        Rule::FeeTermsMissing,
        |r| put_person(r, Class::IndependentChair, |one| one.pay = Pay::Fee),
        |r| {
            put_person(r, Class::IndependentChair, |one| one.pay = Pay::Fee);
            r.fee_terms.put(fee_term(1, 1));
        },
    ),
    (
        Rule::StandingConflict,
        |r| {
            put_person(r, Class::Executive, |_| {});
            let mut dual = interest(1, 1);
            dual.nature = "Director of Children’s Services, the statutory director".to_owned();
            r.interests.put(dual);
        },
        |r| {
            put_person(r, Class::Executive, |_| {});
            r.interests.put(interest(1, 1));
        },
    ),
    (
        Rule::InterestUndeclared,
        |r| {
            let mut silent = interest(1, 1);
            silent.declared_on = None;
            r.interests.put(silent);
        },
        |r| r.interests.put(interest(1, 1)),
    ),
    (
        Rule::ClaimOutsideTerm,
        |r| put_claim(r, |one| one.dates.push(date(2019, 3, 31))),
        |r| put_claim(r, |_| {}),
    ),
    (
        Rule::ClaimWithoutTerms,
        |r| put_claim(r, |one| one.person = id(2)),
        |r| put_claim(r, |_| {}),
    ),
    (
        Rule::ClaimOverCapUnits,
        |r| put_claim(r, |one| one.quantity = Quantity::from_hundredths(4_050)),
        |r| put_claim(r, |one| one.quantity = Quantity::from_hundredths(4_000)),
    ),
    (
        Rule::ClaimOverCapAmount,
        |r| {
            put_claim(r, |_| {});
            let mut capped = fee_term(1, 1);
            capped.cap_amount = Some(Pence::pounds(499));
            r.fee_terms.put(capped);
        },
        |r| {
            put_claim(r, |_| {});
            let mut capped = fee_term(1, 1);
            capped.cap_amount = Some(Pence::pounds(500));
            r.fee_terms.put(capped);
        },
    ),
    (
        Rule::ClaimSelfApproved,
        |r| put_claim(r, |one| one.approved_by = Some(one.person)),
        |r| put_claim(r, |_| {}),
    ),
    (
        Rule::ClaimMarkedAbsent,
        |r| board_claim(r, MeetingState::Held, Presence::Absent),
        |r| board_claim(r, MeetingState::Held, Presence::Present),
    ),
    (
        Rule::ClaimMeetingCancelled,
        |r| board_claim(r, MeetingState::Cancelled, Presence::Present),
        |r| board_claim(r, MeetingState::Inquorate, Presence::Present),
    ),
    (
        Rule::ClaimInFuture,
        |r| put_claim(r, |one| one.dates = vec![date(2019, 9, 25)]),
        |r| put_claim(r, |one| one.dates = vec![TODAY]),
    ),
    (
        Rule::ClaimDayTwice,
        |r| {
            put_claim(r, |_| {});
            r.claims.put(claim(2, 1, date(2019, 7, 11)));
        },
        |r| {
            put_claim(r, |_| {});
            r.claims.put(claim(2, 1, date(2019, 7, 12)));
        },
    ),
    (
        Rule::ClaimWithoutDates,
        |r| put_claim(r, |one| one.dates.clear()),
        |r| put_claim(r, |_| {}),
    ),
    (
        Rule::ClaimAmount,
        |r| put_claim(r, |one| one.quantity = Quantity::default()),
        |r| put_claim(r, |_| {}),
    ),
    (
        Rule::ClaimFeeMismatch,
        |r| put_claim(r, |one| one.fee = Pence::pounds(501)),
        |r| {
            put_claim(r, |one| {
                one.fee = Pence::pounds(250);
                one.quantity = Quantity::from_hundredths(50);
            });
        },
    ),
    (
        Rule::ClaimApprovalIncomplete,
        |r| put_claim(r, |one| one.approved_on = None),
        |r| {
            put_claim(r, |one| {
                one.approved_on = None;
                one.approved_by = None;
            });
        },
    ),
    (
        Rule::ClaimPaidUnapproved,
        |r| put_claim(r, |one| one.paid_on = Some(date(2019, 7, 10))),
        |r| put_claim(r, |one| one.paid_on = Some(date(2019, 7, 12))),
    ),
    (
        Rule::ClaimByUnpaid,
        |r| {
            put_claim(r, |_| {});
            put_person(r, Class::Executive, |one| one.pay = Pay::Salary);
        },
        |r| put_claim(r, |_| {}),
    ),
    (
        Rule::CouncillorWithoutCap,
        |r| {
            put_person(r, Class::CouncilCouncillor, |one| one.pay = Pay::Fee);
            r.fee_terms.put(fee_term(1, 1));
        },
        |r| {
            put_person(r, Class::CouncilCouncillor, |one| one.pay = Pay::Fee);
            let mut capped = fee_term(1, 1);
            capped.cap_amount = Some(Pence::pounds(5_000));
            r.fee_terms.put(capped);
        },
    ),
    (
        Rule::FundingOver,
        |r| {
            put_claim(r, |_| {});
            let mut short = fee_term(1, 1);
            short.funded_until = Some(date(2019, 7, 10));
            r.fee_terms.put(short);
        },
        |r| {
            put_claim(r, |_| {});
            let mut short = fee_term(1, 1);
            short.funded_until = Some(date(2019, 7, 11));
            short.funding = Funding::Council;
            r.fee_terms.put(short);
        },
    ),
    (
        Rule::FeeTermsOverlap,
        |r| {
            put_claim(r, |_| {});
            r.fee_terms.put(fee_term(2, 1));
        },
        |r| {
            put_claim(r, |_| {});
            r.fee_terms.put(fee_term(2, 2));
        },
    ),
    (
        Rule::FeeTermsUnapproved,
        |r| r.fee_terms.put(fee_term(1, 1)),
        |r| {
            let mut approved = fee_term(1, 1);
            approved.approved_by = Some(id(14));
            r.fee_terms.put(approved);
        },
    ),
    (
        Rule::CouncilAddressMissing,
        |r| {
            organise(r, |one| {
                one.legal_form = "Private company limited by guarantee".to_owned()
            })
        },
        |r| organise(r, |one| one.legal_form = "Board of the council".to_owned()),
    ),
    (
        Rule::CompanyNumberMissing,
        |r| {
            organise(r, |one| {
                one.legal_form = "Private company limited by guarantee".to_owned()
            })
        },
        |r| {
            organise(r, |one| {
                one.legal_form = "Private company limited by guarantee".to_owned();
                one.company_number = Some("00000000".to_owned());
            });
        },
    ),
    (
        Rule::SpendingWithoutSource,
        |r| {
            organise(r, |one| {
                one.spending = vec![Spending {
                    amount: Pence::pounds(19_800_000),
                    on_what: "improvement".to_owned(),
                    stated: when("2019-07"),
                    source: String::new(),
                }];
            });
        },
        |r| organise(r, |_| {}),
    ),
    (
        Rule::DirectionContradiction,
        |r| r.directions.put(direction(1)),
        |r| {
            r.directions.put(direction(1));
            organise(r, |one| one.under_direction = true);
        },
    ),
    (
        Rule::DanglingReference,
        |r| put_action(r, |one| one.clauses = vec![id(1)]),
        |r| {
            put_clause(r, |_| {});
            put_action(r, |one| one.clauses = vec![id(1)]);
        },
    ),
    (
        Rule::DuplicateNumber,
        |r| {
            put_action(r, |_| {});
            let mut second = action(13);
            second.number = 12;
            r.actions.put(second);
        },
        |r| {
            put_action(r, |_| {});
            r.actions.put(action(13));
        },
    ),
    (
        Rule::DatesOutOfOrder,
        |r| {
            organise(r, |one| {
                one.plan = Some(Plan {
                    title: String::new(),
                    starts: when("2017"),
                    goal: String::new(),
                    by: when("2016"),
                    source: String::new(),
                });
            });
        },
        |r| {
            organise(r, |one| {
                one.plan = Some(Plan {
                    title: String::new(),
                    starts: when("2017"),
                    goal: String::new(),
                    by: when("2022"),
                    source: String::new(),
                });
            });
        },
    ),
    (
        Rule::ChildName,
        |r| {
            put_action(r, |one| {
                one.detail = "Find a home for child Jane Smith".to_owned()
            })
        },
        |r| {
            put_action(r, |one| {
                one.detail = "Write the Child Protection Plan".to_owned()
            })
        },
    ),
    (
        Rule::ChildBirthDate,
        |r| {
            put_concern(r, |one| {
                one.narrative[0].text = "Moved, DOB 12/03/2004".to_owned()
            })
        },
        |r| {
            put_concern(r, |one| {
                one.narrative[0].text = "Moved on 12/03/2019".to_owned()
            })
        },
    ),
    (
        Rule::ChildCaseNumber,
        |r| put_held(r, |one| one.minutes = "See LCS 1234567".to_owned()),
        |r| put_held(r, |one| one.minutes = "See paper 1234567".to_owned()),
    ),
    (
        Rule::HiddenCharacter,
        |r| put_action(r, |one| one.title = "Open the\u{200B} ledger".to_owned()),
        |r| put_action(r, |one| one.title = "Opén the £ ledger…".to_owned()),
    ),
    (
        Rule::LookAlikeLetter,
        |r| put_action(r, |one| one.owner = "Rоb".to_owned()),
        |r| put_action(r, |one| one.owner = "Роб or Rob".to_owned()),
    ),
];

#[test]
fn every_rule_is_raised_by_its_case_and_not_by_its_counterpart() {
    for (rule, bad, good) in CASES {
        let raised = found(&with(*bad), *rule);
        assert!(!raised.is_empty(), "{rule} is not raised");
        for finding in &raised {
            let message = &finding.message;
            assert!(
                message.ends_with('.') && !message.contains("..") && message.len() > 20,
                "{rule}: {message}"
            );
        }
        let quiet = found(&with(*good), *rule);
        assert!(
            quiet.is_empty(),
            "{rule} is raised by its counterpart: {quiet:?}"
        );
    }
}

#[test]
fn every_rule_has_a_case_and_a_name_of_its_own() {
    let tried: BTreeSet<Rule> = CASES.iter().map(|(rule, _, _)| *rule).collect();
    let missing: Vec<&Rule> = Rule::ALL
        .iter()
        .filter(|rule| !tried.contains(rule))
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
    let codes: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
    assert_eq!(codes.len(), Rule::ALL.len());
    for rule in Rule::ALL {
        let kebab = rule
            .code()
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(kebab && rule.about().ends_with('.'), "{rule}");
    }
}

#[test]
fn an_empty_record_has_no_findings() {
    assert_eq!(run(&Record::default(), TODAY), []);
    assert_eq!(sentence(&[]), "Nothing is wrong with this record.");
}

#[test]
fn the_third_move_is_a_warning() {
    let slipped = |moves: usize| {
        let mut record = Record::default();
        let mut one = action(12);
        one.moves = vec![moved(date(2020, 1, 1), date(2019, 8, 1)); moves];
        record.actions.put(one);
        found(&record, Rule::ActionSlipped)
    };
    assert_eq!(slipped(2)[0].severity, Severity::Note);
    assert_eq!(slipped(3)[0].severity, Severity::Warning);
    assert_eq!(
        slipped(3)[0].message,
        "Action 12 has moved three times, from 20 December 2019 to 1 January 2020."
    );
}

#[test]
fn a_quorum_lost_to_conflicts_is_told_for_the_item() {
    let mut record = Record::default();
    put_board(&mut record, 3);
    put_meeting(&mut record, |one| one.agenda = vec![contract_item()]);
    let lost = found(&record, Rule::QuorumLost);
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].severity, Severity::Warning);
    assert_eq!(
        lost[0].message,
        "Item 6 of Shadow board of 26 September 2019 will have no quorum: two of the three needed \
         count, two directors conflicted."
    );
    let mut noted = interest(1, 3);
    noted.condition = Condition::Noted;
    record.interests.put(noted);
    assert!(found(&record, Rule::QuorumLost).is_empty());
}

#[test]
fn a_dangling_reference_names_the_id() {
    let mut record = Record::default();
    put_action(&mut record, |one| one.clauses = vec![id(7)]);
    assert_eq!(
        found(&record, Rule::DanglingReference)[0].message,
        "Action 12 names a clause that is not in the record: cla-2019-000007."
    );
}

#[test]
fn findings_come_heaviest_first_and_in_the_order_of_the_file() {
    let mut record = Record::default();
    put_action(&mut record, |one| {
        one.status = Brag::Embedded;
        one.owner.clear();
        one.no_measure_because.clear();
    });
    put_clause(&mut record, |one| one.judgements.clear());
    let findings = run(&record, TODAY);
    let severities: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted(), "{severities:?}");
    let [errors, warnings, notes] = counts(&findings);
    assert_eq!(errors + warnings + notes, findings.len());
    let warned: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Warning)
        .collect();
    assert!(
        warned[0].message.starts_with("The organisation") || warned[0].message.contains("in force")
    );
    assert!(
        warned
            .windows(2)
            .all(|pair| place(&record, pair[0]) <= place(&record, pair[1]))
    );
}

fn place(record: &Record, finding: &Finding) -> Option<usize> {
    record.refs().iter().position(|at| *at == finding.at)
}

#[test]
fn complaints_about_a_standing_target_do_not_touch_dated_ones() {
    let mut record = Record::default();
    put_measure(&mut record, |one| {
        one.targets.push(Target {
            value: 95.0,
            by: None,
            set_by: String::new(),
            illustrative: false,
        });
    });
    let undated = found(&record, Rule::TargetWithoutDate);
    assert_eq!(undated.len(), 1);
    assert!(
        undated[0].message.contains("95 %"),
        "{}",
        undated[0].message
    );
}
