//! What is read in from elsewhere, figures or actions: one step of its own, and a notice that takes it
//! back.

use super::{AppState, notice::Level};
use crate::edit::Edit;

impl AppState {
    /// The record moved on while a preview was looked at: what was shown is no longer what would be done.
    pub(super) fn look_again(&mut self, at: &str) {
        let words = format!("The record has changed meanwhile: look at the {at} again.");
        self.say(Level::Warning, words);
    }

    /// Applies what was read in as one step and says so: `done` is "3 figures added". False where it
    /// could not be applied.
    pub(super) fn read_in(&mut self, edit: &Edit, done: &str, refused: usize) -> bool {
        if let Some(document) = &mut self.document {
            document.history.close_step();
        }
        if !self.apply(edit) {
            return false;
        }
        if let Some(document) = &mut self.document {
            document.history.close_step();
        }
        self.modal = None;
        let words = if refused > 0 {
            format!("{done}. {refused} refused and left out.")
        } else {
            format!("{done}.")
        };
        self.notices.push(Level::Done, words, self.now).offers_undo = true;
        true
    }
}
