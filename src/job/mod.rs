//! Work off the UI thread: a named thread a task, one channel back, one waker.
//!
//! The runner knows nothing of the work; `app` starts it and `app` takes its answers. Only the
//! journal's keeper has a thread of its own.

pub mod journal;
pub mod pick;
pub mod runner;
pub mod viewer;
pub mod watch;
pub mod worker;

pub use journal::JournalKeeper;
pub use pick::{Answer, Ask, AskKind, FileKind, FilePicker};
pub use runner::{Finish, Panicked, Reply, Runner};
pub use watch::{News, Watch};
