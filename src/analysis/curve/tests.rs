use super::*;
use crate::model::{
    Benchmark as ModelBenchmark, DatedNumber, Frequency, MeasureValue, Polarity, Reading, Rebase,
    Revision, Target, Unit,
};
use jiff::civil::date;
use proptest::prelude::*;

fn id(text: &str) -> Id<Measure> {
    format!("mea-2026-{text}").parse().unwrap()
}

fn month(n: usize) -> Date {
    crate::model::date::plus_months(date(2018, 1, 31), i32::try_from(n).unwrap()).last_of_month()
}

/// A monthly share from January 2018 with a target of 90 % by March 2020.
fn measure(values: &[f64]) -> Measure {
    let mut measure = Measure::new(id("AAAAAA"));
    measure.title = "Contacts decided within 24 hours".to_owned();
    measure.values = values
        .iter()
        .enumerate()
        .map(|(n, value)| MeasureValue::new(month(n), Reading::Number(*value)))
        .collect();
    measure.targets = vec![Target {
        value: 90.0,
        by: Some(date(2020, 3, 31)),
        set_by: String::new(),
        illustrative: false,
    }];
    measure
}

fn today() -> Date {
    date(2019, 9, 24)
}

fn drawn(measure: &Measure) -> Curve {
    curve(measure, &Record::default(), today())
}

const STEADY: [f64; 13] = [
    75.0, 79.0, 76.0, 78.0, 74.0, 78.0, 76.0, 79.0, 75.0, 77.0, 78.0, 75.0, 77.0,
];

fn then(more: &[f64]) -> Vec<f64> {
    STEADY.iter().chain(more).copied().collect()
}

#[test]
fn each_verdict_has_its_words() {
    let steady = drawn(&measure(&STEADY)).verdict;
    assert_eq!(steady.change, "No significant change in 13 months.");
    assert!(
        steady
            .outlook
            .starts_with("Short of 90 % by March 2020 unless something changes; "),
        "{}",
        steady.outlook
    );
    assert_eq!(
        steady.short,
        "No significant change; will fall short of the target."
    );

    let rising = then(&[76.0, 77.5, 78.0, 78.5, 79.0, 79.5, 80.0]);
    let verdict = drawn(&measure(&rising)).verdict;
    assert_eq!(
        verdict.change,
        "Improving: seven rising months, to 80 % in August 2019."
    );

    let mut worse = measure(&then(&[72.0; 8]));
    let verdict = drawn(&worse).verdict;
    assert_eq!(
        verdict.change,
        "Concerning: lower for eight months running, 72 % in September 2019."
    );
    assert_eq!(
        verdict.short,
        "Concerning: lower for eight months running, and short of target."
    );
    assert_eq!(verdict.off_track.as_deref(), Some(verdict.short.as_str()));

    worse.polarity = Polarity::LowGood;
    worse.targets[0].value = 70.0;
    let verdict = drawn(&worse).verdict;
    assert!(verdict.change.starts_with("Improving: lower for eight"));
    assert_eq!(verdict.off_track, None);

    worse.polarity = Polarity::Neutral;
    let verdict = drawn(&worse).verdict;
    assert_eq!(
        verdict.short,
        "Lower than usual; neither good nor bad in itself."
    );
    assert_eq!(verdict.outlook, "Neither good nor bad in itself.");

    let mut hit = measure(&STEADY);
    hit.targets[0].value = 77.0;
    hit.targets[0].by = None;
    let verdict = drawn(&hit).verdict;
    assert_eq!(
        verdict.conclusion,
        "No significant change in 13 months; may hit or miss the target."
    );
    hit.targets[0].value = 60.0;
    let verdict = drawn(&hit).verdict;
    assert_eq!(
        verdict.outlook,
        "Will pass the target of 60 % unless something changes."
    );
    let high = drawn(&measure(&then(&[99.0]))).verdict;
    assert_eq!(
        high.change,
        "Improving: 99 % in February 2019 is above the upper limit."
    );
}

