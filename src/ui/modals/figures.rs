//! Figures in: a box to paste into or a file, what would become of each figure, and one button.

use std::sync::Arc;

use egui::{Context, ScrollArea, Ui, vec2};
use jiff::civil::Date;

use super::reading_in::{self, ROW, WIDTH};
use crate::{
    analysis::figures::{
        Fractions, Layout, MOST_BYTES, Preview, PreviewRow, What, count_words, shown, shown_now,
    },
    app::{AppState, Desk, FiguresAsk, Message, Outbox, Pasted},
    edit::figures::Given,
    model::{Record, date},
    ui::{
        theme::{self, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            modal::{ModalAnswer, ModalButton, modal},
            segmented::segmented,
            status_mark::{LINE, Mark, mark_with_word, status_mark},
            table::{Cell, Column, Table, cell_text},
            table_state::TableState,
        },
    },
};

/// Highest that the box grows before it scrolls.
const BOX: f32 = 96.0;
/// A longer text is not shown in the box, which would lay it all out.
const LONGEST_SHOWN: usize = 20_000;
/// Name of a pasted text that is not shown.
const LONG_TEXT: &str = "Pasted text";

const COLUMNS: [Column<'_>; 6] = [
    Column::fixed("Line", 52.0).right(),
    Column::flexible("Measure", 150.0),
    Column::fixed("Date", 112.0).right(),
    Column::fixed("Value", 150.0).right(),
    Column::fixed("What", 104.0),
    Column::flexible("Why", 220.0),
];

/// Which rows are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Filter {
    #[default]
    All,
    Refused,
    Warned,
}

impl Filter {
    const ALL: [Self; 3] = [Self::All, Self::Refused, Self::Warned];

    fn shows(self, row: &PreviewRow) -> bool {
        match self {
            Self::All => true,
            Self::Refused => row.what == What::Refuse,
            Self::Warned => row.is_warned(),
        }
    }
}

/// What is typed on the page, and which rows are shown.
#[derive(Default)]
pub struct FiguresForm {
    session: u64,
    text: String,
    given: Given,
    filter: Filter,
    table: TableState,
    /// Rows shown, for this text and this filter.
    order: Option<(Arc<Pasted>, Filter, Vec<usize>)>,
}

impl FiguresForm {
    /// Forgets what was typed when the desk was cleared. True on the first frame of a session.
    fn follow(&mut self, desk: &Desk) -> bool {
        let first = self.session != desk.session;
        if first {
            *self = Self {
                session: desk.session,
                ..Self::default()
            };
        }
        let stale = desk.reading
            || self.order.as_ref().is_none_or(|(text, filter, _)| {
                !Arc::ptr_eq(text, &desk.pasted) || *filter != self.filter
            });
        if stale {
            self.order = match &desk.preview {
                Some(Ok(preview)) if !desk.reading => {
                    let rows = preview.rows.iter().enumerate();
                    let shown = rows.filter(|(_, row)| self.filter.shows(row));
                    let order = shown.map(|(place, _)| place).collect();
                    Some((Arc::clone(&desk.pasted), self.filter, order))
                }
                Some(_) | None => None,
            };
            self.table.clear();
        }
        first
    }
}

/// Paints the page.
pub fn ui(ctx: &Context, state: &AppState, out: &Outbox, form: &mut FiguresForm) {
    let Some(document) = &state.document else {
        return out.send(Message::Show(None));
    };
    let desk = &state.figures;
    let first = form.follow(desk);
    let accepted = desk.accepted();
    let verb = match accepted {
        Ok(count) => format!("Add {}", count_words(count)),
        Err(_) => "Add figures".to_owned(),
    };
    let buttons = [
        ModalButton::cancel("Cancel").unfocused(),
        ModalButton::primary(&verb).blocked(accepted.err()),
    ];
    let answer = modal(ctx, "figures", WIDTH, "Paste figures", &buttons, |ui| {
        reading_in::page(ui, "figures page", |ui| {
            input(ui, desk, out, form, first);
            if let Some(fault) = &desk.fault {
                mark_with_word(ui, Mark::Error, fault, "");
            }
            match &desk.preview {
                None => explain(ui),
                Some(Err(fault)) => {
                    mark_with_word(ui, Mark::Error, fault, fault);
                }
                Some(Ok(preview)) => {
                    shown_preview(ui, desk, preview, document.record(), out, form);
                    given(ui, preview, &mut form.given, state.today());
                }
            }
        });
    });
    match answer {
        ModalAnswer::Open => {}
        ModalAnswer::Cancelled => out.send(Message::Show(None)),
        ModalAnswer::Pressed(_) => {
            let ask = FiguresAsk::Confirm(form.given.clone());
            out.send(Message::Figures(ask));
        }
    }
}

