//! Integration tests: one crate, a module per concern.
mod calibration;
mod malformed;
mod saves;
mod section_inspections;
mod spc_examples;
mod store;
mod widgets;
