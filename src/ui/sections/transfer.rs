//! Transfer: will the services pass on the day? Gates on one time axis, contract, staff, reserved
//! matters.

mod axis;
mod contract;
mod detail;
mod gates;
mod index;
mod line;
mod matters;
mod strip;
mod twin;

use egui::{Frame, Key, Margin, Modifiers, Ui};

use crate::{
    app::{Message, NewItem},
    model::{Gate, Id, ItemRef},
    ui::{
        ViewCx,
        parts::list_and_inspector,
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button, empty::empty_state, ends::at_end, segmented::segmented,
            table_state::TableState,
        },
    },
};

use index::Index;

/// Below this width the verbs go under the title.
const ONE_ROW: f32 = 820.0;

/// The parts of the section.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Gates,
    Contract,
    Staff,
    Matters,
}

impl Part {
    const ALL: [Self; 4] = [Self::Gates, Self::Contract, Self::Staff, Self::Matters];
    const WORDS: [&'static str; 4] = ["Gates", "Contract", "Staff (TUPE)", "Reserved matters"];
}

/// What the section remembers between frames.
#[derive(Default)]
pub struct TransferState {
    index: Index,
    part: Part,
    as_table: bool,
    table: TableState,
    matters: TableState,
    /// The item that was selected in the last frame: another one may change the part.
    last: Option<ItemRef>,
    /// The gate that was added just now, until another one is looked at.
    fresh: Option<ItemRef>,
    /// Bring the selected gate into view.
    reveal: bool,
    /// Which date of the selected gate the cursor is on.
    date: usize,
}

/// The section.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut TransferState) {
    state.index.refresh(cx);
    let selected = cx
        .route
        .item
        .filter(|item| item.section() == crate::model::SectionId::Transfer);
    follow(state, selected);
    if let Some(item) = cx.focus.filter(|item| selected == Some(*item)) {
        state.fresh = Some(item);
    } else if state.fresh != selected {
        state.fresh = None;
    }
    let fresh = state.fresh;
    table_key(ui, state);
    list_and_inspector(
        ui,
        cx,
        selected,
        |ui| main(ui, cx, state, selected),
        |ui, item| detail::ui(ui, cx, item, fresh == Some(item)),
    );
}

/// Another item selected elsewhere brings its part to the front.
fn follow(state: &mut TransferState, selected: Option<ItemRef>) {
    if state.last == selected {
        return;
    }
    state.last = selected;
    state.reveal = true;
    state.date = usize::MAX;
    match selected {
        Some(ItemRef::Gate(_)) => state.part = Part::Gates,
        Some(ItemRef::ReservedMatter(_)) => state.part = Part::Matters,
        Some(_) | None => {}
    }
}

/// `T`: the gates as a table, and back.
fn table_key(ui: &Ui, state: &mut TransferState) {
    let free = state.part == Part::Gates
        && !ui.ctx().text_edit_focused()
        && ui.memory(|memory| memory.top_modal_layer().is_none());
    if free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::T)) {
        state.as_table = !state.as_table;
    }
}

fn main(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut TransferState, selected: Option<ItemRef>) {
    head(ui, cx, state);
    let planned = cx.record.transfer.date().is_some();
    if !planned && cx.record.gates.is_empty() && state.part == Part::Gates {
        let asked = empty_state(
            ui,
            "No transfer is planned.",
            "Gates and the countdown follow from the date on which the services pass.",
            Some((Icon::Plus, "Add a transfer date")),
        );
        if asked {
            cx.select(ItemRef::Transfer);
        }
        return;
    }
    if strip::ui(ui, cx, &state.index) {
        state.part = Part::Contract;
    }
    ui.add_space(size::S4);
    match state.part {
        Part::Gates if cx.record.gates.is_empty() => no_gates(ui, cx),
        Part::Gates if state.as_table => twin::ui(ui, cx, state, selected),
        Part::Gates => gates::ui(ui, cx, state, selected),
        Part::Contract => scrolled(ui, "contract", |ui| contract::contract(ui, cx)),
        Part::Staff => scrolled(ui, "staff", |ui| contract::staff(ui, cx)),
        Part::Matters => matters::ui(ui, cx, state, selected),
    }
}

fn scrolled(ui: &mut Ui, salt: &str, add: impl FnOnce(&mut Ui)) {
    egui::ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin {
                    bottom: 24,
                    ..Margin::ZERO
                })
                .show(ui, add);
        });
}

fn no_gates(ui: &mut Ui, cx: &ViewCx<'_>) {
    let asked = empty_state(
        ui,
        "No gates yet.",
        "A gate is what must be passed before the services can be: its first date never changes.",
        Some((Icon::Plus, "Add the first gate")),
    );
    if asked {
        cx.out.send(Message::Add(NewItem::Gate));
    }
}

/// Title and sentence; the parts and the verb at the right, or under them in a narrow window.
fn head(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut TransferState) {
    let tokens = theme::tokens(ui);
    let one_row = ui.available_width() >= ONE_ROW;
    ui.horizontal(|ui| {
        let width = ui.available_width();
        ui.vertical(|ui| {
            ui.set_max_width(if one_row { width - 500.0 } else { width });
            let heading =
                ui.label(theme::text(TextStyle::Title, "Transfer").color(tokens.text.primary));
            ui.ctx().accesskit_node_builder(heading.id, |node| {
                node.set_role(egui::accesskit::Role::Heading);
            });
            let words = theme::text(TextStyle::Small, state.index.sentence());
            ui.label(words.color(tokens.text.secondary));
        });
        if one_row {
            at_end(ui, egui::Align::Center, |ui| {
                parts(ui, cx, state);
                add_button(ui, cx, state.part);
            });
        }
    });
    ui.add_space(size::S2);
    if !one_row {
        ui.horizontal(|ui| {
            parts(ui, cx, state);
            at_end(ui, egui::Align::Center, |ui| add_button(ui, cx, state.part));
        });
        ui.add_space(size::S2);
    }
}

fn parts(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut TransferState) {
    let on = Part::ALL
        .iter()
        .position(|part| *part == state.part)
        .unwrap_or(0);
    let chosen = segmented(ui, "Part", &Part::WORDS, on).and_then(|n| Part::ALL.get(n));
    if let Some(part) = chosen {
        state.part = *part;
        if cx.route.item.is_some() {
            cx.out.send(Message::Select(None));
        }
    }
}

fn add_button(ui: &mut Ui, cx: &ViewCx<'_>, part: Part) {
    let (words, what) = match part {
        Part::Matters => ("Add matter", NewItem::ReservedMatter),
        Part::Gates | Part::Contract | Part::Staff => ("Add gate", NewItem::Gate),
    };
    if Button::primary(words)
        .edits()
        .icon(Icon::Plus)
        .show(ui)
        .clicked()
    {
        cx.out.send(Message::Add(what));
    }
}

const fn gate_of(selected: Option<ItemRef>) -> Option<Id<Gate>> {
    match selected {
        Some(ItemRef::Gate(id)) => Some(id),
        Some(_) | None => None,
    }
}
