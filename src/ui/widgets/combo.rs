//! A choice from a list of named values, with a painted mark before the name if the caller has one.

use egui::{
    Align, CursorIcon, Key, Modifiers, Popup, Rect, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{
    field::{self, Field},
    locked, paint,
};
use crate::ui::theme::{self, Density, Fit, Icon, TextStyle, size};

/// Paints the mark of one value into a square.
type MarkOf<'a, T> = &'a dyn Fn(&Ui, Rect, &T);

impl Field<'_> {
    /// Chooses one of `options` (value and name). The answer is the value newly chosen.
    pub fn combo<T: PartialEq + Clone>(
        self,
        ui: &mut Ui,
        value: &T,
        options: &[(T, &str)],
    ) -> Option<T> {
        self.combo_of(ui, value, options, None)
    }

    /// [`Field::combo`] with a mark painted before each name.
    pub fn combo_marked<T: PartialEq + Clone>(
        self,
        ui: &mut Ui,
        value: &T,
        options: &[(T, &str)],
        mark: impl Fn(&Ui, Rect, &T),
    ) -> Option<T> {
        self.combo_of(ui, value, options, Some(&mark))
    }

    fn combo_of<T: PartialEq + Clone>(
        self,
        ui: &mut Ui,
        value: &T,
        options: &[(T, &str)],
        mark: Option<MarkOf<'_, T>>,
    ) -> Option<T> {
        if let Some(reason) = locked::reason(ui) {
            let name = options.iter().find(|(option, _)| option == value);
            self.read_only(ui, name.map_or("", |(_, name)| name), reason);
            return None;
        }
        let slots = self.slots(ui, Density::of(ui).control(), false);
        let response = ui
            .interact(slots.control, slots.id, Sense::click())
            .on_hover_cursor(CursorIcon::PointingHand);
        if self.focus {
            response.request_focus();
        }
        let at = options.iter().position(|(option, _)| option == value);
        let name = at
            .and_then(|at| options.get(at))
            .map_or(self.hint, |(_, name)| name);
        paint_box(ui, &response);
        if let (Some(mark), Some(_)) = (mark, at) {
            mark(ui, mark_square(slots.control, 10.0), value);
        }
        let text_left = if mark.is_some() && at.is_some() {
            10.0 + 17.0 + size::S2
        } else {
            10.0
        };
        paint_name(ui, slots.control, name, text_left, at.is_some());
        response.widget_info(|| {
            let mut info = WidgetInfo::new(Role::ComboBox);
            info.enabled = ui.is_enabled();
            info.label = Some(self.label.to_owned());
            info.current_text_value = Some(name.to_owned());
            info
        });
        let open = Popup::is_id_open(ui, Popup::default_response_id(&response));
        let mut chosen = if open {
            None
        } else {
            stepped(ui, &response, at, options)
        };
        let opening = response.clicked();
        Popup::menu(&response)
            .width(slots.control.width())
            .accessible_name(self.label)
            .show(|ui| {
                ui.set_min_width(slots.control.width() - 10.0);
                ui.spacing_mut().item_spacing.y = 0.0;
                ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                    let left = if mark.is_some() {
                        8.0 + 17.0 + size::S2
                    } else {
                        8.0
                    };
                    for (n, (option, name)) in options.iter().enumerate() {
                        let row = option_row(ui, n, name, left, at == Some(n));
                        if let Some(mark) = mark {
                            mark(ui, mark_square(row.rect, 8.0), option);
                        }
                        if opening && at.unwrap_or(0) == n {
                            row.request_focus();
                            row.scroll_to_me(Some(Align::Center));
                        }
                        if row.clicked() {
                            chosen = Some(option.clone());
                            response.request_focus();
                            ui.close();
                        }
                    }
                });
            });
        Self::show_error(ui, &slots, self.error, &response);
        if !open && !self.tooltip.is_empty() {
            response.on_hover_text(self.tooltip);
        }
        chosen.filter(|chosen| chosen != value)
    }
}

pub(in crate::ui) fn mark_square(rect: Rect, left: f32) -> Rect {
    Rect::from_center_size(
        pos2(rect.left() + left + 8.5, rect.center().y),
        vec2(17.0, 17.0),
    )
}

/// A closed, focused box: the first letter of a name goes to it.
fn stepped<T: Clone>(
    ui: &Ui,
    response: &Response,
    at: Option<usize>,
    options: &[(T, &str)],
) -> Option<T> {
    if !response.has_focus() {
        return None;
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::ALT, Key::ArrowDown)) {
        Popup::open_id(ui, Popup::default_response_id(response));
        return None;
    }
    let typed = ui.input(|input| {
        input.events.iter().find_map(|event| {
            if let egui::Event::Text(text) = event
                && !text.trim().is_empty()
            {
                Some(text.to_lowercase())
            } else {
                None
            }
        })
    })?;
    let start = at.map_or(0, |at| at + 1);
    (0..options.len())
        .filter_map(|n| options.get((start + n) % options.len()))
        .find(|(_, name)| name.to_lowercase().starts_with(&typed))
        .map(|(option, _)| option.clone())
}

fn paint_box(ui: &Ui, response: &Response) {
    let tokens = theme::tokens(ui);
    let rect = response.rect;
    let fill = if response.hovered() {
        tokens.surface.row_hover
    } else {
        tokens.surface.page
    };
    let border = Stroke::new(size::STROKE, tokens.line.control);
    ui.painter()
        .rect(rect, size::RADIUS_CONTROL, fill, border, StrokeKind::Inside);
    if response.has_focus() {
        paint::focus_ring(ui.painter(), rect, size::RADIUS_CONTROL, tokens);
    }
    let caret = pos2(rect.right() - 16.0, rect.center().y);
    theme::paint_icon(
        ui.painter(),
        Icon::CaretDown,
        caret,
        size::ICON_CHIP,
        tokens.text.secondary,
    );
}

fn paint_name(ui: &Ui, rect: Rect, name: &str, left: f32, known: bool) {
    let tokens = theme::tokens(ui);
    let ink = if known {
        field::ink(ui, ui.is_enabled())
    } else {
        tokens.text.muted
    };
    let fit = Fit::Elide(rect.width() - left - 28.0);
    let galley = theme::galley(ui, TextStyle::Small, name, ink, fit);
    let at = pos2(rect.left() + left, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
}

pub(in crate::ui) fn option_row(
    ui: &mut Ui,
    n: usize,
    name: &str,
    left: f32,
    on: bool,
) -> Response {
    let tokens = theme::tokens(ui);
    let style = if on {
        TextStyle::SmallMedium
    } else {
        TextStyle::Small
    };
    let galley = theme::galley(ui, style, name, tokens.text.primary, Fit::Line);
    let width = ui.available_width().max(left + galley.size().x + 12.0);
    let (_, rect) = ui.allocate_space(vec2(width, Density::of(ui).control()));
    let response = ui.interact(rect, ui.make_persistent_id(("option", n)), Sense::click());
    if on {
        ui.painter()
            .rect_filled(rect, size::RADIUS_CHIP, tokens.surface.row_selected);
    } else if response.hovered() {
        ui.painter()
            .rect_filled(rect, size::RADIUS_CHIP, tokens.surface.row_hover);
    }
    if response.has_focus() {
        paint::focus_ring_inside(ui.painter(), rect, tokens);
    }
    let at = pos2(rect.left() + left, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, tokens.text.primary);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), on, name));
    response
}
