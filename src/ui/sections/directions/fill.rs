//! The questions behind the verbs of gaps: which measure, which action, what evidence.

use egui::{ScrollArea, Ui};
use jiff::civil::Date;

use crate::{
    app::{Message, NewItem},
    model::{Action, Clause, Evidence, Id, Item, ItemRef, Measure},
    ui::{
        ViewCx,
        theme::{self, Density, Icon, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            modal::{self, ModalAnswer, ModalButton, modal},
            row::choice_row,
            table::cell_text,
        },
    },
};

/// Most choices shown at once; searching finds the rest.
const MOST: usize = 80;

/// What is missing, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// A measure of an action, or the reason why none is needed.
    LinkMeasure(Id<Action>),
    /// An action that answers a clause.
    LinkAction(Id<Clause>),
    /// Evidence on an action or a clause.
    AddEvidence(ItemRef),
}

/// The question with what has been answered so far.
pub(super) struct Filling {
    ask: Ask,
    query: String,
    measure: Option<Id<Measure>>,
    action: Option<Id<Action>>,
    because: String,
    evidence: Evidence,
    opening: bool,
}

impl Filling {
    /// Starts with nothing chosen.
    pub fn new(ask: Ask, today: Date) -> Self {
        Self {
            ask,
            query: String::new(),
            measure: None,
            action: None,
            because: String::new(),
            evidence: Evidence {
                title: String::new(),
                on: today,
                kept_at: String::new(),
                accepted_by: None,
                accepted_at: None,
                illustrative: false,
            },
            opening: true,
        }
    }

    /// The changed item, once enough is known.
    fn filled(&self, cx: &ViewCx<'_>) -> Option<Item> {
        match self.ask {
            Ask::LinkMeasure(id) => {
                let mut action = cx.record.actions.get(id)?.clone();
                if let Some(measure) = self.measure {
                    action.measures.push(measure);
                } else if self.because.trim().is_empty() {
                    return None;
                } else {
                    self.because
                        .trim()
                        .clone_into(&mut action.no_measure_because);
                }
                Some(action.into())
            }
            Ask::LinkAction(id) => {
                let mut action = cx.record.actions.get(self.action?)?.clone();
                action.clauses.push(id);
                Some(action.into())
            }
            Ask::AddEvidence(at) => {
                if self.evidence.title.trim().is_empty() {
                    return None;
                }
                let mut item = cx.record.item(at)?;
                if let Item::Action(action) = &mut item {
                    action.evidence.push(self.evidence.clone());
                } else if let Item::Clause(clause) = &mut item {
                    clause.evidence.push(self.evidence.clone());
                } else {
                    return None;
                }
                Some(item)
            }
        }
    }

    fn title(&self, cx: &ViewCx<'_>) -> String {
        let name = |at: ItemRef| {
            cx.record
                .item(at)
                .map(|item| item.name())
                .unwrap_or_default()
        };
        match self.ask {
            Ask::LinkMeasure(id) => format!("What will show that {} works?", name(id.into())),
            Ask::LinkAction(id) => format!("Which action answers {}?", name(id.into())),
            Ask::AddEvidence(at) => format!("What shows {}?", name(at)),
        }
    }
}

/// Shows the question while there is one.
pub(super) fn ui(ui: &Ui, cx: &ViewCx<'_>, asking: &mut Option<Filling>) {
    let Some(filling) = asking else { return };
    let title = filling.title(cx);
    let filled = filling.filled(cx);
    let (verb, reason) = match filling.ask {
        Ask::LinkMeasure(_) => (
            "Link measure",
            "Choose a measure, or say why none is needed",
        ),
        Ask::LinkAction(_) => ("Link action", "Choose an action"),
        Ask::AddEvidence(_) => ("Add evidence", "Evidence needs a title"),
    };
    let buttons = [
        ModalButton::cancel("Cancel").unfocused(),
        ModalButton::primary(verb).blocked(filled.is_none().then_some(reason)),
    ];
    let mut leave = false;
    let answer = modal(
        ui.ctx(),
        "fill a gap",
        modal::NARROW,
        &title,
        &buttons,
        |ui| {
            ui.spacing_mut().item_spacing.y = Density::of(ui).field_gap();
            match filling.ask {
                Ask::LinkMeasure(id) => leave = measures(ui, cx, filling, id),
                Ask::LinkAction(id) => leave = actions(ui, cx, filling, id),
                Ask::AddEvidence(_) => evidence(ui, cx, filling),
            }
        },
    );
    match answer {
        ModalAnswer::Open if leave => *asking = None,
        ModalAnswer::Open => {}
        ModalAnswer::Cancelled => *asking = None,
        ModalAnswer::Pressed(_) => {
            if let Some(item) = filled {
                cx.out.edit(item);
            }
            *asking = None;
        }
    }
}

