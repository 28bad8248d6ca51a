//! Forms of a quorum rule, a waiver, and the standing rules of the board.

use egui::Ui;

use crate::{
    model::{ClassGroup, GroupMinimum, Id, ItemRef, Purpose, QuorumRule, StandingItem, Waiver},
    ui::{
        ViewCx,
        parts::{inspector, links, list::list_editor, names, pick, value_field},
        widgets::{field::Field, rule},
    },
};

/// Sides of the board that a rule or a waiver may name.
const SIDES: [(ClassGroup, &str); 3] = [
    (ClassGroup::Independent, ClassGroup::Independent.words()),
    (ClassGroup::Council, ClassGroup::Council.words()),
    (ClassGroup::Executive, ClassGroup::Executive.words()),
];

/// A whole number of days, months or people; an empty field keeps what there was.
fn number(ui: &mut Ui, field: Field<'_>, value: &mut u16) {
    let mut typed = Some(*value);
    value_field::count_option(ui, field, &mut typed);
    if let Some(typed) = typed {
        *value = typed;
    }
}

pub(super) fn quorum_rule(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<QuorumRule>) {
    let Some(before) = cx.record.quorum_rules.get(id) else {
        return;
    };
    let at = ItemRef::from(id);
    let title = format!("From {}", crate::model::date::short(before.from));
    inspector(ui, cx, at, "Quorum rule", &title);
    let mut rule = before.clone();
    let directors = Field::side("Directors").hint("How many at least");
    value_field::count_option(ui, directors.focus(cx.wants_focus(at)), &mut rule.at_least);
    if let Some(from) = Field::side("From").date(ui, rule.from, cx.today) {
        rule.from = from;
    }
    if let Some(to) = Field::side("To").date_opt(ui, rule.to, cx.today) {
        rule.to = to;
    }
    let fresh = || GroupMinimum {
        group: ClassGroup::Independent,
        at_least: 1,
    };
    list_editor(
        ui,
        "Of each side",
        "minimum",
        &mut rule.of_each,
        fresh,
        |ui, side| {
            if let Some(group) = Field::side("Side").combo(ui, &side.group, &SIDES) {
                side.group = group;
            }
            number(ui, Field::side("At least"), &mut side.at_least);
        },
    );
    names::turn(
        ui,
        &mut rule.chair_or_deputy,
        "The chair or a deputy must be there",
    );
    names::turn(ui, &mut rule.conflicted_count, "Conflicted directors count");
    Field::side("Source")
        .hint("Article or decision")
        .prose(ui, &mut rule.source, 2);
    names::turn(ui, &mut rule.illustrative, "Illustrative");
    cx.edit_if_changed(before, rule);
}

pub(super) fn waiver(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<Waiver>) {
    let Some(before) = cx.record.waivers.get(id) else {
        return;
    };
    let at = ItemRef::from(id);
    inspector(ui, cx, at, "Waiver", &before.what);
    let mut waiver = before.clone();
    Field::side("What")
        .hint("What is waived")
        .focus(cx.wants_focus(at))
        .prose(ui, &mut waiver.what, 2);
    pick::person_option(ui, cx, Field::side("For"), &mut waiver.person);
    let mut sides: Vec<(Option<ClassGroup>, &str)> = vec![(None, "As before")];
    sides.extend(SIDES.map(|(group, words)| (Some(group), words)));
    if let Some(side) = Field::side("Counts as").combo(ui, &waiver.counts_as, &sides) {
        waiver.counts_as = side;
    }
    if let Some(from) = Field::side("From").date(ui, waiver.from, cx.today) {
        waiver.from = from;
    }
    if let Some(expires) = Field::side("Expires").date(ui, waiver.expires, cx.today) {
        waiver.expires = expires;
    }
    Field::side("Granted by").prose(ui, &mut waiver.granted_by, 2);
    names::turn(ui, &mut waiver.illustrative, "Illustrative");
    if let Some(person) = before.person {
        links::chips(ui, cx, &[person.into()]);
    }
    cx.edit_if_changed(before, waiver);
}

pub(super) fn board_rules(ui: &mut Ui, cx: &ViewCx<'_>) {
    let before = &*cx.record.board_rules;
    inspector(ui, cx, ItemRef::BoardRules, "Board", "Standing rules");
    let mut rules = before.clone();
    Field::side("Body")
        .hint("Shadow board")
        .focus(cx.wants_focus(ItemRef::BoardRules))
        .text(ui, &mut rules.body);
    rule::section(ui, "Days and months", None);
    let wide = |label| Field::side(label).label_width(190.0);
    number(
        ui,
        wide("Notice of a meeting, days"),
        &mut rules.notice_days,
    );
    number(ui, wide("Papers before it, days"), &mut rules.papers_days);
    number(
        ui,
        wide("A term ends soon within, days"),
        &mut rules.term_warning_days,
    );
    number(
        ui,
        wide("Evidence is old after, months"),
        &mut rules.evidence_months,
    );
    number(
        ui,
        wide("Whole day from, per cent of a meeting"),
        &mut rules.full_day_from_percent,
    );
    list_editor(
        ui,
        "Codes for withholding an item",
        "code",
        &mut rules.restriction_codes,
        String::new,
        |ui, code| {
            Field::unlabelled("Code").text(ui, code);
        },
    );
    if before.restriction_codes.is_empty() {
        names::small(
            ui,
            "Without codes of its own the board uses the usual ones.",
        );
    }
    rule::section(ui, "What each status means here", None);
    let wording = &mut rules.status_wording;
    for (label, text) in [
        ("Off track", &mut wording.off_track),
        ("Recovery agreed", &mut wording.recovery_agreed),
        ("On track", &mut wording.on_track),
        ("Not started", &mut wording.not_started),
        ("Delivered", &mut wording.delivered),
        ("Embedded", &mut wording.embedded),
    ] {
        Field::side(label).prose(ui, text, 2);
    }
    let fresh = || StandingItem {
        title: String::new(),
        purpose: Purpose::Note,
        minutes: None,
    };
    let purposes = Purpose::ALL.map(|purpose| (purpose, purpose.words()));
    let list = &mut rules.standing_agenda;
    list_editor(
        ui,
        "Every agenda begins with",
        "standing item",
        list,
        fresh,
        |ui, item| {
            Field::side("Title").text(ui, &mut item.title);
            if let Some(purpose) = Field::side("Purpose").combo(ui, &item.purpose, &purposes) {
                item.purpose = purpose;
            }
            value_field::count_option(ui, Field::side("Minutes"), &mut item.minutes);
        },
    );
    cx.edit_if_changed(before, rules);
}
