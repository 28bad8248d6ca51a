//! The strip under the title: countdown, open gates in a sentence, go or no-go, contract.

use egui::{Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::index::Index;
use crate::{
    analysis::words,
    model::{Contract, DecisionState, ItemRef, MeetingState},
    ui::{
        ViewCx,
        theme::{self, Fit, TextStyle, size},
        widgets::{button::Button, paint},
    },
};

/// Height of the strip.
const HEIGHT: f32 = 86.0;
/// The countdown's figure.
const FIGURE: f32 = 44.0;

/// Lays the strip out; says whether the contract was asked for.
pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, index: &Index) -> bool {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let (_, rect) = ui.allocate_space(vec2(width, HEIGHT));
    let first = if index.countdown().beside.is_empty() {
        268.0
    } else {
        178.0
    };
    let wide = width >= 900.0;
    let medium = width >= 640.0;
    let (decision, contract) = match (wide, medium) {
        (true, _) => (width * 0.205, width * 0.19),
        (false, true) => (184.0, 0.0),
        (false, false) => (0.0, 0.0),
    };
    let middle = width - first - decision - contract;
    let mut left = rect.left();
    let mut next = |width: f32| {
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEIGHT));
        left += width;
        cell
    };
    countdown(ui, cx, index, next(first));
    let cell = next(middle);
    between(ui, cell);
    gates(ui, index, cell);
    if decision > 0.0 {
        let cell = next(decision);
        between(ui, cell);
        go_or_no_go(ui, cx, cell);
    }
    let mut asked = false;
    if contract > 0.0 {
        let cell = next(contract);
        between(ui, cell);
        asked = contract_cell(ui, cx, cell);
    }
    for y in [rect.top(), rect.bottom()] {
        paint::hline(ui.painter(), rect.x_range(), y, tokens.line.rule);
    }
    asked
}

fn between(ui: &Ui, cell: Rect) {
    let colour = theme::tokens(ui).line.hair;
    paint::vline(ui.painter(), cell.left(), cell.y_range(), colour);
}

fn countdown(ui: &Ui, cx: &ViewCx<'_>, index: &Index, cell: Rect) {
    let tokens = theme::tokens(ui);
    let words = index.countdown();
    let id = ui.make_persistent_id("countdown");
    let response = ui
        .interact(cell.shrink2(vec2(0.0, 1.0)), id, Sense::click())
        .on_hover_cursor(egui::CursorIcon::PointingHand);
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(cell.shrink2(vec2(0.0, 1.0)), 0.0, tokens.surface.row_hover);
    }
    let ink = tokens.text.primary;
    let quiet = tokens.text.secondary;
    let room = cell.width() - size::S3;
    let below = theme::galley(ui, TextStyle::Small, &words.below, quiet, Fit::Elide(room));
    if words.beside.is_empty() {
        let large = theme::galley(
            ui,
            TextStyle::Verdict,
            &words.large,
            ink,
            Fit::Lines(room, 2),
        );
        let height = large.size().y;
        let top = cell.center().y - (height * 0.5 + 10.0);
        painter.galley(pos2(cell.left(), top), large, ink);
        painter.galley(pos2(cell.left(), top + height + 2.0), below, quiet);
    } else {
        let font = TextStyle::Display.font_at(FIGURE);
        let large = painter.layout_no_wrap(words.large.clone(), font, ink);
        let beside = theme::galley(ui, TextStyle::Body, &words.beside, quiet, Fit::Line);
        let middle = cell.top() + 33.0;
        let x = cell.left() + large.size().x + size::S3;
        let top = middle - large.size().y / 2.0;
        painter.galley(pos2(cell.left(), top), large, ink);
        painter.galley(pos2(x, middle + 1.0), beside, quiet);
        painter.galley(pos2(cell.left(), cell.bottom() - 27.0), below, quiet);
    }
    if response.has_focus() {
        paint::focus_ring_inside(painter, cell, tokens);
    }
    let name = format!("{} {}, {}", words.large, words.beside, words.below);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, ui.is_enabled(), &name));
    if response
        .on_hover_text("The transfer’s own dates and scope")
        .clicked()
    {
        cx.select(ItemRef::Transfer);
    }
}

