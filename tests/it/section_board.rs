//! Board and meetings as a keyboard and a screen reader meet them.

use std::time::Duration;

use egui::{Key, Ui, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use jiff::civil::{Date, date};
use trajectory::{
    app::{Derived, Message, NewItem, Outbox, Route},
    edit::Edit,
    model::{Claim, Id, Item, ItemRef, Person, Record, SectionId},
    store,
    ui::{
        ViewCx,
        sections::{board, meetings},
        theme,
    },
};

const TODAY: Date = date(2019, 9, 24);

struct Page {
    record: Record,
    derived: Derived,
    route: Route,
    out: Outbox,
    asked: Vec<Message>,
    board: board::BoardState,
    meetings: meetings::MeetingsState,
}

impl Page {
    fn new(section: SectionId) -> Self {
        let text = include_str!("../../saves/worcestershire-2019.ron");
        let record: Record = store::read::read_text(text).expect("the sample is readable");
        Self {
            derived: Derived::new(&record, TODAY, 1, None),
            route: Route::section(section),
            record,
            out: Outbox::default(),
            asked: Vec::new(),
            board: board::BoardState::default(),
            meetings: meetings::MeetingsState::default(),
        }
    }

    fn waiting(&self) -> &Claim {
        let mut claims = self.record.claims.iter();
        claims
            .find(|claim| claim.approved_by.is_none())
            .expect("a claim that waits")
    }

    /// A director who sits today and did not claim.
    fn another(&self, claim: &Claim) -> &Person {
        let mut people = self.record.people.iter();
        people
            .find(|person| person.sits_on(TODAY) && person.id != claim.person)
            .expect("another director")
    }

    /// The last claim that was asked to be put into the record.
    fn claim_put(&self) -> Option<&Claim> {
        self.asked.iter().rev().find_map(|message| {
            if let Message::Edit(Edit::Put(item)) = message
                && let Item::Claim(claim) = &**item
            {
                Some(claim)
            } else {
                None
            }
        })
    }
}

fn show(ui: &mut Ui, page: &mut Page) {
    let cx = ViewCx {
        record: &page.record,
        derived: &page.derived,
        today: TODAY,
        now: Duration::ZERO,
        epoch: 0,
        route: page.route,
        focus: None,
        out: &page.out,
    };
    if page.route.section == SectionId::Board {
        board::ui(ui, &cx, &mut page.board);
    } else {
        meetings::ui(ui, &cx, &mut page.meetings);
    }
    for message in page.out.take() {
        if let Message::Select(item) = &message {
            page.route.item = *item;
        }
        if let Message::Edit(edit) = &message {
            edit.apply(&mut page.record).expect("a change that holds");
        }
        page.asked.push(message);
    }
}

fn harness<'a>(page: Page) -> Harness<'a, Page> {
    let mut harness = Harness::builder()
        .with_size(vec2(1232.0, 1400.0))
        .with_context_setup(theme::install)
        .build_ui_state(show, page);
    harness.run();
    harness
}

fn choose_approver(harness: &mut Harness<'_, Page>, name: &str) {
    let pickers = harness.get_all_by_role_and_label(Role::ComboBox, "Approve as");
    pickers.last().expect("a picker").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::ListBoxOption, name)
        .click();
    harness.run();
}

#[test]
fn a_claim_is_approved_by_a_chosen_director_and_by_key() {
    let mut page = Page::new(SectionId::Board);
    let claim = page.waiting().clone();
    let approver: (Id<Person>, String) = {
        let person = page.another(&claim);
        (person.id, person.name.clone())
    };
    page.route.item = Some(claim.id.into());
    let mut harness = harness(page);
    assert!(
        harness.query_by_label("Approve claim").is_none(),
        "nobody was chosen yet"
    );
    choose_approver(&mut harness, &approver.1);
    assert!(harness.query_by_label("Approve claim").is_some());
    harness.key_press(Key::A);
    harness.run();
    let put = harness.state().claim_put().expect("an approval");
    assert_eq!(
        (put.id, put.approved_by, put.approved_on),
        (claim.id, Some(approver.0), Some(TODAY))
    );
}

#[test]
fn the_claimant_is_not_among_those_who_approve() {
    let mut page = Page::new(SectionId::Board);
    let claim = page.waiting().clone();
    let claimant = page.record.people.get(claim.person).unwrap().name.clone();
    page.route.item = Some(claim.id.into());
    let mut harness = harness(page);
    let pickers = harness.get_all_by_role_and_label(Role::ComboBox, "Approve as");
    pickers.last().expect("the picker of the form").click();
    harness.run();
    let offered: Vec<String> = harness
        .get_all_by_role(Role::ListBoxOption)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert!(offered.len() > 2, "others are offered: {offered:?}");
    assert!(!offered.contains(&claimant));
}

