//! Every verdict on one wall: each pair of icons that can occur, and every chart that has none yet.

use std::time::Duration;

use egui::{Theme, vec2};
use egui_kittest::Harness;
use jiff::civil::{Date, date};
use trajectory::{
    analysis::{
        curve::Mode,
        spc::{AssuranceIcon, VariationIcon},
    },
    app::{Derived, Outbox, Route},
    model::{
        Measure, MeasureValue, Polarity, Reading, Record, SectionId, Target, Unit,
        date::plus_months,
    },
    ui::{
        ViewCx,
        sections::curves::{self, CurvesState},
        theme,
    },
};

const TODAY: Date = date(2019, 9, 24);

/// Twenty usual months, and seven that go up, down, or on as before.
fn values(way: i8) -> Vec<f64> {
    let usual = [50.0, 53.0, 51.0, 52.0];
    let before = (0..20).map(|n| usual[n % 4]);
    let after = (0..7_u8).map(|n| match way {
        0 => usual[usize::from(n) % 4],
        _ => 51.5 + f64::from(way) * (3.0 + 1.2 * f64::from(n)),
    });
    before.chain(after).collect()
}

fn measure(number: usize, title: String, values: &[f64]) -> Measure {
    let mut measure = Measure::new(format!("mea-2019-{number:06}").parse().unwrap());
    measure.title = title;
    measure.unit = Unit::Percent;
    let first = date(2017, 6, 1);
    let shift = 27_usize.saturating_sub(values.len());
    measure.values = values
        .iter()
        .enumerate()
        .map(|(n, number)| {
            let months = i32::try_from(n + shift).unwrap();
            let day = plus_months(first, months).last_of_month();
            MeasureValue::new(day, Reading::Number(*number))
        })
        .collect();
    measure
}

fn target(measure: &mut Measure, value: f64) {
    measure.targets.push(Target {
        value,
        by: None,
        set_by: String::new(),
        illustrative: false,
    });
}

/// Every pair that can occur: signals either way for either polarity, with each outlook.
fn judged(record: &mut Record) -> usize {
    use {AssuranceIcon as A, VariationIcon as V};
    let mut number = 0;
    let outlooks = [
        ("passes", Some(5.0), Some(95.0)),
        ("hit or miss", Some(52.0), Some(52.0)),
        ("falls short", Some(95.0), Some(5.0)),
        ("no target", None, None),
    ];
    for (way, word) in [(0, "Usual"), (1, "Higher"), (-1, "Lower")] {
        for (polarity, good) in [
            (Polarity::HighGood, "high is good"),
            (Polarity::LowGood, "low is good"),
        ] {
            for (place, (outlook, high, low)) in outlooks.into_iter().enumerate() {
                let title = format!("{word}, {good}, {outlook}");
                let mut made = measure(number, title, &values(way));
                made.polarity = polarity;
                let aim = if polarity == Polarity::HighGood {
                    high
                } else {
                    low
                };
                if let Some(aim) = aim {
                    target(&mut made, aim);
                }
                let better = (polarity == Polarity::HighGood) == (way > 0);
                let variation = match (way, better) {
                    (0, _) => V::CommonCause,
                    (1, true) => V::ImprovementHigh,
                    (1, false) => V::ConcernHigh,
                    (_, true) => V::ImprovementLow,
                    (_, false) => V::ConcernLow,
                };
                let assurance = [A::Pass, A::Inconsistent, A::Fail, A::NotEnoughData][place];
                check(record, made, Mode::Xmr, variation, assurance);
                number += 1;
            }
        }
    }
    for (way, word, variation) in [
        (0, "Usual", V::CommonCause),
        (1, "Higher", V::NeutralHigh),
        (-1, "Lower", V::NeutralLow),
    ] {
        let title = format!("{word}, context only");
        let mut made = measure(number, title, &values(way));
        made.polarity = Polarity::Neutral;
        check(record, made, Mode::Xmr, variation, A::NotEnoughData);
        number += 1;
    }
    number
}

