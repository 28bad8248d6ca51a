//! The charts of measures: the open examples through the record, and the section in the window.

use std::time::Duration;

use egui::{Key, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use jiff::civil::{Date, date};
use serde_json::Value;
use trajectory::{
    analysis::curve::{curve, json},
    app::{Derived, Message, NewItem, Outbox, Route},
    edit::Edit,
    model::{
        Item, ItemRef, Measure, MeasureValue, Polarity, Reading, Rebase, Record, SectionId, Target,
    },
    ui::{
        ViewCx,
        sections::curves::{self, CurvesState},
        theme,
    },
};

const EXAMPLES: &str = include_str!("../data/spc_examples.json");
const TODAY: Date = date(2019, 9, 24);

fn measure_of(case: &Value) -> Measure {
    let list = |key: &str| case[key].as_array().unwrap();
    let day = |value: &Value| value.as_str().unwrap().parse::<Date>().unwrap();
    let mut measure = Measure::new("mea-2026-AAAAAA".parse().unwrap());
    measure.values = list("dates")
        .iter()
        .zip(list("values"))
        .map(|(date, value)| {
            let reading = value
                .as_f64()
                .map_or(Reading::NotAvailable, Reading::Number);
            MeasureValue::new(day(date), reading)
        })
        .collect();
    measure.polarity = match case["improvement_direction"].as_str().unwrap() {
        "increase" => Polarity::HighGood,
        "decrease" => Polarity::LowGood,
        _ => Polarity::Neutral,
    };
    measure.targets = case["target"]
        .as_f64()
        .map(|value| Target {
            value,
            by: None,
            set_by: String::new(),
            illustrative: false,
        })
        .into_iter()
        .collect();
    measure.rebases = list("rebase")
        .iter()
        .map(|date| Rebase {
            date: day(date),
            reason: "Rebase".to_owned(),
            owner: "Owner".to_owned(),
            decision: None,
        })
        .collect();
    measure
}

fn same(path: &str, expected: &Value, actual: &Value) {
    match (expected, actual) {
        (Value::Object(expected), actual) => {
            for (key, value) in expected {
                same(&format!("{path}.{key}"), value, &actual[key]);
            }
        }
        (Value::Array(expected), Value::Array(actual)) => {
            assert_eq!(expected.len(), actual.len(), "{path}");
            for (at, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                same(&format!("{path}[{at}]"), expected, actual);
            }
        }
        (Value::Number(expected), Value::Number(actual)) => {
            let (expected, actual) = (expected.as_f64().unwrap(), actual.as_f64().unwrap());
            let near = (expected - actual).abs() <= 1e-6 * expected.abs().max(1e-9);
            assert!(near, "{path}: expected {expected}, found {actual}");
        }
        (expected, actual) => assert_eq!(expected, actual, "{path}"),
    }
}

#[test]
fn the_exchange_form_answers_the_open_examples() {
    let cases: Value = serde_json::from_str(EXAMPLES).unwrap();
    for case in cases.as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let measure = measure_of(case);
        let made = json::json(&curve(&measure, &Record::default(), TODAY));
        same(name, &case["expected"], &made);
        if case["expected_run_chart"].is_object() {
            same(name, &case["expected_run_chart"], &made["run_chart"]);
        }
        let mut unscreened = measure;
        unscreened.limits.screening = false;
        let made = json::json(&curve(&unscreened, &Record::default(), TODAY));
        same(name, &case["expected_unscreened"], &made);
    }
}

struct Shown {
    record: Record,
    derived: Derived,
    route: Route,
    out: Outbox,
    state: CurvesState,
    messages: Vec<Message>,
}

fn measure(id: &str, title: &str, count: usize) -> Measure {
    let mut measure = Measure::new(id.parse().unwrap());
    title.clone_into(&mut measure.title);
    measure.values = (0..count)
        .map(|n| {
            let months = i32::try_from(n).unwrap();
            let day = trajectory::model::date::plus_months(date(2018, 1, 31), months);
            let value = 70.0 + [0.0, 3.0, 1.0, 4.0][n % 4];
            MeasureValue::new(day.last_of_month(), Reading::Number(value))
        })
        .collect();
    measure
}

