//! Integration tests: one crate, a module per concern.
mod calibration;
mod malformed;
mod spc_examples;
mod store;
mod widgets;
