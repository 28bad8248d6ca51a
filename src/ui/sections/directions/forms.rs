//! The forms: every field of a clause and of a direction.

use egui::Ui;
use jiff::civil::Date;

use super::{
    DirectionsState,
    fill::{Ask, Filling},
};
use crate::{
    model::{
        Addressee, Clause, ClauseKind, Direction, Every, ItemRef, PositionJudgement, Record,
        date::{plus_months, short},
    },
    ui::{
        ViewCx,
        parts::{chips, evidence::evidence_editor, link_editor, pick, position_mark, value_field},
        theme::{self, Density, Icon, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            rule,
            status_mark::mark_with_word,
            tick::{Tick, tick},
        },
    },
};

const LABEL: f32 = 92.0;
const WIDTH: f32 = size::READING + 40.0;

fn side(label: &str) -> Field<'_> {
    Field::side(label).label_width(LABEL)
}

/// A tick for what is invented for a sample record.
pub(super) fn illustrative(ui: &mut Ui, value: &mut bool) {
    let state = if *value { Tick::On } else { Tick::Off };
    if tick(ui, state, "Illustrative: invented for a sample record").clicked() {
        *value = !*value;
    }
}

fn group(ui: &mut Ui, heading: &str) {
    ui.add_space(size::S4);
    rule::section(ui, heading, None);
    ui.add_space(size::S2);
}

/// The form of a clause.
pub(super) fn clause(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DirectionsState, before: &Clause) {
    let mut draft = before.clone();
    ui.scope(|ui| {
        ui.set_max_width(WIDTH);
        ui.spacing_mut().item_spacing.y = Density::of(ui).field_gap();
        side("Number")
            .hint("As issued: 2(a), Annex A 3")
            .focus(cx.wants_focus(before.id))
            .text(ui, &mut draft.reference);
        side("Title")
            .hint("The clause in a line")
            .text(ui, &mut draft.title);
        side("As issued")
            .hint("The text of the clause")
            .prose(ui, &mut draft.text, 4);
        pick::direction(ui, cx, side("Direction"), &mut draft.direction);
        let options = Addressee::ALL.map(|one| (one, one.word()));
        if let Some(addressee) = side("Binds").combo(ui, &draft.addressee, &options) {
            draft.addressee = addressee;
        }
        kind(ui, cx.today, &mut draft.kind);
        side("Lead").text(ui, &mut draft.lead);
        side("In contract")
            .hint("Schedule 2")
            .text(ui, &mut draft.in_contract);
        illustrative(ui, &mut draft.illustrative);
        group(ui, "Position");
        judgements(ui, &mut draft.judgements);
        group(ui, "Links");
        link_editor(ui, cx, "Measures", &cx.record.measures, &mut draft.measures);
        answered_by(ui, cx, state, before);
        group(ui, "What shows it");
        evidence_editor(ui, cx, &mut draft.evidence);
    });
    cx.edit_if_changed(before, draft);
}

/// Kind, with what each kind needs to know.
fn kind(ui: &mut Ui, today: Date, kind: &mut ClauseKind) {
    let names = [(0, "One-off"), (1, "Recurring"), (2, "Standing")];
    let now = match kind {
        ClauseKind::OneOff { .. } => 0,
        ClauseKind::Recurring { .. } => 1,
        ClauseKind::Standing => 2,
    };
    if let Some(chosen) = side("Kind").combo(ui, &now, &names) {
        *kind = match chosen {
            0 => ClauseKind::OneOff { due: None },
            1 => ClauseKind::Recurring {
                every: Every::Quarter,
                next: plus_months(today, 3),
            },
            _ => ClauseKind::Standing,
        };
    }
    match kind {
        ClauseKind::OneOff { due } => {
            if let Some(day) = side("Due").date_opt(ui, *due, today) {
                *due = day;
            }
        }
        ClauseKind::Recurring { every, next } => {
            let options = Every::ALL.map(|one| (one, one.words()));
            if let Some(chosen) = side("How often").combo(ui, every, &options) {
                *every = chosen;
            }
            if let Some(day) = side("Next due").date(ui, *next, today) {
                *next = day;
            }
        }
        ClauseKind::Standing => {}
    }
}

