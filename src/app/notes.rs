//! A reader's private notes and questions, and what has changed since they last looked.
//!
//! Neither is part of a record or a pack, so neither is an edit: no undo of the record takes a note
//! back, and a pack that is for reading only can be written beside. Both are kept beside the
//! preferences, off the UI thread, and can be deleted for one pack or for all.

mod seen;
mod shown;

use std::{sync::Arc, time::Duration};

use crate::{
    analysis::reading_order::{Place, WHOLE, place_of},
    job::Finish,
    model::{Meeting, SectionId, date},
    store::{
        notes::{
            KeptNotes, MOST_CHARACTERS, MOST_NOTES, NoteKind, Notes, NotesFile, PrivateNote,
            Subject,
        },
        seen::SeenFolder,
    },
};

pub use seen::Since;
pub use shown::{Entry, Shown, entries, one_as_text, questions_as_text};

use super::{AppState, Level, Modal, Route, message::Done, state::Effect};

/// How long typing may go on before what was typed is on the disk.
const GATHERS: Duration = Duration::from_millis(600);
/// Name of the task that keeps them.
const TASK: &str = "private notes";

/// What is asked about private notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotesAsk {
    /// Begin one beside something.
    Add(Place, NoteKind),
    /// What one says now.
    Write(u64, String),
    /// A question becomes a note, a note a question.
    Turn(u64),
    /// Take one out.
    Remove(u64),
    /// Put back the one that was taken out last.
    PutBack,
    /// Put one on the clipboard.
    Copy(u64),
    /// Put every question on the clipboard.
    CopyQuestions,
    /// Ask which are to be deleted.
    AskToDelete,
    /// Delete those on what is open.
    Delete,
    /// Delete all.
    DeleteAll,
    /// Show what has changed since the last time.
    SeeChanges,
    /// Put away the line that says that something has changed.
    HideChanges,
}

/// What is to be deleted on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Going {
    One {
        /// Under which what was seen is remembered.
        seen: Option<Subject>,
        title: String,
        count: usize,
    },
    All(usize),
}

/// How keeping the notes ended.
#[derive(Debug)]
pub struct NotesKept {
    sent: Notes,
    result: Result<KeptNotes, String>,
    gone: Option<Going>,
}

/// The notes in the window.
#[derive(Debug, Default)]
pub struct Notebook {
    mine: Notes,
    /// As they are on disk; none while they are not read, or cannot be.
    kept: Option<KeptNotes>,
    /// Why none can be kept.
    fault: Option<String>,
    /// Something is not on disk yet, and when it is to go there.
    dirty: bool,
    due: Duration,
    saving: bool,
    going: Option<Going>,
    focus: Option<u64>,
    /// What a view looks at, while the route is this one.
    place: Option<(Route, Place)>,
    removed: Option<(Subject, String, PrivateNote)>,
    since: Option<Arc<Since>>,
    /// Moves with every change.
    version: u64,
    shown: Option<(u64, Arc<Shown>)>,
}

impl Notebook {
    /// What has changed since the last time, until that is put away.
    pub fn since(&self) -> Option<&Arc<Since>> {
        self.since.as_ref()
    }

    /// How many notes there are on this computer.
    pub fn count(&self) -> usize {
        self.mine.count()
    }

    /// A task has panicked: if it was keeping the notes, they are kept again with the next change.
    pub(super) fn stopped(&mut self, task: &str) {
        if task == TASK && std::mem::take(&mut self.saving) {
            self.dirty = true;
            self.due = Duration::MAX;
        }
    }

    /// The record was closed.
    pub(super) fn leave(&mut self) {
        self.since = None;
        self.focus = None;
    }

    /// Beside what a note begins while `route` is shown, where the view knows better than what is
    /// selected: one item of an agenda rather than its meeting.
    pub fn set_place(&mut self, route: Route, place: Option<Place>) {
        self.place = place.map(|place| (route, place));
    }

    /// The note whose field takes the focus now.
    pub fn take_focus(&mut self) -> Option<u64> {
        self.focus.take()
    }
}

impl AppState {
    /// Reads the notes, off the UI thread.
    pub fn read_notes(&mut self) {
        let file = NotesFile::beside(&self.outside.prefs_file);
        self.outside
            .jobs
            .start("reading notes", Finish::May, move || {
                Done::NotesRead(Box::new(file.load().map_err(|err| err.to_string())))
            });
    }

