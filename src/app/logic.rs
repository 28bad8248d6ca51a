//! What happens between frames: answers of tasks, the close guard, notices that go.
//!
//! Runs for a hidden window too, where nothing is painted: the question about unsaved work must be
//! asked here, or closing a minimised window would lose it.

use egui::{Context, ViewportCommand};

use super::{AppState, modal::After};

/// Rounds of answers taken in one turn.
const MOST_ROUNDS: usize = 8;

/// One turn. Idempotent: a frame may run it twice.
pub fn logic(state: &mut AppState, ctx: &Context) {
    // An answer may start the next task, which may answer at once; a flood waits for the next turn.
    for _ in 0..MOST_ROUNDS {
        if !state.take_answers() {
            break;
        }
    }
    guard_closing(state, ctx);
    let next = [
        state.notices.expire(state.now),
        state.watch_dialog(),
        state.keep_notes(false),
    ];
    if let Some(soonest) = next.into_iter().flatten().min() {
        ctx.request_repaint_after(soonest);
    }
}

/// Keeps the window open while something would be lost, and asks.
pub fn guard_closing(state: &mut AppState, ctx: &Context) {
    if !ctx.input(|input| input.viewport().close_requested()) || state.is_safe_to_close() {
        return;
    }
    ctx.send_viewport_cmd(ViewportCommand::CancelClose);
    ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
    ctx.send_viewport_cmd(ViewportCommand::Focus);
    let asked_already = state.after_save == Some(After::Quit)
        || matches!(
            &state.modal,
            Some(super::Modal::UnsavedChanges { then: After::Quit })
        );
    if !asked_already {
        state.guarded(After::Quit);
    }
}
