//! The bar at the top: menus, back and forward, find, the date, the theme.

use egui::{Align, Layout, MenuBar, Rect, Ui, vec2};

use crate::{
    app::{AppState, Command, Menu, Message, Outbox, TodayChoice},
    model::date,
};

use super::{
    theme::{self, Icon, TextStyle, size},
    widgets::{
        button::Button,
        ends::{at_end, ends},
        key_cap::key_cap,
        paint,
    },
};

/// Paints the bar.
pub fn ui(ui: &mut Ui, state: &AppState, out: &Outbox) {
    let tokens = theme::tokens(ui);
    let bar = ui.max_rect();
    paint::hline(
        ui.painter(),
        bar.x_range(),
        bar.bottom() - 0.5,
        tokens.line.rule,
    );
    let narrow = ui.ctx().content_rect().width() < size::RAIL_BELOW;
    // The whole bar is the menu bar: egui gives a menu bar all the width there is.
    ui.horizontal_centered(|ui| {
        MenuBar::new().ui(ui, |ui| {
            ui.add_space(if narrow { size::S2 } else { size::S3 });
            menus(ui, state, out, narrow);
            ui.add_space(size::S2);
            for command in [Command::Back, Command::Forward] {
                let icon = if command == Command::Back {
                    Icon::ArrowLeft
                } else {
                    Icon::ArrowRight
                };
                let reason = command.enabled(state).err();
                let button = Button::of_icon(icon, command.text().label).blocked(reason);
                if button.show(ui).clicked() && reason.is_none() {
                    out.run(command);
                }
            }
            ends(
                ui,
                Align::Center,
                |ui| find(ui, bar, out),
                |ui| {
                    today(ui, state, out);
                    theme_button(ui, out);
                    ui.add_space(size::S3);
                },
            );
        });
    });
}

fn menus(ui: &mut Ui, state: &AppState, out: &Outbox, narrow: bool) {
    if narrow {
        ui.menu_button(theme::text(TextStyle::Small, "Menu"), |ui| {
            for menu in Menu::ALL {
                ui.menu_button(theme::text(TextStyle::Small, menu.label()), |ui| {
                    entries(ui, menu, state, out);
                });
            }
        });
        return;
    }
    for menu in Menu::ALL {
        ui.menu_button(theme::text(TextStyle::Small, menu.label()), |ui| {
            entries(ui, menu, state, out);
        });
    }
}

