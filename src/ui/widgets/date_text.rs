//! Dates as people write them, and as the program writes them.

use jiff::{ToSpan as _, civil::Date, civil::Weekday};

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

const UNREADABLE: &str = "Not a date: write 1 Oct 2019, +14d or next Tue.";

/// The one way a date is written: `1 Oct 2019`.
pub fn print_date(date: Date) -> String {
    let month = month_name(date.month());
    format!(
        "{} {} {}",
        date.day(),
        month.get(..3).unwrap_or(month),
        date.year()
    )
}

/// A date in full, for the screen reader: `Tuesday 1 October 2019`.
pub fn print_date_long(date: Date) -> String {
    let weekday = weekday_name(date.weekday());
    format!(
        "{weekday} {} {} {}",
        date.day(),
        month_name(date.month()),
        date.year()
    )
}

/// The name of `month` (1 to 12).
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month)
        .ok()
        .and_then(|month| MONTHS.get(month.wrapping_sub(1)))
        .copied()
        .unwrap_or("")
}

const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// Reads a date as people write it.
///
/// `2019-10-01`, `1 Oct 19`, `1/10/2019` (day first), `1 Oct` (this year), `today`, `tomorrow`, `yesterday`,
/// `+14d`, `-3d`, `+2w`, `+1m`, `+1y`, `Tue` or `next Tue` (the first one after today), and a weekday before a full
/// date if it is the right one.
///
/// # Errors
/// One sentence that says what is wrong with it ("September has 30 days.").
pub fn parse_date(text: &str, today: Date) -> Result<Date, String> {
    let text = text.trim().to_lowercase().replace(',', " ");
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '.'))
        .filter(|word| !word.is_empty())
        .collect();
    match words.as_slice() {
        [] => Err("A date is needed.".to_owned()),
        ["today"] => Ok(today),
        ["tomorrow"] => shifted(today, 1, 'd'),
        ["yesterday"] => shifted(today, -1, 'd'),
        ["next", word] => match weekday_of(word) {
            Some(weekday) => coming(today, weekday),
            None => Err(UNREADABLE.to_owned()),
        },
        [word] => single(word, today),
        [day, month] => civil(today.year(), month_of(month)?, number(day)?),
        [weekday, day, month, year] => {
            let date = civil(year_of(year)?, month_of(month)?, number(day)?)?;
            match weekday_of(weekday) {
                Some(said) if said == date.weekday() => Ok(date),
                Some(_) => Err(format!(
                    "{} is a {}.",
                    print_date(date),
                    weekday_name(date.weekday())
                )),
                None => Err(UNREADABLE.to_owned()),
            }
        }
        [year, month, day] if year.len() == 4 => {
            civil(year_of(year)?, month_of(month)?, number(day)?)
        }
        [day, month, year] => civil(year_of(year)?, month_of(month)?, number(day)?),
        _ => Err(UNREADABLE.to_owned()),
    }
}

/// One word: `2019-10-01`, `1-10-19`, `+14d`, `tue`.
fn single(word: &str, today: Date) -> Result<Date, String> {
    if let Some(weekday) = weekday_of(word) {
        return coming(today, weekday);
    }
    let (sign, rest) = if let Some(rest) = word.strip_prefix('+') {
        (1, rest)
    } else if let Some(rest) = word.strip_prefix(['-', '−']) {
        (-1, rest)
    } else {
        let parts: Vec<&str> = word.split('-').collect();
        return match parts.as_slice() {
            [year, month, day] if year.len() == 4 => {
                civil(year_of(year)?, month_of(month)?, number(day)?)
            }
            [day, month, year] => civil(year_of(year)?, month_of(month)?, number(day)?),
            _ => Err(UNREADABLE.to_owned()),
        };
    };
    let unit = rest.chars().next_back().filter(char::is_ascii_alphabetic);
    let digits = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if rest.len() > digits.len() + 1 {
        return Err(UNREADABLE.to_owned());
    }
    let count: i32 = digits
        .parse()
        .map_err(|_not_a_number| UNREADABLE.to_owned())?;
    shifted(today, sign * count, unit.unwrap_or('d'))
}

fn shifted(today: Date, count: i32, unit: char) -> Result<Date, String> {
    if count.abs() > 40_000 {
        return Err("That is too far away.".to_owned());
    }
    let span = match unit {
        'd' => count.days(),
        'w' => count.weeks(),
        'm' => count.months(),
        'y' if count.abs() < 300 => count.years(),
        _ => return Err("Count in days, weeks, months or years: +14d, +2w, +1m, +1y.".to_owned()),
    };
    let date = today
        .checked_add(span)
        .map_err(|_out_of_range| "That is too far away.".to_owned())?;
    civil(date.year(), date.month(), date.day().into())
}

fn coming(today: Date, weekday: Weekday) -> Result<Date, String> {
    today
        .nth_weekday(1, weekday)
        .map_err(|_out_of_range| "That is too far away.".to_owned())
}

