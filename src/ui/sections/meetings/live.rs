//! A meeting as it runs: agenda at the left, the item in the middle, quorum and people at the right.
//! Everything goes into the record at once, with its time; every verb has a key.

mod consent;
mod forms;
mod item;
mod people;
mod rail;

use egui::{Frame, Key, Margin, Modifiers, Panel, ScrollArea, Ui};
use jiff::civil::Time;

use crate::{
    analysis::agenda,
    app::{MeetingAsk, Message},
    edit::meeting::Act,
    model::{AgendaItem, Condition, Declaration, Id, Meeting, MeetingState, Person, date},
    ui::{
        ViewCx,
        parts::{names, value_field},
        theme::{self, Icon, TextStyle, size},
        widgets::{button::Button, ends::at_end, modal, paint},
    },
};

use super::defer::DeferForm;

/// Width of the agenda.
const AGENDA: f32 = 316.0;
/// Width of the people.
const PEOPLE: f32 = 312.0;
/// Width of the people where the window is narrow.
const PEOPLE_NARROW: f32 = 288.0;
/// Narrower than this the agenda is behind a button.
const BOTH: f32 = 1_130.0;
/// Height of the title row.
const HEAD: f32 = 46.0;

/// The form that is open under the item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Form {
    #[default]
    None,
    Action,
    Declare,
    Defer,
    Close,
}

/// What is typed while a meeting runs, besides the record.
#[derive(Debug, Default)]
pub(super) struct LiveState {
    form: Form,
    /// The form was just opened: its first field wants the focus.
    opening: bool,
    /// The note field wants the focus.
    noting: bool,
    action: String,
    said: String,
    defer: DeferForm,
    declaration: Option<Declaration>,
    /// The item that the forms belong to.
    of: Option<Id<AgendaItem>>,
    /// The agenda is shown in a narrow window.
    agenda: bool,
    /// The person leaves the page.
    leave: Option<Leave>,
}

/// Where a person goes who leaves the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leave {
    /// To the page of the meeting.
    Page,
    /// To its minutes.
    Minutes,
}

impl LiveState {
    fn open(&mut self, form: Form) {
        self.form = form;
        self.opening = true;
    }

    fn put_off(&mut self, item: &AgendaItem) {
        self.defer = DeferForm::of(item);
        self.open(Form::Defer);
    }

    fn close_form(&mut self) {
        self.form = Form::None;
        self.defer = DeferForm::default();
        self.declaration = None;
    }
}

/// What every part of the page needs to know.
#[derive(Clone, Copy)]
struct Hour<'a> {
    meeting: &'a Meeting,
    now: Time,
    /// The item at hand.
    item: Option<&'a AgendaItem>,
}

impl Hour<'_> {
    fn act(&self, cx: &ViewCx<'_>, act: Act) {
        let ask = MeetingAsk::Act(self.meeting.id, act);
        cx.out.send(Message::Meeting(ask));
    }
}

/// The item at hand. Before the opening the first one waits; between items the last one is looked at.
pub(super) fn at_hand(meeting: &Meeting) -> Option<&AgendaItem> {
    agenda::current(meeting).or_else(|| {
        let done = meeting.agenda.iter().rfind(|item| item.began.is_some());
        done.or_else(|| meeting.agenda.first())
    })
}

