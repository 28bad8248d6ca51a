//! A toast: what just happened, with the verb that takes it back. Errors are never a toast only.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Role, Stroke, Ui, vec2};

use super::button::Button;
use crate::ui::theme::{self, Fit, TextStyle, size};

/// What the person did with a toast in this frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ToastAnswer {
    /// The verb was pressed.
    pub pressed: bool,
    /// The pointer is over it or the focus in it: its time stands still.
    pub held: bool,
}

/// Paints one toast at the bottom right, `above` points above the window's bottom edge. The caller keeps the time.
pub fn toast(ctx: &Context, id: Id, above: f32, sentence: &str, verb: Option<&str>) -> ToastAnswer {
    let shown = Area::new(id)
        .role(Role::Alert)
        .accessible_name(sentence)
        .order(Order::Foreground)
        .anchor(Align2::RIGHT_BOTTOM, vec2(-size::S4, -above))
        .fade_in(false)
        .show(ctx, |ui| {
            ui.set_max_width(420.0);
            toast_body(ui, sentence, verb)
        });
    let held = shown.response.contains_pointer() || shown.inner.held;
    ToastAnswer {
        pressed: shown.inner.pressed,
        held,
    }
}

/// The toast itself, where the caller has the place (the gallery).
pub fn toast_body(ui: &mut Ui, sentence: &str, verb: Option<&str>) -> ToastAnswer {
    let tokens = theme::tokens(ui);
    Frame::new()
        .fill(tokens.surface.raised)
        .stroke(Stroke::new(size::STROKE, tokens.line.control))
        .corner_radius(size::RADIUS_POPUP)
        .inner_margin(Margin::symmetric(12, 6))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                let beside = verb.map_or(0.0, |verb| {
                    let ink = tokens.accent.link;
                    theme::galley(ui, TextStyle::Small, verb, ink, Fit::Line)
                        .size()
                        .x
                        + size::S4
                });
                let room = (ui.available_width().min(396.0) - beside).max(80.0);
                let words = (
                    sentence.to_owned(),
                    theme::format(TextStyle::Small, tokens.text.primary),
                );
                ui.label(theme::galley_of(ui, [words], Fit::Wrap(room)));
                let Some(verb) = verb else {
                    return ToastAnswer::default();
                };
                ui.add_space(size::S1);
                let link = Button::link(verb).show(ui);
                ToastAnswer {
                    pressed: link.clicked(),
                    held: link.has_focus(),
                }
            })
            .inner
        })
        .inner
}
