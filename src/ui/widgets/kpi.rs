//! The strip of figures on the overview: rules above and below, hairs between, no boxes, no colour.

use egui::{CursorIcon, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::paint;
use crate::ui::theme::{self, Fit, TextStyle, size};

/// One figure of the strip.
#[derive(Debug, Clone, Copy)]
pub struct Kpi<'a> {
    /// The figure as it prints ("8", "83 %").
    pub figure: &'a str,
    /// What follows it in small ("of 31", "days"); may be empty.
    pub unit: &'a str,
    /// What it counts ("actions late").
    pub label: &'a str,
    /// One line more ("from their first date").
    pub meta: &'a str,
    /// Whether the value is only illustrative (slanted).
    pub illustrative: bool,
}

/// Lays the cells out side by side over the available width; the answer is the cell pressed.
///
/// `large` takes the display size; a narrow window passes false.
pub fn kpi_strip(ui: &mut Ui, cells: &[Kpi<'_>], large: bool) -> Option<usize> {
    if cells.is_empty() {
        return None;
    }
    let style = if large {
        TextStyle::Display
    } else {
        TextStyle::Figure
    };
    // The third line is the first to go where there is little room.
    let third = if large { 16.0 } else { 0.0 };
    let height = size::S3 + style.line() + 18.0 + third + size::S3;
    let width = ui.available_width();
    let (_, strip) = ui.allocate_space(vec2(width, height));
    let tokens = theme::tokens(ui);
    let widths = widths(ui, cells, style, width);
    let mut pressed = None;
    let mut left = strip.left();
    for (n, cell) in cells.iter().enumerate() {
        let each = widths.get(n).copied().unwrap_or_default();
        let rect = Rect::from_min_size(egui::pos2(left, strip.top()), vec2(each, height));
        left += each;
        let id = ui.make_persistent_id(("kpi", cell.label));
        let response = ui
            .interact(rect, id, Sense::click())
            .on_hover_cursor(CursorIcon::PointingHand);
        cell_in(ui, rect, cell, style, &response, n == 0);
        if n > 0 {
            let between = rect.y_range().shrink(size::S3);
            paint::vline(ui.painter(), rect.left(), between, tokens.line.hair);
        }
        if response.clicked() {
            pressed = Some(n);
        }
    }
    paint::hline(ui.painter(), strip.x_range(), strip.top(), tokens.line.rule);
    paint::hline(
        ui.painter(),
        strip.x_range(),
        strip.bottom(),
        tokens.line.rule,
    );
    pressed
}

/// What each cell needs, and an equal share of what is left over; where there is too little, all
/// are equal and cut their text.
fn widths(ui: &Ui, cells: &[Kpi<'_>], style: TextStyle, width: f32) -> Vec<f32> {
    let wide = |style: TextStyle, text: &str| {
        let ink = theme::tokens(ui).text.primary;
        theme::galley(ui, style, text, ink, Fit::Line).size().x
    };
    let needs: Vec<f32> = cells
        .iter()
        .map(|cell| {
            let unit = if cell.unit.is_empty() {
                0.0
            } else {
                size::S2 + wide(TextStyle::Small, cell.unit)
            };
            let figure = wide(style, cell.figure) + unit;
            let label = wide(TextStyle::SmallMedium, cell.label);
            let below = if style == TextStyle::Display {
                label.max(wide(TextStyle::Meta, cell.meta))
            } else {
                label
            };
            figure.max(below) + 2.0 * size::S4
        })
        .collect();
    let spare = (width - needs.iter().sum::<f32>()) / cells.len() as f32;
    let equal = width / cells.len() as f32;
    needs
        .into_iter()
        .map(|need| if spare < 0.0 { equal } else { need + spare })
        .collect()
}

fn cell_in(
    ui: &Ui,
    rect: Rect,
    cell: &Kpi<'_>,
    style: TextStyle,
    response: &Response,
    first: bool,
) {
    let tokens = theme::tokens(ui);
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, 0.0, tokens.surface.row_hover);
    }
    let left = if first { 0.0 } else { size::S4 };
    let fit = Fit::Elide(rect.width() - left - size::S1);
    let mut at = rect.min + vec2(left, size::S3);
    let mut format = theme::format(style, tokens.text.primary);
    format.italics = cell.illustrative;
    let mut runs = vec![(cell.figure.to_owned(), format)];
    if !cell.unit.is_empty() {
        runs.push((
            format!(" {}", cell.unit),
            theme::format_beside(TextStyle::Small, tokens.text.secondary, style),
        ));
    }
    let figure = theme::galley_of(ui, runs, fit);
    let (ink, muted) = (tokens.text.primary, tokens.text.muted);
    let label = theme::galley(ui, TextStyle::SmallMedium, cell.label, ink, fit);
    let mut lines = vec![(figure, ink), (label, ink)];
    if style == TextStyle::Display {
        lines.push((
            theme::galley(ui, TextStyle::Meta, cell.meta, muted, fit),
            muted,
        ));
    }
    for (galley, colour) in lines {
        let line = galley.size().y;
        ui.painter().galley(at, galley, colour);
        at.y += line;
    }
    if response.has_focus() {
        paint::focus_ring_inside(ui.painter(), rect.shrink(1.0), tokens);
    }
    response.widget_info(|| {
        let name = format!(
            "{}: {} {}, {}",
            cell.label, cell.figure, cell.unit, cell.meta
        );
        WidgetInfo::labeled(Role::Link, ui.is_enabled(), name)
    });
}
