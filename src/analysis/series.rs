//! The plain input of the statistics: dated values and how to read them.
//!
//! Nothing here knows the record; whoever holds one turns a measure into a [`Series`]. Nothing
//! here is refused either: unreadable input is left out and said so in a [`Note`].

use std::fmt;

use jiff::civil::Date;

/// Largest magnitude read as a value; beyond it a limit could leave the range of `f64`.
pub const LARGEST_VALUE: f64 = 1e300;

/// Fewest points from which limits may be fixed (NHS "Making Data Count").
pub const FEWEST_BASELINE_POINTS: usize = 12;

/// One dated value; `None` is a period whose value is missing, which is not zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The date the value stands for.
    pub date: Date,
    /// The value in the measure's own unit.
    pub value: Option<f64>,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Direction {
    /// Higher is better.
    Increase,
    /// Lower is better.
    Decrease,
    /// Between `low` and `high`, both included, is good; further out is worse.
    InRange {
        /// Lower end of the good range.
        low: f64,
        /// Upper end of the good range.
        high: f64,
    },
    /// Neither way is better.
    Neutral,
}

/// Whether unusually large moving ranges are set aside before limits are drawn (Nelson 1982).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screening {
    /// Set aside, once, every moving range of at least 3.267 times their mean.
    #[default]
    On,
    /// Keep all moving ranges.
    Off,
}

/// Which points count in the two-in-three rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TwoInThree {
    /// Only points between the near limit and the limit (`NHSRplotthedots`).
    #[default]
    Oracle,
    /// Points beyond the limit count as well (NHS "Making Data Count", late 2023 on).
    Mdc2024,
}

/// The values the measure can take at all; forecasts stay within it, limits are not clipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// Any number.
    #[default]
    Unbounded,
    /// Zero or more: counts, rates, days.
    NonNegative,
    /// From 0 to 100.
    Percent,
}

impl Scale {
    /// The lowest and the highest value possible, infinite where there is none.
    pub fn bounds(self) -> (f64, f64) {
        match self {
            Self::Unbounded => (f64::NEG_INFINITY, f64::INFINITY),
            Self::NonNegative => (0.0, f64::INFINITY),
            Self::Percent => (0.0, 100.0),
        }
    }
}

/// A measure as the statistics see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Values in any order; at most one a date is used.
    pub points: Vec<Point>,
    /// Which way is better.
    pub direction: Direction,
    /// The target in force, in the unit of the values.
    pub target: Option<f64>,
    /// Dates on which a new part starts; each must be the date of a point, see [`snap_rebase`].
    pub rebase: Vec<Date>,
    /// Limits from the first so many points of each part (at least 12) instead of all.
    pub baseline_points: Option<usize>,
    /// Whether moving ranges are screened.
    pub screening: Screening,
    /// Which two-in-three rule applies.
    pub two_in_three: TwoInThree,
    /// The values the measure can take.
    pub scale: Scale,
    /// For shares: of how many people or things each usually is, where that is known. Forecasts then
    /// allow for the chance in such counts; nothing else uses it.
    pub of: Option<f64>,
}

impl Series {
    /// A series with the default rule set: screening on, no target, one part.
    pub fn new(points: Vec<Point>, direction: Direction) -> Self {
        Self {
            points,
            direction,
            target: None,
            rebase: Vec::new(),
            baseline_points: None,
            screening: Screening::On,
            two_in_three: TwoInThree::Oracle,
            scale: Scale::Unbounded,
            of: None,
        }
    }

    /// The rules in force.
    pub fn rule_set(&self) -> RuleSet {
        RuleSet {
            screening: self.screening,
            two_in_three: self.two_in_three,
            baseline_points: self.baseline(),
        }
    }

    /// The number of baseline points in force, `None` when not set or under 12.
    pub fn baseline(&self) -> Option<usize> {
        self.baseline_points
            .filter(|&count| count >= FEWEST_BASELINE_POINTS)
    }
}

/// The rules a chart was made with; displayed, the line to print on every chart and export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleSet {
    /// Whether moving ranges were screened.
    pub screening: Screening,
    /// Which two-in-three rule was applied.
    pub two_in_three: TwoInThree,
    /// Points of each part the limits come from, when not all.
    pub baseline_points: Option<usize>,
}

