//! The gates as a table: the same facts for reading one by one.

use egui::Ui;

use super::{TransferState, gate_of};
use crate::{
    model::{Gate, ItemRef, date::short},
    ui::{
        ViewCx,
        parts::private,
        theme::{self, Icon, TextStyle},
        widgets::{
            button::Button,
            gate_mark,
            table::{Column, Table, cell_name, cell_text},
            table_state::TableEvent,
        },
    },
};

/// The table.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut TransferState,
    selected: Option<ItemRef>,
) {
    if Button::link("Show on the time axis")
        .icon(Icon::ChartLine)
        .tooltip("T")
        .show(ui)
        .clicked()
    {
        state.as_table = false;
    }
    let gates: Vec<&Gate> = state
        .index
        .order()
        .iter()
        .filter_map(|id| cx.record.gates.get(*id))
        .collect();
    let at = gates
        .iter()
        .position(|gate| Some(gate.id) == gate_of(selected));
    match at {
        Some(at) if state.table.cursor != Some(at) => state.table.select(at),
        None => state.table.clear(),
        Some(_) => {}
    }
    let columns = [
        Column::flexible("Gate", 180.0),
        Column::flexible("Decided by", 90.0).leaves(2),
        Column::fixed("First date", 96.0),
        Column::fixed("Moves", 64.0).leaves(1),
        Column::fixed("Now", 96.0),
        Column::fixed("Passed", 96.0),
        Column::fixed("Days late", 78.0).right(),
    ];
    let own = private::shown(ui);
    let sentence = |row: usize| {
        gates.get(row).map_or_else(String::new, |gate| {
            let heard = private::heard_in(own.as_deref(), gate.id);
            format!("{}{heard}", spoken(gate, cx))
        })
    };
    let shown = Table::new("gates", "Gates", &columns, gates.len())
        .sentence(&sentence)
        .show(ui, &mut state.table, |ui, cell| {
            let Some(gate) = gates.get(cell.row) else {
                return;
            };
            let tokens = theme::tokens(ui);
            let mut text = |words: &str, strong: bool| {
                let ink = if strong {
                    tokens.text.primary
                } else {
                    tokens.text.secondary
                };
                cell_text(ui, TextStyle::Small, words, ink);
            };
            let late = gate.days_late(cx.today);
            match cell.col {
                0 => private::beside(ui, gate.id, |ui| {
                    cell_name(ui, &gate.title, "", cell.selected);
                }),
                1 => text(&gate.decided_by, false),
                2 => text(&short(gate.original_due), false),
                3 => {
                    gate_mark::moves(ui, gate.moves.len());
                }
                4 => text(&short(gate.due()), true),
                5 => text(&gate.passed_on.map_or_else(|| "–".to_owned(), short), true),
                _ => text(
                    &if late > 0 {
                        late.to_string()
                    } else {
                        "–".to_owned()
                    },
                    true,
                ),
            }
        });
    for event in shown.events {
        match event {
            TableEvent::SelectionChanged => {
                if let Some(gate) = state.table.cursor.and_then(|row| gates.get(row)) {
                    cx.select(gate.id);
                }
            }
            TableEvent::DeleteAsked => {
                let gone = state.table.cursor.and_then(|row| gates.get(row));
                if let Some(gate) = gone {
                    cx.out
                        .send(crate::app::Message::Remove(vec![gate.id.into()]));
                }
            }
            TableEvent::CopyAsked => cx.out.send(crate::app::Message::Copied(copied(&gates))),
            TableEvent::Opened(_)
            | TableEvent::SortChanged(..)
            | TableEvent::Ticked(_)
            | TableEvent::Sideways(_) => {}
        }
    }
}

fn spoken(gate: &Gate, cx: &ViewCx<'_>) -> String {
    let state = gate.passed_on.map_or_else(
        || format!("open, due {}", short(gate.due())),
        |day| format!("passed {}", short(day)),
    );
    let late = match gate.days_late(cx.today) {
        0 => "on time".to_owned(),
        1 => "1 day late".to_owned(),
        days => format!("{days} days late"),
    };
    format!(
        "{}, {state}, first date {}, {late}",
        gate.title,
        short(gate.original_due)
    )
}

/// The rows as tab-separated text.
fn copied(gates: &[&Gate]) -> String {
    let mut text = "Gate\tDecided by\tFirst date\tNow\tPassed\n".to_owned();
    for gate in gates {
        let passed = gate.passed_on.map(short).unwrap_or_default();
        let cells = [
            gate.title.clone(),
            gate.decided_by.clone(),
            short(gate.original_due),
            short(gate.due()),
            passed,
        ];
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}