#[test]
fn a_conclusion_has_at_most_two_sentences() {
    for count in 0..=13 {
        let verdict = drawn(&measure(&STEADY[..count])).verdict;
        let ends = verdict.conclusion.matches(". ").count() + 1;
        assert!(ends <= 2, "{}", verdict.conclusion);
        assert!(verdict.conclusion.ends_with('.'), "{}", verdict.conclusion);
    }
}

#[test]
fn no_values_are_off_track_only_where_somebody_owes_them() {
    let mut empty = Measure::new(id("AAAAAA"));
    assert_eq!(drawn(&empty).verdict.off_track, None);
    assert_eq!(drawn(&empty).verdict.conclusion, "No values yet.");
    empty.owner = "Health partner".to_owned();
    let verdict = drawn(&empty).verdict;
    assert_eq!(
        verdict.off_track.as_deref(),
        Some("No values yet from Health partner.")
    );
}

#[test]
fn two_values_are_two_points_and_no_line() {
    let two = drawn(&measure(&[40.0, 85.0]));
    assert_eq!(two.mode, Mode::TwoPoints);
    assert_eq!(
        two.verdict.change,
        "Two values: 40 % in January 2018 and 85 % in February 2018."
    );
    let mut apart = measure(&[40.0, 85.0]);
    apart.values[1].date = date(2019, 8, 31);
    let apart = drawn(&apart).verdict;
    assert!(
        apart
            .change
            .ends_with("August 2019, with no figures between.")
    );
    for form in [layout::Form::Small, layout::Form::Large] {
        let size = layout::Size {
            width: 900.0,
            height: 400.0,
        };
        let laid = layout::layout(&two, form, size, &layout::rough_width);
        assert!(laid.marks.iter().all(|mark| !matches!(
            mark,
            marks::Mark::Line {
                ink: marks::Ink::Series | marks::Ink::Mean | marks::Ink::Limit,
                ..
            }
        )));
        let points = laid
            .marks
            .iter()
            .filter(|mark| matches!(mark, marks::Mark::Point { scale, at, .. } if *scale < 1.0 || at.y > 20.0));
        assert_eq!(points.count(), 2);
    }
}

#[test]
fn limits_appear_with_the_thirteenth_point() {
    let twelve = drawn(&measure(&STEADY[..12]));
    assert_eq!(twelve.mode, Mode::RunChart);
    assert_eq!(
        twelve.verdict.change,
        "Too early for limits: 12 of 13 points."
    );
    assert_eq!(twelve.variation(), VariationIcon::NotEnoughData);
    assert!(matches!(
        twelve.parts[0].style,
        PartStyle::Median { signal: false, .. }
    ));
    let thirteen = drawn(&measure(&STEADY));
    assert_eq!(thirteen.mode, Mode::Xmr);
    assert!(matches!(
        thirteen.parts[0].style,
        PartStyle::Limits { trial: false, .. }
    ));
    let mut asked = measure(&STEADY[..10]);
    asked.limits.trial_limits = true;
    let trial = drawn(&asked);
    assert_eq!(trial.parts[0].label, "mean 77 %, trial limits: 10 points");
}

#[test]
fn a_rebase_starts_a_part_with_its_reason() {
    let values: Vec<f64> = STEADY.iter().map(|v| v - 20.0).chain(STEADY).collect();
    let mut rebased = measure(&values);
    rebased.rebases = vec![Rebase {
        date: month(13).first_of_month(),
        reason: "New team".to_owned(),
        owner: "Director".to_owned(),
        decision: None,
    }];
    let chart = curve(&rebased, &Record::default(), date(2020, 3, 1));
    assert_eq!(chart.parts.len(), 2);
    assert_eq!(
        chart.parts[1].label,
        "New team from February 2019: mean 77 %"
    );
    assert_eq!(chart.parts[1].owner, "Director");
    assert_eq!(chart.parts[1].rows, 13..26);
    assert!(
        chart
            .events
            .iter()
            .any(|event| event.kind == EventKind::Rebase && event.label == "New team")
    );
}

