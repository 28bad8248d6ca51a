//! Who was there, when they came and went, and what they declared.

use std::collections::HashSet;

use egui::Ui;

use crate::{
    analysis::quorum::sitting_on,
    model::{
        AgendaItem, Attendance, Condition, Declaration, Id, Meeting, MeetingState, Person, Presence,
    },
    ui::{
        ViewCx,
        parts::{list::list_editor, names, pick, value_field},
        theme::{self, Fit, TextStyle, size},
        widgets::{
            attendance::{Attendance as Square, SIDE, paint_attendance},
            button::Button,
            field::Field,
            paint, rule,
        },
    },
};

/// Everybody to be listed: those who sit that day, then whoever else is recorded or attends.
fn people(cx: &ViewCx<'_>, meeting: &Meeting) -> (Vec<Id<Person>>, Vec<Id<Person>>) {
    let sitting: Vec<Id<Person>> = sitting_on(cx.record, meeting.date)
        .into_iter()
        .map(|(person, _)| person.id)
        .collect();
    let known: HashSet<Id<Person>> = sitting.iter().copied().collect();
    let mut others: Vec<Id<Person>> = meeting
        .attendance
        .iter()
        .map(|entry| entry.person)
        .filter(|person| !known.contains(person))
        .collect();
    let listed: HashSet<Id<Person>> = others.iter().copied().collect();
    others.extend(
        cx.record
            .people
            .iter()
            .filter(|person| !person.is_director())
            .map(|person| person.id)
            .filter(|id| !known.contains(id) && !listed.contains(id)),
    );
    (sitting, others)
}

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, meeting: &mut Meeting) {
    let (sitting, others) = people(cx, meeting);
    match meeting.state {
        MeetingState::Cancelled => {
            names::small(ui, "The meeting was cancelled: nobody was absent from it.");
        }
        MeetingState::Planned => names::small(
            ui,
            "Until the meeting is held, everybody without apologies is expected.",
        ),
        MeetingState::Inquorate => names::small(
            ui,
            "Met without a quorum: attendance counts, no business was done.",
        ),
        MeetingState::Held => {}
    }
    let unknown: Vec<Id<Person>> = sitting
        .iter()
        .copied()
        .filter(|person| meeting.attendance_of(*person).is_none())
        .collect();
    if !unknown.is_empty() && meeting.state != MeetingState::Cancelled {
        let words = format!("Mark the other {} present", unknown.len());
        if Button::outlined(&words).edits().show(ui).clicked() {
            meeting.attendance.extend(unknown.into_iter().map(fresh));
        }
    }
    rule::section(ui, "Directors", None);
    for person in sitting {
        row(ui, cx, meeting, person);
    }
    if !others.is_empty() {
        rule::section(ui, "In attendance and others", None);
        for person in others {
            row(ui, cx, meeting, person);
        }
    }
}

const fn fresh(person: Id<Person>) -> Attendance {
    Attendance::new(person, Presence::Present)
}

