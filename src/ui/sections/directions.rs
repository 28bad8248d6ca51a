//! Directions: the chain of directions, the clauses as issued, and the golden thread of one clause
//! with its gaps.

mod chain;
mod clause_page;
mod clauses;
mod direction_page;
mod fill;
mod forms;
mod grid;
mod index;
mod judge;
mod nodes;
mod since;
mod strip;

use egui::{Frame, Margin, Rect, ScrollArea, Ui, UiBuilder, pos2};

use crate::{
    app::{Message, NewItem},
    model::{Clause, Direction, Id, ItemRef},
    ui::{
        ViewCx,
        parts::{frame::margin, in_turn::InTurn, private, title_row},
        theme::{self, Icon, size},
        widgets::{button::Button, empty::empty_state, paint},
    },
};

use fill::Filling;
use grid::Place;
use index::Index;
use judge::Judging;

/// Least width of the page beside the clause list; below it the page stands alone.
const PAGE_MIN: f32 = 420.0;

/// What the section remembers between frames.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent switches of the view"
)]
pub struct DirectionsState {
    index: Index,
    gaps_only: bool,
    editing: bool,
    /// Whether the text as issued is shown.
    text_open: bool,
    /// The item last shown: a new one starts at its top, with no place in its thread.
    last: Option<ItemRef>,
    /// The place of the cursor in the thread.
    place: Option<Place>,
    /// Put the cursor on the first gap of the thread that is shown next.
    to_gap: bool,
    /// Bring the selected clause into view.
    reveal: bool,
    judging: Option<Judging>,
    filling: Option<Filling>,
}

impl DirectionsState {
    /// What is shown: the selected clause or direction, else where a reader starts.
    fn shown(&self, cx: &ViewCx<'_>) -> Option<ItemRef> {
        cx.route
            .item
            .filter(|item| {
                matches!(item, ItemRef::Clause(_) | ItemRef::Direction(_))
                    && cx.record.contains(*item)
            })
            .or_else(|| self.index.start())
    }

    fn asks(&self) -> bool {
        self.judging.is_some() || self.filling.is_some()
    }
}

/// The direction of what is shown.
fn direction_of(cx: &ViewCx<'_>, shown: Option<ItemRef>) -> Option<Id<Direction>> {
    match shown {
        Some(ItemRef::Direction(id)) => Some(id),
        Some(ItemRef::Clause(id)) => cx.record.clauses.get(id).map(|clause| clause.direction),
        Some(_) | None => None,
    }
}

/// The section.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DirectionsState) {
    state.index.refresh(cx);
    if cx.record.directions.is_empty() && cx.record.clauses.is_empty() {
        nothing_yet(ui, cx);
        return;
    }
    let shown = state.shown(cx);
    if state.last != shown {
        state.last = shown;
        state.place = None;
        state.reveal = true;
        state.editing = false;
    }
    if shown.is_some_and(|item| cx.wants_focus(item)) {
        state.editing = true;
    }
    let direction = direction_of(cx, shown);
    head(ui, cx, state, direction);
    paint::hline(
        ui.painter(),
        ui.available_rect_before_wrap().x_range(),
        ui.cursor().top(),
        theme::tokens(ui).line.rule,
    );
    split(ui, cx, state, shown, direction);
    next_gap_key(ui, cx, state, shown);
    judge::ui(ui, cx, &mut state.judging);
    fill::ui(ui, cx, &mut state.filling);
}

fn nothing_yet(ui: &mut Ui, cx: &ViewCx<'_>) {
    Frame::new().inner_margin(Margin::same(24)).show(ui, |ui| {
        title_row(ui, "Directions", "", |_| {});
        let asked = empty_state(
            ui,
            "No direction is recorded.",
            "A direction and its clauses are what the board answers for, clause by clause.",
            Some((Icon::Plus, "Add direction")),
        );
        if asked {
            cx.out.send(Message::Add(NewItem::Direction));
        }
    });
}