#[test]
fn an_old_figure_is_never_compared_with_a_new_one() {
    let mut compared = measure(&STEADY);
    compared.benchmarks = vec![ModelBenchmark {
        name: "England".to_owned(),
        values: vec![
            DatedNumber {
                date: date(2016, 3, 31),
                value: 50.0,
            },
            DatedNumber {
                date: date(2018, 3, 31),
                value: 70.0,
            },
        ],
        source: String::new(),
    }];
    let chart = drawn(&compared);
    let text = answers(&compared, &chart, &Record::default())[1].text();
    assert!(
        text.contains("England: 70 % in March 2018; 76 % here, 6 points higher."),
        "{text}"
    );
    compared.benchmarks[0].values.pop();
    let chart = drawn(&compared);
    let text = answers(&compared, &chart, &Record::default())[1].text();
    assert!(text.contains("no figure for a year"), "{text}");
}

#[test]
fn small_counts_hide_their_smallest_complement_too() {
    let mut inside = Measure::new(id("AAAAAA"));
    inside.unit = Unit::Count;
    inside.hide_below = Some(5);
    inside.values = vec![MeasureValue::new(month(0), Reading::Number(3.0))];
    let mut outside = Measure::new(id("BBBBBB"));
    outside.unit = Unit::Count;
    outside.values = vec![MeasureValue::new(month(0), Reading::Number(17.0))];
    let mut total = Measure::new(id("CCCCCC"));
    total.unit = Unit::Count;
    total.values = vec![MeasureValue::new(month(0), Reading::Number(20.0))];
    outside.complements = vec![inside.id, total.id];
    let mut record = Record::default();
    for one in [&inside, &outside, &total] {
        record.measures.put(one.clone());
    }
    assert_eq!(hide::hidden(&inside, &record), [Some(Hidden::Small(5))]);
    assert_eq!(hide::hidden(&outside, &record), [Some(Hidden::Secondary)]);
    assert_eq!(hide::hidden(&total, &record), [None]);
    assert_eq!(
        curve(&inside, &record, today()).verdict.latest,
        "fewer than 5"
    );
}

#[test]
fn a_statement_is_scored_once_its_value_is_in() {
    let mut kept = measure(&STEADY);
    let chart = curve(&kept, &Record::default(), date(2019, 2, 1));
    let said = statement(&chart).unwrap();
    assert_eq!(said.points, 13);
    kept.statements = vec![said];
    let record = Record::default();
    assert!(scored(&kept, &record, date(2020, 4, 30)).is_empty());
    kept.values
        .push(MeasureValue::new(date(2020, 3, 31), Reading::Number(91.0)));
    assert!(scored(&kept, &record, date(2020, 3, 1)).is_empty());
    let outcome = scored(&kept, &record, date(2020, 4, 30));
    assert_eq!(outcome.len(), 1);
    assert!(outcome[0].came_true);
}

#[test]
fn missing_values_break_the_line_and_keep_their_reason() {
    let mut gaps = measure(&then(&[76.0, 77.0]));
    gaps.values[5].reading = Reading::NotAvailable;
    let chart = drawn(&gaps);
    assert_eq!(chart.points[5].reason.as_deref(), Some("not available"));
    let size = layout::Size {
        width: 340.0,
        height: 90.0,
    };
    let laid = layout::layout(&chart, layout::Form::Small, size, &layout::rough_width);
    let lines = laid
        .marks
        .iter()
        .filter(|mark| {
            matches!(
                mark,
                marks::Mark::Line {
                    ink: marks::Ink::Series,
                    ..
                }
            )
        })
        .count();
    assert_eq!(lines, 2);
    assert_eq!(laid.hits.len(), 15);
}

