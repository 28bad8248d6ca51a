//! What inspectors asked for: where it came from, what it repeats, what answers it.

use egui::Ui;

use super::{InspectionsState, Worked, add};
use crate::{
    analysis::{
        inspections::shown_report,
        recommendations::{RecommendationRow, Standing},
    },
    app::{Message, NewItem},
    model::{Id, ItemRef, Recommendation},
    ui::{
        ViewCx,
        parts::{brag_mark, private},
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button,
            rule,
            status_mark::{Mark, mark_with_word},
            table::{Cell, Column, Table, cell_name, cell_text},
            table_state::TableEvent,
        },
    },
};

const COLUMNS: [Column<'static>; 6] = [
    Column::fixed("Ref.", 44.0).right(),
    Column::fixed("From", 52.0).leaves(2),
    Column::flexible("Recommendation", 180.0),
    Column::fixed("Ancestry", 170.0).leaves(1),
    Column::fixed("Actions", 124.0).leaves(3),
    Column::fixed("Status", 160.0),
];
/// Most actions named in a row; the inspector has them all.
const MOST_ACTIONS: usize = 2;

/// The mark of a standing: closed on evidence is the full square of what is embedded.
const fn mark(standing: Standing) -> Mark {
    match standing {
        Standing::ClosedOnEvidence => Mark::Blue,
        Standing::ClosedWithoutEvidence => Mark::Delivered,
        Standing::Worst(status) => brag_mark(status),
        Standing::NoAction => Mark::Warning,
    }
}

pub(super) fn recommendations(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut InspectionsState,
    worked: &Worked,
) {
    let selected = match cx.route.item {
        Some(ItemRef::Recommendation(id)) => Some(id),
        _other => None,
    };
    let closed = worked
        .rows
        .iter()
        .filter(|row| row.standing.is_closed())
        .count();
    if worked
        .rows
        .iter()
        .any(|row| Some(row.id) == selected && row.standing.is_closed())
    {
        state.show_closed = true;
    }
    let link = match (state.show_closed, closed) {
        (_, 0) => None,
        (true, _) => Some("Hide closed"),
        (false, _) => Some("Show closed"),
    };
    if rule::heading(ui, "Recommendations", &beside(worked), link) {
        state.show_closed = !state.show_closed;
        if !state.show_closed && selected.is_some() {
            cx.out.send(Message::Select(None));
        }
    }
    let shown: Vec<&RecommendationRow> = worked
        .rows
        .iter()
        .filter(|row| state.show_closed || !row.standing.is_closed())
        .collect();
    if shown.is_empty() {
        let tokens = theme::tokens(ui);
        let words = if closed == 0 {
            "No recommendation is recorded. Each asks for something that an action answers."
        } else {
            "No recommendation is open."
        };
        ui.add_space(size::S2);
        ui.label(theme::text(TextStyle::Body, words).color(tokens.text.secondary));
    } else {
        table(ui, cx, state, &shown, selected);
    }
    ui.add_space(size::S1);
    let report = match cx.route.item {
        Some(ItemRef::Inspection(id)) => Some(id),
        _other => shown_report(cx.record, None, cx.today).map(|report| report.id),
    };
    if let Some(report) = report {
        let add_one = Button::link("Add recommendation").edits().icon(Icon::Plus);
        if add_one.show(ui).clicked() {
            add(cx, NewItem::Recommendation(report));
        }
    }
}

/// "2 due for an answer, 1 raised twice".
fn beside(worked: &Worked) -> String {
    let mut parts = Vec::new();
    if worked.due > 0 {
        parts.push(format!("{} due for an answer", worked.due));
    }
    if !worked.repeats.is_empty() {
        parts.push(format!("{} raised twice", worked.repeats.len()));
    }
    parts.join(", ")
}

