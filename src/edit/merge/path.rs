//! The way into an item: to a field, to an entry of a list in it, and so on.

use serde_json::Value;

use super::policy::{self, Policy};

/// One step of the way.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// Into a field.
    Field(String),
    /// Into the entry of a list that has this key; of several, to the one with that many before it.
    Entry { key: Vec<Value>, before: usize },
}

impl Step {
    /// The step to an entry of a list.
    pub(super) fn entry(policy: Policy, list: &[Value], place: usize) -> Self {
        let key = list.get(place).map(|entry| policy.key(entry));
        let key = key.unwrap_or_default();
        let same = list
            .iter()
            .take(place)
            .filter(|entry| policy.key(entry) == key);
        Self::Entry {
            before: same.count(),
            key,
        }
    }
}

/// An item of a list as data, to be changed at places.
pub(super) struct Ground<'v> {
    pub(super) list: &'static str,
    pub(super) value: &'v mut Value,
}

impl Ground<'_> {
    /// Puts a value at a place; nothing takes the value there out. Without the place, nothing
    /// changes.
    pub(super) fn set(self, path: &[Step], new: &Value) {
        self.visit(None, path, &mut |slot| *slot = new.clone());
    }

    /// Puts the entries of a list into the order of `wanted`; one that is not in it stays behind
    /// the entry it stands behind.
    pub(super) fn sort(self, path: &[Step], wanted: &[Value]) {
        let field = path.iter().rev().find_map(|step| match step {
            Step::Field(name) => Some(name.clone()),
            Step::Entry { .. } => None,
        });
        let policy = policy::of(self.list, &field.unwrap_or_default());
        self.visit(None, path, &mut |slot| {
            if let Value::Array(list) = slot {
                let places = (0..wanted.len()).map(|place| Step::entry(policy, wanted, place));
                let places: Vec<Step> = places.collect();
                let mut behind = 0;
                let mut ranked: Vec<(usize, Value)> = Vec::with_capacity(list.len());
                for place in 0..list.len() {
                    let step = Step::entry(policy, list, place);
                    behind = places
                        .iter()
                        .position(|there| *there == step)
                        .unwrap_or(behind);
                    ranked.push((behind, list[place].clone()));
                }
                ranked.sort_by_key(|(rank, _)| *rank);
                *list = ranked.into_iter().map(|(_, entry)| entry).collect();
            }
        });
    }

    fn visit(self, field: Option<&str>, path: &[Step], change: &mut dyn FnMut(&mut Value)) {
        let Self { list, value } = self;
        match path.split_first() {
            None => change(value),
            Some((Step::Field(name), rest)) => {
                if value.is_null() {
                    *value = Value::Object(serde_json::Map::new());
                }
                let Value::Object(fields) = value else { return };
                let slot = fields.entry(name.clone()).or_insert(Value::Null);
                Ground { list, value: slot }.visit(Some(name), rest, change);
                if slot.is_null() {
                    fields.remove(name);
                }
            }
            Some((step @ Step::Entry { .. }, rest)) => {
                if value.is_null() {
                    *value = Value::Array(Vec::new());
                }
                let Value::Array(entries) = value else { return };
                let policy = policy::of(list, field.unwrap_or_default());
                let place = (0..entries.len())
                    .find(|&place| Step::entry(policy, entries, place) == *step)
                    .unwrap_or_else(|| {
                        entries.push(Value::Null);
                        entries.len() - 1
                    });
                let slot = &mut entries[place];
                Ground { list, value: slot }.visit(None, rest, change);
                if slot.is_null() {
                    entries.remove(place);
                }
            }
        }
    }
}
