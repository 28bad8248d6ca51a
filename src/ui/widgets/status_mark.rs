//! Status marks: letter, shape and colour in one 20-unit box, and the word beside it.

use egui::{Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::paint;
use crate::ui::theme::{self, Fit, TextStyle, Tokens, size};

/// A painted status. The word it means is the caller's, and is always shown or spoken with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Diamond, R.
    Red,
    /// Triangle, A.
    Amber,
    /// Disc, G.
    Green,
    /// Filled square, B.
    Blue,
    /// Hollow square, D: the frame that accepted evidence fills.
    Delivered,
    /// Bar: not started, or superseded.
    None,
    /// Red diamond with an exclamation mark.
    Error,
    /// Amber triangle with an exclamation mark.
    Warning,
    /// Ring with an i.
    Note,
}

impl Mark {
    /// The mark's own colour, for the bar of a banner.
    pub fn colour(self, tokens: &Tokens) -> egui::Color32 {
        match self {
            Self::Red | Self::Error => tokens.status.red,
            Self::Amber | Self::Warning => tokens.status.amber,
            Self::Green => tokens.status.green,
            Self::Blue | Self::Delivered => tokens.status.blue,
            Self::None | Self::Note => tokens.status.grey,
        }
    }

    /// The letter or sign in the mark, and its size in the 20-unit box.
    const fn sign(self) -> (&'static str, f32) {
        match self {
            Self::Red => ("R", 9.5),
            Self::Amber => ("A", 9.5),
            Self::Green => ("G", 10.5),
            Self::Blue => ("B", 11.0),
            Self::Delivered => ("D", 10.5),
            Self::None => ("", 0.0),
            Self::Error | Self::Warning => ("!", 12.0),
            Self::Note => ("i", 12.0),
        }
    }
}

/// Side of a mark in a table row.
pub const ROW: f32 = 17.0;
/// Side of a mark in an error line.
pub const LINE: f32 = 13.0;
/// Side of the quorum lamp.
pub const LAMP: f32 = 46.0;

/// Paints `mark` into the square `rect`.
pub fn paint_mark(ui: &Ui, rect: Rect, mark: Mark) {
    paint_mark_with(ui, rect, mark, mark.sign().0);
}

/// Paints the shape of `mark` with another sign in it (the quorum lamp carries the number that counts).
pub fn paint_mark_with(ui: &Ui, rect: Rect, mark: Mark, sign: &str) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let unit = rect.width() / 20.0;
    let colour = mark.colour(tokens);
    let centre = rect.center();
    let at = |x: f32, y: f32| paint::in_box(rect, 20.0, x, y);
    let (ink, middle): (_, Pos2) = match mark {
        Mark::Red | Mark::Error => {
            painter.add(Shape::convex_polygon(
                paint::diamond(centre, 9.6 * unit),
                colour,
                Stroke::NONE,
            ));
            (tokens.status.on_red, centre)
        }
        Mark::Amber | Mark::Warning => {
            let corners = vec![at(10.0, 1.2), at(19.6, 18.8), at(0.4, 18.8)];
            painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
            (tokens.status.on_amber, at(10.0, 13.2))
        }
        Mark::Green => {
            painter.circle_filled(centre, 9.0 * unit, colour);
            (tokens.status.on_green, centre)
        }
        Mark::Blue => {
            let square = Rect::from_center_size(centre, vec2(17.0, 17.0) * unit);
            painter.rect_filled(square, size::RADIUS_MARK, colour);
            (tokens.status.on_blue, centre)
        }
        Mark::Delivered => {
            let square = Rect::from_center_size(centre, vec2(17.0, 17.0) * unit);
            let outline = Stroke::new(1.6 * unit, colour);
            painter.rect_stroke(square, size::RADIUS_MARK, outline, StrokeKind::Inside);
            (colour, centre)
        }
        Mark::None => {
            let bar = Rect::from_center_size(centre, vec2(16.0, 2.4) * unit);
            painter.rect_filled(bar, 0.0, colour);
            return;
        }
        Mark::Note => {
            painter.circle_stroke(centre, 8.6 * unit, Stroke::new(1.6 * unit, colour));
            (tokens.text.primary, centre)
        }
    };
    if !sign.is_empty() {
        paint::letter(painter, middle, sign, mark.sign().1 * unit, ink);
    }
}

/// A mark alone, with `word` for the screen reader and as tooltip.
pub fn status_mark(ui: &mut Ui, mark: Mark, side: f32, word: &str) -> Response {
    let response = paint::painted(ui, vec2(side, side), word);
    paint_mark(ui, response.rect, mark);
    if word.is_empty() {
        response
    } else {
        response.on_hover_text(word)
    }
}

/// A mark and its word in text colour. `definition` (may be empty) is the tooltip: the full meaning.
pub fn mark_with_word(ui: &mut Ui, mark: Mark, word: &str, definition: &str) -> Response {
    mark_with_word_at(ui, mark, ROW, word, definition)
}

/// [`mark_with_word`] with another side for the mark.
pub fn mark_with_word_at(
    ui: &mut Ui,
    mark: Mark,
    side: f32,
    word: &str,
    definition: &str,
) -> Response {
    let tokens = theme::tokens(ui);
    let fit = Fit::Elide(ui.available_width() - side - size::S2);
    let galley = theme::galley(ui, TextStyle::Small, word, tokens.text.primary, fit);
    let space = vec2(side + size::S2 + galley.size().x, side.max(galley.size().y));
    let (rect, response) = ui.allocate_exact_size(space, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    let square =
        Rect::from_center_size(rect.left_center() + vec2(side / 2.0, 0.0), vec2(side, side));
    paint_mark(ui, square, mark);
    let origin = egui::pos2(
        square.right() + size::S2,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(origin, galley, tokens.text.primary);
    if definition.is_empty() {
        response
    } else {
        response.on_hover_text(definition)
    }
}
