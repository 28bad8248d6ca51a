//! The parts of the screens as a keyboard and a screen reader meet them.

use egui::{Key, Modifiers, Ui, accesskit::Role as NodeRole, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use jiff::civil::{Date, date};
use trajectory::ui::{
    theme::{self, Icon, TextStyle},
    widgets::{
        button::Button,
        chip::link_chip,
        empty::empty_state,
        field::Field,
        finding_row::banner,
        gap_box::gap_box,
        kpi::{Kpi, kpi_strip},
        modal::{self, ModalAnswer, ModalButton, modal},
        nav_item::{nav_item, rail_item},
        row::link_row,
        rule::heading,
        segmented::segmented,
        status_mark::{Mark, mark_with_word},
        table::{Cell, Column, Table, cell_name, cell_text},
        table_state::{TableEvent, TableState},
        tabs::tabs,
        tick::{Tick, tick},
    },
};

const TODAY: Date = date(2019, 9, 24);

#[derive(Default)]
struct Form {
    owner: String,
    notes: String,
    due: Date,
    closed: Option<Date>,
    fee: i64,
    status: usize,
    tab: usize,
    edition: usize,
    done: bool,
    commits: usize,
    pressed: usize,
}

fn form() -> Form {
    Form {
        owner: "Head of resources".to_owned(),
        due: date(2019, 10, 11),
        fee: 50_000,
        ..Form::default()
    }
}

fn form_ui(ui: &mut Ui, form: &mut Form) {
    Field::side("Owner").text(ui, &mut form.owner);
    Field::above("Notes").prose(ui, &mut form.notes, 3);
    if let Some(due) = Field::side("Now due").date(ui, form.due, TODAY) {
        form.due = due;
        form.commits += 1;
    }
    if let Some(closed) = Field::side("Closed").date_opt(ui, form.closed, TODAY) {
        form.closed = closed;
    }
    if let Some(fee) = Field::side("Fee").money(ui, form.fee) {
        form.fee = fee;
    }
    Field::side("First due").read_only(ui, "28 Jun 2019", "The first date stays.");
    let options = [(0, "On track"), (1, "Recovery agreed"), (2, "Off track")];
    if let Some(status) = Field::side("Status").combo(ui, &form.status, &options) {
        form.status = status;
    }
    form.tab = tabs(ui, "parts", &["Details", "Moves 3"], form.tab).unwrap_or(form.tab);
    form.edition =
        segmented(ui, "Edition", &["Directors’", "Public"], form.edition).unwrap_or(form.edition);
    if tick(
        ui,
        if form.done { Tick::On } else { Tick::Off },
        "Lease signed",
    )
    .clicked()
    {
        form.done = !form.done;
    }
    mark_with_word(ui, Mark::Amber, "Recovery agreed", "A new date is agreed.");
    link_chip(ui, Icon::Scroll, "Clause 3(b)");
    for button in [
        Button::primary("Add action").icon(Icon::Plus),
        Button::of_icon(Icon::X, "Close"),
        Button::outlined("Issue").blocked(Some("Issue waits for one error: item 8.")),
    ] {
        if button.show(ui).clicked() {
            form.pressed += 1;
        }
    }
}

/// A harness that also fails on an input without a name, a missing glyph, and a screen that never rests.
fn harness<S: 'static>(
    state: S,
    mut ui_of: impl FnMut(&mut Ui, &mut S) + 'static,
) -> Harness<'static, S> {
    Harness::builder()
        .with_size(vec2(520.0, 640.0))
        .with_context_setup(theme::install)
        .build_ui_state(move |ui, state| ui_of(ui, state), state)
}

fn type_into(harness: &mut Harness<'_, Form>, label: &str, text: &str) {
    let field = harness.get_by_role_and_label(NodeRole::TextInput, label);
    field.focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness
        .get_by_role_and_label(NodeRole::TextInput, label)
        .type_text(text);
    harness.run();
}

