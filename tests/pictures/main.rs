//! Picture tests: what the screens look like, drawn on a software GPU.

mod directions;
mod board;
mod gallery;
mod inspections;
