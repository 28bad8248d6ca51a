//! The inspector: every field of a gate, of a reserved matter, and of the transfer itself.

use egui::Ui;

use crate::{
    model::{Consenter, Gate, Id, ItemRef, ReservedMatter, date::short},
    ui::{
        ViewCx,
        parts::{
            chips, inspector, link_editor,
            moves::{dates_editor, first_date_of_new},
            pick,
        },
        theme::{self, Density, TextStyle, size},
        widgets::{
            field::Field,
            rule,
            tick::{Tick, tick},
        },
    },
};

/// The form for what is selected.
pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, item: ItemRef, fresh: bool) {
    ui.spacing_mut().item_spacing.y = Density::of(ui).field_gap();
    if let ItemRef::Gate(id) = item {
        gate(ui, cx, id, fresh);
    } else if let ItemRef::ReservedMatter(id) = item {
        matter(ui, cx, id);
    } else if item == ItemRef::Transfer {
        transfer(ui, cx);
    }
}

fn group(ui: &mut Ui, heading: &str) {
    ui.add_space(size::S3);
    rule::section(ui, heading, None);
    ui.add_space(size::S1);
}

fn illustrative(ui: &mut Ui, value: &mut bool) {
    let state = if *value { Tick::On } else { Tick::Off };
    if tick(ui, state, "Illustrative: invented for a sample record").clicked() {
        *value = !*value;
    }
}

fn gate(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<Gate>, fresh: bool) {
    let Some(before) = cx.record.gates.get(id) else {
        return;
    };
    let kind = match before.passed_on {
        Some(day) => format!("Gate, passed {}", short(day)),
        None => match before.days_late(cx.today) {
            0 => "Gate, open".to_owned(),
            1 => "Gate, open, 1 day late".to_owned(),
            days => format!("Gate, open, {days} days late"),
        },
    };
    inspector(ui, cx, id.into(), &kind, &before.title);
    let mut draft = before.clone();
    Field::side("Gate")
        .focus(cx.wants_focus(id))
        .text(ui, &mut draft.title);
    Field::side("Decided by")
        .hint("Council, board")
        .text(ui, &mut draft.decided_by);
    group(ui, "Dates");
    if fresh && draft.moves.is_empty() {
        first_date_of_new(ui, cx, before.original_due, |first| {
            Gate {
                original_due: first,
                ..draft.clone()
            }
            .into()
        });
    } else {
        dates_editor(ui, cx, before.original_due, &mut draft.moves);
    }
    if let Some(day) = Field::side("Passed on").date_opt(ui, draft.passed_on, cx.today) {
        draft.passed_on = day;
    }
    group(ui, "What it needs");
    link_editor(
        ui,
        cx,
        "Gates that come before",
        &cx.record.gates,
        &mut draft.depends_on,
    );
    draft.depends_on.retain(|gate| *gate != id);
    waits_for(ui, cx, &draft);
    pick::decision_option(ui, cx, Field::side("Decision"), &mut draft.decision);
    if let Some(decision) = draft.decision {
        chips(ui, cx, &[decision.into()]);
    }
    link_editor(
        ui,
        cx,
        "Actions that lead to it",
        &cx.record.actions,
        &mut draft.actions,
    );
    link_editor(
        ui,
        cx,
        "Clauses it serves",
        &cx.record.clauses,
        &mut draft.clauses,
    );
    group(ui, "Remarks");
    Field::side("Note")
        .hint("Source or remark")
        .prose(ui, &mut draft.note, 2);
    illustrative(ui, &mut draft.illustrative);
    cx.edit_if_changed(before, draft);
}

/// Gates before this one that are still open.
fn waits_for(ui: &mut Ui, cx: &ViewCx<'_>, gate: &Gate) {
    let open = gate
        .depends_on
        .iter()
        .filter_map(|id| cx.record.gates.get(*id))
        .filter(|before| before.passed_on.is_none())
        .count();
    if open > 0 {
        let words = format!(
            "{} still open.",
            crate::analysis::words::capital(&crate::analysis::words::number(open))
        );
        let ink = theme::tokens(ui).text.secondary;
        ui.label(theme::text(TextStyle::Meta, words).color(ink));
    }
}

fn matter(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<ReservedMatter>) {
    let Some(before) = cx.record.reserved_matters.get(id) else {
        return;
    };
    inspector(ui, cx, id.into(), "Reserved matter", &before.title);
    let mut draft = before.clone();
    Field::side("Matter")
        .hint("Business plan")
        .focus(cx.wants_focus(id))
        .text(ui, &mut draft.title);
    Field::side("Source")
        .hint("Article, agreement, schedule")
        .text(ui, &mut draft.source);
    group(ui, "Who must consent");
    for one in Consenter::ALL {
        let on = draft.consent_of.contains(&one);
        let state = if on { Tick::On } else { Tick::Off };
        if tick(ui, state, one.words()).clicked() {
            if on {
                draft.consent_of.retain(|kept| *kept != one);
            } else {
                draft.consent_of.push(one);
                let order = |one: &Consenter| Consenter::ALL.iter().position(|c| c == one);
                draft.consent_of.sort_by_key(order);
            }
        }
    }
    illustrative(ui, &mut draft.illustrative);
    let decisions = cx.derived.threads.linked_from(id);
    if !decisions.is_empty() {
        group(ui, "Decisions under it");
        chips(ui, cx, decisions);
    }
    cx.edit_if_changed(before, draft);
}

fn transfer(ui: &mut Ui, cx: &ViewCx<'_>) {
    let before = &*cx.record.transfer;
    inspector(
        ui,
        cx,
        ItemRef::Transfer,
        "Transfer",
        "Transfer of services",
    );
    let mut draft = before.clone();
    Field::side("Scope")
        .hint("What passes")
        .prose(ui, &mut draft.scope, 3);
    group(ui, "Dates");
    if let Some(original) = draft.original {
        dates_editor(ui, cx, original, &mut draft.moves);
    } else {
        let first = Field::side("First date")
            .hint("1 Oct 2019")
            .focus(true_once(ui));
        if let Some(Some(day)) = first.date_opt(ui, None, cx.today) {
            draft.original = Some(day);
        }
        let words = "The first date stays in the record; later ones are moves with a reason.";
        let ink = theme::tokens(ui).text.secondary;
        ui.label(theme::text(TextStyle::Meta, words).color(ink));
    }
    if let Some(day) = Field::side("Went live").date_opt(ui, draft.happened_on, cx.today) {
        draft.happened_on = day;
    }
    if let Some(day) = Field::side("Went back").date_opt(ui, draft.handed_back_on, cx.today) {
        draft.handed_back_on = day;
    }
    group(ui, "Go or no-go");
    pick::decision_option(ui, cx, Field::side("Decision"), &mut draft.go_decision);
    if let Some(decision) = draft.go_decision {
        let mut links = vec![ItemRef::from(decision)];
        let place = cx.derived.threads.agenda_of(decision);
        links.extend(place.map(|place| ItemRef::from(place.meeting)));
        chips(ui, cx, &links);
    }
    group(ui, "Remarks");
    Field::side("Note")
        .hint("Source or remark")
        .prose(ui, &mut draft.note, 3);
    cx.edit_if_changed(before, draft);
}

/// True in the first frame in which this form is shown.
fn true_once(ui: &Ui) -> bool {
    let key = ui.make_persistent_id("opened");
    let seen = ui
        .data(|data| data.get_temp::<bool>(key))
        .unwrap_or_default();
    ui.data_mut(|data| data.insert_temp(key, true));
    !seen
}
