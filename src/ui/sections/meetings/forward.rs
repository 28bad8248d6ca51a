//! The forward plan: what comes up, by its day, and which decision booked it.

use egui::Ui;

use crate::{
    app::{Message, NewItem},
    model::{ForwardItem, Id, ItemRef, Purpose, date},
    ui::{
        ViewCx,
        parts::{inspector, links, names, pick},
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button,
            empty::empty_state,
            field::Field,
            segmented::segmented,
            status_mark::{Mark, mark_with_word_at},
            table::{Cell, Column, Table, cell_name, cell_text},
            table_state::TableEvent,
        },
    },
};

use super::{MeetingsState, head};

const COLUMNS: [Column<'_>; 6] = [
    Column::fixed("Due", 100.0),
    Column::flexible("What comes up", 220.0),
    Column::fixed("Purpose", 84.0).leaves(2),
    Column::flexible("Owner", 130.0).leaves(1),
    Column::fixed("Booked by", 104.0),
    Column::flexible("For meeting", 150.0).leaves(3),
];

/// Whether it is past its day and nobody dealt with it.
fn is_late(item: &ForwardItem, today: jiff::civil::Date) -> bool {
    item.done_on.is_none() && item.due < today
}

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut MeetingsState) {
    head(ui, cx, state);
    if state.order.forward.is_empty() {
        let why = "What is booked for later meetings cannot be forgotten: a decision books it, \
                   a meeting takes it up.";
        if empty_state(
            ui,
            "The forward plan is empty.",
            why,
            Some((Icon::Plus, "Add to forward plan")),
        ) {
            cx.out.send(Message::Add(NewItem::ForwardItem));
        }
        return;
    }
    let on = usize::from(state.done_too);
    if let Some(chosen) = segmented(ui, "Items", &["To come", "All"], on) {
        state.done_too = chosen == 1;
    }
    ui.add_space(size::S1);
    let rows: Vec<&ForwardItem> = state
        .order
        .forward
        .iter()
        .filter_map(|id| cx.record.forward_plan.get(*id))
        .filter(|item| state.done_too || item.done_on.is_none() || cx.is_selected(item.id))
        .collect();
    if rows.is_empty() {
        names::small(ui, "Everything booked has been dealt with.");
        return;
    }
    let selected = rows.iter().position(|item| cx.is_selected(item.id));
    names::follow(&mut state.forward, selected);
    let sentence = |row: usize| {
        rows.get(row).map_or_else(String::new, |item| {
            format!(
                "{}, {}, {}",
                date::short(item.due),
                item.title,
                item.purpose.words()
            )
        })
    };
    let output = Table::new("forward", "Forward plan", &COLUMNS, rows.len())
        .sentence(&sentence)
        .show(ui, &mut state.forward, |ui, cell| {
            if let Some(item) = rows.get(cell.row) {
                item_cell(ui, cx, item, cell);
            }
        });
    for event in output.events {
        if let TableEvent::SelectionChanged | TableEvent::Opened(_) = event
            && let Some(item) = state.forward.cursor.and_then(|row| rows.get(row))
        {
            cx.select(item.id);
        }
    }
}

fn item_cell(ui: &mut Ui, cx: &ViewCx<'_>, item: &ForwardItem, cell: Cell) {
    let tokens = theme::tokens(ui);
    let mut small = |words: &str| {
        names::value(ui, TextStyle::Small, words, item.illustrative);
    };
    match cell.col {
        0 if is_late(item, cx.today) => {
            let words = format!("{} late", date::day_month(item.due));
            cell_text(ui, TextStyle::Label, &words, tokens.text.primary)
                .on_hover_text(format!("Was due {}", date::short(item.due)));
        }
        0 => small(&date::short(item.due)),
        1 => {
            cell_name(ui, &item.title, "", cell.selected);
        }
        2 => small(item.purpose.words()),
        3 => small(names::or_dash(&item.owner)),
        4 => match item.booked_by {
            Some(decision) => small(&names::decision(cx.record, decision)),
            None => small("–"),
        },
        _last => match (item.done_on, item.meeting) {
            (Some(done), _) => small(&format!("done {}", date::short(done))),
            (None, Some(meeting)) => small(&names::meeting(cx.record, meeting)),
            (None, None) => small("–"),
        },
    }
}

pub(super) fn detail(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<ForwardItem>) {
    let Some(before) = cx.record.forward_plan.get(id) else {
        return;
    };
    let at = ItemRef::from(id);
    inspector(ui, cx, at, "Forward plan", &before.title);
    let mut item = before.clone();
    if is_late(before, cx.today) {
        let words = format!("Was due {} and is not dealt with", date::short(before.due));
        mark_with_word_at(ui, Mark::Warning, 15.0, &words, "");
    }
    Field::side("Title")
        .focus(cx.wants_focus(at))
        .prose(ui, &mut item.title, 1);
    if let Some(due) = Field::side("Due").date(ui, item.due, cx.today) {
        item.due = due;
    }
    let purposes = Purpose::ALL.map(|purpose| (purpose, purpose.words()));
    if let Some(purpose) = Field::side("Purpose").combo(ui, &item.purpose, &purposes) {
        item.purpose = purpose;
    }
    Field::side("Owner").text(ui, &mut item.owner);
    pick::decision_option(ui, cx, Field::side("Booked by"), &mut item.booked_by);
    pick::meeting_option(ui, cx, Field::side("Meeting"), &mut item.meeting);
    let mut chips: Vec<ItemRef> = Vec::new();
    chips.extend(item.booked_by.map(ItemRef::from));
    chips.extend(item.meeting.map(ItemRef::from));
    links::chips(ui, cx, &chips);
    if let Some(done) = Field::side("Done on").date_opt(ui, item.done_on, cx.today) {
        item.done_on = done;
    }
    if item.done_on.is_none() && Button::outlined("Mark as done").edits().show(ui).clicked() {
        item.done_on = Some(cx.today);
    }
    names::turn(ui, &mut item.illustrative, "Illustrative");
    cx.edit_if_changed(before, item);
}
