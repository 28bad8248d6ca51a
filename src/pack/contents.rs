//! What a pack of a meeting holds, and the labels under which it holds it.
//!
//! A label, once issued, never changes meaning: a later version keeps every label of the one before
//! and gives new parts and papers labels that were never used.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::{
    analysis::curve::Curves,
    model::{AgendaItem, Clause, Concern, Id, ItemRef, Measure, Meeting, Paper, Record},
};

/// A chapter that the program composes from the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Chapter {
    /// The register of interests as at issue, and the quorum of each item.
    Interests,
    /// Minutes of the last meeting, to approve.
    Minutes,
    /// Decisions of the last meeting and what became of them; everything that changed since.
    MattersArising,
    /// Gates on the way to the transfer.
    Transfer,
    /// Standing concerns.
    Concerns,
    /// Every action, with the dates it had.
    Actions,
    /// Directions, clause by clause.
    Direction,
    /// Measures with chart, sentence and table.
    Curves,
    /// Every decision and its consents.
    Decisions,
    /// What directors are paid.
    Fees,
    /// What is booked for later.
    ForwardPlan,
    /// Papers of the meeting.
    Papers,
}

impl Chapter {
    /// Every chapter, in the order in which they stand when no agenda item asks for them.
    pub const ALL: [Self; 12] = [
        Self::Interests,
        Self::Minutes,
        Self::MattersArising,
        Self::Transfer,
        Self::Concerns,
        Self::Actions,
        Self::Direction,
        Self::Curves,
        Self::Decisions,
        Self::Fees,
        Self::ForwardPlan,
        Self::Papers,
    ];

    /// Its title where it is a part of its own.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Interests => "Interests, as at issue",
            Self::Minutes => "Minutes to approve",
            Self::MattersArising => "Matters arising and changes",
            Self::Transfer => "Transfer gates",
            Self::Concerns => "Open concerns",
            Self::Actions => "Action log",
            Self::Direction => "Direction, clause by clause",
            Self::Curves => "Curves",
            Self::Decisions => "Decisions and consents",
            Self::Fees => "Directors’ fees",
            Self::ForwardPlan => "Forward plan",
            Self::Papers => "Papers",
        }
    }

    /// Words in the title of an agenda item that ask for it.
    const fn asked_by(self) -> &'static [&'static str] {
        match self {
            Self::Interests => &["interest", "declaration"],
            Self::Minutes => &["minutes"],
            Self::MattersArising => &["matters arising"],
            Self::Transfer => &["transfer", "gates", "go-live"],
            Self::Concerns => &["concern"],
            Self::Actions => &["action log", "actions"],
            Self::Direction => &["direction", "clause"],
            Self::Curves => &["curves", "measures", "performance"],
            Self::Decisions => &["decision log", "decisions and consents"],
            Self::Fees => &["fees"],
            Self::ForwardPlan => &["forward plan"],
            Self::Papers => &[],
        }
    }
}

/// One part of a pack: an agenda item with the chapters it asks for, or a chapter alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// The stable label: `5`.
    pub label: String,
    /// The agenda item it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Id<AgendaItem>>,
    /// Chapters that stand in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chapters: Vec<Chapter>,
}

/// A paper with the label it keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperLabel {
    /// The stable label: `4A`.
    pub label: String,
    /// The agenda item it is for.
    pub item: Id<AgendaItem>,
    /// Its title, by which it is found on the agenda.
    pub title: String,
}

/// What was chosen for one pack.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// Parts in order.
    pub parts: Vec<Chosen>,
    /// Labels of papers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<PaperLabel>,
    /// Measures with a chart of their own, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Id<Measure>>,
    /// Open concerns that their chapter does not tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_concerns: Vec<Id<Concern>>,
    /// Clauses that their chapter does not tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_clauses: Vec<Id<Clause>>,
}

/// Charts of their own in a pack that nobody chose by hand: beyond these the table says it.
const MOST_CHARTS: usize = 12;

