//! The charts of all measures, worked out anew only where something changed.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Curve, wall_curve};
use crate::model::{Id, Items, Measure, Record};

/// One chart a measure, in the order of the record, without events.
#[derive(Debug, Clone, Default)]
pub struct Curves {
    measures: Items<Measure>,
    today: Option<Date>,
    list: Vec<Arc<Curve>>,
    /// Whether some measure adds up with others, so that one can hide another's value.
    linked: bool,
}

impl Curves {
    /// The charts of a record; those of unchanged measures are taken over from `before`.
    #[must_use]
    pub fn new(record: &Record, today: Date, before: Option<&Self>) -> Self {
        let linked = record
            .measures
            .iter()
            .any(|measure| !measure.complements.is_empty());
        let before = before.filter(|old| old.today == Some(today) && !(old.linked || linked));
        let list = record
            .measures
            .shared()
            .iter()
            .map(|measure| {
                let kept = before.and_then(|old| {
                    let place = old.measures.place(measure.id)?;
                    let same = Arc::ptr_eq(old.measures.shared().get(place)?, measure);
                    same.then(|| old.list.get(place).cloned()).flatten()
                });
                kept.unwrap_or_else(|| Arc::new(wall_curve(measure, record, today)))
            })
            .collect();
        Self {
            measures: record.measures.clone(),
            today: Some(today),
            list,
            linked,
        }
    }

    /// Brings the charts up to date; costs nothing where no measure changed. `ready` may be ahead
    /// of these, or behind.
    pub fn refresh(&mut self, record: &Record, today: Date, ready: &Self) {
        if self.is_of(record, today) {
            return;
        }
        *self = if ready.is_of(record, today) {
            ready.clone()
        } else if self.today.is_none() {
            Self::new(record, today, Some(ready))
        } else {
            Self::new(record, today, Some(self))
        };
    }

    fn is_of(&self, record: &Record, today: Date) -> bool {
        self.today == Some(today) && self.measures.same_as(&record.measures)
    }

    /// Whether these are the very same charts.
    pub fn same_as(&self, other: &Self) -> bool {
        self.today == other.today && self.measures.same_as(&other.measures)
    }

    /// The charts in the order of the record.
    pub fn list(&self) -> &[Arc<Curve>] {
        &self.list
    }

    /// The chart of one measure.
    pub fn get(&self, id: Id<Measure>) -> Option<&Arc<Curve>> {
        self.list.get(self.measures.place(id)?)
    }
}
