//! Inspections and concerns by name and by key: select, edit, walk, close, reopen.

use std::time::Duration;

use egui::{Key, Modifiers, Ui, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use trajectory::{
    app::{Derived, Message, NewItem, Outbox, Route},
    edit::Edit,
    model::{
        Concern, Inspection, InspectionKind, Item, ItemRef, Recommendation, Record, SectionId,
    },
    ui::{
        ViewCx,
        sections::{
            concerns::{self, ConcernsState},
            inspections::{self, InspectionsState},
        },
        theme,
    },
};

use super::support::sample;

/// A window's working area with the record behind it; edits and selections are carried out.
struct Page {
    record: Record,
    derived: Derived,
    route: Route,
    inspections: InspectionsState,
    concerns: ConcernsState,
    messages: Vec<Message>,
}

fn show(ui: &mut Ui, page: &mut Page) {
    let out = Outbox::default();
    let cx = ViewCx {
        record: &page.record,
        derived: &page.derived,
        today: page.derived.today,
        now: Duration::ZERO,
        epoch: 0,
        route: page.route,
        focus: None,
        out: &out,
    };
    if page.route.section == SectionId::Concerns {
        concerns::ui(ui, &cx, &mut page.concerns);
    } else {
        inspections::ui(ui, &cx, &mut page.inspections);
    }
    for message in out.take() {
        match &message {
            Message::Edit(edit) => {
                edit.apply(&mut page.record).unwrap();
                page.derived = Derived::new(
                    &page.record,
                    page.derived.today,
                    page.derived.revision + 1,
                    None,
                );
            }
            Message::Select(item) => page.route.item = *item,
            Message::Go(route) => page.route = *route,
            _other => {}
        }
        page.messages.push(message);
    }
}

fn open(record: Record, section: SectionId) -> Harness<'static, Page> {
    let today = record.as_at.unwrap_or(jiff::civil::date(2019, 9, 24));
    let page = Page {
        derived: Derived::new(&record, today, 1, None),
        record,
        route: Route::section(section),
        inspections: InspectionsState::default(),
        concerns: ConcernsState::default(),
        messages: Vec::new(),
    };
    let mut harness = Harness::builder()
        .with_size(vec2(1232.0, 1500.0))
        .with_context_setup(theme::install)
        .build_ui_state(show, page);
    harness.run();
    harness
}

fn click(harness: &mut Harness<'_, Page>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn type_into(harness: &mut Harness<'_, Page>, label: &str, text: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .type_text(text);
    harness.run();
}

fn repeated(record: &Record) -> Recommendation {
    let mut all = record.recommendations.iter();
    all.find(|one| one.raised_before.is_some()).unwrap().clone()
}

fn latest(record: &Record) -> Inspection {
    let graded = record.inspections.iter();
    graded
        .filter(|one| one.kind == InspectionKind::Graded)
        .max_by_key(|one| one.known())
        .unwrap()
        .clone()
}

fn first_concern(harness: &Harness<'_, Page>) -> Concern {
    let record = &harness.state().record;
    record.concerns.iter().next().unwrap().clone()
}

#[test]
fn the_title_says_where_the_grades_stand() {
    let harness = open(sample(), SectionId::Inspections);
    harness.get_by_label(
        "Requires improvement in every judgement, July 2019. The inspection of 2016 found \
         inadequate.",
    );
    harness.get_by_label("Overall effectiveness: requires improvement");
    harness.get_by_label("Action plan to Ofsted, 70 working days: 5 Nov 2019");
}

#[test]
fn keys_walk_the_recommendations_and_their_ancestry() {
    let mut harness = open(sample(), SectionId::Inspections);
    let newer = repeated(&harness.state().record);
    let older = newer.raised_before.unwrap();
    harness.state_mut().route = Route::item(newer.id.into());
    harness.run();
    harness
        .get_by(|node| {
            node.role() == Role::ListBox
                && node
                    .label()
                    .is_some_and(|name| name.contains("raised in 2016"))
        })
        .focus();
    harness.run();
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().route.item, Some(older.into()));
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().route.item, Some(newer.id.into()));
    harness.key_press(Key::ArrowUp);
    harness.run();
    let moved = harness.state().route.item;
    assert!(matches!(moved, Some(ItemRef::Recommendation(id)) if id != newer.id));
}

