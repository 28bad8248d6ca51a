//! Undo and redo by structural sharing: each step keeps the record as it was, which costs pointers.
//!
//! A step stays open while the same field of the same item keeps changing, so that a typed sentence
//! is one step. [`History::close_step`] ends it: on leaving the field, on a pause, before a save.

use std::time::Duration;

use crate::model::{ItemRef, Record};

use super::{Edit, Refused};

/// Steps kept; older ones are forgotten.
const MOST_STEPS: usize = 500;
/// A pause this long ends a step.
const PAUSE: Duration = Duration::from_secs(4);

/// A record with its past and its future.
#[derive(Debug, Clone)]
pub struct History {
    current: Record,
    past: Vec<Step>,
    future: Vec<Step>,
    open: Option<Open>,
    /// Names the state of `current`; no two states that differ share a number.
    state: u64,
    /// The state that is on disk.
    saved: Option<u64>,
    last_state: u64,
    epoch: u64,
}

/// A step: what it is called, and the record on its other side.
#[derive(Debug, Clone)]
struct Step {
    label: String,
    at: Option<ItemRef>,
    record: Record,
    state: u64,
}

#[derive(Debug, Clone)]
struct Open {
    target: (ItemRef, String),
    touched: Duration,
}

impl History {
    /// A record as it is on disk.
    pub fn saved(record: Record) -> Self {
        Self {
            saved: Some(0),
            ..Self::unsaved(record)
        }
    }

    /// A record that is on no disk yet.
    pub const fn unsaved(record: Record) -> Self {
        Self {
            current: record,
            past: Vec::new(),
            future: Vec::new(),
            open: None,
            state: 0,
            saved: None,
            last_state: 0,
            epoch: 0,
        }
    }

    /// The record as it is now.
    pub const fn record(&self) -> &Record {
        &self.current
    }

    /// Names the present state: equal numbers mean an equal record.
    pub const fn revision(&self) -> u64 {
        self.state
    }

    /// Moves on every undo and redo: forms that show the record must forget their own undo then.
    pub const fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Whether the record differs from what is on disk.
    pub fn is_unsaved(&self) -> bool {
        self.saved != Some(self.state)
    }

    /// Applies an edit at a time of the program's clock.
    ///
    /// # Errors
    /// When the record forbids the edit; nothing has changed then.
    pub fn apply(&mut self, edit: &Edit, now: Duration) -> Result<(), Refused> {
        let mut changed = self.current.clone();
        edit.apply(&mut changed)?;
        let target = edit.target(&self.current);
        let goes_on = match (&self.open, &target) {
            (Some(open), Some(target)) => {
                open.target == *target && now.saturating_sub(open.touched) < PAUSE
            }
            _ => false,
        };
        if !goes_on {
            self.close_step();
            let label = edit.label(&self.current);
            let at = touched_item(edit);
            self.past.push(Step {
                label,
                at,
                record: self.current.clone(),
                state: self.state,
            });
            if self.past.len() > MOST_STEPS {
                self.past.remove(0);
            }
        }
        self.future.clear();
        self.current = changed;
        self.last_state += 1;
        self.state = self.last_state;
        self.open = target.map(|target| Open {
            target,
            touched: now,
        });
        Ok(())
    }

    /// Puts another record in the place of the present one, as one step. Nothing happens when they
    /// are equal.
    pub fn replace(&mut self, record: Record, label: impl Into<String>) {
        self.close_step();
        if record == self.current {
            return;
        }
        self.past.push(Step {
            label: label.into(),
            at: None,
            record: std::mem::replace(&mut self.current, record),
            state: self.state,
        });
        if self.past.len() > MOST_STEPS {
            self.past.remove(0);
        }
        self.future.clear();
        self.last_state += 1;
        self.state = self.last_state;
        self.epoch += 1;
    }

    /// Ends the open step; one that changed nothing in the end is dropped.
    pub fn close_step(&mut self) {
        if self.open.take().is_some()
            && self
                .past
                .last()
                .is_some_and(|step| step.record == self.current)
            && let Some(step) = self.past.pop()
        {
            self.current = step.record;
            self.state = step.state;
        }
    }

    /// Whether a step is still growing.
    pub const fn has_open_step(&self) -> bool {
        self.open.is_some()
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// Takes the last step back; says its label and the item to show.
    pub fn undo(&mut self) -> Option<(String, Option<ItemRef>)> {
        self.close_step();
        let step = self.past.pop()?;
        Some(self.swap(step, &Direction::Back))
    }

    /// Does the last undone step again.
    pub fn redo(&mut self) -> Option<(String, Option<ItemRef>)> {
        self.close_step();
        let step = self.future.pop()?;
        Some(self.swap(step, &Direction::Forward))
    }

    fn swap(&mut self, step: Step, direction: &Direction) -> (String, Option<ItemRef>) {
        let Step {
            label,
            at,
            record,
            state,
        } = step;
        let other = Step {
            label: label.clone(),
            at,
            record: std::mem::replace(&mut self.current, record),
            state: std::mem::replace(&mut self.state, state),
        };
        match direction {
            Direction::Back => self.future.push(other),
            Direction::Forward => self.past.push(other),
        }
        self.epoch += 1;
        (label, at)
    }

    /// Notes that this revision is on disk now. Undo and redo stay as they are.
    pub fn mark_saved(&mut self, revision: u64) {
        self.saved = Some(revision);
    }

    /// Labels of the steps that undo would take back, newest first.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.past.iter().rev().map(|step| step.label.as_str())
    }
}

