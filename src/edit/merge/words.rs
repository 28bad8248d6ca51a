//! Conflicts in words.

use jiff::civil::Date;
use serde_json::Value;

use super::{AS_AT, Conflict, ConflictKind, Side, Step};
use crate::{
    edit::change::field_words,
    model::{Item, ItemRef, Pence, Record, date},
};

/// Characters of a text that are quoted in a sentence.
const QUOTED: usize = 80;

/// What the two sides are called in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names {
    /// Where ours is: "in this window".
    pub ours: &'static str,
    /// Where theirs is: "in the file".
    pub theirs: &'static str,
}

impl Names {
    /// The file has changed under the window.
    pub const WINDOW_AND_FILE: Self = Self {
        ours: "in this window",
        theirs: "in the file",
    };
    /// Unsaved work is brought back onto a file that has moved on.
    pub const RECOVERED_AND_FILE: Self = Self {
        ours: "in the unsaved work",
        theirs: "in the file",
    };
}

impl Conflict {
    /// What is in question, for a heading: "Owner of action 12".
    pub fn title(&self, record: &Record) -> String {
        if self.at == ItemRef::Organisation && self.field == AS_AT {
            return "Day of the record".to_owned();
        }
        if self.path.is_empty() && self.kind == ConflictKind::Order {
            return format!("Order of the {}", list_words(self.at.list()));
        }
        let item = self.item(record);
        let name = item.map_or_else(|| self.at.noun().to_owned(), |item| item.name());
        let mut way = self.path.iter().map(|step| match step {
            Step::Field(field) => field_words(field),
            Step::Entry { key, .. } => {
                let words = key.iter().filter(|part| !part.is_null());
                let words: Vec<String> = words.map(|part| named(record, "", part)).collect();
                words.join(", ")
            }
        });
        let mut title = match way.next() {
            Some(field) => format!("{field} of {name}"),
            None => name,
        };
        for inner in way {
            title.push_str(", ");
            title.push_str(&inner);
        }
        capital(&title)
    }

    /// One side in words.
    pub fn words(&self, record: &Record, side: Side) -> String {
        let value = match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        };
        self.value_words(record, value)
    }

    /// What it was before, in words.
    pub fn words_before(&self, record: &Record) -> String {
        self.value_words(record, &self.base)
    }

    fn value_words(&self, record: &Record, value: &Value) -> String {
        match self.path.last() {
            Some(Step::Field(field)) => named(record, field, value),
            Some(Step::Entry { .. }) => named(record, "", value),
            None if self.kind == ConflictKind::Order => named(record, "", value),
            None if value.is_null() => "taken out".to_owned(),
            None => Item::from_value(self.at, value.clone())
                .map_or_else(|_| "changed".to_owned(), |item| item.title()),
        }
    }

    /// What happened, in a sentence or two.
    pub fn sentence(&self, record: &Record, names: Names) -> String {
        let Names { ours, theirs } = names;
        let title = self.title(record);
        let quoted = |value: &Value| quoted(&self.value_words(record, value));
        let (mine, other) = (quoted(&self.ours), quoted(&self.theirs));
        match self.kind {
            ConflictKind::Field if self.base.is_null() => {
                format!("{title}: {mine} {ours}, {other} {theirs}; before, there was nothing.")
            }
            ConflictKind::Field => {
                let before = quoted(&self.base);
                format!("{title}: {mine} {ours}, {other} {theirs}; before, it was {before}.")
            }
            ConflictKind::AddAdd => {
                format!("{title} is new on both sides: {mine} {ours}, {other} {theirs}.")
            }
            ConflictKind::DeleteEdit => {
                let (gone, left) = if self.ours.is_null() {
                    (ours, theirs)
                } else {
                    (theirs, ours)
                };
                format!(
                    "{title} was taken out {gone} and changed {left}. It is kept until you choose."
                )
            }
            ConflictKind::Order if self.adds() => format!(
                "{title}: an entry was added {ours} and another {theirs}. Both are kept, and the \
                 last one counts: {} {ours}, {} {theirs}.",
                last(record, &self.ours),
                last(record, &self.theirs)
            ),
            ConflictKind::Order => {
                format!("{title}: the order was changed {ours} and, in another way, {theirs}.")
            }
        }
    }

    /// Whether the order is in question because of new entries.
    fn adds(&self) -> bool {
        let count = |value: &Value| value.as_array().map_or(0, Vec::len);
        !self.path.is_empty() && count(&self.ours) > count(&self.base)
    }

    fn item(&self, record: &Record) -> Option<Item> {
        let kept = [&self.ours, &self.theirs].into_iter();
        record.item(self.at).or_else(|| {
            kept.filter(|_| self.path.is_empty())
                .find_map(|value| Item::from_value(self.at, value.clone()).ok())
        })
    }
}

/// A list of the file in the words of the screen.
pub(super) fn list_words(list: &str) -> String {
    list.replace('_', " ")
}

fn last(record: &Record, value: &Value) -> String {
    let entry = value.as_array().and_then(|list| list.last());
    entry.map_or_else(
        || "none".to_owned(),
        |entry| quoted(&named(record, "", entry)),
    )
}

/// A value in words, as the value of `field`.
fn named(record: &Record, field: &str, value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => match (field, number.as_i64()) {
            ("amount" | "rate" | "fee" | "cap_amount", Some(pence)) => Pence(pence).to_string(),
            _ => number.to_string(),
        },
        Value::String(text) => text_words(record, text),
        Value::Array(list) if list.is_empty() => "nothing".to_owned(),
        Value::Array(list) => {
            let words = list.iter().map(|entry| named(record, "", entry));
            words.collect::<Vec<_>>().join("; ")
        }
        Value::Object(fields) => {
            let parts = fields.iter().filter(|(name, _)| *name != "id");
            let words = parts.map(|(name, value)| {
                let words = named(record, name, value);
                format!("{} {words}", field_words(name))
            });
            words.collect::<Vec<_>>().join(", ")
        }
    }
}

/// Dates as people write them, items by their titles, variants as words; any other text as it is.
fn text_words(record: &Record, text: &str) -> String {
    if let Ok(day) = text.parse::<Date>() {
        return date::short(day);
    }
    let mut refs = record.refs().into_iter();
    if let Some(item) = refs
        .find(|at| at.id_text() == Some(text))
        .and_then(|at| record.item(at))
    {
        return item.name();
    }
    let is_word = text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.chars().all(|letter| letter.is_ascii_alphabetic())
        && text
            .chars()
            .skip(1)
            .any(|letter| letter.is_ascii_uppercase())
        && text.chars().any(|letter| letter.is_ascii_lowercase());
    if !is_word {
        return text.to_owned();
    }
    let mut words = String::new();
    for letter in text.chars() {
        if letter.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    capital(&words)
}

/// In quotation marks and not longer than a reader wants.
fn quoted(words: &str) -> String {
    let line = words.replace('\n', " ");
    if line.chars().count() <= QUOTED {
        return format!("“{line}”");
    }
    let start: String = line.chars().take(QUOTED).collect();
    format!("“{}…”", start.trim_end())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