/// Shows the meeting; where the person goes when leaving the page.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut LiveState,
    meeting: &Meeting,
    now: Time,
) -> Option<Leave> {
    let seconds = now.second();
    let now = Time::new(now.hour(), now.minute(), 0, 0).unwrap_or(now);
    let item = at_hand(meeting);
    let hour = Hour { meeting, now, item };
    if state.of != item.map(|item| item.id) {
        state.of = item.map(|item| item.id);
        state.close_form();
        state.said.clear();
    }
    let listed = people::listed(cx.record, meeting);
    keys(ui, cx, state, hour, &listed);
    if meeting.is_live() {
        // The clock stands on the page; nothing else wakes the window.
        let left = 60 - u64::try_from(seconds).unwrap_or(0).min(59);
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_secs(left));
    }
    let wide = ui.available_width() >= BOTH;
    if head(ui, cx, state, hour, wide) {
        state.leave = Some(Leave::Page);
    }
    let tokens = theme::tokens(ui);
    if wide || state.agenda {
        let width = if wide { AGENDA } else { 264.0 };
        Panel::left("live agenda")
            .resizable(false)
            .exact_size(width)
            .show_separator_line(false)
            .frame(Frame::new().fill(tokens.surface.page))
            .show(ui, |ui| {
                let edge = ui.max_rect();
                let x = edge.right() - 0.5;
                paint::vline(ui.painter(), x, edge.y_range(), tokens.line.rule);
                rail::ui(ui, cx, state, hour);
            });
    }
    if wide || !state.agenda {
        Panel::right("live people")
            .resizable(false)
            .exact_size(if wide { PEOPLE } else { PEOPLE_NARROW })
            .show_separator_line(false)
            .frame(Frame::new().fill(tokens.surface.page))
            .show(ui, |ui| {
                let edge = ui.max_rect();
                let x = edge.left() + 0.5;
                paint::vline(ui.painter(), x, edge.y_range(), tokens.line.rule);
                people::ui(ui, cx, hour, &listed);
            });
    }
    ui.ctx().allow_widget_id_changes_in(ui.max_rect());
    ScrollArea::vertical()
        .id_salt(("live item", state.of))
        .auto_shrink(false)
        .show(ui, |ui| {
            let side = if wide { 28 } else { 18 };
            let inside = Margin {
                left: side,
                right: side,
                top: 14,
                bottom: 24,
            };
            Frame::new().inner_margin(inside).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.push_id((state.of, cx.epoch), |ui| item::ui(ui, cx, state, hour));
            });
        });
    state.opening = false;
    state.leave.take()
}

/// Keys of the meeting. Single letters and digits only where nothing is being typed.
fn keys(ui: &Ui, cx: &ViewCx<'_>, state: &mut LiveState, hour: Hour<'_>, listed: &[Id<Person>]) {
    if egui::Popup::is_any_open(ui.ctx()) || modal::is_open(ui.ctx()) {
        return;
    }
    let pressed = |held, key| ui.input_mut(|input| input.consume_key(held, key));
    if let Some(item) = hour.item.filter(|_| hour.meeting.is_live()) {
        if pressed(Modifiers::COMMAND, Key::Enter) {
            hour.act(cx, Act::Record(item.id));
        }
        if pressed(Modifiers::COMMAND, Key::ArrowDown) {
            hour.act(cx, Act::Next(item.id));
        }
        if pressed(Modifiers::COMMAND, Key::ArrowUp)
            && let Some(before) = before(hour.meeting, item)
        {
            hour.act(cx, Act::Take(before));
        }
    }
    let waits = hour.meeting.state == MeetingState::Planned && !hour.meeting.is_live();
    if waits && pressed(Modifiers::COMMAND, Key::Enter) {
        hour.act(cx, Act::Open);
    }
    if ui.ctx().text_edit_focused() {
        return;
    }
    if hour.meeting.is_live() {
        if pressed(Modifiers::NONE, Key::E) {
            state.open(Form::Close);
        }
        if pressed(Modifiers::NONE, Key::P) {
            hour.act(cx, pause_or_resume(hour.meeting).1);
        }
        if let Some(item) = hour.item
            && pressed(Modifiers::NONE, Key::O)
        {
            state.put_off(item);
        }
    }
    if hour.meeting.state == MeetingState::Planned {
        for ((key, _), person) in people::KEYS.iter().zip(listed) {
            if pressed(Modifiers::NONE, *key) {
                hour.act(cx, Act::Toggle(*person));
            }
        }
    }
    if hour.item.is_some() {
        if pressed(Modifiers::NONE, Key::A) {
            state.open(Form::Action);
        }
        if pressed(Modifiers::NONE, Key::D) {
            open_declaration(state, hour, listed);
        }
        if pressed(Modifiers::NONE, Key::N) {
            state.noting = true;
        }
    }
    if state.form != Form::None && pressed(Modifiers::NONE, Key::Escape) {
        state.close_form();
    }
}

fn before(meeting: &Meeting, item: &AgendaItem) -> Option<Id<AgendaItem>> {
    let place = meeting.agenda.iter().position(|one| one.id == item.id)?;
    let before = place.checked_sub(1)?;
    meeting.agenda.get(before).map(|item| item.id)
}

fn open_declaration(state: &mut LiveState, hour: Hour<'_>, listed: &[Id<Person>]) {
    let Some(first) = listed.first() else { return };
    state.declaration = Some(Declaration {
        person: *first,
        item: hour.item.map(|item| item.id),
        body: hour
            .item
            .and_then(|item| item.bodies.first().cloned())
            .unwrap_or_default(),
        what: String::new(),
        at: None,
        condition: Condition::LeaveRoom,
    });
    state.open(Form::Declare);
}

