//! Directions and Transfer by keyboard and by name: what they ask for, and what a reader hears.

use std::time::Duration;

use egui::{Key, Ui, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use jiff::civil::{Date, date};
use trajectory::{
    app::{Derived, Message, NewItem, Outbox, Route},
    edit::Edit,
    model::{Item, ItemRef, Position, Record},
    ui::{
        ViewCx,
        sections::{
            directions::{self, DirectionsState},
            transfer::{self, TransferState},
        },
        theme,
    },
};

use super::support::sample;

const TODAY: Date = date(2019, 9, 24);

/// A section over a record; edits and selections take effect, the rest is kept for the test.
struct World {
    record: Record,
    derived: Derived,
    route: Route,
    out: Outbox,
    sent: Vec<Message>,
    directions: DirectionsState,
    transfer: TransferState,
}

impl World {
    fn new(record: Record, item: Option<ItemRef>) -> Self {
        Self {
            derived: Derived::new(&record, TODAY, 1, None),
            record,
            route: Route {
                item,
                ..Route::default()
            },
            out: Outbox::default(),
            sent: Vec::new(),
            directions: DirectionsState::default(),
            transfer: TransferState::default(),
        }
    }

    fn take(&mut self) {
        for message in self.out.take() {
            match &message {
                Message::Select(item) => self.route.item = *item,
                Message::Edit(edit) => {
                    edit.apply(&mut self.record).unwrap();
                    let revision = self.derived.revision + 1;
                    self.derived = Derived::new(&self.record, TODAY, revision, None);
                }
                _other => {}
            }
            self.sent.push(message);
        }
    }

    fn went_to(&self) -> Option<ItemRef> {
        self.sent.iter().rev().find_map(|message| match message {
            Message::Go(route) => route.item,
            _other => None,
        })
    }

    fn added(&self) -> Option<NewItem> {
        self.sent.iter().find_map(|message| match message {
            Message::Add(what) => Some(*what),
            _other => None,
        })
    }

    fn edited(&self) -> Option<Item> {
        self.sent.iter().rev().find_map(|message| match message {
            Message::Edit(Edit::Put(item)) => Some((**item).clone()),
            _other => None,
        })
    }
}

fn cx(world: &World) -> ViewCx<'_> {
    ViewCx {
        record: &world.record,
        derived: &world.derived,
        today: TODAY,
        now: Duration::ZERO,
        epoch: 0,
        route: world.route,
        focus: None,
        out: &world.out,
    }
}

fn directions_page(ui: &mut Ui, world: &mut World) {
    let mut state = std::mem::take(&mut world.directions);
    directions::ui(ui, &cx(world), &mut state);
    world.directions = state;
    world.take();
}

fn transfer_page(ui: &mut Ui, world: &mut World) {
    let mut state = std::mem::take(&mut world.transfer);
    transfer::ui(ui, &cx(world), &mut state);
    world.transfer = state;
    world.take();
}

fn harness(page: fn(&mut Ui, &mut World), world: World) -> Harness<'static, World> {
    let mut harness = Harness::builder()
        .with_size(vec2(1232.0, 834.0))
        .with_context_setup(theme::install)
        .build_ui_state(page, world);
    harness.run();
    harness
}

fn clause(record: &Record, reference: &str) -> ItemRef {
    record
        .clauses
        .iter()
        .find(|one| one.reference == reference)
        .unwrap()
        .id
        .into()
}

fn press(harness: &mut Harness<'_, World>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn type_into(harness: &mut Harness<'_, World>, role: Role, label: &str, text: &str) {
    harness.get_by_role_and_label(role, label).focus();
    harness.run();
    harness.get_by_role_and_label(role, label).type_text(text);
    harness.run();
}

