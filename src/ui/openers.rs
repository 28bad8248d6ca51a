//! What had the focus when a dialog or a menu opened, and gets it back when that closes: for the
//! questions of the window, the dialogs of sections, menus and choices alike.

use egui::{Context, Id, Key, LayerId, Memory, Popup};

/// The dialogs that are open, the lowest first, each with what had the focus before it.
#[derive(Debug, Default)]
pub struct Openers {
    open: Vec<(LayerId, Option<Id>)>,
    /// What had the focus before the menu that is open.
    menu: Option<Opener>,
    /// What had the focus a frame ago.
    last: Option<Id>,
}

/// What had the focus, if anything had.
#[derive(Debug, Clone, Copy)]
struct Opener(Option<Id>);

impl Openers {
    /// Once a frame, before anything is painted: what egui says of dialogs is that of the frame before.
    pub fn keep(&mut self, ctx: &Context) {
        self.keep_menu(ctx);
        let (top, focused) = ctx.memory(|memory| (memory.top_modal_layer(), memory.focused()));
        let known = top.and_then(|top| self.open.iter().position(|(layer, _)| *layer == top));
        match (top, known) {
            (Some(top), None) => self.open.push((top, self.last)),
            (_, known) => {
                let closed = self.open.split_off(known.map_or(0, |place| place + 1));
                let opener = closed.first().and_then(|(_, opener)| *opener);
                // Whatever took the focus since keeps it.
                if let Some(opener) = opener.filter(|_| focused.is_none()) {
                    ctx.memory_mut(|memory| memory.request_focus(opener));
                }
            }
        }
        self.last = ctx.memory(Memory::focused);
    }

    /// A menu may be left by Escape, or by an entry that opens a dialog: that is opened by the menu's button.
    fn keep_menu(&mut self, ctx: &Context) {
        let open = Popup::is_any_open(ctx);
        if open && ctx.input(|input| input.key_pressed(Key::Escape)) {
            ctx.request_repaint();
        }
        match (open, self.menu) {
            (true, None) => self.menu = Some(Opener(self.last)),
            (false, Some(Opener(opener))) => {
                self.menu = None;
                let focused = ctx.memory(Memory::focused);
                // The focus is nowhere, or still on the entry that is gone.
                let left = focused.is_none() || focused == self.last;
                if let Some(opener) = opener {
                    if left {
                        ctx.memory_mut(|memory| memory.request_focus(opener));
                    }
                    self.last = Some(opener);
                }
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
}
