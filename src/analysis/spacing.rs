//! The usual spacing of a series' dates, so that "one period on" means the same as it does there.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use crate::analysis::series::days_between;

/// Mean length of a month in the Gregorian calendar, in days.
const DAYS_IN_MONTH: f64 = 30.436_875;

/// A count of steps this close to a whole number is that number: months differ in length.
const WHOLE: f64 = 0.1;

/// The usual distance between neighbouring dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// So many calendar months: 1 monthly, 3 quarterly, 12 annual.
    Months(u16),
    /// So many days.
    Days(u16),
}

impl Spacing {
    /// The median distance of neighbouring dates; `None` with fewer than two dates.
    ///
    /// `dates` must rise. A distance of one, two, three, four, six or twelve months is recognised
    /// as such, so that monthly dates step by months and not by 30 or 31 days.
    pub fn of(dates: &[Date]) -> Option<Self> {
        let mut gaps: Vec<i64> = dates
            .windows(2)
            .map(|pair| days_between(pair[0], pair[1]))
            .collect();
        if gaps.is_empty() {
            return None;
        }
        let middle = gaps.len() / 2;
        let (_, &mut median, _) = gaps.select_nth_unstable(middle);
        Some(match median {
            28..=31 => Self::Months(1),
            59..=62 => Self::Months(2),
            89..=92 => Self::Months(3),
            120..=123 => Self::Months(4),
            181..=184 => Self::Months(6),
            365 | 366 => Self::Months(12),
            days => Self::Days(u16::try_from(days.max(1)).unwrap_or(u16::MAX)),
        })
    }

    /// Mean length of a step in days.
    pub fn days(self) -> f64 {
        match self {
            Self::Months(months) => f64::from(months) * DAYS_IN_MONTH,
            Self::Days(days) => f64::from(days),
        }
    }

    /// Steps from one date to another; a fraction only when the date lies clearly between steps.
    pub fn steps(self, from: Date, to: Date) -> f64 {
        let steps = days_between(from, to) as f64 / self.days();
        let whole = steps.round();
        if (steps - whole).abs() <= WHOLE {
            whole
        } else {
            steps
        }
    }

    /// The date so many steps after another; `None` beyond the calendar.
    ///
    /// From the last day of a month, steps by months lead to last days of months.
    pub fn after(self, from: Date, steps: u16) -> Option<Date> {
        match self {
            Self::Months(months) => {
                let span = Span::new()
                    .try_months(i32::from(months) * i32::from(steps))
                    .ok()?;
                let date = from.checked_add(span).ok()?;
                Some(if from == from.last_of_month() {
                    date.last_of_month()
                } else {
                    date
                })
            }
            Self::Days(days) => from
                .checked_add((i64::from(days) * i64::from(steps)).days())
                .ok(),
        }
    }

    /// The period in words: "month", "quarter", "year", "week", "9 days".
    pub fn noun(self) -> String {
        match self {
            Self::Months(1) => "month".to_owned(),
            Self::Months(3) => "quarter".to_owned(),
            Self::Months(6) => "half-year".to_owned(),
            Self::Months(12) => "year".to_owned(),
            Self::Months(months) => format!("{months} months"),
            Self::Days(1) => "day".to_owned(),
            Self::Days(7) => "week".to_owned(),
            Self::Days(days) => format!("{days} days"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn usual_spacings_are_recognised() {
        let every = |span: Span| -> Vec<Date> { date(2023, 1, 1).series(span).take(9).collect() };
        assert_eq!(Spacing::of(&every(1.month())), Some(Spacing::Months(1)));
        assert_eq!(Spacing::of(&every(3.months())), Some(Spacing::Months(3)));
        assert_eq!(Spacing::of(&every(1.year())), Some(Spacing::Months(12)));
        assert_eq!(Spacing::of(&every(1.week())), Some(Spacing::Days(7)));
        assert_eq!(Spacing::of(&[date(2023, 1, 1)]), None);
    }

    #[test]
    fn steps_are_whole_over_months_of_any_length() {
        let monthly = Spacing::Months(1);
        assert_eq!(
            monthly
                .steps(date(2024, 1, 31), date(2024, 2, 29))
                .to_bits(),
            1.0_f64.to_bits()
        );
        assert_eq!(
            monthly.steps(date(2024, 2, 1), date(2025, 2, 1)).to_bits(),
            12.0_f64.to_bits()
        );
        let half = monthly.steps(date(2024, 1, 1), date(2024, 1, 16));
        assert!((0.4..0.6).contains(&half));
    }

    #[test]
    fn month_ends_stay_month_ends() {
        let quarterly = Spacing::Months(3);
        assert_eq!(
            quarterly.after(date(2024, 6, 30), 2),
            Some(date(2024, 12, 31))
        );
        assert_eq!(
            quarterly.after(date(2024, 6, 15), 2),
            Some(date(2024, 12, 15))
        );
        assert_eq!(
            Spacing::Days(7).after(date(2024, 6, 15), 2),
            Some(date(2024, 6, 29))
        );
        assert_eq!(quarterly.after(date(9999, 12, 31), 1), None);
    }
}