impl Contents {
    /// What a meeting's pack holds unless somebody chooses otherwise: each agenda item, every
    /// chapter, and charts of the measures that are off track or that the agenda touches.
    pub fn of_meeting(record: &Record, meeting: &Meeting, today: jiff::civil::Date) -> Self {
        let mut contents = Self {
            measures: measures(record, meeting, today),
            ..Self::default()
        };
        contents.add_items(meeting);
        for chapter in Chapter::ALL {
            contents.add_chapter(chapter);
        }
        contents
    }

    /// The same choice for a later version: every label keeps its meaning, what is new on the
    /// agenda follows with labels never used before.
    #[must_use]
    pub fn continued(&self, meeting: &Meeting) -> Self {
        let mut contents = self.clone();
        contents.add_items(meeting);
        contents
    }

    /// Adds a chapter as a part of its own, unless it is there.
    pub fn add_chapter(&mut self, chapter: Chapter) {
        if !self.has(chapter) {
            let label = self.next_label();
            self.parts.push(Chosen {
                label,
                item: None,
                chapters: vec![chapter],
            });
        }
    }

    /// Takes a chapter out. Labels of the others stay.
    pub fn remove_chapter(&mut self, chapter: Chapter) {
        for part in &mut self.parts {
            part.chapters.retain(|&one| one != chapter);
        }
        self.parts
            .retain(|part| part.item.is_some() || !part.chapters.is_empty());
    }

    /// Whether a chapter is in.
    pub fn has(&self, chapter: Chapter) -> bool {
        self.parts
            .iter()
            .any(|part| part.chapters.contains(&chapter))
    }

    /// Whether a chapter tells an item.
    pub fn tells(&self, at: ItemRef) -> bool {
        if let ItemRef::Measure(id) = at {
            self.measures.contains(&id)
        } else if let ItemRef::Concern(id) = at {
            !self.without_concerns.contains(&id)
        } else if let ItemRef::Clause(id) = at {
            !self.without_clauses.contains(&id)
        } else {
            true
        }
    }

    /// Puts an item of a chapter in or takes it out; what is no item of [`items`] stays as it is.
    pub fn tell(&mut self, at: ItemRef, wanted: bool) {
        if wanted == self.tells(at) {
            return;
        }
        if let ItemRef::Measure(id) = at {
            turn(&mut self.measures, id, wanted);
        } else if let ItemRef::Concern(id) = at {
            turn(&mut self.without_concerns, id, !wanted);
        } else if let ItemRef::Clause(id) = at {
            turn(&mut self.without_clauses, id, !wanted);
        }
    }

    /// The label of an agenda item.
    pub fn label_of(&self, item: Id<AgendaItem>) -> Option<&str> {
        self.parts
            .iter()
            .find(|part| part.item == Some(item))
            .map(|part| part.label.as_str())
    }

    /// The label of a paper.
    pub fn paper_label(&self, item: Id<AgendaItem>, paper: &Paper) -> Option<&str> {
        self.papers
            .iter()
            .find(|one| one.item == item && one.title == paper.title)
            .map(|one| one.label.as_str())
    }

    fn add_items(&mut self, meeting: &Meeting) {
        for item in &meeting.agenda {
            if self.label_of(item.id).is_none() {
                let chapters = self.asked_for(&folded_title(item), item.restricted.is_some());
                let label = self.fitting_label(&item.number);
                self.parts.push(Chosen {
                    label,
                    item: Some(item.id),
                    chapters,
                });
            }
            self.add_papers(item);
        }
    }

    /// Chapters that an item's title asks for and no part has yet. A restricted item has none: they
    /// would go with it from the public edition.
    fn asked_for(&self, title: &str, restricted: bool) -> Vec<Chapter> {
        if restricted {
            return Vec::new();
        }
        Chapter::ALL
            .into_iter()
            .filter(|&chapter| !self.has(chapter))
            .filter(|chapter| chapter.asked_by().iter().any(|word| title.contains(word)))
            .collect()
    }

