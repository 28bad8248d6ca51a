//! Claims that wait for approval. Who approves is chosen first; nobody approves a claim of their own.

use std::cell::Cell as Choice;

use egui::{Key, Modifiers, Ui};
use jiff::civil::Date;

use crate::{
    analysis::fees::WaitingClaim,
    app::{MeetingAsk, Message, NewItem},
    model::{Claim, Id, ItemRef, Person, Record, date},
    ui::{
        ViewCx,
        parts::{names, private},
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            rule,
            status_mark::{self, Mark},
            table::{Cell, Column, Table, cell_text},
            table_state::TableEvent,
        },
    },
};

use super::{View, facts::Facts};

const COLUMNS: [Column<'_>; 8] = [
    Column::fixed("Day", 92.0),
    Column::flexible("Claimant", 120.0).leaves(3),
    Column::fixed("Duty", 92.0).leaves(2),
    Column::fixed("Days", 50.0).right(),
    Column::fixed("Fee £", 76.0).right(),
    Column::fixed("Expenses £", 88.0).right().leaves(1),
    Column::flexible("Against attendance", 136.0),
    Column::fixed("", 76.0).right(),
];

/// Why a claim cannot be approved by this person; none where it can.
pub(super) fn why_not(claim: &Claim, approver: Id<Person>) -> Option<&'static str> {
    if claim.person == approver {
        Some("the claimant cannot approve")
    } else if claim.approved_on.is_some() {
        Some("it is approved already")
    } else {
        None
    }
}

/// The claim approved; none where the approver may not.
pub(super) fn approved(claim: &Claim, approver: Id<Person>, on: Date) -> Option<Claim> {
    why_not(claim, approver).is_none().then(|| Claim {
        approved_by: Some(approver),
        approved_on: Some(on),
        ..claim.clone()
    })
}

/// Those who may approve: directors who sit today, except `claimant`.
pub(super) fn approvers(
    record: &Record,
    today: Date,
    claimant: Option<Id<Person>>,
) -> Vec<Id<Person>> {
    record
        .people
        .iter()
        .filter(|person| person.sits_on(today) && Some(person.id) != claimant)
        .map(|person| person.id)
        .collect()
}

/// The picker "Approve as", without the claimant where one is given.
pub(super) fn approver_field(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    field: Field<'_>,
    approver: &Choice<Option<Id<Person>>>,
    claimant: Option<Id<Person>>,
) {
    let people = approvers(cx.record, cx.today, claimant);
    let named: Vec<(Option<Id<Person>>, String)> =
        std::iter::once((None, "Approve as…".to_owned()))
            .chain(
                people
                    .into_iter()
                    .map(|id| (Some(id), names::person(cx.record, id))),
            )
            .collect();
    let options: Vec<(Option<Id<Person>>, &str)> = named
        .iter()
        .map(|(id, name)| (*id, name.as_str()))
        .collect();
    let now = approver.get().filter(|id| Some(*id) != claimant);
    if let Some(chosen) = field.combo(ui, &now, &options) {
        approver.set(chosen);
    }
}

/// A approves the selected claim, C adds one; only where no field is being typed in.
pub(super) fn keys(ui: &Ui, cx: &ViewCx<'_>, facts: &Facts, approver: &Choice<Option<Id<Person>>>) {
    if ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::A)
        && let (Some(ItemRef::Claim(id)), Some(approver)) = (cx.route.item, approver.get())
        && let Some(claim) = cx.record.claims.get(id)
        && let Some(after) = approved(claim, approver, cx.today)
    {
        cx.edit_if_changed(claim, after);
        select_next(cx, facts, id);
    }
    if pressed(Key::C)
        && let Some(person) = super::person_at_hand(cx)
    {
        cx.out.send(Message::Add(NewItem::Claim(person)));
    }
}

/// After approval the next waiting claim is selected, so that A can be pressed again.
fn select_next(cx: &ViewCx<'_>, facts: &Facts, done: Id<Claim>) {
    let list = &facts.ledger.waiting;
    let place = list.iter().position(|claim| claim.claim == done);
    if let Some(next) = place.and_then(|place| list.get(place + 1)) {
        cx.select(next.claim);
    }
}

pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    view: &mut View,
    facts: &Facts,
    approver: &Choice<Option<Id<Person>>>,
) {
    let list = &facts.ledger.waiting;
    let count = list.len().to_string();
    rule::heading(ui, "Claims waiting", &count, None);
    draw_up(ui, cx, facts);
    if list.is_empty() {
        let words =
            "No claim waits for approval. Claims are drawn up from attendance after a meeting.";
        names::small(ui, words);
        return;
    }
    let claimant = if let Some(ItemRef::Claim(id)) = cx.route.item {
        cx.record.claims.get(id).map(|claim| claim.person)
    } else {
        None
    };
    ui.horizontal(|ui| {
        let field = Field::unlabelled("Approve as").width(230.0);
        approver_field(ui, cx, field, approver, claimant);
        if approver.get().is_none() {
            names::small(ui, "Choose who approves; never the claimant.");
        } else {
            names::small(ui, "A approves the selected claim.");
        }
    });
    ui.add_space(size::S1);
    let selected = if let Some(ItemRef::Claim(id)) = cx.route.item {
        list.iter().position(|claim| claim.claim == id)
    } else {
        None
    };
    names::follow(&mut view.waiting, selected);
    let own = private::shown(ui);
    let sentence = |row: usize| {
        list.get(row).map_or_else(String::new, |claim| {
            let heard = private::heard_in(own.as_deref(), claim.claim);
            format!("{}{heard}", claim_sentence(cx, claim))
        })
    };
    let output = Table::new("waiting", "Claims waiting", &COLUMNS, list.len())
        .sentence(&sentence)
        .whole()
        .show(ui, &mut view.waiting, |ui, cell| {
            if let Some(claim) = list.get(cell.row) {
                claim_cell(ui, cx, claim, cell, approver.get());
            }
        });
    for event in output.events {
        if let TableEvent::SelectionChanged | TableEvent::Opened(_) = event
            && let Some(claim) = view.waiting.cursor.and_then(|row| list.get(row))
        {
            cx.select(claim.claim);
        }
    }
}

/// The verb that draws up claims for the last meeting, while somebody who was there has none.
fn draw_up(ui: &mut Ui, cx: &ViewCx<'_>, facts: &Facts) {
    let Some((meeting, count)) = facts.undrawn else {
        return;
    };
    let Some(day) = cx.record.meetings.get(meeting).map(|one| one.date) else {
        return;
    };
    let claims = crate::analysis::words::figures(count, "claim", "claims");
    let words = format!("Draw up {claims} for {}", date::short(day));
    let tooltip = "From attendance; unpaid and salaried seats are left out, with the reason";
    if Button::outlined(&words)
        .edits()
        .tooltip(tooltip)
        .show(ui)
        .clicked()
    {
        cx.out.send(Message::Meeting(MeetingAsk::Claims(meeting)));
    }
}

fn claim_sentence(cx: &ViewCx<'_>, claim: &WaitingClaim) -> String {
    format!(
        "{}, {}, {}, {}, {}",
        names::day(claim.day),
        names::person(cx.record, claim.person),
        claim.duty.word(),
        claim.fee,
        claim.against.words()
    )
}

fn claim_cell(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    waiting: &WaitingClaim,
    cell: Cell,
    approver: Option<Id<Person>>,
) {
    let tokens = theme::tokens(ui);
    let slanted = cx
        .record
        .claims
        .get(waiting.claim)
        .is_some_and(|claim| claim.illustrative);
    let small = |ui: &mut Ui, words: &str| {
        names::value(ui, TextStyle::Small, words, slanted);
    };
    match cell.col {
        0 => small(ui, &names::day(waiting.day)),
        1 => private::beside(ui, waiting.claim, |ui| {
            let name = names::person(cx.record, waiting.person);
            names::value(ui, TextStyle::Small, &name, slanted);
        }),
        2 => small(ui, waiting.duty.word()),
        3 => small(ui, &format!("{:.1}", waiting.quantity.decimal())),
        4 => {
            let fee = waiting.fee.in_ledger();
            names::value(ui, TextStyle::SmallMedium, &fee, slanted);
        }
        5 => small(ui, &waiting.expenses.in_ledger()),
        6 => {
            let words = waiting.against.words();
            if waiting.against.needs_attention() {
                status_mark::mark_with_word_at(ui, Mark::Warning, 15.0, words, "");
            } else {
                cell_text(ui, TextStyle::Small, words, tokens.text.secondary);
            }
        }
        _last => approve_cell(ui, cx, waiting, approver),
    }
}

/// The verb, missing for the claimant.
fn approve_cell(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    waiting: &WaitingClaim,
    approver: Option<Id<Person>>,
) {
    let (Some(approver), Some(claim)) = (approver, cx.record.claims.get(waiting.claim)) else {
        return;
    };
    if let Some(after) = approved(claim, approver, cx.today) {
        if Button::link("Approve").edits().show(ui).clicked() {
            cx.edit_if_changed(claim, after);
        }
    } else {
        let ink = theme::tokens(ui).text.muted;
        cell_text(ui, TextStyle::Meta, "own claim", ink)
            .on_hover_text("The claimant cannot approve");
    }
}

/// The verb that adds a claim, for the foot of a form.
pub(super) fn add_claim(ui: &mut Ui, cx: &ViewCx<'_>, person: Id<Person>) {
    if Button::link("Add claim")
        .edits()
        .icon(Icon::Plus)
        .show(ui)
        .clicked()
    {
        cx.out.send(Message::Add(NewItem::Claim(person)));
    }
}
