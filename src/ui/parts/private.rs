//! A reader's private notes beside what they are about. The window says once a frame what there are;
//! where it says nothing, nothing is shown.

use std::sync::Arc;

use egui::{Align, Frame, Id, Margin, Panel, ScrollArea, Ui};

use crate::{
    analysis::reading_order::{Place, key_of, place_of},
    app::{Message, NotesAsk, notes::Shown},
    model::ItemRef,
    store::notes::{MOST_CHARACTERS, NoteKind, PrivateNote},
    ui::{
        ViewCx,
        theme::{self, Icon, TextStyle, size},
        widgets::{button::Button, ends::at_end, field::Field, locked, paint, rule},
    },
};

/// Height of the foot of a page with no note in it.
const FOOT: f32 = 82.0;
/// What a note of a few words adds to it.
const NOTE: f32 = 98.0;
/// As wide as prose is.
const WIDEST: f32 = size::READING + 20.0;

/// Said by the window in every frame.
#[derive(Clone, Default)]
struct Said {
    shown: Option<Arc<Shown>>,
    focus: Option<u64>,
}

fn id() -> Id {
    Id::unique("private notes")
}

/// Says what notes there are, and which of them takes the focus. Once a frame, before anything is
/// painted.
pub fn set(ui: &Ui, shown: Option<Arc<Shown>>, focus: Option<u64>) {
    ui.data_mut(|data| data.insert_temp(id(), Said { shown, focus }));
}

fn said(ui: &Ui) -> Said {
    ui.data(|data| data.get_temp(id()).unwrap_or_default())
}

/// The notes, where the window said what there are.
pub fn shown(ui: &Ui) -> Option<Arc<Shown>> {
    said(ui).shown
}

/// The word for a kind.
pub const fn word(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Note => "note",
        NoteKind::Question => "question",
    }
}

/// The icon of a kind.
pub const fn icon(kind: NoteKind) -> Icon {
    match kind {
        NoteKind::Note => Icon::NotePencil,
        NoteKind::Question => Icon::Question,
    }
}

/// "1 question, 2 notes" beside an item, with the icon that goes with it.
pub fn mark(ui: &Ui, at: impl Into<ItemRef>) -> Option<(Icon, String)> {
    mark_of(ui, &key_of(at.into()))
}

/// [`mark`] by key.
pub fn mark_of(ui: &Ui, key: &str) -> Option<(Icon, String)> {
    let (kind, words) = said(ui).shown?.mark(key)?;
    Some((icon(kind), words))
}

/// What is painted in a cell, with the mark of an item at its right end.
pub fn beside(ui: &mut Ui, at: impl Into<ItemRef>, add: impl FnOnce(&mut Ui)) {
    let Some(mark) = mark(ui, at) else {
        return add(ui);
    };
    let room = ui.available_rect_before_wrap();
    let line = TextStyle::Meta.line();
    let right = egui::pos2(room.right() - size::S1, room.center().y - line / 2.0);
    let width = paint_mark(ui, right, &mark);
    ui.scope(|ui| {
        ui.set_max_width((room.width() - width - size::S3).max(0.0));
        add(ui);
    });
}

/// The mark in a sentence that is heard; empty where nothing is written.
pub fn heard(ui: &Ui, at: impl Into<ItemRef>) -> String {
    heard_in(shown(ui).as_deref(), at)
}

/// [`heard`] where there is no `Ui` at hand.
pub fn heard_in(shown: Option<&Shown>, at: impl Into<ItemRef>) -> String {
    heard_of(shown, &key_of(at.into()))
}

/// [`heard_in`] by key.
pub fn heard_of(shown: Option<&Shown>, key: &str) -> String {
    let mark = shown.and_then(|shown| shown.mark(key));
    mark.map_or_else(String::new, |(_, words)| {
        format!(", with private notes: {words}")
    })
}

/// Paints the mark of an item at the right end of a line, in secondary ink; how wide it is.
pub fn paint_mark(ui: &Ui, right: egui::Pos2, (icon, words): &(Icon, String)) -> f32 {
    let ink = theme::tokens(ui).text.secondary;
    let galley = theme::galley(ui, TextStyle::Meta, words.as_str(), ink, theme::Fit::Line);
    let width = galley.size().x + size::ICON_CHIP + 5.0;
    let middle = egui::pos2(
        right.x - width + size::ICON_CHIP / 2.0,
        right.y + galley.size().y / 2.0,
    );
    theme::paint_icon(ui.painter(), *icon, middle, size::ICON_CHIP, ink);
    let origin = egui::pos2(right.x - galley.size().x, right.y);
    ui.painter().galley(origin, galley, ink);
    width
}

/// The notes on an item, to be written in, also where the record is for reading only.
pub fn block(ui: &mut Ui, cx: &ViewCx<'_>, at: impl Into<ItemRef>) {
    let at = at.into();
    if said(ui).shown.is_some()
        && let Some(place) = place_of(cx.record, at)
    {
        ui.add_space(size::S3);
        block_of(ui, cx, &place);
    }
}

