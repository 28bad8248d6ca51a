//! Everything that can be written a note beside, in the order in which a meeting takes it: the agenda
//! first, each item followed by what it takes up, then the rest of the record.

use std::collections::HashSet;

use super::words::capital;
use crate::model::{AgendaItem, Id, Item, ItemRef, Meeting, Record};

/// The key of a pack or a record as a whole.
pub const WHOLE: &str = "whole";

/// Something in a record or a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Names it in every version: its id where it has one.
    pub key: String,
    /// "Item 4, Care leavers in bed and breakfast".
    pub label: String,
    /// Where it is shown; none for the whole.
    pub at: Option<ItemRef>,
}

/// What names an item in every version of a record.
pub fn key_of(at: ItemRef) -> String {
    at.id_text().unwrap_or_else(|| at.list()).to_owned()
}

/// The order. `whole` is what the whole is called.
pub fn reading_order(record: &Record, meeting: Option<&Meeting>, whole: &str) -> Vec<Place> {
    let mut order = Order {
        record,
        placed: HashSet::new(),
        places: vec![Place {
            key: WHOLE.to_owned(),
            label: whole.to_owned(),
            at: None,
        }],
    };
    if let Some(meeting) = meeting {
        order.meeting(meeting);
    }
    for at in record.refs() {
        if let ItemRef::Meeting(id) = at
            && let Some(other) = record.meetings.get(id)
        {
            order.meeting(other);
        } else {
            order.item(at);
        }
    }
    order.places
}

/// The place of an item by itself.
pub fn place_of(record: &Record, at: ItemRef) -> Option<Place> {
    let item = record.item(at)?;
    Some(Place {
        key: key_of(at),
        label: label_of(&item),
        at: Some(at),
    })
}

/// The place of an item of an agenda.
pub fn place_of_agenda_item(meeting: &Meeting, item: &AgendaItem) -> Place {
    Place {
        key: agenda_key(item.id),
        label: named(&format!("Item {}", item.number), &item.title),
        at: Some(meeting.id.into()),
    }
}

/// What names an item of an agenda.
pub fn agenda_key(id: Id<AgendaItem>) -> String {
    id.as_str().to_owned()
}

/// The name and the title of an item, once where they are the same.
fn label_of(item: &Item) -> String {
    let (name, title) = (capital(&item.name()), item.title());
    if name == title {
        name
    } else {
        named(&name, &title)
    }
}

fn named(name: &str, title: &str) -> String {
    match title.trim().trim_end_matches('.') {
        "" => name.to_owned(),
        title => format!("{name}, {title}"),
    }
}

struct Order<'r> {
    record: &'r Record,
    placed: HashSet<String>,
    places: Vec<Place>,
}

impl Order<'_> {
    fn place(&mut self, place: Place) {
        if self.placed.insert(place.key.clone()) {
            self.places.push(place);
        }
    }

    fn item(&mut self, at: ItemRef) {
        if let Some(place) = place_of(self.record, at) {
            self.place(place);
        }
    }

    /// A meeting, then each item of its agenda with what it takes up.
    fn meeting(&mut self, meeting: &Meeting) {
        self.item(meeting.id.into());
        for item in &meeting.agenda {
            self.place(place_of_agenda_item(meeting, item));
            let linked = item
                .decision
                .into_iter()
                .map(ItemRef::from)
                .chain(item.concerns.iter().copied().map(ItemRef::from))
                .chain(item.clauses.iter().copied().map(ItemRef::from))
                .chain(item.actions.iter().copied().map(ItemRef::from));
            for at in linked {
                self.item(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixtures::{action, meeting};

    fn labels(places: &[Place]) -> Vec<&str> {
        places.iter().map(|place| place.label.as_str()).collect()
    }

    #[test]
    fn the_agenda_comes_first_and_each_thing_once() {
        let mut record = Record::default();
        for number in 1..=3 {
            record.actions.put(action(number));
        }
        let mut board = meeting(1);
        board.agenda.clear();
        for (number, id) in [("1", "agi-2019-000001"), ("2", "agi-2019-000002")] {
            let mut item = AgendaItem::new(id.parse().unwrap(), number.to_owned());
            item.title = format!("Matter {number}.");
            board.agenda.push(item);
        }
        board.agenda[0].actions = vec![action(3).id];
        board.agenda[1].actions = vec![action(3).id, action(1).id];
        record.meetings.put(board.clone());
        let places = reading_order(&record, Some(&board), "The pack as a whole");
        let titles: Vec<String> = [3, 1, 2]
            .map(|number| format!("Action {number}, {}", action(number).title))
            .into_iter()
            .collect();
        let found = labels(&places);
        assert_eq!(found[0], "The pack as a whole");
        assert_eq!(found[2], "Item 1, Matter 1");
        assert!(found[3].starts_with("Action 3"), "{found:?}");
        assert_eq!(found[4], "Item 2, Matter 2");
        assert!(found[5].starts_with("Action 1"), "{found:?}");
        for title in titles {
            let same = found.iter().filter(|label| title.starts_with(**label));
            assert_eq!(same.count(), 1, "{title}: {found:?}");
        }
        let keys: HashSet<&str> = places.iter().map(|place| place.key.as_str()).collect();
        assert_eq!(keys.len(), places.len());
    }

    #[test]
    fn the_keys_are_ids_and_the_single_items_have_keys_of_their_own() {
        assert_eq!(key_of(ItemRef::Transfer), "transfer");
        assert_eq!(key_of(action(4).id.into()), action(4).id.as_str());
        let record = Record::default();
        let place = place_of(&record, ItemRef::Transfer).unwrap();
        assert_eq!(place.label, "The transfer, Transfer of services");
    }
}
