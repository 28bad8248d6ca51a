//! The form of a decision: text as resolved, who must consent, votes, what it serves.

use egui::{Stroke, Ui, pos2, vec2};

use crate::{
    app::{Message, NewItem},
    model::{
        AgendaItem, Consent, Consenter, Decision, DecisionState, Id, ItemRef, Meeting, Votes, When,
    },
    ui::{
        ViewCx,
        parts::{inspector, link_editor, links, list::list_editor, names, pick, value_field},
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{button::Button, field::Field, gap_box::gap_box, paint, rule},
    },
};

use super::{
    decisions::effect,
    defer::{self, DeferForm},
};

/// What is typed in the form, besides the decision.
#[derive(Debug, Default)]
pub(super) struct DecisionView {
    /// The decision whose item is being put off.
    defer: Option<(Id<Decision>, DeferForm)>,
}

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut DecisionView, id: Id<Decision>) {
    let Some(before) = cx.record.decisions.get(id) else {
        return;
    };
    let at = ItemRef::from(id);
    let kind = format!("Decision {}", before.number);
    inspector(ui, cx, at, &kind, &before.title);
    let mut decision = before.clone();
    value_field::count(ui, Field::side("Number").width(80.0), &mut decision.number);
    Field::side("Title")
        .focus(cx.wants_focus(at))
        .text(ui, &mut decision.title);
    Field::side("As resolved").prose(ui, &mut decision.text, 3);
    let states = DecisionState::ALL.map(|state| (state, state.word()));
    if let Some(state) = Field::side("State").combo(ui, &decision.state, &states) {
        decision.state = state;
        if state == DecisionState::Taken && decision.taken.is_none() {
            decision.taken = Some(taken_on(cx, &decision));
        }
    }
    value_field::when_option(ui, Field::side("Taken"), &mut decision.taken, cx.today);
    pick::meeting_option(ui, cx, Field::side("Meeting"), &mut decision.meeting);
    Field::side("Elsewhere")
        .hint("Another body, such as Cabinet")
        .text(ui, &mut decision.taken_elsewhere);
    where_it_stands(ui, cx, before);
    put_off(ui, cx, view, before);
    rule::section(ui, "Route of consent", None);
    route(ui, before);
    consents(ui, cx, &mut decision);
    rule::section(ui, "Moved and voted", None);
    pick::person_option(ui, cx, Field::side("Moved by"), &mut decision.moved_by);
    pick::person_option(ui, cx, Field::side("Seconded"), &mut decision.seconded_by);
    votes(ui, &mut decision);
    rule::section(ui, "What it serves", None);
    let matters = &cx.record.reserved_matters;
    let field = Field::side("Reserved matter");
    pick::one_of_option(ui, cx, field, matters, &mut decision.reserved_matter);
    link_editor(ui, cx, "Clauses", &cx.record.clauses, &mut decision.clauses);
    let recommendations = &cx.record.recommendations;
    link_editor(
        ui,
        cx,
        "Recommendations",
        recommendations,
        &mut decision.recommendations,
    );
    carried_out(ui, cx, before);
    Field::side("Source").prose(ui, &mut decision.note, 2);
    names::turn(ui, &mut decision.illustrative, "Illustrative");
    cx.edit_if_changed(before, decision);
}

/// The day of its meeting where that is over, else today.
fn taken_on(cx: &ViewCx<'_>, decision: &Decision) -> When {
    let meeting = decision.meeting.and_then(|id| cx.record.meetings.get(id));
    let day = meeting.map_or(cx.today, |meeting| meeting.date);
    When::day(day.min(cx.today))
}

fn where_it_stands(ui: &mut Ui, cx: &ViewCx<'_>, decision: &Decision) {
    let mut chips: Vec<ItemRef> = Vec::new();
    chips.extend(decision.meeting.map(ItemRef::from));
    chips.extend(decision.moved_by.map(ItemRef::from));
    chips.extend(decision.seconded_by.map(ItemRef::from));
    chips.extend(decision.reserved_matter.map(ItemRef::from));
    links::chips(ui, cx, &chips);
    if let Some(place) = cx.derived.threads.agenda_of(decision.id) {
        let meeting = names::meeting(cx.record, place.meeting);
        names::small(ui, format!("Item {} of {meeting}", place.number));
    }
}

