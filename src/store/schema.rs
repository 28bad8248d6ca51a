//! Formats of the file and the way from an old one to the present one.
//!
//! A file says its format in its first field. A newer one is opened for reading only at most, since
//! the meaning of a field may be another there. An older one is brought up step by step, each step a pure function from
//! text to text, before it is read; the file itself is untouched until it is saved.
//!
//! To raise the format: change [`FORMAT`], add a step to `STEPS` (the compiler asks for it), and put
//! records of the old format into a folder `tests/data/format-N`, never to be edited again. A
//! folder for the present format must exist from the day it is introduced; a test asks for it.

use super::lexer::{Lexer, TokenKind};
use crate::model::FORMAT;

/// Brings a text from one format to the next.
pub type Step = fn(&str) -> Result<String, String>;

/// Step `n` leads from format `n + 1` to format `n + 2`.
const STEPS: [Step; FORMAT as usize - 1] = [];

/// A format as written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<'t> {
    /// The number as it stands in the text.
    pub text: &'t str,
    /// Its value; none where it is no whole number.
    pub format: Option<u128>,
    /// Its offset.
    pub at: usize,
}

/// The top-level `format` of a text, without reading the rest where it stands at the top.
pub fn probe(text: &str) -> Option<Written<'_>> {
    let mut depth = 0_usize;
    let mut last = [""; 2];
    for token in Lexer::new(text).meaningful() {
        let written = &text[token.start..token.end];
        match token.kind {
            TokenKind::OpenParen | TokenKind::OpenList | TokenKind::OpenMap => depth += 1,
            TokenKind::CloseParen | TokenKind::CloseList | TokenKind::CloseMap => {
                depth = depth.saturating_sub(1);
            }
            TokenKind::Number if depth == 1 && last == ["format", ":"] => {
                return Some(Written {
                    text: written,
                    format: written.parse().ok(),
                    at: token.start,
                });
            }
            TokenKind::Space
            | TokenKind::LineComment
            | TokenKind::BlockComment
            | TokenKind::Text
            | TokenKind::RawText
            | TokenKind::Char
            | TokenKind::Number
            | TokenKind::Word
            | TokenKind::Comma
            | TokenKind::Colon
            | TokenKind::Stray => {}
        }
        last = [last[1], written];
    }
    None
}

/// The text in the present format if it is of an older one; nothing where there is nothing to do.
///
/// # Errors
/// A sentence, when a step does not understand the text.
pub fn migrated(text: &str) -> Result<Option<String>, String> {
    let written = probe(text).and_then(|written| written.format);
    match written.and_then(|format| usize::try_from(format).ok()) {
        Some(format) if (1..FORMAT as usize).contains(&format) => {
            walk(text, &STEPS[format - 1..]).map(Some)
        }
        Some(_) | None => Ok(None),
    }
}

fn walk(text: &str, steps: &[Step]) -> Result<String, String> {
    let mut text = text.to_owned();
    for step in steps {
        text = step(&text)?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_found_wherever_it_stands() {
        let of = |text| probe(text).map(|written| (written.format, written.at));
        assert_eq!(
            of("#![enable(implicit_some)]\n(format: 1)"),
            Some((Some(1), 35))
        );
        assert_eq!(
            of("(people: [(format: 9)], format: 2)"),
            Some((Some(2), 32))
        );
        assert_eq!(of("( /* format: 3 */ format: 4.5)"), Some((None, 26)));
        assert_eq!(of("(note: \"format: 3\")"), None);
        assert_eq!(of(""), None);
    }

    #[test]
    fn steps_follow_each_other_and_the_first_that_fails_ends_them() {
        let one: Step = |text| Ok(text.replace("format: 1", "format: 2"));
        let two: Step = |text| {
            let due = text.replace("(due:", "(original_due:");
            Ok(due.replace("format: 2", "format: 3"))
        };
        let none: Step = |_| Err("Two dates are written for one action.".to_owned());
        let old = "(format: 1, actions: [(due: 1)])";
        assert_eq!(
            walk(old, &[one, two]).as_deref(),
            Ok("(format: 3, actions: [(original_due: 1)])")
        );
        assert!(walk(old, &[one, none, two]).is_err());
    }

    #[test]
    fn the_present_format_and_newer_ones_are_left_alone() {
        for text in [
            "(format: 1)",
            "(format: 2)",
            "(format: 99999999999999999999999)",
            "()",
        ] {
            assert_eq!(migrated(text), Ok(None), "{text}");
        }
    }
}
