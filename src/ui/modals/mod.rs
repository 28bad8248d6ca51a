//! Questions and pages over the window: one file each, one match.

mod actions_in;
mod export;
mod figures;
mod file;
mod help;
mod meeting;
mod merge;
mod notes;
pub mod palette;
mod questions;
mod reading_in;
pub mod unsaved;
mod versions;

pub use actions_in::ActionsForm;
pub use figures::FiguresForm;
pub use meeting::NewMeetingForm;

use egui::Context;

use crate::app::{AppState, Message, Modal, Outbox, Reaction};

use super::{sections::Views, widgets::modal::ModalAnswer};

/// Paints the modal that is open, if one is.
pub fn ui(ctx: &Context, state: &AppState, out: &Outbox, views: &mut Views) {
    let Some(modal) = &state.modal else { return };
    match modal {
        Modal::UnsavedChanges { then } => questions::unsaved(ctx, state, then, out),
        Modal::BrokenFile(broken) => questions::broken(ctx, broken, out),
        Modal::TypePath { .. } => questions::type_path(ctx, modal, state, out),
        Modal::Merge => merge::ui(ctx, state, out),
        Modal::FileGone => file::gone(ctx, state, out),
        Modal::TakeOver => file::take_over(ctx, state, out),
        Modal::Versions => versions::list(ctx, state, out),
        Modal::RestoreVersion { place } => versions::restore(ctx, state, *place, out),
        Modal::FoundUnsaved { file } => unsaved::found(ctx, state, file, out),
        Modal::ThrowAwayUnsaved { file } => unsaved::throw_away(ctx, state, file, out),
        Modal::Revert => questions::revert(ctx, state, out),
        Modal::Palette { query, row } => {
            palette::ui(ctx, state, out, &mut views.palette, query, *row);
        }
        Modal::NewMeeting => meeting::ui(ctx, state, out, &mut views.new_meeting),
        Modal::Figures => figures::ui(ctx, state, out, &mut views.figures),
        Modal::Actions => actions_in::ui(ctx, state, out, &mut views.actions_in),
        Modal::Export(format) => export::ui(ctx, state, out, *format),
        Modal::DeleteNotes => notes::delete(ctx, state, out),
        Modal::Since => notes::since(ctx, state, out),
        Modal::Keys => help::keys(ctx, out),
        Modal::Notices => help::notices(ctx, state, out),
        Modal::About => help::about(ctx, out),
    }
}

/// Sends the reaction that belongs to the button pressed; cancelling is always the last resort.
fn react(answer: ModalAnswer, buttons: &[Reaction], out: &Outbox) {
    match answer {
        ModalAnswer::Open => {}
        ModalAnswer::Cancelled => out.send(Message::Answer(Reaction::Cancel)),
        ModalAnswer::Pressed(place) => {
            let reaction = buttons.get(place).copied().unwrap_or(Reaction::Cancel);
            out.send(Message::Answer(reaction));
        }
    }
}
