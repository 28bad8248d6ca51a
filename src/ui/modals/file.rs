//! Questions about the file of the open record: taking it over from somebody, and a file that is gone.

use egui::{Context, Ui};

use crate::{
    app::{AppState, Command, Document, Message, Outbox, StorageAsk},
    ui::{
        theme::{self, TextStyle},
        widgets::modal::{ModalAnswer, ModalButton, NARROW, modal},
    },
};

fn sentence(ui: &mut Ui, words: &str) {
    let tokens = theme::tokens(ui);
    let words = theme::text(TextStyle::Body, words).color(tokens.text.primary);
    ui.add(egui::Label::new(words).wrap());
}

/// Somebody on another computer has the file and is silent.
pub fn take_over(ctx: &Context, state: &AppState, out: &Outbox) {
    let buttons = [
        ModalButton::cancel("Keep reading").safe(),
        ModalButton::primary("Take over"),
    ];
    let title = "Take the file over?";
    let answer = modal(ctx, "take over", NARROW, title, &buttons, |ui| {
        if let Some(why) = state.read_only() {
            sentence(ui, &why.words());
        }
        sentence(
            ui,
            "Their program may have ended without giving the file back, or may be cut off from the \
             network. Should they still be at work, they can then only read, and what you both \
             changed has to be brought together. Nothing of theirs is overwritten.",
        );
    });
    match answer {
        ModalAnswer::Open => {}
        ModalAnswer::Cancelled => out.send(Message::Show(None)),
        ModalAnswer::Pressed(_) => out.send(Message::Storage(StorageAsk::TakeOver)),
    }
}

/// The file was moved, renamed or deleted.
pub fn gone(ctx: &Context, state: &AppState, out: &Outbox) {
    let buttons = [
        ModalButton::cancel("Decide later").safe(),
        ModalButton::primary("Save as…"),
    ];
    let title = "The file is no longer in its place";
    let answer = modal(ctx, "file gone", NARROW, title, &buttons, |ui| {
        let path = state.document.as_ref().and_then(|d| d.path.as_ref());
        let unsaved = state.document.as_ref().is_some_and(Document::is_unsaved);
        let whole = if unsaved {
            "The record is whole in this window, with changes that were never saved."
        } else {
            "The record is whole in this window."
        };
        sentence(
            ui,
            &format!(
                "It was moved, renamed or deleted, or its disk is not there. {whole} Save it under \
                 a name of its own to be safe."
            ),
        );
        if let Some(path) = path {
            let tokens = theme::tokens(ui);
            let words = theme::text(TextStyle::Small, path.display().to_string());
            ui.add(egui::Label::new(words.color(tokens.text.secondary)).wrap());
        }
    });
    match answer {
        ModalAnswer::Open => {}
        ModalAnswer::Cancelled => out.send(Message::Show(None)),
        ModalAnswer::Pressed(_) => {
            out.send(Message::Show(None));
            out.run(Command::SaveAs);
        }
    }
}
