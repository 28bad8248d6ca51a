//! The page as a table: a row a day with a value or an event, newest first.

use egui::Ui;

use crate::{
    analysis::curve::story::{Story, StoryRow},
    ui::{
        parts::names::value,
        theme::{self, TextStyle},
        widgets::{
            table::{Column, Table, cell_text},
            table_state::TableState,
        },
    },
};

pub(super) fn ui(ui: &mut Ui, story: &Story, state: &mut TableState) {
    let tokens = theme::tokens(ui);
    let rows = story.rows();
    let titles: Vec<&str> = story
        .curves
        .iter()
        .map(|curve| curve.title.as_str())
        .collect();
    let mut columns = vec![
        Column::fixed("Date", 116.0),
        Column::flexible("What happened", 230.0),
    ];
    columns.extend(
        titles
            .iter()
            .map(|title| Column::flexible(title, 84.0).right()),
    );
    let sentence = |row: usize| {
        rows.get(row)
            .map_or_else(String::new, |row| words(story, row))
    };
    Table::new("story", "Story", &columns, rows.len())
        .sentence(&sentence)
        .whole()
        .show(ui, state, |ui, at| {
            let Some(row) = rows.get(at.row) else { return };
            let text = match at.col {
                0 => row.date.as_str(),
                1 => row.events.as_str(),
                col => row.values.get(col - 2).map_or("", String::as_str),
            };
            if at.col < 2 {
                cell_text(ui, TextStyle::Small, text, tokens.text.secondary);
                return;
            }
            let curve = story.curves.get(at.col - 2);
            let slanted = curve.is_some_and(|curve| curve.illustrative);
            value(ui, TextStyle::Small, text, slanted);
        });
}

/// "31 Aug 2019: Contacts 83 %; Visits 12. Services transfer."
fn words(story: &Story, row: &StoryRow) -> String {
    let values: Vec<String> = story
        .curves
        .iter()
        .zip(&row.values)
        .filter(|(_, value)| !value.is_empty())
        .map(|(curve, value)| format!("{} {value}", curve.title))
        .collect();
    let mut out = format!("{}: {}", row.date, values.join("; "));
    if !row.events.is_empty() {
        out.push_str(if values.is_empty() { "" } else { ". " });
        out.push_str(&row.events);
    }
    out
}
