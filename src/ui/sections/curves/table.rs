//! The table twin of a chart, and the editor of one value.

use egui::{Ui, vec2};
use jiff::civil::Date;

use crate::{
    analysis::curve::{Curve, hide},
    model::{
        Measure, MeasureValue, Reading, Revision,
        date::{plus_months, short},
    },
    ui::{
        ViewCx,
        charts::paint::point_of,
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            empty::empty_state,
            field::Field,
            points::{SMALL, paint_point},
            table::{Column, HEADER, Table},
            table_state::{TableEvent, TableState},
            tick::{Tick, tick},
        },
    },
};

use super::focus::FocusState;

/// Height of a row.
const ROW: f32 = 26.0;
/// Most rows in view at once.
const MOST_ROWS: usize = 14;
/// Width of the labels of the editor.
const LABEL: f32 = 92.0;

/// What the table remembers between frames.
#[derive(Default)]
pub(super) struct ValuesState {
    table: TableState,
    /// The value being edited, by its date.
    editing: Option<Date>,
    /// A hidden value that the person chose to see for editing.
    unhidden: Option<Date>,
}

impl ValuesState {
    /// Selects the row of a point of the chart.
    pub(super) fn select(&mut self, curve: &Curve, place: usize) {
        if let Some(point) = curve.points.get(place) {
            self.editing = Some(point.date);
            self.table.select(curve.points.len() - 1 - place);
        }
    }
}

/// Shows the table and the editor; the answer is the point newly selected.
pub(super) fn values(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    measure: &Measure,
    curve: &Curve,
    focus: &mut FocusState,
) -> Option<usize> {
    let state = &mut focus.values;
    if measure.values.is_empty() {
        if empty_state(
            ui,
            "No values yet.",
            "Add a value, and the chart begins.",
            Some((Icon::Plus, "Add value")),
        ) {
            add_value(cx, measure, state);
        }
        return None;
    }
    let picked = table(ui, curve, state);
    if Button::link("Add value")
        .edits()
        .icon(Icon::Plus)
        .show(ui)
        .clicked()
    {
        add_value(cx, measure, state);
    }
    if let Some(date) = state.editing {
        editor(ui, cx, measure, date, state);
    }
    picked
}

fn table(ui: &mut Ui, curve: &Curve, state: &mut ValuesState) -> Option<usize> {
    let count = curve.points.len();
    let columns = [
        Column::fixed("Date", 88.0),
        Column::flexible("Value", 64.0).right(),
        Column::fixed("Of", 54.0).right(),
        Column::fixed("Point", 128.0),
    ];
    let place = |row: usize| count - 1 - row.min(count - 1);
    let sentence = |row: usize| {
        curve.row(place(row)).map_or_else(String::new, |row| {
            format!("{}: {}, {}", row.date, row.value, row.word)
        })
    };
    let height = HEADER + ROW * count.min(MOST_ROWS) as f32 + 1.0;
    let mut picked = None;
    ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
        ui.set_max_height(height);
        let output = Table::new("values", "Values", &columns, count)
            .sentence(&sentence)
            .row_height(ROW)
            .show(ui, &mut state.table, |ui, at| {
                cell(ui, curve, place(at.row), at.col, at.selected);
            });
        let selected = output
            .events
            .iter()
            .any(|event| matches!(event, TableEvent::SelectionChanged));
        if selected && let Some(row) = state.table.cursor {
            let place = place(row);
            state.editing = curve.points.get(place).map(|point| point.date);
            picked = Some(place);
        }
    });
    picked
}

fn cell(ui: &mut Ui, curve: &Curve, place: usize, col: usize, selected: bool) {
    let tokens = theme::tokens(ui);
    let (Some(point), Some(row)) = (curve.points.get(place), curve.row(place)) else {
        return;
    };
    let absent = point.value.is_none();
    let plain = if selected {
        TextStyle::BodyStrong
    } else {
        TextStyle::Small
    };
    match col {
        0 => {
            ui.label(theme::text(plain, row.date).color(tokens.text.primary));
        }
        1 => {
            let style = if absent {
                TextStyle::Small
            } else {
                TextStyle::BodyStrong
            };
            let ink = if absent {
                tokens.text.muted
            } else {
                tokens.text.primary
            };
            let mut text = theme::text(style, row.value).color(ink);
            if point.illustrative {
                text = text.italics();
            }
            let response = ui.label(text);
            if !row.revisions.is_empty() {
                response.on_hover_text(row.revisions);
            }
        }
        2 => {
            ui.label(theme::text(TextStyle::Small, row.of).color(tokens.text.secondary));
        }
        _ => {
            if !absent {
                let (_, rect) = ui.allocate_space(vec2(14.0, 14.0));
                let scale = SMALL * 1.1;
                paint_point(
                    ui.painter(),
                    rect.center(),
                    point_of(point.kind),
                    scale,
                    tokens,
                );
            }
            let fit = Fit::Elide(ui.available_width());
            let ink = tokens.text.secondary;
            let galley = theme::galley(ui, TextStyle::Small, row.word.as_str(), ink, fit);
            ui.label(galley).on_hover_text(row.word);
        }
    }
}

