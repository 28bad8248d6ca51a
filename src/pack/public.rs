//! The public edition by omission: a pack whose record never had what the public may not see.
//!
//! What is restricted follows from the agenda: an item that somebody restricted takes its papers
//! with it, its decision, the actions and concerns that no open item takes up, and what hangs on
//! those alone. The rest is copied field by field ([`reduce`]), so that a field added to the model
//! is not public until somebody says so here, and the compiler asks. Then every text that names
//! something withheld is emptied, and small counts go with their complements.

pub mod counts;
pub mod items;
pub mod reduce;
pub mod withheld;

use std::collections::BTreeSet;

use crate::model::{Action, AgendaItem, Concern, Decision, ForwardItem, Id, Measure, Record};

use super::{
    doc::Edition,
    freeze::{Error, Frozen, FrozenPaper, Issue, LeftOut, Previous, PublicBefore},
    since::{SheetKind, SheetRow, sheet},
};

/// What of a record is restricted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restricted {
    /// Agenda items.
    pub items: BTreeSet<Id<AgendaItem>>,
    /// Decisions on them.
    pub decisions: BTreeSet<Id<Decision>>,
    /// Concerns that only restricted items take up and no inspection raised.
    pub concerns: BTreeSet<Id<Concern>>,
    /// Actions of those.
    pub actions: BTreeSet<Id<Action>>,
    /// Measures that only restricted actions and concerns name.
    pub measures: BTreeSet<Id<Measure>>,
    /// What restricted decisions booked.
    pub forward: BTreeSet<Id<ForwardItem>>,
}

impl Restricted {
    /// Reads a record: every restricted item of every meeting counts, not only of this one.
    pub fn of(record: &Record) -> Self {
        let mut found = Self::default();
        let (mut open_concerns, mut open_actions) = (BTreeSet::new(), BTreeSet::new());
        let (mut concerns, mut actions) = (BTreeSet::new(), BTreeSet::new());
        for item in record.meetings.iter().flat_map(|meeting| &meeting.agenda) {
            if item.restricted.is_some() {
                found.items.insert(item.id);
                found.decisions.extend(item.decision);
                concerns.extend(&item.concerns);
                actions.extend(item.actions.iter().chain(&item.arising));
            } else {
                open_concerns.extend(&item.concerns);
                open_actions.extend(item.actions.iter().chain(&item.arising));
            }
        }
        // What a published inspection raised is known, whoever takes it up.
        found.concerns = concerns
            .difference(&open_concerns)
            .copied()
            .filter(|&id| {
                record
                    .concerns
                    .get(id)
                    .is_none_or(|concern| concern.recommendations.is_empty())
            })
            .collect();
        found.actions = actions.difference(&open_actions).copied().collect();
        for action in record.actions.iter() {
            let carries_out = action
                .decisions
                .iter()
                .any(|id| found.decisions.contains(id));
            let serves = !action.concerns.is_empty()
                && action.concerns.iter().all(|id| found.concerns.contains(id));
            if carries_out || serves {
                found.actions.insert(action.id);
            }
        }
        found.forward = record
            .forward_plan
            .iter()
            .filter(|item| {
                item.booked_by
                    .is_some_and(|id| found.decisions.contains(&id))
            })
            .map(|item| item.id)
            .collect();
        found.measures = measures(record, &found);
        found
    }

    /// Whether nothing at all is restricted.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// Measures that something restricted names and nothing open does.
fn measures(record: &Record, found: &Restricted) -> BTreeSet<Id<Measure>> {
    let (mut open, mut closed) = (BTreeSet::new(), BTreeSet::new());
    for action in record.actions.iter() {
        if found.actions.contains(&action.id) {
            closed.extend(&action.measures);
        } else {
            open.extend(&action.measures);
        }
    }
    for concern in record.concerns.iter() {
        if found.concerns.contains(&concern.id) {
            closed.extend(&concern.measures);
        } else {
            open.extend(&concern.measures);
        }
    }
    for clause in record.clauses.iter() {
        open.extend(&clause.measures);
    }
    if let Some(contract) = &record.transfer.contract {
        open.extend(&contract.kpis);
    }
    closed.difference(&open).copied().collect()
}

/// A pack that holds nothing withheld. [`PublicPack::of`] is the only way to make one.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicPack {
    pack: Frozen,
    withheld: Vec<String>,
}

