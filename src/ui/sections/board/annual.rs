//! The annual table, as it can be published: person, days, rate, fees, expenses, who pays, attendance.

use egui::Ui;

use crate::{
    analysis::annual::{Annual, AnnualRow},
    app::Message,
    model::Funding,
    ui::{
        ViewCx,
        parts::{names, private},
        theme::{self, TextStyle, size},
        widgets::{
            button::Button,
            empty::empty_state,
            table::{Cell, Column, RowKind, Table, cell_name, cell_text},
            table_state::TableEvent,
        },
    },
};

use super::{View, facts::Facts, ledger};

const COLUMNS: [Column<'_>; 7] = [
    Column::flexible("Person", 200.0),
    Column::fixed("Days", 60.0).right(),
    Column::fixed("Rate", 104.0).right().leaves(3),
    Column::fixed("Fees £", 96.0).right(),
    Column::fixed("Expenses £", 98.0).right().leaves(1),
    Column::flexible("Paid by", 150.0).leaves(2),
    Column::fixed("Attendance", 120.0).right(),
];

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, facts: &Facts) {
    let table = &facts.annual;
    ui.horizontal(|ui| {
        ledger::year_choice(ui, view, facts, cx);
        if Button::outlined("Copy as a table").show(ui).clicked() {
            cx.out.send(Message::Copied(table.tsv()));
        }
    });
    ui.add_space(size::S1);
    if table.rows.is_empty() {
        let why = "Everybody who sat on the board in the year has a line, paid or not.";
        empty_state(ui, "Nobody sat on the board in this year.", why, None);
        return;
    }
    let total = table.rows.len();
    let kind = |row: usize| {
        if row == total {
            RowKind::Total
        } else {
            RowKind::Item
        }
    };
    let own = private::shown(ui);
    let sentence = |row: usize| {
        table.rows.get(row).map_or_else(String::new, |row| {
            let heard = private::heard_in(own.as_deref(), row.person);
            format!("{}{heard}", row_sentence(row))
        })
    };
    let selected = table.rows.iter().position(|row| cx.is_selected(row.person));
    names::follow(&mut view.annual, selected);
    let height = (ui.available_height() - 92.0).max(120.0);
    let area = egui::vec2(ui.available_width(), height);
    let layout = egui::Layout::top_down(egui::Align::Min);
    let output = ui
        .allocate_ui_with_layout(area, layout, |ui| {
            Table::new("annual", "Annual table", &COLUMNS, total + 1)
                .kinds(&kind)
                .sentence(&sentence)
                .show(ui, &mut view.annual, |ui, cell| {
                    match table.rows.get(cell.row) {
                        Some(row) => row_cell(ui, row, cell),
                        None => total_cell(ui, table, cell.col),
                    }
                })
        })
        .inner;
    for event in output.events {
        if let TableEvent::SelectionChanged | TableEvent::Opened(_) = event
            && let Some(row) = view.annual.cursor.and_then(|row| table.rows.get(row))
        {
            cx.select(row.person);
        }
    }
    foot(ui, table);
}

fn foot(ui: &mut Ui, table: &Annual) {
    ui.add_space(size::S1);
    let waiting: usize = table.rows.iter().map(|row| row.waiting).sum();
    if waiting > 0 {
        let claims = crate::analysis::words::figures(waiting, "claim", "claims");
        names::small(
            ui,
            format!("{claims} in it still wait for approval: settle them before it is published."),
        );
    }
    names::small(
        ui,
        "Attendance counts meetings that took place while the person sat; cancelled ones count for nobody.",
    );
    if table.rows.iter().any(|row| row.illustrative) {
        names::remark(ui, "Slanted figures are illustrative.");
    }
}

fn row_sentence(row: &AnnualRow) -> String {
    format!(
        "{}, {} days, {}, fees {}, attended {}",
        row.name,
        row.units,
        row.rate_words(),
        row.fees,
        row.attendance_words()
    )
}

fn row_cell(ui: &mut Ui, row: &AnnualRow, cell: Cell) {
    let slanted = row.illustrative;
    let none = row.rate.is_none() && row.units.hundredths() == 0;
    let dash = |text: String| if none { "–".to_owned() } else { text };
    let mut value = |style, text: &str| {
        names::value(ui, style, text, slanted);
    };
    match cell.col {
        0 => private::beside(ui, row.person, |ui| {
            cell_name(ui, &row.name, "", cell.selected);
        }),
        1 => value(TextStyle::Small, &dash(row.units.to_string())),
        2 => value(TextStyle::Small, &row.rate_words()),
        3 => value(TextStyle::SmallMedium, &dash(row.fees.in_ledger())),
        4 => value(TextStyle::Small, &dash(row.expenses.in_ledger())),
        5 => value(TextStyle::Small, row.funding.map_or("–", Funding::words)),
        _last => value(TextStyle::Small, &row.attendance_words()),
    }
}

fn total_cell(ui: &mut Ui, table: &Annual, col: usize) {
    let ink = theme::tokens(ui).text.primary;
    let slanted = table.rows.iter().any(|row| row.illustrative);
    let mut value = |text: &str| {
        names::value(ui, TextStyle::Label, text, slanted);
    };
    match col {
        0 => {
            let words = if table.to_date {
                format!("Total, {} to date", table.year)
            } else {
                format!("Total, {}", table.year)
            };
            cell_text(ui, TextStyle::Label, &words, ink);
        }
        1 => value(&table.units.to_string()),
        3 => value(&table.fees.in_ledger()),
        4 => value(&table.expenses.in_ledger()),
        _other => {}
    }
}
