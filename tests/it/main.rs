//! Integration tests: one crate, a module per concern.
mod architecture;
mod calibration;
mod figures;
mod flows;
mod import;
mod malformed;
mod saves;
mod section_board;
mod section_directions;
mod section_inspections;
mod spc_examples;
mod store;
mod support;
mod widgets;
