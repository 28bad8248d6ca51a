//! The frame of a section: title row, list with inspector, the inspector's own head.

use egui::{Align, Frame, Layout, Margin, Panel, ScrollArea, Ui};

use crate::{
    app::{Command, Message},
    model::ItemRef,
    ui::{
        ViewCx,
        parts::private,
        theme::{self, Icon, TextStyle, size},
        widgets::{button::Button, locked},
    },
};

/// Margin of a page: narrower in a narrow window.
pub fn margin(ui: &Ui) -> f32 {
    if ui.ctx().content_rect().width() < size::RAIL_BELOW {
        size::S4
    } else {
        size::S5
    }
}

/// A page that scrolls as a whole, with its margins.
pub fn page<R>(ui: &mut Ui, salt: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = margin(ui);
    ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin {
                    left: to_i8(margin),
                    right: to_i8(margin),
                    top: 12,
                    bottom: 24,
                })
                .show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    add(ui)
                })
                .inner
        })
        .inner
}

#[expect(clippy::cast_possible_truncation, reason = "margins are small")]
const fn to_i8(points: f32) -> i8 {
    points as i8
}

/// The head of a page: title, the sentence under it, and verbs at the right (added right to left).
pub fn title_row(ui: &mut Ui, title: &str, sentence: &str, verbs: impl FnOnce(&mut Ui)) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        let width = ui.available_width();
        ui.vertical(|ui| {
            ui.set_max_width((width - 330.0).max(240.0));
            let heading = ui.label(theme::text(TextStyle::Title, title).color(tokens.text.primary));
            ui.ctx().accesskit_node_builder(heading.id, |node| {
                node.set_role(egui::accesskit::Role::Heading);
            });
            if !sentence.is_empty() {
                ui.label(theme::text(TextStyle::Small, sentence).color(tokens.text.secondary));
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Center), verbs);
    });
    ui.add_space(size::S2);
}

/// A list with an inspector at its right. In a narrow window the inspector takes the list's place.
pub fn list_and_inspector(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    selected: Option<ItemRef>,
    list: impl FnOnce(&mut Ui),
    detail: impl FnOnce(&mut Ui, ItemRef),
) {
    let selected = selected.filter(|item| cx.record.contains(*item));
    let margin = margin(ui);
    let Some(item) = selected else {
        padded(ui, margin, list);
        return;
    };
    let alone = ui.available_width() < size::LIST_MIN + size::INSPECTOR_MIN;
    if alone {
        inspector_body(ui, cx, item, detail);
        return;
    }
    let tokens = theme::tokens(ui);
    let room = (ui.available_width() - size::LIST_MIN).min(size::INSPECTOR_MAX);
    Panel::right("inspector")
        .resizable(true)
        .default_size(size::INSPECTOR.min(room))
        .size_range(size::INSPECTOR_MIN.min(room)..=room)
        .frame(Frame::new().fill(tokens.surface.page))
        .show(ui, |ui| inspector_body(ui, cx, item, detail));
    padded(ui, margin, list);
}

fn padded(ui: &mut Ui, margin: f32, list: impl FnOnce(&mut Ui)) {
    Frame::new()
        .inner_margin(Margin {
            left: to_i8(margin),
            right: to_i8(margin),
            top: 12,
            bottom: 0,
        })
        .show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            list(ui);
        });
}

fn inspector_body(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    item: ItemRef,
    detail: impl FnOnce(&mut Ui, ItemRef),
) {
    let reading = locked::reason(ui).is_some();
    if reading {
        private::foot(ui, cx, item);
    }
    let salt = (item, cx.epoch);
    ui.ctx().allow_widget_id_changes_in(ui.max_rect());
    ScrollArea::vertical()
        .id_salt("inspector")
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin {
                    left: 20,
                    right: 20,
                    top: 12,
                    bottom: 24,
                })
                .show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    ui.push_id(salt, |ui| detail(ui, item));
                    if !reading {
                        private::block(ui, cx, item);
                    }
                });
        });
}

/// The head of an inspector: what it is, previous and next, duplicate, remove, close; then its title.
pub fn inspector(ui: &mut Ui, cx: &ViewCx<'_>, item: ItemRef, kind: &str, title: &str) {
    head(ui, cx, item, kind, title, true);
}

/// [`inspector`] for an entry of a register, which is closed and never removed.
pub fn inspector_of_entry(ui: &mut Ui, cx: &ViewCx<'_>, item: ItemRef, kind: &str, title: &str) {
    head(ui, cx, item, kind, title, false);
}

fn head(ui: &mut Ui, cx: &ViewCx<'_>, item: ItemRef, kind: &str, title: &str, removable: bool) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.label(theme::text(TextStyle::Small, kind).color(tokens.text.secondary));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if Button::of_icon(Icon::X, "Close the inspector")
                .show(ui)
                .clicked()
            {
                cx.out.send(Message::Select(None));
            }
            if item.id_text().is_some() {
                let remove = format!("Remove this {}", item.noun());
                if removable
                    && Button::of_icon(Icon::Trash, &remove)
                        .edits()
                        .show(ui)
                        .clicked()
                {
                    cx.out.send(Message::Remove(vec![item]));
                }
                let copy = format!("Duplicate this {}", item.noun());
                if Button::of_icon(Icon::Copy, &copy)
                    .edits()
                    .show(ui)
                    .clicked()
                {
                    cx.out.run(Command::Duplicate);
                }
                if Button::of_icon(Icon::ArrowDown, "Next item")
                    .show(ui)
                    .clicked()
                {
                    cx.out.run(Command::NextItem);
                }
                if Button::of_icon(Icon::ArrowUp, "Previous item")
                    .show(ui)
                    .clicked()
                {
                    cx.out.run(Command::PreviousItem);
                }
            }
        });
    });
    let title = if title.trim().is_empty() {
        format!("A new {}", item.noun())
    } else {
        title.to_owned()
    };
    ui.label(theme::text(TextStyle::Heading, title).color(tokens.text.primary));
    ui.add_space(size::S2);
}
