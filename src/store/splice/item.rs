//! The difference between two values of one item, as edits to the text the first was read from.
//!
//! Both values are written in the house format; where the two texts differ, the corresponding place
//! of the source is changed. The source may be formatted in any way: it is walked in step with the
//! written text of the old value, field by field and element by element.

use std::collections::HashMap;

use super::{Edit, Ground};
use crate::store::layout::{Layout, Piece};
use crate::store::tree::{NodeId, Shape, Tree};

/// A text of our own and its tree.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) tree: Tree,
}

impl Written {
    pub(super) fn new(text: String) -> Self {
        let tree = Tree::of(&text);
        Self { text, tree }
    }

    fn of(&self, node: NodeId) -> &str {
        &self.text[self.tree.node(node).span]
    }

    fn name(&self, node: NodeId) -> &str {
        &self.text[self.tree.node(node).name]
    }

    fn tag(&self, node: NodeId) -> &str {
        &self.text[self.tree.node(node).tag]
    }

    fn shape(&self, node: NodeId) -> Shape {
        self.tree.node(node).shape
    }

    fn children(&self, node: NodeId) -> Vec<NodeId> {
        self.tree.children(node).collect()
    }
}

/// Compares an old and a new text and edits a third.
pub(super) struct Compare<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) old: &'a Written,
    pub(super) new: &'a Written,
}

