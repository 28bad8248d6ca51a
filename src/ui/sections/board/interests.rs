//! The register of interests: open entries, closed ones on demand, and the form of one.

use egui::Ui;

use crate::{
    app::{Message, NewItem},
    model::{Condition, Directness, Id, Interest, ItemRef, date},
    ui::{
        ViewCx,
        parts::{inspector_of_entry, links, names, pick, private},
        theme::{Icon, TextStyle, size},
        widgets::{
            button::Button,
            empty::empty_state,
            field::Field,
            rule,
            segmented::segmented,
            table::{Cell, Column, Table, cell_name},
            table_state::TableEvent,
        },
    },
};

use super::View;

const COLUMNS: [Column<'_>; 6] = [
    Column::flexible("Person", 160.0),
    Column::flexible("Body and nature", 220.0),
    Column::fixed("Held", 74.0).leaves(3),
    Column::fixed("Declared", 100.0).leaves(2),
    Column::fixed("When it comes up", 138.0),
    Column::fixed("Closed", 100.0).leaves(1),
];

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View) {
    let record = cx.record;
    if record.interests.is_empty() {
        let why = "Directors declare what could conflict with a decision (sections 175 and 177 of \
                   the Companies Act 2006). An agenda item that touches the body raises the conflict.";
        let verb = (!record.people.is_empty()).then_some((Icon::Plus, "Add interest"));
        if empty_state(ui, "The register is empty.", why, verb)
            && let Some(person) = super::person_at_hand(cx)
        {
            cx.out.send(Message::Add(NewItem::Interest(person)));
        }
        return;
    }
    let on = usize::from(view.closed_interests);
    if let Some(chosen) = segmented(ui, "Entries", &["Open", "Open and closed"], on) {
        view.closed_interests = chosen == 1;
    }
    ui.add_space(size::S1);
    let rows: Vec<&Interest> = record
        .interests
        .iter()
        .filter(|entry| {
            view.closed_interests || entry.is_open_on(cx.today) || cx.is_selected(entry.id)
        })
        .collect();
    let selected = rows.iter().position(|entry| cx.is_selected(entry.id));
    names::follow(&mut view.interests, selected);
    let own = private::shown(ui);
    let sentence = |row: usize| {
        rows.get(row).map_or_else(String::new, |entry| {
            format!(
                "{}, {}, {}, {}{}",
                names::person(record, entry.person),
                entry.body,
                entry.nature,
                entry.condition.words(),
                private::heard_in(own.as_deref(), entry.id)
            )
        })
    };
    let output = Table::new("interests", "Register of interests", &COLUMNS, rows.len())
        .sentence(&sentence)
        .two_lines()
        .show(ui, &mut view.interests, |ui, cell| {
            if let Some(entry) = rows.get(cell.row) {
                entry_cell(ui, cx, entry, cell);
            }
        });
    for event in output.events {
        if let TableEvent::SelectionChanged | TableEvent::Opened(_) = event
            && let Some(entry) = view.interests.cursor.and_then(|row| rows.get(row))
        {
            cx.select(entry.id);
        }
    }
}

fn entry_cell(ui: &mut Ui, cx: &ViewCx<'_>, entry: &Interest, cell: Cell) {
    let mut small = |words: &str| {
        names::value(ui, TextStyle::Small, words, entry.illustrative);
    };
    match cell.col {
        0 => {
            let name = names::person(cx.record, entry.person);
            private::beside(ui, entry.id, |ui| {
                cell_name(ui, &name, "", cell.selected);
            });
        }
        1 => {
            cell_name(ui, &entry.body, &entry.nature, false);
        }
        2 => small(entry.directness.word()),
        3 => small(&names::day(entry.declared_on)),
        4 => small(entry.condition.words()),
        _last => small(&names::day(entry.to)),
    }
}

/// The form of an entry. It is closed, never removed.
pub(super) fn detail(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<Interest>) {
    let Some(before) = cx.record.interests.get(id) else {
        return;
    };
    let at = ItemRef::from(id);
    inspector_of_entry(ui, cx, at, "Interest", &before.body);
    let mut entry = before.clone();
    pick::person(ui, cx, Field::side("Person"), &mut entry.person);
    Field::side("Body")
        .hint("The other body")
        .focus(cx.wants_focus(at))
        .text(ui, &mut entry.body);
    Field::side("Nature").prose(ui, &mut entry.nature, 2);
    let kinds = Directness::ALL.map(|kind| (kind, kind.word()));
    if let Some(kind) = Field::side("Held").combo(ui, &entry.directness, &kinds) {
        entry.directness = kind;
    }
    let conditions = Condition::ALL.map(|condition| (condition, condition.words()));
    let field = Field::side("Condition");
    if let Some(condition) = field.combo(ui, &entry.condition, &conditions) {
        entry.condition = condition;
    }
    if let Some(from) = Field::side("Since").date_opt(ui, entry.from, cx.today) {
        entry.from = from;
    }
    rule::section(ui, "Declared", None);
    if let Some(on) = Field::side("On").date_opt(ui, entry.declared_on, cx.today) {
        entry.declared_on = on;
    }
    Field::side("Where")
        .hint("Cabinet, Board")
        .text(ui, &mut entry.declared_where);
    pick::meeting_option(ui, cx, Field::side("Meeting"), &mut entry.declared_at);
    pick::decision_option(ui, cx, Field::side("Authorised"), &mut entry.authorised_by);
    let mut chips: Vec<ItemRef> = vec![before.person.into()];
    chips.extend(entry.declared_at.map(ItemRef::from));
    chips.extend(entry.authorised_by.map(ItemRef::from));
    links::chips(ui, cx, &chips);
    rule::section(ui, "Entry", None);
    if let Some(to) = Field::side("Closed on").date_opt(ui, entry.to, cx.today) {
        entry.to = to;
    }
    close(ui, cx, &mut entry);
    Field::side("Source").prose(ui, &mut entry.note, 2);
    names::turn(ui, &mut entry.illustrative, "Illustrative");
    cx.edit_if_changed(before, entry);
}

fn close(ui: &mut Ui, cx: &ViewCx<'_>, entry: &mut Interest) {
    match entry.to {
        None => {
            let tooltip = "The entry stays in the register, closed today";
            if Button::outlined("Close entry")
                .edits()
                .tooltip(tooltip)
                .show(ui)
                .clicked()
            {
                entry.to = Some(cx.today);
            }
            names::small(ui, "Entries are closed, never removed.");
        }
        Some(to) => {
            names::small(ui, format!("Closed on {}.", date::short(to)));
            if Button::link("Open entry again").edits().show(ui).clicked() {
                entry.to = None;
            }
        }
    }
}
