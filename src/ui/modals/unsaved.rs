//! Unsaved work of an earlier run: what it changes, and what to do with it.

use std::path::Path;

use egui::{Context, Ui};

use crate::{
    app::{AppState, FoundWork, Message, Outbox, StorageAsk, Unsaved},
    edit::Change,
    model::date,
    ui::{
        parts::value_field::show_time,
        theme::{self, TextStyle, size},
        widgets::{
            modal::{ModalAnswer, ModalButton, NARROW, WIDE, modal, scrolled},
            rule,
        },
    },
};

/// When the last edit was made: "3 September 2019 at 16:08".
fn when(work: &FoundWork) -> String {
    let at = work.journal.at;
    format!("{} at {}", date::long(at.date()), show_time(at.time()))
}

/// Of which record it is, and from when: "Improvement board, 3 September 2019 at 16:08".
pub fn whose(work: &FoundWork) -> String {
    format!("{}, {}", work.journal.head.name, when(work))
}

/// What was found, with every item it changes.
pub fn found(ctx: &Context, state: &AppState, file: &Path, out: &Outbox) {
    let Some(work) = state.found_work(file) else {
        out.send(Message::Show(None));
        return;
    };
    let buttons = [
        ModalButton::other("Throw away…"),
        ModalButton::cancel("Ask later").safe(),
        ModalButton::primary("Restore"),
    ];
    let title = "Unsaved work was found";
    let answer = modal(ctx, "found unsaved", WIDE, title, &buttons, |ui| {
        let tokens = theme::tokens(ui);
        let line = |ui: &mut Ui, style, words: &str, ink| {
            let words = theme::text(style, words).color(ink);
            ui.add(egui::Label::new(words).wrap());
        };
        let (ink, quiet) = (tokens.text.primary, tokens.text.secondary);
        let file = if work.journal.head.path.is_some() {
            "The file is unchanged."
        } else {
            "It was in no file yet."
        };
        let words = format!(
            "The program ended before this was saved, last on {}. {file} What is restored is \
             unsaved until you save it, and can be undone.",
            when(work)
        );
        line(ui, TextStyle::Body, &words, ink);
        if work.journal.cut_off {
            let words = "The last moments before the end are missing or damaged.";
            line(ui, TextStyle::Body, words, ink);
        }
        ui.add_space(size::S2);
        ui.spacing_mut().item_spacing.y = 2.0;
        line(ui, TextStyle::BodyMedium, &work.journal.head.name, ink);
        if let Some(path) = &work.journal.head.path {
            line(ui, TextStyle::Small, &path.display().to_string(), quiet);
        }
        ui.add_space(size::S3);
        change_list(
            ui,
            &format!("{} changed", work.count_words()),
            &work.changes,
        );
    });
    let ask = match answer {
        ModalAnswer::Open => return,
        ModalAnswer::Cancelled | ModalAnswer::Pressed(1) => Unsaved::Later,
        ModalAnswer::Pressed(0) => Unsaved::AskToThrowAway,
        ModalAnswer::Pressed(_) => Unsaved::Restore,
    };
    out.send(Message::Storage(StorageAsk::Found(file.to_owned(), ask)));
}

/// Items that differ, in words, under a heading that counts them.
pub fn change_list(ui: &mut Ui, heading: &str, changes: &[Change]) {
    let tokens = theme::tokens(ui);
    rule::section(ui, heading, None);
    scrolled(ui, "changes", 360.0, (96.0, 320.0), |ui| {
        for change in changes {
            let words = format!("{}.", change.sentence);
            ui.add(
                egui::Label::new(theme::text(TextStyle::Small, words).color(tokens.text.primary))
                    .wrap(),
            );
        }
    });
}

/// The last question before it is gone.
pub fn throw_away(ctx: &Context, state: &AppState, file: &Path, out: &Outbox) {
    let Some(work) = state.found_work(file) else {
        out.send(Message::Show(None));
        return;
    };
    let buttons = [
        ModalButton::cancel("Keep it").safe(),
        ModalButton::primary("Throw away"),
    ];
    let title = "Throw this unsaved work away?";
    let answer = modal(ctx, "throw away", NARROW, title, &buttons, |ui| {
        let tokens = theme::tokens(ui);
        let words = format!(
            "{} changed in {}, last on {}. Thrown away, this cannot be brought back. The file \
             stays as it is.",
            work.count_words(),
            work.journal.head.name,
            when(work)
        );
        ui.label(theme::text(TextStyle::Body, words).color(tokens.text.primary));
    });
    let ask = match answer {
        ModalAnswer::Open => return,
        ModalAnswer::Cancelled => Unsaved::Look,
        ModalAnswer::Pressed(_) => Unsaved::ThrowAway,
    };
    out.send(Message::Storage(StorageAsk::Found(file.to_owned(), ask)));
}