/// A searchable list of which one is chosen.
fn choices<T: Copy + PartialEq>(
    ui: &mut Ui,
    filling_query: &mut String,
    opening: &mut bool,
    all: impl Iterator<Item = (T, String)>,
    chosen: &mut Option<T>,
) {
    Field::unlabelled("Search")
        .hint("Search")
        .icon(Icon::MagnifyingGlass)
        .focus(std::mem::take(opening))
        .text(ui, filling_query);
    let wanted = filling_query.to_lowercase();
    let found: Vec<(T, String)> = all
        .filter(|(_, name)| wanted.is_empty() || name.to_lowercase().contains(&wanted))
        .take(MOST)
        .collect();
    if found.is_empty() {
        ui.label(theme::text(TextStyle::Small, "Nothing found"));
    }
    ScrollArea::vertical()
        .max_height(220.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (n, (id, name)) in found.into_iter().enumerate() {
                let on = *chosen == Some(id);
                let row = ui.make_persistent_id(("choice", n));
                let ink = theme::tokens(ui).text.primary;
                let pressed = choice_row(ui, row, 28.0, &name, on, |ui, _| {
                    cell_text(ui, TextStyle::Small, &name, ink);
                });
                if pressed.clicked() {
                    *chosen = if on { None } else { Some(id) };
                }
            }
        });
}

/// Measures not linked yet, or why none is needed. Says whether a new one was asked for.
fn measures(ui: &mut Ui, cx: &ViewCx<'_>, filling: &mut Filling, id: Id<Action>) -> bool {
    let linked = cx
        .record
        .actions
        .get(id)
        .map(|action| action.measures.clone())
        .unwrap_or_default();
    let all = cx
        .record
        .measures
        .iter()
        .filter(|measure| !linked.contains(&measure.id))
        .map(|measure| (measure.id, measure.title.clone()));
    choices(
        ui,
        &mut filling.query,
        &mut filling.opening,
        all,
        &mut filling.measure,
    );
    if filling.measure.is_none() {
        ui.add_space(size::S1);
        Field::above("None is needed, because").text(ui, &mut filling.because);
    }
    let add = Button::link("Add a new measure")
        .icon(Icon::Plus)
        .show(ui)
        .clicked();
    if add {
        cx.out.send(Message::Add(NewItem::Measure));
    }
    add
}

/// Actions that do not name the clause yet. Says whether a new one was asked for.
fn actions(ui: &mut Ui, cx: &ViewCx<'_>, filling: &mut Filling, id: Id<Clause>) -> bool {
    let all = cx
        .record
        .actions
        .iter()
        .filter(|action| !action.clauses.contains(&id))
        .map(|action| {
            (
                action.id,
                format!("Action {}: {}", action.number, action.title),
            )
        });
    choices(
        ui,
        &mut filling.query,
        &mut filling.opening,
        all,
        &mut filling.action,
    );
    let add = Button::link("Add a new action")
        .icon(Icon::Plus)
        .show(ui)
        .clicked();
    if add {
        cx.out.send(Message::Add(NewItem::Action));
    }
    add
}

fn evidence(ui: &mut Ui, cx: &ViewCx<'_>, filling: &mut Filling) {
    let entry = &mut filling.evidence;
    let opening = std::mem::take(&mut filling.opening);
    Field::side("What")
        .hint("Signed agreement")
        .focus(opening)
        .text(ui, &mut entry.title);
    if let Some(on) = Field::side("Dated").date(ui, entry.on, cx.today) {
        entry.on = on;
    }
    Field::side("Kept at")
        .hint("File, minute or address")
        .text(ui, &mut entry.kept_at);
    let mut accepted = entry.accepted_by.clone().unwrap_or_default();
    Field::side("Accepted")
        .hint("By whom, if it was")
        .text(ui, &mut accepted);
    entry.accepted_by = (!accepted.is_empty()).then_some(accepted);
    crate::ui::parts::pick::meeting_option(ui, cx, Field::side("At"), &mut entry.accepted_at);
}
