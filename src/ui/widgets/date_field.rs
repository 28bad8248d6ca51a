//! The date field: type a date as people write it, or pick it from a month.

use egui::{
    Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, RectAlign, Response, Role, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use jiff::{ToSpan as _, civil::Date};

use super::{
    button::Button,
    date_text::{month_name, parse_date, print_date, print_date_long},
    field::{self, Field},
    locked, paint,
};
use crate::ui::theme::{self, Fit, Icon, TextStyle, size};

impl Field<'_> {
    /// A date that must be there. The answer is a new date, once, when the field is left or a day is picked.
    pub fn date(self, ui: &mut Ui, value: Date, today: Date) -> Option<Date> {
        let parse = |text: &str| parse_date(text, today);
        let print = |date: &Date| print_date(*date);
        let shown = self.parsed_in(ui, &value, &parse, &print, 22.0);
        let picked = self.calendar(ui, shown.control, shown.id, Some(value), today);
        picked.filter(|picked| *picked != value).or(shown.committed)
    }

    /// A date that may be missing; an empty field is none.
    pub fn date_opt(self, ui: &mut Ui, value: Option<Date>, today: Date) -> Option<Option<Date>> {
        let parse = |text: &str| {
            if text.trim().is_empty() {
                Ok(None)
            } else {
                parse_date(text, today).map(Some)
            }
        };
        let print = |date: &Option<Date>| date.map(print_date).unwrap_or_default();
        let shown = self.parsed_in(ui, &value, &parse, &print, 22.0);
        let picked = self.calendar(ui, shown.control, shown.id, value, today);
        picked
            .map(Some)
            .filter(|picked| *picked != value)
            .or(shown.committed)
    }

    /// The calendar icon in the box, and the month it opens.
    fn calendar(
        self,
        ui: &mut Ui,
        control: Rect,
        id: Id,
        value: Option<Date>,
        today: Date,
    ) -> Option<Date> {
        if locked::reason(ui).is_some() {
            return None;
        }
        let corner = Rect::from_center_size(
            pos2(control.right() - 15.0, control.center().y),
            vec2(24.0, control.height() - 2.0),
        );
        let name = format!("{}: pick a day", self.label);
        let mut child = ui.new_child(
            UiBuilder::new()
                .max_rect(corner)
                .id_salt(id.with("calendar")),
        );
        let opener = calendar_button(&mut child, corner, &name);
        let month_key = id.with("month");
        if opener.clicked() {
            ui.data_mut(|data| {
                data.insert_temp(month_key, value.unwrap_or(today).first_of_month())
            });
        }
        let mut picked = None;
        let opening = opener.clicked();
        Popup::from_toggle_button_response(&opener)
            .align(RectAlign::BOTTOM_END)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(name)
            .show(|ui| {
                let shown = ui
                    .data(|data| data.get_temp::<Date>(month_key))
                    .unwrap_or(today);
                let (month, choice) = month_page(ui, shown.first_of_month(), value, today, opening);
                ui.data_mut(|data| data.insert_temp(month_key, month));
                picked = choice;
                if picked.is_some() {
                    ui.close();
                }
            });
        if picked.is_some() {
            field::forget_draft(ui, id);
            opener.request_focus();
        }
        picked
    }
}

