//! Integration tests: one crate, a module per concern.

mod malformed;
mod store;
