//! Earlier versions of the record: when, how large, what changed since; to look into or restore.

use egui::{Context, Ui};

use crate::{
    analysis::words,
    app::{AppState, Message, Outbox, StorageAsk, Version},
    ui::{
        theme::{self, Fit, TextStyle, size},
        widgets::{
            button::Button,
            ends::at_end,
            modal::{ModalAnswer, ModalButton, NARROW, WIDE, modal, scrolled},
            rule,
        },
    },
};

/// Changes that are named in a row; more are counted.
const MOST_NAMED: usize = 2;

/// The list.
pub fn list(ctx: &Context, state: &AppState, out: &Outbox) {
    let buttons = [ModalButton::cancel("Close").safe()];
    let title = "Earlier versions";
    let answer = modal(ctx, "versions", WIDE, title, &buttons, |ui| {
        let tokens = theme::tokens(ui);
        let small = |ui: &mut Ui, words: &str| {
            let words = theme::text(TextStyle::Small, words).color(tokens.text.secondary);
            ui.add(egui::Label::new(words).wrap());
        };
        let versions = &state.keeping.versions;
        match (&versions.rows, &versions.fault) {
            (_, Some(fault)) => small(ui, &format!("They cannot be listed: {fault}")),
            (None, None) => small(ui, "Reading…"),
            (Some(rows), None) if rows.is_empty() => small(
                ui,
                "None yet. Every save keeps the version before it: the last ten, one a day for a \
                 month, one a month for a year.",
            ),
            (Some(rows), None) => {
                small(
                    ui,
                    "Under each version stands what has changed from it to the record as it is in \
                     this window.",
                );
                ui.add_space(size::S2);
                scrolled(ui, "versions", 260.0, (120.0, 440.0), |ui| {
                    for (place, row) in rows.iter().enumerate() {
                        ui.push_id(place, |ui| version_row(ui, place, row, out));
                    }
                });
            }
        }
    });
    if answer != ModalAnswer::Open {
        out.send(Message::Show(None));
    }
}

fn version_row(ui: &mut Ui, place: usize, row: &Version, out: &Outbox) {
    let tokens = theme::tokens(ui);
    rule::hair(ui);
    ui.add_space(size::S2);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::S2;
        let verbs = 190.0;
        let room = (ui.available_width() - verbs).max(160.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.spacing_mut().item_spacing.y = 2.0;
            let name = theme::format(TextStyle::BodyMedium, tokens.text.primary);
            let beside =
                theme::format_beside(TextStyle::Meta, tokens.text.muted, TextStyle::BodyMedium);
            let runs = [
                (row.when(), name),
                (format!("   {}", size_words(row.entry.size)), beside),
            ];
            ui.label(theme::galley_of(ui, runs, Fit::Wrap(room)));
            let words = theme::format(TextStyle::Small, tokens.text.secondary);
            ui.label(theme::galley_of(
                ui,
                [(change_words(row), words)],
                Fit::Wrap(room),
            ));
        });
        let readable = matches!(row.state, Some(Ok(_)));
        let blocked = (!readable).then_some("It is not read yet, or cannot be read");
        at_end(ui, egui::Align::Min, |ui| {
            let when = row.when();
            let look = Button::quiet("Look").blocked(blocked);
            if look
                .tooltip(&format!("Look into the version of {when}"))
                .show(ui)
                .clicked()
            {
                out.send(Message::Storage(StorageAsk::LookIntoVersion(place)));
            }
            let restore = Button::outlined("Restore…").blocked(blocked);
            if restore
                .tooltip(&format!("Restore the version of {when}"))
                .show(ui)
                .clicked()
            {
                out.send(Message::Storage(StorageAsk::AskToRestore(place)));
            }
        });
    });
    ui.add_space(size::S2);
}

/// What changed since, in a line or two.
fn change_words(row: &Version) -> String {
    match &row.state {
        None => "Comparing…".to_owned(),
        Some(Err(why)) => why.clone(),
        Some(Ok(earlier)) => {
            let changes = &earlier.changes;
            let named: Vec<&str> = changes
                .iter()
                .take(MOST_NAMED)
                .map(|change| change.sentence.as_str())
                .collect();
            match changes.len() {
                0 => "The same as now.".to_owned(),
                count if count <= MOST_NAMED => format!("{}.", named.join(". ")),
                count => {
                    let more = words::alone(count - MOST_NAMED);
                    format!("{}. {} more.", named.join(". "), words::capital(&more))
                }
            }
        }
    }
}

/// "1.2 MB", "34 kB".
fn size_words(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    if tenths >= 10 {
        format!("{}.{} MB", tenths / 10, tenths % 10)
    } else {
        format!("{} kB", bytes.div_ceil(1000))
    }
}

/// Restoring asks, since it replaces everything in the window.
pub fn restore(ctx: &Context, state: &AppState, place: usize, out: &Outbox) {
    let rows = state.keeping.versions.rows.as_deref().unwrap_or_default();
    let Some(row) = rows.get(place) else {
        out.send(Message::Show(None));
        return;
    };
    let buttons = [
        ModalButton::cancel("Keep the record as it is").safe(),
        ModalButton::primary("Restore"),
    ];
    let title = format!("Restore the version of {}?", row.when());
    let answer = modal(ctx, "restore version", NARROW, &title, &buttons, |ui| {
        let tokens = theme::tokens(ui);
        let words = format!(
            "The record in the window becomes what it was then, as one step that undo takes back. \
             The file changes only when you save. Since then: {}",
            change_words(row)
        );
        let words = theme::text(TextStyle::Body, words).color(tokens.text.primary);
        ui.add(egui::Label::new(words).wrap());
    });
    match answer {
        ModalAnswer::Open => {}
        ModalAnswer::Cancelled => out.send(Message::Show(None)),
        ModalAnswer::Pressed(_) => {
            out.send(Message::Storage(StorageAsk::RestoreVersion(place)));
        }
    }
}
