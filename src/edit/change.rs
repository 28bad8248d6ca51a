//! One edit as data: what it does, what it may not do, and what the undo menu calls it.

use std::fmt;

use jiff::civil::Date;
use serde_json::Value;

use crate::model::{Action, DateMove, Gate, Item, ItemRef, Record, Transfer};

/// A change to a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Replaces the item with the same address, or adds it at the end of its list.
    Put(Box<Item>),
    /// Adds an item at a place of its list.
    Insert(Box<Item>, usize),
    /// Takes an item out.
    Remove(ItemRef),
    /// Puts an item at another place of its list.
    MoveTo(ItemRef, usize),
    /// Sets the day whose position the record describes.
    AsAt(Option<Date>),
    /// Several edits as one step, with a label of its own.
    Several(String, Vec<Self>),
}

impl<T: Into<Item>> From<T> for Edit {
    fn from(item: T) -> Self {
        Self::Put(Box::new(item.into()))
    }
}

/// Why an edit was refused; `Display` is a sentence for the person. The record is unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl Edit {
    /// Applies the edit.
    ///
    /// # Errors
    /// When a rule that the record keeps by itself forbids it: a first date never changes, a move
    /// is never taken back silently, an interest is closed and not deleted. Of several edits none
    /// is applied then.
    pub fn apply(&self, record: &mut Record) -> Result<(), Refused> {
        match self {
            Self::Put(item) => {
                allowed(record, item)?;
                record.put((**item).clone());
            }
            Self::Insert(item, place) => {
                let at = item.at();
                if record.contains(at) {
                    return Err(Refused(format!(
                        "There is already {} in the record.",
                        item.name()
                    )));
                }
                record.put((**item).clone());
                record.move_to(at, *place);
            }
            Self::Remove(at) => {
                removable(record, *at)?;
                record.remove(*at);
            }
            Self::MoveTo(at, place) => record.move_to(*at, *place),
            Self::AsAt(date) => record.as_at = *date,
            Self::Several(_, edits) => {
                let mut changed = record.clone();
                for edit in edits {
                    edit.apply(&mut changed)?;
                }
                *record = changed;
            }
        }
        Ok(())
    }

    /// What undo calls it: "owner of action 12", "new action 21".
    pub fn label(&self, before: &Record) -> String {
        match self {
            Self::Put(item) => match before.item(item.at()) {
                Some(old) => match changed_fields(&old, item).first() {
                    Some(field) => format!("{} of {}", field_words(field), old.name()),
                    None => old.name(),
                },
                None => format!("new {}", item.at().noun()),
            },
            Self::Insert(item, _) => format!("new {}", item.at().noun()),
            Self::Remove(at) => match before.item(*at) {
                Some(old) => format!("removal of {}", old.name()),
                None => format!("removal of a {}", at.noun()),
            },
            Self::MoveTo(at, _) => match before.item(*at) {
                Some(old) => format!("order of {}", old.name()),
                None => format!("order of a {}", at.noun()),
            },
            Self::AsAt(_) => "date of the record".to_owned(),
            Self::Several(label, _) => label.clone(),
        }
    }

    /// What a run of edits must share to be one step: the item and the field.
    pub fn target(&self, before: &Record) -> Option<(ItemRef, String)> {
        let Self::Put(item) = self else { return None };
        let old = before.item(item.at())?;
        let field = changed_fields(&old, item).first()?.clone();
        Some((item.at(), field))
    }
}

/// The names of the fields that differ; statements last, since they follow from the others.
pub fn changed_fields(old: &Item, new: &Item) -> Vec<String> {
    let (Value::Object(old), Value::Object(new)) = (old.to_value(), new.to_value()) else {
        return Vec::new();
    };
    let mut fields: Vec<String> = new
        .iter()
        .filter(|(key, value)| old.get(*key) != Some(value))
        .map(|(k, _)| k.clone())
        .collect();
    fields.extend(old.keys().filter(|key| !new.contains_key(*key)).cloned());
    fields.sort_by_key(|field| field == "statements");
    fields
}

/// A field of the file in the words of the screen.
pub fn field_words(field: &str) -> String {
    match field {
        "original_due" => "first date".to_owned(),
        "moves" => "due date".to_owned(),
        "judgements" => "position".to_owned(),
        "text" => "wording".to_owned(),
        "no_measure_because" => "reason for no measure".to_owned(),
        "hide_below" => "suppression threshold".to_owned(),
        other => other.replace('_', " "),
    }
}

