//! Three-way merge of records: what became of one record in two places, brought together.
//!
//! Items are found by their ids and merged field by field: what one side alone changed is taken,
//! what both changed alike is taken once, what both changed in two ways is a [`Conflict`] with
//! *ours* in its place. A single value is merged whole, a text with line breaks by paragraph, links
//! and other sets as sets, the lists inside items entry by entry (see `policy`). What one side took
//! out and the other changed stays until somebody chooses. The merged record is a record like any
//! other; whether its parts still fit together is for [`crate::check`] to say.
//!
//! It serves the question what to do when a file has changed under the window, and unsaved work
//! that is brought back onto a file that has moved on.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::model::{Id, Identified, Item, ItemRef, Items, Record};

use self::{
    order::{Order, order},
    path::{Ground, Step},
    value::{Clash, Merger, Sides},
};
use super::Edit;

mod order;
mod path;
mod policy;
mod prose;
mod value;
mod words;

pub use self::words::Names;

/// Two records made into one.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The record, with ours wherever the two clash.
    pub record: Record,
    /// Where they clash, in the order of the file.
    pub conflicts: Vec<Conflict>,
}

/// One of the two records that are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one whose values stand in the merged record.
    Ours,
    /// The other.
    Theirs,
}

/// How two records clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConflictKind {
    /// Both changed the same value, each in its own way.
    Field,
    /// One took out what the other changed. It is kept.
    DeleteEdit,
    /// Both added the same thing, not with the same content.
    AddAdd,
    /// Both put a list into another order, or each added an entry where the last one counts.
    Order,
}

/// One clash. [`Value::Null`] stands for what is not there.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The item. An order of whole items has one of them here; the day of the record, which belongs
    /// to no item, is given to the organisation, with `as_at` as its field.
    pub at: ItemRef,
    /// The field of the item as in the file; empty when the item as a whole is in question.
    pub field: String,
    /// What it was.
    pub base: Value,
    /// What it is in the merged record, except with [`ConflictKind::DeleteEdit`].
    pub ours: Value,
    /// What it is on the other side.
    pub theirs: Value,
    /// How they clash.
    pub kind: ConflictKind,
    path: Vec<Step>,
}

/// The field that holds the day of the record.
const AS_AT: &str = "as_at";

/// Merges what became of `base` in two places.
pub fn merge(base: &Record, ours: &Record, theirs: &Record) -> Merged {
    let mut conflicts = Vec::new();
    let sides = Sides { base, ours, theirs };
    let record = merge_lists(sides, &mut conflicts);
    Merged { record, conflicts }
}

/// Every field of a record is named here, so that the compiler asks for new ones.
macro_rules! every_field {
    ($sides:ident, $out:ident, singles: $($single:ident $Single:ident)*; lists: $($list:ident)*) => {{
        let Record {
            format,
            as_at,
            $( $single, )*
            $( $list, )*
        } = $sides.base;
        let Sides { ours, theirs, .. } = $sides;
        Record {
            format: *format,
            as_at: merge_day(Sides { base: as_at, ours: &ours.as_at, theirs: &theirs.as_at }, $out),
            $( $single: merge_single(
                ItemRef::$Single,
                Sides { base: $single, ours: &ours.$single, theirs: &theirs.$single },
                $out,
            ), )*
            $( $list: merge_items(
                Sides { base: $list, ours: &ours.$list, theirs: &theirs.$list },
                $out,
            ), )*
        }
    }};
}

fn merge_lists(sides: Sides<&Record>, out: &mut Vec<Conflict>) -> Record {
    every_field! {
        sides, out,
        singles: organisation Organisation board_rules BoardRules transfer Transfer;
        lists: people fee_terms claims interests quorum_rules waivers directions clauses gates
            reserved_matters frameworks inspections recommendations concerns actions measures
            meetings decisions forward_plan issued_packs
    }
}

fn merge_day<T: Serialize + PartialEq + Clone>(sides: Sides<&T>, out: &mut Vec<Conflict>) -> T {
    let Sides { base, ours, theirs } = sides;
    if ours == base {
        return theirs.clone();
    }
    if theirs != base && theirs != ours {
        let sides = Sides {
            base: data(base),
            ours: data(ours),
            theirs: data(theirs),
        };
        let clash = Clash {
            path: vec![Step::Field(AS_AT.to_owned())],
            kind: ConflictKind::Field,
            sides,
        };
        out.push(Conflict::new(ItemRef::Organisation, clash));
    }
    ours.clone()
}

