//! The navigation: sections in groups, each with what needs attention; a rail of icons when narrow.

use egui::{CursorIcon, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::model::{SectionGroup, SectionId, Stage};

use super::{
    ViewCx,
    parts::section_icon,
    theme::{self, Density, Fit, TextStyle, size},
    widgets::paint,
};

/// Paints the navigation, or the rail.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, rail: bool) {
    let tokens = theme::tokens(ui);
    let edge = ui.max_rect();
    paint::vline(ui.painter(), edge.right() - 0.5, edge.y_range(), tokens.line.rule);
    egui::ScrollArea::vertical().id_salt("nav").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if rail {
            ui.add_space(size::S2);
        } else {
            head(ui, cx);
        }
        let mut group = SectionGroup::First;
        for section in SectionId::ALL {
            if section.group() != group {
                group = section.group();
                group_head(ui, group, rail);
            }
            item(ui, cx, section, rail);
        }
        ui.add_space(size::S4);
    });
}

fn head(ui: &mut Ui, cx: &ViewCx<'_>) {
    let tokens = theme::tokens(ui);
    let organisation = &cx.record.organisation;
    let name = if organisation.name.is_empty() { "New record" } else { &organisation.name };
    ui.add_space(size::S3);
    let width = ui.available_width() - 2.0 * size::S4;
    let fit = Fit::Wrap(width);
    let name = theme::galley(ui, TextStyle::BodyStrong, name, tokens.text.primary, fit);
    let stage = stage_words(organisation.stage, organisation.under_direction);
    let stage = theme::galley(ui, TextStyle::Small, &stage, tokens.text.secondary, fit);
    for galley in [name, stage] {
        let (_, rect) = ui.allocate_space(vec2(width + 2.0 * size::S4, galley.size().y));
        let at = pos2(rect.left() + size::S4, rect.top());
        let words = galley.text().to_owned();
        ui.painter().galley(at, galley, tokens.text.primary);
        ui.interact(rect, ui.make_persistent_id(&words), Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    }
    ui.add_space(size::S3);
    let y = ui.cursor().top();
    paint::hline(ui.painter(), ui.max_rect().x_range(), y, tokens.line.hair);
    ui.add_space(size::S2);
}

fn stage_words(stage: Stage, under_direction: bool) -> String {
    let direction = if under_direction { ", under direction" } else { "" };
    format!("{}{direction}", stage.word())
}

fn group_head(ui: &mut Ui, group: SectionGroup, rail: bool) {
    let tokens = theme::tokens(ui);
    if rail {
        ui.add_space(size::S2);
        let y = ui.cursor().top();
        let middle = ui.max_rect().shrink2(vec2(14.0, 0.0)).x_range();
        paint::hline(ui.painter(), middle, y, tokens.line.rule);
        ui.add_space(size::S2);
    } else if let Some(title) = group.title() {
        ui.add_space(size::S3);
        ui.horizontal(|ui| {
            ui.add_space(size::S4);
            ui.label(theme::text(TextStyle::Label, title).color(tokens.text.secondary));
        });
        ui.add_space(2.0);
    }
}

fn item(ui: &mut Ui, cx: &ViewCx<'_>, section: SectionId, rail: bool) {
    let count = cx.derived.nav.iter().find(|count| count.section == section);
    let text = count.map_or("", |count| count.text.as_str());
    let sentence = count.map_or("", |count| count.sentence.as_str());
    let height = if rail { 36.0 } else { Density::of(ui).nav_item() };
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let rect = Rect::from_x_y_ranges(
        ui.max_rect().left()..=ui.max_rect().right() - 1.0,
        rect.y_range(),
    );
    let id = ui.make_persistent_id(("section", section));
    let on = cx.route.section == section;
    let mut response =
        ui.interact(rect, id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
    paint_item(ui, rect, section, text, &response, on, rail);
    response.widget_info(|| {
        let name = if sentence.is_empty() {
            section.title().to_owned()
        } else {
            format!("{}, {sentence}", section.title())
        };
        WidgetInfo::selected(Role::Tab, true, on, name)
    });
    if rail {
        let words = if text.is_empty() {
            section.title().to_owned()
        } else {
            format!("{}: {text}", section.title())
        };
        response = response.on_hover_text(words);
    }
    if response.clicked() {
        cx.out.go(section);
    }
}

fn paint_item(
    ui: &Ui,
    rect: Rect,
    section: SectionId,
    count: &str,
    response: &Response,
    on: bool,
    rail: bool,
) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    if on {
        painter.rect_filled(rect, 0.0, tokens.surface.row_selected);
        let bar = Rect::from_min_size(rect.min, vec2(size::SELECTION_BAR, rect.height()));
        painter.rect_filled(bar, 0.0, tokens.accent.base);
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.surface.row_hover);
    }
    if response.has_focus() {
        paint::focus_ring_inside(painter, rect, tokens);
    }
    let ink = if on { tokens.accent.base } else { tokens.text.secondary };
    let icon_x = if rail { rect.center().x } else { rect.left() + 24.0 };
    let icon_size = if rail { size::ICON_START - 2.0 } else { size::ICON };
    let icon_at = pos2(icon_x, rect.center().y);
    theme::paint_icon(painter, section_icon(section), icon_at, icon_size, ink);
    if rail {
        let digits: String = count.chars().take_while(char::is_ascii_digit).collect();
        let galley = theme::galley(ui, TextStyle::Tick, &digits, tokens.text.primary, Fit::Line);
        let at = pos2(rect.center().x + 9.0, rect.top() + 3.0);
        painter.galley(at, galley, tokens.text.primary);
        return;
    }
    let meta = theme::galley(ui, TextStyle::Meta, count, tokens.text.secondary, Fit::Line);
    let meta_left = rect.right() - size::S3 - meta.size().x;
    let style = if on { TextStyle::BodyStrong } else { TextStyle::Body };
    let fit = Fit::Elide(meta_left - rect.left() - 50.0);
    let title = theme::galley(ui, style, section.title(), tokens.text.primary, fit);
    let y = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    painter.galley(pos2(rect.left() + 42.0, y(&title)), title, tokens.text.primary);
    painter.galley(pos2(meta_left, y(&meta)), meta, tokens.text.secondary);
}
