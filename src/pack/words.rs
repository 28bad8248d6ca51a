//! Words of a pack: counts to twelve in words, every sentence with the right plural.

use jiff::civil::{Date, Time};

use crate::model::date::{day_month, short};

const SMALL: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// A count in a sentence: words to twelve, figures beyond.
pub fn count(number: usize) -> String {
    SMALL.get(number).map_or_else(
        || crate::analysis::words::number(number),
        |word| (*word).to_owned(),
    )
}

/// A count that stands alone: none is `none`.
pub fn alone(number: usize) -> String {
    if number == 0 {
        "none".to_owned()
    } else {
        count(number)
    }
}

/// A count with its noun: `two gates`, `one gate`, `no gates`.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// `is` or `are`.
pub const fn be(number: usize) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// `has` or `have`.
pub const fn have(number: usize) -> &'static str {
    if number == 1 { "has" } else { "have" }
}

/// A text as a sentence: trimmed, with one full stop. Empty stays empty.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', '…', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// `14:05`.
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A day in a table: without its year where that is the year of the pack.
pub fn in_table(date: Date, today: Date) -> String {
    if date.year() == today.year() {
        day_month(date)
    } else {
        short(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_to_twelve_are_words() {
        assert_eq!(counted(11, "gate", "gates"), "eleven gates");
        assert_eq!(counted(1, "slip", "slips"), "one slip");
        assert_eq!(count(13), "13");
        assert_eq!(alone(0), "none");
        assert_eq!(sentence(" Late. "), "Late.");
        assert_eq!(sentence("Late"), "Late.");
    }
}
