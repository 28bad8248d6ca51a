//! Sentences for what is wrong with the shape of a text: brackets, commas, quotation marks.

use super::words::{describe, token_from};
use super::{ReadError, ReadErrorKind};
use crate::store::lexer::{Lexer, TokenKind};
use crate::store::show::{is_hidden, show_line};
use crate::store::source::Source;
use crate::store::tree::{Fault, Flaw};

/// The error for a fault of shape.
pub(super) fn misshapen(source: &Source, fault: &Fault) -> ReadError {
    let text = source.text();
    let mut at = fault.at;
    let mut hint = None;
    let sentence = match &fault.flaw {
        Flaw::Empty if text.trim().is_empty() => "The file is empty.".to_owned(),
        Flaw::Empty => "The file holds nothing but comments.".to_owned(),
        Flaw::UnclosedText => {
            at = unclosed_before(text, fault).unwrap_or(fault.at);
            unclosed_text()
        }
        Flaw::UnclosedComment => "A comment starts here with `/*` and never ends.".to_owned(),
        Flaw::Unclosed(open) => {
            hint = Some(format!(
                "Somewhere below, a `{}` is missing.",
                partner(*open)
            ));
            format!("This `{open}` is never closed.")
        }
        Flaw::Mismatch(open, close, opened) => {
            let line = source.place(*opened).line;
            hint = Some(format!("A `{}` is expected first.", partner(*open)));
            format!("The `{open}` of line {line} is closed with `{close}`.")
        }
        Flaw::Unopened(close) => format!("This `{close}` closes nothing."),
        Flaw::MissingComma => {
            if let Some(start) = unclosed_before(text, fault) {
                at = start;
                unclosed_text()
            } else {
                let next = describe(text, token_from(text, fault.noticed));
                format!("A comma is missing here, before {next}.")
            }
        }
        Flaw::MissingColon(name) => {
            hint = Some("A field is written `name: value`.".to_owned());
            format!("A colon is missing after `{}`.", show_line(name, 40))
        }
        Flaw::MissingValue(name) => {
            hint = Some("Write a value, or take the field out.".to_owned());
            format!("The field `{}` has no value.", show_line(name, 40))
        }
        Flaw::LoneComma => "There is a comma too many here.".to_owned(),
        Flaw::LoneColon => "There is a colon here that belongs to no field.".to_owned(),
        Flaw::MissingName => {
            hint = Some("A field is written `name: value`.".to_owned());
            let found = describe(text, token_from(text, fault.at));
            format!("A field name is expected here, but {found} was found.")
        }
        Flaw::Stray(character) if character.is_whitespace() || is_hidden(*character) => {
            hint = Some("Replace it with an ordinary space, or take it out.".to_owned());
            let code = u32::from(*character);
            format!("There is an invisible character here, U+{code:04X}, that has no meaning.")
        }
        Flaw::Stray(character) => {
            if "“”„‘’".contains(*character) {
                hint = Some("Use straight quotation marks: \"…\".".to_owned());
            }
            format!("The character `{character}` has no meaning here.")
        }
        Flaw::Trailing if text[at..].starts_with(':') => {
            at = token_from(text, 0).map_or(0, |token| token.start);
            "A record is a group of fields in round brackets: the opening `(` is missing."
                .to_owned()
        }
        Flaw::Beyond => "The brackets are nested deeper here than any record is.".to_owned(),
        Flaw::Trailing => "There is something after the end of the record.".to_owned(),
        Flaw::Attribute => {
            hint = Some("It is `#![enable(implicit_some)]`, or not there at all.".to_owned());
            "The first line of the record is not understood.".to_owned()
        }
    };
    let mut error = ReadError::new(ReadErrorKind::Shape, source, source.place(at), sentence);
    error.hint = hint;
    error
}

fn unclosed_text() -> String {
    "The text that starts here has no closing quotation mark.".to_owned()
}

fn partner(open: char) -> char {
    match open {
        '[' => ']',
        '{' => '}',
        _ => ')',
    }
}

/// When a closing quotation mark was forgotten, the text runs on to the next one and the fault
/// shows only there. Then the text ends in the middle of a field, its last words are `name: `, and
/// what follows it is no comma or bracket. Gives the start of the first such text before the fault.
fn unclosed_before(text: &str, fault: &Fault) -> Option<usize> {
    Lexer::new(text)
        .take_while(|token| token.start < fault.noticed)
        .filter(|token| token.kind == TokenKind::Text)
        .find(|token| {
            let inner = text[token.start..token.end].trim_matches('"');
            // A text of one line may well end in a colon; only the one at the fault is suspect.
            let runs_on = text[token.end..]
                .starts_with(|c: char| !c.is_whitespace() && !matches!(c, ',' | ')' | ']' | '/'));
            let suspect = inner.contains('\n') || token.end == fault.at;
            suspect && runs_on && ends_in_field_name(inner)
        })
        .map(|token| token.start)
}

fn ends_in_field_name(inner: &str) -> bool {
    let last = inner
        .rsplit([',', '(', '[', '\n'])
        .next()
        .unwrap_or_default();
    last.trim().strip_suffix(':').is_some_and(|name| {
        !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    })
}