#[test]
fn a_date_is_committed_when_the_field_is_left() {
    let mut harness = harness(form(), form_ui);
    type_into(&mut harness, "Now due", "+14d");
    assert_eq!(
        harness.state().due,
        date(2019, 10, 11),
        "half-typed dates are no edits"
    );
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(
        (harness.state().due, harness.state().commits),
        (date(2019, 10, 8), 1)
    );
}

#[test]
fn a_date_that_is_none_keeps_the_old_one_and_says_why() {
    let mut harness = harness(form(), form_ui);
    type_into(&mut harness, "Now due", "31 Sep 19");
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(harness.state().due, date(2019, 10, 11));
    harness.get_by_label("September has 30 days. Still 11 Oct 2019.");
    let field = harness.get_by_role_and_label(NodeRole::TextInput, "Now due");
    assert_eq!(
        field.value().as_deref(),
        Some("31 Sep 19"),
        "what was typed stays to be mended"
    );
    type_into(&mut harness, "Now due", "30 Sep 19");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().due, date(2019, 9, 30));
    assert!(
        harness
            .query_by_label_contains("September has 30 days")
            .is_none()
    );
}

#[test]
fn escape_puts_back_what_was_there() {
    let mut harness = harness(form(), form_ui);
    for (label, text) in [("Owner", "Nobody"), ("Now due", "1 Jan 20"), ("Fee", "£7")] {
        type_into(&mut harness, label, text);
        harness.key_press(Key::Escape);
        harness.run();
    }
    let state = harness.state();
    assert_eq!(state.owner, "Head of resources");
    assert_eq!(
        (state.due, state.fee, state.commits),
        (date(2019, 10, 11), 50_000, 0)
    );
    let field = harness.get_by_role_and_label(NodeRole::TextInput, "Fee");
    assert_eq!(field.value().as_deref(), Some("£500"));
}

#[test]
fn an_empty_field_is_no_date_where_there_may_be_none() {
    let mut harness = harness(
        Form {
            closed: Some(TODAY),
            ..form()
        },
        form_ui,
    );
    harness
        .get_by_role_and_label(NodeRole::TextInput, "Closed")
        .focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.key_press(Key::Backspace);
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(harness.state().closed, None);
}

#[test]
fn a_day_can_be_picked_with_the_keys() {
    let mut harness = harness(form(), form_ui);
    harness.get_by_label("Now due: pick a day").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.get_by_label("Friday 11 October 2019").is_focused());
    harness.key_press(Key::ArrowRight);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().due, date(2019, 10, 12));
    assert!(
        harness.query_by_label("Friday 11 October 2019").is_none(),
        "the month closes"
    );
}

#[test]
fn a_choice_opens_by_keys_and_takes_a_value() {
    let mut harness = harness(form(), form_ui);
    harness
        .get_by_role_and_label(NodeRole::ComboBox, "Status")
        .focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(
        harness
            .get_by_role_and_label(NodeRole::ListBoxOption, "On track")
            .is_focused()
    );
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().status, 2);
    let combo = harness.get_by_role_and_label(NodeRole::ComboBox, "Status");
    assert_eq!(combo.value().as_deref(), Some("Off track"));
}

#[test]
fn tabs_segments_and_ticks_answer_the_keys() {
    let mut harness = harness(form(), form_ui);
    harness.get_by_label("Details").focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().tab, 1);
    assert!(harness.get_by_label("Moves 3").is_focused());
    harness.get_by_label("Edition: Public").click();
    harness.run();
    assert_eq!(harness.state().edition, 1);
    harness.get_by_label("Lease signed").focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    assert!(harness.state().done);
}

#[test]
fn a_blocked_button_does_nothing_and_an_icon_has_a_name() {
    let mut harness = harness(form(), form_ui);
    harness.get_by_label("Issue").click();
    harness.run();
    assert_eq!(harness.state().pressed, 0);
    harness.get_by_label("Close").click();
    harness.run();
    assert_eq!(harness.state().pressed, 1);
}

