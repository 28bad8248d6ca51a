//! Widths and lines before layout: where a long word may break, how tall a block will about be.
//! Estimates err on the tall side; the typesetter has the last word.

use super::{
    clean::BREAK,
    fonts::{Face, width},
};

/// Words up to this many characters break only where they do not fit.
const LONG_WORD: usize = 24;
/// A run of at least this many hexadecimal digits is a hash: it may break after every four.
const HASH: usize = 16;

/// How a text is set: what its words must fit into.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// Width of the line, points.
    pub width: f64,
    /// Size, points.
    pub size: f64,
    /// The widest face in use.
    pub face: Face,
}

impl Room {
    /// Room of this width for a text of this size.
    pub const fn new(width: f64, size: f64) -> Self {
        Self {
            width,
            size,
            face: Face::Strong,
        }
    }

    /// How wide a text is here.
    pub fn width_of(self, text: &str) -> f64 {
        width(text, self.face, self.size)
    }

    /// The text with places to break inside words that need them.
    pub fn breakable(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for piece in text.split_inclusive([' ', '\n', BREAK]) {
            let word = piece.trim_end_matches([' ', '\n', BREAK]);
            self.push_word(word, &mut out);
            out.push_str(piece.get(word.len()..).unwrap_or_default());
        }
        out
    }

    fn push_word(self, word: &str, out: &mut String) {
        let length = word.chars().count();
        if length >= HASH && word.chars().all(|character| character.is_ascii_hexdigit()) {
            for (index, character) in word.chars().enumerate() {
                if index > 0 && index % 4 == 0 {
                    out.push(BREAK);
                }
                out.push(character);
            }
            return;
        }
        let too_wide = self.width_of(word) > self.width;
        if !too_wide && length <= LONG_WORD {
            out.push_str(word);
            return;
        }
        let joints =
            |character: char| matches!(character, '/' | '-' | '_' | '.' | '@' | ',' | '\\');
        for piece in word.split_inclusive(joints) {
            if !out.is_empty() && !out.ends_with([' ', '\n', BREAK]) {
                out.push(BREAK);
            }
            if too_wide && self.width_of(piece) > self.width {
                push_apart(piece, out);
            } else {
                out.push_str(piece);
            }
        }
    }

    /// About how many lines a text takes.
    pub fn lines(self, text: &str) -> usize {
        text.split('\n')
            .map(|line| self.lines_of_one(line))
            .sum::<usize>()
            .max(1)
    }

    fn lines_of_one(self, line: &str) -> usize {
        let mut lines = 1;
        let mut used = 0.0;
        for word in line.split_inclusive([' ', '-', '/', BREAK]) {
            let wide = self.width_of(word);
            if used > 0.0 && used + self.width_of(word.trim_end()) > self.width {
                lines += 1;
                used = 0.0;
            }
            used += wide;
            // A word wider than the line breaks by itself.
            while used > self.width && self.width > 0.0 {
                lines += 1;
                used -= self.width;
            }
        }
        lines
    }
}

/// Lets a word break after each of its letters, but never before a mark that stands on a letter.
fn push_apart(word: &str, out: &mut String) {
    let mut first = true;
    for character in word.chars() {
        if !first && !stands_on_another(character) {
            out.push(BREAK);
        }
        first = false;
        out.push(character);
    }
}

fn stands_on_another(character: char) -> bool {
    let code = u32::from(character);
    match code {
        0x300..=0x36F
        | 0x483..=0x489
        | 0x591..=0x5C7
        | 0x610..=0x61A
        | 0x64B..=0x65F
        | 0x670
        | 0x6D6..=0x6ED
        | 0xE31
        | 0xE34..=0xE3A
        | 0xE47..=0xE4E
        | 0x1AB0..=0x1AFF
        | 0x1DC0..=0x1DFF
        | 0x20D0..=0x20FF => true,
        // The scripts of India share one plan: signs at the same place of each block.
        0x900..=0xDFF => {
            matches!(code % 0x80, 0..=3 | 0x3A..=0x3C | 0x3E..=0x4F | 0x51..=0x57 | 0x62 | 0x63 | 0x70 | 0x71)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visible(text: &str) -> String {
        text.replace(BREAK, "|")
    }

    #[test]
    fn words_break_only_where_they_must() {
        let wide = Room::new(400.0, 9.0);
        assert_eq!(wide.breakable("a plain sentence"), "a plain sentence");
        assert_eq!(
            visible(&wide.breakable("see https://www.example.org/board/papers")),
            "see https:/|/|www.|example.|org/|board/|papers"
        );
        let narrow = Room::new(20.0, 9.0);
        assert_eq!(
            visible(&narrow.breakable("Commission")),
            "C|o|m|m|i|s|s|i|o|n"
        );
        assert_eq!(
            visible(&wide.breakable("7c1e40b95d228af0")),
            "7c1e|40b9|5d22|8af0"
        );
    }

    #[test]
    fn a_mark_stays_on_its_letter() {
        let narrow = Room::new(5.0, 9.0);
        assert_eq!(
            visible(&narrow.breakable("e\u{301}e\u{301}")),
            "e\u{301}|e\u{301}"
        );
    }

    #[test]
    fn lines_are_counted_with_breaks_and_words() {
        let room = Room::new(100.0, 10.0);
        assert_eq!(room.lines(""), 1);
        assert_eq!(room.lines("one\ntwo"), 2);
        assert!(room.lines(&"word ".repeat(40)) >= 8);
        assert!(room.lines(&"x".repeat(200)) >= 8);
    }
}
