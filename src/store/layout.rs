//! Which bytes between two brackets belong to which element, and how to put elements together anew.
//!
//! An element owns the white space and comment lines before it, its comma, and a comment after the
//! comma on the same line. So elements can be left out, moved and added as chunks of text.

use std::ops::Range;

use super::lexer::{Lexer, TokenKind};
use super::splice::{Edit, Ground};
use super::tree::{NodeId, Shape, Tree};

/// One element and what belongs to it.
#[derive(Clone, Debug)]
struct Chunk {
    /// From the end of the chunk before to the end of this one.
    range: Range<usize>,
    /// Where the element itself starts, field name included.
    start: usize,
    /// Where the element itself ends.
    end: usize,
    /// Whether a comma follows it.
    comma: bool,
}

/// The elements of one pair of brackets.
#[derive(Clone, Debug)]
pub(super) struct Layout<'t> {
    text: &'t str,
    /// From after the opening bracket to before the closing one.
    inside: Range<usize>,
    /// End of what belongs to the opening bracket: a comment on its line.
    header: usize,
    chunks: Vec<Chunk>,
}

/// What the elements are to be afterwards.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// The element that was at this place, with edits inside it.
    Keep(usize, Vec<Edit>),
    /// A new element.
    New(String),
}

impl<'t> Layout<'t> {
    /// The layout of a struct, tuple or list.
    pub(super) fn of(text: &'t str, tree: &Tree, node: NodeId) -> Self {
        let value = tree.node(node);
        let open = if value.tag.is_empty() {
            value.span.start
        } else {
            Lexer::starting_at(text, value.tag.end)
                .find(|token| token.kind == TokenKind::OpenParen)
                .map_or(value.span.start, |token| token.start)
        };
        let inside = open + 1..value.span.end.saturating_sub(1).max(open + 1);
        let header = line_comment_end(text, inside.start, inside.end).unwrap_or(inside.start);
        let mut chunks: Vec<Chunk> = Vec::new();
        let mut from = header;
        for child in tree.children(node) {
            let element = tree.node(child);
            let start = if element.name.is_empty() {
                element.span.start
            } else {
                element.name.start
            };
            let end = element.span.end;
            let after = Lexer::starting_at(text, end)
                .meaningful()
                .next()
                .filter(|token| token.kind == TokenKind::Comma && token.end <= inside.end)
                .map(|token| token.end);
            let owned = after.unwrap_or(end);
            let chunk_end = line_comment_end(text, owned, inside.end).unwrap_or(owned);
            chunks.push(Chunk {
                range: from..chunk_end,
                start,
                end,
                comma: after.is_some(),
            });
            from = chunk_end;
        }
        debug_assert!(
            matches!(value.shape, Shape::Struct | Shape::Tuple | Shape::List),
            "only brackets have a layout"
        );
        Self {
            text,
            inside,
            header,
            chunks,
        }
    }

    fn tail(&self) -> Range<usize> {
        self.chunks
            .last()
            .map_or(self.header, |last| last.range.end)..self.inside.end
    }

    /// Whether every element starts on a line of its own, as far as there are any.
    fn spread(&self) -> bool {
        self.chunks
            .iter()
            .all(|chunk| self.text[chunk.range.start..chunk.start].contains('\n'))
            && (!self.chunks.is_empty() || self.text[self.inside.clone()].contains('\n'))
    }

    fn indent(&self, depth: usize) -> String {
        let copied = self.chunks.iter().find_map(|chunk| {
            let lead = &self.text[chunk.range.start..chunk.start];
            let indent = &lead[lead.rfind('\n')? + 1..];
            indent
                .bytes()
                .all(|byte| matches!(byte, b' ' | b'\t'))
                .then(|| indent.to_owned())
        });
        copied.unwrap_or_else(|| "    ".repeat(depth))
    }

    /// The edit that makes the inside consist of these pieces. `depth` is how many brackets are
    /// open inside, for the indent where nothing is there to copy it from.
    pub(super) fn rebuild(&self, ground: &Ground<'_>, pieces: &[Piece], depth: usize) -> Edit {
        let spread = self.spread() || (self.chunks.is_empty() && pieces.iter().any(is_long));
        let indent = self.indent(depth);
        let newline = ground.native("\n");
        let mut out = Joined::new(&self.text[self.inside.start..self.header], &newline);
        let mut orphans = self.orphans(pieces);
        for (count, piece) in pieces.iter().enumerate() {
            let last = count + 1 == pieces.len();
            match piece {
                Piece::Keep(at, edits) => {
                    out.push(&std::mem::take(&mut orphans.before[*at]));
                    let chunk = &self.chunks[*at];
                    out.push(&apply(
                        self.text,
                        chunk.range.start..chunk.end,
                        edits.clone(),
                    ));
                    if !chunk.comma && !last {
                        out.append(",");
                    }
                    let rest = &self.text[chunk.end..chunk.range.end];
                    if last && !spread && self.ends_without_comma() {
                        out.append(rest.strip_prefix(',').unwrap_or(rest));
                    } else {
                        out.append(rest);
                    }
                }
                Piece::New(text) => {
                    if spread {
                        out.push(&format!("{newline}{indent}{text}"));
                    } else if count == 0 {
                        out.push(text);
                    } else {
                        out.push(&format!(" {text}"));
                    }
                    if spread || !last {
                        out.append(",");
                    }
                }
            }
        }
        out.push(&orphans.after);
        let mut tail = self.text[self.tail()].to_owned();
        if spread && !tail.contains('\n') {
            let closing = indent.strip_suffix("    ").unwrap_or_default();
            tail = format!("{newline}{closing}");
        }
        if !spread && pieces.is_empty() {
            tail = tail.trim_start().to_owned();
        }
        out.push(&tail);
        Edit {
            range: self.inside.clone(),
            text: out.finish(),
        }
    }

