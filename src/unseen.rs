//! Characters that nobody can see, and letters that look like others.
//!
//! Control characters can drive a terminal, bidirectional controls can make a sentence read as
//! another one ("Trojan source", Boucher and Anderson 2021), characters without width can hide in a
//! name, and a Cyrillic а looks like a Latin a. One list for all: the check warns of them, fields
//! mark them, files and terminals get them written out.

use std::ops::Range;

/// A character that nobody can see, where it is and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its place among the characters, from 1.
    pub place: usize,
    /// The character.
    pub character: char,
}

/// Whether a reader cannot see this character or is misled by it: C0 and C1 controls and DEL,
/// bidirectional controls, characters of no width, fillers, line separators, tags, the byte order
/// mark.
pub fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{00}'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// Every character of a text that nobody can see; line breaks and tabs are ordinary here.
pub fn unseen(text: &str) -> impl Iterator<Item = Unseen> + '_ {
    let characters = text.char_indices().zip(1..);
    characters.filter_map(|((start, character), place)| {
        let hidden = is_hidden(character) && !matches!(character, '\n' | '\t' | '\r');
        hidden.then(|| Unseen {
            range: start..start + character.len_utf8(),
            place,
            character,
        })
    })
}

/// What an unseen character is called.
pub fn name(character: char) -> &'static str {
    match character {
        '\u{00}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => "control character",
        '\u{AD}' => "soft hyphen",
        '\u{200B}' => "zero-width space",
        '\u{200C}' => "zero-width non-joiner",
        '\u{200D}' => "zero-width joiner",
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "change of reading direction"
        }
        '\u{2028}' | '\u{2029}' => "line separator",
        '\u{FEFF}' => "byte order mark",
        '\u{E0000}'..='\u{E007F}' => "tag character",
        _ => "character without width",
    }
}

/// The first word that mixes Latin letters with Greek or Cyrillic ones.
pub fn look_alike(text: &str) -> Option<&str> {
    if text.is_ascii() {
        return None;
    }
    text.split(|letter: char| !letter.is_alphabetic())
        .find(|word| {
            let latin = word.chars().any(|letter| {
                letter.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(&letter)
            });
            let other = word
                .chars()
                .any(|letter| ('\u{370}'..='\u{52F}').contains(&letter));
            latin && other
        })
}

/// What a person should know of a text, in a sentence; nothing where all of it is as it looks.
pub fn sentence(text: &str) -> Option<String> {
    if text.is_ascii() && !text.bytes().any(|byte| byte < b' ' || byte == 0x7F) {
        return None;
    }
    let mut found = unseen(text);
    if let Some(first) = found.next() {
        let more = match found.count() {
            0 => String::new(),
            1 => " One more follows.".to_owned(),
            count => format!(" {count} more follow."),
        };
        return Some(format!(
            "Character {} cannot be seen: a {} (U+{:04X}).{more}",
            first.place,
            name(first.character),
            u32::from(first.character)
        ));
    }
    look_alike(text).map(|word| format!("“{word}” has letters of two alphabets that look alike."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_named_with_its_place() {
        let of = |text| sentence(text).unwrap_or_default();
        assert_eq!(
            of("é\u{200B}b\u{202E}c"),
            "Character 2 cannot be seen: a zero-width space (U+200B). One more follows."
        );
        assert_eq!(
            of("Board\u{202E}"),
            "Character 6 cannot be seen: a change of reading direction (U+202E)."
        );
        assert_eq!(
            of("\u{410}nn Smith"),
            "“\u{410}nn” has letters of two alphabets that look alike."
        );
        for text in [
            "",
            "O’Neill – £1,250 café 😀",
            "two\nlines\tand a tab",
            "Анна",
            "Ωmega",
        ] {
            let expected = text.starts_with('Ω');
            assert_eq!(sentence(text).is_some(), expected, "{text}");
        }
    }

    #[test]
    fn ranges_are_those_of_the_text() {
        let text = "é\u{200B}b\u{FEFF}";
        let ranges: Vec<_> = unseen(text).map(|found| found.range).collect();
        assert_eq!(ranges, [2..5, 6..9]);
    }
}
