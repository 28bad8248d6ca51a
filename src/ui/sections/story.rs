//! Story: chosen measures one under the other on one time axis, with what happened between them.

mod choose;
mod twin;

use std::sync::Arc;

use egui::{Key, Modifiers, Ui};

use crate::{
    analysis::curve::{
        Curves, EventKind, Mode, Order,
        layout::Size,
        sort,
        story::{Story, story},
        svg,
    },
    app::{Export, Message},
    job::FileKind,
    model::{Id, Measure, SectionId},
    ui::{
        ViewCx,
        charts::{StoryState, range, story as chart},
        parts::frame,
        theme::{Icon, size},
        widgets::{button::Button, empty::empty_state},
    },
};

/// Measures on the page before anybody chose.
const FIRST: usize = 3;
/// Most measures on the page.
const MOST: usize = 8;
/// Width from which the choice stands beside the page.
const BESIDE: f32 = 980.0;
/// Width of the choice.
const PANEL: f32 = 272.0;
/// Height that the page fills, where there is so much.
const HEIGHT: f32 = 690.0;
/// The page on paper.
const PAPER: Size = Size {
    width: 1_100.0,
    height: 780.0,
};

/// What the section remembers between frames.
pub struct StorySection {
    curves: Curves,
    /// The measures on the page, in their order; none before the first look.
    chosen: Option<Vec<Id<Measure>>>,
    kinds: Vec<EventKind>,
    page: StoryState,
    table: crate::ui::widgets::table_state::TableState,
    as_table: bool,
    /// In a narrow window: the choice in place of the page.
    choosing: bool,
    search: String,
    kept: Option<Kept>,
}

/// The page and what it was made from.
struct Kept {
    record: u64,
    kinds: Vec<EventKind>,
    story: Arc<Story>,
}

impl Default for StorySection {
    fn default() -> Self {
        Self {
            curves: Curves::default(),
            chosen: None,
            kinds: EventKind::ALL
                .into_iter()
                .filter(|kind| !matches!(kind, EventKind::Action | EventKind::Note))
                .collect(),
            page: StoryState::default(),
            table: crate::ui::widgets::table_state::TableState::default(),
            as_table: false,
            choosing: false,
            search: String::new(),
            kept: None,
        }
    }
}

impl StorySection {
    /// The measures on the page; those that are gone are forgotten.
    fn chosen(&mut self) -> &mut Vec<Id<Measure>> {
        let curves = &self.curves;
        let chosen = self.chosen.get_or_insert_with(|| first_choice(curves));
        chosen.retain(|id| curves.get(*id).is_some());
        chosen
    }
}

/// Measures with enough values for limits, the worrying ones first; else those with most values.
fn first_choice(curves: &Curves) -> Vec<Id<Measure>> {
    let list = curves.list();
    let mut places = sort(list, Order::Concern);
    places.sort_by_key(|place| {
        let curve = list.get(*place);
        let values = curve.map_or(0, |curve| curve.points.len());
        let judged = curve.is_some_and(|curve| curve.mode == Mode::Xmr);
        std::cmp::Reverse((judged, if judged { 0 } else { values }))
    });
    places
        .into_iter()
        .filter_map(|place| list.get(place))
        .filter(|curve| curve.mode != Mode::Empty)
        .take(FIRST)
        .map(|curve| curve.id)
        .collect()
}

