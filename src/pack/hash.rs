//! Hashes of what a pack holds: SHA-256 as 64 lower-case hexadecimal digits.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Digits of a hash as written.
pub const DIGITS: usize = 64;

/// The hash of some bytes.
pub fn sha256(bytes: &[u8]) -> String {
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    let mut text = String::with_capacity(DIGITS);
    for byte in digest {
        // Writing to a string cannot fail.
        let _infallible = write!(text, "{byte:02x}");
    }
    text
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
    fn the_hash_of_nothing_is_the_known_one() {
        let hash = sha256(b"");
        assert!(hash.starts_with("e3b0c44298fc1c14") && hash.len() == DIGITS);
        assert_eq!(short(&hash), "e3b0 c442");
        assert_eq!(groups("abcde"), "abcd e");
    }
}
