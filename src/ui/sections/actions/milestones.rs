//! The milestones of an action: a list to read and tick, each opening its fields in place.

use egui::{Align, Layout, Ui};

use crate::{
    model::{Milestone, date},
    ui::{
        ViewCx,
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button, field::Field, row::link_row, rule::section_with_verb, table::cell_text,
        },
    },
};

/// Edits milestones in place; `open` is the one whose fields are shown.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, milestones: &mut Vec<Milestone>, open: &mut Option<usize>) {
    let mut add = section_with_verb(ui, "Milestones", "Add milestone");
    let mut gone = None;
    for (n, milestone) in milestones.iter_mut().enumerate() {
        ui.push_id(("milestone", n), |ui| {
            line(ui, cx, n, milestone, open);
            if *open == Some(n) && fields(ui, cx, milestone, open, add) {
                gone = Some(n);
            }
        });
    }
    if let Some(n) = gone {
        milestones.remove(n);
        *open = None;
        add = false;
    }
    if add {
        *open = Some(milestones.len());
        milestones.push(Milestone {
            title: String::new(),
            due: cx.today,
            done_on: None,
        });
    }
    ui.add_space(size::S1);
}

/// Tick, name, date. The row opens its fields.
fn line(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    n: usize,
    milestone: &mut Milestone,
    open: &mut Option<usize>,
) {
    let tokens = theme::tokens(ui);
    let title = if milestone.title.is_empty() {
        "A new milestone".to_owned()
    } else {
        milestone.title.clone()
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::S1;
        let (icon, name) = if milestone.done_on.is_some() {
            (Icon::Check, format!("“{title}” is not reached after all"))
        } else {
            (Icon::Circle, format!("“{title}” is reached today"))
        };
        if Button::of_icon(icon, &name).edits().show(ui).clicked() {
            milestone.done_on = milestone.done_on.is_none().then_some(cx.today);
        }
        let late = milestone.done_on.is_none() && milestone.due < cx.today;
        let day = date::short(milestone.done_on.unwrap_or(milestone.due));
        let state = match (milestone.done_on, late) {
            (Some(_), _) => "reached",
            (None, true) => "late, due",
            (None, false) => "due",
        };
        let sentence = format!("Milestone {}: {title}, {state} {day}", n + 1);

        let row = link_row(ui, 28.0, &sentence, |ui, _| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let (words, ink) = if late {
                    (format!("{day}, late"), tokens.text.primary)
                } else {
                    (day, tokens.text.secondary)
                };
                cell_text(ui, TextStyle::Small, &words, ink);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    cell_text(ui, TextStyle::Small, &title, tokens.text.primary);
                });
            });
        });
        if row.clicked() {
            *open = if *open == Some(n) { None } else { Some(n) };
        }
    });
}

/// The fields of the open milestone; says whether it is to be removed.
fn fields(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    milestone: &mut Milestone,
    open: &mut Option<usize>,
    focus: bool,
) -> bool {
    Field::side("Step")
        .focus(focus)
        .text(ui, &mut milestone.title);
    if let Some(due) = Field::side("Due").date(ui, milestone.due, cx.today) {
        milestone.due = due;
    }
    let reached = Field::side("Reached").hint("Not yet");
    if let Some(day) = reached.date_opt(ui, milestone.done_on, cx.today) {
        milestone.done_on = day;
    }
    let mut remove = false;
    ui.horizontal(|ui| {
        remove = Button::quiet("Remove milestone").edits().show(ui).clicked();
        if Button::quiet("Close").show(ui).clicked() {
            *open = None;
        }
    });
    remove
}