/// Shows the section.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut StorySection) {
    state
        .curves
        .refresh(cx.record, cx.today, &cx.derived.curves);
    let story = refresh(cx, state);
    if !ui.ctx().text_edit_focused()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::T))
    {
        state.as_table = !state.as_table;
    }
    frame::page(ui, "story", |ui| {
        let sentence = if story.curves.is_empty() {
            String::new()
        } else {
            let illustrative = story.curves.iter().filter(|curve| curve.illustrative);
            let note = match illustrative.count() {
                0 => "",
                all if all == story.curves.len() => " All values are illustrative.",
                _some => " Some values are illustrative.",
            };
            format!("{}{note}", story.sentence())
        };
        let wide = ui.available_width() >= BESIDE;
        frame::title_row(ui, "Story", &sentence, |ui| {
            if !wide {
                let choose = Button::outlined("Choose…").on(state.choosing);
                if choose.show(ui).clicked() {
                    state.choosing = !state.choosing;
                }
            }
            let table = Button::outlined("Table")
                .icon(Icon::Table)
                .on(state.as_table)
                .tooltip("The same as rows, newest first (T)");
            if table.show(ui).clicked() {
                state.as_table = !state.as_table;
            }
            save_menu(ui, cx, &story, state.page.zoom.days(story.days));
        });
        if cx.record.measures.is_empty() {
            ui.add_space(size::S5);
            let pressed = empty_state(
                ui,
                "No measures yet.",
                "The story puts measures on one time axis, with what happened between them.",
                Some((Icon::ChartLine, "Go to Curves")),
            );
            if pressed {
                cx.out.go(SectionId::Curves);
            }
            return;
        }
        let width = ui.available_width();
        if wide {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.x = size::S2;
                    ui.set_width(width - PANEL - size::S5);
                    body(ui, cx, &story, state);
                });
                ui.add_space(size::S5);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.x = size::S2;
                    ui.set_width(PANEL);
                    choose::ui(ui, state);
                });
            });
        } else if state.choosing {
            choose::ui(ui, state);
        } else {
            body(ui, cx, &story, state);
        }
    });
}

/// The page, made anew only where something it rests on changed.
fn refresh(cx: &ViewCx<'_>, state: &mut StorySection) -> Arc<Story> {
    let ids = state.chosen().clone();
    let curves: Vec<_> = ids
        .iter()
        .filter_map(|id| state.curves.get(*id).cloned())
        .collect();
    if let Some(kept) = &state.kept
        && kept.record == cx.derived.revision
        && kept.story.curves.len() == curves.len()
        && kept
            .story
            .curves
            .iter()
            .zip(&curves)
            .all(|(a, b)| Arc::ptr_eq(a, b))
        && kept.kinds == state.kinds
    {
        return Arc::clone(&kept.story);
    }
    let story = Arc::new(story(curves, cx.record, cx.today, &state.kinds));
    state.kept = Some(Kept {
        record: cx.derived.revision,
        kinds: state.kinds.clone(),
        story: Arc::clone(&story),
    });
    story
}

fn body(ui: &mut Ui, cx: &ViewCx<'_>, story: &Arc<Story>, state: &mut StorySection) {
    if story.curves.is_empty() {
        ui.add_space(size::S5);
        empty_state(
            ui,
            "No measure is chosen.",
            "Tick two or more measures to see them on one time axis.",
            None,
        );
        return;
    }
    if state.as_table {
        twin::ui(ui, story, &mut state.table);
        return;
    }
    let newest = story.value_days().last().copied().unwrap_or(story.days.1);
    range(ui, &mut state.page.zoom, story.days, newest);
    ui.add_space(size::S2);
    if let Some(at) = chart(ui, story, HEIGHT, &mut state.page) {
        cx.out.go_to(at);
    }
}

fn save_menu(ui: &mut Ui, cx: &ViewCx<'_>, story: &Story, days: Option<(i32, i32)>) {
    let button = Button::quiet("Copy or save")
        .icon(Icon::Export)
        .trailing(Icon::CaretDown)
        .blocked(story.curves.is_empty().then_some("No measure is chosen"))
        .show(ui);
    egui::Popup::menu(&button)
        .accessible_name("Copy or save")
        .show(|ui| {
            let drawing = || svg::story_svg(story, PAPER, days);
            for (words, kind) in [
                ("Save the page as SVG…", FileKind::Svg),
                ("Save the page as PNG…", FileKind::Png),
                ("Save the figures as CSV…", FileKind::Csv),
            ] {
                if Button::quiet(words).show(ui).clicked() {
                    let text = if kind == FileKind::Csv {
                        story.csv()
                    } else {
                        drawing()
                    };
                    cx.out.send(Message::Export(Export {
                        name: "Story of the plan".to_owned(),
                        kind,
                        text: text.into(),
                    }));
                    ui.close();
                }
            }
            if Button::quiet("Copy the page as SVG").show(ui).clicked() {
                cx.out.send(Message::Copy(drawing(), "The page as SVG"));
                ui.close();
            }
            if Button::quiet("Copy the figures as CSV").show(ui).clicked() {
                cx.out
                    .send(Message::Copy(story.csv(), "The figures as CSV"));
                ui.close();
            }
        });
}
