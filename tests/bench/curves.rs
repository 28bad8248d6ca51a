//! Charts: the wall with two hundred of them against one that is just full; limits of a thousand
//! series against only reading them; the focus view of a million values against a thousand.
//!
//! Aims: a visible chart of the long wall at most 1.3 times one of the short wall, a frame with a
//! million values at most twice one with a thousand. The limits are only reported.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::time::{Duration, Instant};

use egui::vec2;
use egui_kittest::Harness;
use jiff::civil::{Date, date};
use trajectory::{
    analysis::{
        curve::{PointKind, series_in, wall_curve},
        spc,
    },
    app::{Derived, Outbox, Route},
    model::{
        ItemRef, Measure, MeasureValue, Polarity, Reading, Record, SectionId, Target, Unit,
        date::{plus_days, plus_months},
    },
    store::{read::read_record, write::record_text},
    ui::{
        ViewCx,
        sections::curves::{self, CurvesState},
        theme,
    },
};

const TODAY: Date = date(2019, 9, 24);
/// Charts that fill the window: three columns, five rows with the last one cut.
const VISIBLE: usize = 15;
/// Measured frames of each.
const ROUNDS: usize = 80;

/// A series that wanders, with a flagged point now and then.
fn number(n: usize) -> f64 {
    let noise = (n * 7_919 + n * n % 104_729) % 1_000;
    let jump = if n.is_multiple_of(97) { 18.0 } else { 0.0 };
    60.0 + noise as f64 / 100.0 + jump
}

fn measure(place: usize, days: impl Iterator<Item = Date>) -> Measure {
    let mut measure = Measure::new(format!("mea-2019-{place:06}").parse().expect("an id"));
    measure.title = format!("Measure {place}");
    measure.unit = Unit::Percent;
    measure.polarity = Polarity::HighGood;
    measure.values = days
        .enumerate()
        .map(|(n, day)| MeasureValue::new(day, Reading::Number(number(n + place))))
        .collect();
    measure.targets.push(Target {
        value: 80.0,
        by: Some(date(2020, 3, 31)),
        set_by: String::new(),
        illustrative: false,
    });
    measure
}

fn months(count: i32) -> impl Iterator<Item = Date> {
    (0..count).map(move |n| plus_months(date(2019, 8, 1), n - count + 1).last_of_month())
}

fn days(count: i32) -> impl Iterator<Item = Date> {
    (0..count).map(move |n| plus_days(date(2019, 8, 31), n - count + 1))
}

fn record(count: usize, points: i32) -> Record {
    let mut record = Record::default();
    for place in 0..count {
        record.measures.put(measure(place, months(points)));
    }
    record
}

struct Shown {
    record: Record,
    derived: Derived,
    route: Route,
    out: Outbox,
    state: CurvesState,
}

fn section(record: Record, route: Route) -> Harness<'static, Shown> {
    let shown = Shown {
        derived: Derived::new(&record, TODAY, 0, None),
        record,
        route,
        out: Outbox::default(),
        state: CurvesState::default(),
    };
    let mut harness = Harness::builder()
        .with_size(vec2(1232.0, 834.0))
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, shown| {
                let cx = ViewCx {
                    record: &shown.record,
                    derived: &shown.derived,
                    today: TODAY,
                    now: Duration::ZERO,
                    epoch: 0,
                    route: shown.route,
                    focus: None,
                    out: &shown.out,
                };
                curves::ui(ui, &cx, &mut shown.state);
            },
            shown,
        );
    harness.run();
    harness
}

/// The median frame of each of two, taken in turn.
fn frames(
    one: &mut Harness<'static, Shown>,
    other: &mut Harness<'static, Shown>,
) -> (Duration, Duration) {
    let mut times = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for (harness, times) in [(&mut *one, &mut times.0), (&mut *other, &mut times.1)] {
            let start = Instant::now();
            harness.step();
            times.push(start.elapsed());
        }
    }
    (super::median(times.0), super::median(times.1))
}

/// Runs and reports all of them.
pub fn report() {
    let wall = Route::section(SectionId::Curves);
    let mut short = section(record(VISIBLE, 60), wall);
    let mut long = section(record(200, 60), wall);
    let (few, many) = frames(&mut short, &mut long);
    let ratio = many.as_secs_f64() / few.as_secs_f64();
    println!(
        "the wall: {few:.2?} with {VISIBLE} charts of 60 points, {many:.2?} with 200: per visible \
         chart ratio {ratio:.2}"
    );
    limits();
    let focus = |points: i32| {
        let mut record = Record::default();
        let one = measure(1, days(points));
        let route = Route::item(ItemRef::Measure(one.id));
        record.measures.put(one);
        section(record, route)
    };
    let mut thousand = focus(1_000);
    let mut million = focus(1_000_000);
    let flagged = million.state().derived.curves.list();
    let flagged = flagged.first().map_or(0, |curve| {
        let points = curve.points.iter();
        points
            .filter(|point| point.kind != PointKind::Usual)
            .count()
    });
    let (few, many) = frames(&mut thousand, &mut million);
    let ratio = many.as_secs_f64() / few.as_secs_f64();
    println!(
        "a frame of one chart: {few:.2?} with 1,000 values, {many:.2?} with 1,000,000 ({flagged} \
         flagged): ratio {ratio:.2}"
    );
}

fn limits() {
    let record = record(1_000, 120);
    let text = record_text(&record).expect("text").into_bytes();
    let start = Instant::now();
    let read = read_record(text).expect("a record").record;
    let reading = start.elapsed();
    let start = Instant::now();
    let points: usize = read
        .measures
        .iter()
        .map(|measure| spc::xmr(&series_in(measure, &read, TODAY)).points.len())
        .sum();
    let limits = start.elapsed();
    let start = Instant::now();
    let charts = read.measures.iter().take(50);
    let whole: usize = charts
        .map(|measure| wall_curve(measure, &read, TODAY).points.len())
        .sum();
    let chart = start.elapsed() / 50;
    assert_eq!((points, whole), (120_000, 6_000), "every value was read");
    println!(
        "limits and rules of 1,000 series of 120 values: {limits:.2?}, reading them from their file \
         {reading:.2?}: ratio {:.3}; a whole chart with its forecast takes {chart:.2?}",
        limits.as_secs_f64() / reading.as_secs_f64()
    );
}
