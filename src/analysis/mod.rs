//! What follows from the record: pure functions, no IO, no clock, nothing global.
//!
//! The statistics take plain [`series::Series`] values, so that they can be checked against
//! published examples without a record. [`spc`] and [`run_chart`] say whether a measure has
//! changed, [`trajectory`] how far it is from the plan, [`forecast`] where it may go next.

pub mod curve;
pub mod forecast;
pub mod run_chart;
pub mod series;
pub mod spacing;
pub mod spc;
pub mod sums;
pub mod trajectory;
