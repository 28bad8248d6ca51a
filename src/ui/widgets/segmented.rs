//! A segmented choice of view or edition: two to four words in one frame.

use egui::{
    CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{paint, tabs};
use crate::ui::theme::{self, Density, Fit, TextStyle, size};

/// Lays out the choice; the answer is the segment newly chosen. Left and Right move between segments.
///
/// `name` says what is chosen ("Edition"); each segment is heard as "Edition: Public".
pub fn segmented(ui: &mut Ui, name: &str, labels: &[&str], on: usize) -> Option<usize> {
    let tokens = theme::tokens(ui);
    let galleys: Vec<_> = labels
        .iter()
        .map(|label| {
            theme::galley(
                ui,
                TextStyle::SmallMedium,
                *label,
                tokens.text.primary,
                Fit::Line,
            )
        })
        .collect();
    let widths: Vec<f32> = galleys
        .iter()
        .map(|galley| galley.size().x + 2.0 * size::S3)
        .collect();
    let height = Density::of(ui).control();
    let (_, frame) = ui.allocate_space(vec2(widths.iter().sum(), height));
    ui.painter()
        .rect_filled(frame, size::RADIUS_CONTROL, tokens.surface.page);
    let mut chosen = None;
    let mut focused = None;
    let mut x = frame.left();
    for (n, (galley, width)) in galleys.into_iter().zip(&widths).enumerate() {
        let rect = Rect::from_min_size(pos2(x, frame.top()), vec2(*width, height));
        let id = ui.make_persistent_id(("segment", name, n));
        let response = ui
            .interact(rect, id, Sense::click())
            .on_hover_cursor(CursorIcon::PointingHand);
        let (fill, ink) = if n == on {
            (tokens.accent.base, tokens.accent.on)
        } else if response.hovered() {
            (tokens.surface.row_hover, tokens.text.primary)
        } else {
            (tokens.surface.page, tokens.text.primary)
        };
        ui.painter()
            .rect_filled(rect, corners(n, labels.len()), fill);
        if n > 0 && n != on && n != on + 1 {
            paint::vline(ui.painter(), x, rect.y_range(), tokens.line.hair);
        }
        let origin = rect.center() - galley.size() / 2.0;
        ui.painter()
            .galley_with_override_text_color(origin, galley, ink);
        let label = format!("{name}: {}", labels.get(n).copied().unwrap_or_default());
        response.widget_info(|| {
            WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), n == on, &label)
        });
        if response.has_focus() {
            focused = Some(rect);
        }
        if response.clicked() && n != on {
            chosen = Some(n);
        }
        chosen = chosen.or_else(|| {
            tabs::step(ui, &response, n, labels.len(), |n| {
                ui.make_persistent_id(("segment", name, n))
            })
        });
        x = rect.right();
    }
    let border = Stroke::new(size::STROKE, tokens.line.control);
    ui.painter()
        .rect_stroke(frame, size::RADIUS_CONTROL, border, StrokeKind::Inside);
    if let Some(rect) = focused {
        paint::focus_ring(ui.painter(), rect, size::RADIUS_CONTROL, tokens);
    }
    chosen
}

fn corners(n: usize, count: usize) -> CornerRadius {
    let (left, right) = (
        if n == 0 { 4 } else { 0 },
        if n + 1 == count { 4 } else { 0 },
    );
    CornerRadius {
        nw: left,
        sw: left,
        ne: right,
        se: right,
    }
}
