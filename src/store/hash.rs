//! SHA-256: of files as they are on disk, of what a journal notes, of what a pack holds.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// A hash.
pub type Hash = [u8; 32];

/// The hash of some bytes.
pub fn hash_of(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// A hash as 64 lower-case hexadecimal digits.
pub fn hex(hash: &Hash) -> String {
    let mut digits = String::with_capacity(2 * hash.len());
    for byte in hash {
        // Writing to a text does not fail.
        let _infallible = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nothing_is_the_known_one() {
        assert_eq!(
            hex(&hash_of(b"")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
