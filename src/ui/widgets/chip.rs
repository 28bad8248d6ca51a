//! Link chips: an icon and the name of a thing, which go there.

use egui::{CursorIcon, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::theme::{self, Fit, Icon, TextStyle, size};

/// Height of a chip; its target is 24 high.
const HEIGHT: f32 = 22.0;

/// A chip that goes to what it names. The name is cut with … at the available width, and whole in the tooltip.
pub fn link_chip(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    link_chip_of(ui, name, icon, name)
}

/// [`link_chip`] where two things of one region may have the same name: `salt` tells them apart.
pub fn link_chip_of(ui: &mut Ui, salt: &str, icon: Icon, name: &str) -> Response {
    let tokens = theme::tokens(ui);
    let before = 7.0 + size::ICON_CHIP + 5.0;
    // In a wrapped row a name that does not fit behind its neighbours goes to the next line whole.
    let room = if ui.layout().main_wrap {
        ui.max_rect().width()
    } else {
        ui.available_size_before_wrap().x
    };
    let fit = Fit::Elide((room - before - 8.0).max(120.0));
    let galley = theme::galley(ui, TextStyle::Small, name, tokens.accent.link, fit);
    let elided = galley.elided;
    let (_, rect) = ui.allocate_space(vec2(before + galley.size().x + 8.0, HEIGHT));
    let id = ui.make_persistent_id(("chip", salt));
    let response = ui
        .interact(rect.expand2(vec2(0.0, 1.0)), id, Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    let fill = if response.hovered() {
        tokens.surface.row_hover
    } else {
        egui::Color32::TRANSPARENT
    };
    let border = Stroke::new(size::STROKE, tokens.line.rule);
    ui.painter()
        .rect(rect, size::RADIUS_CHIP, fill, border, StrokeKind::Inside);
    if response.has_focus() {
        paint::focus_ring(ui.painter(), rect, size::RADIUS_CHIP, tokens);
    }
    let middle = pos2(rect.left() + 7.0 + size::ICON_CHIP / 2.0, rect.center().y);
    theme::paint_icon(
        ui.painter(),
        icon,
        middle,
        size::ICON_CHIP,
        tokens.accent.link,
    );
    let origin = pos2(
        rect.left() + before,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(origin, galley, tokens.accent.link);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), name));
    if elided {
        response.on_hover_text(name)
    } else {
        response
    }
}
