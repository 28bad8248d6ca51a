//! What an action is linked to: chips that lead there, and one list in which links are ticked.

use egui::{Popup, PopupCloseBehavior, ScrollArea, Ui};

use crate::{
    app::dispatch::capital,
    model::{Action, Id, Identified, ItemRef, Items},
    ui::{
        ViewCx,
        parts::links::{chip, known_as},
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            tick::{Tick, tick},
        },
    },
};

/// Most unlinked choices of one kind that are offered at once; the search finds the others.
const MOST_CHOICES: usize = 25;

/// Everything the action is linked to, in the order of the thread.
fn linked(action: &Action) -> impl Iterator<Item = ItemRef> {
    let clauses = action.clauses.iter().copied().map(ItemRef::from);
    let recommendations = action.recommendations.iter().copied().map(ItemRef::from);
    let concerns = action.concerns.iter().copied().map(ItemRef::from);
    let measures = action.measures.iter().copied().map(ItemRef::from);
    let decisions = action.decisions.iter().copied().map(ItemRef::from);
    clauses
        .chain(recommendations)
        .chain(concerns)
        .chain(measures)
        .chain(decisions)
}

/// Chips of every kind and "Link…". Links are changed in the list that it opens.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, action: &mut Action) {
    let all: Vec<ItemRef> = linked(action).collect();
    // Rows of chips stand closer than rows of buttons.
    let row = ui.spacing().interact_size.y;
    ui.spacing_mut().interact_size.y = 22.0;
    ui.horizontal_wrapped(|ui| {
        let mut gone = None;
        for at in all {
            if cx.record.contains(at) {
                chip(ui, cx, at);
                continue;
            }
            let id = at.id_text().unwrap_or_default();
            ui.label(theme::text(
                TextStyle::Small,
                format!("{id} (not in the record)"),
            ));
            let words = format!("Unlink {id}");
            if Button::of_icon(Icon::X, &words).edits().show(ui).clicked() {
                gone = Some(at);
            }
        }
        if let Some(gone) = gone {
            unlink(action, gone);
        }
        chooser(ui, cx, action);
    });
    ui.spacing_mut().interact_size.y = row;
}

fn unlink(action: &mut Action, gone: ItemRef) {
    action.clauses.retain(|id| ItemRef::from(*id) != gone);
    action
        .recommendations
        .retain(|id| ItemRef::from(*id) != gone);
    action.decisions.retain(|id| ItemRef::from(*id) != gone);
    action.concerns.retain(|id| ItemRef::from(*id) != gone);
    action.measures.retain(|id| ItemRef::from(*id) != gone);
}

fn chooser(ui: &mut Ui, cx: &ViewCx<'_>, action: &mut Action) {
    let button = Button::link("Link…")
        .edits()
        .icon(Icon::Plus)
        .tooltip("Link to clauses, recommendations, concerns, measures and decisions, or unlink")
        .show(ui);
    let query_id = button.id.with("query");
    let opening = button.clicked();
    Popup::from_toggle_button_response(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(380.0)
        .accessible_name("Links of this action")
        .show(|ui| {
            let mut query = if opening {
                String::new()
            } else {
                ui.data(|data| data.get_temp::<String>(query_id))
                    .unwrap_or_default()
            };
            Field::unlabelled("Search what to link")
                .hint("Search")
                .icon(Icon::MagnifyingGlass)
                .focus(opening)
                .text(ui, &mut query);
            let wanted = query.trim().to_lowercase();
            ui.data_mut(|data| data.insert_temp(query_id, query));
            ScrollArea::vertical().max_height(340.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let record = cx.record;
                let (clauses, recommendations) = (&record.clauses, &record.recommendations);
                let mut any = group(ui, cx, "Clauses", clauses, &mut action.clauses, &wanted);
                let list = &mut action.recommendations;
                any |= group(ui, cx, "Recommendations", recommendations, list, &wanted);
                let list = &mut action.concerns;
                any |= group(ui, cx, "Concerns", &record.concerns, list, &wanted);
                let list = &mut action.measures;
                any |= group(ui, cx, "Measures", &record.measures, list, &wanted);
                let list = &mut action.decisions;
                any |= group(ui, cx, "Decisions", &record.decisions, list, &wanted);
                if !any {
                    let words = if wanted.is_empty() {
                        "There is nothing to link yet."
                    } else {
                        "Nothing found."
                    };
                    ui.label(theme::text(TextStyle::Small, words));
                }
            });
        });
}

/// The items of one kind, each with a tick; says whether there were any.
fn group<T: Identified>(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    heading: &str,
    items: &Items<T>,
    linked: &mut Vec<Id<T>>,
    wanted: &str,
) -> bool
where
    ItemRef: From<Id<T>>,
{
    let tokens = theme::tokens(ui);
    let mut shown = 0;
    for item in items.iter() {
        let id = item.id();
        let on = linked.contains(&id);
        if shown >= MOST_CHOICES && !on {
            continue;
        }
        let Some(item) = cx.record.item(ItemRef::from(id)) else {
            continue;
        };
        let (name, title) = (capital(&known_as(cx.record, &item)), item.title());
        let words = if name == capital(&title) {
            name
        } else {
            format!("{name}: {title}")
        };
        if !wanted.is_empty() && !words.to_lowercase().contains(wanted) {
            continue;
        }
        if shown == 0 {
            ui.add_space(size::S2);
            ui.label(theme::text(TextStyle::Label, heading).color(tokens.text.secondary));
        }
        shown += 1;
        let state = if on { Tick::On } else { Tick::Off };
        let row = ui.push_id(id.as_str(), |ui| tick(ui, state, &words)).inner;
        if row.clicked() {
            if on {
                linked.retain(|other| *other != id);
            } else {
                linked.push(id);
            }
        }
    }
    shown > 0
}
