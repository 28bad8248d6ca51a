//! The shape of a record's text: which bytes are which field of which item.
//!
//! A tree of spans over the tokens of [`super::lexer`], types unknown: structs, lists and scalars
//! with their places. It serves three ends: places for findings, sentences for what is wrong with
//! the shape (an unclosed bracket, a missing comma), and the replacement of single values on saving.
//! Parsing keeps its own stack, so depth is bounded by memory and not by the thread's stack.

use std::borrow::Cow;
use std::ops::Range;

use super::lexer::{Lexer, Token, TokenKind};

/// Brackets within brackets that are followed; the parser gives up much earlier.
const DEEPEST: usize = 256;

/// Number of a node in its [`Tree`].
pub type NodeId = usize;

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `(name: value, ..)`, with or without a word before it; also the empty `()`.
    Struct,
    /// `(value, ..)`, with or without a word before it.
    Tuple,
    /// `[value, ..]`
    List,
    /// `{key: value, ..}`; keys are children like values, each key before its value.
    Map,
    /// A text in quotation marks.
    Text,
    /// A character, a number.
    Literal,
    /// A lone word: a variant, `true`, `None`.
    Word,
}

/// One value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it looks like.
    pub shape: Shape,
    /// The field name before the value; empty where there is none.
    pub name: Range<usize>,
    /// The word before the bracket; empty where there is none.
    pub tag: Range<usize>,
    /// The value, from the word or bracket to the closing bracket.
    pub span: Range<usize>,
    /// The value this one stands in.
    pub parent: Option<NodeId>,
}

/// A node as it is kept: a text may hold millions.
#[derive(Clone, Debug)]
struct Packed {
    shape: Shape,
    name: (u32, u32),
    start: u32,
    /// The end of the word before the bracket, which begins at `start`; that itself without a word.
    tag_end: u32,
    end: u32,
    parent: u32,
    first_child: u32,
    next: u32,
}

/// In the place of a node's number: there is no such node.
const NONE: u32 = u32::MAX;

/// An offset or number as it is kept; texts whose offsets need more are not taken.
fn packed(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(NONE)
}

const fn unpacked(number: u32) -> Option<NodeId> {
    if number == NONE {
        None
    } else {
        Some(number as usize)
    }
}

fn range(from: u32, to: u32) -> Range<usize> {
    from as usize..to as usize
}

/// What is wrong with the shape of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing but white space and comments.
    Empty,
    /// A text without a closing quotation mark.
    UnclosedText,
    /// A block comment without `*/`.
    UnclosedComment,
    /// A bracket without its partner.
    Unclosed(char),
    /// A bracket closed by another kind: opened with, closed with, offset of the opening one.
    Mismatch(char, char, usize),
    /// A closing bracket that closes nothing.
    Unopened(char),
    /// Two values without a comma between them; the flaw is placed after the first.
    MissingComma,
    /// A field name without a colon after it.
    MissingColon(String),
    /// A field without a value.
    MissingValue(String),
    /// A comma without a value before it.
    LoneComma,
    /// A colon where none belongs.
    LoneColon,
    /// A value without a field name between fields.
    MissingName,
    /// A character that means nothing here.
    Stray(char),
    /// Something after the end of the record.
    Trailing,
    /// A line at the top that starts with `#` and is not `#![enable(..)]`.
    Attribute,
    /// Nested deeper, or longer, than any record.
    Beyond,
}

/// The first thing wrong with the shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is.
    pub flaw: Flaw,
    /// The offset a reader should look at.
    pub at: usize,
    /// The offset at which a parser notices; never before `at`.
    pub noticed: usize,
}

/// The values of a text as a tree; empty if nothing could be made of it.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    nodes: Vec<Packed>,
    /// The first thing wrong; the tree then holds what stands before it.
    pub fault: Option<Fault>,
}

impl Tree {
    /// Reads the shape of a whole text: attributes, then one value.
    pub fn of(text: &str) -> Self {
        let mut builder = Builder::new(text);
        let fault = builder.document().err();
        builder.finish(fault)
    }

