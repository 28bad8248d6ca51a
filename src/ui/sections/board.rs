//! Board: what directors are paid against what they did, who sits, interests, attendance, rules.

mod annual;
mod attendance;
mod claim;
mod facts;
mod interests;
mod ledger;
mod marks;
mod organisation;
mod people;
mod person;
mod remarks;
mod rules;
mod rules_detail;
mod waiting;

use std::cell::Cell;

use egui::Ui;

use crate::{
    app::{Message, NewItem},
    model::{FinancialYear, Funding, Id, ItemRef, Person},
    ui::{
        ViewCx, parts,
        theme::{Icon, size},
        widgets::{button::Button, table_state::TableState, tabs::tabs},
    },
};

use facts::Facts;

/// The tabs of the section.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Ledger,
    Seats,
    Interests,
    Attendance,
    Annual,
    Rules,
    Skills,
}

impl Tab {
    const ALL: [Self; 7] = [
        Self::Ledger,
        Self::Seats,
        Self::Interests,
        Self::Attendance,
        Self::Annual,
        Self::Rules,
        Self::Skills,
    ];

    fn label(self, open_interests: usize) -> String {
        match self {
            Self::Ledger => "Fee ledger".to_owned(),
            Self::Seats => "Seats and terms".to_owned(),
            Self::Interests => format!("Interests {open_interests}"),
            Self::Attendance => "Attendance".to_owned(),
            Self::Annual => "Annual table".to_owned(),
            Self::Rules => "Rules".to_owned(),
            Self::Skills => "Skills".to_owned(),
        }
    }
}

/// What is looked at, besides the selected item.
#[derive(Debug, Default)]
pub struct BoardState {
    view: View,
    /// Who approves claims; chosen before any claim can be approved.
    approver: Cell<Option<Id<Person>>>,
}

/// Which financial years count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Years {
    /// The one that today falls in.
    #[default]
    Present,
    One(FinancialYear),
    All,
}

impl Years {
    fn year(self, today: jiff::civil::Date) -> Option<FinancialYear> {
        match self {
            Self::Present => Some(FinancialYear::of(today)),
            Self::One(year) => Some(year),
            Self::All => None,
        }
    }
}

/// Tables, filters and what was worked out for them.
#[derive(Debug, Default)]
struct View {
    tab: Tab,
    /// The item that last chose the tab.
    shown: Option<ItemRef>,
    years: Years,
    funding: Option<Funding>,
    closed_interests: bool,
    ledger: TableState,
    waiting: TableState,
    paid_by: TableState,
    seats: TableState,
    interests: TableState,
    attendance: TableState,
    annual: TableState,
    rules: TableState,
    waivers: TableState,
    skills: TableState,
    facts: Option<Facts>,
}

/// Shows the section.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut BoardState) {
    let view = &mut state.view;
    if cx.route.item != view.shown {
        view.shown = cx.route.item;
        view.tab = tab_of(cx.route.item, view.tab);
    }
    let year = view.years.year(cx.today);
    let facts = match view.facts.take() {
        Some(facts) if facts.still_hold(cx, year, view.funding) => facts,
        Some(_) | None => Facts::new(cx, year, view.funding),
    };
    let approver = &state.approver;
    waiting::keys(ui, cx, &facts, approver);
    parts::list_and_inspector(
        ui,
        cx,
        cx.route.item,
        |ui| list(ui, cx, view, &facts, approver),
        |ui, item| detail(ui, cx, item, &facts, approver),
    );
    view.facts = Some(facts);
}

/// The tab on which an item is found; the present one where it is found there too.
fn tab_of(item: Option<ItemRef>, now: Tab) -> Tab {
    match item {
        Some(ItemRef::Claim(_) | ItemRef::FeeTerm(_)) => Tab::Ledger,
        Some(ItemRef::Interest(_)) => Tab::Interests,
        Some(
            ItemRef::QuorumRule(_)
            | ItemRef::Waiver(_)
            | ItemRef::BoardRules
            | ItemRef::Organisation,
        ) => Tab::Rules,
        Some(ItemRef::Person(_)) if now == Tab::Rules || now == Tab::Interests => Tab::Seats,
        _ => now,
    }
}

