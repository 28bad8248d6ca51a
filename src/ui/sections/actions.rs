//! Actions: the secretary's workbench. A table that finds what slipped, and the selected action to move it on.

use egui::{Event, Key, Modifiers, Popup, SetOpenCommand, Ui, UiBuilder};

mod bulk;
mod detail;
pub(super) mod filter;
mod links;
mod milestones;
mod rows;
mod table;

use crate::{
    app::{Command, Message, NewItem},
    model::{Action, Id, ItemRef, SectionId},
    ui::{
        ViewCx,
        parts::{self, private},
        theme::{Density, Icon},
        widgets::{
            button::Button,
            combo::option_row,
            empty::empty_state,
            table::{Column, Table, TableOutput},
            table_state::{TableEvent, TableState},
        },
    },
};

use bulk::Bulk;
use detail::DetailState;
use rows::{Col, Rows, Wanted};

/// The table reaches this far into the margins, so that its text stands near the title's edge.
const OVERHANG: f32 = 12.0;

/// What the section remembers between frames.
#[derive(Default)]
pub struct ActionsState {
    wanted: Wanted,
    rows: Rows,
    table: TableState,
    /// The action of the route as the table last followed it.
    followed: Option<Id<Action>>,
    detail: DetailState,
    bulk: Bulk,
    /// The search has the focus, so that typing in it is not typing in a form.
    searching: bool,
    focus: Option<Focus>,
}

/// Where the focus goes in the next frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Search,
    Table,
}

impl ActionsState {
    /// The actions shown, in order.
    pub fn order(&self) -> &[Id<Action>] {
        &self.rows.order
    }

    /// Shows only what is late from its first date: where "8 late" leads.
    pub fn show_late(&mut self) {
        self.wanted = Wanted::default();
        self.wanted.filter.late = true;
    }

    /// Works out the rows and keeps the selection on the same actions.
    fn update(&mut self, ui: &Ui, cx: &ViewCx<'_>) {
        let typing = ui.ctx().text_edit_focused() && !self.searching;
        let before = self.chosen();
        let at = self
            .table
            .cursor
            .and_then(|row| self.rows.order.get(row))
            .copied();
        if self.rows.update(cx.record, cx.today, &self.wanted, typing) {
            cx.out
                .send(Message::Shown(SectionId::Actions, self.rows.refs()));
            self.reselect(&before, at);
        }
        let here = match cx.route.item {
            Some(ItemRef::Action(id)) => Some(id),
            _other => None,
        };
        if here == self.followed {
            return;
        }
        self.followed = here;
        match here.and_then(|id| self.rows.place(id)) {
            Some(row) if self.table.selected.contains(&row) => self.table.cursor = Some(row),
            Some(row) => self.table.select(row),
            None => self.table.clear(),
        }
    }

    /// The selected actions.
    fn chosen(&self) -> Vec<Id<Action>> {
        let order = &self.rows.order;
        self.table
            .selected
            .iter()
            .filter_map(|row| order.get(*row))
            .copied()
            .collect()
    }

    /// Selects the same actions in a new order.
    fn reselect(&mut self, chosen: &[Id<Action>], at: Option<Id<Action>>) {
        let rows: Vec<usize> = if chosen.len() > 1 {
            let chosen: std::collections::HashSet<Id<Action>> = chosen.iter().copied().collect();
            let order = self.rows.order.iter().enumerate();
            order
                .filter(|(_, id)| chosen.contains(id))
                .map(|(row, _)| row)
                .collect()
        } else {
            chosen
                .iter()
                .filter_map(|id| self.rows.place(*id))
                .collect()
        };
        let cursor = at
            .and_then(|id| self.rows.place(id))
            .or_else(|| rows.first().copied());
        match cursor {
            Some(row) if !rows.is_empty() => {
                self.table.select(row);
                self.table.selected = rows;
            }
            _gone => {
                self.table.clear();
                // The action of the route may be shown again now.
                self.followed = None;
            }
        }
    }
}