fn civil(year: i16, month: i8, day: i16) -> Result<Date, String> {
    if !(1900..=2199).contains(&year) {
        return Err("The year must be between 1900 and 2199.".to_owned());
    }
    let first =
        Date::new(year, month, 1).map_err(|_no_month| "A year has 12 months.".to_owned())?;
    let last = first.days_in_month();
    match i8::try_from(day)
        .ok()
        .filter(|day| (1..=last).contains(day))
    {
        Some(day) => Date::new(year, month, day).map_err(|_no_day| UNREADABLE.to_owned()),
        None if month == 2 => Err(format!("February {year} has {last} days.")),
        None => Err(format!("{} has {last} days.", month_name(month))),
    }
}

fn number(word: &str) -> Result<i16, String> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .parse()
        .ok()
        .filter(|_| plain)
        .ok_or_else(|| UNREADABLE.to_owned())
}

fn year_of(word: &str) -> Result<i16, String> {
    let year = number(word)?;
    match word.len() {
        // Two figures: the records of living people and the decades ahead of them.
        2 if year < 70 => Ok(2000 + year),
        2 => Ok(1900 + year),
        4 => Ok(year),
        _ => Err("Write the year with two or four figures.".to_owned()),
    }
}

fn month_of(word: &str) -> Result<i8, String> {
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        let month = number(word)?;
        return i8::try_from(month)
            .ok()
            .filter(|month| (1..=12).contains(month))
            .ok_or_else(|| "A year has 12 months.".to_owned());
    }
    (1..=12_i8)
        .find(|month| begins(month_name(*month), word))
        .ok_or_else(|| format!("No month is called “{word}”."))
}

fn weekday_of(word: &str) -> Option<Weekday> {
    [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ]
    .into_iter()
    .find(|weekday| begins(weekday_name(*weekday), word))
}

/// Whether `word` is `name` or its beginning, of three letters at least ("sep", "sept", "thurs").
fn begins(name: &str, word: &str) -> bool {
    word.len() >= 3 && name.to_lowercase().starts_with(word)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(text: &str) -> Result<Date, String> {
        parse_date(text, date(2019, 9, 24))
    }

    #[test]
    fn reads_what_people_write() {
        for (text, wanted) in [
            ("2019-10-01", date(2019, 10, 1)),
            ("1 Oct 19", date(2019, 10, 1)),
            ("1st october, 2019", date(2019, 10, 1)),
            ("1/10/2019", date(2019, 10, 1)),
            ("31/3/26", date(2026, 3, 31)),
            ("1.10.19", date(2019, 10, 1)),
            ("1-10-2019", date(2019, 10, 1)),
            ("2 Sept", date(2019, 9, 2)),
            ("today", date(2019, 9, 24)),
            ("tomorrow", date(2019, 9, 25)),
            ("+14d", date(2019, 10, 8)),
            ("+14", date(2019, 10, 8)),
            ("-3d", date(2019, 9, 21)),
            ("+2w", date(2019, 10, 8)),
            ("+1m", date(2019, 10, 24)),
            ("+1y", date(2020, 9, 24)),
            ("next Tue", date(2019, 10, 1)),
            ("wed", date(2019, 9, 25)),
            ("Tue 1 Oct 2019", date(2019, 10, 1)),
            ("29 Feb 2020", date(2020, 2, 29)),
            ("1 Jan 70", date(1970, 1, 1)),
        ] {
            assert_eq!(read(text), Ok(wanted), "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, why) in [
            ("31 Sep 19", "September has 30 days."),
            ("29 Feb 2019", "February 2019 has 28 days."),
            ("0 Oct 2019", "October has 31 days."),
            ("1/13/2019", "A year has 12 months."),
            ("1 Okt 2019", "No month is called “okt”."),
            ("1 Oct 201", "Write the year with two or four figures."),
            ("1 Oct 1066", "The year must be between 1900 and 2199."),
            ("Mon 1 Oct 2019", "1 Oct 2019 is a Tuesday."),
            (
                "+3q",
                "Count in days, weeks, months or years: +14d, +2w, +1m, +1y.",
            ),
            ("+999999999999d", UNREADABLE),
            ("+40001d", "That is too far away."),
            ("soon", UNREADABLE),
            ("next", UNREADABLE),
            ("1 2 3 4 5", UNREADABLE),
            ("", "A date is needed."),
            ("é−½", UNREADABLE),
        ] {
            assert_eq!(read(text), Err(why.to_owned()), "{text}");
        }
    }

    #[test]
    fn prints_one_way_and_reads_it_back() {
        let mut day = date(2019, 1, 1);
        while day < date(2021, 1, 1) {
            assert_eq!(read(&print_date(day)), Ok(day));
            day = day.tomorrow().unwrap();
        }
        assert_eq!(print_date(date(2019, 10, 1)), "1 Oct 2019");
        assert_eq!(print_date_long(date(2019, 10, 1)), "Tuesday 1 October 2019");
    }
}
