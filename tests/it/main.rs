//! Integration tests: one crate, a module per concern.
mod saves;
