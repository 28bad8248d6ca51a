//! The open `XmR` examples, figures to 1e-6 and everything else exactly.
//!
//! The first two are DfE statistics on Worcestershire (Open Government Licence v3.0), the others
//! are made up; the answers are those of `NHSRplotthedots` 0.2.2 and `qicharts2` 0.8.1.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of a test")]

use serde_json::{Value, json};
use trajectory::analysis::run_chart::run_chart;
use trajectory::analysis::series::{Direction, Point, Screening, Series};
use trajectory::analysis::spc::{AssuranceIcon, Xmr, xmr};

const EXAMPLES: &str = include_str!("../data/spc_examples.json");

fn series(case: &Value) -> Series {
    let dates = case["dates"].as_array().unwrap();
    let values = case["values"].as_array().unwrap();
    let points = dates
        .iter()
        .zip(values)
        .map(|(date, value)| Point {
            date: date.as_str().unwrap().parse().unwrap(),
            value: value.as_f64(),
        })
        .collect();
    let direction = match case["improvement_direction"].as_str().unwrap() {
        "increase" => Direction::Increase,
        "decrease" => Direction::Decrease,
        "neutral" => Direction::Neutral,
        other => panic!("unknown direction {other}"),
    };
    let mut series = Series::new(points, direction);
    series.target = case["target"].as_f64();
    series.rebase = case["rebase"]
        .as_array()
        .unwrap()
        .iter()
        .map(|date| date.as_str().unwrap().parse().unwrap())
        .collect();
    series.baseline_points = case["baseline_points"]
        .as_u64()
        .map(|count| usize::try_from(count).unwrap());
    series
}

fn as_json(chart: &Xmr) -> Value {
    let column = |of: fn(&trajectory::analysis::spc::PointVerdict) -> Value| -> Value {
        chart.points.iter().map(of).collect()
    };
    json!({
        "dates": column(|point| json!(point.date.to_string())),
        "parts": chart.parts.iter().map(|part| json!({
            "start": part.start.to_string(),
            "points": part.points,
            "points_with_value": part.points_with_value,
            "mean": part.mean,
            "lpl": part.lpl(),
            "upl": part.upl(),
            "short": part.short,
        })).collect::<Value>(),
        "rule": column(|point| json!(point.rule.label())),
        "point_type": column(|point| json!(point.point_type.label())),
        "outside_limits": column(|point| json!(point.outside_limits)),
        "close_to_limits": column(|point| json!(point.close_to_limits)),
        "relative_to_mean": column(|point| json!(point.relative_to_mean)),
        "variation_icon": chart.variation_icon.label(),
        "assurance_icon": chart.assurance_icon.map(AssuranceIcon::label),
    })
}

/// Every field of `expected` is in `actual` and agrees.
fn compare(name: &str, expected: &Value, actual: &Value) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(_)) => {
            for (key, expected) in expected {
                compare(&format!("{name}.{key}"), expected, &actual[key]);
            }
        }
        (Value::Array(expected), Value::Array(actual)) => {
            assert_eq!(expected.len(), actual.len(), "{name}");
            for (at, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                compare(&format!("{name}[{at}]"), expected, actual);
            }
        }
        (Value::Number(expected), Value::Number(actual)) => {
            let (expected, actual) = (expected.as_f64().unwrap(), actual.as_f64().unwrap());
            let allowed = 1e-6 * expected.abs().max(1e-9);
            assert!(
                (expected - actual).abs() <= allowed,
                "{name}: {actual} is not {expected}"
            );
        }
        (expected, actual) => assert_eq!(expected, actual, "{name}"),
    }
}

#[test]
fn open_examples_are_exact() {
    let cases: Vec<Value> = serde_json::from_str(EXAMPLES).unwrap();
    assert_eq!(cases.len(), 6);
    for case in &cases {
        let name = case["name"].as_str().unwrap();
        let mut series = series(case);
        compare(name, &case["expected"], &as_json(&xmr(&series)));
        series.screening = Screening::Off;
        let unscreened = format!("{name} unscreened");
        compare(
            &unscreened,
            &case["expected_unscreened"],
            &as_json(&xmr(&series)),
        );
        let runs: Value = run_chart(&series)
            .iter()
            .map(|part| {
                json!({
                    "start": part.start.to_string(),
                    "median": part.median,
                    "useful": part.useful,
                    "longest_run": part.longest_run,
                    "longest_run_max": part.longest_run_max,
                    "crossings": part.crossings,
                    "crossings_min": part.crossings_min,
                    "signal": part.signal,
                })
            })
            .collect();
        compare(name, &case["expected_run_chart"], &json!({ "parts": runs }));
    }
}
