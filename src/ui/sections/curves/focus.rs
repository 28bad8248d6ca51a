//! One measure in full: the sentence, the chart with its lane, the four questions, the figures.

use std::sync::Arc;

use egui::{Align, Key, Modifiers, Ui, vec2};

use crate::{
    analysis::curve::{Answer, Curve, Run, answers, statement, with_events},
    app::{Message, Route},
    edit::statements::same_inputs,
    model::{
        Action, Clause, Decision, Direction, Id, Inspection, ItemRef, Items, Measure, SectionId,
        date::short,
    },
    ui::{
        ViewCx,
        charts::{ChartState, chart, range, verdict_pair},
        parts::{frame, icon_of, private},
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            chip::link_chip,
            ends::at_end,
            key_cap::key_cap,
            rule::{hair, rule},
            tabs::tabs,
            verdict_icon,
        },
    },
};

use super::{CurvesState, present::Turn};

/// Width from which the figures stand beside the chart.
const BESIDE: f32 = 980.0;
/// Width of the figures.
const PANEL: f32 = 352.0;
/// Width from which there is room for the way to the neighbours.
const STEPS: f32 = 540.0;
/// Height of the chart without its lane.
const CHART: f32 = 430.0;

/// What the focus view remembers between frames.
#[derive(Default)]
pub struct FocusState {
    measure: Option<Id<Measure>>,
    pub(super) chart: ChartState,
    question: usize,
    panel: usize,
    /// In a narrow window: the figures in place of the chart.
    figures: bool,
    pub(super) values: super::table::ValuesState,
    pub(super) dialog: Option<super::dialogs::Dialog>,
    /// Over the whole window, for the boardroom.
    presenting: Option<ChartState>,
    kept: Option<Kept>,
}

impl FocusState {
    /// Over the whole screen with whichever measure is shown next.
    pub(super) fn present(&mut self, ctx: &egui::Context) {
        self.presenting = Some(ChartState::default());
        super::present::fill_screen(ctx, true);
    }
}

/// The chart with events and its answers, and what they were made from.
struct Kept {
    base: Arc<Curve>,
    lists: Lists,
    curve: Arc<Curve>,
    answers: [Answer; 4],
}

/// The lists that events and answers are made from: equal pointers mean nothing changed.
#[derive(Clone)]
struct Lists {
    actions: Items<Action>,
    clauses: Items<Clause>,
    decisions: Items<Decision>,
    directions: Items<Direction>,
    inspections: Items<Inspection>,
    measures: Items<Measure>,
    transfer: Arc<crate::model::Transfer>,
}

impl Lists {
    fn of(cx: &ViewCx<'_>) -> Self {
        let record = cx.record;
        Self {
            actions: record.actions.clone(),
            clauses: record.clauses.clone(),
            decisions: record.decisions.clone(),
            directions: record.directions.clone(),
            inspections: record.inspections.clone(),
            measures: record.measures.clone(),
            transfer: Arc::clone(&record.transfer),
        }
    }

    fn same_as(&self, other: &Self) -> bool {
        self.actions.same_as(&other.actions)
            && self.clauses.same_as(&other.clauses)
            && self.decisions.same_as(&other.decisions)
            && self.directions.same_as(&other.directions)
            && self.inspections.same_as(&other.inspections)
            && self.measures.same_as(&other.measures)
            && Arc::ptr_eq(&self.transfer, &other.transfer)
    }
}

/// Shows the focus view of `measure`.
pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, measure: &Measure, state: &mut CurvesState) {
    if state.focus.measure != Some(measure.id) {
        let kept = state.focus.question;
        let presenting = state.focus.presenting.is_some();
        state.focus = FocusState {
            presenting: presenting.then(ChartState::default),
            measure: Some(measure.id),
            question: kept,
            panel: usize::from(measure.values.is_empty() && measure.title.is_empty()),
            ..FocusState::default()
        };
    }
    let Some(curve) = refresh(cx, measure, state) else {
        return;
    };
    let ids: Vec<Id<Measure>> = state.shown().iter().map(|curve| curve.id).collect();
    if present(ui, cx, &curve, &ids, &mut state.focus) {
        return;
    }
    keys(ui, cx, measure, &ids, state);
    ui.ctx().allow_widget_id_changes_in(ui.max_rect());
    let focus = &mut state.focus;
    ui.push_id((measure.id, cx.epoch), |ui| {
        frame::page(ui, "focus", |ui| {
            head(ui, cx, measure, &curve, &ids, focus);
            verdict(ui, &curve);
            ui.add_space(size::S2);
            let width = ui.available_width();
            if width >= BESIDE {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.x = size::S2;
                        ui.set_width(width - PANEL - size::S5);
                        left(ui, cx, measure, &curve, focus);
                    });
                    ui.add_space(size::S5);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.x = size::S2;
                        ui.set_width(PANEL);
                        panel(ui, cx, measure, &curve, focus);
                    });
                });
            } else if focus.figures {
                panel(ui, cx, measure, &curve, focus);
            } else {
                left(ui, cx, measure, &curve, focus);
            }
            ui.set_max_width(size::READING);
            private::block(ui, cx, measure.id);
        });
    });
    super::dialogs::ui(ui.ctx(), cx, measure, &curve, focus);
}

