//! All parts of the look side by side, light and dark.

use egui::{Rect, Theme, Ui, UiBuilder, pos2, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use jiff::civil::date;
use trajectory::ui::{
    theme::{self, Icon, TextStyle, Tokens, size},
    widgets::{
        attendance::{Attendance, attendance},
        button::Button,
        chip::link_chip,
        empty::empty_state,
        field::Field,
        finding_row::{banner, finding_row},
        gap_box::gap_box,
        gate_mark::{GateMark, legend_gate, moves},
        grade::grade,
        key_cap::key_cap,
        kpi::{Kpi, kpi_strip},
        points::{Point, legend_point},
        rule,
        segmented::segmented,
        status_mark::{Mark, mark_with_word},
        table::{Cell, Column, Table, cell_name, cell_text},
        table_state::TableState,
        tabs::tabs,
        tick::{Tick, tick},
        toast::toast_body,
        verdict_icon::{self, AssuranceIcon, VariationIcon, verdict_pair},
    },
};

struct Gallery {
    owner: String,
    notes: String,
    table: TableState,
}

fn marks(ui: &mut Ui) {
    rule::section(ui, "Status: letter, shape, word, colour", None);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::S4;
        for (mark, word) in [
            (Mark::Red, "Off track"),
            (Mark::Amber, "Recovery agreed"),
            (Mark::Green, "On track"),
            (Mark::Delivered, "Delivered"),
            (Mark::Blue, "Embedded"),
            (Mark::None, "Not started"),
        ] {
            mark_with_word(ui, mark, word, "");
        }
    });
    rule::section(ui, "Verdict pair: variation, assurance", None);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::S4;
        use AssuranceIcon as A;
        use VariationIcon as V;
        for (variation, assurance, side) in [
            (V::ImprovingHigher, A::WillPass, 34.0),
            (V::ImprovingLower, A::WillFallShort, 34.0),
            (V::WorseHigher, A::HitOrMiss, 34.0),
            (V::WorseLower, A::TooEarly, 34.0),
            (V::NeutralHigher, A::WillPass, 34.0),
            (V::Usual, A::HitOrMiss, verdict_icon::ROW),
            (V::NeutralLower, A::WillFallShort, verdict_icon::NODE),
        ] {
            verdict_pair(ui, variation, assurance, side, "A verdict");
        }
    });
    rule::section(ui, "Points, grades, gates", None);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::S3;
        legend_point(ui, Point::Improvement, "improvement");
        legend_point(ui, Point::Concern, "concern");
        legend_point(ui, Point::Usual, "usual");
        legend_point(ui, Point::NeutralUp, "neutral");
        grade(ui, 1, "Inadequate");
        grade(ui, 2, "Requires improvement");
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::S2;
        for (mark, word) in [
            (GateMark::FirstDate, "first date"),
            (GateMark::MovedTo, "moved to"),
            (GateMark::Passed, "passed"),
            (GateMark::Open, "open"),
            (GateMark::GoLive, "go-live"),
            (GateMark::Visit, "visit"),
            (GateMark::Direction, "direction"),
            (GateMark::Report, "report"),
            (GateMark::Goal, "goal"),
        ] {
            legend_gate(ui, mark, word);
        }
    });
}

fn controls(ui: &mut Ui, state: &mut Gallery) {
    rule::section(ui, "Buttons, segmented, tabs, chips", Some("Show all"));
    ui.horizontal(|ui| {
        Button::primary("Add action").icon(Icon::Plus).show(ui);
        Button::outlined("Focus").show(ui);
        Button::outlined("Export…").show(ui);
        Button::outlined("Owner").trailing(Icon::CaretDown).show(ui);
        Button::quiet("Quiet").show(ui);
        Button::outlined("Disabled")
            .blocked(Some("Waits for one error"))
            .show(ui);
        segmented(ui, "Edition", &["Directors’", "Public"], 0);
        Button::of_icon(Icon::DotsThree, "More").show(ui);
    });
    tabs(ui, "parts", &["Details", "Moves 3", "Evidence 0"], 0);
    ui.horizontal(|ui| {
        link_chip(ui, Icon::Scroll, "Clause 3(b)");
        link_chip(ui, Icon::ChartLine, "Care leavers in B&B");
        key_cap(ui, "Ctrl P");
        tick(ui, Tick::On, "Lease signed");
        tick(ui, Tick::Part, "Some");
        tick(ui, Tick::Off, "None");
        use Attendance as At;
        let seats = [
            At::Present,
            At::Part,
            At::Apologies,
            At::Absent,
            At::NotMember,
        ];
        attendance(ui, &seats, "2 of 4 meetings");
    });
    rule::section(ui, "Fields", None);
    let today = date(2019, 9, 24);
    ui.columns(2, |columns| {
        Field::side("Owner").text(&mut columns[0], &mut state.owner);
        Field::side("First due").read_only(&mut columns[0], "28 Jun 2019", "It stays");
        let options = [(Mark::Amber, "Recovery agreed"), (Mark::Red, "Off track")];
        Field::side("Status").combo_marked(
            &mut columns[0],
            &Mark::Amber,
            &options,
            |ui, rect, mark| {
                trajectory::ui::widgets::status_mark::paint_mark(ui, rect, *mark);
            },
        );
        Field::side("Now due").date(&mut columns[1], date(2019, 10, 11), today);
        Field::above("Notes").prose(&mut columns[1], &mut state.notes, 2);
    });
}

