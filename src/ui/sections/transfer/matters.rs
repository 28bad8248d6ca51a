//! Reserved matters: what the board may not decide alone, and who must consent.

use egui::Ui;

use super::TransferState;
use crate::{
    app::{Message, NewItem},
    model::{ItemRef, ReservedMatter},
    ui::{
        ViewCx,
        parts::private,
        theme::{self, Icon, TextStyle},
        widgets::{
            empty::empty_state,
            table::{Column, Table, cell_name, cell_text},
            table_state::TableEvent,
        },
    },
};

/// "Cabinet, council as member"; an en dash for none.
fn consents(matter: &ReservedMatter) -> String {
    if matter.consent_of.is_empty() {
        return "–".to_owned();
    }
    let names: Vec<&str> = matter.consent_of.iter().map(|one| one.words()).collect();
    names.join(", ")
}

/// The table.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut TransferState,
    selected: Option<ItemRef>,
) {
    let matters: Vec<&ReservedMatter> = cx.record.reserved_matters.iter().collect();
    if matters.is_empty() {
        let asked = empty_state(
            ui,
            "No reserved matters yet.",
            "A decision on a reserved matter has no effect until every consent on its route is given.",
            Some((Icon::Plus, "Add the first matter")),
        );
        if asked {
            cx.out.send(Message::Add(NewItem::ReservedMatter));
        }
        return;
    }
    let at = matters
        .iter()
        .position(|one| Some(ItemRef::from(one.id)) == selected);
    match at {
        Some(at) if state.matters.cursor != Some(at) => state.matters.select(at),
        None => state.matters.clear(),
        Some(_) => {}
    }
    let columns = [
        Column::flexible("Matter", 200.0),
        Column::flexible("Consent of", 150.0),
        Column::flexible("Source", 120.0).leaves(2),
        Column::fixed("Decisions", 84.0).right().leaves(1),
    ];
    let own = private::shown(ui);
    let sentence = |row: usize| {
        matters.get(row).map_or_else(String::new, |one| {
            let heard = private::heard_in(own.as_deref(), one.id);
            format!("{}, consent of {}{heard}", one.title, consents(one))
        })
    };
    let table = Table::new("matters", "Reserved matters", &columns, matters.len());
    let shown = table
        .sentence(&sentence)
        .show(ui, &mut state.matters, |ui, cell| {
            let Some(matter) = matters.get(cell.row) else {
                return;
            };
            let tokens = theme::tokens(ui);
            match cell.col {
                0 => {
                    let title = if matter.title.is_empty() {
                        "A new reserved matter"
                    } else {
                        &matter.title
                    };
                    private::beside(ui, matter.id, |ui| {
                        cell_name(ui, title, "", cell.selected);
                    });
                }
                1 => {
                    cell_text(ui, TextStyle::Small, &consents(matter), tokens.text.primary);
                }
                2 => {
                    cell_text(ui, TextStyle::Small, &matter.source, tokens.text.secondary);
                }
                _ => {
                    let count = cx.derived.threads.linked_from(matter.id).len();
                    let words = if count == 0 {
                        "–".to_owned()
                    } else {
                        count.to_string()
                    };
                    cell_text(ui, TextStyle::Small, &words, tokens.text.secondary);
                }
            }
        });
    for event in shown.events {
        let row = state.matters.cursor.and_then(|row| matters.get(row));
        match (event, row) {
            (TableEvent::SelectionChanged, Some(matter)) => cx.select(matter.id),
            (TableEvent::DeleteAsked, Some(matter)) => {
                cx.out.send(Message::Remove(vec![matter.id.into()]));
            }
            (_, _) => {}
        }
    }
}
