//! Text that is no record: figures to be read in.

use std::{
    fs::File,
    io::{ErrorKind, Read as _},
    path::Path,
};

/// Reads a file of UTF-8 text of at most `most` bytes. A byte order mark stays.
///
/// # Errors
/// A sentence: it is not there, cannot be read, is longer, or is in another encoding.
pub fn read_text(path: &Path, most: usize) -> Result<String, String> {
    let cannot = |err: std::io::Error| {
        if err.kind() == ErrorKind::NotFound {
            "The file is not there.".to_owned()
        } else {
            format!("The file cannot be read: {err}.")
        }
    };
    let file = File::open(path).map_err(cannot)?;
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() > most {
        return Err(format!(
            "The file is longer than {} MB. Divide it and read in one part at a time.",
            most / 1_000_000
        ));
    }
    String::from_utf8(bytes).map_err(|err| {
        let place = err.utf8_error().valid_up_to();
        format!(
            "The file is not UTF-8 text (byte {place}). Save it from the spreadsheet as “CSV UTF-8”."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "stands in for another program")]
    fn what_is_too_long_or_in_another_encoding_is_said_so() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("figures.csv");
        std::fs::write(&path, "a,£1").unwrap();
        assert_eq!(read_text(&path, 5).as_deref(), Ok("a,£1"));
        assert!(read_text(&path, 4).unwrap_err().contains("longer"));
        std::fs::write(&path, b"a,\xa31").unwrap();
        assert!(read_text(&path, 9).unwrap_err().contains("UTF-8"));
        assert!(
            read_text(&folder.path().join("none"), 9)
                .unwrap_err()
                .contains("not there")
        );
    }
}
