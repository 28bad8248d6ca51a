//! Hashes of what a pack holds: SHA-256 as 64 lower-case hexadecimal digits.

use crate::store::hash::{hash_of, hex};

/// Digits of a hash as written.
pub const DIGITS: usize = 64;

/// The hash of some bytes.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&hash_of(bytes))
}

/// The first eight digits, in two groups: for the cover. Empty where there is no hash.
pub fn short(hash: &str) -> String {
    groups(hash.get(..8).unwrap_or(hash))
}

/// All digits in groups of four.
pub fn groups(hash: &str) -> String {
    let mut text = String::with_capacity(hash.len() * 5 / 4);
    for (place, digit) in hash.chars().enumerate() {
        if place > 0 && place.is_multiple_of(4) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_shown_short_and_in_groups() {
        let hash = sha256(b"");
        assert_eq!(hash.len(), DIGITS);
        assert_eq!(short(&hash), "e3b0 c442");
        assert_eq!(groups("abcde"), "abcd e");
    }
}
