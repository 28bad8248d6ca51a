//! The start page: back to work in one key.

use std::sync::Arc;

use egui::{Margin, Ui, pos2};

use crate::{
    app::{AppState, Command, FoundWork, Message, Outbox, StorageAsk, Unsaved},
    model::date,
};

use super::{
    modals,
    parts::value_field::show_time,
    theme::{self, Fit, Icon, TextStyle, size},
    widgets::{
        button::Button, key_cap::key_cap, notice_box::notice_box, row::link_row, rule::heading,
        status_mark::Mark,
    },
};

/// Widest the page grows.
const WIDEST: f32 = 1120.0;
/// Width from which two columns have room.
const TWO_COLUMNS: f32 = 860.0;

/// Paints the page.
pub fn ui(ui: &mut Ui, state: &AppState, out: &Outbox) {
    let tokens = theme::tokens(ui);
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .show(ui, |ui| {
            let width = ui.available_width().min(WIDEST);
            let side = ((ui.available_width() - width) / 2.0).max(size::S5);
            #[expect(clippy::cast_possible_truncation, reason = "capped at the type's end")]
            let side = side.min(127.0) as i8;
            egui::Frame::new()
                .inner_margin(Margin {
                    left: side,
                    right: side,
                    top: 64,
                    bottom: 24,
                })
                .show(ui, |ui| {
                    ui.label(
                        theme::text(TextStyle::Display, "Trajectory").color(tokens.text.primary),
                    );
                    let line = theme::text(
                        TextStyle::Body,
                        "The board’s record, in one file that is yours.",
                    );
                    ui.label(line.color(tokens.text.secondary));
                    ui.add_space(size::S6);
                    let width = ui.available_width();
                    if width < TWO_COLUMNS {
                        recent(ui, state, out);
                        unsaved(ui, state, out);
                        ui.add_space(size::S5);
                        begin(ui, out);
                    } else {
                        ui.horizontal_top(|ui| {
                            ui.spacing_mut().item_spacing.x = 0.0;
                            ui.vertical(|ui| {
                                ui.set_width(width * 0.62);
                                recent(ui, state, out);
                                unsaved(ui, state, out);
                            });
                            ui.add_space(size::S6 * 2.0);
                            ui.vertical(|ui| {
                                ui.set_width(width * 0.38 - size::S6 * 2.0);
                                begin(ui, out);
                            });
                        });
                    }
                });
        });
}

fn recent(ui: &mut Ui, state: &AppState, out: &Outbox) {
    let tokens = theme::tokens(ui);
    let list = &state.prefs.recent;
    if heading(ui, "Recent", "", (!list.is_empty()).then_some("Clear list")) {
        out.send(Message::ForgetAll);
    }
    if list.is_empty() {
        ui.add_space(size::S2);
        ui.label(theme::text(TextStyle::Body, "Nothing opened yet").color(tokens.text.primary));
        let words =
            "Records that you open are listed here. Look at the sample to see a board at work.";
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
    }
    for (index, entry) in list.iter().enumerate() {
        let file = entry
            .path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let folder = entry
            .path
            .parent()
            .map(|folder| folder.display().to_string())
            .unwrap_or_default();
        let when = if entry.opened.date() == state.calendar {
            format!("today, {}", show_time(entry.opened.time()))
        } else {
            date::short(entry.opened.date())
        };
        let sentence = format!("Open {}, {file}, in {folder}, opened {when}", entry.name);
        let row = ui.push_id(index, |ui| {
            link_row(ui, 54.0, &sentence, |ui, rect| {
                let icon = pos2(rect.left() + 12.0, rect.center().y);
                theme::paint_icon(
                    ui.painter(),
                    Icon::BookOpenText,
                    icon,
                    size::ICON_START,
                    tokens.text.secondary,
                );
                let when = theme::galley(
                    ui,
                    TextStyle::Small,
                    &when,
                    tokens.text.secondary,
                    Fit::Line,
                );
                let left = rect.left() + 36.0;
                let room = rect.width() - 48.0 - when.size().x - size::S3;
                let name = theme::galley(
                    ui,
                    TextStyle::BodyMedium,
                    &entry.name,
                    tokens.text.primary,
                    Fit::Elide(room * 0.6),
                );
                let name_end = left + name.size().x + size::S2;
                let file = theme::galley(
                    ui,
                    TextStyle::Small,
                    &file,
                    tokens.text.secondary,
                    Fit::Elide(left + room - name_end),
                );
                let folder = theme::galley(
                    ui,
                    TextStyle::Small,
                    &folder,
                    tokens.text.secondary,
                    Fit::Elide(room),
                );
                let painter = ui.painter();
                painter.galley(
                    pos2(rect.right() - when.size().x - size::S2, rect.top() + 9.0),
                    when,
                    tokens.text.secondary,
                );
                painter.galley(pos2(left, rect.top() + 7.0), name, tokens.text.primary);
                painter.galley(
                    pos2(name_end, rect.top() + 9.0),
                    file,
                    tokens.text.secondary,
                );
                painter.galley(pos2(left, rect.top() + 28.0), folder, tokens.text.secondary);
            })
        });
        let row = row.inner;
        row.context_menu(|ui| {
            if Button::quiet("Take off the list").show(ui).clicked() {
                out.send(Message::Forget(entry.path.clone()));
                ui.close();
            }
        });
        if row.clicked() {
            out.send(Message::Open(entry.path.clone()));
        }
    }
}

