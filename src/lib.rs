//! Trajectory: the governance record of a board that must turn a failing public service round.
pub mod analysis;
pub mod edit;
pub mod model;
pub mod ui;
