//! Where one is, where one was: browser-like back and forward.

use crate::model::{ItemRef, SectionId};

/// Places that are kept for going back.
const MOST_ROUTES: usize = 200;

/// A place in the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Route {
    /// The section.
    pub section: SectionId,
    /// The item shown or selected in it.
    pub item: Option<ItemRef>,
}

impl Route {
    /// A section with nothing selected.
    pub const fn section(section: SectionId) -> Self {
        Self {
            section,
            item: None,
        }
    }

    /// An item in the section that shows it.
    pub const fn item(item: ItemRef) -> Self {
        Self {
            section: item.section(),
            item: Some(item),
        }
    }
}

/// The places visited.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    back: Vec<Route>,
    here: Route,
    forward: Vec<Route>,
}

impl Trail {
    /// The present place.
    pub const fn here(&self) -> Route {
        self.here
    }

    /// Goes somewhere; what was ahead is forgotten.
    pub fn go(&mut self, to: Route) {
        if to == self.here {
            return;
        }
        self.back.push(self.here);
        if self.back.len() > MOST_ROUTES {
            self.back.remove(0);
        }
        self.forward.clear();
        self.here = to;
    }

    /// Changes the selection within the section, without a step of its own: walking down a list
    /// with the arrow keys is not worth forty steps back.
    pub fn select(&mut self, item: Option<ItemRef>) {
        self.here.item = item;
    }

    /// Steps back, where `exists` still knows the place.
    pub fn back(&mut self, exists: impl Fn(Route) -> bool) -> bool {
        step(&mut self.back, &mut self.here, &mut self.forward, exists)
    }

    /// Steps forward again.
    pub fn forward(&mut self, exists: impl Fn(Route) -> bool) -> bool {
        step(&mut self.forward, &mut self.here, &mut self.back, exists)
    }

    /// Whether there is a place to go back to.
    pub const fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Whether there is a place to go forward to.
    pub const fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }
}

fn step(
    from: &mut Vec<Route>,
    here: &mut Route,
    to: &mut Vec<Route>,
    exists: impl Fn(Route) -> bool,
) -> bool {
    while let Some(route) = from.pop() {
        if exists(route) && route != *here {
            to.push(std::mem::replace(here, route));
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_are_inverse() {
        let mut trail = Trail::default();
        trail.go(Route::section(SectionId::Actions));
        trail.go(Route::section(SectionId::Board));
        assert!(trail.back(|_| true));
        assert_eq!(trail.here().section, SectionId::Actions);
        assert!(trail.forward(|_| true));
        assert_eq!(trail.here().section, SectionId::Board);
        assert!(!trail.can_go_forward());
    }

    #[test]
    fn places_that_are_gone_are_passed_over() {
        let mut trail = Trail::default();
        trail.go(Route::section(SectionId::Actions));
        trail.go(Route::section(SectionId::Board));
        assert!(trail.back(|route| route.section != SectionId::Actions));
        assert_eq!(trail.here().section, SectionId::Overview);
    }
}
