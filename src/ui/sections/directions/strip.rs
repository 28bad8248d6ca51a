//! A strip of small facts: a label over each value, flowing to the next line where it must.

use std::sync::Arc;

use egui::{CursorIcon, Galley, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::{
    model::ItemRef,
    ui::{
        ViewCx,
        theme::{self, Fit, TextStyle, size},
        widgets::status_mark::{Mark, paint_mark},
    },
};

/// One fact.
pub(super) struct Fact<'a> {
    pub label: &'a str,
    pub value: String,
    pub mark: Option<Mark>,
    /// Where the value leads.
    pub to: Option<ItemRef>,
    pub slanted: bool,
}

impl<'a> Fact<'a> {
    /// A fact in words; an empty one is an en dash.
    pub fn new(label: &'a str, value: impl Into<String>) -> Self {
        let value = value.into();
        let value = if value.trim().is_empty() {
            "–".to_owned()
        } else {
            value
        };
        Self {
            label,
            value,
            mark: None,
            to: None,
            slanted: false,
        }
    }

    /// Puts a status mark before the value.
    pub const fn marked(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
        self
    }

    /// Makes the value a link.
    pub const fn to(mut self, to: Option<ItemRef>) -> Self {
        self.to = to;
        self
    }

    /// Slants an illustrative value.
    pub const fn slanted(mut self, slanted: bool) -> Self {
        self.slanted = slanted;
        self
    }
}

const LINE: f32 = 40.0;

/// Lays the facts out.
pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, facts: &[Fact<'_>]) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let top = ui.cursor().min;
    let (mut x, mut y) = (0.0, 0.0);
    for fact in facts {
        let ink = if fact.to.is_some() {
            tokens.accent.link
        } else {
            tokens.text.primary
        };
        let label = theme::galley(
            ui,
            TextStyle::Meta,
            fact.label,
            tokens.text.secondary,
            Fit::Line,
        );
        let mark = if fact.mark.is_some() { 24.0 } else { 0.0 };
        let room = Fit::Elide((width - mark).min(300.0));
        let lay = if fact.slanted {
            theme::galley_illustrative
        } else {
            theme::galley
        };
        let value = lay(ui, TextStyle::Small, fact.value.clone(), ink, room);
        let need = label.size().x.max(value.size().x + mark);
        if x > 0.0 && x + need > width {
            x = 0.0;
            y += LINE;
        }
        let rect = Rect::from_min_size(top + vec2(x, y), vec2(need, LINE - 2.0));
        one(ui, cx, fact, rect, label, value);
        x += need + size::S5;
    }
    let area = Rect::from_min_size(top, vec2(width, y + LINE));
    ui.advance_cursor_after_rect(area);
}

fn one(
    ui: &Ui,
    cx: &ViewCx<'_>,
    fact: &Fact<'_>,
    rect: Rect,
    label: Arc<Galley>,
    value: Arc<Galley>,
) {
    let tokens = theme::tokens(ui);
    let sense = if fact.to.is_some() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let mut response = ui.interact(rect, ui.make_persistent_id(("fact", fact.label)), sense);
    if fact.to.is_some() {
        response = response.on_hover_cursor(CursorIcon::PointingHand);
    }
    let painter = ui.painter();
    let ink = tokens.text.primary;
    painter.galley(rect.min, label, ink);
    let mut left = rect.left();
    if let Some(mark) = fact.mark {
        paint_mark(
            ui,
            Rect::from_min_size(pos2(left, rect.top() + 17.0), vec2(17.0, 17.0)),
            mark,
        );
        left += 24.0;
    }
    let elided = value.elided;
    painter.galley(pos2(left, rect.top() + 17.0), value, ink);
    if response.has_focus() {
        crate::ui::widgets::paint::focus_ring(painter, rect, size::RADIUS_CHIP, tokens);
    }
    let role = if fact.to.is_some() {
        Role::Link
    } else {
        Role::Label
    };
    let name = format!("{}: {}", fact.label, fact.value);
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), &name));
    if let (Some(to), true) = (fact.to, response.clicked()) {
        cx.out.go_to(to);
    }
    if elided {
        response.on_hover_text(&fact.value);
    }
}