/// Charts without a verdict, each for its own reason.
fn unjudged(record: &mut Record, mut number: usize) {
    let none = (VariationIcon::NotEnoughData, AssuranceIcon::NotEnoughData);
    let steady = [50.0, 53.0, 51.0, 52.0, 50.0, 53.0, 51.0];
    let mut put =
        |record: &mut Record, title: &str, values: &[f64], mode, of: &dyn Fn(&mut Measure)| {
            let mut made = measure(number, title.to_owned(), values);
            target(&mut made, 60.0);
            of(&mut made);
            check(record, made, mode, none.0, none.1);
            number += 1;
        };
    let as_is = |_: &mut Measure| {};
    put(
        record,
        "Short part: run chart",
        &steady,
        Mode::RunChart,
        &as_is,
    );
    let shifted = [
        50.0, 51.0, 50.5, 50.2, 51.2, 50.4, 60.0, 61.0, 60.5, 62.0, 61.5, 60.8,
    ];
    put(
        record,
        "Run chart with a signal",
        &shifted,
        Mode::RunChart,
        &as_is,
    );
    put(record, "Two points", &[40.0, 85.0], Mode::TwoPoints, &as_is);
    put(record, "One point", &[40.0], Mode::OnePoint, &as_is);
    put(record, "No data", &[], Mode::Empty, &as_is);
    put(
        record,
        "All suppressed",
        &[2.0, 1.0, 3.0],
        Mode::Empty,
        &|made| {
            made.unit = Unit::Count;
            made.hide_below = Some(5);
        },
    );
    put(record, "Not available", &[1.0, 1.0], Mode::Empty, &|made| {
        for value in &mut made.values {
            value.reading = Reading::NotAvailable;
        }
    });
    let mut some = measure(number, "Some suppressed".to_owned(), &values(0));
    some.unit = Unit::Count;
    some.hide_below = Some(5);
    for place in [4, 5, 12] {
        some.values[place].reading = Reading::Number(3.0);
    }
    check(record, some, Mode::Xmr, VariationIcon::CommonCause, none.1);
    let mut trial = measure(number + 1, "Trial limits".to_owned(), &steady);
    trial.limits.trial_limits = true;
    target(&mut trial, 52.0);
    check(
        record,
        trial,
        Mode::Xmr,
        VariationIcon::CommonCause,
        AssuranceIcon::Inconsistent,
    );
}

/// Puts the measure into the record, with the verdict it is there for.
fn check(
    record: &mut Record,
    measure: Measure,
    mode: Mode,
    variation: VariationIcon,
    assurance: AssuranceIcon,
) {
    let curve = trajectory::analysis::curve::curve(&measure, record, TODAY);
    let found = (curve.mode, curve.variation(), curve.assurance());
    assert_eq!(found, (mode, variation, assurance), "{}", measure.title);
    record.measures.put(measure);
}

fn picture(name: &str, theme: Theme) {
    let mut record = Record::default();
    let count = judged(&mut record);
    unjudged(&mut record, count);
    let derived = Derived::new(&record, TODAY, 0, None);
    let state = CurvesState::default();
    let mut harness = Harness::builder()
        .with_size(vec2(1232.0, 2_420.0))
        .with_theme(theme)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, state| {
                let page = theme::tokens(ui).surface.page;
                ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, page);
                let cx = ViewCx {
                    record: &record,
                    derived: &derived,
                    today: TODAY,
                    now: Duration::ZERO,
                    epoch: 0,
                    route: Route::section(SectionId::Curves),
                    focus: None,
                    out: &Outbox::default(),
                };
                curves::ui(ui, &cx, state);
            },
            state,
        );
    harness.run();
    harness.snapshot(name);
}

#[test]
fn every_verdict() {
    picture("verdicts-light", Theme::Light);
}

#[test]
fn every_verdict_in_dark() {
    picture("verdicts-dark", Theme::Dark);
}
