//! The inspector of one action: every field, and what is still missing before it may turn blue.

use egui::{Align, Ui};

use super::{links, milestones};
use crate::{
    analysis::words,
    app::dispatch::capital,
    model::{Action, Brag, Id, ItemRef, date},
    ui::{
        ViewCx,
        parts::{
            self, brag_mark, evidence::evidence_editor, moves, notes::notes_editor, value_field,
        },
        theme::{self, Density, Icon, TextStyle, size},
        widgets::{
            button::Button,
            ends::ends,
            field::Field,
            rule::section,
            status_mark::paint_mark,
            tabs::tabs,
            tick::{Tick, tick},
        },
    },
};

/// What the inspector remembers between frames.
#[derive(Debug, Default)]
pub struct DetailState {
    tab: Tab,
    /// The first field takes the focus in the next frame.
    pub focus: bool,
    /// The milestone whose fields are open.
    milestone: Option<usize>,
    /// The action shown last.
    of: Option<Id<Action>>,
    /// It was added just now: its first date can still be set, until another action is looked at.
    fresh: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Details,
    Moves,
    Notes,
    Evidence,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Details, Self::Moves, Self::Notes, Self::Evidence];

    fn label(self, action: &Action) -> String {
        match self {
            Self::Details => "Details".to_owned(),
            Self::Moves => format!("Moves {}", action.moves.len()),
            Self::Notes => format!("Notes {}", action.notes.len()),
            Self::Evidence => format!("Evidence {}", action.evidence.len()),
        }
    }
}

/// Paints the inspector of `at`.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DetailState, at: ItemRef) {
    let ItemRef::Action(id) = at else { return };
    let Some(action) = cx.record.actions.get(id) else {
        return;
    };
    if state.of != Some(id) {
        state.of = Some(id);
        state.milestone = None;
        state.fresh = false;
    }
    if cx.wants_focus(at) {
        state.fresh = true;
        state.focus = true;
    }
    let focus = std::mem::take(&mut state.focus);
    if focus {
        state.tab = Tab::Details;
    }
    let kind = format!("Action {}", action.number);
    parts::inspector(ui, cx, at, &kind, &action.title);
    let labels = Tab::ALL.map(|tab| tab.label(action));
    let names = labels.each_ref().map(String::as_str);
    let on = Tab::ALL.iter().position(|tab| *tab == state.tab);
    let chosen = tabs(ui, "action", &names, on.unwrap_or(0));
    if let Some(tab) = chosen.and_then(|n| Tab::ALL.get(n)) {
        state.tab = *tab;
    }
    ui.add_space(size::S1);
    ui.spacing_mut().item_spacing.y = Density::of(ui).field_gap();
    let mut draft = action.clone();
    match state.tab {
        Tab::Details => details(ui, cx, state, &mut draft, focus),
        Tab::Moves => moves_tab(ui, cx, &mut draft),
        Tab::Notes => notes_editor(ui, cx, "Progress", &mut draft.notes),
        Tab::Evidence => evidence_editor(ui, cx, &mut draft.evidence),
    }
    cx.edit_if_changed(action, draft);
}

/// The tab Details.
fn details(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut DetailState, draft: &mut Action, focus: bool) {
    Field::side("Title")
        .hint("What is to be done")
        .focus(focus)
        .prose(ui, &mut draft.title, 1);
    if draft.title.contains('\n') {
        draft.title = draft.title.replace('\n', " ");
    }
    status(ui, cx, draft);
    Field::side("Owner")
        .hint("The office that does it")
        .text(ui, &mut draft.owner);
    Field::side("Sponsor")
        .hint("The office that answers for it")
        .text(ui, &mut draft.sponsor);
    dates(ui, cx, state, draft);
    ui.add_space(size::S2);
    section(ui, "Links", None);
    links::ui(ui, cx, draft);
    ui.add_space(size::S1);
    embedding(ui, state, draft);
    milestones::ui(ui, cx, &mut draft.milestones, &mut state.milestone);
    parts::item_findings(ui, cx, draft.id.into());
    more(ui, draft);
}

/// The status, with what it means to this board; blue without accepted evidence says so.
fn status(ui: &mut Ui, cx: &ViewCx<'_>, draft: &mut Action) {
    let options = Brag::ALL.map(|status| (status, status.word()));
    let unproven = draft.status == Brag::Embedded && !draft.has_accepted_evidence();
    let meaning = cx.record.board_rules.status_wording.of(draft.status);
    let mut field = Field::side("Status").tooltip(meaning);
    if unproven {
        field = field.error(Some("Blue needs accepted evidence"));
    }
    let chosen = field.combo_marked(ui, &draft.status, &options, |ui, rect, status| {
        paint_mark(ui, rect, brag_mark(*status));
    });
    if let Some(status) = chosen {
        draft.status = status;
    }
}

