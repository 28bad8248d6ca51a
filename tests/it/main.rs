//! Integration tests: one crate, a module per concern.
#![expect(
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    clippy::disallowed_methods,
    reason = "a test that meets what it does not expect should stop"
)]

mod actions_in;
mod architecture;
mod calibration;
mod cli;
mod cli_newer;
mod crashes;
mod curves;
mod evil_names;
mod figures;
#[path = "../../src/fixtures.rs"]
mod fixtures;
mod flows;
mod focus_order;
mod fuzz;
mod guarding;
mod hostile;
mod import;
mod keeping;
mod later;
mod locked;
mod malformed;
mod migrations;
mod notes;
mod pack_commands;
mod packs;
mod pdf;
mod random;
mod registers;
mod saves;
mod section_actions;
mod section_board;
mod section_directions;
mod section_inspections;
mod section_meetings;
mod section_packs;
mod small_windows;
mod spc_examples;
mod store;
mod story;
mod support;
mod widgets;