/// The history of judgements: kept as judged, newest first; only the note can be put right.
fn judgements(ui: &mut Ui, judgements: &mut [PositionJudgement]) {
    let tokens = theme::tokens(ui);
    if judgements.is_empty() {
        let words = "Not judged yet. “Judge again…” records a position.";
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
    }
    for (n, judged) in judgements.iter_mut().enumerate().rev() {
        ui.push_id(("judgement", n), |ui| {
            ui.horizontal(|ui| {
                mark_with_word(
                    ui,
                    position_mark(Some(judged.position)),
                    judged.position.word(),
                    "",
                );
                let by = if judged.judged_by.is_empty() {
                    String::new()
                } else {
                    format!(", {}", judged.judged_by)
                };
                let words = format!("as at {}{by}", short(judged.as_at));
                ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
            });
            side("Why").prose(ui, &mut judged.note, 1);
            ui.add_space(size::S1);
        });
    }
}

/// Actions, gates, decisions that name the clause: changed at their own end, linked from here.
fn answered_by(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DirectionsState, clause: &Clause) {
    let tokens = theme::tokens(ui);
    let incoming = cx.derived.threads.linked_from(clause.id);
    ui.add_space(size::S1);
    ui.label(theme::text(TextStyle::Label, "Named by").color(tokens.text.secondary));
    if !incoming.is_empty() {
        chips(ui, cx, incoming);
    }
    if Button::link("Link an action…")
        .edits()
        .icon(Icon::Plus)
        .show(ui)
        .clicked()
    {
        state.filling = Some(Filling::new(Ask::LinkAction(clause.id), cx.today));
    }
}

/// The form of a direction.
pub(super) fn direction(ui: &mut Ui, cx: &ViewCx<'_>, before: &Direction) {
    let mut draft = before.clone();
    ui.scope(|ui| {
        ui.set_max_width(WIDTH);
        ui.spacing_mut().item_spacing.y = Density::of(ui).field_gap();
        side("Title")
            .focus(cx.wants_focus(before.id))
            .text(ui, &mut draft.title);
        value_field::when(
            ui,
            side("Issued").hint("1 Aug 2018, August 2018, 2018"),
            &mut draft.issued,
            cx.today,
        );
        side("Issued by").text(ui, &mut draft.issued_by);
        side("Legal basis")
            .hint("s.497A Education Act 1996")
            .text(ui, &mut draft.legal_basis);
        side("Commissioner").text(ui, &mut draft.commissioner);
        side("About")
            .hint("What it is about, in a line")
            .text(ui, &mut draft.about);
        pick::direction_option(ui, cx, side("Replaces"), &mut draft.supersedes);
        if draft.supersedes == Some(draft.id) {
            draft.supersedes = before.supersedes;
        }
        value_field::when_option(ui, side("Revoked"), &mut draft.revoked, cx.today);
        side("Note")
            .hint("Source or remark")
            .prose(ui, &mut draft.note, 3);
        illustrative(ui, &mut draft.illustrative);
        group(ui, "Named by");
        let named: Vec<ItemRef> = named_by(cx.record, cx.derived.threads.linked_from(before.id));
        if named.is_empty() {
            let ink = theme::tokens(ui).text.secondary;
            ui.label(theme::text(TextStyle::Small, "No clause yet.").color(ink));
        } else {
            chips(ui, cx, &named);
        }
    });
    cx.edit_if_changed(before, draft);
}

fn named_by(record: &Record, incoming: &[ItemRef]) -> Vec<ItemRef> {
    incoming
        .iter()
        .copied()
        .filter(|item| record.contains(*item))
        .collect()
}
