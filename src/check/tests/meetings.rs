//! Meetings, quorum and waivers.

use super::*;

pub(super) const CASES: &[Case] = &[
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
                one.attendance = vec![attended(1, Presence::Present)];
            });
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
                one.attendance = vec![attended(1, Presence::Present)];
            });
        },
    ),
    (
        Rule::PresentOutsideTerm,
        |r| {
            put_person(r, Class::IndependentNed, |one| {
                one.terms[0].from = date(2019, 8, 1);
            });
            put_held(r, |one| {
                one.attendance = vec![attended(1, Presence::Present)];
            });
        },
        |r| {
            put_person(r, Class::IndependentNed, |_| {});
            put_held(r, |one| {
                one.attendance = vec![attended(1, Presence::Present)];
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
];