fn window(measures: Vec<Measure>) -> Harness<'static, Shown> {
    let mut record = Record::default();
    for measure in measures {
        record.measures.put(measure);
    }
    let shown = Shown {
        derived: Derived::new(&record, TODAY, 0, None),
        record,
        route: Route::section(SectionId::Curves),
        out: Outbox::default(),
        state: CurvesState::default(),
        messages: Vec::new(),
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
                for message in shown.out.take() {
                    if let Message::Go(route) = &message {
                        shown.route = *route;
                    }
                    if let Message::Edit(Edit::Put(item)) = &message {
                        shown.record.put(Item::clone(item));
                    }
                    shown.messages.push(message);
                }
            },
            shown,
        );
    harness.run();
    harness
}

fn two() -> Harness<'static, Shown> {
    window(vec![
        measure("mea-2026-AAAAAA", "Visits in time", 20),
        measure("mea-2026-BBBBBB", "Supervision on time", 7),
    ])
}

#[test]
fn an_empty_section_offers_the_first_measure() {
    let mut harness = window(Vec::new());
    harness
        .get_all_by_label("Add measure")
        .last()
        .unwrap()
        .click();
    harness.run();
    assert!(
        harness
            .state()
            .messages
            .iter()
            .any(|message| matches!(message, Message::Add(NewItem::Measure)))
    );
}

#[test]
fn the_wall_is_walked_with_arrows_and_enter_opens() {
    let mut harness = two();
    let first = "Curves: Supervision on time: Too early for limits: 7 of 13 points.";
    harness.get_by_label(first).focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    harness.get_by_label("Curves: Visits in time: No significant change.");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(
        harness.state().route.item,
        Some(ItemRef::Measure("mea-2026-AAAAAA".parse().unwrap()))
    );
    assert!(
        harness
            .query_all_by_label("No significant change in 20 months.")
            .count()
            > 1
    );
}

#[test]
fn the_chart_has_a_cursor_that_speaks() {
    let mut harness = two();
    let name = "Visits in time: No significant change.";
    harness.get_by_label(name).click();
    harness.run();
    // The icons say the sentence too; the chart is the one that comes after them.
    let sentence = "No significant change in 20 months.";
    harness
        .get_all_by_role_and_label(egui::accesskit::Role::Image, sentence)
        .last()
        .unwrap()
        .focus();
    harness.run();
    harness.key_press(Key::ArrowLeft);
    harness.run();
    harness.get_by_label_contains("August 2019: 74 %, not revised");
}

#[test]
fn a_value_is_added_and_a_rebase_asks_for_reason_and_owner() {
    let mut harness = two();
    harness
        .get_by_label("Visits in time: No significant change.")
        .click();
    harness.run();
    harness.get_by_label("Add value").click();
    harness.run();
    let id = "mea-2026-AAAAAA".parse().unwrap();
    let values = &harness.state().record.measures.get(id).unwrap().values;
    assert_eq!(values.len(), 21);
    assert_eq!(values[20].date, date(2019, 9, 30));
    assert_eq!(values[20].reading, Reading::NotAvailable);

    harness.key_press(Key::R);
    harness.run();
    harness.get_by_label("A rebase needs a reason.");
    harness.get_by_label("Cancel").click();
    harness.run();
    assert!(harness.query_by_label("A rebase needs a reason.").is_none());
}

#[test]
fn a_presentation_turns_to_the_next_measure_and_ends_with_escape() {
    let mut harness = two();
    harness
        .get_by_label("Visits in time: No significant change.")
        .click();
    harness.run();
    harness.key_press(Key::F5);
    harness.run();
    harness.get_by_label("Leave the presentation");
    harness.key_press(Key::PageDown);
    harness.run();
    assert!(
        harness.state().messages.iter().any(
            |message| matches!(message, Message::Select(Some(ItemRef::Measure(id))) if id.as_str() == "mea-2026-BBBBBB")
        )
    );
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Leave the presentation").is_none());
    harness.get_by_label("Add value");
}
