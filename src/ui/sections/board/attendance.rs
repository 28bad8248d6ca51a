//! Attendance: people against meetings, with sums; who could have come, and who came.

use egui::{Align, Layout, Ui, vec2};

use crate::{
    analysis::attendance::{MeetingSquare, PersonAttendance, took_place},
    model::{FinancialYear, ItemRef, Meeting, MeetingState, date},
    ui::{
        ViewCx,
        parts::{names, private},
        theme::{self, TextStyle, size},
        widgets::{
            attendance::{Attendance, SIDE, paint_attendance},
            empty::empty_state,
            paint,
            table::{Column, RowKind, Table, cell_name, cell_text},
            table_state::TableEvent,
        },
    },
};

use super::{View, facts::Facts, ledger, marks};

/// Most meetings side by side; the sums cover all of them.
const MOST: usize = 24;

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, facts: &Facts) {
    ui.horizontal(|ui| ledger::year_choice(ui, view, facts, cx));
    ui.add_space(size::S1);
    let held: Vec<(usize, &MeetingSquare)> = facts
        .attendance
        .first()
        .map(|row| row.squares.iter().enumerate().collect())
        .unwrap_or_default();
    if held.is_empty() {
        let why = "Attendance follows from meetings that were held. \
                   Record who was there on the meeting’s own page.";
        empty_state(ui, "No meeting was held in this time.", why, None);
        not_counted(ui, cx, facts.year());
        return;
    }
    let shown = held.get(held.len().saturating_sub(MOST)..).unwrap_or(&[]);
    let heads: Vec<String> = shown
        .iter()
        .map(|(_, square)| head(cx, square, facts.year().is_some()))
        .collect();
    let mut columns = vec![
        Column::flexible("Seat", 190.0),
        Column::fixed("Attended", 80.0).right(),
        Column::fixed("Share", 62.0).right(),
    ];
    columns.extend(heads.iter().enumerate().map(|(n, head)| {
        let order = u8::try_from(n + 1).unwrap_or(u8::MAX);
        Column::fixed(head, 104.0).leaves(order)
    }));
    let rows = &facts.attendance;
    let total = rows.len();
    let kind = |row: usize| {
        if row == total {
            RowKind::Total
        } else {
            RowKind::Item
        }
    };
    let own = private::shown(ui);
    let sentence = |row: usize| {
        rows.get(row).map_or_else(String::new, |row| {
            let name = names::person(cx.record, row.person);
            let heard = private::heard_in(own.as_deref(), row.person);
            format!("{name}, attended {}{heard}", row.words())
        })
    };
    let selected = rows.iter().position(|row| cx.is_selected(row.person));
    names::follow(&mut view.attendance, selected);
    let height = ui.available_height() - 76.0;
    let area = vec2(ui.available_width(), height.max(120.0));
    let output = ui
        .allocate_ui_with_layout(area, Layout::top_down(Align::Min), |ui| {
            Table::new("attendance", "Attendance", &columns, total + 1)
                .kinds(&kind)
                .sentence(&sentence)
                .show(ui, &mut view.attendance, |ui, cell| {
                    let square = cell.col.checked_sub(3).and_then(|n| shown.get(n));
                    match rows.get(cell.row) {
                        Some(row) => row_cell(ui, cx, row, cell.col, square, cell.selected),
                        None => total_cell(ui, rows, cell.col, square),
                    }
                })
        })
        .inner;
    for event in output.events {
        if let TableEvent::SelectionChanged | TableEvent::Opened(_) = event
            && let Some(row) = view.attendance.cursor.and_then(|row| rows.get(row))
        {
            cx.select(row.person);
        }
    }
    legend(ui);
    not_counted(ui, cx, facts.year());
}

/// The day of a meeting; an inquorate one says so.
fn head(cx: &ViewCx<'_>, square: &MeetingSquare, within_year: bool) -> String {
    let day = if within_year {
        date::day_month(square.date)
    } else {
        date::narrow(square.date)
    };
    let inquorate = cx
        .record
        .meetings
        .get(square.meeting)
        .is_some_and(|meeting| meeting.state == MeetingState::Inquorate);
    if inquorate {
        format!("{day}, inquorate")
    } else {
        day
    }
}

