//! A notice on a page that stays until it is answered: a box with a bar, a title, a sentence, verbs.

use egui::{Align, Frame, Margin, Rect, Role, Stroke, Ui, WidgetInfo};

use super::{
    button::Button,
    ends::at_end,
    status_mark::{self, Mark, status_mark},
};
use crate::ui::theme::{self, Fit, TextStyle, size};

/// Lays it out; the answer is the place of the verb that was pressed.
pub fn notice_box(
    ui: &mut Ui,
    mark: Mark,
    title: &str,
    sentence: &str,
    verbs: &[&str],
) -> Option<usize> {
    let tokens = theme::tokens(ui);
    let mut pressed = None;
    let shown = Frame::new()
        .stroke(Stroke::new(size::STROKE, tokens.line.rule))
        .inner_margin(Margin {
            left: 16,
            right: 12,
            top: 10,
            bottom: 10,
        })
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = size::S3;
                status_mark(ui, mark, status_mark::ROW, title);
                let beside: f32 = verbs.iter().map(|verb| verb_width(ui, verb)).sum();
                let room = (ui.available_width() - beside).max(200.0);
                ui.vertical(|ui| {
                    ui.set_width(room);
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.label(theme::text(TextStyle::BodyMedium, title).color(tokens.text.primary));
                    let words = theme::text(TextStyle::Small, sentence);
                    ui.add(egui::Label::new(words.color(tokens.text.secondary)).wrap());
                });
                at_end(ui, Align::Min, |ui| {
                    ui.spacing_mut().item_spacing.x = size::S2;
                    for (place, verb) in verbs.iter().enumerate() {
                        let make = if place == 0 {
                            Button::outlined
                        } else {
                            Button::quiet
                        };
                        if make(verb).show(ui).clicked() {
                            pressed = Some(place);
                        }
                    }
                });
            });
        });
    let rect = shown.response.rect;
    let bar = Rect::from_min_size(rect.min, egui::vec2(size::SELECTION_BAR, rect.height()));
    ui.painter().rect_filled(bar, 0.0, tokens.accent.base);
    shown
        .response
        .widget_info(|| WidgetInfo::labeled(Role::Group, true, title));
    pressed
}

fn verb_width(ui: &Ui, verb: &str) -> f32 {
    let ink = theme::tokens(ui).text.primary;
    let galley = theme::galley(ui, TextStyle::SmallMedium, verb, ink, Fit::Line);
    galley.size().x + 2.0 * size::S3 + size::S3
}
