//! Standing concerns: a list, and one of them as a dated narrative with its counts and partner.

mod closing;
mod counts;
mod page;

use std::collections::HashMap;

use egui::{Frame, Margin, Panel, Ui};

use crate::{
    analysis::{
        concerns::{TakenUp, latest_words, order, taken_up},
        words,
    },
    app::{Message, NewItem},
    model::{Concern, Id, ItemRef, Items, Meeting, Note},
    ui::{
        ViewCx,
        parts::{frame::margin, in_turn::InTurn, private, title_row},
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button,
            empty::empty_state,
            table::{Column, RowKind, Table, cell_name, cell_text},
            table_state::{TableEvent, TableState},
        },
    },
};

/// Below this width the concern takes the list's place.
const BESIDE: f32 = 760.0;
/// Width of the list.
const LIST: f32 = 292.0;
/// Height of a row: title, counts, since when.
const ROW: f32 = 66.0;

/// What the section remembers of its view.
#[derive(Default)]
pub struct ConcernsState {
    /// Rows of the list.
    table: TableState,
    /// What was worked out for this record.
    worked: Option<Worked>,
    /// Entries being written, one for each concern.
    entries: HashMap<Id<Concern>, Note>,
    /// Whether the entries are open for editing.
    edit_entries: bool,
    /// Whether the counts are open for editing.
    edit_counts: bool,
    /// The question that closes a concern.
    closing: Option<closing::Closing>,
}

struct Worked {
    concerns: Items<Concern>,
    meetings: Items<Meeting>,
    rows: Vec<ListRow>,
    open: usize,
    taken_up: HashMap<Id<Concern>, Vec<TakenUp>>,
}

/// A row of the list.
enum ListRow {
    /// "Closed", above the closed ones.
    Closed,
    /// A concern, with its counts and since when it stands.
    Concern {
        id: Id<Concern>,
        title: String,
        line: String,
        meta: String,
    },
}

impl Worked {
    fn of(cx: &ViewCx<'_>) -> Self {
        let record = cx.record;
        let mut rows = Vec::new();
        let mut open = 0;
        let mut closed = 0;
        for concern in order(record)
            .into_iter()
            .filter_map(|id| record.concerns.get(id))
        {
            if concern.closed.is_none() {
                open += 1;
            } else {
                if closed == 0 {
                    rows.push(ListRow::Closed);
                }
                closed += 1;
            }
            rows.push(list_row(concern));
        }
        Self {
            concerns: record.concerns.clone(),
            meetings: record.meetings.clone(),
            rows,
            open,
            taken_up: taken_up(record),
        }
    }
}

fn list_row(concern: &Concern) -> ListRow {
    let since = match &concern.closed {
        None => format!("Open since {}", concern.opened),
        Some(closure) => format!("Closed {}", crate::model::date::short(closure.on)),
    };
    let meta = if concern.partner.is_empty() {
        since
    } else {
        format!("{since} · {}", concern.partner)
    };
    let title = if concern.title.trim().is_empty() {
        "A new concern".to_owned()
    } else {
        concern.title.clone()
    };
    ListRow::Concern {
        id: concern.id,
        title,
        line: latest_words(concern),
        meta,
    }
}

/// Paints the section.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut ConcernsState) {
    let worked = match state.worked.take() {
        Some(worked)
            if worked.concerns.same_as(&cx.record.concerns)
                && worked.meetings.same_as(&cx.record.meetings) =>
        {
            worked
        }
        _stale => Worked::of(cx),
    };
    let chosen = match cx.route.item {
        Some(ItemRef::Concern(id)) => cx.record.concerns.get(id),
        _other => None,
    };
    let beside = ui.available_width() >= BESIDE;
    // Beside the list the first concern is shown until one is chosen: the page is never blank.
    let first = || {
        worked.rows.iter().find_map(|row| match row {
            ListRow::Concern { id, .. } => cx.record.concerns.get(*id),
            ListRow::Closed => None,
        })
    };
    let shown = if beside {
        chosen.or_else(first)
    } else {
        chosen
    };
    if beside {
        padded(ui, |ui| {
            if head(ui, cx, &worked) {
                both(ui, cx, state, &worked, shown);
            }
        });
    } else {
        let turn = InTurn::begin(ui, cx, shown.map(|concern| concern.id.into()));
        match shown.filter(|_| turn.open().is_some()) {
            Some(concern) => page::page(ui, cx, state, concern, &worked.taken_up, true),
            None => padded(ui, |ui| {
                if head(ui, cx, &worked) {
                    list(ui, cx, state, &worked, shown.map(|concern| concern.id));
                }
            }),
        }
        turn.end(ui, cx);
    }
    closing::ask(ui, cx, &mut state.closing);
    state.worked = Some(worked);
}

fn padded(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    #[expect(clippy::cast_possible_truncation, reason = "margins are small")]
    let side = margin(ui) as i8;
    let inner = Margin {
        left: side,
        right: side,
        top: 12,
        bottom: 0,
    };
    Frame::new().inner_margin(inner).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        add(ui);
    });
}

