//! Buttons: one primary on a screen, outlined others, quiet ones, links, and icons alone with a name.

use egui::{
    Align2, Color32, CursorIcon, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::{locked, paint};
use crate::ui::theme::{self, Density, Fit, Icon, TextStyle, Tokens, size};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Outlined,
    Quiet,
    Link,
    Words(TextStyle),
    IconOnly,
}

/// A button. Its text is a verb, with `…` when a dialog follows.
#[derive(Debug, Clone, Copy)]
pub struct Button<'a> {
    kind: Kind,
    text: &'a str,
    icon: Option<Icon>,
    trailing: Option<Icon>,
    tooltip: Option<&'a str>,
    blocked: Option<&'a str>,
    on: Option<bool>,
    edits: bool,
    id: Option<Id>,
}

impl<'a> Button<'a> {
    const fn new(kind: Kind, text: &'a str) -> Self {
        Self {
            kind,
            text,
            icon: None,
            trailing: None,
            tooltip: None,
            blocked: None,
            on: None,
            edits: false,
            id: None,
        }
    }

    /// The one button of the screen that does what the screen is for: verb plus noun, rightmost.
    pub const fn primary(text: &'a str) -> Self {
        Self::new(Kind::Primary, text)
    }

    /// Any other button.
    pub const fn outlined(text: &'a str) -> Self {
        Self::new(Kind::Outlined, text)
    }

    /// A button without a border.
    pub const fn quiet(text: &'a str) -> Self {
        Self::new(Kind::Quiet, text)
    }

    /// A verb or a place in link colour, as high as its line.
    pub const fn link(text: &'a str) -> Self {
        Self::new(Kind::Link, text)
    }

    /// Words of a bar that can be pressed, in the type and ink of the words around them.
    pub const fn words(text: &'a str, style: TextStyle) -> Self {
        Self::new(Kind::Words(style), text)
    }

    /// An icon alone; `name` is its accessible name and its tooltip.
    pub const fn of_icon(icon: Icon, name: &'a str) -> Self {
        let mut button = Self::new(Kind::IconOnly, name);
        button.icon = Some(icon);
        button
    }

    /// Puts an icon before the text.
    #[must_use]
    pub const fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Puts a small icon after the text (a caret, for a menu).
    #[must_use]
    pub const fn trailing(mut self, icon: Icon) -> Self {
        self.trailing = Some(icon);
        self
    }

    /// What the button does, at length.
    #[must_use]
    pub const fn tooltip(mut self, text: &'a str) -> Self {
        self.tooltip = Some(text);
        self
    }

    /// Disables the button when there is a reason, which is its tooltip.
    #[must_use]
    pub const fn blocked(mut self, reason: Option<&'a str>) -> Self {
        self.blocked = reason;
        self
    }

    /// It changes the record: disabled, with the reason, while that is for reading only.
    #[must_use]
    pub const fn edits(mut self) -> Self {
        self.edits = true;
        self
    }

    /// Makes it a toggle: pressed down while `on`.
    #[must_use]
    pub const fn on(mut self, on: bool) -> Self {
        self.on = Some(on);
        self
    }