/// Paints the section.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut ActionsState) {
    // Escape belongs to what lies above the page first.
    let popup_open =
        Popup::is_any_open(ui.ctx()) || ui.memory(|memory| memory.top_modal_layer().is_some());
    state.update(ui, cx);
    if cx.record.actions.is_empty() {
        nothing_yet(ui, cx);
        return;
    }
    search_key(ui, state);
    several_to_one(ui, state, popup_open);
    // Both closures need the state and only one of them runs at a time, so the form's part steps out.
    let mut detail = std::mem::take(&mut state.detail);
    parts::list_and_inspector(
        ui,
        cx,
        cx.route.item,
        |ui| list(ui, cx, state),
        |ui, at| detail::ui(ui, cx, &mut detail, at),
    );
    detail.focus |= state.detail.focus;
    state.detail = detail;
}

/// `/` leads into the search from everywhere but a text field.
fn search_key(ui: &Ui, state: &mut ActionsState) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    let slash = |event: &Event| matches!(event, Event::Text(text) if text == "/");
    ui.input_mut(|input| {
        if input.events.iter().any(slash) {
            input.events.retain(|event| !slash(event));
            state.focus = Some(Focus::Search);
        }
    });
}

/// Escape goes out one level: several rows to one, before the inspector closes.
fn several_to_one(ui: &Ui, state: &mut ActionsState, popup_open: bool) {
    if popup_open
        || state.table.selected.len() < 2
        || ui.ctx().text_edit_focused()
        || !ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        return;
    }
    only_cursor(state);
    state.focus = Some(Focus::Table);
    ui.ctx().request_repaint();
}

fn only_cursor(state: &mut ActionsState) {
    match state.table.cursor {
        Some(row) => state.table.select(row),
        None => state.table.clear(),
    }
}

fn nothing_yet(ui: &mut Ui, cx: &ViewCx<'_>) {
    parts::page(ui, "no actions", |ui| {
        parts::title_row(ui, "Actions", "", |_| {});
        let verb = Some((Icon::Plus, "Add action"));
        let why = "An action answers a clause, a recommendation or a decision.";
        if empty_state(ui, "No actions yet", why, verb) {
            cx.out.send(Message::Add(NewItem::Action));
        }
    });
}

/// Title row, filters, table.
fn list(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut ActionsState) {
    let columns = table::columns(Density::of(ui));
    if state.table.selected.len() > 1 {
        let chosen = state.chosen();
        if bulk::title(ui, cx, &mut state.bulk, &chosen, &state.rows.owners) {
            only_cursor(state);
        }
    } else {
        title(ui, cx, state);
    }
    let focus = state.focus == Some(Focus::Search);
    let bar = filter::bar(ui, &state.rows, &mut state.wanted, focus);
    if focus {
        state.focus = None;
    }
    state.searching = bar.search.has_focus();
    if state.rows.order.is_empty() {
        nothing_found(ui, state);
        return;
    }
    let output = table(ui, cx, state, columns);
    if state.focus == Some(Focus::Table) {
        state.focus = None;
        output.response.request_focus();
    }
    context_menu(cx, state, &output);
    for event in &output.events {
        answer(cx, state, columns, *event);
    }
}

fn title(ui: &mut Ui, cx: &ViewCx<'_>, state: &ActionsState) {
    let sentence = if state.wanted.leaves_out() {
        format!("{} {} shown.", state.rows.sentence, state.rows.order.len())
    } else {
        state.rows.sentence.clone()
    };
    parts::title_row(ui, "Actions", &sentence, |ui| {
        let add = Button::primary("Add action")
            .edits()
            .icon(Icon::Plus)
            .tooltip("Add an action with the next number");
        if add.show(ui).clicked() {
            cx.out.send(Message::Add(NewItem::Action));
        }
    });
}

fn nothing_found(ui: &mut Ui, state: &mut ActionsState) {
    let mut words = state.wanted.filter.words();
    let query = state.wanted.query.trim();
    if !query.is_empty() {
        words.insert(0, format!("the words “{query}”"));
    }
    let why = format!("Filtered by {}.", crate::analysis::words::join(&words));
    ui.add_space(crate::ui::theme::size::S4);
    let verb = Some((Icon::X, "Show every action"));
    if empty_state(ui, "No action matches", &why, verb) {
        state.wanted.filter = filter::Filter::default();
        state.wanted.query.clear();
    }
}

