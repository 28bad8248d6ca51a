//! The modal's frame: raised, the page dimmed, a question as title, verbs as buttons. Escape cancels.

use egui::{
    Context, Frame, Id, Key, Layout, Margin, Modal, Modifiers, Role, ScrollArea, Stroke, Ui,
    WidgetInfo,
};

use super::{button::Button, paint};
use crate::ui::theme::{self, TextStyle, Tokens, size};

/// Width of a question.
pub const NARROW: f32 = 480.0;
/// Width of a form.
pub const WIDE: f32 = 640.0;

/// What a modal answered in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModalAnswer {
    /// Still open.
    Open,
    /// Escape, a click on the page, or the cancelling button.
    Cancelled,
    /// The button at this place in the list.
    Pressed(usize),
}

/// One button of a modal's row. Exactly one should be safe: it has the focus when the modal opens.
#[derive(Debug, Clone, Copy)]
pub struct ModalButton<'a> {
    /// The verb.
    pub text: &'a str,
    /// The one in accent fill.
    pub primary: bool,
    /// Focused on opening, so that Enter does no harm.
    pub safe: bool,
    /// Answers [`ModalAnswer::Cancelled`].
    pub cancels: bool,
    /// Why it cannot be pressed.
    pub blocked: Option<&'a str>,
}

impl<'a> ModalButton<'a> {
    /// The button that does what the title asks.
    pub const fn primary(text: &'a str) -> Self {
        Self {
            text,
            primary: true,
            safe: false,
            cancels: false,
            blocked: None,
        }
    }

    /// Another button.
    pub const fn other(text: &'a str) -> Self {
        Self {
            text,
            primary: false,
            safe: false,
            cancels: false,
            blocked: None,
        }
    }

    /// The button that changes nothing; focused on opening.
    pub const fn cancel(text: &'a str) -> Self {
        Self {
            text,
            primary: false,
            safe: true,
            cancels: true,
            blocked: None,
        }
    }

    /// Focuses this one on opening.
    #[must_use]
    pub const fn safe(mut self) -> Self {
        self.safe = true;
        self
    }

    /// Opens with the focus elsewhere (the body has a field that asks for it).
    #[must_use]
    pub const fn unfocused(mut self) -> Self {
        self.safe = false;
        self
    }

    /// Blocks it while there is a reason.
    #[must_use]
    pub const fn blocked(mut self, reason: Option<&'a str>) -> Self {
        self.blocked = reason;
        self
    }
}

/// Whether a question stands over the page: keys of the page wait until it is answered.
pub fn is_open(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.top_modal_layer().is_some())
}

/// Contents of a modal that scroll where the window is too low for them.
///
/// `around` is the height of everything else in the modal. The height, between `least` and `most`, is
/// the same in every frame: nothing moves under the pointer.
pub fn scrolled<R>(
    ui: &mut Ui,
    id: &str,
    around: f32,
    (least, most): (f32, f32),
    contents: impl FnOnce(&mut Ui) -> R,
) -> R {
    let height = (ui.ctx().content_rect().height() - around).clamp(least, most);
    ScrollArea::vertical()
        .id_salt(id)
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, contents)
        .inner
}

/// Shows a modal: `title` is the question, `body` the form or sentences, `buttons` left to right. Ctrl
/// Enter presses the primary one from wherever the focus is.
pub fn modal(
    ctx: &Context,
    salt: &str,
    width: f32,
    title: &str,
    buttons: &[ModalButton<'_>],
    body: impl FnOnce(&mut Ui),
) -> ModalAnswer {
    let id = Id::unique(("modal", salt));
    let opening = ctx.read_response(id).is_none();
    let tokens = Tokens::of(ctx.theme());
    let frame = Frame::new()
        .fill(tokens.surface.raised)
        .stroke(Stroke::new(size::STROKE, tokens.line.control))
        .corner_radius(size::RADIUS_POPUP)
        .inner_margin(Margin::same(24));
    let area = Modal::default_area(id)
        .role(Role::Dialog)
        .accessible_name(title)
        .fade_in(false);
    let shown = Modal::new(id)
        .area(area)
        .frame(frame)
        .backdrop_color(Tokens::backdrop())
        .show(ctx, |ui| {
            let room = (ctx.content_rect().width() - 2.0 * size::S6).max(240.0);
            ui.set_width((width - 2.0 * size::S5).min(room));
            heading(ui, title);
            ui.add_space(size::S2);
            body(ui);
            ui.add_space(size::S4);
            button_row(ui, buttons, opening)
        });
    let answer = if shown.inner == ModalAnswer::Open && shown.should_close() {
        ModalAnswer::Cancelled
    } else {
        shown.inner
    };
    if answer != ModalAnswer::Open {
        // The focus goes back to what opened it in the frames that follow.
        ctx.request_repaint();
    }
    answer
}

fn heading(ui: &mut Ui, title: &str) {
    let label = ui.label(theme::text(TextStyle::Verdict, title));
    label.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
}

fn button_row(ui: &mut Ui, buttons: &[ModalButton<'_>], opening: bool) -> ModalAnswer {
    let tokens = theme::tokens(ui);
    let mut answer = ModalAnswer::Open;
    let top = ui.cursor().top();
    paint::hline(ui.painter(), ui.max_rect().x_range(), top, tokens.line.hair);
    ui.add_space(size::S3);
    let height = theme::Density::of(ui).control();
    let space = egui::vec2(ui.available_width(), height);
    // Right to left on screen, but made left to right, so that Tab and the screen reader go as one reads.
    let widths: f32 = buttons
        .iter()
        .map(|button| {
            let fit = theme::Fit::Line;
            theme::galley(
                ui,
                TextStyle::SmallMedium,
                button.text,
                tokens.text.primary,
                fit,
            )
            .size()
            .x + 2.0 * size::S3
        })
        .sum::<f32>()
        + size::S2 * buttons.len().saturating_sub(1) as f32;
    ui.allocate_ui_with_layout(space, Layout::left_to_right(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = size::S2;
        ui.add_space((ui.available_width() - widths).max(0.0));
        for (n, button) in buttons.iter().enumerate() {
            let make = if button.primary {
                Button::primary
            } else {
                Button::outlined
            };
            let response = make(button.text).blocked(button.blocked).show(ui);
            if opening && button.safe {
                response.request_focus();
            }
            if response.clicked() {
                answer = if button.cancels {
                    ModalAnswer::Cancelled
                } else {
                    ModalAnswer::Pressed(n)
                };
            }
        }
    });
    let primary = buttons
        .iter()
        .position(|button| button.primary && button.blocked.is_none());
    if answer == ModalAnswer::Open
        && let Some(primary) = primary
        && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
    {
        answer = ModalAnswer::Pressed(primary);
    }
    answer
}
