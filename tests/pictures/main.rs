//! Picture tests: what the screens look like, drawn on a software GPU.

mod actions;
mod board;
mod curves;
mod directions;
mod figures;
mod gallery;
mod inspections;
<<<<<<< HEAD
mod story;
mod verdicts;
=======
mod meetings;
>>>>>>> ff3b642 (The meeting in the window: flow and picture tests, what is due before it)
mod window;
