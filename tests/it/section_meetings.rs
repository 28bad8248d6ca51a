//! A meeting in the window, by keyboard: planned, run, minuted, paid for.

use std::{cell::Cell, rc::Rc};

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::civil::{DateTime, Time, date, time};
use trajectory::{
    app::{Command, Message, Route},
    edit::Edit,
    model::{DecisionState, Id, ItemRef, Meeting, MeetingState, Presence, Purpose, SectionId},
};

use crate::support::TestApp;

const SAMPLE: &str = "saves/worcestershire-2019.ron";

/// The program with a clock that a test moves.
struct Afternoon {
    app: TestApp,
    clock: Rc<Cell<DateTime>>,
}

impl Afternoon {
    /// The sample on the day of its meeting, shown live but not open yet.
    fn new() -> Self {
        let mut app = TestApp::open(SAMPLE);
        let clock = Rc::new(Cell::new(date(2019, 9, 26).at(13, 55, 0, 0)));
        let shared = Rc::clone(&clock);
        app.harness.state_mut().state_mut().outside.clock = Box::new(move || shared.get());
        app.send(Message::Edit(Edit::AsAt(Some(date(2019, 9, 26)))));
        app.run(Command::RunMeeting);
        Self { app, clock }
    }

    fn at(&mut self, hour: i8, minute: i8) -> &mut TestApp {
        self.clock.set(date(2019, 9, 26).at(hour, minute, 0, 0));
        self.app.harness.run();
        &mut self.app
    }

    fn meeting(&self) -> &Meeting {
        let record = self.app.record();
        record.meetings.get(next()).unwrap()
    }

    fn key(&mut self, key: Key) {
        self.app.key(Modifiers::NONE, key);
    }

    /// Opened at 14:02 with everybody there who has a key from 1 to 6.
    fn opened() -> Self {
        let mut self_ = Self::new();
        for key in [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
        ] {
            self_.key(key);
        }
        self_.at(14, 2);
        self_.app.click("Open meeting");
        self_
    }

    /// Goes on to the item with this number.
    fn until(&mut self, number: &str) {
        for _ in 0..12 {
            if self.current() == number {
                return;
            }
            self.app.key(Modifiers::COMMAND, Key::ArrowDown);
        }
        assert_eq!(self.current(), number, "the item comes up");
    }

    fn current(&self) -> String {
        let item = trajectory::analysis::agenda::current(self.meeting());
        item.map_or_else(String::new, |item| item.number.clone())
    }

    fn lamp(&self) -> String {
        let lamp = self.app.harness.get_by_role(Role::Alert);
        lamp.accesskit_node().label().unwrap()
    }
}

fn next() -> Id<Meeting> {
    "mtg-2019-J2HMQB".parse().unwrap()
}

fn present(meeting: &Meeting) -> usize {
    let list = meeting.attendance.iter();
    list.filter(|entry| entry.how == Presence::Present).count()
}

#[test]
fn people_come_and_go_by_one_key_each_with_the_time() {
    let mut at = Afternoon::opened();
    assert_eq!(at.meeting().opened, Some(time(14, 2, 0, 0)));
    assert_eq!(present(at.meeting()), 6);
    at.at(15, 10);
    at.key(Key::Num2);
    let left: Vec<Option<Time>> = at
        .meeting()
        .attendance
        .iter()
        .filter(|entry| entry.left.is_some())
        .map(|entry| entry.left)
        .collect();
    assert_eq!(left, [Some(time(15, 10, 0, 0))]);
    at.at(15, 20);
    at.key(Key::Num2);
    assert!(
        at.meeting()
            .attendance
            .iter()
            .any(|entry| entry.away.len() == 1)
    );
    at.app.key(Modifiers::COMMAND, Key::Z);
    assert!(
        at.meeting()
            .attendance
            .iter()
            .all(|entry| entry.away.is_empty())
    );
}

#[test]
fn the_lamp_says_when_it_changes_and_a_decision_waits_for_it() {
    let mut at = Afternoon::opened();
    at.until("4");
    assert!(at.lamp().starts_with("Quorum holds"), "{}", at.lamp());
    for key in [Key::Num1, Key::Num2] {
        at.at(14, 20);
        at.key(key);
    }
    assert!(at.lamp().starts_with("No quorum"), "{}", at.lamp());
    let record = at.app.harness.get_by_label("Record decision");
    assert!(record.accesskit_node().is_disabled());
    at.app.key(Modifiers::COMMAND, Key::Enter);
    let item = at.meeting().agenda.iter().find(|item| item.number == "4");
    let id = item.unwrap().decision.unwrap();
    let state = at.app.record().decisions.get(id).unwrap().state;
    assert_eq!(state, DecisionState::Proposed);
}

