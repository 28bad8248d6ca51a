//! The register of decisions.

use egui::Ui;

use crate::{
    app::{Message, NewItem},
    model::{Decision, DecisionState},
    ui::{
        ViewCx,
        parts::{names, private},
        theme::{self, Icon, TextStyle, size},
        widgets::{
            empty::empty_state,
            field::Field,
            locked,
            table::{Cell, Column, Table, cell_name, cell_text},
            table_state::TableEvent,
        },
    },
};

use super::{MeetingsState, head};

const COLUMNS: [Column<'_>; 6] = [
    Column::fixed("No.", 46.0).right(),
    Column::flexible("Decision", 240.0),
    Column::flexible("Where", 150.0).leaves(1),
    Column::fixed("Taken", 108.0),
    Column::fixed("State", 88.0),
    Column::flexible("Effect", 150.0).leaves(2),
];

/// Whether the decision has effect, in words.
pub(super) fn effect(decision: &Decision) -> String {
    if decision.is_effective() {
        return "in effect".to_owned();
    }
    match decision.state {
        DecisionState::Proposed => "–".to_owned(),
        DecisionState::Deferred | DecisionState::Refused => "none".to_owned(),
        DecisionState::Taken => {
            let waits: Vec<&str> = decision
                .consents
                .iter()
                .filter(|consent| consent.given.is_none())
                .map(|consent| consent.of.words())
                .collect();
            format!("waits for {}", waits.join(", "))
        }
    }
}

/// Where it is taken: the meeting, or the other body.
fn place(cx: &ViewCx<'_>, decision: &Decision) -> String {
    match decision.meeting {
        Some(meeting) => names::meeting(cx.record, meeting),
        None if decision.taken_elsewhere.is_empty() => "–".to_owned(),
        None => decision.taken_elsewhere.clone(),
    }
}

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut MeetingsState) {
    head(ui, cx, state);
    if state.order.decisions.is_empty() {
        let why = "A decision keeps its text as resolved and who still has to consent; \
                   actions and clauses lead back to it.";
        if empty_state(
            ui,
            "No decisions yet.",
            why,
            Some((Icon::Plus, "Add decision")),
        ) {
            cx.out.send(Message::Add(NewItem::Decision(None)));
        }
        return;
    }
    let mut options: Vec<(Option<DecisionState>, &str)> = vec![(None, "State: all")];
    options.extend(DecisionState::ALL.map(|state| (Some(state), state.word())));
    let field = Field::unlabelled("State").width(140.0);
    let chosen = locked::view(ui, |ui| field.combo(ui, &state.decided, &options));
    if let Some(chosen) = chosen {
        state.decided = chosen;
    }
    ui.add_space(size::S1);
    let wanted = state.decided;
    let rows: Vec<&Decision> = state
        .order
        .decisions
        .iter()
        .filter_map(|id| cx.record.decisions.get(*id))
        .filter(|decision| wanted.is_none_or(|wanted| decision.state == wanted))
        .collect();
    if rows.is_empty() {
        let word = wanted.map_or("", DecisionState::word).to_lowercase();
        names::small(ui, format!("No decision is {word}."));
        return;
    }
    let selected = rows.iter().position(|decision| cx.is_selected(decision.id));
    names::follow(&mut state.decisions, selected);
    let shown = private::shown(ui);
    let sentence = |row: usize| {
        rows.get(row).map_or_else(String::new, |decision| {
            format!(
                "decision {}, {}, {}, {}{}",
                decision.number,
                decision.title,
                decision.state.word(),
                effect(decision),
                private::heard_in(shown.as_deref(), decision.id)
            )
        })
    };
    let output = Table::new("decisions", "Decisions", &COLUMNS, rows.len())
        .sentence(&sentence)
        .show(ui, &mut state.decisions, |ui, cell| {
            if let Some(decision) = rows.get(cell.row) {
                decision_cell(ui, cx, decision, cell);
            }
        });
    for event in output.events {
        if let TableEvent::SelectionChanged | TableEvent::Opened(_) = event
            && let Some(decision) = state.decisions.cursor.and_then(|row| rows.get(row))
        {
            cx.select(decision.id);
        }
    }
}

fn decision_cell(ui: &mut Ui, cx: &ViewCx<'_>, decision: &Decision, cell: Cell) {
    let tokens = theme::tokens(ui);
    match cell.col {
        0 => {
            let number = decision.number.to_string();
            cell_text(ui, TextStyle::Small, &number, tokens.text.secondary);
        }
        1 => {
            private::beside(ui, decision.id, |ui| {
                cell_name(ui, &decision.title, "", cell.selected);
            });
        }
        2 => {
            let words = place(cx, decision);
            names::value(ui, TextStyle::Small, &words, decision.illustrative);
        }
        3 => {
            let taken = decision
                .taken
                .map_or_else(|| "–".to_owned(), |when| when.to_string());
            names::value(ui, TextStyle::Small, &taken, decision.illustrative);
        }
        4 => {
            let style = if decision.state == DecisionState::Proposed {
                TextStyle::Label
            } else {
                TextStyle::Small
            };
            cell_text(ui, style, decision.state.word(), tokens.text.primary);
        }
        _last => {
            let words = effect(decision);
            names::value(ui, TextStyle::Small, &words, false);
        }
    }
}
