//! The minutes of a meeting as they will read: who was there, then item by item, each text to be edited
//! in its place; then approval and what the signature proves.

use egui::Ui;

use crate::{
    analysis::minutes::{self, Attended, Evidence, MinuteItem, Minutes, State},
    app::{MeetingAsk, Message},
    model::{AgendaItem, Id, Meeting, Signature},
    ui::{
        ViewCx,
        parts::{links, names, pick},
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            locked, rule,
            status_mark::{LINE, Mark, mark_with_word_at},
        },
    },
};

use super::defer::{self, DeferForm};

/// The widest that minutes grow: a reading width.
const WIDTH: f32 = 640.0;

/// What is asked before text that somebody wrote is written over.
#[derive(Debug, Default)]
pub(super) struct MinutesState {
    /// The meeting whose draft is to be made again.
    asking: Option<Id<Meeting>>,
    /// The item that is being put off.
    defer: Option<(Id<AgendaItem>, DeferForm)>,
}

pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut MinutesState,
    before: &Meeting,
    meeting: &mut Meeting,
) {
    ui.set_max_width(ui.available_width().min(WIDTH));
    let shown = minutes::minutes(cx.record, before);
    head(ui, cx, state, before, &shown);
    people(ui, &shown);
    for item in &shown.items {
        if let Some(draft) = meeting.agenda.iter_mut().find(|one| one.id == item.item) {
            ui.push_id(item.item, |ui| {
                minute(ui, cx, before, item, draft);
                put_off(ui, cx, state, before, item.item);
            });
        }
    }
    ui.add_space(size::S2);
    Field::above("Minutes beyond the items").prose(ui, &mut meeting.minutes, 3);
    if !shown.close.is_empty() {
        names::small(ui, &shown.close);
    }
    ui.add_space(size::S2);
    rule::section(ui, "Approval", None);
    approval(ui, cx, &shown, meeting);
}

/// How they stand, and the verbs.
fn head(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut MinutesState,
    meeting: &Meeting,
    shown: &Minutes,
) {
    let tokens = theme::tokens(ui);
    let written: Vec<&AgendaItem> = meeting
        .agenda
        .iter()
        .filter(|item| !item.minute.trim().is_empty() && !item.minute_as_drafted)
        .collect();
    ui.horizontal_wrapped(|ui| {
        ui.label(
            theme::text(TextStyle::SmallMedium, shown.state.words()).color(tokens.text.primary),
        );
        let again = shown.state != State::None;
        let signed = meeting.signed.is_some();
        let words = if again {
            "Draft again"
        } else {
            "Draft minutes"
        };
        let blocked = signed.then_some("Approved minutes are not drafted again");
        let pressed = Button::outlined(words)
            .edits()
            .icon(Icon::NotePencil)
            .blocked(blocked)
            .show(ui)
            .clicked();
        if pressed {
            if written.is_empty() {
                let ask = MeetingAsk::Draft(meeting.id, Vec::new());
                cx.out.send(Message::Meeting(ask));
            } else {
                state.asking = Some(meeting.id);
            }
        }
        if Button::quiet("Copy as text").show(ui).clicked() {
            cx.out.send(Message::Copied(shown.plain()));
        }
    });
    if state.asking == Some(meeting.id) {
        question(ui, cx, state, meeting, &written);
    }
}

/// Text that somebody wrote is written over only when asked for.
fn question(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut MinutesState,
    meeting: &Meeting,
    written: &[&AgendaItem],
) {
    let numbers: Vec<&str> = written.iter().map(|item| item.number.as_str()).collect();
    let items = if let [one] = numbers.as_slice() {
        format!("item {one} was")
    } else {
        format!("items {} were", crate::analysis::words::join(&numbers))
    };
    let words = format!("The text of {items} written by hand");
    mark_with_word_at(ui, Mark::Warning, LINE, &words, "");
    ui.horizontal_wrapped(|ui| {
        let over: Vec<Id<AgendaItem>> = written.iter().map(|item| item.id).collect();
        let mut ask = None;
        if Button::outlined("Keep it, draft the rest")
            .edits()
            .show(ui)
            .clicked()
        {
            ask = Some(Vec::new());
        }
        if Button::outlined("Write it over").edits().show(ui).clicked() {
            ask = Some(over);
        }
        if Button::quiet("Cancel").show(ui).clicked() {
            state.asking = None;
        }
        if let Some(over) = ask {
            cx.out
                .send(Message::Meeting(MeetingAsk::Draft(meeting.id, over)));
            state.asking = None;
        }
    });
}

fn line(ui: &mut Ui, head: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    let tokens = theme::tokens(ui);
    let job = theme::layout_job(
        [
            (
                format!("{head}  "),
                theme::format(TextStyle::SmallMedium, tokens.text.primary),
            ),
            (
                text.to_owned(),
                theme::format(TextStyle::Small, tokens.text.primary),
            ),
        ],
        theme::Fit::Wrap(ui.available_width()),
    );
    ui.label(job);
}

