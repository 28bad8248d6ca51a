//! Which texts are withheld, and how a text that names one is emptied.
//!
//! Two kinds. *Strict*: what a restricted thing is called and says (titles, papers, decisions,
//! actions, minutes, narrative). *Loose*: every other text of the record that the public copy does
//! not have (notes, places where evidence is kept, reasons). A text too short or too common to mean
//! anything by itself is in neither: "Finance" would be found on every page. A strict text counts
//! from two words and eight letters, or from ten letters in one word; a loose one from three words
//! and sixteen letters, or from twelve letters with a figure in one word. Owners and presenters of
//! restricted things are offices that also own open ones, so they count as loose.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Restricted, counts};
use crate::{
    model::{ClassGroup, Item, ItemRef, Record, When, id::ID_LENGTH},
    pack::{contents::Chapter, leak},
};

/// Fields whose text is an office or a rule, not what a restricted thing says.
const OFFICES: [&str; 13] = [
    "code",
    "owner",
    "sponsor",
    "presenter",
    "author",
    "by",
    "partner",
    "reviewer",
    "reason",
    "accepted_by",
    "plan_section",
    "bodies",
    "source",
];

/// Fields that hold a word of the format or of the program (how a chance was worked out), not a text.
const CODED: [&str; 28] = [
    "id",
    "class",
    "pay",
    "group",
    "unit",
    "funding",
    "duty",
    "directness",
    "condition",
    "counts_as",
    "addressee",
    "kind",
    "every",
    "position",
    "state",
    "of",
    "consent_of",
    "purpose",
    "how",
    "status",
    "stage",
    "polarity",
    "period",
    "frequency",
    "path",
    "value",
    "count",
    "method",
];

/// Whether a text is an id, a date or a word of the format.
fn is_coded(field: &str, text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_id = bytes.len() == ID_LENGTH
        && bytes[3] == b'-'
        && bytes[8] == b'-'
        && bytes[..3].iter().all(u8::is_ascii_lowercase)
        && bytes[4..8].iter().all(u8::is_ascii_digit);
    is_id || CODED.contains(&field) || text.parse::<When>().is_ok()
}

/// Texts of restricted things.
pub fn of_restricted(full: &Record, restricted: &Restricted) -> Vec<String> {
    let mut texts = BTreeSet::new();
    let mut take = |value: &Value| {
        each_text(value, "", &mut |field, text| {
            if !OFFICES.contains(&field) {
                take_strict(text, &mut texts);
            }
        });
    };
    for item in full.meetings.iter().flat_map(|meeting| &meeting.agenda) {
        if restricted.items.contains(&item.id) {
            take(&serde_json::to_value(item).unwrap_or_default());
        }
    }
    let refs = restricted
        .decisions
        .iter()
        .map(|&id| ItemRef::from(id))
        .chain(restricted.actions.iter().map(|&id| ItemRef::from(id)))
        .chain(restricted.concerns.iter().map(|&id| ItemRef::from(id)))
        .chain(restricted.measures.iter().map(|&id| ItemRef::from(id)))
        .chain(restricted.forward.iter().map(|&id| ItemRef::from(id)));
    for at in refs {
        if let Some(item) = full.item(at) {
            take(&item.to_value());
        }
    }
    let public = public_titles(full, restricted);
    texts
        .into_iter()
        .filter(|text| !public.contains(&leak::squash(text)))
        .collect()
}

/// Titles of open things, and of chapters: a restricted thing of the same name gives nothing away
/// by it.
fn public_titles(full: &Record, restricted: &Restricted) -> BTreeSet<String> {
    let mut titles: BTreeSet<String> = Chapter::ALL
        .iter()
        .map(|chapter| leak::squash(chapter.title()))
        .collect();
    for item in full.meetings.iter().flat_map(|meeting| &meeting.agenda) {
        if !restricted.items.contains(&item.id) {
            titles.insert(leak::squash(&item.title));
        }
    }
    for at in full.refs() {
        let Some(item) = full.item(at) else { continue };
        let open = match &item {
            Item::Decision(one) => !restricted.decisions.contains(&one.id),
            Item::Action(one) => !restricted.actions.contains(&one.id),
            Item::Concern(one) => !restricted.concerns.contains(&one.id),
            Item::Measure(one) => !restricted.measures.contains(&one.id),
            Item::ForwardItem(one) => !restricted.forward.contains(&one.id),
            Item::Recommendation(_)
            | Item::Clause(_)
            | Item::Direction(_)
            | Item::Inspection(_)
            | Item::Gate(_)
            | Item::ReservedMatter(_)
            | Item::Organisation(_)
            | Item::Framework(_) => true,
            Item::BoardRules(_)
            | Item::Transfer(_)
            | Item::Person(_)
            | Item::FeeTerm(_)
            | Item::Claim(_)
            | Item::Interest(_)
            | Item::QuorumRule(_)
            | Item::Waiver(_)
            | Item::Meeting(_)
            | Item::IssuedPack(_) => false,
        };
        if open {
            titles.insert(leak::squash(&item.title()));
        }
    }
    titles
}

