//! Integration tests: one crate, a module per concern.
mod spc_examples;
#[test]
fn a() {}