fn read(out: &Outbox, text: String, name: Option<String>, fractions: Fractions) {
    let pasted = Pasted {
        text,
        name,
        fractions,
    };
    out.send(Message::Figures(FiguresAsk::Read(Arc::new(pasted))));
}

/// The box, or the name of what is too long for it.
fn input(ui: &mut Ui, desk: &Desk, out: &Outbox, form: &mut FiguresForm, first: bool) {
    let tokens = theme::tokens(ui);
    let fractions = desk.pasted.fractions;
    if let Some(name) = &desk.pasted.name {
        ui.horizontal(|ui| {
            let lines = desk.lines;
            let words = format!("{name}, {lines} lines");
            ui.label(theme::text(TextStyle::BodyStrong, words).color(tokens.text.primary));
            if Button::link("Paste instead").show(ui).clicked() {
                form.text.clear();
                read(out, String::new(), None, fractions);
            }
            choose(ui, out);
        });
        ui.add_space(size::S2);
        return;
    }
    ui.horizontal(|ui| {
        choose(ui, out);
        let words = "or paste rows from a spreadsheet";
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
    });
    ui.add_space(size::S2);
    ScrollArea::vertical()
        .id_salt("pasted")
        .max_height(BOX + 24.0)
        .show(ui, |ui| {
            let before = form.text.len();
            // Once there is a preview it has the room.
            let rows = if desk.preview.is_some() { 2 } else { 4 };
            let response = Field::above("Figures")
                .hint("measure, date, value")
                .width(ui.available_width())
                .limit(MOST_BYTES)
                .focus(first)
                .prose(ui, &mut form.text, rows);
            if response.changed() || form.text.len() != before {
                if form.text.len() > LONGEST_SHOWN {
                    let text = std::mem::take(&mut form.text);
                    read(out, text, Some(LONG_TEXT.to_owned()), fractions);
                } else {
                    read(out, form.text.clone(), None, fractions);
                }
            }
        });
    ui.add_space(size::S2);
}

fn choose(ui: &mut Ui, out: &Outbox) {
    if Button::outlined("Choose a file…").show(ui).clicked() {
        out.send(Message::Figures(FiguresAsk::ChooseFile));
    }
}

fn explain(ui: &mut Ui) {
    let tokens = theme::tokens(ui);
    let layouts = [
        Layout::List,
        Layout::MeasuresByDates,
        Layout::DatesByMeasures,
        Layout::Statistics,
        Layout::Lait,
    ];
    let words = layouts.map(Layout::words).join("; ");
    let words = format!(
        "Layouts that can be read: {words}. Nothing enters the record before you have seen what each figure does."
    );
    ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
}

fn shown_preview(
    ui: &mut Ui,
    desk: &Desk,
    preview: &Preview,
    record: &Record,
    out: &Outbox,
    form: &mut FiguresForm,
) {
    let tokens = theme::tokens(ui);
    let words = format!("{}. Read as {}.", preview.summary(), preview.layout.words());
    ui.label(theme::text(TextStyle::SmallMedium, words).color(tokens.text.primary));
    for note in &preview.notes {
        ui.label(theme::text(TextStyle::Small, note).color(tokens.text.secondary));
    }
    if preview.asks_about_fractions() || desk.pasted.fractions != Fractions::Ask {
        ui.horizontal(|ui| {
            let words = "Figures between 0 and 1 of a measure in per cent";
            ui.label(theme::text(TextStyle::Small, words).color(tokens.text.primary));
            let labels = Fractions::ALL.map(Fractions::words);
            let place = Fractions::ALL
                .iter()
                .position(|one| *one == desk.pasted.fractions);
            let chosen = segmented(ui, "Fractions", &labels, place.unwrap_or(0));
            if let Some(fractions) = chosen.and_then(|place| Fractions::ALL.get(place)) {
                let Pasted { text, name, .. } = (*desk.pasted).clone();
                read(out, text, name, *fractions);
            }
        });
    }
    if preview.rows.is_empty() {
        return;
    }
    let labels = [
        format!("All {}", preview.rows.len()),
        format!("Refused {}", preview.refused()),
        format!("Worth a look {}", preview.warned()),
    ];
    let labels = labels.each_ref().map(String::as_str);
    let place = Filter::ALL.iter().position(|one| *one == form.filter);
    let chosen = segmented(ui, "Rows", &labels, place.unwrap_or(0));
    if let Some(filter) = chosen.and_then(|place| Filter::ALL.get(place)) {
        form.filter = *filter;
    }
    ui.add_space(size::S2);
    table(ui, preview, record, form);
}

