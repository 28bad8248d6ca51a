//! The order of a merged list: what both sides kept in the order one of them gave it, what either
//! added after the entry it stood behind.

use std::collections::{BTreeMap, BTreeSet};

/// Whether two orders that differ are a clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The order says something.
    Matters,
    /// The list is a set; then its old order stays.
    Free,
}

/// A merged order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ordered<K> {
    /// Every key that is kept, once.
    pub(super) order: Vec<K>,
    /// Both sides put the entries into another order, and not the same one: ours is in place.
    pub(super) clash: bool,
}

/// Merges the orders of three lists without repetitions; `kept` says which keys the result has.
///
/// An added key goes after its nearest predecessor that both sides still have. Where both sides
/// added after the same one, whole runs follow each other, the one with the smaller first key
/// first, so that it does not matter which side is "ours".
pub(super) fn order<K: Ord + Clone>(
    base: &[K],
    ours: &[K],
    theirs: &[K],
    kept: &BTreeSet<K>,
    matters: Order,
) -> Ordered<K> {
    let (in_ours, in_theirs): (BTreeSet<&K>, BTreeSet<&K>) =
        (ours.iter().collect(), theirs.iter().collect());
    let common: BTreeSet<&K> = base
        .iter()
        .filter(|key| in_ours.contains(key) && in_theirs.contains(key) && kept.contains(key))
        .collect();
    let of = |list: &[K]| -> Vec<K> {
        let there = list.iter().filter(|key| common.contains(key));
        there.cloned().collect()
    };
    let (before, mine, other) = (of(base), of(ours), of(theirs));
    let (skeleton, clash) = if mine == other || other == before {
        (mine, false)
    } else if mine == before {
        (other, false)
    } else {
        match matters {
            Order::Matters => (mine, true),
            Order::Free => (before, false),
        }
    };
    let mut our_runs = runs(ours, &skeleton, kept);
    let mut their_runs = runs(theirs, &skeleton, kept);
    settle_twice(&mut our_runs, &mut their_runs);
    let mut order = Vec::with_capacity(kept.len());
    let behind = our_runs.iter().zip(&their_runs);
    let mut skeleton = skeleton.into_iter();
    for (mine, other) in behind {
        join(mine, other, &mut order);
        order.extend(skeleton.next());
    }
    Ordered { order, clash }
}

/// The keys of a list that are not in the skeleton: those before all of it, then those behind each
/// of its keys.
fn runs<K: Ord + Clone>(list: &[K], skeleton: &[K], kept: &BTreeSet<K>) -> Vec<Vec<K>> {
    let places: BTreeMap<&K, usize> = skeleton.iter().zip(1..).collect();
    let mut runs = vec![Vec::new(); skeleton.len() + 1];
    let mut behind = 0;
    for key in list {
        if let Some(&place) = places.get(key) {
            behind = place;
        } else if kept.contains(key) {
            runs[behind].push(key.clone());
        }
    }
    runs
}

/// A key that both sides added behind different keys stays behind the first of them.
fn settle_twice<K: Ord + Clone>(ours: &mut [Vec<K>], theirs: &mut [Vec<K>]) {
    let places = |runs: &[Vec<K>]| -> BTreeMap<K, usize> {
        let keys = runs.iter().enumerate();
        keys.flat_map(|(place, run)| run.iter().map(move |key| (key.clone(), place)))
            .collect()
    };
    let (mine, other) = (places(ours), places(theirs));
    let drop_later = |runs: &mut [Vec<K>], elsewhere: &BTreeMap<K, usize>| {
        for (place, run) in runs.iter_mut().enumerate() {
            run.retain(|key| elsewhere.get(key).is_none_or(|&there| place <= there));
        }
    };
    drop_later(ours, &other);
    drop_later(theirs, &mine);
}