    fn ends_without_comma(&self) -> bool {
        self.chunks.last().is_some_and(|last| !last.comma)
    }

    /// Comments above a removed element that a blank line keeps apart from it: they go before the
    /// next element that stays.
    fn orphans(&self, pieces: &[Piece]) -> Orphans {
        let mut stays = vec![false; self.chunks.len()];
        for piece in pieces {
            if let Piece::Keep(at, _) = piece {
                stays[*at] = true;
            }
        }
        let mut orphans = Orphans {
            before: vec![String::new(); self.chunks.len()],
            after: String::new(),
        };
        let mut carried = String::new();
        for (at, chunk) in self.chunks.iter().enumerate() {
            if stays[at] {
                orphans.before[at] = std::mem::take(&mut carried);
            } else {
                carried.push_str(apart(&self.text[chunk.range.start..chunk.start]));
            }
        }
        orphans.after = carried;
        orphans
    }
}

struct Orphans {
    before: Vec<String>,
    after: String,
}

fn is_long(piece: &Piece) -> bool {
    match piece {
        Piece::Keep(..) => true,
        // An item, or more than fits beside others.
        Piece::New(text) => text.contains('\n') || text.starts_with('(') || text.len() > 60,
    }
}

/// If there is a comment after `from` before the line ends (and the line does end before `until`):
/// where that comment ends.
fn line_comment_end(text: &str, from: usize, until: usize) -> Option<usize> {
    let mut end = None;
    for token in Lexer::starting_at(text, from).take_while(|token| token.start < until) {
        if token.kind == TokenKind::Space {
            if text[token.start..token.end].contains('\n') {
                return end;
            }
        } else if token.kind.is_trivia() && token.end <= until {
            end = Some(token.end);
        } else {
            return None;
        }
    }
    end
}

/// The part of the white space and comments before an element that a blank line keeps apart from
/// it; empty when there is no comment in it.
fn apart(lead: &str) -> &str {
    let mut cut = 0;
    let mut comment = false;
    let mut comment_before_cut = false;
    for token in Lexer::new(lead) {
        if token.kind != TokenKind::Space {
            comment = true;
        } else if lead[token.start..token.end].matches('\n').count() > 1 {
            cut = token.start;
            comment_before_cut = comment;
        }
    }
    if comment_before_cut { &lead[..cut] } else { "" }
}

/// Text put together from chunks so that no line comment swallows what follows it. Chunks begin and
/// end where tokens do.
struct Joined<'n> {
    text: String,
    newline: &'n str,
    in_line_comment: bool,
}

impl<'n> Joined<'n> {
    fn new(start: &str, newline: &'n str) -> Self {
        let mut joined = Self {
            text: String::new(),
            newline,
            in_line_comment: false,
        };
        joined.append(start);
        joined
    }

    /// Adds a chunk, on a new line where it must be.
    fn push(&mut self, chunk: &str) {
        let starts_line = chunk
            .trim_start_matches([' ', '\t', '\r'])
            .starts_with('\n');
        if !chunk.is_empty() && !starts_line && self.in_line_comment {
            self.text.push_str(self.newline);
        }
        self.append(chunk);
    }

    /// Adds what followed the last chunk already.
    fn append(&mut self, chunk: &str) {
        if chunk.is_empty() {
            return;
        }
        self.text.push_str(chunk);
        let last_line = chunk.rfind('\n').map_or(0, |at| at + 1);
        // `//` may also stand in a text; the lexer can tell.
        self.in_line_comment = chunk[last_line..].contains("//")
            && Lexer::new(chunk)
                .last()
                .is_some_and(|token| token.kind == TokenKind::LineComment);
    }

    fn finish(mut self) -> String {
        if self.in_line_comment {
            self.text.push_str(self.newline);
        }
        self.text
    }
}

/// The bytes `range` of a text with edits inside it made. Edits must not overlap.
pub(super) fn apply(text: &str, range: Range<usize>, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.range.start);
    let mut out = String::with_capacity(range.len() + 64);
    let mut from = range.start;
    for edit in edits {
        out.push_str(&text[from..edit.range.start]);
        out.push_str(&edit.text);
        from = edit.range.end;
    }
    out.push_str(&text[from..range.end]);
    out
}
