//! Tabs: the parts of one item, underlined over a full-width rule.

use egui::{
    CursorIcon, EventFilter, Key, Modifiers, Rect, Role, Sense, Ui, WidgetInfo, pos2,
    text::TextFormat, vec2,
};

use super::paint;
use crate::ui::theme::{self, Fit, TextStyle, size};

/// Lays out the tabs; the answer is the tab newly chosen. Left and Right move between them.
///
/// `salt` tells two rows of tabs in one region apart.
pub fn tabs(ui: &mut Ui, salt: &str, labels: &[&str], on: usize) -> Option<usize> {
    const APART: f32 = 18.0;
    const HEIGHT: f32 = 30.0;
    let tokens = theme::tokens(ui);
    let (_, strip) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    paint::hline(
        ui.painter(),
        strip.x_range(),
        strip.bottom() - 0.5,
        tokens.line.rule,
    );
    let mut chosen = None;
    let mut x = strip.left();
    for (n, label) in labels.iter().enumerate() {
        let style = if n == on {
            TextStyle::Label
        } else {
            TextStyle::Small
        };
        let format = TextFormat {
            font_id: style.font_at(TextStyle::Small.size()),
            ..theme::format(TextStyle::Small, tokens.text.primary)
        };
        let galley = theme::galley_of(ui, [((*label).to_owned(), format)], Fit::Line);
        let rect = Rect::from_min_size(pos2(x, strip.top()), vec2(galley.size().x, HEIGHT));
        let id = ui.make_persistent_id(("tab", salt, n));
        let response = ui
            .interact(
                rect.expand2(vec2(APART / 2.0 - 2.0, 0.0)),
                id,
                Sense::click(),
            )
            .on_hover_cursor(CursorIcon::PointingHand);
        let colour = if n == on || response.hovered() {
            tokens.text.primary
        } else {
            tokens.text.secondary
        };
        let origin = pos2(x, rect.center().y - galley.size().y / 2.0 - 1.0);
        ui.painter()
            .galley_with_override_text_color(origin, galley, colour);
        if n == on {
            let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.max);
            ui.painter().rect_filled(line, 0.0, tokens.accent.base);
        }
        if response.has_focus() {
            paint::focus_ring(
                ui.painter(),
                rect.shrink2(vec2(-2.0, 4.0)),
                size::RADIUS_CHIP,
                tokens,
            );
        }
        response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), n == on, label));
        if response.clicked() && n != on {
            chosen = Some(n);
        }
        chosen = chosen.or_else(|| {
            step(ui, &response, n, labels.len(), |n| {
                ui.make_persistent_id(("tab", salt, n))
            })
        });
        x = rect.right() + APART;
    }
    ui.add_space(2.0);
    chosen
}

/// Left and Right on the focused choice `n` of `count`: the neighbour, which also takes the focus.
pub(super) fn step(
    ui: &Ui,
    response: &egui::Response,
    n: usize,
    count: usize,
    id_of: impl Fn(usize) -> egui::Id,
) -> Option<usize> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let (left, right) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowLeft),
            input.consume_key(Modifiers::NONE, Key::ArrowRight),
        )
    });
    let to = if right && n + 1 < count {
        n + 1
    } else if left && n > 0 {
        n - 1
    } else {
        return None;
    };
    ui.memory_mut(|memory| memory.request_focus(id_of(to)));
    Some(to)
}
