//! Merges one item as data: field by field, lists entry by entry, texts paragraph by paragraph.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Map, Value};

use super::{
    ConflictKind,
    order::{Ordered, order},
    path::Step,
    policy::{self, Added, Policy},
    prose::{self, Prose},
};

static NOTHING: Value = Value::Null;

/// A clash inside an item.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clash {
    pub(super) path: Vec<Step>,
    pub(super) kind: ConflictKind,
    pub(super) sides: Sides<Value>,
}

/// The same thing in three records.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sides<V> {
    pub(super) base: V,
    pub(super) ours: V,
    pub(super) theirs: V,
}

impl<'v> Sides<&'v Value> {
    fn map(self, with: impl Fn(&'v Value) -> &'v Value) -> Self {
        Self {
            base: with(self.base),
            ours: with(self.ours),
            theirs: with(self.theirs),
        }
    }

    fn owned(self) -> Sides<Value> {
        Sides {
            base: self.base.clone(),
            ours: self.ours.clone(),
            theirs: self.theirs.clone(),
        }
    }
}

impl<V> Sides<V> {
    fn swapped(self) -> Self {
        Self {
            base: self.base,
            ours: self.theirs,
            theirs: self.ours,
        }
    }
}

/// Merges items of one list; [`Value::Null`] stands for what is not there.
pub(super) struct Merger {
    list: &'static str,
    /// [`ConflictKind::AddAdd`] inside what both sides added.
    kind: ConflictKind,
    pub(super) clashes: Vec<Clash>,
}

impl Merger {
    pub(super) fn new(list: &'static str, kind: ConflictKind) -> Self {
        Self {
            list,
            kind,
            clashes: Vec::new(),
        }
    }

    fn clash(&mut self, kind: ConflictKind, sides: Sides<&Value>) {
        self.clashes.push(Clash {
            path: Vec::new(),
            kind,
            sides: sides.owned(),
        });
    }

    /// Merges two structs field by field.
    pub(super) fn fields(&mut self, sides: Sides<&Value>) -> Value {
        let mut merged = Map::new();
        let names = [sides.ours, sides.theirs, sides.base];
        let names = names.iter().filter_map(|value| value.as_object());
        let mut done = BTreeSet::new();
        for name in names.flat_map(Map::keys) {
            if !done.insert(name) {
                continue;
            }
            let before = self.clashes.len();
            let value = self.value(name, sides.map(|side| side.get(name).unwrap_or(&NOTHING)));
            for clash in &mut self.clashes[before..] {
                clash.path.insert(0, Step::Field(name.clone()));
            }
            if !value.is_null() {
                merged.insert(name.clone(), value);
            }
        }
        Value::Object(merged)
    }

    fn value(&mut self, field: &str, sides: Sides<&Value>) -> Value {
        let Sides { base, ours, theirs } = sides;
        if ours == theirs || theirs == base {
            return ours.clone();
        }
        if ours == base {
            return theirs.clone();
        }
        let lists = [base, ours, theirs].map(|side| side.as_array().map(Vec::as_slice));
        let absent = [base, ours, theirs].map(Value::is_null);
        if let (Value::String(mine), Value::String(other)) = (ours, theirs) {
            let base = base.as_str().unwrap_or_default();
            return self.text(base, mine, other, sides);
        }
        if lists.iter().any(Option::is_some)
            && lists
                .iter()
                .zip(absent)
                .all(|(list, absent)| list.is_some() || absent)
        {
            let [base, ours, theirs] = lists.map(Option::unwrap_or_default);
            return self.list(field, Sides { base, ours, theirs });
        }
        if [base, ours, theirs].into_iter().all(is_struct) && !policy::is_whole(field) {
            return self.fields(sides);
        }
        self.clash(self.kind, sides);
        ours.clone()
    }

    fn text(&mut self, base: &str, ours: &str, theirs: &str, sides: Sides<&Value>) -> Value {
        if ![base, ours, theirs].iter().any(|text| text.contains('\n')) {
            self.clash(self.kind, sides);
            return sides.ours.clone();
        }
        match prose::merge(base, ours, theirs) {
            Prose::Clean(text) => Value::String(text),
            Prose::Clash { ours, theirs } => {
                let (mine, other) = (Value::String(ours), Value::String(theirs));
                self.clash(
                    self.kind,
                    Sides {
                        base: sides.base,
                        ours: &mine,
                        theirs: &other,
                    },
                );
                mine
            }
        }
    }

