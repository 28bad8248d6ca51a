//! Cuts the text of a record into tokens without losing a byte.
//!
//! Every byte of the input belongs to exactly one token, white space and comments included, so the
//! tokens put together are the input. The lexer never fails: what it does not know becomes a
//! [`TokenKind::Stray`] character, what is not closed becomes one token that runs to the end with
//! `complete` unset. It looks at each byte a bounded number of times whatever the input is.
//! Called by [`super::tree`]; knows nothing of records.

use memchr::{memchr, memchr2};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// White space in RON's sense.
    Space,
    /// From `//` up to, not including, the line break.
    LineComment,
    /// `/* .. */`, nested.
    BlockComment,
    /// `"..."`, also `b"..."`.
    Text,
    /// `r"..."`, `r#"..."#` and so on, also `br"..."`.
    RawText,
    /// `'x'`.
    Char,
    /// Anything that starts like a number: `-12`, `0x1F`, `1_000`, `12.5e-3`.
    Number,
    /// A field name, a variant, `true`, `None`; raw words `r#type` as well.
    Word,
    /// `(`
    OpenParen,
    /// `)`
    CloseParen,
    /// `[`
    OpenList,
    /// `]`
    CloseList,
    /// `{`
    OpenMap,
    /// `}`
    CloseMap,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// Any other character.
    Stray,
}

impl TokenKind {
    /// Whether the token means nothing to a parser: white space and comments.
    pub fn is_trivia(self) -> bool {
        matches!(self, Self::Space | Self::LineComment | Self::BlockComment)
    }

    /// Whether it is an opening bracket of any kind.
    pub fn opens(self) -> bool {
        matches!(self, Self::OpenParen | Self::OpenList | Self::OpenMap)
    }

    /// Whether it is a closing bracket of any kind.
    pub fn closes(self) -> bool {
        matches!(self, Self::CloseParen | Self::CloseList | Self::CloseMap)
    }
}

/// One token: the bytes `start..end` of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
    /// Unset for a text or a block comment that is never closed.
    pub complete: bool,
}

/// The tokens of a text, in order.
#[derive(Clone, Debug)]
pub struct Lexer<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> Lexer<'a> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, position: 0 }
    }

    /// Starts at byte `offset` of `text`, which must be a character boundary; token offsets count
    /// from the beginning of `text` all the same.
    pub fn starting_at(text: &'a str, offset: usize) -> Self {
        Self {
            text,
            position: offset,
        }
    }

    /// Those that mean something to a parser: no white space, no comments.
    pub fn meaningful(self) -> Meaningful<'a> {
        Meaningful(self)
    }
}

/// The tokens of a text without [trivia](TokenKind::is_trivia), in order.
#[derive(Clone, Debug)]
pub struct Meaningful<'a>(Lexer<'a>);

impl Iterator for Meaningful<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let tokens = &mut self.0;
        loop {
            // Two tokens of five are white space: it is gone over without being made one.
            tokens.position = space_end(tokens.text, tokens.position);
            let token = tokens.next()?;
            if !token.kind.is_trivia() {
                return Some(token);
            }
        }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let start = self.position;
        let bytes = self.text.as_bytes();
        let first = *bytes.get(start)?;
        let (kind, end, complete) = match first {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => {
                (TokenKind::Space, space_end(self.text, start + 1), true)
            }
            b'(' => (TokenKind::OpenParen, start + 1, true),
            b')' => (TokenKind::CloseParen, start + 1, true),
            b'[' => (TokenKind::OpenList, start + 1, true),
            b']' => (TokenKind::CloseList, start + 1, true),
            b'{' => (TokenKind::OpenMap, start + 1, true),
            b'}' => (TokenKind::CloseMap, start + 1, true),
            b',' => (TokenKind::Comma, start + 1, true),
            b':' => (TokenKind::Colon, start + 1, true),
            b'"' => text_token(bytes, start + 1),
            b'/' => comment(bytes, start),
            b'\'' => char_token(self.text, start),
            b'0'..=b'9' | b'+' | b'-' | b'.' => (TokenKind::Number, number_end(bytes, start), true),
            b'r' | b'b' => raw_or_word(self.text, start),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => (TokenKind::Word, word_end(self.text, start), true),
            0x80.. => not_ascii(self.text, start),
            _ => (TokenKind::Stray, start + 1, true),
        };
        self.position = end;
        Some(Token {
            kind,
            start,
            end,
            complete,
        })
    }
}

