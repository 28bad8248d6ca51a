//! A place in the navigation: icon, name, and what is the matter there in words.

use egui::{CursorIcon, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::theme::{self, Density, Fit, Icon, TextStyle, size};

/// The item as a line of the navigation. `count` is words ("8 late"), or empty.
pub fn nav_item(ui: &mut Ui, icon: Icon, name: &str, count: &str, on: bool) -> Response {
    let tokens = theme::tokens(ui);
    let (rect, response) = place(ui, name, count, on, ui.available_width());
    let middle = rect.center().y;
    let ink = if on {
        tokens.text.primary
    } else {
        tokens.text.secondary
    };
    let icon_ink = if on {
        tokens.accent.base
    } else {
        tokens.text.secondary
    };
    theme::paint_icon(
        ui.painter(),
        icon,
        pos2(rect.left() + 24.0, middle),
        size::ICON,
        icon_ink,
    );
    let count = theme::galley(ui, TextStyle::Meta, count, tokens.text.muted, Fit::Line);
    let style = if on {
        TextStyle::BodyStrong
    } else {
        TextStyle::Body
    };
    let room = rect.width() - 42.0 - count.size().x - size::S4 - size::S2;
    let name = theme::galley(ui, style, name, tokens.text.primary, Fit::Elide(room));
    let at = pos2(rect.left() + 42.0, middle - name.size().y / 2.0);
    ui.painter().galley(at, name, tokens.text.primary);
    let at = pos2(
        rect.right() - size::S4 - count.size().x,
        middle - count.size().y / 2.0,
    );
    ui.painter().galley(at, count, ink);
    response
}

/// The item in the rail of a narrow window: the icon, its count at the shoulder, the name as tooltip.
pub fn rail_item(ui: &mut Ui, icon: Icon, name: &str, count: &str, on: bool) -> Response {
    let tokens = theme::tokens(ui);
    let (rect, response) = place(ui, name, count, on, size::RAIL);
    let ink = if on {
        tokens.accent.base
    } else {
        tokens.text.secondary
    };
    theme::paint_icon(ui.painter(), icon, rect.center(), size::ICON, ink);
    let number = count.split(' ').next().unwrap_or_default();
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        let galley = theme::galley(ui, TextStyle::Tick, number, tokens.text.primary, Fit::Line);
        let at = pos2(rect.center().x + 9.0, rect.center().y - 14.0);
        ui.painter().galley(at, galley, tokens.text.primary);
    }
    let tip = if count.is_empty() {
        name.to_owned()
    } else {
        format!("{name}, {count}")
    };
    response.on_hover_text(tip)
}

fn place(ui: &mut Ui, name: &str, count: &str, on: bool, width: f32) -> (Rect, Response) {
    let tokens = theme::tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(width, Density::of(ui).nav_item()));
    let id = ui.make_persistent_id(("nav", name));
    let response = ui
        .interact(rect, id, Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    if on {
        ui.painter()
            .rect_filled(rect, 0.0, tokens.surface.row_selected);
        let bar = Rect::from_min_size(rect.min, vec2(size::SELECTION_BAR, rect.height()));
        ui.painter().rect_filled(bar, 0.0, tokens.accent.base);
    } else if response.hovered() {
        ui.painter()
            .rect_filled(rect, 0.0, tokens.surface.row_hover);
    }
    if response.has_focus() {
        paint::focus_ring_inside(ui.painter(), rect, tokens);
    }
    let label = if count.is_empty() {
        name.to_owned()
    } else {
        format!("{name}, {count}")
    };
    response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), on, &label));
    (rect, response)
}
