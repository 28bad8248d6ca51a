//! A splice that proves itself without reading the whole: for items changed in their places.
//!
//! That is nearly every save: some fields of some items changed, none came, went or moved. The claim
//! to be shown is the same as ever, that the new text reads as the new record. It rests on these:
//!
//! 1. The old text was read as the old record: [`Source::record`] is only set by who has read the
//!    text, and must be the old record itself, by its pointers.
//! 2. Everything in the new record but the changed items is the old record's, by pointer or value.
//! 3. The new text is the old one with the texts of those items replaced. Each old text, alone,
//!    reads as the old item, so the outline found the item's own bytes and no others; each new
//!    text, alone, reads as the new item.
//! 4. Old and new text are each one group in round brackets, without fault of shape: all its
//!    comments, texts and brackets end in it. A reader that has come to the end of the new text is
//!    therefore in the same state as one at the end of the old, and reads on alike.
//! 5. What a reader carries into an item is the same alone as in place: the first line of the file
//!    stands before the item in both cases, and the item is not so deep that its place in the
//!    record could reach the limit of depth.
//!
//! Whatever does not hold, nothing is claimed, and the result is read as a whole.

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::sections::item_edits;
use super::{Edit, Ground, apply};
use crate::model::{Identified, Items, Record};
use crate::store::read::read_as;
use crate::store::source::Source;
use crate::store::tree::{Shape, Tree};

/// Deepest nesting of an item that is proved alone: far from the reader's limit, and more than any
/// item has.
const DEEPEST: usize = 24;

/// The text of `new`, proved; nothing where the change is of another sort or the proof fails.
pub(super) fn splice(source: &Source, old: &Record, new: &Record) -> Option<Source> {
    let mut work = Work {
        source,
        edits: Vec::new(),
    };
    work.record(old, new)?;
    let mut edits = work.edits;
    edits.sort_by_key(|edit| edit.range.start);
    let replaced: Vec<(Range<usize>, usize)> = edits
        .iter()
        .map(|edit| (edit.range.clone(), edit.text.len()))
        .collect();
    let text = apply(source.text(), 0..source.text().len(), edits);
    let spliced = source
        .replaced_by(text)
        .with_outline(source.outline().after(&replaced));
    spliced.reads_as(new);
    Some(spliced)
}

struct Work<'s> {
    source: &'s Source,
    edits: Vec<Edit>,
}

impl Work<'_> {
    /// Collects the new texts of the items that changed.
    fn record(&mut self, old: &Record, new: &Record) -> Option<()> {
        let read = self.source.record()?;
        // Every field is named, so that the compiler asks for new ones.
        macro_rules! every {
            (single: $($single:ident)*; shared: $($shared:ident)*; lists: $($list:ident)*) => {{
                let Record { $($single,)* $($shared,)* $($list,)* } = old;
                let same = [
                    $( *$single == read.$single && *$single == new.$single, )*
                    $( Arc::ptr_eq($shared, &read.$shared)
                        && (Arc::ptr_eq($shared, &new.$shared) || *$shared == new.$shared), )*
                    $( $list.same_as(&read.$list), )*
                ];
                if !same.into_iter().all(|same| same) {
                    return None;
                }
                $( self.list(stringify!($list), $list, &new.$list)?; )*
            }};
        }
        every! {
            single: format as_at;
            shared: organisation board_rules transfer;
            lists: people fee_terms claims interests quorum_rules waivers directions clauses gates
                reserved_matters frameworks inspections recommendations concerns actions measures
                meetings decisions forward_plan issued_packs
        }
        Some(())
    }

    fn list<T>(&mut self, name: &str, old: &Items<T>, new: &Items<T>) -> Option<()>
    where
        T: Identified + Serialize + DeserializeOwned + PartialEq,
    {
        if old.same_as(new) {
            return Some(());
        }
        let (before, after) = (old.shared(), new.shared());
        if before.len() != after.len() {
            return None;
        }
        for (place, (before, after)) in before.iter().zip(after).enumerate() {
            if Arc::ptr_eq(before, after) || before == after {
                continue;
            }
            if before.id() != after.id() {
                return None;
            }
            let items = self.source.outline().items(name)?;
            if items.len() != old.len() {
                return None;
            }
            let range = items[place].clone();
            let text = self.item(&range, &**before, &**after)?;
            self.edits.push(Edit { range, text });
        }
        Some(())
    }

    /// The new text of one item, proved.
    fn item<T>(&self, range: &Range<usize>, before: &T, after: &T) -> Option<String>
    where
        T: Serialize + DeserializeOwned + PartialEq,
    {
        let old = &self.source.text()[range.clone()];
        let tree = one_group(old)?;
        let ground = Ground {
            text: old,
            tree: &tree,
            crlf: self.source.crlf(),
        };
        let edits = item_edits(&ground, before, after, tree.root()?).ok()?;
        let new = apply(old, 0..old.len(), edits);
        one_group(&new)?;
        let head = &self.source.text()[..self.source.outline().start];
        let reads =
            |text: &str, wanted: &T| read_as::<T>(head, text).is_some_and(|read| read == *wanted);
        (reads(old, before) && reads(&new, after)).then_some(new)
    }
}

