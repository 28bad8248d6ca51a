//! One curve over the whole window, for the boardroom: the sentence, the chart, next and previous.

use std::sync::Arc;

use egui::{Align, Area, Frame, Id, Key, Margin, Modifiers, Order, Ui, ViewportCommand};

use crate::{
    analysis::curve::Curve,
    ui::{
        charts::{ChartState, chart, verdict_pair},
        theme::{self, Icon, TextStyle, size},
        widgets::{button::Button, ends::at_end, verdict_icon},
    },
};

/// What the person asked for in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Stay.
    Stay,
    /// So many measures on or back.
    By(isize),
    /// Back to the window.
    Leave,
}

/// Asks for the whole screen, or gives it back.
pub(super) fn fill_screen(ctx: &egui::Context, on: bool) {
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(on));
}

/// Paints `curve` over everything else.
pub(super) fn ui(ui: &Ui, curve: &Arc<Curve>, state: &mut ChartState, at: &str) -> Turn {
    let screen = ui.ctx().content_rect();
    let tokens = theme::tokens(ui);
    let shown = Area::new(Id::unique("present"))
        .order(Order::Foreground)
        .fixed_pos(screen.min)
        .constrain(false)
        .fade_in(false)
        .accessible_name(curve.title.as_str())
        .show(ui.ctx(), |ui| {
            ui.set_min_size(screen.size());
            ui.painter().rect_filled(screen, 0.0, tokens.surface.page);
            Frame::new()
                .inner_margin(Margin::symmetric(56, 32))
                .show(ui, |ui| page(ui, curve, state, at))
                .inner
        });
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Escape) || pressed(Key::F5) {
        return Turn::Leave;
    }
    for (keys, by) in [
        ([Key::PageDown, Key::CloseBracket], 1),
        ([Key::PageUp, Key::OpenBracket], -1),
    ] {
        if keys.into_iter().any(pressed) {
            return Turn::By(by);
        }
    }
    shown.inner
}

fn page(ui: &mut Ui, curve: &Arc<Curve>, state: &mut ChartState, at: &str) -> Turn {
    let tokens = theme::tokens(ui);
    let mut turn = Turn::Stay;
    ui.horizontal(|ui| {
        ui.label(theme::text(TextStyle::Display, &curve.title).color(tokens.text.primary));
        at_end(ui, Align::Center, |ui| {
            ui.label(theme::text(TextStyle::Small, at).color(tokens.text.secondary));
            for (icon, name, then) in [
                (Icon::ArrowLeft, "Previous measure", Turn::By(-1)),
                (Icon::ArrowRight, "Next measure", Turn::By(1)),
                (Icon::X, "Leave the presentation", Turn::Leave),
            ] {
                if Button::of_icon(icon, name).show(ui).clicked() {
                    turn = then;
                }
            }
        });
    });
    if !curve.question.is_empty() {
        let question = theme::text(TextStyle::Verdict, &curve.question);
        ui.label(question.color(tokens.text.secondary));
    }
    ui.add_space(size::S4);
    ui.horizontal(|ui| {
        verdict_pair(ui, curve, verdict_icon::FOCUS);
        ui.add_space(size::S3);
        ui.vertical(|ui| {
            for (style, text) in [
                (TextStyle::Figure, &curve.verdict.change),
                (TextStyle::Verdict, &curve.verdict.outlook),
            ] {
                if !text.is_empty() {
                    ui.label(theme::text(style, text).color(tokens.text.primary));
                }
            }
        });
    });
    ui.add_space(size::S4);
    let height = (ui.ctx().content_rect().bottom() - ui.cursor().top() - 64.0).max(240.0);
    chart(ui, curve, height, state);
    let mut foot = curve.rule_set();
    if curve.illustrative {
        foot.push_str(". Illustrative values.");
    }
    ui.label(theme::text(TextStyle::Meta, foot).color(tokens.text.muted));
    turn
}