/// Where its item went when it was put off, or the verb that puts it off.
fn put_off(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut DecisionView, decision: &Decision) {
    let of = decision.id;
    let Some((meeting, item)) = item_of(cx, decision) else {
        return;
    };
    let open = view.defer.as_mut().filter(|(id, _)| *id == of);
    if let Some((_, form)) = open {
        if defer::ui(ui, cx, form, meeting, item) {
            view.defer = None;
        }
        return;
    }
    let asked = if item.deferred.is_some() {
        defer::line(ui, cx, meeting, item)
    } else {
        defer::waits(decision)
            && Button::link("Put it off to a meeting…")
                .edits()
                .show(ui)
                .clicked()
    };
    if asked {
        view.defer = Some((of, DeferForm::of(item)));
    }
}

/// The item under which a decision stands: where it was put off, the one that put it off last.
fn item_of<'r>(cx: &ViewCx<'r>, decision: &Decision) -> Option<(&'r Meeting, &'r AgendaItem)> {
    let place = cx.derived.threads.agenda_of(decision.id)?;
    let meeting = cx.record.meetings.get(place.meeting)?;
    let mut agenda = meeting.agenda.iter();
    let item = agenda.find(|item| item.decision == Some(decision.id))?;
    Some((meeting, item))
}

/// The route as a chain of discs: full where consent is given, hollow where it waits.
fn route(ui: &mut Ui, decision: &Decision) {
    let consents = &decision.consents;
    if consents.is_empty() {
        let words = match decision.state {
            DecisionState::Taken => "Nobody else has to consent: it took effect when it was taken.",
            DecisionState::Proposed | DecisionState::Deferred | DecisionState::Refused => {
                "Nobody else has to consent."
            }
        };
        names::small(ui, words);
        return;
    }
    let tokens = theme::tokens(ui);
    let sentence = route_sentence(decision);
    let width = ui.available_width();
    let response = paint::painted(ui, vec2(width, 66.0), &sentence);
    let rect = response.rect;
    let step = rect.width() / consents.len() as f32;
    let y = rect.top() + 12.0;
    let x = |n: usize| rect.left() + 8.0 + step * n as f32;
    let painter = ui.painter();
    let ink = Stroke::new(1.5, tokens.text.primary);
    for (n, consent) in consents.iter().enumerate() {
        let centre = pos2(x(n), y);
        if n + 1 < consents.len() {
            let line = [centre + vec2(8.0, 0.0), pos2(x(n + 1) - 8.0, y)];
            painter.line_segment(line, Stroke::new(size::STROKE, tokens.line.control));
        }
        if consent.given.is_some() {
            painter.circle_filled(centre, 6.5, tokens.text.primary);
        } else {
            painter.circle_stroke(centre, 6.0, ink);
        }
        let left = x(n) - 8.0;
        let fit = Fit::Elide(step - 6.0);
        let name = theme::galley(
            ui,
            TextStyle::SmallMedium,
            consent.of.words(),
            tokens.text.primary,
            fit,
        );
        painter.galley(pos2(left, y + 12.0), name, tokens.text.primary);
        let when = consent
            .given
            .map_or_else(|| "waits".to_owned(), |when| when.to_string());
        let when = theme::galley(ui, TextStyle::Meta, when, tokens.text.secondary, fit);
        painter.galley(pos2(left, y + 31.0), when, tokens.text.secondary);
    }
    names::small(ui, sentence);
}

