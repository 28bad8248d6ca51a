//! Actions and findings of the sample record, at the sizes of the working area.

use std::time::Duration;

use egui::{Key, Modifiers, Theme, Ui, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use jiff::civil::date;
use trajectory::{
    app::{Derived, Message, Outbox, Route},
    model::{Brag, ItemRef, Record, SectionId},
    store,
    ui::{
        ViewCx,
        sections::{
            actions::{self, ActionsState},
            findings::{self, FindingsState},
        },
        theme::{self, Density},
    },
};

struct Page {
    record: Record,
    derived: Derived,
    route: Route,
    out: Outbox,
    actions: ActionsState,
    findings: FindingsState,
}

fn sample() -> Record {
    let text = std::fs::read_to_string("saves/worcestershire-2019.ron").expect("the sample");
    store::read::read_record(text.into_bytes())
        .expect("readable")
        .record
}

fn page(record: Record, section: SectionId, item: Option<ItemRef>) -> Page {
    Page {
        derived: Derived::new(&record, date(2019, 9, 24), 1, None),
        route: Route { section, item },
        record,
        out: Outbox::default(),
        actions: ActionsState::default(),
        findings: FindingsState::default(),
    }
}

fn action(record: &Record, number: u32) -> Option<ItemRef> {
    let found = record.actions.iter().find(|action| action.number == number);
    found.map(|action| action.id.into())
}

fn show(ui: &mut Ui, page: &mut Page) {
    let fill = theme::tokens(ui).surface.page;
    ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, fill);
    let cx = ViewCx {
        record: &page.record,
        derived: &page.derived,
        today: date(2019, 9, 24),
        now: Duration::ZERO,
        epoch: 0,
        route: page.route,
        focus: None,
        out: &page.out,
    };
    if page.route.section == SectionId::Actions {
        actions::ui(ui, &cx, &mut page.actions);
    } else {
        findings::ui(ui, &cx, &mut page.findings);
    }
    for message in page.out.take() {
        if let Message::Select(item) = message {
            page.route.item = item;
        }
    }
}

const WIDE: (f32, f32) = (1232.0, 834.0);
const NARROW: (f32, f32) = (968.0, 574.0);

fn harness(
    (width, height): (f32, f32),
    theme: Theme,
    density: Density,
    page: Page,
) -> Harness<'static, Page> {
    let mut harness = Harness::builder()
        .with_size(vec2(width, height))
        .with_theme(theme)
        .with_context_setup(move |ctx| {
            theme::install(ctx);
            theme::set_density(ctx, density);
        })
        .build_ui_state(show, page);
    harness.run();
    harness
}

fn action_12(size: (f32, f32), theme: Theme) -> Harness<'static, Page> {
    let record = sample();
    let item = action(&record, 12);
    let page = page(record, SectionId::Actions, item);
    harness(size, theme, Density::Comfortable, page)
}

#[test]
fn actions_in_light() {
    action_12(WIDE, Theme::Light).snapshot("actions-light");
}

#[test]
fn actions_in_dark() {
    action_12(WIDE, Theme::Dark).snapshot("actions-dark");
}

#[test]
fn an_action_takes_the_list_s_place_in_a_narrow_window() {
    action_12((780.0, 574.0), Theme::Light).snapshot("actions-narrow-action");
}

#[test]
fn actions_in_a_narrow_window() {
    let page = page(sample(), SectionId::Actions, None);
    harness(NARROW, Theme::Light, Density::Compact, page).snapshot("actions-narrow");
}

#[test]
fn several_actions_at_once() {
    let page = page(sample(), SectionId::Actions, None);
    let mut harness = harness(WIDE, Theme::Light, Density::Comfortable, page);
    harness.get_by_label_contains("Actions, ").focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
        harness.run();
    }
    harness
        .get_by_role_and_label(Role::Button, "Set status…")
        .click();
    harness.run();
    harness.snapshot("actions-several");
}

#[test]
fn blue_without_evidence_and_the_lower_half_of_the_form() {
    let mut record = sample();
    let item = action(&record, 12);
    let id = record.actions.iter().find(|a| a.number == 12).unwrap().id;
    let mut changed = record.actions.get(id).unwrap().clone();
    changed.status = Brag::Embedded;
    changed.evidence.clear();
    record.actions.put(changed);
    let page = page(record, SectionId::Actions, item);
    harness((1232.0, 1300.0), Theme::Light, Density::Comfortable, page).snapshot("actions-blue");
}

fn tab(starts: &str, name: &str) {
    let mut harness = action_12(WIDE, Theme::Light);
    let tab = harness
        .get_all_by_role(Role::Tab)
        .find(|node| {
            let node = node.accesskit_node();
            node.label().is_some_and(|label| label.starts_with(starts))
        })
        .expect("the tab");
    tab.click();
    harness.run();
    harness.snapshot(name);
}

#[test]
fn moves_of_an_action() {
    tab("Moves", "actions-moves");
}

#[test]
fn evidence_of_an_action() {
    tab("Evidence", "actions-evidence");
}

#[test]
fn notes_of_an_action() {
    tab("Notes", "actions-notes");
}

#[test]
fn what_an_action_is_linked_to() {
    let mut harness = action_12(WIDE, Theme::Light);
    harness.get_by_label("Link…").click();
    harness.run();
    harness.snapshot("actions-links");
}

fn findings_page(theme: Theme, name: &str) {
    let page = page(sample(), SectionId::Findings, None);
    harness(WIDE, theme, Density::Comfortable, page).snapshot(name);
}

#[test]
fn findings_in_light() {
    findings_page(Theme::Light, "findings-light");
}

#[test]
fn findings_in_dark() {
    findings_page(Theme::Dark, "findings-dark");
}
