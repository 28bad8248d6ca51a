//! The page of one clause: where it stands, in a sentence, its thread, and what has changed.

use egui::{Align, Popup, Ui};

use super::{
    DirectionsState, fill, forms, grid,
    index::{kind_long, position_of, when_long},
    judge::Judging,
    nodes::{self, Goal, Row},
    since,
    strip::{self, Fact},
};
use crate::{
    app::{Command, Message},
    model::{Clause, Id, ItemRef, date},
    ui::{
        ViewCx,
        theme::{self, Icon, TextStyle, size},
        widgets::{button::Button, ends::at_end, rule, table::cell_text},
    },
};

/// The page.
pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DirectionsState, id: Id<Clause>) {
    let Some(clause) = cx.record.clauses.get(id) else {
        return;
    };
    head(ui, cx, state, clause);
    let tokens = theme::tokens(ui);
    let title = if clause.title.trim().is_empty() {
        "A new clause"
    } else {
        &clause.title
    };
    let words = if clause.reference.is_empty() {
        title.to_owned()
    } else {
        format!("Clause {}. {title}", clause.reference)
    };
    let heading = ui.label(theme::text(TextStyle::Verdict, words).color(tokens.text.primary));
    ui.ctx().accesskit_node_builder(heading.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
    });
    ui.add_space(size::S1);
    if state.text_open && !clause.text.is_empty() && !state.editing {
        text_as_issued(ui, clause);
    }
    position_strip(ui, cx, clause);
    if state.editing {
        rule::rule(ui);
        ui.add_space(size::S3);
        forms::clause(ui, cx, state, clause);
        return;
    }
    thread(ui, cx, state, clause);
}

/// What it is part of at the left; the verbs at the right.
fn head(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DirectionsState, clause: &Clause) {
    ui.horizontal(|ui| {
        let direction = cx.record.directions.get(clause.direction);
        let mut part_of = direction.map_or_else(
            || "A direction that is not in the record".to_owned(),
            |one| format!("{}, {}", one.title, when_long(one.issued)),
        );
        if !clause.lead.is_empty() {
            part_of = format!("{part_of}. Lead: {}", clause.lead);
        }
        let tokens = theme::tokens(ui);
        let has_text = !clause.text.is_empty();
        let verbs = if has_text { 390.0 } else { 270.0 };
        let room = (ui.available_width() - verbs).max(60.0);
        ui.scope(|ui| {
            ui.set_max_width(room);
            cell_text(ui, TextStyle::Small, &part_of, tokens.text.secondary);
        });
        let words = if state.text_open {
            "Hide the text"
        } else {
            "Text as issued"
        };
        if has_text && Button::link(words).show(ui).clicked() {
            state.text_open = !state.text_open;
        }
        at_end(ui, Align::Center, |ui| {
            if Button::outlined("Judge again…")
                .edits()
                .icon(Icon::PencilSimple)
                .show(ui)
                .clicked()
            {
                state.judging = Some(Judging::new(clause, cx.today));
            }
            edit_toggle(ui, state);
            more(ui, cx, clause.id.into());
        });
    });
}

/// Between reading and editing.
pub(super) fn edit_toggle(ui: &mut Ui, state: &mut DirectionsState) {
    let button = if state.editing {
        Button::outlined("Done editing")
    } else {
        Button::outlined("Edit")
    };
    if button.on(state.editing).show(ui).clicked() {
        state.editing = !state.editing;
    }
}

/// Duplicate and remove, behind three dots.
pub(super) fn more(ui: &mut Ui, cx: &ViewCx<'_>, item: ItemRef) {
    let button = Button::of_icon(Icon::DotsThree, "More").show(ui);
    Popup::menu(&button).accessible_name("More").show(|ui| {
        let noun = item.noun();
        if cx.is_selected(item) {
            let copy = format!("Duplicate this {noun}");
            if Button::quiet(&copy)
                .edits()
                .icon(Icon::Copy)
                .show(ui)
                .clicked()
            {
                cx.out.run(Command::Duplicate);
                ui.close();
            }
        }
        let remove = format!("Remove this {noun}");
        if Button::quiet(&remove)
            .edits()
            .icon(Icon::Trash)
            .show(ui)
            .clicked()
        {
            cx.out.send(Message::Remove(vec![item]));
            ui.close();
        }
    });
}

