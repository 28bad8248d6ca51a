//! The thread of a clause as nodes: rows of actions, measures, evidence and decisions, with a node
//! in the place of everything that is missing.

use super::{fill::Ask, grid::Place};
use crate::{
    analysis::{
        thread::{ClauseThread, Gap, GapKind, ThreadRow},
        words,
    },
    model::{
        Action, Clause, Decision, DecisionState, Evidence, Id, ItemRef, Measure,
        date::{day_month, short},
    },
    ui::{
        ViewCx,
        charts::paint::icons,
        parts::brag_mark,
        widgets::{
            status_mark::Mark,
            verdict_icon::{AssuranceIcon, VariationIcon},
        },
    },
};

/// Most nodes of one kind in one place; the rest is a count.
const MOST: usize = 3;

/// What pressing a node does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// Goes to an item.
    Go(ItemRef),
    /// Asks for what is missing.
    Fill(Ask),
    /// Nothing: a remark.
    Nothing,
}

/// How a node is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A box.
    Item,
    /// A dashed box: missing.
    Gap,
    /// Words without a box.
    Remark,
}

/// One node of the thread.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// The line above the title: "Action 3".
    pub over: String,
    /// The status at the right of that line.
    pub mark: Option<(Mark, &'static str)>,
    /// The verdict of a measure, at the right of that line.
    pub pair: Option<(VariationIcon, AssuranceIcon)>,
    /// What the verdict says: heard, and shown as the tooltip.
    pub more: String,
    pub title: String,
    /// The line below; of a gap, why it matters.
    pub meta: String,
    /// The verb of a gap.
    pub verb: &'static str,
    /// Whether the meta line is illustrative.
    pub slanted: bool,
    pub look: Look,
    pub goal: Goal,
}

impl Node {
    /// What a screen reader hears.
    pub fn name(&self) -> String {
        let mut parts = vec![self.over.clone()];
        parts.extend(self.mark.map(|(_, word)| words::uncapital(word)));
        parts.push(self.title.clone());
        parts.push(self.meta.clone());
        parts.push(self.more.clone());
        parts.push(self.verb.to_owned());
        parts.retain(|part| !part.is_empty());
        parts.join(", ")
    }
}

/// One row: four lists of nodes side by side, and the row as one sentence.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub cells: [Vec<Node>; 4],
    pub sentence: String,
}

/// The heads of the columns, with the count of what is there.
pub(super) fn heads(rows: &[Row]) -> [String; 4] {
    let count = |col: usize| -> usize {
        rows.iter()
            .filter_map(|row| row.cells.get(col))
            .flatten()
            .filter(|node| node.look == Look::Item)
            .count()
    };
    ["Actions", "Measures", "Evidence", "Decisions and minutes"]
        .iter()
        .enumerate()
        .map(|(col, name)| format!("{name} {}", count(col)))
        .collect::<Vec<_>>()
        .try_into()
        .unwrap_or_default()
}

/// The rows of a thread: one for each action, and one for what hangs on the clause itself.
pub(super) fn rows(cx: &ViewCx<'_>, clause: &Clause, thread: &ClauseThread) -> Vec<Row> {
    let mut rows: Vec<Row> = thread
        .rows
        .iter()
        .filter_map(|row| {
            cx.record
                .actions
                .get(row.action)
                .map(|action| action_row(cx, action, row))
        })
        .collect();
    rows.extend(own_row(cx, clause, thread, rows.is_empty()));
    if !cx.derived.threads.is_live(cx.record, clause, cx.today) {
        // A clause that binds no longer stays readable; nothing is asked of it.
        for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
            cell.retain(|node| node.look != Look::Gap);
        }
    }
    rows
}

/// Places of the gaps of a clause's thread, in reading order.
pub(super) fn gaps_of(cx: &ViewCx<'_>, id: Id<Clause>) -> Vec<Place> {
    let found = cx.record.clauses.get(id).and_then(|clause| {
        let thread = cx.derived.threads.clause_thread(cx.record, id, cx.today)?;
        Some(gap_places(&rows(cx, clause, &thread)))
    });
    found.unwrap_or_default()
}