#[test]
fn the_claimant_cannot_approve_by_key_either() {
    let mut page = Page::new(SectionId::Board);
    let claim = page.waiting().clone();
    let claimant = page.record.people.get(claim.person).unwrap().name.clone();
    let harness = {
        // Chosen for the whole list first, then the own claim is selected.
        let mut harness = harness(page_without_item(&mut page));
        choose_approver(&mut harness, &claimant);
        harness.state_mut().route.item = Some(claim.id.into());
        harness.run();
        harness.key_press(Key::A);
        harness.run();
        harness
    };
    assert!(harness.state().claim_put().is_none());
    assert!(harness.query_by_label("Approve claim").is_none());
}

fn page_without_item(page: &mut Page) -> Page {
    page.route.item = None;
    std::mem::replace(page, Page::new(SectionId::Board))
}

#[test]
fn a_seat_is_selected_by_arrows_and_its_name_edited() {
    let mut harness = harness(Page::new(SectionId::Board));
    let table = harness.get_by(|node| {
        node.role() == Role::ListBox
            && node
                .label()
                .is_some_and(|label| label.starts_with("Fee ledger"))
    });
    table.focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    let Some(ItemRef::Person(person)) = harness.state().route.item else {
        panic!("a person is selected: {:?}", harness.state().route.item)
    };
    let field = harness.get_by_role_and_label(Role::TextInput, "Office");
    field.focus();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Office")
        .type_text("Treasurer ");
    harness.run();
    let office = &harness.state().record.people.get(person).unwrap().office;
    assert!(office.contains("Treasurer"), "{office}");
}

#[test]
fn an_interest_is_closed_and_never_removed() {
    let mut page = Page::new(SectionId::Board);
    let interest = page.record.interests.iter().next().unwrap().id;
    page.route.item = Some(interest.into());
    let mut harness = harness(page);
    assert!(harness.query_by_label("Remove this interest").is_none());
    harness
        .get_by_role_and_label(Role::Button, "Close entry")
        .click();
    harness.run();
    let entry = harness.state().record.interests.get(interest).unwrap();
    assert_eq!(entry.to, Some(TODAY));
}

#[test]
fn every_tab_shows_its_page() {
    for (tab, heard) in [
        ("Seats and terms", "Seats and terms"),
        ("Attendance", "Attendance"),
        ("Rules", "Quorum rules"),
        ("Skills", "Skills"),
    ] {
        let mut harness = harness(Page::new(SectionId::Board));
        harness.get_by_role_and_label(Role::Tab, tab).click();
        harness.run();
        let tables = harness.query_all_by_role(Role::ListBox);
        let names: Vec<String> = tables
            .filter_map(|node| node.accesskit_node().label())
            .collect();
        assert!(
            names.iter().any(|name| name.starts_with(heard)),
            "{tab}: {names:?}"
        );
    }
}

#[test]
fn the_next_meeting_is_shown_first_and_its_agenda_can_grow() {
    let mut harness = harness(Page::new(SectionId::Meetings));
    let next = harness.state().record.next_meeting(TODAY).unwrap().id;
    harness
        .get_by_role_and_label(Role::Button, "Add agenda item")
        .click();
    harness.run();
    let asked = harness.state().asked.last();
    assert!(matches!(asked, Some(Message::AddAgendaItem(id)) if *id == next));
    harness
        .get_by_role_and_label(Role::Button, "Empty meeting")
        .click();
    harness.run();
    let asked = harness.state().asked.last();
    assert!(matches!(asked, Some(Message::Add(NewItem::Meeting))));
}

#[test]
fn an_agenda_item_opens_moves_and_closes() {
    let mut harness = harness(Page::new(SectionId::Meetings));
    let (meeting, first, second) = {
        let meeting = harness.state().record.next_meeting(TODAY).unwrap();
        (meeting.id, meeting.agenda[0].clone(), meeting.agenda[1].id)
    };
    let words = format!("Item {}, {}", first.number, first.title);
    harness
        .get_by(|node| {
            node.role() == Role::ListBoxOption
                && node.label().is_some_and(|label| label.starts_with(&words))
        })
        .click();
    harness.run();
    let down = format!("Move item {} down", first.number);
    harness.get_by_role_and_label(Role::Button, &down).click();
    harness.run();
    let agenda = &harness.state().record.meetings.get(meeting).unwrap().agenda;
    assert_eq!((agenda[0].id, agenda[1].id), (second, first.id));
    let close = format!("Close item {}", first.number);
    harness.get_by_role_and_label(Role::Button, &close).click();
    harness.run();
    assert!(harness.query_by_label(&close).is_none());
}

#[test]
fn attendance_is_recorded_for_everybody_at_once() {
    let mut harness = harness(Page::new(SectionId::Meetings));
    harness
        .get_by_role_and_label(Role::Tab, "Attendance")
        .click();
    harness.run();
    let next = harness.state().record.next_meeting(TODAY).unwrap();
    let (id, before) = (next.id, next.attendance.len());
    let button = harness.get_by(|node| {
        node.role() == Role::Button
            && node
                .label()
                .is_some_and(|label| label.starts_with("Mark the other"))
    });
    button.click();
    harness.run();
    let after = harness.state().record.meetings.get(id).unwrap();
    assert!(after.attendance.len() > before);
}
