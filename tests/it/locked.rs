//! A record that is for reading only looks so everywhere: no field takes keys, and no verb that would
//! change the record can be pressed, in any section and on any kind of item.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use trajectory::{
    app::{Message, ReadOnly, Route},
    model::{ItemRef, SectionId},
};

use super::support::TestApp;

/// Fields that belong to the view: what is searched, shown, or put on a page.
const OF_THE_VIEW: [&str; 7] = [
    "Search actions",
    "Search measures",
    "Search measures of the story",
    "Search findings",
    "State",
    "Paid by",
    "Meeting",
];
/// How verbs begin that change the record.
const CHANGES: [&str; 22] = [
    "Add ",
    "Remove ",
    "Duplicate ",
    "New meeting",
    "Link…",
    "Link ",
    "Approve",
    "Close concern",
    "Reopen",
    "Record ",
    "Judge ",
    "Set ",
    "Move ",
    "Rebase",
    "Note…",
    "Draft ",
    "Draw up",
    "Mark ",
    "Open meeting",
    "Take ",
    "Number from",
    "Paste figures",
];

/// What on screen would still change the record.
fn left_open(app: &TestApp, where_: &str) -> Vec<String> {
    let nodes = app.harness.query_all(By::new().predicate(|node| {
        matches!(
            node.role(),
            Role::TextInput
                | Role::MultilineTextInput
                | Role::ComboBox
                | Role::CheckBox
                | Role::Button
                | Role::Link
        )
    }));
    let mut open = Vec::new();
    for node in nodes {
        let node = node.accesskit_node();
        let name = node.label().unwrap_or_default();
        let is_verb = matches!(node.role(), Role::Button | Role::Link);
        let counts = if is_verb {
            CHANGES.iter().any(|verb| name.starts_with(verb))
        } else {
            !node.is_read_only() && !OF_THE_VIEW.contains(&name.as_str())
        };
        let free = counts && !node.is_disabled();
        if free {
            open.push(format!("{where_}: {:?} {name}", node.role()));
        }
    }
    open
}

fn locked(sample: &str) -> TestApp {
    let mut app = TestApp::open(sample);
    let document = app.harness.state_mut().state_mut().document.as_mut();
    document.unwrap().read_only = Some(ReadOnly::not_writable());
    app.harness.run();
    app
}

#[test]
fn nothing_that_is_for_reading_only_looks_as_if_it_could_be_changed() {
    let mut open: BTreeSet<String> = BTreeSet::new();
    for sample in [
        "saves/worcestershire-2019.ron",
        "saves/worcestershire-2024.ron",
        "saves/new-board.ron",
    ] {
        let mut app = locked(sample);
        for section in SectionId::ALL {
            // What is chosen or written there is not for the record.
            if matches!(
                section,
                SectionId::Story | SectionId::Packs | SectionId::Notes
            ) {
                continue;
            }
            app.go(section);
            open.extend(left_open(&app, &section.title().to_lowercase()));
        }
        let mut seen = BTreeSet::new();
        let refs: Vec<ItemRef> = app.record().refs();
        for at in refs {
            // One of each kind.
            if !seen.insert(at.list()) {
                continue;
            }
            app.send(Message::Go(Route::item(at)));
            open.extend(left_open(&app, at.noun()));
        }
    }
    let words: Vec<String> = open.into_iter().collect();
    assert!(words.is_empty(), "{}", words.join("\n"));
}