type Scanned = (TokenKind, usize, bool);

/// RON counts these as white space too.
fn is_wide_space(character: char) -> bool {
    matches!(
        character,
        '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}'
    )
}

fn char_at(text: &str, offset: usize) -> Option<char> {
    text.get(offset..)?.chars().next()
}

fn space_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        // Most white space is indentation.
        while bytes[at..].starts_with(b"    ") {
            at += 4;
        }
        let Some(&byte) = bytes.get(at) else {
            break;
        };
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => at += 1,
            0x80.. => match char_at(text, at) {
                Some(wide) if is_wide_space(wide) => at += wide.len_utf8(),
                Some(_) | None => break,
            },
            _ => break,
        }
    }
    at
}

/// The bytes a word is made of, those of letters beyond ASCII left out.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    table
};

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if IN_WORD[usize::from(byte)] {
            at += 1;
        } else if byte >= 0x80
            && let Some(letter) = char_at(text, at)
            && letter.is_alphanumeric()
        {
            at += letter.len_utf8();
        } else {
            break;
        }
    }
    at
}

fn number_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'.' => at += 1,
            b'+' | b'-' if matches!(bytes[at - 1], b'e' | b'E') => at += 1,
            _ => break,
        }
    }
    at
}

/// `from` is the offset after the opening quotation mark.
fn text_token(bytes: &[u8], from: usize) -> Scanned {
    let mut at = from;
    while let Some(length) = bytes.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += length;
        if bytes[at] == b'"' {
            return (TokenKind::Text, at + 1, true);
        }
        at += 2;
    }
    (TokenKind::Text, bytes.len(), false)
}

fn comment(bytes: &[u8], start: usize) -> Scanned {
    match bytes.get(start + 1) {
        Some(b'/') => {
            let rest = &bytes[start..];
            let length = memchr(b'\n', rest);
            let mut end = length.map_or(bytes.len(), |length| start + length);
            if length.is_some() && bytes[end - 1] == b'\r' {
                end -= 1;
            }
            (TokenKind::LineComment, end, true)
        }
        Some(b'*') => {
            let mut depth = 1_usize;
            let mut at = start + 2;
            while at + 1 < bytes.len() {
                match (bytes[at], bytes[at + 1]) {
                    (b'/', b'*') => {
                        depth += 1;
                        at += 2;
                    }
                    (b'*', b'/') => {
                        depth -= 1;
                        at += 2;
                        if depth == 0 {
                            return (TokenKind::BlockComment, at, true);
                        }
                    }
                    _ => at += 1,
                }
            }
            (TokenKind::BlockComment, bytes.len(), false)
        }
        Some(_) | None => (TokenKind::Stray, start + 1, true),
    }
}

fn char_token(text: &str, start: usize) -> Scanned {
    /// `\u{10FFFF}` is the longest escape.
    const LONGEST: usize = 12;
    let bytes = text.as_bytes();
    let stray = (TokenKind::Stray, start + 1, true);
    let Some(first) = char_at(text, start + 1) else {
        return stray;
    };
    let after = start + 1 + first.len_utf8();
    if first != '\\' {
        return match bytes.get(after) {
            Some(b'\'') => (TokenKind::Char, after + 1, true),
            Some(_) | None => stray,
        };
    }
    let Some(escaped) = char_at(text, after) else {
        return stray;
    };
    let from = after + escaped.len_utf8();
    let until = bytes.len().min(from + LONGEST);
    match bytes[from..until].iter().position(|&byte| byte == b'\'') {
        Some(found) => (TokenKind::Char, from + found + 1, true),
        None => stray,
    }
}

/// A word that starts with `r` or `b` may be the start of a text.
fn raw_or_word(text: &str, start: usize) -> Scanned {
    let bytes = text.as_bytes();
    let mut at = start;
    if bytes[at] == b'b' {
        at += 1;
        match bytes.get(at) {
            Some(b'"') => return text_token(bytes, at + 1),
            Some(b'\'') => {
                let (kind, end, complete) = char_token(text, at);
                if kind == TokenKind::Char {
                    return (TokenKind::Number, end, complete);
                }
            }
            Some(_) | None => {}
        }
    }
    if bytes.get(at) == Some(&b'r') {
        let hashes = bytes[at + 1..]
            .iter()
            .take_while(|&&byte| byte == b'#')
            .count();
        let quote = at + 1 + hashes;
        if bytes.get(quote) == Some(&b'"') {
            return raw_text(bytes, quote + 1, hashes);
        }
        if at == start && hashes == 1 && word_end(text, quote) > quote {
            return (TokenKind::Word, word_end(text, quote), true);
        }
    }
    (TokenKind::Word, word_end(text, start), true)
}

