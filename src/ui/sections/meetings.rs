//! Meetings: agendas with their quorum, attendance and minutes; decisions; the forward plan.

mod action_line;
mod agenda;
mod agenda_item;
mod attendance;
mod decision;
mod decisions;
mod defer;
mod details;
mod forward;
mod list;
mod live;
mod minutes;
mod page;
mod week;

use egui::Ui;
use jiff::civil::Time;

use crate::{
    analysis::{
        reading_order::{Place, place_of, place_of_agenda_item},
        words,
    },
    app::{Command, Message, NewItem},
    model::{
        AgendaItem, Decision, DecisionState, ForwardItem, Id, ItemRef, Items, Meeting,
        MeetingState, Record, date,
    },
    ui::{
        ViewCx, parts,
        theme::{Icon, size},
        widgets::{button::Button, segmented::segmented, table_state::TableState},
    },
};

/// What the section lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    Meetings,
    Decisions,
    Forward,
}

impl Shown {
    const ALL: [Self; 3] = [Self::Meetings, Self::Decisions, Self::Forward];
}

/// The parts of a meeting's page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Agenda,
    Attendance,
    Declarations,
    Minutes,
    Details,
}

impl Part {
    const ALL: [Self; 5] = [
        Self::Agenda,
        Self::Attendance,
        Self::Declarations,
        Self::Minutes,
        Self::Details,
    ];
}

/// What is looked at, besides the selected item.
#[derive(Debug, Default)]
pub struct MeetingsState {
    shown: Shown,
    part: Part,
    /// The item that last chose what is shown.
    last: Option<ItemRef>,
    /// The agenda item whose form is open.
    open: Option<Id<AgendaItem>>,
    /// A meeting that is about to get another item, and how many it had.
    awaiting: Option<(Id<Meeting>, usize)>,
    decided: Option<DecisionState>,
    done_too: bool,
    decisions: TableState,
    forward: TableState,
    order: Order,
    /// The meeting that is shown live.
    run: Option<Id<Meeting>>,
    /// The time of day.
    clock: Option<Time>,
    live: live::LiveState,
    decision: decision::DecisionView,
    minutes: minutes::MinutesState,
    week: week::WeekState,
}

/// What the orders follow from.
type Basis = (
    Items<Meeting>,
    Items<Decision>,
    Items<ForwardItem>,
    jiff::civil::Date,
);

/// Orders of the lists, kept until the lists change.
#[derive(Debug, Default)]
struct Order {
    basis: Option<Basis>,
    meetings: Vec<Id<Meeting>>,
    /// Meetings to come, at the head of the list.
    to_come: usize,
    decisions: Vec<Id<Decision>>,
    forward: Vec<Id<ForwardItem>>,
}

impl Order {
    fn refresh(&mut self, cx: &ViewCx<'_>) {
        let record = cx.record;
        let holds = self.basis.as_ref().is_some_and(|basis| {
            basis.0.same_as(&record.meetings)
                && basis.1.same_as(&record.decisions)
                && basis.2.same_as(&record.forward_plan)
                && basis.3 == cx.today
        });
        if holds {
            return;
        }
        let mut to_come: Vec<&Meeting> = Vec::new();
        let mut past: Vec<&Meeting> = Vec::new();
        for meeting in record.meetings.iter() {
            if meeting.date >= cx.today && meeting.state == MeetingState::Planned {
                to_come.push(meeting);
            } else {
                past.push(meeting);
            }
        }
        to_come.sort_by_key(|meeting| (meeting.date, meeting.starts));
        past.sort_by_key(|meeting| std::cmp::Reverse((meeting.date, meeting.starts)));
        self.to_come = to_come.len();
        self.meetings = to_come
            .iter()
            .chain(&past)
            .map(|meeting| meeting.id)
            .collect();
        let mut decisions: Vec<&Decision> = record.decisions.iter().collect();
        decisions.sort_by_key(|decision| std::cmp::Reverse(decision.number));
        self.decisions = decisions.iter().map(|decision| decision.id).collect();
        let mut forward: Vec<&ForwardItem> = record.forward_plan.iter().collect();
        forward.sort_by_key(|item| item.due);
        self.forward = forward.iter().map(|item| item.id).collect();
        self.basis = Some((
            record.meetings.clone(),
            record.decisions.clone(),
            record.forward_plan.clone(),
            cx.today,
        ));
    }

    /// The meeting shown when none is selected: the next one, or else the last.
    fn first(&self) -> Option<Id<Meeting>> {
        self.meetings.first().copied()
    }
}

/// Shows the section.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut MeetingsState) {
    state.order.refresh(cx);
    if cx.route.item != state.last {
        state.last = cx.route.item;
        state.follow(cx.route.item);
    }
    if let Some(ItemRef::Meeting(id)) = cx.focus {
        // A new meeting wants its day first.
        (state.shown, state.last) = (Shown::Meetings, Some(id.into()));
        state.part = Part::Details;
    }
    state.open_added(cx);
    if state.runs(cx.record, cx.route.item)
        && let Some(meeting) = state.run.and_then(|id| cx.record.meetings.get(id))
    {
        let now = state.clock.or(meeting.starts).unwrap_or(Time::MIN);
        match live::ui(ui, cx, &mut state.live, meeting, now) {
            Some(live::Leave::Minutes) => (state.run, state.part) = (None, Part::Minutes),
            Some(live::Leave::Page) => state.run = None,
            None => {}
        }
        return;
    }
    match state.shown {
        Shown::Meetings => page::ui(ui, cx, state),
        Shown::Decisions => {
            let selected = cx.route.item;
            let mut view = std::mem::take(&mut state.decision);
            parts::list_and_inspector(
                ui,
                cx,
                selected,
                |ui| decisions::ui(ui, cx, state),
                |ui, item| {
                    if let ItemRef::Decision(id) = item {
                        decision::ui(ui, cx, &mut view, id);
                        parts::item_findings(ui, cx, item);
                    }
                },
            );
            state.decision = view;
        }
        Shown::Forward => {
            let selected = cx.route.item;
            parts::list_and_inspector(
                ui,
                cx,
                selected,
                |ui| forward::ui(ui, cx, state),
                |ui, item| {
                    if let ItemRef::ForwardItem(id) = item {
                        forward::detail(ui, cx, id);
                        parts::item_findings(ui, cx, item);
                    }
                },
            );
        }
    }
}

