//! The golden thread: clause → action → measure → evidence → decision, walkable both ways, with its
//! gaps. Every gap is a thing that somebody can add, named by a verb.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::words;
use crate::model::{
    Action, AgendaItem, Brag, Clause, ClauseKind, Concern, Decision, DecisionState, Direction,
    Evidence, Id, Item, ItemRef, Measure, Meeting, Position, Recommendation, Record,
    date::{long, plus_months},
};

/// Who names whom, looked up once for the whole record.
#[derive(Debug, Clone, Default)]
pub struct Threads {
    incoming: HashMap<ItemRef, Vec<ItemRef>>,
    actions_by_clause: HashMap<Id<Clause>, Vec<Id<Action>>>,
    actions_by_recommendation: HashMap<Id<Recommendation>, Vec<Id<Action>>>,
    actions_by_decision: HashMap<Id<Decision>, Vec<Id<Action>>>,
    actions_by_concern: HashMap<Id<Concern>, Vec<Id<Action>>>,
    actions_by_measure: HashMap<Id<Measure>, Vec<Id<Action>>>,
    decisions_by_clause: HashMap<Id<Clause>, Vec<Id<Decision>>>,
    agenda_by_decision: HashMap<Id<Decision>, AgendaPlace>,
    clauses_by_direction: HashMap<Id<Direction>, Vec<Id<Clause>>>,
    replaced: HashSet<Id<Direction>>,
}

/// Where a decision stands on an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaPlace {
    /// The meeting.
    pub meeting: Id<Meeting>,
    /// The item.
    pub item: Id<AgendaItem>,
    /// The item's number as printed.
    pub number: String,
}

/// What is missing in a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapKind {
    /// A clause that no action answers.
    ClauseWithoutAction,
    /// An action with no measure, and no reason why none is needed.
    ActionWithoutMeasure,
    /// An action delivered or embedded with nothing to show it.
    ActionWithoutEvidence,
    /// A clause judged met with nothing to show it.
    ClauseWithoutEvidence,
    /// Evidence older than the board's own limit.
    EvidenceOld,
    /// A decision taken that leads to nothing in the record.
    DecisionWithoutAction,
}

/// One gap: where, in a sentence, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What is missing.
    pub kind: GapKind,
    /// Where it is missing.
    pub at: ItemRef,
    /// A few words: "No measure".
    pub title: &'static str,
    /// Why that matters: "How will the board know it works?".
    pub sentence: String,
    /// The label of the button: "Link a measure…".
    pub verb: &'static str,
}

/// One row of a clause's thread: an action and what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadRow {
    /// The action.
    pub action: Id<Action>,
    /// Measures that will show its effect.
    pub measures: Vec<Id<Measure>>,
    /// Places of its evidence in the action's list, newest first.
    pub evidence: Vec<usize>,
    /// Decisions that it carries out.
    pub decisions: Vec<Id<Decision>>,
    /// What is missing in the row.
    pub gaps: Vec<Gap>,
    /// The row as one sentence, for reading aloud.
    pub sentence: String,
}

/// The thread of one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseThread {
    /// The clause.
    pub clause: Id<Clause>,
    /// A row for each action.
    pub rows: Vec<ThreadRow>,
    /// Measures that show the clause directly.
    pub measures: Vec<Id<Measure>>,
    /// Places of the clause's own evidence in its list, newest first.
    pub evidence: Vec<usize>,
    /// Decisions that name the clause but are in no row.
    pub decisions: Vec<Id<Decision>>,
    /// Gaps of the clause itself, without those of the rows.
    pub gaps: Vec<Gap>,
}

impl ClauseThread {
    /// Gaps of the clause and of its rows together.
    pub fn gap_count(&self) -> usize {
        self.gaps.len() + self.rows.iter().map(|row| row.gaps.len()).sum::<usize>()
    }

    /// "Two actions have no measure, one has no evidence."; empty without gaps.
    pub fn gap_sentence(&self) -> String {
        let count = |kind: GapKind| {
            self.rows
                .iter()
                .filter(|row| row.gaps.iter().any(|gap| gap.kind == kind))
                .count()
        };
        let mut parts = Vec::new();
        let mut say = |count: usize, what: &str| {
            if count > 0 {
                let who = if parts.is_empty() {
                    words::counted(count, "action", "actions")
                } else {
                    words::number(count)
                };
                parts.push(format!(
                    "{who} {} {what}",
                    if count == 1 { "has" } else { "have" }
                ));
            }
        };
        say(count(GapKind::ActionWithoutMeasure), "no measure");
        say(count(GapKind::ActionWithoutEvidence), "no evidence");
        say(count(GapKind::EvidenceOld), "only old evidence");
        for gap in &self.gaps {
            parts.push(words::uncapital(gap.title));
        }
        if parts.is_empty() {
            String::new()
        } else {
            format!("{}.", words::capital(&parts.join(", ")))
        }
    }
}

