//! Actions.

use super::*;

pub(super) const CASES: &[Case] = &[
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
                one.moves = vec![moved(date(2020, 1, 1), date(2019, 8, 1))];
            });
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
                one.moves = vec![moved(date(2020, 1, 1), date(2019, 8, 1))];
            });
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
];
