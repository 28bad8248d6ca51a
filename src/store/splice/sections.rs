//! The top-level fields of a record, each with what became of it.

use serde::Serialize;

use super::item::{Compare, Written};
use super::{Edit, Ground, SpliceError};
use crate::model::{Identified, Items, Record};
use crate::store::layout::{Layout, Piece};
use crate::store::tree::{NodeId, Shape};
use crate::store::write::{Position, WriteError, value_text};

/// What is to be done about a section.
pub(super) enum Change {
    /// Changes within the written section; none where it stays as it is.
    Edits(Vec<Edit>),
    /// To be taken out.
    Gone,
    /// To be written with this value.
    Added(String),
}

/// A section of two records.
pub(super) trait Section {
    /// The field's name.
    fn name(&self) -> &'static str;

    /// What to do; `written` is the section's value in the source, if it is written there.
    fn change(&self, ground: &Ground<'_>, written: Option<NodeId>) -> Result<Change, SpliceError>;
}

const VALUE: Position = Position { depth: 1, lead: 0 };

/// Every section in the order of the format.
pub(super) fn of<'r>(old: &'r Record, new: &'r Record) -> Vec<Box<dyn Section + 'r>> {
    macro_rules! sections {
        (values: $($value:ident)*, optional: $($option:ident)*, shared: $($shared:ident)*, lists: $($list:ident)*) => {
            vec![
                $(Box::new(Single { name: stringify!($value), old: Some(&old.$value), new: Some(&new.$value) }) as Box<dyn Section + 'r>,)*
                $(Box::new(Single { name: stringify!($option), old: old.$option.as_ref(), new: new.$option.as_ref() }) as Box<dyn Section + 'r>,)*
                $(Box::new(Single { name: stringify!($shared), old: Some(&*old.$shared), new: Some(&*new.$shared) }) as Box<dyn Section + 'r>,)*
                $(Box::new(List { name: stringify!($list), old: &old.$list, new: &new.$list }) as Box<dyn Section + 'r>,)*
            ]
        };
    }
    sections! {
        values: format,
        optional: as_at,
        shared: organisation board_rules transfer,
        lists: people fee_terms claims interests quorum_rules waivers directions clauses gates
            reserved_matters frameworks inspections recommendations concerns actions measures
            meetings decisions forward_plan issued_packs
    }
}

/// A field that is not a list of items.
struct Single<'r, T> {
    name: &'static str,
    old: Option<&'r T>,
    new: Option<&'r T>,
}

impl<T: Serialize + PartialEq> Section for Single<'_, T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn change(&self, ground: &Ground<'_>, written: Option<NodeId>) -> Result<Change, SpliceError> {
        if self.old == self.new {
            return Ok(Change::Edits(Vec::new()));
        }
        let Some(new) = self.new else {
            return Ok(Change::Gone);
        };
        let new = value_text(new, VALUE)?;
        let Some(written) = written else {
            return Ok(Change::Added(new));
        };
        let Some(old) = self.old else {
            // Written out as `None`.
            let range = ground.tree.node(written).span;
            let text = ground.native(&new);
            return Ok(Change::Edits(vec![Edit { range, text }]));
        };
        let old = Written::new(value_text(old, VALUE)?);
        let new = Written::new(new);
        let compare = Compare {
            ground,
            old: &old,
            new: &new,
        };
        Ok(Change::Edits(compare.edits(written, VALUE.depth)))
    }
}

/// A list of items with ids.
struct List<'r, T: Identified> {
    name: &'static str,
    old: &'r Items<T>,
    new: &'r Items<T>,
}

impl<T: Identified + Serialize + PartialEq> Section for List<'_, T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn change(&self, ground: &Ground<'_>, written: Option<NodeId>) -> Result<Change, SpliceError> {
        if self.old == self.new {
            return Ok(Change::Edits(Vec::new()));
        }
        let Some(written) = written else {
            return Ok(Change::Added(value_text(self.new, VALUE)?));
        };
        let tree = ground.tree;
        let there: Vec<NodeId> = tree.children(written).collect();
        if tree.node(written).shape != Shape::List || there.len() != self.old.len() {
            return Err(SpliceError::Foreign);
        }
        let old_items = self.old.shared();
        let mut pieces = Vec::with_capacity(self.new.len());
        let mut in_place = self.old.len() == self.new.len();
        for (at, item) in self.new.shared().iter().enumerate() {
            let Some(place) = self.old.place(item.id()) else {
                in_place = false;
                let text = value_text(&**item, Position::ITEM)?;
                pieces.push(Piece::New(ground.native(&text)));
                continue;
            };
            in_place &= place == at;
            let old = &old_items[place];
            let edits = if std::sync::Arc::ptr_eq(old, item) || old == item {
                Vec::new()
            } else {
                item_edits(ground, &**old, &**item, there[place])?
            };
            pieces.push(Piece::Keep(place, edits));
        }
        if in_place {
            let edits = pieces.into_iter().flat_map(|piece| match piece {
                Piece::Keep(_, edits) => edits,
                Piece::New(_) => Vec::new(),
            });
            return Ok(Change::Edits(edits.collect()));
        }
        let layout = Layout::of(ground.text, tree, written);
        let edit = layout.rebuild(ground, &pieces, Position::ITEM.depth);
        Ok(Change::Edits(vec![edit]))
    }
}

pub(super) fn item_edits<T: Serialize>(
    ground: &Ground<'_>,
    old: &T,
    new: &T,
    source: NodeId,
) -> Result<Vec<Edit>, WriteError> {
    let old = Written::new(value_text(old, Position::ITEM)?);
    let new = Written::new(value_text(new, Position::ITEM)?);
    let compare = Compare {
        ground,
        old: &old,
        new: &new,
    };
    Ok(compare.edits(source, Position::ITEM.depth))
}
