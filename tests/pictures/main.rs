//! Picture tests: what the screens look like, drawn on a software GPU.

mod gallery;
mod inspections;
