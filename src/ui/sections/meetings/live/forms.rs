//! The small forms of a meeting that runs: an action in one line, a declaration, putting an item off,
//! and the question before the close.

use egui::{Frame, Key, Margin, Ui};

use crate::{
    analysis::words,
    edit::meeting::Act,
    model::{AgendaItem, Condition, Id, MeetingState, Person, Presence},
    ui::{
        ViewCx,
        theme::{self, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            paint,
            status_mark::{LINE, Mark, mark_with_word_at},
        },
    },
};

use super::{
    super::{action_line, defer},
    Form, Hour, LiveState, people,
};

/// The form that is open, if one is.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut LiveState,
    hour: Hour<'_>,
    item: &AgendaItem,
) {
    let opening = state.opening;
    match state.form {
        Form::None | Form::Close => {}
        Form::Action => boxed(ui, opening, |ui| action(ui, cx, state, hour, item)),
        Form::Declare => boxed(ui, opening, |ui| declare(ui, cx, state, hour)),
        Form::Defer => boxed(ui, opening, |ui| defer(ui, cx, state, hour, item)),
    }
}

/// A form between two rules, brought into view when it opens.
fn boxed(ui: &mut Ui, opening: bool, add: impl FnOnce(&mut Ui)) {
    let rule = theme::tokens(ui).line.rule;
    ui.add_space(size::S2);
    let shown = Frame::new()
        .inner_margin(Margin::symmetric(0, 10))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            add(ui);
        });
    let rect = shown.response.rect;
    if opening {
        ui.scroll_to_rect(rect, Some(egui::Align::Center));
    }
    paint::hline(ui.painter(), rect.x_range(), rect.top(), rule);
    paint::hline(ui.painter(), rect.x_range(), rect.bottom(), rule);
}

