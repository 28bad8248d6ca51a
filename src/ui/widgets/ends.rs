//! What stands at the right end of a line, made from left to right all the same.
//!
//! A layout from right to left makes its widgets from the right, and the Tab key and a screen reader go
//! in the order in which widgets are made. So the width of the end is remembered from pass to pass, and
//! everything in the line is made in the order in which one reads it.

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2};

/// Widths that differ by less are the same.
const SAME: f32 = 0.5;

/// Puts `contents`, made from left to right, at the right end of the room that is left in this line.
///
/// While nothing is known of its width it is measured unseen, and the pass is made anew.
pub fn at_end<R>(ui: &mut Ui, align: Align, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ends(ui, align, |_| {}, contents)
}

/// [`at_end`], with `start` in the room before it.
pub fn ends<R>(
    ui: &mut Ui,
    align: Align,
    start: impl FnOnce(&mut Ui),
    end: impl FnOnce(&mut Ui) -> R,
) -> R {
    let id = ui.next_auto_id().with("end of the line");
    let known: Option<f32> = ui.data(|data| data.get_temp(id));
    let room = ui.available_rect_before_wrap();
    let left = known.map_or(room.left(), |width| (room.right() - width).max(room.left()));
    let build = |rect: Rect| {
        let builder = UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::left_to_right(align));
        if known.is_none() {
            builder.invisible()
        } else {
            builder
        }
    };
    let gap = ui.spacing().item_spacing.x;
    let before = Rect::from_min_max(room.min, pos2((left - gap).max(room.left()), room.bottom()));
    ui.scope_builder(build(before), start);
    // As much room as there would be without what stands before it, should it have grown.
    let after = Rect::from_min_size(pos2(left, room.top()), room.size());
    ui.scope_builder(build(after), |ui| {
        let inner = end(ui);
        // Space after the last widget counts; the space between widgets does not.
        let spaced = ui.cursor().left() - ui.spacing().item_spacing.x;
        let width = ui.min_rect().right().max(spaced).max(left) - left;
        if known.is_none_or(|known| (known - width).abs() > SAME) {
            ui.data_mut(|data| data.insert_temp(id, width));
            ui.ctx()
                .request_discard("the end of a line has another width");
            if !ui.ctx().will_discard() {
                ui.ctx().request_repaint();
            }
        }
        inner
    })
    .inner
}
