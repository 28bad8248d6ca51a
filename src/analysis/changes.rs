//! What changed since a day, newest first: the list of page one and of the quarterly return.

use jiff::civil::Date;

use super::{overdue::moved_words, words};
use crate::model::{
    DateMove, DecisionState, Framework, Id, Inspection, InspectionKind, Interest, ItemRef,
    Judgement, Person, Position, Record, When, date::days_between,
};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The day it happened; the first day of a month or year where no more is known.
    pub on: Date,
    /// What it happened to.
    pub at: ItemRef,
    /// What happened, without a full stop.
    pub sentence: String,
    /// Of what kind it is.
    pub kind: ChangeKind,
}

/// Kinds of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// A report with grades, or a visit's letter.
    Inspection,
    /// A direction issued or revoked.
    Direction,
    /// A clause judged differently.
    Position,
    /// A decision taken, put off or refused.
    Decision,
    /// A gate passed, the transfer moved or done.
    Transfer,
    /// A concern opened or closed.
    Concern,
    /// A date moved, or work delivered.
    Action,
    /// A recommendation closed.
    Recommendation,
    /// Somebody joined or left.
    Person,
    /// An interest declared or closed.
    Interest,
    /// A figure added.
    Value,
}

/// What changed after `since`, up to and including `today`; newest first.
pub fn changes(record: &Record, since: Date, today: Date) -> Vec<Change> {
    let mut found = Collect {
        record,
        since,
        today,
        list: Vec::new(),
    };
    found.inspections();
    found.directions();
    found.decisions();
    found.transfer();
    found.concerns();
    found.actions();
    found.people();
    found.interests();
    found.values();
    let mut list = found.list;
    list.sort_by(|a, b| (b.on, a.kind, a.at).cmp(&(a.on, b.kind, b.at)));
    list
}

struct Collect<'r> {
    record: &'r Record,
    since: Date,
    today: Date,
    list: Vec<Change>,
}

