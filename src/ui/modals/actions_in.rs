//! A list of actions before it is recorded: how its columns were read, what each row would do.

use egui::{Context, Ui};

use super::reading_in::{self, ROW, WIDTH};
use crate::{
    analysis::action_list::{Judged, Preview, What, count_words},
    app::{ActionsAsk, ActionsDesk, AppState, Message, Outbox},
    edit::action_list::Given,
    ui::{
        theme::{self, TextStyle, size},
        widgets::{
            field::Field,
            modal::{ModalAnswer, ModalButton, modal},
            segmented::segmented,
            status_mark::{LINE, Mark, mark_with_word, status_mark},
            table::{Cell, Column, Table, cell_text},
            table_state::TableState,
        },
    },
};

const COLUMNS: [Column<'_>; 5] = [
    Column::fixed("Row", 52.0).right(),
    Column::fixed("Number", 64.0).right(),
    Column::flexible("Action", 190.0),
    Column::fixed("What", 104.0),
    Column::flexible("Changes and reasons", 260.0),
];

/// What is typed on the page, and which rows are shown.
#[derive(Default)]
pub struct ActionsForm {
    session: u64,
    given: Given,
    refused_only: bool,
    table: TableState,
}

/// Paints the page.
pub fn ui(ctx: &Context, state: &AppState, out: &Outbox, form: &mut ActionsForm) {
    if state.document.is_none() {
        return out.send(Message::Show(None));
    }
    let desk = &state.actions_in;
    if form.session != desk.session {
        *form = ActionsForm {
            session: desk.session,
            ..ActionsForm::default()
        };
    }
    let accepted = desk.accepted(&form.given);
    let verb = match &desk.preview {
        Some(Ok(preview)) if preview.changing() > 0 => {
            format!("Read in {}", count_words(preview.changing()))
        }
        Some(_) | None => "Read in actions".to_owned(),
    };
    let buttons = [
        ModalButton::cancel("Cancel"),
        ModalButton::other("Another file…"),
        ModalButton::primary(&verb).blocked(accepted.err()),
    ];
    let answer = modal(
        ctx,
        "actions in",
        WIDTH,
        "Read in actions",
        &buttons,
        |ui| {
            reading_in::page(ui, "actions page", |ui| page(ui, desk, form));
        },
    );
    match answer {
        ModalAnswer::Open => {}
        ModalAnswer::Cancelled => out.send(Message::Show(None)),
        ModalAnswer::Pressed(1) => out.send(Message::Actions(ActionsAsk::ChooseFile)),
        ModalAnswer::Pressed(_) => {
            out.send(Message::Actions(ActionsAsk::Confirm(form.given.clone())));
        }
    }
}

fn page(ui: &mut Ui, desk: &ActionsDesk, form: &mut ActionsForm) {
    let tokens = theme::tokens(ui);
    let preview = match &desk.preview {
        None => {
            let words = format!("{} is being read.", desk.name);
            ui.label(theme::text(TextStyle::Body, words).color(tokens.text.primary));
            return;
        }
        Some(Err(fault)) => {
            mark_with_word(ui, Mark::Error, &desk.name, "error");
            ui.label(theme::text(TextStyle::Body, fault.as_str()).color(tokens.text.primary));
            return;
        }
        Some(Ok(preview)) => preview,
    };
    let words = format!("{}: {}.", desk.name, preview.summary());
    ui.label(theme::text(TextStyle::BodyStrong, words).color(tokens.text.primary));
    let words = format!("{}.", preview.mapping());
    ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
    ui.add_space(size::S2);
    if preview.refused() > 0 {
        let on = usize::from(form.refused_only);
        if let Some(place) = segmented(ui, "Rows", &["All", "Refused"], on) {
            form.refused_only = place == 1;
            form.table.clear();
        }
        ui.add_space(size::S2);
    }
    rows(ui, preview, form);
    reason(ui, preview, form);
}

/// Dates that move need a reason, and a name behind it.
fn reason(ui: &mut Ui, preview: &Preview, form: &mut ActionsForm) {
    let moves = preview.wanting_reason();
    if moves == 0 {
        return;
    }
    let tokens = theme::tokens(ui);
    ui.add_space(size::S3);
    let words = if moves == 1 {
        "The date of one action moves. Its first date stays; say why it moves.".to_owned()
    } else {
        format!("The dates of {moves} actions move. Their first dates stay; say why they move.")
    };
    ui.label(theme::text(TextStyle::Small, words).color(tokens.text.primary));
    ui.add_space(size::S1);
    Field::above("Reason for the moves")
        .hint("Agreed at the board of 11 July")
        .text(ui, &mut form.given.why);
    Field::above("Moved by").text(ui, &mut form.given.by);
}

fn rows(ui: &mut Ui, preview: &Preview, form: &mut ActionsForm) {
    let shown: Vec<&Judged> = preview
        .rows
        .iter()
        .filter(|row| !form.refused_only || row.what == What::Refuse)
        .collect();
    let sentence = |row: usize| {
        shown.get(row).map_or_else(String::new, |row| {
            let (line, word, title) = (row.line, row.what.word(), &row.title);
            format!("Row {line}, {word}: {title}. {}", row.why())
        })
    };
    let most = (ui.ctx().content_rect().height() * 0.5).clamp(140.0, 420.0);
    let height = most.min((shown.len() + 1) as f32 * ROW);
    let space = egui::vec2(ui.available_width(), height);
    ui.allocate_ui(space, |ui| {
        ui.set_min_height(height);
        Table::new("actions in", "Actions to be read in", &COLUMNS, shown.len())
            .row_height(ROW)
            .sentence(&sentence)
            .show(ui, &mut form.table, |ui, cell: Cell| {
                if let Some(row) = shown.get(cell.row) {
                    cell_ui(ui, row, cell);
                }
            });
    });
}

fn cell_ui(ui: &mut Ui, row: &Judged, cell: Cell) {
    let tokens = theme::tokens(ui);
    match cell.col {
        0 => {
            cell_text(
                ui,
                TextStyle::Small,
                &row.line.to_string(),
                tokens.text.muted,
            );
        }
        1 => {
            cell_text(ui, TextStyle::Small, &row.number, tokens.text.primary);
        }
        2 => reading_in::reasons(ui, &row.title),
        3 => {
            let mark = if row.what == What::Refuse {
                Some(Mark::Error)
            } else if !row.reasons.is_empty() {
                Some(Mark::Warning)
            } else {
                None
            };
            ui.horizontal(|ui| {
                if let Some(mark) = mark {
                    status_mark(ui, mark, LINE, "look");
                }
                cell_text(ui, TextStyle::Small, word(&row.what), tokens.text.primary);
            });
        }
        _ => reading_in::reasons(ui, &row.why()),
    }
}

const fn word(what: &What) -> &'static str {
    match what {
        What::Add(_) => "Add",
        What::Change { .. } => "Change",
        What::Same(_) => "As recorded",
        What::Refuse => "Refused",
    }
}
