//! Hairlines, and the heading of a section: a label over a rule, with a link at its right end.

use egui::{Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

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

/// The small heading of a group in a form or an inspector, over a rule.
///
/// `link` (a place, or a way to look at it) sits at its right end; the answer says whether it was
/// pressed.
pub fn section(ui: &mut Ui, heading: &str, link: Option<&str>) -> bool {
    let link = link.map(|words| (words, Button::link(words)));
    headed(ui, TextStyle::Label, 22.0, heading, "", link)
}

/// As [`section`], with a verb that changes the record: it is grey where that is for reading only.
pub fn section_with_verb(ui: &mut Ui, heading: &str, verb: &str) -> bool {
    let link = Some((verb, Button::link(verb).edits()));
    headed(ui, TextStyle::Label, 22.0, heading, "", link)
}

/// The heading of a section of a page, over a rule. `beside` (may be empty) follows it in muted ink.
pub fn heading(ui: &mut Ui, heading: &str, beside: &str, link: Option<&str>) -> bool {
    let link = link.map(|words| (words, Button::link(words)));
    headed(ui, TextStyle::Heading, 32.0, heading, beside, link)
}

fn headed(
    ui: &mut Ui,
    style: TextStyle,
    height: f32,
    heading: &str,
    beside: &str,
    link: Option<(&str, Button<'_>)>,
) -> bool {
    let tokens = theme::tokens(ui);
    let space = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(space, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, heading));
    let link_width = link.as_ref().map_or(0.0, |(words, _)| {
        theme::galley(ui, TextStyle::Small, *words, tokens.accent.link, Fit::Line)
            .size()
            .x
            + size::S2
    });
    let colour = if style == TextStyle::Label {
        tokens.text.secondary
    } else {
        tokens.text.primary
    };
    let mut runs = vec![(heading.to_owned(), theme::format(style, colour))];
    if !beside.is_empty() {
        runs.push((
            format!("  {beside}"),
            theme::format_beside(TextStyle::Small, tokens.text.muted, style),
        ));
    }
    let galley = theme::galley_of(ui, runs, Fit::Elide(rect.width() - link_width));
    let origin = pos2(rect.left(), rect.center().y - galley.size().y / 2.0 - 1.0);
    ui.painter().galley(origin, galley, colour);
    let mut pressed = false;
    if let Some((_, button)) = link {
        let corner = Rect::from_min_max(
            pos2(rect.right() - link_width + size::S2, rect.center().y - 13.0),
            rect.max,
        );
        let builder = UiBuilder::new()
            .max_rect(corner)
            .id_salt(("section", heading));
        pressed = button.show(&mut ui.new_child(builder)).clicked();
    }
    paint::hline(
        ui.painter(),
        rect.x_range(),
        rect.bottom() - 0.5,
        tokens.line.rule,
    );
    pressed
}
