//! Tabs of the people: seats and terms, and skills.

use egui::Ui;

use crate::{
    app::{Message, NewItem},
    model::{ClassGroup, Id, ItemRef, Pay, Person, Term, date},
    ui::{
        ViewCx,
        parts::{names, private},
        theme::{self, Icon, TextStyle},
        widgets::{
            empty::empty_state,
            table::{Column, RowKind, Table, cell_name, cell_text},
            table_state::TableEvent,
        },
    },
};

use super::{View, facts::Facts, ledger};

/// Rows of the seats: a heading for each side of the board, then its people.
enum Seat<'r> {
    Side(ClassGroup, usize),
    Person(&'r Person),
}

const SEATS: [Column<'_>; 7] = [
    Column::flexible("Seat", 180.0),
    Column::flexible("By right of", 150.0).leaves(2),
    Column::fixed("From", 96.0).leaves(1),
    Column::fixed("To", 110.0),
    Column::fixed("Left", 96.0).right(),
    Column::flexible("Appointed by", 120.0).leaves(3),
    Column::fixed("Pay", 66.0),
];

pub(super) fn seats(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View) {
    let record = cx.record;
    if record.people.is_empty() {
        let why = "Terms, pay, quorum and attendance hang on the people of the board. \
                   A seat may be named by its office.";
        if empty_state(ui, "No seats yet.", why, Some((Icon::Plus, "Add person"))) {
            cx.out.send(Message::Add(NewItem::Person));
        }
        return;
    }
    let mut rows: Vec<Seat<'_>> = Vec::with_capacity(record.people.len() + 4);
    for group in ClassGroup::ALL {
        let heading = rows.len();
        let people = record.people.iter();
        rows.extend(
            people
                .filter(|person| person.class.group() == group)
                .map(Seat::Person),
        );
        let count = rows.len() - heading;
        if count > 0 {
            rows.insert(heading, Seat::Side(group, count));
        }
    }
    let person_at = |row: usize| match rows.get(row) {
        Some(Seat::Person(person)) => Some(*person),
        Some(Seat::Side(..)) | None => None,
    };
    let kind = |row: usize| match rows.get(row) {
        Some(Seat::Side(..)) => RowKind::Group,
        Some(Seat::Person(_)) | None => RowKind::Item,
    };
    let own = private::shown(ui);
    let sentence = |row: usize| {
        person_at(row).map_or_else(String::new, |person| {
            let term = ledger::term_words(record, person.id, cx.today);
            let heard = private::heard_in(own.as_deref(), person.id);
            format!("{}, {}, {term}{heard}", person.name, person.class.words())
        })
    };
    let selected =
        (0..rows.len()).find(|row| person_at(*row).is_some_and(|person| cx.is_selected(person.id)));
    names::follow(&mut view.seats, selected);
    let output = Table::new("seats", "Seats and terms", &SEATS, rows.len())
        .kinds(&kind)
        .sentence(&sentence)
        .two_lines()
        .show(ui, &mut view.seats, |ui, cell| match rows.get(cell.row) {
            Some(Seat::Side(group, count)) => ledger::side_cell(ui, *group, *count),
            Some(Seat::Person(person)) => seat_cell(ui, cx, person, cell.col, cell.selected),
            None => {}
        });
    for event in output.events {
        if let TableEvent::SelectionChanged | TableEvent::Opened(_) = event
            && let Some(person) = view.seats.cursor.and_then(person_at)
        {
            cx.select(person.id);
        }
    }
}

fn seat_cell(ui: &mut Ui, cx: &ViewCx<'_>, person: &Person, col: usize, selected: bool) {
    let tokens = theme::tokens(ui);
    let term: Option<&Term> = person.term_at(cx.today).or(person.terms.last());
    let mut small = |words: &str| {
        names::value(ui, TextStyle::Small, words, person.illustrative);
    };
    match col {
        0 => {
            // A seat named by its office need not say it twice.
            let mut second = if person.office == person.name {
                String::new()
            } else {
                person.office.clone()
            };
            if person.deputy_chair {
                if !second.is_empty() {
                    second.push_str(", ");
                }
                second.push_str("deputy to the chair");
            }
            private::beside(ui, person.id, |ui| {
                cell_name(ui, &person.name, &second, selected);
            });
        }
        1 => small(person.class.words()),
        2 => small(&term.map_or_else(|| "–".to_owned(), |term| date::short(term.from))),
        3 => small(&match term {
            None => "–".to_owned(),
            Some(term) => term
                .to
                .map_or_else(|| "with the office".to_owned(), date::short),
        }),
        4 => {
            let (words, strong) = left(cx, term);
            let style = if strong {
                TextStyle::Label
            } else {
                TextStyle::Small
            };
            cell_text(ui, style, &words, tokens.text.primary);
        }
        5 => small(names::or_dash(term.map_or("", |term| &term.appointed_by))),
        _last => {
            let ink = if person.pay == Pay::Fee {
                tokens.text.primary
            } else {
                tokens.text.secondary
            };
            cell_text(ui, TextStyle::Small, person.pay.word(), ink);
        }
    }
}

