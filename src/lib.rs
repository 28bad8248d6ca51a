//! Trajectory: the governance record of a board that must turn a failing public service round.
pub mod analysis;
pub mod app;
pub mod check;
pub mod cli;
pub mod edit;
pub mod job;
pub mod model;
pub mod store;
pub mod ui;
