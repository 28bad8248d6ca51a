//! Board and meetings from a sample record, at the sizes of the working area.

use std::time::Duration;

use egui::{Theme, Ui, accesskit::Role, vec2};
use egui_kittest::{Harness, SnapshotResults, kittest::Queryable as _};
use jiff::civil::date;
use trajectory::{
    app::{Derived, Outbox, Route},
    model::{ItemRef, Record, SectionId},
    store,
    ui::{
        ViewCx,
        sections::{board, meetings},
        theme,
    },
};

struct Page {
    record: Record,
    derived: Derived,
    route: Route,
    out: Outbox,
    board: board::BoardState,
    meetings: meetings::MeetingsState,
}

fn page(section: SectionId, item: impl Fn(&Record) -> Option<ItemRef>) -> Page {
    let text = std::fs::read_to_string("saves/worcestershire-2019.ron").expect("the sample");
    let record: Record = store::read::read_text(&text).expect("readable");
    Page {
        derived: Derived::new(&record, date(2019, 9, 24), 1, None),
        route: Route {
            section,
            item: item(&record),
        },
        record,
        out: Outbox::default(),
        board: board::BoardState::default(),
        meetings: meetings::MeetingsState::default(),
    }
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
    if page.route.section == SectionId::Board {
        board::ui(ui, &cx, &mut page.board);
    } else {
        meetings::ui(ui, &cx, &mut page.meetings);
    }
}

fn picture(
    name: &str,
    (width, height): (f32, f32),
    theme: Theme,
    page: Page,
    presses: &[(Role, &str)],
) -> SnapshotResults {
    let mut harness = Harness::builder()
        .with_size(vec2(width, height))
        .with_theme(theme)
        .with_context_setup(theme::install)
        .build_ui_state(show, page);
    harness.run();
    for (role, label) in presses {
        harness.get_by_role_and_label(*role, label).click();
        harness.run();
    }
    harness.snapshot(name);
    harness.take_snapshot_results()
}

const WIDE: (f32, f32) = (1232.0, 834.0);
const NARROW: (f32, f32) = (968.0, 574.0);

fn nothing(_: &Record) -> Option<ItemRef> {
    None
}

fn second_claim(record: &Record) -> Option<ItemRef> {
    let waiting = record
        .claims
        .iter()
        .find(|claim| claim.approved_by.is_none());
    waiting.map(|claim| claim.id.into())
}

fn paid_person(record: &Record) -> Option<ItemRef> {
    let terms = record.fee_terms.iter().nth(1);
    terms.map(|terms| terms.person.into())
}

#[test]
fn board_ledger() {
    let mut all = SnapshotResults::new();
    let at = SectionId::Board;
    all.extend(picture(
        "board-light",
        WIDE,
        Theme::Light,
        page(at, nothing),
        &[],
    ));
    all.extend(picture(
        "board-dark",
        WIDE,
        Theme::Dark,
        page(at, paid_person),
        &[],
    ));
    all.extend(picture(
        "board-claim-light",
        WIDE,
        Theme::Light,
        page(at, second_claim),
        &[],
    ));
    all.extend(picture(
        "board-narrow-light",
        NARROW,
        Theme::Light,
        page(at, nothing),
        &[],
    ));
}

#[test]
fn board_tabs() {
    let mut all = SnapshotResults::new();
    for (tab, name) in [
        ("Seats and terms", "board-seats-light"),
        ("Attendance", "board-attendance-light"),
        ("Rules", "board-rules-light"),
        ("Skills", "board-skills-light"),
    ] {
        let page = page(SectionId::Board, nothing);
        all.extend(picture(name, WIDE, Theme::Light, page, &[(Role::Tab, tab)]));
    }
    let interest = |record: &Record| record.interests.iter().next().map(|entry| entry.id.into());
    let page = page(SectionId::Board, interest);
    all.extend(picture(
        "board-interests-light",
        WIDE,
        Theme::Light,
        page,
        &[],
    ));
}

#[test]
fn meetings_pages() {
    let mut all = SnapshotResults::new();
    let at = SectionId::Meetings;
    all.extend(picture(
        "meetings-light",
        WIDE,
        Theme::Light,
        page(at, nothing),
        &[],
    ));
    all.extend(picture(
        "meetings-dark",
        WIDE,
        Theme::Dark,
        page(at, nothing),
        &[(Role::Tab, "Attendance")],
    ));
    let next = |record: &Record| record.next_meeting(date(2019, 9, 24)).map(|m| m.id.into());
    all.extend(picture(
        "meetings-narrow-light",
        NARROW,
        Theme::Light,
        page(at, next),
        &[],
    ));
    let decision = |record: &Record| {
        record
            .decisions
            .iter()
            .find(|d| d.consents.len() > 1)
            .map(|d| d.id.into())
    };
    all.extend(picture(
        "decision-light",
        WIDE,
        Theme::Light,
        page(at, decision),
        &[],
    ));
    let forward = |record: &Record| record.forward_plan.iter().next().map(|d| d.id.into());
    all.extend(picture(
        "forward-light",
        WIDE,
        Theme::Light,
        page(at, forward),
        &[],
    ));
}
