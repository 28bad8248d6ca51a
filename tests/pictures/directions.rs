//! Directions and Transfer from the sample record, in both themes and in a narrow window.

use std::time::Duration;

use egui::{Theme, Ui, vec2};
use egui_kittest::Harness;
use jiff::civil::{Date, date};
use trajectory::{
    app::{Derived, Message, Outbox, Route},
    model::Record,
    store,
    ui::{
        ViewCx,
        sections::{
            directions::{self, DirectionsState},
            transfer::{self, TransferState},
        },
        theme,
    },
};

const SHELL: [f32; 2] = [1232.0, 834.0];
const NARROW: [f32; 2] = [968.0, 574.0];

struct World {
    record: Record,
    derived: Derived,
    today: Date,
    route: Route,
    out: Outbox,
    views: Views,
}

#[derive(Default)]
struct Views {
    directions: DirectionsState,
    transfer: TransferState,
}

fn world(file: &str, today: Date, item: &str) -> World {
    let path = format!("{}/saves/{file}", env!("CARGO_MANIFEST_DIR"));
    let record: Record = store::read::read(std::fs::read(path).unwrap())
        .unwrap()
        .record;
    let at = record.refs().into_iter().find(|at| match at.id_text() {
        Some(id) => id == item,
        None => at.list() == item,
    });
    World {
        derived: Derived::new(&record, today, 1, None),
        record,
        today,
        route: Route {
            item: at,
            ..Route::default()
        },
        out: Outbox::default(),
        views: Views::default(),
    }
}

fn frame(ui: &mut Ui, world: &mut World, show: impl FnOnce(&mut Ui, &ViewCx<'_>, &mut Views)) {
    ui.painter()
        .rect_filled(ui.max_rect(), 0.0, theme::tokens(ui).surface.page);
    let cx = ViewCx {
        record: &world.record,
        derived: &world.derived,
        today: world.today,
        now: Duration::ZERO,
        epoch: 0,
        route: world.route,
        focus: None,
        out: &world.out,
    };
    show(ui, &cx, &mut world.views);
    for message in world.out.take() {
        if let Message::Select(item) = message {
            world.route.item = item;
        }
    }
}

fn directions_page(ui: &mut Ui, world: &mut World) {
    frame(ui, world, |ui, cx, views| {
        directions::ui(ui, cx, &mut views.directions)
    });
}

fn transfer_page(ui: &mut Ui, world: &mut World) {
    frame(ui, world, |ui, cx, views| {
        transfer::ui(ui, cx, &mut views.transfer)
    });
}

fn harness(
    page: fn(&mut Ui, &mut World),
    world: World,
    theme: Theme,
    size: [f32; 2],
) -> Harness<'static, World> {
    let mut harness = Harness::builder()
        .with_size(vec2(size[0], size[1]))
        .with_theme(theme)
        .with_context_setup(theme::install)
        .build_ui_state(page, world);
    harness.run();
    harness
}

fn in_2019(item: &str) -> World {
    world("worcestershire-2019.ron", date(2019, 9, 24), item)
}

fn in_2024(item: &str) -> World {
    world("worcestershire-2024.ron", date(2024, 10, 1), item)
}

#[test]
fn directions_in_light() {
    let mut h = harness(
        directions_page,
        in_2019("cla-2018-7C90QY"),
        Theme::Light,
        SHELL,
    );
    h.snapshot("directions-light");
}

#[test]
fn directions_in_dark() {
    let mut h = harness(
        directions_page,
        in_2019("cla-2018-7C90QY"),
        Theme::Dark,
        SHELL,
    );
    h.snapshot("directions-dark");
}

#[test]
fn directions_in_a_narrow_window() {
    let mut h = harness(
        directions_page,
        in_2019("cla-2018-7C90QY"),
        Theme::Light,
        NARROW,
    );
    h.snapshot("directions-narrow");
}

#[test]
fn directions_in_2024() {
    let mut h = harness(directions_page, in_2024("nothing"), Theme::Light, SHELL);
    h.snapshot("directions-2024-light");
}

#[test]
fn transfer_in_light() {
    let mut h = harness(transfer_page, in_2019("nothing"), Theme::Light, SHELL);
    h.snapshot("transfer-light");
}

#[test]
fn transfer_in_dark_with_a_gate() {
    let mut h = harness(
        transfer_page,
        in_2019("gat-2019-YMA63C"),
        Theme::Dark,
        SHELL,
    );
    h.snapshot("transfer-dark");
}

#[test]
fn transfer_in_a_narrow_window() {
    let mut h = harness(transfer_page, in_2019("nothing"), Theme::Light, NARROW);
    h.snapshot("transfer-narrow");
}

#[test]
fn transfer_after_the_hand_back() {
    let mut h = harness(transfer_page, in_2024("nothing"), Theme::Light, SHELL);
    h.snapshot("transfer-2024-light");
}
