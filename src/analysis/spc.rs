//! `XmR` charts: mean, process limits, the rule that names each point, and the two headlines.
//!
//! Rules of NHS "Making Data Count" as `NHSRplotthedots` 0.2.2 computes them, except where that
//! reference gives an artefact: a value within tolerance of a line is on it, screening never
//! leaves limits of no width, a trend window with a missing value is no trend, a missing latest
//! value does not hide the latest signal, and a part without limits gives no verdict on the
//! target. Every calculation is per part; nothing carries across a rebase.

mod limits;
mod rules;
mod verdict;

use jiff::civil::Date;

pub use limits::{LIMIT_FACTOR, Limits, SCREENING_FACTOR};
pub use rules::{RUN_LENGTH, Rule};
pub use verdict::{AssuranceIcon, PointType, VariationIcon};

use crate::analysis::series::{Clean, Note, RuleSet, Screening, Series};

/// Rows from which limits are no longer called trial limits.
pub const FEWEST_FOR_LIMITS: usize = 13;

/// One part of a series: the points from one rebase to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Date of the first row.
    pub start: Date,
    /// Date of the last row.
    pub end: Date,
    /// Position of the first row among [`Xmr::points`].
    pub first: usize,
    /// Rows, missing values included.
    pub points: usize,
    /// Rows with a value.
    pub points_with_value: usize,
    /// Mean of the values (of the baseline, where set); `None` without any.
    pub mean: Option<f64>,
    /// Process limits; `None` without two neighbouring values.
    pub limits: Option<Limits>,
    /// Moving ranges there were.
    pub ranges: usize,
    /// Moving ranges that screening set aside.
    pub ranges_screened_out: usize,
    /// Screening would have left limits of no width, so all moving ranges were used.
    pub screening_set_aside: bool,
    /// Fewer than [`FEWEST_FOR_LIMITS`] rows: limits are trial limits.
    pub short: bool,
}

impl Part {
    /// Lower process limit.
    pub fn lpl(&self) -> Option<f64> {
        self.limits.map(|limits| limits.lpl)
    }

    /// Upper process limit.
    pub fn upl(&self) -> Option<f64> {
        self.limits.map(|limits| limits.upl)
    }

    /// Positions of the part's rows among [`Xmr::points`].
    pub fn rows(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.points
    }

    /// The note of a short part ("too early for limits: 7 of 13 points"), `None` from 13 on.
    pub fn too_early(&self) -> Option<String> {
        self.short.then(|| {
            format!(
                "too early for limits: {} of {FEWEST_FOR_LIMITS} points",
                self.points
            )
        })
    }
}

/// What the rules say of one point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointVerdict {
    /// Date of the point.
    pub date: Date,
    /// Its value; `None` when missing or unreadable.
    pub value: Option<f64>,
    /// Its position in [`Series::points`].
    pub source: usize,
    /// The rule that names it.
    pub rule: Rule,
    /// What that means for the measure.
    pub point_type: PointType,
    /// Beyond a limit; `None` without value or limits.
    pub outside_limits: Option<bool>,
    /// Between near limit and limit; `None` without value or limits.
    pub close_to_limits: Option<bool>,
    /// Side of the mean: 1, 0 or -1; `None` without value or mean.
    pub relative_to_mean: Option<i8>,
}

/// An `XmR` chart as data.
#[derive(Debug, Clone, PartialEq)]
pub struct Xmr {
    /// Parts in date order.
    pub parts: Vec<Part>,
    /// Points in date order, one a date.
    pub points: Vec<PointVerdict>,
    /// Headline on change, from the latest point that has a value.
    pub variation_icon: VariationIcon,
    /// Headline on the target from the last part's limits; `None` without target or direction.
    pub assurance_icon: Option<AssuranceIcon>,
    /// Position of the latest point that has a value.
    pub latest: Option<usize>,
    /// The rules used, for printing on the chart.
    pub rule_set: RuleSet,
    /// What was not used as given.
    pub notes: Vec<Note>,
}

impl Xmr {
    /// The latest point that has a value.
    pub fn latest_point(&self) -> Option<&PointVerdict> {
        self.latest.and_then(|at| self.points.get(at))
    }

    /// The part in force now.
    pub fn last_part(&self) -> Option<&Part> {
        self.parts.last()
    }