/// Rules that hold whatever the screen does.
fn allowed(record: &Record, item: &Item) -> Result<(), Refused> {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "only dated items and claims have rules of their own"
    )]
    match item {
        Item::Action(new) => match record.actions.get(new.id) {
            Some(Action {
                original_due,
                moves,
                ..
            }) => dates_kept((*original_due, moves), (new.original_due, &new.moves)),
            None => Ok(()),
        },
        Item::Gate(new) => match record.gates.get(new.id) {
            Some(Gate {
                original_due,
                moves,
                ..
            }) => dates_kept((*original_due, moves), (new.original_due, &new.moves)),
            None => Ok(()),
        },
        Item::Transfer(new) => {
            let Transfer {
                original, moves, ..
            } = &*record.transfer;
            match (original, new.original) {
                (Some(old), Some(first)) => dates_kept((*old, moves), (first, &new.moves)),
                (Some(_), None) => Err(first_date_refused()),
                (None, _) => Ok(()),
            }
        }
        Item::Claim(new) => {
            let before = record.claims.get(new.id).and_then(|old| old.approved_by);
            if new.approved_by == Some(new.person) && before != new.approved_by {
                return Err(Refused(
                    "The claimant cannot approve a claim. Choose another person; nothing has \
                     changed."
                        .to_owned(),
                ));
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn dates_kept(old: (Date, &[DateMove]), new: (Date, &[DateMove])) -> Result<(), Refused> {
    if old.0 != new.0 {
        return Err(first_date_refused());
    }
    if new.1.len() < old.1.len() {
        return Err(Refused(
            "A move of a date stays in the record. Add another move to set the date right."
                .to_owned(),
        ));
    }
    Ok(())
}

fn first_date_refused() -> Refused {
    Refused("The first date never changes. Move the date instead, with a reason.".to_owned())
}

fn removable(record: &Record, at: ItemRef) -> Result<(), Refused> {
    if let ItemRef::Interest(_) = at {
        return Err(Refused(
            "An entry in the register of interests is closed, not deleted. Set its last day."
                .to_owned(),
        ));
    }
    if record.contains(at) && at.id_text().is_some() {
        Ok(())
    } else {
        Err(Refused(format!("This {} cannot be taken out.", at.noun())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Interest, Person};
    use jiff::civil::date;

    fn action() -> Action {
        Action::new("act-2019-000001".parse().unwrap(), 12, date(2019, 6, 28))
    }

    #[test]
    fn a_label_names_the_field_and_the_item() {
        let mut record = Record::default();
        record.put(action().into());
        let edit = Edit::from(Action {
            owner: "Head of placements".into(),
            ..action()
        });
        assert_eq!(edit.label(&record), "owner of action 12");
        assert_eq!(
            Edit::Remove(action().id.into()).label(&record),
            "removal of action 12"
        );
    }

    #[test]
    fn the_first_date_never_changes() {
        let mut record = Record::default();
        record.put(action().into());
        let before = record.clone();
        let edit = Edit::from(Action {
            original_due: date(2020, 1, 1),
            ..action()
        });
        let refused = edit.apply(&mut record).unwrap_err();
        assert!(refused.to_string().contains("first date never changes"));
        assert_eq!(record, before);
    }

    #[test]
    fn a_move_is_not_taken_back() {
        let mut record = Record::default();
        let to = DateMove {
            to: date(2019, 7, 31),
            on: date(2019, 6, 20),
            by: String::new(),
            why: String::new(),
        };
        record.put(
            Action {
                moves: vec![to],
                ..action()
            }
            .into(),
        );
        assert!(Edit::from(action()).apply(&mut record).is_err());
    }

    #[test]
    fn an_interest_is_closed_and_not_deleted() {
        let mut record = Record::default();
        let person: Id<Person> = "per-2019-000001".parse().unwrap();
        let id: Id<Interest> = "int-2019-000001".parse().unwrap();
        let text = format!(
            "(id: \"{id}\", person: \"{person}\", body: \"Council\", nature: \"Cabinet member\")"
        );
        let interest: Interest = ron::from_str(&text).unwrap();
        record.put(interest.into());
        assert!(Edit::Remove(id.into()).apply(&mut record).is_err());
        assert!(record.contains(id.into()));
    }

    #[test]
    fn several_edits_are_applied_together_or_not_at_all() {
        let mut record = Record::default();
        record.put(action().into());
        let before = record.clone();
        let good = Edit::from(Action {
            owner: "Somebody".into(),
            ..action()
        });
        let bad = Edit::from(Action {
            original_due: date(2020, 1, 1),
            ..action()
        });
        assert!(
            Edit::Several("two".into(), vec![good, bad])
                .apply(&mut record)
                .is_err()
        );
        assert_eq!(record, before);
    }
}
