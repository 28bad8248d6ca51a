//! Merges a text by paragraphs, as line-wise merges of program text do.

/// Above this many pairs of paragraphs two texts are compared as wholes.
const MOST_PAIRS: usize = 4_000_000;

/// A merged text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Prose {
    /// No paragraph was changed on both sides.
    Clean(String),
    /// Some were. Each text has one side's words there, and what either side alone changed.
    Clash {
        /// With ours.
        ours: String,
        /// With theirs.
        theirs: String,
    },
}

/// Merges by paragraph: whatever stands between two line breaks.
pub(super) fn merge(base: &str, ours: &str, theirs: &str) -> Prose {
    let [base, ours, theirs] =
        [base, ours, theirs].map(|text| text.split('\n').collect::<Vec<_>>());
    let (in_ours, in_theirs) = (pairs(&base, &ours), pairs(&base, &theirs));
    let mut merged = Builder::default();
    let (mut b, mut o, mut t) = (0, 0, 0);
    loop {
        // Up to the next paragraph that both sides kept.
        let next = (b..base.len()).find(|&at| in_ours[at].is_some() && in_theirs[at].is_some());
        let (next_b, next_o, next_t) = next.map_or((base.len(), ours.len(), theirs.len()), |at| {
            let place = |found: Option<usize>, most: usize| found.unwrap_or(most);
            (
                at,
                place(in_ours[at], ours.len()),
                place(in_theirs[at], theirs.len()),
            )
        });
        merged.add(&base[b..next_b], &ours[o..next_o], &theirs[t..next_t]);
        if next.is_none() {
            return merged.finish();
        }
        merged.both(&base[next_b..=next_b]);
        (b, o, t) = (next_b + 1, next_o + 1, next_t + 1);
    }
}

#[derive(Default)]
struct Builder<'t> {
    ours: Vec<&'t str>,
    theirs: Vec<&'t str>,
    clash: bool,
}

impl<'t> Builder<'t> {
    fn both(&mut self, paragraphs: &[&'t str]) {
        self.ours.extend(paragraphs);
        self.theirs.extend(paragraphs);
    }

    fn add(&mut self, base: &[&'t str], ours: &[&'t str], theirs: &[&'t str]) {
        if ours == theirs || theirs == base {
            self.both(ours);
        } else if ours == base {
            self.both(theirs);
        } else {
            self.ours.extend(ours);
            self.theirs.extend(theirs);
            self.clash = true;
        }
    }

    fn finish(self) -> Prose {
        let ours = self.ours.join("\n");
        if self.clash {
            Prose::Clash {
                ours,
                theirs: self.theirs.join("\n"),
            }
        } else {
            Prose::Clean(ours)
        }
    }
}

/// For each paragraph of the first text its counterpart in the second: a longest common
/// subsequence.
fn pairs(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..]
        .iter()
        .rev()
        .zip(new[head..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let mut found = vec![None; old.len()];
    for (at, slot) in found.iter_mut().enumerate().take(head) {
        *slot = Some(at);
    }
    for back in 1..=tail {
        found[old.len() - back] = Some(new.len() - back);
    }
    let (left, right) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    if left.len().saturating_mul(right.len()) > MOST_PAIRS {
        return found;
    }
    let width = right.len() + 1;
    let mut longest = vec![0_u32; (left.len() + 1) * width];
    for a in (0..left.len()).rev() {
        for b in (0..right.len()).rev() {
            longest[a * width + b] = if left[a] == right[b] {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    while a < left.len() && b < right.len() {
        if left[a] == right[b] {
            found[head + a] = Some(head + b);
            (a, b) = (a + 1, b + 1);
        } else if longest[(a + 1) * width + b] >= longest[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paragraphs_changed_on_one_side_are_taken() {
        assert_eq!(
            merge("a\n\nb\n\nc", "a!\n\nb\n\nc", "a\n\nb\n\nc\n\nd"),
            Prose::Clean("a!\n\nb\n\nc\n\nd".to_owned())
        );
        assert_eq!(merge("a\nb\nc", "a\nc", "a\nb\nC"), {
            // `b` went on one side beside the line that the other changed.
            Prose::Clash {
                ours: "a\nc".to_owned(),
                theirs: "a\nb\nC".to_owned(),
            }
        });
    }

    #[test]
    fn a_clash_keeps_what_either_side_alone_changed() {
        assert_eq!(
            merge("a\nb\nc\nd\ne", "A\nb\nx\nd\ne", "a\nb\ny\nd\nE"),
            Prose::Clash {
                ours: "A\nb\nx\nd\nE".to_owned(),
                theirs: "A\nb\ny\nd\nE".to_owned(),
            }
        );
    }

    proptest! {
        #![proptest_config(crate::fixtures::cases())]

        #[test]
        fn a_text_changed_on_one_side_is_that_side(base in "[abc\n]{0,20}", new in "[abc\n]{0,20}") {
            prop_assert_eq!(merge(&base, &new, &base), Prose::Clean(new.clone()));
            prop_assert_eq!(merge(&base, &base, &new), Prose::Clean(new.clone()));
            prop_assert_eq!(merge(&base, &new, &new), Prose::Clean(new.clone()));
        }

        #[test]
        fn sides_are_alike(base in "[abc\n]{0,20}", ours in "[abc\n]{0,20}", theirs in "[abc\n]{0,20}") {
            let swapped = match merge(&base, &theirs, &ours) {
                Prose::Clash { ours, theirs } => Prose::Clash { ours: theirs, theirs: ours },
                clean @ Prose::Clean(_) => clean,
            };
            prop_assert_eq!(merge(&base, &ours, &theirs), swapped);
        }
    }
}
