//! What is on the page: measures by ticks, in an order of one's own, and kinds of events.

use egui::{Align, Key, Modifiers, Ui};

use crate::{
    analysis::curve::EventKind,
    model::{Id, Measure},
    ui::{
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button,
            ends::ends,
            field::Field,
            rule::heading,
            tick::{Tick, tick},
        },
    },
};

use super::{MOST, StorySection};

/// Measures from which there is a field to search them.
const MANY: usize = 12;

/// A change of the order.
#[derive(Clone, Copy)]
enum Turn {
    Off(usize),
    Up(usize),
    Down(usize),
}

pub(super) fn ui(ui: &mut Ui, state: &mut StorySection) {
    let chosen = state.chosen().clone();
    heading(ui, "On the page", "Alt ↑ ↓ moves", None);
    let mut turn = None;
    for (place, id) in chosen.iter().enumerate() {
        let title = title(state, *id);
        ui.push_id(id, |ui| {
            row(ui, &title, (place, chosen.len()), &mut turn);
        });
    }
    let list = state.chosen();
    match turn {
        Some(Turn::Off(place)) => {
            list.remove(place);
        }
        Some(Turn::Up(place)) if place > 0 => list.swap(place, place - 1),
        Some(Turn::Down(place)) if place + 1 < list.len() => list.swap(place, place + 1),
        Some(Turn::Up(_) | Turn::Down(_)) | None => {}
    }
    ui.add_space(size::S3);
    others(ui, state, &chosen);
    ui.add_space(size::S3);
    heading(ui, "What happened", "", None);
    for kind in EventKind::ALL {
        let on = state.kinds.contains(&kind);
        let box_state = if on { Tick::On } else { Tick::Off };
        if tick(ui, box_state, kind.words()).clicked() {
            if on {
                state.kinds.retain(|other| *other != kind);
            } else {
                state.kinds.push(kind);
            }
        }
    }
}

fn title(state: &StorySection, id: Id<Measure>) -> String {
    match state.curves.get(id) {
        Some(curve) if !curve.title.is_empty() => curve.title.clone(),
        Some(_) | None => "A new measure".to_owned(),
    }
}

fn row(ui: &mut Ui, title: &str, (place, count): (usize, usize), turn: &mut Option<Turn>) {
    ui.horizontal(|ui| {
        let mut by_key = None;
        let on = |ui: &mut Ui| {
            let response = tick(ui, Tick::On, title);
            if response.clicked() {
                by_key = Some(Turn::Off(place));
            }
            if response.has_focus() {
                let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
                if pressed(Key::ArrowUp) {
                    by_key = Some(Turn::Up(place));
                } else if pressed(Key::ArrowDown) {
                    by_key = Some(Turn::Down(place));
                }
            }
        };
        ends(ui, Align::Center, on, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let up = format!("Move {title} up");
            let button = Button::of_icon(Icon::ArrowUp, &up);
            let button = button.blocked((place == 0).then_some("It is the first one"));
            if button.show(ui).clicked() {
                *turn = Some(Turn::Up(place));
            }
            let down = format!("Move {title} down");
            let last = place + 1 == count;
            let button = Button::of_icon(Icon::ArrowDown, &down);
            let button = button.blocked(last.then_some("It is the last one"));
            if button.show(ui).clicked() {
                *turn = Some(Turn::Down(place));
            }
        });
        if by_key.is_some() {
            *turn = by_key;
        }
    });
}

/// Measures that are not on the page.
fn others(ui: &mut Ui, state: &mut StorySection, chosen: &[Id<Measure>]) {
    let tokens = theme::tokens(ui);
    let list: Vec<(Id<Measure>, String)> = state
        .curves
        .list()
        .iter()
        .filter(|curve| !chosen.contains(&curve.id))
        .map(|curve| (curve.id, title(state, curve.id)))
        .collect();
    if list.is_empty() {
        return;
    }
    heading(ui, "Other measures", "", None);
    if chosen.len() >= MOST {
        let words = format!("At most {MOST} measures fit on the page. Take one off first.");
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
        return;
    }
    if list.len() >= MANY {
        Field::unlabelled("Search measures of the story")
            .hint("Search measures")
            .icon(Icon::MagnifyingGlass)
            .width(ui.available_width())
            .text(ui, &mut state.search);
    }
    let wanted = state.search.trim().to_lowercase();
    let mut added = None;
    for (id, title) in list {
        if !wanted.is_empty() && !title.to_lowercase().contains(&wanted) {
            continue;
        }
        ui.push_id(id, |ui| {
            if tick(ui, Tick::Off, &title).clicked() {
                added = Some(id);
            }
        });
    }
    if let Some(id) = added {
        state.chosen().push(id);
    }
}
