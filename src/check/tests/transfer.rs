//! The transfer and its gates.

use super::*;

pub(super) const CASES: &[Case] = &[
    (
        Rule::GateSlipped,
        |r| {
            put_gate(r, |one| {
                one.moves = vec![moved(date(2019, 9, 28), date(2019, 8, 1))];
            });
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
                one.moves = vec![moved(date(2019, 10, 1), date(2019, 1, 1))];
            });
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
];
