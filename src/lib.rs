//! placeholder
pub mod model;
pub mod store;
