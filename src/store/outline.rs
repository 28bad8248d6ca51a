//! Where the items of the top-level lists stand, and nothing deeper: much cheaper to make and to
//! keep up to date than the tree of all values.
//!
//! Made for texts that have been read as a record; of any other text it may hold nonsense, and who
//! uses it must prove what it found there.

use std::ops::Range;

use super::lexer::{Lexer, TokenKind};

/// A top-level field that is a list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct List {
    name: String,
    items: Vec<Range<usize>>,
}

/// The top-level lists of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outline {
    /// Offset of the bracket that opens the record.
    pub(super) start: usize,
    lists: Vec<List>,
}

impl Outline {
    /// Finds the lists.
    pub(super) fn of(text: &str) -> Self {
        let mut outline = Self::default();
        let mut depth = 0_usize;
        let mut begun = false;
        let mut name = 0..0;
        let mut item: Option<Range<usize>> = None;
        for token in Lexer::new(text).meaningful() {
            let (opens, closes) = (token.kind.opens(), token.kind.closes());
            if !begun {
                // What stands before the record, its first line, has brackets of its own.
                begun = depth == 0 && token.kind == TokenKind::OpenParen;
                if begun {
                    outline.start = token.start;
                    depth = 1;
                } else if token.kind == TokenKind::OpenList {
                    depth += 1;
                } else if token.kind == TokenKind::CloseList {
                    depth = depth.saturating_sub(1);
                }
                continue;
            }
            match depth {
                1 if token.kind == TokenKind::Word => name = token.start..token.end,
                1 if token.kind == TokenKind::OpenList => outline.lists.push(List {
                    name: text[name.clone()].to_owned(),
                    items: Vec::new(),
                }),
                2 if closes || token.kind == TokenKind::Comma => {
                    if let (Some(item), Some(list)) = (item.take(), outline.lists.last_mut()) {
                        list.items.push(item);
                    }
                }
                2 => {
                    let from = item.take().map_or(token.start, |item| item.start);
                    item = Some(from..token.end);
                }
                3 if closes => {
                    if let Some(item) = &mut item {
                        item.end = token.end;
                    }
                }
                _ => {}
            }
            if opens {
                depth += 1;
            } else if closes {
                depth = depth.saturating_sub(1);
            }
        }
        outline
    }

    /// The items of a list, where its name is written once.
    pub(super) fn items(&self, name: &str) -> Option<&[Range<usize>]> {
        let mut found = self.lists.iter().filter(|list| list.name == name);
        let list = found.next()?;
        found.next().is_none().then_some(&list.items)
    }

    /// The outline after items were replaced by texts of other lengths; `replaced` is in the order
    /// of the text.
    pub(super) fn after(&self, replaced: &[(Range<usize>, usize)]) -> Self {
        let mut shifts = vec![(0, 0)];
        let (mut gone, mut come) = (0, 0);
        for (range, length) in replaced {
            gone += range.len();
            come += length;
            shifts.push((gone, come));
        }
        let mut lists = self.lists.clone();
        for list in &mut lists {
            for item in &mut list.items {
                let before = replaced.partition_point(|(range, _)| range.end <= item.start);
                let (gone, come) = shifts[before];
                let start = item.start + come - gone;
                let length = match replaced.get(before) {
                    Some((range, length)) if range == item => *length,
                    Some(_) | None => item.len(),
                };
                *item = start..start + length;
            }
        }
        Self {
            start: self.start,
            lists,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "#![enable(implicit_some)]\n(\n  format: 1, organisation: (plan: [(1)]),\n  \
                        people: [ // who\n    (id: \"a\", terms: [(x: 1)]), Person(id: \"b\") ],\n  \
                        actions: [(id: \"c\"), /* ) */ (id: \"d\")],\n)\n";

    fn pieces<'t>(text: &'t str, outline: &Outline, name: &str) -> Vec<&'t str> {
        let items = outline.items(name).unwrap();
        items.iter().map(|item| &text[item.clone()]).collect()
    }

    #[test]
    fn finds_the_items_of_the_lists_and_nothing_else() {
        let outline = Outline::of(TEXT);
        assert_eq!(
            pieces(TEXT, &outline, "people"),
            ["(id: \"a\", terms: [(x: 1)])", "Person(id: \"b\")"]
        );
        assert_eq!(
            pieces(TEXT, &outline, "actions"),
            ["(id: \"c\")", "(id: \"d\")"]
        );
        assert_eq!(outline.items("organisation"), None);
        assert!(TEXT[outline.start..].starts_with("(\n  format"));
    }

    #[test]
    fn items_move_with_what_is_replaced_before_them() {
        let outline = Outline::of(TEXT);
        let first = outline.items("people").unwrap()[0].clone();
        let third = outline.items("actions").unwrap()[0].clone();
        let mut text = TEXT.to_owned();
        text.replace_range(third.clone(), "(id: \"c\", more: \"x\")");
        text.replace_range(first.clone(), "(id: \"a\")");
        let after = outline.after(&[(first, 9), (third, 20)]);
        assert_eq!(after, Outline::of(&text));
        assert_eq!(
            pieces(&text, &after, "actions"),
            ["(id: \"c\", more: \"x\")", "(id: \"d\")"]
        );
    }
}