    /// The variation icon as `NHSRplotthedots` gives it: common cause when the latest value is
    /// missing.
    pub fn reference_variation_icon(&self) -> VariationIcon {
        match self.points.last() {
            Some(point) if point.value.is_some() => self.variation_icon,
            Some(_) | None => VariationIcon::CommonCause,
        }
    }

    /// The assurance icon as `NHSRplotthedots` gives it: inconsistent without limits.
    pub fn reference_assurance_icon(&self) -> Option<AssuranceIcon> {
        self.assurance_icon.map(|icon| match icon {
            AssuranceIcon::NotEnoughData => AssuranceIcon::Inconsistent,
            AssuranceIcon::Pass | AssuranceIcon::Fail | AssuranceIcon::Inconsistent => icon,
        })
    }
}

/// The `XmR` chart of a series. Never fails; linear in the number of points once they are in order.
pub fn xmr(series: &Series) -> Xmr {
    xmr_of(series, Clean::of(series))
}

/// As [`xmr`], for a series already put in order.
pub fn xmr_of(series: &Series, clean: Clean) -> Xmr {
    let mut points = Vec::with_capacity(clean.dates.len());
    let mut parts = Vec::with_capacity(clean.part_starts.len());
    let mut marks = Vec::new();
    for rows in clean.parts() {
        parts.push(part(series, &clean, rows, &mut points, &mut marks));
    }
    let latest = clean.latest();
    let variation_icon = match latest.and_then(|at| points.get(at)) {
        None => VariationIcon::NotEnoughData,
        Some(point) => VariationIcon::of(point.point_type, series.direction, point.rule.signal()),
    };
    let last = parts
        .last()
        .and_then(|part: &Part| part.mean.zip(part.limits));
    Xmr {
        assurance_icon: AssuranceIcon::of(last, series.direction, series.target),
        parts,
        points,
        variation_icon,
        latest,
        rule_set: series.rule_set(),
        notes: clean.notes,
    }
}

fn part(
    series: &Series,
    clean: &Clean,
    rows: std::ops::Range<usize>,
    points: &mut Vec<PointVerdict>,
    marks: &mut Vec<rules::Marks>,
) -> Part {
    let values = &clean.values[rows.clone()];
    let baseline = series
        .baseline()
        .map_or(values.len(), |count| count.min(values.len()));
    let centre = limits::centre(&values[..baseline], series.screening);
    let first = rows.start;
    for row in rows.clone() {
        let value = clean.values[row];
        points.push(PointVerdict {
            date: clean.dates[row],
            value: (!value.is_nan()).then_some(value),
            source: clean.source[row],
            rule: Rule::CommonCause,
            point_type: PointType::CommonCause,
            outside_limits: None,
            close_to_limits: None,
            relative_to_mean: None,
        });
    }
    if let Some(mean) = centre.mean {
        let has_limits = centre.limits.is_some();
        let out = &mut points[first..];
        let name = |at: usize, rule: Rule, mark: &rules::Marks| {
            let point = &mut out[at];
            let known = has_limits && mark.side.is_some();
            point.rule = rule;
            point.point_type = PointType::of(rule.signal(), series.direction, values[at], mean);
            point.outside_limits = known.then_some(mark.beyond != 0);
            point.close_to_limits = known.then_some(mark.near != 0);
            point.relative_to_mean = mark.side;
        };
        let limits = centre.limits.as_ref();
        rules::name_points(values, mean, limits, series.two_in_three, marks, name);
    }
    Part {
        start: clean.dates[first],
        end: clean.dates[rows.end - 1],
        first,
        points: rows.len(),
        points_with_value: values.iter().filter(|value| !value.is_nan()).count(),
        mean: centre.mean,
        limits: centre.limits,
        ranges: centre.ranges,
        ranges_screened_out: centre.ranges_screened_out,
        screening_set_aside: centre.screening_set_aside,
        short: rows.len() < FEWEST_FOR_LIMITS,
    }
}

/// Mean moving range of values in order as the `XmR` chart works it out; `None` without any.
pub(crate) fn mean_range(values: &[f64], screening: Screening) -> Option<f64> {
    limits::centre(values, screening)
        .limits
        .map(|limits| limits.mr_bar)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
