//! Forms that are for reading only: the window says once why, a form says that it is one, and every
//! field in it then shows its value without taking keys.

use egui::{Id, Ui};

/// Said by the window in every frame: why nothing can be changed.
#[derive(Clone, Copy, Default)]
struct Locked {
    reason: Option<&'static str>,
    in_form: bool,
}

fn id() -> Id {
    Id::unique("locked forms")
}

fn get(ui: &Ui) -> Locked {
    ui.data(|data| data.get_temp(id()).unwrap_or_default())
}

/// Says why forms are for reading only, or that they are not. Once a frame, before they are painted.
pub fn set(ui: &Ui, reason: Option<&'static str>) {
    let locked = Locked {
        reason,
        in_form: false,
    };
    ui.data_mut(|data| data.insert_temp(id(), locked));
}

/// Paints a form: its fields follow [`set`]; those outside of a form (search, filters) do not.
pub fn form<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let before = get(ui);
    let inside = Locked {
        in_form: true,
        ..before
    };
    ui.data_mut(|data| data.insert_temp(id(), inside));
    let answer = add(ui);
    ui.data_mut(|data| data.insert_temp(id(), before));
    answer
}

/// Why this field takes no keys: it is in a form, and forms are for reading only.
pub fn reason(ui: &Ui) -> Option<&'static str> {
    let locked = get(ui);
    locked.reason.filter(|_| locked.in_form)
}