fn calendar_button(ui: &mut Ui, rect: Rect, name: &str) -> Response {
    let tokens = theme::tokens(ui);
    let response = ui.allocate_rect(rect, Sense::click());
    theme::paint_icon(
        ui.painter(),
        Icon::CalendarBlank,
        rect.center(),
        size::ICON,
        tokens.text.secondary,
    );
    if response.has_focus() {
        paint::focus_ring(ui.painter(), rect.shrink(3.0), size::RADIUS_CHIP, tokens);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response
}

/// One month; the answer is the month to show next, and the day picked.
fn month_page(
    ui: &mut Ui,
    month: Date,
    value: Option<Date>,
    today: Date,
    opening: bool,
) -> (Date, Option<Date>) {
    const CELL: f32 = 30.0;
    ui.set_width(7.0 * CELL);
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    let mut next = month;
    ui.horizontal(|ui| {
        let previous = month.checked_sub(1.month()).unwrap_or(month);
        let following = month.checked_add(1.month()).unwrap_or(month);
        if Button::of_icon(Icon::CaretLeft, "Previous month")
            .show(ui)
            .clicked()
            || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::PageUp))
        {
            next = previous;
        }
        let title = format!("{} {}", month_name(month.month()), month.year());
        let space = vec2(7.0 * CELL - 56.0, ui.available_height());
        ui.allocate_ui_with_layout(
            space,
            egui::Layout::centered_and_justified(egui::Direction::LeftToRight),
            |ui| {
                ui.label(theme::text(TextStyle::SmallMedium, title));
            },
        );
        if Button::of_icon(Icon::CaretRight, "Next month")
            .show(ui)
            .clicked()
            || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::PageDown))
        {
            next = following;
        }
    });
    let (_, grid) = ui.allocate_space(vec2(7.0 * CELL, 18.0 + 6.0 * 26.0));
    let tokens = theme::tokens(ui);
    for (n, day) in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        .iter()
        .enumerate()
    {
        let galley = theme::galley(ui, TextStyle::Tick, *day, tokens.text.muted, Fit::Line);
        let at = grid.min + vec2(n as f32 * CELL + (CELL - galley.size().x) / 2.0, 2.0);
        ui.painter().galley(at, galley, tokens.text.muted);
    }
    let focus_on = value
        .filter(|value| value.first_of_month() == month)
        .unwrap_or(month);
    let mut picked = None;
    let mut cell = i32::from(month.weekday().to_monday_zero_offset());
    for day in 1..=month.days_in_month() {
        let Ok(date) = Date::new(month.year(), month.month(), day) else {
            continue;
        };
        let (column, row) = ((cell % 7) as f32, (cell / 7) as f32);
        cell += 1;
        let rect = Rect::from_min_size(
            grid.min + vec2(column * CELL, 18.0 + row * 26.0),
            vec2(CELL, 26.0),
        );
        let response = day_cell(ui, rect, date, value, today);
        if opening && date == focus_on {
            response.request_focus();
        }
        if response.clicked() {
            picked = Some(date);
        }
    }
    (next, picked)
}

fn day_cell(ui: &mut Ui, rect: Rect, date: Date, value: Option<Date>, today: Date) -> Response {
    let (on, today) = (value == Some(date), today == date);
    let tokens = theme::tokens(ui);
    let response = ui.interact(
        rect,
        ui.make_persistent_id(("day", date.day())),
        Sense::click(),
    );
    let inner = rect.shrink(1.0);
    let (fill, ink) = if on {
        (tokens.accent.base, tokens.accent.on)
    } else if response.hovered() {
        (tokens.surface.row_hover, tokens.text.primary)
    } else {
        (egui::Color32::TRANSPARENT, tokens.text.primary)
    };
    ui.painter().rect_filled(inner, size::RADIUS_CHIP, fill);
    if today {
        let y = inner.bottom() - 3.0;
        let colour = if on {
            tokens.accent.on
        } else {
            tokens.accent.base
        };
        paint::hline(ui.painter(), inner.shrink(8.0).x_range(), y, colour);
    }
    let style = if on {
        TextStyle::SmallMedium
    } else {
        TextStyle::Small
    };
    let galley = theme::galley(ui, style, date.day().to_string(), ink, Fit::Line);
    ui.painter()
        .galley(inner.center() - galley.size() / 2.0, galley, ink);
    if response.has_focus() {
        let (edge, room) = if on {
            (tokens.accent.on, 2.0)
        } else {
            (tokens.accent.focus, 0.0)
        };
        let ring = Stroke::new(size::FOCUS, edge);
        ui.painter().rect_stroke(
            inner.shrink(room),
            size::RADIUS_CHIP,
            ring,
            StrokeKind::Inside,
        );
    }
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, ui.is_enabled(), on, print_date_long(date))
    });
    response
}