fn list(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    view: &mut View,
    facts: &Facts,
    approver: &Cell<Option<Id<Person>>>,
) {
    parts::title_row(ui, "Board", &facts.sentence, |ui| verbs(ui, cx, view.tab));
    let labels: Vec<String> = Tab::ALL
        .iter()
        .map(|tab| tab.label(facts.open_interests))
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let on = Tab::ALL.iter().position(|tab| *tab == view.tab);
    if let Some(chosen) = tabs(ui, "board", &labels, on.unwrap_or(0)) {
        view.tab = Tab::ALL.get(chosen).copied().unwrap_or_default();
    }
    ui.add_space(size::S1);
    match view.tab {
        Tab::Ledger => ledger::ui(ui, cx, view, facts, approver),
        Tab::Seats => people::seats(ui, cx, view),
        Tab::Interests => interests::ui(ui, cx, view),
        Tab::Attendance => attendance::ui(ui, cx, view, facts),
        Tab::Annual => annual::ui(ui, cx, view, facts),
        Tab::Rules => rules::ui(ui, cx, view),
        Tab::Skills => people::skills(ui, cx, view, facts),
    }
}

/// The verbs of the tab, the primary one last.
fn verbs(ui: &mut Ui, cx: &ViewCx<'_>, tab: Tab) {
    let someone = person_at_hand(cx);
    let blocked = someone.is_none().then_some("Add a person first");
    let add =
        |ui: &mut Ui, words: &str, what: Option<NewItem>, blocked: Option<&str>, first: bool| {
            let button = if first {
                Button::primary(words).edits()
            } else {
                Button::outlined(words).edits()
            };
            let pressed = button.icon(Icon::Plus).blocked(blocked).show(ui).clicked();
            if let Some(what) = what.filter(|_| pressed) {
                cx.out.send(Message::Add(what));
            }
        };
    match tab {
        Tab::Ledger => {
            let term = someone.map(NewItem::FeeTerm);
            add(ui, "Add fee term", term, blocked, false);
            add(ui, "Add claim", someone.map(NewItem::Claim), blocked, true);
        }
        Tab::Interests => {
            let what = someone.map(NewItem::Interest);
            add(ui, "Add interest", what, blocked, true);
        }
        Tab::Rules => {
            add(ui, "Add waiver", Some(NewItem::Waiver), None, false);
            add(ui, "Add quorum rule", Some(NewItem::QuorumRule), None, true);
        }
        Tab::Seats | Tab::Skills | Tab::Attendance | Tab::Annual => {
            add(ui, "Add person", Some(NewItem::Person), None, true);
        }
    }
}

/// The person that a new claim or interest is for: the selected one, or that of the selected item.
fn person_at_hand(cx: &ViewCx<'_>) -> Option<Id<Person>> {
    let record = cx.record;
    let selected = match cx.route.item {
        Some(ItemRef::Person(id)) => Some(id),
        Some(ItemRef::Claim(id)) => record.claims.get(id).map(|claim| claim.person),
        Some(ItemRef::FeeTerm(id)) => record.fee_terms.get(id).map(|term| term.person),
        Some(ItemRef::Interest(id)) => record.interests.get(id).map(|interest| interest.person),
        _ => None,
    };
    selected
        .or_else(|| {
            let paid = |person: &&Person| person.pay == crate::model::Pay::Fee;
            record.people.iter().find(paid).map(|person| person.id)
        })
        .or_else(|| record.people.iter().next().map(|person| person.id))
}

fn detail(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    item: ItemRef,
    facts: &Facts,
    approver: &Cell<Option<Id<Person>>>,
) {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "items of other sections are shown there"
    )]
    match item {
        ItemRef::Person(id) => person::ui(ui, cx, id, facts),
        ItemRef::FeeTerm(id) => claim::fee_term(ui, cx, id, facts),
        ItemRef::Claim(id) => claim::claim(ui, cx, id, facts, approver),
        ItemRef::Interest(id) => interests::detail(ui, cx, id),
        ItemRef::QuorumRule(id) => rules_detail::quorum_rule(ui, cx, id),
        ItemRef::Waiver(id) => rules_detail::waiver(ui, cx, id),
        ItemRef::BoardRules => rules_detail::board_rules(ui, cx),
        ItemRef::Organisation => organisation::ui(ui, cx),
        _ => {}
    }
    parts::item_findings(ui, cx, item);
}