fn dates(ui: &mut Ui, cx: &ViewCx<'_>, state: &DetailState, draft: &mut Action) {
    if state.fresh && draft.moves.is_empty() {
        moves::first_date_of_new(ui, cx, draft.original_due, |first| {
            Action {
                original_due: first,
                ..draft.clone()
            }
            .into()
        });
    } else {
        moves::first_date(ui, draft.original_due);
        moves::date_now(ui, cx, draft.original_due, &mut draft.moves);
    }
    if !draft.status.is_open() || draft.delivered_on.is_some() {
        let field = Field::side("Delivered").hint("Day the work was done");
        if let Some(day) = field.date_opt(ui, draft.delivered_on, cx.today) {
            draft.delivered_on = day;
        }
    }
    if let Some(last) = draft.moves.last() {
        ui.label(theme::text(TextStyle::Label, slip_words(draft, cx)));
        moves::arc(ui, draft.original_due, &draft.moves, cx.today);
        moves::moves_reader(ui, std::slice::from_ref(last));
    }
}

/// "Three moves, 88 days late".
fn slip_words(action: &Action, cx: &ViewCx<'_>) -> String {
    let moves = capital(&words::counted(action.moves.len(), "move", "moves"));
    match action.days_late(cx.today) {
        0 => moves,
        late => format!("{moves}, {} late", words::days(late)),
    }
}

/// What the board asks for before an action counts as embedded.
fn embedding(ui: &mut Ui, state: &mut DetailState, action: &Action) {
    let heading = if action.status == Brag::Embedded {
        "What embedding rests on"
    } else {
        "To become embedded"
    };
    section(ui, heading, None);
    let tokens = theme::tokens(ui);
    let accepted = action.has_accepted_evidence();
    let steps = [
        (
            !action.evidence.is_empty(),
            "Evidence of lasting effect, dated",
        ),
        (accepted, "Accepted by the board, minuted"),
    ];
    for (n, (done, words)) in steps.into_iter().enumerate() {
        ui.horizontal(|ui| {
            ui.set_min_height(24.0);
            ui.set_max_height(24.0);
            let (icon, ink) = if done {
                (Icon::Check, tokens.text.primary)
            } else {
                (Icon::Circle, tokens.text.secondary)
            };
            theme::icon(ui, icon, size::ICON, ink);
            let state_words = if done { "there" } else { "missing" };
            let words = |ui: &mut Ui| {
                let words = theme::text(TextStyle::Small, words).color(tokens.text.primary);
                let label = ui.add(egui::Label::new(words).truncate());
                ui.ctx()
                    .accesskit_node_builder(label.id, |node| node.set_description(state_words));
            };
            ends(ui, Align::Center, words, |ui| {
                let verb = match (n, done, accepted) {
                    (0, false, _) => Some("Add evidence"),
                    (1, false, _) if !action.evidence.is_empty() => Some("Say who accepted it"),
                    (_, _, _) => None,
                };
                if let Some(verb) = verb
                    && Button::link(verb).edits().show(ui).clicked()
                {
                    state.tab = Tab::Evidence;
                }
            });
        });
    }
    ui.add_space(size::S1);
}

/// What is seldom changed.
fn more(ui: &mut Ui, draft: &mut Action) {
    ui.add_space(size::S1);
    section(ui, "More", None);
    Field::side("Detail")
        .hint("What the action means")
        .prose(ui, &mut draft.detail, 3);
    Field::side("Why no measure")
        .hint("Only where none can show its effect")
        .prose(ui, &mut draft.no_measure_because, 2);
    value_field::count(ui, Field::side("Number"), &mut draft.number);
    let state = if draft.illustrative {
        Tick::On
    } else {
        Tick::Off
    };
    if tick(ui, state, "Illustrative: invented for a sample").clicked() {
        draft.illustrative = !draft.illustrative;
    }
}

/// Every move with its reason. A move stays; its wording can be set right.
fn moves_tab(ui: &mut Ui, cx: &ViewCx<'_>, draft: &mut Action) {
    moves::first_date(ui, draft.original_due);
    moves::date_now(ui, cx, draft.original_due, &mut draft.moves);
    if draft.moves.is_empty() {
        let tokens = theme::tokens(ui);
        let words = "Never moved. Another date under “Now due” asks for its reason.";
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
        return;
    }
    ui.label(theme::text(TextStyle::Label, slip_words(draft, cx)));
    moves::arc(ui, draft.original_due, &draft.moves, cx.today);
    let mut from = draft.original_due;
    for (n, step) in draft.moves.iter_mut().enumerate() {
        let days = date::days_between(from, step.to);
        let way = if days < 0 { "earlier" } else { "later" };
        let heading = format!(
            "{} to {}, {} {way}",
            date::short(from),
            date::short(step.to),
            words::days(days.abs())
        );
        from = step.to;
        ui.push_id(("move", n), |ui| {
            ui.add_space(size::S1);
            section(ui, &heading, None);
            if let Some(on) = Field::side("Moved on").date(ui, step.on, cx.today) {
                step.on = on;
            }
            Field::side("Why").prose(ui, &mut step.why, 1);
            Field::side("Moved by").text(ui, &mut step.by);
        });
    }
}
