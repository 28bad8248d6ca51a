//! Records and files: what the tasks "open" and "save" do. Called on their threads, never by a view.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil::Date;

use crate::{
    model::Record,
    store::{
        lock::Taken,
        read, rights,
        save::{self, Base, SaveError},
        source::Source,
        splice,
    },
};

use super::{
    ReadOnly,
    derived::Derived,
    document::PackOf,
    modal::BrokenFile,
    open_pack::{is_pack, open_pack},
};

/// The sample that "Open the sample" shows: read from the program, not from a file.
const SAMPLE: &str = include_str!("../../saves/worcestershire-2019.ron");
/// What "New record" begins from.
const NEW_BOARD: &str = include_str!("../../saves/new-board.ron");

/// What is on disk: the text as written, the record it holds, the stamp to compare with later.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The text as written, comments and all.
    pub source: Source,
    /// The record that it holds.
    pub record: Record,
    /// The file's state when it was read or written.
    pub base: Base,
    /// What there is to know of the save that wrote it, in sentences.
    pub said: Vec<String>,
}

/// A file that was read.
#[derive(Debug)]
pub struct Opened {
    /// Which file.
    pub path: PathBuf,
    /// What it holds.
    pub kept: Kept,
    /// What follows from it.
    pub derived: Derived,
    /// Why it cannot be changed here, if it cannot.
    pub read_only: Option<ReadOnly>,
    /// How asking for its lock ended; none where it was not asked for.
    pub lock: Option<Taken>,
    /// The pack it is, where it is one.
    pub pack: Option<PackOf>,
}

/// A file that could not be opened.
#[derive(Debug)]
pub enum OpenFailed {
    /// It was read, but is no record.
    Broken(BrokenFile),
    /// It could not be read at all.
    Unreadable(String),
}

/// Where a save goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// To the file the record came from: it must still be what was read.
    Same,
    /// To another file that the person chose.
    Other,
}

/// How a save ended.
#[derive(Debug)]
pub struct SaveEnded {
    /// Which file.
    pub path: PathBuf,
    /// Which revision of the record.
    pub revision: u64,
    /// The new state on disk, or why there is none.
    pub result: Result<Kept, SaveFailed>,
    /// How asking for the lock of another file ended.
    pub lock: Option<Taken>,
}

/// Why a save failed. The file is as it was.
#[derive(Debug)]
pub enum SaveFailed {
    /// Somebody else has written the file meanwhile.
    ChangedOnDisk,
    /// Anything else, as a sentence.
    Other(String),
}

/// Reads a file and works out what follows from it.
///
/// # Errors
/// When the file cannot be read or is no record; nothing on disk has changed.
pub fn open(path: PathBuf, calendar: Date) -> Result<Opened, OpenFailed> {
    let (bytes, base) = save::load(&path).map_err(|err| OpenFailed::Unreadable(err.to_string()))?;
    if is_pack(&path) {
        return open_pack(path.clone(), bytes, base).map_err(|err| broken(&path, &err));
    }
    let known = read::read_known(bytes).map_err(|err| broken(&path, &err))?;
    let newer = known.sentence().map(ReadOnly::newer);
    let opened = known.opened;
    let today = opened.record.as_at.unwrap_or(calendar);
    let derived = Derived::new(&opened.record, today, 0, None);
    save::clear_leftovers(&path, &base);
    let kept = Kept {
        source: opened.source,
        record: opened.record,
        base,
        said: Vec::new(),
    };
    let read_only = newer.or_else(|| (!rights::writable(&path)).then(ReadOnly::not_writable));
    Ok(Opened {
        path,
        kept,
        derived,
        read_only,
        lock: None,
        pack: None,
    })
}

fn broken(path: &Path, err: &read::ReadError) -> OpenFailed {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let sentence = match &err.hint {
        Some(hint) => format!("{err} {hint}"),
        None => err.to_string(),
    };
    let place = format!("{name}:{}:{}", err.place.line, err.place.column);
    let (line, caret) = err.excerpt();
    let excerpt = format!("{line}\n{}^", " ".repeat(caret));
    OpenFailed::Broken(BrokenFile {
        path: path.to_owned(),
        place,
        sentence,
        excerpt,
    })
}

/// Writes a record to a file: only the items that changed, where the file's text is known.
pub fn save(
    path: PathBuf,
    record: Record,
    kept: Option<&Kept>,
    target: Target,
    revision: u64,
) -> SaveEnded {
    let result = write(&path, record, kept, target);
    SaveEnded {
        path,
        revision,
        result,
        lock: None,
    }
}

