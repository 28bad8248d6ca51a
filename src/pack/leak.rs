//! The leak check: whether a finished file of the public edition holds a text that is withheld.
//!
//! Both sides are squashed to letters and figures first, so that case, line breaks, hyphens at their
//! ends, ligatures, wide letters, quotation marks and spacing hide nothing.

use std::fmt;

/// A withheld text that a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// What was found.
    pub texts: Vec<String>,
}

impl fmt::Display for Leak {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.texts.first().map_or("", String::as_str);
        let first: String = crate::store::show::show(first).chars().take(80).collect();
        write!(
            out,
            "The public edition was not written: it would hold {}, the first is “{first}”. Nothing \
             was published and the record is as it was; take the text out of the open items, or \
             restrict them too.",
            super::words::counted(
                self.texts.len(),
                "text that is withheld",
                "texts that are withheld"
            )
        )
    }
}

impl std::error::Error for Leak {}

/// Letters and figures of a text, small, ligatures and wide letters taken apart.
pub fn squash(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{FB00}' => out.push_str("ff"),
            '\u{FB01}' => out.push_str("fi"),
            '\u{FB02}' => out.push_str("fl"),
            '\u{FB03}' => out.push_str("ffi"),
            '\u{FB04}' => out.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
            '\u{00C6}' | '\u{00E6}' => out.push_str("ae"),
            '\u{0152}' | '\u{0153}' => out.push_str("oe"),
            'ß' => out.push_str("ss"),
            // Full-width forms of ASCII.
            '\u{FF01}'..='\u{FF5E}' => {
                let plain = u32::from(letter) - 0xFEE0;
                push(char::from_u32(plain).unwrap_or(letter), &mut out);
            }
            // Marks that combine with the letter before: accents may be written apart.
            '\u{0300}'..='\u{036F}' => {}
            letter => push(letter, &mut out),
        }
    }
    out
}

fn push(letter: char, out: &mut String) {
    if let Some(base) = base_letter(letter) {
        out.push(base);
    } else if letter.is_alphanumeric() {
        out.extend(letter.to_lowercase());
    }
}

/// The plain letter of a Latin one with an accent.
fn base_letter(letter: char) -> Option<char> {
    Some(match letter {
        'À'..='Å' | 'à'..='å' => 'a',
        'Ç' | 'ç' => 'c',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' => 'i',
        'Ñ' | 'ñ' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        'Ý' | 'ý' | 'ÿ' => 'y',
        'Š' | 'š' => 's',
        'Ž' | 'ž' => 'z',
        _ => return None,
    })
}

/// Whether a text names something withheld.
pub fn mentions(text: &str, withheld: &[String]) -> bool {
    let text = squash(text);
    withheld.iter().any(|one| {
        let one = squash(one);
        !one.is_empty() && text.contains(&one)
    })
}

/// Withheld texts among the strings of a finished file, each string and all of them in a row: a text
/// that a way out has cut in pieces is found too.
pub fn search<S: AsRef<str>>(strings: &[S], withheld: &[String]) -> Vec<String> {
    let mut row = String::new();
    for text in strings {
        row.push_str(&squash(text.as_ref()));
    }
    withheld
        .iter()
        .filter(|one| {
            let one = squash(one);
            !one.is_empty() && row.contains(&one)
        })
        .cloned()
        .collect()
}

/// Refuses a file whose strings hold something withheld.
///
/// # Errors
/// [`Leak`] with what was found.
pub fn refuse<S: AsRef<str>>(strings: &[S], withheld: &[String]) -> Result<(), Leak> {
    let texts = search(strings, withheld);
    if texts.is_empty() {
        Ok(())
    } else {
        Err(Leak { texts })
    }
}

/// Every string of a page of HTML: its text without tags, then the page as written, so that
/// attributes, comments and styles are searched too.
pub fn strings_of_html(html: &str) -> Vec<String> {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        rest = &rest[start..];
        match rest.find('>') {
            Some(end) => rest = &rest[end + 1..],
            None => break,
        }
    }
    text.push_str(rest);
    vec![unescape(&text), unescape(html)]
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Every string of a frozen pack: its values, then its text as written.
pub fn strings_of_pack(pack: &super::freeze::Frozen) -> Vec<String> {
    let mut strings = Vec::new();
    if let Ok(value) = serde_json::to_value(pack) {
        collect(&value, &mut strings);
    }
    strings.extend(pack.text());
    strings
}

fn collect(value: &serde_json::Value, strings: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => strings.push(text.clone()),
        serde_json::Value::Array(list) => list.iter().for_each(|one| collect(one, strings)),
        serde_json::Value::Object(fields) => {
            for (name, one) in fields {
                strings.push(name.clone());
                collect(one, strings);
            }
        }
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hides_a_withheld_text() {
        let withheld = vec!["Placement of the first five".to_owned()];
        for found in [
            "placement OF the\nfirst five",
            "place-\nment of the \u{FB01}rst \u{FB01}ve",
            "Ｐｌａｃｅｍｅｎｔ of the first\u{00A0}five",
            "pla\u{00AD}cement of the fi\u{0301}rst five",
        ] {
            assert!(mentions(found, &withheld), "{found}");
        }
        assert!(!mentions("Placement of the first four", &withheld));
        assert_eq!(
            search(&["Placement of", "the first", "five"], &withheld),
            withheld
        );
        let html = "<p title=\"Placement of the first five\">x</p>";
        assert!(refuse(&strings_of_html(html), &withheld).is_err());
        let html = "<b>Placement</b> of <i>the</i> first &amp;five";
        assert!(refuse(&strings_of_html(html), &withheld).is_err());
        let sentence = Leak { texts: withheld }.to_string();
        assert!(sentence.contains("one text that is withheld") && !sentence.contains('\n'));
    }
}