/// Title, place, the clock and the verbs of the meeting; true when the person leaves.
fn head(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut LiveState, hour: Hour<'_>, wide: bool) -> bool {
    let tokens = theme::tokens(ui);
    let meeting = hour.meeting;
    let mut leave = false;
    let frame = Frame::new()
        .fill(tokens.surface.page)
        .inner_margin(Margin::symmetric(if wide { 20 } else { 12 }, 0));
    Panel::top("live head")
        .exact_size(HEAD)
        .show_separator_line(false)
        .frame(frame)
        .show(ui, |ui| {
            let edge = ui.max_rect().expand2(egui::vec2(20.0, 0.0));
            let y = edge.bottom() - 0.5;
            paint::hline(ui.painter(), edge.x_range(), y, tokens.line.rule);
            ui.horizontal_centered(|ui| {
                if !wide {
                    let words = if state.agenda { "Item" } else { "Agenda" };
                    if Button::outlined(words).show(ui).clicked() {
                        state.agenda = !state.agenda;
                    }
                }
                let day = if wide {
                    format!(
                        "{} {}",
                        date::weekday(meeting.date),
                        date::long(meeting.date)
                    )
                } else {
                    date::short(meeting.date)
                };
                let title = format!("{}, {day}", meeting.title);
                let label =
                    ui.label(theme::text(TextStyle::Heading, title).color(tokens.text.primary));
                ui.ctx().accesskit_node_builder(label.id, |node| {
                    node.set_role(egui::accesskit::Role::Heading);
                });
                if wide && ui.available_width() > 640.0 {
                    ui.label(
                        theme::text(TextStyle::Small, &meeting.place).color(tokens.text.secondary),
                    );
                }
                at_end(ui, egui::Align::Center, |ui| {
                    clock(ui, hour, wide);
                    verbs(ui, cx, state, hour);
                    leave = Button::of_icon(Icon::X, "Back to the page of the meeting")
                        .show(ui)
                        .clicked();
                });
            });
        });
    leave
}

fn verbs(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut LiveState, hour: Hour<'_>) {
    let meeting = hour.meeting;
    if meeting.is_live() {
        let (words, act) = pause_or_resume(meeting);
        let pause = Button::outlined(words).edits();
        if pause.tooltip("Key P").show(ui).clicked() {
            hour.act(cx, act);
        }
        let end = Button::outlined("End meeting…").edits();
        if end.tooltip("Key E").show(ui).clicked() {
            state.open(Form::Close);
        }
    } else if meeting.state == MeetingState::Planned {
        let open = Button::primary("Open meeting").edits();
        if open.tooltip("Ctrl Enter").show(ui).clicked() {
            hour.act(cx, Act::Open);
        }
    } else if Button::outlined("Reopen").edits().show(ui).clicked() {
        hour.act(cx, Act::Reopen);
    }
}

fn pause_or_resume(meeting: &Meeting) -> (&'static str, Act) {
    if meeting.is_paused() {
        ("Resume", Act::Resume)
    } else {
        ("Pause", Act::Pause)
    }
}

/// The time now, and since when it runs.
fn clock(ui: &mut Ui, hour: Hour<'_>, wide: bool) {
    let tokens = theme::tokens(ui);
    let meeting = hour.meeting;
    let since = match (meeting.opened, meeting.closed, meeting.starts) {
        (Some(_), Some(closed), _) => format!("closed {}", value_field::show_time(closed)),
        (Some(opened), None, _) if meeting.is_paused() => {
            let from = meeting.pauses.last().map_or(opened, |pause| pause.from);
            format!("paused since {}", value_field::show_time(from))
        }
        (Some(opened), None, _) => format!("started {}", value_field::show_time(opened)),
        (None, _, Some(starts)) => format!("to start at {}", value_field::show_time(starts)),
        (None, _, None) => String::new(),
    };
    let now = value_field::show_time(hour.now);
    ui.label(theme::text(TextStyle::Verdict, now).color(tokens.text.primary));
    if wide || meeting.is_paused() {
        ui.label(theme::text(TextStyle::Small, since).color(tokens.text.secondary));
    }
}

/// A muted line about what the keys do.
fn hint(ui: &mut Ui, words: &str) {
    let ink = theme::tokens(ui).text.muted;
    ui.label(theme::text(TextStyle::Meta, words).color(ink));
}

/// The name of a person in this record.
fn name(cx: &ViewCx<'_>, person: Id<Person>) -> String {
    names::person(cx.record, person)
}

/// Space between parts of the page.
const GAP: f32 = size::S3;
