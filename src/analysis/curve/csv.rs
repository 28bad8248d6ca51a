//! The table of a chart as comma-separated text: what may be shown, and nothing else.

use std::borrow::Cow;

use super::Curve;
use crate::analysis::formula;

/// The table, oldest first, with a heading; RFC 4180, lines end in CR LF.
///
/// A value is a bare figure that a spreadsheet can add up; an absent or hidden one is its symbol,
/// with the reason in a column of its own.
pub fn csv(curve: &Curve) -> String {
    let heads = [
        "measure",
        "date",
        "value",
        "symbol",
        "numerator",
        "of",
        "point",
        "rule",
        "reason",
        "source",
        "as at",
        "revisions",
        "illustrative",
    ];
    let mut out = heads.join(",");
    out.push_str("\r\n");
    for row in curve.rows().rev() {
        let Some(point) = curve.points.get(row.point) else {
            continue;
        };
        let number = |number: Option<f64>| number.map_or_else(String::new, |n| n.to_string());
        let symbol = match (point.hidden, point.symbol) {
            (Some(hidden), _) => hidden.words(),
            (None, symbol) => symbol.unwrap_or_default().to_owned(),
        };
        let judged = point.value.is_some();
        let cells = [
            curve.title.clone(),
            point.date.to_string(),
            number(point.value),
            symbol,
            number(point.numerator),
            number(point.denominator),
            if judged { point.kind.word() } else { "" }.to_owned(),
            if judged { point.rule.label() } else { "" }.to_owned(),
            point.reason.clone().unwrap_or_default(),
            point.source.clone(),
            point.as_at.map_or_else(String::new, |day| day.to_string()),
            row.revisions.clone(),
            if point.illustrative { "yes" } else { "" }.to_owned(),
        ];
        put(&mut out, &cells);
    }
    out
}

/// A row of cells and its end.
pub(super) fn put(out: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

/// Quoted where needed. A text that a spreadsheet would run as a formula is kept a text.
fn quoted(cell: &str) -> String {
    let guarded = if cell.parse::<f64>().is_ok() {
        Cow::Borrowed(cell)
    } else {
        formula::guarded(cell)
    };
    if guarded.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded.into_owned()
    }
}
