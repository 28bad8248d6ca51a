//! Kind, day, place, chair, notice.

use egui::Ui;

use crate::{
    analysis::agenda,
    model::{ItemRef, Meeting, MeetingKind, MeetingState, date},
    ui::{
        ViewCx,
        parts::{links, names, pick, value_field},
        widgets::{
            button::Button,
            field::Field,
            rule,
            status_mark::{Mark, mark_with_word},
        },
    },
};

/// The widest that a form grows.
const FORM: f32 = 560.0;

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, meeting: &mut Meeting) {
    ui.set_max_width(FORM);
    let at = ItemRef::from(meeting.id);
    Field::side("Title")
        .focus(cx.wants_focus(at))
        .text(ui, &mut meeting.title);
    if let Some(day) = Field::side("Day").date(ui, meeting.date, cx.today) {
        meeting.date = day;
    }
    value_field::time_option(ui, Field::side("Starts").width(90.0), &mut meeting.starts);
    value_field::time_option(ui, Field::side("Opened").width(90.0), &mut meeting.opened);
    value_field::time_option(ui, Field::side("Closed").width(90.0), &mut meeting.closed);
    Field::side("Place").text(ui, &mut meeting.place);
    let kinds = MeetingKind::ALL.map(|kind| (kind, kind.words()));
    if let Some(kind) = Field::side("Kind").combo(ui, &meeting.kind, &kinds) {
        meeting.kind = kind;
    }
    let states = MeetingState::ALL.map(|state| (state, state.word()));
    if let Some(state) = Field::side("State").combo(ui, &meeting.state, &states) {
        meeting.state = state;
    }
    pick::person_option(ui, cx, Field::side("Chair"), &mut meeting.chair);
    rule::section(ui, "Notice", None);
    notice(ui, cx, meeting);
    rule::section(ui, "Source", None);
    Field::side("Note").prose(ui, &mut meeting.note, 2);
    names::turn(ui, &mut meeting.illustrative, "Illustrative");
    let chips: Vec<ItemRef> = meeting.chair.map(ItemRef::from).into_iter().collect();
    links::chips(ui, cx, &chips);
}

fn notice(ui: &mut Ui, cx: &ViewCx<'_>, meeting: &mut Meeting) {
    let rules = &cx.record.board_rules;
    let due = agenda::notice_due(meeting, rules);
    let sent = Field::side("Sent on").date_opt(ui, meeting.notice_sent, cx.today);
    if let Some(sent) = sent {
        meeting.notice_sent = sent;
    }
    let days = crate::analysis::words::figures(usize::from(rules.notice_days), "day", "days");
    let by = format!("by {}, {days} before the meeting", date::short(due));
    match meeting.notice_sent {
        Some(sent) if sent > due => {
            let words = format!("Sent too late: due {by}");
            mark_with_word(ui, Mark::Warning, &words, "");
        }
        Some(_) => names::small(ui, format!("In time: due {by}.")),
        None if meeting.state == MeetingState::Planned && cx.today > due => {
            let words = format!("Late: due {by}");
            mark_with_word(ui, Mark::Error, &words, "");
        }
        None => names::small(ui, format!("Due {by}.")),
    }
    let issued = Field::side("Pack issued").date_opt(ui, meeting.pack_issued, cx.today);
    if let Some(issued) = issued {
        meeting.pack_issued = issued;
    }
    if meeting.numbers_are_out() {
        names::small(
            ui,
            "Numbers are out: a late item takes a letter, nothing is numbered anew.",
        );
    }
    let papers = date::plus_days(meeting.date, -i32::from(rules.papers_days));
    names::small(ui, format!("Papers are due by {}.", date::short(papers)));
    if Button::link("Change the rules").show(ui).clicked() {
        cx.out.go_to(ItemRef::BoardRules);
    }
}
