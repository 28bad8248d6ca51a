//! The Tab key goes as one reads: along a line from left to right, on every page and in every dialog.

use egui::{Event, Id, Key, LayerId, Modifiers, Rect, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use trajectory::{
    app::{Command, Message, Route},
    model::{ItemRef, SectionId},
};

use super::support::TestApp;

/// Stops of a page that is walked through to the end.
const MOST_STOPS: usize = 400;

/// Where the focus came to stand.
struct Stop {
    id: Id,
    name: String,
    rect: Rect,
    layer: LayerId,
}

impl TestApp {
    fn tab(&mut self) -> Option<Stop> {
        self.harness.event(Event::Key {
            key: Key::Tab,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        for _ in 0..3 {
            self.harness.step();
            if let Some(id) = self.harness.ctx.memory(egui::Memory::focused) {
                let at = self.harness.ctx.read_response(id)?;
                return Some(Stop {
                    id,
                    name: focused(self),
                    rect: at.rect,
                    layer: at.layer_id,
                });
            }
        }
        None
    }

    /// Whether a dialog stands over the page.
    fn asks(&self) -> bool {
        let memory = |memory: &egui::Memory| memory.top_modal_layer().is_some();
        self.harness.ctx.memory(memory)
    }

    /// Walks once through everything that takes the focus.
    fn stops(&mut self) -> Vec<Stop> {
        self.leave_field();
        let mut stops: Vec<Stop> = Vec::new();
        for _ in 0..MOST_STOPS {
            match self.tab() {
                Some(stop) if stops.first().is_some_and(|first| first.id == stop.id) => break,
                Some(stop) => stops.push(stop),
                None => break,
            }
        }
        stops
    }
}

/// Whether two stops are in one line, and the later one stands wholly to the left. The edge of the
/// inspector is as high as the page and in no line.
fn goes_back(from: &Stop, to: &Stop) -> bool {
    if to.name == "Resize panel" {
        return false;
    }
    let (a, b) = (from.rect, to.rect);
    let shared = a.bottom().min(b.bottom()) - a.top().max(b.top());
    let line = shared > 0.5 * a.height().min(b.height());
    from.layer == to.layer && line && b.right() <= a.left() + 1.0
}

fn check(app: &mut TestApp, place: &str, faults: &mut Vec<String>) {
    let stops = app.stops();
    assert!(!stops.is_empty(), "{place}: nothing takes the focus");
    for pair in stops.windows(2) {
        let [from, to] = pair else { continue };
        if goes_back(from, to) {
            faults.push(format!(
                "{place}: “{}” is followed by “{}”",
                from.name, to.name
            ));
        }
    }
}

fn every_page(sample: &str, size: egui::Vec2, faults: &mut Vec<String>) {
    let mut app = TestApp::open(sample);
    app.harness.set_size(size);
    app.harness.run();
    for section in SectionId::ALL {
        app.go(section);
        let place = format!("{sample}, {}, {} wide", section.title(), size.x);
        check(&mut app, &place, faults);
        let first = app
            .record()
            .refs()
            .into_iter()
            .find(|item| item.section() == section);
        if let Some(first) = first {
            app.send(Message::Go(Route::item(first)));
            check(&mut app, &format!("{place}, {}", first.noun()), faults);
        }
    }
}

#[test]
fn tab_reads_every_page_of_a_full_record() {
    let mut faults = Vec::new();
    every_page(
        "saves/worcestershire-2019.ron",
        vec2(1440.0, 900.0),
        &mut faults,
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn tab_reads_every_page_in_a_small_window() {
    let mut faults = Vec::new();
    every_page(
        "saves/worcestershire-2019.ron",
        vec2(1024.0, 640.0),
        &mut faults,
    );
    every_page("saves/new-board.ron", vec2(960.0, 600.0), &mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn tab_reads_every_dialog_of_the_window_and_the_focus_goes_back() {
    let mut faults = Vec::new();
    let mut dialogs = 0;
    for command in Command::all() {
        let mut app = TestApp::open("saves/worcestershire-2019.ron");
        if matches!(command, Command::Goto(_)) || command.enabled(app.state()).is_err() {
            continue;
        }
        let name = command.text().label;
        app.go(SectionId::Actions);
        app.harness.get_by_label("Add action").focus();
        app.harness.run();
        app.run(command);
        if app.state().modal.is_some() {
            dialogs += 1;
            check(&mut app, name, &mut faults);
            app.leave_field();
            app.key(Modifiers::NONE, Key::Escape);
            assert!(app.state().modal.is_none(), "Escape closes {name}");
            assert_eq!(focused(&app), "Add action", "after {name}");
        }
    }
    assert!(dialogs > 8, "{dialogs} dialogs were found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn tab_reads_every_dialog_of_a_section_and_the_focus_goes_back() {
    let mut faults = Vec::new();
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    for (item, verbs) in verbs(&app) {
        app.send(Message::Go(Route::item(item)));
        for verb in verbs {
            app.harness.get_by_label(verb).focus();
            app.harness.run();
            app.key(Modifiers::NONE, Key::Enter);
            assert!(app.asks(), "{verb} opens a dialog");
            check(&mut app, verb, &mut faults);
            app.leave_field();
            app.key(Modifiers::NONE, Key::Escape);
            assert!(!app.asks(), "{verb}: Escape closes it");
            assert_eq!(focused(&app), verb, "the verb has the focus again");
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// An item of each section whose dialogs are its own, and the verbs that open them.
fn verbs(app: &TestApp) -> [(ItemRef, Vec<&'static str>); 3] {
    let record = app.record();
    let clause = record.clauses.iter().next().unwrap().id;
    let concern = record.concerns.iter().find(|one| one.closed.is_none());
    let measure = record.measures.iter().next().unwrap().id;
    [
        (clause.into(), vec!["Judge again…"]),
        (concern.unwrap().id.into(), vec!["Close concern…"]),
        (measure.into(), vec!["Note…", "Rebase…"]),
    ]
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
fn f6_leads_from_region_to_region_past_what_lies_between() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    let action = app.record().actions.iter().next().unwrap().id;
    app.send(Message::Go(Route::item(action.into())));
    app.leave_field();
    let mut seen = Vec::new();
    for _ in 0..5 {
        app.key(Modifiers::NONE, Key::F6);
        seen.push(focused(&app));
    }
    let regions = [
        "Add action",
        "Previous item",
        "findings",
        "File",
        "Overview",
    ];
    for (seen, region) in seen.iter().zip(regions) {
        assert!(seen.contains(region), "{seen} for {region}");
    }
    app.key(Modifiers::NONE, Key::F6);
    assert_eq!(focused(&app), "Add action", "round again");
    app.key(Modifiers::SHIFT, Key::F6);
    assert_eq!(focused(&app), "Overview", "and back");
}

/// What a chart shows is also there as rows, for whoever cannot see it.
#[test]
fn every_chart_has_a_table_twin_one_key_away() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    let table = |app: &TestApp, name: &str| {
        let lists = app.harness.get_all_by_role(egui::accesskit::Role::ListBox);
        lists
            .filter_map(|node| node.accesskit_node().label())
            .any(|label| label.starts_with(name))
    };
    for (section, name) in [
        (SectionId::Curves, "Measures"),
        (SectionId::Inspections, "Inspections"),
        (SectionId::Transfer, "Gates"),
        (SectionId::Story, "Story"),
    ] {
        app.go(section);
        app.key(Modifiers::NONE, Key::T);
        assert!(table(&app, name), "{}", section.title());
        app.key(Modifiers::NONE, Key::T);
    }
    for measure in app
        .record()
        .measures
        .iter()
        .map(|one| one.id)
        .collect::<Vec<_>>()
    {
        app.send(Message::Go(Route::item(measure.into())));
        let plot = app.record().measures.get(measure).unwrap();
        if !plot.values.is_empty() {
            assert!(table(&app, "Values"), "{}", plot.title);
        }
    }
}

#[test]
fn a_menu_left_by_escape_gives_the_focus_back_to_its_button() {
    let mut app = TestApp::open("saves/worcestershire-2019.ron");
    let clause = app.record().clauses.iter().next().unwrap().id;
    app.send(Message::Go(Route::item(clause.into())));
    for button in ["File", "More"] {
        app.harness.get_by_label(button).focus();
        app.harness.run();
        app.key(Modifiers::NONE, Key::Enter);
        assert!(egui::Popup::is_any_open(&app.harness.ctx), "{button}");
        app.key(Modifiers::NONE, Key::Escape);
        assert!(!egui::Popup::is_any_open(&app.harness.ctx), "{button}");
        assert_eq!(focused(&app), button);
    }
}
