//! The fields of a measure: what it is, its targets, whom it is compared with, its remarks.

use egui::Ui;

use crate::{
    model::{
        Benchmark, ChartNote, DatedNumber, Frequency, Measure, Path, Period, Polarity, Rebase,
        Target, Unit,
    },
    ui::{
        ViewCx,
        parts::{link_editor, list::list_editor, pick},
        theme::{self, TextStyle, size},
        widgets::{
            field::Field,
            tick::{Tick, tick},
        },
    },
};

use super::table::{parse_number, print_number};

/// Width of the labels of these forms.
const LABEL: f32 = 92.0;

fn side(label: &str) -> Field<'_> {
    Field::side(label).label_width(LABEL)
}

/// A figure that must be there.
fn number(ui: &mut Ui, field: Field<'_>, value: &mut f64) {
    let parse = |text: &str| parse_number(text)?.ok_or_else(|| "A figure is needed.".to_owned());
    if let Some(entered) = field.parsed(ui, value, parse, f64::to_string) {
        *value = entered;
    }
}

fn number_option(ui: &mut Ui, field: Field<'_>, value: &mut Option<f64>) {
    if let Some(entered) = field.parsed(ui, value, parse_number, print_number) {
        *value = entered;
    }
}

fn flag(ui: &mut Ui, words: &str, value: &mut bool) {
    let state = if *value { Tick::On } else { Tick::Off };
    if tick(ui, state, words).clicked() {
        *value = !*value;
    }
}

fn heading(ui: &mut Ui, words: &str) {
    let ink = theme::tokens(ui).text.secondary;
    ui.add_space(size::S2);
    ui.label(theme::text(TextStyle::Label, words).color(ink));
}

/// What the measure is.
pub(super) fn definition(ui: &mut Ui, cx: &ViewCx<'_>, measure: &Measure) {
    let mut draft = measure.clone();
    side("Name")
        .focus(cx.wants_focus(measure.id))
        .text(ui, &mut draft.title);
    side("Question").prose(ui, &mut draft.question, 2);
    side("Definition").prose(ui, &mut draft.definition, 3);
    side("Section").text(ui, &mut draft.plan_section);
    unit(ui, &mut draft);
    polarity(ui, &mut draft);
    let periods = Period::ALL.map(|period| (period, period.words()));
    if let Some(period) = side("Covers").combo(ui, &draft.period, &periods) {
        draft.period = period;
    }
    let often = Frequency::ALL.map(|frequency| (frequency, frequency.word()));
    if let Some(frequency) = side("How often").combo(ui, &draft.frequency, &often) {
        draft.frequency = frequency;
    }
    side("Owner").text(ui, &mut draft.owner);
    side("Source").text(ui, &mut draft.source);
    heading(ui, "Small numbers");
    let mut threshold = draft.hide_below.map(f64::from);
    number_option(
        ui,
        side("Hide below").hint("nothing hidden"),
        &mut threshold,
    );
    draft.hide_below = threshold.map(whole).filter(|threshold| *threshold > 0);
    link_editor(
        ui,
        cx,
        "Adds up to a whole with",
        &cx.record.measures,
        &mut draft.complements,
    );
    draft.complements.retain(|id| *id != draft.id);
    heading(ui, "Limits");
    limits(ui, &mut draft);
    flag(ui, "Illustrative values", &mut draft.illustrative);
    cx.edit_if_changed(measure, draft);
}

fn unit(ui: &mut Ui, draft: &mut Measure) {
    let other = match &draft.unit {
        Unit::Other(name) => Unit::Other(name.clone()),
        Unit::Percent
        | Unit::Count
        | Unit::PerTenThousand
        | Unit::Days
        | Unit::Weeks
        | Unit::CasesPerWorker
        | Unit::Pounds => Unit::Other(String::new()),
    };
    let units: Vec<(Unit, &str)> = Unit::PLAIN
        .iter()
        .map(|unit| (unit.clone(), unit.words()))
        .chain([(other, "Another unit")])
        .collect();
    if let Some(unit) = side("Unit").combo(ui, &draft.unit, &units) {
        draft.unit = unit;
    }
    if let Unit::Other(name) = &mut draft.unit {
        side("Unit name").text(ui, name);
    }
    let places = [(0, "none"), (1, "one"), (2, "two"), (3, "three")];
    if let Some(decimals) = side("Decimals").combo(ui, &draft.decimals, &places) {
        draft.decimals = decimals;
    }
}

fn polarity(ui: &mut Ui, draft: &mut Measure) {
    let range = match draft.polarity {
        Polarity::InRange { .. } => draft.polarity,
        Polarity::HighGood | Polarity::LowGood | Polarity::Neutral => Polarity::InRange {
            low: 0.0,
            high: 100.0,
        },
    };
    let ways = [
        Polarity::HighGood,
        Polarity::LowGood,
        range,
        Polarity::Neutral,
    ]
    .map(|polarity| (polarity, polarity.words()));
    if let Some(polarity) = side("Good is").combo(ui, &draft.polarity, &ways) {
        draft.polarity = polarity;
    }
    if let Polarity::InRange { low, high } = &mut draft.polarity {
        number(ui, side("From"), low);
        number(ui, side("To"), high);
    }
}

fn limits(ui: &mut Ui, draft: &mut Measure) {
    let options = &mut draft.limits;
    flag(
        ui,
        "Leave out exceptional moving ranges",
        &mut options.screening,
    );
    flag(
        ui,
        "Two in three as Making Data Count 2024",
        &mut options.mdc_2024_two_in_three,
    );
    flag(
        ui,
        "Trial limits on fewer than 13 points",
        &mut options.trial_limits,
    );
    let mut fixed = options.baseline_points.map(f64::from);
    number_option(
        ui,
        side("From the first").hint("all points of the part"),
        &mut fixed,
    );
    options.baseline_points = fixed
        .map(whole)
        .filter(|count| *count >= 12)
        .and_then(|count| u16::try_from(count).ok());
}