fn merge_single<T>(at: ItemRef, sides: Sides<&Arc<T>>, out: &mut Vec<Conflict>) -> Arc<T>
where
    T: Serialize + DeserializeOwned + PartialEq,
{
    let Sides { base, ours, theirs } = sides;
    if ours == base || ours == theirs {
        return Arc::clone(theirs);
    }
    if theirs == base {
        return Arc::clone(ours);
    }
    merge_fields(at, ConflictKind::Field, data_of(sides.map_ref()), out)
        .unwrap_or_else(|| Arc::clone(ours))
}

fn merge_items<T>(sides: Sides<&Items<T>>, out: &mut Vec<Conflict>) -> Items<T>
where
    T: Identified + Serialize + DeserializeOwned + PartialEq,
    ItemRef: From<Id<T>>,
{
    let Sides { base, ours, theirs } = sides;
    if ours == base || ours == theirs {
        return theirs.clone();
    }
    if theirs == base {
        return ours.clone();
    }
    let ids = |list: &Items<T>| list.iter().map(Identified::id).collect::<Vec<_>>();
    let (in_base, in_ours, in_theirs) = (ids(base), ids(ours), ids(theirs));
    let mut merged: BTreeMap<Id<T>, Arc<T>> = BTreeMap::new();
    let mut done = BTreeSet::new();
    for &id in in_ours.iter().chain(&in_theirs) {
        if !done.insert(id) {
            continue;
        }
        let of = |list: &Items<T>| {
            list.place(id)
                .and_then(|place| list.shared().get(place).cloned())
        };
        let sides = (of(base), of(ours), of(theirs));
        if let Some(item) = merge_item(id.into(), &sides, out) {
            merged.insert(id, item);
        }
    }
    let kept: BTreeSet<Id<T>> = merged.keys().copied().collect();
    let ordered = order(&in_base, &in_ours, &in_theirs, &kept, Order::Matters);
    if ordered.clash {
        let other = order(&in_base, &in_theirs, &in_ours, &kept, Order::Matters).order;
        let moved = ordered.order.iter().zip(&other).find(|(a, b)| a != b);
        // The same item is named whichever side is ours.
        if let Some(named) = moved.map(|(&mine, &their)| mine.min(their)) {
            let clash = Clash {
                path: Vec::new(),
                kind: ConflictKind::Order,
                sides: Sides {
                    base: data(&in_base),
                    ours: data(&ordered.order),
                    theirs: data(&other),
                },
            };
            out.push(Conflict::new(named.into(), clash));
        }
    }
    let items = ordered.order.iter().filter_map(|id| merged.remove(id));
    Items::from_shared(items.collect())
}

type Found<T> = Option<Arc<T>>;

/// Merges one item: nothing if it goes.
fn merge_item<T>(
    at: ItemRef,
    sides: &(Found<T>, Found<T>, Found<T>),
    out: &mut Vec<Conflict>,
) -> Found<T>
where
    T: Serialize + DeserializeOwned + PartialEq,
{
    match sides {
        (_, None, None) => None,
        (None, Some(only), None) | (None, None, Some(only)) => Some(Arc::clone(only)),
        (Some(base), Some(ours), None) => {
            let data = (data(&**base), data(&**ours), Value::Null);
            kept_if_changed(at, (base, ours), data, out)
        }
        (Some(base), None, Some(theirs)) => {
            let data = (data(&**base), Value::Null, data(&**theirs));
            kept_if_changed(at, (base, theirs), data, out)
        }
        (base, Some(ours), Some(theirs)) => {
            if ours == theirs || base.as_ref() == Some(ours) {
                return Some(Arc::clone(theirs));
            }
            if base.as_ref() == Some(theirs) {
                return Some(Arc::clone(ours));
            }
            let kind = match base {
                Some(_) => ConflictKind::Field,
                None => ConflictKind::AddAdd,
            };
            let sides = Sides {
                base: base.as_deref().map(data).unwrap_or_default(),
                ours: data(&**ours),
                theirs: data(&**theirs),
            };
            Some(merge_fields(at, kind, sides, out).unwrap_or_else(|| Arc::clone(ours)))
        }
    }
}

fn kept_if_changed<T: PartialEq>(
    at: ItemRef,
    (base, left): (&Arc<T>, &Arc<T>),
    (before, ours, theirs): (Value, Value, Value),
    out: &mut Vec<Conflict>,
) -> Found<T> {
    if left == base {
        return None;
    }
    let clash = Clash {
        path: Vec::new(),
        kind: ConflictKind::DeleteEdit,
        sides: Sides {
            base: before,
            ours,
            theirs,
        },
    };
    out.push(Conflict::new(at, clash));
    Some(Arc::clone(left))
}