#[test]
fn arrows_walk_the_clauses_and_the_thread() {
    let mut h = harness(directions_page, World::new(sample(), None));
    let first = "Clause 1, Transfer the services to a company at arm's length, at risk, 3 gaps, one-off, 1 Oct 2019";
    h.get_by_role_and_label(Role::ListBoxOption, first).click();
    h.run();
    assert_eq!(h.state().route.item, Some(clause(&h.state().record, "1")));
    press(&mut h, Key::ArrowDown);
    assert_eq!(h.state().route.item, Some(clause(&h.state().record, "2")));
    press(&mut h, Key::ArrowUp);
    press(&mut h, Key::ArrowRight);
    press(&mut h, Key::ArrowRight);
    press(&mut h, Key::ArrowDown);
    press(&mut h, Key::Enter);
    let went = h.state().went_to().unwrap();
    assert_eq!(
        h.state().record.item(went).unwrap().title(),
        "Contracts moved"
    );
    press(&mut h, Key::ArrowLeft);
    press(&mut h, Key::ArrowLeft);
    press(&mut h, Key::ArrowDown);
    assert_eq!(h.state().route.item, Some(clause(&h.state().record, "2")));
}

#[test]
fn each_row_of_the_thread_is_heard_as_one_sentence() {
    let h = harness(directions_page, World::new(sample(), None));
    h.get_by_label_contains(
        "Action 7, recovery agreed, measured by Contracts moved, evidence of 20 September 2019",
    );
    h.get_by_label("Position: At risk");
}

#[test]
fn g_finds_the_next_gap_and_enter_fills_it() {
    let mut h = harness(directions_page, World::new(sample(), None));
    press(&mut h, Key::G);
    press(&mut h, Key::Enter);
    h.get_by_role_and_label(Role::Dialog, "What will show that action 8 works?");
    type_into(&mut h, Role::TextInput, "Search", "contracts mo");
    h.get_by_role_and_label(Role::ListBoxOption, "Contracts moved")
        .click();
    h.run();
    h.get_by_role_and_label(Role::Button, "Link measure")
        .click();
    h.run();
    let Some(Item::Action(action)) = h.state().edited() else {
        panic!("an action was to change")
    };
    assert_eq!((action.number, action.measures.len()), (8, 1));
}

#[test]
fn g_goes_on_to_the_next_clause_with_a_gap() {
    let mut h = harness(directions_page, World::new(sample(), None));
    for _ in 0..4 {
        press(&mut h, Key::G);
    }
    assert_eq!(h.state().route.item, Some(clause(&h.state().record, "5")));
}

#[test]
fn judging_again_adds_a_judgement_and_keeps_the_old_ones() {
    let mut h = harness(directions_page, World::new(sample(), None));
    h.get_by_role_and_label(Role::Button, "Judge again…")
        .click();
    h.run();
    h.get_by_role_and_label(Role::ComboBox, "Position").click();
    h.run();
    h.get_by_role_and_label(Role::ListBoxOption, "Not met")
        .click();
    h.run();
    type_into(
        &mut h,
        Role::MultilineTextInput,
        "Why",
        "Nine contracts have not moved.",
    );
    h.get_by_role_and_label(Role::Button, "Record position")
        .click();
    h.run();
    let Some(Item::Clause(clause)) = h.state().edited() else {
        panic!("a clause was to change")
    };
    assert_eq!(clause.judgements.len(), 3);
    assert_eq!(clause.position(), Some(Position::NotMet));
    assert_eq!(clause.current().unwrap().as_at, TODAY);
    assert_eq!(
        clause.current().unwrap().note,
        "Nine contracts have not moved."
    );
}

#[test]
fn a_clause_is_edited_in_its_form() {
    let record = sample();
    let second = clause(&record, "2");
    let mut h = harness(directions_page, World::new(record, Some(second)));
    h.get_by_role_and_label(Role::Button, "Edit").click();
    h.run();
    type_into(&mut h, Role::TextInput, "In contract", "Schedule 9");
    let Some(Item::Clause(clause)) = h.state().edited() else {
        panic!("a clause was to change")
    };
    assert_eq!(
        (clause.reference.as_str(), clause.in_contract.as_str()),
        ("2", "Schedule 9")
    );
}

#[test]
fn an_older_direction_stays_readable_and_clauses_are_added_to_what_is_shown() {
    let mut h = harness(directions_page, World::new(sample(), None));
    h.get_by_label_contains("Direction, March 2017, Commissioner")
        .click();
    h.run();
    h.get_by_label("Standing: Replaced Sep 2017");
    h.get_by_role_and_label(Role::Button, "Add clause").click();
    h.run();
    let oldest = h.state().record.directions.iter().next().unwrap().id;
    assert_eq!(h.state().added(), Some(NewItem::Clause(oldest)));
}