/// Title and verb; says whether there is anything to list.
fn head(ui: &mut Ui, cx: &ViewCx<'_>, worked: &Worked) -> bool {
    let empty = worked.rows.is_empty();
    let sentence = if empty {
        String::new()
    } else {
        sentence(cx, worked)
    };
    title_row(ui, "Concerns", &sentence, |ui| {
        if !empty
            && Button::primary("Add concern")
                .edits()
                .icon(Icon::Plus)
                .show(ui)
                .clicked()
        {
            cx.out.send(Message::Add(NewItem::Concern));
        }
    });
    if empty {
        let what = "No standing concern is recorded";
        let why = "A concern has people behind it. It stands on every agenda, with its counts, \
                   until the board closes it on evidence.";
        if empty_state(ui, what, why, Some((Icon::Plus, "Add concern"))) {
            cx.out.send(Message::Add(NewItem::Concern));
        }
    }
    !empty
}

/// The list, and the concern that is shown at its right.
fn both(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut ConcernsState,
    worked: &Worked,
    shown: Option<&Concern>,
) {
    let Some(concern) = shown else {
        list(ui, cx, state, worked, None);
        return;
    };
    Panel::left("concern list")
        .resizable(false)
        .exact_size(LIST)
        .show_separator_line(false)
        .frame(Frame::new().inner_margin(Margin {
            right: 12,
            left: 3,
            ..Margin::ZERO
        }))
        .show(ui, |ui| list(ui, cx, state, worked, Some(concern.id)));
    Frame::new()
        .inner_margin(Margin {
            left: 20,
            ..Margin::ZERO
        })
        .show(ui, |ui| {
            page::page(ui, cx, state, concern, &worked.taken_up, false);
        });
}

/// "Two concerns stand open, the longest since 2016."
fn sentence(cx: &ViewCx<'_>, worked: &Worked) -> String {
    if worked.open == 0 {
        return "No concern stands open.".to_owned();
    }
    let since = cx
        .record
        .concerns
        .iter()
        .filter(|concern| concern.closed.is_none())
        .map(|concern| concern.opened)
        .min();
    let since = since.map_or_else(String::new, |since| since.to_string());
    let text = if worked.open == 1 {
        format!("One concern stands open, since {since}.")
    } else {
        let count = words::number(worked.open);
        format!("{count} concerns stand open, the longest since {since}.")
    };
    words::capital(&text)
}

fn list(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut ConcernsState,
    worked: &Worked,
    shown: Option<Id<Concern>>,
) {
    let tokens = theme::tokens(ui);
    let id_at = |row: usize| match worked.rows.get(row) {
        Some(ListRow::Concern { id, .. }) => Some(*id),
        Some(ListRow::Closed) | None => None,
    };
    let place = (0..worked.rows.len()).find(|&row| shown.is_some() && id_at(row) == shown);
    match place {
        Some(row) if state.table.selected != [row] => state.table.select(row),
        None => state.table.clear(),
        Some(_) => {}
    }
    let columns = [Column::flexible(
        "Open first, the longest open above",
        200.0,
    )];
    let kind = |row: usize| match worked.rows.get(row) {
        Some(ListRow::Closed) => RowKind::Group,
        Some(ListRow::Concern { .. }) | None => RowKind::Item,
    };
    let own = private::shown(ui);
    let sentence = |row: usize| match worked.rows.get(row) {
        Some(ListRow::Concern {
            id,
            title,
            line,
            meta,
        }) => {
            let heard = private::heard_in(own.as_deref(), *id);
            format!("{title}, {line}, {meta}{heard}")
        }
        Some(ListRow::Closed) | None => "Closed".to_owned(),
    };
    let output = Table::new("concerns", "Concerns", &columns, worked.rows.len())
        .row_height(ROW)
        .kinds(&kind)
        .sentence(&sentence)
        .show(ui, &mut state.table, |ui, at| {
            match worked.rows.get(at.row) {
                Some(ListRow::Concern {
                    id,
                    title,
                    line,
                    meta,
                }) => {
                    ui.vertical(|ui| {
                        ui.add_space(6.0);
                        ui.spacing_mut().item_spacing.y = 0.0;
                        cell_name(ui, title, "", at.selected);
                        cell_text(ui, TextStyle::Small, line, tokens.text.secondary);
                        ui.spacing_mut().interact_size.y = TextStyle::Meta.line();
                        ui.horizontal(|ui| {
                            ui.spacing_mut().item_spacing.x = size::S1;
                            if let Some((icon, own)) = private::mark(ui, *id) {
                                theme::icon(ui, icon, size::ICON_CHIP, tokens.text.secondary);
                                cell_text(ui, TextStyle::Meta, &own, tokens.text.secondary);
                                ui.add_space(size::S2);
                            }
                            cell_text(ui, TextStyle::Meta, meta, tokens.text.muted);
                        });
                    });
                }
                Some(ListRow::Closed) => {
                    cell_text(ui, TextStyle::Label, "Closed", tokens.text.secondary);
                }
                None => {}
            }
        });
    for event in output.events {
        let here = state.table.cursor.and_then(id_at);
        match (event, here) {
            (TableEvent::SelectionChanged | TableEvent::Opened(_), Some(id)) => cx.select(id),
            (TableEvent::DeleteAsked, Some(id)) => {
                cx.out.send(Message::Remove(vec![id.into()]));
            }
            (
                TableEvent::SelectionChanged
                | TableEvent::Opened(_)
                | TableEvent::DeleteAsked
                | TableEvent::SortChanged(..)
                | TableEvent::Ticked(_)
                | TableEvent::CopyAsked
                | TableEvent::Sideways(_),
                _,
            ) => {}
        }
    }
    ui.add_space(size::S2);
}
