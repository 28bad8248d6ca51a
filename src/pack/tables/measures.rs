//! Measures, a line each, and their values, a line each: only what may be shown.

use jiff::civil::Date;

use super::{Cell, Column, Line, Table, column, day, illustrative, text};
use crate::{
    analysis::curve::{Curve, CurvePoint, curve, hide},
    model::{Measure, Record, date},
};

const MEASURES: [Column; 18] = [
    column("Measure", 44),
    column("Question", 44),
    column("Section of the plan", 22),
    column("Unit", 16),
    column("Good", 20),
    column("Covers", 18),
    column("How often", 12),
    column("Owner", 24),
    column("Source", 26),
    column("Baseline", 12),
    column("Baseline date", 13),
    column("Latest", 13),
    column("Latest date", 12),
    column("Target", 12),
    column("Target by", 12),
    column("In a sentence", 60),
    column("Illustrative", 11),
    column("Id", 18),
];

const VALUES: [Column; 13] = [
    column("Measure", 44),
    column("Date", 12),
    column("Value", 14),
    column("Symbol", 14),
    column("Numerator", 11),
    column("Denominator", 12),
    column("Point", 13),
    column("Reason", 36),
    column("Source", 26),
    column("As at", 12),
    column("Revisions", 36),
    column("Illustrative", 11),
    column("Measure id", 18),
];

/// Every measure with its latest value and its target.
pub(super) fn measures(record: &Record, today: Date) -> Table {
    Table {
        name: "Measures",
        about: "One line a measure, with its latest value and the target in force.",
        columns: &MEASURES,
        lines: record
            .measures
            .iter()
            .map(|measure| measure_line(measure, &curve(measure, record, today)))
            .collect(),
    }
}

fn measure_line(measure: &Measure, curve: &Curve) -> Line {
    let figure = |number: f64| Cell::Figure(number, measure.unit.clone(), measure.decimals);
    let baseline = measure.baseline.map_or(Cell::Empty, |baseline| {
        if hide::hides_figure(measure, baseline.value) {
            let threshold = measure.hide_below.unwrap_or_default();
            Cell::Symbol(format!("fewer than {threshold}"))
        } else {
            figure(baseline.value)
        }
    });
    let latest = curve.points.last();
    let target = measure.target_at(curve.today);
    Line {
        cells: vec![
            text(measure.title.clone()),
            text(measure.question.clone()),
            text(measure.plan_section.clone()),
            text(measure.unit.words()),
            text(measure.polarity.words()),
            text(measure.period.words()),
            text(measure.frequency.word()),
            text(measure.owner.clone()),
            text(measure.source.clone()),
            baseline,
            day(measure.baseline.map(|baseline| baseline.date)),
            latest.map_or(Cell::Empty, |point| value_cell(measure, point)),
            day(latest.map(|point| point.date)),
            target.map_or(Cell::Empty, |target| figure(target.value)),
            day(target.and_then(|target| target.by)),
            text(curve.verdict.conclusion.clone()),
            illustrative(measure.illustrative),
            text(measure.id.to_string()),
        ],
        illustrative: measure.illustrative,
    }
}

/// The figure, or what stands in its place.
fn value_cell(measure: &Measure, point: &CurvePoint) -> Cell {
    match point.value {
        Some(number) => Cell::Figure(number, measure.unit.clone(), measure.decimals),
        None => Cell::Symbol(point.text.clone()),
    }
}

/// Every value of every measure, oldest first.
pub(super) fn values(record: &Record, today: Date) -> Table {
    let mut lines = Vec::new();
    for measure in record.measures.iter() {
        let curve = curve(measure, record, today);
        lines.extend(curve.points.iter().map(|point| value_line(measure, point)));
    }
    Table {
        name: "Values",
        about: "One line a value of a measure, oldest first. A symbol stands where there is no figure.",
        columns: &VALUES,
        lines,
    }
}

fn value_line(measure: &Measure, point: &CurvePoint) -> Line {
    let revisions: Vec<String> = point
        .revisions
        .iter()
        .map(|revision| {
            let (was, until) = (&revision.was, date::short(revision.until));
            if revision.why.is_empty() {
                format!("was {was} until {until}")
            } else {
                format!("was {was} until {until}: {}", revision.why)
            }
        })
        .collect();
    let count = |number: Option<f64>| number.map_or(Cell::Empty, |number| Cell::Number(number, 2));
    let (value, symbol, kind) = match point.value {
        Some(_) => (value_cell(measure, point), Cell::Empty, point.kind.word()),
        None => (Cell::Empty, Cell::Symbol(point.text.clone()), ""),
    };
    Line {
        cells: vec![
            text(measure.title.clone()),
            Cell::Day(point.date),
            value,
            symbol,
            count(point.numerator),
            count(point.denominator),
            text(kind),
            text(point.reason.clone().unwrap_or_default()),
            text(point.source.clone()),
            day(point.as_at),
            text(revisions.join("; ")),
            illustrative(point.illustrative),
            text(measure.id.to_string()),
        ],
        illustrative: point.illustrative,
    }
}
