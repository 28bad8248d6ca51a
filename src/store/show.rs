//! Makes any text safe to put before a reader: a terminal, a log, an error message.
//!
//! Control characters can drive a terminal, bidirectional controls can make a sentence read as
//! another one ("Trojan source", Boucher and Anderson 2021), characters without width can hide in a
//! name. All of them are shown as what they are, `\u{202e}`. The writer of records uses the same
//! list, so that no such character ever stands unseen in a file.

use std::borrow::Cow;

pub use crate::unseen::is_hidden;

/// The text with every hidden character (see [`is_hidden`]) except the line break written as
/// `\u{..}`; borrowed when there is none.
pub fn show(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c != '\n' && is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if character != '\n' && is_hidden(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// As [`show`], and on one line: line breaks are written `\n`, and what is longer than `limit`
/// characters ends in an ellipsis.
pub fn show_line(text: &str, limit: usize) -> String {
    let mut shown = String::new();
    for (count, character) in text.chars().enumerate() {
        if count == limit {
            shown.push('…');
            break;
        }
        match character {
            '\n' => shown.push_str("\\n"),
            hidden if is_hidden(hidden) => shown.extend(hidden.escape_unicode()),
            plain => shown.push(plain),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{show, show_line};

    #[test]
    fn escapes_what_drives_a_terminal_or_hides() {
        assert_eq!(
            show("a\u{1b}[31m\u{202e}b\u{200b}\nc"),
            "a\\u{1b}[31m\\u{202e}b\\u{200b}\nc"
        );
        assert_eq!(show_line("a\tb\nc", 99), "a\\u{9}b\\nc");
        assert_eq!(show_line("abcdef", 3), "abc…");
    }

    #[test]
    fn leaves_ordinary_text_alone() {
        for text in ["", "O’Neill – £1,250 café 😀", "two\nlines"] {
            assert!(
                matches!(show(text), std::borrow::Cow::Borrowed(_)),
                "{text}"
            );
        }
    }

    proptest! {
        #![proptest_config(crate::fixtures::cases())]

        #[test]
        fn nothing_dangerous_comes_out(text in any::<String>()) {
            for character in show(&text).chars() {
                let code = u32::from(character);
                prop_assert!(code >= 0x20 || character == '\n');
                prop_assert!(!(0x7F..=0x9F).contains(&code));
                prop_assert!(!(0x202A..=0x202E).contains(&code));
                prop_assert!(!(0x2066..=0x2069).contains(&code));
            }
            prop_assert!(!show_line(&text, 50).contains('\n'));
        }
    }
}
