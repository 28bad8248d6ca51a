//! The story of the plan on one page: both themes, narrow, as a table, closer in time.

use std::time::Duration;

use egui::{Key, Theme, vec2};
use egui_kittest::Harness;
use trajectory::{
    app::{Derived, Outbox, Route},
    model::{Record, SectionId},
    store::read::read_record,
    ui::{
        ViewCx,
        sections::story::{self, StorySection},
        theme,
    },
};

const SAMPLE: &str = include_str!("../../saves/worcestershire-2019.ron");

struct Shown {
    record: Record,
    derived: Derived,
    out: Outbox,
    state: StorySection,
}

fn picture(name: &str, theme: Theme, size: egui::Vec2, keys: &[Key]) {
    let record = read_record(SAMPLE.as_bytes().to_vec()).unwrap().record;
    let today = record.as_at.unwrap();
    let shown = Shown {
        derived: Derived::new(&record, today, 0, None),
        record,
        out: Outbox::default(),
        state: StorySection::default(),
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, shown| {
                let page = theme::tokens(ui).surface.page;
                ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, page);
                let cx = ViewCx {
                    record: &shown.record,
                    derived: &shown.derived,
                    today: shown.record.as_at.unwrap(),
                    now: Duration::ZERO,
                    epoch: 0,
                    route: Route::section(SectionId::Story),
                    focus: None,
                    out: &shown.out,
                };
                story::ui(ui, &cx, &mut shown.state);
            },
            shown,
        );
    harness.run();
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
    harness.snapshot(name);
}

const PAGE: egui::Vec2 = vec2(1232.0, 834.0);

#[test]
fn the_page() {
    picture("story-light", Theme::Light, PAGE, &[]);
}

#[test]
fn the_page_in_dark() {
    picture("story-dark", Theme::Dark, PAGE, &[]);
}

#[test]
fn the_page_in_a_narrow_window() {
    picture("story-narrow", Theme::Light, vec2(904.0, 574.0), &[]);
}

#[test]
fn the_page_as_a_table() {
    picture("story-table", Theme::Light, PAGE, &[Key::T]);
}

#[test]
fn the_page_closer_in_time() {
    picture("story-closer", Theme::Light, PAGE, &[Key::Plus, Key::Plus]);
}
