//! Notices at the bottom right, newest lowest; errors stay until they are put away.

use egui::{Context, Id};

use crate::{
    app::{AppState, Command, Level, Message, Outbox},
    job::viewer::Look,
};

use super::{theme::size, widgets::toast::toast};

/// Most notices on screen at once; the rest are in the history.
const MOST_SHOWN: usize = 3;

/// Paints the notices.
pub fn ui(ctx: &Context, state: &AppState, out: &Outbox) {
    let mut shown: Vec<_> = state.notices.shown().collect();
    let hidden = shown.len().saturating_sub(MOST_SHOWN);
    shown.drain(..hidden);
    let mut above = size::STATUS_BAR + size::S3;
    for notice in shown.into_iter().rev() {
        let verb = match notice.level {
            Level::Error => Some("Put away"),
            Level::Warning | Level::Done if notice.shows.is_some() => Some("Show in folder"),
            Level::Warning | Level::Done => notice.offers_undo.then_some("Undo"),
        };
        let id = Id::unique(("notice", notice.number));
        let answer = toast(ctx, id, above, &notice.text, verb);
        if answer.pressed {
            if let Some(path) = &notice.shows {
                out.send(Message::Look(path.clone(), Look::Folder));
            } else if notice.offers_undo {
                out.run(Command::Undo);
            }
            out.send(Message::Dismiss(notice.number));
        }
        let lines = 1 + notice.text.chars().count() / 58;
        above += 24.0 + lines as f32 * 20.0;
    }
}
