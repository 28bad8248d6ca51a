//! A reader's private notes and questions: never in a record or a pack, but in a file of their own
//! beside the preferences, for the user of this computer alone.
//!
//! They are kept by board and meeting, and by the id of the item they stand beside, so that a later
//! version of a pack finds them again. A file that cannot be understood is put aside and said; one
//! that a newer version wrote is left alone. Two windows may write: what one changed is brought
//! together with what the other wrote.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::prefs::PrefsFile;
use super::private::{self, PrivateError};
use super::read::read_text;
use super::save::{self, Base, SaveError};
use super::write::record_text;
use crate::model::{Id, Meeting};

/// The format that this program writes.
pub const FORMAT: u32 = 1;
/// Most characters of one note.
pub const MOST_CHARACTERS: usize = 4_000;
/// Most notes that are kept, of all packs together.
pub const MOST_NOTES: usize = 2_000;
/// How often a save that met another window's is tried again.
const TRIES: usize = 4;

/// What is written beside an item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoteKind {
    /// A note to oneself.
    #[default]
    Note,
    /// A question to ask.
    Question,
}

/// A private note or question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivateNote {
    /// Names it; random.
    pub id: u64,
    /// A note or a question.
    pub kind: NoteKind,
    /// The key of what it stands beside: an id, or `whole`.
    pub on: String,
    /// What that was called when the note was written, for when it is gone.
    pub about: String,
    /// What it says.
    pub text: String,
    /// When it was begun.
    pub written: DateTime,
}

/// Whose notes: a pack by board and meeting, in all its versions, or a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The name of the board's organisation, or the path of a record without one.
    pub board: String,
    /// The meeting whose pack it is; none for the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Id<Meeting>>,
}

/// The notes on one pack or record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// Of what.
    pub subject: Subject,
    /// "The pack for 26 September 2019".
    pub title: String,
    /// The notes, in the order in which they were written.
    pub notes: Vec<PrivateNote>,
}

/// All notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notes {
    /// Version of the file format.
    pub format: u32,
    /// By pack and record.
    #[serde(default)]
    pub books: Vec<Book>,
}

/// What every format says of itself.
#[derive(Deserialize)]
struct Probe {
    format: u32,
}

impl Default for Notes {
    fn default() -> Self {
        Self {
            format: FORMAT,
            books: Vec::new(),
        }
    }
}

impl Notes {
    /// The notes on one pack or record.
    pub fn of(&self, subject: &Subject) -> &[PrivateNote] {
        self.books
            .iter()
            .find(|book| book.subject == *subject)
            .map_or(&[], |book| &book.notes)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.books.iter().map(|book| book.notes.len()).sum()
    }

    /// The note of this id.
    pub fn note_mut(&mut self, id: u64) -> Option<&mut PrivateNote> {
        let mut all = self.books.iter_mut().flat_map(|book| &mut book.notes);
        all.find(|note| note.id == id)
    }

    /// Puts a note in, in the place of the one with its id where there is one.
    pub fn put(&mut self, subject: &Subject, title: &str, note: PrivateNote) {
        let place = self.books.iter().position(|book| book.subject == *subject);
        let book = if let Some(place) = place {
            &mut self.books[place]
        } else {
            self.books.push(Book {
                subject: subject.clone(),
                title: title.to_owned(),
                notes: Vec::new(),
            });
            let last = self.books.len() - 1;
            &mut self.books[last]
        };
        title.clone_into(&mut book.title);
        match book.notes.iter_mut().find(|other| other.id == note.id) {
            Some(other) => *other = note,
            None => book.notes.push(note),
        }
    }

    /// Takes a note out.
    pub fn remove(&mut self, id: u64) -> Option<(Subject, PrivateNote)> {
        let mut found = None;
        for book in &mut self.books {
            if let Some(place) = book.notes.iter().position(|note| note.id == id) {
                found = Some((book.subject.clone(), book.notes.remove(place)));
            }
        }
        self.books.retain(|book| !book.notes.is_empty());
        found
    }

    /// Takes the notes on one pack or record out.
    pub fn forget(&mut self, subject: &Subject) {
        self.books.retain(|book| book.subject != *subject);
    }

