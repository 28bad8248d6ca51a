//! Every string of a finished PDF: what a leak check must read.
//!
//! Not the typesetter's own account of what it wrote, but the file taken apart again by another
//! reader: the text of each page through the tables of its fonts, and every string and name of every
//! object: outline, structure (alternative and actual text), annotations, page labels, metadata,
//! names of attached files; then what the attached files hold, PDFs among them taken apart in turn.
//!
//! A line break, a style or a place to break can stand in the middle of a phrase on the page: compare with
//! [`squeeze`]d texts. A file that cannot be read is an error, never an empty list.

pub mod page;

use std::{collections::BTreeSet, fmt, sync::Arc};

use hayro_syntax::{
    Pdf,
    object::{Array, Dict, MaybeRef, Object, Stream},
};

/// PDFs within PDFs are read to this depth.
const DEEPEST: usize = 3;
/// Arrays and dictionaries are read to this depth.
const NESTED: usize = 64;

/// Where a string stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The text of a page, in the order in which it is drawn.
    Page,
    /// A string of an object: outline, structure, annotation, label, information.
    Object,
    /// A name in an object: media types, roles, destinations.
    Name,
    /// The metadata of the file or of a part of it.
    Metadata,
    /// What an attached file holds, as text.
    Attachment,
    /// Anything else that the file holds as data.
    Data,
}

/// A string of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    /// Where it stands.
    pub kind: Kind,
    /// The string.
    pub text: String,
}

/// The file cannot be read, so nothing can be said about what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "The finished PDF could not be read again, so it was not checked for what must stay out of it",
        )
    }
}

impl std::error::Error for Unreadable {}

/// Every string of a PDF.
///
/// # Errors
///
/// When it is not a PDF that can be read.
pub fn strings(bytes: &[u8]) -> Result<Vec<String>, Unreadable> {
    Ok(extracts(bytes)?
        .into_iter()
        .map(|extract| extract.text)
        .collect())
}

/// Every string of a PDF and where it stands, each once, pages first.
///
/// # Errors
///
/// When it is not a PDF that can be read.
pub fn extracts(bytes: &[u8]) -> Result<Vec<Extract>, Unreadable> {
    let mut out = Vec::new();
    read(bytes, 0, &mut out)?;
    let mut seen = BTreeSet::new();
    out.retain(|extract: &Extract| {
        !extract.text.is_empty() && seen.insert((extract.kind, extract.text.clone()))
    });
    Ok(out)
}

/// The letters and figures of a text alone: what two texts have in common however they are broken
/// into lines, spaced, or cased.
pub fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|character| {
            !character.is_whitespace()
                && !matches!(
                    character,
                    '\u{200B}'..='\u{200F}' | '\u{AD}' | '\u{2060}' | '\u{FEFF}'
                )
        })
        .flat_map(char::to_lowercase)
        .collect()
}

fn read(bytes: &[u8], depth: usize, out: &mut Vec<Extract>) -> Result<(), Unreadable> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).map_err(|_unreadable| Unreadable)?;
    for shown in page::texts(&pdf) {
        let text = page::lines(&shown);
        if let Some(turned) = right_to_left(&text) {
            out.push(Extract {
                kind: Kind::Page,
                text: turned,
            });
        }
        out.push(Extract {
            kind: Kind::Page,
            text,
        });
    }
    for object in pdf.objects() {
        walk(&object, depth, 0, out);
    }
    Ok(())
}

/// Text of scripts that run from right to left is drawn from left to right: the same once more, as it is
/// read.
fn right_to_left(text: &str) -> Option<String> {
    let is = |character: char| matches!(character, '\u{590}'..='\u{8FF}');
    if !text.contains(is) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<char> = Vec::new();
    for character in text.chars() {
        if is(character) || (character == ' ' && !run.is_empty()) {
            run.push(character);
        } else {
            out.extend(run.drain(..).rev());
            out.push(character);
        }
    }
    out.extend(run.into_iter().rev());
    Some(out)
}

