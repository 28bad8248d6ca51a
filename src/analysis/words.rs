//! Words for numbers, dates and shares in sentences: counts under ten in words, the rest in figures.

use jiff::civil::Date;

use crate::model::{
    Pence,
    date::{day_month, days_between, month_name, weekday},
    money::grouped,
};

const SMALL: [&str; 10] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];
const ORDINALS: [&str; 10] = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
];

/// A count for the middle of a sentence: `three`, `12`, `1,200`; none is `no`.
pub fn number(count: usize) -> String {
    SMALL.get(count).map_or_else(
        || grouped(u64::try_from(count).unwrap_or(u64::MAX)),
        |word| (*word).to_owned(),
    )
}

/// A count that stands alone, as in "none of five": none is `none`.
pub fn alone(count: usize) -> String {
    if count == 0 {
        "none".to_owned()
    } else {
        number(count)
    }
}

/// A count with its noun: `two actions`, `one action`, `no actions`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// A count in figures with its noun, for lists and labels: `2 actions`.
pub fn figures(count: usize, one: &str, many: &str) -> String {
    let count_text = grouped(u64::try_from(count).unwrap_or(u64::MAX));
    format!("{count_text} {}", if count == 1 { one } else { many })
}

/// `third`, `12th`, `21st`.
pub fn ordinal(count: usize) -> String {
    if let Some(word) = ORDINALS.get(count) {
        return (*word).to_owned();
    }
    let ending = match (count % 10, count % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{count}{ending}")
}

/// `once`, `twice`, `three times`; none is `never`.
pub fn times(count: usize) -> String {
    match count {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{} times", number(more)),
    }
}

/// Days, whatever their sign: `seven days`, `one day`.
pub fn days(count: i32) -> String {
    counted(count.unsigned_abs() as usize, "day", "days")
}

/// The same text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The same text with a small first letter, unless its first word has more capitals: `DfE`.
pub fn uncapital(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or_default();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !word.chars().skip(1).any(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        Some(_) | None => text.to_owned(),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn join<S: AsRef<str>>(parts: &[S]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [head @ .., last] => {
            let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", head.join(", "), last.as_ref())
        }
    }
}

/// A day in a sentence, without its year where that is today's: `11 October`.
pub fn day_in_sentence(date: Date, today: Date) -> String {
    let day = format!("{} {}", date.day(), month_name(date.month()));
    if date.year() == today.year() {
        day
    } else {
        format!("{day} {}", date.year())
    }
}

/// A day of the coming week by name, another by date: `Thursday`, `26 September`.
pub fn near_day(date: Date, today: Date) -> String {
    match days_between(today, date) {
        0..=6 => weekday(date).to_owned(),
        _ => day_in_sentence(date, today),
    }
}

/// A day of the coming week by its three letters, another as `26 Sep`: for narrow places.
pub fn near_day_short(date: Date, today: Date) -> String {
    match days_between(today, date) {
        0..=6 => weekday(date).get(..3).unwrap_or_default().to_owned(),
        _ => day_month(date),
    }
}

/// A sum as people say it: `£19.8 million`, `£60,000`.
pub fn big_money(amount: Pence) -> String {
    const MILLION: i64 = 100_000_000;
    if amount.0.unsigned_abs() < MILLION.unsigned_abs() {
        return amount.to_string();
    }
    let tenths = amount.0 / (MILLION / 10);
    let (whole, tenth) = (tenths / 10, tenths.unsigned_abs() % 10);
    let whole_text = grouped(whole.unsigned_abs());
    let sign = if amount.0 < 0 { "−" } else { "" };
    if tenth == 0 {
        format!("{sign}£{whole_text} million")
    } else {
        format!("{sign}£{whole_text}.{tenth} million")
    }
}

/// The share of a period gone on `today`, from 0 to 1; none for a period without length.
pub fn share_gone(from: Date, to: Date, today: Date) -> Option<f64> {
    let whole = days_between(from, to);
    (whole > 0).then(|| (f64::from(days_between(from, today)) / f64::from(whole)).clamp(0.0, 1.0))
}

/// A share in words where it is close to a simple one: `a quarter`, `half`, `62 %`.
pub fn share(part: f64) -> String {
    const SIMPLE: [(f64, &str); 5] = [
        (0.25, "a quarter"),
        (1.0 / 3.0, "a third"),
        (0.5, "half"),
        (2.0 / 3.0, "two thirds"),
        (0.75, "three quarters"),
    ];
    if part >= 0.995 {
        return "all".to_owned();
    }
    SIMPLE
        .iter()
        .find(|(simple, _)| (part - simple).abs() <= 0.03)
        .map_or_else(
            || format!("{:.0} %", part * 100.0),
            |(_, words)| (*words).to_owned(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn counts_under_ten_are_words() {
        assert_eq!(counted(3, "decision", "decisions"), "three decisions");
        assert_eq!(counted(1, "decision", "decisions"), "one decision");
        assert_eq!(counted(12, "decision", "decisions"), "12 decisions");
        assert_eq!(figures(8, "action", "actions"), "8 actions");
        assert_eq!(times(2), "twice");
        assert_eq!(times(3), "three times");
    }

    #[test]
    fn ordinals_end_as_people_say_them() {
        for (count, text) in [
            (3, "third"),
            (11, "11th"),
            (21, "21st"),
            (112, "112th"),
            (42, "42nd"),
        ] {
            assert_eq!(ordinal(count), text);
        }
    }

    #[test]
    fn days_of_the_coming_week_have_names() {
        let today = date(2019, 9, 24);
        assert_eq!(near_day(date(2019, 9, 26), today), "Thursday");
        assert_eq!(near_day(date(2019, 10, 11), today), "11 October");
        assert_eq!(near_day(date(2020, 3, 1), today), "1 March 2020");
        assert_eq!(near_day_short(date(2019, 9, 26), today), "Thu");
    }

    #[test]
    fn money_and_shares_are_said_roundly() {
        assert_eq!(big_money(Pence::pounds(19_800_000)), "£19.8 million");
        assert_eq!(big_money(Pence::pounds(2_000_000)), "£2 million");
        assert_eq!(big_money(Pence::pounds(60_000)), "£60,000");
        assert_eq!(share(0.26), "a quarter");
        assert_eq!(share(0.61), "61 %");
        assert_eq!(share(1.0), "all");
        assert_eq!(
            share_gone(date(2019, 4, 1), date(2019, 4, 1), date(2019, 4, 2)),
            None
        );
    }

    #[test]
    fn lists_and_letters() {
        assert_eq!(join(&["a", "b", "c"]), "a, b and c");
        assert_eq!(capital("étage"), "Étage");
        assert_eq!(uncapital("DfE pays"), "DfE pays".to_owned());
        assert_eq!(uncapital("Requires improvement"), "requires improvement");
        assert_eq!(uncapital(""), "");
    }
}
