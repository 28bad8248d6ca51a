//! Minutes and signature; day, place, chair, notice.

use egui::Ui;

use crate::{
    analysis::agenda,
    model::{ItemRef, Meeting, MeetingState, Signature, date},
    ui::{
        ViewCx,
        parts::{links, names, pick, value_field},
        theme::{Icon, size},
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
    value_field::time_option(ui, Field::side("Closed").width(90.0), &mut meeting.closed);
    Field::side("Place").text(ui, &mut meeting.place);
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
    let papers = date::plus_days(meeting.date, -i32::from(rules.papers_days));
    names::small(ui, format!("Papers are due by {}.", date::short(papers)));
    if Button::link("Change the rules").show(ui).clicked() {
        cx.out.go_to(ItemRef::BoardRules);
    }
}

pub(super) fn minutes(ui: &mut Ui, cx: &ViewCx<'_>, meeting: &mut Meeting) {
    let written = meeting
        .agenda
        .iter()
        .filter(|item| !item.minute.trim().is_empty())
        .count();
    let words = format!(
        "{written} of {} items are minuted on the agenda.",
        meeting.agenda.len()
    );
    names::small(ui, words);
    Field::above("Minutes beyond the items").prose(ui, &mut meeting.minutes, 6);
    ui.add_space(size::S2);
    rule::section(ui, "Signature", None);
    signature(ui, cx, meeting);
}

/// Who signed the minutes, and which meeting approved them (s.249 Companies Act 2006).
fn signature(ui: &mut Ui, cx: &ViewCx<'_>, meeting: &mut Meeting) {
    ui.set_max_width(FORM);
    let next = cx
        .record
        .meetings
        .iter()
        .filter(|other| other.date > meeting.date)
        .min_by_key(|other| other.date)
        .map(|other| other.id);
    let Some(signed) = &mut meeting.signed else {
        names::small(
            ui,
            "Not signed yet. Signed by the chair of this meeting or of the next, minutes are evidence \
             of what was done (section 249 of the Companies Act 2006).",
        );
        let by = meeting
            .chair
            .or_else(|| cx.record.people.iter().next().map(|person| person.id));
        if let Some(by) = by
            && Button::outlined("Record signature")
                .icon(Icon::NotePencil)
                .show(ui)
                .clicked()
        {
            meeting.signed = Some(Signature {
                by,
                at: next.unwrap_or(meeting.id),
            });
        }
        return;
    };
    pick::person(ui, cx, Field::side("Signed by"), &mut signed.by);
    let meetings = &cx.record.meetings;
    pick::one_of(ui, cx, Field::side("At"), meetings, &mut signed.at);
    let chaired_next = meetings.get(signed.at).and_then(|other| other.chair);
    if Some(signed.by) != meeting.chair && Some(signed.by) != chaired_next {
        let words = "The signer chaired neither this meeting nor that one";
        mark_with_word(ui, Mark::Warning, words, "");
    }
    links::chips(ui, cx, &[signed.by.into(), signed.at.into()]);
    if Button::link("Take the signature out").show(ui).clicked() {
        meeting.signed = None;
    }
}