fn table(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut ActionsState,
    columns: &[(Col, Column<'_>)],
) -> TableOutput {
    let heads: Vec<Column<'_>> = columns.iter().map(|(_, column)| *column).collect();
    let (sorted, ascending) = state.wanted.sort;
    let place = columns.iter().position(|(col, _)| *col == sorted);
    state.table.sort = place.map(|place| (place, ascending));
    let rect = ui.available_rect_before_wrap();
    let rect = rect.expand2(egui::vec2(OVERHANG, 0.0));
    let mut wide = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("actions"));
    let actions = &cx.record.actions;
    let order = &state.rows.order;
    let at = |row: usize| order.get(row).and_then(|id| actions.get(*id));
    let shown = private::shown(ui);
    let sentence = |row: usize| {
        at(row).map_or_else(String::new, |action| {
            let heard = private::heard_in(shown.as_deref(), action.id);
            format!("{}{heard}", table::sentence(action, cx.today))
        })
    };
    Table::new("actions", "Actions", &heads, order.len())
        .two_lines()
        .multiple()
        .sentence(&sentence)
        .show(&mut wide, &mut state.table, |ui, cell| {
            if let (Some(action), Some((col, _))) = (at(cell.row), columns.get(cell.col)) {
                table::cell(ui, cx.record, cx.today, action, *col, cell);
            }
        })
}

fn answer(
    cx: &ViewCx<'_>,
    state: &mut ActionsState,
    columns: &[(Col, Column<'_>)],
    event: TableEvent,
) {
    match event {
        TableEvent::SelectionChanged => {
            let cursor = state
                .table
                .cursor
                .filter(|row| state.table.selected.contains(row));
            let row = cursor.or_else(|| state.table.selected.last().copied());
            let id = row.and_then(|row| state.rows.order.get(row)).copied();
            state.followed = id;
            cx.out.send(Message::Select(id.map(ItemRef::Action)));
        }
        TableEvent::Opened(row) => {
            if let Some(id) = state.rows.order.get(row) {
                cx.select(*id);
                state.detail.focus = true;
            }
        }
        TableEvent::SortChanged(place, ascending) => {
            if let Some((col, _)) = columns.get(place) {
                sort_by(state, *col, ascending);
            }
        }
        TableEvent::DeleteAsked => remove(cx, state),
        TableEvent::CopyAsked => copy(cx, state),
        TableEvent::Ticked(_) | TableEvent::Sideways(_) => {}
    }
}

/// A head pressed for the first time sorts the way one wants it first.
fn sort_by(state: &mut ActionsState, col: Col, ascending: bool) {
    let again = state.wanted.sort.0 == col;
    let ascending = if again {
        ascending
    } else {
        col.ascending_first()
    };
    state.wanted.sort = (col, ascending);
}

fn remove(cx: &ViewCx<'_>, state: &ActionsState) {
    let items = state.chosen().into_iter().map(ItemRef::Action).collect();
    cx.out.send(Message::Remove(items));
}

fn copy(cx: &ViewCx<'_>, state: &ActionsState) {
    let chosen = state.chosen();
    let actions = chosen.iter().filter_map(|id| cx.record.actions.get(*id));
    let text = table::as_text(actions, cx.today);
    if !text.is_empty() {
        cx.out.send(Message::Copied(text));
    }
}

fn context_menu(cx: &ViewCx<'_>, state: &ActionsState, output: &TableOutput) {
    let many = state.table.selected.len();
    Popup::menu(&output.response)
        .open_memory(output.menu_asked.then_some(SetOpenCommand::Bool(true)))
        .at_pointer_fixed()
        .accessible_name("Selected actions")
        .width(190.0)
        .show(|ui| {
            filter::menu_style(ui);
            let (copy_words, remove_words) = if many > 1 {
                (
                    format!("Copy {many} rows"),
                    format!("Remove {many} actions"),
                )
            } else {
                ("Copy row".to_owned(), "Remove".to_owned())
            };
            if option_row(ui, 0, &copy_words, 8.0, false).clicked() {
                copy(cx, state);
                ui.close();
            }
            if many == 1 && option_row(ui, 1, "Duplicate", 8.0, false).clicked() {
                cx.out.run(Command::Duplicate);
                ui.close();
            }
            if option_row(ui, 2, &remove_words, 8.0, false).clicked() {
                remove(cx, state);
                ui.close();
            }
        });
}