    pub(super) fn notes_read(&mut self, read: Result<(KeptNotes, Option<String>), String>) {
        match read {
            Ok((kept, said)) => {
                self.notes.mine = kept.notes.clone();
                for book in &mut self.notes.mine.books {
                    book.notes.retain(|note| !note.text.trim().is_empty());
                }
                self.notes.kept = Some(kept);
                if let Some(said) = said {
                    self.say(Level::Error, said);
                }
            }
            Err(sentence) => {
                self.notes.fault = Some(sentence.clone());
                self.say(Level::Error, sentence);
            }
        }
        self.notes.version += 1;
    }

    /// Of what the notes are that are written now, and what that is called; none without a record
    /// that has a name.
    pub fn noted(&self) -> Option<(Subject, String)> {
        let document = self.own_document()?;
        let name = document.record().organisation.name.trim();
        let board = if name.is_empty() {
            document.path.as_ref()?.to_string_lossy().into_owned()
        } else {
            name.to_owned()
        };
        let meeting = document.pack.map(|pack| pack.meeting);
        let title = match meeting.and_then(|id| document.record().meetings.get(id)) {
            Some(meeting) => format!("The pack for {}", date::long(meeting.date)),
            None => format!("The record of {board}"),
        };
        Some((Subject { board, meeting }, title))
    }

