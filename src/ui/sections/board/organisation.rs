//! The form of the organisation: name, form, council, stage, plan, spending.

use egui::Ui;

use crate::{
    model::{ItemRef, Organisation, Pence, Plan, Spending, Stage, When, date::plus_months},
    ui::{
        ViewCx,
        parts::{inspector, list::list_editor, names, value_field},
        theme::Icon,
        widgets::{button::Button, field::Field, rule},
    },
};

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>) {
    let before = &*cx.record.organisation;
    let at = ItemRef::Organisation;
    inspector(ui, cx, at, "Organisation", &before.name);
    let mut organisation = before.clone();
    Field::side("Name")
        .focus(cx.wants_focus(at))
        .text(ui, &mut organisation.name);
    Field::side("Legal form").text(ui, &mut organisation.legal_form);
    Field::side("Council").text(ui, &mut organisation.council);
    let mut number = organisation.company_number.clone().unwrap_or_default();
    Field::side("Number")
        .hint("At Companies House")
        .text(ui, &mut number);
    organisation.company_number = (!number.trim().is_empty()).then_some(number);
    Field::side("Address of the council").prose(ui, &mut organisation.council_address, 2);
    let stages = Stage::ALL.map(|stage| (stage, stage.word()));
    if let Some(stage) = Field::side("Stage").combo(ui, &organisation.stage, &stages) {
        organisation.stage = stage;
    }
    names::turn(
        ui,
        &mut organisation.under_direction,
        "A statutory direction is in force",
    );
    plan(ui, cx, &mut organisation);
    let fresh = || Spending {
        amount: Pence(0),
        on_what: String::new(),
        stated: When::day(cx.today),
        source: String::new(),
    };
    list_editor(
        ui,
        "Spending stated",
        "statement",
        &mut organisation.spending,
        fresh,
        |ui, entry| {
            value_field::pence(ui, Field::side("Amount"), &mut entry.amount);
            Field::side("On what").prose(ui, &mut entry.on_what, 1);
            value_field::when(ui, Field::side("Stated"), &mut entry.stated, cx.today);
            Field::side("Source").text(ui, &mut entry.source);
        },
    );
    rule::section(ui, "About this record", None);
    Field::side("About").prose(ui, &mut organisation.about, 4);
    cx.edit_if_changed(before, organisation);
}

fn plan(ui: &mut Ui, cx: &ViewCx<'_>, organisation: &mut Organisation) {
    rule::section(ui, "Improvement plan", None);
    let Some(plan) = &mut organisation.plan else {
        if Button::link("Add plan")
            .edits()
            .icon(Icon::Plus)
            .show(ui)
            .clicked()
        {
            organisation.plan = Some(Plan {
                title: "Improvement plan".to_owned(),
                starts: When::day(cx.today),
                goal: String::new(),
                by: When::day(plus_months(cx.today, 24)),
                source: String::new(),
            });
        }
        return;
    };
    Field::side("Title").text(ui, &mut plan.title);
    value_field::when(ui, Field::side("Begins"), &mut plan.starts, cx.today);
    Field::side("Goal")
        .hint("At least good")
        .text(ui, &mut plan.goal);
    value_field::when(ui, Field::side("By"), &mut plan.by, cx.today);
    ui.push_id("plan", |ui| {
        Field::side("Source").text(ui, &mut plan.source)
    });
    if Button::link("Remove plan").edits().show(ui).clicked() {
        organisation.plan = None;
    }
}
