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
            sentence(ui, &why.sentence);
        }
        sentence(
            ui,
            "Their program may have ended without giving the file back, or may be cut off from the \
             network. Should they still be at work, they can then only read, and what you both \
             changed has to be brought together.",
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
        let file = path
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        sentence(
            ui,
            &format!(
                "{file} was moved, renamed or deleted, or its disk is not there. The record is \
                 whole in this window. Save it under a name of its own to be safe."
            ),
        );
        if state.document.as_ref().is_some_and(Document::is_unsaved) {
            sentence(ui, "It has changes that were never saved.");
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
