//! How the lists inside items are merged: what names an entry, and what it means when both sides
//! add one.

use serde_json::Value;

use super::order::Order;

/// What it means when both sides add entries to a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Added {
    /// Two entries of the same name are the same entry: one date, one value.
    Same,
    /// Entries of a log: both stay.
    Both,
    /// Both stay, but the last entry is the one that counts: which is last is a question.
    LastCounts,
}

/// The rules of one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Policy {
    /// The fields that name an entry; with none, the entry names itself.
    pub(super) keys: &'static [&'static str],
    pub(super) added: Added,
    pub(super) order: Order,
}

/// The rules of the list `field` of an item that stands in `list`.
pub(super) fn of(list: &str, field: &str) -> Policy {
    let same = |keys| Policy {
        keys,
        added: Added::Same,
        order: Order::Matters,
    };
    let both = |keys| Policy {
        added: Added::Both,
        ..same(keys)
    };
    match (list, field) {
        (_, "moves") => Policy {
            added: Added::LastCounts,
            ..same(&["on", "to"])
        },
        ("clauses", "judgements") => Policy {
            added: Added::LastCounts,
            ..same(&["as_at"])
        },
        (_, "judgements") => same(&["heading"]),
        ("measures", "notes") => both(&["date"]),
        (_, "notes" | "narrative") => both(&["on", "by"]),
        (_, "agenda") => same(&["id"]),
        (_, "noted") => same(&["rule", "at"]),
        (_, "attendance") => same(&["person"]),
        (_, "declarations") => same(&["person", "item"]),
        (_, "values" | "rebases") => same(&["date"]),
        (_, "targets") => same(&["by"]),
        (_, "benchmarks") => same(&["name"]),
        (_, "of_each") => same(&["group"]),
        (_, "consents") => same(&["of"]),
        (_, "standing_agenda") => same(&["title"]),
        (_, "milestones" | "evidence" | "papers") => both(&["title"]),
        (_, "counts") => both(&["on", "what"]),
        (_, "terms" | "pauses" | "away") => both(&["from"]),
        (_, "said") => both(&["at"]),
        (_, "spending") => both(&["on_what", "stated"]),
        (_, "expenses") => both(&["what"]),
        (_, "statements") => both(&["made_on", "by"]),
        (_, "revisions") => both(&["until"]),
        (_, "scale" | "headings") => both(&[]),
        // Links, skills, bodies, days: sets.
        _ => Policy {
            order: Order::Free,
            ..both(&[])
        },
    }
}

impl Policy {
    /// What names an entry.
    pub(super) fn key(&self, entry: &Value) -> Vec<Value> {
        if self.keys.is_empty() || !entry.is_object() {
            return vec![entry.clone()];
        }
        let field = |name: &&str| entry.get(*name).cloned().unwrap_or_default();
        self.keys.iter().map(field).collect()
    }
}

/// Fields whose parts belong together: merged as a whole, never part by part.
pub(super) fn is_whole(field: &str) -> bool {
    matches!(field, "votes" | "signed" | "baseline")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Record;

    fn lists_of_structs(list: &str, value: &Value, faults: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    if let Value::Array(entries) = value
                        && entries.iter().any(Value::is_object)
                        && of(list, name).keys.is_empty()
                    {
                        faults.push(format!("{list}: {name}"));
                    }
                    lists_of_structs(list, value, faults);
                }
            }
            Value::Array(entries) => {
                for entry in entries {
                    lists_of_structs(list, entry, faults);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    #[test]
    fn every_list_of_structs_says_what_names_its_entries() {
        let mut faults = Vec::new();
        for text in [
            include_str!("../../../saves/worcestershire-2019.ron"),
            include_str!("../../../saves/worcestershire-2024.ron"),
        ] {
            let record: Record = ron::from_str(text).unwrap();
            for at in record.refs() {
                let value = record.item(at).unwrap().to_value();
                lists_of_structs(at.list(), &value, &mut faults);
            }
        }
        faults.sort();
        faults.dedup();
        assert!(
            faults.is_empty(),
            "say in `policy::of` what names an entry of {faults:?}"
        );
    }
}
