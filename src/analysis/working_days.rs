//! Working days with the bank holidays of England and Wales, for duties that are counted in them.

use jiff::civil::{Date, Weekday};

use crate::model::date::plus_days;

/// Working days a council has to answer a poor report with an action plan, from its publication
/// (Education and Inspections Act 2006 (Inspection of Local Authorities) Regulations 2007).
pub const PLAN_DAYS: u32 = 70;

/// The day `count` working days after `from`: Monday to Friday without the usual bank holidays
/// of England and Wales. Holidays moved or added by proclamation for one year are not known.
pub fn plus_working_days(from: Date, count: u32) -> Date {
    let mut day = from;
    let mut left = count;
    while left > 0 && day < Date::MAX {
        day = plus_days(day, 1);
        if is_working_day(day) {
            left -= 1;
        }
    }
    day
}

/// Whether offices work on that day.
pub fn is_working_day(day: Date) -> bool {
    !is_weekend(day) && !is_bank_holiday(day)
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The eight yearly bank holidays, with substitutes for those that fall on a weekend.
fn is_bank_holiday(day: Date) -> bool {
    let monday = day.weekday() == Weekday::Monday;
    let last_monday = monday && plus_days(day, 7).month() != day.month();
    match (day.month(), day.day()) {
        (1, 1) | (12, 25 | 26) => true,
        (1, 2 | 3) => monday,
        // Christmas Day or Boxing Day on a weekend moves to the next working days.
        (12, 27) => matches!(day.weekday(), Weekday::Monday | Weekday::Tuesday),
        (12, 28) => matches!(day.weekday(), Weekday::Monday | Weekday::Tuesday),
        (5, first) if first <= 7 && monday => true,
        (5 | 8, _) if last_monday => true,
        (3 | 4, _) => {
            let sunday = easter(day.year());
            day == plus_days(sunday, -2) || day == plus_days(sunday, 1)
        }
        (_, _) => false,
    }
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher).
fn easter(year: i16) -> Date {
    let year_number = i32::from(year);
    let (golden, century, rest) = (year_number % 19, year_number / 100, year_number % 100);
    let moved = (century + 8) / 25;
    let epact =
        (19 * golden + century - century / 4 - (century - moved + 1) / 3 + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    let (month, day) = (days / 31, days % 31 + 1);
    let month = i8::try_from(month).unwrap_or(4);
    let day = i8::try_from(day).unwrap_or(1);
    Date::new(year, month, day).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn seventy_working_days_pass_over_the_august_bank_holiday() {
        assert_eq!(
            plus_working_days(date(2019, 7, 29), PLAN_DAYS),
            date(2019, 11, 5)
        );
    }

    #[test]
    fn easter_moves_and_christmas_has_substitutes() {
        assert_eq!(easter(2019), date(2019, 4, 21));
        assert_eq!(easter(2024), date(2024, 3, 31));
        assert!(!is_working_day(date(2019, 4, 22)));
        assert!(!is_working_day(date(2021, 12, 27)));
        assert!(!is_working_day(date(2021, 12, 28)));
        assert!(!is_working_day(date(2022, 1, 3)));
        assert!(is_working_day(date(2019, 12, 27)));
    }
}