fn row(ui: &mut Ui, cx: &ViewCx<'_>, meeting: &mut Meeting, person: Id<Person>) {
    const CHOICES: [(Option<Presence>, &str); 4] = [
        (None, "Not recorded"),
        (Some(Presence::Present), Presence::Present.word()),
        (Some(Presence::Apologies), Presence::Apologies.word()),
        (Some(Presence::Absent), Presence::Absent.word()),
    ];
    let place = meeting
        .attendance
        .iter()
        .position(|entry| entry.person == person);
    let mut entry = place
        .and_then(|place| meeting.attendance.get(place))
        .cloned();
    let name = names::person(cx.record, person);
    ui.push_id(person, |ui| {
        ui.horizontal_top(|ui| {
            let tokens = theme::tokens(ui);
            let width = (ui.available_width() - 400.0).clamp(120.0, 300.0);
            let (_, space) = ui.allocate_space(egui::vec2(width, 28.0));
            let centre = space.left_center() + egui::vec2(SIDE / 2.0, 0.0);
            if let Some(entry) = &entry {
                paint_attendance(ui.painter(), centre, SIDE, square(entry), tokens);
            } else {
                paint::dashed_rect(
                    ui.painter(),
                    egui::Rect::from_center_size(centre, egui::vec2(SIDE, SIDE)),
                    tokens.line.control,
                );
            }
            let fit = Fit::Elide(width - 20.0);
            let galley = theme::galley(ui, TextStyle::Small, &*name, tokens.text.primary, fit);
            let at = space.left_center() + egui::vec2(20.0, -galley.size().y / 2.0);
            ui.painter().galley(at, galley, tokens.text.primary);
            let how = entry.as_ref().map(|entry| entry.how);
            let field = Field::unlabelled(&name).width(150.0);
            if let Some(chosen) = field.combo(ui, &how, &CHOICES) {
                entry = chosen.map(|how| Attendance {
                    how,
                    ..entry.clone().unwrap_or_else(|| fresh(person))
                });
            }
            if let Some(entry) = entry
                .as_mut()
                .filter(|entry| entry.how == Presence::Present)
            {
                let arrived = format!("Arrival of {name}");
                let left = format!("Leaving of {name}");
                let field = Field::unlabelled(&arrived).hint("arrived").width(84.0);
                value_field::time_option(ui, field, &mut entry.arrived);
                let field = Field::unlabelled(&left).hint("left").width(84.0);
                value_field::time_option(ui, field, &mut entry.left);
            }
        });
    });
    match (place, entry) {
        (Some(place), Some(entry)) => {
            if let Some(slot) = meeting.attendance.get_mut(place) {
                *slot = entry;
            }
        }
        (Some(place), None) => {
            meeting.attendance.remove(place);
        }
        (None, Some(entry)) => meeting.attendance.push(entry),
        (None, None) => {}
    }
}

fn square(entry: &Attendance) -> Square {
    match entry.how {
        Presence::Present if entry.is_partial() => Square::Part,
        Presence::Present => Square::Present,
        Presence::Apologies => Square::Apologies,
        Presence::Absent => Square::Absent,
    }
}

/// Conflicts declared at the meeting; they count in the quorum at once.
pub(super) fn declarations(ui: &mut Ui, cx: &ViewCx<'_>, meeting: &mut Meeting) {
    names::small(
        ui,
        "What is declared here takes the person out of the quorum of the item, or of the whole meeting.",
    );
    ui.add_space(size::S1);
    let Some(first) = cx.record.people.iter().next().map(|person| person.id) else {
        names::small(ui, "Add the people of the board first.");
        return;
    };
    let items: Vec<(Option<Id<AgendaItem>>, String)> =
        std::iter::once((None, "The whole meeting".to_owned()))
            .chain(
                meeting
                    .agenda
                    .iter()
                    .map(|item| (Some(item.id), format!("{} {}", item.number, item.title))),
            )
            .collect();
    let options: Vec<(Option<Id<AgendaItem>>, &str)> = items
        .iter()
        .map(|(id, words)| (*id, words.as_str()))
        .collect();
    let conditions = Condition::ALL.map(|condition| (condition, condition.words()));
    let fresh = || Declaration {
        person: first,
        item: None,
        body: String::new(),
        what: String::new(),
        at: None,
        condition: Condition::LeaveRoom,
    };
    let list = &mut meeting.declarations;
    list_editor(
        ui,
        "Declarations",
        "declaration",
        list,
        fresh,
        |ui, entry| {
            pick::person(ui, cx, Field::side("Person"), &mut entry.person);
            if let Some(item) = Field::side("On").combo(ui, &entry.item, &options) {
                entry.item = item;
            }
            Field::side("Body")
                .hint("The other body, if it is one")
                .text(ui, &mut entry.body);
            Field::side("Declared").prose(ui, &mut entry.what, 1);
            let field = Field::side("What was done");
            if let Some(condition) = field.combo(ui, &entry.condition, &conditions) {
                entry.condition = condition;
            }
        },
    );
}
