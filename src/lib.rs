//! placeholder
pub mod model;
pub mod ui;
