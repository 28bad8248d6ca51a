//! Turns what the parser says into what the person needs to know.
//!
//! Two witnesses are heard: the shape of the text ([`Tree`]) for brackets, commas and quotation
//! marks, and the parser for names and types. Whoever notices something first in the text is
//! believed.

use ron::error::{Error, SpannedError};

use super::shape::misshapen;
use super::words::{any_of, describe, looks_like_date, nearest, run_at, token_before, token_from};
use super::{ReadError, ReadErrorKind};
use crate::model::FORMAT;
use crate::store::lexer::{Token, TokenKind};
use crate::store::schema;
use crate::store::show::show_line;
use crate::store::source::{Place, Source};
use crate::store::tree::{NodeId, Shape, Tree};

/// Fields that hold money, in whole pence.
const MONEY_FIELDS: [&str; 4] = ["rate", "cap_amount", "fee", "amount"];

/// Names listed in a hint before it ends in an ellipsis.
const NAMES_LISTED: usize = 30;

pub(super) fn explain(source: &Source, err: &SpannedError) -> ReadError {
    conflict(source)
        .or_else(|| newer(source))
        .unwrap_or_else(|| explain_text(source, err))
}

/// As [`explain`], whatever format the text says it has.
fn explain_text(source: &Source, err: &SpannedError) -> ReadError {
    let end = source.offset(Place {
        line: err.span.end.line,
        column: err.span.end.col,
    });
    explain_at(source, end, &err.code)
}

/// What is wrong where the parser stopped at offset `end`, whatever format the text says it has.
pub(super) fn explain_at(source: &Source, end: usize, code: &Error) -> ReadError {
    if let Some(conflict) = conflict(source) {
        return conflict;
    }
    let tree = source.tree();
    if let Some(fault) = &tree.fault
        && (fault.noticed <= end || matches!(code, Error::Eof))
    {
        return misshapen(source, fault);
    }
    TypeFault {
        source,
        text: source.text(),
        tree,
        end,
    }
    .explain(code)
}

/// A field that is not among those `expected` there; its name stands at `at`.
pub(super) fn unknown_field(
    source: &Source,
    at: usize,
    found: &str,
    expected: &[&str],
) -> ReadError {
    let sentence = format!("There is no field `{}` here.", show_line(found, 40));
    let hint = match nearest(found, expected) {
        Some(name) => format!("Did you mean `{name}`? {}", allowed(expected)),
        None => format!(
            "{} Or was it written by a newer version of the program?",
            allowed(expected)
        ),
    };
    ReadError::new(ReadErrorKind::Unknown, source, source.place(at), sentence).with_hint(hint)
}

/// The marks git leaves where it could not merge.
fn conflict(source: &Source) -> Option<ReadError> {
    let text = source.text();
    let starts = |mark: &str| {
        if text.starts_with(mark) {
            return Some(0);
        }
        text.match_indices(mark)
            .map(|(at, _)| at)
            .find(|&at| text[..at].ends_with('\n'))
    };
    let at = starts("<<<<<<< ")?;
    starts(">>>>>>> ")?;
    let error = ReadError::new(
        ReadErrorKind::Conflict,
        source,
        source.place(at),
        "Two versions of the record disagree from here on: git has left its conflict marks.",
    );
    Some(error.with_hint(
        "Keep one of the two versions between `<<<<<<<` and `>>>>>>>`, and take the marks out.",
    ))
}

/// A top-level `format` above ours explains everything else.
pub(super) fn newer(source: &Source) -> Option<ReadError> {
    let schema::Written { text, format, at } = schema::probe(source.text())?;
    let format = format?;
    (format > u128::from(FORMAT)).then(|| {
        let sentence = format!(
            "The record was written by a newer version of the program: its format is {}, this \
             program reads up to {FORMAT}.",
            show_line(text, 20)
        );
        let place = source.place(at);
        ReadError::new(ReadErrorKind::Newer, source, place, sentence)
            .with_hint("Open it with the version that wrote it. The file has not been changed.")
    })
}

/// A fault of names and types in a text of sound shape (up to there).
struct TypeFault<'s> {
    source: &'s Source,
    text: &'s str,
    tree: &'s Tree,
    /// Where the parser stopped.
    end: usize,
}

