//! Findings: what is wrong or missing, the heaviest first, each one key from its place.

use std::cmp::Ordering;

use egui::{Event, Popup, Sense, Ui, UiBuilder, vec2};
use jiff::civil::Date;

use super::actions::filter::menu_style;
use crate::{
    analysis::words,
    app::dispatch::capital,
    check::{self, Finding, Rule, Severity},
    model::{SectionId, date},
    ui::{
        ViewCx,
        parts::{self, icon_of, severity_mark},
        theme::{self, Density, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            combo::option_row,
            empty::empty_state,
            field::Field,
            locked,
            segmented::segmented,
            status_mark::mark_with_word,
            table::{Cell, Column, Table, cell_text},
            table_state::{TableEvent, TableState},
        },
    },
};

const COLUMNS: [Column<'static>; 4] = [
    Column::fixed("Severity", 106.0).sortable(),
    Column::flexible("What is wrong or missing", 300.0).sortable(),
    Column::fixed("Where", 190.0).sortable().leaves(2),
    Column::fixed("Rule", 180.0).sortable().leaves(1),
];
/// Height of a row with two lines of text.
const ROW: f32 = 42.0;

/// What the section remembers between frames.
pub struct FindingsState {
    wanted: Wanted,
    /// What the order rests on: the revision and day of the findings, and what was wanted.
    seen: Option<(u64, Date, usize, Wanted)>,
    /// Places in the findings, as shown.
    order: Vec<usize>,
    /// Findings of each section, for the filter.
    sections: Vec<(SectionId, usize)>,
    table: TableState,
    focus_search: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    severity: Option<Severity>,
    section: Option<SectionId>,
    query: String,
    sort: (usize, bool),
}

impl Default for FindingsState {
    fn default() -> Self {
        Self {
            wanted: Wanted {
                severity: None,
                section: None,
                query: String::new(),
                sort: (0, true),
            },
            seen: None,
            order: Vec::new(),
            sections: Vec::new(),
            table: TableState::sorted(0, true),
            focus_search: false,
        }
    }
}

impl FindingsState {
    /// Works the order out anew where the findings or what is wanted of them changed.
    fn update(&mut self, findings: &[Finding], revision: u64, today: Date) {
        let key = (revision, today, findings.len(), self.wanted.clone());
        if self.seen.as_ref() == Some(&key) {
            return;
        }
        let wanted = &self.wanted;
        let query: Vec<String> = wanted
            .query
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let shown = findings.iter().enumerate().filter(|(_, finding)| {
            wanted
                .severity
                .is_none_or(|severity| finding.severity == severity)
                && wanted
                    .section
                    .is_none_or(|section| finding.at.section() == section)
                && (query.is_empty() || holds(finding, &query))
        });
        self.order = shown.map(|(place, _)| place).collect();
        let (col, ascending) = wanted.sort;
        // A stable sort: findings come by severity and place.
        self.order.sort_by(|a, b| {
            let by = match (findings.get(*a), findings.get(*b)) {
                (Some(a), Some(b)) => compare(col, a, b),
                (_, _) => Ordering::Equal,
            };
            if ascending { by } else { by.reverse() }
        });
        self.sections = SectionId::ALL
            .into_iter()
            .map(|section| {
                let of = findings.iter().filter(|one| one.at.section() == section);
                (section, of.count())
            })
            .filter(|(_, count)| *count > 0)
            .collect();
        self.seen = Some(key);
    }

    fn is_filtered(&self) -> bool {
        self.wanted.severity.is_some()
            || self.wanted.section.is_some()
            || !self.wanted.query.trim().is_empty()
    }

    fn clear_filters(&mut self) {
        (self.wanted.severity, self.wanted.section) = (None, None);
        self.wanted.query.clear();
    }
}

fn holds(finding: &Finding, query: &[String]) -> bool {
    let text = format!(
        "{} {} {} {}",
        finding.message,
        finding.rule.code(),
        finding.severity.word(),
        finding.at.section().title()
    )
    .to_lowercase();
    query.iter().all(|word| text.contains(word.as_str()))
}