impl MeetingsState {
    /// The time of day, for a meeting that runs.
    pub fn set_clock(&mut self, now: Time) {
        self.clock = Some(now);
    }

    /// Shows a meeting live.
    pub fn run(&mut self, id: Id<Meeting>) {
        self.run = Some(id);
    }

    /// Whether the selected meeting is shown live.
    pub fn runs(&self, record: &Record, selected: Option<ItemRef>) -> bool {
        self.run.is_some_and(|id| {
            selected == Some(ItemRef::Meeting(id)) && record.meetings.get(id).is_some()
        })
    }

    /// Beside what a private note begins: the item at hand of a meeting that is shown live, the item
    /// whose form is open on the page of a meeting, or else the meeting on that page.
    pub fn note_place(&self, record: &Record, selected: Option<ItemRef>) -> Option<Place> {
        let meeting = match selected {
            Some(ItemRef::Meeting(id)) => id,
            None if self.shown == Shown::Meetings => self.order.first()?,
            _ => return None,
        };
        let meeting = record.meetings.get(meeting)?;
        let item = if self.runs(record, selected) {
            let planned = meeting.state == MeetingState::Planned;
            live::at_hand(meeting).filter(|_| planned)
        } else {
            let open = self.open.filter(|_| self.part == Part::Agenda);
            open.and_then(|open| meeting.item(open))
        };
        match item {
            Some(item) => Some(place_of_agenda_item(meeting, item)),
            None => place_of(record, meeting.id.into()),
        }
    }

    /// Shows the list in which the selected item is found.
    fn follow(&mut self, item: Option<ItemRef>) {
        match item {
            Some(ItemRef::Meeting(_)) => {
                self.shown = Shown::Meetings;
                self.open = None;
            }
            Some(ItemRef::Decision(_)) => self.shown = Shown::Decisions,
            Some(ItemRef::ForwardItem(_)) => self.shown = Shown::Forward,
            _ => {}
        }
    }

    /// Opens the form of an agenda item that was just added.
    fn open_added(&mut self, cx: &ViewCx<'_>) {
        let Some((meeting, count)) = self.awaiting else {
            return;
        };
        let agenda = cx
            .record
            .meetings
            .get(meeting)
            .map(|meeting| &meeting.agenda);
        match agenda {
            Some(agenda) if agenda.len() > count => {
                let fresh = agenda.iter().rfind(|item| item.title.is_empty());
                self.open = fresh.or_else(|| agenda.last()).map(|item| item.id);
                self.awaiting = None;
            }
            Some(_) => {}
            None => self.awaiting = None,
        }
    }
}

/// Title, sentence, the choice of list and the verbs.
fn head(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut MeetingsState) {
    parts::title_row(ui, "Meetings", &sentence(cx, state), |ui| {
        if state.shown == Shown::Meetings {
            let tooltip = "Add a meeting with its standing items only; New meeting brings what is due, \
                           carried over and booked";
            if Button::outlined("Empty meeting")
                .edits()
                .tooltip(tooltip)
                .show(ui)
                .clicked()
            {
                cx.out.send(Message::Add(NewItem::Meeting));
            }
            if Button::primary("New meeting…")
                .edits()
                .icon(Icon::Plus)
                .show(ui)
                .clicked()
            {
                cx.out.run(Command::NewMeeting);
            }
            return;
        }
        let (words, what) = match state.shown {
            Shown::Meetings => ("Add meeting", NewItem::Meeting),
            Shown::Decisions => ("Add decision", NewItem::Decision(None)),
            Shown::Forward => ("Add to forward plan", NewItem::ForwardItem),
        };
        if Button::primary(words)
            .edits()
            .icon(Icon::Plus)
            .show(ui)
            .clicked()
        {
            cx.out.send(Message::Add(what));
        }
    });
    choice(ui, cx, state);
    ui.add_space(size::S2);
}

fn choice(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut MeetingsState) {
    let labels = ["Meetings", "Decisions", "Forward plan"];
    let on = Shown::ALL
        .iter()
        .position(|shown| *shown == state.shown)
        .unwrap_or(0);
    if let Some(chosen) = segmented(ui, "List", &labels, on) {
        state.shown = Shown::ALL.get(chosen).copied().unwrap_or_default();
        cx.out.send(Message::Select(None));
    }
}

fn sentence(cx: &ViewCx<'_>, state: &MeetingsState) -> String {
    let next = state
        .order
        .meetings
        .first()
        .filter(|_| state.order.to_come > 0)
        .and_then(|id| cx.record.meetings.get(*id));
    let held = words::figures(
        cx.record.meetings.len() - state.order.to_come,
        "meeting so far",
        "meetings so far",
    );
    match next {
        None => format!("{held}, none planned."),
        Some(next) => format!(
            "The next meeting is {}, {}, {} to decide. {}.",
            date::weekday(next.date),
            date::long(next.date),
            match next.to_decide().count() {
                0 => "nothing".to_owned(),
                count => words::number(count),
            },
            words::capital(&held)
        ),
    }
}
