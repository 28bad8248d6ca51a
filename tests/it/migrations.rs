//! Records of every format there ever was still open: one folder a format, never edited again.

use std::fs;

use trajectory::{
    model::FORMAT,
    store::{read::read_record, schema},
};

use crate::support::repository;

#[test]
fn every_format_has_records_and_they_open() {
    for format in 1..=FORMAT {
        let folder = repository(&format!("tests/data/format-{format}"));
        let files: Vec<_> = fs::read_dir(&folder)
            .unwrap_or_else(|_| {
                panic!(
                    "{} is missing: put records of format {format} there",
                    folder.display()
                )
            })
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "ron"))
            .collect();
        assert!(!files.is_empty(), "{} holds no record", folder.display());
        for path in files {
            let bytes = fs::read(&path).unwrap();
            let text = String::from_utf8(bytes.clone()).unwrap();
            let written = schema::probe(&text).and_then(|written| written.format);
            assert_eq!(written, Some(u128::from(format)), "{}", path.display());
            let opened = read_record(bytes).map_err(|err| err.report("old")).unwrap();
            assert_eq!(opened.record.format, FORMAT, "{}", path.display());
        }
    }
}
