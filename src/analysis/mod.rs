//! What follows from the record: pure functions of the model and of today. No window, no file.

pub mod action_list;
pub mod agenda;
pub mod annual;
pub mod attendance;
pub mod changes;
pub mod concerns;
pub mod curve;
pub mod due;
pub mod fees;
pub mod figures;
pub mod forecast;
pub mod formula;
pub mod headline;
pub mod inspections;
pub mod ladder;
pub mod minutes;
pub mod nav;
pub mod overdue;
pub mod overview;
pub mod quorum;
pub mod reading_order;
pub mod recommendations;
pub mod route;
pub mod ruler;
pub mod run_chart;
pub mod sentences;
pub mod series;
pub mod spacing;
pub mod spc;
pub mod sums;
pub mod thread;
pub mod trajectory;
pub mod upcoming;
pub mod words;
pub mod working_days;

#[cfg(test)]
pub(crate) mod fixtures;
