//! Fields for the record's own kinds of value: imprecise dates, quantities, counts, figures.

use egui::Ui;
use jiff::civil::Time;

use crate::{
    model::{Pence, Quantity, When, date},
    ui::widgets::{date_text::parse_date, field::Field},
};

/// A [`When`]: a day, a month ("March 2017", "2017-03") or a year.
pub fn when(ui: &mut Ui, field: Field<'_>, value: &mut When, today: jiff::civil::Date) {
    if let Some(new) = field.parsed(ui, value, |text| parse_when(text, today), When::to_string) {
        *value = new;
    }
}

/// A [`When`] that may be left empty.
pub fn when_option(
    ui: &mut Ui,
    field: Field<'_>,
    value: &mut Option<When>,
    today: jiff::civil::Date,
) {
    let parse = |text: &str| {
        if text.trim().is_empty() {
            Ok(None)
        } else {
            parse_when(text, today).map(Some)
        }
    };
    let print = |value: &Option<When>| value.map(|when| when.to_string()).unwrap_or_default();
    if let Some(new) = field.parsed(ui, value, parse, print) {
        *value = new;
    }
}

/// Reads a day, a month or a year as people write them.
fn parse_when(text: &str, today: jiff::civil::Date) -> Result<When, String> {
    let text = text.trim();
    if let Ok(when) = text.parse() {
        return Ok(when);
    }
    let mut words = text.split_whitespace();
    if let (Some(word), Some(year), None) = (words.next(), words.next(), words.next()) {
        let prefix = word.to_lowercase();
        let month = (1..=12).find(|month| {
            prefix.len() >= 3 && date::month_name(*month).to_lowercase().starts_with(&prefix)
        });
        if let (Some(month), Ok(year)) = (month, year.parse::<i16>()) {
            return format!("{year:04}-{month:02}").parse();
        }
    }
    parse_date(text, today).map(When::day)
}

/// A whole number that may be left empty.
pub fn count_option(ui: &mut Ui, field: Field<'_>, value: &mut Option<u16>) {
    let parse = |text: &str| match text.trim() {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|_err| "Not a whole number.".to_owned()),
    };
    let print = |value: &Option<u16>| value.map(|count| count.to_string()).unwrap_or_default();
    if let Some(new) = field.parsed(ui, value, parse, print) {
        *value = new;
    }
}

/// A whole number.
pub fn count(ui: &mut Ui, field: Field<'_>, value: &mut u32) {
    let parse = |text: &str| {
        text.trim()
            .parse()
            .map_err(|_err| "Not a whole number.".to_owned())
    };
    if let Some(new) = field.parsed(ui, value, parse, u32::to_string) {
        *value = new;
    }
}

/// A figure that may be left empty; per-cent signs and grouping commas are understood.
pub fn figure_option(ui: &mut Ui, field: Field<'_>, value: &mut Option<f64>) {
    let parse = |text: &str| match text.trim() {
        "" => Ok(None),
        text => parse_figure(text).map(Some),
    };
    let print = |value: &Option<f64>| value.map(|number| number.to_string()).unwrap_or_default();
    if let Some(new) = field.parsed(ui, value, parse, print) {
        *value = new;
    }
}

/// A figure.
pub fn figure(ui: &mut Ui, field: Field<'_>, value: &mut f64) {
    if let Some(new) = field.parsed(ui, value, parse_figure, f64::to_string) {
        *value = new;
    }
}

/// Reads a figure as people write it.
///
/// # Errors
/// A sentence, where it is no finite number.
pub fn parse_figure(text: &str) -> Result<f64, String> {
    let cleaned: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '%' | '£' | ' ' | '\u{a0}'))
        .collect();
    match cleaned.replace('−', "-").parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _other => Err("Not a figure.".to_owned()),
    }
}

/// A number of units, in at most two decimals.
pub fn quantity(ui: &mut Ui, field: Field<'_>, value: &mut Quantity) {
    if let Some(new) = field.parsed(ui, value, parse_quantity, Quantity::to_string) {
        *value = new;
    }
}

/// A number of units that may be left empty.
pub fn quantity_option(ui: &mut Ui, field: Field<'_>, value: &mut Option<Quantity>) {
    let parse = |text: &str| match text.trim() {
        "" => Ok(None),
        text => parse_quantity(text).map(Some),
    };
    let print = |value: &Option<Quantity>| value.map(|q| q.to_string()).unwrap_or_default();
    if let Some(new) = field.parsed(ui, value, parse, print) {
        *value = new;
    }
}

fn parse_quantity(text: &str) -> Result<Quantity, String> {
    let number = parse_figure(text)?;
    Quantity::from_decimal(number).ok_or_else(|| "At most two decimal places.".to_owned())
}

/// An amount of money.
pub fn pence(ui: &mut Ui, field: Field<'_>, value: &mut Pence) {
    if let Some(new) = field.money(ui, value.0) {
        *value = Pence(new);
    }
}

/// An amount of money that may be left empty.
pub fn pence_option(ui: &mut Ui, field: Field<'_>, value: &mut Option<Pence>) {
    if let Some(new) = field.money_opt(ui, value.map(|pence| pence.0)) {
        *value = new.map(Pence);
    }
}

/// A time of day that may be left empty: `14:00`, `2 pm`, `14.30`.
pub fn time_option(ui: &mut Ui, field: Field<'_>, value: &mut Option<Time>) {
    let parse = |text: &str| match text.trim() {
        "" => Ok(None),
        text => parse_time(text).map(Some),
    };
    let print = |value: &Option<Time>| value.map(show_time).unwrap_or_default();
    if let Some(new) = field.parsed(ui, value, parse, print) {
        *value = new;
    }
}

/// `14:00`.
pub fn show_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn parse_time(text: &str) -> Result<Time, String> {
    let bad = || "Not a time of day, such as 14:00.".to_owned();
    let lower = text.to_lowercase().replace(' ', "");
    let (digits, add) = if let Some(rest) = lower.strip_suffix("pm") {
        (rest, 12)
    } else if let Some(rest) = lower.strip_suffix("am") {
        (rest, 0)
    } else {
        (lower.as_str(), -1)
    };
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, "0"));
    let hour: i8 = hour.parse().map_err(|_err| bad())?;
    let minute: i8 = minute.parse().map_err(|_err| bad())?;
    let hour = if add < 0 { hour } else { hour % 12 + add };
    Time::new(hour, minute, 0, 0).map_err(|_err| bad())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn months_and_years_are_read_as_people_write_them() {
        let today = day(2019, 9, 24);
        for (text, shown) in [
            ("March 2017", "March 2017"),
            ("aug 2018", "August 2018"),
            ("2016", "2016"),
            ("24 Jan 2017", "24 Jan 2017"),
            ("2017-03", "March 2017"),
        ] {
            assert_eq!(parse_when(text, today).unwrap().to_string(), shown);
        }
        assert!(parse_when("someday", today).is_err());
    }

    #[test]
    fn times_and_figures_are_read_generously() {
        assert_eq!(show_time(parse_time("2 pm").unwrap()), "14:00");
        assert_eq!(show_time(parse_time("12.30am").unwrap()), "00:30");
        assert!(parse_time("25:00").is_err());
        assert_eq!(parse_figure("1,234.5 %"), Ok(1234.5));
        assert!(parse_figure("NaN").is_err());
    }
}