#[test]
fn leaving_a_field_with_the_mouse_commits_it() {
    let mut harness = harness(form(), form_ui);
    type_into(&mut harness, "Fee", "1234.5");
    harness.get_by_label("Lease signed").click();
    harness.run();
    assert_eq!((harness.state().fee, harness.state().done), (123_450, true));
}

#[test]
fn prose_keeps_its_lines_and_escape_leaves_it_as_written() {
    let mut harness = harness(
        Form {
            notes: "Late.".to_owned(),
            ..form()
        },
        form_ui,
    );
    let field = harness.get_by_role_and_label(NodeRole::MultilineTextInput, "Notes");
    field.focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness
        .get_by_role_and_label(NodeRole::MultilineTextInput, "Notes")
        .type_text("Moved.");
    harness.run();
    assert_eq!(harness.state().notes.lines().count(), 2);
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().notes.lines().count(), 2, "it stays");
    let field = harness.get_by_role_and_label(NodeRole::MultilineTextInput, "Notes");
    assert!(!field.is_focused());
}

#[test]
fn a_value_that_stays_is_read_only_to_a_screen_reader() {
    let harness = harness(form(), form_ui);
    let field = harness.get_by_role_and_label(NodeRole::TextInput, "First due");
    assert_eq!(field.value().as_deref(), Some("28 Jun 2019"));
    assert!(field.accesskit_node().is_read_only());
}

#[test]
fn places_and_messages_can_be_pressed_by_name() {
    let mut harness = harness(
        Vec::new(),
        |ui: &mut Ui, pressed: &mut Vec<&'static str>| {
            let cells = [Kpi {
                figure: "8",
                unit: "of 20",
                label: "Actions late",
                meta: "from their first date",
                illustrative: false,
            }];
            let answers = [
                ("figure", kpi_strip(ui, &cells, true).is_some()),
                (
                    "row",
                    link_row(ui, 40.0, "Return interviews, 61 %", |_, _| {}).clicked(),
                ),
                (
                    "nav",
                    nav_item(ui, Icon::ChartLine, "Curves", "5 off", false).clicked(),
                ),
                (
                    "rail",
                    rail_item(ui, Icon::CheckSquare, "Actions", "8 late", true).clicked(),
                ),
                (
                    "heading",
                    heading(ui, "Off track", "5 of 31", Some("All curves")),
                ),
                (
                    "banner",
                    banner(
                        ui,
                        Mark::Warning,
                        "Twice.",
                        "Raised again.",
                        Some("Open it"),
                    ),
                ),
                (
                    "gap",
                    gap_box(
                        ui,
                        "No measure",
                        "How will the board know?",
                        Some("Link a measure…"),
                    ),
                ),
                (
                    "empty",
                    empty_state(ui, "No claims yet", "Why.", Some((Icon::Plus, "Add claim"))),
                ),
            ];
            pressed.extend(
                answers
                    .iter()
                    .filter(|(_, yes)| *yes)
                    .map(|(name, _)| *name),
            );
        },
    );
    for label in [
        "Actions late: 8 of 20, from their first date",
        "Return interviews, 61 %",
        "Curves, 5 off",
        "Actions, 8 late",
        "All curves",
        "Open it",
        "Link a measure…",
        "Add claim",
    ] {
        harness.get_by_label(label).focus();
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
    }
    let all = [
        "figure", "row", "nav", "rail", "heading", "banner", "gap", "empty",
    ];
    assert_eq!(*harness.state(), all);
}

#[derive(Default)]
struct List {
    table: TableState,
    events: Vec<TableEvent>,
    painted: usize,
}