/// A figure as a whole number of things.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range"
)]
fn whole(number: f64) -> u32 {
    number.round().clamp(0.0, f64::from(u32::MAX)) as u32
}

/// Baseline, targets, path, tolerance.
pub(super) fn targets(ui: &mut Ui, cx: &ViewCx<'_>, measure: &Measure) {
    let mut draft = measure.clone();
    heading(ui, "Baseline");
    let mut has = draft.baseline.is_some();
    flag(ui, "The planned path starts from a baseline", &mut has);
    if has {
        let first = draft.values.first();
        let baseline = draft.baseline.get_or_insert(DatedNumber {
            date: first.map_or(cx.today, |value| value.date),
            value: first
                .and_then(|value| value.reading.number())
                .unwrap_or(0.0),
        });
        if let Some(date) = side("Date").date(ui, baseline.date, cx.today) {
            baseline.date = date;
        }
        number(ui, side("Figure"), &mut baseline.value);
    } else {
        draft.baseline = None;
    }
    let shapes = Path::ALL.map(|path| (path, path.words()));
    if let Some(path) = side("Path").combo(ui, &draft.path, &shapes) {
        draft.path = path;
    }
    number_option(ui, side("Tolerance").hint("none"), &mut draft.tolerance);
    let fresh = || Target {
        value: 0.0,
        by: None,
        set_by: String::new(),
        illustrative: false,
    };
    ui.add_space(size::S2);
    list_editor(
        ui,
        "Targets",
        "target",
        &mut draft.targets,
        fresh,
        |ui, target| {
            number(ui, side("Figure"), &mut target.value);
            if let Some(by) = side("By").date_opt(ui, target.by, cx.today) {
                target.by = by;
            }
            side("Set by").text(ui, &mut target.set_by);
            flag(ui, "Illustrative", &mut target.illustrative);
        },
    );
    cx.edit_if_changed(measure, draft);
}

/// Benchmarks with their figures.
pub(super) fn compare(ui: &mut Ui, cx: &ViewCx<'_>, measure: &Measure) {
    let mut draft = measure.clone();
    let fresh = || Benchmark {
        name: String::new(),
        values: Vec::new(),
        source: String::new(),
    };
    let today = cx.today;
    list_editor(
        ui,
        "Benchmarks",
        "benchmark",
        &mut draft.benchmarks,
        fresh,
        |ui, benchmark| {
            side("Name")
                .hint("England, the region, neighbours")
                .text(ui, &mut benchmark.name);
            side("Source").text(ui, &mut benchmark.source);
            let fresh = || DatedNumber {
                date: today,
                value: 0.0,
            };
            let values = &mut benchmark.values;
            list_editor(ui, "Figures", "figure", values, fresh, |ui, figure| {
                if let Some(date) = side("Date").date(ui, figure.date, today) {
                    figure.date = date;
                }
                number(ui, side("Figure"), &mut figure.value);
            });
        },
    );
    cx.edit_if_changed(measure, draft);
}

/// Notes, rebases, kept statements.
pub(super) fn remarks(ui: &mut Ui, cx: &ViewCx<'_>, measure: &Measure) {
    let mut draft = measure.clone();
    let today = cx.today;
    let fresh = || ChartNote {
        date: today,
        text: String::new(),
        by: String::new(),
    };
    list_editor(ui, "Notes", "note", &mut draft.notes, fresh, |ui, note| {
        if let Some(date) = side("Date").date(ui, note.date, today) {
            note.date = date;
        }
        side("Note").prose(ui, &mut note.text, 2);
        side("By").text(ui, &mut note.by);
    });
    let fresh = || Rebase {
        date: today,
        reason: String::new(),
        owner: String::new(),
        decision: None,
    };
    ui.add_space(size::S2);
    list_editor(
        ui,
        "Rebases",
        "rebase",
        &mut draft.rebases,
        fresh,
        |ui, rebase| {
            if let Some(date) = side("From").date(ui, rebase.date, today) {
                rebase.date = date;
            }
            side("Reason").text(ui, &mut rebase.reason);
            side("Owner").text(ui, &mut rebase.owner);
            pick::decision_option(ui, cx, side("Decision"), &mut rebase.decision);
        },
    );
    ui.add_space(size::S2);
    statements(ui, &mut draft);
    cx.edit_if_changed(measure, draft);
}

/// Statements of chance are kept as they were made; one kept by mistake can be taken out.
fn statements(ui: &mut Ui, draft: &mut Measure) {
    if draft.statements.is_empty() {
        return;
    }
    heading(ui, "Statements kept");
    let show = draft.unit.clone();
    let decimals = draft.decimals;
    let mut gone = None;
    for (place, said) in draft.statements.iter().enumerate() {
        ui.push_id(("statement", place), |ui| {
            ui.horizontal_wrapped(|ui| {
                let words = format!(
                    "{}: {} % to meet {} by {}, from {} points.",
                    crate::model::date::short(said.made_on),
                    said.chance_percent,
                    show.show(said.target, decimals),
                    crate::model::date::short(said.by),
                    said.points
                );
                ui.label(theme::text(TextStyle::Small, words));
                let words = format!("Remove statement {}", place + 1);
                let button =
                    crate::ui::widgets::button::Button::of_icon(crate::ui::theme::Icon::X, &words)
                        .edits();
                if button.show(ui).clicked() {
                    gone = Some(place);
                }
            });
        });
    }
    if let Some(place) = gone {
        draft.statements.remove(place);
    }
}
