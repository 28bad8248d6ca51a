//! Work off the UI thread: a named thread a task, one channel back, one waker. Nothing here knows
//! what the work is about; `app` starts it and `app` takes its answers.

pub mod pick;
pub mod runner;
pub mod viewer;
pub mod worker;

pub use pick::{Answer, Ask, AskKind, FileKind, FilePicker};
pub use runner::{Finish, Panicked, Reply, Runner};
