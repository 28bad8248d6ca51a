//! The page of a meeting beside the list: what it is, its parts.

use egui::{Frame, Margin, Panel, ScrollArea, Ui};

use crate::{
    analysis::words,
    app::{Command, MeetingAsk, Message},
    model::{Id, ItemRef, Meeting, MeetingState, date},
    ui::{
        ViewCx,
        parts::{frame, in_turn::InTurn, item_findings, names, private, value_field},
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button,
            ends::at_end,
            paint,
            status_mark::{self, mark_with_word_at},
            tabs::tabs,
        },
    },
};

use super::{MeetingsState, Part, agenda, attendance, details, head, list, minutes, week};

/// Width of the list beside a page.
const LIST: f32 = 300.0;
/// Narrower than this the page takes the list's place.
const BOTH: f32 = 860.0;

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut MeetingsState) {
    let selected = if let Some(ItemRef::Meeting(id)) = cx.route.item {
        Some(id)
    } else {
        None
    };
    let margin = frame::margin(ui);
    #[expect(clippy::cast_possible_truncation, reason = "margins are small")]
    let side = margin as i8;
    let padding = Margin {
        left: side,
        right: side,
        top: 12,
        bottom: 0,
    };
    if ui.available_width() < BOTH {
        Frame::new().inner_margin(padding).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            let turn = InTurn::begin(ui, cx, selected.map(ItemRef::Meeting));
            if let Some(id) = selected.filter(|_| turn.open().is_some()) {
                page(ui, cx, state, id);
            } else {
                head(ui, cx, state);
                list::ui(ui, cx, state, selected);
            }
            turn.end(ui, cx);
        });
        return;
    }
    Frame::new().inner_margin(padding).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        head(ui, cx, state);
        let shown = selected
            .filter(|id| cx.record.meetings.get(*id).is_some())
            .or_else(|| state.order.first());
        if let Some(shown) = shown {
            Panel::left("meetings list")
                .resizable(false)
                .exact_size(LIST)
                .show_separator_line(false)
                .frame(Frame::new())
                .show(ui, |ui| list::ui(ui, cx, state, Some(shown)));
            let gap = ui.available_rect_before_wrap();
            let tokens = theme::tokens(ui);
            paint::vline(
                ui.painter(),
                gap.left() + 12.0,
                gap.y_range(),
                tokens.line.rule,
            );
            let inside = Margin {
                left: 28,
                ..Margin::ZERO
            };
            Frame::new().inner_margin(inside).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                page(ui, cx, state, shown);
            });
        } else {
            list::ui(ui, cx, state, None);
        }
    });
}

fn page(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut MeetingsState, id: Id<Meeting>) {
    let Some(before) = cx.record.meetings.get(id) else {
        return;
    };
    let mut meeting = before.clone();
    title(ui, cx, before);
    week::ui(ui, cx, &mut state.week, before);
    ui.add_space(size::S1);
    let labels = [
        format!("Agenda {}", before.agenda.len()),
        "Attendance".to_owned(),
        format!("Declarations {}", before.declarations.len()),
        "Minutes".to_owned(),
        "Details".to_owned(),
    ];
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let on = Part::ALL.iter().position(|part| *part == state.part);
    if let Some(chosen) = tabs(ui, "meeting", &labels, on.unwrap_or(0)) {
        state.part = Part::ALL.get(chosen).copied().unwrap_or_default();
    }
    ui.ctx().allow_widget_id_changes_in(ui.max_rect());
    ScrollArea::vertical()
        .id_salt(("page", id))
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.push_id((id, cx.epoch), |ui| {
                ui.add_space(size::S2);
                match state.part {
                    Part::Agenda => agenda::ui(ui, cx, state, before, &mut meeting),
                    Part::Attendance => attendance::ui(ui, cx, &mut meeting),
                    Part::Declarations => attendance::declarations(ui, cx, &mut meeting),
                    Part::Minutes => {
                        minutes::ui(ui, cx, &mut state.minutes, before, &mut meeting);
                    }
                    Part::Details => details::ui(ui, cx, &mut meeting),
                }
                item_findings(ui, cx, id.into());
                private::block(ui, cx, id);
                ui.add_space(size::S5);
            });
        });
    cx.edit_if_changed(before, meeting);
}