impl Collect<'_> {
    fn covers(&self, day: Date) -> bool {
        self.since < day && day <= self.today
    }

    fn add(&mut self, on: Date, at: impl Into<ItemRef>, kind: ChangeKind, sentence: String) {
        if self.covers(on) {
            self.list.push(Change {
                on,
                at: at.into(),
                sentence,
                kind,
            });
        }
    }

    fn when(&mut self, on: Option<When>, at: impl Into<ItemRef>, kind: ChangeKind, text: String) {
        if let Some(on) = on {
            self.add(on.first_day(), at, kind, text);
        }
    }

    fn inspections(&mut self) {
        let record = self.record;
        let grades = graded(record, self.today);
        for inspection in record.inspections.iter() {
            let sentence = match grades
                .iter()
                .position(|grade| grade.inspection == inspection.id)
            {
                Some(place) => {
                    let now = grade_words(&grades[place].judgement.grade);
                    let before = place
                        .checked_sub(1)
                        .and_then(|before| grades.get(before))
                        .map(|grade| grade_words(&grade.judgement.grade));
                    match before {
                        Some(before) if before != now => format!("Grade: {before} to {now}"),
                        Some(_) => format!("Grade: still {now}"),
                        None => format!("Grade: {now}"),
                    }
                }
                None => format!("{} published", inspection.title),
            };
            self.when(
                inspection.published,
                inspection.id,
                ChangeKind::Inspection,
                sentence,
            );
        }
        for recommendation in record.recommendations.iter() {
            if let Some(day) = recommendation.closed_on {
                let text = format!("Recommendation closed: {}", recommendation.text);
                self.add(day, recommendation.id, ChangeKind::Recommendation, text);
            }
        }
    }

    fn directions(&mut self) {
        for direction in self.record.directions.iter() {
            let kind = ChangeKind::Direction;
            let text = format!("Issued: {}", direction.title);
            self.when(Some(direction.issued), direction.id, kind, text);
            let text = format!("Revoked: {}", direction.title);
            self.when(direction.revoked, direction.id, kind, text);
        }
        for clause in self.record.clauses.iter() {
            let mut before: Option<Position> = None;
            for judgement in &clause.judgements {
                let now = words::uncapital(judgement.position.word());
                let text = match before {
                    Some(before) if before == judgement.position => None,
                    Some(before) => {
                        let before = words::uncapital(before.word());
                        Some(format!("Clause {}: {before}, now {now}", clause.reference))
                    }
                    None => Some(format!("Clause {}: {now}", clause.reference)),
                };
                if let Some(text) = text {
                    self.add(judgement.as_at, clause.id, ChangeKind::Position, text);
                }
                before = Some(judgement.position);
            }
        }
    }

    fn decisions(&mut self) {
        for decision in self.record.decisions.iter() {
            let verb = match decision.state {
                DecisionState::Proposed => continue,
                DecisionState::Taken => "Decided",
                DecisionState::Deferred => "Put off",
                DecisionState::Refused => "Refused",
            };
            let by_meeting = decision
                .meeting
                .and_then(|id| self.record.meetings.get(id))
                .map(|meeting| When::day(meeting.date));
            let text = format!("{verb}: {}", decision.title);
            self.when(
                decision.taken.or(by_meeting),
                decision.id,
                ChangeKind::Decision,
                text,
            );
        }
    }

    fn transfer(&mut self) {
        let (record, today) = (self.record, self.today);
        let kind = ChangeKind::Transfer;
        for gate in record.gates.iter() {
            if let Some(day) = gate.passed_on {
                self.add(day, gate.id, kind, format!("Gate passed: {}", gate.title));
            }
            for (count, step) in gate.moves.iter().enumerate() {
                let text = format!("{} {}", gate.title, move_words(count, step, today));
                self.add(step.on, gate.id, kind, text);
            }
        }
        for (count, step) in record.transfer.moves.iter().enumerate() {
            let text = format!("Transfer {}", move_words(count, step, today));
            self.add(step.on, ItemRef::Transfer, kind, text);
        }
        if let Some(day) = record.transfer.happened_on {
            let text = "Services passed to the company".to_owned();
            self.add(day, ItemRef::Transfer, kind, text);
        }
        if let Some(day) = record.transfer.handed_back_on {
            let text = "Services went back to the council".to_owned();
            self.add(day, ItemRef::Transfer, kind, text);
        }
    }

    fn concerns(&mut self) {
        for concern in self.record.concerns.iter() {
            let text = format!("Concern opened: {}", concern.title);
            self.when(Some(concern.opened), concern.id, ChangeKind::Concern, text);
            if let Some(closed) = &concern.closed {
                let text = format!("Concern closed: {}", concern.title);
                self.add(closed.on, concern.id, ChangeKind::Concern, text);
            }
        }
    }

    fn actions(&mut self) {
        let today = self.today;
        for action in self.record.actions.iter() {
            for (count, step) in action.moves.iter().enumerate() {
                if self.covers(step.on) {
                    let text = format!(
                        "Action {} {}",
                        action.number,
                        move_words(count, step, today)
                    );
                    self.add(step.on, action.id, ChangeKind::Action, text);
                }
            }
            if let Some(day) = action.delivered_on.filter(|&day| self.covers(day)) {
                let text = format!("Action {} delivered: {}", action.number, action.title);
                self.add(day, action.id, ChangeKind::Action, text);
            }
        }
    }

    fn people(&mut self) {
        let record = self.record;
        let mut joined: Vec<(Date, &Person)> = Vec::new();
        let mut ended: Vec<(Date, &Person)> = Vec::new();
        for person in record.people.iter() {
            for (place, term) in person.terms.iter().enumerate() {
                if place == 0 && self.covers(term.from) {
                    joined.push((term.from, person));
                } else if self.covers(term.from) {
                    let text = format!("{} begins another term", person.name);
                    self.add(term.from, person.id, ChangeKind::Person, text);
                }
            }
            if let Some(day) = last_day(person).filter(|&day| self.covers(day)) {
                ended.push((day, person));
            }
        }
        ended.sort_by_key(|(day, _)| *day);
        for group in ended.chunk_by(|a, b| a.0 == b.0) {
            let Some((day, first)) = group.first() else {
                continue;
            };
            let text = match group.len() {
                1 | 2 => format!(
                    "Term of {} ended",
                    words::join(
                        &group
                            .iter()
                            .map(|(_, p)| p.name.as_str())
                            .collect::<Vec<_>>()
                    )
                ),
                count => format!("Terms of {} directors ended", words::number(count)),
            };
            self.add(*day, first.id, ChangeKind::Person, text);
        }
        joined.sort_by_key(|(day, person)| (*day, person.class));
        for group in joined.chunk_by(|a, b| (a.0, a.1.class) == (b.0, b.1.class)) {
            let Some((day, first)) = group.first() else {
                continue;
            };
            let text = match group.len() {
                1 => format!("{} joins the board", first.name),
                count => words::capital(&format!(
                    "{} join the board: {}",
                    words::number(count),
                    words::join(
                        &group
                            .iter()
                            .map(|(_, p)| p.name.as_str())
                            .collect::<Vec<_>>()
                    )
                )),
            };
            self.add(*day, first.id, ChangeKind::Person, text);
        }
    }

    fn interests(&mut self) {
        for interest in self.record.interests.iter() {
            let who = holder(self.record, interest);
            if let Some(day) = interest.declared_on {
                let text = format!("{who} declared an interest in {}", interest.body);
                self.add(day, interest.id, ChangeKind::Interest, text);
            }
            // With the last day of the term the interest ends of itself.
            let holder_left = self.record.people.get(interest.person).and_then(last_day);
            if let Some(day) = interest.to.filter(|&day| holder_left != Some(day)) {
                let text = format!("{who} no longer has an interest in {}", interest.body);
                self.add(day, interest.id, ChangeKind::Interest, text);
            }
        }
    }

    fn values(&mut self) {
        for measure in self.record.measures.iter() {
            let mut values: Vec<_> = measure.values.iter().collect();
            values.sort_by_key(|value| value.date);
            let Some(latest) = values.last() else {
                continue;
            };
            let on = latest.as_at.unwrap_or(latest.date);
            if !self.covers(on) {
                continue;
            }
            // No number: a count may be too small to be read off here.
            let text = format!("{}: new figure", measure.title);
            self.add(on, measure.id, ChangeKind::Value, text);
        }
    }
}

