//! The table of actions: its columns, its cells, its rows as text.

use std::fmt::Write as _;

use egui::{Sense, Ui, text::TextFormat, vec2};
use jiff::civil::Date;

use super::rows::Col;
use crate::{
    analysis::{overdue::due_words, words},
    model::{Action, Record, date},
    ui::{
        parts::{brag_mark, private},
        theme::{self, Density, Fit, TextStyle},
        widgets::{
            gate_mark,
            status_mark::mark_with_word,
            table::{Cell, Column, cell_text},
        },
    },
};

/// Columns of two-line rows, the owner under the action.
const TWO_LINES: [(Col, Column<'static>); 7] = [
    (Col::Number, NUMBER),
    (
        Col::Title,
        Column::flexible("Action and owner", 190.0).sortable(),
    ),
    (Col::FirstDue, FIRST),
    (Col::NowDue, NOW),
    (Col::Moves, MOVES),
    (Col::Late, LATE),
    (Col::Status, STATUS),
];
/// Columns of one-line rows.
const ONE_LINE: [(Col, Column<'static>); 8] = [
    (Col::Number, NUMBER),
    (Col::Title, Column::flexible("Action", 160.0).sortable()),
    (
        Col::Owner,
        Column::fixed("Owner", 150.0).sortable().leaves(4),
    ),
    (Col::FirstDue, FIRST),
    (Col::NowDue, NOW),
    (Col::Moves, MOVES),
    (Col::Late, LATE),
    (Col::Status, STATUS),
];
const NUMBER: Column<'static> = Column::fixed("No.", 46.0).right().sortable().leaves(3);
const FIRST: Column<'static> = Column::fixed("First due", 86.0).right().sortable();
const NOW: Column<'static> = Column::fixed("Now due", 86.0).right().sortable().leaves(2);
const MOVES: Column<'static> = Column::fixed("Moves", 76.0).right().sortable().leaves(1);
const LATE: Column<'static> = Column::fixed("Late", 82.0).right().sortable();
const STATUS: Column<'static> = Column::fixed("Status", 154.0).sortable();

/// What the columns show, left to right, in this density.
pub fn columns(density: Density) -> &'static [(Col, Column<'static>)] {
    if density.two_lines() {
        &TWO_LINES
    } else {
        &ONE_LINE
    }
}

/// Paints one cell.
pub fn cell(ui: &mut Ui, record: &Record, today: Date, action: &Action, col: Col, at: Cell) {
    let tokens = theme::tokens(ui);
    let small = |ui: &mut Ui, text: &str, ink| {
        cell_text(ui, TextStyle::Small, text, ink);
    };
    match col {
        Col::Number => small(ui, &action.number.to_string(), tokens.text.secondary),
        Col::Title => private::beside(ui, action.id, |ui| name(ui, action, at.selected)),
        Col::Owner => small(ui, &action.owner, tokens.text.secondary),
        Col::FirstDue => small(ui, &date::narrow(action.original_due), tokens.text.primary),
        Col::NowDue => {
            let moved = action.due() != action.original_due;
            let ink = if moved {
                tokens.text.primary
            } else {
                tokens.text.muted
            };
            small(ui, &date::narrow(action.due()), ink);
        }
        Col::Moves => {
            gate_mark::moves(ui, action.moves.len());
        }
        Col::Late => late(ui, action.days_late(today)),
        Col::Status => {
            let meaning = record.board_rules.status_wording.of(action.status);
            mark_with_word(ui, brag_mark(action.status), action.status.word(), meaning);
        }
    }
}

