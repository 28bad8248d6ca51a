//! What stands in the cells of a table.

use egui::{Response, Sense, Ui, vec2};

use crate::ui::theme::{self, Density, Fit, TextStyle};

/// Text of a cell, cut with … at the cell's edge and whole in the tooltip.
pub fn cell_text(ui: &mut Ui, style: TextStyle, text: &str, colour: egui::Color32) -> Response {
    let fit = Fit::Elide(ui.available_size_before_wrap().x);
    let galley = theme::galley(ui, style, text, colour, fit);
    let elided = galley.elided;
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, colour);
    if elided {
        response.on_hover_text(text)
    } else {
        response
    }
}

/// A name, and a second line under it where the density has room; semibold while the row is selected.
pub fn cell_name(ui: &mut Ui, name: &str, second: &str, selected: bool) -> Response {
    let tokens = theme::tokens(ui);
    let style = if selected {
        TextStyle::Label
    } else {
        TextStyle::SmallMedium
    };
    let format = egui::text::TextFormat {
        font_id: style.font_at(TextStyle::Small.size()),
        ..theme::format(TextStyle::Small, tokens.text.primary)
    };
    let fit = Fit::Elide(ui.available_size_before_wrap().x);
    let first = theme::galley_of(ui, [(name.to_owned(), format)], fit);
    let second = (Density::of(ui).two_lines() && !second.is_empty())
        .then(|| theme::galley(ui, TextStyle::Meta, second, tokens.text.secondary, fit));
    let below = second
        .as_ref()
        .map_or(egui::Vec2::ZERO, |galley| galley.size());
    let space = vec2(first.size().x.max(below.x), first.size().y + below.y);
    let elided = first.elided;
    let (rect, response) = ui.allocate_exact_size(space, Sense::hover());
    let under = rect.min + vec2(0.0, first.size().y);
    ui.painter().galley(rect.min, first, tokens.text.primary);
    if let Some(second) = second {
        ui.painter().galley(under, second, tokens.text.secondary);
    }
    if elided {
        response.on_hover_text(name)
    } else {
        response
    }
}