#[test]
fn a_decision_is_written_and_recorded_with_keys_only() {
    let mut at = Afternoon::opened();
    at.until("4");
    at.at(14, 30);
    at.app
        .type_into("Resolved", "To adopt the interim business plan.");
    at.app.key(Modifiers::COMMAND, Key::Enter);
    let item = at.meeting().agenda.iter().find(|item| item.number == "4");
    let id = item.unwrap().decision.unwrap();
    let decision = at.app.record().decisions.get(id).unwrap();
    assert_eq!(decision.state, DecisionState::Taken);
    assert_eq!(decision.text, "To adopt the interim business plan.");
    assert!(!decision.is_effective(), "Cabinet has still to consent");
}

#[test]
fn an_action_in_one_line_shows_what_it_will_be_and_hangs_on_its_decision() {
    let mut at = Afternoon::opened();
    at.until("4");
    at.key(Key::A);
    let typing = "Write the exit plan, director of res, 31 Oct 2019";
    at.app.type_into("Action in one line", typing);
    let preview = "Write the exit plan · Director of resources · by 31 Oct 2019";
    assert!(at.app.harness.query_by_label(preview).is_some());
    at.key(Key::Enter);
    let item = at
        .meeting()
        .agenda
        .iter()
        .find(|item| item.number == "4")
        .unwrap();
    let action = at.app.record().actions.get(item.arising[0]).unwrap();
    assert_eq!(action.owner, "Director of resources");
    assert_eq!(action.original_due, date(2019, 10, 31));
    assert_eq!(action.decisions, [item.decision.unwrap()]);
}

#[test]
fn a_declaration_a_note_and_a_deferral_go_into_the_record_at_once() {
    let mut at = Afternoon::opened();
    at.until("7");
    at.at(15, 26);
    at.key(Key::D);
    at.app.type_into("Nature", "Adviser to the provider");
    at.app.click("Record declaration");
    assert_eq!(at.meeting().declarations.len(), 1);
    assert_eq!(at.meeting().declarations[0].at, Some(time(15, 26, 0, 0)));
    at.key(Key::N);
    at.app
        .harness
        .event(egui::Event::Text("Seat 2 asked why".to_owned()));
    at.app.harness.run();
    at.key(Key::Enter);
    let item = |at: &Afternoon| {
        let agenda = &at.meeting().agenda;
        agenda
            .iter()
            .find(|item| item.number == "7")
            .unwrap()
            .clone()
    };
    assert_eq!(item(&at).said[0].text, "Seat 2 asked why");
    at.app.leave_field();
    at.app.click("Defer item…");
    at.app
        .type_into("Why the item is put off", "The partner sent nobody");
    at.key(Key::Enter);
    assert_eq!(item(&at).deferred.unwrap().why, "The partner sent nobody");
}

#[test]
fn an_item_is_put_off_to_a_meeting_that_then_has_it() {
    let mut at = Afternoon::opened();
    at.until("4");
    let put_off = {
        let agenda = &at.meeting().agenda;
        agenda
            .iter()
            .find(|item| item.number == "4")
            .unwrap()
            .clone()
    };
    let before = at.app.record().clone();
    at.app.click("Defer item…");
    at.app
        .type_into("Why the item is put off", "The plan is not final");
    at.app.click("To which meeting");
    at.app.click("Board, 24 Oct 2019");
    assert!(at.app.sees("It goes on the agenda of that meeting now"));
    at.app.click("Put off");
    assert!(
        at.app
            .sees("Put off to 24 October 2019: The plan is not final")
    );
    let october = |record: &trajectory::model::Record| {
        let day = date(2019, 10, 24);
        record
            .meetings
            .iter()
            .find(|one| one.date == day)
            .unwrap()
            .clone()
    };
    let later = october(at.app.record());
    let brought = later
        .agenda
        .iter()
        .find(|item| item.carried_from == Some(next()));
    let brought = brought.expect("it is on the agenda");
    assert_eq!(brought.title, put_off.title);
    assert_eq!(brought.decision, put_off.decision);
    let decision = at
        .app
        .record()
        .decisions
        .get(put_off.decision.unwrap())
        .unwrap();
    assert_eq!(decision.meeting, Some(later.id));
    at.app.run(trajectory::app::Command::Undo);
    assert!(*at.app.record() == before, "one step of undo");
}

#[test]
fn digits_in_a_field_are_digits() {
    let mut at = Afternoon::opened();
    at.until("4");
    at.app.type_into("Resolved", "12");
    let before = present(at.meeting());
    at.key(Key::Num2);
    assert!(
        at.meeting()
            .attendance
            .iter()
            .all(|entry| entry.left.is_none())
    );
    assert_eq!(present(at.meeting()), before);
}

