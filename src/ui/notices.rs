//! Notices at the bottom right, newest lowest; errors stay until they are put away.

use egui::{Context, Id};

use crate::{
    app::{AppState, Command, Level, Message, Outbox},
    job::viewer::Look,
};

use super::{
    theme::size,
    widgets::{
        status_mark::Mark,
        toast::{Toast, toast},
    },
};

/// Most notices on screen at once; the rest are in the history.
const MOST_SHOWN: usize = 3;

/// Paints the notices.
pub fn ui(ctx: &Context, state: &AppState, out: &Outbox) {
    let mut shown: Vec<_> = state.notices.shown().collect();
    let hidden = shown.len().saturating_sub(MOST_SHOWN);
    shown.drain(..hidden);
    let mut above = size::STATUS_BAR + size::S3;
    for notice in shown.into_iter().rev() {
        let verbs: &[Verb] = match notice.level {
            Level::Error if notice.offers_save_as => &[Verb::SaveAs, Verb::PutAway],
            Level::Error => &[Verb::PutAway],
            Level::Warning | Level::Done if notice.shows.is_some() => &[Verb::ShowInFolder],
            Level::Warning | Level::Done if notice.offers_undo => &[Verb::Undo],
            Level::Warning | Level::Done => &[],
        };
        let words: Vec<&str> = verbs.iter().map(|verb| verb.words()).collect();
        let id = Id::unique(("notice", notice.number));
        let shown = Toast {
            mark: mark(notice.level),
            sentence: &notice.text,
            verbs: &words,
        };
        let answer = toast(ctx, id, above, shown);
        if let Some(verb) = answer.pressed.and_then(|place| verbs.get(place)) {
            match verb {
                Verb::SaveAs => out.run(Command::SaveAs),
                Verb::PutAway => {}
                Verb::Undo => out.run(Command::Undo),
                Verb::ShowInFolder => {
                    if let Some(path) = &notice.shows {
                        out.send(Message::Look(path.clone(), Look::Folder));
                    }
                }
            }
            out.send(Message::Dismiss(notice.number));
        }
        above += answer.height + size::S2;
    }
}

/// What can be done about a notice.
#[derive(Debug, Clone, Copy)]
enum Verb {
    SaveAs,
    PutAway,
    Undo,
    ShowInFolder,
}

impl Verb {
    const fn words(self) -> &'static str {
        match self {
            Self::SaveAs => "Save as…",
            Self::PutAway => "Put away",
            Self::Undo => "Undo",
            Self::ShowInFolder => "Show in folder",
        }
    }
}

/// What is merely done has no mark.
const fn mark(level: Level) -> Option<Mark> {
    match level {
        Level::Error => Some(Mark::Error),
        Level::Warning => Some(Mark::Warning),
        Level::Done => None,
    }
}
