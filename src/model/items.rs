//! A list of items of one kind, cheap to clone and to change in one place.
//!
//! The list shares its elements: cloning it copies a pointer, changing one item copies pointers
//! and that item only. Undo and background saves rest on this.

use std::{collections::HashMap, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Id, id::Kind};

/// An item that knows its own id.
pub trait Identified: Kind + Sized {
    /// The id, which never changes.
    fn id(&self) -> Id<Self>;
}

/// Items of one kind in the order of the file.
#[derive(Debug)]
pub struct Items<T: Identified>(Arc<Inner<T>>);

#[derive(Debug)]
struct Inner<T: Identified> {
    list: Vec<Arc<T>>,
    /// Place of each id. With a duplicate id (refused when a file is read) the first one counts.
    places: HashMap<Id<T>, usize>,
}

impl<T: Identified> Items<T> {
    /// Items in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.0.list.iter().map(AsRef::as_ref)
    }

    /// Items in order, each behind its shared pointer: equal pointers mean an unchanged item.
    pub fn shared(&self) -> &[Arc<T>] {
        &self.0.list
    }

    /// A list of items that are shared already.
    pub fn from_shared(list: Vec<Arc<T>>) -> Self {
        let places = places(&list);
        Self(Arc::new(Inner { list, places }))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.list.is_empty()
    }

    /// The item with this id.
    pub fn get(&self, id: Id<T>) -> Option<&T> {
        self.place(id)
            .and_then(|place| self.0.list.get(place))
            .map(AsRef::as_ref)
    }

    /// The place of this id in the list.
    pub fn place(&self, id: Id<T>) -> Option<usize> {
        self.0.places.get(&id).copied()
    }

    /// Whether both are the same list in memory: then nothing has changed.
    pub fn same_as(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Replaces the item with the same id, or adds it at the end.
    pub fn put(&mut self, item: T) {
        let id = item.id();
        let inner = self.make_mut();
        if let Some(slot) = inner
            .places
            .get(&id)
            .and_then(|&place| inner.list.get_mut(place))
        {
            *slot = Arc::new(item);
        } else {
            inner.places.insert(id, inner.list.len());
            inner.list.push(Arc::new(item));
        }
    }

    /// Adds an item at a place, or at the end when the place is past it.
    pub fn insert(&mut self, place: usize, item: T) {
        let inner = self.make_mut();
        inner
            .list
            .insert(place.min(inner.list.len()), Arc::new(item));
        inner.places = places(&inner.list);
    }

    /// Takes the item out.
    pub fn remove(&mut self, id: Id<T>) -> Option<Arc<T>> {
        let place = self.place(id)?;
        let inner = self.make_mut();
        let item = inner.list.remove(place);
        inner.places = places(&inner.list);
        Some(item)
    }

    /// Puts the item at another place of the list.
    pub fn move_to(&mut self, id: Id<T>, place: usize) {
        let Some(from) = self.place(id) else { return };
        let inner = self.make_mut();
        let item = inner.list.remove(from);
        inner.list.insert(place.min(inner.list.len()), item);
        inner.places = places(&inner.list);
    }

    fn make_mut(&mut self) -> &mut Inner<T> {
        Arc::make_mut(&mut self.0)
    }
}

fn places<T: Identified>(list: &[Arc<T>]) -> HashMap<Id<T>, usize> {
    let mut places = HashMap::with_capacity(list.len());
    for (place, item) in list.iter().enumerate() {
        places.entry(item.id()).or_insert(place);
    }
    places
}

impl<T: Identified> Clone for Inner<T> {
    fn clone(&self) -> Self {
        Self {
            list: self.list.clone(),
            places: self.places.clone(),
        }
    }
}
impl<T: Identified> Clone for Items<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}
impl<T: Identified> Default for Items<T> {
    fn default() -> Self {
        Self::from_iter([])
    }
}
impl<T: Identified> FromIterator<T> for Items<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::from_shared(items.into_iter().map(Arc::new).collect())
    }
}
impl<T: Identified + PartialEq> PartialEq for Items<T> {
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (&self.0.list, &other.0.list);
        self.same_as(other)
            || left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
    }
}
impl<T: Identified + Serialize> Serialize for Items<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
impl<'de, T: Identified + Deserialize<'de>> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<T>::deserialize(deserializer).map(Self::from_iter)
    }
}
