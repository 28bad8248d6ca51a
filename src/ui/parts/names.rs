//! Short words for what other items are called, and for a list that follows the selected item.

use egui::{Align, Layout, Response, Ui};

use crate::{
    model::{Decision, Id, Meeting, Person, Record, date},
    ui::{
        theme::{self, Fit, TextStyle},
        widgets::table_state::TableState,
    },
};

/// The name of a person, also of one who is no longer in the record.
pub fn person(record: &Record, id: Id<Person>) -> String {
    record.people.get(id).map_or_else(
        || format!("{id} (not in the record)"),
        |person| {
            if person.name.trim().is_empty() {
                "A person without a name".to_owned()
            } else {
                person.name.clone()
            }
        },
    )
}

/// "Shadow board, 4 Apr 2019".
pub fn meeting(record: &Record, id: Id<Meeting>) -> String {
    record.meetings.get(id).map_or_else(
        || format!("{id} (not in the record)"),
        |meeting| format!("{}, {}", meeting.title, date::short(meeting.date)),
    )
}

/// "Decision 14".
pub fn decision(record: &Record, id: Id<Decision>) -> String {
    record.decisions.get(id).map_or_else(
        || format!("{id} (not in the record)"),
        |decision| format!("Decision {}", decision.number),
    )
}

/// A date, or an en dash.
pub fn day(date: Option<jiff::civil::Date>) -> String {
    date.map_or_else(|| "–".to_owned(), date::short)
}

/// Text, or an en dash for none.
pub fn or_dash(text: &str) -> &str {
    if text.trim().is_empty() { "–" } else { text }
}

/// Keeps the selection of a table at the row of the selected item, and scrolls there when it moves.
pub fn follow(state: &mut TableState, row: Option<usize>) {
    match row {
        Some(row) if state.cursor != Some(row) || state.selected != [row] => state.select(row),
        None if !state.selected.is_empty() => state.clear(),
        Some(_) | None => {}
    }
}

/// The text of a cell, slanted where the value is only illustrative; cut at the edge of the cell.
pub fn value(ui: &mut Ui, style: TextStyle, text: &str, illustrative: bool) -> Response {
    let tokens = theme::tokens(ui);
    let ink = if text == "–" {
        tokens.text.muted
    } else {
        tokens.text.primary
    };
    let fit = Fit::Elide(ui.available_size_before_wrap().x);
    let galley = if illustrative && text != "–" {
        theme::galley_illustrative(ui, style, text, ink, fit)
    } else {
        theme::galley(ui, style, text, ink, fit)
    };
    let elided = galley.elided;
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    ui.painter().galley(rect.min, galley, ink);
    if elided {
        response.on_hover_text(text)
    } else {
        response
    }
}

/// A line of small words in secondary ink, wrapped.
pub fn small(ui: &mut Ui, text: impl Into<String>) {
    let ink = theme::tokens(ui).text.secondary;
    ui.label(theme::text(TextStyle::Small, text).color(ink));
}

/// A line that runs from the right edge to the left: remarks at the end of a page.
pub fn remark(ui: &mut Ui, text: impl Into<String>) {
    let ink = theme::tokens(ui).text.muted;
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        ui.label(theme::text(TextStyle::Meta, text).color(ink));
    });
}

/// A tick box that turns `value`.
pub fn turn(ui: &mut Ui, value: &mut bool, words: &str) {
    use crate::ui::widgets::tick::{Tick, tick};
    let state = if *value { Tick::On } else { Tick::Off };
    if tick(ui, state, words).clicked() {
        *value = !*value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_follows_the_selected_item_and_lets_go_of_it() {
        let mut state = TableState::default();
        follow(&mut state, Some(3));
        assert_eq!(
            (state.cursor, state.selected.as_slice()),
            (Some(3), &[3][..])
        );
        follow(&mut state, None);
        assert_eq!((state.cursor, state.selected.len()), (None, 0));
    }

    #[test]
    fn none_is_an_en_dash() {
        assert_eq!((or_dash("  "), day(None).as_str()), ("–", "–"));
    }
}