/// Writes a record to a file, as a save of the window does.
///
/// # Errors
/// When it cannot be written, or when somebody else has written the file since `kept` was read; the
/// file is as it was.
pub fn write(
    path: &Path,
    record: Record,
    kept: Option<&Kept>,
    target: Target,
) -> Result<Kept, SaveFailed> {
    let other = |err: &dyn std::fmt::Display| SaveFailed::Other(err.to_string());
    let (source, anew) = match kept {
        Some(kept) => splice::splice_or_anew(&kept.source, &kept.record, &record),
        None => splice::fresh(&record).map(|source| (source, false)),
    }
    .map_err(|err| other(&err))?;
    let base = match (target, kept) {
        (Target::Same, Some(kept)) => kept.base.clone(),
        (Target::Same, None) | (Target::Other, _) => save::base_of(path).map_err(|e| other(&e))?,
    };
    let saved = save::save_record(path, &source.to_bytes(), &base).map_err(|err| {
        if matches!(err, SaveError::ChangedOnDisk) {
            SaveFailed::ChangedOnDisk
        } else {
            other(&err)
        }
    })?;
    let mut said = said(saved.overtaken.as_deref(), &saved.warnings);
    if anew {
        said.push(WRITTEN_ANEW.to_owned());
    }
    Ok(Kept {
        source,
        record,
        base: saved.base,
        said,
    })
}

/// Said of a save that could not keep the form of the file's text.
const WRITTEN_ANEW: &str = "Saved. The text of the file has a form of its own, by its first line, that could not take the \
     change, so all of it was written anew in the usual form. The record is whole; comments in the \
     old text are in the backup of the state before.";

fn said(overtaken: Option<&Path>, warnings: &[save::Warning]) -> Vec<String> {
    let overtaken = overtaken.map(save::overtaken_words);
    let warnings = warnings.iter().map(ToString::to_string);
    overtaken.into_iter().chain(warnings).collect()
}

/// The sample record.
///
/// # Errors
/// A sentence, should the program have been built with a broken sample.
pub fn sample() -> Result<Record, String> {
    read::read_record(SAMPLE.as_bytes().to_vec())
        .map(|opened| opened.record)
        .map_err(|err| format!("The sample cannot be read: {err}"))
}

/// The record that a new board begins with.
pub fn new_record() -> Record {
    read::read_record(NEW_BOARD.as_bytes().to_vec())
        .map(|opened| opened.record)
        .unwrap_or_default()
}

/// What follows from a record, worked out here and now: for records that come from no file.
pub fn derive_now(record: &Record, calendar: Date, revision: u64) -> Arc<Derived> {
    let today = record.as_at.unwrap_or(calendar);
    Arc::new(Derived::new(record, today, revision, None))
}

/// A file name made from the organisation's name.
pub fn suggested_name(record: &Record) -> String {
    let mut name = String::new();
    for character in record.organisation.name.to_lowercase().chars() {
        if character.is_ascii_alphanumeric() {
            name.push(character);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() {
        "board.ron".to_owned()
    } else {
        format!("{name}.ron")
    }
}

/// `.ron` where a person typed no ending.
pub fn with_extension(path: PathBuf) -> PathBuf {
    if path.extension().is_some() {
        path
    } else {
        path.with_extension("ron")
    }
}

#[cfg(test)]
mod tests {
    use ron::extensions::Extensions;

    use super::*;
    use crate::store::backup;

    #[test]
    fn a_file_name_comes_from_the_organisation() {
        let mut record = Record::default();
        assert_eq!(suggested_name(&record), "board.ron");
        let organisation = crate::model::Organisation {
            name: "Worcestershire Children First".to_owned(),
            ..Default::default()
        };
        record.put(organisation.into());
        assert_eq!(suggested_name(&record), "worcestershire-children-first.ron");
    }

    #[test]
    fn a_text_whose_form_cannot_take_the_change_is_written_anew_and_that_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("board.ron");
        let old = sample().unwrap();
        let form = ron::ser::PrettyConfig::new()
            .struct_names(true)
            .extensions(Extensions::EXPLICIT_STRUCT_NAMES | Extensions::IMPLICIT_SOME);
        let text = ron::ser::to_string_pretty(&old, form).unwrap();
        let base = save::save(&path, text.as_bytes(), &save::Base::ABSENT).unwrap();
        let (bytes, _) = save::load(&path).unwrap();
        let opened = read::read_record(bytes).unwrap();
        let kept = Kept {
            source: opened.source,
            record: opened.record.clone(),
            base,
            said: Vec::new(),
        };
        let mut new = opened.record;
        let action = new.actions.iter().next().unwrap().clone();
        let with_id = |number| crate::model::Action {
            id: crate::model::Id::new(2019, || number),
            ..action.clone()
        };
        new.actions.put(with_id(7));
        let saved = write(&path, new.clone(), Some(&kept), Target::Same).unwrap();
        assert_eq!(saved.said, [WRITTEN_ANEW]);
        let (bytes, _) = save::load(&path).unwrap();
        assert_eq!(read::read_record(bytes).unwrap().record, new);
        let backup = save_backups(&path);
        assert_eq!(backup, [text.into_bytes()]);
        // The next save is one like any other.
        new.actions.put(with_id(8));
        let again = write(&path, new, Some(&saved), Target::Same).unwrap();
        assert!(again.said.is_empty(), "{:?}", again.said);
    }

    /// What the backups of a record hold.
    fn save_backups(path: &Path) -> Vec<Vec<u8>> {
        let entries = backup::list(path).unwrap();
        entries
            .iter()
            .map(|entry| backup::read(entry).unwrap())
            .collect()
    }

    #[test]
    fn the_built_in_records_can_be_read() {
        assert!(sample().is_ok());
        assert!(!new_record().board_rules.standing_agenda.is_empty());
    }
}
