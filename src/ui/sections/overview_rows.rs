//! A measure off track on page one: the verdict, the sentence, the value beside its target.

use egui::{Ui, pos2};

use crate::{
    analysis::overview::OffTrack,
    ui::{
        ViewCx,
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::row::link_row,
    },
};

/// One row; leads to the measure's curve.
pub fn off_track_row(ui: &mut Ui, cx: &ViewCx<'_>, entry: &OffTrack) {
    let Some(measure) = cx.record.measures.get(entry.measure) else {
        return;
    };
    let tokens = theme::tokens(ui);
    let latest = measure.latest_number();
    let value = latest.map_or_else(
        || "Not available".to_owned(),
        |(_, number)| measure.show(number),
    );
    let target = measure.target_at(cx.today).map_or_else(
        || "no target set".to_owned(),
        |target| format!("target {}", measure.show(target.value)),
    );
    let illustrative = latest.is_some_and(|(value, _)| value.illustrative);
    let sentence = format!("{}: {value}, {target}. {}", measure.title, entry.sentence);
    let response = link_row(ui, 50.0, &sentence, |ui, rect| {
        let value = if illustrative {
            theme::galley_illustrative(
                ui,
                TextStyle::BodyMedium,
                &value,
                tokens.text.primary,
                Fit::Line,
            )
        } else {
            theme::galley(
                ui,
                TextStyle::BodyMedium,
                &value,
                tokens.text.primary,
                Fit::Line,
            )
        };
        let target = theme::galley(
            ui,
            TextStyle::Meta,
            &target,
            tokens.text.secondary,
            Fit::Line,
        );
        let right = rect.right() - 28.0;
        let room = right - value.size().x.max(target.size().x) - rect.left() - size::S3;
        let title = theme::galley(
            ui,
            TextStyle::BodyMedium,
            &measure.title,
            tokens.text.primary,
            Fit::Elide(room),
        );
        let line = theme::galley(
            ui,
            TextStyle::Small,
            &entry.sentence,
            tokens.text.secondary,
            Fit::Elide(room),
        );
        let painter = ui.painter();
        painter.galley(
            pos2(right - value.size().x, rect.top() + 6.0),
            value,
            tokens.text.primary,
        );
        painter.galley(
            pos2(right - target.size().x, rect.top() + 27.0),
            target,
            tokens.text.secondary,
        );
        painter.galley(
            pos2(rect.left(), rect.top() + 6.0),
            title,
            tokens.text.primary,
        );
        painter.galley(
            pos2(rect.left(), rect.top() + 26.0),
            line,
            tokens.text.secondary,
        );
        let caret = pos2(rect.right() - 8.0, rect.center().y);
        theme::paint_icon(
            painter,
            Icon::CaretRight,
            caret,
            size::ICON,
            tokens.text.secondary,
        );
    });
    if response.clicked() {
        cx.out.go_to(entry.measure.into());
    }
}
