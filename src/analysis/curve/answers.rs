//! The four questions of the focus view: is it real, compared with whom, what are we doing, who
//! told us to.

use jiff::civil::Date;

use crate::analysis::spc::{Rule, VariationIcon};
use crate::model::date::{days_between, short};
use crate::model::{Action, Item, ItemRef, Measure, Record};

use super::goal::{method, when};
use super::parts::PartStyle;
use super::words::{capital, count_words};
use super::{Curve, Mode, kept};

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Run {
    /// Text.
    Text(String),
    /// Text that leads to its record.
    Link(String, ItemRef),
    /// A new paragraph.
    Break,
}

/// One question with its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// "Is it real?".
    pub question: &'static str,
    /// The first words, in bold: "Yes."
    pub lead: String,
    /// The rest.
    pub runs: Vec<Run>,
}

/// The answers to the four questions, in their order.
pub fn answers(measure: &Measure, curve: &Curve, record: &Record) -> [Answer; 4] {
    [
        is_it_real(measure, curve, record),
        compared_with_whom(measure, curve),
        what_are_we_doing(measure, record, curve.today),
        who_told_us_to(measure, record),
    ]
}

fn is_it_real(measure: &Measure, curve: &Curve, record: &Record) -> Answer {
    let lead = match (curve.mode, curve.variation()) {
        (Mode::Empty, _) => "There is nothing to judge yet.",
        (Mode::OnePoint | Mode::TwoPoints | Mode::RunChart, _) => "Too early to say.",
        (Mode::Xmr, VariationIcon::CommonCause | VariationIcon::NotEnoughData) => {
            "No change is shown."
        }
        (Mode::Xmr, _) => "Yes.",
    };
    let mut runs = vec![Run::Text(evidence(measure, curve))];
    if curve.mode == Mode::Xmr {
        // Simulated on pure noise: 1.3 to 1.7 % of charts of 9 to 36 points show a signal now.
        runs.push(Run::Text(
            " Pure noise shows such an icon in about 1 of 60 charts.".to_owned(),
        ));
    }
    runs.push(Run::Text(format!(" Rules: {}.", curve.rule_set())));
    if let Some(words) = hidden_words(curve) {
        runs.push(Run::Text(format!(" {words}")));
    }
    runs.push(Run::Break);
    runs.push(Run::Text(forecast_words(curve, record)));
    Answer {
        question: "Is it real?",
        lead: lead.to_owned(),
        runs,
    }
}

fn evidence(measure: &Measure, curve: &Curve) -> String {
    let show = &curve.show;
    let Some(part) = curve.last_part() else {
        return "No values are recorded.".to_owned();
    };
    let count = part.rows.len();
    let points = if count == 1 { "point" } else { "points" };
    match part.style {
        PartStyle::Limits {
            mean,
            lower,
            upper,
            trial,
        } => {
            let rule = curve.latest_rule().unwrap_or(Rule::CommonCause);
            let latest = curve
                .latest()
                .map_or_else(String::new, |point| when(measure, point.date));
            let trial = if trial { "Trial limits" } else { "Limits" };
            format!(
                "The latest point, {latest}, is {}; the part in force has {count} {points}. {trial} {} to {} around a mean of {}.",
                rule.words(),
                show.digits(lower),
                show.line(upper),
                show.line(mean)
            )
        }
        PartStyle::Median { median, .. } => {
            let run = curve.runs.last();
            let runs = run.map_or_else(String::new, |run| {
                format!(
                    " Longest run on one side {} (at most {} expected), {} crossings (at least {} expected).",
                    run.longest_run, run.longest_run_max, run.crossings, run.crossings_min
                )
            });
            format!(
                "The part in force has {count} {points}; limits need 13. Median {}.{runs}",
                show.line(median)
            )
        }
        PartStyle::Bare => format!(
            "{} {points} cannot show a change.",
            capital(&count_words(count))
        ),
    }
}

fn hidden_words(curve: &Curve) -> Option<String> {
    match curve.hidden() {
        0 => None,
        1 => Some(
            "One value is hidden as a small number and left out of mean, limits and forecast."
                .to_owned(),
        ),
        count => Some(format!(
            "{} values are hidden as small numbers and left out of mean, limits and forecast.",
            capital(&count_words(count))
        )),
    }
}