impl fmt::Display for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NHS Making Data Count XmR rules, shift and trend of 7, ")?;
        f.write_str(match self.screening {
            Screening::On => "outlying moving ranges screened once (Nelson 1982), ",
            Screening::Off => "moving ranges not screened, ",
        })?;
        f.write_str(match self.two_in_three {
            TwoInThree::Oracle => "2 in 3 as NHSRplotthedots 0.2.2",
            TwoInThree::Mdc2024 => "2 in 3 as Making Data Count 2024",
        })?;
        match self.baseline_points {
            Some(count) => write!(f, ", limits from the first {count} points of each part"),
            None => Ok(()),
        }
    }
}

/// Something in the input that was not used as given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Note {
    /// The value of this date is not a number or infinite; read as missing.
    NotFinite(Date),
    /// The value of this date is beyond [`LARGEST_VALUE`]; read as missing.
    TooLarge(Date),
    /// Several points have this date; the one given last was used.
    DuplicateDate(Date),
    /// No point has this rebase date; it does nothing.
    RebaseNotInSeries(Date),
    /// Fewer than 12 baseline points were asked for; all points of a part were used.
    BaselineTooShort(usize),
}

/// A series in date order, one value a date, with missing values as NaN.
#[derive(Debug, Clone)]
pub struct Clean {
    /// Dates, strictly rising.
    pub dates: Vec<Date>,
    /// Values of the dates; NaN is missing, all others are finite.
    pub values: Vec<f64>,
    /// For each row its position in [`Series::points`].
    pub source: Vec<usize>,
    /// First row of each part, rising, starting with 0; empty without rows.
    pub part_starts: Vec<usize>,
    /// What was not used as given.
    pub notes: Vec<Note>,
}

impl Clean {
    /// Sorts, removes repeated dates, reads unusable values as missing, and cuts into parts.
    pub fn of(series: &Series) -> Self {
        let mut notes = Vec::new();
        let source = order(&series.points, &mut notes);
        let points = || source.iter().map(|&at| &series.points[at]);
        let dates: Vec<Date> = points().map(|point| point.date).collect();
        let values = points().map(|point| readable(point, &mut notes)).collect();
        let part_starts = part_starts(&dates, &series.rebase, &mut notes);
        if let Some(count) = series.baseline_points
            && series.baseline().is_none()
        {
            notes.push(Note::BaselineTooShort(count));
        }
        Self {
            dates,
            values,
            source,
            part_starts,
            notes,
        }
    }

    /// The rows of each part, in order.
    pub fn parts(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let ends = self
            .part_starts
            .iter()
            .skip(1)
            .copied()
            .chain([self.dates.len()]);
        self.part_starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| start..end)
    }

    /// The last row with a value.
    pub fn latest(&self) -> Option<usize> {
        self.values.iter().rposition(|value| !value.is_nan())
    }
}

/// Positions of the points in date order, the last given of each date.
fn order(points: &[Point], notes: &mut Vec<Note>) -> Vec<usize> {
    let mut source: Vec<usize> = (0..points.len()).collect();
    if points.is_sorted_by(|earlier, later| earlier.date < later.date) {
        return source;
    }
    // Stable, so that among equal dates the last given stands last.
    source.sort_by_key(|&at| points[at].date);
    let mut kept: Vec<usize> = Vec::with_capacity(source.len());
    for at in source {
        match kept.last_mut() {
            Some(last) if points[*last].date == points[at].date => {
                let note = Note::DuplicateDate(points[at].date);
                if notes.last() != Some(&note) {
                    notes.push(note);
                }
                *last = at;
            }
            Some(_) | None => kept.push(at),
        }
    }
    kept
}

#[inline]
fn readable(point: &Point, notes: &mut Vec<Note>) -> f64 {
    match point.value {
        None => f64::NAN,
        Some(value) if value.abs() <= LARGEST_VALUE => value,
        Some(value) if !value.is_finite() => {
            notes.push(Note::NotFinite(point.date));
            f64::NAN
        }
        Some(_) => {
            notes.push(Note::TooLarge(point.date));
            f64::NAN
        }
    }
}

