//! Forms of a fee term and of a claim.

use std::cell::Cell as Choice;

use egui::Ui;

use crate::{
    analysis::fees::AgainstAttendance,
    model::{Claim, Duty, Expense, FeeTerm, FeeUnit, Funding, Id, ItemRef, Pence, Person, date},
    ui::{
        ViewCx,
        parts::{inspector, links, list::list_editor, names, pick, value_field},
        theme::{self, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            rule,
            status_mark::{Mark, mark_with_word},
        },
    },
};

use super::{facts::Facts, marks, waiting};

/// The form of a fee term.
pub(super) fn fee_term(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<FeeTerm>, facts: &Facts) {
    let Some(before) = cx.record.fee_terms.get(id) else {
        return;
    };
    let at = ItemRef::from(id);
    let title = names::person(cx.record, before.person);
    inspector(ui, cx, at, "Fee term", &title);
    let mut term = before.clone();
    pick::person(
        ui,
        cx,
        Field::side("Person").focus(cx.wants_focus(at)),
        &mut term.person,
    );
    value_field::pence(ui, Field::side("Rate"), &mut term.rate);
    let units = FeeUnit::ALL.map(|unit| (unit, unit.word()));
    if let Some(unit) = Field::side("For").combo(ui, &term.unit, &units) {
        term.unit = unit;
    }
    if let Some(from) = Field::side("From").date(ui, term.from, cx.today) {
        term.from = from;
    }
    if let Some(to) = Field::side("To").date_opt(ui, term.to, cx.today) {
        term.to = to;
    }
    rule::section(ui, "Cap over the period", None);
    value_field::quantity_option(ui, Field::side("Units"), &mut term.cap_units);
    value_field::pence_option(ui, Field::side("Amount"), &mut term.cap_amount);
    rule::section(ui, "Funding", None);
    let sources = Funding::ALL.map(|source| (source, source.words()));
    if let Some(source) = Field::side("Paid by").combo(ui, &term.funding, &sources) {
        term.funding = source;
    }
    if let Some(until) = Field::side("Until").date_opt(ui, term.funded_until, cx.today) {
        term.funded_until = until;
    }
    pick::decision_option(ui, cx, Field::side("Approved"), &mut term.approved_by);
    if let Some(decision) = term.approved_by {
        links::chips(ui, cx, &[decision.into()]);
    }
    Field::side("Source").prose(ui, &mut term.note, 2);
    names::turn(ui, &mut term.illustrative, "Illustrative");
    claimed_under(ui, cx, before, facts);
    links::chips(ui, cx, &[before.person.into()]);
    cx.edit_if_changed(before, term);
}

fn claimed_under(ui: &mut Ui, cx: &ViewCx<'_>, term: &FeeTerm, facts: &Facts) {
    let Some(&(units, fees, count)) = facts.under.get(&term.id) else {
        return;
    };
    rule::section(ui, "Claimed under it", None);
    let claims = crate::analysis::words::figures(count, "claim", "claims");
    names::small(ui, format!("{units} units, {fees}, in {claims}"));
    let share = term
        .cap_units
        .filter(|cap| cap.hundredths() > 0)
        .map(|cap| units.decimal() / cap.decimal());
    if let Some(share) = share {
        let gone = crate::analysis::fees::funded_share(term, cx.today);
        let words = format!("{:.0} % of the cap claimed", share * 100.0);
        marks::cap_bar(ui, share, gone, &words);
    }
}

/// The form of a claim.
pub(super) fn claim(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    id: Id<Claim>,
    facts: &Facts,
    approver: &Choice<Option<Id<Person>>>,
) {
    let Some(before) = cx.record.claims.get(id) else {
        return;
    };
    let at = ItemRef::from(id);
    let title = crate::model::Item::from(before.clone()).title();
    inspector(ui, cx, at, "Claim", &title);
    let mut claim = before.clone();
    if let Some((against, _)) = facts.claims.get(&id) {
        against_attendance(ui, *against);
    }
    pick::person(
        ui,
        cx,
        Field::side("Claimant").focus(cx.wants_focus(at)),
        &mut claim.person,
    );
    let duties = Duty::ALL.map(|duty| (duty, duty.word()));
    if let Some(duty) = Field::side("Duty").combo(ui, &claim.duty, &duties) {
        claim.duty = duty;
    }
    days(ui, cx, &mut claim);
    value_field::quantity(ui, Field::side("Units"), &mut claim.quantity);
    value_field::pence(ui, Field::side("Fee"), &mut claim.fee);
    let term = facts.claims.get(&id).and_then(|(_, term)| *term);
    worked_out(ui, cx, &mut claim, term);
    let fresh = || Expense {
        what: String::new(),
        amount: Pence(0),
    };
    list_editor(
        ui,
        "Expenses",
        "expense",
        &mut claim.expenses,
        fresh,
        |ui, expense| {
            Field::side("What").text(ui, &mut expense.what);
            value_field::pence(ui, Field::side("Amount"), &mut expense.amount);
        },
    );
    pick::meeting_option(ui, cx, Field::side("Meeting"), &mut claim.meeting);
    if let Some(meeting) = claim.meeting {
        links::chips(ui, cx, &[meeting.into()]);
    }
    rule::section(ui, "Approval", None);
    approval(ui, cx, &mut claim, approver);
    if let Some(paid) = Field::side("Paid on").date_opt(ui, claim.paid_on, cx.today) {
        claim.paid_on = paid;
    }
    Field::side("Note").prose(ui, &mut claim.note, 2);
    names::turn(ui, &mut claim.illustrative, "Illustrative");
    ui.add_space(size::S2);
    links::chips(ui, cx, &[before.person.into()]);
    cx.edit_if_changed(before, claim);
}

