//! The rules of the board: quorum and waivers by date, notice, status wording, the organisation.

use egui::{ScrollArea, Ui};

use crate::{
    analysis::{quorum, words},
    app::{Message, NewItem},
    model::{ItemRef, QuorumRule, Waiver, date},
    ui::{
        ViewCx,
        parts::{names, private},
        theme::{Icon, TextStyle, size},
        widgets::{
            empty::empty_state,
            row::link_row,
            rule,
            table::{Column, Table, cell_name},
            table_state::{TableEvent, TableState},
        },
    },
};

use super::{View, facts};

const RULES: [Column<'_>; 4] = [
    Column::fixed("From", 110.0),
    Column::fixed("To", 110.0),
    Column::flexible("Rule", 240.0),
    Column::flexible("Source", 140.0).leaves(1),
];
const WAIVERS: [Column<'_>; 4] = [
    Column::fixed("From", 110.0),
    Column::fixed("Expires", 110.0),
    Column::flexible("What is waived, and for whom", 240.0),
    Column::flexible("Granted by", 140.0).leaves(1),
];

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View) {
    ScrollArea::vertical()
        .id_salt("rules")
        .auto_shrink(false)
        .show(ui, |ui| {
            quorum_rules(ui, cx, &mut view.rules);
            ui.add_space(size::S4);
            waivers(ui, cx, &mut view.waivers);
            ui.add_space(size::S4);
            board_rules(ui, cx);
            ui.add_space(size::S4);
            organisation(ui, cx);
            ui.add_space(size::S5);
        });
}

fn quorum_rules(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut TableState) {
    let beside = facts::rule_words(cx.record, cx.today);
    rule::heading(ui, "Quorum", &beside, None);
    let mut rows: Vec<&QuorumRule> = cx.record.quorum_rules.iter().collect();
    rows.sort_by_key(|rule| std::cmp::Reverse(rule.from));
    if rows.is_empty() {
        let why = "A meeting is judged by the rule of its day, so a rule begins on a day.";
        if empty_state(
            ui,
            "No quorum rule is recorded.",
            why,
            Some((Icon::Plus, "Add quorum rule")),
        ) {
            cx.out.send(Message::Add(NewItem::QuorumRule));
        }
        return;
    }
    let in_force = quorum::rule_on(cx.record, cx.today).map(|rule| rule.id);
    let own = private::shown(ui);
    let sentence = |row: usize| {
        rows.get(row).map_or_else(String::new, |rule| {
            let heard = private::heard_in(own.as_deref(), rule.id);
            let from = date::short(rule.from);
            format!("from {from}, {}{heard}", rule_text(rule))
        })
    };
    names::follow(state, rows.iter().position(|rule| cx.is_selected(rule.id)));
    let output = Table::new("rules", "Quorum rules", &RULES, rows.len())
        .sentence(&sentence)
        .whole()
        .two_lines()
        .show(ui, state, |ui, cell| {
            let Some(rule) = rows.get(cell.row) else {
                return;
            };
            match cell.col {
                0 => {
                    names::value(
                        ui,
                        TextStyle::Small,
                        &date::short(rule.from),
                        rule.illustrative,
                    );
                }
                1 => {
                    names::value(
                        ui,
                        TextStyle::Small,
                        &names::day(rule.to),
                        rule.illustrative,
                    );
                }
                2 => {
                    let force = if Some(rule.id) == in_force {
                        "In force today"
                    } else {
                        ""
                    };
                    private::beside(ui, rule.id, |ui| {
                        cell_name(ui, &rule_text(rule), force, cell.selected);
                    });
                }
                _last => {
                    let source = names::or_dash(&rule.source);
                    names::value(ui, TextStyle::Small, source, rule.illustrative);
                }
            }
        });
    for event in output.events {
        if let TableEvent::SelectionChanged | TableEvent::Opened(_) = event
            && let Some(rule) = state.cursor.and_then(|row| rows.get(row))
        {
            cx.select(rule.id);
        }
    }
}

/// "5 directors, 2 independent and the chair or deputy; conflicted directors do not count".
fn rule_text(rule: &QuorumRule) -> String {
    let Some(least) = rule.at_least else {
        return "Still to be filled in".to_owned();
    };
    let mut text = format!("{least} directors");
    let sides = facts::minimum_words(rule);
    if !sides.is_empty() {
        text.push_str(", with ");
        text.push_str(&words::join(&sides));
    }
    if rule.conflicted_count {
        text.push_str("; conflicted directors count");
    }
    text
}

