//! The form that puts an item off: why, and to which meeting. While a meeting runs, under its minutes,
//! and in the form of its decision.

use egui::{Key, Ui};

use crate::{
    app::{MeetingAsk, Message},
    edit::meeting::{Act, deferral_words, later_meetings},
    model::{AgendaItem, Decision, DecisionState, Id, Meeting, Purpose, Record, date::short},
    ui::{
        ViewCx,
        parts::names,
        widgets::{
            button::Button,
            field::Field,
            status_mark::{LINE, Mark, mark_with_word_at},
        },
    },
};

/// What is typed.
#[derive(Debug, Default)]
pub(super) struct DeferForm {
    why: String,
    to: Option<Id<Meeting>>,
    /// It was just opened: its first field wants the focus.
    opening: bool,
}

impl DeferForm {
    /// As it opens for an item: with what was said when that was put off before.
    pub(super) fn of(item: &AgendaItem) -> Self {
        let before = item.deferred.clone();
        let (why, to) = before.map_or_else(Default::default, |before| (before.why, before.to));
        Self {
            why,
            to,
            opening: true,
        }
    }
}

/// Whether the minutes offer to put an item off: it was not reached, or is still to be decided.
pub(super) fn was_left(record: &Record, meeting: &Meeting, item: &AgendaItem) -> bool {
    let decision = item.decision.and_then(|id| record.decisions.get(id));
    let ran = meeting.opened.is_some();
    match decision {
        Some(decision) => waits(decision),
        None => ran && item.began.is_none() || item.purpose == Purpose::Decide,
    }
}

/// Whether a decision is still to be taken.
pub(super) fn waits(decision: &Decision) -> bool {
    match decision.state {
        DecisionState::Proposed | DecisionState::Deferred => true,
        DecisionState::Taken | DecisionState::Refused => false,
    }
}

/// The form; true when it is done with.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    form: &mut DeferForm,
    meeting: &Meeting,
    item: &AgendaItem,
) -> bool {
    let response = Field::above("Why the item is put off")
        .focus(std::mem::take(&mut form.opening))
        .text(ui, &mut form.why);
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let later = later_meetings(cx.record, meeting);
    let still = |to: &Id<Meeting>| later.iter().any(|meeting| meeting.id == *to);
    form.to = form.to.filter(still);
    if later.is_empty() {
        names::small(
            ui,
            "No later meeting is planned yet. The next one planned from the forward plan takes it up \
             again.",
        );
    } else {
        to_which(ui, form, &later);
        names::small(
            ui,
            match form.to {
                Some(_) => {
                    "It goes on the agenda of that meeting now, with its decision and papers."
                }
                None => "The next meeting planned from the forward plan takes it up again.",
            },
        );
    }
    let mut done = false;
    ui.horizontal(|ui| {
        let empty = form.why.trim().is_empty();
        let blocked = empty.then_some("Putting off needs a reason");
        let pressed = Button::outlined("Put off")
            .edits()
            .blocked(blocked)
            .show(ui)
            .clicked();
        if (pressed || enter) && blocked.is_none() {
            let act = Act::Defer(item.id, form.why.clone(), form.to);
            cx.out
                .send(Message::Meeting(MeetingAsk::Act(meeting.id, act)));
            done = true;
        }
        done |= Button::quiet("Cancel").show(ui).clicked();
    });
    done
}

fn to_which(ui: &mut Ui, form: &mut DeferForm, later: &[&Meeting]) {
    let named: Vec<String> = later
        .iter()
        .map(|meeting| format!("{}, {}", meeting.title, short(meeting.date)))
        .collect();
    let mut options = vec![(None, "Whichever is planned next")];
    let each = later.iter().zip(&named);
    options.extend(each.map(|(meeting, name)| (Some(meeting.id), name.as_str())));
    if let Some(to) = Field::above("To which meeting").combo(ui, &form.to, &options) {
        form.to = to;
    }
}

/// What became of an item that was put off, and the verbs that change it; true where the form is asked
/// for.
pub(super) fn line(ui: &mut Ui, cx: &ViewCx<'_>, meeting: &Meeting, item: &AgendaItem) -> bool {
    let Some(deferred) = &item.deferred else {
        return false;
    };
    let words = deferral_words(cx.record, deferred);
    let words = crate::analysis::words::capital(&words);
    mark_with_word_at(ui, Mark::Note, LINE, &words, "");
    let mut change = false;
    ui.horizontal(|ui| {
        change = Button::link("Change…").edits().show(ui).clicked();
        if Button::link("Take it up after all")
            .edits()
            .show(ui)
            .clicked()
        {
            let ask = MeetingAsk::Act(meeting.id, Act::TakeUp(item.id));
            cx.out.send(Message::Meeting(ask));
        }
    });
    change
}