    /// What another window wrote, with what was changed here from `base` on.
    #[must_use]
    pub fn merged(base: &Self, mine: &Self, theirs: &Self) -> Self {
        let mut merged = theirs.clone();
        let had = |notes: &Self, subject: &Subject, id: u64| {
            let mut all = notes.of(subject).iter();
            all.find(|note| note.id == id).cloned()
        };
        for book in &mine.books {
            for note in &book.notes {
                if had(base, &book.subject, note.id).as_ref() != Some(note) {
                    merged.put(&book.subject, &book.title, note.clone());
                }
            }
        }
        for book in &base.books {
            for note in &book.notes {
                if had(mine, &book.subject, note.id).is_none() {
                    merged.remove(note.id);
                }
            }
        }
        merged
    }
}

/// The file of the notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotesFile(pub PathBuf);

/// What is on disk.
#[derive(Debug, Clone)]
pub struct KeptNotes {
    /// The notes.
    pub notes: Notes,
    /// The file's state.
    base: Base,
}

impl KeptNotes {
    /// No file.
    pub fn none() -> Self {
        Self {
            notes: Notes::default(),
            base: Base::ABSENT,
        }
    }
}

/// Why notes were not read or kept. `Display` is one sentence or more.
#[derive(Debug)]
pub enum NotesError {
    /// A newer version wrote the file.
    Newer(u32),
    /// It cannot be read.
    Unreadable(SaveError),
    /// It is no file of notes, and could not be put aside.
    Stuck(PathBuf, io::Error),
    /// They cannot be written as text.
    Unwritable(String),
    /// The disk refused.
    Kept(PrivateError),
    /// They could not be taken away.
    Remove(io::Error),
}

impl fmt::Display for NotesError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer(format) => write!(
                out,
                "Your private notes were written by a newer version of the program (format \
                 {format}). They are left as they are; use that version to read them."
            ),
            Self::Unreadable(err) => write!(
                out,
                "Your private notes cannot be read. {err} They are left as they are; start the \
                 program again once the file can be read."
            ),
            Self::Stuck(path, err) => write!(
                out,
                "The file of your private notes is damaged and cannot be put aside: {err}. It is \
                 left as it is: {}. Move it away and start the program again.",
                path.display()
            ),
            Self::Unwritable(why) => write!(
                out,
                "Your private notes were not kept. {why} They are in the window only: copy them."
            ),
            Self::Kept(PrivateError::Make(err)) => write!(
                out,
                "Your private notes were not kept: their file cannot be made ({err}). They are in \
                 the window only: copy them before you close it."
            ),
            Self::Kept(PrivateError::Save(err)) => write!(
                out,
                "Your private notes were not kept. {err} They are in the window only: copy them \
                 before you close it."
            ),
            Self::Remove(err) => write!(
                out,
                "The file of your private notes could not be deleted: {err}. It may still hold \
                 them."
            ),
        }
    }
}

impl std::error::Error for NotesError {}

impl NotesFile {
    /// In a folder beside the preferences.
    pub fn beside(prefs: &PrefsFile) -> Self {
        Self(prefs.0.with_file_name("notes").join("notes.ron"))
    }