/// The end of a person's last term; none while one has no end.
fn last_day(person: &Person) -> Option<Date> {
    if person.terms.iter().any(|term| term.to.is_none()) {
        return None;
    }
    person.terms.iter().filter_map(|term| term.to).max()
}

fn holder(record: &Record, interest: &Interest) -> String {
    record
        .people
        .get(interest.person)
        .map_or_else(|| "Somebody".to_owned(), |person| person.name.clone())
}

/// "moved a third time, to 11 October"; the first move is just "moved to 11 October".
pub fn move_words(place: usize, step: &DateMove, today: Date) -> String {
    let day = words::day_in_sentence(step.to, today);
    if place == 0 {
        format!("moved to {day}")
    } else {
        format!("moved a {} time, to {day}", words::ordinal(place + 1))
    }
}

/// One overall grade, as published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grade<'r> {
    /// The day it became known.
    pub known: When,
    /// The inspection that gave it.
    pub inspection: Id<Inspection>,
    /// The overall judgement.
    pub judgement: &'r Judgement,
    /// Its step on the framework's scale, 1 for the lowest; none for a word that is not on it.
    pub step: Option<usize>,
}

/// Every overall grade known on `today`, oldest first.
pub fn graded(record: &Record, today: Date) -> Vec<Grade<'_>> {
    let mut list: Vec<Grade<'_>> = record
        .inspections
        .iter()
        .filter(|inspection| inspection.kind == InspectionKind::Graded)
        .filter_map(|inspection| {
            let framework = record.frameworks.get(inspection.framework)?;
            let judgement = inspection.overall(framework)?;
            let known = inspection
                .known()
                .filter(|known| known.first_day() <= today)?;
            Some(Grade {
                known,
                inspection: inspection.id,
                judgement,
                step: step_of(framework, &judgement.grade),
            })
        })
        .collect();
    list.sort_by_key(|grade| grade.known);
    list
}

/// The step of a grade, whether report and scale spell it out ("to be good") or not.
fn step_of(framework: &Framework, grade: &str) -> Option<usize> {
    let said = grade_words(grade).to_lowercase();
    framework
        .scale
        .iter()
        .position(|step| grade_words(step).to_lowercase() == said)
        .map(|index| index + 1)
}

/// A grade as said in a sentence: "requires improvement".
pub fn grade_words(grade: &str) -> String {
    let short = grade.trim();
    let short = short.strip_suffix(" to be good").unwrap_or(short);
    words::uncapital(short)
}

