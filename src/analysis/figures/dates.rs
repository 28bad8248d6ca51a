//! Dates as people and publishers write them, and the day they mean for a measure.

use jiff::civil::Date;

use crate::model::{Frequency, Measure, Period, date};

/// A date as exactly as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated {
    /// A day.
    Day(Date),
    /// A month: year and month.
    Month(i16, i8),
    /// `2011-12`: December 2011, or the year 2011 to 2012.
    MonthOrYears(i16, i8),
    /// `2019-20`: a financial or academic year, by its first year.
    Years(i16),
    /// A quarter of a financial year, by its first year; 1 is April to June.
    Quarter(i16, i8),
    /// A year.
    Year(i16),
}

/// On which day a published year ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearEnd {
    /// Nobody says: the day of the measure's other figures.
    Unsaid,
    /// This day and month of the year named.
    On(i8, i8),
}

/// Reads a date; none where the text is no date.
pub(in crate::analysis) fn read(text: &str) -> Option<Stated> {
    let text = text.trim().trim_end_matches('.');
    if text.is_empty() || text.len() > 40 {
        return None;
    }
    // A time of midnight is what spreadsheets add to a day.
    let bare = text
        .strip_suffix("T00:00:00")
        .or_else(|| text.strip_suffix(" 00:00:00"))
        .or_else(|| text.strip_suffix(" 00:00"))
        .unwrap_or(text);
    let lower = bare.to_lowercase().replace(['–', '—'], "-");
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ','))
        .filter(|word| !word.is_empty())
        .collect();
    if let Some(stated) = quarter(&words) {
        return Some(stated);
    }
    match words.as_slice() {
        [year] if year.len() == 4 => Some(Stated::Year(full_year(year)?)),
        // 201920, as the Department writes years of two halves.
        [years] if years.len() == 6 && is_digits(years) => {
            span(years.get(..4)?, years.get(4..)?).map(Stated::Years)
        }
        [first, second] => two(first, second, lower.contains('/')),
        [first, second, third] => three(first, second, third),
        _other => None,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn full_year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok().filter(|_| is_digits(text))?;
    (1900..=2199).contains(&year).then_some(year)
}

/// `2019` or `19`.
fn any_year(text: &str) -> Option<i16> {
    if text.len() == 2 && is_digits(text) {
        text.parse::<i16>().ok().map(|year| 2000 + year)
    } else {
        full_year(text)
    }
}

/// The first year of `2019` and `20`, or `2019` and `2020`, where the second follows the first.
fn span(first: &str, second: &str) -> Option<i16> {
    let from = full_year(first)?;
    let next = from + 1;
    let follows = match second.len() {
        2 => second.parse::<i16>().ok() == Some(next % 100),
        4 => full_year(second) == Some(next),
        _other => false,
    };
    (is_digits(second) && follows).then_some(from)
}

fn month_of(text: &str) -> Option<i8> {
    if is_digits(text) {
        return text.parse().ok().filter(|month| (1..=12).contains(month));
    }
    let letters = text.trim_end_matches('.');
    (3..=9).contains(&letters.len()).then_some(())?;
    (1..=12)
        .find(|month| date::month_name(*month).to_lowercase().starts_with(letters))
        .or_else(|| (letters == "sept").then_some(9))
}

fn quarter(words: &[&str]) -> Option<Stated> {
    let is_quarter = |word: &str| -> Option<i8> {
        let number = word.strip_prefix('q')?.parse().ok()?;
        (1..=4).contains(&number).then_some(number)
    };
    let (number, first, second) = match words {
        [q, first, second] if is_quarter(q).is_some() => (is_quarter(q)?, first, second),
        [first, second, q] if is_quarter(q).is_some() => (is_quarter(q)?, first, second),
        _other => return None,
    };
    span(first, second).map(|year| Stated::Quarter(year, number))
}