#[test]
fn a_grade_is_chosen_from_the_scale_of_the_framework() {
    let mut harness = open(sample(), SectionId::Inspections);
    let report = latest(&harness.state().record);
    harness.state_mut().route = Route::item(report.id.into());
    harness.run();
    harness
        .get_by_role_and_label(Role::ComboBox, "Impact of leaders")
        .click();
    harness.run();
    harness
        .get_by(|node| {
            node.role() == Role::ListBoxOption && node.label().as_deref() == Some("Good")
        })
        .click();
    harness.run();
    let after = harness.state().record.inspections.get(report.id).unwrap();
    let judged = after
        .judgements
        .iter()
        .find(|one| one.heading == "Impact of leaders");
    assert_eq!(judged.unwrap().grade, "Good");
    assert_eq!(after.judgements.len(), report.judgements.len());
}

#[test]
fn the_table_twin_opens_by_its_key_but_not_while_typing() {
    let mut harness = open(sample(), SectionId::Inspections);
    assert!(harness.query_by_label("Inspections and visits").is_none());
    harness.key_press(Key::T);
    harness.run();
    harness.get_by_label("Inspections and visits");
    let report = latest(&harness.state().record);
    harness.state_mut().route = Route::item(report.id.into());
    harness.run();
    type_into(&mut harness, "Title", "T");
    harness.key_press(Key::T);
    harness.run();
    harness.get_by_label("Inspections and visits");
    let after = harness.state().record.inspections.get(report.id).unwrap();
    assert_eq!(after.title, "T");
}

#[test]
fn adding_asks_for_the_right_kind() {
    let mut harness = open(sample(), SectionId::Inspections);
    let report = latest(&harness.state().record).id;
    for label in [
        "Add inspection",
        "Add visit",
        "Add framework",
        "Add recommendation",
    ] {
        click(&mut harness, label);
    }
    let added: Vec<NewItem> = harness
        .state()
        .messages
        .iter()
        .filter_map(|message| match message {
            Message::Add(what) => Some(*what),
            _other => None,
        })
        .collect();
    assert_eq!(
        added,
        [
            NewItem::Inspection(InspectionKind::Graded),
            NewItem::Inspection(InspectionKind::MonitoringVisit),
            NewItem::Framework,
            NewItem::Recommendation(report),
        ]
    );
}

#[test]
fn an_empty_record_says_what_to_do_first() {
    let mut harness = open(Record::default(), SectionId::Inspections);
    harness.get_by_label("No inspection is recorded");
    click(&mut harness, "Add framework");
    assert!(matches!(
        harness.state().messages.last(),
        Some(Message::Add(NewItem::Framework))
    ));
    let harness = open(Record::default(), SectionId::Concerns);
    harness.get_by_label("No standing concern is recorded");
}

#[test]
fn a_concern_closes_only_on_evidence_and_opens_again() {
    let mut harness = open(sample(), SectionId::Concerns);
    let before = first_concern(&harness);
    harness.state_mut().route = Route::item(before.id.into());
    harness.run();
    click(&mut harness, "Close concern…");
    harness.get_by_label("A concern is closed on evidence: name what shows that it is over.");
    click(&mut harness, "Close concern");
    assert_eq!(first_concern(&harness).closed, None);
    type_into(
        &mut harness,
        "Evidence",
        "Twelve months without a placement",
    );
    click(&mut harness, "Close concern");
    let closure = first_concern(&harness).closed.unwrap();
    assert_eq!(
        closure.evidence[0].title,
        "Twelve months without a placement"
    );
    assert!(closure.meeting.is_some());
    click(&mut harness, "Reopen concern");
    let after = first_concern(&harness);
    assert_eq!(after.closed, None);
    assert_eq!(after.narrative.len(), before.narrative.len() + 1);
    let last = after.narrative.last().unwrap();
    assert!(last.text.contains("Twelve months without a placement"));
}

#[test]
fn an_entry_is_kept_whole_and_a_field_with_each_key() {
    let mut harness = open(sample(), SectionId::Concerns);
    let before = first_concern(&harness);
    harness.state_mut().route = Route::item(before.id.into());
    harness.run();
    click(&mut harness, "Add entry");
    harness.get_by_label("Says").focus();
    harness.run();
    harness.get_by_label("Says").type_text("Two moved on");
    harness.run();
    assert!(
        harness
            .state()
            .messages
            .iter()
            .all(|one| !matches!(one, Message::Edit(_)))
    );
    click(&mut harness, "Keep entry");
    assert_eq!(
        first_concern(&harness).narrative.last().unwrap().text,
        "Two moved on"
    );
    type_into(&mut harness, "Partner", "Housing");
    assert_eq!(first_concern(&harness).partner, "Housing");
    let edited = harness.state().messages.iter().any(|message| {
        matches!(message, Message::Edit(Edit::Put(item)) if matches!(**item, Item::Concern(_)))
    });
    assert!(edited);
}
