//! Picture tests: what the screens look like, drawn on a software GPU.

mod actions;
mod board;
mod curves;
mod directions;
mod figures;
mod gallery;
mod inspections;
mod keeping;
mod meetings;
mod notes;
mod packs;
mod story;
mod verdicts;
mod window;