/// The presentation, where it is on; says whether it is.
fn present(
    ui: &Ui,
    cx: &ViewCx<'_>,
    curve: &Arc<Curve>,
    ids: &[Id<Measure>],
    focus: &mut FocusState,
) -> bool {
    let Some(chart) = &mut focus.presenting else {
        return false;
    };
    let at = ids.iter().position(|id| *id == curve.id).unwrap_or(0) + 1;
    match super::present::ui(ui, curve, chart, &format!("{at} of {}", ids.len())) {
        Turn::Stay => {}
        Turn::By(by) => step(cx, curve.id, ids, by),
        Turn::Leave => {
            focus.presenting = None;
            super::present::fill_screen(ui.ctx(), false);
        }
    }
    true
}

/// The chart with events, made anew only where something it rests on changed.
fn refresh(cx: &ViewCx<'_>, measure: &Measure, state: &mut CurvesState) -> Option<Arc<Curve>> {
    let base = state.curves.get(measure.id)?;
    let lists = Lists::of(cx);
    let fresh = state
        .focus
        .kept
        .as_ref()
        .is_some_and(|kept| Arc::ptr_eq(&kept.base, base) && kept.lists.same_as(&lists));
    if !fresh {
        let curve = with_events(Curve::clone(base), measure, cx.record);
        state.focus.kept = Some(Kept {
            base: Arc::clone(base),
            lists,
            answers: answers(measure, &curve, cx.record),
            curve: Arc::new(curve),
        });
    }
    state
        .focus
        .kept
        .as_ref()
        .map(|kept| Arc::clone(&kept.curve))
}

fn keys(ui: &Ui, cx: &ViewCx<'_>, measure: &Measure, ids: &[Id<Measure>], state: &mut CurvesState) {
    if ui.ctx().text_edit_focused() || state.focus.dialog.is_some() {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (place, key) in [Key::Num1, Key::Num2, Key::Num3, Key::Num4]
        .into_iter()
        .enumerate()
    {
        if pressed(key) {
            state.focus.question = place;
        }
    }
    if pressed(Key::T) {
        state.focus.figures = !state.focus.figures;
        state.focus.panel = 0;
    }
    if pressed(Key::N) {
        state.focus.dialog = Some(super::dialogs::Dialog::note(
            &state.focus,
            measure,
            cx.today,
        ));
    }
    if pressed(Key::R) {
        state.focus.dialog = Some(super::dialogs::Dialog::rebase(
            &state.focus,
            measure,
            cx.today,
        ));
    }
    if pressed(Key::F5) {
        state.focus.present(ui.ctx());
    }
    for (key, by) in [(Key::OpenBracket, -1), (Key::CloseBracket, 1)] {
        if pressed(key) {
            step(cx, measure.id, ids, by);
        }
    }
    if state.focus.chart.cursor.is_none() && pressed(Key::Escape) {
        cx.out.go(SectionId::Curves);
    }
}

/// The previous or next measure in the order of the wall, round at the ends.
fn step(cx: &ViewCx<'_>, from: Id<Measure>, ids: &[Id<Measure>], by: isize) {
    let Some(at) = ids.iter().position(|id| *id == from) else {
        return;
    };
    let to = (at.cast_signed() + by).rem_euclid(ids.len().cast_signed());
    if let Some(id) = ids.get(to.cast_unsigned()) {
        cx.out.send(Message::Select(Some(ItemRef::Measure(*id))));
    }
}

fn head(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    measure: &Measure,
    curve: &Curve,
    ids: &[Id<Measure>],
    focus: &mut FocusState,
) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        if Button::link("Curves").show(ui).clicked() {
            cx.out.send(Message::Go(Route::section(SectionId::Curves)));
        }
        if !measure.plan_section.is_empty() {
            theme::icon(ui, Icon::CaretRight, size::ICON_CHIP, tokens.text.muted);
            let section = theme::text(TextStyle::Small, &measure.plan_section);
            ui.label(section.color(tokens.text.secondary));
        }
        at_end(ui, Align::Center, |ui| {
            ui.spacing_mut().item_spacing.x = size::S1;
            if ui.available_width() > STEPS {
                steps(ui, cx, measure.id, ids);
            }
            verbs(ui, cx, measure, curve, focus);
        });
    });
    let name = if measure.title.is_empty() {
        "A new measure"
    } else {
        &measure.title
    };
    let heading = ui.label(theme::text(TextStyle::Title, name).color(tokens.text.primary));
    ui.ctx().accesskit_node_builder(heading.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
    });
    if !measure.question.is_empty() {
        let question = theme::text(TextStyle::Small, &measure.question);
        ui.label(question.color(tokens.text.secondary));
    }
    ui.add_space(size::S2);
}