/// How a date moved, for one line under an item: "moved twice, now 23 days after the first date".
pub fn slip_words(original: Date, moves: &[DateMove]) -> String {
    let now = crate::model::shared::current_due(original, moves);
    match (moves.len(), days_between(original, now)) {
        (0, _) => "never moved".to_owned(),
        (count, late) if late > 0 => format!(
            "{}, now {} after the first date",
            moved_words(count),
            words::days(late)
        ),
        (count, _) => moved_words(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::fixtures::{
            TODAY, action, clause, concern, decision, framework, gate, id, inspection, judged,
            measure, moved, person, value, when,
        },
        model::{Class, Record},
    };
    use jiff::civil::date;

    fn sentences(record: &Record) -> Vec<String> {
        changes(record, date(2019, 7, 11), TODAY)
            .into_iter()
            .map(|change| change.sentence)
            .collect()
    }

    #[test]
    fn what_changed_is_told_newest_first() {
        let mut record = Record::default();
        record.frameworks.put(framework(1));
        record
            .inspections
            .put(inspection(1, 1, "2017-01-24", "Inadequate"));
        record.inspections.put(inspection(
            2,
            1,
            "2019-07-29",
            "Requires improvement to be good",
        ));
        let mut slipped = action(12);
        slipped.moves = vec![
            moved(date(2019, 9, 10), date(2019, 6, 1)),
            moved(date(2019, 9, 20), date(2019, 7, 1)),
            moved(date(2019, 10, 11), date(2019, 9, 17)),
        ];
        record.actions.put(slipped);
        for n in [1, 2] {
            let mut member = person(n, Class::CouncilCouncillor);
            member.name = format!("Cabinet member {n}");
            member.terms[0].from = date(2019, 9, 5);
            record.people.put(member);
        }
        let mut contacts = measure(1);
        contacts.title = "Contacts decided in 24 hours".to_owned();
        let mut newest = value(date(2019, 8, 31), 83.0);
        newest.as_at = Some(date(2019, 9, 20));
        contacts.values.push(newest);
        record.measures.put(contacts);
        assert_eq!(
            sentences(&record),
            [
                "Contacts decided in 24 hours: new figure",
                "Action 12 moved a third time, to 11 October",
                "Two join the board: Cabinet member 1 and Cabinet member 2",
                "Grade: inadequate to requires improvement",
            ]
        );
    }

    #[test]
    fn the_day_of_the_last_board_is_not_a_change_but_today_is() {
        let mut record = Record::default();
        let mut old = decision(1);
        old.state = DecisionState::Taken;
        old.taken = Some(when("2019-07-11"));
        record.decisions.put(old);
        assert!(sentences(&record).is_empty());
        let mut passed = gate(1);
        passed.passed_on = Some(TODAY);
        record.gates.put(passed);
        assert_eq!(sentences(&record), ["Gate passed: Gate number 1"]);
    }

    #[test]
    fn positions_and_concerns_speak_when_they_turn() {
        let mut record = Record::default();
        let mut turned = clause(1, 1);
        turned.judgements = vec![
            judged(Position::OnTrack, date(2019, 6, 30)),
            judged(Position::AtRisk, date(2019, 9, 20)),
            judged(Position::AtRisk, date(2019, 9, 21)),
        ];
        record.clauses.put(turned);
        let mut opened = concern(1);
        opened.opened = when("2019-07-29");
        record.concerns.put(opened);
        assert_eq!(
            sentences(&record),
            [
                "Clause 1: on track, now at risk",
                "Concern opened: Care leavers in bed and breakfast"
            ]
        );
        assert_eq!(
            changes(&record, date(2019, 7, 11), TODAY)[0].at,
            ItemRef::Clause(id(1))
        );
    }

    #[test]
    fn slips_are_counted_in_words() {
        let moves = vec![
            moved(date(2019, 9, 10), date(2019, 6, 1)),
            moved(date(2019, 9, 24), date(2019, 7, 1)),
        ];
        assert_eq!(
            slip_words(date(2019, 9, 1), &moves),
            "moved twice, now 23 days after the first date"
        );
        assert_eq!(slip_words(date(2019, 9, 1), &[]), "never moved");
    }
}