fn table(ui: &mut Ui, preview: &Preview, record: &Record, form: &mut FiguresForm) {
    let Some((_, _, order)) = &form.order else {
        return;
    };
    let at = |row: usize| order.get(row).and_then(|place| preview.rows.get(*place));
    let room = (ui.ctx().content_rect().height() - 520.0).clamp(120.0, 320.0);
    let height = (order.len() as f32 * ROW + 30.0).min(room);
    let sentence = |row: usize| {
        at(row).map_or_else(String::new, |row| {
            format!(
                "line {}, {}, {}, {}: {}. {}",
                row.line,
                row.title(record),
                day(row),
                value(row, record),
                word(row),
                row.why()
            )
        })
    };
    ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        Table::new("figures", "Figures", &COLUMNS, order.len())
            .row_height(ROW)
            .sentence(&sentence)
            .show(ui, &mut form.table, |ui, cell_at| {
                if let Some(row) = at(cell_at.row) {
                    cell(ui, row, record, cell_at);
                }
            });
    });
    ui.add_space(size::S2);
}

fn day(row: &PreviewRow) -> String {
    row.date.map_or_else(|| row.date_text.clone(), date::short)
}

/// "83 % → 84 %", or the text as written where it cannot be read.
fn value(row: &PreviewRow, record: &Record) -> String {
    let measure = row.measure.and_then(|id| record.measures.get(id));
    match (measure, &row.value, row.what) {
        (Some(measure), Some(value), What::Revise { was }) => {
            let was = shown_now(measure, was);
            format!("{was} → {}", shown(measure, value.reading))
        }
        (Some(measure), Some(value), _what) => shown(measure, value.reading),
        (None, _, _) | (_, None, _) => row.value_text.clone(),
    }
}

const fn word(row: &PreviewRow) -> &'static str {
    match row.what {
        What::Add => "Add",
        What::Revise { .. } => "Revise",
        What::Complete => "Complete",
        What::Same => "As recorded",
        What::Refuse => "Refused",
    }
}

fn cell(ui: &mut Ui, row: &PreviewRow, record: &Record, at: Cell) {
    let tokens = theme::tokens(ui);
    let ink = tokens.text.primary;
    match at.col {
        0 => {
            cell_text(
                ui,
                TextStyle::Meta,
                &row.line.to_string(),
                tokens.text.secondary,
            );
        }
        1 => {
            cell_text(ui, TextStyle::Small, &row.title(record), ink);
        }
        2 => {
            cell_text(ui, TextStyle::Small, &day(row), ink);
        }
        3 => {
            cell_text(ui, TextStyle::Small, &value(row, record), ink);
        }
        4 => {
            if row.what == What::Refuse {
                status_mark(ui, Mark::Error, LINE, "error");
            } else if row.is_warned() {
                status_mark(ui, Mark::Warning, LINE, "warning");
            }
            cell_text(ui, TextStyle::Small, word(row), ink);
        }
        _why => reading_in::reasons(ui, &row.why()),
    }
}

/// What holds for all figures together.
fn given(ui: &mut Ui, preview: &Preview, given: &mut Given, today: Date) {
    if preview.changing() == 0 {
        return;
    }
    ui.horizontal_top(|ui| {
        Field::above("Source of these figures")
            .width(280.0)
            .hint("The return, the partner")
            .text(ui, &mut given.source);
        ui.add_space(size::S3);
        let as_at = Field::above("Drawn on").width(130.0);
        if let Some(as_at) = as_at.date_opt(ui, given.as_at, today) {
            given.as_at = as_at;
        }
        if preview.revised() > 0 {
            ui.add_space(size::S3);
            Field::above("Why past figures change")
                .width(280.0)
                .hint("Late returns")
                .text(ui, &mut given.why);
        }
    });
}