/// "Takes effect when all have consented; waits for Cabinet."
fn route_sentence(decision: &Decision) -> String {
    if decision.is_effective() {
        let last = decision
            .consents
            .iter()
            .filter_map(|consent| consent.given)
            .chain(decision.taken)
            .max_by_key(|when| when.first_day());
        return last.map_or_else(
            || "In effect: all have consented.".to_owned(),
            |when| format!("In effect since {when}: all have consented."),
        );
    }
    match decision.state {
        DecisionState::Taken => {
            format!(
                "Takes effect when all have consented; {}.",
                effect(decision)
            )
        }
        DecisionState::Proposed => {
            "Takes effect when it is taken and all have consented.".to_owned()
        }
        DecisionState::Deferred | DecisionState::Refused => {
            format!("{}: no effect.", decision.state.word())
        }
    }
}

fn consents(ui: &mut Ui, cx: &ViewCx<'_>, decision: &mut Decision) {
    let next = Consenter::ALL
        .into_iter()
        .find(|body| decision.consents.iter().all(|consent| consent.of != *body))
        .unwrap_or(Consenter::Board);
    let fresh = || Consent {
        of: next,
        given: None,
        reference: String::new(),
    };
    let bodies = Consenter::ALL.map(|body| (body, body.words()));
    list_editor(
        ui,
        "Consents, in order",
        "consent",
        &mut decision.consents,
        fresh,
        |ui, consent| {
            if let Some(of) = Field::side("Of").combo(ui, &consent.of, &bodies) {
                consent.of = of;
            }
            let given = Field::side("Given").hint("Not yet");
            value_field::when_option(ui, given, &mut consent.given, cx.today);
            Field::side("Written in").text(ui, &mut consent.reference);
        },
    );
}

fn votes(ui: &mut Ui, decision: &mut Decision) {
    let mut counted = decision.votes.is_some();
    names::turn(ui, &mut counted, "Votes were counted");
    if !counted {
        decision.votes = None;
        return;
    }
    let votes = decision.votes.get_or_insert_with(Votes::default);
    for (label, count) in [
        ("For", &mut votes.for_it),
        ("Against", &mut votes.against),
        ("Abstained", &mut votes.abstained),
    ] {
        let mut typed = Some(*count);
        value_field::count_option(ui, Field::side(label).width(70.0), &mut typed);
        *count = typed.unwrap_or(0);
    }
}

/// Whoever refers to the decision; a decision that nobody carries out has its gap here.
fn carried_out(ui: &mut Ui, cx: &ViewCx<'_>, decision: &Decision) {
    let from: Vec<ItemRef> = cx
        .derived
        .threads
        .linked_from(decision.id)
        .iter()
        .copied()
        .filter(|from| Some(*from) != decision.meeting.map(ItemRef::from))
        .collect();
    rule::section(ui, "Carried out by", None);
    links::chips(ui, cx, &from);
    if let Some(gap) = cx.derived.threads.decision_gap(cx.record, decision) {
        if gap_box(ui, gap.title, &gap.sentence, Some("Add action")) {
            cx.out.send(Message::Add(NewItem::Action));
        }
    } else if from.is_empty() {
        names::small(ui, "Nothing refers to it yet.");
    }
    if Button::link("Book a later item")
        .edits()
        .icon(Icon::Plus)
        .show(ui)
        .clicked()
    {
        cx.out.send(Message::Add(NewItem::ForwardItem));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn decision(state: DecisionState, given: &[Option<When>]) -> Decision {
        Decision {
            taken: Some(When::day(date(2019, 7, 11))),
            state,
            consents: given
                .iter()
                .zip([Consenter::Board, Consenter::Cabinet])
                .map(|(given, of)| Consent {
                    of,
                    given: *given,
                    reference: String::new(),
                })
                .collect(),
            ..Decision::new(Id::new(2019, || 1), 14)
        }
    }

    #[test]
    fn a_decision_says_whose_consent_it_waits_for() {
        let day = Some(When::day(date(2019, 7, 11)));
        let waits = decision(DecisionState::Taken, &[day, None]);
        assert_eq!(
            route_sentence(&waits),
            "Takes effect when all have consented; waits for Cabinet."
        );
        let later = Some(When::day(date(2019, 7, 18)));
        let done = decision(DecisionState::Taken, &[day, later]);
        assert_eq!(
            route_sentence(&done),
            "In effect since 18 Jul 2019: all have consented."
        );
    }
}
