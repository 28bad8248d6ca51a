//! Words for messages: what stands at a place, which name was meant.

use crate::store::lexer::{Lexer, Token, TokenKind};
use crate::store::show::show_line;
use crate::store::tree::unquote;

/// Longest piece of the user's text quoted in a sentence, in characters.
const QUOTED: usize = 40;

/// What a reader sees at a token: "the text “abc”", "the number 12", "`Live`".
pub(super) fn describe(text: &str, token: Option<Token>) -> String {
    let Some(token) = token else {
        return "the end of the file".to_owned();
    };
    let written = &text[token.start..token.end];
    match token.kind {
        TokenKind::Text | TokenKind::RawText => {
            format!("the text “{}”", show_line(&unquote(written), QUOTED))
        }
        TokenKind::Char => format!("the character {}", show_line(written, QUOTED)),
        TokenKind::Number => {
            let run = run_at(text, token.start);
            if run.parse::<f64>().is_ok() {
                format!("the number {}", show_line(run, QUOTED))
            } else {
                show_line(run, QUOTED)
            }
        }
        TokenKind::OpenList => "a list".to_owned(),
        TokenKind::OpenParen => "an opening `(`".to_owned(),
        TokenKind::OpenMap => "an opening `{`".to_owned(),
        TokenKind::Word
        | TokenKind::CloseParen
        | TokenKind::CloseList
        | TokenKind::CloseMap
        | TokenKind::Comma
        | TokenKind::Colon
        | TokenKind::Stray
        | TokenKind::Space
        | TokenKind::LineComment
        | TokenKind::BlockComment => format!("`{}`", show_line(written, QUOTED)),
    }
}

/// The first token that ends after `offset`, comments and spaces left out.
pub(super) fn token_from(text: &str, offset: usize) -> Option<Token> {
    Lexer::new(text)
        .meaningful()
        .find(|token| token.end > offset)
}

/// The last token that starts before `offset`, comments and spaces left out.
pub(super) fn token_before(text: &str, offset: usize) -> Option<Token> {
    Lexer::new(text)
        .meaningful()
        .take_while(|token| token.start < offset)
        .last()
}

/// What stands together from `start`: up to white space, a comma, a bracket. A date without
/// quotation marks is one run and several tokens.
pub(super) fn run_at(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    let end = rest
        .find(|c: char| c.is_whitespace() || ",()[]{}:\"/".contains(c))
        .unwrap_or(rest.len());
    &rest[..end]
}

/// Whether it has the form of a day: digits and hyphens as in `2019-10-01`.
pub(super) fn looks_like_date(run: &str) -> bool {
    run.len() == 10
        && run.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// The name among `known` that was most likely meant: equal but for case and separators, or at
/// most a third of its letters away.
pub(super) fn nearest<'k>(found: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = |name: &str| {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let found: String = plain(found).chars().take(64).collect();
    known
        .iter()
        .map(|&name| (distance(&found, &plain(name)), name))
        .filter(|&(distance, name)| distance <= (name.len() / 3).max(1) && distance < found.len())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// Letters to add, remove, change or swap with their neighbour to make one word the other (optimal
/// string alignment).
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, &a) in one.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, &b) in other.iter().enumerate() {
            let changed = last[column] + usize::from(a != b);
            let mut fewest = changed.min(last[column + 1] + 1).min(line[column] + 1);
            if row > 0 && column > 0 && a == other[column - 1] && one[row - 1] == b {
                fewest = fewest.min(before[column - 1] + 1);
            }
            line.push(fewest);
        }
        before = std::mem::replace(&mut last, line);
    }
    last[other.len()]
}

/// `a`, `b` or `c`; after `most` names an ellipsis.
pub(super) fn any_of(names: &[&str], most: usize) -> String {
    let quoted: Vec<String> = names
        .iter()
        .take(most)
        .map(|name| format!("`{name}`"))
        .collect();
    if names.len() > most {
        return format!("{}, …", quoted.join(", "));
    }
    match quoted.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{any_of, distance, looks_like_date, nearest};

    #[test]
    fn finds_the_name_that_was_meant() {
        let known = ["owner", "original_due", "status", "id"];
        assert_eq!(nearest("ownr", &known), Some("owner"));
        assert_eq!(nearest("originalDue", &known), Some("original_due"));
        assert_eq!(nearest("statsu", &known), Some("status"));
        assert_eq!(nearest("colour", &known), None);
        assert_eq!(nearest("x", &known), None);
    }

    #[test]
    fn counts_letters_to_change() {
        assert_eq!(distance("abcd", "abdc"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn lists_names_as_people_do() {
        assert_eq!(any_of(&["a"], 3), "`a`");
        assert_eq!(any_of(&["a", "b", "c"], 3), "`a`, `b` or `c`");
        assert_eq!(any_of(&["a", "b", "c"], 2), "`a`, `b`, …");
    }

    #[test]
    fn knows_a_day_when_it_sees_one() {
        assert!(looks_like_date("2019-10-01"));
        assert!(!looks_like_date("2019-1-011"));
    }
}
