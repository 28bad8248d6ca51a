//! Which days of a chart are shown: all of them, or a window that can be moved.

use crate::model::date::{day_number, from_day_number, plus_months};

/// Fewest days of a window.
const LEAST: i32 = 45;
/// Share of all days that is as good as all.
const ALMOST: f64 = 0.97;

/// A window onto the days of a chart; all of them by default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Zoom(Option<(i32, i32)>);

impl Zoom {
    /// From so many months before a day to the end of the chart; all where that is no less.
    pub fn last_months(months: i32, until: i32, whole: (i32, i32)) -> Self {
        let from = day_number(plus_months(from_day_number(until), -months));
        Self((from > whole.0).then_some((from, whole.1.max(from + LEAST))))
    }

    /// The days shown; none where they are all.
    pub fn days(self, whole: (i32, i32)) -> Option<(i32, i32)> {
        let (from, to) = self.0?;
        let kept = (from.max(whole.0), to.min(whole.1));
        (kept != whole && kept.0 < kept.1).then_some(kept)
    }

    /// Closer (a factor over 1) or wider, with the day `about` staying where it is.
    #[must_use]
    pub fn by(self, factor: f64, about: i32, whole: (i32, i32)) -> Self {
        let (from, to) = self.days(whole).unwrap_or(whole);
        let about = about.clamp(from, to);
        let span = f64::from(to - from);
        let wanted =
            (span / factor.clamp(0.01, 100.0)).max(f64::from(LEAST.min(whole.1 - whole.0)));
        if wanted >= ALMOST * f64::from(whole.1 - whole.0) {
            return Self(None);
        }
        let share = f64::from(about - from) / span.max(1.0);
        let left = f64::from(about) - wanted * share;
        Self::at(left, wanted, whole)
    }

    /// Moved on by a share of its own length.
    #[must_use]
    pub fn moved(self, share: f64, whole: (i32, i32)) -> Self {
        match self.days(whole) {
            None => self,
            Some((from, to)) => {
                let span = f64::from(to - from);
                Self::at(f64::from(from) + share * span, span, whole)
            }
        }
    }

    /// Moved just so far that a day is shown.
    #[must_use]
    pub fn showing(self, day: i32, whole: (i32, i32)) -> Self {
        match self.days(whole) {
            Some((from, to)) if day < from || day > to => {
                let span = f64::from(to - from);
                let before = if day < from { 0.1 } else { 0.9 };
                Self::at(f64::from(day) - before * span, span, whole)
            }
            Some(_) | None => self,
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "both ends lie within the days of a chart"
    )]
    fn at(left: f64, span: f64, whole: (i32, i32)) -> Self {
        let highest = f64::from(whole.1) - span;
        let left = left.min(highest).max(f64::from(whole.0)).round() as i32;
        Self(Some((left, left + span.round() as i32)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: (i32, i32) = (17_000, 19_000);

    #[test]
    fn closer_and_wider_again_is_the_whole() {
        let near = Zoom::default().by(2.0, 18_000, WHOLE);
        assert_eq!(near.days(WHOLE), Some((17_500, 18_500)));
        assert_eq!(near.by(0.5, 18_000, WHOLE).days(WHOLE), None);
        assert_eq!(Zoom::default().days(WHOLE), None);
    }

    #[test]
    fn a_window_stops_at_the_ends_and_never_closes() {
        let near = Zoom::default().by(4.0, 18_900, WHOLE);
        let (from, to) = near.moved(5.0, WHOLE).days(WHOLE).unwrap();
        assert_eq!((from, to), (18_500, 19_000));
        let mut closest = near;
        for _ in 0..50 {
            closest = closest.by(2.0, 18_700, WHOLE);
        }
        let (from, to) = closest.days(WHOLE).unwrap();
        assert_eq!(to - from, LEAST);
        assert!(from >= WHOLE.0 && to <= WHOLE.1);
    }

    #[test]
    fn the_last_months_keep_what_lies_ahead() {
        let until = 18_500;
        let year = Zoom::last_months(12, until, WHOLE);
        assert_eq!(year.days(WHOLE), Some((until - 366, WHOLE.1)));
        assert_eq!(Zoom::last_months(120, until, WHOLE).days(WHOLE), None);
    }
}
