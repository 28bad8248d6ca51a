//! Where every item and every top-level field begins, found in one pass over the tokens.
//!
//! Costs a fraction of what the tree of all values costs, and most questions end here: a finding is
//! about an item or about one of its fields. For the latter the tree of that one value is made, when
//! somebody asks, and kept.
//!
//! Made for texts that have been read as a record; of a text without a sound shape it may know more
//! items than [`Tree`] does.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::OnceLock;

use super::lexer::{Lexer, Token, TokenKind};
use super::tree::{Tree, plain_word, unquote};

/// A value: where it begins and, once asked for, what is in it.
#[derive(Debug)]
pub(super) struct Spot {
    /// Offset of its first byte: the word before the bracket, or the bracket.
    pub(super) start: usize,
    /// Of few it is ever asked for, so there is no room for it in all.
    tree: OnceLock<Box<Tree>>,
}

impl Spot {
    fn at(start: usize) -> Self {
        Self {
            start,
            tree: OnceLock::new(),
        }
    }

    /// The values in it; the root is the value itself.
    pub(super) fn tree(&self, text: &str) -> &Tree {
        self.tree
            .get_or_init(|| Box::new(Tree::of_value(text, self.start)))
    }
}

/// An id that stands at a second item: its texts' offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Twice {
    pub(super) id: String,
    /// Where it stands first.
    pub(super) first: usize,
    /// Where it stands again.
    pub(super) again: usize,
}

/// The items and top-level fields of a text.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Where the record begins.
    pub(super) root: Option<usize>,
    items: HashMap<String, (Spot, usize)>,
    fields: Vec<(String, Spot)>,
    /// The ids that stand at more than one item, in the order of the text.
    pub(super) twice: Vec<Twice>,
}

/// How much of `(id: "…"` has been seen, and where it began.
#[derive(Clone, Copy)]
enum Seen {
    Nothing,
    Bracket(usize),
    Name(usize),
    Colon(usize),
}

impl Places {
    /// Finds them.
    pub(super) fn of(text: &str) -> Self {
        let mut places = Self::default();
        let mut tokens = Lexer::new(text).meaningful();
        let Some(root) = record_start(&mut tokens) else {
            return places;
        };
        places.root = Some(root);
        let mut depth = 1_usize;
        let mut seen = Seen::Bracket(root);
        // The word directly before a token, and the top-level field whose value comes next.
        let mut word: Option<Token> = None;
        let mut field: Option<Token> = None;
        for token in tokens {
            let before = word.take();
            if let Some(name) = field.take() {
                let name = plain_word(&text[name.start..name.end]).to_owned();
                places.fields.push((name, Spot::at(token.start)));
            }
            seen = match (token.kind, seen) {
                (TokenKind::OpenParen, _) => {
                    Seen::Bracket(before.map_or(token.start, |tag| tag.start))
                }
                (TokenKind::Word, Seen::Bracket(start))
                    if &text[token.start..token.end] == "id" =>
                {
                    Seen::Name(start)
                }
                (TokenKind::Colon, Seen::Name(start)) => Seen::Colon(start),
                (TokenKind::Text | TokenKind::RawText, Seen::Colon(start)) => {
                    places.item(text, start, token);
                    Seen::Nothing
                }
                _ => Seen::Nothing,
            };
            if token.kind.opens() {
                depth += 1;
            } else if token.kind.closes() {
                depth = depth.saturating_sub(1);
            } else if token.kind == TokenKind::Word {
                word = Some(token);
            } else if token.kind == TokenKind::Colon && depth == 1 {
                field = before;
            }
        }
        places
    }

    fn item(&mut self, text: &str, start: usize, literal: Token) {
        let id = unquote(&text[literal.start..literal.end]).into_owned();
        match self.items.entry(id) {
            Entry::Vacant(free) => {
                free.insert((Spot::at(start), literal.start));
            }
            Entry::Occupied(first) => self.twice.push(Twice {
                id: first.key().clone(),
                first: first.get().1,
                again: literal.start,
            }),
        }
    }

    /// The first item with this id, at any depth.
    pub(super) fn of_item(&self, id: &str) -> Option<&Spot> {
        self.items.get(id).map(|(spot, _)| spot)
    }

    /// The value of a top-level field.
    pub(super) fn of_field(&self, name: &str) -> Option<&Spot> {
        let mut fields = self.fields.iter();
        fields.find(|field| field.0 == name).map(|(_, spot)| spot)
    }
}

