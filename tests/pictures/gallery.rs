//! All parts of the look on one page, in light and in dark.

use egui::{Key, Modifiers, Theme, Ui, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use jiff::civil::date;
use trajectory::ui::{
    theme::{self, Fit, Icon, TextStyle, size},
    widgets::{
        attendance::{Attendance as At, attendance},
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
        modal::{self, ModalButton, modal},
        nav_item::nav_item,
        points::{Point, legend_point},
        row::link_row,
        rule,
        segmented::segmented,
        status_mark::{Mark, mark_with_word},
        table::{Cell, Column, Table, cell_name, cell_text},
        table_state::TableState,
        tabs::tabs,
        tick::{Tick, tick},
        toast::{Toast, toast, toast_body},
        verdict_icon::{self, AssuranceIcon as A, VariationIcon as V, verdict_pair},
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
        Button::of_icon(Icon::DotsThree, "More").show(ui);
        Button::quiet("Quiet").show(ui);
        Button::outlined("Disabled")
            .blocked(Some("Waits for one error"))
            .show(ui);
        segmented(ui, "Edition", &["Directors’", "Public"], 0);
    });
    tabs(ui, "parts", &["Details", "Moves 3", "Evidence 0"], 0);
    ui.horizontal(|ui| {
        link_chip(ui, Icon::Scroll, "Clause 3(b)");
        link_chip(ui, Icon::ChartLine, "Care leavers in B&B");
        key_cap(ui, "Ctrl P");
        tick(ui, Tick::On, "Lease signed");
        tick(ui, Tick::Part, "Some");
        tick(ui, Tick::Off, "None");
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

fn places(ui: &mut Ui) {
    rule::heading(ui, "Off track", "5 of 31 measures", Some("All curves"));
    let tokens = theme::tokens(ui);
    ui.columns(2, |columns| {
        for (name, value) in [("Return interviews", "61 %"), ("Placements", "12.4 %")] {
            link_row(&mut columns[0], 40.0, name, |ui, rect| {
                cell_name(ui, name, "No significant change in two years.", false);
                let ink = tokens.text.primary;
                let value =
                    theme::galley_illustrative(ui, TextStyle::BodyMedium, value, ink, Fit::Line);
                ui.painter().galley(
                    rect.right_top() + vec2(-value.size().x - 8.0, 10.0),
                    value,
                    ink,
                );
            });
        }
        nav_item(
            &mut columns[1],
            Icon::CheckSquare,
            "Actions",
            "8 late",
            true,
        );
        nav_item(&mut columns[1], Icon::ChartLine, "Curves", "5 off", false);
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
        let toast = Toast {
            mark: None,
            sentence: "Action 12 moved to 11 Oct",
            verbs: &["Undo"],
        };
        toast_body(&mut columns[2], toast);
    });
    let kpi = |figure, label, meta| Kpi {
        figure,
        unit: "",
        label,
        meta,
        illustrative: false,
    };
    kpi_strip(
        ui,
        &[
            Kpi {
                unit: "of 20",
                ..kpi("8", "Actions late", "from their first date")
            },
            Kpi {
                illustrative: true,
                ..kpi("83 %", "Seen in time", "target 90 %")
            },
            kpi("£19,500", "Paid in fees", "of £30,000"),
            Kpi {
                unit: "days",
                ..kpi("7", "To transfer", "3 gates open")
            },
        ],
        true,
    );
}

fn page(ui: &mut Ui, state: &mut Gallery) {
    ui.painter()
        .rect_filled(ui.ctx().content_rect(), 0.0, theme::tokens(ui).surface.page);
    egui::Frame::new().inner_margin(24).show(ui, |ui| {
        ui.label(theme::text(TextStyle::Title, "Components"));
        marks(ui);
        controls(ui, state);
        rows(ui, state);
        messages(ui);
        places(ui);
    });
}

fn picture(theme: Theme, name: &str) {
    let mut table = TableState::sorted(4, false);
    table.select(2);
    let state = Gallery {
        owner: "Head of corporate parenting".to_owned(),
        notes: "Fire-safety works found late. Moved by the owner, accepted by the sponsor."
            .to_owned(),
        table,
    };
    let mut harness = Harness::builder()
        .with_size(vec2(720.0, 1190.0))
        .with_theme(theme)
        .with_context_setup(theme::install)
        .build_ui_state(page, state);
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Now due")
        .focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Now due")
        .type_text("31 Sep 19");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.snapshot(name);
}

#[test]
fn parts_in_light() {
    picture(Theme::Light, "gallery-light");
}

#[test]
fn parts_in_dark() {
    picture(Theme::Dark, "gallery-dark");
}

fn popup_page(ui: &mut Ui, open: &mut usize) {
    ui.painter()
        .rect_filled(ui.ctx().content_rect(), 0.0, theme::tokens(ui).surface.page);
    egui::Frame::new().inner_margin(24).show(ui, |ui| {
        let options = [
            (Mark::Green, "On track"),
            (Mark::Amber, "Recovery agreed"),
            (Mark::Red, "Off track"),
        ];
        Field::side("Status").width(260.0).combo_marked(
            ui,
            &Mark::Amber,
            &options,
            |ui, rect, mark| {
                trajectory::ui::widgets::status_mark::paint_mark(ui, rect, *mark);
            },
        );
        Field::side("Now due")
            .width(260.0)
            .date(ui, date(2019, 10, 11), date(2019, 10, 8));
        if *open == 1 {
            let buttons = [
                ModalButton::other("Discard"),
                ModalButton::cancel("Cancel"),
                ModalButton::primary("Save"),
            ];
            modal(
                ui,
                "unsaved",
                modal::NARROW,
                "Save the changes to worcestershire-2019.ron?",
                &buttons,
                |ui| {
                    ui.label(theme::text(
                        TextStyle::Body,
                        "Three edits since 14:32 are not in the file yet.",
                    ));
                },
            );
            let moved = Toast {
                mark: None,
                sentence: "Action 12 moved to 11 Oct",
                verbs: &["Undo"],
            };
            toast(ui, egui::Id::unique("toast"), 40.0, moved);
        }
    });
}

fn popup_picture(theme: Theme, name: &str, open: usize, opener: Option<(Role, &str)>) {
    let mut harness = Harness::builder()
        .with_size(vec2(620.0, 360.0))
        .with_theme(theme)
        .with_context_setup(theme::install)
        .build_ui_state(popup_page, open);
    harness.run();
    if let Some((role, label)) = opener {
        harness.get_by_role_and_label(role, label).click();
        harness.run();
    }
    harness.snapshot(name);
}

#[test]
fn rows_with_the_focus_in_compact() {
    let mut harness = Harness::builder()
        .with_size(vec2(720.0, 200.0))
        .with_theme(Theme::Light)
        .with_context_setup(|ctx| {
            theme::install(ctx);
            theme::set_density(ctx, theme::Density::Compact);
        })
        .build_ui_state(
            |ui, state| {
                ui.painter().rect_filled(
                    ui.ctx().content_rect(),
                    0.0,
                    theme::tokens(ui).surface.page,
                );
                egui::Frame::new()
                    .inner_margin(24)
                    .show(ui, |ui| rows(ui, state));
            },
            Gallery {
                owner: String::new(),
                notes: String::new(),
                table: TableState::sorted(4, true),
            },
        );
    harness.run();
    harness.get_by_label("Actions, 3 rows").focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.snapshot("rows-compact");
}

#[test]
fn a_choice_open() {
    popup_picture(
        Theme::Light,
        "choice-light",
        0,
        Some((Role::ComboBox, "Status")),
    );
}

#[test]
fn a_month_open() {
    popup_picture(
        Theme::Light,
        "month-light",
        0,
        Some((Role::Button, "Now due: pick a day")),
    );
}

#[test]
fn a_question_and_a_toast() {
    popup_picture(Theme::Light, "question-light", 1, None);
}

#[test]
fn a_question_and_a_toast_in_dark() {
    popup_picture(Theme::Dark, "question-dark", 1, None);
}