fn walk(object: &Object<'_>, depth: usize, nested: usize, out: &mut Vec<Extract>) {
    if nested > NESTED {
        return;
    }
    match object {
        Object::Null(_) | Object::Boolean(_) | Object::Number(_) => {}
        Object::String(string) => out.push(Extract {
            kind: Kind::Object,
            text: text_string(string.as_bytes()),
        }),
        Object::Name(name) => out.push(Extract {
            kind: Kind::Name,
            text: String::from_utf8_lossy(name.as_ref()).into_owned(),
        }),
        Object::Dict(dict) => walk_dict(dict, depth, nested, out),
        Object::Array(array) => walk_array(array, depth, nested, out),
        Object::Stream(stream) => {
            walk_dict(stream.dict(), depth, nested, out);
            walk_stream(stream, depth, out);
        }
    }
}

fn walk_dict(dict: &Dict<'_>, depth: usize, nested: usize, out: &mut Vec<Extract>) {
    for (key, value) in dict.entries() {
        out.push(Extract {
            kind: Kind::Name,
            text: String::from_utf8_lossy(key.as_ref()).into_owned(),
        });
        // What is referred to is an object of its own, met in its turn.
        if let MaybeRef::NotRef(value) = value {
            walk(&value, depth, nested + 1, out);
        }
    }
}

fn walk_array(array: &Array<'_>, depth: usize, nested: usize, out: &mut Vec<Extract>) {
    for value in array.raw_iter() {
        if let MaybeRef::NotRef(value) = value {
            walk(&value, depth, nested + 1, out);
        }
    }
}

fn walk_stream(stream: &Stream<'_>, depth: usize, out: &mut Vec<Extract>) {
    let dict = stream.dict();
    let is = |key: &str, value: &str| {
        dict.get::<hayro_syntax::object::Name<'_>>(key)
            .is_some_and(|name| name.as_ref() == value.as_bytes())
    };
    // Cross-references and packed objects were read as such; pictures and outlines of letters hold no
    // text.
    let is_font_file =
        dict.contains_key("Length1") || is("Subtype", "CIDFontType0C") || is("Subtype", "OpenType");
    if is("Type", "XRef") || is("Type", "ObjStm") || is("Subtype", "Image") || is_font_file {
        return;
    }
    let Ok(data) = stream.decoded() else {
        return;
    };
    let kind = if is("Type", "EmbeddedFile") {
        Kind::Attachment
    } else if is("Type", "Metadata") {
        Kind::Metadata
    } else {
        Kind::Data
    };
    if kind == Kind::Attachment && depth < DEEPEST && data.starts_with(b"%PDF") {
        // One that cannot be read is searched as it is, below.
        let mut within = Vec::new();
        if read(&data, depth + 1, &mut within).is_ok() {
            out.extend(within.into_iter().map(|extract| Extract {
                kind: Kind::Attachment,
                ..extract
            }));
        }
    }
    let text = text_string(&data);
    if kind == Kind::Metadata {
        out.push(Extract {
            kind,
            text: without_entities(&text),
        });
    }
    out.push(Extract { kind, text });
}

/// A text string of PDF: UTF-16 or UTF-8 with their marks, else one byte a character.
pub fn text_string(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], pair: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|unit| pair([unit[0], unit[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    };
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return wide(rest, u16::from_be_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return wide(rest, u16::from_le_bytes);
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Text of XML without its entities.
fn without_entities(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(start) = rest.find('&') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let Some((entity, after)) = from
            .split_once(';')
            .filter(|(entity, _)| entity.len() <= 10)
        else {
            out.push('&');
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        let name = entity.get(1..).unwrap_or_default();
        let number = name
            .strip_prefix('#')
            .and_then(|number| match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => number.parse().ok(),
            });
        let known = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => number.and_then(char::from_u32),
        };
        if let Some(character) = known {
            out.push(character);
        } else {
            out.push_str(entity);
            out.push(';');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_in_their_three_ways() {
        assert_eq!(text_string(&[0xFE, 0xFF, 0x01, 0x41]), "Ł");
        assert_eq!(text_string("Łódź".as_bytes()), "Łódź");
        assert_eq!(text_string(&[b'a', 0xE9]), "aé");
        assert_eq!(
            without_entities("a &amp; b &#x141; &x; & c"),
            "a & b Ł &x; & c"
        );
    }

    #[test]
    fn what_is_no_pdf_is_an_error_and_not_an_empty_list() {
        assert_eq!(strings(b"not a PDF"), Err(Unreadable));
    }

    #[test]
    fn squeezed_texts_compare_however_they_are_broken() {
        assert_eq!(squeeze("A Child\nin\u{200B} Care"), "achildincare");
    }
}