/// Places of the gaps, in reading order.
pub(super) fn gap_places(rows: &[Row]) -> Vec<Place> {
    let mut places = Vec::new();
    for (r, row) in rows.iter().enumerate() {
        for (c, cell) in row.cells.iter().enumerate() {
            for (n, node) in cell.iter().enumerate() {
                if node.look == Look::Gap {
                    places.push((r, c, n));
                }
            }
        }
    }
    places
}

fn action_row(cx: &ViewCx<'_>, action: &Action, row: &ThreadRow) -> Row {
    let mut measures: Vec<Node> = capped(&row.measures, |id| {
        cx.record.measures.get(*id).map(|one| measure_node(cx, one))
    });
    if row.measures.is_empty() && !action.no_measure_because.is_empty() {
        measures.push(remark("No measure needed", &action.no_measure_because));
    }
    let at = ItemRef::from(action.id);
    let mut evidence = capped(&row.evidence, |place| {
        action
            .evidence
            .get(*place)
            .map(|one| evidence_node(one, at))
    });
    let decisions = capped(&row.decisions, |id| {
        cx.record
            .decisions
            .get(*id)
            .map(|one| decision_node(cx, one))
    });
    for gap in &row.gaps {
        match gap.kind {
            GapKind::ActionWithoutMeasure => {
                measures.push(gap_node(gap, Ask::LinkMeasure(action.id)));
            }
            GapKind::ActionWithoutEvidence | GapKind::EvidenceOld => {
                evidence.push(gap_node(gap, Ask::AddEvidence(at)));
            }
            GapKind::ClauseWithoutAction
            | GapKind::ClauseWithoutEvidence
            | GapKind::DecisionWithoutAction => {}
        }
    }
    Row {
        cells: [vec![action_node(cx, action)], measures, evidence, decisions],
        sentence: row.sentence.clone(),
    }
}

/// What hangs on the clause without an action between, and what it lacks itself.
fn own_row(cx: &ViewCx<'_>, clause: &Clause, thread: &ClauseThread, only: bool) -> Option<Row> {
    let at = ItemRef::from(clause.id);
    let mut first = Vec::new();
    let measures = capped(&thread.measures, |id| {
        cx.record.measures.get(*id).map(|one| measure_node(cx, one))
    });
    let mut evidence = capped(&thread.evidence, |place| {
        clause
            .evidence
            .get(*place)
            .map(|one| evidence_node(one, at))
    });
    let decisions = capped(&thread.decisions, |id| {
        cx.record
            .decisions
            .get(*id)
            .map(|one| decision_node(cx, one))
    });
    for gap in &thread.gaps {
        match gap.kind {
            GapKind::ClauseWithoutAction => first.push(gap_node(gap, Ask::LinkAction(clause.id))),
            GapKind::ClauseWithoutEvidence | GapKind::EvidenceOld => {
                evidence.push(gap_node(gap, Ask::AddEvidence(at)));
            }
            GapKind::ActionWithoutMeasure
            | GapKind::ActionWithoutEvidence
            | GapKind::DecisionWithoutAction => {}
        }
    }
    if first.is_empty() && measures.is_empty() && evidence.is_empty() && decisions.is_empty() {
        return None;
    }
    let lacks: Vec<&str> = thread.gaps.iter().map(|gap| gap.title).collect();
    if first.is_empty() {
        let words = if only {
            "No action is linked."
        } else {
            "Without an action between."
        };
        first.push(remark("The clause itself", words));
    }
    let mut parts = vec!["The clause itself".to_owned()];
    parts.extend(lacks.iter().map(|title| words::uncapital(title)));
    for cell in [&measures, &evidence, &decisions] {
        parts.extend(
            cell.iter()
                .filter(|node| node.look == Look::Item)
                .map(|n| n.title.clone()),
        );
    }
    Some(Row {
        cells: [first, measures, evidence, decisions],
        sentence: parts.join(", "),
    })
}