fn against_attendance(ui: &mut Ui, against: AgainstAttendance) {
    let words = crate::analysis::words::capital(against.words());
    if against.needs_attention() {
        mark_with_word(ui, Mark::Warning, &words, "");
    } else if against == AgainstAttendance::Matches {
        names::small(ui, words);
    }
}

fn days(ui: &mut Ui, cx: &ViewCx<'_>, claim: &mut Claim) {
    let next = claim.dates.last().copied().unwrap_or(cx.today);
    list_editor(
        ui,
        "Days",
        "day",
        &mut claim.dates,
        || next,
        |ui, day| {
            if let Some(new) = Field::unlabelled("Day")
                .width(150.0)
                .date(ui, *day, cx.today)
            {
                *day = new;
            }
        },
    );
}

/// The fee by the rate in force on the first day, and the offer to take it.
fn worked_out(ui: &mut Ui, cx: &ViewCx<'_>, claim: &mut Claim, term: Option<Id<FeeTerm>>) {
    let Some(term) = term.and_then(|term| cx.record.fee_terms.get(term)) else {
        let words = match claim.first_date() {
            Some(day) => format!("No fee term covers {}.", date::short(day)),
            None => "A claim needs at least one day.".to_owned(),
        };
        mark_with_word(ui, Mark::Error, &words, "");
        return;
    };
    let fee = term.rate.times(claim.quantity);
    let words = format!(
        "As worked out: {fee}, {} × {} {}.",
        claim.quantity,
        term.rate,
        term.unit.word()
    );
    if fee == claim.fee {
        names::small(ui, words);
        return;
    }
    mark_with_word(
        ui,
        Mark::Warning,
        &words,
        "The fee differs from rate times units",
    );
    if Button::link(&format!("Take {fee}"))
        .edits()
        .show(ui)
        .clicked()
    {
        claim.fee = fee;
    }
}

fn approval(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    claim: &mut Claim,
    approver: &Choice<Option<Id<Person>>>,
) {
    let is_approved = claim.approved_by.is_some() || claim.approved_on.is_some();
    if is_approved {
        approved_fields(ui, cx, claim);
        return;
    }
    waiting::approver_field(
        ui,
        cx,
        Field::side("Approve as"),
        approver,
        Some(claim.person),
    );
    match approver.get() {
        Some(person) => match waiting::approved(claim, person, cx.today) {
            Some(after) => {
                let words = format!("Approve as {}", names::person(cx.record, person));
                if Button::primary("Approve claim")
                    .edits()
                    .tooltip(&words)
                    .show(ui)
                    .clicked()
                {
                    *claim = after;
                }
            }
            None => names::small(ui, "The claimant cannot approve; choose another director."),
        },
        None => names::small(
            ui,
            "Choose who approves: any sitting director but the claimant.",
        ),
    }
}

fn approved_fields(ui: &mut Ui, cx: &ViewCx<'_>, claim: &mut Claim) {
    let mut people = waiting::approvers(cx.record, cx.today, Some(claim.person));
    people.extend(claim.approved_by.filter(|id| !people.contains(id)));
    let mut named: Vec<(Option<Id<Person>>, String)> = people
        .into_iter()
        .map(|id| (Some(id), names::person(cx.record, id)))
        .collect();
    named.push((None, "Nobody named".to_owned()));
    let options: Vec<(Option<Id<Person>>, &str)> = named
        .iter()
        .map(|(id, name)| (*id, name.as_str()))
        .collect();
    if let Some(by) = Field::side("By").combo(ui, &claim.approved_by, &options) {
        claim.approved_by = by;
    }
    if claim.approved_by == Some(claim.person) {
        mark_with_word(ui, Mark::Error, "Approved by the claimant", "");
    }
    if let Some(on) = Field::side("On").date_opt(ui, claim.approved_on, cx.today) {
        claim.approved_on = on;
    }
    if Button::link("Take approval back")
        .edits()
        .show(ui)
        .clicked()
    {
        (claim.approved_by, claim.approved_on) = (None, None);
    }
}

/// A claim in one line, for the page of its person.
pub(super) fn line(ui: &mut Ui, cx: &ViewCx<'_>, claim: &Claim) {
    let state = if claim.paid_on.is_some() {
        "paid"
    } else if claim.approved_by.is_some() {
        "approved"
    } else {
        "waiting"
    };
    let day = names::day(claim.first_date());
    let words = format!("{day}, {}, {}, {state}", claim.duty.word(), claim.fee);
    let response = crate::ui::widgets::row::link_row(ui, 26.0, &words, |ui, _| {
        let ink = theme::tokens(ui).text.primary;
        ui.label(theme::text(TextStyle::Small, &words).color(ink));
    });
    if response.clicked() {
        cx.select(claim.id);
    }
}
