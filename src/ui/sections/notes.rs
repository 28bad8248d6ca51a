//! My notes: everything a reader wrote beside this pack or record, in the order of the agenda; the
//! questions to send; how the notes are deleted.

use std::sync::Arc;

use egui::{Align, Layout, Ui};

use crate::{
    analysis::{
        reading_order::{Place, WHOLE},
        words,
    },
    app::{
        Command, Message, NotesAsk,
        notes::{Entry, Shown, entries},
    },
    store::notes::NoteKind,
    ui::{
        ViewCx,
        parts::{self, frame, private},
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button, chip::link_chip_of, empty::empty_state, locked, notice_box::notice_box,
            rule, segmented::segmented, status_mark::Mark,
        },
    },
};

/// What the list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Filter {
    #[default]
    All,
    Only(NoteKind),
}

/// What the section remembers between frames.
#[derive(Default)]
pub struct NotesState {
    filter: Filter,
    /// The list, and what it was made from: the revision of the record and of the notes.
    list: Option<(u64, Arc<Shown>, Arc<[Entry]>)>,
}

impl NotesState {
    fn list(&mut self, cx: &ViewCx<'_>, shown: &Arc<Shown>) -> Arc<[Entry]> {
        let revision = cx.derived.revision;
        if let Some((made, of, list)) = &self.list
            && *made == revision
            && Arc::ptr_eq(of, shown)
        {
            return Arc::clone(list);
        }
        let meeting = shown.meeting.and_then(|id| cx.record.meetings.get(id));
        let list: Arc<[Entry]> = entries(cx.record, meeting, &shown.title, &shown.notes).into();
        self.list = Some((revision, Arc::clone(shown), Arc::clone(&list)));
        list
    }
}

/// Paints the section.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut NotesState) {
    let Some(shown) = private::shown(ui) else {
        frame::page(ui, "no notes", |ui| {
            parts::title_row(ui, "My notes", "", |_| {});
            empty_state(
                ui,
                "This record has no name yet",
                "Private notes are kept by the name of the organisation. Give it one, or save the \
                 record, and write beside anything in it.",
                None,
            );
        });
        return;
    };
    let list = state.list(cx, &shown);
    locked::view(ui, |ui| page(ui, cx, state, &shown, &list));
}

fn page(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut NotesState, shown: &Shown, list: &[Entry]) {
    frame::page(ui, "notes", |ui| {
        head(ui, cx, shown);
        if let Some(fault) = &shown.fault {
            notice_box(ui, Mark::Warning, "Notes cannot be kept", fault, &[]);
            return;
        }
        if let Some((kind, about)) = &shown.removed {
            let title = format!("A {} on {about} was removed", private::word(*kind));
            let sentence = "It can be put back until the next one is removed.";
            if notice_box(ui, Mark::Note, &title, sentence, &["Put it back"]) == Some(0) {
                cx.out.send(Message::Notes(NotesAsk::PutBack));
            }
            ui.add_space(size::S3);
        }
        if list.is_empty() {
            nothing(ui, cx, shown);
        } else {
            filters(ui, state, shown);
            notes(ui, cx, state.filter, shown, list);
            on_the_whole(ui, cx, shown);
        }
        elsewhere(ui, cx, shown);
    });
}

fn whole(shown: &Shown) -> Place {
    Place {
        key: WHOLE.to_owned(),
        label: shown.title.clone(),
        at: None,
    }
}

fn head(ui: &mut Ui, cx: &ViewCx<'_>, shown: &Shown) {
    let questions = shown.count(NoteKind::Question);
    let notes = shown.count(NoteKind::Note);
    let sentence = format!(
        "{}: {}, {}.",
        shown.title,
        words::counted(questions, "question", "questions"),
        words::counted(notes, "note", "notes")
    );
    parts::title_row(ui, "My notes", &sentence, |ui| {
        if Button::outlined("Delete my notes…").show(ui).clicked() {
            cx.out.run(Command::DeleteNotes);
        }
        let blocked = (questions == 0).then_some("No question has been written yet");
        if Button::primary("Copy questions")
            .icon(Icon::Copy)
            .tooltip("Every question, numbered, as text to send to the secretary")
            .blocked(blocked)
            .show(ui)
            .clicked()
        {
            cx.out.send(Message::Notes(NotesAsk::CopyQuestions));
        }
    });
}

fn nothing(ui: &mut Ui, cx: &ViewCx<'_>, shown: &Shown) {
    let pressed = empty_state(
        ui,
        "No notes yet",
        "Write a note or a question beside any item as you read: Ctrl M and Ctrl J, or the buttons \
         under an item. They stay on this computer, outside the record and the pack, and nobody \
         else sees them.",
        Some((Icon::Question, "Write a question")),
    );
    if pressed {
        let ask = NotesAsk::Add(whole(shown), NoteKind::Question);
        cx.out.send(Message::Notes(ask));
    }
}

