//! One file a section, and the one exhaustive match that shows it.

pub mod actions;
mod actions_bulk;
mod actions_detail;
mod actions_filter;
mod actions_links;
mod actions_milestones;
mod actions_rows;
mod actions_table;
pub mod findings;
pub mod directions;
pub mod concerns;
pub mod inspections;
pub mod overview;
mod overview_rows;
pub mod transfer;

use egui::Ui;

use crate::model::SectionId;

use super::ViewCx;

/// What views remember between frames: selections, filters, tabs. Never the record.
#[derive(Default)]
pub struct Views {
    /// Rows of the palette, worked out when the record or the query changes.
    pub palette: super::modals::palette::PaletteRows,
}

/// Shows the section that the route names.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, views: &mut Views) {
    match cx.route.section {
        SectionId::Overview => overview::ui(ui, cx),
        SectionId::Actions => {}
        SectionId::Curves => {}
        SectionId::Concerns => {}
        SectionId::Directions => {}
        SectionId::Inspections => {}
        SectionId::Transfer => {}
        SectionId::Board => {}
        SectionId::Meetings => {}
        SectionId::Findings => {}
    }
}
pub mod board;
pub mod meetings;
