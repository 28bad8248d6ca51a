//! Integration tests: one crate, a module per concern.
mod calibration;
mod spc_examples;
#[test]
fn a() {}

mod widgets;

mod malformed;
mod saves;
mod section_board;
mod store;