    fn list(&mut self, field: &str, sides: Sides<&[Value]>) -> Value {
        let policy = policy::of(self.list, field);
        let names = Sides {
            base: (0..sides.base.len()).map(Name::Old).collect(),
            ours: names(policy, sides.base, sides.ours),
            theirs: names(policy, sides.base, sides.theirs),
        };
        let there = Sides {
            base: names
                .base
                .iter()
                .zip(sides.base)
                .collect::<BTreeMap<_, _>>(),
            ours: names.ours.iter().zip(sides.ours).collect(),
            theirs: names.theirs.iter().zip(sides.theirs).collect(),
        };
        let every: BTreeSet<&Name> = there
            .ours
            .keys()
            .chain(there.theirs.keys())
            .copied()
            .collect();
        let sides_of = |name: &Name| {
            let of = |side: &BTreeMap<&Name, &'_ Value>| {
                side.get(name).map_or(Value::Null, |v| (*v).clone())
            };
            Sides {
                base: of(&there.base),
                ours: of(&there.ours),
                theirs: of(&there.theirs),
            }
        };
        let mut merged: BTreeMap<&Name, (Value, Vec<Clash>)> = BTreeMap::new();
        for name in every {
            if let Some(entry) = self.entry(&sides_of(name)) {
                merged.insert(name, entry);
            }
        }
        let kept: BTreeSet<Name> = merged.keys().map(|name| (*name).clone()).collect();
        let ordered = order(&names.base, &names.ours, &names.theirs, &kept, policy.order);
        let orders = self.orders(policy, &names, ordered);
        let entries = |order: &[Name]| -> Vec<Value> {
            let entries = order.iter().filter_map(|name| merged.get(name));
            entries.map(|(value, _)| value.clone()).collect()
        };
        if let Some(other) = &orders.other {
            let mut theirs = Vec::with_capacity(other.len());
            for (name, (value, clashes)) in
                other.iter().filter_map(|name| merged.get_key_value(name))
            {
                // An entry that is in question itself is theirs in their order.
                let own = (!clashes.is_empty()).then(|| self.entry(&sides_of(name).swapped()));
                let own = own.flatten().map(|(value, _)| value);
                theirs.push(own.unwrap_or_else(|| value.clone()));
            }
            self.clashes.push(Clash {
                path: Vec::new(),
                kind: ConflictKind::Order,
                sides: Sides {
                    base: Value::Array(sides.base.to_vec()),
                    ours: Value::Array(entries(&orders.ours)),
                    theirs: Value::Array(theirs),
                },
            });
        }
        let list = entries(&orders.ours);
        for (place, name) in orders.ours.iter().enumerate() {
            let Some((_, clashes)) = merged.remove(name) else {
                continue;
            };
            for mut clash in clashes {
                clash.path.insert(0, Step::entry(policy, &list, place));
                self.clashes.push(clash);
            }
        }
        Value::Array(list)
    }

    /// Merges one entry of a list: nothing if it goes.
    fn entry(&mut self, sides: &Sides<Value>) -> Option<(Value, Vec<Clash>)> {
        let Sides { base, ours, theirs } = sides;
        let sides = Sides { base, ours, theirs };
        match (base.is_null(), ours.is_null(), theirs.is_null()) {
            (_, false, false) if ours == theirs => Some((ours.clone(), Vec::new())),
            (true, _, true) => Some((ours.clone(), Vec::new())),
            (true, true, false) => Some((theirs.clone(), Vec::new())),
            (false, false, true) | (false, true, false) => {
                let left = if ours.is_null() { theirs } else { ours };
                if left == base {
                    return None;
                }
                let clash = Clash {
                    path: Vec::new(),
                    kind: ConflictKind::DeleteEdit,
                    sides: sides.owned(),
                };
                Some((left.clone(), vec![clash]))
            }
            (false, true, true) => None,
            (_, false, false) if !(ours.is_object() && theirs.is_object()) => {
                let clash = Clash {
                    path: Vec::new(),
                    kind: self.kind,
                    sides: sides.owned(),
                };
                Some((ours.clone(), vec![clash]))
            }
            (added, false, false) => {
                let outer = std::mem::take(&mut self.clashes);
                let kind = self.kind;
                if added {
                    self.kind = ConflictKind::AddAdd;
                }
                let merged = self.fields(sides);
                self.kind = kind;
                Some((merged, std::mem::replace(&mut self.clashes, outer)))
            }
        }
    }