impl TypeFault<'_> {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the parser's own list, which may grow; most of it cannot happen to a record"
    )]
    #[expect(
        clippy::too_many_lines,
        reason = "a flat table: each fault with its sentence"
    )]
    fn explain(&self, code: &Error) -> ReadError {
        match code {
            Error::NoSuchStructField {
                expected, found, ..
            } => {
                let name = token_before(self.text, self.end);
                let at = name.map_or(self.end, |token| token.start);
                unknown_field(self.source, at, found, expected)
            }
            Error::NoSuchEnumVariant {
                expected, found, ..
            } => self.unknown_variant(found, expected),
            Error::MissingStructField { field, .. } => self.missing_field(field),
            Error::DuplicateStructField { field, .. } => {
                let at = token_before(self.text, self.end).map_or(self.end, |token| token.start);
                self.error(
                    ReadErrorKind::Value,
                    at,
                    format!("The field `{field}` is written twice."),
                )
                .with_hint("Keep one of the two.")
            }
            Error::ExpectedString | Error::ExpectedStringEnd => {
                self.other_type("Text in quotation marks is expected")
            }
            Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } => {
                self.other_type("A whole number is expected")
            }
            Error::ExpectedFloat | Error::FloatUnderscore | Error::UnderscoreAtBeginning => {
                self.other_type("A number is expected")
            }
            Error::ExpectedBoolean => self.other_type("`true` or `false` is expected"),
            Error::ExpectedArray => self.other_type("A list in square brackets is expected"),
            Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedMap => {
                self.no_group()
            }
            Error::ExpectedIdentifier
            | Error::InvalidIdentifier(_)
            | Error::SuggestRawIdentifier(_) => self.no_word(),
            Error::ExpectedComma => self.after_value(),
            Error::ExpectedStructLikeEnd | Error::ExpectedArrayEnd | Error::ExpectedOptionEnd => {
                self.other_type("A closing bracket is expected")
            }
            Error::IntegerOutOfBounds => {
                let sentence = format!("The number{} is out of range.", self.for_field());
                self.error(ReadErrorKind::Value, self.before(), sentence)
            }
            Error::InvalidEscape(_) => self.bad_escape(),
            Error::ExceededRecursionLimit => self.error(
                ReadErrorKind::Value,
                self.end,
                "The brackets are nested deeper here than any record is.".to_owned(),
            ),
            Error::ExpectedAttribute | Error::ExpectedAttributeEnd | Error::NoSuchExtension(_) => {
                let start = self.text.find('#').unwrap_or(0);
                self.error(
                    ReadErrorKind::Shape,
                    start,
                    "The first line of the record is not understood.".to_owned(),
                )
                .with_hint("It is `#![enable(implicit_some)]`, or not there at all.")
            }
            Error::Message(message) => self.refused(message),
            Error::InvalidValueForType { expected, found } => {
                self.refused(&format!("expected {expected}, but {found} was found"))
            }
            Error::ExpectedDifferentStructName { found, .. } => {
                let shown = show_line(found, 40);
                let at = self.text[..self.end]
                    .rfind(found.as_str())
                    .unwrap_or(self.end);
                self.error(
                    ReadErrorKind::Value,
                    at,
                    format!("The word `{shown}` does not belong here."),
                )
                .with_hint("A group of fields is written in round brackets, without a word first.")
            }
            Error::ExpectedMapColon => {
                let word = token_before(self.text, self.end);
                let at = word.map_or(self.end, |token| token.end);
                let shown = describe(self.text, word);
                let sentence = format!("A colon is missing after {shown}.");
                self.error(ReadErrorKind::Shape, at, sentence)
                    .with_hint("A field is written `name: value`.")
            }
            Error::ExpectedDifferentLength { .. } => self.error(
                ReadErrorKind::Value,
                self.before(),
                "There are more or fewer values between these brackets than belong there."
                    .to_owned(),
            ),
            Error::UnexpectedChar(character) => {
                let read = self.text[..self.end].ends_with(*character);
                let at = self.end - if read { character.len_utf8() } else { 0 };
                let shown = show_line(&character.to_string(), 1);
                let sentence = format!("The character `{shown}` has no meaning here.");
                self.error(ReadErrorKind::Shape, at, sentence)
            }
            Error::Eof => self.error(
                ReadErrorKind::Shape,
                self.text.len(),
                "The record ends here before it is complete.".to_owned(),
            ),
            _ => self.other_type("Something else is expected"),
        }
    }

    fn error(&self, kind: ReadErrorKind, at: usize, sentence: String) -> ReadError {
        ReadError::new(kind, self.source, self.source.place(at), sentence)
    }

    /// Start of the value the parser had just read: the token, or the whole group if it ends there.
    fn before(&self) -> usize {
        let Some(token) = token_before(self.text, self.end) else {
            return self.end;
        };
        if matches!(
            token.kind,
            TokenKind::CloseParen | TokenKind::CloseList | TokenKind::CloseMap
        ) && let Some(node) = self.tree.innermost(token.start)
        {
            return self.tree.node(node).span.start;
        }
        token.start
    }

    /// " for `owner`" when the place is a field's value.
    fn for_field(&self) -> String {
        let at = token_before(self.text, self.end).map_or(self.end, |token| token.start);
        self.field_of(at)
            .map(|name| format!(" for `{name}`"))
            .unwrap_or_default()
    }

    fn field_of(&self, at: usize) -> Option<&str> {
        let node = self.tree.node(self.node_at(at)?);
        let name = &self.text[node.name.clone()];
        (!name.is_empty()).then_some(name)
    }

    /// The value that starts at this token.
    fn node_at(&self, at: usize) -> Option<NodeId> {
        self.tree
            .innermost(at)
            .filter(|&id| self.tree.node(id).span.start == at)
    }

    fn unknown_variant(&self, found: &str, expected: &[&str]) -> ReadError {
        let at = token_before(self.text, self.end).map_or(self.end, |token| token.start);
        let field = self.field_of(at);
        let shown = show_line(found, 40);
        let sentence = match field {
            Some(field) => format!("There is no `{shown}` for `{field}`."),
            None => format!("There is no `{shown}` here."),
        };
        let choice = format!("One of {} is expected.", any_of(expected, NAMES_LISTED));
        let hint = match nearest(found, expected) {
            Some(name) => format!("Did you mean `{name}`? {choice}"),
            None => choice,
        };
        self.error(ReadErrorKind::Unknown, at, sentence)
            .with_hint(hint)
    }

    /// A missing field is noticed at the closing bracket; the reader looks for the opening one.
    fn missing_field(&self, field: &str) -> ReadError {
        let close = token_from(self.text, self.end).map_or(self.end, |token| token.start);
        let node = self.tree.innermost(close);
        let at = node.map_or(self.end, |id| self.tree.node(id).span.start);
        let of = node
            .and_then(|id| self.tree.item_id(self.text, id))
            .map(|id| format!(" in `{}`", show_line(&id, 40)))
            .unwrap_or_default();
        self.error(
            ReadErrorKind::Missing,
            at,
            format!("The field `{field}` is missing{of}."),
        )
        .with_hint(format!("Add `{field}: …,` between these brackets."))
    }

    /// A value of another type than the parser wanted stands where it stopped.
    fn other_type(&self, expectation: &str) -> ReadError {
        let token = token_from(self.text, self.end);
        let at = token.map_or(self.text.len(), |token| token.start);
        let field = self
            .field_of(at)
            .map_or_else(|| " here".to_owned(), |name| format!(" for `{name}`"));
        let found = describe(self.text, token);
        let sentence = format!("{expectation}{field}, but {found} was found.");
        let error = self.error(ReadErrorKind::Value, at, sentence);
        match token.and_then(|token| self.advice(expectation, token)) {
            Some(hint) => error.with_hint(hint),
            None => error,
        }
    }

    fn advice(&self, expectation: &str, token: Token) -> Option<String> {
        let run = run_at(self.text, token.start);
        let written = &self.text[token.start..token.end];
        if expectation.starts_with("Text") {
            let quoted = matches!(token.kind, TokenKind::Word | TokenKind::Number);
            if quoted && token.start + run.len() >= token.end {
                return Some(format!("Write it as \"{}\".", show_line(run, 40)));
            }
            return None;
        }
        if expectation.contains("number") && token.kind == TokenKind::Text {
            let inner = written.trim_matches('"');
            return inner
                .parse::<f64>()
                .is_ok()
                .then(|| format!("Write {inner} without the quotation marks."));
        }
        if expectation.starts_with("A whole number")
            && let Some((whole, part)) = run.split_once('.')
            && part.len() <= 2
            && (whole.to_owned() + part).parse::<i64>().is_ok()
            && MONEY_FIELDS.contains(&self.field_of(token.start)?)
        {
            return Some(format!("Money is in whole pence: write {whole}{part:0<2}."));
        }
        if expectation.contains("round brackets") && token.kind == TokenKind::OpenMap {
            return Some("This looks like JSON; a record is in RON.".to_owned());
        }
        if expectation.starts_with("A list") && token.kind == TokenKind::OpenParen {
            return Some("Put `[` and `]` around the items.".to_owned());
        }
        None
    }

    /// A name was wanted: of a field in a group, of a variant anywhere else.
    fn no_word(&self) -> ReadError {
        let token = token_from(self.text, self.end);
        let at = token.map_or(self.text.len(), |token| token.start);
        let in_group = self.node_at(at).is_none_or(|id| {
            self.tree.node(id).name.is_empty()
                && self.tree.node(id).parent.is_some_and(|parent| {
                    matches!(self.tree.node(parent).shape, Shape::Tuple | Shape::Struct)
                        && self.tree.node(parent).tag.is_empty()
                })
        });
        if in_group {
            return self
                .other_type("A field name is expected")
                .with_hint("A field is written `name: value`.");
        }
        let error = self.other_type("A word without quotation marks is expected");
        match token {
            Some(token) if token.kind == TokenKind::Text => {
                let inner = show_line(self.text[token.start..token.end].trim_matches('"'), 40);
                error.with_hint(format!("Write {inner} without the quotation marks."))
            }
            Some(token)
                if token.kind == TokenKind::Number && self.field_of(at) == Some("value") =>
            {
                let run = run_at(self.text, at);
                error.with_hint(format!(
                    "A figure is written `Number({})`.",
                    show_line(run, 40)
                ))
            }
            Some(_) | None => error,
        }
    }

    /// A group of fields was wanted: as the value itself, or after the word of a variant.
    fn no_group(&self) -> ReadError {
        match token_before(self.text, self.end) {
            Some(word) if word.kind == TokenKind::Word => {
                let shown = describe(self.text, Some(word));
                self.error(
                    ReadErrorKind::Missing,
                    word.start,
                    format!("{shown} needs its values in round brackets after it."),
                )
            }
            Some(_) | None => self.other_type("A group of fields in round brackets is expected"),
        }
    }

    /// The parser wanted a comma although the shape is sound: the value before was longer than its
    /// type allows.
    fn after_value(&self) -> ReadError {
        let token = token_from(self.text, self.end);
        match token {
            Some(token) if token.start < self.end => self.other_type("A whole number is expected"),
            Some(token) if token.kind == TokenKind::OpenParen => {
                let word = token_before(self.text, token.start);
                let word = describe(self.text, word);
                self.error(
                    ReadErrorKind::Value,
                    token.start,
                    format!("{word} takes nothing in brackets."),
                )
            }
            Some(_) | None => self.other_type("A comma is expected"),
        }
    }

    fn bad_escape(&self) -> ReadError {
        let at = self.text[..self.end].rfind('\\').unwrap_or(self.end);
        let escape: String = self.text[at..].chars().take(2).collect();
        self.error(
            ReadErrorKind::Value,
            at,
            format!("`{}` has no meaning in a text.", show_line(&escape, 2)),
        )
        .with_hint("A backslash is written `\\\\`, a quotation mark `\\\"`.")
    }

    /// The model itself refused a value; its message says why.
    fn refused(&self, message: &str) -> ReadError {
        let at = self.before();
        let token = token_from(self.text, at);
        let field = self
            .field_of(at)
            .map(|name| format!(" for `{name}`"))
            .unwrap_or_default();
        if let Some(token) = token
            && token.kind == TokenKind::Text
            && let Some(noun) = calendar_noun(message)
        {
            let written = self.text[token.start..token.end].trim_matches('"');
            let sentence = format!("`{}` is not a {noun}{field}.", show_line(written, 40));
            let why = match noun {
                "time" => "A time is written as in \"14:30\".",
                _ if looks_like_date(written) => "There is no such day in the calendar.",
                _ => "A date is written as in \"2019-10-01\".",
            };
            return self
                .error(ReadErrorKind::Value, at, sentence)
                .with_hint(why);
        }
        let mut sentence = show_line(message, 400);
        if let Some(first) = sentence.chars().next() {
            sentence.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
        }
        if !sentence.ends_with(['.', '?']) {
            sentence.push('.');
        }
        self.error(ReadErrorKind::Value, at, sentence)
    }
}

/// What the calendar library was to read when it refused a text; it has its own words for that,
/// which tell of its inner parts.
fn calendar_noun(message: &str) -> Option<&'static str> {
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if says(&[
        "is not a ",
        "is not the ",
        "expected a number",
        "expected the ",
    ]) {
        None
    } else if says(&["hour", "minute", "time"]) {
        Some("time")
    } else if says(&["year", "month", "day", "date", "pars"]) {
        Some("date")
    } else {
        None
    }
}

fn allowed(expected: &[&str]) -> String {
    format!(
        "The fields here are {}.",
        any_of(expected, NAMES_LISTED).replace(" or ", " and ")
    )
}