fn waivers(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut TableState) {
    let running = quorum::waivers_on(cx.record, cx.today).count();
    let beside = if running == 0 {
        "none runs today".to_owned()
    } else {
        words::figures(running, "runs today", "run today")
    };
    rule::heading(ui, "Waivers", &beside, None);
    let mut rows: Vec<&Waiver> = cx.record.waivers.iter().collect();
    rows.sort_by_key(|waiver| std::cmp::Reverse(waiver.expires));
    if rows.is_empty() {
        names::small(
            ui,
            "No article is waived for a time. A waiver always has an end.",
        );
        return;
    }
    let own = private::shown(ui);
    let sentence = |row: usize| {
        rows.get(row).map_or_else(String::new, |waiver| {
            let heard = private::heard_in(own.as_deref(), waiver.id);
            let until = date::short(waiver.expires);
            format!("{}, until {until}{heard}", waiver.what)
        })
    };
    names::follow(
        state,
        rows.iter().position(|waiver| cx.is_selected(waiver.id)),
    );
    let output = Table::new("waivers", "Waivers", &WAIVERS, rows.len())
        .sentence(&sentence)
        .whole()
        .two_lines()
        .show(ui, state, |ui, cell| {
            let Some(waiver) = rows.get(cell.row) else {
                return;
            };
            let slanted = waiver.illustrative;
            match cell.col {
                0 => {
                    names::value(ui, TextStyle::Small, &date::short(waiver.from), slanted);
                }
                1 => {
                    names::value(ui, TextStyle::Small, &date::short(waiver.expires), slanted);
                }
                2 => {
                    let who = waiver
                        .person
                        .map(|person| names::person(cx.record, person))
                        .unwrap_or_default();
                    private::beside(ui, waiver.id, |ui| {
                        cell_name(ui, &waiver.what, &who, cell.selected);
                    });
                }
                _last => {
                    let by = names::or_dash(&waiver.granted_by);
                    names::value(ui, TextStyle::Small, by, slanted);
                }
            }
        });
    for event in output.events {
        if let TableEvent::SelectionChanged | TableEvent::Opened(_) = event
            && let Some(waiver) = state.cursor.and_then(|row| rows.get(row))
        {
            cx.select(waiver.id);
        }
    }
}

/// A line that leads to the form of what it says.
fn fact(ui: &mut Ui, cx: &ViewCx<'_>, item: ItemRef, label: &str, value: &str) {
    let sentence = format!("{label}: {value}");
    let response = link_row(ui, 30.0, &sentence, |ui, rect| {
        let tokens = crate::ui::theme::tokens(ui);
        ui.label(crate::ui::theme::text(TextStyle::Small, label).color(tokens.text.secondary));
        ui.add_space((rect.left() + 180.0 - ui.cursor().left()).max(size::S3));
        names::value(ui, TextStyle::Small, names::or_dash(value), false);
    });
    if response.clicked() {
        cx.select(item);
    }
}

fn board_rules(ui: &mut Ui, cx: &ViewCx<'_>) {
    let rules = &cx.record.board_rules;
    let edit = rule::heading(ui, "Standing rules", "", Some("Edit the rules"));
    let at = ItemRef::BoardRules;
    if edit {
        cx.select(at);
    }
    let days = |count: u16| words::figures(usize::from(count), "day", "days");
    fact(ui, cx, at, "Body that meets", &rules.body);
    fact(ui, cx, at, "Notice of a meeting", &days(rules.notice_days));
    fact(
        ui,
        cx,
        at,
        "Papers before a meeting",
        &days(rules.papers_days),
    );
    fact(
        ui,
        cx,
        at,
        "A term ends soon within",
        &days(rules.term_warning_days),
    );
    let months = words::figures(usize::from(rules.evidence_months), "month", "months");
    fact(ui, cx, at, "Evidence is old after", &months);
    let share = format!("{} % of a meeting", rules.full_day_from_percent);
    fact(ui, cx, at, "Whole day claimed from", &share);
    let standing: Vec<&str> = rules
        .standing_agenda
        .iter()
        .map(|item| item.title.as_str())
        .collect();
    fact(ui, cx, at, "Every agenda begins with", &standing.join(", "));
    let wording = "six statuses, as this board words them";
    fact(ui, cx, at, "Wording of statuses", wording);
}

fn organisation(ui: &mut Ui, cx: &ViewCx<'_>) {
    let organisation = &cx.record.organisation;
    let at = ItemRef::Organisation;
    if rule::heading(ui, "Organisation", "", Some("Edit the organisation")) {
        cx.select(at);
    }
    fact(ui, cx, at, "Name", &organisation.name);
    fact(ui, cx, at, "Legal form", &organisation.legal_form);
    fact(ui, cx, at, "Council", &organisation.council);
    let number = organisation.company_number.as_deref().unwrap_or("");
    fact(ui, cx, at, "Registered number", number);
    let stage = if organisation.under_direction {
        format!("{}, under direction", organisation.stage.word())
    } else {
        organisation.stage.word().to_owned()
    };
    fact(ui, cx, at, "Stage", &stage);
    let plan = organisation
        .plan
        .as_ref()
        .map(|plan| format!("{}: {} by {}", plan.title, plan.goal, plan.by));
    fact(ui, cx, at, "Plan", plan.as_deref().unwrap_or(""));
}
