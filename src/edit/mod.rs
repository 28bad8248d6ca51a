//! How a record changes: edits as data, the history that undoes them, and what differs between two
//! records. Pure; the only code that changes a [`crate::model::Record`].

pub mod action_list;
pub mod change;
pub mod claims;
pub mod diff;
pub mod figures;
pub mod history;
pub mod issue;
pub mod meeting;
pub mod merge;
pub mod plan;
pub mod statements;

pub use change::{Edit, Refused};
pub use diff::{Change, ChangeKind, changes};
pub use history::History;
pub use merge::{Conflict, ConflictKind, Merged, merge};
