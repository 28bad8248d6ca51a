//! Fees, caps and claims.

use super::*;
use crate::{
    analysis::fixtures::{TODAY, attended, claim, fee_term, held, id, person},
    model::{Class, Expense},
};
use jiff::civil::date;

fn paid_board() -> Record {
    let mut record = Record::default();
    for n in 1..=3 {
        let mut director = person(n, Class::IndependentNed);
        director.pay = Pay::Fee;
        record.people.put(director);
        record.fee_terms.put(fee_term(n, n));
    }
    record.people.put(person(4, Class::IndependentChair));
    record
}

#[test]
fn the_headline_counts_the_funded_days() {
    let mut record = paid_board();
    for (n, days) in [(1, 1_450), (2, 1_300), (3, 1_150)] {
        let mut one = claim(n, n, date(2019, 7, 11));
        one.quantity = Quantity::from_hundredths(days);
        one.fee = Pence::pounds(500).times(one.quantity);
        one.expenses = vec![Expense {
            what: "Rail fare".to_owned(),
            amount: Pence(18_600),
        }];
        record.claims.put(one);
    }
    let ledger = FeeBook::new(&record).ledger(TODAY, LedgerFilter::default());
    let headline = ledger.headline().unwrap();
    assert_eq!(
        headline.sentence,
        "£19,500 of £60,000, DfE-funded, 39 of 120 days"
    );
    assert_eq!(
        ledger.cap_sentence().unwrap(),
        "32.5 % of £60,000, a quarter of the funded time gone"
    );
    assert_eq!(ledger.paid_by[0].left, Some(Pence::pounds(40_500)));
    assert_eq!(ledger.paid_by[2].claimed, Pence(55_800));
    assert_eq!(
        (ledger.fees, ledger.expenses),
        (Pence::pounds(19_500), Pence(55_800))
    );
    let row = ledger.rows.iter().find(|row| row.person == id(1)).unwrap();
    assert!((row.share_of_cap.unwrap() - 0.3625).abs() < 1e-9);
    assert!((row.share_gone.unwrap() - 0.241).abs() < 0.001);
}

#[test]
fn filters_leave_out_other_years_and_sources() {
    let mut record = paid_board();
    record.claims.put(claim(1, 1, date(2019, 7, 11)));
    record.claims.put(claim(2, 1, date(2020, 5, 11)));
    let book = FeeBook::new(&record);
    let year = LedgerFilter {
        year: Some(FinancialYear(2019)),
        funding: None,
    };
    assert_eq!(book.ledger(TODAY, year).fees, Pence::pounds(500));
    let council = LedgerFilter {
        year: None,
        funding: Some(Funding::Council),
    };
    assert_eq!(book.ledger(TODAY, council).fees, Pence(0));
    let years = book.ledger(TODAY, LedgerFilter::default()).years;
    assert_eq!(years, [FinancialYear(2019), FinancialYear(2020)]);
}

#[test]
fn claims_are_held_against_attendance() {
    let mut record = paid_board();
    let mut there = held(1, date(2019, 7, 11));
    there.attendance = vec![
        attended(1, Presence::Present),
        attended(2, Presence::Absent),
    ];
    record.meetings.put(there);
    let mut cancelled = held(2, date(2019, 8, 8));
    cancelled.state = MeetingState::Cancelled;
    record.meetings.put(cancelled);
    let board = |n, of, day| {
        let mut one = claim(n, of, day);
        one.duty = Duty::Board;
        one.approved_by = None;
        one.approved_on = None;
        one
    };
    for (n, of, day) in [
        (1, 1, date(2019, 7, 11)),
        (2, 2, date(2019, 7, 11)),
        (3, 1, date(2019, 8, 8)),
        (4, 1, date(2019, 9, 9)),
        (5, 3, date(2019, 7, 11)),
    ] {
        record.claims.put(board(n, of, day));
    }
    let mut preparation = board(6, 1, date(2019, 7, 10));
    preparation.duty = Duty::Preparation;
    record.claims.put(preparation);
    let found = |record: &Record, n| {
        FeeBook::new(record).against_attendance(record.claims.get(id(n)).unwrap())
    };
    for (n, expected) in [
        (1, AgainstAttendance::Matches),
        (2, AgainstAttendance::MarkedAbsent),
        (3, AgainstAttendance::Cancelled),
        (4, AgainstAttendance::NoMeeting),
        (5, AgainstAttendance::NotRecorded),
        (6, AgainstAttendance::NothingToMatch),
    ] {
        assert_eq!(found(&record, n), expected, "claim {n}");
    }
    record.claims.put(board(7, 1, date(2019, 7, 11)));
    assert_eq!(found(&record, 1), AgainstAttendance::ClaimedTwice);
    let ledger = FeeBook::new(&record).ledger(TODAY, LedgerFilter::default());
    assert_eq!(ledger.waiting.len(), 7);
}
