//! One file a section, and the one exhaustive match that shows it.

pub mod actions;
pub mod board;
pub mod concerns;
pub mod curves;
pub mod directions;
pub mod findings;
pub mod inspections;
pub mod meetings;
mod notes;
pub mod overview;
pub mod packs;
pub mod story;
pub mod transfer;

use egui::Ui;

use jiff::civil::Time;

use crate::{
    analysis::reading_order::Place,
    app::Route,
    model::{Id, Meeting, Record, SectionId},
};

use super::{ViewCx, widgets::locked};

/// What views remember between frames: selections, filters, tabs. Never the record.
#[derive(Default)]
pub struct Views {
    /// Rows of the palette, worked out when the record or the query changes.
    pub palette: super::modals::palette::PaletteRows,
    /// What was typed on the page of figures.
    pub figures: super::modals::FiguresForm,
    /// What was typed on the page of actions.
    pub actions_in: super::modals::ActionsForm,
    /// What was typed for a new meeting.
    pub new_meeting: super::modals::NewMeetingForm,
    actions: actions::ActionsState,
    concerns: concerns::ConcernsState,
    curves: curves::CurvesState,
    directions: directions::DirectionsState,
    inspections: inspections::InspectionsState,
    transfer: transfer::TransferState,
    board: board::BoardState,
    meetings: meetings::MeetingsState,
    story: story::StorySection,
    /// The pack being made; the window sets what the program knows of it.
    pub packs: packs::PacksState,
    findings: findings::FindingsState,
    notes: notes::NotesState,
}

impl Views {
    /// The time of day, for what runs by the clock.
    pub fn set_clock(&mut self, now: Time) {
        self.meetings.set_clock(now);
    }

    /// Shows a meeting live.
    pub fn run_meeting(&mut self, id: Id<Meeting>) {
        self.meetings.run(id);
    }

    /// Whether a meeting is shown live: it takes the rail, and keys of its own.
    pub fn runs_meeting(&self, record: &Record, route: Route) -> bool {
        route.section == SectionId::Meetings && self.meetings.runs(record, route.item)
    }

    /// Beside what a private note begins, where a section knows better than what is selected.
    pub fn note_place(&self, record: &Record, route: Route) -> Option<Place> {
        (route.section == SectionId::Meetings)
            .then(|| self.meetings.note_place(record, route.item))
            .flatten()
    }
}

pub use notes::RETENTION;

/// Shows the section that the route names.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, views: &mut Views) {
    match cx.route.section {
        SectionId::Overview => overview::ui(ui, cx),
        SectionId::Actions => actions::ui(ui, cx, &mut views.actions),
        SectionId::Concerns => concerns::ui(ui, cx, &mut views.concerns),
        SectionId::Curves => curves::ui(ui, cx, &mut views.curves),
        SectionId::Directions => directions::ui(ui, cx, &mut views.directions),
        SectionId::Inspections => inspections::ui(ui, cx, &mut views.inspections),
        SectionId::Transfer => transfer::ui(ui, cx, &mut views.transfer),
        SectionId::Board => board::ui(ui, cx, &mut views.board),
        SectionId::Meetings => meetings::ui(ui, cx, &mut views.meetings),
        // What is chosen there is chosen for the page, not for the record.
        SectionId::Story => locked::view(ui, |ui| story::ui(ui, cx, &mut views.story)),
        SectionId::Packs => locked::view(ui, |ui| packs::ui(ui, cx, &mut views.packs)),
        SectionId::Findings => findings::ui(ui, cx, &mut views.findings),
        SectionId::Notes => notes::ui(ui, cx, &mut views.notes),
    }
}
