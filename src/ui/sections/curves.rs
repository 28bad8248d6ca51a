//! Curves: all measures at once on a wall, or as a table, or one in full.

mod dialogs;
mod focus;
mod form;
mod present;
mod save;
mod table;
mod wall;

use std::sync::Arc;

use egui::{Key, Modifiers, Ui};

use crate::{
    analysis::curve::{Curve, Curves, Order, sort},
    app::{Command, Message, NewItem},
    model::ItemRef,
    ui::{
        ViewCx,
        charts::SparkCache,
        parts::frame,
        theme::{Icon, size},
        widgets::{button::Button, empty::empty_state, field::Field, locked, segmented::segmented},
    },
};

/// What the section remembers between frames.
#[derive(Default)]
pub struct CurvesState {
    pub(super) curves: Curves,
    pub(super) order: Order,
    pub(super) search: String,
    /// The board table in place of the wall.
    pub(super) as_table: bool,
    /// The cell that the keys move from.
    pub(super) cursor: usize,
    pub(super) reveal: bool,
    pub(super) sparks: SparkCache,
    arranged: Option<Shown>,
    pub(super) table: crate::ui::widgets::table_state::TableState,
    pub(super) focus: self::focus::FocusState,
}

/// The charts in the order asked for, and what is said of all of them: made anew only where the
/// charts, the order or the search changed, since a wall may be long and a frame is short.
struct Shown {
    of: Curves,
    order: Order,
    search: String,
    list: Arc<[Arc<Curve>]>,
    sentence: String,
    /// Which entries of the legend occur.
    occurs: [bool; wall::KINDS.len()],
}

impl CurvesState {
    /// The charts to show, in the order asked for.
    pub(super) fn shown(&mut self) -> Arc<[Arc<Curve>]> {
        Arc::clone(&self.arranged().list)
    }

    fn arranged(&mut self) -> &Shown {
        let fresh = |kept: &Shown| {
            kept.order == self.order && kept.search == self.search && kept.of.same_as(&self.curves)
        };
        let kept = self.arranged.take().filter(fresh);
        let arranged = kept.unwrap_or_else(|| self.arrange());
        self.arranged.insert(arranged)
    }

    fn arrange(&self) -> Shown {
        let all = self.curves.list();
        let wanted = self.search.trim().to_lowercase();
        let list: Arc<[Arc<Curve>]> = sort(all, self.order)
            .into_iter()
            .filter_map(|place| all.get(place))
            .filter(|curve| wanted.is_empty() || matches(curve, &wanted))
            .map(Arc::clone)
            .collect();
        Shown {
            of: self.curves.clone(),
            order: self.order,
            search: self.search.clone(),
            sentence: count_sentence(all),
            occurs: wall::KINDS.map(|(kinds, _)| wall::occur(&list, kinds)),
            list,
        }
    }
}

fn matches(curve: &Curve, wanted: &str) -> bool {
    [
        &curve.title,
        &curve.question,
        &curve.plan_section,
        &curve.owner,
        &curve.verdict.short,
    ]
    .into_iter()
    .any(|text| text.to_lowercase().contains(wanted))
}

/// Shows the section: the measure that the route names, or the wall.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut CurvesState) {
    state
        .curves
        .refresh(cx.record, cx.today, &cx.derived.curves);
    if let Some(ItemRef::Measure(id)) = cx.route.item
        && let Some(measure) = cx.record.measures.get(id)
    {
        self::focus::ui(ui, cx, measure, state);
        return;
    }
    overview(ui, cx, state);
}

fn overview(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut CurvesState) {
    let margin = frame::margin(ui);
    egui::Frame::new()
        .inner_margin(egui::Margin {
            left: narrow(margin),
            right: narrow(margin),
            top: 12,
            bottom: 0,
        })
        .show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            head(ui, cx, state);
            if cx.record.measures.is_empty() {
                ui.add_space(size::S5);
                let pressed = empty_state(
                    ui,
                    "No measures yet.",
                    "A measure answers one question in plain English with a figure by date.",
                    Some((Icon::Plus, "Add measure")),
                );
                if pressed {
                    cx.out.send(Message::Add(NewItem::Measure));
                }
                return;
            }
            let shown = state.shown();
            filters(ui, state);
            if shown.is_empty() {
                ui.add_space(size::S5);
                let what = format!("No measure matches “{}”.", state.search.trim());
                if empty_state(ui, &what, "", Some((Icon::X, "Clear filter"))) {
                    state.search.clear();
                }
                return;
            }
            if state.as_table {
                self::wall::table(ui, cx, state, &shown);
            } else {
                self::wall::wall(ui, cx, state, &shown);
            }
        });
}

