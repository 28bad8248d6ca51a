//! What a view may read while it paints, and the one way in which it asks for changes.

use std::time::Duration;

use jiff::civil::Date;

use crate::{
    app::{Derived, Message, Outbox, Route},
    model::{Item, ItemRef, Record},
};

/// Borrowed anew each frame. Everything in it is for reading; `out` carries what the view wants.
#[derive(Clone, Copy)]
pub struct ViewCx<'a> {
    /// The record as it is now.
    pub record: &'a Record,
    /// What follows from it; may lag behind by a moment.
    pub derived: &'a Derived,
    /// The day that counts as today.
    pub today: Date,
    /// Time since the program started.
    pub now: Duration,
    /// Moves on undo and redo: salt every form with it, so that fields forget their own undo.
    pub epoch: u64,
    /// Where one is.
    pub route: Route,
    /// The item whose first field should take the focus in this frame.
    pub focus: Option<ItemRef>,
    /// What the view asks for.
    pub out: &'a Outbox,
}

impl ViewCx<'_> {
    /// Whether this item is the selected one.
    pub fn is_selected(&self, item: impl Into<ItemRef>) -> bool {
        self.route.item == Some(item.into())
    }

    /// Selects an item of the section without a step back.
    pub fn select(&self, item: impl Into<ItemRef>) {
        self.out.send(Message::Select(Some(item.into())));
    }

    /// Asks for the change from `before` to `after`, where there is one.
    pub fn edit_if_changed<T: PartialEq + Into<Item>>(&self, before: &T, after: T) {
        if *before != after {
            self.out.edit(after.into());
        }
    }

    /// Whether a form for `item` should give its first field the focus now.
    pub fn wants_focus(&self, item: impl Into<ItemRef>) -> bool {
        self.focus == Some(item.into())
    }
}