    fn add_papers(&mut self, item: &AgendaItem) {
        let Some(label) = self.label_of(item.id).map(str::to_owned) else {
            return;
        };
        for paper in &item.papers {
            if self.paper_label(item.id, paper).is_some() {
                continue;
            }
            let taken: HashSet<&str> = self.papers.iter().map(|one| one.label.as_str()).collect();
            // One letter more than there are labels is always free.
            let free = (0..=taken.len())
                .map(|place| format!("{label}{}", letters(place)))
                .find(|label| !taken.contains(label.as_str()));
            if let Some(free) = free {
                self.papers.push(PaperLabel {
                    label: free,
                    item: item.id,
                    title: paper.title.clone(),
                });
            }
        }
    }

    /// The number of the agenda where it makes a label that nobody has, else the next free one.
    fn fitting_label(&self, number: &str) -> String {
        let number = number.trim();
        let fits = !number.is_empty()
            && number.len() <= 6
            && number.starts_with(|letter: char| letter.is_ascii_digit())
            && number
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
            && !self.is_taken(number);
        if fits {
            number.to_owned()
        } else {
            self.next_label()
        }
    }

    fn is_taken(&self, label: &str) -> bool {
        self.parts.iter().any(|part| part.label == label)
            || self.papers.iter().any(|paper| paper.label == label)
    }

    /// One more than the highest number of any label.
    fn next_label(&self) -> String {
        let highest = self.parts.iter().map(|part| leading(&part.label)).max();
        highest.unwrap_or(0).saturating_add(1).to_string()
    }
}

/// Items of a chapter that can be left out one by one: open concerns, clauses that bind, measures with
/// a chart. Other chapters are registers, which are whole or not there.
pub fn items(record: &Record, chapter: Chapter) -> Vec<ItemRef> {
    match chapter {
        Chapter::Concerns => {
            let open = record.concerns.iter().filter(|one| one.closed.is_none());
            open.map(|one| one.id.into()).collect()
        }
        Chapter::Direction => record.clauses.iter().map(|one| one.id.into()).collect(),
        Chapter::Curves => record.measures.iter().map(|one| one.id.into()).collect(),
        Chapter::Interests
        | Chapter::Minutes
        | Chapter::MattersArising
        | Chapter::Transfer
        | Chapter::Actions
        | Chapter::Decisions
        | Chapter::Fees
        | Chapter::ForwardPlan
        | Chapter::Papers => Vec::new(),
    }
}

fn turn<T: PartialEq>(list: &mut Vec<T>, one: T, wanted: bool) {
    if wanted {
        list.push(one);
    } else {
        list.retain(|other| *other != one);
    }
}

fn folded_title(item: &AgendaItem) -> String {
    item.title.to_lowercase()
}

/// The number that a label begins with.
fn leading(label: &str) -> u64 {
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    label
        .get(..digits)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

/// `A`, `B`, … `Z`, `AA`: the letter of a paper.
fn letters(place: usize) -> String {
    let mut place = place + 1;
    let mut text = Vec::new();
    while place > 0 {
        let digit = (place - 1) % 26;
        text.push(b'A' + u8::try_from(digit).unwrap_or(0));
        place = (place - 1) / 26;
    }
    text.reverse();
    String::from_utf8(text).unwrap_or_default()
}

fn measures(record: &Record, meeting: &Meeting, today: jiff::civil::Date) -> Vec<Id<Measure>> {
    let mut wanted: HashSet<Id<Measure>> = HashSet::new();
    for item in meeting
        .agenda
        .iter()
        .filter(|item| item.restricted.is_none())
    {
        for concern in item
            .concerns
            .iter()
            .filter_map(|&id| record.concerns.get(id))
        {
            wanted.extend(&concern.measures);
        }
        for clause in item.clauses.iter().filter_map(|&id| record.clauses.get(id)) {
            wanted.extend(&clause.measures);
        }
        for action in item.actions.iter().filter_map(|&id| record.actions.get(id)) {
            wanted.extend(&action.measures);
        }
    }
    let curves = Curves::new(record, today, None);
    let mut off = Vec::new();
    let mut touched = Vec::new();
    for measure in record.measures.iter() {
        let is_off = curves
            .get(measure.id)
            .is_some_and(|curve| curve.verdict.off_track.is_some());
        if is_off {
            off.push(measure.id);
        } else if wanted.contains(&measure.id) {
            touched.push(measure.id);
        }
    }
    off.extend(touched);
    off.truncate(MOST_CHARTS);
    off
}
