//! Text that a spreadsheet would run as a formula, and the apostrophe that keeps it a text.
//!
//! A text file has no types: a spreadsheet runs what begins with one of a few signs, quoted or not
//! (OWASP ASVS 1.2.10). Tables written as text put one apostrophe before such a text, tables read as
//! text take exactly one away, so that writing and reading again gives the same text.

use std::borrow::Cow;

/// The text as it goes into a table of text.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if runs(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text as it comes out of a table of text.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if runs(rest) => rest,
        Some(_) | None => text,
    }
}

/// Whether a spreadsheet would run the text, or would if apostrophes before it were taken away.
fn runs(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let unseen =
        |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}' || c == '\u{200b}';
    let rest = bare.trim_start_matches(unseen);
    let before = bare.get(..bare.len() - rest.len()).unwrap_or_default();
    before.contains(['\t', '\r', '\n', '\0'])
        || rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNS: [&str; 12] = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠",
    ];

    #[test]
    fn every_sign_is_kept_a_text_whatever_stands_before_it() {
        for sign in SIGNS {
            for before in ["", " ", "\t", "\u{a0}", "  \n", "'", "''", "' "] {
                let text = format!("{before}{sign}1+1");
                let guarded = guarded(&text);
                assert!(guarded.starts_with('\''), "{text:?}");
                assert_eq!(guarded.len(), text.len() + 1, "{text:?}");
                assert_eq!(unguarded(&guarded), text);
            }
        }
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["", "'", "'tis", "a=b", "'a", "£5", "''"] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }
}