fn compare(col: usize, a: &Finding, b: &Finding) -> Ordering {
    match col {
        0 => a.severity.cmp(&b.severity),
        1 => a.message.cmp(&b.message),
        2 => a.at.section().cmp(&b.at.section()),
        _rule => rule_order(a.rule, b.rule),
    }
}

fn rule_order(a: Rule, b: Rule) -> Ordering {
    a.code().cmp(b.code())
}

/// Paints the section.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut FindingsState) {
    let findings = &cx.derived.findings;
    state.update(findings, cx.derived.revision, cx.derived.today);
    if findings.is_empty() {
        parts::page(ui, "no findings", |ui| {
            parts::title_row(ui, "Findings", "", |_| {});
            let why = format!("Every rule holds on {}.", date::long(cx.derived.today));
            empty_state(ui, "Nothing is wrong or missing", &why, None);
        });
        return;
    }
    if !ui.ctx().text_edit_focused() {
        let slash = |event: &Event| matches!(event, Event::Text(text) if text == "/");
        ui.input_mut(|input| {
            if input.events.iter().any(slash) {
                input.events.retain(|event| !slash(event));
                state.focus_search = true;
            }
        });
    }
    parts::list_and_inspector(
        ui,
        cx,
        None,
        |ui| {
            parts::title_row(ui, "Findings", &check::sentence(findings), |_| {});
            filters(ui, state, findings);
            if state.order.is_empty() {
                nothing_found(ui, state);
            } else {
                table(ui, cx, state);
            }
        },
        |_, _| {},
    );
}

fn filters(ui: &mut Ui, state: &mut FindingsState, findings: &[Finding]) {
    ui.horizontal_wrapped(|ui| {
        let field = Field::unlabelled("Search findings")
            .hint("Search findings")
            .icon(Icon::MagnifyingGlass)
            .width(220.0_f32.min(ui.available_width()))
            .focus(std::mem::take(&mut state.focus_search));
        locked::view(ui, |ui| field.text(ui, &mut state.wanted.query));
        let [errors, warnings, notes] = check::counts(findings);
        let labels = [
            "All".to_owned(),
            words::figures(errors, "error", "errors"),
            words::figures(warnings, "warning", "warnings"),
            words::figures(notes, "note", "notes"),
        ];
        let labels = labels.each_ref().map(String::as_str);
        let on = state.wanted.severity.map_or(0, |severity| {
            1 + Severity::ALL
                .iter()
                .position(|one| *one == severity)
                .unwrap_or(0)
        });
        if let Some(n) = segmented(ui, "Severity", &labels, on) {
            state.wanted.severity = n.checked_sub(1).and_then(|n| Severity::ALL.get(n)).copied();
        }
        section_menu(ui, state);
        if state.is_filtered() && Button::link("Clear filters").show(ui).clicked() {
            state.clear_filters();
        }
    });
    ui.add_space(size::S1);
}

fn section_menu(ui: &mut Ui, state: &mut FindingsState) {
    let words = state.wanted.section.map_or("Section", SectionId::title);
    let button = ui
        .push_id("section filter", |ui| {
            let button = Button::outlined(words).trailing(Icon::CaretDown);
            let button = if state.wanted.section.is_some() {
                button.on(true)
            } else {
                button
            };
            button.show(ui)
        })
        .inner;
    Popup::menu(&button)
        .accessible_name("Section")
        .width(200.0)
        .show(|ui| {
            menu_style(ui);
            if option_row(ui, 0, "Any section", 8.0, state.wanted.section.is_none()).clicked() {
                state.wanted.section = None;
                ui.close();
            }
            for (n, (section, count)) in state.sections.iter().enumerate() {
                let name = format!("{}, {count}", section.title());
                let on = state.wanted.section == Some(*section);
                if option_row(ui, n + 1, &name, 8.0, on).clicked() {
                    state.wanted.section = Some(*section);
                    ui.close();
                }
            }
        });
}

