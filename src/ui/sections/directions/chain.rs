//! The chain of directions: one card each, oldest first, with an arrow to the next.

use egui::{
    CursorIcon, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::index::{Card, Index};
use crate::{
    model::{Direction, Id},
    ui::{
        ViewCx,
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::paint,
    },
};

const HEIGHT: f32 = 55.0;
const BETWEEN: f32 = 28.0;
const LEAST: f32 = 216.0;

/// Lays out the cards; a click shows the direction and its clauses.
pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, index: &Index, on: Option<Id<Direction>>) {
    let cards = index.chain();
    if cards.is_empty() {
        return;
    }
    let count = cards.len() as f32;
    let room = ui.available_width() - BETWEEN * (count - 1.0);
    let width = (room / count).max(LEAST);
    let whole = width * count + BETWEEN * (count - 1.0);
    let space = vec2(ui.available_width(), HEIGHT);
    if whole <= space.x + 0.5 {
        row(ui, cx, cards, on, width);
    } else {
        ScrollArea::horizontal()
            .id_salt("chain")
            .auto_shrink([false, true])
            .show(ui, |ui| {
                row(ui, cx, cards, on, width);
                ui.add_space(size::S3);
            });
    }
}

fn row(ui: &mut Ui, cx: &ViewCx<'_>, cards: &[Card], on: Option<Id<Direction>>, width: f32) {
    let tokens = theme::tokens(ui);
    let count = cards.len() as f32;
    let (_, rect) = ui.allocate_space(vec2(width * count + BETWEEN * (count - 1.0), HEIGHT));
    let mut left = rect.left();
    for (n, one) in cards.iter().enumerate() {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEIGHT));
        if card(ui, place, one, on == Some(one.id)) {
            cx.select(one.id);
        }
        if n + 1 < cards.len() {
            let arrow = pos2(place.right() + BETWEEN / 2.0, place.center().y);
            theme::paint_icon(
                ui.painter(),
                Icon::ArrowRight,
                arrow,
                size::ICON,
                tokens.text.secondary,
            );
        }
        left = place.right() + BETWEEN;
    }
}

fn card(ui: &Ui, rect: Rect, card: &Card, on: bool) -> bool {
    let tokens = theme::tokens(ui);
    let id = ui.make_persistent_id(("direction card", card.id));
    let response = ui
        .interact(rect, id, Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    let (fill, border) = if on {
        (tokens.surface.row_selected, tokens.accent.base)
    } else if response.hovered() {
        (tokens.surface.row_hover, tokens.line.rule)
    } else {
        (tokens.surface.page, tokens.line.rule)
    };
    ui.painter().rect(
        rect,
        size::RADIUS_CHIP,
        fill,
        Stroke::new(size::STROKE, border),
        StrokeKind::Inside,
    );
    let ink = if card.in_force {
        tokens.text.primary
    } else {
        tokens.text.secondary
    };
    let inner = rect.shrink2(vec2(15.0, 8.0));
    let issued = theme::galley(
        ui,
        TextStyle::Small,
        &card.issued,
        tokens.text.secondary,
        Fit::Line,
    );
    let standing = theme::galley(ui, TextStyle::SmallMedium, &card.standing, ink, Fit::Line);
    let title_room = Fit::Elide(inner.width() - issued.size().x - size::S3);
    let title = theme::galley(ui, TextStyle::BodyStrong, &card.title, ink, title_room);
    let about_room = Fit::Elide(inner.width() - standing.size().x - size::S3);
    let about = theme::galley(
        ui,
        TextStyle::Small,
        &card.about,
        tokens.text.secondary,
        about_room,
    );
    let painter = ui.painter();
    let (issued_x, standing_x) = (issued.size().x, standing.size().x);
    painter.galley(inner.min, title, ink);
    painter.galley(
        pos2(inner.right() - issued_x, inner.top() + 1.0),
        issued,
        ink,
    );
    let second = inner.top() + 20.0;
    painter.galley(pos2(inner.left(), second), about, ink);
    painter.galley(pos2(inner.right() - standing_x, second), standing, ink);
    if response.has_focus() {
        paint::focus_ring(painter, rect, size::RADIUS_CHIP, tokens);
    }
    let sentence = format!(
        "{}, {}, {}, {}",
        card.title, card.issued, card.about, card.standing
    );
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, &sentence));
    response.on_hover_text(&sentence).clicked()
}