fn push<K: Eq + std::hash::Hash, V: PartialEq>(map: &mut HashMap<K, Vec<V>>, key: K, value: V) {
    let list = map.entry(key).or_default();
    if list.last() != Some(&value) {
        list.push(value);
    }
}

impl Threads {
    /// Reads the record once.
    pub fn new(record: &Record) -> Self {
        let mut threads = Self::default();
        threads.read_actions(record);
        for clause in record.clauses.iter() {
            push(
                &mut threads.clauses_by_direction,
                clause.direction,
                clause.id,
            );
        }
        for decision in record.decisions.iter() {
            for &clause in &decision.clauses {
                push(&mut threads.decisions_by_clause, clause, decision.id);
            }
        }
        for meeting in record.meetings.iter() {
            for item in &meeting.agenda {
                if let Some(decision) = item.decision {
                    threads.agenda_by_decision.insert(
                        decision,
                        AgendaPlace {
                            meeting: meeting.id,
                            item: item.id,
                            number: item.number.clone(),
                        },
                    );
                }
            }
        }
        threads.replaced = Self::directions_only(record).replaced;
        threads.read_the_rest(record);
        threads
    }

    /// Only what tells a direction in force from a replaced one: cheap, for lists of dates.
    pub fn directions_only(record: &Record) -> Self {
        Self {
            replaced: record
                .directions
                .iter()
                .filter_map(|direction| direction.supersedes)
                .collect(),
            ..Self::default()
        }
    }

    /// Actions by hand, without the copy that `Item` makes: there may be thousands.
    fn read_actions(&mut self, record: &Record) {
        for action in record.actions.iter() {
            let from = ItemRef::Action(action.id);
            for &to in &action.clauses {
                push(&mut self.actions_by_clause, to, action.id);
                push(&mut self.incoming, to.into(), from);
            }
            for &to in &action.recommendations {
                push(&mut self.actions_by_recommendation, to, action.id);
                push(&mut self.incoming, to.into(), from);
            }
            for &to in &action.decisions {
                push(&mut self.actions_by_decision, to, action.id);
                push(&mut self.incoming, to.into(), from);
            }
            for &to in &action.concerns {
                push(&mut self.actions_by_concern, to, action.id);
                push(&mut self.incoming, to.into(), from);
            }
            for &to in &action.measures {
                push(&mut self.actions_by_measure, to, action.id);
                push(&mut self.incoming, to.into(), from);
            }
            for to in action
                .evidence
                .iter()
                .filter_map(|evidence| evidence.accepted_at)
            {
                push(&mut self.incoming, to.into(), from);
            }
        }
    }

    fn read_the_rest(&mut self, record: &Record) {
        for at in record.refs() {
            if matches!(at, ItemRef::Action(_) | ItemRef::Measure(_)) {
                continue;
            }
            for reference in record.item(at).iter().flat_map(Item::references) {
                push(&mut self.incoming, reference.to, at);
            }
        }
        for measure in record.measures.iter() {
            let from = ItemRef::Measure(measure.id);
            for &to in &measure.complements {
                push(&mut self.incoming, to.into(), from);
            }
            for to in measure.rebases.iter().filter_map(|rebase| rebase.decision) {
                push(&mut self.incoming, to.into(), from);
            }
        }
    }

    /// Every item that names this one, in the order of the file.
    pub fn linked_from(&self, item: impl Into<ItemRef>) -> &[ItemRef] {
        list(&self.incoming, &item.into())
    }

    /// Actions that answer a clause.
    pub fn actions_of_clause(&self, clause: Id<Clause>) -> &[Id<Action>] {
        list(&self.actions_by_clause, &clause)
    }

    /// Actions that answer a recommendation.
    pub fn actions_of_recommendation(&self, recommendation: Id<Recommendation>) -> &[Id<Action>] {
        list(&self.actions_by_recommendation, &recommendation)
    }

    /// Actions that carry out a decision.
    pub fn actions_of_decision(&self, decision: Id<Decision>) -> &[Id<Action>] {
        list(&self.actions_by_decision, &decision)
    }

    /// Actions that serve a concern.
    pub fn actions_of_concern(&self, concern: Id<Concern>) -> &[Id<Action>] {
        list(&self.actions_by_concern, &concern)
    }

    /// Actions whose effect a measure shows.
    pub fn actions_of_measure(&self, measure: Id<Measure>) -> &[Id<Action>] {
        list(&self.actions_by_measure, &measure)
    }

    /// Decisions that name a clause.
    pub fn decisions_of_clause(&self, clause: Id<Clause>) -> &[Id<Decision>] {
        list(&self.decisions_by_clause, &clause)
    }

