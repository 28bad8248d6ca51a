//! An action in one line: "text, owner, date". What was understood is shown while it is typed.

use jiff::civil::Date;

use crate::{
    edit::meeting::NewAction,
    model::{Record, date},
    ui::widgets::date_text::parse_date,
};

/// Reads the line. The date is what follows the last comma and the owner what stands before it, as far
/// as they can be read; a line without a date is due four weeks after the meeting.
pub(super) fn read(line: &str, record: &Record, day: Date) -> NewAction {
    let mut parts: Vec<&str> = line.split(',').map(str::trim).collect();
    let mut due = None;
    if parts.len() > 1
        && let Some(last) = parts.last()
    {
        let text = last.strip_prefix("by ").unwrap_or(last);
        if let Ok(read) = parse_date(text, day) {
            due = Some(read);
            parts.pop();
        }
    }
    let mut owner = String::new();
    if parts.len() > 1
        && let Some(last) = parts.pop()
    {
        if last.is_empty() || is_owner(last, record, due.is_some()) {
            owner = known_owner(last, record);
        } else {
            parts.push(last);
        }
    }
    NewAction {
        title: parts.join(", ").trim().to_owned(),
        owner,
        due: due.unwrap_or_else(|| date::plus_days(day, 28)),
    }
}

/// With a date behind it, the part before is the owner; without one only a name that the record knows.
fn is_owner(text: &str, record: &Record, dated: bool) -> bool {
    dated || known(text, record).is_some()
}

fn known_owner(text: &str, record: &Record) -> String {
    known(text, record).unwrap_or_else(|| text.to_owned())
}

/// An owner of an action, an office or a person whose name begins like this.
fn known(text: &str, record: &Record) -> Option<String> {
    let wanted = text.trim().to_lowercase();
    if wanted.chars().count() < 3 {
        return None;
    }
    let offices = record.people.iter().map(|person| person.office.as_str());
    let owners = record.actions.iter().map(|action| action.owner.as_str());
    let names = record.people.iter().map(|person| person.name.as_str());
    owners
        .chain(offices)
        .chain(names)
        .find(|name| name.to_lowercase().starts_with(&wanted))
        .map(str::to_owned)
}

/// What was understood, as one sentence.
pub(super) fn preview(new: &NewAction) -> String {
    let title = if new.title.is_empty() {
        "No words yet"
    } else {
        &new.title
    };
    let owner = if new.owner.is_empty() {
        "nobody named"
    } else {
        &new.owner
    };
    format!("{title} · {owner} · by {}", date::short(new.due))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Action, Class, Id, Pay, Person};
    use jiff::civil::date;

    const DAY: Date = date(2019, 9, 26);

    fn record() -> Record {
        let mut record = Record::default();
        let mut action = Action::new("act-2019-000001".parse().unwrap(), 1, DAY);
        action.owner = "Head of placements".to_owned();
        record.actions.put(action);
        record.people.put(Person {
            id: Id::new(2019, || 1),
            name: "Independent director, seat 2".to_owned(),
            class: Class::IndependentNed,
            office: String::new(),
            deputy_chair: false,
            pay: Pay::Unpaid,
            terms: Vec::new(),
            skills: Vec::new(),
            note: String::new(),
            illustrative: false,
        });
        record
    }

    #[test]
    fn text_owner_and_date_are_read_from_the_end() {
        for (line, title, owner, due) in [
            (
                "Write the exit plan, head of pl, 31 Oct 2019",
                "Write the exit plan",
                "Head of placements",
                date(2019, 10, 31),
            ),
            (
                "Check prices, terms and staff, Somebody New, +14d",
                "Check prices, terms and staff",
                "Somebody New",
                date(2019, 10, 10),
            ),
            (
                "Ask again, independent",
                "Ask again",
                "Independent director, seat 2",
                date(2019, 10, 24),
            ),
            (
                "Ask again, and soon",
                "Ask again, and soon",
                "",
                date(2019, 10, 24),
            ),
            ("Ask again", "Ask again", "", date(2019, 10, 24)),
            ("Ask, , by 1 Nov 2019", "Ask", "", date(2019, 11, 1)),
            ("", "", "", date(2019, 10, 24)),
        ] {
            let read = read(line, &record(), DAY);
            assert_eq!(
                (read.title.as_str(), read.owner.as_str(), read.due),
                (title, owner, due),
                "{line}"
            );
        }
    }

    #[test]
    fn the_preview_says_what_is_missing() {
        let read = read("Ask again", &record(), DAY);
        assert_eq!(preview(&read), "Ask again · nobody named · by 24 Oct 2019");
    }
}
