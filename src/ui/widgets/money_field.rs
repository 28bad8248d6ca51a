//! The money field: whole pence, typed with or without signs.

use egui::Ui;

use super::field::Field;

/// The one way an amount is written: `£500`, `£1,234.50`, `−£20`.
pub fn print_money(pence: i64) -> String {
    let sign = if pence < 0 { "−" } else { "" };
    let (pounds, rest) = (pence.unsigned_abs() / 100, pence.unsigned_abs() % 100);
    let digits = pounds.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3 + 8);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if rest == 0 {
        format!("{sign}£{grouped}")
    } else {
        format!("{sign}£{grouped}.{rest:02}")
    }
}

/// Reads an amount in pounds into whole pence: `£1,234.50`, `1234.5`, `500`, `-20`.
///
/// # Errors
/// One sentence that says what is wrong with it.
pub fn parse_money(text: &str) -> Result<i64, String> {
    let unreadable = || "Not an amount: write £1,234.50.".to_owned();
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '£' | '\''))
        .collect();
    let (sign, plain) = match plain.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, plain.as_str()),
    };
    let (pounds, pence) = plain.split_once('.').unwrap_or((plain, ""));
    if pounds.is_empty() && pence.is_empty() {
        return Err(if text.trim().is_empty() {
            "An amount is needed.".to_owned()
        } else {
            unreadable()
        });
    }
    if !pounds
        .bytes()
        .chain(pence.bytes())
        .all(|byte| byte.is_ascii_digit())
    {
        return Err(unreadable());
    }
    if pence.len() > 2 {
        return Err("Pence have two figures.".to_owned());
    }
    let digits = format!("{pounds}{pence:0<2}");
    let amount: i64 = digits
        .parse()
        .map_err(|_too_large| "The amount is too large.".to_owned())?;
    Ok(sign * amount)
}

impl Field<'_> {
    /// An amount in pence. The answer is a new amount, once, when the field is left.
    pub fn money(self, ui: &mut Ui, pence: i64) -> Option<i64> {
        self.parsed(ui, &pence, parse_money, |pence| print_money(*pence))
    }

    /// An amount that may be missing; an empty field is none.
    pub fn money_opt(self, ui: &mut Ui, pence: Option<i64>) -> Option<Option<i64>> {
        let parse = |text: &str| {
            if text.trim().is_empty() {
                Ok(None)
            } else {
                parse_money(text).map(Some)
            }
        };
        self.parsed(ui, &pence, parse, |pence| {
            pence.map(print_money).unwrap_or_default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints_pounds_and_pence() {
        for (text, pence, printed) in [
            ("£1,234.50", 123_450, "£1,234.50"),
            ("1234.5", 123_450, "£1,234.50"),
            ("500", 50_000, "£500"),
            (" £ 19 500 ", 1_950_000, "£19,500"),
            ("-20", -2_000, "−£20"),
            (".05", 5, "£0.05"),
            ("1000000", 100_000_000, "£1,000,000"),
        ] {
            assert_eq!(parse_money(text), Ok(pence), "{text}");
            assert_eq!(print_money(pence), printed);
            assert_eq!(parse_money(printed), Ok(pence), "{printed}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, why) in [
            ("", "An amount is needed."),
            ("about 20", "Not an amount: write £1,234.50."),
            ("1.234", "Pence have two figures."),
            ("£", "Not an amount: write £1,234.50."),
            ("--1", "Not an amount: write £1,234.50."),
            ("99999999999999999999", "The amount is too large."),
        ] {
            assert_eq!(parse_money(text), Err(why.to_owned()), "{text}");
        }
    }
}
