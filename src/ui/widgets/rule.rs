//! Hairlines, and the heading of a section: a label over a rule, with a link at its right end.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{button::Button, paint};
use crate::ui::theme::{self, Fit, TextStyle, size};

/// A full-width rule, as under headings. Takes one point of height.
pub fn rule(ui: &mut Ui) {
    let colour = theme::tokens(ui).line.rule;
    line(ui, colour);
}

/// A full-width hairline, as between rows.
pub fn hair(ui: &mut Ui) {
    let colour = theme::tokens(ui).line.hair;
    line(ui, colour);
}

fn line(ui: &mut Ui, colour: egui::Color32) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::STROKE));
    paint::hline(ui.painter(), rect.x_range(), rect.center().y, colour);
}

/// A section's heading with a rule under it. `link` (a verb or a place) sits at its right end; the answer says
/// whether it was pressed.
pub fn section(ui: &mut Ui, heading: &str, link: Option<&str>) -> bool {
    let (rect, response) = heading_space(ui, 22.0);
    label_at(ui, rect, heading, &response);
    let mut pressed = false;
    if let Some(link) = link {
        let width = theme::galley(
            ui,
            TextStyle::SmallMedium,
            link,
            egui::Color32::PLACEHOLDER,
            Fit::Line,
        )
        .size()
        .x;
        let right = Rect::from_min_max(pos2(rect.right() - width - 2.0, rect.top()), rect.max);
        let mut corner = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(right)
                .id_salt(("section", heading)),
        );
        pressed = Button::link(link).show(&mut corner).clicked();
    }
    let colour = theme::tokens(ui).line.rule;
    paint::hline(ui.painter(), rect.x_range(), rect.bottom(), colour);
    ui.add_space(size::S1);
    pressed
}

fn heading_space(ui: &mut Ui, height: f32) -> (Rect, Response) {
    ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover())
}

fn label_at(ui: &Ui, rect: Rect, heading: &str, response: &Response) {
    let tokens = theme::tokens(ui);
    let fit = Fit::Elide(rect.width());
    let galley = theme::galley(ui, TextStyle::Label, heading, tokens.text.secondary, fit);
    let origin = pos2(rect.left(), rect.center().y - galley.size().y / 2.0 - 1.0);
    ui.painter().galley(origin, galley, tokens.text.secondary);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, heading));
}
