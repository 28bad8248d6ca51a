//! Picture tests: what the screens look like, drawn on a software GPU.

mod curves;
mod gallery;
