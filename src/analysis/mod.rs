//! What follows from the record: pure functions of the model and of today. No window, no file.

pub mod attendance;
pub mod changes;
pub mod fees;
pub mod headline;
pub mod nav;
pub mod overdue;
pub mod overview;
pub mod quorum;
pub mod ruler;
pub mod sentences;
pub mod thread;
pub mod upcoming;
pub mod words;

#[cfg(test)]
pub(crate) mod fixtures;
