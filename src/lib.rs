//! Trajectory: the governance record of a board that must turn a failing public service round.
pub mod edit;
//! placeholder
pub mod analysis;
pub mod check;
pub mod model;
pub mod store;
pub mod ui;