fn filters(ui: &mut Ui, state: &mut NotesState, shown: &Shown) {
    let labels = [
        "All".to_owned(),
        words::figures(shown.count(NoteKind::Question), "question", "questions"),
        words::figures(shown.count(NoteKind::Note), "note", "notes"),
    ];
    let labels = labels.each_ref().map(String::as_str);
    let on = match state.filter {
        Filter::All => 0,
        Filter::Only(NoteKind::Question) => 1,
        Filter::Only(NoteKind::Note) => 2,
    };
    state.filter = match segmented(ui, "Show", &labels, on) {
        Some(0) => Filter::All,
        Some(1) => Filter::Only(NoteKind::Question),
        Some(_) => Filter::Only(NoteKind::Note),
        None => state.filter,
    };
    ui.add_space(size::S2);
}

/// The notes, under what they stand beside.
fn notes(ui: &mut Ui, cx: &ViewCx<'_>, filter: Filter, shown: &Shown, list: &[Entry]) {
    let of = match shown.subject.meeting {
        Some(_) => "pack",
        None => "record",
    };
    let focus = private::focus(ui);
    let wanted = |entry: &&Entry| match filter {
        Filter::All => true,
        // One that was begun just now is shown whatever is wanted.
        Filter::Only(kind) => entry.note.kind == kind || Some(entry.note.id) == focus,
    };
    let mut key: Option<&str> = None;
    let mut gone = false;
    for entry in list.iter().filter(wanted) {
        if entry.gone && !gone {
            gone = true;
            rule::heading(ui, &format!("No longer in the {of}"), "", None);
            let ink = theme::tokens(ui).text.secondary;
            let words = "What these stood beside is not in it as it is open now.";
            ui.label(theme::text(TextStyle::Small, words).color(ink));
            ui.add_space(size::S2);
        }
        if key != Some(entry.note.on.as_str()) {
            key = Some(&entry.note.on);
            about(ui, cx, entry);
        }
        ui.push_id(entry.note.id, |ui| {
            private::one(ui, cx, &entry.note, &entry.label, focus);
        });
    }
}

/// What notes stand beside, as a link where it is shown.
fn about(ui: &mut Ui, cx: &ViewCx<'_>, entry: &Entry) {
    ui.add_space(size::S2);
    if let Some(at) = entry.at {
        let icon = parts::icon_of(at);
        if link_chip_of(ui, &entry.note.on, icon, &entry.label).clicked() {
            cx.out.go_to(at);
        }
    } else {
        let ink = theme::tokens(ui).text.primary;
        ui.label(theme::text(TextStyle::BodyStrong, &entry.label).color(ink));
    }
}

/// What is about no item in particular.
fn on_the_whole(ui: &mut Ui, cx: &ViewCx<'_>, shown: &Shown) {
    ui.add_space(size::S2);
    rule::hair(ui);
    ui.add_space(size::S1);
    let place = whole(shown);
    ui.horizontal(|ui| {
        let ink = theme::tokens(ui).text.secondary;
        let words = match shown.subject.meeting {
            Some(_) => "On the pack as a whole:",
            None => "On the record as a whole:",
        };
        ui.label(theme::text(TextStyle::Small, words).color(ink));
        for kind in [NoteKind::Question, NoteKind::Note] {
            private::add(ui, cx, &place, kind, None);
        }
    });
}

/// Notes on other packs, and how long notes should be kept.
fn elsewhere(ui: &mut Ui, cx: &ViewCx<'_>, shown: &Shown) {
    ui.add_space(size::S5);
    if !shown.others.is_empty() {
        rule::heading(ui, "On other packs and records", "", None);
        for (title, count) in &shown.others {
            ui.horizontal(|ui| {
                let tokens = theme::tokens(ui);
                ui.label(theme::text(TextStyle::Small, title).color(tokens.text.primary));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let words = words::figures(*count, "note or question", "notes and questions");
                    ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
                });
            });
        }
        ui.add_space(size::S3);
    }
    rule::heading(ui, "How long to keep them", "", None);
    let ink = theme::tokens(ui).text.secondary;
    ui.label(theme::text(TextStyle::Small, RETENTION).color(ink));
    ui.add_space(size::S1);
    if Button::link("Delete my notes…").show(ui).clicked() {
        cx.out.run(Command::DeleteNotes);
    }
}

/// Said wherever notes are deleted.
pub const RETENTION: &str = "While private notes exist they can be asked for under freedom of \
    information or data protection law, and may have to be disclosed. It is usual to delete them \
    once the minutes of the meeting are approved.";