    /// A fixed id, to give it focus from elsewhere.
    #[must_use]
    pub const fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Lays it out; `clicked()` covers the mouse, Enter and Space.
    pub fn show(mut self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        if let Some(reason) = locked::reason(ui).filter(|_| self.edits) {
            self.blocked = Some(reason);
        }
        let enabled = self.blocked.is_none() && ui.is_enabled();
        let words = if self.kind == Kind::IconOnly {
            ""
        } else {
            self.text
        };
        let style = match self.kind {
            Kind::Link => TextStyle::Small,
            Kind::Words(style) => style,
            Kind::Primary | Kind::Outlined | Kind::Quiet | Kind::IconOnly => TextStyle::SmallMedium,
        };
        let galley = theme::galley(ui, style, words, Color32::PLACEHOLDER, Fit::Line);
        let rect_size = self.size(ui, galley.size().x);
        let (_, rect) = ui.allocate_space(rect_size);
        let id = self
            .id
            .unwrap_or_else(|| ui.make_persistent_id(("button", self.text)));
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let mut response = ui.interact(rect, id, sense);
        if enabled {
            response = response.on_hover_cursor(CursorIcon::PointingHand);
        }
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response, enabled, tokens, galley);
        }
        let role = if self.kind == Kind::Link {
            Role::Link
        } else {
            Role::Button
        };
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(role, enabled, self.text);
            info.selected = self.on;
            info
        });
        match (self.blocked, self.tooltip) {
            (Some(reason), _) => response.on_hover_text(reason),
            (None, Some(tip)) => response.on_hover_text(tip),
            (None, None) if self.kind == Kind::IconOnly => response.on_hover_text(self.text),
            (None, None) => response,
        }
    }

    fn size(self, ui: &Ui, text: f32) -> egui::Vec2 {
        let height = Density::of(ui).control();
        let icons = self.icon.map_or(0.0, |_| size::ICON + 7.0)
            + self.trailing.map_or(0.0, |_| size::ICON_CHIP + 6.0);
        match self.kind {
            Kind::IconOnly => vec2(height, height),
            Kind::Link => vec2(text + icons, 24.0_f32.min(height)),
            Kind::Words(_) => vec2(text + icons + 2.0 * size::S2, 24.0_f32.min(height)),
            Kind::Primary | Kind::Outlined | Kind::Quiet => {
                vec2(text + icons + 2.0 * size::S3, height)
            }
        }
    }

    /// Fill, border and text colour.
    fn colours(
        self,
        enabled: bool,
        response: &Response,
        tokens: &Tokens,
    ) -> (Color32, Color32, Color32) {
        let none = Color32::TRANSPARENT;
        let hovered = response.hovered();
        let hover = if hovered {
            tokens.surface.row_hover
        } else {
            none
        };
        let hover = if self.on == Some(true) {
            tokens.surface.row_selected
        } else {
            hover
        };
        if !enabled {
            return match self.kind {
                Kind::Primary | Kind::Outlined => (
                    tokens.surface.sunken,
                    tokens.line.rule,
                    tokens.text.disabled,
                ),
                Kind::Quiet | Kind::Link | Kind::Words(_) | Kind::IconOnly => {
                    (none, none, tokens.text.disabled)
                }
            };
        }
        match self.kind {
            Kind::Primary => {
                let fill = if hovered {
                    tokens.accent.hover
                } else {
                    tokens.accent.base
                };
                (fill, none, tokens.accent.on)
            }
            Kind::Outlined => {
                let rest = if hover == none {
                    tokens.surface.page
                } else {
                    hover
                };
                (rest, tokens.line.control, tokens.text.primary)
            }
            Kind::Quiet => (hover, none, tokens.text.primary),
            Kind::IconOnly | Kind::Words(_) => (hover, none, tokens.text.secondary),
            Kind::Link => (none, none, tokens.accent.link),
        }
    }

    fn paint(
        self,
        ui: &Ui,
        rect: Rect,
        response: &Response,
        enabled: bool,
        tokens: &Tokens,
        galley: std::sync::Arc<egui::Galley>,
    ) {
        let painter = ui.painter();
        let (fill, border, ink) = self.colours(enabled, response, tokens);
        let border = Stroke::new(size::STROKE, border);
        painter.rect(rect, size::RADIUS_CONTROL, fill, border, StrokeKind::Inside);
        if response.has_focus() {
            paint::focus_ring(painter, rect, size::RADIUS_CONTROL, tokens);
        }
        if self.kind == Kind::IconOnly {
            if let Some(icon) = self.icon {
                theme::paint_icon(painter, icon, rect.center(), size::ICON, ink);
            }
            return;
        }
        let mut x = rect.left()
            + match self.kind {
                Kind::Link => 0.0,
                Kind::Words(_) => size::S2,
                Kind::Primary | Kind::Outlined | Kind::Quiet | Kind::IconOnly => size::S3,
            };
        if let Some(icon) = self.icon {
            let at = pos2(x + size::ICON / 2.0, rect.center().y);
            theme::paint_icon(painter, icon, at, size::ICON, ink);
            x += size::ICON + 7.0;
        }
        let text = galley.size();
        let origin = Align2::LEFT_CENTER
            .anchor_size(pos2(x, rect.center().y), text)
            .min;
        painter.galley_with_override_text_color(origin, galley, ink);
        x += text.x;
        if self.kind == Kind::Link && response.hovered() {
            paint::hline(painter, rect.left()..=x, origin.y + text.y - 2.0, ink);
        }
        if let Some(icon) = self.trailing {
            let at = pos2(x + 6.0 + size::ICON_CHIP / 2.0, rect.center().y);
            theme::paint_icon(painter, icon, at, size::ICON_CHIP, ink);
        }
    }
}
