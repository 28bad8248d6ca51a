//! A list and what is selected in it, one in the other's place, where there is no room for both.
//!
//! Walking through the list with the arrow keys selects and stays; a press or Enter opens what is
//! selected. Escape and the link at the head lead back, to the row and the focus one came from.

use egui::{Frame, Id, Key, Margin, Modifiers, Popup, Ui};

use super::frame::margin;
use crate::{
    model::ItemRef,
    ui::{
        ViewCx,
        theme::{Icon, size},
        widgets::button::Button,
    },
};

/// Keys that move through a list.
const WALKING: [Key; 8] = [
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
];

/// What is remembered from frame to frame.
#[derive(Clone, Copy, Default)]
struct Kept {
    /// Selected in the list, and not open in its place.
    walked_to: Option<ItemRef>,
    /// What has the list's place.
    open: Option<ItemRef>,
    /// What had the focus in the list.
    focus: Option<Id>,
    /// Opened by the keyboard, so that the way back takes the focus.
    by_key: bool,
}

fn kept_id() -> Id {
    Id::unique("list or inspector")
}

/// The keys of this frame, read before anything takes them.
#[derive(Clone, Copy)]
pub(super) struct Pressed {
    walks: bool,
    enter: bool,
    escape: bool,
}

impl Pressed {
    /// Keys that are not meant for a menu, a question or a field.
    pub(super) fn of(ui: &Ui) -> Self {
        let free = !Popup::is_any_open(ui.ctx())
            && ui.memory(|memory| memory.top_modal_layer().is_none())
            && !ui.ctx().text_edit_focused();
        ui.input(|input| Self {
            walks: WALKING.into_iter().any(|key| input.key_pressed(key)),
            enter: free && input.key_pressed(Key::Enter),
            escape: free && input.key_pressed(Key::Escape),
        })
    }

    /// Takes Escape, where nobody in the page has taken it.
    pub(super) fn take_escape(self, ui: &Ui) -> bool {
        self.escape && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    }
}

/// One frame of a list and its inspector in turn.
#[must_use = "the frame has to be ended"]
pub struct InTurn {
    kept: Kept,
    pressed: Pressed,
    asked: usize,
    back: bool,
}

impl InTurn {
    /// Settles which of the two is shown; over an inspector, the way back.
    pub fn begin(ui: &mut Ui, cx: &ViewCx<'_>, selected: Option<ItemRef>) -> Self {
        let mut kept: Kept = ui.data(|data| data.get_temp(kept_id()).unwrap_or_default());
        if kept.walked_to != selected {
            kept.walked_to = None;
        }
        let open = selected.filter(|item| kept.walked_to != Some(*item));
        let new = open.is_some() && kept.open != open;
        kept.open = open;
        let mut back = false;
        if open.is_some() {
            #[expect(clippy::cast_possible_truncation, reason = "margins are small")]
            let side = margin(ui) as i8;
            let inner = Margin {
                left: side,
                right: side,
                top: 8,
                bottom: 0,
            };
            Frame::new().inner_margin(inner).show(ui, |ui| {
                let words = format!("Back to {}", cx.route.section.title());
                let link = Button::link(&words).icon(Icon::ArrowLeft);
                let link = link.tooltip("Back to the list (Escape)").show(ui);
                if new && kept.by_key {
                    link.request_focus();
                }
                back = link.clicked();
            });
            ui.add_space(-size::S1);
        }
        Self {
            kept,
            pressed: Pressed::of(ui),
            asked: cx.out.len(),
            back,
        }
    }

    /// What is shown in the list's place.
    pub const fn open(&self) -> Option<ItemRef> {
        self.kept.open
    }

    /// Answers what was done in the list or the inspector.
    pub fn end(mut self, ui: &Ui, cx: &ViewCx<'_>) {
        if let Some(open) = self.kept.open {
            if self.back || self.pressed.take_escape(ui) {
                self.kept.walked_to = Some(open);
                self.kept.open = None;
                if let Some(focus) = self.kept.focus {
                    ui.memory_mut(|memory| memory.request_focus(focus));
                }
                ui.ctx().request_repaint();
            }
        } else {
            self.in_list(ui, cx);
        }
        ui.data_mut(|data| data.insert_temp(kept_id(), self.kept));
    }

    fn in_list(&mut self, ui: &Ui, cx: &ViewCx<'_>) {
        let held = |key| ui.input(|input| input.key_pressed(key));
        if let Some(focus) = ui.memory(egui::Memory::focused) {
            self.kept.focus = Some(focus);
        }
        self.kept.by_key = self.pressed.enter;
        if let Some(chosen) = cx.out.selected_since(self.asked) {
            self.kept.walked_to = Some(chosen).filter(|_| self.pressed.walks);
            ui.ctx().request_repaint();
        } else if self.pressed.enter && !held(Key::Enter) {
            // A list took it for the row that is selected.
            self.kept.walked_to = None;
            ui.ctx().request_repaint();
        } else if self.pressed.take_escape(ui)
            && let Some(focus) = self.kept.focus
        {
            ui.memory_mut(|memory| memory.request_focus(focus));
        }
    }
}
