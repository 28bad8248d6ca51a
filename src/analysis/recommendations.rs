//! Recommendations with their ancestry, what answers them, and findings that came back.

use std::collections::HashMap;

use super::{thread::Threads, words};
use crate::model::{Action, Brag, Concern, Id, Inspection, Recommendation, Record};

/// One recommendation as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecommendationRow {
    /// Which.
    pub id: Id<Recommendation>,
    /// Number in the report; an en dash without one.
    pub reference: String,
    /// The year of the inspection that raised it.
    pub year: String,
    /// What it asks.
    pub text: String,
    /// The earlier one that it repeats, and the year in which that was raised.
    pub before: Option<(Id<Recommendation>, String)>,
    /// The later one that repeats it, and the year of that.
    pub again: Option<(Id<Recommendation>, String)>,
    /// Actions that answer it, with their numbers.
    pub actions: Vec<(Id<Action>, u32)>,
    /// How it stands.
    pub standing: Standing,
    /// Invented for a sample record.
    pub illustrative: bool,
}

/// How a recommendation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Closed, with something that shows it.
    ClosedOnEvidence,
    /// Closed with nothing to show it.
    ClosedWithoutEvidence,
    /// Open: the worst status of the actions that answer it.
    Worst(Brag),
    /// Open, and no action answers it.
    NoAction,
}

impl Standing {
    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ClosedOnEvidence => "Closed on evidence",
            Self::ClosedWithoutEvidence => "Closed, no evidence",
            Self::Worst(status) => status.word(),
            Self::NoAction => "No action",
        }
    }

    /// Whether it is closed.
    pub const fn is_closed(self) -> bool {
        match self {
            Self::ClosedOnEvidence | Self::ClosedWithoutEvidence => true,
            Self::Worst(_) | Self::NoAction => false,
        }
    }
}

impl RecommendationRow {
    /// The row as one sentence, for reading aloud.
    pub fn sentence(&self) -> String {
        let mut parts = vec![format!(
            "{} of {}, {}",
            self.reference, self.year, self.text
        )];
        if let Some((_, year)) = &self.before {
            parts.push(format!("raised in {year}"));
        }
        if let Some((_, year)) = &self.again {
            parts.push(format!("raised again in {year}"));
        }
        let numbers: Vec<String> = self.actions.iter().map(|(_, n)| n.to_string()).collect();
        match numbers.len() {
            0 => {}
            1 => parts.push(format!("action {}", words::join(&numbers))),
            _more => parts.push(format!("actions {}", words::join(&numbers))),
        }
        parts.push(words::uncapital(self.standing.words()));
        parts.join(", ")
    }
}

/// The year an inspection is known by: that of the visit, else of publication; an en dash without.
pub fn year_of(inspection: Option<&Inspection>) -> String {
    inspection
        .and_then(|one| one.visited.or(one.published))
        .map_or_else(
            || "–".to_owned(),
            |when| when.first_day().year().to_string(),
        )
}

/// Every recommendation: newest report first, then by its number there.
pub fn rows(record: &Record, threads: &Threads) -> Vec<RecommendationRow> {
    let year = |id: Id<Recommendation>| {
        let raised = record.recommendations.get(id);
        year_of(raised.and_then(|one| record.inspections.get(one.inspection)))
    };
    let again: HashMap<Id<Recommendation>, Id<Recommendation>> = record
        .recommendations
        .iter()
        .filter_map(|one| one.raised_before.map(|before| (before, one.id)))
        .collect();
    let mut list: Vec<&Recommendation> = record.recommendations.iter().collect();
    list.sort_by_cached_key(|one| {
        let known = record
            .inspections
            .get(one.inspection)
            .and_then(Inspection::known);
        (std::cmp::Reverse(known), number_of(&one.reference))
    });
    list.into_iter()
        .map(|one| {
            let actions: Vec<&Action> = threads
                .actions_of_recommendation(one.id)
                .iter()
                .filter_map(|&id| record.actions.get(id))
                .collect();
            RecommendationRow {
                id: one.id,
                reference: if one.reference.is_empty() {
                    "–".to_owned()
                } else {
                    one.reference.clone()
                },
                year: year(one.id),
                text: one.text.clone(),
                before: one.raised_before.map(|id| (id, year(id))),
                again: again.get(&one.id).map(|&id| (id, year(id))),
                standing: standing(one, &actions),
                actions: actions.iter().map(|one| (one.id, one.number)).collect(),
                illustrative: one.illustrative,
            }
        })
        .collect()
}

/// References in the order of their numbers: `2` before `10`, `10` before `10a`.
fn number_of(reference: &str) -> (u32, String) {
    let digits: String = reference
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    (digits.parse().unwrap_or(u32::MAX), reference.to_owned())
}

fn standing(one: &Recommendation, actions: &[&Action]) -> Standing {
    if one.closed_on.is_some() {
        return if one.evidence.is_empty() {
            Standing::ClosedWithoutEvidence
        } else {
            Standing::ClosedOnEvidence
        };
    }
    actions
        .iter()
        .map(|action| action.status)
        .min_by_key(|status| severity(*status))
        .map_or(Standing::NoAction, Standing::Worst)
}

/// Worst first: what is not begun shows less than what is on track.
const fn severity(status: Brag) -> u8 {
    match status {
        Brag::OffTrack => 0,
        Brag::RecoveryAgreed => 1,
        Brag::NotStarted => 2,
        Brag::OnTrack => 3,
        Brag::Delivered => 4,
        Brag::Embedded => 5,
    }
}