fn rows(ui: &mut Ui, state: &mut Gallery) {
    let tokens = theme::tokens(ui);
    let columns = [
        Column::fixed("No.", 44.0).right(),
        Column::flexible("Action and owner", 180.0),
        Column::fixed("First due", 90.0).right(),
        Column::fixed("Moves", 80.0).right(),
        Column::fixed("Late", 90.0).right().sortable(),
        Column::fixed("Status", 150.0),
    ];
    let names = [
        "Offer a return interview within 72 hours",
        "Move about 80 contracts",
        "Open a move-on house with six places and a garden",
    ];
    Table::new("rows", "Actions", &columns, 3)
        .two_lines()
        .whole()
        .show(ui, &mut state.table, |ui, Cell { row, col, selected }| {
            let small = |ui: &mut Ui, text: &str| {
                cell_text(ui, TextStyle::Small, text, tokens.text.primary);
            };
            match col {
                0 => {
                    cell_text(
                        ui,
                        TextStyle::Small,
                        ["11", "7", "12"][row],
                        tokens.text.muted,
                    );
                }
                1 => {
                    cell_name(ui, names[row], "Head of corporate parenting", selected);
                }
                2 => small(ui, ["31 Mar 19", "31 Aug 19", "28 Jun 19"][row]),
                3 => {
                    moves(ui, [2, 0, 3][row]);
                }
                4 => small(ui, ["177 days", "24 days", "88 days"][row]),
                _ => {
                    mark_with_word(
                        ui,
                        [Mark::Red, Mark::Amber, Mark::Amber][row],
                        ["Off track", "Recovery agreed", "Recovery agreed"][row],
                        "",
                    );
                }
            }
        });
}

fn messages(ui: &mut Ui) {
    rule::section(ui, "Finding, gap, empty, toast", None);
    banner(
        ui,
        Mark::Warning,
        "The same finding twice.",
        "Raised in 2016, raised again in 2019.",
        Some("Open the concern"),
    );
    finding_row(
        ui,
        Mark::Error,
        "",
        "Item 8 has no paper.",
        Some("Add the paper"),
    );
    finding_row(ui, Mark::Note, "", "The minutes are not signed yet.", None);
    ui.columns(3, |columns| {
        gap_box(
            &mut columns[0],
            "No measure",
            "How will the board know?",
            Some("Link a measure…"),
        );
        empty_state(
            &mut columns[1],
            "No claims yet",
            "They follow from attendance.",
            Some((Icon::Plus, "Add claim")),
        );
        toast_body(&mut columns[2], "Action 12 moved to 11 Oct", Some("Undo"));
    });
    let kpi = |figure, label, meta| Kpi {
        figure,
        label,
        meta,
        illustrative: false,
    };
    kpi_strip(
        ui,
        &[
            kpi("8", "actions late", "from their first date"),
            Kpi {
                illustrative: true,
                ..kpi("83 %", "seen in time", "target 90 %")
            },
            kpi("£19,500", "paid in fees", "of £30,000"),
            kpi("7", "days to transfer", "3 gates open"),
        ],
        true,
    );
}

fn half(ui: &mut Ui, theme: Theme, rect: Rect, state: &mut Gallery) {
    let builder = UiBuilder::new()
        .max_rect(rect.shrink(size::S5))
        .id_salt(theme == Theme::Dark);
    let mut ui = ui.new_child(builder);
    ui.set_style(ui.ctx().style_of(theme));
    ui.painter()
        .rect_filled(rect, 0.0, Tokens::of(theme).surface.page);
    let title = if theme == Theme::Dark {
        "Components, dark"
    } else {
        "Components, light"
    };
    ui.label(theme::text(TextStyle::Title, title));
    marks(&mut ui);
    controls(&mut ui, state);
    rows(&mut ui, state);
    messages(&mut ui);
}

#[test]
fn parts_in_both_themes() {
    let gallery = || Gallery {
        owner: "Head of corporate parenting".to_owned(),
        notes: "Fire-safety works found late. Moved by the owner, accepted by the sponsor."
            .to_owned(),
        table: {
            let mut table = TableState {
                sort: Some((4, false)),
                ..TableState::default()
            };
            table.select(2);
            table
        },
    };
    let mut harness = Harness::builder()
        .with_size(vec2(1480.0, 960.0))
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, state: &mut [Gallery; 2]| {
                let whole = ui.ctx().content_rect();
                let middle = whole.center().x;
                let [light, dark] = state;
                let left = Rect::from_min_max(whole.min, pos2(middle, whole.bottom()));
                half(ui, Theme::Light, left, light);
                half(
                    ui,
                    Theme::Dark,
                    Rect::from_min_max(pos2(middle, whole.top()), whole.max),
                    dark,
                );
            },
            [gallery(), gallery()],
        );
    harness.run();
    harness.get_all_by_label("Focus").next().unwrap().focus();
    harness.run();
    harness.snapshot("gallery");
}
