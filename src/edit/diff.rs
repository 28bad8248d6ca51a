//! What differs between two records, item by item, in words.

use std::collections::HashSet;

use crate::model::{ItemRef, Record};

use super::change::{changed_fields, field_words};

/// One item that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which item.
    pub at: ItemRef,
    /// How.
    pub kind: ChangeKind,
    /// In words: "Action 12: owner and due date changed".
    pub sentence: String,
}

/// How an item differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// Only the new record has it.
    Added,
    /// Only the old record has it.
    Removed,
    /// Both have it; these fields differ.
    Changed(Vec<String>),
}

/// Every item that differs between `old` and `new`, in the order of the new file, then what is gone.
pub fn changes(old: &Record, new: &Record) -> Vec<Change> {
    let mut found = Vec::new();
    let new_refs = new.refs();
    for &at in &new_refs {
        let (Some(after), before) = (new.item(at), old.item(at)) else {
            continue;
        };
        match before {
            None => found.push(Change {
                at,
                kind: ChangeKind::Added,
                sentence: format!("{} added", capital(&after.name())),
            }),
            Some(before) if before != after => {
                let fields = changed_fields(&before, &after);
                let words: Vec<String> = fields.iter().map(|field| field_words(field)).collect();
                found.push(Change {
                    at,
                    kind: ChangeKind::Changed(fields),
                    sentence: format!("{}: {} changed", capital(&after.name()), listed(&words)),
                });
            }
            Some(_) => {}
        }
    }
    let kept: HashSet<ItemRef> = new_refs.into_iter().collect();
    for at in old.refs().into_iter().filter(|at| !kept.contains(at)) {
        if let Some(before) = old.item(at) {
            found.push(Change {
                at,
                kind: ChangeKind::Removed,
                sentence: format!("{} removed", capital(&before.name())),
            });
        }
    }
    found
}

/// "owner, status and due date".
fn listed(words: &[String]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Action;
    use jiff::civil::date;

    #[test]
    fn added_removed_and_changed_items_are_named() {
        let action = |number: u32| {
            Action::new(
                format!("act-2019-{number:06}").parse().unwrap(),
                number,
                date(2019, 1, 1),
            )
        };
        let (mut old, mut new) = (Record::default(), Record::default());
        old.put(action(1).into());
        old.put(action(2).into());
        new.put(
            Action {
                owner: "Head".into(),
                ..action(2)
            }
            .into(),
        );
        new.put(action(3).into());
        let sentences: Vec<String> = changes(&old, &new)
            .into_iter()
            .map(|c| c.sentence)
            .collect();
        assert_eq!(
            sentences,
            [
                "Action 2: owner changed",
                "Action 3 added",
                "Action 1 removed"
            ]
        );
        assert!(changes(&old, &old).is_empty());
    }
}
