//! The wall of curves and one curve in full, from the sample record, in both themes.

use std::{fs, path::Path, time::Duration};

use egui::{Theme, vec2};
use egui_kittest::Harness;
use trajectory::{
    app::{Derived, Outbox, Route},
    model::{ItemRef, Record, SectionId},
    ui::{
        ViewCx,
        sections::curves::{self, CurvesState},
        theme,
    },
};

struct Shown {
    record: Record,
    derived: Derived,
    route: Route,
    out: Outbox,
    state: CurvesState,
}

fn record(name: &str) -> Record {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("saves")
        .join(name);
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(&fs::read_to_string(path).unwrap())
        .unwrap()
}

fn picture(name: &str, file: &str, theme: Theme, measure: Option<&str>, size: egui::Vec2) {
    picture_after(name, file, theme, measure, size, None);
}

fn picture_after(
    name: &str,
    file: &str,
    theme: Theme,
    measure: Option<&str>,
    size: egui::Vec2,
    key: Option<egui::Key>,
) {
    let record = record(file);
    let today = record.as_at.unwrap();
    let route = match measure {
        None => Route::section(SectionId::Curves),
        Some(title) => {
            let measure = record
                .measures
                .iter()
                .find(|measure| measure.title == title)
                .unwrap();
            Route::item(ItemRef::Measure(measure.id))
        }
    };
    let shown = Shown {
        derived: Derived::new(&record, today, 0, None),
        record,
        route,
        out: Outbox::default(),
        state: CurvesState::default(),
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, shown| {
                ui.painter().rect_filled(
                    ui.ctx().content_rect(),
                    0.0,
                    theme::tokens(ui).surface.page,
                );
                let cx = ViewCx {
                    record: &shown.record,
                    derived: &shown.derived,
                    today: shown.record.as_at.unwrap(),
                    now: Duration::ZERO,
                    epoch: 0,
                    route: shown.route,
                    focus: None,
                    out: &shown.out,
                };
                curves::ui(ui, &cx, &mut shown.state);
            },
            shown,
        );
    harness.run();
    if let Some(key) = key {
        harness.key_press(key);
        harness.run();
    }
    harness.snapshot(name);
}

const PAGE: egui::Vec2 = vec2(1232.0, 834.0);

#[test]
fn the_wall() {
    let file = "worcestershire-2019.ron";
    picture("curves-wall-light", file, Theme::Light, None, PAGE);
}

#[test]
fn the_wall_in_dark() {
    let file = "worcestershire-2024.ron";
    picture("curves-wall-dark", file, Theme::Dark, None, PAGE);
}

const CONTACTS: Option<&str> = Some("Contacts decided within 24 hours");

#[test]
fn one_curve() {
    let file = "worcestershire-2019.ron";
    picture("curve-light", file, Theme::Light, CONTACTS, PAGE);
}

#[test]
fn one_curve_in_dark() {
    let file = "worcestershire-2024.ron";
    picture("curve-dark", file, Theme::Dark, CONTACTS, PAGE);
}

#[test]
fn one_published_curve() {
    let file = "worcestershire-2024.ron";
    let title = Some("Long-term placement stability");
    picture("curve-published", file, Theme::Light, title, PAGE);
}

#[test]
fn one_curve_in_a_narrow_window() {
    let file = "worcestershire-2019.ron";
    let size = vec2(640.0, 600.0);
    picture("curve-narrow", file, Theme::Light, CONTACTS, size);
}

#[test]
fn one_curve_for_the_boardroom() {
    let file = "worcestershire-2019.ron";
    let key = Some(egui::Key::F5);
    picture_after("curve-present", file, Theme::Light, CONTACTS, PAGE, key);
}
