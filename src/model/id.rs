//! Identifiers: what ties the items of a record together.
//!
//! An id is written `act-2026-7GK3QX`: the kind of item, the year in which it was made, six random
//! Crockford base-32 characters. It never changes and is never used again; the numbers that people
//! say aloud ("Action 12") are fields of their own.

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
    str::FromStr,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Length of an id in bytes: three letters, a hyphen, four digits, a hyphen, six characters.
pub const ID_LENGTH: usize = 15;

/// Crockford's base-32 digits: no I, L, O or U, so that an id can be read over the telephone.
pub const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What an id can point at: a type with a three-letter prefix of its own.
pub trait Kind: 'static {
    /// Three lower-case letters, unique among all kinds.
    const PREFIX: &'static str;
    /// The noun a person would use, lower case: "action".
    const NOUN: &'static str;
}

/// The id of one `T`. Copied freely: fifteen bytes of ASCII.
pub struct Id<T> {
    bytes: [u8; ID_LENGTH],
    kind: PhantomData<fn() -> T>,
}

impl<T: Kind> Id<T> {
    /// A new id from a year and a source of random numbers.
    ///
    /// The caller sees to it that the result is not in the record yet (`Record::fresh_id` does).
    pub fn new(year: i16, mut random: impl FnMut() -> u32) -> Self {
        let mut text = format!("{}-{:04}-", T::PREFIX, year.clamp(0, 9999));
        for _ in 0..6 {
            text.push(char::from(DIGITS[(random() % 32) as usize]));
        }
        let mut bytes = [b'0'; ID_LENGTH];
        bytes.copy_from_slice(text.as_bytes());
        Self {
            bytes,
            kind: PhantomData,
        }
    }
}

impl<T> Id<T> {
    /// The id as written in the file.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or_default()
    }
}

/// Why a text is not an id; `Display` is a sentence for the person who wrote the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadId {
    text: String,
    prefix: &'static str,
    noun: &'static str,
}

impl fmt::Display for BadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, prefix, noun } = self;
        write!(
            f,
            "`{text}` is not the id of a {noun}: expected `{prefix}-`, a year, a hyphen and six \
             characters of 0-9 and A-Z without I, L, O and U, such as `{prefix}-2026-7GK3QX`"
        )
    }
}

impl std::error::Error for BadId {}

impl<T: Kind> FromStr for Id<T> {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId {
            text: text.to_owned(),
            prefix: T::PREFIX,
            noun: T::NOUN,
        };
        let bytes: [u8; ID_LENGTH] = text.as_bytes().try_into().map_err(|_ignored| bad())?;
        let shape = bytes.starts_with(T::PREFIX.as_bytes())
            && bytes[3] == b'-'
            && bytes[4..8].iter().all(u8::is_ascii_digit)
            && bytes[8] == b'-'
            && bytes[9..].iter().all(|byte| DIGITS.contains(byte));
        if shape {
            Ok(Self {
                bytes,
                kind: PhantomData,
            })
        } else {
            Err(bad())
        }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes.cmp(&other.bytes)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de, T: Kind> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<fn() -> T>);
        impl<T: Kind> de::Visitor<'_> for Visitor<T> {
            type Value = Id<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "the id of a {} in quotes", T::NOUN)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id<T>, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Action;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let id: Id<Action> = "act-2026-7GK3QX".parse().unwrap();
        assert_eq!(id.to_string(), "act-2026-7GK3QX");
    }

    #[test]
    fn other_kinds_and_ambiguous_letters_are_refused() {
        for text in [
            "per-2026-7GK3QX",
            "act-2026-7GK3QI",
            "act-26-7GK3QX",
            "act-2026-7gk3qx",
            "",
        ] {
            let err = text.parse::<Id<Action>>().unwrap_err();
            assert!(err.to_string().contains("act-2026-7GK3QX"), "{text}: {err}");
        }
    }

    #[test]
    fn new_ids_have_the_shape_they_are_checked_for() {
        let mut state = 7_u32;
        let id = Id::<Action>::new(2026, || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 8
        });
        assert_eq!(id.as_str().parse::<Id<Action>>().unwrap(), id);
    }
}