    /// Reads the shape of the one value that begins at `start`; what stands after it is not looked at.
    /// Spans count from the beginning of `text` all the same.
    pub fn of_value(text: &str, start: usize) -> Self {
        let mut builder = Builder::new(text);
        builder.tokens = Lexer::starting_at(text, start);
        let fault = builder.whole_value().err();
        builder.finish(fault)
    }

    /// The outermost value.
    pub fn root(&self) -> Option<NodeId> {
        (!self.nodes.is_empty()).then_some(0)
    }

    /// The node with this number.
    pub fn node(&self, id: NodeId) -> Node {
        let node = &self.nodes[id];
        Node {
            shape: node.shape,
            name: range(node.name.0, node.name.1),
            tag: range(node.start, node.tag_end),
            span: range(node.start, node.end),
            parent: unpacked(node.parent),
        }
    }

    fn name<'t>(&self, text: &'t str, id: NodeId) -> &'t str {
        let (from, to) = self.nodes[id].name;
        &text[range(from, to)]
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no value at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The values directly inside a value, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(unpacked(self.nodes[id].first_child), |&child| {
            unpacked(self.nodes[child].next)
        })
    }

    /// The field of a struct with this name.
    pub fn field(&self, text: &str, id: NodeId, name: &str) -> Option<NodeId> {
        self.children(id)
            .find(|&child| plain_word(self.name(text, child)) == name)
    }

    /// The id of an item: the text of its first field if that field is called `id`.
    pub fn item_id<'t>(&self, text: &'t str, id: NodeId) -> Option<Cow<'t, str>> {
        let node = &self.nodes[id];
        if node.shape != Shape::Struct {
            return None;
        }
        let first = unpacked(node.first_child)?;
        let value = &self.nodes[first];
        (value.shape == Shape::Text && self.name(text, first) == "id")
            .then(|| unquote(&text[range(value.start, value.end)]))
    }

    /// The innermost value whose span, name included, holds the offset.
    pub fn innermost(&self, offset: usize) -> Option<NodeId> {
        let holds = |id: NodeId| {
            let node = self.node(id);
            let start = if node.name.is_empty() {
                node.span.start
            } else {
                node.name.start
            };
            (start..node.span.end).contains(&offset)
        };
        let mut found = self.root().filter(|&root| holds(root))?;
        while let Some(child) = self.children(found).find(|&child| holds(child)) {
            found = child;
        }
        Some(found)
    }

    /// The value a path leads to, from `from`: field names and list positions, counted from 0,
    /// apart by dots or in square brackets: `moves.2.to`, `moves[2].to`. A part that is the id of
    /// an item in a list finds that item.
    pub fn follow(&self, text: &str, from: NodeId, path: &str) -> Option<NodeId> {
        let mut at = from;
        for part in path.split(['.', '[', ']']).filter(|part| !part.is_empty()) {
            // `Some(..)` written out is no step of its own.
            while self.nodes[at].shape == Shape::Tuple && &text[self.node(at).tag] == "Some" {
                at = unpacked(self.nodes[at].first_child)?;
            }
            at = self.step(text, at, part)?;
        }
        Some(at)
    }

    fn step(&self, text: &str, at: NodeId, part: &str) -> Option<NodeId> {
        if let Some(field) = self.field(text, at, part) {
            return Some(field);
        }
        if let Ok(position) = part.parse::<usize>() {
            return self.children(at).nth(position);
        }
        self.children(at)
            .find(|&child| self.item_id(text, child).is_some_and(|id| id == part))
    }
}

/// A word without the `r#` of a raw word.
pub(super) fn plain_word(word: &str) -> &str {
    word.strip_prefix("r#").unwrap_or(word)
}

/// The content of a text literal, simple escapes resolved; good for ids and messages, the value
/// proper comes from the parser.
pub fn unquote(literal: &str) -> Cow<'_, str> {
    let Some(inner) = literal
        .strip_prefix('"')
        .map(|rest| rest.strip_suffix('"').unwrap_or(rest))
    else {
        let inner = literal.trim_start_matches(['b', 'r']).trim_matches('#');
        let inner = inner.strip_prefix('"').unwrap_or(inner);
        return Cow::Borrowed(inner.strip_suffix('"').unwrap_or(inner));
    };
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    match ron::from_str::<String>(literal) {
        Ok(text) => Cow::Owned(text),
        Err(_) => Cow::Borrowed(inner),
    }
}