/// Which of the measures this is, and the way to its neighbours.
fn steps(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<Measure>, ids: &[Id<Measure>]) {
    let tokens = theme::tokens(ui);
    if let Some(at) = ids.iter().position(|one| *one == id) {
        let count = format!("{} of {}", at + 1, ids.len());
        ui.label(theme::text(TextStyle::Small, count).color(tokens.text.secondary));
    }
    for (icon, name, by) in [
        (Icon::ArrowLeft, "Previous measure", -1),
        (Icon::ArrowRight, "Next measure", 1),
    ] {
        if Button::of_icon(icon, name).show(ui).clicked() {
            step(cx, id, ids, by);
        }
    }
}

/// What can be done with the measure, removing it last.
fn verbs(ui: &mut Ui, cx: &ViewCx<'_>, measure: &Measure, curve: &Curve, focus: &mut FocusState) {
    if Button::quiet("Note…")
        .edits()
        .icon(Icon::NotePencil)
        .tooltip("Pin a remark to a date (N)")
        .show(ui)
        .clicked()
    {
        focus.dialog = Some(super::dialogs::Dialog::note(focus, measure, cx.today));
    }
    if Button::quiet("Rebase…")
        .edits()
        .tooltip("Work out limits afresh from a date (R)")
        .show(ui)
        .clicked()
    {
        focus.dialog = Some(super::dialogs::Dialog::rebase(focus, measure, cx.today));
    }
    let days = focus.chart.zoom.days(curve.axis.days);
    super::save::menu(ui, cx, curve, days);
    if Button::outlined("Present")
        .icon(Icon::PresentationChart)
        .tooltip("This measure over the whole screen (F5)")
        .show(ui)
        .clicked()
    {
        focus.present(ui.ctx());
    }
    if Button::of_icon(Icon::Trash, "Remove this measure")
        .edits()
        .show(ui)
        .clicked()
    {
        cx.out
            .send(Message::Remove(vec![ItemRef::Measure(measure.id)]));
    }
}

/// Icons, the conclusion, the latest value with its gap, the rate needed.
fn verdict(ui: &mut Ui, curve: &Curve) {
    let tokens = theme::tokens(ui);
    rule(ui);
    ui.add_space(size::S2);
    ui.horizontal(|ui| {
        verdict_pair(ui, curve, verdict_icon::FOCUS);
        ui.add_space(size::S2);
        let wide = ui.available_width() > 620.0;
        let figures = if wide { 330.0 } else { 0.0 };
        ui.vertical(|ui| {
            ui.set_width((ui.available_width() - figures).max(200.0));
            ui.spacing_mut().item_spacing.y = 2.0;
            let change = theme::text(TextStyle::Verdict, &curve.verdict.change);
            ui.label(change.color(tokens.text.primary));
            if !curve.verdict.outlook.is_empty() {
                let outlook = theme::text(TextStyle::Body, &curve.verdict.outlook);
                ui.label(outlook.color(tokens.text.secondary));
            }
        });
        if wide {
            at_end(ui, Align::Center, |ui| {
                ui.spacing_mut().item_spacing.x = size::S4;
                let under = if curve.goal.gap_text.is_empty() {
                    &curve.goal.target_text
                } else {
                    &curve.goal.gap_text
                };
                figure(ui, &curve.verdict.latest, under, curve.illustrative);
                if !curve.goal.rate_figure.is_empty() {
                    figure(ui, &curve.goal.rate_figure, &curve.goal.rate_text, false);
                }
            });
        }
    });
    ui.add_space(size::S2);
    rule(ui);
}

fn figure(ui: &mut Ui, figure: &str, under: &str, illustrative: bool) {
    let tokens = theme::tokens(ui);
    let make = if illustrative {
        theme::galley_illustrative
    } else {
        theme::galley
    };
    let top = make(
        ui,
        TextStyle::Figure,
        figure.to_owned(),
        tokens.text.primary,
        Fit::Line,
    );
    let below = theme::galley(ui, TextStyle::Meta, under, tokens.text.secondary, Fit::Line);
    let width = top.size().x.max(below.size().x);
    let name = format!("{figure} {under}");
    let space = vec2(width, top.size().y + below.size().y);
    let rect = crate::ui::widgets::paint::painted(ui, space, &name).rect;
    let at = rect.right_top() - vec2(top.size().x, 0.0);
    let under_at = rect.right_bottom() - below.size();
    ui.painter().galley(at, top, tokens.text.primary);
    ui.painter().galley(under_at, below, tokens.text.secondary);
}

