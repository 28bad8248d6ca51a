//! Charts for other programs and for the terminal: the statistics under the names in which
//! `NHSRplotthedots` and `qicharts2` publish theirs, with trajectory, forecast and words.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Curve, Mode, count_words};
use crate::analysis::series::Direction;

/// One chart as JSON. Every figure in it is made from values that may be shown.
pub fn json(curve: &Curve) -> Value {
    let points = &curve.xmr.points;
    let list = |of: &dyn Fn(usize) -> Value| (0..points.len()).map(of).collect::<Vec<_>>();
    let shown = |of: &dyn Fn(usize) -> Value| Value::from(list(of));
    json!({
        "id": curve.id.as_str(),
        "name": curve.title,
        "improvement_direction": direction(curve.series.direction),
        "target": curve.series.target,
        "rebase": curve.series.rebase.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "dates": shown(&|at| points[at].date.to_string().into()),
        "values": shown(&|at| points[at].value.into()),
        "symbols": curve.points.iter().map(|point| match point.hidden {
            Some(hidden) => Value::from(hidden.words()),
            None => point.symbol.into(),
        }).collect::<Vec<_>>(),
        "parts": curve.xmr.parts.iter().map(|part| json!({
            "start": part.start.to_string(),
            "points": part.points,
            "points_with_value": part.points_with_value,
            "mean": part.mean,
            "lpl": part.lpl(),
            "upl": part.upl(),
            "short": part.short,
        })).collect::<Vec<_>>(),
        "rule": shown(&|at| points[at].rule.label().into()),
        "point_type": shown(&|at| points[at].point_type.label().into()),
        "outside_limits": shown(&|at| points[at].outside_limits.into()),
        "close_to_limits": shown(&|at| points[at].close_to_limits.into()),
        "relative_to_mean": shown(&|at| points[at].relative_to_mean.into()),
        "variation_icon": curve.xmr.variation_icon.label(),
        "assurance_icon": curve.xmr.assurance_icon.map(super::AssuranceIcon::label),
        "run_chart": { "parts": curve.runs.iter().map(|part| json!({
            "start": part.start.to_string(),
            "median": part.median,
            "useful": part.useful,
            "longest_run": part.longest_run,
            "longest_run_max": part.longest_run_max,
            "crossings": part.crossings,
            "crossings_min": part.crossings_min,
            "signal": part.signal,
        })).collect::<Vec<_>>() },
        "drawn_as": drawn_as(curve.mode),
        "rule_set": curve.rule_set(),
        "trajectory": trajectory(curve),
        "forecast": forecast(curve),
        "words": {
            "conclusion": curve.verdict.conclusion,
            "short": curve.verdict.short,
            "latest": curve.verdict.latest,
            "target": curve.goal.target_text,
            "gap": curve.goal.gap_text,
            "rate_needed": format!("{} {}", curve.goal.rate_figure, curve.goal.rate_text).trim(),
            "reach": curve.goal.reach_text,
            "chance": curve.goal.chance_text,
            "off_track": curve.verdict.off_track,
            "alt": curve.verdict.alt,
        },
        "notes": curve.xmr.notes.iter().map(|note| format!("{note:?}")).collect::<Vec<_>>(),
        "hidden_values": curve.hidden(),
        "illustrative": curve.illustrative,
    })
}

fn direction(direction: Direction) -> Value {
    match direction {
        Direction::Increase => "increase".into(),
        Direction::Decrease => "decrease".into(),
        Direction::Neutral => "neutral".into(),
        Direction::InRange { low, high } => json!({ "low": low, "high": high }),
    }
}

fn drawn_as(mode: Mode) -> &'static str {
    match mode {
        Mode::Empty => "empty",
        Mode::OnePoint | Mode::TwoPoints => "points",
        Mode::RunChart => "run_chart",
        Mode::Xmr => "xmr",
    }
}

fn trajectory(curve: &Curve) -> Value {
    let goal = &curve.goal;
    json!({
        "by": goal.now.and_then(|now| now.by).map(|by| by.to_string()),
        "met": goal.now.and_then(|now| now.met),
        "path": goal.path.iter().map(|(date, value)| json!({
            "date": date.to_string(), "value": value,
        })).collect::<Vec<_>>(),
        "gap": goal.gap.map(|gap| json!({
            "date": gap.actual.on.to_string(),
            "value": gap.actual.value,
            "planned": gap.planned,
            "behind": gap.behind,
        })),
        "rate_needed": goal.rate.map(|rate| json!({
            "change": rate.change,
            "periods": rate.periods,
            "per_period": rate.per_period,
            "fastest_change": rate.fastest.map(|change| change.size()),
        })),
    })
}

fn forecast(curve: &Curve) -> Value {
    let Some(fan) = &curve.fan else {
        return json!({ "none_because": curve.no_forecast });
    };
    json!({
        "method": crate::analysis::forecast::METHOD,
        "condition": crate::analysis::forecast::CONDITION,
        "made_on": fan.made_on.to_string(),
        "points": fan.based_on,
        "fan": fan.points.iter().map(|point| json!({
            "date": point.date.to_string(),
            "middle": point.middle,
            "band_50": [point.band_50.0, point.band_50.1],
            "band_80": [point.band_80.0, point.band_80.1],
            "band_95": [point.band_95.0, point.band_95.1],
        })).collect::<Vec<_>>(),
        "chance_at_date": curve.goal.chance.map(|chance| chance.at_date.stated()),
        "chance_by_date": curve.goal.chance.map(|chance| chance.by_date.stated()),
    })
}

/// One chart as text for a terminal.
pub fn text(curve: &Curve) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _infallible = write_text(curve, &mut out);
    out
}

fn write_text(curve: &Curve, out: &mut String) -> std::fmt::Result {
    writeln!(out, "{} ({})", curve.title, curve.id)?;
    writeln!(out, "  {}", curve.verdict.conclusion)?;
    writeln!(
        out,
        "  latest: {} {}; {}",
        curve.verdict.latest, curve.verdict.latest_when, curve.goal.target_text
    )?;
    for part in &curve.parts {
        if !part.label.is_empty() {
            let comma = if part.limits_label.is_empty() {
                ""
            } else {
                ", "
            };
            writeln!(
                out,
                "  from {}: {}{comma}{}",
                part.start, part.label, part.limits_label
            )?;
        }
    }
    for line in [&curve.goal.gap_text, &curve.goal.reach_text] {
        if !line.is_empty() {
            writeln!(out, "  {line}")?;
        }
    }
    if let Some(why) = &curve.no_forecast {
        writeln!(out, "  no forecast: {why}")?;
    }
    if curve.hidden() > 0 {
        let count = count_words(curve.hidden());
        writeln!(
            out,
            "  {count} hidden as small numbers, left out of every figure"
        )?;
    }
    if curve.illustrative {
        writeln!(out, "  illustrative values")?;
    }
    writeln!(out, "  rules: {}", curve.rule_set())
}
