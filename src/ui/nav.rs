//! The navigation: sections in groups, each with what needs attention; a rail of icons when narrow.

use egui::{ScrollArea, Ui, vec2};

use crate::{
    model::{SectionGroup, SectionId},
    store::notes::NoteKind,
};

use super::{
    ViewCx,
    parts::{private, section_icon},
    theme::{self, TextStyle, size},
    widgets::{
        nav_item::{nav_item, rail_item},
        paint,
        rule::hair,
    },
};

/// Paints the navigation, or the rail.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, rail: bool) {
    let tokens = theme::tokens(ui);
    let edge = ui.max_rect();
    paint::vline(
        ui.painter(),
        edge.right() - 0.5,
        edge.y_range(),
        tokens.line.rule,
    );
    ScrollArea::vertical()
        .id_salt("nav")
        .auto_shrink(false)
        .show(ui, |ui| {
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
    let name = if organisation.name.is_empty() {
        "New record"
    } else {
        &organisation.name
    };
    let direction = if organisation.under_direction {
        ", under direction"
    } else {
        ""
    };
    let stage = format!("{}{direction}", organisation.stage.word());
    egui::Frame::new()
        .inner_margin(egui::Margin {
            left: 16,
            right: 12,
            top: 12,
            bottom: 12,
        })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(theme::text(TextStyle::BodyStrong, name).color(tokens.text.primary));
            ui.label(theme::text(TextStyle::Small, stage).color(tokens.text.secondary));
        });
    hair(ui);
    ui.add_space(size::S2);
}

fn group_head(ui: &mut Ui, group: SectionGroup, rail: bool) {
    let tokens = theme::tokens(ui);
    if rail {
        ui.add_space(size::S2);
        let middle = ui.max_rect().shrink2(vec2(14.0, 0.0)).x_range();
        paint::hline(ui.painter(), middle, ui.cursor().top(), tokens.line.rule);
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

/// "2 to ask", else "3 notes".
fn own_notes(ui: &Ui) -> Option<String> {
    let shown = private::shown(ui)?;
    match (shown.count(NoteKind::Question), shown.count(NoteKind::Note)) {
        (0, 0) => None,
        (0, 1) => Some("1 note".to_owned()),
        (0, notes) => Some(format!("{notes} notes")),
        (questions, _) => Some(format!("{questions} to ask")),
    }
}

fn item(ui: &mut Ui, cx: &ViewCx<'_>, section: SectionId, rail: bool) {
    let count = cx.derived.nav.iter().find(|count| count.section == section);
    let own = (section == SectionId::Notes)
        .then(|| own_notes(ui))
        .flatten();
    let text = match &own {
        Some(own) => own,
        None => count.map_or("", |count| count.text.as_str()),
    };
    let on = cx.route.section == section;
    let icon = section_icon(section);
    let response = if rail {
        rail_item(ui, icon, section.title(), text, on)
    } else {
        let about = count.map_or(section.about(), |count| count.sentence.as_str());
        nav_item(ui, icon, section.title(), text, on).on_hover_text(about)
    };
    if response.clicked() {
        cx.out.go(section);
    }
}
