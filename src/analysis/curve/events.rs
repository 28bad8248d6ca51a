//! What happened meanwhile: the lane under a chart, each mark a link to its record.

use jiff::civil::Date;

use crate::model::date::{Precision, day_number, month_name, short};
use crate::model::{Decision, Id, Inspection, InspectionKind, ItemRef, Measure, Record, When};

use super::axis::Axis;

/// Longest label of the lane, in characters.
const LONGEST: usize = 40;

/// What kind of event it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventKind {
    /// The transfer of services.
    Transfer,
    /// A direction was issued or revoked.
    Direction,
    /// A graded inspection.
    Inspection,
    /// A gate on the way to the transfer was passed, or is due.
    Gate,
    /// A new part of this chart begins.
    Rebase,
    /// A decision that bears on this measure.
    Decision,
    /// An action for this measure was delivered.
    Action,
    /// A remark pinned to this chart.
    Note,
    /// A visit without grades.
    Visit,
}

impl EventKind {
    /// Every kind, in the order of a choice.
    pub const ALL: [Self; 9] = [
        Self::Direction,
        Self::Inspection,
        Self::Visit,
        Self::Gate,
        Self::Transfer,
        Self::Decision,
        Self::Action,
        Self::Rebase,
        Self::Note,
    ];

    /// The words of a choice.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Direction => "Directions",
            Self::Inspection => "Inspections and grades",
            Self::Visit => "Visits",
            Self::Gate => "Gates",
            Self::Transfer => "Transfer",
            Self::Decision => "Decisions",
            Self::Action => "Actions delivered",
            Self::Rebase => "Rebases",
            Self::Note => "Notes",
        }
    }
}

/// One event of the lane.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The day it is drawn at; the first day where the source is less exact.
    pub date: Date,
    /// The same as a day number.
    pub day: i32,
    /// "Fifth visit".
    pub label: String,
    /// "11 Jul 2018", "August 2018".
    pub when: String,
    /// The record behind it.
    pub at: ItemRef,
    /// What kind it is.
    pub kind: EventKind,
}

/// Events within the days of the axis, in date order.
pub(super) fn events(measure: &Measure, record: &Record, axis: &Axis) -> Vec<Event> {
    let mut out = Vec::new();
    directions(record, &mut out);
    inspections(record, &mut out);
    transfer(record, &mut out);
    of_measure(measure, &mut out);
    decisions_and_actions(measure, record, &mut out);
    within(&mut out, axis.days);
    out
}

/// Events that bear on any of some measures, gates and their decisions with them.
pub(super) fn of_story(measures: &[&Measure], record: &Record, days: (i32, i32)) -> Vec<Event> {
    let mut out = Vec::new();
    directions(record, &mut out);
    inspections(record, &mut out);
    transfer(record, &mut out);
    gates(record, &mut out);
    for measure in measures {
        of_measure(measure, &mut out);
        decisions_and_actions(measure, record, &mut out);
    }
    within(&mut out, days);
    out
}

/// Those of these days in date order, each once.
fn within(out: &mut Vec<Event>, days: (i32, i32)) {
    out.retain(|event| (days.0..=days.1).contains(&event.day));
    out.sort_by(|a, b| (a.date, a.kind, &a.label).cmp(&(b.date, b.kind, &b.label)));
    out.dedup_by(|a, b| a.date == b.date && a.at == b.at && a.kind == b.kind && a.label == b.label);
}

fn gates(record: &Record, out: &mut Vec<Event>) {
    for gate in record.gates.iter() {
        let (date, label) = match gate.passed_on {
            Some(day) => (day, format!("{}, passed", gate.title)),
            None => (gate.due(), format!("{}, due", gate.title)),
        };
        out.push(event(date.into(), &label, gate.id.into(), EventKind::Gate));
        decision(record, gate.decision, out);
    }
    decision(record, record.transfer.go_decision, out);
}

