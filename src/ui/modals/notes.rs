//! Deleting private notes, and what has changed since the reader last looked.

use egui::{Context, Label, ScrollArea, Ui};

use crate::{
    analysis::words,
    app::{AppState, Message, NotesAsk, Outbox, Route},
    pack::since::Difference,
    ui::{
        parts::{icon_of, names},
        sections::RETENTION,
        theme::{self, TextStyle, size},
        widgets::{
            chip::link_chip_of,
            modal::{ModalAnswer, ModalButton, WIDE, modal},
            rule,
        },
    },
};

/// Which notes are to be deleted.
pub fn delete(ctx: &Context, state: &AppState, out: &Outbox) {
    let all = state.notes.count();
    let here = state.notes_here();
    let one = here
        .as_ref()
        .filter(|(_, count)| *count > 0 && *count < all)
        .map(|(_, count)| format!("Delete {}", notes(*count)));
    let every = match all {
        0 => "Forget what I saw".to_owned(),
        1 => format!("Delete {}", notes(1)),
        _some => format!("Delete all {}", notes(all)),
    };
    let mut buttons = vec![ModalButton::cancel("Keep my notes").safe()];
    let mut asks = vec![None];
    if let Some(one) = &one {
        buttons.push(ModalButton::other(&every));
        buttons.push(ModalButton::primary(one));
        asks.extend([Some(NotesAsk::DeleteAll), Some(NotesAsk::Delete)]);
    } else {
        buttons.push(ModalButton::primary(&every));
        asks.push(Some(NotesAsk::DeleteAll));
    }
    let title = "Delete your private notes?";
    let answer = modal(ctx, "delete notes", WIDE, title, &buttons, |ui| {
        let tokens = theme::tokens(ui);
        let body = |ui: &mut Ui, words: String| {
            let words = theme::text(TextStyle::Body, words).color(tokens.text.primary);
            ui.add(Label::new(words).wrap());
            ui.add_space(size::S2);
        };
        if let (Some((title, count)), Some(_)) = (&here, &one) {
            let title = words::uncapital(title);
            let (count, others) = (notes(*count), notes(all - *count));
            body(
                ui,
                format!("There are {count} on {title}, and {others} on other packs and records."),
            );
        } else if all > 0 {
            let words = match all {
                1 => "There is one note or question on this computer.".to_owned(),
                many => format!("There are {} on this computer.", notes(many)),
            };
            body(ui, words);
        } else {
            body(
                ui,
                "There are no private notes on this computer.".to_owned(),
            );
        }
        body(
            ui,
            "They are deleted from this computer for good; that cannot be undone. With them goes \
             the copy of what you saw last, so the next time nothing is said of what has changed. \
             Records and packs stay as they are."
                .to_owned(),
        );
        names::small(ui, RETENTION);
    });
    match answer {
        ModalAnswer::Open => {}
        ModalAnswer::Cancelled => out.send(Message::Show(None)),
        ModalAnswer::Pressed(place) => match asks.get(place).cloned().flatten() {
            Some(ask) => out.send(Message::Notes(ask)),
            None => out.send(Message::Show(None)),
        },
    }
}

fn notes(count: usize) -> String {
    words::figures(count, "note or question", "notes and questions")
}

/// What has changed since the last time, by meaning; each change leads to its place.
pub fn since(ctx: &Context, state: &AppState, out: &Outbox) {
    let Some(since) = state.notes.since() else {
        out.send(Message::Show(None));
        return;
    };
    let buttons = [ModalButton::cancel("Close").safe()];
    let title = since.sentence();
    let answer = modal(ctx, "since", WIDE, &title, &buttons, |ui| {
        let height = (ui.ctx().content_rect().height() - 220.0).clamp(120.0, 520.0);
        ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for (place, one) in since.differences.iter().flatten().enumerate() {
                    ui.push_id(place, |ui| difference(ui, state, one, out));
                }
            });
    });
    if answer != ModalAnswer::Open {
        out.send(Message::Show(None));
    }
}

fn difference(ui: &mut Ui, state: &AppState, one: &Difference, out: &Outbox) {
    let tokens = theme::tokens(ui);
    rule::hair(ui);
    ui.add_space(size::S1);
    let there = state
        .document
        .as_ref()
        .is_some_and(|document| document.record().contains(one.at));
    let words = theme::text(TextStyle::Body, one.sentence()).color(tokens.text.primary);
    ui.add(Label::new(words).wrap());
    if there && link_chip_of(ui, "go", icon_of(one.at), "Go there").clicked() {
        out.send(Message::Show(None));
        out.send(Message::Go(Route::item(one.at)));
    }
    ui.add_space(size::S1);
}