fn head(ui: &mut Ui, cx: &ViewCx<'_>, state: &DirectionsState, direction: Option<Id<Direction>>) {
    let side = margin_i8(ui);
    Frame::new()
        .inner_margin(Margin {
            left: side,
            right: side,
            top: 12,
            bottom: 12,
        })
        .show(ui, |ui| {
            title_row(ui, "Directions", state.index.summary(), |ui| {
                if Button::outlined("Add direction")
                    .edits()
                    .icon(Icon::Plus)
                    .show(ui)
                    .clicked()
                {
                    cx.out.send(Message::Add(NewItem::Direction));
                }
                if let Some(direction) = direction
                    && Button::primary("Add clause")
                        .edits()
                        .icon(Icon::Plus)
                        .show(ui)
                        .clicked()
                {
                    cx.out.send(Message::Add(NewItem::Clause(direction)));
                }
            });
            chain::ui(ui, cx, &state.index, direction);
        });
}

#[expect(clippy::cast_possible_truncation, reason = "margins are small")]
fn margin_i8(ui: &Ui) -> i8 {
    margin(ui) as i8
}

/// Clauses at the left, the page at the right; in a very narrow window one of them.
fn split(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut DirectionsState,
    shown: Option<ItemRef>,
    direction: Option<Id<Direction>>,
) {
    let area = ui.available_rect_before_wrap();
    let list_width = (area.width() * 0.308).clamp(264.0, 380.0);
    let alone = area.width() - list_width < PAGE_MIN;
    if alone {
        let selected = cx.route.item.filter(|_| shown == cx.route.item);
        let turn = InTurn::begin(ui, cx, selected);
        if turn.open().is_some() {
            page(ui, cx, state, shown);
        } else {
            clauses::ui(ui, cx, state, shown, direction);
        }
        turn.end(ui, cx);
        return;
    }
    let list_right = area.left() + list_width;
    let rect = Rect::from_min_max(area.min, pos2(list_right, area.bottom()));
    let builder = UiBuilder::new().max_rect(rect).id_salt("clauses");
    clauses::ui(&mut ui.new_child(builder), cx, state, shown, direction);
    let rect = Rect::from_min_max(pos2(list_right, area.top()), area.max);
    let line = theme::tokens(ui).line.rule;
    paint::vline(ui.painter(), list_right, area.y_range(), line);
    let builder = UiBuilder::new().max_rect(rect).id_salt("page");
    let mut inner = ui.new_child(builder);
    inner.set_clip_rect(rect.intersect(ui.clip_rect()));
    page(&mut inner, cx, state, shown);
    ui.advance_cursor_after_rect(area);
}

fn page(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DirectionsState, shown: Option<ItemRef>) {
    ui.ctx().allow_widget_id_changes_in(ui.max_rect());
    ScrollArea::vertical()
        .id_salt(("page of", shown))
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin {
                    left: 20,
                    right: 24,
                    top: 8,
                    bottom: 20,
                })
                .show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    ui.push_id((shown, cx.epoch), |ui| match shown {
                        Some(ItemRef::Clause(id)) => clause_page::ui(ui, cx, state, id),
                        Some(ItemRef::Direction(id)) => direction_page::ui(ui, cx, state, id),
                        Some(_) | None => {}
                    });
                    if let Some(shown) = shown {
                        ui.set_max_width(size::READING);
                        private::block(ui, cx, shown);
                    }
                });
        });
}

/// `G`: the next gap of this thread, else of the next clause that has one.
fn next_gap_key(ui: &Ui, cx: &ViewCx<'_>, state: &mut DirectionsState, shown: Option<ItemRef>) {
    let free = !state.asks()
        && !ui.ctx().text_edit_focused()
        && ui.memory(|memory| memory.top_modal_layer().is_none());
    if !free || !ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::G)) {
        return;
    }
    state.editing = false;
    if let Some(ItemRef::Clause(id)) = shown {
        let shape = nodes::gaps_of(cx, id);
        let later = shape
            .into_iter()
            .find(|gap| state.place.is_none_or(|place| *gap > place));
        if let Some(gap) = later {
            state.place = Some(gap);
            grid::focus(ui);
            return;
        }
    }
    if let Some(next) = state.index.next_with_gap(clause_of(shown)) {
        state.to_gap = true;
        if clause_of(shown) == Some(next) {
            state.place = nodes::gaps_of(cx, next).first().copied();
            state.to_gap = false;
        }
        cx.select(next);
        grid::focus(ui);
    }
}

const fn clause_of(shown: Option<ItemRef>) -> Option<Id<Clause>> {
    match shown {
        Some(ItemRef::Clause(id)) => Some(id),
        Some(_) | None => None,
    }
}
