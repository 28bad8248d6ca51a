//! Windows with no room for a list and its inspector: one in the other's place, and a way back.

use egui::{Event, Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use trajectory::{
    app::{Message, NotesAsk},
    model::{ItemRef, SectionId},
    store::notes::NoteKind,
};

use super::support::TestApp;

/// The sample in a window of 1024 by 640 points, on the list of actions.
fn small() -> TestApp {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    app.harness.set_size(vec2(1024.0, 640.0));
    app.go(SectionId::Actions);
    app
}

fn focus_actions(app: &mut TestApp) {
    let starts = "Actions, ";
    let table = app.harness.get_all_by_role(Role::ListBox).find(|node| {
        let label = node.accesskit_node().label();
        label.is_some_and(|label| label.starts_with(starts))
    });
    table.unwrap().focus();
    app.harness.run();
}

/// What has the focus, in words.
fn focused(app: &TestApp) -> String {
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method by its name is of one lifetime only"
    )]
    let focused = by().predicate(|node| node.is_focused());
    let node = app.harness.query(focused);
    node.and_then(|node| node.accesskit_node().label())
        .unwrap_or_default()
}

#[test]
fn arrows_walk_the_list_enter_opens_and_escape_leads_back_to_the_row() {
    let mut app = small();
    focus_actions(&mut app);
    app.key(Modifiers::NONE, Key::ArrowDown);
    app.key(Modifiers::NONE, Key::ArrowDown);
    let second = app.state().trail.here().item;
    assert!(second.is_some());
    assert!(app.sees("Add action"), "the list is still there");
    assert!(!app.sees("Back to Actions"));
    app.key(Modifiers::NONE, Key::Enter);
    assert!(app.sees("Back to Actions"));
    assert!(!app.sees("Add action"), "the form has the list's place");
    assert!(!app.sees("Close the inspector"));
    app.leave_field();
    app.key(Modifiers::NONE, Key::Escape);
    assert!(app.sees("Add action"));
    assert_eq!(
        app.state().trail.here().item,
        second,
        "the row is still selected"
    );
    assert!(focused(&app).starts_with("Actions: "), "{}", focused(&app));
    app.key(Modifiers::NONE, Key::ArrowDown);
    assert_ne!(app.state().trail.here().item, second);
    assert!(app.sees("Add action"));
}

#[test]
fn the_link_at_the_head_leads_back_too_and_enter_opens_the_row_again() {
    for (section, link) in [
        (SectionId::Actions, "Back to Actions"),
        (SectionId::Board, "Back to Board"),
        (SectionId::Inspections, "Back to Inspections"),
        (SectionId::Transfer, "Back to Transfer"),
    ] {
        let mut app = small();
        let first = |item: &ItemRef| item.section() == section && item.id_text().is_some();
        let item = app.record().refs().into_iter().find(first).unwrap();
        app.send(Message::Go(trajectory::app::Route::item(item)));
        app.click(link);
        assert!(!app.sees(link));
        assert_eq!(app.state().trail.here().item, Some(item));
    }
}

#[test]
fn in_a_wide_window_escape_closes_the_inspector_and_the_list_keeps_the_focus() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    app.go(SectionId::Transfer);
    app.harness.get_by_label_contains("Gates, ").focus();
    app.harness.run();
    app.key(Modifiers::NONE, Key::ArrowDown);
    assert!(app.sees("Close the inspector"));
    app.key(Modifiers::NONE, Key::Escape);
    assert!(!app.sees("Close the inspector"));
    assert!(focused(&app).starts_with("Gates"), "{}", focused(&app));
}

#[test]
fn a_private_note_is_heard_with_its_row_in_every_register() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    let record = app.record();
    let person: ItemRef = record.people.iter().next().unwrap().id.into();
    let gate: ItemRef = record.gates.iter().next().unwrap().id.into();
    let asked: ItemRef = record.recommendations.iter().next().unwrap().id.into();
    for (section, item) in [
        (SectionId::Board, person),
        (SectionId::Transfer, gate),
        (SectionId::Inspections, asked),
    ] {
        app.go(section);
        let marked = ", with private notes: 1 question";
        assert!(!app.sees(marked));
        let place = trajectory::analysis::reading_order::place_of(app.record(), item).unwrap();
        app.send(Message::Select(Some(item)));
        app.send(Message::Notes(NotesAsk::Add(place, NoteKind::Question)));
        app.harness.run();
        app.harness.event(Event::Text("By when?".to_owned()));
        app.harness.run();
        assert!(app.sees(marked), "{}", section.title());
    }
}
