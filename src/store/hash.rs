//! What tells one text from another: SHA-256 as people compare it.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// SHA-256 as 64 hexadecimal digits in lower case.
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _written = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_known_hash_of_nothing() {
        let empty = super::hex(b"");
        assert!(empty.starts_with("e3b0c44298fc1c14") && empty.len() == 64);
    }
}
