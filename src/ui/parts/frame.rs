//! The frame of a section: title row, list with inspector, the inspector's own head.

use egui::{
    Align, Frame, Id, IdSalt, Margin, Panel, PanelState, Rect, ScrollArea, Ui, UiBuilder, pos2,
};

use crate::{
    app::{Command, Message},
    model::ItemRef,
    ui::{
        ViewCx,
        parts::{
            in_turn::{InTurn, Pressed},
            private,
        },
        regions::{self, Region},
        theme::{self, Icon, TextStyle, size},
        widgets::{button::Button, ends::at_end, locked},
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

/// The head of a page: title, the sentence under it, and verbs at the right, the primary one last.
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
        at_end(ui, Align::Center, verbs);
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
    let alone = no_room_for_both(ui);
    ui.data_mut(|data| data.insert_temp(alone_id(), alone));
    if alone {
        let turn = InTurn::begin(ui, cx, selected);
        match turn.open() {
            None => listed(ui, ui.available_rect_before_wrap(), list),
            Some(item) => inspector_body(ui, cx, item, detail),
        }
        turn.end(ui, cx);
        return;
    }
    let Some(item) = selected else {
        listed(ui, ui.available_rect_before_wrap(), list);
        return;
    };
    let pressed = Pressed::of(ui);
    let tokens = theme::tokens(ui);
    let room = (ui.available_width() - size::LIST_MIN).min(size::INSPECTOR_MAX);
    let (least, most) = (size::INSPECTOR_MIN.min(room), room);
    // The list is made before what stands at its right: so go the Tab key and a screen reader.
    let id = ui.scope_id().with_salt(IdSalt::new("inspector"));
    let width = PanelState::load(ui, id).map_or(size::INSPECTOR, |panel| panel.size().x);
    let area = ui.available_rect_before_wrap();
    let edge = area.right() - width.clamp(least, most);
    let place = Rect::from_min_max(area.min, pos2(edge, area.bottom()));
    listed(ui, place, list);
    let from = ui.memory(egui::Memory::focused).filter(|id| {
        let left = ui.ctx().read_response(*id).map(|at| at.rect.left());
        left.is_some_and(|left| left < edge)
    });
    Panel::right("inspector")
        .resizable(true)
        .default_size(size::INSPECTOR.min(room))
        .size_range(least..=most)
        .frame(Frame::new().fill(tokens.surface.page))
        .show(ui, |ui| {
            regions::begin(ui, Region::Inspector);
            inspector_body(ui, cx, item, detail);
        });
    close_on_escape(ui, cx, pressed, from);
}

/// Escape closes the inspector, and the focus stays with the list.
fn close_on_escape(ui: &Ui, cx: &ViewCx<'_>, pressed: Pressed, from: Option<Id>) {
    let id = Id::unique("focus in the list");
    if let Some(from) = from {
        ui.data_mut(|data| data.insert_temp(id, from));
    }
    if !pressed.take_escape(ui) {
        return;
    }
    cx.out.send(Message::Select(None));
    if let Some(focus) = ui.data(|data| data.get_temp::<Id>(id)) {
        ui.memory_mut(|memory| memory.request_focus(focus));
    }
}

fn alone_id() -> Id {
    Id::unique("inspector alone")
}

fn is_alone(ui: &Ui) -> bool {
    ui.data(|data| data.get_temp(alone_id()).unwrap_or_default())
}

/// Whether an inspector takes the list's place.
fn no_room_for_both(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() <= size::INSPECTOR_ALONE
        || ui.available_width() < size::LIST_MIN + size::INSPECTOR_MIN
}

/// The list in its place. What is in it keeps its id, and with it the focus, wherever that is.
fn listed(ui: &mut Ui, place: Rect, list: impl FnOnce(&mut Ui)) {
    let margin = margin(ui);
    let builder = UiBuilder::new().max_rect(place).id_salt("list");
    let mut inner = ui.new_child(builder);
    inner.shrink_clip_rect(place);
    Frame::new()
        .inner_margin(Margin {
            left: to_i8(margin),
            right: to_i8(margin),
            top: 12,
            bottom: 0,
        })
        .show(&mut inner, |ui| {
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
    // By itself it begins where the page does, and its fields are no wider than prose.
    let alone = is_alone(ui);
    let (side, top) = if alone {
        (to_i8(margin(ui)), 0)
    } else {
        (20, 12)
    };
    ui.ctx().allow_widget_id_changes_in(ui.max_rect());
    ScrollArea::vertical()
        .id_salt("inspector")
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin {
                    left: side,
                    right: side,
                    top,
                    bottom: 24,
                })
                .show(ui, |ui| {
                    let most = size::READING + size::FORM_LABEL + size::S3;
                    let room = ui.available_width();
                    ui.set_width(if alone { room.min(most) } else { room });
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
        at_end(ui, Align::Center, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let verb =
                |ui: &mut Ui, icon, name: &str| Button::of_icon(icon, name).show(ui).clicked();
            let edit = |ui: &mut Ui, icon, name: &str| {
                Button::of_icon(icon, name).edits().show(ui).clicked()
            };
            if item.id_text().is_some() {
                if verb(ui, Icon::ArrowUp, "Previous item") {
                    cx.out.run(Command::PreviousItem);
                }
                if verb(ui, Icon::ArrowDown, "Next item") {
                    cx.out.run(Command::NextItem);
                }
                if edit(ui, Icon::Copy, &format!("Duplicate this {}", item.noun())) {
                    cx.out.run(Command::Duplicate);
                }
                if removable && edit(ui, Icon::Trash, &format!("Remove this {}", item.noun())) {
                    cx.out.send(Message::Remove(vec![item]));
                }
            }
            // Where it has the list's place, there is a way back above it.
            if !is_alone(ui) && verb(ui, Icon::X, "Close the inspector") {
                cx.out.send(Message::Select(None));
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