/// Adds the value that is due next, not yet available.
fn add_value(cx: &ViewCx<'_>, measure: &Measure, state: &mut ValuesState) {
    let date = next_date(measure, cx.today);
    let mut value = MeasureValue::new(date, Reading::NotAvailable);
    value.as_at = Some(cx.today);
    let mut after = measure.clone();
    after.values.push(value);
    after.values.sort_by_key(|value| value.date);
    cx.edit_if_changed(measure, after);
    state.editing = Some(date);
    state.table.select(0);
}

/// A period after the newest value; today for the first one.
fn next_date(measure: &Measure, today: Date) -> Date {
    measure.latest().map_or(today, |latest| {
        let next = plus_months(latest.date, measure.frequency.months());
        if latest.date == latest.date.last_of_month() {
            next.last_of_month()
        } else {
            next
        }
    })
}

/// A new reading. A past figure that is replaced is kept as a revision; one drawn today is
/// still being typed.
pub(super) fn revise(value: &mut MeasureValue, reading: Reading, today: Date) {
    if value.reading == reading {
        return;
    }
    let typed_today = value.as_at == Some(today);
    let revised_today = value
        .revisions
        .last()
        .is_some_and(|revision| revision.until == today);
    if !typed_today && !revised_today {
        value.revisions.push(Revision {
            was: value.reading,
            until: today,
            why: String::new(),
        });
    }
    value.reading = reading;
}

fn editor(ui: &mut Ui, cx: &ViewCx<'_>, measure: &Measure, date: Date, state: &mut ValuesState) {
    let Some(place) = measure.values.iter().position(|value| value.date == date) else {
        return;
    };
    let tokens = theme::tokens(ui);
    let hidden = hide::hidden(measure, cx.record)
        .get(place)
        .copied()
        .flatten();
    ui.add_space(size::S2);
    let heading = theme::text(TextStyle::Label, format!("Value of {}", short(date)));
    ui.label(heading.color(tokens.text.secondary));
    if let Some(hidden) = hidden
        && state.unhidden != Some(date)
    {
        let words = format!("Hidden from readers: {}.", hidden.words());
        ui.label(theme::text(TextStyle::Small, words));
        if Button::link("Show it here to edit it").show(ui).clicked() {
            state.unhidden = Some(date);
        }
        return;
    }
    let mut after = measure.clone();
    let mut removed = false;
    ui.push_id(("value", place), |ui| {
        if let Some(value) = after.values.get_mut(place) {
            fields(ui, cx, measure, value, state);
        }
        if Button::link("Remove this value")
            .edits()
            .icon(Icon::Trash)
            .show(ui)
            .clicked()
        {
            removed = true;
        }
    });
    if removed {
        after.values.remove(place);
        state.editing = None;
        state.table.clear();
    }
    after.values.sort_by_key(|value| value.date);
    cx.edit_if_changed(measure, after);
}

fn fields(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    measure: &Measure,
    value: &mut MeasureValue,
    state: &mut ValuesState,
) {
    let side = |label| Field::side(label).label_width(LABEL);
    if let Some(date) = side("Date").date(ui, value.date, cx.today) {
        if measure.values.iter().all(|other| other.date != date) {
            value.date = date;
            state.editing = Some(date);
        } else {
            // One value a date: the other one is shown instead.
            state.editing = Some(date);
        }
    }
    let states = [
        (State::Number, "A figure"),
        (State::Suppressed, "c: suppressed"),
        (State::NotApplicable, "z: not applicable"),
        (State::NotAvailable, ": not available"),
        (State::RoundsToZero, "low: rounds to zero"),
    ];
    let now = State::of(value.reading);
    if let Some(chosen) = side("State").combo(ui, &now, &states) {
        revise(value, chosen.reading(value.reading), cx.today);
    }
    let number = value.reading.number();
    if let Some(entered) = side("Value").parsed(ui, &number, parse_number, print_number) {
        let reading = entered.map_or(Reading::NotAvailable, Reading::Number);
        revise(value, reading, cx.today);
    }
    for (label, slot) in [
        ("How many", &mut value.numerator),
        ("Of", &mut value.denominator),
    ] {
        if let Some(entered) = side(label).parsed(ui, slot, parse_number, print_number) {
            *slot = entered;
        }
    }
    side("Source")
        .hint(&measure.source)
        .text(ui, &mut value.source);
    if let Some(day) = side("As at").date_opt(ui, value.as_at, cx.today) {
        value.as_at = day;
    }
    let state = if value.illustrative {
        Tick::On
    } else {
        Tick::Off
    };
    if tick(ui, state, "Illustrative value").clicked() {
        value.illustrative = !value.illustrative;
    }
    let tokens = theme::tokens(ui);
    for (number, revision) in value.revisions.iter_mut().enumerate() {
        ui.push_id(("revision", number), |ui| {
            let was = match revision.was {
                Reading::Number(figure) => measure.show(figure),
                Reading::Suppressed
                | Reading::NotApplicable
                | Reading::NotAvailable
                | Reading::RoundsToZero => revision.was.symbol().unwrap_or_default().to_owned(),
            };
            let words = format!("Was {was} until {}", short(revision.until));
            ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.secondary));
            side("Why").text(ui, &mut revision.why);
        });
    }
}