fn left(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    measure: &Measure,
    curve: &Arc<Curve>,
    focus: &mut FocusState,
) {
    let output = chart(ui, curve, CHART, &mut focus.chart);
    if let Some(place) = output.picked {
        focus.values.select(curve, place);
    }
    if let Some(at) = output.event
        && at != ItemRef::Measure(measure.id)
    {
        cx.out.go_to(at);
    }
    ui.add_space(size::S2);
    if let Some(newest) = curve.points.last() {
        range(ui, &mut focus.chart.zoom, curve.axis.days, newest.day);
        ui.add_space(size::S2);
    }
    questions(ui, cx, measure, curve, focus);
}

fn questions(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    measure: &Measure,
    curve: &Curve,
    focus: &mut FocusState,
) {
    let Some(kept) = &focus.kept else { return };
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for (place, answer) in kept.answers.iter().enumerate() {
            key_cap(ui, &(place + 1).to_string());
            let on = place == focus.question;
            let button = if on {
                Button::quiet(answer.question).on(true)
            } else {
                Button::link(answer.question)
            };
            if button.show(ui).clicked() {
                chosen = Some(place);
            }
            ui.add_space(size::S2);
        }
    });
    hair(ui);
    ui.add_space(size::S1);
    if let Some(answer) = kept.answers.get(focus.question) {
        answer_ui(ui, cx, answer);
    }
    if focus.question == 0 {
        kept_statement(ui, cx, measure, curve);
    }
    if let Some(place) = chosen {
        focus.question = place;
    }
}

/// Whether what the chart says of its target is kept, and how that comes about.
fn kept_statement(ui: &mut Ui, cx: &ViewCx<'_>, measure: &Measure, curve: &Curve) {
    let Some(said) = statement(curve) else {
        return;
    };
    let kept = measure
        .statements
        .iter()
        .rev()
        .find(|kept| same_inputs(kept, &said));
    let words = match kept {
        Some(kept) => format!(
            "This statement is kept since {} and scored once the figure is in.",
            short(kept.made_on)
        ),
        None => {
            "A statement of chance is kept by itself when figures are recorded, in the same step; \
                 looking at a chart keeps none."
                .to_owned()
        }
    };
    let ink = theme::tokens(ui).text.secondary;
    ui.label(theme::text(TextStyle::Small, words).color(ink));
    if kept.is_none() {
        let words = format!("Keep this statement now ({} %)", said.chance_percent);
        if Button::link(&words)
            .tooltip("Kept with its date and inputs, and scored once the figure is in")
            .show(ui)
            .clicked()
        {
            let mut after = measure.clone();
            after.statements.push(said);
            cx.edit_if_changed(measure, after);
        }
    }
}

fn answer_ui(ui: &mut Ui, cx: &ViewCx<'_>, answer: &Answer) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width().min(760.0);
    let mut lead = Some(answer.lead.clone());
    for paragraph in answer.runs.split(|run| matches!(run, Run::Break)) {
        ui.horizontal_wrapped(|ui| {
            ui.set_max_width(width);
            ui.spacing_mut().item_spacing.x = 4.0;
            if let Some(lead) = lead.take() {
                ui.label(theme::text(TextStyle::BodyStrong, lead).color(tokens.text.primary));
            }
            for run in paragraph {
                match run {
                    Run::Text(text) => {
                        let text = theme::text(TextStyle::Body, text.trim());
                        ui.label(text.color(tokens.text.primary));
                    }
                    Run::Link(text, at) => {
                        if link_chip(ui, icon_of(*at), text).clicked() {
                            cx.out.go_to(*at);
                        }
                    }
                    Run::Break => {}
                }
            }
        });
    }
}

fn panel(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    measure: &Measure,
    curve: &Arc<Curve>,
    focus: &mut FocusState,
) {
    let labels = ["Values", "Measure", "Targets", "Compare", "Remarks"];
    if let Some(chosen) = tabs(ui, "figures", &labels, focus.panel) {
        focus.panel = chosen;
    }
    ui.add_space(size::S2);
    match focus.panel {
        0 => {
            if let Some(place) = super::table::values(ui, cx, measure, curve, focus) {
                focus.chart.cursor = Some(place);
            }
        }
        1 => super::form::definition(ui, cx, measure),
        2 => super::form::targets(ui, cx, measure),
        3 => super::form::compare(ui, cx, measure),
        _ => super::form::remarks(ui, cx, measure),
    }
}
