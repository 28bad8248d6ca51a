//! What the lists of the section show, worked out when the record changes and kept until then.

use jiff::civil::Date;

use crate::{
    analysis::words,
    model::{
        Clause, ClauseKind, Direction, Id, ItemRef, Items, Position, Record, When,
        date::{Precision, day_month, long, month_short, short},
    },
    ui::{ViewCx, parts::position_mark, widgets::status_mark::Mark},
};

/// One clause in the list.
pub(super) struct ClauseLine {
    pub id: Id<Clause>,
    pub direction: Id<Direction>,
    pub reference: String,
    pub title: String,
    pub mark: Mark,
    pub word: String,
    pub gaps: usize,
    pub kind: String,
    /// The kind without its word, for a narrow list.
    pub day: String,
    /// The line as one sentence, for reading aloud.
    pub sentence: String,
}

/// One direction in the chain.
pub(super) struct Card {
    pub id: Id<Direction>,
    pub title: String,
    pub issued: String,
    pub about: String,
    pub standing: String,
    pub in_force: bool,
}

struct Key {
    revision: u64,
    today: Date,
    clauses: Items<Clause>,
    directions: Items<Direction>,
}

/// Lists that follow from the record.
#[derive(Default)]
pub(super) struct Index {
    key: Option<Key>,
    lines: Vec<ClauseLine>,
    chain: Vec<Card>,
    summary: String,
    start: Option<ItemRef>,
}

impl Index {
    /// Works everything out again where the record, the day or what follows from them has changed.
    pub fn refresh(&mut self, cx: &ViewCx<'_>) {
        let same = self.key.as_ref().is_some_and(|key| {
            key.revision == cx.derived.revision
                && key.today == cx.today
                && key.clauses.same_as(&cx.record.clauses)
                && key.directions.same_as(&cx.record.directions)
        });
        if same {
            return;
        }
        self.lines = cx
            .record
            .clauses
            .iter()
            .map(|clause| line(cx, clause))
            .collect();
        let mut directions: Vec<&Direction> = cx.record.directions.iter().collect();
        directions.sort_by_key(|direction| direction.issued);
        self.chain = directions
            .iter()
            .map(|direction| card(cx, direction))
            .collect();
        self.summary = summary(cx);
        self.start = start(&self.lines, &self.chain);
        self.key = Some(Key {
            revision: cx.derived.revision,
            today: cx.today,
            clauses: cx.record.clauses.clone(),
            directions: cx.record.directions.clone(),
        });
    }

    /// Clauses of one direction, in the order of the file; of none, clauses without a direction.
    pub fn lines(&self, direction: Option<Id<Direction>>, gaps_only: bool) -> Vec<&ClauseLine> {
        self.lines
            .iter()
            .filter(|line| direction.is_none_or(|id| line.direction == id))
            .filter(|line| !gaps_only || line.gaps > 0)
            .collect()
    }

    /// Directions by the day of issue.
    pub fn chain(&self) -> &[Card] {
        &self.chain
    }

    /// The sentence under the title.
    pub fn summary(&self) -> &str {
        &self.summary
    }

    /// Where a reader starts.
    pub const fn start(&self) -> Option<ItemRef> {
        self.start
    }

    /// The next clause with a gap after this one, from the first again after the last.
    pub fn next_with_gap(&self, after: Option<Id<Clause>>) -> Option<Id<Clause>> {
        let at = after
            .and_then(|id| self.lines.iter().position(|line| line.id == id))
            .map_or(0, |at| at + 1);
        let (before, later) = self.lines.split_at(at.min(self.lines.len()));
        later
            .iter()
            .chain(before)
            .find(|line| line.gaps > 0)
            .map(|line| line.id)
    }
}

/// The first clause of the newest direction in force that has clauses.
fn start(lines: &[ClauseLine], chain: &[Card]) -> Option<ItemRef> {
    let first_of = |id| {
        lines
            .iter()
            .find(|line| line.direction == id)
            .map(|line| line.id)
    };
    chain
        .iter()
        .rev()
        .filter(|card| card.in_force)
        .chain(chain.iter().rev())
        .find_map(|card| first_of(card.id).map(ItemRef::from))
        .or_else(|| chain.last().map(|card| ItemRef::from(card.id)))
        .or_else(|| lines.first().map(|line| ItemRef::from(line.id)))
}

/// The mark and the word of a clause: a recurring one on track is up to date, never done.
pub(super) fn position_of(cx: &ViewCx<'_>, clause: &Clause) -> (Mark, String) {
    if !cx.derived.threads.is_live(cx.record, clause, cx.today) {
        return (Mark::None, Position::Superseded.word().to_owned());
    }
    let mark = position_mark(clause.position());
    let word = match (clause.current(), clause.kind) {
        (None, _) => "Not judged yet".to_owned(),
        (Some(judged), ClauseKind::Recurring { .. }) if judged.position == Position::OnTrack => {
            format!(
                "Up to date to {}",
                words::day_in_sentence(judged.as_at, cx.today)
            )
        }
        (Some(judged), _) => judged.position.word().to_owned(),
    };
    (mark, word)
}

