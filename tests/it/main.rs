//! Integration tests: one crate, a module per concern.
mod calibration;
mod spc_examples;
mod widgets;
