//! Integration tests: one crate, a module per concern.
#[test]
fn a() {}