impl Compare<'_> {
    /// Edits that turn the value at `source` from the old into the new one.
    pub(super) fn edits(&self, source: NodeId, depth: usize) -> Vec<Edit> {
        let (Some(old), Some(new)) = (self.old.tree.root(), self.new.tree.root()) else {
            return Vec::new();
        };
        let mut edits = Vec::new();
        self.value(old, new, source, depth, &mut edits);
        edits
    }

    /// `depth` is how many brackets are open around the value.
    fn value(&self, old: NodeId, new: NodeId, source: NodeId, depth: usize, edits: &mut Vec<Edit>) {
        if self.old.of(old) == self.new.of(new) {
            return;
        }
        let source = self.inside_some(old, source);
        let (shape, there) = (self.old.shape(old), self.source_shape(source));
        let same_kind = shape == self.new.shape(new) && self.old.tag(old) == self.new.tag(new);
        let before = edits.len();
        let done = same_kind
            && shape == there
            && match shape {
                Shape::Struct => self.fields(old, new, source, depth, edits),
                Shape::List => self.elements(old, new, source, depth, edits),
                Shape::Tuple => self.parts(old, new, source, depth, edits),
                Shape::Map | Shape::Text | Shape::Literal | Shape::Word => false,
            };
        if !done {
            edits.truncate(before);
            edits.push(Edit {
                range: self.ground.tree.node(source).span,
                text: self.ground.native(self.new.of(new)),
            });
        }
    }

    fn source_shape(&self, source: NodeId) -> Shape {
        self.ground.tree.node(source).shape
    }

    /// A source may write `Some(x)` where we write `x`.
    fn inside_some(&self, old: NodeId, source: NodeId) -> NodeId {
        let tree = self.ground.tree;
        let node = tree.node(source);
        let wrapped = node.shape == Shape::Tuple
            && &self.ground.text[node.tag.clone()] == "Some"
            && self.old.tag(old) != "Some";
        match tree.children(source).next() {
            Some(inner) if wrapped && self.old.shape(old) != Shape::Word => {
                self.inside_some(old, inner)
            }
            Some(_) | None => source,
        }
    }

    fn fields(
        &self,
        old: NodeId,
        new: NodeId,
        source: NodeId,
        depth: usize,
        edits: &mut Vec<Edit>,
    ) -> bool {
        let tree = self.ground.tree;
        let text = self.ground.text;
        let there: Vec<NodeId> = tree.children(source).collect();
        let place = |name: &str| {
            there
                .iter()
                .position(|&node| text[tree.node(node).name].trim_start_matches("r#") == name)
        };
        let mut inner: Vec<Option<Vec<Edit>>> = vec![Some(Vec::new()); there.len()];
        let mut added: Vec<(Option<usize>, String)> = Vec::new();
        let mut last_seen = None;
        for field in self.new.children(new) {
            let name = self.new.name(field);
            let before = self.old.tree.field(&self.old.text, old, name);
            let at = place(name);
            match (before, at) {
                (Some(before), Some(at)) => {
                    let mut changes = Vec::new();
                    self.value(before, field, there[at], depth + 1, &mut changes);
                    inner[at] = Some(changes);
                }
                // Written as its default in the source, though we would leave it out.
                (None, Some(at)) => {
                    inner[at] = Some(vec![Edit {
                        range: tree.node(there[at]).span.clone(),
                        text: self.ground.native(self.new.of(field)),
                    }]);
                }
                (Some(before), None) if self.old.of(before) == self.new.of(field) => {}
                (Some(_) | None, None) => {
                    let line = format!("{name}: {}", self.new.of(field));
                    added.push((last_seen, self.ground.native(&line)));
                }
            }
            last_seen = at.or(last_seen);
        }
        let mut rebuilt = !added.is_empty();
        for field in self.old.children(old) {
            let name = self.old.name(field);
            if self.new.tree.field(&self.new.text, new, name).is_none()
                && let Some(at) = place(name)
            {
                inner[at] = None;
                rebuilt = true;
            }
        }
        if !rebuilt {
            edits.extend(inner.into_iter().flatten().flatten());
            return true;
        }
        let mut pieces = Vec::new();
        let take = |after: Option<usize>, pieces: &mut Vec<Piece>| {
            for (_, line) in added.iter().filter(|(place, _)| *place == after) {
                pieces.push(Piece::New(line.clone()));
            }
        };
        take(None, &mut pieces);
        for (at, changes) in inner.into_iter().enumerate() {
            if let Some(changes) = changes {
                pieces.push(Piece::Keep(at, changes));
            }
            take(Some(at), &mut pieces);
        }
        let layout = Layout::of(text, tree, source);
        edits.push(layout.rebuild(self.ground, &pieces, depth + 1));
        true
    }

    /// A tuple's parts change in place; their number never does.
    fn parts(
        &self,
        old: NodeId,
        new: NodeId,
        source: NodeId,
        depth: usize,
        edits: &mut Vec<Edit>,
    ) -> bool {
        let (before, after) = (self.old.children(old), self.new.children(new));
        let there: Vec<_> = self.ground.tree.children(source).collect();
        if before.len() != after.len() || before.len() != there.len() {
            return false;
        }
        for ((&old, &new), &source) in before.iter().zip(&after).zip(&there) {
            self.value(old, new, source, depth + 1, edits);
        }
        true
    }

    fn elements(
        &self,
        old: NodeId,
        new: NodeId,
        source: NodeId,
        depth: usize,
        edits: &mut Vec<Edit>,
    ) -> bool {
        let (before, after) = (self.old.children(old), self.new.children(new));
        let tree = self.ground.tree;
        let there: Vec<_> = tree.children(source).collect();
        if before.len() != there.len() {
            return false;
        }
        let partners = self.partners(&before, &after);
        let in_place = before.len() == after.len()
            && partners
                .iter()
                .enumerate()
                .all(|(at, partner)| *partner == Some(at));
        let mut pieces = Vec::with_capacity(after.len());
        for (&value, partner) in after.iter().zip(&partners) {
            pieces.push(match partner {
                Some(at) => {
                    let mut changes = Vec::new();
                    self.value(before[*at], value, there[*at], depth + 1, &mut changes);
                    Piece::Keep(*at, changes)
                }
                None => Piece::New(self.ground.native(self.new.of(value))),
            });
        }
        if in_place {
            edits.extend(pieces.into_iter().flat_map(|piece| match piece {
                Piece::Keep(_, changes) => changes,
                Piece::New(_) => Vec::new(),
            }));
            return true;
        }
        let layout = Layout::of(self.ground.text, tree, source);
        edits.push(layout.rebuild(self.ground, &pieces, depth + 1));
        true
    }

    /// For each new element the place of the old one it came from: the one with the same id, or for
    /// elements without ids the same element counted from the start or from the end, and what lies
    /// between in order.
    fn partners(&self, before: &[NodeId], after: &[NodeId]) -> Vec<Option<usize>> {
        let ids: HashMap<_, _> = before
            .iter()
            .enumerate()
            .filter_map(|(at, &node)| Some((self.old.tree.item_id(&self.old.text, node)?, at)))
            .collect();
        if !ids.is_empty() && ids.len() == before.len() {
            return after
                .iter()
                .map(|&node| {
                    let id = self.new.tree.item_id(&self.new.text, node)?;
                    ids.get(&id).copied()
                })
                .collect();
        }
        let same = |(old, new): (&NodeId, &NodeId)| self.old.of(*old) == self.new.of(*new);
        let start = before
            .iter()
            .zip(after)
            .take_while(|&pair| same(pair))
            .count();
        let shorter = before.len().min(after.len()) - start;
        let end = before
            .iter()
            .rev()
            .zip(after.iter().rev())
            .take(shorter)
            .take_while(|&pair| same(pair))
            .count();
        let old_middle = before.len() - start - end;
        let new_middle = after.len() - start - end;
        (0..after.len())
            .map(|at| {
                if at < start {
                    Some(at)
                } else if at >= after.len() - end {
                    Some(before.len() - (after.len() - at))
                } else {
                    // As many old as new: each was changed. Otherwise some were added or removed,
                    // and which of them changed cannot be known.
                    (old_middle == new_middle).then_some(at)
                }
            })
            .collect()
    }
}
