//! Trajectory: the governance record of a board that must turn a failing public service round.
//!
//! The map of the house, from the ground up. Lower layers never use higher ones; a test sees to it.
//!
//! | layer | what it is | may touch |
//! | --- | --- | --- |
//! | [`unseen`] | characters nobody can see, letters that look alike | nothing |
//! | [`model`] | what is recorded: plain structs, one file a noun | nothing |
//! | [`analysis`] | what follows from it: statistics, quorum, fees, threads, page one | `model` |
//! | [`check`] | what is wrong with it: findings with their place | the two above |
//! | [`edit`] | how it changes: edits as data, undo, differences | `model`, `analysis` |
//! | [`store`] | how it is kept: reading, surgical writing, atomic saving, preferences | the disk |
//! | [`pack`] | how it is presented to a meeting: packs as data, then as files | nothing outside |
//! | [`job`] | work off the UI thread, file dialogs | threads |
//! | [`app`] | the program without pixels: state, commands, what each message does | all above |
//! | [`cli`] | the headless commands | all above |
//! | [`ui`] | what is seen: theme, widgets, charts, sections, the window | egui |
//!
//! What holds everywhere:
//!
//! 1. Only `app::dispatch` and its neighbours write the state; only [`edit`] changes a record.
//! 2. `model`, `analysis`, `check`, `edit` and `pack` do no IO, read no clock and use no global; today is an
//!    argument.
//! 3. Loading never drops data: what is not understood is refused with its line and column.
//! 4. A save is atomic or it did not happen, and closing waits for it.
//! 5. Nothing blocks the UI thread, and an idle window draws nothing.
//! 6. Every input has an accessible name; status is never a colour alone.
//! 7. Colours, sizes and fonts come from `ui::theme`.
//!
//! To change what an item holds, begin in [`model`]; to change a rule, in [`check`]; to change what a
//! chart says, in [`analysis::curve`]; to add a command, in [`app::command`]; to add a section, with a
//! variant of [`model::SectionId`], and follow the compiler.

pub mod analysis;
pub mod app;
pub mod check;
pub mod cli;
pub mod edit;
#[cfg(test)]
mod fixtures;
pub mod job;
pub mod model;
pub mod pack;
pub mod store;
pub mod ui;
pub mod unseen;