fn take_strict(text: &str, texts: &mut BTreeSet<String>) {
    if is_telling(text, (2, 8), 10) {
        texts.insert(text.trim().to_owned());
    }
    // A long text leaks sentence by sentence too.
    for sentence in text.split(['.', '\n', ';']) {
        if is_telling(sentence, (3, 16), 10) {
            texts.insert(sentence.trim().to_owned());
        }
    }
}

/// Whether a text means something by itself: so many words with so many letters, or one long word.
fn is_telling(text: &str, (words, letters): (usize, usize), one_word: usize) -> bool {
    let squashed = leak::squash(text).chars().count();
    match text.split_whitespace().count() {
        0 => false,
        count if count >= words => squashed >= letters,
        _ => squashed >= one_word,
    }
}

/// Every withheld text: the strict ones, and each text of the full record that the public copy does
/// not have.
pub fn all(full: &Record, reduced: &Record, strict: &[String]) -> Vec<String> {
    let shown = shown(reduced);
    let mut texts: BTreeSet<String> = strict.iter().cloned().collect();
    let value = serde_json::to_value(full).unwrap_or_default();
    each_text(&value, "", &mut |_, text| {
        let telling = is_telling(text, (3, 16), usize::MAX)
            || is_telling(text, (usize::MAX, 0), 12)
                && text.bytes().any(|byte| byte.is_ascii_digit());
        if telling && !shown.contains(&leak::squash(text)) {
            texts.insert(text.trim().to_owned());
        }
    });
    for person in full.people.iter() {
        let named = is_telling(&person.name, (2, 8), 10);
        if person.class.group() == ClassGroup::InAttendance
            && named
            && !shown.contains(&leak::squash(&person.name))
        {
            texts.insert(person.name.trim().to_owned());
        }
    }
    for text in counts::said(full, reduced) {
        if is_telling(&text, (3, 10), 10) && !shown.contains(&leak::squash(&text)) {
            texts.insert(text);
        }
    }
    // Why something is withheld and who reviews it is said in its place, unless that names it.
    for restriction in full
        .meetings
        .iter()
        .flat_map(|meeting| &meeting.agenda)
        .filter_map(|item| item.restricted.as_ref())
    {
        for text in [
            &restriction.code,
            &restriction.reason,
            &restriction.reviewer,
        ] {
            if !leak::mentions(text, strict) {
                texts.remove(text.trim());
            }
        }
    }
    texts.into_iter().collect()
}

/// All texts of a record, squashed, one after the other with a break between them.
fn shown(record: &Record) -> String {
    let mut all = String::new();
    let value = serde_json::to_value(record).unwrap_or_default();
    each_text(&value, "", &mut |_, text| {
        all.push_str(&leak::squash(text));
        all.push('\n');
    });
    all
}

/// The record with every text emptied that names something withheld.
pub fn scrubbed(record: &Record, withheld: &[String]) -> Option<Record> {
    if withheld.is_empty() {
        return Some(record.clone());
    }
    let squashed: Vec<String> = withheld.iter().map(|text| leak::squash(text)).collect();
    let mut value = serde_json::to_value(record).ok()?;
    // The same text stands in many places; each is judged once.
    let mut known: BTreeMap<String, bool> = BTreeMap::new();
    scrub(&mut value, "", &mut |text| {
        *known.entry(text.to_owned()).or_insert_with(|| {
            let text = leak::squash(text);
            squashed.iter().any(|one| text.contains(one.as_str()))
        })
    });
    serde_json::from_value(value).ok()
}

fn scrub(value: &mut Value, field: &str, names: &mut dyn FnMut(&str) -> bool) {
    match value {
        Value::String(text) => {
            if !is_coded(field, text) && names(text) {
                text.clear();
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|one| scrub(one, field, names)),
        Value::Object(fields) => {
            for (name, one) in fields.iter_mut() {
                scrub(one, name, names);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Every text of a value with the field it stands in.
fn each_text(value: &Value, field: &str, take: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::String(text) if is_coded(field, text) => {}
        Value::String(text) => take(field, text),
        Value::Array(list) => {
            for one in list {
                each_text(one, field, take);
            }
        }
        Value::Object(fields) => {
            for (name, one) in fields {
                each_text(one, name, take);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