#[test]
fn without_directions_the_section_says_what_belongs_here() {
    let mut h = harness(directions_page, World::new(Record::default(), None));
    h.get_by_role_and_label(Role::Button, "Add direction")
        .click();
    h.run();
    assert_eq!(h.state().added(), Some(NewItem::Direction));
}

#[test]
fn gates_are_walked_edited_and_moved_with_a_reason() {
    let mut h = harness(transfer_page, World::new(sample(), None));
    h.get_by_label("7 days to go, five of them working days");
    h.get_by_label_contains("TUPE consultation closed, open, 27 Sep, 58 days late")
        .click();
    h.run();
    press(&mut h, Key::ArrowDown);
    let at = h.state().route.item.unwrap();
    assert_eq!(
        h.state().record.item(at).unwrap().title(),
        "Contracts moved, about 80"
    );
    press(&mut h, Key::ArrowLeft);
    let date = "31 Aug 2019: first date, never changes";
    assert!(h.query_all_by_label_contains(date).count() > 0);
    type_into(&mut h, Role::TextInput, "Decided by", "!");
    let Some(Item::Gate(gate)) = h.state().edited() else {
        panic!("a gate was to change")
    };
    assert!(gate.decided_by.contains('!'), "{}", gate.decided_by);
    assert_eq!(gate.title, "Contracts moved, about 80");
}

#[test]
fn t_shows_the_gates_as_a_table() {
    let mut h = harness(transfer_page, World::new(sample(), None));
    press(&mut h, Key::T);
    h.get_by_role_and_label(Role::ListBox, "Gates, 11 rows");
    h.get_by_role_and_label(Role::Link, "Show on the time axis")
        .click();
    h.run();
    h.get_by_role_and_label(Role::ListBox, "Gates, 12");
}

#[test]
fn contract_staff_and_matters_are_edited() {
    let mut h = harness(transfer_page, World::new(sample(), None));
    h.get_by_role_and_label(Role::RadioButton, "Part: Staff (TUPE)")
        .click();
    h.run();
    type_into(&mut h, Role::TextInput, "Staff who transfer", "764");
    press(&mut h, Key::Enter);
    let staff = h.state().record.transfer.tupe.as_ref().unwrap().staff;
    assert_eq!(staff, Some(764));
    h.get_by_role_and_label(Role::RadioButton, "Part: Contract")
        .click();
    h.run();
    h.get_by_label("Key performance indicators");
    h.get_by_role_and_label(Role::RadioButton, "Part: Reserved matters")
        .click();
    h.run();
    let count = h.state().record.reserved_matters.len();
    let table = format!("Reserved matters, {count} rows");
    h.get_by_role_and_label(Role::ListBox, &table).focus();
    h.run();
    press(&mut h, Key::ArrowDown);
    h.get_by_label("Secretary of State").click();
    h.run();
    let Some(Item::ReservedMatter(matter)) = h.state().edited() else {
        panic!("a reserved matter was to change")
    };
    assert!(h.state().record.reserved_matters.get(matter.id).is_some());
}

/// One gate, sixty gates over thirty years: the page stays whole.
#[test]
fn the_axis_copes_with_few_and_many_gates() {
    for count in [0_u32, 1, 60] {
        let mut record = sample();
        let one = record.gates.iter().next().unwrap().clone();
        for gate in record.gates.clone().iter() {
            record.gates.remove(gate.id);
        }
        for n in 0..count {
            let mut gate = one.clone();
            gate.id = format!("gat-2019-{n:06}").parse().unwrap();
            gate.original_due = date(1995 + i16::try_from(n % 30).unwrap(), 3, 1);
            gate.passed_on = None;
            record.gates.put(gate);
        }
        let h = harness(transfer_page, World::new(record, None));
        if count == 0 {
            h.get_by_label_contains("Add the first gate");
        } else {
            h.get_by_role_and_label(Role::ListBox, &format!("Gates, {}", count + 1));
        }
    }
}