fn gates(ui: &mut Ui, index: &Index, cell: Rect) {
    let tokens = theme::tokens(ui);
    let (headline, below) = index.gate_words();
    let inner = cell.shrink2(vec2(size::S5, 12.0));
    let builder = UiBuilder::new().max_rect(inner).id_salt("open gates");
    let mut ui = ui.new_child(builder);
    ui.spacing_mut().item_spacing.y = 1.0;
    let fit = Fit::Lines(inner.width(), 1);
    let head = theme::format(TextStyle::Heading, tokens.text.primary);
    ui.label(theme::layout_job([(headline.to_owned(), head)], fit));
    let rest = theme::format(TextStyle::Small, tokens.text.secondary);
    let job = theme::layout_job([(below.to_owned(), rest)], Fit::Lines(inner.width(), 2));
    ui.label(job).on_hover_text(below);
}

/// A small label over what follows.
fn labelled(ui: &mut Ui, cell: Rect, label: &str) -> Ui {
    let tokens = theme::tokens(ui);
    let inner = Rect::from_min_max(
        cell.min + vec2(size::S5, 12.0),
        cell.max - vec2(size::S2, 4.0),
    );
    let builder = UiBuilder::new().max_rect(inner).id_salt(("strip", label));
    let mut child = ui.new_child(builder);
    child.spacing_mut().item_spacing.y = 0.0;
    child.label(theme::text(TextStyle::Meta, label).color(tokens.text.secondary));
    child
}

fn quiet(ui: &mut Ui, words: &str) {
    let tokens = theme::tokens(ui);
    let fit = Fit::Elide(ui.available_width());
    let format = theme::format(TextStyle::Small, tokens.text.secondary);
    ui.label(theme::layout_job([(words.to_owned(), format)], fit))
        .on_hover_text(words);
}

/// The decision, where and when it is taken, and its route.
fn go_or_no_go(ui: &mut Ui, cx: &ViewCx<'_>, cell: Rect) {
    let mut ui = labelled(ui, cell, "Go or no-go");
    let decision = cx
        .record
        .transfer
        .go_decision
        .and_then(|id| cx.record.decisions.get(id));
    let Some(decision) = decision else {
        if Button::link("Choose the decision").show(&mut ui).clicked() {
            cx.select(ItemRef::Transfer);
        }
        return;
    };
    let place = cx.derived.threads.agenda_of(decision.id);
    let meeting = place.and_then(|place| cx.record.meetings.get(place.meeting));
    let words = match (decision.state, decision.taken, place, meeting) {
        (DecisionState::Taken, Some(taken), _, _) => format!("Taken {taken}"),
        (DecisionState::Proposed, _, Some(place), Some(meeting))
            if meeting.state != MeetingState::Held =>
        {
            let day = words::capital(&words::near_day(meeting.date, cx.today));
            format!("{day}, item {}", place.number)
        }
        (state, _, _, _) => state.word().to_owned(),
    };
    if Button::link(&words)
        .tooltip("The decision")
        .show(&mut ui)
        .clicked()
    {
        cx.out.go_to(decision.id.into());
    }
    let route = decision.route();
    if let Some(meeting) = meeting {
        let agenda = format!("Agenda of {}", crate::model::date::short(meeting.date));
        ui.horizontal(|ui| {
            if Button::link(&agenda).tooltip(&route).show(ui).clicked() {
                cx.out.go_to(meeting.id.into());
            }
        });
    } else {
        quiet(&mut ui, &route);
    }
}

/// "5 years, option of 5".
pub(super) fn term_words(contract: &Contract) -> String {
    let years = |count: u16| {
        if count == 1 {
            "1 year".to_owned()
        } else {
            format!("{count} years")
        }
    };
    match (contract.years, contract.option_years) {
        (None, None) => "No term recorded".to_owned(),
        (Some(term), None | Some(0)) => years(term),
        (Some(term), Some(more)) => format!("{}, option of {more}", years(term)),
        (None, Some(more)) => format!("option of {}", years(more)),
    }
}

fn contract_cell(ui: &mut Ui, cx: &ViewCx<'_>, cell: Rect) -> bool {
    let mut ui = labelled(ui, cell, "Contract");
    let contract = cx.record.transfer.contract.as_ref();
    let words = contract.map_or_else(|| "Not recorded".to_owned(), term_words);
    let asked = Button::link(&words).show(&mut ui).clicked();
    let matters = cx.record.reserved_matters.len();
    let below = words::figures(matters, "reserved matter", "reserved matters");
    quiet(&mut ui, &below);
    asked
}
