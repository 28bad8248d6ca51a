//! Inspections and concerns as drawn from the samples.

use std::time::Duration;

use egui::{Theme, Ui, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use trajectory::{
    app::{Derived, Outbox, Route},
    model::{ItemRef, Record, SectionId},
    store::read::read_record,
    ui::{
        ViewCx,
        sections::{
            concerns::{self, ConcernsState},
            inspections::{self, InspectionsState},
        },
        theme,
    },
};

/// Working areas of a window of 1440×900 and of 1024×640.
const WIDE: (f32, f32) = (1232.0, 834.0);
const NARROW: (f32, f32) = (968.0, 574.0);

struct Page {
    record: Record,
    derived: Derived,
    route: Route,
    inspections: InspectionsState,
    concerns: ConcernsState,
    out: Outbox,
}

fn page(sample: &str, route: Route) -> Page {
    let path = format!("{}/saves/{sample}.ron", env!("CARGO_MANIFEST_DIR"));
    let record = read_record(std::fs::read(path).unwrap()).unwrap().record;
    let today = record.as_at.unwrap();
    Page {
        derived: Derived::new(&record, today, 1, None),
        record,
        route,
        inspections: InspectionsState::default(),
        concerns: ConcernsState::default(),
        out: Outbox::default(),
    }
}

fn show(ui: &mut Ui, page: &mut Page) {
    let fill = theme::tokens(ui).surface.page;
    ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, fill);
    let cx = ViewCx {
        record: &page.record,
        derived: &page.derived,
        today: page.derived.today,
        now: Duration::ZERO,
        epoch: 0,
        route: page.route,
        focus: None,
        out: &page.out,
    };
    if page.route.section == SectionId::Concerns {
        concerns::ui(ui, &cx, &mut page.concerns);
    } else {
        inspections::ui(ui, &cx, &mut page.inspections);
    }
}

fn harness(page: Page, theme: Theme, (width, height): (f32, f32)) -> Harness<'static, Page> {
    let mut harness = Harness::builder()
        .with_size(vec2(width, height))
        .with_theme(theme)
        .with_context_setup(theme::install)
        .build_ui_state(show, page);
    harness.run();
    harness
}

fn section(section: SectionId) -> Route {
    Route::section(section)
}

/// The newest recommendation that repeats another.
fn repeated(page: &Page) -> ItemRef {
    let mut all = page.record.recommendations.iter();
    all.find(|one| one.raised_before.is_some())
        .unwrap()
        .id
        .into()
}

#[test]
fn inspections_of_2019_in_light() {
    let page = page("worcestershire-2019", section(SectionId::Inspections));
    harness(page, Theme::Light, WIDE).snapshot("inspections-light");
}

#[test]
fn inspections_of_2019_in_dark() {
    let page = page("worcestershire-2019", section(SectionId::Inspections));
    harness(page, Theme::Dark, WIDE).snapshot("inspections-dark");
}

#[test]
fn inspections_of_2019_narrow() {
    let page = page("worcestershire-2019", section(SectionId::Inspections));
    harness(page, Theme::Light, NARROW).snapshot("inspections-narrow");
}

#[test]
fn inspections_of_fifteen_years() {
    let page = page("worcestershire-2024", section(SectionId::Inspections));
    harness(page, Theme::Light, WIDE).snapshot("inspections-2024");
}

#[test]
fn forty_inspections_keep_apart() {
    let mut page = page("worcestershire-2024", section(SectionId::Inspections));
    let grades = ["Inadequate", "Requires improvement", "Good", "Outstanding"];
    let report = page
        .record
        .inspections
        .iter()
        .max_by_key(|one| one.known())
        .unwrap()
        .clone();
    for n in 0..40_usize {
        let mut one = report.clone();
        one.id = format!("ins-2010-{n:06}").parse().unwrap();
        let (year, month) = (2010 + n / 3, 1 + n % 3 * 4);
        one.published = Some(format!("{year}-{month:02}-14").parse().unwrap());
        one.judgements[0].grade = grades[n % 4].to_owned();
        page.record.inspections.put(one);
    }
    page.derived = Derived::new(&page.record, page.derived.today, 2, None);
    harness(page, Theme::Light, WIDE).snapshot("inspections-forty");
}

#[test]
fn a_recommendation_in_the_inspector() {
    let mut page = page("worcestershire-2019", section(SectionId::Inspections));
    page.route = Route::item(repeated(&page));
    harness(page, Theme::Light, WIDE).snapshot("inspections-recommendation");
}

#[test]
fn a_report_in_the_inspector_beside_the_table_twin() {
    let mut page = page("worcestershire-2019", section(SectionId::Inspections));
    let report = page
        .record
        .inspections
        .iter()
        .max_by_key(|one| one.judgements.len());
    page.route = Route::item(report.unwrap().id.into());
    let mut harness = harness(page, Theme::Light, WIDE);
    harness.key_press(egui::Key::T);
    harness.run();
    harness.snapshot("inspections-twin");
}

#[test]
fn concerns_of_2019_in_light() {
    let page = page("worcestershire-2019", section(SectionId::Concerns));
    harness(page, Theme::Light, WIDE).snapshot("concerns-light");
}

#[test]
fn concerns_of_2019_in_dark() {
    let page = page("worcestershire-2019", section(SectionId::Concerns));
    harness(page, Theme::Dark, WIDE).snapshot("concerns-dark");
}

#[test]
fn concerns_of_2019_narrow() {
    let page = page("worcestershire-2019", section(SectionId::Concerns));
    harness(page, Theme::Light, NARROW).snapshot("concerns-narrow");
}

#[test]
fn closing_a_concern() {
    let page = page("worcestershire-2019", section(SectionId::Concerns));
    let mut harness = harness(page, Theme::Light, WIDE);
    harness.get_by_label("Close concern…").click();
    harness.run();
    harness.snapshot("concerns-closing");
}
