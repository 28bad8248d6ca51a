//! Picture tests: what the screens look like, drawn on a software GPU.

mod actions;
mod board;
mod directions;
mod curves;
mod gallery;
mod inspections;
mod window;