fn two(first: &str, second: &str, slash: bool) -> Option<Stated> {
    if let Some(year) = span(first, second) {
        let month = second.parse::<i8>().ok().filter(|m| (1..=12).contains(m));
        return Some(match month {
            Some(month) if !slash && second.len() == 2 => Stated::MonthOrYears(year, month),
            Some(_) | None => Stated::Years(year),
        });
    }
    if let (Some(year), Some(month)) = (full_year(first), month_of(second)) {
        return Some(Stated::Month(year, month));
    }
    let month = month_of(first)?;
    // `08-19` could be a day as well as a month; a word cannot.
    let year = if is_digits(first) {
        full_year(second)
    } else {
        any_year(second)
    };
    year.map(|year| Stated::Month(year, month))
}

fn three(first: &str, second: &str, third: &str) -> Option<Stated> {
    let (year, month, day) = if first.len() == 4 && is_digits(first) {
        (full_year(first)?, month_of(second)?, third)
    } else {
        (any_year(third)?, month_of(second)?, first)
    };
    let day = day
        .trim_end_matches("st")
        .trim_end_matches("nd")
        .trim_end_matches("rd")
        .trim_end_matches("th");
    let day: i8 = day.parse().ok().filter(|_| is_digits(day))?;
    Date::new(year, month, day).ok().map(Stated::Day)
}

/// The last day of a month.
pub(in crate::analysis) fn month_end(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().map(Date::last_of_month)
}

/// A day, and what had to be assumed for it.
pub(super) type Placed = (Date, Option<String>);

impl Stated {
    /// The day meant for a measure.
    ///
    /// A month means its last day, a quarter the last day of its last month. Two years mean the
    /// financial year's end, 31 March, or for a termly measure the academic year's, 31 August. A
    /// year alone means the day of the measure's other figures.
    pub(super) fn place(self, measure: &Measure, year_end: YearEnd) -> Result<Placed, String> {
        let frequency = measure.frequency;
        let often = frequency.word().to_lowercase();
        let coarse = |what: &str| Err(format!("{what} is too wide for a {often} measure."));
        let outside = || "The date is outside the calendar.".to_owned();
        match self {
            Self::Day(day) => Ok((day, None)),
            Self::MonthOrYears(year, month) => match frequency {
                Frequency::Annual => Self::Years(year).place(measure, year_end),
                Frequency::Monthly | Frequency::Quarterly | Frequency::Termly => {
                    Self::Month(year, month).place(measure, year_end)
                }
            },
            Self::Month(year, month) => {
                let end = month_end(year, month).ok_or_else(outside)?;
                Ok((end, None))
            }
            Self::Quarter(year, quarter) => match frequency {
                Frequency::Monthly => coarse("A quarter"),
                Frequency::Quarterly | Frequency::Termly | Frequency::Annual => {
                    let month = [6, 9, 12, 3][usize::try_from(quarter - 1).unwrap_or(0).min(3)];
                    let year = if month == 3 { year + 1 } else { year };
                    let end = month_end(year, month).ok_or_else(outside)?;
                    Ok((end, None))
                }
            },
            Self::Years(year) => {
                let (month, day) = match (frequency, year_end) {
                    (Frequency::Monthly | Frequency::Quarterly, _) => return coarse("A year"),
                    (_, YearEnd::On(day, month)) => (month, day),
                    (Frequency::Termly, YearEnd::Unsaid) => (8, 31),
                    (Frequency::Annual, YearEnd::Unsaid) => match usual(measure) {
                        Some((8, day)) => (8, day),
                        Some((7, day)) => (7, day),
                        Some(_) | None => (3, 31),
                    },
                };
                let end = Date::new(year + 1, month, day).ok().ok_or_else(outside)?;
                Ok((end, None))
            }
            Self::Year(year) => {
                year_alone(year, measure, year_end).ok_or_else(|| match frequency {
                    Frequency::Annual => outside(),
                    Frequency::Monthly | Frequency::Quarterly | Frequency::Termly => {
                        format!("A year is too wide for a {often} measure.")
                    }
                })
            }
        }
    }
}