fn line(cx: &ViewCx<'_>, clause: &Clause) -> ClauseLine {
    let (mark, word) = position_of(cx, clause);
    let gaps = cx
        .derived
        .threads
        .gaps_of_clause(cx.record, clause, cx.today)
        .len();
    let kind = kind_short(clause.kind, cx.today);
    let gap_words = match gaps {
        0 => String::new(),
        some => format!(", {}", words::figures(some, "gap", "gaps")),
    };
    let title = if clause.title.trim().is_empty() {
        "A new clause".to_owned()
    } else {
        clause.title.clone()
    };
    ClauseLine {
        id: clause.id,
        direction: clause.direction,
        reference: clause.reference.clone(),
        sentence: format!(
            "Clause {}, {title}, {}{gap_words}, {}",
            clause.reference,
            words::uncapital(&word),
            words::uncapital(&kind)
        ),
        title,
        mark,
        word,
        gaps,
        day: kind
            .strip_prefix("One-off, ")
            .or_else(|| kind.strip_prefix("next "))
            .unwrap_or(&kind)
            .to_owned(),
        kind,
    }
}

/// Kind and day for the end of a row: "One-off, 1 Oct 2019", "next 30 Sep", "Standing".
fn kind_short(kind: ClauseKind, today: Date) -> String {
    match kind {
        ClauseKind::OneOff { due: Some(due) } => format!("One-off, {}", short(due)),
        ClauseKind::OneOff { due: None } => "One-off".to_owned(),
        ClauseKind::Recurring { next, .. } if next.year() == today.year() => {
            format!("next {}", day_month(next))
        }
        ClauseKind::Recurring { next, .. } => format!("next {}", short(next)),
        ClauseKind::Standing => "Standing".to_owned(),
    }
}

/// Kind and day at length.
pub(super) fn kind_long(kind: ClauseKind) -> String {
    match kind {
        ClauseKind::OneOff { due: Some(due) } => format!("One-off, due {}", short(due)),
        ClauseKind::OneOff { due: None } => "One-off, no day set".to_owned(),
        ClauseKind::Recurring { every, next } => {
            format!("{}, next {}", words::capital(every.words()), short(next))
        }
        ClauseKind::Standing => "Standing".to_owned(),
    }
}

/// A date as exactly as the source gives it, in words.
pub(super) fn when_long(when: When) -> String {
    match when.precision() {
        Precision::Day => long(when.first_day()),
        Precision::Month | Precision::Year => when.to_string(),
    }
}

fn when_narrow(when: When) -> String {
    let day = when.first_day();
    match when.precision() {
        Precision::Day | Precision::Month => format!("{} {}", month_short(day.month()), day.year()),
        Precision::Year => day.year().to_string(),
    }
}

/// "In force", "Replaced Sep 2017", "Revoked Oct 2024".
pub(super) fn standing(cx: &ViewCx<'_>, direction: &Direction) -> String {
    if let Some(by) = cx.record.superseded_by(direction.id) {
        format!("Replaced {}", when_narrow(by.issued))
    } else if let Some(revoked) = direction.revoked.filter(|day| day.first_day() <= cx.today) {
        format!("Revoked {}", when_narrow(revoked))
    } else if direction.issued.first_day() > cx.today {
        "Not yet issued".to_owned()
    } else {
        "In force".to_owned()
    }
}

fn card(cx: &ViewCx<'_>, direction: &Direction) -> Card {
    let about = if !direction.about.is_empty() {
        direction.about.clone()
    } else if direction.commissioner.is_empty() {
        direction.issued_by.clone()
    } else {
        format!("Commissioner: {}", direction.commissioner)
    };
    Card {
        id: direction.id,
        title: if direction.title.trim().is_empty() {
            "A new direction".to_owned()
        } else {
            direction.title.clone()
        },
        issued: when_long(direction.issued),
        about,
        standing: standing(cx, direction),
        in_force: cx.derived.threads.in_force(direction, cx.today),
    }
}

/// "Three directions, two in force. Eight clauses: one met, four on track, two at risk, one not met."
fn summary(cx: &ViewCx<'_>) -> String {
    let Record {
        directions,
        clauses,
        ..
    } = cx.record;
    let threads = &cx.derived.threads;
    let in_force = directions
        .iter()
        .filter(|one| threads.in_force(one, cx.today))
        .count();
    let live: Vec<&Clause> = clauses
        .iter()
        .filter(|clause| threads.is_live(cx.record, clause, cx.today))
        .collect();
    let first = format!(
        "{}, {} in force.",
        words::capital(&words::counted(directions.len(), "direction", "directions")),
        if in_force == 0 {
            "none".to_owned()
        } else {
            words::number(in_force)
        }
    );
    if live.is_empty() {
        return first;
    }
    let count = |position| live.iter().filter(|c| c.position() == position).count();
    let parts: Vec<String> = [
        (Some(Position::Met), "met"),
        (Some(Position::OnTrack), "on track"),
        (Some(Position::AtRisk), "at risk"),
        (Some(Position::NotMet), "not met"),
        (None, "not judged yet"),
    ]
    .into_iter()
    .map(|(position, word)| (count(position), word))
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{} {word}", words::number(count)))
    .collect();
    format!(
        "{first} {}: {}.",
        words::capital(&words::counted(live.len(), "clause", "clauses")),
        parts.join(", ")
    )
}
