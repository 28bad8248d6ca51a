//! Counts and dates in words, the same way in every sentence of a chart.

use jiff::civil::Date;

use crate::model::date::{long, month_name, month_short, short};
use crate::model::{Frequency, Measure};

const SMALL: [&str; 10] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

/// A count in a sentence: under ten in words, from ten on in figures.
pub fn count_words(count: usize) -> String {
    SMALL
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// "seven months", "one quarter", "12 months": values in a row, by how often they are due.
pub(super) fn count_of_periods(count: usize, frequency: Frequency) -> String {
    let noun = match frequency {
        Frequency::Monthly => "month",
        Frequency::Quarterly => "quarter",
        Frequency::Termly => "term",
        Frequency::Annual => "year",
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", count_words(count))
}

/// The first letter as a capital, for the beginning of a sentence.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Whether the measure has two values in one month, so that a day must be given.
pub(super) fn needs_days(measure: &Measure) -> bool {
    let mut months: Vec<(i16, i8)> = measure
        .values
        .iter()
        .map(|value| (value.date.year(), value.date.month()))
        .collect();
    months.sort_unstable();
    months.windows(2).any(|pair| pair[0] == pair[1])
}

/// "August 2019", or "12 August 2019" where months are not enough.
pub fn date_in_words(date: Date, days: bool) -> String {
    if days {
        long(date)
    } else {
        format!("{} {}", month_name(date.month()), date.year())
    }
}

/// "Aug 2019", or "12 Aug 2019" where months are not enough.
pub(super) fn date_in_table(date: Date, days: bool) -> String {
    if days {
        short(date)
    } else {
        format!("{} {}", month_short(date.month()), date.year())
    }
}

/// "March 2020" for the last day of a month, "12 March 2020" for any other day.
pub(super) fn due_words(date: Date) -> String {
    date_in_words(date, date != date.last_of_month())
}

/// "Shown: October 2018 to September 2019; means and limits are those of all values": said of a
/// chart of which some days are shown.
pub fn window_words(days: (i32, i32)) -> String {
    let word = |day| date_in_words(crate::model::date::from_day_number(day), false);
    format!(
        "Shown: {} to {}; means and limits are those of all values",
        word(days.0),
        word(days.1)
    )
}