/// A finding that came back: raised, and raised again while the later one is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The latest recommendation that raises it.
    pub again: Id<Recommendation>,
    /// "Care leavers: raised in 2016 and again in 2019. The board keeps it as a standing concern."
    pub sentence: String,
    /// The open concern that names either.
    pub concern: Option<Id<Concern>>,
}

/// Findings that inspectors raised more than once and that are still open.
pub fn repeats(record: &Record) -> Vec<Repeat> {
    let is_repeated = |id| {
        let mut all = record.recommendations.iter();
        all.any(|one| one.raised_before == Some(id))
    };
    record
        .recommendations
        .iter()
        .filter(|one| one.closed_on.is_none() && one.raised_before.is_some())
        .filter(|one| !is_repeated(one.id))
        .map(|one| {
            let chain = chain(record, one.id);
            let mut years: Vec<String> = chain
                .iter()
                .filter_map(|&id| record.recommendations.get(id))
                .map(|one| year_of(record.inspections.get(one.inspection)))
                .collect();
            years.reverse();
            let concern = record
                .concerns
                .iter()
                .filter(|concern| concern.closed.is_none())
                .find(|concern| chain.iter().any(|id| concern.recommendations.contains(id)))
                .map(|concern| concern.id);
            let kept = if concern.is_some() {
                "The board keeps it as a standing concern."
            } else {
                "No standing concern names it."
            };
            Repeat {
                again: one.id,
                sentence: format!("“{}” was raised in {}. {kept}", one.text, raised_in(&years)),
                concern,
            }
        })
        .collect()
}

/// "2016 and again in 2019", "2010, again in 2016 and again in 2019".
fn raised_in(years: &[String]) -> String {
    match years {
        [] => String::new(),
        [first, middle @ .., last] => {
            let mut parts = vec![first.clone()];
            parts.extend(middle.iter().map(|year| format!("again in {year}")));
            format!("{} and again in {last}", parts.join(", "))
        }
        [one] => one.clone(),
    }
}

/// A recommendation and its ancestors, newest first; a ring of references is walked once.
pub fn chain(record: &Record, id: Id<Recommendation>) -> Vec<Id<Recommendation>> {
    let mut list = vec![id];
    let mut here = id;
    while let Some(before) = record
        .recommendations
        .get(here)
        .and_then(|one| one.raised_before)
        .filter(|before| !list.contains(before))
    {
        list.push(before);
        here = before;
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixtures::{
        action, concern, evidence, framework, id, inspection, recommendation,
    };
    use jiff::civil::date;

    fn record() -> Record {
        let mut record = Record::default();
        record.frameworks.put(framework(1));
        record
            .inspections
            .put(inspection(1, 1, "2016-11-01", "Inadequate"));
        record
            .inspections
            .put(inspection(2, 1, "2019-07-29", "Requires improvement"));
        let mut old = recommendation(7, 1);
        old.reference = "7".to_owned();
        let mut new = recommendation(3, 2);
        new.reference = "3".to_owned();
        new.raised_before = Some(id(7));
        record.recommendations.put(old);
        record.recommendations.put(new);
        record
    }

    #[test]
    fn ancestry_is_told_from_both_ends() {
        let record = record();
        let rows = rows(&record, &Threads::new(&record));
        assert_eq!(rows[0].id, id(3));
        assert_eq!(rows[0].before, Some((id(7), "2016".to_owned())));
        assert_eq!(rows[1].again, Some((id(3), "2019".to_owned())));
    }

    #[test]
    fn the_worst_action_stands_for_all_until_evidence_closes() {
        let mut record = record();
        for (n, status) in [
            (1, Brag::OnTrack),
            (2, Brag::NotStarted),
            (3, Brag::Embedded),
        ] {
            let mut one = action(n);
            one.status = status;
            one.recommendations = vec![id(3)];
            record.actions.put(one);
        }
        let first = |record: &Record| rows(record, &Threads::new(record))[0].standing;
        assert_eq!(first(&record), Standing::Worst(Brag::NotStarted));
        let mut closed = record.recommendations.get(id(3)).unwrap().clone();
        closed.closed_on = Some(date(2019, 9, 1));
        record.recommendations.put(closed.clone());
        assert_eq!(first(&record), Standing::ClosedWithoutEvidence);
        closed.evidence = vec![evidence(date(2019, 9, 1))];
        record.recommendations.put(closed);
        assert_eq!(first(&record), Standing::ClosedOnEvidence);
    }

    #[test]
    fn a_finding_that_came_back_names_its_concern() {
        let mut record = record();
        assert_eq!(repeats(&record)[0].concern, None);
        let mut kept = concern(1);
        kept.recommendations = vec![id(7)];
        record.concerns.put(kept);
        let found = repeats(&record);
        assert_eq!((found.len(), found[0].concern), (1, Some(id(1))));
        assert!(
            found[0]
                .sentence
                .contains("raised in 2016 and again in 2019")
        );
    }

    #[test]
    fn a_ring_of_references_ends() {
        let mut record = record();
        let mut old = record.recommendations.get(id(7)).unwrap().clone();
        old.raised_before = Some(id(3));
        record.recommendations.put(old);
        assert_eq!(chain(&record, id(3)), [id(3), id(7)]);
    }

    #[test]
    fn references_are_in_the_order_of_their_numbers() {
        assert!(number_of("2") < number_of("10"));
        assert!(number_of("10") < number_of("10a"));
    }
}
