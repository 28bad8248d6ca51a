//! Decisions and the forward plan.

use super::*;

pub(super) const CASES: &[Case] = &[
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
];