fn table(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut InspectionsState,
    shown: &[&RecommendationRow],
    selected: Option<Id<Recommendation>>,
) {
    let place = selected.and_then(|id| shown.iter().position(|row| row.id == id));
    match place {
        Some(row) if state.table.selected != [row] => state.table.select(row),
        None => state.table.clear(),
        Some(_) => {}
    }
    let own = private::shown(ui);
    let sentence = |row: usize| {
        shown.get(row).map_or_else(String::new, |row| {
            let heard = private::heard_in(own.as_deref(), row.id);
            format!("{}{heard}", row.sentence())
        })
    };
    let output = Table::new("recommendations", "Recommendations", &COLUMNS, shown.len())
        .sentence(&sentence)
        .whole()
        .show(ui, &mut state.table, |ui, at| {
            if let Some(row) = shown.get(at.row) {
                cell(ui, cx, row, at);
            }
        });
    let row_at = |row: Option<usize>| row.and_then(|row| shown.get(row));
    for event in output.events {
        match event {
            TableEvent::SelectionChanged => {
                if let Some(row) = row_at(state.table.cursor) {
                    cx.select(row.id);
                }
            }
            TableEvent::DeleteAsked => {
                if let Some(row) = row_at(state.table.cursor) {
                    cx.out.send(Message::Remove(vec![row.id.into()]));
                }
            }
            TableEvent::Sideways(step) => {
                // Left walks to the ancestor, right to the one that raised it again.
                let row = row_at(state.table.cursor);
                let to =
                    row.and_then(|row| if step < 0 { &row.before } else { &row.again }.as_ref());
                if let Some((id, _)) = to {
                    cx.out.go_to((*id).into());
                }
            }
            TableEvent::CopyAsked => {
                let lines: Vec<String> = row_at(state.table.cursor)
                    .map(|row| tabbed(row))
                    .into_iter()
                    .collect();
                cx.out.send(Message::Copied(lines.join("\n")));
            }
            TableEvent::Opened(_) | TableEvent::SortChanged(..) | TableEvent::Ticked(_) => {}
        }
    }
}

fn tabbed(row: &RecommendationRow) -> String {
    [
        row.reference.as_str(),
        row.year.as_str(),
        row.text.as_str(),
        row.standing.words(),
    ]
    .join("\t")
}

fn cell(ui: &mut Ui, cx: &ViewCx<'_>, row: &RecommendationRow, at: Cell) {
    let tokens = theme::tokens(ui);
    match at.col {
        0 => {
            cell_name(ui, &row.reference, "", true);
        }
        1 => {
            cell_text(ui, TextStyle::Small, &row.year, tokens.text.secondary);
        }
        2 => private::beside(ui, row.id, |ui| {
            cell_name(ui, &row.text, "", at.selected);
        }),
        3 => ancestry(ui, cx, row),
        4 => actions(ui, cx, row),
        _status => {
            let meaning = match row.standing {
                Standing::Worst(status) => cx.record.board_rules.status_wording.of(status),
                Standing::NoAction => "No action answers it yet",
                Standing::ClosedOnEvidence | Standing::ClosedWithoutEvidence => "",
            };
            mark_with_word(ui, mark(row.standing), row.standing.words(), meaning);
        }
    }
}

fn ancestry(ui: &mut Ui, cx: &ViewCx<'_>, row: &RecommendationRow) {
    let tokens = theme::tokens(ui);
    let walk = [
        row.before
            .as_ref()
            .map(|(id, year)| (id, "raised in", year)),
        row.again
            .as_ref()
            .map(|(id, year)| (id, "raised again in", year)),
    ];
    let mut any = false;
    for (id, what, year) in walk.into_iter().flatten() {
        any = true;
        // In a chain of three both ends are named; the words shorten so that both fit.
        let both = row.before.is_some() && row.again.is_some();
        let words = if both {
            format!("{} {year}", if what == "raised in" { "from" } else { "to" })
        } else {
            format!("{what} {year}")
        };
        let link = Button::link(&words).icon(Icon::ArrowsClockwise);
        if link.show(ui).clicked() {
            cx.out.go_to((*id).into());
        }
    }
    if !any {
        cell_text(ui, TextStyle::Small, "–", tokens.text.muted);
    }
}

fn actions(ui: &mut Ui, cx: &ViewCx<'_>, row: &RecommendationRow) {
    let tokens = theme::tokens(ui);
    ui.spacing_mut().item_spacing.x = 6.0;
    for (index, (id, number)) in row.actions.iter().take(MOST_ACTIONS).enumerate() {
        let name = match (index, row.actions.len()) {
            (0, 1) => format!("Action {number}"),
            (0, _) => format!("Actions {number}"),
            (_, _) => number.to_string(),
        };
        let title = cx
            .record
            .actions
            .get(*id)
            .map_or("", |action| action.title.as_str());
        let link = Button::link(&name).tooltip(title);
        if link.show(ui).clicked() {
            cx.out.go_to((*id).into());
        }
    }
    let text = match row.actions.len().checked_sub(MOST_ACTIONS) {
        _ if row.actions.is_empty() => "–".to_owned(),
        Some(more) if more > 0 => format!("+{more}"),
        Some(_) | None => return,
    };
    cell_text(ui, TextStyle::Small, &text, tokens.text.muted);
}
