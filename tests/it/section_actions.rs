//! The workbench of the secretary, through the real program: keys, search, edits, several at once, findings.

use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::civil::date;
use trajectory::model::{Action, Brag, ItemRef, SectionId};

use super::support::TestApp;

fn actions() -> TestApp {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    app.go(SectionId::Actions);
    app
}

fn action(app: &TestApp, number: u32) -> &Action {
    let found = app.record().actions.iter().find(|one| one.number == number);
    found.expect("the action")
}

/// The number of the selected action.
fn selected(app: &TestApp) -> Option<u32> {
    match app.state().trail.here().item {
        Some(ItemRef::Action(id)) => app.record().actions.get(id).map(|one| one.number),
        _other => None,
    }
}

fn focus_table(app: &mut TestApp, starts: &str) {
    let table = app.harness.get_all_by_role(Role::ListBox).find(|node| {
        let node = node.accesskit_node();
        node.label().is_some_and(|label| label.starts_with(starts))
    });
    table.expect("the table").focus();
    app.harness.run();
}

fn undo_label(app: &TestApp) -> String {
    let document = app.state().document.as_ref().expect("a record");
    document.history.undo_label().unwrap_or_default().to_owned()
}

fn press(app: &mut TestApp, role: Role, label: &str) {
    app.harness.get_by_role_and_label(role, label).click();
    app.harness.run();
}

#[test]
fn arrows_walk_the_rows_and_the_form_follows_the_order_shown() {
    let mut app = actions();
    focus_table(&mut app, "Actions");
    app.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(selected(&app), Some(4), "the latest comes first");
    app.key(Modifiers::COMMAND, Key::ArrowDown);
    assert_eq!(
        selected(&app),
        Some(5),
        "not action 5 by chance: see the next"
    );
    app.key(Modifiers::COMMAND, Key::ArrowDown);
    assert_eq!(
        selected(&app),
        Some(11),
        "the third latest, not the next number"
    );
    app.key(Modifiers::COMMAND, Key::ArrowUp);
    assert_eq!(selected(&app), Some(5));
    app.key(Modifiers::NONE, Key::Escape);
    assert_eq!(selected(&app), None);
}

#[test]
fn a_head_sorts_and_enter_leads_into_the_form() {
    let mut app = actions();
    press(&mut app, Role::Button, "Sort by No.");
    focus_table(&mut app, "Actions");
    app.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(selected(&app), Some(1));
    app.key(Modifiers::NONE, Key::Enter);
    assert!(app.harness.ctx.text_edit_focused());
    app.harness.event(Event::Text("!".to_owned()));
    app.harness.run();
    assert!(action(&app, 1).title.contains('!'));
    assert_eq!(undo_label(&app), "title of action 1");
}

#[test]
fn typing_an_owner_changes_that_action_only() {
    let mut app = actions();
    let before = action(&app, 5).clone();
    app.send(trajectory::app::Message::Select(Some(
        action(&app, 12).id.into(),
    )));
    app.type_into("Owner", "Head of housing");
    app.leave_field();
    assert_eq!(action(&app, 12).owner, "Head of housing");
    assert_eq!(*action(&app, 5), before);
    assert_eq!(undo_label(&app), "owner of action 12");
}

#[test]
fn the_search_narrows_as_one_types_and_says_when_nothing_is_left() {
    let mut app = actions();
    app.harness.event(Event::Text("/".to_owned()));
    app.harness.run();
    app.harness.event(Event::Text("fire officer".to_owned()));
    app.harness.run();
    assert!(app.sees("1 shown."), "found in a note");
    app.harness.event(Event::Text(" of the moon".to_owned()));
    app.harness.run();
    assert!(app.sees("No action matches"));
    app.click("Show every action");
    assert!(!app.sees("shown."));
}

#[test]
fn filters_take_what_is_late_from_its_first_date() {
    let mut app = actions();
    press(&mut app, Role::Button, "Late");
    assert!(app.sees("8 shown."));
    app.click("Status");
    press(&mut app, Role::ListBoxOption, "Off track");
    assert!(app.sees("3 shown."));
    app.key(Modifiers::NONE, Key::Escape);
    app.click("Clear filters");
    assert!(!app.sees("shown."));
}

#[test]
fn several_actions_change_in_one_step() {
    let mut app = actions();
    focus_table(&mut app, "Actions");
    app.key(Modifiers::NONE, Key::ArrowDown);
    app.key(Modifiers::SHIFT, Key::ArrowDown);
    app.key(Modifiers::SHIFT, Key::ArrowDown);
    assert!(app.sees("3 selected"));
    app.click("Set status…");
    press(&mut app, Role::ListBoxOption, "Delivered");
    for number in [4, 5, 11] {
        assert_eq!(action(&app, number).status, Brag::Delivered, "{number}");
    }
    assert_eq!(undo_label(&app), "status of 3 actions");
    assert!(app.sees("3 selected"), "the same three stay selected");
    app.run(trajectory::app::Command::Undo);
    assert_eq!(action(&app, 4).status, Brag::OffTrack);
}

#[test]
fn rows_are_copied_and_removed_by_key() {
    let mut app = actions();
    focus_table(&mut app, "Actions");
    app.key(Modifiers::NONE, Key::ArrowDown);
    app.harness.event(Event::Copy);
    app.harness.run();
    let notices = app.state().notices.history();
    assert!(
        notices
            .iter()
            .any(|one| one.text.starts_with("1 row copied"))
    );
    focus_table(&mut app, "Actions");
    app.key(Modifiers::NONE, Key::Delete);
    assert!(app.record().actions.iter().all(|one| one.number != 4));
    assert_eq!(selected(&app), Some(5), "the next row of the table");
    app.run(trajectory::app::Command::Undo);
    assert_eq!(action(&app, 4).moves.len(), 4);
}

#[test]
fn a_new_action_takes_its_first_date_once() {
    let mut app = actions();
    app.click("Add action");
    let number = selected(&app).expect("the new action");
    assert_eq!(number, 21);
    app.harness.event(Event::Text("Visit the house".to_owned()));
    app.harness.run();
    app.type_into("First due", "1 Nov 2019");
    app.leave_field();
    assert_eq!(action(&app, 21).original_due, date(2019, 11, 1));
    assert_eq!(action(&app, 21).title, "Visit the house");
    let at: ItemRef = action(&app, 21).id.into();
    app.send(trajectory::app::Message::Select(Some(
        action(&app, 3).id.into(),
    )));
    app.send(trajectory::app::Message::Select(Some(at)));
    assert!(!app.sees("fixed once you leave"));
}

#[test]
fn blue_without_accepted_evidence_says_so_and_stays_possible() {
    let mut app = actions();
    app.send(trajectory::app::Message::Select(Some(
        action(&app, 12).id.into(),
    )));
    press(&mut app, Role::ComboBox, "Status");
    press(&mut app, Role::ListBoxOption, "Embedded");
    assert_eq!(action(&app, 12).status, Brag::Embedded);
    assert!(app.sees("Blue needs accepted evidence"));
    assert!(app.sees("embedded without evidence"), "the finding follows");
}

#[test]
fn a_finding_leads_to_its_place() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    app.go(SectionId::Findings);
    app.type_into("Search findings", "action 12");
    focus_table(&mut app, "Findings");
    app.key(Modifiers::NONE, Key::ArrowDown);
    app.key(Modifiers::NONE, Key::Enter);
    assert_eq!(app.state().trail.here().section, SectionId::Actions);
    assert_eq!(selected(&app), Some(12));
}