/// Merges field by field. If the fields do not make an item together, the whole item is in
/// question.
fn merge_fields<T: DeserializeOwned>(
    at: ItemRef,
    kind: ConflictKind,
    sides: Sides<Value>,
    out: &mut Vec<Conflict>,
) -> Found<T> {
    let mut merger = Merger::new(at.list(), kind);
    let together = merger.fields(Sides {
        base: &sides.base,
        ours: &sides.ours,
        theirs: &sides.theirs,
    });
    if let Ok(item) = serde_json::from_value::<T>(together) {
        let clashes = merger.clashes.into_iter();
        out.extend(clashes.map(|clash| Conflict::new(at, clash)));
        Some(Arc::new(item))
    } else {
        let clash = Clash {
            path: Vec::new(),
            kind,
            sides,
        };
        out.push(Conflict::new(at, clash));
        None
    }
}

fn data<T: Serialize + ?Sized>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn data_of<T: Serialize>(sides: Sides<&T>) -> Sides<Value> {
    Sides {
        base: data(sides.base),
        ours: data(sides.ours),
        theirs: data(sides.theirs),
    }
}

impl<'v, T> Sides<&'v Arc<T>> {
    fn map_ref(self) -> Sides<&'v T> {
        Sides {
            base: self.base,
            ours: self.ours,
            theirs: self.theirs,
        }
    }
}

impl Conflict {
    fn new(at: ItemRef, clash: Clash) -> Self {
        let Clash { path, kind, sides } = clash;
        let field = match path.first() {
            Some(Step::Field(name)) => name.clone(),
            Some(Step::Entry { .. }) | None => String::new(),
        };
        Self {
            at,
            field,
            base: sides.base,
            ours: sides.ours,
            theirs: sides.theirs,
            kind,
            path,
        }
    }

    /// The edit that puts one side's choice into a record; nothing where it stands there already.
    /// Choices are independent: each may be made at any time, and made anew.
    pub fn choose(&self, record: &Record, side: Side) -> Option<Edit> {
        let chosen = match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        };
        if self.at == ItemRef::Organisation && self.field == AS_AT {
            let day = serde_json::from_value(chosen.clone()).ok()?;
            return (record.as_at != day).then_some(Edit::AsAt(day));
        }
        if self.path.is_empty() {
            return match self.kind {
                ConflictKind::Order => self.put_in_order(record, chosen),
                ConflictKind::Field | ConflictKind::DeleteEdit | ConflictKind::AddAdd => {
                    self.put_whole(record, chosen)
                }
            };
        }
        let old = record.item(self.at)?;
        let mut value = old.to_value();
        let ground = Ground {
            list: self.at.list(),
            value: &mut value,
        };
        match (self.kind, chosen) {
            (ConflictKind::Order, Value::Array(wanted)) => ground.sort(&self.path, wanted),
            (
                ConflictKind::Order
                | ConflictKind::Field
                | ConflictKind::DeleteEdit
                | ConflictKind::AddAdd,
                _,
            ) => ground.set(&self.path, chosen),
        }
        let item = Item::from_value(self.at, value).ok()?;
        (item != old).then(|| Edit::Put(Box::new(item)))
    }

    fn put_whole(&self, record: &Record, chosen: &Value) -> Option<Edit> {
        if chosen.is_null() {
            return record.contains(self.at).then_some(Edit::Remove(self.at));
        }
        let item = Item::from_value(self.at, chosen.clone()).ok()?;
        (record.item(self.at).as_ref() != Some(&item)).then(|| Edit::Put(Box::new(item)))
    }

    /// The moves that bring the items of the list into the order of `wanted`.
    fn put_in_order(&self, record: &Record, wanted: &Value) -> Option<Edit> {
        let refs = record.refs().into_iter();
        let now: Vec<ItemRef> = refs.filter(|at| at.list() == self.at.list()).collect();
        let ids = wanted.as_array()?.iter().map(Value::as_str);
        let places: BTreeMap<Option<&str>, usize> = ids.zip(1..).collect();
        let mut behind = 0;
        let mut ranked: Vec<(usize, ItemRef)> = Vec::with_capacity(now.len());
        for at in &now {
            behind = places.get(&at.id_text()).copied().unwrap_or(behind);
            ranked.push((behind, *at));
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut draft = record.clone();
        let mut moves = Vec::new();
        for (place, (_, at)) in ranked.into_iter().enumerate() {
            if draft.place(at) != Some(place) {
                draft.move_to(at, place);
                moves.push(Edit::MoveTo(at, place));
            }
        }
        let label = format!("order of the {}", words::list_words(self.at.list()));
        (!moves.is_empty()).then_some(Edit::Several(label, moves))
    }
}

#[cfg(test)]
mod tests;