/// The states of a reading, without its figure.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Number,
    Suppressed,
    NotApplicable,
    NotAvailable,
    RoundsToZero,
}

impl State {
    const fn of(reading: Reading) -> Self {
        match reading {
            Reading::Number(_) => Self::Number,
            Reading::Suppressed => Self::Suppressed,
            Reading::NotApplicable => Self::NotApplicable,
            Reading::NotAvailable => Self::NotAvailable,
            Reading::RoundsToZero => Self::RoundsToZero,
        }
    }

    /// The reading of this state; a figure that was absent begins at a true zero.
    fn reading(self, before: Reading) -> Reading {
        match self {
            Self::Number => Reading::Number(before.number().unwrap_or(0.0)),
            Self::Suppressed => Reading::Suppressed,
            Self::NotApplicable => Reading::NotApplicable,
            Self::NotAvailable => Reading::NotAvailable,
            Self::RoundsToZero => Reading::RoundsToZero,
        }
    }
}

/// Reads a figure as people write it: `83`, `83.5 %`, `1,234`, `£20`; nothing is none.
///
/// # Errors
/// One sentence that says what is wrong with it.
pub(super) fn parse_number(text: &str) -> Result<Option<f64>, String> {
    let bare: String = text
        .trim()
        .trim_start_matches('£')
        .trim_end_matches('%')
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != ',')
        .map(|letter| if letter == '−' { '-' } else { letter })
        .collect();
    if bare.is_empty() {
        return Ok(None);
    }
    let plain = bare
        .chars()
        .all(|letter| letter.is_ascii_digit() || letter == '.' || letter == '-');
    match bare.parse::<f64>() {
        Ok(number) if plain && number.is_finite() => Ok(Some(number)),
        Ok(_) | Err(_) => Err(format!("“{}” is not a figure.", text.trim())),
    }
}

/// A figure as it is put into a field: every digit it has.
#[expect(clippy::ref_option, reason = "the signature that a field asks for")]
pub(super) fn print_number(number: &Option<f64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn figures_are_read_as_people_write_them() {
        assert_eq!(parse_number(" 83.5 % "), Ok(Some(83.5)));
        assert_eq!(parse_number("£1,234"), Ok(Some(1234.0)));
        assert_eq!(parse_number("−2"), Ok(Some(-2.0)));
        assert_eq!(parse_number(""), Ok(None));
        for bad in ["c", "NaN", "inf", "1e3", "8 3 x"] {
            assert!(parse_number(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_changed_past_value_becomes_a_revision() {
        let today = date(2019, 9, 24);
        let mut value = MeasureValue::new(date(2019, 6, 30), Reading::Number(80.0));
        value.as_at = Some(date(2019, 7, 12));
        revise(&mut value, Reading::Number(81.0), today);
        revise(&mut value, Reading::Number(81.5), today);
        assert_eq!(value.reading, Reading::Number(81.5));
        assert_eq!(value.revisions.len(), 1);
        assert_eq!(value.revisions[0].was, Reading::Number(80.0));
        let mut fresh = MeasureValue::new(today, Reading::NotAvailable);
        fresh.as_at = Some(today);
        revise(&mut fresh, Reading::Number(83.0), today);
        assert!(fresh.revisions.is_empty());
    }

    #[test]
    fn the_next_value_is_due_a_period_on() {
        let mut measure = Measure::new("mea-2026-AAAAAA".parse().unwrap());
        assert_eq!(next_date(&measure, date(2019, 9, 24)), date(2019, 9, 24));
        measure.values = vec![MeasureValue::new(date(2019, 6, 30), Reading::Number(1.0))];
        assert_eq!(next_date(&measure, date(2019, 9, 24)), date(2019, 7, 31));
    }
}
