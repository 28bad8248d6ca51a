//! Links as chips: they lead to the item, and back leads here again.

use egui::{Popup, PopupCloseBehavior, ScrollArea, Ui};

use crate::{
    model::{Id, Identified, Item, ItemRef, Items, Record},
    ui::{
        ViewCx,
        theme::{self, Icon, TextStyle, size},
        widgets::{button::Button, chip::link_chip_of, field::Field},
    },
};

/// Longest name of a chip, in characters; the whole name is its tooltip.
const CHIP_CHARACTERS: usize = 34;
/// Most choices shown at once in the list of a link editor.
const MOST_CHOICES: usize = 60;

/// Chips for these items, wrapped; items that are gone are left out.
pub fn chips(ui: &mut Ui, cx: &ViewCx<'_>, items: &[ItemRef]) {
    ui.horizontal_wrapped(|ui| {
        for &at in items {
            chip(ui, cx, at);
        }
    });
}

/// One chip that leads to `at`.
pub fn chip(ui: &mut Ui, cx: &ViewCx<'_>, at: ItemRef) {
    let Some(item) = cx.record.item(at) else {
        return;
    };
    let (short, long) = chip_name(&known_as(cx.record, &item), &item.title());
    let salt = at.id_text().unwrap_or_default();
    let response = link_chip_of(ui, salt, super::icon_of(at), &short).on_hover_text(long);
    if response.clicked() {
        cx.out.go_to(at);
    }
}

/// What an item is called among items of other kinds: two inspections may both have a recommendation 3, so a
/// recommendation carries the name of its inspection ("Inspection of 2019, 3").
pub fn known_as(record: &Record, item: &Item) -> String {
    if let Item::Recommendation(recommendation) = item
        && !recommendation.reference.is_empty()
        && let Some(inspection) = record.inspections.get(recommendation.inspection)
    {
        return format!("{}, {}", inspection.title, recommendation.reference);
    }
    item.name()
}

fn chip_name(name: &str, title: &str) -> (String, String) {
    let name = crate::app::dispatch::capital(name);
    let long = if name == title {
        name.clone()
    } else {
        format!("{name}: {title}")
    };
    let mut short: String = name.chars().take(CHIP_CHARACTERS).collect();
    if short.len() < name.len() {
        short.truncate(short.trim_end().len());
        short.push('…');
    }
    (short, long)
}

/// Chips with a cross each, and a button that offers every other item of the kind.
///
/// `label` names the kind in the plural ("Measures"); it heads the group and names the button.
pub fn link_editor<T: Identified>(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    label: &str,
    items: &Items<T>,
    linked: &mut Vec<Id<T>>,
) where
    ItemRef: From<Id<T>>,
{
    let tokens = theme::tokens(ui);
    ui.push_id(("links", label), |ui| {
        ui.label(theme::text(TextStyle::Label, label).color(tokens.text.secondary));
        ui.horizontal_wrapped(|ui| {
            let mut gone = None;
            for &id in linked.iter() {
                let at = ItemRef::from(id);
                let name = cx
                    .record
                    .item(at)
                    .map_or_else(|| id.to_string(), |item| item.name());
                start_row_for(ui, &name);
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    if cx.record.contains(at) {
                        chip(ui, cx, at);
                    } else {
                        ui.label(theme::text(
                            TextStyle::Small,
                            format!("{name} (not in the record)"),
                        ));
                    }
                    let words = format!("Unlink {name}");
                    if Button::of_icon(Icon::X, &words).edits().show(ui).clicked() {
                        gone = Some(id);
                    }
                });
            }
            if let Some(gone) = gone {
                linked.retain(|id| *id != gone);
            }
            if let Some(chosen) = choose(ui, cx, label, items, linked) {
                linked.push(chosen);
            }
        });
    });
}

/// Begins another row when a chip of this name and its cross do not fit into the present one: the
/// pair is laid out as one piece, which does not wrap by itself.
fn start_row_for(ui: &mut Ui, name: &str) {
    const ROUND_THE_NAME: f32 = 33.0 + 28.0;
    let (short, _) = chip_name(name, name);
    let ink = egui::Color32::PLACEHOLDER;
    let galley = theme::galley(ui, TextStyle::Small, short, ink, theme::Fit::Line);
    let begun = ui.cursor().left() > ui.max_rect().left() + 1.0;
    if begun && ui.available_size_before_wrap().x < galley.size().x + ROUND_THE_NAME {
        ui.end_row();
    }
}

/// "Link…" with a searchable list.
fn choose<T: Identified>(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    label: &str,
    items: &Items<T>,
    linked: &[Id<T>],
) -> Option<Id<T>>
where
    ItemRef: From<Id<T>>,
{
    let tooltip = format!("Link to {}", label.to_lowercase());
    let button = Button::link("Link…")
        .edits()
        .icon(Icon::Plus)
        .tooltip(&tooltip)
        .show(ui);
    let query_id = button.id.with("query");
    let mut chosen = None;
    Popup::from_toggle_button_response(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(size::INSPECTOR_MIN)
        .accessible_name(tooltip.clone())
        .show(|ui| {
            let mut query = ui
                .data(|data| data.get_temp::<String>(query_id))
                .unwrap_or_default();
            let search = Field::unlabelled("Search")
                .hint("Search")
                .icon(Icon::MagnifyingGlass);
            search.text(ui, &mut query);
            let wanted = query.to_lowercase();
            let mut shown = 0;
            ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
                for item in items.iter() {
                    let at = ItemRef::from(item.id());
                    if linked.contains(&item.id()) || shown >= MOST_CHOICES {
                        continue;
                    }
                    let Some(item_) = cx.record.item(at) else {
                        continue;
                    };
                    let (_, long) = chip_name(&item_.name(), &item_.title());
                    if !wanted.is_empty() && !long.to_lowercase().contains(&wanted) {
                        continue;
                    }
                    shown += 1;
                    if Button::quiet(&long).show(ui).clicked() {
                        chosen = Some(item.id());
                        query.clear();
                        ui.close();
                    }
                }
                if shown == 0 {
                    let words = if items.is_empty() {
                        "There is nothing to link yet"
                    } else {
                        "Nothing found"
                    };
                    ui.label(theme::text(TextStyle::Small, words));
                }
            });
            ui.data_mut(|data| data.insert_temp(query_id, query));
        });
    chosen
}
