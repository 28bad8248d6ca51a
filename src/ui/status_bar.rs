//! The line at the bottom: the truth about the file, the next undo, findings, density, zoom.

use egui::{Align, Ui};

use crate::{
    app::{After, AppState, Command, Outbox},
    model::SectionId,
    store::prefs::DensityChoice,
};

use super::{
    parts::value_field::show_time,
    theme::{self, Icon, TextStyle, size},
    widgets::{button::Button, ends::at_end, paint},
};

/// Room for what stands at the right.
const VERBS: f32 = 270.0;

/// Paints the line.
pub fn ui(ui: &mut Ui, state: &AppState, out: &Outbox) {
    let tokens = theme::tokens(ui);
    let bar = ui.max_rect();
    paint::hline(
        ui.painter(),
        bar.x_range(),
        bar.top() + 0.5,
        tokens.line.rule,
    );
    let meta = |ui: &mut Ui, words: &str| {
        ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.secondary));
    };
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = size::S4;
        ui.add_space(size::S4);
        if let Some(document) = &state.document {
            let (icon, words) = file_state(state);
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                theme::icon(ui, icon, 14.0, tokens.text.secondary);
                meta(ui, &words);
            });
            if let Some((verb, tooltip, command)) = way_out(state)
                && small(ui, verb, tooltip)
            {
                out.run(command);
            }
            meta(ui, &document.file_name());
            if let Some((words, why)) = &state.keeping.lock_said {
                let words =
                    theme::text(TextStyle::Meta, words.as_str()).color(tokens.text.secondary);
                ui.label(words).on_hover_text(why.as_str());
            }
            if let Some(label) = document.history.undo_label() {
                let room = ui.available_width() - VERBS;
                let ink = tokens.text.secondary;
                let words = format!("Undo: {label}");
                let fit = theme::Fit::Elide(room);
                ui.label(theme::galley(ui, TextStyle::Meta, words, ink, fit));
            }
        } else {
            meta(ui, concat!("Trajectory ", env!("CARGO_PKG_VERSION")));
            meta(ui, "No account, no network; the record stays in its file.");
        }
        at_end(ui, Align::Center, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if let Some(document) = &state.document {
                let count = document.derived.findings.len();
                let words = match count {
                    0 => "No findings".to_owned(),
                    1 => "1 finding".to_owned(),
                    many => format!("{many} findings"),
                };
                if small(ui, &words, "Show what is wrong or missing in the record") {
                    out.go(SectionId::Findings);
                }
            }
            let density = match state.prefs.density {
                DensityChoice::Comfortable => "Comfortable",
                DensityChoice::Compact => "Compact",
            };
            if small(ui, density, "Switch between comfortable and compact rows") {
                out.run(Command::Density);
            }
            let zoom = format!("{} %", state.prefs.zoom_percent);
            if small(ui, &zoom, "Zoom to 100 %") {
                out.run(Command::ZoomReset);
            }
            ui.add_space(size::S2);
        });
    });
}

fn small(ui: &mut Ui, words: &str, tooltip: &str) -> bool {
    let button = Button::words(words, TextStyle::Meta);
    button.tooltip(tooltip).show(ui).clicked()
}

/// Where a state of the file needs something done: the verb, what it does, and the command.
fn way_out(state: &AppState) -> Option<(&'static str, &'static str, Command)> {
    let document = state.document.as_ref()?;
    if !document.is_unsaved() || document.saving.is_some() || document.read_only.is_some() {
        None
    } else if state.keeping.differs {
        Some((
            "Compare…",
            "Compare with the file as it is now, and bring both together",
            Command::Save,
        ))
    } else if state.keeping.save_failed {
        let tooltip = "Show what was said when the save failed";
        Some(("See why", tooltip, Command::Notices))
    } else {
        None
    }
}

/// Saved, unsaved, saving, reading: in words, with an icon.
fn file_state(state: &AppState) -> (Icon, String) {
    let Some(document) = &state.document else {
        return (Icon::Circle, String::new());
    };
    if document.read_only.is_some() {
        (Icon::LockSimple, "For reading only".to_owned())
    } else if document.saving.is_some() {
        let words = match &state.after_save {
            Some(After::Quit) => "Saving; the window closes when it is done",
            Some(_) | None => "Saving…",
        };
        (Icon::ArrowsClockwise, words.to_owned())
    } else if state.opening.is_some() {
        (Icon::ArrowsClockwise, "Reading…".to_owned())
    } else if document.is_unsaved() && state.keeping.differs {
        (Icon::Circle, "Unsaved; the file has changed".to_owned())
    } else if document.is_unsaved() && state.keeping.save_failed {
        (Icon::Warning, "Not saved; the changes are kept".to_owned())
    } else if document.is_unsaved() {
        (Icon::Circle, "Unsaved changes".to_owned())
    } else if let Some(time) = document.saved_at {
        (Icon::CheckCircle, format!("Saved {}", show_time(time)))
    } else if document.path.is_none() {
        (Icon::CheckCircle, "Sample, as shipped".to_owned())
    } else {
        (Icon::CheckCircle, "As on disk".to_owned())
    }
}