struct Builder<'t> {
    text: &'t str,
    tokens: Lexer<'t>,
    ahead: Option<Token>,
    /// Offset after the last token that is not trivia.
    last_end: usize,
    nodes: Vec<Packed>,
    open: Option<NodeId>,
    /// The last child so far of each open value, outermost first.
    last_children: Vec<u32>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            tokens: Lexer::new(text),
            ahead: None,
            last_end: 0,
            nodes: Vec::new(),
            open: None,
            last_children: Vec::new(),
        }
    }

    fn finish(mut self, fault: Option<Fault>) -> Tree {
        if let Some(fault) = &fault {
            let end = packed(fault.noticed.min(self.text.len()));
            while let Some(id) = self.open {
                let node = &mut self.nodes[id];
                node.end = end.max(node.start);
                self.open = unpacked(node.parent);
            }
        }
        Tree {
            nodes: self.nodes,
            fault,
        }
    }

    fn peek(&mut self) -> Result<Option<Token>, Fault> {
        if self.ahead.is_none() {
            self.ahead = self.tokens.by_ref().find(|token| {
                !token.kind.is_trivia()
                    || (token.kind == TokenKind::BlockComment && !token.complete)
            });
        }
        match self.ahead {
            Some(token) if !token.complete => Err(Fault {
                flaw: if token.kind == TokenKind::BlockComment {
                    Flaw::UnclosedComment
                } else {
                    Flaw::UnclosedText
                },
                at: token.start,
                noticed: token.start,
            }),
            other => Ok(other),
        }
    }

    fn take(&mut self) {
        if let Some(token) = self.ahead.take() {
            self.last_end = token.end;
        }
    }

    fn document(&mut self) -> Result<(), Fault> {
        self.attributes()?;
        self.whole_value()?;
        match self.peek()? {
            Some(token) if token.kind.closes() => {
                Err(fault(Flaw::Unopened(self.first_char(token)), token.start))
            }
            Some(token) => Err(fault(Flaw::Trailing, token.start)),
            None => Ok(()),
        }
    }

    fn whole_value(&mut self) -> Result<(), Fault> {
        if packed(self.text.len()) == NONE {
            return Err(fault(Flaw::Beyond, 0));
        }
        let Some(token) = self.peek()? else {
            return Err(fault(Flaw::Empty, 0));
        };
        self.value(token, 0..0)?;
        while let Some(open) = self.open {
            self.inside(open)?;
        }
        Ok(())
    }

    /// Skips `#![..]` lines; what they say is the parser's business.
    fn attributes(&mut self) -> Result<(), Fault> {
        while let Some(token) = self.peek()? {
            if self.first_char(token) != '#' {
                return Ok(());
            }
            let start = token.start;
            let mut depth = 0_usize;
            loop {
                let Some(token) = self.peek()? else {
                    return Err(fault(Flaw::Attribute, start));
                };
                let kind = token.kind;
                if matches!(kind, TokenKind::OpenList | TokenKind::OpenParen) {
                    depth += 1;
                } else if matches!(kind, TokenKind::CloseList | TokenKind::CloseParen) {
                    depth = depth.saturating_sub(1);
                } else if !matches!(
                    kind,
                    TokenKind::Stray | TokenKind::Word | TokenKind::Comma | TokenKind::Text
                ) {
                    return Err(fault(Flaw::Attribute, start));
                }
                self.take();
                if depth == 0 && token.kind.closes() {
                    break;
                }
            }
        }
        Ok(())
    }

    fn first_char(&self, token: Token) -> char {
        self.text[token.start..].chars().next().unwrap_or(' ')
    }

    /// Reads a scalar whole, or opens a bracket and makes it the innermost open value.
    fn value(&mut self, token: Token, name: Range<usize>) -> Result<(), Fault> {
        let span = token.start..token.end;
        match token.kind {
            TokenKind::Text | TokenKind::RawText => {
                self.take();
                self.push(Shape::Text, name, span.start, span);
            }
            TokenKind::Char | TokenKind::Number => {
                self.take();
                self.push(Shape::Literal, name, span.start, span);
            }
            TokenKind::Word => {
                self.take();
                if let Some(bracket) = self.peek()?
                    && bracket.kind == TokenKind::OpenParen
                {
                    self.take();
                    let id = self.push(Shape::Struct, name, span.end, span);
                    return self.enter(id);
                }
                self.push(Shape::Word, name, span.start, span);
            }
            TokenKind::OpenParen | TokenKind::OpenList | TokenKind::OpenMap => {
                self.take();
                let shape = if token.kind == TokenKind::OpenList {
                    Shape::List
                } else if token.kind == TokenKind::OpenMap {
                    Shape::Map
                } else {
                    Shape::Struct
                };
                let id = self.push(shape, name, span.start, span);
                return self.enter(id);
            }
            TokenKind::CloseParen
            | TokenKind::CloseList
            | TokenKind::CloseMap
            | TokenKind::Comma
            | TokenKind::Colon
            | TokenKind::Stray
            | TokenKind::Space
            | TokenKind::LineComment
            | TokenKind::BlockComment => return Err(self.no_value(token, &name)),
        }
        Ok(())
    }

    fn no_value(&self, token: Token, name: &Range<usize>) -> Fault {
        let flaw = if !name.is_empty() && (token.kind == TokenKind::Comma || token.kind.closes()) {
            Flaw::MissingValue(self.text[name.clone()].to_owned())
        } else if token.kind.closes() {
            Flaw::Unopened(self.first_char(token))
        } else if token.kind == TokenKind::Comma {
            Flaw::LoneComma
        } else if token.kind == TokenKind::Colon {
            Flaw::LoneColon
        } else {
            Flaw::Stray(self.first_char(token))
        };
        fault(flaw, token.start)
    }

    fn push(
        &mut self,
        shape: Shape,
        name: Range<usize>,
        tag_end: usize,
        span: Range<usize>,
    ) -> NodeId {
        let id = self.nodes.len();
        if let (Some(parent), Some(last)) = (self.open, self.last_children.last_mut()) {
            match unpacked(*last) {
                Some(last) => self.nodes[last].next = packed(id),
                None => self.nodes[parent].first_child = packed(id),
            }
            *last = packed(id);
        }
        self.nodes.push(Packed {
            shape,
            name: (packed(name.start), packed(name.end)),
            start: packed(span.start),
            tag_end: packed(tag_end),
            end: packed(span.end),
            parent: self.open.map_or(NONE, packed),
            first_child: NONE,
            next: NONE,
        });
        id
    }

    /// Makes a value the innermost open one.
    fn enter(&mut self, id: NodeId) -> Result<(), Fault> {
        if self.last_children.len() == DEEPEST {
            return Err(fault(Flaw::Beyond, self.nodes[id].start as usize));
        }
        self.open = Some(id);
        self.last_children.push(NONE);
        Ok(())
    }

    /// Reads one element of the innermost open value, or its closing bracket.
    fn inside(&mut self, open: NodeId) -> Result<(), Fault> {
        let Some(token) = self.peek()? else {
            return Err(self.unclosed(open));
        };
        if token.kind.closes() {
            return self.close(open, token);
        }
        let before = self.nodes.len();
        self.element(open, token)?;
        if self.open == Some(open) {
            return self.after_element(open);
        }
        debug_assert!(self.nodes.len() > before, "an element is a node");
        Ok(())
    }

    fn element(&mut self, open: NodeId, token: Token) -> Result<(), Fault> {
        let shape = self.nodes[open].shape;
        let first = self.nodes[open].first_child == NONE;
        if shape != Shape::Struct {
            return self.value(token, 0..0);
        }
        if token.kind != TokenKind::Word {
            if first && !matches!(token.kind, TokenKind::Colon | TokenKind::Comma) {
                self.nodes[open].shape = Shape::Tuple;
            } else if starts_value(token.kind) {
                return Err(fault(Flaw::MissingName, token.start));
            }
            return self.value(token, 0..0);
        }
        let name = token.start..token.end;
        self.take();
        match self.peek()? {
            Some(next) if next.kind == TokenKind::Colon => {
                self.take();
                let Some(value) = self.peek()? else {
                    return Err(self.unclosed(open));
                };
                // `owner:` and on the next line `title:`: the value was forgotten.
                if value.kind == TokenKind::Word && self.is_name(value) {
                    let word = self.text[name].to_owned();
                    return Err(Fault {
                        flaw: Flaw::MissingValue(word),
                        at: next.end,
                        noticed: value.start,
                    });
                }
                self.value(value, name)
            }
            Some(next)
                if matches!(
                    next.kind,
                    TokenKind::Text | TokenKind::RawText | TokenKind::Number | TokenKind::OpenList
                ) || (self.first_char(next) == '=' && next.kind == TokenKind::Stray) =>
            {
                let word = self.text[name.clone()].to_owned();
                Err(Fault {
                    flaw: Flaw::MissingColon(word),
                    at: name.end,
                    noticed: next.start,
                })
            }
            Some(next) if next.kind == TokenKind::OpenParen => {
                self.become_tuple(open, &name)?;
                self.take();
                let id = self.push(Shape::Struct, 0..0, name.end, name);
                self.enter(id)
            }
            Some(_) | None => {
                self.become_tuple(open, &name)?;
                self.push(Shape::Word, 0..0, name.start, name);
                Ok(())
            }
        }
    }

    /// Whether a word is followed by a colon; looks ahead without taking anything.
    fn is_name(&self, word: Token) -> bool {
        Lexer::starting_at(self.text, word.end)
            .meaningful()
            .next()
            .is_some_and(|token| token.kind == TokenKind::Colon)
    }

    fn become_tuple(&mut self, open: NodeId, word: &Range<usize>) -> Result<(), Fault> {
        if self.nodes[open].first_child != NONE {
            return Err(Fault {
                flaw: Flaw::MissingColon(self.text[word.clone()].to_owned()),
                at: word.end,
                noticed: word.end,
            });
        }
        self.nodes[open].shape = Shape::Tuple;
        Ok(())
    }

    /// After a value: a comma, or the bracket that closes the value around it.
    fn after_element(&mut self, open: NodeId) -> Result<(), Fault> {
        let Some(token) = self.peek()? else {
            return Err(self.unclosed(open));
        };
        let in_map = self.nodes[open].shape == Shape::Map;
        // In a map a colon follows each key.
        if token.kind == TokenKind::Comma || (in_map && token.kind == TokenKind::Colon) {
            self.take();
            Ok(())
        } else if token.kind.closes() {
            Ok(())
        } else if token.kind == TokenKind::Colon {
            Err(fault(Flaw::LoneColon, token.start))
        } else if token.kind == TokenKind::Stray {
            Err(fault(Flaw::Stray(self.first_char(token)), token.start))
        } else {
            Err(Fault {
                flaw: Flaw::MissingComma,
                at: self.last_end,
                noticed: token.start,
            })
        }
    }

    fn close(&mut self, open: NodeId, token: Token) -> Result<(), Fault> {
        let opened = self.bracket_of(open);
        let expected = match opened {
            '[' => TokenKind::CloseList,
            '{' => TokenKind::CloseMap,
            _ => TokenKind::CloseParen,
        };
        if token.kind != expected {
            return Err(Fault {
                flaw: Flaw::Mismatch(opened, self.first_char(token), self.bracket_offset(open)),
                at: token.start,
                noticed: token.start,
            });
        }
        self.take();
        self.nodes[open].end = packed(token.end);
        self.open = unpacked(self.nodes[open].parent);
        self.last_children.pop();
        match self.open {
            Some(outer) => self.after_element(outer),
            None => Ok(()),
        }
    }

    fn bracket_of(&self, open: NodeId) -> char {
        match self.nodes[open].shape {
            Shape::List => '[',
            Shape::Map => '{',
            Shape::Struct | Shape::Tuple | Shape::Text | Shape::Literal | Shape::Word => '(',
        }
    }

    fn bracket_offset(&self, open: NodeId) -> usize {
        let node = &self.nodes[open];
        let start = node.start as usize;
        if node.tag_end == node.start {
            return start;
        }
        Lexer::starting_at(self.text, node.tag_end as usize)
            .find(|token| token.kind == TokenKind::OpenParen)
            .map_or(start, |token| token.start)
    }

    fn unclosed(&self, open: NodeId) -> Fault {
        Fault {
            flaw: Flaw::Unclosed(self.bracket_of(open)),
            at: self.bracket_offset(open),
            noticed: self.text.len(),
        }
    }
}

