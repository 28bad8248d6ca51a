//! The organisation, references and texts.

use super::*;

pub(super) const CASES: &[Case] = &[
    (
        Rule::CouncilAddressMissing,
        |r| {
            organise(r, |one| {
                one.legal_form = "Private company limited by guarantee".to_owned();
            });
        },
        |r| organise(r, |one| one.legal_form = "Board of the council".to_owned()),
    ),
    (
        Rule::CompanyNumberMissing,
        |r| {
            organise(r, |one| {
                one.legal_form = "Private company limited by guarantee".to_owned();
            });
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
                one.detail = "Find a home for child Jane Smith".to_owned();
            });
        },
        |r| {
            put_action(r, |one| {
                one.detail = "Write the Child Protection Plan".to_owned();
            });
        },
    ),
    (
        Rule::ChildBirthDate,
        |r| {
            put_concern(r, |one| {
                one.narrative[0].text = "Moved, DOB 12/03/2004".to_owned();
            });
        },
        |r| {
            put_concern(r, |one| {
                one.narrative[0].text = "Moved on 12/03/2019".to_owned();
            });
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
