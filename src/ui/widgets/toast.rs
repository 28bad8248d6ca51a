//! A toast: what just happened, with the verb that takes it back. Errors are never a toast only.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Role, Stroke, Ui, vec2};

use super::{
    button::Button,
    status_mark::{Mark, status_mark},
};
use crate::ui::theme::{self, Fit, TextStyle, size};

/// What a toast shows.
#[derive(Debug, Clone, Copy)]
pub struct Toast<'a> {
    /// How serious it is; none for what was merely done.
    pub mark: Option<Mark>,
    /// What happened.
    pub sentence: &'a str,
    /// What can be done about it, at most two, the best first.
    pub verbs: &'a [&'a str],
}

/// What the person did with a toast in this frame.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ToastAnswer {
    /// The place of the verb that was pressed.
    pub pressed: Option<usize>,
    /// How high it is, for the one above it.
    pub height: f32,
    /// The pointer is over it or the focus in it: its time stands still.
    pub held: bool,
}

/// Paints one toast at the bottom right, `above` points above the window's bottom edge. The caller keeps the time.
pub fn toast(ctx: &Context, id: Id, above: f32, toast: Toast<'_>) -> ToastAnswer {
    let shown = Area::new(id)
        .role(Role::Alert)
        .accessible_name(toast.sentence)
        .order(Order::Foreground)
        .anchor(Align2::RIGHT_BOTTOM, vec2(-size::S4, -above))
        .fade_in(false)
        .show(ctx, |ui| {
            ui.set_max_width(420.0);
            toast_body(ui, toast)
        });
    ToastAnswer {
        pressed: shown.inner.pressed,
        height: shown.response.rect.height(),
        held: shown.response.contains_pointer() || shown.inner.held,
    }
}

/// The toast itself, where the caller has the place (the gallery).
pub fn toast_body(ui: &mut Ui, toast: Toast<'_>) -> ToastAnswer {
    let tokens = theme::tokens(ui);
    // A verb that follows the sentence stands beside it; two stand under it.
    let beside = toast.verbs.len() == 1;
    let mut answer = ToastAnswer::default();
    Frame::new()
        .fill(tokens.surface.raised)
        .stroke(Stroke::new(size::STROKE, tokens.line.control))
        .corner_radius(size::RADIUS_POPUP)
        .inner_margin(Margin::symmetric(12, 6))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.horizontal(|ui| {
                let mut room = ui.available_width().min(396.0);
                if let Some(mark) = toast.mark {
                    status_mark(ui, mark, 15.0, "");
                    room -= 15.0 + ui.spacing().item_spacing.x;
                }
                if let Some(verb) = toast.verbs.first().filter(|_| beside) {
                    let ink = tokens.accent.link;
                    let galley = theme::galley(ui, TextStyle::Small, *verb, ink, Fit::Line);
                    room -= galley.size().x + size::S4;
                }
                let words = (
                    toast.sentence.to_owned(),
                    theme::format(TextStyle::Small, tokens.text.primary),
                );
                ui.label(theme::galley_of(ui, [words], Fit::Wrap(room.max(80.0))));
                if beside {
                    ui.add_space(size::S1);
                    verbs(ui, toast.verbs, &mut answer);
                }
            });
            if !beside && !toast.verbs.is_empty() {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = size::S4;
                    if toast.mark.is_some() {
                        ui.add_space(15.0 + size::S2 - size::S4);
                    }
                    verbs(ui, toast.verbs, &mut answer);
                });
            }
        });
    answer
}

fn verbs(ui: &mut Ui, verbs: &[&str], answer: &mut ToastAnswer) {
    for (place, verb) in verbs.iter().enumerate() {
        let link = Button::link(verb).show(ui);
        if link.clicked() {
            answer.pressed = Some(place);
        }
        answer.held |= link.has_focus();
    }
}