fn row_cell(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    row: &PersonAttendance,
    col: usize,
    meeting: Option<&(usize, &MeetingSquare)>,
    selected: bool,
) {
    let tokens = theme::tokens(ui);
    match col {
        0 => {
            let name = names::person(cx.record, row.person);
            private::beside(ui, row.person, |ui| {
                cell_name(ui, &name, "", selected);
            });
        }
        1 => {
            let (words, ink) = if row.possible == 0 {
                ("–".to_owned(), tokens.text.muted)
            } else {
                (row.words(), tokens.text.primary)
            };
            cell_text(ui, TextStyle::SmallMedium, &words, ink);
        }
        2 => {
            let words = share(row.attended, row.possible);
            cell_text(ui, TextStyle::Small, &words, tokens.text.secondary);
        }
        _meeting => {
            let square = meeting.and_then(|(place, _)| row.squares.get(*place));
            if let Some(square) = square {
                square_cell(ui, cx, square);
            }
        }
    }
}

fn share(attended: usize, possible: usize) -> String {
    if possible == 0 {
        "–".to_owned()
    } else {
        format!("{:.0} %", attended as f64 * 100.0 / possible as f64)
    }
}

/// The square and its word; a click opens the meeting.
fn square_cell(ui: &mut Ui, cx: &ViewCx<'_>, square: &MeetingSquare) {
    let tokens = theme::tokens(ui);
    let cell = ui.max_rect();
    let what = marks::square_of(square);
    let name = if what.is_some() { "" } else { "not recorded" };
    let space = paint::painted(ui, vec2(SIDE, SIDE), name);
    if let Some(what) = what {
        paint_attendance(ui.painter(), space.rect.center(), SIDE, what, tokens);
    }
    let words = match what {
        Some(Attendance::Part) => "in part",
        Some(Attendance::NotMember) => "no seat then",
        Some(Attendance::Present) => "present",
        Some(Attendance::Apologies) => "apologies",
        Some(Attendance::Absent) => "absent",
        None => "not recorded",
    };
    let ink = if square.square.counts() {
        tokens.text.secondary
    } else {
        tokens.text.muted
    };
    cell_text(ui, TextStyle::Meta, words, ink);
    let id = ui.make_persistent_id(("meeting", square.meeting));
    let response = ui
        .interact(cell, id, egui::Sense::CLICK)
        .on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        cx.out.go_to(ItemRef::from(square.meeting));
    }
}

fn total_cell(
    ui: &mut Ui,
    rows: &[PersonAttendance],
    col: usize,
    meeting: Option<&(usize, &MeetingSquare)>,
) {
    let ink = theme::tokens(ui).text.primary;
    let attended: usize = rows.iter().map(|row| row.attended).sum();
    let possible: usize = rows.iter().map(|row| row.possible).sum();
    let words = match col {
        0 => "Together".to_owned(),
        1 => format!("{attended} of {possible}"),
        2 => share(attended, possible),
        _meeting => {
            let squares = || {
                meeting
                    .into_iter()
                    .flat_map(|(place, _)| rows.iter().filter_map(|row| row.squares.get(*place)))
            };
            let came = squares()
                .filter(|square| square.square == crate::analysis::attendance::Square::Present)
                .count();
            let could = squares().filter(|square| square.square.counts()).count();
            format!("{came} of {could}")
        }
    };
    cell_text(ui, TextStyle::Label, &words, ink);
}

fn legend(ui: &mut Ui) {
    let tokens = theme::tokens(ui);
    ui.add_space(size::S1);
    ui.horizontal_wrapped(|ui| {
        for (what, words) in [
            (Attendance::Present, "present"),
            (Attendance::Part, "present in part"),
            (Attendance::Apologies, "apologies"),
            (Attendance::Absent, "absent without apologies"),
            (Attendance::NotMember, "did not sit then, does not count"),
        ] {
            let space = paint::painted(ui, vec2(SIDE, SIDE), "");
            paint_attendance(ui.painter(), space.rect.center(), SIDE, what, tokens);
            ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.muted));
            ui.add_space(size::S2);
        }
    });
}

/// Meetings that were called off count for nobody, and the page says so.
fn not_counted(ui: &mut Ui, cx: &ViewCx<'_>, year: Option<FinancialYear>) {
    let in_year = |meeting: &&Meeting| {
        year.is_none_or(|year| FinancialYear::of(meeting.date) == year)
            && meeting.date <= cx.today
            && !took_place(meeting)
    };
    let days = |state: MeetingState| -> Vec<String> {
        cx.record
            .meetings
            .iter()
            .filter(in_year)
            .filter(|meeting| meeting.state == state)
            .map(|meeting| date::short(meeting.date))
            .collect()
    };
    let cancelled = days(MeetingState::Cancelled);
    if !cancelled.is_empty() {
        let words = format!("Cancelled, counted for nobody: {}.", cancelled.join(", "));
        names::small(ui, words);
    }
    let planned = days(MeetingState::Planned);
    if !planned.is_empty() {
        let words = format!("Past, but not marked as held: {}.", planned.join(", "));
        names::small(ui, words);
    }
}
