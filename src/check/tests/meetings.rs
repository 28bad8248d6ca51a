//! Meetings, quorum and waivers.

use jiff::civil::time;

use super::*;
use crate::model::{Deferral, Votes};

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
    (
        Rule::SignedNotNext,
        |r| signed_at(r, 3),
        |r| signed_at(r, 2),
    ),
    (
        Rule::ItemNumberTwice,
        |r| {
            put_meeting(r, |one| {
                one.agenda = vec![
                    item(4),
                    AgendaItem {
                        number: "4".to_owned(),
                        ..item(5)
                    },
                ];
            });
        },
        |r| {
            put_meeting(r, |one| {
                one.agenda = vec![
                    item(4),
                    AgendaItem {
                        number: "4A".to_owned(),
                        ..item(5)
                    },
                ];
            });
        },
    ),
    (Rule::ItemLeft, |r| put_off(r, 5), |r| put_off(r, 4)),
    (
        Rule::MinutesNotDrafted,
        |r| put_held(r, |one| one.opened = Some(time(14, 0, 0, 0))),
        |r| {
            put_held(r, |one| {
                one.opened = Some(time(14, 0, 0, 0));
                one.minutes_drafted = Some(TODAY);
            });
        },
    ),
    (
        Rule::TimesOutOfOrder,
        |r| {
            put_held(r, |one| {
                (one.starts, one.closed) = (Some(time(14, 0, 0, 0)), Some(time(13, 59, 0, 0)));
            });
        },
        |r| {
            put_held(r, |one| {
                (one.starts, one.closed) = (Some(time(14, 0, 0, 0)), Some(time(14, 0, 0, 0)));
            });
        },
    ),
    (Rule::VotesOverCount, |r| voted(r, 3, 2), |r| voted(r, 2, 2)),
    (Rule::MovedBySame, |r| voted(r, 1, 1), |r| voted(r, 1, 2)),
    (Rule::MoverAbsent, |r| voted(r, 1, 3), |r| voted(r, 1, 2)),
];

/// The minutes of a meeting signed by its chair at a later one.
fn signed_at(record: &mut Record, at: u32) {
    for (n, day) in [
        (1, date(2019, 7, 11)),
        (2, date(2019, 8, 8)),
        (3, date(2019, 9, 5)),
    ] {
        let mut one = held(n, day);
        one.chair = Some(id(1));
        if n == 1 {
            one.signed = Some(Signature {
                by: id(1),
                at: id(at),
            });
        }
        record.meetings.put(one);
    }
}

/// Item 4 put off, and a later agenda with the item `next`.
fn put_off(record: &mut Record, next: u32) {
    let mut past = held(1, date(2019, 9, 5));
    past.agenda = vec![AgendaItem {
        deferred: Some(Deferral {
            why: "No paper".to_owned(),
            to: None,
        }),
        ..item(4)
    }];
    record.meetings.put(past);
    let mut later = meeting(2);
    later.agenda = vec![item(next)];
    record.meetings.put(later);
}

/// A decision with so many votes, moved by director 1 and seconded by another; two were there.
fn voted(record: &mut Record, votes: u16, seconder: u32) {
    for n in 1..=3 {
        record.people.put(person(n, Class::IndependentNed));
    }
    record.quorum_rules.put(quorum_rule(1, 1));
    put_held(record, |one| {
        one.attendance = vec![
            attended(1, Presence::Present),
            attended(2, Presence::Present),
            attended(3, Presence::Absent),
        ];
        one.agenda = vec![AgendaItem {
            decision: Some(id(1)),
            ..item(4)
        }];
    });
    record.decisions.put(Decision {
        state: DecisionState::Taken,
        meeting: Some(id(1)),
        moved_by: Some(id(1)),
        seconded_by: Some(id(seconder)),
        votes: Some(Votes {
            for_it: votes,
            against: 0,
            abstained: 0,
        }),
        ..decision(1)
    });
}
