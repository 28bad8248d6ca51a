//! The page of one direction: on what power, by whom, what it replaced, and where it stands.

use egui::{Align, Ui};

use super::{
    DirectionsState,
    clause_page::{edit_toggle, more},
    forms,
    index::{standing, when_long},
    strip::{self, Fact},
};
use crate::{
    model::{Direction, Id, ItemRef},
    ui::{
        ViewCx,
        parts::chips,
        theme::{self, TextStyle, size},
        widgets::{ends::at_end, rule},
    },
};

/// The page.
pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DirectionsState, id: Id<Direction>) {
    let Some(direction) = cx.record.directions.get(id) else {
        return;
    };
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        let by = format!("Direction, {}", when_long(direction.issued));
        ui.label(theme::text(TextStyle::Small, by).color(tokens.text.secondary));
        at_end(ui, Align::Center, |ui| {
            edit_toggle(ui, state);
            more(ui, cx, id.into());
        });
    });
    let title = if direction.title.trim().is_empty() {
        "A new direction"
    } else {
        &direction.title
    };
    let heading = ui.label(theme::text(TextStyle::Verdict, title).color(tokens.text.primary));
    ui.ctx().accesskit_node_builder(heading.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
    });
    ui.add_space(size::S1);
    let replaces = direction
        .supersedes
        .and_then(|id| cx.record.directions.get(id));
    let facts = [
        Fact::new("Standing", standing(cx, direction)),
        Fact::new("Issued", direction.issued.to_string()).slanted(direction.illustrative),
        Fact::new("Issued by", direction.issued_by.clone()),
        Fact::new("Legal basis", direction.legal_basis.clone()),
        Fact::new("Commissioner", direction.commissioner.clone()),
        Fact::new(
            "Replaces",
            replaces.map_or_else(String::new, |one| one.title.clone()),
        )
        .to(replaces.map(|one| one.id.into())),
    ];
    strip::ui(ui, cx, &facts);
    rule::rule(ui);
    ui.add_space(size::S3);
    if state.editing {
        forms::direction(ui, cx, direction);
        return;
    }
    read(ui, cx, direction);
}

fn read(ui: &mut Ui, cx: &ViewCx<'_>, direction: &Direction) {
    ui.scope(|ui| {
        ui.set_max_width(size::READING);
        let ink = theme::tokens(ui).text.primary;
        for words in [&direction.about, &direction.note] {
            if !words.is_empty() {
                ui.label(theme::text(TextStyle::Body, words.as_str()).color(ink));
                ui.add_space(size::S2);
            }
        }
    });
    let clauses: Vec<ItemRef> = cx
        .record
        .clauses
        .iter()
        .filter(|clause| clause.direction == direction.id)
        .map(|clause| clause.id.into())
        .collect();
    links(ui, cx, "Clauses", &clauses);
    let by: Vec<ItemRef> = cx
        .record
        .superseded_by(direction.id)
        .map(|one| one.id.into())
        .into_iter()
        .collect();
    links(ui, cx, "Replaced by", &by);
}

fn links(ui: &mut Ui, cx: &ViewCx<'_>, label: &str, items: &[ItemRef]) {
    if items.is_empty() {
        return;
    }
    ui.add_space(size::S2);
    let ink = theme::tokens(ui).text.secondary;
    ui.label(theme::text(TextStyle::Label, label).color(ink));
    ui.push_id(label, |ui| chips(ui, cx, items));
}