fn people(ui: &mut Ui, shown: &Minutes) {
    ui.add_space(size::S2);
    names::small(ui, &shown.when_and_where);
    line(ui, "Present", &attended(&shown.present));
    line(ui, "In attendance", &attended(&shown.in_attendance));
    line(ui, "Apologies", &shown.apologies.join("; "));
    line(ui, "Absent", &shown.absent.join("; "));
    line(ui, "Quorum", &shown.quorum);
    for declared in &shown.declarations {
        line(ui, "Declared", declared);
    }
}

fn attended(list: &[Attended]) -> String {
    let each = list.iter().map(|one| match one.times.as_str() {
        "" => one.name.clone(),
        times => format!("{} ({times})", one.name),
    });
    each.collect::<Vec<_>>().join("; ")
}

/// One item: what follows from the record, and the text to edit.
fn minute(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    meeting: &Meeting,
    shown: &MinuteItem,
    draft: &mut AgendaItem,
) {
    ui.add_space(size::S2);
    let beside = match (&shown.restricted, draft.minute_as_drafted) {
        (Some(_), _) => "restricted",
        (None, true) => "as drafted",
        (None, false) => "",
    };
    rule::heading(
        ui,
        &format!("{}  {}", shown.number, shown.title),
        beside,
        None,
    );
    for words in &shown.declarations {
        names::small(ui, words);
    }
    let before = draft.minute.clone();
    let label = format!("Minute of item {}", shown.number);
    Field::unlabelled(&label)
        .hint("What was said and agreed")
        .prose(ui, &mut draft.minute, 1);
    if draft.minute != before {
        draft.minute_as_drafted = false;
    }
    let fresh = minutes::draft_item(cx.record, meeting, draft);
    if !draft.minute_as_drafted
        && !draft.minute.trim().is_empty()
        && !fresh.is_empty()
        && fresh != draft.minute
        && meeting.signed.is_none()
        && Button::link("Take the draft instead")
            .edits()
            .show(ui)
            .clicked()
    {
        draft.minute = fresh;
        draft.minute_as_drafted = true;
    }
    let tokens = theme::tokens(ui);
    if let Some(resolution) = &shown.resolution {
        let words = theme::text(TextStyle::SmallMedium, resolution.sentence());
        ui.add(egui::Label::new(words.color(tokens.text.primary)).wrap());
    }
    for action in &shown.actions {
        let words = theme::text(TextStyle::Small, action.sentence());
        ui.add(egui::Label::new(words.color(tokens.text.primary)).wrap());
    }
}

/// What became of an item that was not decided: put off, and to which meeting.
fn put_off(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut MinutesState,
    meeting: &Meeting,
    item: Id<AgendaItem>,
) {
    let Some(item) = meeting.item(item) else {
        return;
    };
    let open = state
        .defer
        .as_mut()
        .filter(|(of, _)| *of == item.id)
        .map(|(_, form)| form);
    if let Some(form) = open {
        if defer::ui(ui, cx, form, meeting, item) {
            state.defer = None;
        }
        return;
    }
    let asked = if item.deferred.is_some() {
        defer::line(ui, cx, meeting, item)
    } else {
        meeting.signed.is_none()
            && locked::reason(ui).is_none()
            && defer::was_left(cx.record, meeting, item)
            && Button::link(&format!("Put item {} off…", item.number))
                .edits()
                .show(ui)
                .clicked()
    };
    if asked {
        state.defer = Some((item.id, DeferForm::of(item)));
    }
}

/// Who approved and signed the minutes, at which meeting (s.249 Companies Act 2006).
fn approval(ui: &mut Ui, cx: &ViewCx<'_>, shown: &Minutes, meeting: &mut Meeting) {
    let next = minutes::next_held(cx.record, meeting)
        .or_else(|| {
            let later = cx.record.meetings.iter();
            later
                .filter(|other| other.date > meeting.date)
                .min_by_key(|other| other.date)
        })
        .map(|other| (other.id, other.chair));
    let Some(signed) = &mut meeting.signed else {
        names::small(
            ui,
            "Not approved yet. Signed by the chair of this meeting or of the next, minutes are \
             evidence of what was done (section 249 of the Companies Act 2006).",
        );
        let by = next
            .and_then(|(_, chair)| chair)
            .or(meeting.chair)
            .or_else(|| cx.record.people.iter().next().map(|person| person.id));
        if let Some(by) = by
            && Button::outlined("Record approval")
                .edits()
                .icon(Icon::NotePencil)
                .show(ui)
                .clicked()
        {
            meeting.signed = Some(Signature {
                by,
                at: next.map_or(meeting.id, |(next, _)| next),
            });
        }
        return;
    };
    pick::person(ui, cx, Field::side("Signed by"), &mut signed.by);
    let meetings = &cx.record.meetings;
    pick::one_of(ui, cx, Field::side("At"), meetings, &mut signed.at);
    if let State::Approved { evidence, .. } = &shown.state {
        let mark = match evidence {
            Evidence::Yes => Mark::Note,
            Evidence::NotTheChair | Evidence::NotTheNext => Mark::Warning,
        };
        mark_with_word_at(ui, mark, LINE, evidence.words(), "");
    }
    links::chips(ui, cx, &[signed.by.into(), signed.at.into()]);
    if Button::link("Take the approval out")
        .edits()
        .show(ui)
        .clicked()
    {
        meeting.signed = None;
    }
}