fn raw_text(bytes: &[u8], from: usize, hashes: usize) -> Scanned {
    let mut at = from;
    while let Some(length) = memchr(b'"', &bytes[at..]) {
        at += length + 1;
        let found = bytes[at..]
            .iter()
            .take(hashes)
            .take_while(|&&byte| byte == b'#')
            .count();
        at += found;
        if found == hashes {
            return (TokenKind::RawText, at, true);
        }
    }
    (TokenKind::RawText, bytes.len(), false)
}

fn not_ascii(text: &str, start: usize) -> Scanned {
    match char_at(text, start) {
        Some(wide) if is_wide_space(wide) => (TokenKind::Space, space_end(text, start), true),
        Some(letter) if letter.is_alphabetic() => (TokenKind::Word, word_end(text, start), true),
        Some(other) => (TokenKind::Stray, start + other.len_utf8(), true),
        // Only when started off a character boundary; never loops.
        None => (TokenKind::Stray, text.len(), true),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Lexer, TokenKind};

    fn pieces(text: &str) -> Vec<(TokenKind, &str)> {
        Lexer::new(text)
            .map(|token| (token.kind, &text[token.start..token.end]))
            .collect()
    }

    #[test]
    fn tells_the_tokens_of_a_record_apart() {
        use TokenKind::{
            BlockComment, Char, CloseList, CloseParen, Colon, Comma, LineComment, Number, OpenList,
            OpenParen, RawText, Space, Text, Word,
        };
        let text =
            "(a: \"q\\\"\", /* x /* y */ */ r#b: [-1.5e-3, r#\"\"\"#, '\\'', Live] // end\n)";
        let kinds: Vec<_> = pieces(text)
            .into_iter()
            .filter(|piece| piece.0 != Space)
            .collect();
        assert_eq!(
            kinds,
            [
                (OpenParen, "("),
                (Word, "a"),
                (Colon, ":"),
                (Text, "\"q\\\"\""),
                (Comma, ","),
                (BlockComment, "/* x /* y */ */"),
                (Word, "r#b"),
                (Colon, ":"),
                (OpenList, "["),
                (Number, "-1.5e-3"),
                (Comma, ","),
                (RawText, "r#\"\"\"#"),
                (Comma, ","),
                (Char, "'\\''"),
                (Comma, ","),
                (Word, "Live"),
                (CloseList, "]"),
                (LineComment, "// end"),
                (CloseParen, ")"),
            ]
        );
    }

    #[test]
    fn what_is_not_closed_runs_to_the_end() {
        for text in ["\"abc", "r##\"abc\"#", "/* a /* b */", "\"ends in \\"] {
            let tokens: Vec<_> = Lexer::new(text).collect();
            assert_eq!(tokens.len(), 1, "{text}");
            assert!(!tokens[0].complete, "{text}");
            assert_eq!(tokens[0].end, text.len(), "{text}");
        }
    }

    #[test]
    fn a_carriage_return_is_no_part_of_a_comment() {
        assert_eq!(
            pieces("// a\r\n"),
            [(TokenKind::LineComment, "// a"), (TokenKind::Space, "\r\n")]
        );
    }

    fn covers(text: &str) -> Result<(), TestCaseError> {
        let mut at = 0;
        for token in Lexer::new(text) {
            prop_assert_eq!(token.start, at);
            prop_assert!(token.end > at, "no progress at {}", at);
            prop_assert!(text.is_char_boundary(token.end));
            at = token.end;
        }
        prop_assert_eq!(at, text.len());
        let wanted = Lexer::new(text).filter(|token| !token.kind.is_trivia());
        prop_assert!(Lexer::new(text).meaningful().eq(wanted));
        Ok(())
    }

    proptest! {
        #![proptest_config(crate::fixtures::cases())]

        #[test]
        fn tokens_put_together_are_the_input(text in any::<String>()) {
            covers(&text)?;
        }

        #[test]
        fn tokens_put_together_are_the_input_when_it_looks_like_ron(
            text in r##"([()\[\]{},:"'/*\\#rb\r\n é\x{85}\x{202E}😀a-c0-9.e+-]|/\*|\*/|//|r#"|"#){0,60}"##
        ) {
            covers(&text)?;
        }
    }
}