fn year_alone(year: i16, measure: &Measure, year_end: YearEnd) -> Option<Placed> {
    if measure.frequency != Frequency::Annual {
        return None;
    }
    let on = |month, day| Date::new(year, month, day).ok();
    match (year_end, usual(measure)) {
        (YearEnd::On(day, month), _) => on(month, day).map(|end| (end, None)),
        // 29 February is the last of its month in another year too.
        (YearEnd::Unsaid, Some((2, _))) => month_end(year, 2).map(|end| (end, None)),
        (YearEnd::Unsaid, Some((month, day))) => on(month, day).map(|end| (end, None)),
        (YearEnd::Unsaid, None) => {
            let end = on(12, 31)?;
            let words = format!(
                "{year} is read as {}, since no other figure shows on which day the year ends.",
                date::short(end)
            );
            Some((end, Some(words)))
        }
    }
}

/// Month and day of the measure's latest figure.
fn usual(measure: &Measure) -> Option<(i8, i8)> {
    measure
        .latest()
        .map(|value| (value.date.month(), value.date.day()))
}

/// Why a day does not fit what the measure covers: a figure for a period carries its last day.
pub(super) fn unfit(day: Date, measure: &Measure) -> Option<String> {
    match measure.period {
        Period::InPeriod => {}
        Period::Snapshot | Period::YearToDate | Period::RollingYear => return None,
    }
    let end = day.last_of_month();
    if day != end && measure.frequency != Frequency::Termly {
        return Some(format!(
            "A figure for a period has its last day as date: {} would be.",
            date::short(end)
        ));
    }
    let usual_month = usual(measure).map_or(0, |(month, _)| month % 3);
    if measure.frequency == Frequency::Quarterly && day.month() % 3 != usual_month {
        return Some(format!(
            "{} ends no quarter of this measure.",
            date::short(day)
        ));
    }
    None
}

/// Whether two days of one measure fall in the same month, quarter, term or year.
pub(super) fn same_period(one: Date, other: Date, frequency: Frequency) -> bool {
    let apart = date::days_between(one, other).abs();
    let months = |d: Date| i32::from(d.year()) * 12 + i32::from(d.month()) - 1;
    match frequency {
        Frequency::Monthly => months(one) == months(other),
        Frequency::Quarterly => months(one).div_euclid(3) == months(other).div_euclid(3),
        Frequency::Termly => apart < 60,
        Frequency::Annual => apart < 180,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_in_many_ways() {
        let day = Some(Stated::Day(date(2019, 8, 31)));
        for text in [
            "2019-08-31",
            "31/08/2019",
            "31.8.2019",
            "31-08-19",
            "31 Aug 2019",
            "31-Aug-19",
            "31 August 2019",
            "2019-08-31T00:00:00",
            "2019-08-31 00:00:00",
            "31st Aug 2019",
        ] {
            assert_eq!(read(text), day, "{text}");
        }
        let month = Some(Stated::Month(2019, 8));
        for text in [
            "Aug 2019",
            "Aug-19",
            "August 2019",
            "2019-08",
            "08/2019",
            "2019 Aug",
        ] {
            assert_eq!(read(text), month, "{text}");
        }
        for text in ["2019-20", "2019/20", "2019–20", "2019/2020", "201920"] {
            assert_eq!(read(text), Some(Stated::Years(2019)), "{text}");
        }
        assert_eq!(read("2011-12"), Some(Stated::MonthOrYears(2011, 12)));
        assert_eq!(read("2011/12"), Some(Stated::Years(2011)));
        for text in ["Q1 2019/20", "q1 2019-20", "2019/20 Q1"] {
            assert_eq!(read(text), Some(Stated::Quarter(2019, 1)), "{text}");
        }
        assert_eq!(read("2019"), Some(Stated::Year(2019)));
        for text in [
            "",
            "08/31/2019",
            "31/02/2019",
            "Q5 2019/20",
            "2019-21",
            "soon",
            "43708",
            "0",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
