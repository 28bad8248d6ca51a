//! From a measure of the record to the plain series that the statistics take.

use jiff::civil::Date;

use crate::analysis::series::{
    Direction, Point, Scale, Screening, Series, SnapRebase, TwoInThree, snap_rebase,
};
use crate::model::{Measure, Polarity, Record, Unit};

use super::hide::{self, Hidden};

/// The series of a measure alone: values under its threshold are missing.
pub fn series(measure: &Measure, today: Date) -> Series {
    visible(measure, &hide::primary(measure), today)
}

/// The series of a measure of a record: values hidden for the sake of others are missing too.
pub fn series_in(measure: &Measure, record: &Record, today: Date) -> Series {
    visible(measure, &hide::hidden(measure, record), today)
}

/// The series with every hidden value missing. A rebase dated between two values takes effect at
/// the later one.
pub(super) fn visible(measure: &Measure, hidden: &[Option<Hidden>], today: Date) -> Series {
    let points: Vec<Point> = measure
        .values
        .iter()
        .zip(hidden)
        .map(|(value, hidden)| Point {
            date: value.date,
            value: value.reading.number().filter(|_| hidden.is_none()),
        })
        .collect();
    let rebase = measure
        .rebases
        .iter()
        .filter_map(|rebase| match snap_rebase(&points, rebase.date) {
            SnapRebase::Exact(date) | SnapRebase::MovedTo(date) => Some(date),
            SnapRebase::ChangesNothing | SnapRebase::NoPointYet => None,
        })
        .collect();
    let mut series = Series::new(points, direction(measure.polarity));
    series.target = measure.target_at(today).map(|target| target.value);
    series.rebase = rebase;
    series.baseline_points = measure.limits.baseline_points.map(usize::from);
    series.screening = if measure.limits.screening {
        Screening::On
    } else {
        Screening::Off
    };
    series.two_in_three = if measure.limits.mdc_2024_two_in_three {
        TwoInThree::Mdc2024
    } else {
        TwoInThree::Oracle
    };
    series.scale = scale(&measure.unit, &series.points);
    if series.scale == Scale::Percent {
        series.of = usual_base(measure, hidden);
    }
    series
}

pub(super) fn direction(polarity: Polarity) -> Direction {
    match polarity {
        Polarity::HighGood => Direction::Increase,
        Polarity::LowGood => Direction::Decrease,
        Polarity::InRange { low, high } => Direction::InRange { low, high },
        Polarity::Neutral => Direction::Neutral,
    }
}

/// Of how many the newest shares are: the median of the last twelve bases that may be shown.
fn usual_base(measure: &Measure, hidden: &[Option<Hidden>]) -> Option<f64> {
    let mut dated: Vec<_> = measure
        .values
        .iter()
        .zip(hidden)
        .filter(|(value, hidden)| hidden.is_none() && value.reading.number().is_some())
        .filter_map(|(value, _)| Some((value.date, value.denominator?)))
        .filter(|(_, base)| base.is_finite() && *base >= 1.0)
        .collect();
    dated.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    let mut bases: Vec<f64> = dated.into_iter().take(12).map(|(_, base)| base).collect();
    crate::analysis::sums::median(&mut bases)
}

/// The values the unit allows, unless the figures themselves say otherwise.
fn scale(unit: &Unit, points: &[Point]) -> Scale {
    let values = || points.iter().filter_map(|point| point.value);
    let never_negative = values().all(|value| value >= 0.0);
    match unit {
        Unit::Percent if never_negative && values().all(|value| value <= 100.0) => Scale::Percent,
        Unit::Percent
        | Unit::Count
        | Unit::PerTenThousand
        | Unit::Days
        | Unit::Weeks
        | Unit::CasesPerWorker
        | Unit::Pounds
        | Unit::Other(_)
            if never_negative =>
        {
            Scale::NonNegative
        }
        Unit::Percent
        | Unit::Count
        | Unit::PerTenThousand
        | Unit::Days
        | Unit::Weeks
        | Unit::CasesPerWorker
        | Unit::Pounds
        | Unit::Other(_) => Scale::Unbounded,
    }
}