fn part_starts(dates: &[Date], rebase: &[Date], notes: &mut Vec<Note>) -> Vec<usize> {
    if dates.is_empty() {
        return Vec::new();
    }
    let mut starts = Vec::with_capacity(rebase.len() + 1);
    starts.push(0);
    for date in rebase {
        match dates.binary_search(date) {
            Ok(row) => starts.push(row),
            Err(_) => notes.push(Note::RebaseNotInSeries(*date)),
        }
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Where a wanted rebase date can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnapRebase {
    /// A point has exactly this date.
    Exact(Date),
    /// No point has the date; this is the first point after it.
    MovedTo(Date),
    /// The new part would start with the first point, so the rebase changes nothing.
    ChangesNothing,
    /// No point follows the date yet; the rebase waits for one.
    NoPointYet,
}

/// The point at which a rebase wanted on a date takes effect: the first point on or after it.
///
/// [`spc::xmr`](crate::analysis::spc::xmr) itself never snaps: a rebase date without a point does
/// nothing there, as in `NHSRplotthedots`. Whoever enters a rebase snaps first and says so.
pub fn snap_rebase(points: &[Point], wanted: Date) -> SnapRebase {
    let first = points.iter().map(|point| point.date).min();
    let next = points
        .iter()
        .map(|point| point.date)
        .filter(|date| *date >= wanted)
        .min();
    match next {
        None => SnapRebase::NoPointYet,
        Some(date) if Some(date) == first => SnapRebase::ChangesNothing,
        Some(date) if date == wanted => SnapRebase::Exact(date),
        Some(date) => SnapRebase::MovedTo(date),
    }
}

/// Whole days from one date to another, negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn point(day: i8, value: f64) -> Point {
        Point {
            date: date(2024, 3, day),
            value: Some(value),
        }
    }

    #[test]
    fn unsorted_and_repeated_dates_are_put_in_order_and_noted() {
        let points = vec![point(3, 3.0), point(1, 1.0), point(2, 2.0), point(1, 9.0)];
        let clean = Clean::of(&Series::new(points, Direction::Increase));
        assert_eq!(clean.values, [9.0, 2.0, 3.0]);
        assert_eq!(clean.source, [3, 2, 0]);
        assert_eq!(clean.notes, [Note::DuplicateDate(date(2024, 3, 1))]);
    }

    #[test]
    fn unreadable_values_are_missing_and_noted() {
        let points = vec![
            point(1, f64::NAN),
            point(2, f64::INFINITY),
            point(3, -1.1e300),
        ];
        let clean = Clean::of(&Series::new(points, Direction::Neutral));
        assert!(clean.values.iter().all(|value| value.is_nan()));
        assert_eq!(clean.latest(), None);
        assert_eq!(
            clean.notes,
            [
                Note::NotFinite(date(2024, 3, 1)),
                Note::NotFinite(date(2024, 3, 2)),
                Note::TooLarge(date(2024, 3, 3)),
            ]
        );
    }

    #[test]
    fn a_rebase_starts_a_part_only_at_the_date_of_a_later_point() {
        let mut series = Series::new(
            (1..=5).map(|day| point(day, 1.0)).collect(),
            Direction::Increase,
        );
        series.rebase = vec![
            date(2024, 3, 4),
            date(2024, 3, 1),
            date(2023, 1, 1),
            date(2024, 3, 4),
        ];
        let clean = Clean::of(&series);
        assert_eq!(clean.parts().collect::<Vec<_>>(), [0..3, 3..5]);
        assert_eq!(clean.notes, [Note::RebaseNotInSeries(date(2023, 1, 1))]);
    }

    #[test]
    fn a_wanted_rebase_moves_to_the_next_point() {
        let points = [point(1, 1.0), point(4, 1.0), point(8, 1.0)];
        let snap = |day| snap_rebase(&points, date(2024, 3, day));
        assert_eq!(snap(4), SnapRebase::Exact(date(2024, 3, 4)));
        assert_eq!(snap(5), SnapRebase::MovedTo(date(2024, 3, 8)));
        assert_eq!(snap(1), SnapRebase::ChangesNothing);
        assert_eq!(snap(9), SnapRebase::NoPointYet);
        assert_eq!(snap_rebase(&[], date(2024, 3, 1)), SnapRebase::NoPointYet);
    }

    #[test]
    fn the_rule_set_names_what_is_in_force() {
        let mut series = Series::new(Vec::new(), Direction::Increase);
        assert!(series.rule_set().to_string().contains("screened once"));
        series.screening = Screening::Off;
        series.two_in_three = TwoInThree::Mdc2024;
        series.baseline_points = Some(12);
        let text = series.rule_set().to_string();
        assert!(text.contains("not screened") && text.contains("2024"));
        assert!(text.ends_with("the first 12 points of each part"));
        series.baseline_points = Some(11);
        assert_eq!(series.baseline(), None);
    }

    #[test]
    fn days_run_across_leap_years() {
        assert_eq!(days_between(date(2023, 9, 30), date(2024, 9, 30)), 366);
        assert_eq!(days_between(date(2024, 9, 30), date(2023, 9, 30)), -366);
    }
}