#[test]
fn the_close_leads_to_minutes_that_are_never_written_over_unasked() {
    let mut at = Afternoon::opened();
    at.until("3");
    at.at(16, 40);
    at.app.click("End meeting…");
    at.app.click("End meeting");
    assert_eq!(at.meeting().state, MeetingState::Held);
    assert_eq!(at.meeting().closed, Some(time(16, 40, 0, 0)));
    at.app.click("Draft the minutes");
    let first = &at.meeting().agenda[0];
    assert_eq!(first.minute, "The board noted the item.");
    at.app.click("Back to the page of the meeting");
    at.app
        .harness
        .get_by_role_and_label(Role::Tab, "Minutes")
        .click();
    at.app.harness.run();
    at.app
        .type_into("Minute of item 1", "The chair welcomed two observers.");
    at.app.leave_field();
    at.app.click("Draft again");
    at.app.click("Keep it, draft the rest");
    assert_eq!(
        at.meeting().agenda[0].minute,
        "The chair welcomed two observers."
    );
    at.app.click("Draft again");
    at.app.click("Write it over");
    assert_eq!(at.meeting().agenda[0].minute, "The board noted the item.");
    at.app
        .harness
        .get_by_label("Record approval")
        .click_accesskit();
    at.app.harness.run();
    assert!(at.meeting().signed.is_some());
}

#[test]
fn claims_are_drawn_up_from_attendance_for_another_to_approve() {
    let mut at = Afternoon::opened();
    at.at(16, 40);
    at.app.click("End meeting…");
    at.app.click("End meeting");
    let before = at.app.record().claims.len();
    at.app.click("Draw up claims");
    let record = at.app.record();
    let drawn: Vec<_> = record.claims.iter().skip(before).collect();
    assert!(!drawn.is_empty());
    for claim in &drawn {
        let person = record.people.get(claim.person).unwrap();
        assert_eq!(person.pay, trajectory::model::Pay::Fee);
        assert_eq!((claim.meeting, claim.approved_by), (Some(next()), None));
    }
    assert_eq!(at.app.state().trail.here().section, SectionId::Board);
    at.app.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(at.app.record().claims.len(), before);
}

#[test]
fn a_meeting_is_planned_from_what_is_owed_to_it_and_taken_back_as_one() {
    let mut app = TestApp::open(SAMPLE);
    let before = app.record().clone();
    app.run(Command::NewMeeting);
    app.type_into("Place", "Shire Hall");
    app.click("Plan meeting");
    let Some(ItemRef::Meeting(id)) = app.state().trail.here().item else {
        panic!("the new meeting is shown");
    };
    let meeting = app.record().meetings.get(id).unwrap();
    assert_eq!(meeting.place, "Shire Hall");
    let open = app
        .record()
        .concerns
        .iter()
        .filter(|one| one.closed.is_none());
    let concerns = meeting
        .agenda
        .iter()
        .filter(|item| !item.concerns.is_empty());
    assert_eq!(concerns.count(), open.count());
    // Minutes that wait for approval are on the agenda of one meeting to come, not of two.
    let held = |id: &Id<Meeting>| app.record().meetings.get(*id).unwrap().signed.is_none();
    let mut waiting: Vec<Id<Meeting>> = app
        .record()
        .meetings
        .iter()
        .filter(|one| one.state == MeetingState::Planned)
        .flat_map(|one| one.agenda.iter().filter_map(|item| item.minutes_of))
        .filter(held)
        .collect();
    let count = waiting.len();
    waiting.sort();
    waiting.dedup();
    assert!(count > 0 && waiting.len() == count);
    app.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*app.record(), before);
}

#[test]
fn a_late_item_of_an_agenda_that_is_out_takes_a_letter() {
    let mut app = TestApp::open(SAMPLE);
    let id = next();
    app.send(Message::Go(Route::item(id.into())));
    app.harness
        .get_by_label("Add agenda item")
        .click_accesskit();
    app.harness.run();
    let agenda = &app.record().meetings.get(id).unwrap().agenda;
    let last = agenda.last().unwrap();
    assert!(last.number.ends_with('A'), "{}", last.number);
    assert_eq!(last.purpose, Purpose::Note);
    let fourth = agenda.iter().find(|item| item.number == "4").unwrap();
    let words = format!("Item 4, {}", fourth.title);
    app.harness
        .get_by(|node| {
            node.role() == Role::ListBoxOption
                && node.label().is_some_and(|label| label.starts_with(&words))
        })
        .click_accesskit();
    app.harness.run();
    app.harness
        .get_by_label("Add agenda item")
        .click_accesskit();
    app.harness.run();
    let agenda = &app.record().meetings.get(id).unwrap().agenda;
    let numbers: Vec<&str> = agenda.iter().map(|item| item.number.as_str()).collect();
    assert_eq!(numbers[3..6], ["4", "4A", "5"]);
}

