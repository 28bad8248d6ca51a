//! What this person may do with a file, found out without touching it.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

/// Whether the file may be written: it is not marked read-only, and it opens for writing. Nothing
/// is written to find out; a file that is not there is not in the way.
pub fn writable(path: &Path) -> bool {
    let marked = fs::metadata(path).is_ok_and(|about| about.permissions().readonly());
    let opened = OpenOptions::new().write(true).open(path);
    !marked && !opened.is_err_and(|err| err.kind() != io::ErrorKind::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_marked_read_only_is_not_writable_and_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("board.ron");
        assert!(writable(&path));
        fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"), &path).unwrap();
        let before = fs::read(&path).unwrap();
        assert!(writable(&path));
        let mut rights = fs::metadata(&path).unwrap().permissions();
        rights.set_readonly(true);
        fs::set_permissions(&path, rights).unwrap();
        assert!(!writable(&path));
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}