/// The tree of a text that is one group in round brackets and nothing else.
fn one_group(text: &str) -> Option<Tree> {
    let tree = Tree::of(text);
    let root = tree.node(tree.root()?);
    let whole = root.shape == Shape::Struct && root.tag.is_empty() && root.span == (0..text.len());
    (tree.fault.is_none() && whole && depth(&tree) <= DEEPEST).then_some(tree)
}

fn depth(tree: &Tree) -> usize {
    let mut depths: Vec<usize> = Vec::with_capacity(tree.len());
    for node in 0..tree.len() {
        let outer = tree.node(node).parent.map_or(0, |parent| depths[parent]);
        depths.push(outer + 1);
    }
    depths.into_iter().max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::read::{parse, read_record};

    const SAMPLES: [&str; 2] = [
        include_str!("../../../saves/worcestershire-2019.ron"),
        include_str!("../../../saves/worcestershire-2024.ron"),
    ];

    #[test]
    fn what_it_claims_is_what_the_whole_reads_as() {
        for sample in SAMPLES {
            for text in [sample.to_owned(), sample.replace('\n', "\r\n")] {
                let opened = read_record(text.into_bytes()).unwrap();
                let (mut source, mut old) = (opened.source, opened.record);
                // Each save goes on from the one before, its outline moved along.
                for (count, action) in old.actions.clone().iter().enumerate().step_by(5) {
                    let mut changed = action.clone();
                    changed.title = format!("“{count}” (*/ \" // )");
                    changed.notes.clear();
                    let mut new = old.clone();
                    new.actions.put(changed);
                    let spliced = splice(&source, &old, &new).unwrap();
                    assert_eq!(parse::<Record>(&spliced).unwrap(), new);
                    assert_eq!(
                        *spliced.outline(),
                        crate::store::outline::Outline::of(spliced.text())
                    );
                    (source, old) = (spliced, new);
                }
            }
        }
    }

    #[test]
    fn nothing_is_claimed_of_a_text_that_was_read_as_another_record() {
        let opened = read_record(SAMPLES[0].as_bytes().to_vec()).unwrap();
        let mut new = opened.record.clone();
        let mut action = new.actions.iter().next().unwrap().clone();
        action.title.push('!');
        new.actions.put(action.clone());
        assert!(splice(&opened.source, &opened.record, &new).is_some());
        assert!(splice(&opened.source, &new, &opened.record).is_none());
        // Equal, but not the record that was read.
        let read: Record = parse(&opened.source).unwrap();
        assert!(splice(&opened.source, &read, &new).is_none());
        // One item more: read as a whole.
        new.actions.remove(action.id);
        assert!(splice(&opened.source, &opened.record, &new).is_none());
    }
}
