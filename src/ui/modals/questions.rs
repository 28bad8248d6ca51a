//! Questions about files: unsaved changes, broken files, paths to type, changes on disk.

use egui::{Context, Frame, Margin, ScrollArea, Stroke, Ui};

use crate::{
    analysis::words,
    app::{After, AppState, BrokenFile, Message, Modal, Outbox, Reaction},
    job::{AskKind, FileKind},
    ui::{
        theme::{self, TextStyle, size},
        widgets::{
            field::Field,
            modal::{ModalButton, NARROW, WIDE, modal},
        },
    },
};

use super::react;

fn sentence(ui: &mut Ui, words: impl Into<String>) {
    let tokens = theme::tokens(ui);
    ui.label(theme::text(TextStyle::Body, words).color(tokens.text.primary));
}

/// Save, give up, or stay.
pub fn unsaved(ctx: &Context, state: &AppState, then: &After, out: &Outbox) {
    let name = state
        .document
        .as_ref()
        .map(crate::app::Document::title)
        .unwrap_or_default();
    let buttons = [
        ModalButton::cancel("Stay"),
        ModalButton::other("Give up changes"),
        ModalButton::primary("Save").safe(),
    ];
    let answer = modal(ctx, "unsaved", NARROW, then.question(), &buttons, |ui| {
        sentence(ui, format!("{name} has changes that are not on disk yet."));
        last_steps(ui, state);
    });
    react(
        answer,
        &[Reaction::Cancel, Reaction::Discard, Reaction::Save],
        out,
    );
}

/// What was done last, to recognise it by.
fn last_steps(ui: &mut Ui, state: &AppState) {
    let document = state.document.iter();
    let labels = document.flat_map(|document| document.history.labels().take(3));
    let steps: Vec<&str> = labels.collect();
    if !steps.is_empty() {
        let tokens = theme::tokens(ui);
        let words = format!("Last: {}.", steps.join(", "));
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
    }
}

/// Give up unsaved changes and read the file again.
pub fn revert(ctx: &Context, state: &AppState, out: &Outbox) {
    let file = state
        .document
        .as_ref()
        .map(crate::app::Document::file_name)
        .unwrap_or_default();
    let count = state
        .document
        .as_ref()
        .map_or(0, |document| document.history.labels().count());
    let buttons = [
        ModalButton::cancel("Keep changes").safe(),
        ModalButton::primary("Revert"),
    ];
    let answer = modal(
        ctx,
        "revert",
        NARROW,
        "Give up unsaved changes?",
        &buttons,
        |ui| {
            let lost = words::capital(&words::counted(
                count,
                "change of this session is",
                "changes of this session are",
            ));
            sentence(
                ui,
                format!("{file} is read again as it is on disk. {lost} lost and cannot be undone."),
            );
            last_steps(ui, state);
        },
    );
    react(answer, &[Reaction::Cancel, Reaction::Discard], out);
}

/// A file that is no record: where, why, and the line itself.
pub fn broken(ctx: &Context, broken: &BrokenFile, out: &Outbox) {
    let buttons = [
        ModalButton::other("Open another file…"),
        ModalButton::cancel("Close").safe(),
    ];
    let title = "The file could not be opened";
    let answer = modal(ctx, "broken", WIDE, title, &buttons, |ui| {
        let tokens = theme::tokens(ui);
        ui.label(
            theme::text(TextStyle::BodyStrong, broken.place.as_str()).color(tokens.text.primary),
        );
        sentence(ui, broken.sentence.as_str());
        if !broken.excerpt.trim().is_empty() {
            ui.add_space(size::S2);
            excerpt(ui, &broken.excerpt);
        }
        ui.add_space(size::S2);
        let words = format!(
            "Nothing was changed on disk. Mend the file in any text editor and open it again: {}",
            broken.path.display()
        );
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
    });
    react(answer, &[Reaction::Reload, Reaction::Cancel], out);
}

/// The offending line with its caret: every character as wide as the caret line reckons.
fn excerpt(ui: &mut Ui, text: &str) {
    let tokens = theme::tokens(ui);
    Frame::new()
        .fill(tokens.surface.canvas)
        .stroke(Stroke::new(size::STROKE, tokens.line.hair))
        .inner_margin(Margin::same(8))
        .show(ui, |ui| {
            ScrollArea::horizontal().id_salt("excerpt").show(ui, |ui| {
                let (line, caret) = text.split_once('\n').unwrap_or((text, ""));
                let before: String = line
                    .chars()
                    .take(caret.chars().count().saturating_sub(1))
                    .collect();
                let galley = |words: &str| {
                    theme::galley(
                        ui,
                        TextStyle::Small,
                        words,
                        tokens.text.primary,
                        theme::Fit::Line,
                    )
                };
                let (whole, left) = (galley(line), galley(&before));
                let mark = galley("^");
                let height = whole.size().y + mark.size().y;
                let (_, rect) = ui.allocate_space(egui::vec2(whole.size().x + 16.0, height));
                let below = rect.min + egui::vec2(left.size().x, whole.size().y - 2.0);
                ui.painter().galley(rect.min, whole, tokens.text.primary);
                ui.painter().galley(below, mark, tokens.status.red);
            });
        });
}

/// The path of a file, typed, because no dialog appeared.
pub fn type_path(ctx: &Context, open: &Modal, state: &AppState, out: &Outbox) {
    let Modal::TypePath {
        kind,
        files,
        typed,
        why,
        fault,
        then,
    } = open
    else {
        return;
    };
    let (title, verb) = match (kind, files) {
        (AskKind::Open, FileKind::Record) => ("Type the path of the record", "Open"),
        (AskKind::Open, _) => ("Type the path of the file", "Open"),
        (AskKind::Save, FileKind::Record) => ("Type where to save the record", "Save"),
        (AskKind::Save, FileKind::Svg | FileKind::Png) => {
            ("Type where to save the picture", "Save")
        }
        (AskKind::Save, FileKind::Csv | FileKind::Figures) => {
            ("Type where to save the figures", "Save")
        }
        (AskKind::Save, _) => ("Type where to write the file", "Write"),
    };
    // A dialog that has answered that there is none is not waited for.
    let cancel = if state.asking.is_some() {
        "Keep waiting"
    } else {
        "Cancel"
    };
    let buttons = [
        ModalButton::cancel(cancel).unfocused(),
        ModalButton::primary(verb),
    ];
    let mut text = typed.clone();
    let mut entered = false;
    let answer = modal(ctx, "type path", WIDE, title, &buttons, |ui| {
        sentence(ui, why.as_str());
        ui.add_space(size::S2);
        let id = ui.make_persistent_id("first");
        let first = ui.data(|data| data.get_temp::<bool>(id)).is_none();
        ui.data_mut(|data| data.insert_temp(id, true));
        let field = Field::above("Path").error(fault.as_deref()).focus(first);
        let response = field.text(ui, &mut text);
        entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    });
    if text != *typed {
        out.send(Message::Show(Some(Modal::TypePath {
            kind: *kind,
            files: *files,
            typed: text,
            why: why.clone(),
            fault: None,
            then: then.clone(),
        })));
    }
    if entered {
        out.send(Message::Answer(Reaction::TakePath));
    }
    react(answer, &[Reaction::Cancel, Reaction::TakePath], out);
}
