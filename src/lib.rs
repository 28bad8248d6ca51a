//! placeholder
pub mod analysis;
pub mod model;