    /// Whether notes can be written.
    ///
    /// # Errors
    /// The reason why not.
    pub fn may_note(&self) -> Result<(), &'static str> {
        let noted = self.noted().map(|_| ());
        noted.ok_or("Give the organisation a name, or save the record first")
    }

    /// The meeting whose agenda gives the order.
    fn noted_meeting(&self) -> Option<&Meeting> {
        let document = self.document.as_ref()?;
        let (record, today) = (document.record(), self.today());
        document
            .pack
            .and_then(|pack| record.meetings.get(pack.meeting))
            .or_else(|| record.next_meeting(today))
            .or_else(|| record.last_meeting(today))
    }

    /// The notes as the views read them; none without a record.
    pub fn notes_shown(&mut self) -> Option<Arc<Shown>> {
        let (subject, title) = self.noted()?;
        if let Some((version, shown)) = &self.notes.shown
            && *version == self.notes.version
            && shown.subject == subject
            && shown.title == title
        {
            return Some(Arc::clone(shown));
        }
        let notes = &self.notes;
        let shown = Arc::new(Shown {
            notes: notes.mine.of(&subject).to_vec(),
            others: notes
                .mine
                .books
                .iter()
                .filter(|book| book.subject != subject)
                .map(|book| (book.title.clone(), book.notes.len()))
                .collect(),
            fault: notes.fault.clone(),
            removed: notes
                .removed
                .as_ref()
                .filter(|(of, ..)| *of == subject)
                .map(|(_, _, note)| (note.kind, note.about.clone())),
            meeting: self.noted_meeting().map(|meeting| meeting.id),
            version: notes.version,
            subject,
            title,
        });
        self.notes.shown = Some((self.notes.version, Arc::clone(&shown)));
        Some(shown)
    }

    /// The notes on what is open, in the order of the agenda.
    pub fn note_entries(&self) -> Vec<Entry> {
        let (Some(document), Some((subject, title))) = (&self.document, self.noted()) else {
            return Vec::new();
        };
        let notes = self.notes.mine.of(&subject);
        entries(document.record(), self.noted_meeting(), &title, notes)
    }

    /// What the notes on what is open are called, and how many there are.
    pub fn notes_here(&self) -> Option<(String, usize)> {
        let (subject, title) = self.noted()?;
        let count = self.notes.mine.of(&subject).len();
        Some((title, count))
    }

    pub(super) fn notes_asked(&mut self, ask: NotesAsk) {
        match ask {
            NotesAsk::Add(place, kind) => self.add_note(place, kind),
            NotesAsk::Write(id, text) => {
                let text: String = text.chars().take(MOST_CHARACTERS).collect();
                self.change_note(id, |note| note.text = text);
            }
            NotesAsk::Turn(id) => self.change_note(id, |note| {
                note.kind = match note.kind {
                    NoteKind::Note => NoteKind::Question,
                    NoteKind::Question => NoteKind::Note,
                };
            }),
            NotesAsk::Remove(id) => {
                let title = self.noted().map(|(_, title)| title).unwrap_or_default();
                if let Some((subject, note)) = self.notes.mine.remove(id) {
                    let kept = !note.text.trim().is_empty();
                    self.notes.removed = kept.then_some((subject, title, note));
                    self.notes_changed();
                }
            }
            NotesAsk::PutBack => {
                if let Some((subject, title, note)) = self.notes.removed.take() {
                    self.notes.mine.put(&subject, &title, note);
                    self.notes_changed();
                }
            }
            NotesAsk::Copy(id) => self.copy_note(id),
            NotesAsk::CopyQuestions => self.copy_questions(),
            NotesAsk::AskToDelete => self.modal = Some(Modal::DeleteNotes),
            NotesAsk::Delete => self.delete_notes(),
            NotesAsk::DeleteAll => {
                self.modal = None;
                let count = self.notes.mine.count();
                self.notes.mine = Notes::default();
                self.gone(Going::All(count));
            }
            NotesAsk::SeeChanges => self.modal = Some(Modal::Since),
            NotesAsk::HideChanges => self.notes.since = None,
        }
    }

    /// Begins a note beside what is selected, or on the whole where nothing is.
    pub(super) fn note_here(&mut self, kind: NoteKind) {
        let (Some(document), Some((_, title))) = (&self.document, self.noted()) else {
            return;
        };
        let here = self.trail.here();
        let looked_at = self.notes.place.take();
        let looked_at = looked_at.filter(|(route, _)| *route == here);
        let selected = || here.item.and_then(|at| place_of(document.record(), at));
        let place = looked_at.map(|(_, place)| place).or_else(selected);
        let place = place.unwrap_or_else(|| {
            self.trail.go(Route::section(SectionId::Notes));
            Place {
                key: WHOLE.to_owned(),
                label: title,
                at: None,
            }
        });
        self.add_note(place, kind);
    }

    fn add_note(&mut self, place: Place, kind: NoteKind) {
        let Some((subject, title)) = self.noted() else {
            return;
        };
        if let Some(fault) = self.notes.fault.clone() {
            return self.say(Level::Warning, fault);
        }
        if self.notes.kept.is_none() {
            return;
        }
        if self.notes.mine.count() >= MOST_NOTES {
            let words = format!(
                "There are {MOST_NOTES} private notes, the most that are kept. Nothing was added; \
                 delete those of packs that are done with."
            );
            return self.say(Level::Warning, words);
        }
        let id = self.outside.random.u64(..);
        let note = PrivateNote {
            id,
            kind,
            on: place.key,
            about: place.label,
            text: String::new(),
            written: (self.outside.clock)(),
        };
        self.notes.mine.put(&subject, &title, note);
        self.notes.focus = Some(id);
        self.notes_changed();
    }

    fn change_note(&mut self, id: u64, change: impl FnOnce(&mut PrivateNote)) {
        if let Some(note) = self.notes.mine.note_mut(id) {
            change(note);
            self.notes_changed();
        }
    }

    fn copy_note(&mut self, id: u64) {
        let all = self.note_entries();
        let Some(entry) = all.iter().find(|entry| entry.note.id == id) else {
            return;
        };
        let what = match entry.note.kind {
            NoteKind::Note => "The note",
            NoteKind::Question => "The question",
        };
        self.effects.push(Effect::Copy(one_as_text(entry)));
        self.say(Level::Done, format!("{what} is on the clipboard."));
    }

    fn copy_questions(&mut self) {
        let Some((_, title)) = self.noted() else {
            return;
        };
        let all = self.note_entries();
        let Some((text, count)) = questions_as_text(&title, &all) else {
            return self.say(Level::Warning, "No question has been written yet.");
        };
        self.effects.push(Effect::Copy(text));
        let words = match count {
            1 => "1 question is on the clipboard.".to_owned(),
            many => format!("{many} questions are on the clipboard."),
        };
        self.say(Level::Done, words);
    }

    fn delete_notes(&mut self) {
        self.modal = None;
        let Some((subject, title)) = self.noted() else {
            return;
        };
        let count = self.notes.mine.of(&subject).len();
        self.notes.mine.forget(&subject);
        let seen = self.seen_subject();
        self.gone(Going::One { seen, title, count });
    }

    fn gone(&mut self, going: Going) {
        self.notes.removed = None;
        self.notes.since = None;
        // All is more than one: a deletion of all that waits is not narrowed.
        if !matches!(self.notes.going, Some(Going::All(_))) {
            self.notes.going = Some(going);
        }
        self.notes_changed();
        self.keep_notes(true);
    }

    fn notes_changed(&mut self) {
        self.notes.version += 1;
        if !self.notes.dirty {
            self.notes.due = self.now + GATHERS;
        }
        self.notes.dirty = true;
        if self.outside.jobs.is_inline() {
            self.keep_notes(true);
        }
    }

    /// Puts on disk what is not there yet, when it is time; the answer is how long that is.
    pub fn keep_notes(&mut self, at_once: bool) -> Option<Duration> {
        let notes = &mut self.notes;
        if !notes.dirty || notes.saving {
            return None;
        }
        // Even what cannot be read can be deleted.
        let all = matches!(notes.going, Some(Going::All(_)));
        let none = || all.then(KeptNotes::none);
        let last = notes.kept.clone().or_else(none)?;
        let wait = notes.due.saturating_sub(self.now);
        if !at_once && !wait.is_zero() {
            return (notes.due != Duration::MAX).then_some(wait);
        }
        (notes.dirty, notes.saving) = (false, true);
        let (sent, going) = (notes.mine.clone(), notes.going.take());
        let file = NotesFile::beside(&self.outside.prefs_file);
        let seen = SeenFolder::beside(&self.outside.prefs_file);
        self.outside.jobs.start(TASK, Finish::Must, move || {
            let result = keep(&file, &seen, &sent, &last, going.as_ref());
            Done::NotesKept(Box::new(NotesKept {
                sent,
                result,
                gone: going,
            }))
        });
        None
    }

    /// Puts on disk what is not there yet before the program ends. One save at a time: what is under
    /// way first, then the rest.
    pub fn end_notes(&mut self) {
        self.outside.jobs.finish();
        self.take_answers();
        self.keep_notes(true);
        self.outside.jobs.finish();
    }

    pub(super) fn notes_kept(&mut self, ended: NotesKept) {
        let NotesKept { sent, result, gone } = ended;
        self.notes.saving = false;
        match result {
            Ok(kept) => {
                if kept.notes != sent {
                    self.notes.mine = Notes::merged(&sent, &self.notes.mine, &kept.notes);
                    self.notes.version += 1;
                }
                self.notes.kept = Some(kept);
                self.notes.fault = None;
                if let Some(gone) = gone {
                    self.notes.version += 1;
                    self.say(Level::Done, gone_words(&gone));
                }
            }
            Err(sentence) => {
                self.notes.going = gone;
                // Tried again with the next change, and when the program ends.
                self.notes.dirty = true;
                self.notes.due = Duration::MAX;
                self.notices.say_once(Level::Error, sentence, self.now);
            }
        }
    }
}

