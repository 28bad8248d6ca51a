//! Findings: a severity mark, a sentence, and the fix as a link; in a banner when it stands over a page.

use egui::{Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::{
    button::Button,
    status_mark::{self, Mark},
};
use crate::ui::theme::{self, Fit, TextStyle, size};

/// One finding as a row. `strong` (may be empty) is its first words in semibold. The answer says whether the link
/// was pressed.
pub fn finding_row(
    ui: &mut Ui,
    mark: Mark,
    strong: &str,
    sentence: &str,
    link: Option<&str>,
) -> bool {
    body(ui, mark, strong, sentence, link, 0.0)
}

/// A finding in a box with a 3 pt bar in the severity colour and no tinted fill.
pub fn banner(ui: &mut Ui, mark: Mark, strong: &str, sentence: &str, link: Option<&str>) -> bool {
    body(ui, mark, strong, sentence, link, 8.0)
}

fn body(
    ui: &mut Ui,
    mark: Mark,
    strong: &str,
    sentence: &str,
    link: Option<&str>,
    pad: f32,
) -> bool {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let before = if pad > 0.0 { size::S4 } else { 0.0 };
    let side = if pad > 0.0 { size::S3 } else { 0.0 };
    let link_width = link.map_or(0.0, |link| {
        theme::galley(ui, TextStyle::Small, link, tokens.accent.link, Fit::Line)
            .size()
            .x
            + size::S4
    });
    let text_left = before + status_mark::ROW + size::S3 - 2.0;
    let colour = tokens.text.primary;
    let mut runs = Vec::new();
    if !strong.is_empty() {
        let format = egui::text::TextFormat {
            font_id: TextStyle::BodyStrong.font_at(TextStyle::Small.size()),
            ..theme::format(TextStyle::Small, colour)
        };
        runs.push((format!("{strong} "), format));
    }
    runs.push((sentence.to_owned(), theme::format(TextStyle::Small, colour)));
    let fit = Fit::Wrap(width - text_left - link_width - side);
    let galley = theme::galley_of(ui, runs, fit);
    let height = (galley.size().y + 2.0 * pad).max(24.0 + pad);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Label,
            true,
            format!("{strong} {sentence}").trim(),
        )
    });
    if pad > 0.0 {
        let border = Stroke::new(size::STROKE, tokens.line.rule);
        ui.painter()
            .rect_stroke(rect, 0.0, border, StrokeKind::Inside);
        let bar = Rect::from_min_size(rect.min, vec2(size::SELECTION_BAR, height));
        ui.painter().rect_filled(bar, 0.0, mark.colour(tokens));
    }
    let middle = rect.center().y;
    let square = Rect::from_center_size(
        pos2(rect.left() + before + status_mark::ROW / 2.0, middle),
        vec2(status_mark::ROW, status_mark::ROW),
    );
    status_mark::paint_mark(ui, square, mark);
    ui.painter().galley(
        pos2(rect.left() + text_left, middle - galley.size().y / 2.0),
        galley,
        colour,
    );
    let Some(link) = link else { return false };
    let corner = Rect::from_min_max(
        pos2(rect.right() - link_width + size::S4 - side, middle - 12.0),
        pos2(rect.right() - side, middle + 12.0),
    );
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(corner)
            .id_salt(("finding", sentence, strong)),
    );
    Button::link(link).show(&mut child).clicked()
}