#[test]
fn ticks_of_time_are_months_quarters_or_years() {
    let days = |from: Date, to: Date| {
        (
            crate::model::date::day_number(from),
            crate::model::date::day_number(to),
        )
    };
    let labels = |from, to| -> Vec<String> {
        ticks_between(days(from, to), 14)
            .into_iter()
            .map(|tick| tick.label)
            .collect()
    };
    assert_eq!(
        labels(date(2017, 9, 15), date(2018, 7, 2))[..5],
        ["Oct 2017", "Nov", "Dec", "Jan 2018", "Feb"]
    );
    assert_eq!(
        labels(date(2017, 9, 15), date(2019, 10, 2))[..4],
        ["Oct 2017", "Jan 2018", "Apr", "Jul"]
    );
    assert_eq!(
        labels(date(2016, 3, 31), date(2020, 3, 31)),
        [
            "Jul 2016", "Jan 2017", "Jul", "Jan 2018", "Jul", "Jan 2019", "Jul", "Jan 2020"
        ]
    );
    assert!(ticks_between((0, 3_000_000), 10).len() <= 13);
}

/// Ten thousand daily values with a flagged one now and then.
fn many() -> Measure {
    let values: Vec<f64> = (0..10_000)
        .map(|n| 50.0 + f64::from(n * 7_919 % 101) / 20.0 + if n % 331 == 0 { 30.0 } else { 0.0 })
        .collect();
    let mut made = measure(&values);
    for (n, value) in made.values.iter_mut().enumerate() {
        let days = i32::try_from(n).unwrap() - 10_000;
        value.date = crate::model::date::plus_days(date(2019, 8, 31), days);
    }
    made
}

#[test]
fn ten_thousand_values_hide_no_flagged_one() {
    let made = many();
    let chart = drawn(&made);
    let size = layout::Size {
        width: 900.0,
        height: 430.0,
    };
    let laid = layout::layout(&chart, layout::Form::Large, size, &layout::rough_width);
    assert_eq!(laid.hits.len(), 10_000);
    assert!(laid.marks.len() < 3_000, "{}", laid.marks.len());
    let drawn_at: Vec<(marks::At, PointKind)> = laid
        .marks
        .iter()
        .filter_map(|mark| match mark {
            marks::Mark::Point { at, kind, .. } => Some((*at, *kind)),
            marks::Mark::Line { .. }
            | marks::Mark::Band { .. }
            | marks::Mark::Square { .. }
            | marks::Mark::Text { .. } => None,
        })
        .collect();
    let flagged = chart
        .points
        .iter()
        .enumerate()
        .filter(|(_, point)| point.kind != PointKind::Usual);
    let mut count = 0;
    for (row, point) in flagged {
        let hit = laid.hit(row).unwrap().at;
        let near = drawn_at.iter().any(|(at, kind)| {
            *kind == point.kind && (at.x - hit.x).abs() <= 4.0 && (at.y - hit.y).abs() <= 4.0
        });
        assert!(near, "the point of {} is hidden", point.date);
        count += 1;
    }
    assert!(count >= 30, "{count}");
}

#[test]
fn a_window_onto_a_chart_keeps_its_limits_and_stays_within_its_edges() {
    let made = measure(&then(&[60.0, 61.0, 63.0, 62.0, 64.0, 66.0, 65.0]));
    let chart = drawn(&made);
    let size = layout::Size {
        width: 900.0,
        height: 430.0,
    };
    let whole = layout::layout(&chart, layout::Form::Large, size, &layout::rough_width);
    let last = chart.points.last().unwrap().day;
    let days = (last - 120, chart.axis.days.1);
    let near = layout::between(&chart, size, days, &layout::rough_width);
    assert!(near.hits.len() == 4 && whole.hits.len() == chart.points.len());
    assert_eq!(near.window.values, whole.window.values);
    let window = near.window;
    let limits = |laid: &layout::Layout| {
        let lines = laid.marks.iter().filter_map(|mark| match mark {
            marks::Mark::Line { points, ink, .. } => {
                (*ink == marks::Ink::Limit).then(|| points[0].y.to_bits())
            }
            marks::Mark::Band { .. }
            | marks::Mark::Square { .. }
            | marks::Mark::Point { .. }
            | marks::Mark::Text { .. } => None,
        });
        lines.collect::<Vec<_>>()
    };
    assert_eq!(limits(&near), limits(&whole));
    for mark in &near.marks {
        if let marks::Mark::Line { points, ink, .. } = mark
            && matches!(
                ink,
                marks::Ink::Series | marks::Ink::Mean | marks::Ink::Limit
            )
            && points.iter().all(|at| at.y > window.top)
        {
            let inside = |at: &marks::At| (window.left - 0.1..=window.right + 0.1).contains(&at.x);
            assert!(points.iter().all(inside), "{mark:?}");
        }
    }
    let words = svg::svg_between(&chart, size, Some(days));
    assert!(words.contains("means and limits are those of all values"));
    assert!(!svg::svg(&chart, size).contains("Shown:"));
}

