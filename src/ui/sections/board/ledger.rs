//! The fee ledger: seats by side of the board, their attendance, days, fees, cap and what to look at.

use std::cell::Cell as Choice;

use egui::{Align, Layout, ScrollArea, Ui};

use crate::{
    analysis::{
        fees::{LedgerRow, PaidBy},
        words,
    },
    model::{
        ClassGroup, FinancialYear, Funding, Id, ItemRef, Pay, Pence, Person, Quantity, Record, date,
    },
    ui::{
        ViewCx,
        parts::{names, private},
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            empty::empty_state,
            field::Field,
            locked, rule,
            segmented::segmented,
            status_mark,
            table::{Cell, Column, RowKind, Table, cell_name, cell_text},
            table_state::TableEvent,
        },
    },
};

use super::{
    View, Years,
    facts::{Facts, Line},
    marks, waiting,
};

const COLUMNS: [Column<'_>; 9] = [
    Column::flexible("Seat", 180.0),
    Column::fixed("Term", 122.0).leaves(2),
    Column::fixed("Attended", 144.0),
    Column::fixed("Days", 56.0).right(),
    Column::fixed("Rate £", 66.0).right().leaves(3),
    Column::fixed("Fees £", 90.0).right(),
    Column::fixed("Expenses £", 94.0).right().leaves(1),
    Column::fixed("Days against cap", 136.0),
    Column::flexible("To look at", 130.0).leaves(4),
];

pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    view: &mut View,
    facts: &Facts,
    approver: &Choice<Option<Id<Person>>>,
) {
    filters(ui, view, facts, cx);
    if facts.ledger.rows.is_empty() {
        let why = "The ledger sets what directors are paid against what they did. \
                   Unpaid boards can leave their fees empty.";
        if empty_state(
            ui,
            "Nobody sits on the board yet.",
            why,
            Some((Icon::Plus, "Add person")),
        ) {
            let person = crate::app::NewItem::Person;
            cx.out.send(crate::app::Message::Add(person));
        }
        return;
    }
    ScrollArea::vertical()
        .id_salt("ledger")
        .auto_shrink(false)
        .show(ui, |ui| {
            seats(ui, cx, view, facts);
            ui.add_space(size::S4);
            let side_by_side = ui.available_width() >= 980.0;
            if side_by_side {
                ui.horizontal_top(|ui| {
                    let width = ui.available_width();
                    ui.vertical(|ui| {
                        ui.set_width(width * 0.56);
                        waiting::ui(ui, cx, view, facts, approver);
                    });
                    ui.add_space(size::S5);
                    ui.vertical(|ui| {
                        ui.set_width(ui.available_width());
                        paid_by(ui, view, facts);
                    });
                });
            } else {
                waiting::ui(ui, cx, view, facts, approver);
                ui.add_space(size::S4);
                paid_by(ui, view, facts);
            }
            ui.add_space(size::S3);
            if facts.ledger.rows.iter().any(|row| row.illustrative) {
                names::remark(ui, "Slanted figures are illustrative.");
            }
            ui.add_space(size::S4);
        });
}

/// The years shown: the last two, and all; and who pays.
pub(super) fn year_choice(ui: &mut Ui, view: &mut View, facts: &Facts, cx: &ViewCx<'_>) {
    let mut years: Vec<FinancialYear> = facts.ledger.years.clone();
    if let Some(year) = facts.year().filter(|year| !years.contains(year)) {
        years.push(year);
    }
    let recent: Vec<FinancialYear> = years.iter().rev().take(3).rev().copied().collect();
    let present = FinancialYear::of(cx.today);
    let mut labels: Vec<String> = recent
        .iter()
        .map(|year| {
            if *year == present {
                format!("{year} to date")
            } else {
                year.to_string()
            }
        })
        .collect();
    labels.push("All years".to_owned());
    let on = facts
        .year()
        .and_then(|year| recent.iter().position(|other| *other == year))
        .unwrap_or(recent.len());
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    if let Some(chosen) = segmented(ui, "Year", &labels, on) {
        view.years = recent.get(chosen).copied().map_or(Years::All, Years::One);
    }
}