#[expect(clippy::cast_possible_truncation, reason = "margins are small")]
const fn narrow(points: f32) -> i8 {
    points as i8
}

fn head(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut CurvesState) {
    let sentence = state.arranged().sentence.clone();
    let toggle = !ui.ctx().text_edit_focused()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::T));
    frame::title_row(ui, "Curves", &sentence, |ui| {
        let roomy = ui.available_width() > 530.0;
        let pressed = Button::outlined("Board table")
            .icon(Icon::Table)
            .on(state.as_table)
            .tooltip("The same measures as rows (T)")
            .show(ui)
            .clicked();
        if pressed || toggle {
            state.as_table = !state.as_table;
        }
        let first = state.shown().first().map(|curve| curve.id);
        if let (true, Some(first)) = (roomy, first)
            && Button::outlined("Present")
                .icon(Icon::PresentationChart)
                .tooltip("One measure after the other over the whole screen, in this order")
                .show(ui)
                .clicked()
        {
            state.focus.present(ui.ctx());
            cx.out.go_to(ItemRef::Measure(first));
        }
        if roomy
            && Button::outlined("Paste figures…")
                .edits()
                .icon(Icon::ClipboardText)
                .tooltip("Read figures from a spreadsheet or a CSV file")
                .show(ui)
                .clicked()
        {
            cx.out.run(Command::PasteFigures);
        }
        if Button::primary("Add measure")
            .edits()
            .icon(Icon::Plus)
            .show(ui)
            .clicked()
        {
            cx.out.send(Message::Add(NewItem::Measure));
        }
    });
}

/// "31 measures: 5 off track, 4 improving, 1 too early, 21 steady".
fn count_sentence(curves: &[Arc<Curve>]) -> String {
    use crate::analysis::curve::Mode;
    use crate::analysis::spc::VariationIcon as V;
    let off = curves
        .iter()
        .filter(|curve| curve.verdict.off_track.is_some())
        .count();
    let rest = || {
        curves
            .iter()
            .filter(|curve| curve.verdict.off_track.is_none())
    };
    let improving = rest()
        .filter(|curve| {
            matches!(
                curve.verdict.variation,
                V::ImprovementHigh | V::ImprovementLow
            )
        })
        .count();
    let early = rest().filter(|curve| curve.mode != Mode::Xmr).count();
    let steady = curves.len() - off - improving - early;
    let noun = if curves.len() == 1 {
        "measure"
    } else {
        "measures"
    };
    let illustrative = curves.iter().filter(|curve| curve.illustrative).count();
    let note = match illustrative {
        0 => String::new(),
        all if all == curves.len() => ". All values are illustrative".to_owned(),
        some => format!(". {some} of them illustrative"),
    };
    format!(
        "{} {noun}: {off} off track, {improving} improving, {early} too early, {steady} steady{note}",
        curves.len()
    )
}

fn filters(ui: &mut Ui, state: &mut CurvesState) {
    ui.horizontal(|ui| {
        let field = Field::unlabelled("Search measures")
            .hint("Search measures")
            .icon(Icon::MagnifyingGlass)
            .width(196.0);
        locked::view(ui, |ui| field.text(ui, &mut state.search));
        let labels = Order::ALL.map(Order::words);
        let on = Order::ALL
            .iter()
            .position(|order| *order == state.order)
            .unwrap_or(0);
        if let Some(chosen) = segmented(ui, "Order", &labels, on)
            && let Some(order) = Order::ALL.get(chosen)
        {
            state.order = *order;
            state.cursor = 0;
        }
        if ui.available_width() > 500.0 && !state.as_table {
            let occurs = state.arranged().occurs;
            self::wall::legend(ui, occurs);
        }
    });
    ui.add_space(size::S2);
}
