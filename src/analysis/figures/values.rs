//! A value as people and publishers write it.

use crate::analysis::series::LARGEST_VALUE;
use crate::model::Reading;

/// The sign that stood by a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    Percent,
    Pounds,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Written {
    /// A number, the sign by it, and its decimal places.
    Number(f64, Sign, u8),
    /// A published symbol, and what is lost by reading it so.
    State(Reading, Option<&'static str>),
}

/// Reads a value: a number or a published symbol of official statistics (Government Statistical
/// Service; `-` as in the Local Authority Interactive Tool).
pub(super) fn read(text: &str) -> Result<Written, String> {
    let text = text.trim();
    let state = |reading| Ok(Written::State(reading, None));
    match text.to_ascii_lowercase().as_str() {
        "c" => state(Reading::Suppressed),
        "z" => state(Reading::NotApplicable),
        "x" | ":" | "" => state(Reading::NotAvailable),
        "low" | "k" => state(Reading::RoundsToZero),
        "-" | "–" | "−" => Ok(Written::State(
            Reading::NotAvailable,
            Some("“-” is published for missing or suppressed; it is read as not available."),
        )),
        "u" => Ok(Written::State(
            Reading::NotAvailable,
            Some("“u” is published for low reliability; it is read as not available."),
        )),
        _other => number(text),
    }
}

/// Reads a plain number: thousands in threes with commas, a point before decimals, `£` or `%`.
pub(super) fn number(text: &str) -> Result<Written, String> {
    let unknown = || {
        let shown: String = text.chars().take(40).collect();
        Err(format!(
            "“{shown}” is neither a number nor a published symbol (c, z, x, :, low, k, u, -)."
        ))
    };
    let (negative, rest) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
    };
    let (sign, rest) = match (rest.strip_prefix('£'), rest.strip_suffix('%')) {
        (Some(_), Some(_)) => return unknown(),
        (Some(rest), None) => (Sign::Pounds, rest.trim_start()),
        (None, Some(rest)) => (Sign::Percent, rest.trim_end()),
        (None, None) => (Sign::None, rest),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent),
        None => (rest, ""),
    };
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let sound = digits(decimals)
        && digits(exponent.trim_start_matches(['+', '-']))
        && (exponent.is_empty() != rest.contains(['e', 'E']))
        && !(whole.is_empty() && decimals.is_empty());
    if !sound {
        return unknown();
    }
    let mut groups = whole.split(',');
    let head = groups.next().unwrap_or("");
    let grouped = whole.contains(',');
    let in_threes = groups.all(|group| group.len() == 3 && digits(group));
    if !digits(head) {
        return unknown();
    }
    if grouped && !(in_threes && (1..=3).contains(&head.len())) {
        return Err(format!(
            "“{text}”: a comma stands between thousands only; write decimals with a point."
        ));
    }
    let plain = rest.replace(',', "");
    match plain.parse::<f64>() {
        Ok(number) if number.abs() <= LARGEST_VALUE => {
            let number = if negative && number != 0.0 {
                -number
            } else {
                number
            };
            let places = if exponent.is_empty() {
                decimals.len()
            } else {
                0
            };
            Ok(Written::Number(
                number,
                sign,
                u8::try_from(places).unwrap_or(u8::MAX),
            ))
        }
        Ok(_) | Err(_) => unknown(),
    }
}

/// A numerator or denominator: empty or a published symbol is none.
pub(super) fn part(text: &str) -> Result<Option<f64>, String> {
    match read(text)? {
        Written::Number(number, Sign::None, _) => Ok(Some(number)),
        Written::Number(..) => Err(format!("“{text}” is not a plain number.")),
        Written::State(..) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<f64> {
        match read(text) {
            Ok(Written::Number(number, _, _)) => Some(number),
            Ok(Written::State(..)) | Err(_) => None,
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("83", 83.0),
            ("83 %", 83.0),
            ("£1,234,567.50", 1_234_567.5),
            ("-£20", -20.0),
            ("−3.5", -3.5),
            (" 12.0 ", 12.0),
            (".5", 0.5),
            ("1.2E+03", 1200.0),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        for text in [
            "12,3", "1,23,456", "inf", "NaN", "1e999", "0x10", "1.2.3", "£5%", "e5", ".", "1e",
            "--2", "n/a", "1 234", "1.234,5",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read("12,3").unwrap_err().contains("point"));
    }

    #[test]
    fn published_symbols_are_states_and_never_zero() {
        for (text, expected) in [
            ("c", Reading::Suppressed),
            ("C", Reading::Suppressed),
            ("z", Reading::NotApplicable),
            ("x", Reading::NotAvailable),
            (":", Reading::NotAvailable),
            ("", Reading::NotAvailable),
            ("-", Reading::NotAvailable),
            ("u", Reading::NotAvailable),
            ("low", Reading::RoundsToZero),
            ("k", Reading::RoundsToZero),
        ] {
            let Ok(Written::State(reading, _)) = read(text) else {
                panic!("{text} is a state");
            };
            assert_eq!((reading, reading.number()), (expected, None));
        }
        assert_eq!(value("0"), Some(0.0), "a true zero stays one");
    }
}