/// Closed at 16:40 after its first three items, on the page with its minutes.
fn minuted() -> Afternoon {
    let mut at = Afternoon::opened();
    at.until("3");
    at.at(16, 40);
    at.app.click("End meeting…");
    at.app.click("End meeting");
    at.app.click("Back to the page of the meeting");
    let tabs = &at.app.harness;
    tabs.get_by_role_and_label(Role::Tab, "Minutes").click();
    at.app.harness.run();
    at
}

fn october(at: &Afternoon) -> Meeting {
    let mut meetings = at.app.record().meetings.iter();
    let found = meetings.find(|one| one.date == date(2019, 10, 24));
    found.unwrap().clone()
}

#[test]
fn after_the_close_the_minutes_put_an_item_off_to_a_named_meeting() {
    let mut at = minuted();
    let before = at.app.record().clone();
    at.app
        .harness
        .get_by_label("Put item 4 off…")
        .click_accesskit();
    at.app.harness.run();
    at.app
        .type_into("Why the item is put off", "The plan is not final");
    let combo = at.app.harness.get_by_label("To which meeting");
    combo.click_accesskit();
    at.app.harness.run();
    at.app.click("Board, 24 Oct 2019");
    at.app.harness.get_by_label("Put off").click_accesskit();
    at.app.harness.run();
    assert!(
        at.app
            .sees("Put off to 24 October 2019: The plan is not final")
    );
    let brought = october(&at).agenda;
    assert!(brought.iter().any(|one| one.carried_from == Some(next())));
    at.app.run(Command::Undo);
    assert!(*at.app.record() == before, "one step of undo");
}

#[test]
fn after_the_close_the_form_of_a_decision_puts_it_off_to_a_named_meeting() {
    let mut at = minuted();
    let item = at.meeting().agenda.iter().find(|item| item.number == "4");
    let decision = item.unwrap().decision.unwrap();
    at.app
        .send(Message::Go(Route::item(ItemRef::Decision(decision))));
    let verb = at.app.harness.get_by_label("Put it off to a meeting…");
    verb.click_accesskit();
    at.app.harness.run();
    at.app
        .type_into("Why the item is put off", "The plan is not final");
    let combo = at.app.harness.get_by_label("To which meeting");
    combo.click_accesskit();
    at.app.harness.run();
    at.app.click("Board, 24 Oct 2019");
    at.app.harness.get_by_label("Put off").click_accesskit();
    at.app.harness.run();
    let moved = at.app.record().decisions.get(decision).unwrap();
    assert_eq!(moved.meeting, Some(october(&at).id));
    let item = at.meeting().agenda.iter().find(|item| item.number == "4");
    assert_eq!(item.unwrap().deferred.as_ref().unwrap().to, moved.meeting);
}

#[test]
fn private_notes_are_written_beside_the_item_at_hand_while_a_meeting_runs() {
    let mut at = Afternoon::opened();
    at.until("4");
    let before = at.app.record().clone();
    at.app.key(Modifiers::COMMAND, Key::J);
    let text = "What does 2 cost?".to_owned();
    at.app.harness.event(egui::Event::Text(text));
    at.app.harness.run();
    assert!(at.app.sees("Question on Item 4"));
    at.app.leave_field();
    at.until("6");
    assert!(!at.app.sees("Question on Item 4"), "it stays with its item");
    at.app.key(Modifiers::COMMAND, Key::M);
    let text = "Ask the deputy".to_owned();
    at.app.harness.event(egui::Event::Text(text));
    at.app.harness.run();
    assert!(at.app.sees("Note on Item 6"));
    at.app.leave_field();
    let said: Vec<(String, String)> = at
        .app
        .state()
        .note_entries()
        .into_iter()
        .map(|entry| (entry.label, entry.note.text))
        .collect();
    assert!(said[0].0.starts_with("Item 4,"), "{said:?}");
    assert_eq!(said[0].1, "What does 2 cost?");
    assert!(said[1].0.starts_with("Item 6,"), "{said:?}");
    assert!(
        at.app.sees("with private notes: 1 question"),
        "the agenda marks it"
    );
    assert_eq!(at.app.record().decisions, before.decisions);
    assert!(!at.app.file_text().contains("Ask the deputy"));
    // On the page of a meeting it goes to the item whose form is open.
    at.app.click("Back to the page of the meeting");
    at.app.key(Modifiers::COMMAND, Key::M);
    assert!(at.app.sees("Note on "));
}
