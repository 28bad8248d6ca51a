//! The time axis of the gates: which days it spans, where a day is, and which months it names.

use jiff::civil::Date;

use crate::model::{
    Gate, Transfer,
    date::{day_number, days_between, month_short, plus_days, plus_months},
};

/// Least room for the name of a month, in points.
const LABEL: f32 = 44.0;
/// Steps between named months.
const STEPS: [i32; 8] = [1, 2, 3, 6, 12, 24, 60, 120];
/// Today is on the axis when it is at most so many days outside the marks.
const TODAY_REACH: i32 = 62;

/// From the first day to the last, both shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Axis {
    pub from: Date,
    pub to: Date,
}

/// A named month: its first day and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tick {
    pub day: Date,
    pub words: String,
}

fn month_start(day: Date) -> Date {
    day.first_of_month()
}

impl Axis {
    /// Whole months round every date of the gates and of the transfer, with one month to spare.
    ///
    /// `last_year` keeps the twelve months that end a month after the transfer or today.
    pub fn new<'a>(
        gates: impl Iterator<Item = &'a Gate>,
        transfer: &Transfer,
        today: Date,
        last_year: bool,
    ) -> Self {
        let mut days: Vec<Date> = Vec::new();
        for gate in gates {
            days.push(gate.original_due);
            days.extend(gate.moves.iter().map(|step| step.to));
            days.extend(gate.passed_on);
        }
        days.extend(transfer.original);
        days.extend(transfer.moves.iter().map(|step| step.to));
        days.extend(transfer.happened_on);
        let first = days.iter().copied().min().unwrap_or(today);
        let last = days.iter().copied().max().unwrap_or(today);
        let near = plus_days(first, -TODAY_REACH) <= today && today <= plus_days(last, TODAY_REACH);
        let (first, last) = if near {
            (first.min(today), last.max(today))
        } else {
            (first, last)
        };
        let to = plus_months(month_start(last), 2);
        let mut from = month_start(first);
        if last_year {
            from = from.max(plus_months(to, -12));
        }
        if plus_months(from, 3) > to {
            from = plus_months(to, -3);
        }
        Self { from, to }
    }

    /// Whether a day is on the axis.
    pub fn holds(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Where a day is between `left` and `right`; days outside are held at the ends.
    pub fn x(self, day: Date, left: f32, right: f32) -> f32 {
        let whole = days_between(self.from, self.to).max(1);
        let gone = (day_number(day) - day_number(self.from)).clamp(0, whole);
        left + (right - left) * (gone as f32 / whole as f32)
    }

    /// Months between named ones, so that names do not meet in `width`.
    fn step(self, width: f32) -> i32 {
        let months = days_between(self.from, self.to) as f32 / 30.44;
        let each = width / months.max(1.0);
        STEPS
            .into_iter()
            .find(|step| *step as f32 * each >= LABEL)
            .unwrap_or(120)
    }

    /// The named months; the first and each January with their year.
    pub fn ticks(self, width: f32) -> Vec<Tick> {
        let step = self.step(width);
        let mut day = self.from;
        // Steps of a quarter and more start where people expect them.
        while step > 1 && (i32::from(day.month()) - 1) % step.min(12) != 0 {
            day = plus_months(day, 1);
        }
        let mut ticks: Vec<Tick> = Vec::new();
        let mut year = None;
        while day < self.to {
            let words = if step >= 12 {
                day.year().to_string()
            } else if year == Some(day.year()) {
                month_short(day.month()).to_owned()
            } else {
                format!("{} {}", month_short(day.month()), day.year())
            };
            year = Some(day.year());
            ticks.push(Tick { day, words });
            day = plus_months(day, step);
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn transfer(original: Date) -> Transfer {
        Transfer {
            original: Some(original),
            ..Transfer::default()
        }
    }

    #[test]
    fn the_axis_holds_every_date_and_today_when_it_is_near() {
        let plan = transfer(date(2019, 4, 1));
        let axis = Axis::new([].iter(), &plan, date(2019, 5, 20), false);
        assert!(axis.holds(date(2019, 4, 1)) && axis.holds(date(2019, 5, 20)));
        let later = Axis::new([].iter(), &plan, date(2024, 5, 20), false);
        assert!(!later.holds(date(2024, 5, 20)), "{later:?}");
        assert!(later.holds(date(2019, 4, 1)));
    }

    #[test]
    fn a_narrow_axis_holds_twelve_months() {
        let mut plan = transfer(date(2016, 4, 1));
        plan.happened_on = Some(date(2019, 10, 1));
        let axis = Axis::new([].iter(), &plan, date(2019, 9, 24), true);
        assert_eq!((axis.from, axis.to), (date(2018, 12, 1), date(2019, 12, 1)));
        assert!((axis.x(date(2016, 4, 1), 100.0, 200.0) - 100.0).abs() < 0.01);
    }

    #[test]
    fn names_of_months_keep_their_distance_over_any_span() {
        for (from, to, width) in [
            (date(2018, 8, 1), date(2019, 12, 1), 760.0),
            (date(2000, 1, 1), date(2024, 12, 1), 320.0),
            (date(2019, 9, 1), date(2019, 12, 1), 300.0),
        ] {
            let axis = Axis { from, to };
            let ticks = axis.ticks(width);
            assert!(!ticks.is_empty());
            for pair in ticks.windows(2) {
                let gap = axis.x(pair[1].day, 0.0, width) - axis.x(pair[0].day, 0.0, width);
                assert!(gap >= LABEL * 0.9, "{gap} between {pair:?}");
            }
        }
    }

    #[test]
    fn the_first_month_and_each_january_carry_the_year() {
        let axis = Axis {
            from: date(2018, 11, 1),
            to: date(2019, 4, 1),
        };
        let words: Vec<String> = axis
            .ticks(600.0)
            .into_iter()
            .map(|tick| tick.words)
            .collect();
        assert_eq!(words, ["Nov 2018", "Dec", "Jan 2019", "Feb", "Mar"]);
    }
}
