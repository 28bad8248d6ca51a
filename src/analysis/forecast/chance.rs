//! A chance as a reader may be told it: in tenths, and never certain.

/// Lowest and highest chance ever stated.
pub const STATED: (f64, f64) = (0.05, 0.95);

/// A chance as it may be stated: never under 5 % or over 95 %.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Chance(f64);

impl Chance {
    /// Keeps a probability within what may be stated; what is not a number is the lowest.
    pub fn new(probability: f64) -> Self {
        if probability.is_nan() {
            return Self(STATED.0);
        }
        Self(probability.clamp(STATED.0, STATED.1))
    }

    /// The chance before rounding, from 0.05 to 0.95.
    pub fn probability(self) -> f64 {
        self.0
    }

    /// The chance as stated and kept: whole tenths from 0.1 to 0.9, or 0.05 or 0.95 at the ends.
    pub fn stated(self) -> f64 {
        if self.0 <= STATED.0 || self.0 >= STATED.1 {
            self.0
        } else {
            (self.0 * 10.0).round().clamp(1.0, 9.0) / 10.0
        }
    }

    /// In words: "about 6 in 10", "less than 1 in 10", "more than 9 in 10".
    pub fn words(self) -> String {
        chance_words(self.stated())
    }
}

/// A stated chance (0 to 1) in words: "about 6 in 10", "less than 1 in 10", "more than 9 in 10".
pub fn chance_words(stated: f64) -> String {
    if stated <= STATED.0 {
        return "less than 1 in 10".to_owned();
    }
    if stated >= STATED.1 {
        return "more than 9 in 10".to_owned();
    }
    format!("about {:.0} in 10", (stated * 10.0).round().clamp(1.0, 9.0))
}
