//! Before layout: what no face can print is replaced by its number in brackets, visibly, and listed.
//! So a pack always comes out, and a reader sees that something stood there.

use std::collections::BTreeMap;

use super::fonts;

/// Where a line may break, between two characters that are one word: never printed.
pub const BREAK: char = '\u{200B}';

/// What may be printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Care {
    /// Whatever a face has.
    #[default]
    Faces,
    /// Letters of Latin, Greek and Cyrillic, without combining marks: the second try, should the
    /// typesetter refuse the first.
    Plain,
}

/// A character that was replaced.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Replaced {
    /// What is printed in its place: `[U+1F600]`.
    pub shown: String,
    /// How often.
    pub count: usize,
    /// The first words around it.
    pub place: String,
}

impl Replaced {
    /// "[U+1F600] stands twice for a character that cannot be printed, first in “…”".
    pub fn sentence(&self) -> String {
        let times = match self.count {
            1 => String::new(),
            count => format!(" {count} times"),
        };
        let shown = &self.shown;
        let words = format!("{shown} stands{times} for a character that cannot be printed");
        if self.place.is_empty() {
            format!("{words}.")
        } else {
            format!("{words}, first in “{}”.", self.place)
        }
    }
}

/// Replaces, and remembers what it replaced.
#[derive(Debug, Default)]
pub struct Cleaner {
    care: Care,
    found: BTreeMap<char, (usize, String)>,
}

impl Cleaner {
    /// A cleaner that has replaced nothing yet.
    pub fn new(care: Care) -> Self {
        Self {
            care,
            found: BTreeMap::new(),
        }
    }

    /// The text as it can be printed. Line breaks stay, other white space becomes a blank.
    pub fn text(&mut self, text: &str) -> String {
        self.printable(text, text)
    }

    /// The text on one line.
    pub fn line(&mut self, text: &str) -> String {
        let clean = self.text(text);
        clean.split(['\n', BREAK]).collect::<Vec<_>>().join(" ")
    }

    /// A drawing: its text and every number of a character in it.
    pub fn drawing(&mut self, svg: &str) -> String {
        let mut out = String::with_capacity(svg.len());
        let mut rest = svg;
        while let Some(start) = rest.find("&#") {
            let (before, from) = rest.split_at(start);
            out.push_str(before);
            let (entity, after) = split_entity(from);
            match character_of(entity) {
                Some(character) if self.keeps(character) => out.push_str(entity),
                Some(character) => out.push_str(&self.note(character, "a drawing")),
                None => out.push_str(entity),
            }
            rest = after;
        }
        out.push_str(rest);
        self.printable(&out, "a drawing")
    }

    /// What was replaced, in the order of the characters.
    pub fn replaced(self) -> Vec<Replaced> {
        self.found
            .into_iter()
            .map(|(character, (count, place))| Replaced {
                shown: shown(character),
                count,
                place,
            })
            .collect()
    }

    fn printable(&mut self, text: &str, place: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\r' if characters.peek() == Some(&'\n') => {}
                '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' => {
                    out.push('\n');
                }
                '\t' => out.push(' '),
                // A soft hyphen is a wish about breaking, not a character of the text.
                '\u{AD}' => out.push(BREAK),
                kept if self.keeps(kept) => out.push(kept),
                other => out.push_str(&self.note(other, place)),
            }
        }
        out
    }

    fn keeps(&self, character: char) -> bool {
        match character {
            ' '..='~' | BREAK | '\n' | '\t' | '\r' => true,
            _ if character.is_control() || is_hidden(character) => false,
            _ => match self.care {
                Care::Faces => fonts::has(character),
                Care::Plain => is_plain(character) && fonts::has(character),
            },
        }
    }

    fn note(&mut self, character: char, place: &str) -> String {
        let (count, _) = self
            .found
            .entry(character)
            .or_insert_with(|| (0, excerpt(place)));
        *count += 1;
        shown(character)
    }
}

/// Characters that turn the direction, join or hide others: a reader could not see what they do.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}')
}

fn is_plain(character: char) -> bool {
    matches!(character, '\u{A0}'..='\u{24F}' | '\u{370}'..='\u{45F}' | '\u{2010}'..='\u{2027}'
        | '\u{20A0}'..='\u{20BF}' | '\u{2190}'..='\u{2193}' | '\u{2212}' | '\u{2265}' | '\u{25A0}'..='\u{25CF}')
}

fn shown(character: char) -> String {
    format!("[U+{:04X}]", u32::from(character))
}

/// The first words of a place, without what could not be printed there.
fn excerpt(place: &str) -> String {
    let mut words: String = place
        .chars()
        .filter(|character| {
            *character == ' '
                || (!character.is_whitespace()
                    && !character.is_control()
                    && !is_hidden(*character)
                    && is_plain_or_ascii(*character))
        })
        .take(40)
        .collect();
    words.truncate(words.trim_end().len());
    words.trim_start().to_owned()
}

fn is_plain_or_ascii(character: char) -> bool {
    character.is_ascii() || (is_plain(character) && fonts::has(character))
}

/// `&#x41;` and what follows; a broken one is an ampersand of its own.
fn split_entity(from: &str) -> (&str, &str) {
    let end = from
        .char_indices()
        .take(12)
        .find(|(_, character)| *character == ';')
        .map_or("&#".len(), |(at, _)| at + 1);
    from.split_at(end)
}

fn character_of(entity: &str) -> Option<char> {
    let number = entity.strip_prefix("&#")?.strip_suffix(';')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_face_has_is_shown_by_number_and_listed_once() {
        let mut cleaner = Cleaner::default();
        assert_eq!(
            cleaner.text("a😀b\u{7}c😀"),
            "a[U+1F600]b[U+0007]c[U+1F600]"
        );
        assert_eq!(cleaner.text("x\u{202E}y\u{FFFE}"), "x[U+202E]y[U+FFFE]");
        let found = cleaner.replaced();
        let emoji = found.iter().find(|one| one.shown == "[U+1F600]").unwrap();
        assert_eq!((emoji.count, emoji.place.as_str()), (2, "abc"));
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn letters_of_many_scripts_stay() {
        let mut cleaner = Cleaner::default();
        let text = "Łódź, Ωμέγα, Привет, שלום, سلام, ਪੰਜਾਬੀ, বাংলা: £5 – “so”";
        assert_eq!(cleaner.text(text), text);
        assert_eq!(cleaner.line("two\r\nlines"), "two lines");
        assert!(cleaner.replaced().is_empty());
    }

    #[test]
    fn a_drawing_is_read_through_its_entities() {
        let mut cleaner = Cleaner::default();
        let svg = "<text>&#x1F600; &#65; &amp; &# 中</text>";
        assert_eq!(
            cleaner.drawing(svg),
            "<text>[U+1F600] &#65; &amp; &# [U+4E2D]</text>"
        );
    }
}