fn fault(flaw: Flaw, at: usize) -> Fault {
    Fault {
        flaw,
        at,
        noticed: at,
    }
}

fn starts_value(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Text
            | TokenKind::RawText
            | TokenKind::Char
            | TokenKind::Number
            | TokenKind::OpenParen
            | TokenKind::OpenList
            | TokenKind::OpenMap
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DEEPEST, Flaw, Shape, Tree};

    const SAMPLE: &str = "#![enable(implicit_some)]\n(\n    format: 1,\n    people: [\n        \
        // first\n        (id: \"per-1\", name: \"Ann\", term: Term(from: \"2019\")),\n        \
        (id: \"per-2\", moves: [(\"a\", 1), (\"b\", 2)]),\n    ],\n)\n";

    #[test]
    fn finds_items_and_fields() {
        let tree = Tree::of(SAMPLE);
        assert_eq!(tree.fault, None);
        let root = tree.root().unwrap();
        let people = tree.field(SAMPLE, root, "people").unwrap();
        assert_eq!(tree.node(people).shape, Shape::List);
        let ids: Vec<_> = tree
            .children(people)
            .map(|item| tree.item_id(SAMPLE, item).unwrap().into_owned())
            .collect();
        assert_eq!(ids, ["per-1", "per-2"]);
        for (path, expected) in [
            ("format", "1"),
            ("people.per-1.name", "\"Ann\""),
            ("people[0].term.from", "\"2019\""),
            ("people[1].moves[1][0]", "\"b\""),
        ] {
            let found = tree.follow(SAMPLE, root, path).unwrap();
            assert_eq!(&SAMPLE[tree.node(found).span.clone()], expected, "{path}");
        }
        assert_eq!(tree.follow(SAMPLE, root, "people[2]"), None);
    }

    #[test]
    fn names_what_is_wrong_with_the_shape() {
        for (text, flaw, at) in [
            ("", Flaw::Empty, 0),
            ("(a: \"x", Flaw::UnclosedText, 4),
            ("(a: 1 /* x", Flaw::UnclosedComment, 6),
            ("(a: [1, 2)", Flaw::Mismatch('[', ')', 4), 9),
            ("(a: [1, 2]", Flaw::Unclosed('('), 0),
            ("(a: Some (1", Flaw::Unclosed('('), 9),
            ("(a: 1))", Flaw::Unopened(')'), 6),
            ("(a: 1 b: 2)", Flaw::MissingComma, 5),
            ("(a 1)", Flaw::MissingColon("a".into()), 2),
            ("(a = 1)", Flaw::MissingColon("a".into()), 2),
            ("(a: , b: 2)", Flaw::MissingValue("a".into()), 4),
            ("(a: b: 2)", Flaw::MissingValue("a".into()), 3),
            ("(a: 1,, b: 2)", Flaw::LoneComma, 6),
            ("(a: 1, \"x\")", Flaw::MissingName, 7),
            ("(a: 1; b: 2)", Flaw::Stray(';'), 5),
            ("(a: 1) x", Flaw::Trailing, 7),
            ("#![enable", Flaw::Attribute, 0),
            (&"[".repeat(1000), Flaw::Beyond, DEEPEST),
        ] {
            let fault = Tree::of(text).fault.expect(text);
            assert_eq!((fault.flaw, fault.at), (flaw, at), "{text}");
        }
    }

    proptest! {
        #![proptest_config(crate::fixtures::cases())]

        #[test]
        fn any_text_is_taken_and_spans_lie_within(
            text in r#"([()\[\]{},:"=;ab1 \n/*]|a: |\("x", ){0,40}"#
        ) {
            let tree = Tree::of(&text);
            for id in 0..tree.len() {
                let node = tree.node(id);
                prop_assert!(text.get(node.span.clone()).is_some());
                if let Some(parent) = node.parent {
                    prop_assert!(tree.node(parent).span.start <= node.span.start);
                    prop_assert!(tree.node(parent).span.end >= node.span.end);
                }
            }
        }
    }
}
