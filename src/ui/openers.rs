//! What had the focus when a dialog opened, and gets it back when the dialog closes: for the questions
//! of the window and for the dialogs of sections alike.

use egui::{Context, Id, LayerId, Memory};

/// The dialogs that are open, the lowest first, each with what had the focus before it.
#[derive(Debug, Default)]
pub struct Openers {
    open: Vec<(LayerId, Option<Id>)>,
    /// What had the focus a frame ago.
    last: Option<Id>,
}

impl Openers {
    /// Once a frame, before anything is painted: what egui says of dialogs is that of the frame before.
    pub fn keep(&mut self, ctx: &Context) {
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
}
