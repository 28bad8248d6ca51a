//! Inspections: grades over time by framework, judgements, what is owed next, recommendations.

mod detail;
mod ladder_chart;
mod page;
mod recommendation_table;
mod twin;

use egui::{Key, Modifiers, Ui};

use crate::{
    analysis::{
        inspections::{self, Duty},
        ladder::{Ladder, ladder},
        recommendations::{RecommendationRow, Repeat, repeats, rows},
    },
    app::{Message, NewItem},
    model::{
        Action, Concern, Framework, Inspection, InspectionKind, ItemRef, Items, Recommendation,
    },
    ui::{
        ViewCx,
        parts::{list_and_inspector, title_row},
        theme::Icon,
        widgets::{button::Button, empty::empty_state, table_state::TableState},
    },
};

/// What the section remembers of its view.
#[derive(Default)]
pub struct InspectionsState {
    /// The ladder as a table.
    twin: bool,
    /// Rows of that table.
    twin_table: TableState,
    /// The mark that the keys of the chart stand on.
    cursor: Option<ItemRef>,
    /// Closed recommendations too.
    show_closed: bool,
    /// Rows of the recommendations.
    table: TableState,
    /// What was worked out for this record.
    worked: Option<Worked>,
}

/// What follows from the record, kept until one of its lists changes.
struct Worked {
    key: WorkedFrom,
    ladder: Ladder,
    sentence: String,
    duties: Vec<Duty>,
    rows: Vec<RecommendationRow>,
    repeats: Vec<Repeat>,
    due: usize,
}

/// The lists that the section reads, and the day.
struct WorkedFrom {
    revision: u64,
    today: jiff::civil::Date,
    inspections: Items<Inspection>,
    frameworks: Items<Framework>,
    recommendations: Items<Recommendation>,
    concerns: Items<Concern>,
    actions: Items<Action>,
}

impl WorkedFrom {
    fn of(cx: &ViewCx<'_>) -> Self {
        let record = cx.record;
        Self {
            revision: cx.derived.revision,
            today: cx.today,
            inspections: record.inspections.clone(),
            frameworks: record.frameworks.clone(),
            recommendations: record.recommendations.clone(),
            concerns: record.concerns.clone(),
            actions: record.actions.clone(),
        }
    }

    fn holds(&self, cx: &ViewCx<'_>) -> bool {
        let record = cx.record;
        self.revision == cx.derived.revision
            && self.today == cx.today
            && self.inspections.same_as(&record.inspections)
            && self.frameworks.same_as(&record.frameworks)
            && self.recommendations.same_as(&record.recommendations)
            && self.concerns.same_as(&record.concerns)
            && self.actions.same_as(&record.actions)
    }
}

impl Worked {
    fn of(cx: &ViewCx<'_>) -> Self {
        let ladder = ladder(cx.record, cx.today);
        Self {
            key: WorkedFrom::of(cx),
            sentence: inspections::sentence(cx.record, &ladder),
            duties: inspections::duties(cx.record, cx.today),
            rows: rows(cx.record, &cx.derived.threads),
            repeats: repeats(cx.record),
            due: crate::analysis::nav::answers_due(cx.record, &cx.derived.threads),
            ladder,
        }
    }
}

/// Paints the section.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut InspectionsState) {
    let free = !ui.ctx().text_edit_focused()
        && ui.ctx().memory(|memory| memory.top_modal_layer().is_none());
    if free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::T)) {
        state.twin = !state.twin;
    }
    let worked = match state.worked.take() {
        Some(worked) if worked.key.holds(cx) => worked,
        _stale => Worked::of(cx),
    };
    list_and_inspector(
        ui,
        cx,
        cx.route.item,
        |ui| main(ui, cx, state, &worked),
        |ui, item| detail::detail(ui, cx, item),
    );
    state.worked = Some(worked);
}

fn main(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut InspectionsState, worked: &Worked) {
    let empty = cx.record.inspections.is_empty();
    let sentence = if empty { "" } else { &worked.sentence };
    title_row(ui, "Inspections", sentence, |ui| {
        if empty {
            return;
        }
        if Button::outlined("Add visit")
            .edits()
            .icon(Icon::Plus)
            .show(ui)
            .clicked()
        {
            add(cx, NewItem::Inspection(InspectionKind::MonitoringVisit));
        }
        if Button::primary("Add inspection")
            .edits()
            .icon(Icon::Plus)
            .show(ui)
            .clicked()
        {
            add(cx, NewItem::Inspection(InspectionKind::Graded));
        }
    });
    if empty {
        nothing_yet(ui, cx);
    } else {
        page::page(ui, cx, state, worked);
    }
}

fn nothing_yet(ui: &mut Ui, cx: &ViewCx<'_>) {
    let what = "No inspection is recorded";
    if cx.record.frameworks.is_empty() {
        let why = "Choose a framework, then add an inspection: its scale and headings say what \
                   the grades of a report mean.";
        if empty_state(ui, what, why, Some((Icon::Plus, "Add framework"))) {
            add(cx, NewItem::Framework);
        }
        return;
    }
    let why = "An inspection gives grades under its framework, and recommendations that actions \
               answer.";
    if empty_state(ui, what, why, Some((Icon::Plus, "Add inspection"))) {
        add(cx, NewItem::Inspection(InspectionKind::Graded));
    }
    ui.add_space(crate::ui::theme::size::S4);
    page::frameworks(ui, cx);
}

fn add(cx: &ViewCx<'_>, what: NewItem) {
    cx.out.send(Message::Add(what));
}