fn position_strip(ui: &mut Ui, cx: &ViewCx<'_>, clause: &Clause) {
    let (mark, word) = position_of(cx, clause);
    let judged = clause.current();
    let mut facts = vec![
        Fact::new("Position", word).marked(mark),
        Fact::new(
            "As at",
            judged.map_or_else(String::new, |one| date::short(one.as_at)),
        ),
        Fact::new(
            "Judged by",
            judged.map_or_else(String::new, |one| one.judged_by.clone()),
        ),
        Fact::new("Addressee", clause.addressee.word()),
        Fact::new("Kind", kind_long(clause.kind)),
    ];
    let contract = (!clause.in_contract.is_empty()).then_some(ItemRef::Transfer);
    facts.push(Fact::new("In the contract as", clause.in_contract.clone()).to(contract));
    strip::ui(ui, cx, &facts);
}

fn thread(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DirectionsState, clause: &Clause) {
    let Some(thread) = cx
        .derived
        .threads
        .clause_thread(cx.record, clause.id, cx.today)
    else {
        let words = "The thread follows in a moment.";
        ui.label(theme::text(TextStyle::Small, words));
        return;
    };
    let live = cx.derived.threads.is_live(cx.record, clause, cx.today);
    let lacks = if live {
        thread.gap_sentence()
    } else {
        String::new()
    };
    sentence(ui, clause, &lacks);
    rule::rule(ui);
    let rows = nodes::rows(cx, clause, &thread);
    if std::mem::take(&mut state.to_gap) {
        state.place = nodes::gap_places(&rows).first().copied();
    }
    ui.add_space(size::S4 + size::S2);
    if rows.is_empty() {
        let words = "Nothing hangs on this clause, and nothing is missing.";
        ui.label(theme::text(TextStyle::Small, words));
    }
    let asked = grid::ui(ui, &rows, &mut state.place);
    match asked {
        Some(Goal::Go(item)) if cx.is_selected(item) || item == clause.id.into() => {
            state.editing = true;
        }
        Some(Goal::Go(item)) => cx.out.go_to(item),
        Some(Goal::Fill(ask)) => state.filling = Some(fill::Filling::new(ask, cx.today)),
        Some(Goal::Nothing) | None => {}
    }
    ui.add_space(size::S5);
    let since = since::quarter_end(cx.today);
    let heading = format!("Since the last quarter, {}", date::long(since));
    rule::heading(ui, &heading, "", None);
    ui.add_space(size::S2);
    changes(ui, &since::facts(cx.record, clause, &thread, since));
    footnote(ui, clause, &rows);
}

/// The judgement's own words, then what the thread lacks.
fn sentence(ui: &mut Ui, clause: &Clause, gaps: &str) {
    let tokens = theme::tokens(ui);
    let note = clause.current().map_or("", |judged| judged.note.as_str());
    if note.is_empty() && gaps.is_empty() {
        return;
    }
    ui.add_space(2.0);
    let mut runs = Vec::new();
    if !note.is_empty() {
        runs.push((
            format!("{note} "),
            theme::format(TextStyle::Small, tokens.text.primary),
        ));
    }
    runs.push((
        gaps.to_owned(),
        theme::format(TextStyle::Small, tokens.text.secondary),
    ));
    let fit = theme::Fit::Wrap(ui.available_width());
    ui.label(theme::layout_job(runs, fit));
    ui.add_space(size::S2);
}

/// The clause as issued, where it was asked for.
fn text_as_issued(ui: &mut Ui, clause: &Clause) {
    ui.scope(|ui| {
        ui.set_max_width(size::READING);
        let ink = theme::tokens(ui).text.primary;
        let text = theme::text(TextStyle::Body, clause.text.as_str()).color(ink);
        ui.label(if clause.illustrative {
            text.italics()
        } else {
            text
        });
    });
    ui.add_space(size::S2);
}

fn changes(ui: &mut Ui, facts: &[(&'static str, String)]) {
    let tokens = theme::tokens(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = size::S5;
        for (label, value) in facts {
            let runs = [
                (
                    format!("{label}  "),
                    theme::format(TextStyle::Small, tokens.text.secondary),
                ),
                (
                    value.clone(),
                    theme::format(TextStyle::Small, tokens.text.primary),
                ),
            ];
            ui.label(theme::layout_job(runs, theme::Fit::Line));
        }
    });
}

fn footnote(ui: &mut Ui, clause: &Clause, rows: &[Row]) {
    let slanted = rows
        .iter()
        .flat_map(|row| row.cells.iter().flatten())
        .any(|node| node.slanted);
    if !slanted && !clause.illustrative {
        return;
    }
    let words = if clause.illustrative {
        "The wording and positions of this clause, and what is in italics, are illustrative."
    } else {
        "What is in italics is illustrative."
    };
    ui.add_space(size::S4);
    let ink = theme::tokens(ui).text.secondary;
    ui.label(theme::text(TextStyle::Tick, words).color(ink));
}
