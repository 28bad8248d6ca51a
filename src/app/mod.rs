//! The program without pixels: its state, its commands, and what each message does. Uses egui's
//! types for keys and the context, never a `Ui`.

pub mod actions_in;
pub mod command;
pub mod create;
pub mod derived;
pub mod dispatch;
pub mod document;
pub mod export;
pub mod figures;
pub mod files;
pub mod keeping;
pub mod logic;
pub mod meeting;
pub mod message;
pub mod modal;
pub mod notes;
pub mod notice;
mod open_pack;
mod open_save;
pub mod packs;
mod preferences;
pub mod read_only;
mod reading_in;
pub mod registers;
pub mod route;
pub mod state;
mod walk;

pub use actions_in::{ActionsAsk, ActionsDesk};
pub use command::{Command, Menu};
pub use create::NewItem;
pub use derived::Derived;
pub use document::{Document, PackOf, TodayChoice};
pub use export::Export;
pub use figures::{Desk, FiguresAsk, Pasted};
pub use keeping::{
    Compared, Desk as MergeDesk, Earlier, FoundWork, MergeAsk, StorageAsk, Unsaved, Version,
};
pub use meeting::MeetingAsk;
pub use message::{Done, Message, Outbox, Reaction};
pub use modal::{After, BrokenFile, Modal};
pub use notes::{Notebook, NotesAsk, Since};
pub use notice::{Level, Notice};
pub use packs::{PackAsk, PackDesk};
pub use read_only::{ReadOnly, Reason};
pub use registers::{Format, RegistersAsk};
pub use route::{Route, Trail};
pub use state::{AppState, Asking, Effect, Outside};