/// Puts two runs together; what stands in both comes once.
fn join<K: Ord + Clone>(ours: &[K], theirs: &[K], out: &mut Vec<K>) {
    let in_ours: BTreeSet<K> = ours.iter().cloned().collect();
    let in_theirs: BTreeSet<K> = theirs.iter().cloned().collect();
    let mine: Vec<&K> = ours.iter().filter(|key| in_theirs.contains(key)).collect();
    let other: Vec<&K> = theirs.iter().filter(|key| in_ours.contains(key)).collect();
    if mine != other {
        // Added by both in two orders: the only order that neither side has to give way to.
        out.extend(in_ours.union(&in_theirs).cloned());
        return;
    }
    let shared: BTreeSet<K> = mine.into_iter().cloned().collect();
    let mut ours = ours.split(|key| shared.contains(key));
    let mut theirs = theirs.split(|key| shared.contains(key));
    let mut between = other.into_iter();
    while let (Some(mine), Some(other)) = (ours.next(), theirs.next()) {
        let (first, second) = if other.is_empty() || mine.first() <= other.first() {
            (mine, other)
        } else {
            (other, mine)
        };
        out.extend(first.iter().chain(second).cloned());
        out.extend(between.next().cloned());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ordered(base: &str, ours: &str, theirs: &str) -> (String, bool) {
        let keys = |text: &str| text.chars().collect::<Vec<_>>();
        let kept = ours
            .chars()
            .chain(theirs.chars())
            .filter(|key| !base.contains(*key) || ours.contains(*key) && theirs.contains(*key));
        let kept = kept.collect();
        let ordered = order(
            &keys(base),
            &keys(ours),
            &keys(theirs),
            &kept,
            Order::Matters,
        );
        (ordered.order.into_iter().collect(), ordered.clash)
    }

    #[test]
    fn additions_stand_behind_what_they_were_added_behind() {
        for (base, ours, theirs, merged) in [
            ("abc", "abxc", "abcy", "abxcy"),
            ("abc", "abcz", "abcy", "abcyz"),
            ("abc", "abcxz", "abcy", "abcxzy"),
            ("abc", "xabc", "yac", "xyac"),
            ("abc", "cab", "abxc", "cabx"),
            ("abc", "abxyc", "abyzc", "abxyzc"),
            ("abc", "ac", "abxc", "axc"),
            ("ab", "abxy", "abyx", "abxy"),
        ] {
            assert_eq!(ordered(base, ours, theirs), (merged.to_owned(), false));
            assert_eq!(ordered(base, theirs, ours), (merged.to_owned(), false));
        }
        assert_eq!(ordered("abc", "bac", "acb"), ("bac".to_owned(), true));
    }

    fn list() -> impl Strategy<Value = String> {
        prop::sample::subsequence(('a'..='j').collect::<Vec<_>>(), 0..10)
            .prop_shuffle()
            .prop_map(|keys| keys.into_iter().collect())
    }

    proptest! {
        #![proptest_config(crate::fixtures::cases())]

        #[test]
        fn nothing_is_lost_or_doubled_and_sides_are_alike(
            base in list(), ours in list(), theirs in list()
        ) {
            let (merged, clash) = ordered(&base, &ours, &theirs);
            let mut letters: Vec<char> = merged.chars().collect();
            letters.sort_unstable();
            let wanted: Vec<char> = ('a'..='j')
                .filter(|key| match (base.contains(*key), ours.contains(*key), theirs.contains(*key)) {
                    (true, mine, other) => mine && other,
                    (false, mine, other) => mine || other,
                })
                .collect();
            prop_assert_eq!(letters, wanted);
            let (swapped, swapped_clash) = ordered(&base, &theirs, &ours);
            prop_assert_eq!(clash, swapped_clash);
            if !clash {
                prop_assert_eq!(&merged, &swapped);
            }
            prop_assert_eq!(ordered(&base, &ours, &base).0, ours);
            prop_assert_eq!(ordered(&base, &base, &theirs).0, theirs);
        }
    }
}
