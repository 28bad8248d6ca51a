//! Steps back and forward: through edits, through places, through the list in view.

use super::{AppState, notice::Level, route::Route};
use crate::model::{ItemRef, SectionId};

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// To what was before.
    Back,
    /// To what comes next.
    Forward,
}

impl AppState {
    pub(super) fn step(&mut self, step: Step) {
        let Some(document) = &mut self.document else {
            return;
        };
        let done = match step {
            Step::Back => document.history.undo(),
            Step::Forward => document.history.redo(),
        };
        let Some((label, at)) = done else { return };
        let record = document.record();
        let here = self.trail.here();
        // Show what changed, unless it is gone or already in view.
        if let Some(at) = at.filter(|at| record.contains(*at)) {
            if here.section == at.section() {
                self.trail.select(Some(at));
            } else if here.section != SectionId::Overview {
                self.trail.go(Route::item(at));
            }
        }
        if here.item.is_some_and(|item| !record.contains(item)) {
            self.trail.select(None);
        }
        let word = match step {
            Step::Back => "Undone",
            Step::Forward => "Done again",
        };
        self.say(Level::Done, format!("{word}: {label}."));
        self.derive();
    }

    pub(super) fn walk(&mut self, step: Step) {
        let Some(document) = &mut self.document else {
            return;
        };
        document.history.close_step();
        let record = document.record();
        let exists = |route: Route| route.item.is_none_or(|item| record.contains(item));
        match step {
            Step::Back => self.trail.back(exists),
            Step::Forward => self.trail.forward(exists),
        };
    }

    pub(super) fn select_neighbour(&mut self, step: Step) {
        let here = self.trail.here();
        let list = self.walked(here);
        let place = here
            .item
            .and_then(|item| list.iter().position(|at| *at == item));
        let next = match (place, step) {
            (None, _) => list.first(),
            (Some(place), Step::Forward) => list.get(place + 1),
            (Some(place), Step::Back) => place.checked_sub(1).and_then(|place| list.get(place)),
        };
        if let Some(next) = next {
            self.trail.select(Some(*next));
        }
    }

    /// What "next" and "previous" walk from a place: the list as its section shows it, else the
    /// items of its kind in the order of the record.
    pub(super) fn walked(&self, here: Route) -> Vec<ItemRef> {
        let Some(document) = &self.document else {
            return Vec::new();
        };
        let record = document.record();
        let shown = self.shown.get(&here.section);
        if let Some(shown) =
            shown.filter(|shown| here.item.is_none_or(|item| shown.contains(&item)))
        {
            return shown
                .iter()
                .copied()
                .filter(|at| record.contains(*at))
                .collect();
        }
        record
            .refs()
            .into_iter()
            .filter(|at| match here.item {
                Some(item) => at.list() == item.list(),
                None => at.section() == here.section && at.id_text().is_some(),
            })
            .collect()
    }
}

/// The item to select after these are gone: the next of the list, else the one before.
pub(super) fn neighbour(list: &[ItemRef], going: &[ItemRef]) -> Option<ItemRef> {
    let first = going.first()?;
    let place = list.iter().position(|at| at == first)?;
    let (before, after) = list.split_at(place);
    let stays = |at: &&ItemRef| !going.contains(at);
    after
        .iter()
        .find(stays)
        .or_else(|| before.iter().rev().find(stays))
        .copied()
}
