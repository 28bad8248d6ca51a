//! Measures.

use super::*;

pub(super) const CASES: &[Case] = &[
    (
        Rule::MeasureWithoutTarget,
        |r| put_measure(r, |one| one.targets.clear()),
        |r| {
            put_measure(r, |one| {
                one.targets.clear();
                one.polarity = Polarity::Neutral;
            });
        },
    ),
    (
        Rule::TargetWithoutDate,
        |r| put_measure(r, |one| one.targets[0].by = None),
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::MeasureWithoutOwner,
        |r| put_measure(r, |one| one.owner.clear()),
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::MeasureWithoutSource,
        |r| put_measure(r, |one| one.source.clear()),
        |r| {
            put_measure(r, |one| {
                one.source.clear();
                for value in &mut one.values {
                    value.source = "Return of June 2019".to_owned();
                }
            });
        },
    ),
    (
        Rule::MeasureWithoutValues,
        |r| put_measure(r, |one| one.values.clear()),
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::ValueInFuture,
        |r| put_measure(r, |one| one.values.push(value(date(2019, 9, 30), 85.0))),
        |r| put_measure(r, |one| one.values.push(value(TODAY, 85.0))),
    ),
    (
        Rule::ValueTwice,
        |r| put_measure(r, |one| one.values.push(value(date(2019, 6, 30), 85.0))),
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::ValuesUnordered,
        |r| put_measure(r, |one| one.values.push(value(date(2018, 12, 31), 70.0))),
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::ValueStale,
        |r| put_measure(r, |one| one.values.truncate(1)),
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::RebaseNotAtValue,
        |r| {
            put_measure(r, |one| {
                one.rebases = vec![Rebase {
                    date: date(2019, 6, 1),
                    reason: "New team".to_owned(),
                    owner: "Board".to_owned(),
                    decision: None,
                }];
            });
        },
        |r| {
            put_measure(r, |one| {
                one.rebases = vec![Rebase {
                    date: date(2019, 6, 30),
                    reason: "New team".to_owned(),
                    owner: "Board".to_owned(),
                    decision: None,
                }];
            });
        },
    ),
    (
        Rule::RebaseUnexplained,
        |r| {
            put_measure(r, |one| {
                one.rebases = vec![Rebase {
                    date: date(2019, 6, 30),
                    reason: "New team".to_owned(),
                    owner: " ".to_owned(),
                    decision: None,
                }];
            });
        },
        |r| put_measure(r, |_| {}),
    ),
    (
        Rule::PercentOutOfRange,
        |r| put_measure(r, |one| one.values[1].reading = Reading::Number(100.5)),
        |r| {
            put_measure(r, |one| {
                one.values[1].reading = Reading::Number(100.5);
                one.unit = Unit::Count;
            });
        },
    ),
    (
        Rule::FractionMismatch,
        |r| quarter(r, 150.0),
        |r| quarter(r, 164.0),
    ),
    (
        Rule::ComplementsSum,
        |r| share_measures(r, [84.0, 7.0, 12.0]),
        |r| share_measures(r, [85.0, 6.0, 9.4]),
    ),
    (
        Rule::ComplementsOneSided,
        |r| {
            put_measure(r, |one| one.complements = vec![id(2)]);
            r.measures.put(measure(2));
        },
        |r| share_measures(r, [84.0, 7.0, 9.0]),
    ),
];