fn filters(ui: &mut Ui, view: &mut View, facts: &Facts, cx: &ViewCx<'_>) {
    ui.horizontal(|ui| {
        year_choice(ui, view, facts, cx);
        let options = [
            (None, "Paid by: all"),
            (Some(Funding::DfE), "Paid by: Department for Education"),
            (Some(Funding::Council), "Paid by: council"),
            (Some(Funding::Company), "Paid by: company"),
        ];
        let field = Field::unlabelled("Paid by").width(150.0);
        let chosen = locked::view(ui, |ui| field.combo(ui, &view.funding, &options));
        if let Some(chosen) = chosen {
            view.funding = chosen;
        }
        let tick = facts.ledger.rows.iter().any(|row| row.share_gone.is_some());
        if tick && ui.available_width() > 220.0 {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let tokens = theme::tokens(ui);
                let words = "share of the funded time gone";
                ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.muted));
                let (rect, _) = ui.allocate_exact_size(egui::vec2(8.0, 14.0), egui::Sense::hover());
                let stroke = egui::Stroke::new(2.0, tokens.accent.base);
                ui.painter().vline(rect.center().x, rect.y_range(), stroke);
            });
        }
    });
    ui.add_space(size::S1);
}

fn seats(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, facts: &Facts) {
    let kind = |row: usize| match facts.lines.get(row) {
        Some(Line::Side(..)) => RowKind::Group,
        Some(Line::Total) => RowKind::Total,
        Some(Line::Seat(_)) | None => RowKind::Item,
    };
    let person_at = |row: usize| match facts.lines.get(row) {
        Some(Line::Seat(place)) => facts.ledger.rows.get(*place).map(|row| row.person),
        Some(Line::Side(..) | Line::Total) | None => None,
    };
    let own = private::shown(ui);
    let sentence = |row: usize| match facts.lines.get(row) {
        Some(Line::Seat(place)) => facts
            .ledger
            .rows
            .get(*place)
            .map(|row| {
                let heard = private::heard_in(own.as_deref(), row.person);
                format!("{}{heard}", seat_sentence(cx, facts, row))
            })
            .unwrap_or_default(),
        Some(Line::Side(..) | Line::Total) | None => String::new(),
    };
    let selected = person_selected(cx);
    let row = selected
        .and_then(|person| (0..facts.lines.len()).find(|row| person_at(*row) == Some(person)));
    names::follow(&mut view.ledger, row);
    let cap = cap_title(facts);
    let mut columns = COLUMNS;
    columns[7] = Column::fixed(&cap, 136.0);
    let output = Table::new("ledger", "Fee ledger", &columns, facts.lines.len())
        .kinds(&kind)
        .sentence(&sentence)
        .whole()
        .show(ui, &mut view.ledger, |ui, cell| {
            match facts.lines.get(cell.row) {
                Some(Line::Side(group, count)) => side_cell(ui, *group, *count),
                Some(Line::Seat(place)) => {
                    if let Some(row) = facts.ledger.rows.get(*place) {
                        seat_cell(ui, cx, facts, row, cell);
                    }
                }
                Some(Line::Total) => total_cell(ui, cx, facts, cell.col),
                None => {}
            }
        });
    for event in output.events {
        if let TableEvent::SelectionChanged | TableEvent::Opened(_) = event
            && let Some(person) = view.ledger.cursor.and_then(person_at)
        {
            cx.select(person);
        }
    }
}

/// The head of the bars; it names the cap where every seat has the same one.
fn cap_title(facts: &Facts) -> String {
    let mut caps = facts.ledger.rows.iter().filter_map(|row| row.cap_units);
    match caps.next() {
        Some(cap) if caps.all(|other| other == cap) => {
            format!("Days against {}", cap.decimal())
        }
        Some(_) | None => "Against the cap".to_owned(),
    }
}

/// The person of the selected item, where it belongs to one.
fn person_selected(cx: &ViewCx<'_>) -> Option<Id<Person>> {
    if let Some(ItemRef::Person(id)) = cx.route.item {
        Some(id)
    } else {
        None
    }
}

fn seat_sentence(cx: &ViewCx<'_>, facts: &Facts, row: &LedgerRow) -> String {
    let mut parts = vec![names::person(cx.record, row.person)];
    if let Some(attended) = facts.attendance_of(row.person) {
        parts.push(format!("attended {}", attended.words()));
    }
    if row.pay == Pay::Fee {
        parts.push(format!("{} days, fees {}", row.units, row.fees));
    }
    parts.extend(
        facts
            .remarks
            .get(&row.person)
            .into_iter()
            .flatten()
            .map(|remark| remark.words.clone()),
    );
    parts.join(", ")
}

