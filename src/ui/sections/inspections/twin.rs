//! The ladder as a table: every inspection and visit, newest first.

use egui::Ui;

use crate::{
    analysis::changes::grade_words,
    model::{Framework, Inspection, InspectionKind, ItemRef},
    ui::{
        ViewCx,
        parts::private,
        theme::{self, TextStyle},
        widgets::{
            grade::grade,
            table::{Cell, Column, Table, cell_name, cell_text},
            table_state::{TableEvent, TableState},
        },
    },
};

const COLUMNS: [Column<'static>; 5] = [
    Column::fixed("Known", 116.0),
    Column::flexible("Inspection", 160.0),
    Column::fixed("Kind", 150.0).leaves(1),
    Column::fixed("Framework", 120.0).leaves(2),
    Column::fixed("Overall", 180.0),
];

/// Newest first; what has no date comes first of all, since it still has to be booked.
fn sorted<'a>(cx: &ViewCx<'a>) -> Vec<&'a Inspection> {
    let mut list: Vec<&Inspection> = cx.record.inspections.iter().collect();
    list.sort_by_key(|one| std::cmp::Reverse((one.known().is_none(), one.known())));
    list
}

fn known(one: &Inspection) -> String {
    one.known()
        .map_or_else(|| "–".to_owned(), |known| known.to_string())
}

fn overall(framework: Option<&Framework>, one: &Inspection) -> (u8, String) {
    let word = framework
        .and_then(|framework| one.overall(framework))
        .map(|judgement| judgement.grade.clone())
        .unwrap_or_default();
    let step = framework
        .and_then(|framework| framework.step(&word))
        .and_then(|step| u8::try_from(step).ok());
    (step.unwrap_or(0), word)
}

pub(super) fn twin(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut TableState) {
    let list = sorted(cx);
    let tokens = theme::tokens(ui);
    let place = list
        .iter()
        .position(|one| cx.route.item == Some(ItemRef::Inspection(one.id)));
    match place {
        Some(row) if !state.selected.contains(&row) => state.select(row),
        None => state.clear(),
        Some(_) => {}
    }
    let framework = |one: &Inspection| cx.record.frameworks.get(one.framework);
    let own = private::shown(ui);
    let sentence = |row: usize| {
        list.get(row).map_or_else(String::new, |one| {
            let (_, word) = overall(framework(one), one);
            let name = framework(one).map_or("", |framework| framework.name.as_str());
            let grade = if word.is_empty() {
                "no grade".to_owned()
            } else {
                grade_words(&word)
            };
            let heard = private::heard_in(own.as_deref(), one.id);
            format!("{}, {}, {name}, {grade}{heard}", one.title, known(one))
        })
    };
    let output = Table::new("inspections", "Inspections", &COLUMNS, list.len())
        .sentence(&sentence)
        .whole()
        .show(ui, state, |ui, Cell { row, col, selected }| {
            let Some(one) = list.get(row) else { return };
            let mut small = |text: &str| {
                cell_text(ui, TextStyle::Small, text, tokens.text.secondary);
            };
            match col {
                0 => small(&known(one)),
                1 => private::beside(ui, one.id, |ui| {
                    cell_name(ui, &one.title, "", selected);
                }),
                2 => small(one.kind.words()),
                3 => small(framework(one).map_or("–", |framework| framework.name.as_str())),
                _grade => {
                    let (step, word) = overall(framework(one), one);
                    if one.kind == InspectionKind::Graded && !word.is_empty() {
                        grade(ui, step, &word);
                    } else {
                        small("–");
                    }
                }
            }
        });
    for event in output.events {
        if event == TableEvent::SelectionChanged
            && let Some(one) = state.cursor.and_then(|row| list.get(row))
        {
            cx.select(one.id);
        }
    }
}