/// Not on the UI thread.
fn keep(
    file: &NotesFile,
    seen: &SeenFolder,
    notes: &Notes,
    last: &KeptNotes,
    going: Option<&Going>,
) -> Result<KeptNotes, String> {
    let words = |err: crate::store::notes::NotesError| err.to_string();
    let forgotten = |done: std::io::Result<()>| {
        done.map_err(|err| format!("The copy of what you saw last could not be deleted: {err}."))
    };
    match going {
        None => file.save(notes, last).map_err(words),
        Some(Going::One { seen: of, .. }) => {
            let kept = file.save(notes, last).map_err(words)?;
            file.clear_leftovers().map_err(words)?;
            if let Some(of) = of {
                forgotten(seen.forget(of))?;
            }
            Ok(kept)
        }
        Some(Going::All(_)) => {
            let kept = file.delete_all().map_err(words)?;
            forgotten(seen.forget_all())?;
            if notes.count() == 0 {
                return Ok(kept);
            }
            file.save(notes, &kept).map_err(words)
        }
    }
}

fn gone_words(gone: &Going) -> String {
    let counted = |count: &usize| match count {
        1 => "1 private note".to_owned(),
        many => format!("{many} private notes"),
    };
    match gone {
        Going::One { title, count, .. } => {
            let title = crate::analysis::words::uncapital(title);
            format!("Deleted: {} on {title}.", counted(count))
        }
        Going::All(count) => format!("Deleted: {}, all there were.", counted(count)),
    }
}
