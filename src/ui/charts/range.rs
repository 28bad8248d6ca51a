//! Which stretch of time a chart shows: all, three years, twelve months, closer, wider.

use egui::Ui;

use super::chart::CLOSER;
use crate::{
    analysis::curve::{Zoom, window_words},
    ui::{
        theme::{self, TextStyle},
        widgets::{button::Button, segmented::segmented},
    },
};

/// Months of the choices after "All".
const MONTHS: [i32; 2] = [36, 12];

/// Lays the choice out, and under it which days are shown where they are not all. `until` is the
/// day of the newest value.
pub fn range(ui: &mut Ui, zoom: &mut Zoom, whole: (i32, i32), until: i32) {
    let shown = zoom.days(whole);
    ui.horizontal_wrapped(|ui| {
        let choices = MONTHS.map(|months| Zoom::last_months(months, until, whole));
        let place = match shown {
            None => 0,
            // None of them is on where the window was moved by hand.
            Some(_) => choices
                .iter()
                .position(|choice| choice.days(whole) == shown)
                .map_or(usize::MAX - 1, |place| place + 1),
        };
        if let Some(chosen) = segmented(ui, "Time", &["All", "3 years", "12 months"], place) {
            *zoom = chosen
                .checked_sub(1)
                .and_then(|place| choices.get(place).copied())
                .unwrap_or_default();
        }
        let middle = shown.map_or_else(
            || i32::midpoint(whole.0, whole.1),
            |days| i32::midpoint(days.0, days.1),
        );
        if Button::quiet("Closer")
            .tooltip("A shorter stretch of time (+, or Ctrl and the wheel); drag to move it")
            .show(ui)
            .clicked()
        {
            *zoom = zoom.by(CLOSER, middle, whole);
        }
        if Button::quiet("Wider")
            .tooltip("A longer stretch of time (−); 0 shows everything")
            .blocked(shown.is_none().then_some("Everything is shown"))
            .show(ui)
            .clicked()
        {
            *zoom = zoom.by(1.0 / CLOSER, middle, whole);
        }
        if let Some(days) = shown {
            let words = theme::text(TextStyle::Meta, format!("{}.", window_words(days)));
            ui.label(words.color(theme::tokens(ui).text.secondary));
        }
    });
}