fn nothing_found(ui: &mut Ui, state: &mut FindingsState) {
    let mut named = Vec::new();
    let query = state.wanted.query.trim();
    if !query.is_empty() {
        named.push(format!("the words “{query}”"));
    }
    if let Some(severity) = state.wanted.severity {
        named.push(format!("severity {}", severity.word()));
    }
    if let Some(section) = state.wanted.section {
        named.push(format!("section {}", section.title()));
    }
    ui.add_space(size::S4);
    let why = format!("Filtered by {}.", words::join(&named));
    let verb = Some((Icon::X, "Show every finding"));
    if empty_state(ui, "No finding matches", &why, verb) {
        state.clear_filters();
    }
}

fn table(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut FindingsState) {
    let findings = &cx.derived.findings;
    let two_lines = Density::of(ui).two_lines();
    let rect = ui.available_rect_before_wrap().expand2(vec2(size::S2, 0.0));
    let mut wide = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("findings"));
    let order = &state.order;
    let at = |row: usize| order.get(row).and_then(|place| findings.get(*place));
    let sentence = |row: usize| {
        at(row).map_or_else(String::new, |finding| {
            format!("{}: {}", capital(finding.severity.word()), finding.message)
        })
    };
    state.table.sort = Some(state.wanted.sort);
    let mut table = Table::new("findings", "Findings", &COLUMNS, order.len()).sentence(&sentence);
    if two_lines {
        table = table.row_height(ROW);
    }
    let output = table.show(&mut wide, &mut state.table, |ui, cell_at| {
        if let Some(finding) = at(cell_at.row) {
            cell(ui, cx, finding, cell_at, two_lines);
        }
    });
    let mut go = output.pressed;
    for event in &output.events {
        match event {
            TableEvent::Opened(row) => go = Some(*row),
            TableEvent::SortChanged(col, ascending) => state.wanted.sort = (*col, *ascending),
            TableEvent::SelectionChanged
            | TableEvent::DeleteAsked
            | TableEvent::Ticked(_)
            | TableEvent::CopyAsked
            | TableEvent::Sideways(_) => {}
        }
    }
    let copy = output.events.contains(&TableEvent::CopyAsked);
    if let Some(finding) = state.table.cursor.filter(|_| copy).and_then(at) {
        let text = format!(
            "{}\t{}\t{}\n",
            finding.severity.word(),
            finding.message,
            finding.rule.code()
        );
        cx.out.send(crate::app::Message::Copied(text));
    }
    if let Some(finding) = go.and_then(at) {
        cx.out.go_to(finding.at);
    }
}

fn cell(ui: &mut Ui, cx: &ViewCx<'_>, finding: &Finding, at: Cell, two_lines: bool) {
    let tokens = theme::tokens(ui);
    match at.col {
        0 => {
            let word = capital(finding.severity.word());
            mark_with_word(ui, severity_mark(finding.severity), &word, "");
        }
        1 => message(ui, &finding.message, two_lines),
        2 => {
            let Some(item) = cx.record.item(finding.at) else {
                return;
            };
            theme::icon(ui, icon_of(finding.at), size::ICON, tokens.text.secondary);
            let name = capital(&parts::links::known_as(cx.record, &item));
            cell_text(ui, TextStyle::Small, &name, tokens.text.primary);
        }
        _rule => {
            let words = finding.rule.code().replace('-', " ");
            cell_text(ui, TextStyle::Meta, &words, tokens.text.muted)
                .on_hover_text(finding.rule.about());
        }
    }
}

/// The sentence, in two lines where the row has them; whole in the tooltip.
fn message(ui: &mut Ui, text: &str, two_lines: bool) {
    let tokens = theme::tokens(ui);
    if !two_lines {
        cell_text(ui, TextStyle::Small, text, tokens.text.primary);
        return;
    }
    let fit = Fit::Lines(ui.available_size_before_wrap().x, 2);
    let galley = theme::galley(ui, TextStyle::Small, text, tokens.text.primary, fit);
    let elided = galley.elided;
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, tokens.text.primary);
    if elided {
        response.on_hover_text(text);
    }
}
