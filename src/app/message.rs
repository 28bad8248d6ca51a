//! What views ask for and what tasks answer. Views never change the state themselves.

use std::{cell::RefCell, path::PathBuf, sync::Arc};

use crate::{
    analysis::{action_list::Row, figures::Preview},
    edit::Edit,
    job::{Answer, AskKind, News, Panicked, viewer::Look},
    model::{Id, ItemRef, Meeting, SectionId},
    store::{backup::Entry, notes::KeptNotes},
};

use super::{
    ActionsAsk, Command, Compared, Earlier, Export, FiguresAsk, Format, FoundWork, MeetingAsk,
    Modal, NewItem, NotesAsk, PackAsk, RegistersAsk, Route, StorageAsk,
    derived::Derived,
    files,
    notes::{NotesKept, Since},
    packs::{Issued, Shown},
};

/// What a view asks for.
#[derive(Debug, Clone)]
pub enum Message {
    /// Change the record.
    Edit(Edit),
    /// The gesture that was changing a field is over.
    EndStep,
    /// Run a command.
    Run(Command),
    /// Go somewhere; the present place can be gone back to.
    Go(Route),
    /// Select within the section, with no step back.
    Select(Option<ItemRef>),
    /// The items of a section in the order in which they are shown: "next item" walks it.
    Shown(SectionId, Arc<[ItemRef]>),
    /// Add an item and go to it.
    Add(NewItem),
    /// Add an item to the agenda of a meeting.
    AddAgendaItem(Id<Meeting>),
    /// Take items out, as one step.
    Remove(Vec<ItemRef>),
    /// Open a file.
    Open(PathBuf),
    /// Take a file out of the recent list.
    Forget(PathBuf),
    /// Empty the recent list.
    ForgetAll,
    /// Answer to a question.
    Answer(Reaction),
    /// Change or close what stands over the window.
    Show(Option<Modal>),
    /// Put a notice away.
    Dismiss(u64),
    /// Put text on the clipboard and say what it is.
    Copied(String),
    /// Put text on the clipboard; the second is what it is: "The chart as SVG".
    Copy(String, &'static str),
    /// Write a chart or its figures to a file of their own.
    Export(Export),
    /// Tell the person something.
    Say(String),
    /// Read figures in.
    Figures(FiguresAsk),
    /// Plan, run or follow up a meeting.
    Meeting(MeetingAsk),
    /// Read a list of actions in.
    Actions(ActionsAsk),
    /// Something about the pack of a meeting.
    Packs(PackAsk),
    /// Something about private notes.
    Notes(NotesAsk),
    /// Write the record in another form.
    Registers(RegistersAsk),
    /// Show a file that was written, by the system's own means.
    Look(PathBuf, Look),
    /// Something about how the record is kept.
    Storage(StorageAsk),
}

/// How a person answered a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reaction {
    /// Save, then go on.
    Save,
    /// Give up unsaved changes, then go on.
    Discard,
    /// Stay.
    Cancel,
    /// Save under another name.
    SaveElsewhere,
    /// Take the typed path.
    TakePath,
    /// Read the file again.
    Reload,
}

/// What a task answers.
#[derive(Debug)]
pub enum Done {
    /// A file was read, or not.
    Opened(Box<Result<files::Opened, files::OpenFailed>>),
    /// A save ended.
    Saved(Box<files::SaveEnded>),
    /// What follows from the record was worked out.
    Derived(Box<Derived>),
    /// The file dialog answered.
    Picked(AskKind, Answer),
    /// What figures would do, with the number of the reading.
    Figures(u64, Box<Result<Preview, String>>),
    /// A file with figures: the number of the reading, its name, its text.
    FiguresFile(u64, String, Result<String, String>),
    /// A chart or its figures were written, or not.
    Exported(Box<Result<PathBuf, super::export::ExportFailed>>),
    /// A list of actions: the number of the reading, its rows.
    ActionRows(u64, Result<Vec<Row>, String>),
    /// Pages of a pack as pictures, with the number of the setting.
    PackPages(u64, Box<Result<Shown, String>>),
    /// How far the making of a pack is.
    PackProgress(u64, String),
    /// A pack was issued, or why not.
    PackIssued(u64, Box<Result<Issued, String>>),
    /// A copy of a pack was written, or why not.
    PackCopied(u64, Box<Result<super::packs::Copied, String>>),
    /// The registers were written in another form, or why not.
    RegistersWritten(PathBuf, Result<Format, String>),
    /// The system has shown a file, or why not.
    Looked(PathBuf, Result<(), String>),
    /// Something is new about the file that is watched.
    News(PathBuf, News),
    /// The window's record and the file's were compared.
    Compared(Box<Result<Compared, files::OpenFailed>>),
    /// The earlier versions, with the number of the listing.
    Versions(u64, Result<Vec<Entry>, String>),
    /// An earlier version was read: the number of the listing, its place, what it holds.
    Version(u64, usize, Result<Arc<Earlier>, String>),
    /// Unsaved work of earlier runs, and the journals that cannot be read.
    FoundUnsaved(Vec<Arc<FoundWork>>, Vec<PathBuf>),
    /// The private notes were read, or not.
    NotesRead(Box<Result<(KeptNotes, Option<String>), String>>),
    /// The private notes are on disk, or why not.
    NotesKept(Box<NotesKept>),
    /// What has changed since a file was last open, if anything.
    Seen(PathBuf, Result<Option<Since>, String>),
    /// The journal of unsaved work could not be written.
    JournalFailed(String),
    /// Preferences could not be kept.
    PrefsFailed(String),
    /// Preferences are kept.
    PrefsKept,
    /// A task panicked.
    Panicked(&'static str),
}

impl From<Panicked> for Done {
    fn from(panicked: Panicked) -> Self {
        Self::Panicked(panicked.task)
    }
}

/// Collects what views ask for during a frame; `dispatch` takes it at the end of the frame.
#[derive(Debug, Default)]
pub struct Outbox(RefCell<Vec<Message>>);

impl Outbox {
    /// Asks for something.
    pub fn send(&self, message: Message) {
        self.0.borrow_mut().push(message);
    }

    /// Asks for a change.
    pub fn edit(&self, edit: impl Into<Edit>) {
        self.send(Message::Edit(edit.into()));
    }

    /// Asks for a command.
    pub fn run(&self, command: Command) {
        self.send(Message::Run(command));
    }

    /// Goes to an item.
    pub fn go_to(&self, item: ItemRef) {
        self.send(Message::Go(Route::item(item)));
    }

    /// Goes to a section.
    pub fn go(&self, section: SectionId) {
        self.send(Message::Go(Route::section(section)));
    }

    /// How much has been asked for so far.
    pub fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// Whether nothing has been asked for.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// The item that was selected last, of what has been asked for after the first `asked`.
    pub fn selected_since(&self, asked: usize) -> Option<ItemRef> {
        let messages = self.0.borrow();
        messages.iter().skip(asked).rev().find_map(|message| {
            if let Message::Select(item) = message {
                *item
            } else {
                None
            }
        })
    }

    /// Takes everything asked for so far.
    pub fn take(&self) -> Vec<Message> {
        std::mem::take(&mut self.0.borrow_mut())
    }
}
