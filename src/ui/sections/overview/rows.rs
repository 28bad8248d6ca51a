//! A measure off track on page one: the verdict, the sentence, the value beside its target.

use egui::{Rect, Ui, pos2, vec2};

use crate::{
    analysis::overview::OffTrack,
    ui::{
        ViewCx,
        charts::paint::icons,
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            row::link_row,
            verdict_icon::{ROW, paint_assurance, paint_variation},
        },
    },
};

/// Room at the left for the pair of icons.
const PAIR: f32 = 2.0 * ROW + size::S1 + size::S3;

/// One row; leads to the measure's curve. The value is the curve's, so that what is hidden there is
/// hidden here.
pub fn off_track_row(ui: &mut Ui, cx: &ViewCx<'_>, entry: &OffTrack) {
    let (Some(measure), Some(curve)) = (
        cx.record.measures.get(entry.measure),
        cx.derived.curves.get(entry.measure),
    ) else {
        return;
    };
    let tokens = theme::tokens(ui);
    let (ink, second) = (tokens.text.primary, tokens.text.secondary);
    let value = &curve.verdict.latest;
    let target = measure.target_at(cx.today).map_or_else(
        || "no target set".to_owned(),
        |target| format!("target {}", measure.show(target.value)),
    );
    let sentence = format!("{}: {value}, {target}. {}", measure.title, entry.sentence);
    let response = link_row(ui, 50.0, &sentence, |ui, rect| {
        let (variation, assurance) = icons(curve);
        let top = rect.center().y - ROW / 2.0;
        let first = Rect::from_min_size(pos2(rect.left(), top), vec2(ROW, ROW));
        paint_variation(ui, first, variation);
        paint_assurance(ui, first.translate(vec2(ROW + size::S1, 0.0)), assurance);
        let value = if curve.illustrative {
            theme::galley_illustrative(ui, TextStyle::BodyMedium, value, ink, Fit::Line)
        } else {
            theme::galley(ui, TextStyle::BodyMedium, value, ink, Fit::Line)
        };
        let target = theme::galley(ui, TextStyle::Meta, &target, second, Fit::Line);
        let (left, right) = (rect.left() + PAIR, rect.right() - 28.0);
        let fit = Fit::Elide(right - value.size().x.max(target.size().x) - left - size::S3);
        let title = theme::galley(ui, TextStyle::BodyMedium, &measure.title, ink, fit);
        let line = theme::galley(ui, TextStyle::Small, &entry.sentence, second, fit);
        let painter = ui.painter();
        painter.galley(pos2(right - value.size().x, rect.top() + 6.0), value, ink);
        painter.galley(
            pos2(right - target.size().x, rect.top() + 27.0),
            target,
            second,
        );
        painter.galley(pos2(left, rect.top() + 6.0), title, ink);
        painter.galley(pos2(left, rect.top() + 26.0), line, second);
        let caret = pos2(rect.right() - 8.0, rect.center().y);
        theme::paint_icon(painter, Icon::CaretRight, caret, size::ICON, second);
    });
    if response.clicked() {
        cx.out.go_to(entry.measure.into());
    }
}
