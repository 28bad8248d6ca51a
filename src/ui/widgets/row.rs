//! A row that goes somewhere: hover, focus ring, a hair under it, one accessible name for all it shows.

use egui::{
    Align, CursorIcon, Id, Layout, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2,
};

use super::paint;
use crate::ui::theme::{self, size};

/// Lays out a row of `height` over the available width; `clicked()` covers the mouse, Enter and Space.
///
/// `sentence` is heard in place of the parts; `contents` paints them, left to right, and makes nothing to press.
pub fn link_row(
    ui: &mut Ui,
    height: f32,
    sentence: &str,
    contents: impl FnOnce(&mut Ui, Rect),
) -> Response {
    let id = ui.make_persistent_id(("row", sentence));
    let row = Row {
        id,
        height,
        sentence,
        selected: None,
    };
    row_of(ui, row, contents)
}

/// [`link_row`] in a list of which one is selected: filled, with the accent bar at its left.
pub fn choice_row(
    ui: &mut Ui,
    id: Id,
    height: f32,
    sentence: &str,
    selected: bool,
    contents: impl FnOnce(&mut Ui, Rect),
) -> Response {
    row_of(
        ui,
        Row {
            id,
            height,
            sentence,
            selected: Some(selected),
        },
        contents,
    )
}

#[derive(Clone, Copy)]
struct Row<'a> {
    id: Id,
    height: f32,
    sentence: &'a str,
    selected: Option<bool>,
}

fn row_of(ui: &mut Ui, row: Row<'_>, contents: impl FnOnce(&mut Ui, Rect)) -> Response {
    let tokens = theme::tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), row.height));
    let response = ui
        .interact(rect, row.id, Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    if row.selected == Some(true) {
        ui.painter()
            .rect_filled(rect, 0.0, tokens.surface.row_selected);
        let bar = Rect::from_min_size(rect.min, vec2(size::SELECTION_BAR, row.height));
        ui.painter().rect_filled(bar, 0.0, tokens.accent.base);
    } else if response.hovered() {
        ui.painter()
            .rect_filled(rect, 0.0, tokens.surface.row_hover);
    }
    let side = if row.selected.is_some() {
        size::S3
    } else {
        0.0
    };
    let inner = rect.shrink2(vec2(side, 0.0));
    let builder = UiBuilder::new()
        .max_rect(inner)
        .layout(Layout::left_to_right(Align::Center))
        .id_salt(row.id.with("contents"));
    contents(&mut ui.new_child(builder), inner);
    paint::hline(
        ui.painter(),
        rect.x_range(),
        rect.bottom() - 0.5,
        tokens.line.hair,
    );
    if response.has_focus() {
        paint::focus_ring_inside(ui.painter(), rect, tokens);
    }
    response.widget_info(|| match row.selected {
        Some(on) => WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), on, row.sentence),
        None => WidgetInfo::labeled(Role::Link, ui.is_enabled(), row.sentence),
    });
    response
}