/// Reads up to the bracket that opens the record, which has no name but may have a word before it;
/// the first line of a file has brackets of its own.
fn record_start(tokens: &mut impl Iterator<Item = Token>) -> Option<usize> {
    let mut depth = 0_usize;
    let mut word = None;
    for token in tokens {
        if token.kind == TokenKind::OpenParen && depth == 0 {
            return word.or(Some(token.start));
        }
        if token.kind == TokenKind::OpenList {
            depth += 1;
        } else if token.kind == TokenKind::CloseList {
            depth = depth.saturating_sub(1);
        }
        word = (token.kind == TokenKind::Word).then_some(token.start);
    }
    None
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    /// What the whole tree says, asked the long way.
    fn agrees_with_the_tree(text: &str) -> Result<(), TestCaseError> {
        let (tree, places) = (Tree::of(text), Places::of(text));
        let Some(root) = tree.root().filter(|_| tree.fault.is_none()) else {
            return Ok(());
        };
        if tree.node(root).span.start != places.root.unwrap_or(text.len()) {
            // No group of fields.
            return Ok(());
        }
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut twice = Vec::new();
        for node in 0..tree.len() {
            let Some(id) = tree.item_id(text, node) else {
                continue;
            };
            let literal = tree
                .children(node)
                .next()
                .map(|field| tree.node(field).span.start);
            let literal = literal.unwrap_or_default();
            let id = id.into_owned();
            if let Some(&first) = first.get(&id) {
                let again = literal;
                twice.push(Twice { id, first, again });
                continue;
            }
            let spot = places.of_item(&id);
            let span = tree.node(node).span;
            prop_assert_eq!(spot.map(|spot| spot.start), Some(span.start), "{}", id);
            let inner = spot.unwrap().tree(text);
            prop_assert_eq!(inner.fault.as_ref(), None);
            prop_assert_eq!(&inner.node(0).span, &span);
            first.insert(id, literal);
        }
        prop_assert_eq!(&places.twice, &twice);
        prop_assert_eq!(places.items.len(), first.len());
        for child in tree.children(root) {
            let node = tree.node(child);
            let name = plain_word(&text[node.name.clone()]);
            if name.is_empty() {
                continue;
            }
            let found = tree.field(text, root, name).unwrap();
            let spot = places.of_field(name).map(|spot| spot.start);
            prop_assert_eq!(spot, Some(tree.node(found).span.start), "{}", name);
        }
        Ok(())
    }

    #[test]
    fn the_samples_have_the_places_of_their_trees() {
        for text in [
            include_str!("../../saves/worcestershire-2019.ron"),
            include_str!("../../saves/worcestershire-2024.ron"),
            include_str!("../../saves/new-board.ron"),
        ] {
            agrees_with_the_tree(text).unwrap();
            assert!(Places::of(text).of_field("organisation").is_some());
        }
    }

    #[test]
    fn words_comments_and_raw_texts_are_no_hindrance() {
        let text = "#![enable(implicit_some)]\nRecord ( /* ( id: \"no\" */ r#type: 1, a: [\n  \
                    Person /* x */ ( // (id: \"no\"\n    id : r#\"yes\"#, of: Some((id: \"in\"))), \
                    \"(id: \\\"no\\\"\", (x: 1, id: \"no\"), (id: \"yes\")],)";
        agrees_with_the_tree(text).unwrap();
        let places = Places::of(text);
        let at = |found: &Spot| text[found.start..].split_whitespace().next().unwrap();
        assert_eq!(places.of_item("yes").map(at), Some("Person"));
        assert_eq!(places.of_item("in").map(at), Some("(id:"));
        assert!(places.of_item("no").is_none());
        assert_eq!(places.of_field("type").map(at), Some("1,"));
        assert_eq!(places.twice.len(), 1);
        assert!(text[places.root.unwrap()..].starts_with("Record"));
    }

    proptest! {
        #![proptest_config(crate::fixtures::cases())]

        #[test]
        fn they_are_those_of_the_tree(
            text in r#"\(((([ab]|id|r#type): ?("x"|"y"|1|A|\[\]|T ?\(id: "x"\)|\((id: "[xy]")?\)|\[\(id: "[xyz]", ?a: \(id: "x"\)\)\]|\{"k": \(id: "z"\)\})), ?(/\* \( \*/|// \(\n)?){0,6}\)"#
        ) {
            agrees_with_the_tree(&text)?;
        }
    }
}