/// Every text and every number that leaves a chart by any way.
fn everything(measure: &Measure, record: &Record) -> String {
    let chart = curve(measure, record, today());
    let size = layout::Size {
        width: 900.0,
        height: 400.0,
    };
    let texts: Vec<String> = answers(measure, &chart, record)
        .iter()
        .map(Answer::text)
        .collect();
    let small = layout::layout(&chart, layout::Form::Small, size, &layout::rough_width);
    format!(
        "{chart:?}\n{small:?}\n{texts:?}\n{}\n{}\n{}\n{}",
        csv::csv(&chart),
        svg::svg(&chart, size),
        json::json(&chart),
        json::text(&chart)
    )
}

proptest! {
    /// Whatever the hidden value is, nothing that leaves the chart changes with it.
    #[test]
    fn a_hidden_value_changes_nothing_that_is_shown(
        hidden in 0_u8..5,
        other in 0_u8..5,
        row in 0_usize..20,
        count in 3_usize..20,
        trial in any::<bool>(),
    ) {
        let make = |secret: u8| {
            let mut made = Measure::new(id("AAAAAA"));
            made.unit = Unit::Count;
            made.polarity = Polarity::LowGood;
            made.frequency = Frequency::Monthly;
            made.hide_below = Some(5);
            made.limits.trial_limits = trial;
            made.values = (0..count)
                .map(|n| {
                    let number = if n == row % count { f64::from(secret) } else { 10.0 + (n % 3) as f64 };
                    let mut value = MeasureValue::new(month(n), Reading::Number(number));
                    value.numerator = Some(number);
                    value.revisions = vec![Revision {
                        was: Reading::Number(f64::from(secret)),
                        until: month(n),
                        why: String::new(),
                    }];
                    value
                })
                .collect();
            made.baseline = Some(DatedNumber { date: month(row % count), value: f64::from(secret) });
            made.targets = vec![Target {
                value: 8.0,
                by: Some(date(2020, 3, 31)),
                set_by: String::new(),
                illustrative: false,
            }];
            made
        };
        let record = Record::default();
        let shown = everything(&make(hidden), &record);
        prop_assert_eq!(&shown, &everything(&make(other), &record));
        prop_assert!(shown.contains("fewer than 5"));
    }

    /// Whatever the figures, a chart can be made, laid out and written.
    #[test]
    fn no_series_breaks_a_chart(
        values in prop::collection::vec(
            prop_oneof![
                any::<f64>(),
                Just(f64::NAN),
                Just(f64::INFINITY),
                Just(1e300),
                Just(-1e300),
                Just(33.3),
                0.0..100.0,
            ],
            0..30,
        ),
        polarity in 0_u8..4,
    ) {
        let mut made = measure(&values);
        made.polarity = match polarity {
            0 => Polarity::HighGood,
            1 => Polarity::LowGood,
            2 => Polarity::InRange { low: 10.0, high: 20.0 },
            _ => Polarity::Neutral,
        };
        let text = everything(&made, &Record::default());
        prop_assert!(text.len() > 100);
    }

    /// Another measure in the record changes nothing.
    #[test]
    fn an_unrelated_measure_changes_nothing(values in prop::collection::vec(0.0..100.0, 0..20)) {
        let made = measure(&values);
        let mut record = Record::default();
        let alone = curve(&made, &record, today());
        let mut other = measure(&[1.0, 2.0, 3.0]);
        other.id = id("ZZZZZZ");
        record.measures.put(other);
        prop_assert_eq!(format!("{alone:?}"), format!("{:?}", curve(&made, &record, today())));
    }
}
