//! The line under the bar of a record that is open for reading only: why, and what can be done.

use egui::{Align, Layout, Margin, Ui};

use crate::app::{Message, Outbox, ReadOnly};

use super::{
    parts::frame::margin,
    theme::{self, Fit, TextStyle, size},
    widgets::{
        button::Button,
        paint,
        status_mark::{Mark, status_mark},
    },
};

/// Paints the line.
pub fn ui(ui: &mut Ui, why: &ReadOnly, out: &Outbox) {
    let tokens = theme::tokens(ui);
    #[expect(clippy::cast_possible_truncation, reason = "margins are small")]
    let side = margin(ui) as i8;
    let inner = Margin {
        left: side,
        right: side,
        top: 6,
        bottom: 6,
    };
    let shown = egui::Frame::new().inner_margin(inner).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::S3;
            status_mark(ui, Mark::Note, 17.0, "for reading only");
            let verbs: f32 = why
                .remedies
                .iter()
                .map(|(verb, _)| verb_width(ui, verb))
                .sum();
            let room = (ui.available_width() - verbs).max(160.0);
            let ink = tokens.text.primary;
            let strong = egui::text::TextFormat {
                font_id: TextStyle::BodyStrong.font_at(TextStyle::Small.size()),
                ..theme::format(TextStyle::Small, ink)
            };
            let runs = [
                (format!("{} ", why.title), strong),
                (why.sentence.clone(), theme::format(TextStyle::Small, ink)),
            ];
            ui.label(theme::galley_of(ui, runs, Fit::Wrap(room)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = size::S2;
                // Made right to left; the best remedy stands rightmost.
                for (verb, ask) in &why.remedies {
                    if Button::outlined(verb).show(ui).clicked() {
                        out.send(Message::Storage(ask.clone()));
                    }
                }
            });
        });
    });
    let rect = shown.response.rect;
    paint::hline(
        ui.painter(),
        ui.max_rect().x_range(),
        rect.bottom() - 0.5,
        tokens.line.rule,
    );
}

fn verb_width(ui: &Ui, verb: &str) -> f32 {
    let ink = theme::tokens(ui).text.primary;
    let galley = theme::galley(ui, TextStyle::SmallMedium, verb, ink, Fit::Line);
    galley.size().x + 2.0 * size::S3 + size::S3
}
