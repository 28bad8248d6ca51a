//! Asking for a file: the system's dialog, or an answer prepared by a test.
//!
//! The dialog runs on a thread of its own and may never answer: desktops without a file chooser
//! report "cancelled" at once, and a broken portal says nothing at all. The caller is told how long
//! the answer took, and offers to type the path instead.

use std::{
    future::Future,
    path::PathBuf,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
    thread::Thread,
    time::{Duration, Instant},
};

/// Faster than this nobody can cancel: the desktop has no file chooser.
pub const FASTER_THAN_A_PERSON: Duration = Duration::from_millis(150);
/// After this long without an answer the dialog may never appear.
pub const SLOW_TO_APPEAR: Duration = Duration::from_secs(3);

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// To open or to save.
    pub kind: AskKind,
    /// Which files are shown.
    pub files: FileKind,
    /// Title of the dialog.
    pub title: String,
    /// Folder to begin in.
    pub folder: Option<PathBuf>,
    /// Suggested name.
    pub file_name: String,
}

/// To open or to save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskKind {
    /// An existing file.
    Open,
    /// A new name.
    Save,
}

/// Which files a dialog shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Records.
    Record,
    /// Tables of figures as text.
    Figures,
    /// A drawing.
    Svg,
    /// A picture.
    Png,
    /// A table as text, to be written.
    Csv,
    /// A workbook to be written.
    Workbook,
    /// A table as text, to be written.
    Table,
    /// A calendar to be written.
    Calendar,
    /// A frozen pack, to be written or found.
    Pack,
    /// Pages of a pack to be written as PDF.
    Pdf,
    /// Pages of a pack to be written as HTML.
    Page,
    /// A list of actions to be read.
    ActionList,
    /// A paper to be attached to a pack.
    Paper,
}

impl FileKind {
    /// The name of the kind and its endings.
    const fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Record => ("Governance records", &["ron"]),
            Self::Figures => ("Tables as text", &["csv", "tsv", "txt"]),
            Self::Svg => ("Drawings", &["svg"]),
            Self::Png => ("Pictures", &["png"]),
            Self::Csv => ("Tables as text", &["csv"]),
            Self::Workbook => ("Workbooks", &["xlsx"]),
            Self::Table => ("Comma-separated text", &["csv"]),
            Self::Calendar => ("Calendars", &["ics"]),
            Self::Pack => ("Packs", &["ron"]),
            Self::Pdf => ("PDF files", &["pdf"]),
            Self::Page => ("Web pages", &["html"]),
            Self::Paper => (
                "Papers",
                &[
                    "pdf", "docx", "xlsx", "csv", "txt", "html", "png", "jpg", "jpeg",
                ],
            ),
            Self::ActionList => ("Lists of actions", &["xlsx", "csv", "tsv", "txt"]),
        }
    }

    /// The ending of a new file.
    pub fn ending(self) -> &'static str {
        self.filter().1.first().copied().unwrap_or_default()
    }
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The file; none when cancelled or when there is no dialog.
    pub path: Option<PathBuf>,
    /// How long it took.
    pub took: Duration,
}

impl Answer {
    /// Whether this looks like a desktop without a file chooser rather than a person's "no".
    pub fn is_no_dialog(&self) -> bool {
        self.path.is_none() && self.took < FASTER_THAN_A_PERSON
    }
}

/// Somebody who can be asked for a file.
pub trait FilePicker {
    /// Asks; `reply` is called once, from any thread, or never.
    fn pick(&self, ask: Ask, reply: Box<dyn FnOnce(Answer) + Send>);
}

/// The system's dialog.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemPicker;

impl FilePicker for SystemPicker {
    fn pick(&self, ask: Ask, reply: Box<dyn FnOnce(Answer) + Send>) {
        let started = Instant::now();
        let dialog = dialog(&ask);
        // Made here because macOS wants dialogs made on the main thread; awaited elsewhere.
        let answer: std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>> =
            match ask.kind {
                AskKind::Open => Box::pin(dialog.pick_file()),
                AskKind::Save => Box::pin(dialog.save_file()),
            };
        let wait = move || {
            let path = block_on(answer).map(|handle| handle.path().to_owned());
            reply(Answer {
                path,
                took: started.elapsed(),
            });
        };
        if let Err(err) = std::thread::Builder::new()
            .name("file dialog".to_owned())
            .spawn(wait)
        {
            log::error!("no thread for the file dialog: {err}");
        }
    }
}

fn dialog(ask: &Ask) -> rfd::AsyncFileDialog {
    let (name, endings) = ask.files.filter();
    let mut dialog = rfd::AsyncFileDialog::new()
        .set_title(&ask.title)
        .add_filter(name, endings)
        .set_file_name(&ask.file_name);
    if let Some(folder) = &ask.folder {
        dialog = dialog.set_directory(folder);
    }
    dialog
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits for a future on this thread.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        std::thread::park();
    }
}

/// Answers prepared in advance, first in, first out; then silence. For tests.
#[derive(Debug, Default)]
pub struct ScriptedPicker {
    answers: std::cell::RefCell<std::collections::VecDeque<Answer>>,
    asked: std::cell::RefCell<Vec<Ask>>,
}

impl ScriptedPicker {
    /// A picker that will give these answers.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self {
            answers: std::cell::RefCell::new(answers.into_iter().collect()),
            ..Self::default()
        }
    }

    /// It will give this answer after those it has.
    pub fn answer(&self, answer: Answer) {
        self.answers.borrow_mut().push_back(answer);
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Ask> {
        self.asked.borrow().clone()
    }
}

impl FilePicker for std::rc::Rc<ScriptedPicker> {
    fn pick(&self, ask: Ask, reply: Box<dyn FnOnce(Answer) + Send>) {
        self.asked.borrow_mut().push(ask);
        let answer = self.answers.borrow_mut().pop_front();
        if let Some(answer) = answer {
            reply(answer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cancel_faster_than_a_person_means_no_dialog() {
        let quick = Answer {
            path: None,
            took: Duration::from_millis(20),
        };
        let slow = Answer {
            path: None,
            took: Duration::from_secs(2),
        };
        assert!(quick.is_no_dialog() && !slow.is_no_dialog());
    }

    #[test]
    fn waiting_for_a_future_returns_its_value() {
        assert_eq!(block_on(async { 7 }), 7);
    }
}