impl PublicPack {
    /// Takes everything out that the public may not see.
    ///
    /// # Errors
    /// [`Error::NoMeeting`] where the meeting is not in the record, or [`Error::Write`].
    pub fn of(pack: &Frozen) -> Result<Self, Error> {
        let full = &pack.record;
        let meeting = pack.meeting().ok_or(Error::NoMeeting)?;
        let restricted = Restricted::of(full);
        let names = withheld::of_restricted(full, &restricted);
        let threshold = pack.issue.rules.withheld_below;
        let reduced = reduce::record(full, &restricted, threshold);
        let record = withheld::scrubbed(&reduced, &names).unwrap_or_default();
        if record.meetings.get(meeting.id).is_none() {
            return Err(Error::NoMeeting);
        }
        let withheld = withheld::all(full, &record, &names);
        let mut issue = pack.issue.clone();
        // A pack that is public already says what it leaves out, and what changed.
        if pack.issue.editions != [Edition::Public] {
            issue.editions = vec![Edition::Public];
            issue.left_out = left_out(pack, &withheld);
            tell_before(&mut issue, &withheld);
        }
        let contents = &mut issue.contents;
        contents
            .parts
            .retain(|part| part.item.is_none_or(|id| !restricted.items.contains(&id)));
        contents
            .papers
            .retain(|paper| !restricted.items.contains(&paper.item));
        contents
            .measures
            .retain(|id| !restricted.measures.contains(id));
        contents
            .without_concerns
            .retain(|id| !restricted.concerns.contains(id));
        let papers = pack
            .papers
            .iter()
            .filter(|paper| contents.papers.iter().any(|one| one.label == paper.label))
            .filter(|paper| !super::leak::mentions(&paper.title, &withheld))
            .map(|paper| FrozenPaper {
                label: paper.label.clone(),
                title: paper.title.clone(),
                // A director's file is attached to the public edition by nobody but a person.
                file: String::new(),
                hash: String::new(),
                bytes: String::new(),
            })
            .collect();
        for label in &mut contents.papers {
            if super::leak::mentions(&label.title, &withheld) {
                label.title.clear();
            }
        }
        let pack = Frozen {
            format: pack.format,
            issue,
            record,
            papers,
            seal: super::freeze::Seal::default(),
        }
        .sealed()?;
        Ok(Self { pack, withheld })
    }

    /// The pack, without anything withheld.
    pub fn pack(&self) -> &Frozen {
        &self.pack
    }

    /// Texts that no way out of this pack may hold.
    pub fn withheld(&self) -> &[String] {
        &self.withheld
    }
}

/// The public edition of the version before takes the place of the directors’ one. Rows that say
/// anything withheld go: a paper that was open before and is not now is in the list of what is left
/// out.
fn tell_before(issue: &mut Issue, withheld: &[String]) {
    issue.why.clear();
    issue.sheet.clear();
    let before = issue.public_before.take();
    issue.previous = issue.previous.take().zip(before).map(|(previous, before)| {
        issue.sheet = before.sheet;
        Previous {
            hash: before.hash,
            ..previous
        }
    });
    issue.sheet.retain(|row| {
        [&row.what, &row.was, &row.now]
            .into_iter()
            .all(|text| !super::leak::mentions(text, withheld))
    });
}

/// What the public sees changed between two versions of a pack.
///
/// # Errors
/// As [`PublicPack::of`].
pub fn since_before(before: &Frozen, after: &Frozen) -> Result<PublicBefore, Error> {
    let (before, after) = (PublicPack::of(before)?, PublicPack::of(after)?);
    let left_out = |row: &SheetRow| {
        let mut labels = after.pack.issue.left_out.iter();
        row.kind == SheetKind::Withdrawn && labels.any(|one| names(&one.label, &row.label))
    };
    let mut rows = sheet(&before.pack, &after.pack);
    rows.retain(|row| !left_out(row));
    Ok(PublicBefore {
        hash: before.pack.seal.whole.clone(),
        sheet: rows,
    })
}

/// Whether a label is that of an item, or of a paper of it: `9`, `9A`.
fn names(item: &str, label: &str) -> bool {
    label
        .strip_prefix(item)
        .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Restricted items of the meeting, in neutral words. A reason or a name that itself says what is
/// withheld is left out too.
fn left_out(pack: &Frozen, withheld: &[String]) -> Vec<LeftOut> {
    let said = |text: &str, otherwise: &str| {
        if text.trim().is_empty() || super::leak::mentions(text, withheld) {
            otherwise.to_owned()
        } else {
            text.trim().to_owned()
        }
    };
    let Some(meeting) = pack.meeting() else {
        return Vec::new();
    };
    meeting
        .agenda
        .iter()
        .filter_map(|item| {
            let restriction = item.restricted.as_ref()?;
            let papers: Vec<&str> = pack
                .issue
                .contents
                .papers
                .iter()
                .filter(|paper| paper.item == item.id)
                .map(|paper| paper.label.as_str())
                .collect();
            let what = match papers.len() {
                0 => "Whole item".to_owned(),
                1 => format!("Whole item, and paper {}", papers[0]),
                _ => format!(
                    "Whole item, and papers {}",
                    crate::analysis::words::join(&papers)
                ),
            };
            Some(LeftOut {
                label: pack
                    .issue
                    .contents
                    .label_of(item.id)
                    .unwrap_or_default()
                    .to_owned(),
                what,
                reason: [&restriction.code, &restriction.reason]
                    .into_iter()
                    .map(|text| said(text, ""))
                    .filter(|text| !text.is_empty())
                    .reduce(|code, reason| format!("{code}. {reason}"))
                    .unwrap_or_else(|| "The reason is kept with the record".to_owned()),
                reviewer: said(&restriction.reviewer, ""),
                review_on: restriction.review_on,
            })
        })
        .collect()
}
