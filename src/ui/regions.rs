//! The regions of the window, and F6, which leads from one to the next: past the bar and the navigation
//! into the page, and from the list into the inspector.

use egui::{Context, FocusDirection, Id, Key, Memory, Modifiers, Rect, Ui};

/// A part of the window that the Tab key walks through as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    /// Menus, back and forward, find, the date, the theme.
    Bar,
    /// The sections.
    Navigation,
    /// The page, or its list.
    Page,
    /// What is selected in the list, at its right.
    Inspector,
    /// The line at the bottom.
    Status,
}

impl Region {
    const ALL: [Self; 5] = [
        Self::Bar,
        Self::Navigation,
        Self::Page,
        Self::Inspector,
        Self::Status,
    ];
}

/// Where the regions were painted last, and which of them is to take the focus.
#[derive(Clone, Copy, Default)]
struct Regions {
    places: [Option<Rect>; 5],
    wanted: Option<usize>,
}

fn id() -> Id {
    Id::unique("regions")
}

/// Answers F6 and Shift F6. Once a frame, before anything is painted.
pub fn keys(ctx: &Context) {
    let mut regions: Regions = ctx.data(|data| data.get_temp(id()).unwrap_or_default());
    let free = ctx.memory(|memory| memory.top_modal_layer().is_none());
    let pressed = |modifiers| free && ctx.input_mut(|input| input.consume_key(modifiers, Key::F6));
    let back = pressed(Modifiers::SHIFT);
    let on = pressed(Modifiers::NONE);
    regions.wanted = (back || on)
        .then(|| next(&regions, here(ctx, &regions), back))
        .flatten();
    if ctx.current_pass_index() == 0 {
        regions.places = [None; 5];
    }
    ctx.data_mut(|data| data.insert_temp(id(), regions));
}

/// The region with the focus; the inspector lies within the page and comes before it.
fn here(ctx: &Context, regions: &Regions) -> Option<usize> {
    let focused = ctx.memory(Memory::focused)?;
    let middle = ctx.read_response(focused)?.rect.center();
    let holds = |place: &usize| {
        let rect = regions.places.get(*place).copied().flatten();
        rect.is_some_and(|rect| rect.contains(middle))
    };
    (0..Region::ALL.len()).rev().find(holds)
}

/// The region after or before this one; from nowhere into the page.
fn next(regions: &Regions, here: Option<usize>, back: bool) -> Option<usize> {
    let count = Region::ALL.len();
    let shown = |place: &usize| regions.places.get(*place).is_some_and(Option::is_some);
    let Some(here) = here else {
        return Some(Region::Page as usize).filter(shown);
    };
    (1..count)
        .map(|step| (here + if back { count - step } else { step }) % count)
        .find(shown)
}

/// At the head of a region: what comes first in it takes the focus, where that is wanted.
pub fn begin(ui: &Ui, region: Region) {
    let mut regions: Regions = ui.data(|data| data.get_temp(id()).unwrap_or_default());
    let place = region as usize;
    if let Some(at) = regions.places.get_mut(place) {
        *at = Some(ui.max_rect());
    }
    if regions.wanted == Some(place) {
        regions.wanted = None;
        ui.memory_mut(|memory| {
            memory.stop_text_input();
            memory.move_focus(FocusDirection::Next);
        });
        ui.ctx().request_repaint();
    }
    ui.data_mut(|data| data.insert_temp(id(), regions));
}
