//! Which item names which: the threads of the record, one direction at a time.

use super::{AgendaItem, Id, Item, ItemRef, items::Identified};

/// One reference: the field that holds it and the item that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The field as written in the file; for nested items the outer field.
    pub field: &'static str,
    /// What it names.
    pub to: ItemRef,
}

/// Collects references.
struct Found(Vec<Reference>);

impl Found {
    fn one<T: Identified>(&mut self, field: &'static str, id: Id<T>)
    where
        ItemRef: From<Id<T>>,
    {
        self.0.push(Reference {
            field,
            to: id.into(),
        });
    }

    fn all<T: Identified>(&mut self, field: &'static str, ids: impl IntoIterator<Item = Id<T>>)
    where
        ItemRef: From<Id<T>>,
    {
        for id in ids {
            self.one(field, id);
        }
    }

    fn evidence(&mut self, list: &[super::Evidence]) {
        self.all(
            "evidence",
            list.iter().filter_map(|evidence| evidence.accepted_at),
        );
    }

    fn agenda(&mut self, item: &AgendaItem) {
        self.all("agenda", item.decision);
        self.all("agenda", item.concerns.iter().copied());
        self.all("agenda", item.clauses.iter().copied());
        self.all("agenda", item.actions.iter().copied());
        self.all("agenda", item.minutes_of);
        self.all("agenda", item.booked);
        self.all("agenda", item.carried_from);
        self.all("agenda", item.arising.iter().copied());
        let to = item.deferred.as_ref().and_then(|deferred| deferred.to);
        self.all("agenda", to);
    }
}

impl Item {
    /// Every reference that the item holds, in the order of its fields.
    pub fn references(&self) -> Vec<Reference> {
        let mut found = Found(Vec::new());
        self.collect(&mut found);
        found.0
    }

    #[expect(
        clippy::too_many_lines,
        reason = "a flat table: each kind with its references"
    )]
    fn collect(&self, found: &mut Found) {
        match self {
            Self::Organisation(_)
            | Self::BoardRules(_)
            | Self::Person(_)
            | Self::QuorumRule(_)
            | Self::ReservedMatter(_)
            | Self::Framework(_) => {}
            Self::Transfer(item) => {
                found.all("go_decision", item.go_decision);
                let kpis = item
                    .contract
                    .iter()
                    .flat_map(|contract| contract.kpis.iter().copied());
                found.all("contract", kpis);
            }
            Self::FeeTerm(item) => {
                found.one("person", item.person);
                found.all("approved_by", item.approved_by);
            }
            Self::Claim(item) => {
                found.one("person", item.person);
                found.all("meeting", item.meeting);
                found.all("approved_by", item.approved_by);
            }
            Self::Interest(item) => {
                found.one("person", item.person);
                found.all("declared_at", item.declared_at);
                found.all("authorised_by", item.authorised_by);
            }
            Self::Waiver(item) => found.all("person", item.person),
            Self::Direction(item) => found.all("supersedes", item.supersedes),
            Self::Clause(item) => {
                found.one("direction", item.direction);
                found.all("measures", item.measures.iter().copied());
                found.evidence(&item.evidence);
            }
            Self::Gate(item) => {
                found.all("depends_on", item.depends_on.iter().copied());
                found.all("decision", item.decision);
                found.all("actions", item.actions.iter().copied());
                found.all("clauses", item.clauses.iter().copied());
            }
            Self::Inspection(item) => found.one("framework", item.framework),
            Self::Recommendation(item) => {
                found.one("inspection", item.inspection);
                found.all("raised_before", item.raised_before);
                found.evidence(&item.evidence);
            }
            Self::Concern(item) => {
                found.all("measures", item.measures.iter().copied());
                found.all("recommendations", item.recommendations.iter().copied());
                if let Some(closed) = &item.closed {
                    found.all("closed", closed.meeting);
                    found.all(
                        "closed",
                        closed.evidence.iter().filter_map(|e| e.accepted_at),
                    );
                }
            }
            Self::Action(item) => {
                found.evidence(&item.evidence);
                found.all("clauses", item.clauses.iter().copied());
                found.all("recommendations", item.recommendations.iter().copied());
                found.all("decisions", item.decisions.iter().copied());
                found.all("concerns", item.concerns.iter().copied());
                found.all("measures", item.measures.iter().copied());
            }
            Self::Measure(item) => {
                found.all("complements", item.complements.iter().copied());
                found.all(
                    "rebases",
                    item.rebases.iter().filter_map(|rebase| rebase.decision),
                );
            }
            Self::Meeting(item) => {
                found.all("chair", item.chair);
                for agenda_item in &item.agenda {
                    found.agenda(agenda_item);
                }
                found.all(
                    "attendance",
                    item.attendance.iter().map(|entry| entry.person),
                );
                found.all(
                    "declarations",
                    item.declarations.iter().map(|entry| entry.person),
                );
                if let Some(signed) = &item.signed {
                    found.one("signed", signed.by);
                    found.one("signed", signed.at);
                }
            }
            Self::Decision(item) => {
                found.all("meeting", item.meeting);
                found.all("moved_by", item.moved_by);
                found.all("seconded_by", item.seconded_by);
                found.all("reserved_matter", item.reserved_matter);
                found.all("clauses", item.clauses.iter().copied());
                found.all("recommendations", item.recommendations.iter().copied());
            }
            Self::ForwardItem(item) => {
                found.all("booked_by", item.booked_by);
                found.all("meeting", item.meeting);
            }
            Self::IssuedPack(item) => found.one("meeting", item.meeting),
        }
    }
}
