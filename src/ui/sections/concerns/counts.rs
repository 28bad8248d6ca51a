//! Counts of people behind a concern: each thing counted with its dates, absent figures as such.

use egui::Ui;

use crate::{
    analysis::concerns::{CountSeries, print, series},
    model::{Concern, ConcernCount, Reading, When},
    ui::{
        ViewCx,
        parts::{list::list_editor, value_field},
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{button::Button, field::Field, paint, rule},
    },
};

/// Most earlier counts shown under the latest one.
const EARLIER: usize = 6;

/// Counts for reading, or as a form while `editing`.
pub(super) fn counts(ui: &mut Ui, cx: &ViewCx<'_>, draft: &mut Concern, editing: &mut bool) {
    let verb = if *editing { "Done" } else { "Edit" };
    let verb = (!draft.counts.is_empty()).then_some(verb);
    if rule::section(ui, "Counts", verb) {
        *editing = !*editing;
    }
    if *editing {
        editor(ui, cx, draft);
        return;
    }
    for one in series(draft) {
        show(ui, &one);
    }
    if draft.counts.is_empty() {
        let ink = theme::tokens(ui).text.muted;
        let words = "Nobody has counted yet. How many people is it?";
        ui.label(theme::text(TextStyle::Small, words).color(ink));
    }
    if Button::link("Add count")
        .edits()
        .icon(Icon::Plus)
        .show(ui)
        .clicked()
    {
        let what = draft.counts.last().map(|last| last.what.clone());
        draft.counts.push(fresh(cx, what.unwrap_or_default()));
        *editing = true;
    }
}

fn fresh(cx: &ViewCx<'_>, what: String) -> ConcernCount {
    ConcernCount {
        on: When::day(cx.today),
        what,
        count: Reading::NotAvailable,
        source: String::new(),
    }
}

/// The latest count large, what it counts beside it, and the earlier ones under it.
fn show(ui: &mut Ui, one: &CountSeries<'_>) {
    let Some((latest, earlier)) = one.counts.split_first() else {
        return;
    };
    let tokens = theme::tokens(ui);
    ui.add_space(size::S1);
    let figure = theme::galley(
        ui,
        TextStyle::Figure,
        print(latest.count),
        tokens.text.primary,
        Fit::Line,
    );
    let left = figure.size().x.max(34.0) + size::S3;
    let fit = Fit::Wrap((ui.available_width() - left).max(80.0));
    let meta = meta_of(latest);
    let words = theme::galley_of(
        ui,
        [
            (
                format!("{}\n", one.what),
                theme::format(TextStyle::Small, tokens.text.primary),
            ),
            (meta, theme::format(TextStyle::Meta, tokens.text.muted)),
        ],
        fit,
    );
    let height = words.size().y.max(figure.size().y);
    let sentence = format!(
        "{} {}, {}",
        latest
            .count
            .reason()
            .map_or_else(|| print(latest.count), str::to_owned),
        one.what,
        latest.on
    );
    let space = egui::vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(space, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &sentence));
    let ink = tokens.text.primary;
    ui.painter().galley(rect.min, figure, ink);
    let at = rect.min + egui::vec2(left, 3.0);
    ui.painter().galley(at, words, ink);
    if let Some(reason) = latest.count.reason() {
        response.on_hover_text(reason);
    }
    for count in earlier.iter().take(EARLIER) {
        let words = format!("{}, {}", print(count.count), count.on);
        ui.horizontal(|ui| {
            ui.add_space(left);
            let label = ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.secondary));
            if let Some(reason) = count.count.reason() {
                label.on_hover_text(reason);
            }
        });
    }
    if let Some(more) = earlier.len().checked_sub(EARLIER).filter(|more| *more > 0) {
        ui.horizontal(|ui| {
            ui.add_space(left);
            let words = format!("{more} earlier");
            ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.muted));
        });
    }
    let y = ui.cursor().top() + 1.0;
    paint::hline(ui.painter(), rect.x_range(), y, tokens.line.hair);
    ui.add_space(size::S1);
}

fn meta_of(count: &ConcernCount) -> String {
    let on = count.on.to_string();
    let mut parts = vec![on];
    parts.extend(count.count.reason().map(str::to_owned));
    if !count.source.is_empty() {
        parts.push(count.source.clone());
    }
    parts.join(" · ")
}

/// The state of a reading, without its figure.
const STATES: [(Option<Reading>, &str); 5] = [
    (None, "A figure"),
    (Some(Reading::Suppressed), "c, suppressed"),
    (Some(Reading::NotApplicable), "z, not applicable"),
    (Some(Reading::NotAvailable), ":, not available"),
    (Some(Reading::RoundsToZero), "low, rounds to zero"),
];

fn editor(ui: &mut Ui, cx: &ViewCx<'_>, draft: &mut Concern) {
    let what = draft.counts.last().map(|last| last.what.clone());
    let fresh = || fresh(cx, what.unwrap_or_default());
    list_editor(ui, "", "count", &mut draft.counts, fresh, |ui, count| {
        Field::side("Counts").text(ui, &mut count.what);
        value_field::when(ui, Field::side("On"), &mut count.on, cx.today);
        let state = count.count.number().is_none().then_some(count.count);
        if let Some(new) = Field::side("Reading").combo(ui, &state, &STATES) {
            count.count = new.unwrap_or(Reading::Number(0.0));
        }
        if let Some(mut number) = count.count.number() {
            value_field::figure(ui, Field::side("People"), &mut number);
            count.count = Reading::Number(number);
        }
        Field::side("Source").text(ui, &mut count.source);
    });
}