    /// The order of the list, and the one that theirs would give it where that is a question.
    #[expect(clippy::unused_self, reason = "a step of `list`")]
    fn orders(&self, policy: Policy, names: &Sides<Vec<Name>>, ordered: Ordered<Name>) -> Orders {
        let Ordered { order: ours, clash } = ordered;
        let added = |side: &[Name], other: &[Name]| -> BTreeSet<Name> {
            let new = side.iter().filter(|name| matches!(name, Name::New(..)));
            new.filter(|name| !other.contains(name)).cloned().collect()
        };
        let mine = added(&names.ours, &names.theirs);
        let other = added(&names.theirs, &names.ours);
        if policy.added == Added::LastCounts && !mine.is_empty() && !other.is_empty() {
            let last = |first: &BTreeSet<Name>, last: &BTreeSet<Name>| -> Vec<Name> {
                let rest = |name: &&Name| !first.contains(name) && !last.contains(name);
                let of = |set: &BTreeSet<Name>| -> Vec<Name> {
                    ours.iter()
                        .filter(|name| set.contains(name))
                        .cloned()
                        .collect()
                };
                let mut order: Vec<Name> = ours.iter().filter(rest).cloned().collect();
                order.extend(of(first));
                order.extend(of(last));
                order
            };
            return Orders {
                ours: last(&other, &mine),
                other: Some(last(&mine, &other)),
            };
        }
        let other = clash.then(|| {
            let kept: BTreeSet<Name> = ours.iter().cloned().collect();
            order(&names.base, &names.theirs, &names.ours, &kept, policy.order).order
        });
        Orders { ours, other }
    }
}

struct Orders {
    ours: Vec<Name>,
    other: Option<Vec<Name>>,
}

/// What an entry is called while three lists are compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    /// The entry at this place of the old list.
    Old(usize),
    /// A new entry: its key or its content, and how many before it are called the same.
    New(String, usize),
}

/// Finds each entry of a list in the old list: the very same entry first, then one with its key.
fn names(policy: Policy, base: &[Value], list: &[Value]) -> Vec<Name> {
    let mut found: Vec<Option<Name>> = vec![None; list.len()];
    let mut taken = vec![false; base.len()];
    let whole = |entry: &Value| entry.to_string();
    let key = |entry: &Value| Value::Array(policy.key(entry)).to_string();
    let ways: [&dyn Fn(&Value) -> String; 2] = [&whole, &key];
    for way in ways {
        let mut free: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (at, entry) in base.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            free.entry(way(entry)).or_default().push_back(at);
        }
        for (entry, name) in list
            .iter()
            .zip(&mut found)
            .filter(|(_, name)| name.is_none())
        {
            if let Some(at) = free.get_mut(&way(entry)).and_then(VecDeque::pop_front) {
                taken[at] = true;
                *name = Some(Name::Old(at));
            }
        }
    }
    let mut called: BTreeMap<String, usize> = BTreeMap::new();
    let names = found.into_iter().zip(list).map(|(name, entry)| {
        name.unwrap_or_else(|| {
            let text = match policy.added {
                Added::Same => key(entry),
                Added::Both | Added::LastCounts => whole(entry),
            };
            let count = called.entry(text.clone()).or_default();
            *count += 1;
            Name::New(text, *count)
        })
    });
    names.collect()
}

/// Whether a value is a struct with fields, not a variant of a choice with something in it.
fn is_struct(value: &Value) -> bool {
    value.as_object().is_some_and(|fields| {
        fields
            .keys()
            .all(|name| name.starts_with(|first: char| first.is_ascii_lowercase()))
    })
}
