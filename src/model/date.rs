//! Dates as the record keeps and prints them.
//!
//! A day is `jiff::civil::Date`. Where a source gives only a month or a year ("March 2017"), the
//! record keeps just that as a [`When`], rather than a day that nobody wrote down.

use std::{cmp::Ordering, fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The English name of a month, 1 to 12.
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or("")
}

/// The first three letters of a month's name.
pub fn month_short(month: i8) -> &'static str {
    month_name(month).get(..3).unwrap_or("")
}

/// `1 Oct 2019`: the one way in which a day is printed in lists and fields.
pub fn short(date: Date) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month_short(date.month()),
        date.year()
    )
}

/// `1 Oct`: where the heading or the axis has the year.
pub fn day_month(date: Date) -> String {
    format!("{} {}", date.day(), month_short(date.month()))
}

/// `1 Oct 19`: for narrow columns.
pub fn narrow(date: Date) -> String {
    format!(
        "{} {} {:02}",
        date.day(),
        month_short(date.month()),
        date.year().rem_euclid(100)
    )
}

/// `1 October 2019`: for sentences.
pub fn long(date: Date) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month_name(date.month()),
        date.year()
    )
}

/// `Tuesday`.
pub fn weekday(date: Date) -> &'static str {
    let index = date.weekday().to_monday_zero_offset();
    usize::try_from(index)
        .ok()
        .and_then(|index| WEEKDAYS.get(index))
        .copied()
        .unwrap_or("")
}

/// Whole days from `from` to `to`; negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    day_number(to) - day_number(from)
}

/// Days since 1 January 1970 in the proleptic Gregorian calendar: the x axis of every chart.
pub fn day_number(date: Date) -> i32 {
    // Howard Hinnant's `days_from_civil`: exact for every year that `Date` can hold.
    let (month, day) = (i32::from(date.month()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The day with this number; clamped to what a `Date` can hold.
pub fn from_day_number(number: i32) -> Date {
    let span = jiff::Span::new().days(i64::from(number.clamp(-4_000_000, 2_900_000)));
    Date::constant(1970, 1, 1).saturating_add(span)
}

/// `date` moved by `days`, clamped at the ends of the calendar.
pub fn plus_days(date: Date, days: i32) -> Date {
    from_day_number(day_number(date).saturating_add(days))
}

/// The same day of the month `months` later, or the last day of a shorter month.
pub fn plus_months(date: Date, months: i32) -> Date {
    date.saturating_add(jiff::Span::new().months(months.clamp(-120_000, 120_000)))
}

/// Working days after `from` up to and including `to`: Monday to Friday, bank holidays not known.
pub fn working_days_between(from: Date, to: Date) -> i32 {
    (1..=days_between(from, to).max(0))
        .filter(|offset| weekday_index(plus_days(from, *offset)) < 5)
        .fold(0, |count, _| count + 1)
}

fn weekday_index(date: Date) -> i8 {
    date.weekday().to_monday_zero_offset()
}

/// The British financial year, 1 April to 31 March, by the year in which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear(pub i16);

impl FinancialYear {
    /// The financial year of a day.
    pub fn of(date: Date) -> Self {
        Self(if date.month() < 4 {
            date.year() - 1
        } else {
            date.year()
        })
    }

    /// 1 April.
    pub fn first_day(self) -> Date {
        Date::new(self.0, 4, 1).unwrap_or(Date::MIN)
    }

    /// 31 March of the next year.
    pub fn last_day(self) -> Date {
        Date::new(self.0.saturating_add(1), 3, 31).unwrap_or(Date::MAX)
    }
}

impl fmt::Display for FinancialYear {
    /// `2019–20`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}–{:02}",
            self.0,
            (i32::from(self.0) + 1).rem_euclid(100)
        )
    }
}

/// A day, a month or a year: as precise as its source and no more.
///
/// Written `"2017-01-24"`, `"2017-03"` or `"2017"`. It is placed in time at its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct When {
    first: Date,
    precision: Precision,
}

/// How exactly a source gives a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the year.
    Year,
    /// Month and year.
    Month,
    /// The day.
    Day,
}

impl When {
    /// A known day.
    pub const fn day(date: Date) -> Self {
        Self {
            first: date,
            precision: Precision::Day,
        }
    }

    /// The day itself, or the first day of the month or year.
    pub const fn first_day(self) -> Date {
        self.first
    }

    /// The day itself, or the last day of the month or year.
    pub fn last_day(self) -> Date {
        match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => self.first.last_of_year(),
        }
    }

    /// How much of it is known.
    pub const fn precision(self) -> Precision {
        self.precision
    }
}

impl From<Date> for When {
    fn from(date: Date) -> Self {
        Self::day(date)
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.first, self.precision).cmp(&(other.first, other.precision))
    }
}

impl fmt::Display for When {
    /// `24 Jan 2017`, `March 2017`, `2017`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Day => f.write_str(&short(self.first)),
            Precision::Month => {
                write!(
                    f,
                    "{} {}",
                    month_name(self.first.month()),
                    self.first.year()
                )
            }
            Precision::Year => write!(f, "{}", self.first.year()),
        }
    }
}

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || {
            format!(
                "`{text}` is not a date: expected a day such as \"2019-10-01\", a month such as \
                 \"2019-10\" or a year such as \"2019\""
            )
        };
        let (full, precision) = match text.len() {
            4 => (format!("{text}-01-01"), Precision::Year),
            7 => (format!("{text}-01"), Precision::Month),
            10 => (text.to_owned(), Precision::Day),
            _ => return Err(bad()),
        };
        let first = full.parse().map_err(|_ignored| bad())?;
        Ok(Self { first, precision })
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let full = self.first.to_string();
        let length = match self.precision {
            Precision::Day => full.len(),
            Precision::Month => full.len().saturating_sub(3),
            Precision::Year => full.len().saturating_sub(6),
        };
        serializer.serialize_str(full.get(..length).unwrap_or(&full))
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn day_numbers_agree_with_the_calendar() {
        assert_eq!(day_number(date(1970, 1, 1)), 0);
        assert_eq!(day_number(date(2019, 10, 1)), 18_170);
        for number in (-800_000..800_000).step_by(997) {
            assert_eq!(day_number(from_day_number(number)), number);
        }
    }

    #[test]
    fn a_month_stays_a_month() {
        let when: When = "2017-03".parse().unwrap();
        assert_eq!(when.to_string(), "March 2017");
        assert_eq!(
            (when.first_day(), when.last_day()),
            (date(2017, 3, 1), date(2017, 3, 31))
        );
        assert!("2017-13".parse::<When>().is_err());
    }

    #[test]
    fn the_financial_year_turns_on_the_first_of_april() {
        assert_eq!(FinancialYear::of(date(2020, 3, 31)).to_string(), "2019–20");
        assert_eq!(FinancialYear::of(date(2020, 4, 1)).to_string(), "2020–21");
        assert_eq!(FinancialYear(1999).to_string(), "1999–00");
    }

    #[test]
    fn a_week_has_five_working_days() {
        assert_eq!(
            working_days_between(date(2019, 9, 24), date(2019, 10, 1)),
            5
        );
    }
}