fn decision(record: &Record, id: Option<Id<Decision>>, out: &mut Vec<Event>) {
    if let Some(decision) = id.and_then(|id| record.decisions.get(id))
        && let Some(taken) = decision.taken
    {
        let label = format!("Decision {}", decision.number);
        out.push(event(
            taken,
            &label,
            decision.id.into(),
            EventKind::Decision,
        ));
    }
}

fn event(when: When, label: &str, at: ItemRef, kind: EventKind) -> Event {
    let date = when.first_day();
    Event {
        date,
        day: day_number(date),
        label: shortened(label),
        when: when_words(when),
        at,
        kind,
    }
}

/// A label of the lane: the beginning of a long remark, the whole of which is one click away.
fn shortened(label: &str) -> String {
    let mut short: String = label.chars().take(LONGEST).collect();
    if short.len() < label.len() {
        short.truncate(short.trim_end().len());
        short.push('…');
    }
    short
}

fn when_words(when: When) -> String {
    let date = when.first_day();
    match when.precision() {
        Precision::Day => short(date),
        Precision::Month => format!("{} {}", month_name(date.month()), date.year()),
        Precision::Year => date.year().to_string(),
    }
}

fn directions(record: &Record, out: &mut Vec<Event>) {
    for direction in record.directions.iter() {
        let at = ItemRef::from(direction.id);
        out.push(event(
            direction.issued,
            &direction.title,
            at,
            EventKind::Direction,
        ));
        if let Some(revoked) = direction.revoked {
            let label = format!("{} revoked", direction.title);
            out.push(event(revoked, &label, at, EventKind::Direction));
        }
    }
}

fn inspections(record: &Record, out: &mut Vec<Event>) {
    for inspection in record.inspections.iter() {
        let Some(known) = inspection.known() else {
            continue;
        };
        let kind = match inspection.kind {
            InspectionKind::Graded => EventKind::Inspection,
            InspectionKind::MonitoringVisit
            | InspectionKind::FocusedVisit
            | InspectionKind::AnnualConversation => EventKind::Visit,
        };
        let label = inspection_label(record, inspection);
        out.push(event(known, &label, inspection.id.into(), kind));
    }
}

/// The title, with the overall grade of a graded report.
fn inspection_label(record: &Record, inspection: &Inspection) -> String {
    let title = if inspection.title.is_empty() {
        inspection.kind.words()
    } else {
        &inspection.title
    };
    let grade = record
        .frameworks
        .get(inspection.framework)
        .and_then(|framework| inspection.overall(framework))
        .map(|judgement| judgement.grade.to_lowercase());
    match grade {
        Some(grade) => format!("{title}: {grade}"),
        None => title.to_owned(),
    }
}

fn transfer(record: &Record, out: &mut Vec<Event>) {
    let transfer = &record.transfer;
    if let Some(date) = transfer.date() {
        let label = if transfer.happened_on.is_some() {
            "Services transferred"
        } else {
            "Services transfer"
        };
        out.push(event(
            date.into(),
            label,
            ItemRef::Transfer,
            EventKind::Transfer,
        ));
    }
    if let Some(date) = transfer.handed_back_on {
        out.push(event(
            date.into(),
            "Services handed back",
            ItemRef::Transfer,
            EventKind::Transfer,
        ));
    }
}

fn of_measure(measure: &Measure, out: &mut Vec<Event>) {
    let at = ItemRef::from(measure.id);
    for rebase in &measure.rebases {
        out.push(event(
            rebase.date.into(),
            &rebase.reason,
            rebase.decision.map_or(at, ItemRef::from),
            EventKind::Rebase,
        ));
    }
    for note in &measure.notes {
        out.push(event(note.date.into(), &note.text, at, EventKind::Note));
    }
}

fn decisions_and_actions(measure: &Measure, record: &Record, out: &mut Vec<Event>) {
    for action in record.actions.iter() {
        if !action.measures.contains(&measure.id) {
            continue;
        }
        if let Some(day) = action.delivered_on {
            let label = format!("Action {} delivered", action.number);
            out.push(event(
                day.into(),
                &label,
                action.id.into(),
                EventKind::Action,
            ));
        }
        for id in &action.decisions {
            decision(record, Some(*id), out);
        }
    }
}