fn title(ui: &mut Ui, cx: &ViewCx<'_>, meeting: &Meeting) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        let words = format!(
            "{}, {} {}",
            meeting.title,
            date::weekday(meeting.date),
            date::long(meeting.date)
        );
        let width = (ui.available_width() - 220.0).max(160.0);
        ui.vertical(|ui| {
            ui.set_max_width(width);
            let label = ui.label(theme::text(TextStyle::Verdict, words).color(tokens.text.primary));
            ui.ctx().accesskit_node_builder(label.id, |node| {
                node.set_role(egui::accesskit::Role::Heading);
            });
            names::small(ui, where_and_when(meeting));
        });
        at_end(ui, egui::Align::Min, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if cx.is_selected(meeting.id)
                && Button::of_icon(Icon::Copy, "Duplicate this meeting")
                    .edits()
                    .show(ui)
                    .clicked()
            {
                cx.out.run(Command::Duplicate);
            }
            let remove = Button::of_icon(Icon::Trash, "Remove this meeting")
                .edits()
                .show(ui);
            if remove.clicked() {
                cx.out.send(Message::Remove(vec![meeting.id.into()]));
            }
            if let Some(words) = run_words(meeting)
                && Button::outlined(words).show(ui).clicked()
            {
                cx.out.send(Message::Meeting(MeetingAsk::Run(meeting.id)));
            }
        });
    });
    if let Some((mark, words)) = list::quorum_mark(cx.record, meeting) {
        let judged = crate::analysis::quorum::judge_meeting(cx.record, meeting);
        let count = judged.as_ref().map(|judged| judged.counting.to_string());
        let sentence = judged.map_or(words, |judged| expected(&judged));
        lamp(
            ui,
            mark,
            &count.unwrap_or_default(),
            &words::capital(&sentence),
        );
    } else if let Some(why) = crate::analysis::quorum::why_not_judged(cx.record, meeting.date) {
        mark_with_word_at(ui, status_mark::Mark::Note, status_mark::ROW, &why, "");
    }
    ui.add_space(size::S1);
}

/// The verb that runs the meeting, while it can run.
fn run_words(meeting: &Meeting) -> Option<&'static str> {
    match meeting.state {
        MeetingState::Planned if meeting.is_live() => Some("Go on with it"),
        MeetingState::Planned => Some("Run meeting"),
        MeetingState::Held | MeetingState::Inquorate if meeting.opened.is_some() => {
            Some("How it ran")
        }
        MeetingState::Held | MeetingState::Inquorate | MeetingState::Cancelled => None,
    }
}

/// The mark with the number that counts, and its sentence.
fn lamp(ui: &mut Ui, mark: status_mark::Mark, count: &str, sentence: &str) {
    ui.horizontal(|ui| {
        let response = paint::painted(ui, egui::vec2(20.0, 20.0), sentence);
        status_mark::paint_mark_with(ui, response.rect, mark, count);
        ui.vertical(|ui| names::small(ui, sentence));
    });
}

/// "Quorum holds by two: 7 expected, 5 needed".
fn expected(judged: &crate::analysis::quorum::Quorum) -> String {
    let come = if judged.expected {
        "expected"
    } else {
        "counted"
    };
    format!(
        "{}; {} {come}, {} needed{}.",
        judged.sentence(),
        judged.counting,
        judged.needed,
        list::bare_sides(judged)
    )
}

fn where_and_when(meeting: &Meeting) -> String {
    let mut parts = vec![meeting.state.word().to_owned()];
    match (meeting.starts, meeting.closed) {
        (Some(starts), Some(closed)) => parts.push(format!(
            "{} to {}",
            value_field::show_time(starts),
            value_field::show_time(closed)
        )),
        (Some(starts), None) => parts.push(value_field::show_time(starts)),
        (None, Some(closed)) => parts.push(format!("to {}", value_field::show_time(closed))),
        (None, None) => {}
    }
    if !meeting.place.is_empty() {
        parts.push(meeting.place.clone());
    }
    parts.join(", ")
}