pub(super) fn side_cell(ui: &mut Ui, group: ClassGroup, count: usize) {
    let tokens = theme::tokens(ui);
    let runs = [
        (
            group.words().to_owned(),
            egui::text::TextFormat {
                font_id: TextStyle::BodyStrong.font_at(TextStyle::Small.size()),
                ..theme::format(TextStyle::Small, tokens.text.primary)
            },
        ),
        (
            match group {
                ClassGroup::InAttendance => {
                    format!("  {}", words::figures(count, "person", "people"))
                }
                ClassGroup::Independent | ClassGroup::Council | ClassGroup::Executive => {
                    format!("  {}", words::figures(count, "seat", "seats"))
                }
            },
            theme::format(TextStyle::Small, tokens.text.muted),
        ),
    ];
    let galley = theme::galley_of(ui, runs, Fit::Elide(ui.available_width()));
    let (rect, _) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    let at = rect.min + egui::vec2(0.0, 2.0);
    ui.painter().galley(at, galley, tokens.text.primary);
}

/// "to Mar 2021", "from 1 Oct 2019", "with office".
pub(super) fn term_words(record: &Record, person: Id<Person>, today: jiff::civil::Date) -> String {
    let Some(person) = record.people.get(person) else {
        return "–".to_owned();
    };
    match person.term_at(today) {
        None if person.terms.is_empty() => "–".to_owned(),
        None => "ended".to_owned(),
        Some(term) if term.from > today => format!("from {}", date::short(term.from)),
        Some(term) => match term.to {
            None => "with office".to_owned(),
            Some(to) => format!("to {} {}", date::month_short(to.month()), to.year()),
        },
    }
}

fn seat_cell(ui: &mut Ui, cx: &ViewCx<'_>, facts: &Facts, row: &LedgerRow, cell: Cell) {
    let tokens = theme::tokens(ui);
    let slanted = row.illustrative;
    let paid = row.pay == Pay::Fee && (row.term.is_some() || !row.claims.is_empty());
    let dash = |text: String| if paid { text } else { "–".to_owned() };
    match cell.col {
        0 => {
            let name = names::person(cx.record, row.person);
            private::beside(ui, row.person, |ui| {
                cell_name(ui, &name, "", cell.selected);
            });
        }
        1 => {
            let words = term_words(cx.record, row.person, cx.today);
            cell_text(ui, TextStyle::Small, &words, tokens.text.secondary);
        }
        2 => match facts.attendance_of(row.person) {
            Some(attendance) => marks::squares(ui, cx, attendance),
            None => {
                cell_text(ui, TextStyle::Small, "–", tokens.text.muted);
            }
        },
        3 => {
            names::value(ui, TextStyle::Small, &dash(units(row.units)), slanted);
        }
        4 => rate_cell(ui, row),
        5 => {
            let fees = dash(row.fees.in_ledger());
            names::value(ui, TextStyle::SmallMedium, &fees, slanted);
        }
        6 => {
            let none = row.expenses == Pence(0) && !paid;
            let words = if none {
                "–".to_owned()
            } else {
                row.expenses.in_ledger()
            };
            names::value(ui, TextStyle::Small, &words, slanted);
        }
        7 => {
            if let Some(share) = row.share_of_cap {
                marks::cap_bar(ui, share, row.share_gone, &cap_sentence(row, share));
            }
        }
        _last => remark_cell(ui, cx, facts, row),
    }
}

/// With one decimal, as days are counted: `14.5`.
fn units(quantity: Quantity) -> String {
    if quantity.hundredths() % 10 == 0 {
        format!("{:.1}", quantity.decimal())
    } else {
        quantity.to_string()
    }
}

fn cap_sentence(row: &LedgerRow, share: f64) -> String {
    let of = match (row.cap_units, row.cap_amount) {
        (Some(units), _) => format!("{} of {units} days of the term claimed", row.term_units),
        (None, Some(amount)) => format!("{} of {amount} claimed", row.term_fees),
        (None, None) => String::new(),
    };
    let gone = row
        .share_gone
        .map(|gone| format!("; {:.0} % of the funded time gone", gone * 100.0));
    format!("{of}, {:.0} %{}", share * 100.0, gone.unwrap_or_default())
}

fn rate_cell(ui: &mut Ui, row: &LedgerRow) {
    let tokens = theme::tokens(ui);
    let words = match (row.pay, row.rate) {
        (Pay::Salary, _) => "salary".to_owned(),
        (Pay::Unpaid, None) => "none".to_owned(),
        (Pay::Fee, None) => "–".to_owned(),
        (Pay::Unpaid | Pay::Fee, Some(rate)) => rate.to_string().replace('£', ""),
    };
    let ink = if row.rate.is_some() {
        tokens.text.primary
    } else {
        tokens.text.muted
    };
    cell_text(ui, TextStyle::Small, &words, ink);
}

