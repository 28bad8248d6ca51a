//! What follows from the record: pure functions, no IO, no clock, nothing global.
//!
//! The statistics take plain [`series::Series`] values, so that they can be checked against
//! published examples without a record. [`spc`] and [`run_chart`] say whether a measure has
//! changed.

pub mod run_chart;
pub mod series;
pub mod spc;
pub mod sums;