    /// Clauses of a direction, in the order of the file.
    pub fn clauses_of(&self, direction: Id<Direction>) -> &[Id<Clause>] {
        list(&self.clauses_by_direction, &direction)
    }

    /// The agenda item on which a decision is or was taken.
    pub fn agenda_of(&self, decision: Id<Decision>) -> Option<&AgendaPlace> {
        self.agenda_by_decision.get(&decision)
    }

    /// Whether a direction binds on `today`: neither replaced nor revoked.
    pub fn in_force(&self, direction: &Direction, today: Date) -> bool {
        direction.issued.first_day() <= today
            && !self.replaced.contains(&direction.id)
            && direction.revoked.is_none_or(|day| day.first_day() > today)
    }

    /// Whether a clause binds on `today`. One whose direction is not in the record does.
    pub fn is_live(&self, record: &Record, clause: &Clause, today: Date) -> bool {
        clause.position() != Some(Position::Superseded)
            && record
                .directions
                .get(clause.direction)
                .is_none_or(|direction| self.in_force(direction, today))
    }

    /// The thread of a clause; none where the clause is not in the record.
    pub fn clause_thread(
        &self,
        record: &Record,
        clause: Id<Clause>,
        today: Date,
    ) -> Option<ClauseThread> {
        let found = record.clauses.get(clause)?;
        let rows: Vec<ThreadRow> = self
            .actions_of_clause(clause)
            .iter()
            .filter_map(|&id| record.actions.get(id))
            .map(|action| self.row(record, action, today))
            .collect();
        let shown: HashSet<Id<Decision>> = rows
            .iter()
            .flat_map(|row| row.decisions.iter().copied())
            .collect();
        Some(ClauseThread {
            clause,
            measures: found.measures.clone(),
            evidence: newest_first(&found.evidence),
            decisions: self
                .decisions_of_clause(clause)
                .iter()
                .copied()
                .filter(|decision| !shown.contains(decision))
                .collect(),
            gaps: self.clause_gaps(record, found, today),
            rows,
        })
    }

    /// The row of one action, wherever it is shown.
    pub fn row(&self, record: &Record, action: &Action, today: Date) -> ThreadRow {
        ThreadRow {
            action: action.id,
            measures: action.measures.clone(),
            evidence: newest_first(&action.evidence),
            decisions: action.decisions.clone(),
            gaps: action_gaps(record, action, today),
            sentence: self.row_sentence(record, action),
        }
    }

    fn row_sentence(&self, record: &Record, action: &Action) -> String {
        let mut parts = vec![
            format!("Action {}", action.number),
            words::uncapital(action.status.word()),
        ];
        let measures: Vec<&str> = action
            .measures
            .iter()
            .filter_map(|&id| record.measures.get(id))
            .map(|measure| measure.title.as_str())
            .collect();
        parts.push(if !measures.is_empty() {
            format!("measured by {}", words::join(&measures))
        } else if action.no_measure_because.is_empty() {
            "no measure".to_owned()
        } else {
            "no measure needed".to_owned()
        });
        parts.push(
            match action.evidence.iter().max_by_key(|evidence| evidence.on) {
                Some(evidence) => format!("evidence of {}", long(evidence.on)),
                None => "no evidence".to_owned(),
            },
        );
        let decided: Vec<String> = action
            .decisions
            .iter()
            .filter_map(|&id| record.decisions.get(id))
            .map(|decision| match self.agenda_of(decision.id) {
                Some(place) => format!("item {}", place.number),
                None => format!("decision {}", decision.number),
            })
            .collect();
        if !decided.is_empty() {
            parts.push(format!("decided by {}", words::join(&decided)));
        }
        parts.join(", ")
    }

    /// Gaps of a clause itself; none for one that no longer binds.
    pub fn clause_gaps(&self, record: &Record, clause: &Clause, today: Date) -> Vec<Gap> {
        if !self.is_live(record, clause, today) {
            return Vec::new();
        }
        let at = ItemRef::Clause(clause.id);
        let met = clause.position() == Some(Position::Met);
        let mut gaps = Vec::new();
        if self.actions_of_clause(clause.id).is_empty() && !met {
            gaps.push(Gap {
                kind: GapKind::ClauseWithoutAction,
                at,
                title: "No action",
                sentence: "Nothing in the plan answers this clause.".to_owned(),
                verb: "Link an action…",
            });
        }
        if met && clause.evidence.is_empty() {
            gaps.push(Gap {
                kind: GapKind::ClauseWithoutEvidence,
                at,
                title: "No evidence",
                sentence: "Judged met, not yet shown.".to_owned(),
                verb: "Add evidence…",
            });
        }
        let closed = met && matches!(clause.kind, ClauseKind::OneOff { .. });
        if !closed {
            gaps.extend(old_evidence(record, at, &clause.evidence, today));
        }
        gaps
    }