fn remark_cell(ui: &mut Ui, cx: &ViewCx<'_>, facts: &Facts, row: &LedgerRow) {
    let Some(remarks) = facts.remarks.get(&row.person) else {
        return;
    };
    let Some(first) = remarks.first() else { return };
    let all: Vec<&str> = remarks.iter().map(|remark| remark.words.as_str()).collect();
    let words = if remarks.len() > 1 {
        format!("{}, and {} more", first.words, remarks.len() - 1)
    } else {
        first.words.clone()
    };
    let shown = status_mark::mark_with_word_at(ui, first.mark, 15.0, &words, &all.join("\n"));
    if let Some(claim) = first.claim {
        let id = ui.make_persistent_id(("remark", row.person));
        let response = ui
            .interact(shown.rect, id, egui::Sense::CLICK)
            .on_hover_cursor(egui::CursorIcon::PointingHand);
        if response.clicked() {
            cx.select(claim);
        }
    }
}

fn total_cell(ui: &mut Ui, cx: &ViewCx<'_>, facts: &Facts, col: usize) {
    let tokens = theme::tokens(ui);
    let ledger = &facts.ledger;
    let slanted = ledger.rows.iter().any(|row| row.illustrative);
    match col {
        0 => {
            let words = match facts.year() {
                None => "Total, all years".to_owned(),
                Some(year) if year == FinancialYear::of(cx.today) => {
                    format!("Total, {year} to date")
                }
                Some(year) => format!("Total, {year}"),
            };
            cell_text(ui, TextStyle::Label, &words, tokens.text.primary);
        }
        3 => {
            names::value(ui, TextStyle::Label, &units(ledger.units), slanted);
        }
        5 => {
            names::value(ui, TextStyle::Label, &ledger.fees.in_ledger(), slanted);
        }
        6 => {
            names::value(ui, TextStyle::Label, &ledger.expenses.in_ledger(), slanted);
        }
        _other => {}
    }
}

/// "32 % of £60,000, a quarter of the time gone."
fn share_sentence(paid: &PaidBy) -> Option<String> {
    let cap = paid.cap.filter(|cap| cap.0 > 0)?;
    let fees = cap.minus(paid.left?);
    let share = fees.0 as f64 / cap.0 as f64 * 100.0;
    let gone = paid
        .share_gone
        .map(|gone| format!(", {} of the time gone", words::share(gone)));
    Some(format!(
        "{}: {share:.1} % of {cap}{}.",
        paid.funding.words(),
        gone.unwrap_or_default()
    ))
}

fn paid_by(ui: &mut Ui, view: &mut View, facts: &Facts) {
    const COLUMNS: [Column<'_>; 4] = [
        Column::flexible("Source", 130.0),
        Column::fixed("Cap", 96.0).right(),
        Column::fixed("Claimed", 96.0).right(),
        Column::fixed("Left", 96.0).right(),
    ];
    rule::heading(ui, "Paid by", "£, over the terms in force", None);
    let list = &facts.ledger.paid_by;
    let sentence = |row: usize| {
        list.get(row).map_or_else(String::new, |paid| {
            let left = paid
                .left
                .map(|left| format!(", {left} left"))
                .unwrap_or_default();
            format!("{}, claimed {}{left}", paid.funding.words(), paid.claimed)
        })
    };
    Table::new("paid by", "Paid by", &COLUMNS, list.len())
        .sentence(&sentence)
        .whole()
        .show(ui, &mut view.paid_by, |ui, cell| {
            let Some(paid) = list.get(cell.row) else {
                return;
            };
            let money = |amount: Option<Pence>, none: &str| {
                amount.map_or_else(|| none.to_owned(), Pence::in_ledger)
            };
            let (style, words) = match cell.col {
                0 => (TextStyle::Small, paid.funding.words().to_owned()),
                1 => (TextStyle::Small, money(paid.cap, "none")),
                2 => (TextStyle::SmallMedium, paid.claimed.in_ledger()),
                _last => (TextStyle::Small, money(paid.left, "–")),
            };
            let slanted = cell.col > 0 && facts.ledger.rows.iter().any(|row| row.illustrative);
            names::value(ui, style, &words, slanted && words != "none");
        });
    ui.add_space(size::S1);
    for words in list.iter().filter_map(share_sentence) {
        names::small(ui, words);
    }
}
