//! Directions and clauses.

use super::*;

pub(super) const CASES: &[Case] = &[
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
            });
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
                one.judgements = vec![judged(Position::OnTrack, date(2019, 6, 20))];
            });
        },
        |r| {
            put_clause(r, |one| {
                one.judgements = vec![judged(Position::OnTrack, date(2019, 6, 30))];
            });
        },
    ),
    (
        Rule::PositionInFuture,
        |r| {
            put_clause(r, |one| {
                one.judgements = vec![judged(Position::OnTrack, date(2019, 9, 25))];
            });
        },
        |r| {
            put_clause(r, |one| {
                one.judgements = vec![judged(Position::OnTrack, TODAY)];
            });
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
                    .push(judged(Position::AtRisk, date(2019, 9, 1)));
            });
        },
        |r| {
            put_clause(r, |one| {
                one.judgements.push(judged(Position::AtRisk, TODAY));
            });
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
];
