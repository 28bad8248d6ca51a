//! Lines under the bar: why a record is open for reading only and what can be done; what has changed
//! since it was last open.

use egui::{Align, Margin, Ui};

use crate::app::{Message, NotesAsk, Outbox, ReadOnly, Since};

use super::{
    parts::frame::margin,
    theme::{self, Fit, Icon, TextStyle, size},
    widgets::{
        button::Button,
        ends::at_end,
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
            at_end(ui, Align::Center, |ui| {
                ui.spacing_mut().item_spacing.x = size::S2;
                // The best remedy stands rightmost.
                for (verb, ask) in why.remedies.iter().rev() {
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

/// Paints the quiet line that says that something has changed since the reader last looked.
pub fn since(ui: &mut Ui, since: &Since, out: &Outbox) {
    let tokens = theme::tokens(ui);
    #[expect(clippy::cast_possible_truncation, reason = "margins are small")]
    let side = margin(ui) as i8;
    let inner = Margin::symmetric(side, 3);
    let shown = egui::Frame::new().inner_margin(inner).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::S2;
            let ink = tokens.text.secondary;
            theme::icon(ui, Icon::ClockCounterClockwise, size::ICON, ink);
            ui.label(theme::text(TextStyle::Small, since.sentence()).color(ink));
            let ask = |ask| out.send(Message::Notes(ask));
            if since.differences.is_some() && Button::link("See what changed").show(ui).clicked() {
                ask(NotesAsk::SeeChanges);
            }
            at_end(ui, Align::Center, |ui| {
                let hide = Button::of_icon(Icon::X, "Hide what has changed since the last time");
                if hide.show(ui).clicked() {
                    ask(NotesAsk::HideChanges);
                }
            });
        });
    });
    let bottom = shown.response.rect.bottom() - 0.5;
    paint::hline(
        ui.painter(),
        ui.max_rect().x_range(),
        bottom,
        tokens.line.rule,
    );
}

fn verb_width(ui: &Ui, verb: &str) -> f32 {
    let ink = theme::tokens(ui).text.primary;
    let galley = theme::galley(ui, TextStyle::SmallMedium, verb, ink, Fit::Line);
    galley.size().x + 2.0 * size::S3 + size::S3
}