/// The action, slanted where it is illustrative, and its owner where rows have two lines.
fn name(ui: &mut Ui, action: &Action, selected: bool) {
    let tokens = theme::tokens(ui);
    let style = if selected {
        TextStyle::Label
    } else {
        TextStyle::SmallMedium
    };
    let (title, ink) = if action.title.is_empty() {
        ("A new action", tokens.text.muted)
    } else {
        (action.title.as_str(), tokens.text.primary)
    };
    let format = TextFormat {
        font_id: style.font_at(TextStyle::Small.size()),
        italics: action.illustrative,
        ..theme::format(TextStyle::Small, ink)
    };
    let fit = Fit::Elide(ui.available_size_before_wrap().x);
    let first = theme::galley_of(ui, [(title.to_owned(), format)], fit);
    let below = Density::of(ui).two_lines().then(|| {
        let (owner, ink) = if action.owner.is_empty() {
            ("No owner", tokens.text.muted)
        } else {
            (action.owner.as_str(), tokens.text.secondary)
        };
        theme::galley(ui, TextStyle::Meta, owner, ink, fit)
    });
    let second = below
        .as_ref()
        .map_or(egui::Vec2::ZERO, |galley| galley.size());
    let space = vec2(first.size().x.max(second.x), first.size().y + second.y);
    let elided = first.elided;
    let (rect, response) = ui.allocate_exact_size(space, Sense::hover());
    let under = rect.min + vec2(0.0, first.size().y);
    ui.painter().galley(rect.min, first, ink);
    if let Some(below) = below {
        ui.painter().galley(under, below, tokens.text.secondary);
    }
    if elided {
        response.on_hover_text(title);
    }
}

/// "88 days" in semibold, or an en dash.
fn late(ui: &mut Ui, days: i32) {
    let tokens = theme::tokens(ui);
    if days <= 0 {
        cell_text(ui, TextStyle::Small, "–", tokens.text.muted);
        return;
    }
    let format = TextFormat {
        font_id: TextStyle::Label.font_at(TextStyle::Small.size()),
        ..theme::format(TextStyle::Small, tokens.text.primary)
    };
    let fit = Fit::Elide(ui.available_size_before_wrap().x);
    let galley = theme::galley_of(ui, [(late_words(days), format)], fit);
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, tokens.text.primary);
}

fn late_words(days: i32) -> String {
    words::figures(usize::try_from(days).unwrap_or(0), "day", "days")
}

/// The row as one sentence, for the screen reader.
pub fn sentence(action: &Action, today: Date) -> String {
    let title = if action.title.is_empty() {
        "no title yet"
    } else {
        action.title.as_str()
    };
    let owner = if action.owner.is_empty() {
        "no owner"
    } else {
        action.owner.as_str()
    };
    format!(
        "Action {}, {title}, {}, {owner}, first due {}, {}",
        action.number,
        action.status.word().to_lowercase(),
        date::short(action.original_due),
        due_words(action, today)
    )
}

/// Rows as tab-separated text, one line each, without a head: number, action, owner, first date, date now,
/// moves, days late, status. Dates are written `2019-06-28`, which every spreadsheet reads the same way.
pub fn as_text<'a>(actions: impl Iterator<Item = &'a Action>, today: Date) -> String {
    let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let mut text = String::new();
    for action in actions {
        // Writing to a string does not fail.
        let _written = writeln!(
            text,
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
            action.number,
            plain(&action.title),
            plain(&action.owner),
            action.original_due,
            action.due(),
            action.moves.len(),
            action.days_late(today),
            action.status.word()
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Brag;
    use jiff::civil::date as day;

    #[test]
    fn a_row_as_text_has_a_cell_for_each_column_and_no_other_tabs() {
        let mut action = Action::new("act-2019-000001".parse().unwrap(), 12, day(2019, 6, 28));
        action.title = "Open a\thouse\nwith six places".to_owned();
        action.status = Brag::OffTrack;
        let text = as_text([&action].into_iter(), day(2019, 9, 24));
        assert_eq!(
            text,
            "12\tOpen a house with six places\t\t2019-06-28\t2019-06-28\t0\t88\tOff track\n"
        );
    }

    #[test]
    fn a_row_reads_as_one_sentence() {
        let mut action = Action::new("act-2019-000001".parse().unwrap(), 12, day(2019, 6, 28));
        action.title = "Open a house".to_owned();
        assert_eq!(
            sentence(&action, day(2019, 9, 24)),
            "Action 12, Open a house, not started, no owner, first due 28 Jun 2019, 88 days late from its \
             first date"
        );
    }
}
