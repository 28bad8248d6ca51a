//! The form of a person: seat, terms, skills, and what hangs on them.

use egui::Ui;

use crate::{
    app::{Message, NewItem},
    model::{Class, Id, ItemRef, Pay, Person, Term},
    ui::{
        ViewCx,
        parts::{inspector, links, list::list_editor, names},
        theme::{Icon, size},
        widgets::{button::Button, field::Field, finding_row::finding_row, rule},
    },
};

use super::{claim, facts::Facts, marks, waiting};

/// Most claims listed; the ledger has the rest in its sums.
const MOST_CLAIMS: usize = 12;

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<Person>, facts: &Facts) {
    let Some(before) = cx.record.people.get(id) else {
        return;
    };
    let at = ItemRef::from(id);
    inspector(ui, cx, at, before.class.words(), &before.name);
    remarks(ui, cx, facts, id);
    let mut person = before.clone();
    Field::side("Name")
        .hint("Name, or the seat")
        .focus(cx.wants_focus(at))
        .text(ui, &mut person.name);
    let classes = Class::ALL.map(|class| (class, class.words()));
    if let Some(class) = Field::side("Sits as").combo(ui, &person.class, &classes) {
        person.class = class;
    }
    Field::side("Office")
        .hint("Office that carries the seat")
        .text(ui, &mut person.office);
    let ways = Pay::ALL.map(|pay| (pay, pay.word()));
    if let Some(pay) = Field::side("Pay").combo(ui, &person.pay, &ways) {
        person.pay = pay;
    }
    names::turn(ui, &mut person.deputy_chair, "Deputy to the chair");
    let fresh = || Term {
        from: cx.today,
        to: None,
        appointed_by: String::new(),
    };
    list_editor(
        ui,
        "Terms of office",
        "term",
        &mut person.terms,
        fresh,
        |ui, term| {
            if let Some(from) = Field::side("From").date(ui, term.from, cx.today) {
                term.from = from;
            }
            let to = Field::side("To").hint("With the office");
            if let Some(to) = to.date_opt(ui, term.to, cx.today) {
                term.to = to;
            }
            Field::side("Appointed")
                .hint("By whom")
                .text(ui, &mut term.appointed_by);
        },
    );
    list_editor(
        ui,
        "Skills",
        "skill",
        &mut person.skills,
        String::new,
        |ui, skill| {
            Field::unlabelled("Skill").text(ui, skill);
        },
    );
    Field::side("Note").prose(ui, &mut person.note, 2);
    names::turn(ui, &mut person.illustrative, "Illustrative");
    ui.add_space(size::S2);
    attended(ui, cx, facts, id);
    money(ui, cx, id);
    interests(ui, cx, id);
    cx.edit_if_changed(before, person);
}

fn remarks(ui: &mut Ui, cx: &ViewCx<'_>, facts: &Facts, id: Id<Person>) {
    for remark in facts.remarks.get(&id).into_iter().flatten() {
        let link = remark.claim.map(|_| "Open claim");
        if finding_row(ui, remark.mark, "", &remark.words, link)
            && let Some(claim) = remark.claim
        {
            cx.select(claim);
        }
    }
}

fn attended(ui: &mut Ui, cx: &ViewCx<'_>, facts: &Facts, id: Id<Person>) {
    let Some(row) = facts.attendance_of(id) else {
        return;
    };
    let heading = match facts.year() {
        Some(year) => format!("Attendance {year}"),
        None => "Attendance, all years".to_owned(),
    };
    rule::section(ui, &heading, None);
    ui.horizontal(|ui| marks::squares(ui, cx, row));
    let missed: Vec<String> = row
        .squares
        .iter()
        .filter(|square| square.square.counts() && marks::square_words(square) != "present")
        .map(|square| {
            let day = crate::model::date::day_month(square.date);
            format!("{day}: {}", marks::square_words(square))
        })
        .collect();
    if !missed.is_empty() {
        names::small(ui, missed.join("; "));
    }
}

fn money(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<Person>) {
    let terms: Vec<ItemRef> = cx
        .record
        .fee_terms
        .iter()
        .filter(|term| term.person == id)
        .map(|term| term.id.into())
        .collect();
    rule::section(ui, "Fee terms", None);
    links::chips(ui, cx, &terms);
    if Button::link("Add fee term")
        .edits()
        .icon(Icon::Plus)
        .show(ui)
        .clicked()
    {
        cx.out.send(Message::Add(NewItem::FeeTerm(id)));
    }
    let mut claims: Vec<_> = cx
        .record
        .claims
        .iter()
        .filter(|claim| claim.person == id)
        .collect();
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.first_date()));
    rule::section(ui, &format!("Claims {}", claims.len()), None);
    for shown in claims.iter().take(MOST_CLAIMS) {
        claim::line(ui, cx, shown);
    }
    if claims.len() > MOST_CLAIMS {
        names::small(
            ui,
            format!("{} more before these", claims.len() - MOST_CLAIMS),
        );
    }
    waiting::add_claim(ui, cx, id);
}

fn interests(ui: &mut Ui, cx: &ViewCx<'_>, id: Id<Person>) {
    let entries: Vec<ItemRef> = cx
        .record
        .interests
        .iter()
        .filter(|interest| interest.person == id)
        .map(|interest| interest.id.into())
        .collect();
    rule::section(ui, &format!("Interests {}", entries.len()), None);
    links::chips(ui, cx, &entries);
    if Button::link("Add interest")
        .edits()
        .icon(Icon::Plus)
        .show(ui)
        .clicked()
    {
        cx.out.send(Message::Add(NewItem::Interest(id)));
    }
}
