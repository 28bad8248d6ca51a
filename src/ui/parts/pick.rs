//! Choosing one item of the record in a form: a person, a meeting, a decision.

use egui::Ui;

use crate::{
    model::{Decision, Direction, Id, Identified, ItemRef, Items, Meeting, Person, Recommendation},
    ui::{ViewCx, widgets::field::Field},
};

#[expect(
    clippy::option_option,
    reason = "a choice made, and what was chosen: perhaps none"
)]
/// Chooses one of `items`, or none where `none` gives that choice a name.
fn choose<T: Identified>(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    field: Field<'_>,
    items: &Items<T>,
    value: Option<Id<T>>,
    none: Option<&str>,
) -> Option<Option<Id<T>>>
where
    ItemRef: From<Id<T>>,
{
    let name = |id: Id<T>| {
        let item = cx.record.item(ItemRef::from(id));
        item.map_or_else(|| format!("{id} (not in the record)"), |item| item.title())
    };
    let mut options: Vec<(Option<Id<T>>, String)> = none
        .map(|none| (None, none.to_owned()))
        .into_iter()
        .collect();
    options.extend(items.iter().map(|item| (Some(item.id()), name(item.id()))));
    if let Some(id) = value.filter(|id| items.get(*id).is_none()) {
        options.push((Some(id), name(id)));
    }
    let options: Vec<(Option<Id<T>>, &str)> = options
        .iter()
        .map(|(id, name)| (*id, name.as_str()))
        .collect();
    field.combo(ui, &value, &options)
}

/// A person who must be named.
pub fn person(ui: &mut Ui, cx: &ViewCx<'_>, field: Field<'_>, value: &mut Id<Person>) {
    if let Some(Some(id)) = choose(ui, cx, field, &cx.record.people, Some(*value), None) {
        *value = id;
    }
}

/// A person, or nobody.
pub fn person_option(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    field: Field<'_>,
    value: &mut Option<Id<Person>>,
) {
    if let Some(id) = choose(ui, cx, field, &cx.record.people, *value, Some("Nobody")) {
        *value = id;
    }
}

/// A meeting, or none.
pub fn meeting_option(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    field: Field<'_>,
    value: &mut Option<Id<Meeting>>,
) {
    if let Some(id) = choose(
        ui,
        cx,
        field,
        &cx.record.meetings,
        *value,
        Some("No meeting"),
    ) {
        *value = id;
    }
}

/// A decision, or none.
pub fn decision_option(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    field: Field<'_>,
    value: &mut Option<Id<Decision>>,
) {
    if let Some(id) = choose(
        ui,
        cx,
        field,
        &cx.record.decisions,
        *value,
        Some("No decision"),
    ) {
        *value = id;
    }
}

/// A direction that must be named.
pub fn direction(ui: &mut Ui, cx: &ViewCx<'_>, field: Field<'_>, value: &mut Id<Direction>) {
    if let Some(Some(id)) = choose(ui, cx, field, &cx.record.directions, Some(*value), None) {
        *value = id;
    }
}

/// A direction, or none.
pub fn direction_option(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    field: Field<'_>,
    value: &mut Option<Id<Direction>>,
) {
    if let Some(id) = choose(ui, cx, field, &cx.record.directions, *value, Some("None")) {
        *value = id;
    }
}

/// A recommendation, or none.
pub fn recommendation_option(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    field: Field<'_>,
    value: &mut Option<Id<Recommendation>>,
) {
    let items = &cx.record.recommendations;
    if let Some(id) = choose(ui, cx, field, items, *value, Some("None")) {
        *value = id;
    }
}

/// Any item of a list that must be named.
pub fn one_of<T: Identified>(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    field: Field<'_>,
    items: &Items<T>,
    value: &mut Id<T>,
) where
    ItemRef: From<Id<T>>,
{
    if let Some(Some(id)) = choose(ui, cx, field, items, Some(*value), None) {
        *value = id;
    }
}

/// Any item of a list, or none.
pub fn one_of_option<T: Identified>(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    field: Field<'_>,
    items: &Items<T>,
    value: &mut Option<Id<T>>,
) where
    ItemRef: From<Id<T>>,
{
    if let Some(id) = choose(ui, cx, field, items, *value, Some("None")) {
        *value = id;
    }
}
