//! The tokens as egui's global style, for the parts egui draws itself: menus, tooltips, scroll bars, carets.

use egui::{
    Color32, CornerRadius, FontId, Margin, Shadow, Stroke, Style, Theme, Visuals,
    style::{ScrollFadeStyle, ScrollStyle, WidgetVisuals, Widgets},
    vec2,
};

use super::{Density, TextStyle, Tokens, size};

/// Writes the whole look of `theme` into `style`.
pub(super) fn apply(style: &mut Style, tokens: &Tokens, theme: Theme, density: Density) {
    style.visuals = visuals(tokens, theme);
    style.text_styles = [
        (egui::TextStyle::Small, TextStyle::Meta.font()),
        (egui::TextStyle::Body, TextStyle::Body.font()),
        (egui::TextStyle::Button, TextStyle::SmallMedium.font()),
        (egui::TextStyle::Heading, TextStyle::Title.font()),
        (
            egui::TextStyle::Monospace,
            FontId::monospace(TextStyle::Tick.size()),
        ),
    ]
    .into();
    style.animation_time = 0.12;
    style.interaction.selectable_labels = false;
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(size::S2, 6.0);
    spacing.button_padding = vec2(10.0, size::S1);
    spacing.interact_size.y = density.control();
    spacing.menu_margin = Margin::same(4);
    spacing.window_margin = Margin::same(24);
    spacing.tooltip_width = 360.0;
    spacing.scroll = ScrollStyle {
        floating: true,
        bar_width: 6.0,
        floating_width: 6.0,
        dormant_handle_opacity: 0.22,
        active_handle_opacity: 0.35,
        fade: ScrollFadeStyle {
            strength: 0.0,
            ..ScrollFadeStyle::default()
        },
        ..ScrollStyle::floating()
    };
}

fn visuals(tokens: &Tokens, theme: Theme) -> Visuals {
    let control = Stroke::new(size::STROKE, tokens.line.control);
    let popup = CornerRadius::same(6);
    let mut visuals = match theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(tokens.text.muted);
    visuals.widgets = widgets(tokens, control);
    visuals.selection.bg_fill = tokens.surface.row_selected;
    visuals.selection.stroke = Stroke::new(size::STROKE, tokens.text.primary);
    visuals.hyperlink_color = tokens.accent.link;
    visuals.faint_bg_color = tokens.surface.row_hover;
    visuals.extreme_bg_color = tokens.surface.page;
    visuals.text_edit_bg_color = Some(tokens.surface.page);
    visuals.code_bg_color = tokens.surface.canvas;
    visuals.warn_fg_color = tokens.text.primary;
    visuals.error_fg_color = tokens.text.primary;
    visuals.window_corner_radius = popup;
    visuals.window_shadow = Shadow::NONE;
    visuals.window_fill = tokens.surface.raised;
    visuals.window_stroke = control;
    visuals.window_highlight_topmost = false;
    visuals.menu_corner_radius = popup;
    visuals.panel_fill = tokens.surface.page;
    visuals.popup_shadow = Shadow::NONE;
    visuals.text_cursor.stroke = Stroke::new(1.5, tokens.text.primary);
    visuals.button_frame = true;
    visuals.collapsing_header_frame = false;
    visuals.indent_has_left_vline = false;
    visuals.striped = false;
    visuals.disabled_alpha = 1.0;
    visuals
}

fn widgets(tokens: &Tokens, control: Stroke) -> Widgets {
    let state = |fill: Color32, border: Stroke| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: border,
        corner_radius: CornerRadius::same(4),
        fg_stroke: Stroke::new(size::STROKE, tokens.text.primary),
        expansion: 0.0,
    };
    // Scroll handles take `bg_fill`: a line colour, or they vanish on paper.
    let handle = |visuals: WidgetVisuals, fill: Color32| WidgetVisuals {
        bg_fill: fill,
        ..visuals
    };
    let hair = Stroke::new(size::STROKE, tokens.line.rule);
    Widgets {
        noninteractive: state(tokens.surface.page, hair),
        inactive: handle(state(tokens.surface.page, control), tokens.line.rule),
        hovered: handle(
            state(tokens.surface.row_hover, control),
            tokens.line.control,
        ),
        active: handle(
            state(tokens.surface.row_selected, control),
            tokens.line.control,
        ),
        open: state(tokens.surface.row_selected, control),
    }
}
