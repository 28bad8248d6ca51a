//! Directors, interests, fees and claims.

use super::*;

pub(super) const CASES: &[Case] = &[
    (
        Rule::TermEnding,
        |r| {
            put_person(r, Class::IndependentNed, |one| {
                one.terms[0].to = Some(date(2020, 9, 1));
            });
        },
        |r| put_person(r, Class::IndependentNed, |_| {}),
    ),
    (
        Rule::TermPast,
        |r| {
            put_person(r, Class::IndependentNed, |one| {
                one.terms[0].to = Some(date(2019, 8, 31));
            });
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
                one.terms.push(one.terms[0].clone());
            });
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
];
