//! Inspections, recommendations and concerns.

use super::*;

pub(super) const CASES: &[Case] = &[
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
                one.narrative = vec![note(date(2019, 3, 1), "Quiet.")];
            });
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
];