fn forecast_words(curve: &Curve, record: &Record) -> String {
    let (method, condition) = method();
    match (&curve.fan, &curve.no_forecast) {
        (Some(fan), _) => {
            let mut text = format!(
                "Forecast: {method}, {} points, made {}, {condition}.",
                fan.based_on,
                short(fan.made_on)
            );
            if let Some(chance) = curve.goal.chance {
                let either = if chance.by_date.stated() > chance.at_date.stated() {
                    format!("; at or before it, {}", chance.by_date.words())
                } else {
                    String::new()
                };
                text.extend([format!(
                    " Chance at the date, {}{either}.",
                    chance.at_date.words()
                )]);
                let fared = kept::fared(record, curve.today, chance.at_date.stated());
                text.extend([format!(" {}.", capital(&fared.words()))]);
            }
            if !curve.goal.reach_text.is_empty() {
                text.extend([format!(" {}", curve.goal.reach_text)]);
            }
            text
        }
        (None, Some(why)) => {
            let reach = &curve.goal.reach_text;
            let space = if reach.is_empty() { "" } else { " " };
            format!("No forecast: {why}.{space}{reach}")
        }
        (None, None) => String::new(),
    }
}

fn compared_with_whom(measure: &Measure, curve: &Curve) -> Answer {
    let question = "Compared with whom?";
    if curve.benchmarks.is_empty() {
        return Answer {
            question,
            lead: "With nobody yet.".to_owned(),
            runs: vec![Run::Text(
                "No benchmark is recorded: the region, England or statistical neighbours."
                    .to_owned(),
            )],
        };
    }
    let mut runs = Vec::new();
    for (place, benchmark) in curve.benchmarks.iter().enumerate() {
        if place > 0 {
            runs.push(Run::Break);
        }
        let mut text = match latest_pair(curve, &benchmark.points) {
            Some((theirs, their_date, ours, our_date)) => {
                let show = &curve.show;
                let side = match show.digits(ours).cmp(&show.digits(theirs)) {
                    std::cmp::Ordering::Equal => "the same here".to_owned(),
                    std::cmp::Ordering::Less | std::cmp::Ordering::Greater => format!(
                        "{} here, {} {}",
                        show.full(ours),
                        show.distance(ours - theirs),
                        if ours > theirs { "higher" } else { "lower" }
                    ),
                };
                let when_ours = if our_date == their_date {
                    String::new()
                } else {
                    format!(" in {}", when(measure, our_date))
                };
                format!(
                    "{}: {} in {}; {side}{when_ours}.",
                    benchmark.name,
                    show.full(theirs),
                    when(measure, their_date)
                )
            }
            None => format!(
                "{} has no figure for a year in which this measure has one.",
                benchmark.name
            ),
        };
        if !benchmark.source.is_empty() {
            text.extend([format!(
                " Source: {}.",
                benchmark.source.trim_end_matches('.')
            )]);
        }
        runs.push(Run::Text(text));
    }
    let lead = match curve.benchmarks.len() {
        1 => format!("With {}.", curve.benchmarks[0].name),
        count => format!("With {} others, same year.", count_words(count)),
    };
    Answer {
        question,
        lead,
        runs,
    }
}

/// The newest benchmark figure for which the chart has a value on the date, or nearest in the
/// same calendar year: an old figure is never set beside a new one.
fn latest_pair(curve: &Curve, theirs: &[(Date, f64)]) -> Option<(f64, Date, f64, Date)> {
    theirs.iter().rev().find_map(|(date, value)| {
        curve
            .points
            .iter()
            .filter_map(|point| point.value.map(|ours| (point.date, ours)))
            .filter(|(ours, _)| ours.year() == date.year())
            .min_by_key(|(ours, _)| days_between(*date, *ours).abs())
            .map(|(our_date, ours)| (*value, *date, ours, our_date))
    })
}

fn linked<'a>(measure: &'a Measure, record: &'a Record) -> impl Iterator<Item = &'a Action> {
    record
        .actions
        .iter()
        .filter(|action| action.measures.contains(&measure.id))
}

fn what_are_we_doing(measure: &Measure, record: &Record, today: Date) -> Answer {
    let question = "What are we doing?";
    let actions: Vec<&Action> = linked(measure, record).collect();
    if actions.is_empty() {
        return Answer {
            question,
            lead: "Nothing is recorded.".to_owned(),
            runs: vec![Run::Text("No action names this measure.".to_owned())],
        };
    }
    let mut runs = Vec::new();
    for (place, action) in actions.iter().enumerate() {
        if place > 0 {
            runs.push(Run::Break);
        }
        runs.push(Run::Link(
            format!("Action {}", action.number),
            action.id.into(),
        ));
        runs.push(Run::Text(format!(
            " {}: {}.",
            action.title.trim_end_matches('.'),
            action_words(action, today)
        )));
    }
    let lead = match actions.len() {
        1 => "One action.".to_owned(),
        count => format!("{} actions.", capital(&count_words(count))),
    };
    Answer {
        question,
        lead,
        runs,
    }
}

