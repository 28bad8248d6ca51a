//! A record that is for reading only: its fields look locked, its verbs are grey.
//!
//! The window says once why; every field and every verb that would change the record asks here. What
//! belongs to the view (search, filters, what is shown) says so and stays free.

use egui::{Id, Ui};

/// Said by the window in every frame: why nothing can be changed.
#[derive(Clone, Copy, Default)]
struct Locked {
    reason: Option<&'static str>,
    in_view: bool,
}

fn id() -> Id {
    Id::unique("locked record")
}

fn get(ui: &Ui) -> Locked {
    ui.data(|data| data.get_temp(id()).unwrap_or_default())
}

/// Says why the record is for reading only, or that it is not. Before the page is painted, and again
/// after it: what is not the record's page is never locked.
pub fn set(ui: &Ui, reason: Option<&'static str>) {
    let locked = Locked {
        reason,
        in_view: false,
    };
    ui.data_mut(|data| data.insert_temp(id(), locked));
}

/// Paints what belongs to the view and not to the record: its fields take keys as ever.
pub fn view<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let before = get(ui);
    let inside = Locked {
        in_view: true,
        ..before
    };
    ui.data_mut(|data| data.insert_temp(id(), inside));
    let answer = add(ui);
    ui.data_mut(|data| data.insert_temp(id(), before));
    answer
}

/// Why this field or verb is locked, if it is.
pub fn reason(ui: &Ui) -> Option<&'static str> {
    let locked = get(ui);
    locked.reason.filter(|_| !locked.in_view)
}