fn capped<T>(list: &[T], node: impl Fn(&T) -> Option<Node>) -> Vec<Node> {
    let mut nodes: Vec<Node> = list.iter().filter_map(node).collect();
    if nodes.len() > MOST + 1 {
        let more = nodes.len() - MOST;
        nodes.truncate(MOST);
        nodes.push(remark(&format!("and {more} more"), ""));
    }
    nodes
}

fn remark(title: &str, meta: &str) -> Node {
    Node {
        over: String::new(),
        mark: None,
        pair: None,
        more: String::new(),
        title: title.to_owned(),
        meta: meta.to_owned(),
        verb: "",
        slanted: false,
        look: Look::Remark,
        goal: Goal::Nothing,
    }
}

fn gap_node(gap: &Gap, ask: Ask) -> Node {
    Node {
        title: gap.title.to_owned(),
        meta: gap.sentence.clone(),
        verb: gap.verb,
        look: Look::Gap,
        goal: Goal::Fill(ask),
        ..remark("", "")
    }
}

fn action_node(cx: &ViewCx<'_>, action: &Action) -> Node {
    let due = action.due();
    let day = if due.year() == cx.today.year() {
        day_month(due)
    } else {
        short(due)
    };
    let moved = match action.moves.len() {
        0 if action.days_late(cx.today) > 0 => "late".to_owned(),
        0 => "not moved".to_owned(),
        times => format!("moved {}", words::times(times)),
    };
    Node {
        over: format!("Action {}", action.number),
        mark: Some((brag_mark(action.status), action.status.word())),
        title: action.title.clone(),
        meta: format!("{day}, {moved}"),
        look: Look::Item,
        goal: Goal::Go(action.id.into()),
        ..remark("", "")
    }
}

/// The newest value as the curve shows it: small counts stay hidden.
fn measure_node(cx: &ViewCx<'_>, measure: &Measure) -> Node {
    let verdict = cx
        .derived
        .curves
        .get(measure.id)
        .map(|curve| (icons(curve), &curve.verdict));
    let meta = verdict.map_or_else(String::new, |(_, verdict)| {
        let words = [verdict.latest.as_str(), verdict.latest_when.as_str()];
        let said: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        said.join(", ")
    });
    Node {
        over: "Measure".to_owned(),
        pair: verdict.map(|(pair, _)| pair),
        more: verdict.map_or_else(String::new, |(_, verdict)| verdict.short.clone()),
        title: measure.title.clone(),
        meta,
        slanted: measure.illustrative,
        look: Look::Item,
        goal: Goal::Go(measure.id.into()),
        ..remark("", "")
    }
}

fn evidence_node(evidence: &Evidence, of: ItemRef) -> Node {
    let accepted = if evidence.is_accepted() {
        ", accepted"
    } else {
        ""
    };
    Node {
        over: "Evidence".to_owned(),
        title: evidence.title.clone(),
        meta: format!("{}{accepted}", short(evidence.on)),
        slanted: evidence.illustrative,
        look: Look::Item,
        goal: Goal::Go(of),
        ..remark("", "")
    }
}

fn decision_node(cx: &ViewCx<'_>, decision: &Decision) -> Node {
    let place = cx.derived.threads.agenda_of(decision.id);
    let over = match (decision.state, place) {
        (DecisionState::Proposed, Some(place)) => format!("To decide, item {}", place.number),
        (DecisionState::Proposed, None) => "To decide".to_owned(),
        (_, _) if !decision.taken_elsewhere.is_empty() => {
            format!("Decision, {}", decision.taken_elsewhere)
        }
        (_, _) => format!("Decision {}", decision.number),
    };
    let meta = match decision.taken {
        Some(taken) => taken.to_string(),
        None if decision.consents.is_empty() => decision.state.word().to_owned(),
        None => decision.route(),
    };
    Node {
        over,
        title: decision.title.clone(),
        meta,
        slanted: decision.illustrative && decision.taken.is_some(),
        look: Look::Item,
        goal: Goal::Go(decision.id.into()),
        ..remark("", "")
    }
}
