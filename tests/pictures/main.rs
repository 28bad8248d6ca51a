//! Picture tests: what the screens look like, drawn on a software GPU.

mod board;
mod directions;
mod gallery;