fn entries(ui: &mut Ui, menu: Menu, state: &AppState, out: &Outbox) {
    ui.set_min_width(260.0);
    ui.set_max_width(340.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    for (index, group) in menu.groups().into_iter().enumerate() {
        if index > 0 {
            ui.add_space(size::S1);
            super::widgets::rule::hair(ui);
            ui.add_space(size::S1);
        }
        for command in group {
            entry(ui, command, state, out);
            if command == Command::Open {
                recent(ui, state, out);
            }
        }
    }
}

/// The files that were open, the latest first.
fn recent(ui: &mut Ui, state: &AppState, out: &Outbox) {
    let list = &state.prefs.recent;
    ui.add_enabled_ui(!list.is_empty(), |ui| {
        ui.menu_button(theme::text(TextStyle::Small, "Open recent"), |ui| {
            for recent in list {
                let file = recent
                    .path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy();
                let label = format!("{}, {file}", recent.name);
                let entry = ui.button(theme::text(TextStyle::Small, label));
                if entry
                    .on_hover_text(recent.path.display().to_string())
                    .clicked()
                {
                    out.send(Message::Open(recent.path.clone()));
                    ui.close();
                }
            }
        });
    });
}

/// One menu entry with its keys; grey ones say why.
fn entry(ui: &mut Ui, command: Command, state: &AppState, out: &Outbox) {
    let words = command.text();
    let label = label_of(command, state);
    let keys = command
        .shortcuts()
        .first()
        .map(|keys| ui.ctx().format_shortcut(keys));
    let mut button = egui::Button::new(theme::text(TextStyle::Small, label));
    if let Some(keys) = keys {
        button = button.shortcut_text(theme::text(TextStyle::Meta, keys));
    }
    let enabled = command.enabled(state);
    let response = ui.add_enabled(enabled.is_ok(), button);
    let response = match enabled {
        Ok(()) => response.on_hover_text(words.tooltip),
        Err(reason) => response.on_disabled_hover_text(reason),
    };
    if response.clicked() {
        out.run(command);
        ui.close();
    }
}

/// The label; undo and redo say what they would do.
fn label_of(command: Command, state: &AppState) -> String {
    let history = state.document.as_ref().map(|document| &document.history);
    let step = if command == Command::Undo {
        history.and_then(|history| history.undo_label())
    } else if command == Command::Redo {
        history.and_then(|history| history.redo_label())
    } else {
        None
    };
    let label = command.text().label;
    step.map_or_else(|| label.to_owned(), |step| format!("{label}: {step}"))
}

fn theme_button(ui: &mut Ui, out: &Outbox) {
    let dark = ui.visuals().dark_mode;
    let (icon, name) = if dark {
        (Icon::Sun, "Light theme")
    } else {
        (Icon::Moon, "Dark theme")
    };
    if Button::of_icon(icon, name).show(ui).clicked() {
        out.run(Command::Theme);
    }
}

/// The day that counts as today; a press switches between the record's date and the calendar's.
fn today(ui: &mut Ui, state: &AppState, out: &Outbox) {
    let today = state.today();
    let words = format!("{} {}", date::weekday(today), date::long(today));
    let own = state
        .document
        .as_ref()
        .is_some_and(|d| d.record().as_at.is_some() && d.today == TodayChoice::Record);
    if Command::Today.enabled(state).is_ok() {
        let label = if own { format!("As at {words}") } else { words };
        let tooltip = if own {
            "The record describes this day. Press to work by the calendar"
        } else {
            "Today by the calendar. Press to work by the record’s own date"
        };
        let button = Button::words(&label, TextStyle::Small);
        if button.tooltip(tooltip).show(ui).clicked() {
            out.run(Command::Today);
        }
    } else {
        let tokens = theme::tokens(ui);
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
    }
}

/// The box in the middle of the bar: a button that opens the palette.
fn find(ui: &mut Ui, bar: Rect, out: &Outbox) {
    let tokens = theme::tokens(ui);
    let (left_end, right_end) = (ui.max_rect().left(), ui.max_rect().right());
    let room = right_end - left_end - 2.0 * size::S4;
    let width = room.min(size::SEARCH);
    if width < 120.0 {
        at_end(ui, Align::Center, |ui| {
            let button = Button::of_icon(Icon::MagnifyingGlass, "Find or command");
            if button.show(ui).clicked() {
                out.run(Command::Palette);
            }
        });
        return;
    }
    let centre = bar.center().x.clamp(
        left_end + size::S4 + width / 2.0,
        (right_end - size::S4 - width / 2.0).max(left_end + size::S4 + width / 2.0),
    );
    let rect = Rect::from_center_size(egui::pos2(centre, bar.center().y), vec2(width, 28.0));
    let response = ui
        .interact(rect, ui.make_persistent_id("find"), egui::Sense::click())
        .on_hover_cursor(egui::CursorIcon::Text);
    let border = if response.hovered() {
        tokens.text.secondary
    } else {
        tokens.line.control
    };
    ui.painter().rect(
        rect,
        size::RADIUS_CONTROL,
        tokens.surface.page,
        egui::Stroke::new(size::STROKE, border),
        egui::StrokeKind::Inside,
    );
    if response.has_focus() {
        paint::focus_ring(ui.painter(), rect, size::RADIUS_CONTROL, tokens);
    }
    let icon = egui::pos2(rect.left() + 16.0, rect.center().y);
    theme::paint_icon(
        ui.painter(),
        Icon::MagnifyingGlass,
        icon,
        size::ICON,
        tokens.text.secondary,
    );
    let fit = theme::Fit::Elide(width - 100.0);
    let words = "Find anything, or type a command";
    let galley = theme::galley(ui, TextStyle::Small, words, tokens.text.muted, fit);
    let at = egui::pos2(rect.left() + 32.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, tokens.text.muted);
    let cap = Rect::from_min_max(
        egui::pos2(rect.right() - 56.0, rect.top() + 4.0),
        egui::pos2(rect.right() - 6.0, rect.bottom() - 4.0),
    );
    let mut inner = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(cap)
            .layout(Layout::right_to_left(Align::Center)),
    );
    key_cap(&mut inner, "Ctrl P");
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, "Find anything, or type a command")
    });
    if response.clicked() {
        out.run(Command::Palette);
    }
}