    /// Gaps of a clause and of every action that answers it.
    pub fn gaps_of_clause(&self, record: &Record, clause: &Clause, today: Date) -> Vec<Gap> {
        let mut gaps = self.clause_gaps(record, clause, today);
        if self.is_live(record, clause, today) {
            for action in self
                .actions_of_clause(clause.id)
                .iter()
                .filter_map(|&id| record.actions.get(id))
            {
                gaps.extend(action_gaps(record, action, today));
            }
        }
        gaps
    }

    /// Gaps of the directions in force, each once, in the order of the clauses.
    pub fn direction_gaps(&self, record: &Record, today: Date) -> Vec<Gap> {
        let mut seen = HashSet::new();
        record
            .clauses
            .iter()
            .flat_map(|clause| self.gaps_of_clause(record, clause, today))
            .filter(|gap| seen.insert((gap.kind, gap.at)))
            .collect()
    }

    /// Every gap of the record: of the directions in force, of all actions, of decisions.
    pub fn gaps(&self, record: &Record, today: Date) -> Vec<Gap> {
        let mut seen = HashSet::new();
        let clauses = record
            .clauses
            .iter()
            .flat_map(|clause| self.clause_gaps(record, clause, today));
        let actions = record
            .actions
            .iter()
            .flat_map(|action| action_gaps(record, action, today));
        let decisions = record
            .decisions
            .iter()
            .filter_map(|decision| self.decision_gap(record, decision));
        clauses
            .chain(actions)
            .chain(decisions)
            .filter(|gap| seen.insert((gap.kind, gap.at)))
            .collect()
    }

    /// A decision taken needs something in the record that carries it out: an action, a gate, fee
    /// terms, an authorised interest, a rebased chart, an item of the forward plan. Decisions that
    /// another body took are carried out there.
    pub fn decision_gap(&self, record: &Record, decision: &Decision) -> Option<Gap> {
        let carried = self.linked_from(decision.id).iter().any(|from| {
            matches!(
                from,
                ItemRef::Action(_)
                    | ItemRef::Gate(_)
                    | ItemRef::Transfer
                    | ItemRef::FeeTerm(_)
                    | ItemRef::Interest(_)
                    | ItemRef::Measure(_)
                    | ItemRef::ForwardItem(_)
            )
        });
        let here = decision.taken_elsewhere.is_empty()
            && decision
                .meeting
                .is_none_or(|id| record.meetings.get(id).is_some());
        (decision.state == DecisionState::Taken && here && !carried).then(|| Gap {
            kind: GapKind::DecisionWithoutAction,
            at: ItemRef::Decision(decision.id),
            title: "No action",
            sentence: "Decided, but nobody is named to carry it out.".to_owned(),
            verb: "Add action…",
        })
    }
}

fn list<'m, K: Eq + std::hash::Hash, V>(map: &'m HashMap<K, Vec<V>>, key: &K) -> &'m [V] {
    map.get(key).map_or(&[], Vec::as_slice)
}

/// Gaps of one action.
pub fn action_gaps(record: &Record, action: &Action, today: Date) -> Vec<Gap> {
    let at = ItemRef::Action(action.id);
    let mut gaps = Vec::new();
    if action.measures.is_empty() && action.no_measure_because.trim().is_empty() {
        gaps.push(Gap {
            kind: GapKind::ActionWithoutMeasure,
            at,
            title: "No measure",
            sentence: "How will the board know it works?".to_owned(),
            verb: "Link a measure…",
        });
    }
    if !action.status.is_open() && action.evidence.is_empty() {
        gaps.push(Gap {
            kind: GapKind::ActionWithoutEvidence,
            at,
            title: "No evidence",
            sentence: format!("{}, not yet shown.", action.status.word()),
            verb: "Add evidence…",
        });
    }
    if action.status != Brag::Embedded {
        gaps.extend(old_evidence(record, at, &action.evidence, today));
    }
    gaps
}

/// Evidence counts as old when the newest of it is older than the board's own limit in months.
fn old_evidence(record: &Record, at: ItemRef, list: &[Evidence], today: Date) -> Option<Gap> {
    let newest = list.iter().map(|evidence| evidence.on).max()?;
    let limit = i32::from(record.board_rules.evidence_months);
    (plus_months(newest, limit) < today).then(|| Gap {
        kind: GapKind::EvidenceOld,
        at,
        title: "Old evidence",
        sentence: format!(
            "The newest evidence is of {}, more than {} ago.",
            long(newest),
            words::counted(
                usize::from(record.board_rules.evidence_months),
                "month",
                "months"
            )
        ),
        verb: "Add evidence…",
    })
}

fn newest_first(list: &[Evidence]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..list.len()).collect();
    places.sort_by_key(|&place| std::cmp::Reverse(list.get(place).map(|evidence| evidence.on)));
    places
}

#[cfg(test)]
mod tests;
