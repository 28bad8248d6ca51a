//! A frozen pack opened in the window: the record as the board saw it, for reading.

use std::path::PathBuf;

use crate::{
    model::date::long,
    pack::freeze::{ENDING, Issue, OpenedPack, read_pack},
    store::{read::ReadError, save::Base},
};

use super::{
    ReadOnly,
    derived::Derived,
    document::PackOf,
    files::{Kept, Opened},
};

/// Whether a file is a frozen pack, by its name.
pub fn is_pack(path: &std::path::Path) -> bool {
    path.to_string_lossy().ends_with(ENDING)
}

/// Reads a pack. One that was changed since it was issued opens all the same, and the line over the
/// page says so.
///
/// # Errors
/// What keeps it from being a pack, with line and column.
pub fn open_pack(path: PathBuf, bytes: Vec<u8>, base: Base) -> Result<Opened, ReadError> {
    let OpenedPack {
        pack,
        changed,
        source,
    } = read_pack(bytes)?;
    let sentence = sentence(&pack.issue, pack.meeting().map(|one| one.date), &changed);
    let of = PackOf {
        meeting: pack.issue.meeting,
        version: pack.issue.version,
    };
    let mut record = pack.record;
    // A pack shows the day whose position it describes, not the day on which it is read.
    record.as_at = Some(pack.issue.as_at);
    let derived = Derived::new(&record, pack.issue.as_at, 0, None);
    Ok(Opened {
        path,
        kept: Kept {
            source,
            record,
            base,
            said: Vec::new(),
        },
        derived,
        read_only: Some(ReadOnly::pack(sentence)),
        lock: None,
        pack: Some(of),
    })
}

fn sentence(issue: &Issue, meeting: Option<jiff::civil::Date>, changed: &[String]) -> String {
    let day = long(meeting.unwrap_or(issue.as_at));
    let (version, issued) = (issue.version, long(issue.issued));
    let what = format!("Version {version} of the pack for {day}, issued on {issued}");
    if changed.is_empty() {
        format!("{what}: the record as the board saw it, unchanged since.")
    } else {
        format!(
            "{what}, but it was changed afterwards: it is not what the board saw. {}",
            changed.join(" ")
        )
    }
}