/// [`block`] at the foot of a page that is for reading only, in sight however long the page is.
pub fn foot(ui: &mut Ui, cx: &ViewCx<'_>, at: ItemRef) {
    let (Some(notes), Some(place)) = (shown(ui), place_of(cx.record, at)) else {
        return;
    };
    let tokens = theme::tokens(ui);
    let inner = Margin {
        left: 20,
        right: 12,
        top: 10,
        bottom: 8,
    };
    // Higher with each note, up to a part of the page; then it scrolls.
    let wanted = FOOT + NOTE * notes.on(&place.key).count() as f32;
    let height = wanted.min((ui.available_height() * 0.42).max(FOOT));
    let shown = Panel::bottom("private notes")
        .resizable(false)
        .exact_size(height)
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.surface.page).inner_margin(inner))
        .show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt(("private", at))
                .auto_shrink(false)
                .show(ui, |ui| {
                    // Beside the bar that scrolls.
                    ui.set_max_width(ui.available_width() - size::S2);
                    block_of(ui, cx, &place);
                });
        });
    let rect = shown.response.rect;
    paint::hline(
        ui.painter(),
        rect.x_range(),
        rect.top() + 0.5,
        tokens.line.rule,
    );
}

/// [`block`] of any place.
pub fn block_of(ui: &mut Ui, cx: &ViewCx<'_>, place: &Place) {
    let said = said(ui);
    let Some(shown) = &said.shown else { return };
    ui.push_id(("private", place.key.as_str()), |ui| {
        rule::section(ui, "Private notes and questions", None);
        for note in shown.on(&place.key) {
            ui.push_id(note.id, |ui| one(ui, cx, note, &place.label, said.focus));
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::S1;
            for kind in [NoteKind::Question, NoteKind::Note] {
                add(ui, cx, place, kind, shown.fault.as_deref());
            }
        });
    });
}

/// The button that begins a note or a question.
pub fn add(ui: &mut Ui, cx: &ViewCx<'_>, place: &Place, kind: NoteKind, fault: Option<&str>) {
    let words = match kind {
        NoteKind::Note => "Write a note",
        NoteKind::Question => "Write a question",
    };
    let button = Button::quiet(words).icon(icon(kind));
    let tooltip = "Kept on this computer for you alone; never in the record or the pack";
    if button.tooltip(tooltip).blocked(fault).show(ui).clicked() {
        let ask = NotesAsk::Add(place.clone(), kind);
        cx.out.send(Message::Notes(ask));
    }
}

/// One note: what it is, its verbs, its text.
pub fn one(ui: &mut Ui, cx: &ViewCx<'_>, note: &PrivateNote, about: &str, focus: Option<u64>) {
    ui.vertical(|ui| {
        ui.set_max_width(WIDEST.min(ui.available_width()));
        // It is not the record's: it takes keys where that is for reading only.
        locked::view(ui, |ui| written(ui, cx, note, about, focus));
    });
}

fn written(ui: &mut Ui, cx: &ViewCx<'_>, note: &PrivateNote, about: &str, focus: Option<u64>) {
    let tokens = theme::tokens(ui);
    let (word, other) = match note.kind {
        NoteKind::Note => ("Note", "Make it a question"),
        NoteKind::Question => ("Question", "Make it a note"),
    };
    let ask = |ask| cx.out.send(Message::Notes(ask));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        theme::icon(ui, icon(note.kind), size::ICON, tokens.text.secondary);
        ui.label(theme::text(TextStyle::Label, word).color(tokens.text.secondary));
        at_end(ui, Align::Center, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            if Button::link(other).show(ui).clicked() {
                ask(NotesAsk::Turn(note.id));
            }
            let copy = format!("Copy this {}", self::word(note.kind));
            let blank = note.text.trim().is_empty();
            let blocked = blank.then_some("Nothing is written yet");
            if Button::of_icon(Icon::Copy, &copy)
                .blocked(blocked)
                .show(ui)
                .clicked()
            {
                ask(NotesAsk::Copy(note.id));
            }
            let remove = format!("Remove this private {}", self::word(note.kind));
            if Button::of_icon(Icon::X, &remove).show(ui).clicked() {
                ask(NotesAsk::Remove(note.id));
            }
        });
    });
    let mut text = note.text.clone();
    let label = format!("{word} on {about}");
    let now = focus == Some(note.id);
    let response = Field::unlabelled(&label)
        .hint(match note.kind {
            NoteKind::Note => "For yourself",
            NoteKind::Question => "What you want to ask",
        })
        .limit(MOST_CHARACTERS)
        .focus(now)
        .prose(ui, &mut text, 2);
    if now {
        response.scroll_to_me(Some(Align::Center));
    }
    if text != note.text {
        ask(NotesAsk::Write(note.id, text));
    }
    ui.add_space(size::S1);
}

/// The note that takes the focus in this frame.
pub fn focus(ui: &Ui) -> Option<u64> {
    said(ui).focus
}
