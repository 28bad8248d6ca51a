//! Money and quantities, exact: whole pence, and days in hundredths.

use std::{fmt, iter::Sum, ops::Add};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// An amount in whole pence. Sums saturate rather than wrap.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Pence(pub i64);

impl Pence {
    /// An amount in whole pounds.
    pub const fn pounds(pounds: i64) -> Self {
        Self(pounds.saturating_mul(100))
    }

    /// This amount for `quantity` units, rounded half away from zero to the penny.
    #[must_use]
    pub fn times(self, quantity: Quantity) -> Self {
        let exact = i128::from(self.0) * i128::from(quantity.hundredths());
        let half = if exact < 0 { -50 } else { 50 };
        Self(i64::try_from((exact + half) / 100).unwrap_or(i64::MAX))
    }

    /// What is left after `other`, never wrapping.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Always with pence and without the sign of the pound, for ledger columns: `7,250.00`.
    pub fn in_ledger(self) -> String {
        let pence = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "−" } else { "" };
        format!("{sign}{}.{:02}", grouped(pence / 100), pence % 100)
    }
}

impl Add for Pence {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Pence {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self(0), Add::add)
    }
}

impl fmt::Display for Pence {
    /// `£500`, `£1,234.50`: pence only where there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pence = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "−" } else { "" };
        write!(f, "{sign}£{}", grouped(pence / 100))?;
        if pence.is_multiple_of(100) {
            Ok(())
        } else {
            write!(f, ".{:02}", pence % 100)
        }
    }
}

/// Digits in groups of three: `12,345`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of fee units (days, half days) in hundredths, so that sums are exact.
///
/// Written in the file as a decimal with at most two places: `0.5`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i32);

impl Quantity {
    /// From hundredths of a unit.
    pub const fn from_hundredths(hundredths: i32) -> Self {
        Self(hundredths)
    }

    /// From a decimal; none where it has more than two places or is not a reasonable number.
    pub fn from_decimal(number: f64) -> Option<Self> {
        let hundredths = (number * 100.0).round();
        let exact = (hundredths / 100.0 - number).abs() < 1e-9;
        #[expect(clippy::cast_possible_truncation, reason = "range checked just before")]
        (number.is_finite() && exact && hundredths.abs() < 1e8).then_some(Self(hundredths as i32))
    }

    /// In hundredths of a unit.
    pub const fn hundredths(self) -> i32 {
        self.0
    }

    /// As a decimal, for charts and caps.
    pub fn decimal(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl Add for Quantity {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Quantity {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self(0), Add::add)
    }
}

impl fmt::Display for Quantity {
    /// At least one decimal place: `14.5`, `13.0`, `0.25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 % 10 == 0 {
            write!(f, "{:.1}", self.decimal())
        } else {
            write!(f, "{:.2}", self.decimal())
        }
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.decimal())
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        Self::from_decimal(number).ok_or_else(|| {
            D::Error::custom("expected a number of days with at most two decimal places")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_printed_as_people_write_it() {
        assert_eq!(Pence::pounds(500).to_string(), "£500");
        assert_eq!(Pence(123_450).to_string(), "£1,234.50");
        assert_eq!(Pence(-5).to_string(), "−£0.05");
        assert_eq!(Pence(650_000).in_ledger(), "6,500.00");
    }

    #[test]
    fn half_a_day_at_an_odd_rate_rounds_to_the_penny() {
        let half = Quantity::from_decimal(0.5).unwrap();
        assert_eq!(Pence(50_001).times(half), Pence(25_001));
        assert_eq!(Pence::pounds(500).times(half), Pence::pounds(250));
    }

    #[test]
    fn a_third_decimal_place_is_refused() {
        assert_eq!(Quantity::from_decimal(0.333), None);
        assert_eq!(Quantity::from_decimal(f64::NAN), None);
    }
}