/// Unsaved work of earlier runs, the latest first.
fn unsaved(ui: &mut Ui, state: &AppState, out: &Outbox) {
    let keeping = &state.keeping;
    let asked = |work: &&Arc<FoundWork>| !keeping.later.contains(&work.file);
    for work in keeping.found.iter().filter(asked) {
        ui.add_space(size::S4);
        let words = format!(
            "{}: {} changed after the last save. Your file is unchanged.",
            modals::unsaved::whose(work),
            work.count_words().to_lowercase()
        );
        let verbs = ["See the edits", "Ask later"];
        let pressed = ui.push_id(&work.file, |ui| {
            notice_box(ui, Mark::Note, "Unsaved work was found", &words, &verbs)
        });
        let ask = match pressed.inner {
            None => continue,
            Some(0) => Unsaved::Look,
            Some(_) => Unsaved::Later,
        };
        out.send(Message::Storage(StorageAsk::Found(work.file.clone(), ask)));
    }
}

fn begin(ui: &mut Ui, out: &Outbox) {
    heading(ui, "Begin", "", None);
    let entries = [
        (
            Icon::FolderOpen,
            "Open a record…",
            "Or drop the file on this window",
            Some("Ctrl O"),
            Command::Open,
        ),
        (
            Icon::FilePlus,
            "New record",
            "Standing agenda, status wording, a quorum rule to fill in",
            Some("Ctrl Shift N"),
            Command::New,
        ),
        (
            Icon::Compass,
            "Look at the sample",
            "A board one week before its services transfer",
            None,
            Command::OpenSample,
        ),
    ];
    for (icon, title, about, keys, command) in entries {
        let sentence = format!("{title} {about}");
        let tokens = theme::tokens(ui);
        let room = ui.available_width() - 36.0 - if keys.is_some() { 96.0 } else { 8.0 };
        let fit = Fit::Lines(room, 3);
        let about = theme::galley(ui, TextStyle::Small, about, tokens.text.secondary, fit);
        let height = 39.0 + about.size().y;
        let response = link_row(ui, height, &sentence, |ui, rect| {
            let at = pos2(rect.left() + 12.0, rect.top() + 22.0);
            theme::paint_icon(ui.painter(), icon, at, size::ICON_START, tokens.accent.link);
            let left = rect.left() + 36.0;
            let title = theme::galley(
                ui,
                TextStyle::BodyMedium,
                title,
                tokens.accent.link,
                Fit::Elide(room),
            );
            ui.painter()
                .galley(pos2(left, rect.top() + 6.0), title, tokens.accent.link);
            ui.painter()
                .galley(pos2(left, rect.top() + 25.0), about, tokens.text.secondary);
            if let Some(keys) = keys {
                let area = egui::Rect::from_min_max(
                    pos2(rect.right() - 92.0, rect.top() + 6.0),
                    pos2(rect.right(), rect.top() + 32.0),
                );
                let layout = egui::Layout::right_to_left(egui::Align::Center);
                let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(area).layout(layout));
                key_cap(&mut inner, keys);
            }
        });
        if response.clicked() {
            out.run(command);
        }
    }
}