fn list_ui(ui: &mut Ui, list: &mut List) {
    let columns = [
        Column::fixed("No.", 50.0).right(),
        Column::flexible("Action", 120.0).sortable(),
    ];
    list.painted = 0;
    let painted = &mut list.painted;
    let tokens = theme::tokens(ui);
    let out = Table::new("actions", "Actions", &columns, 10_000)
        .two_lines()
        .multiple()
        .sentence(&|row| format!("Action {}, on track", row + 1))
        .show(ui, &mut list.table, |ui, Cell { row, col, selected }| {
            *painted += 1;
            if col == 0 {
                cell_text(
                    ui,
                    TextStyle::Small,
                    &(row + 1).to_string(),
                    tokens.text.muted,
                );
            } else {
                cell_name(
                    ui,
                    &format!("Action {}", row + 1),
                    "Head of resources",
                    selected,
                );
            }
        });
    list.events.extend(out.events);
}

fn focused_list() -> Harness<'static, List> {
    let mut harness = harness(List::default(), list_ui);
    harness
        .get_by_role_and_label(NodeRole::ListBox, "Actions, 10000 rows")
        .focus();
    harness.run();
    harness
}

#[test]
fn the_table_owns_its_arrows() {
    let mut harness = focused_list();
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp] {
        harness.key_press(key);
        harness.run();
    }
    assert_eq!(harness.state().table.selected, [1]);
    assert!(
        harness
            .get_by_label("Actions: Action 2, on track")
            .is_focused()
    );
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().table.selected, [1, 2]);
    harness.key_press(Key::Enter);
    harness.key_press(Key::Space);
    harness.key_press(Key::Delete);
    harness.run();
    let events = &harness.state().events;
    for wanted in [
        TableEvent::Opened(2),
        TableEvent::Ticked(2),
        TableEvent::DeleteAsked,
    ] {
        assert!(events.contains(&wanted), "{wanted:?} in {events:?}");
    }
}

#[test]
fn ten_thousand_rows_paint_one_page_and_end_is_in_view() {
    let mut harness = focused_list();
    assert!(
        harness.state().painted < 60,
        "{} cells painted",
        harness.state().painted
    );
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(harness.state().table.cursor, Some(9_999));
    harness.key_press(Key::PageUp);
    harness.run();
    assert!(harness.state().painted < 60);
    let focused = harness.get_by_role(NodeRole::ListBox);
    assert!(focused.is_focused(), "scrolling does not lose the focus");
}

#[test]
fn a_head_sorts() {
    let mut harness = harness(List::default(), list_ui);
    harness.get_by_label("Sort by Action").click();
    harness.run();
    harness
        .get_by_label("Sort by Action, now ascending")
        .click();
    harness.run();
    assert_eq!(
        harness.state().events,
        [
            TableEvent::SortChanged(1, true),
            TableEvent::SortChanged(1, false)
        ]
    );
}

#[test]
fn a_modal_opens_on_the_safe_button_and_escape_cancels() {
    let mut harness = harness(Vec::new(), |ui: &mut Ui, answers: &mut Vec<ModalAnswer>| {
        let buttons = [
            ModalButton::primary("Discard"),
            ModalButton::cancel("Cancel"),
        ];
        let answer = modal(
            ui,
            "unsaved",
            modal::NARROW,
            "Discard what is not saved?",
            &buttons,
            |ui| {
                ui.label("Three edits are lost.");
            },
        );
        if answer != ModalAnswer::Open {
            answers.push(answer);
        }
    });
    harness.run();
    assert!(harness.get_by_label("Cancel").is_focused());
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_label("Discard").click();
    harness.run();
    assert_eq!(
        *harness.state(),
        [ModalAnswer::Cancelled, ModalAnswer::Pressed(0)]
    );
}

#[test]
fn compact_is_lower() {
    let mut harness = harness(form(), form_ui);
    let height = |harness: &Harness<'_, Form>| harness.get_by_label("Add action").rect().height();
    let comfortable = height(&harness);
    theme::set_density(&harness.ctx, theme::Density::Compact);
    harness.run();
    assert_eq!((comfortable, height(&harness)), (28.0, 26.0));
}