/// How long the term still runs, and whether it ends soon.
fn left(cx: &ViewCx<'_>, term: Option<&Term>) -> (String, bool) {
    let Some(to) = term.and_then(|term| term.to) else {
        return ("–".to_owned(), false);
    };
    let days = date::days_between(cx.today, to);
    let soon = days <= i32::from(cx.record.board_rules.term_warning_days);
    let words = if days < 0 {
        "ended".to_owned()
    } else if days < 62 {
        crate::analysis::words::days(days)
    } else {
        format!("{} months", days * 12 / 365)
    };
    (words, soon)
}

/// Rows of the skills.
#[derive(Clone, Copy)]
enum Skill {
    Heading(usize),
    Holder(Id<Person>),
}

const SKILLS: [Column<'_>; 3] = [
    Column::flexible("Skill and who brings it", 220.0),
    Column::flexible("By right of", 160.0).leaves(1),
    Column::fixed("Term", 140.0),
];

/// Who brings what; a skill with one holder leaves with that person.
pub(super) fn skills(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, facts: &Facts) {
    if facts.skills.iter().all(|(skill, _)| skill.is_empty()) {
        let why = "Skills show what the board would lose when a term ends. \
                   Enter them with each person.";
        empty_state(ui, "No skills are recorded.", why, None);
        return;
    }
    let mut rows = Vec::new();
    for (place, (_, holders)) in facts.skills.iter().enumerate() {
        rows.push(Skill::Heading(place));
        rows.extend(holders.iter().copied().map(Skill::Holder));
    }
    let kind = |row: usize| match rows.get(row) {
        Some(Skill::Heading(_)) => RowKind::Group,
        Some(Skill::Holder(_)) | None => RowKind::Item,
    };
    let holder = |row: usize| match rows.get(row) {
        Some(Skill::Holder(person)) => Some(*person),
        Some(Skill::Heading(_)) | None => None,
    };
    let own = private::shown(ui);
    let sentence = |row: usize| {
        holder(row).map_or_else(String::new, |person| {
            let heard = private::heard_in(own.as_deref(), person);
            format!("{}{heard}", names::person(cx.record, person))
        })
    };
    // A person may stand in several rows: the cursor stays where it was put.
    let here = view.skills.cursor.and_then(holder);
    let selected = if let Some(ItemRef::Person(id)) = cx.route.item {
        if here == Some(id) {
            view.skills.cursor
        } else {
            (0..rows.len()).find(|row| holder(*row) == Some(id))
        }
    } else {
        None
    };
    names::follow(&mut view.skills, selected);
    let output = Table::new("skills", "Skills", &SKILLS, rows.len())
        .kinds(&kind)
        .sentence(&sentence)
        .show(ui, &mut view.skills, |ui, cell| match rows.get(cell.row) {
            Some(Skill::Heading(place)) => {
                if let Some((skill, holders)) = facts.skills.get(*place) {
                    skill_heading(ui, skill, holders.len());
                }
            }
            Some(Skill::Holder(id)) => {
                let Some(person) = cx.record.people.get(*id) else {
                    return;
                };
                match cell.col {
                    0 => private::beside(ui, person.id, |ui| {
                        cell_name(ui, &person.name, "", cell.selected);
                    }),
                    1 => {
                        let words = person.class.words();
                        names::value(ui, TextStyle::Small, words, false);
                    }
                    _last => {
                        let words = ledger::term_words(cx.record, *id, cx.today);
                        names::value(ui, TextStyle::Small, &words, person.illustrative);
                    }
                }
            }
            None => {}
        });
    for event in output.events {
        if let TableEvent::SelectionChanged | TableEvent::Opened(_) = event
            && let Some(person) = view.skills.cursor.and_then(holder)
        {
            cx.select(person);
        }
    }
}

fn skill_heading(ui: &mut Ui, skill: &str, holders: usize) {
    let tokens = theme::tokens(ui);
    if skill.is_empty() {
        let words = format!("No skill recorded  {holders}");
        cell_text(ui, TextStyle::Label, &words, tokens.text.secondary);
        return;
    }
    cell_text(ui, TextStyle::Label, skill, tokens.text.primary);
    let words = if holders == 1 {
        "one person only; it leaves with them".to_owned()
    } else {
        format!("{holders} people")
    };
    cell_text(ui, TextStyle::Small, &words, tokens.text.muted);
}