enum Direction {
    Back,
    Forward,
}

/// The item that a step is about: where undo should lead the eye.
fn touched_item(edit: &Edit) -> Option<ItemRef> {
    match edit {
        Edit::Put(item) | Edit::Insert(item, _) => Some(item.at()),
        Edit::Remove(at) | Edit::MoveTo(at, _) => Some(*at),
        Edit::AsAt(_) => None,
        Edit::Several(_, edits) => edits.iter().find_map(touched_item),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Action;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn action(number: u32, owner: &str) -> Action {
        let id = format!("act-2019-{number:06}").parse().unwrap();
        Action {
            owner: owner.into(),
            ..Action::new(id, number, date(2019, 1, 1))
        }
    }

    fn seconds(number: u64) -> Duration {
        Duration::from_secs(number)
    }

    #[test]
    fn typing_in_one_field_is_one_step() {
        let mut history = History::saved(Record::default());
        history.apply(&action(1, "").into(), seconds(0)).unwrap();
        for (second, text) in ["H", "He", "Hea", "Head"].iter().enumerate() {
            history
                .apply(&action(1, text).into(), seconds(second as u64))
                .unwrap();
        }
        assert_eq!(history.undo_label(), Some("owner of action 1"));
        history.undo();
        assert_eq!(history.record().actions.iter().next().unwrap().owner, "");
        assert_eq!(history.undo_label(), Some("new action"));
    }

    #[test]
    fn a_pause_or_leaving_the_field_ends_the_step() {
        let mut history = History::saved(Record::default());
        history.apply(&action(1, "").into(), seconds(0)).unwrap();
        history.apply(&action(1, "a").into(), seconds(1)).unwrap();
        history.apply(&action(1, "ab").into(), seconds(9)).unwrap();
        history.close_step();
        history.apply(&action(1, "abc").into(), seconds(9)).unwrap();
        assert_eq!(history.labels().count(), 4);
    }

    #[test]
    fn a_letter_typed_and_deleted_leaves_no_step() {
        let mut history = History::saved(Record::default());
        history.apply(&action(1, "a").into(), seconds(0)).unwrap();
        let revision = history.revision();
        history.apply(&action(1, "ab").into(), seconds(1)).unwrap();
        history.apply(&action(1, "a").into(), seconds(2)).unwrap();
        history.close_step();
        assert_eq!(
            (history.labels().count(), history.revision()),
            (1, revision)
        );
    }

    #[test]
    fn undoing_back_to_the_saved_state_is_clean_again() {
        let mut history = History::saved(Record::default());
        history.apply(&action(1, "a").into(), seconds(0)).unwrap();
        assert!(history.is_unsaved());
        history.undo();
        assert!(!history.is_unsaved());
        history.redo();
        history.mark_saved(history.revision());
        assert!(!history.is_unsaved());
    }

    #[derive(Debug, Clone)]
    enum Act {
        Put(u32, String),
        Remove(u32),
        Undo,
        Redo,
        Close,
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let one = prop_oneof![
            4 => (0_u32..8, "[a-c]{0,2}").prop_map(|(number, owner)| Act::Put(number, owner)),
            1 => (0_u32..8).prop_map(Act::Remove),
            1 => Just(Act::Undo),
            1 => Just(Act::Redo),
            1 => Just(Act::Close),
        ];
        prop::collection::vec(one, 0..60)
    }

    proptest! {
        #![proptest_config(crate::fixtures::cases())]

        #[test]
        fn undoing_all_is_the_start_and_redoing_all_the_end(acts in acts()) {
            let start = Record::default();
            let mut history = History::saved(start.clone());
            for (second, act) in acts.into_iter().enumerate() {
                let now = seconds(second as u64);
                match act {
                    Act::Put(number, owner) => {
                        history.apply(&action(number, &owner).into(), now).unwrap();
                    }
                    Act::Remove(number) => {
                        let _refused = history.apply(&Edit::Remove(action(number, "").id.into()), now);
                    }
                    Act::Undo => drop(history.undo()),
                    Act::Redo => drop(history.redo()),
                    Act::Close => history.close_step(),
                }
                prop_assert!(history.labels().all(|label| !label.is_empty()));
            }
            while history.redo().is_some() {}
            let end = history.record().clone();
            while history.undo().is_some() {}
            prop_assert_eq!(history.record(), &start);
            prop_assert!(!history.is_unsaved());
            while history.redo().is_some() {}
            prop_assert_eq!(history.record(), &end);
        }
    }
}
