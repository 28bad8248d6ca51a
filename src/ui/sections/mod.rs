//! One file a section, and the one exhaustive match that shows it.

mod curve_dialogs;
mod curve_focus;
mod curve_form;
mod curve_table;
mod curve_wall;
pub mod curves;
pub mod overview;
mod overview_rows;

use egui::Ui;

use crate::model::SectionId;

use super::ViewCx;

/// What views remember between frames: selections, filters, tabs. Never the record.
#[derive(Default)]
pub struct Views {
    /// Curves.
    pub curves: curves::CurvesState,
    /// Rows of the palette, worked out when the record or the query changes.
    pub palette: super::modals::palette::PaletteRows,
}

/// Shows the section that the route names.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, views: &mut Views) {
    match cx.route.section {
        SectionId::Overview => overview::ui(ui, cx),
        SectionId::Actions => {}
        SectionId::Curves => curves::ui(ui, cx, &mut views.curves),
        SectionId::Concerns => {}
        SectionId::Directions => {}
        SectionId::Inspections => {}
        SectionId::Transfer => {}
        SectionId::Board => {}
        SectionId::Meetings => {}
        SectionId::Findings => {}
    }
}