/// "recovery agreed, due 30 Sep 2019, first 30 Jun 2019, moved once, 86 days late, evidence of …".
fn action_words(action: &Action, today: Date) -> String {
    let mut words = action.status.word().to_lowercase();
    if action.status.is_open() {
        words.extend([format!(", due {}", short(action.due()))]);
        if !action.moves.is_empty() {
            let times = match action.moves.len() {
                1 => "once".to_owned(),
                2 => "twice".to_owned(),
                count => format!("{} times", count_words(count)),
            };
            words.extend([format!(
                ", first {}, moved {times}",
                short(action.original_due)
            )]);
        }
        match action.days_late(today) {
            0 => {}
            1 => words.push_str(", one day late from the first date"),
            days => words.extend([format!(", {days} days late from the first date")]),
        }
    } else if let Some(day) = action.delivered_on {
        words.extend([format!(" on {}", short(day))]);
    }
    match action.evidence.iter().max_by_key(|evidence| evidence.on) {
        Some(evidence) => words.extend([format!(
            "; last evidence {}: {}",
            short(evidence.on),
            evidence.title.trim_end_matches('.')
        )]),
        None => words.push_str("; no evidence yet"),
    }
    words
}

fn who_told_us_to(measure: &Measure, record: &Record) -> Answer {
    let question = "Who told us to?";
    let mut found: Vec<ItemRef> = Vec::new();
    let mut add = |at: ItemRef| {
        if record.contains(at) && !found.contains(&at) {
            found.push(at);
        }
    };
    for clause in record.clauses.iter() {
        if clause.measures.contains(&measure.id) {
            add(clause.id.into());
        }
    }
    for action in linked(measure, record) {
        action.clauses.iter().for_each(|id| add((*id).into()));
        action
            .recommendations
            .iter()
            .for_each(|id| add((*id).into()));
    }
    for concern in record.concerns.iter() {
        if concern.measures.contains(&measure.id) {
            add(concern.id.into());
            concern
                .recommendations
                .iter()
                .for_each(|id| add((*id).into()));
        }
    }
    let contract = record
        .transfer
        .contract
        .as_ref()
        .is_some_and(|contract| contract.kpis.contains(&measure.id));
    if contract {
        add(ItemRef::Transfer);
    }
    if found.is_empty() {
        return Answer {
            question,
            lead: "Nobody, as far as the record shows.".to_owned(),
            runs: vec![Run::Text(
                "No clause, recommendation or contract is linked to this measure or its actions."
                    .to_owned(),
            )],
        };
    }
    let mut runs = Vec::new();
    for (place, at) in found.iter().enumerate() {
        if place > 0 {
            runs.push(Run::Break);
        }
        source(record, *at, &mut runs);
    }
    let lead = match found.len() {
        1 => "One source.".to_owned(),
        count => format!("{} sources.", capital(&count_words(count))),
    };
    Answer {
        question,
        lead,
        runs,
    }
}

/// One clause, recommendation, concern or contract as link and text.
fn source(record: &Record, at: ItemRef, runs: &mut Vec<Run>) {
    let Some(item) = record.item(at) else { return };
    let mut name = item.name();
    let mut text = format!(" {}.", item.title().trim_end_matches('.'));
    if let Item::Clause(clause) = &item
        && let Some(direction) = record.directions.get(clause.direction)
    {
        text = format!(
            " {} ({}, {}).",
            clause.title.trim_end_matches('.'),
            direction.title,
            direction.issued
        );
    } else if let Item::Recommendation(recommendation) = &item
        && let Some(inspection) = record.inspections.get(recommendation.inspection)
    {
        text = format!(
            " {} ({}).",
            recommendation.text.trim_end_matches('.'),
            inspection.title
        );
    } else if let Item::Transfer(_) = &item {
        "The service contract".clone_into(&mut name);
        " names this measure as a key performance indicator.".clone_into(&mut text);
    } else if let Item::Concern(concern) = &item {
        name.clone_from(&concern.title);
        " follows this measure.".clone_into(&mut text);
    }
    runs.push(Run::Link(capital(&name), at));
    runs.push(Run::Text(text));
}

/// An answer as plain text, for exports and tests.
impl Answer {
    /// Lead and runs joined, paragraphs by line breaks.
    pub fn text(&self) -> String {
        let mut out = format!("{} ", self.lead);
        for run in &self.runs {
            match run {
                Run::Text(text) | Run::Link(text, _) => out.push_str(text),
                Run::Break => out.push('\n'),
            }
        }
        out
    }
}
