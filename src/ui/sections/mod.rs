//! One file a section, and the one exhaustive match that shows it.

pub mod board;
pub mod meetings;