/// Enter in the field that was just left.
fn entered(ui: &Ui, response: &egui::Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

fn action(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut LiveState, hour: Hour<'_>, item: &AgendaItem) {
    let response = Field::above("Action in one line")
        .hint("What is to be done, owner, date")
        .focus(state.opening)
        .text(ui, &mut state.action);
    let read = action_line::read(&state.action, cx.record, hour.meeting.date);
    let preview = action_line::preview(&read);
    let ink = theme::tokens(ui).text.secondary;
    let label = ui.label(theme::text(TextStyle::Small, &preview).color(ink));
    ui.ctx().accesskit_node_builder(label.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
    let enter = entered(ui, &response);
    ui.horizontal(|ui| {
        let blocked = read.title.is_empty().then_some("An action needs words");
        let pressed = Button::outlined("Add this action")
            .edits()
            .blocked(blocked)
            .show(ui)
            .clicked();
        if (pressed || enter) && blocked.is_none() {
            hour.act(cx, Act::Action(item.id, read.clone()));
            state.action.clear();
            state.close_form();
        }
        if Button::quiet("Cancel").show(ui).clicked() {
            state.close_form();
        }
    });
}

fn declare(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut LiveState, hour: Hour<'_>) {
    let opening = state.opening;
    let Some(mut draft) = state.declaration.clone() else {
        state.close_form();
        return;
    };
    let listed = people::listed(cx.record, hour.meeting);
    let named: Vec<(Id<Person>, String)> = listed
        .iter()
        .map(|person| (*person, super::name(cx, *person)))
        .collect();
    let options: Vec<(Id<Person>, &str)> = named
        .iter()
        .map(|(id, name)| (*id, name.as_str()))
        .collect();
    let field = Field::side("Person").focus(opening);
    if let Some(person) = field.combo(ui, &draft.person, &options) {
        draft.person = person;
    }
    Field::side("Body")
        .hint("The other body, if it is one")
        .text(ui, &mut draft.body);
    Field::side("Nature")
        .hint("What the interest is")
        .text(ui, &mut draft.what);
    let conditions = Condition::ALL.map(|condition| (condition, condition.words()));
    if let Some(condition) = Field::side("Then").combo(ui, &draft.condition, &conditions) {
        draft.condition = condition;
    }
    let number = hour.item.map_or("", |item| item.number.as_str());
    let this = draft.item.is_some();
    let on = [
        (true, format!("Item {number}")),
        (false, "The whole meeting".to_owned()),
    ];
    let on: Vec<(bool, &str)> = on
        .iter()
        .map(|(one, words)| (*one, words.as_str()))
        .collect();
    if let Some(only) = Field::side("On").combo(ui, &this, &on) {
        draft.item = hour.item.filter(|_| only).map(|item| item.id);
    }
    let empty = draft.body.trim().is_empty() && draft.what.trim().is_empty();
    let blocked = empty.then_some("A declaration needs a body or its nature");
    let mut done = false;
    ui.horizontal(|ui| {
        let pressed = Button::outlined("Record declaration")
            .edits()
            .blocked(blocked)
            .show(ui)
            .clicked();
        if pressed {
            hour.act(cx, Act::Declare(draft.clone()));
            done = true;
        }
        done |= Button::quiet("Cancel").show(ui).clicked();
    });
    state.declaration = Some(draft);
    if done {
        state.close_form();
    }
}

fn defer(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut LiveState, hour: Hour<'_>, item: &AgendaItem) {
    if defer::ui(ui, cx, &mut state.defer, hour.meeting, item) {
        state.close_form();
    }
}

/// The question before the close: what is still open.
pub(super) fn close(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut LiveState, hour: Hour<'_>) {
    let tokens = theme::tokens(ui);
    let meeting = hour.meeting;
    let heading = "End the meeting?";
    let label = ui.label(theme::text(TextStyle::Title, heading).color(tokens.text.primary));
    ui.ctx().accesskit_node_builder(label.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
    });
    let left: Vec<&str> = meeting
        .agenda
        .iter()
        .filter(|item| item.began.is_none() && item.deferred.is_none())
        .map(|item| item.number.as_str())
        .collect();
    let undecided: Vec<&str> = meeting
        .agenda
        .iter()
        .filter(|item| item.began.is_some() && item.deferred.is_none())
        .filter(|item| {
            let decision = item.decision.and_then(|id| cx.record.decisions.get(id));
            decision.is_some_and(|one| one.state == crate::model::DecisionState::Proposed)
        })
        .map(|item| item.number.as_str())
        .collect();
    let absent = crate::analysis::quorum::sitting_on(cx.record, meeting.date)
        .iter()
        .filter(|(person, _)| {
            meeting
                .attendance_of(person.id)
                .is_none_or(|entry| entry.how == Presence::Absent)
        })
        .count();
    if !left.is_empty() {
        let words = format!("Not reached: {}. The next meeting has them", items(&left));
        mark_with_word_at(ui, Mark::Note, LINE, &words, "");
    }
    if !undecided.is_empty() {
        let words = format!("Taken, but not decided: {}", items(&undecided));
        mark_with_word_at(ui, Mark::Warning, LINE, &words, "");
    }
    if absent > 0 {
        let words = format!(
            "{} will be recorded as absent",
            words::capital(&words::counted(absent, "director", "directors"))
        );
        mark_with_word_at(ui, Mark::Note, LINE, &words, "");
    }
    let judged = crate::analysis::quorum::judge_meeting(cx.record, meeting);
    if judged.is_some_and(|judged| !judged.holds()) {
        let words = format!(
            "It never had a quorum and closes as {}",
            MeetingState::Inquorate.word().to_lowercase()
        );
        mark_with_word_at(ui, Mark::Warning, LINE, &words, "");
    }
    ui.add_space(size::S3);
    ui.horizontal(|ui| {
        let end = Button::primary("End meeting").edits();
        if end.show(ui).clicked() {
            hour.act(cx, Act::Close);
            state.close_form();
        }
        let go_on = Button::outlined("Go on").show(ui);
        if state.opening {
            go_on.request_focus();
        }
        if go_on.clicked() {
            state.close_form();
        }
    });
}

fn items(numbers: &[&str]) -> String {
    match numbers {
        [one] => format!("item {one}"),
        more => format!("items {}", words::join(more)),
    }
}
