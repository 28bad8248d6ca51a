//! The points of a chart, and the rows of its table twin.

use jiff::civil::Date;

use crate::analysis::spc::{PointType, Rule, Xmr};
use crate::model::date::{day_number, short};
use crate::model::{Measure, MeasureValue, Reading};

use super::hide::{self, Hidden};
use super::parts::{CurvePart, PartStyle};
use super::words::date_in_table;
use super::{Row, Show};

/// What a point means, by shape as well as by colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PointKind {
    /// Square: a signal of change for the better.
    Improvement,
    /// Diamond: a signal of change for the worse.
    Concern,
    /// Disc: usual variation, or too early to say.
    Usual,
    /// Triangle up: higher, neither good nor bad.
    NeutralUp,
    /// Triangle down: lower, neither good nor bad.
    NeutralDown,
}

impl PointKind {
    /// Every kind, in the order of a legend.
    pub const ALL: [Self; 5] = [
        Self::Concern,
        Self::Improvement,
        Self::NeutralUp,
        Self::NeutralDown,
        Self::Usual,
    ];

    /// The word beside it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Improvement => "improvement",
            Self::Concern => "concern",
            Self::Usual => "usual",
            Self::NeutralUp => "neutral, higher",
            Self::NeutralDown => "neutral, lower",
        }
    }

    fn of(kind: PointType) -> Self {
        match kind {
            PointType::CommonCause => Self::Usual,
            PointType::Improvement => Self::Improvement,
            PointType::Concern => Self::Concern,
            PointType::NeutralHigh => Self::NeutralUp,
            PointType::NeutralLow => Self::NeutralDown,
        }
    }
}

/// What a value said before, as far as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionText {
    /// "81 %".
    pub was: String,
    /// The day it was replaced.
    pub until: Date,
    /// Why.
    pub why: String,
}

/// One value of the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvePoint {
    /// The date it stands for.
    pub date: Date,
    /// The same as a day number, the x of every chart.
    pub day: i32,
    /// The value, where there is one that may be shown.
    pub value: Option<f64>,
    /// The published symbol where the value is absent: `c`, `z`, `:`, `low`.
    pub symbol: Option<&'static str>,
    /// Why it is absent or hidden, in words.
    pub reason: Option<String>,
    /// The measure has a value here that may not be shown.
    pub hidden: Option<Hidden>,
    /// What it means; usual in parts without limits.
    pub kind: PointKind,
    /// The rule that names it; common cause in parts without limits.
    pub rule: Rule,
    /// How many, where known and shown.
    pub numerator: Option<f64>,
    /// Of how many, where known and shown.
    pub denominator: Option<f64>,
    /// Where it comes from.
    pub source: String,
    /// The day the figure was drawn.
    pub as_at: Option<Date>,
    /// What it said before, oldest first.
    pub revisions: Vec<RevisionText>,
    /// Invented for a sample record.
    pub illustrative: bool,
    /// "83 %", "c", "fewer than 5".
    pub text: String,
    /// Place in [`Measure::values`].
    pub source_place: usize,
}

/// All values in date order, one a date.
pub(super) fn points(
    measure: &Measure,
    hidden: &[Option<Hidden>],
    xmr: &Xmr,
    parts: &[CurvePart],
    show: &Show,
) -> Vec<CurvePoint> {
    let mut out = Vec::with_capacity(xmr.points.len());
    for part in parts {
        let judged = matches!(part.style, PartStyle::Limits { .. });
        for row in part.rows.clone() {
            let Some(point) = xmr.points.get(row) else {
                continue;
            };
            let Some(value) = measure.values.get(point.source) else {
                continue;
            };
            let hidden = hidden.get(point.source).copied().flatten();
            let mut made = of_value(measure, value, hidden, point.value, show);
            made.source_place = point.source;
            if judged {
                made.kind = PointKind::of(point.point_type);
                made.rule = point.rule;
            }
            out.push(made);
        }
    }
    out
}

fn of_value(
    measure: &Measure,
    value: &MeasureValue,
    hidden: Option<Hidden>,
    shown: Option<f64>,
    show: &Show,
) -> CurvePoint {
    let open = hidden.is_none() && value.reading != Reading::Suppressed;
    let text = match (hidden, shown, value.reading.symbol()) {
        (Some(hidden), _, _) => hidden.words(),
        (None, Some(number), _) => show.full(number),
        (None, None, Some(symbol)) => symbol.to_owned(),
        (None, None, None) => "not a usable number".to_owned(),
    };
    let reason = match hidden {
        Some(hidden) => Some(hidden.reason()),
        None => value.reading.reason().map(str::to_owned),
    };
    CurvePoint {
        date: value.date,
        day: day_number(value.date),
        value: shown,
        symbol: value.reading.symbol(),
        reason,
        hidden,
        kind: PointKind::Usual,
        rule: Rule::CommonCause,
        numerator: value.numerator.filter(|_| open),
        denominator: value.denominator.filter(|_| open),
        source: if value.source.is_empty() {
            measure.source.clone()
        } else {
            value.source.clone()
        },
        as_at: value.as_at,
        revisions: revisions(measure, value, open, show),
        illustrative: value.illustrative || measure.illustrative,
        text,
        source_place: 0,
    }
}

/// Earlier readings of a value; none of a hidden value, and none that are small themselves.
fn revisions(
    measure: &Measure,
    value: &MeasureValue,
    open: bool,
    show: &Show,
) -> Vec<RevisionText> {
    // A past share is given without its base: with a threshold it cannot be known to be safe.
    let unknown_base =
        measure.hide_below.is_some() && (value.numerator.is_some() || value.denominator.is_some());
    value
        .revisions
        .iter()
        .map(|revision| RevisionText {
            was: match revision.was {
                Reading::Number(number)
                    if open && !unknown_base && !hide::hides_figure(measure, number) =>
                {
                    show.full(number)
                }
                Reading::Number(_) => "hidden".to_owned(),
                Reading::Suppressed
                | Reading::NotApplicable
                | Reading::NotAvailable
                | Reading::RoundsToZero => revision.was.symbol().unwrap_or_default().to_owned(),
            },
            until: revision.until,
            why: if open {
                revision.why.clone()
            } else {
                String::new()
            },
        })
        .collect()
}

/// A row of the table twin.
pub(super) fn row(place: usize, point: &CurvePoint, days: bool) -> Row {
    let whole = |number: Option<f64>| {
        number.map_or_else(String::new, |number| {
            crate::model::Unit::Count.digits(number, 0)
        })
    };
    Row {
        point: place,
        date: date_in_table(point.date, days),
        value: point.text.clone(),
        of: whole(point.denominator),
        word: match &point.reason {
            Some(reason) => reason.clone(),
            None => point.kind.word().to_owned(),
        },
        source: point.source.clone(),
        as_at: point
            .as_at
            .map_or_else(String::new, |day| format!("as at {}", short(day))),
        revisions: revision_words(&point.revisions),
        illustrative: point.illustrative,
    }
}

fn revision_words(revisions: &[RevisionText]) -> String {
    let words: Vec<String> = revisions
        .iter()
        .map(|revision| {
            let why = if revision.why.is_empty() {
                String::new()
            } else {
                format!(": {}", revision.why)
            };
            format!("was {} until {}{why}", revision.was, short(revision.until))
        })
        .collect();
    words.join("; ")
}