    /// Reads the notes. Where the file is missing there are none; where it cannot be understood it is
    /// put aside, and the sentence says so.
    ///
    /// # Errors
    /// See [`NotesError`]; the file is as it was, and nothing may be written in its place.
    pub fn load(&self) -> Result<(KeptNotes, Option<String>), NotesError> {
        let (bytes, base) = match save::load(&self.0) {
            Ok(loaded) => loaded,
            Err(SaveError::Unreadable(err)) if err.kind() == io::ErrorKind::NotFound => {
                return Ok((KeptNotes::none(), None));
            }
            Err(err) => return Err(NotesError::Unreadable(err)),
        };
        // Made, and the program ended before anything was written in it.
        if bytes.is_empty() {
            let notes = Notes::default();
            return Ok((KeptNotes { notes, base }, None));
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(Probe { format }) = read_text::<Probe>(&text)
            && format > FORMAT
        {
            return Err(NotesError::Newer(format));
        }
        match read_text::<Notes>(&text) {
            Ok(notes) => Ok((KeptNotes { notes, base }, None)),
            Err(err) => {
                let aside = private::put_aside(&self.0)
                    .map_err(|err| NotesError::Stuck(self.0.clone(), err))?;
                let sentence = format!(
                    "The file of your private notes is damaged: line {}: {err} It is kept as {}; \
                     new notes go to a new file.",
                    err.place,
                    aside.display()
                );
                Ok((KeptNotes::none(), Some(sentence)))
            }
        }
    }

    /// Keeps the notes; what another window has written since `last` is brought together with them.
    /// Where there are none left, there is no file left.
    ///
    /// # Errors
    /// See [`NotesError`]; the file is as it was.
    pub fn save(&self, mine: &Notes, last: &KeptNotes) -> Result<KeptNotes, NotesError> {
        let mut notes = mine.clone();
        let mut base = last.base.clone();
        let mut tries = 0;
        loop {
            match self.write(&notes, &base) {
                Ok(base) => return Ok(KeptNotes { notes, base }),
                Err(NotesError::Kept(PrivateError::Save(
                    SaveError::ChangedOnDisk | SaveError::Gone,
                ))) if tries < TRIES => {
                    tries += 1;
                    let (theirs, _put_aside) = self.load()?;
                    notes = Notes::merged(&last.notes, mine, &theirs.notes);
                    base = theirs.base;
                }
                Err(err) => return Err(err),
            }
        }
    }

    fn write(&self, notes: &Notes, base: &Base) -> Result<Base, NotesError> {
        if notes.count() == 0 {
            if save::base_of(&self.0).map_err(NotesError::Unreadable)? != *base {
                let changed = PrivateError::Save(SaveError::ChangedOnDisk);
                return Err(NotesError::Kept(changed));
            }
            let own = file_name(&self.0);
            self.sweep(|name| name == own || is_left_behind(name, &own))?;
            return Ok(Base::ABSENT);
        }
        let text = record_text(notes).map_err(|err| NotesError::Unwritable(err.to_string()))?;
        private::write(&self.0, text.as_bytes(), base).map_err(NotesError::Kept)
    }

    /// Takes away what saves that were cut short left behind: it may hold what was deleted since.
    ///
    /// # Errors
    /// [`NotesError::Remove`].
    pub fn clear_leftovers(&self) -> Result<(), NotesError> {
        let own = file_name(&self.0);
        self.sweep(|name| is_left_behind(name, &own))
    }

    /// Takes everything away: the notes, and every file that was put aside because it was damaged.
    ///
    /// # Errors
    /// [`NotesError::Remove`].
    pub fn delete_all(&self) -> Result<KeptNotes, NotesError> {
        self.sweep(|_every| true)?;
        Ok(KeptNotes::none())
    }

    fn sweep(&self, going: impl Fn(&str) -> bool) -> Result<(), NotesError> {
        let folder = self.0.parent().unwrap_or_else(|| Path::new("."));
        private::sweep(folder, going).map_err(NotesError::Remove)
    }
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// A temporary file of a save.
fn is_left_behind(name: &str, own: &str) -> bool {
    name.strip_prefix('.')
        .and_then(|name| name.strip_prefix(own))
        .is_some_and(|ending| ending.starts_with(".tmp-"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn subject(meeting: Option<&str>) -> Subject {
        Subject {
            board: "Worcestershire Children First".to_owned(),
            meeting: meeting.map(|id| id.parse().unwrap()),
        }
    }

    fn note(id: u64, text: &str) -> PrivateNote {
        PrivateNote {
            id,
            kind: NoteKind::Question,
            on: "act-2019-000001".to_owned(),
            about: "Action 1".to_owned(),
            text: text.to_owned(),
            written: date(2019, 9, 24).at(21, 5, 0, 0),
        }
    }

    fn file() -> (tempfile::TempDir, NotesFile) {
        let folder = tempfile::tempdir().unwrap();
        let prefs = PrefsFile::in_folder(&folder.path().join("config"));
        (folder, NotesFile::beside(&prefs))
    }

    fn put_text(file: &NotesFile, text: &str) {
        std::fs::create_dir_all(file.0.parent().unwrap()).unwrap();
        let mut out = std::fs::File::create(&file.0).unwrap();
        std::io::Write::write_all(&mut out, text.as_bytes()).unwrap();
    }

    #[test]
    fn what_is_kept_is_read_again_and_nobody_else_can_read_it() {
        let (_folder, file) = file();
        let (first, said) = file.load().unwrap();
        assert_eq!((first.notes.count(), said), (0, None));
        let mut notes = Notes::default();
        let pack = subject(Some("mtg-2019-000001"));
        notes.put(&pack, "The pack", note(1, "Why “two”?\nAnd\twhere?"));
        notes.put(&subject(None), "The record", note(2, ""));
        let kept = file.save(&notes, &first).unwrap();
        assert_eq!(file.load().unwrap().0.notes, notes);
        notes.note_mut(1).unwrap().text = "Why?".to_owned();
        file.save(&notes, &kept).unwrap();
        assert_eq!(file.load().unwrap().0.notes.of(&pack)[0].text, "Why?");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode(&file.0) & 0o777, 0o600);
            assert_eq!(mode(file.0.parent().unwrap()) & 0o777, 0o700);
        }
    }

    #[test]
    fn a_damaged_file_is_put_aside_each_time_and_never_written_over() {
        let (_folder, file) = file();
        for (number, text) in ["(format: 1, books: [", "nonsense"].iter().enumerate() {
            put_text(&file, text);
            let (kept, said) = file.load().unwrap();
            assert_eq!(kept.notes.count(), 0);
            let said = said.unwrap();
            assert!(
                said.contains("damaged") && said.contains("broken"),
                "{said}"
            );
            let mut notes = Notes::default();
            notes.put(&subject(None), "", note(number as u64, "new"));
            file.save(&notes, &kept).unwrap();
        }
        let broken = |ending| std::fs::read_to_string(file.0.with_extension(ending)).unwrap();
        assert_eq!(broken("ron.broken"), "(format: 1, books: [");
        assert_eq!(broken("ron.broken-2"), "nonsense");
        file.delete_all().unwrap();
        let left = std::fs::read_dir(file.0.parent().unwrap()).unwrap();
        assert_eq!(left.count(), 0, "the damaged ones held notes too");
    }

    #[test]
    fn a_newer_programs_file_is_left_alone() {
        let (_folder, file) = file();
        let text = "(format: 7, books: [], ink: Violet)";
        put_text(&file, text);
        let Err(err) = file.load() else {
            panic!("read")
        };
        assert!(err.to_string().contains("newer version"), "{err}");
        assert_eq!(std::fs::read_to_string(&file.0).unwrap(), text);
    }

    #[test]
    fn two_windows_do_not_lose_each_others_notes() {
        let (_folder, file) = file();
        let at = subject(None);
        let mut first = Notes::default();
        for (id, text) in [(1, "one"), (2, "two"), (3, "three")] {
            first.put(&at, "The record", note(id, text));
        }
        let kept = file.save(&first, &file.load().unwrap().0).unwrap();
        let (mut mine, mut theirs) = (first.clone(), first);
        theirs.put(&at, "The record", note(4, "theirs"));
        theirs.remove(2);
        file.save(&theirs, &kept).unwrap();
        mine.note_mut(1).unwrap().text = "one, mended".to_owned();
        mine.remove(3);
        mine.put(&at, "The record", note(5, "mine"));
        let both = file.save(&mine, &kept).unwrap().notes;
        let texts: Vec<&str> = both.of(&at).iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, ["one, mended", "theirs", "mine"]);
        assert_eq!(file.load().unwrap().0.notes, both);
    }

    #[test]
    fn notes_that_another_window_deleted_do_not_come_back() {
        let (_folder, file) = file();
        let at = subject(None);
        let mut notes = Notes::default();
        notes.put(&at, "The record", note(1, "old"));
        let kept = file.save(&notes, &file.load().unwrap().0).unwrap();
        file.delete_all().unwrap();
        notes.put(&at, "The record", note(2, "new"));
        let both = file.save(&notes, &kept).unwrap();
        assert_eq!(both.notes.of(&at), [note(2, "new")]);
    }

    #[test]
    fn the_last_note_takes_the_file_and_what_saves_left_behind_along() {
        let (_folder, file) = file();
        let mut notes = Notes::default();
        notes.put(&subject(None), "", note(1, "gone soon"));
        let kept = file.save(&notes, &file.load().unwrap().0).unwrap();
        let cut_short = file.0.with_file_name(".notes.ron.tmp-1-0123");
        std::fs::copy(&file.0, &cut_short).unwrap();
        notes.remove(1);
        let kept = file.save(&notes, &kept).unwrap();
        assert!(!file.0.exists() && !cut_short.exists());
        notes.put(&subject(None), "", note(2, "again"));
        file.save(&notes, &kept).unwrap();
        assert_eq!(file.load().unwrap().0.notes, notes);
    }
}
