//! The faces of a pack, bundled: what they can print, and how wide a text is in them.

use std::sync::LazyLock;

use typst::{
    foundations::Bytes,
    layout::{Abs, Em},
    text::{Font, FontBook, FontVariant, FontVariations},
    utils::LazyHash,
};

macro_rules! faces {
    ($($name:literal),* $(,)?) => {
        [$(include_bytes!(concat!("../../../assets/fonts/pack/", $name, ".ttf")).as_slice()),*]
    };
}

/// The families in the order in which they are tried.
pub const FAMILIES: [&str; 13] = [
    "Inter",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Armenian",
    "Noto Sans Bengali",
    "Noto Sans Devanagari",
    "Noto Sans Georgian",
    "Noto Sans Gujarati",
    "Noto Sans Gurmukhi",
    "Noto Sans Hebrew",
    "Noto Sans Tamil",
    "Noto Sans Thai",
    "Noto Sans Symbols2",
];

const REGULAR: usize = 0;
const STRONG: usize = 1;
const DISPLAY: usize = 2;

static FACES: LazyLock<Vec<Font>> = LazyLock::new(|| {
    faces![
        "InterText-Regular",
        "InterText-SemiBold",
        "InterDisplay-SemiBold",
        "InterDisplay-Regular",
        "InterDisplay-Medium",
        "InterText-Medium",
        "InterText-Bold",
        "InterText-Italic",
        "InterText-BoldItalic",
        "NotoSans-Regular",
        "NotoSansArabic-Regular",
        "NotoSansArmenian-Regular",
        "NotoSansBengali-Regular",
        "NotoSansDevanagari-Regular",
        "NotoSansGeorgian-Regular",
        "NotoSansGujarati-Regular",
        "NotoSansGurmukhi-Regular",
        "NotoSansHebrew-Regular",
        "NotoSansTamil-Regular",
        "NotoSansThai-Regular",
        "NotoSansSymbols2-Regular",
    ]
    .into_iter()
    .flat_map(|face| Font::iter(Bytes::new(face)))
    .collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FACES.iter())));

/// All faces.
pub fn faces() -> &'static [Font] {
    &FACES
}

/// What the faces are called.
pub fn book() -> &'static LazyHash<FontBook> {
    &BOOK
}

/// Whether a face has this character.
pub fn has(character: char) -> bool {
    FACES
        .iter()
        .any(|face| face.info().coverage.contains(u32::from(character)))
}

/// A face that widths are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Body text.
    Regular,
    /// Words that one looks for.
    Strong,
    /// Large figures.
    Display,
}

impl Face {
    const fn index(self) -> usize {
        match self {
            Self::Regular => REGULAR,
            Self::Strong => STRONG,
            Self::Display => DISPLAY,
        }
    }
}

/// Widths are kept for the characters below this one: letters, figures and punctuation.
const KEPT: u32 = 0x2200;
/// A character of another face is taken for a wide one: a line too many, never one too few.
const WIDE: f64 = 1.0;

/// Widths of each face of [`Face`], in parts of the size, by character.
static ADVANCES: LazyLock<Vec<Vec<f64>>> = LazyLock::new(|| {
    [Face::Regular, Face::Strong, Face::Display]
        .into_iter()
        .map(|face| FACES.get(face.index()).map_or_else(Vec::new, advances))
        .collect()
});

fn advances(font: &Font) -> Vec<f64> {
    let font = font.clone().instantiate(
        FontVariant::default(),
        Abs::pt(10.0),
        &FontVariations::default(),
    );
    (0..KEPT)
        .map(|code| {
            char::from_u32(code)
                .and_then(|character| font.ttf().glyph_index(character))
                .and_then(|glyph| font.x_advance(glyph.0))
                .map_or(WIDE, Em::get)
        })
        .collect()
}

/// How wide a character is, in parts of the size.
fn advance(character: char, face: Face) -> f64 {
    ADVANCES
        .get(face.index())
        .and_then(|widths| widths.get(character as usize))
        .copied()
        .unwrap_or(WIDE)
}

/// How wide a text is on one line, points.
pub fn width(text: &str, face: Face, size: f64) -> f64 {
    text.chars()
        .filter(|character| *character != super::clean::BREAK)
        .map(|character| advance(character, face))
        .sum::<f64>()
        * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_is_there_and_the_signs_of_the_design_are_printable() {
        for family in FAMILIES.into_iter().chain(["Inter Display"]) {
            assert!(book().contains_family(&family.to_lowercase()), "{family}");
        }
        for sign in "◆■▲▼–−…→≥£€’“”×·•ŵŷĄłž".chars() {
            assert!(has(sign), "{sign}");
        }
        assert!(!has('😀') && !has('中'));
    }

    #[test]
    fn widths_grow_with_the_text_and_the_size() {
        let short = width("Action", Face::Regular, 9.0);
        assert!(short > 20.0 && short < 40.0, "{short}");
        assert!(width("Action log", Face::Regular, 9.0) > short);
        assert!(width("Action", Face::Strong, 9.0) > short);
    }
}
