//! Whether a meeting, or one item of it, has a quorum by the rule in force on its day.
//!
//! A planned meeting is judged by whom one expects: every sitting director without apologies. From
//! its opening on it is judged by who is there. Conflicted directors are left out for the
//! item, unless the rule lets them count.

use std::collections::{HashMap, HashSet};

use jiff::civil::{Date, Time};

use super::words;
use crate::model::{
    AgendaItem, Class, ClassGroup, Id, Meeting, MeetingState, Person, Presence, QuorumRule, Record,
    Waiver, date::long,
};

/// The quorum of a meeting or of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quorum {
    /// The rule it was judged by.
    pub rule: Id<QuorumRule>,
    /// Directors who count.
    pub counting: usize,
    /// Directors that the rule asks for.
    pub needed: usize,
    /// Directors to spare; negative where some are missing.
    pub margin: i32,
    /// The minimum of each side, where the rule sets one.
    pub groups: Vec<GroupCount>,
    /// Whether the chair or a deputy counts, or the rule does not ask for it.
    pub chair_ok: bool,
    /// Why there is no quorum, one clause each; empty where there is one.
    pub lost_because: Vec<String>,
    /// Directors who are there but left out for a conflict.
    pub conflicted: Vec<Id<Person>>,
    /// Why each of them is left out, in the same order.
    pub conflict_reasons: Vec<String>,
    /// Directors who were there for a part only.
    pub partial: Vec<Id<Person>>,
    /// Whether attendance is expected rather than recorded.
    pub expected: bool,
}

/// One side of the board against its minimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupCount {
    /// Which side.
    pub group: ClassGroup,
    /// Directors of it who count.
    pub counting: usize,
    /// Directors of it that the rule asks for.
    pub needed: usize,
}

impl Quorum {
    /// Whether there is a quorum.
    pub const fn holds(&self) -> bool {
        self.lost_because.is_empty()
    }

    /// Whether the next director to leave could end it.
    pub fn is_thin(&self) -> bool {
        self.holds()
            && (self.margin <= 1 || self.groups.iter().any(|side| side.counting == side.needed))
    }

    /// "quorum holds by one", "quorum just holds", "no quorum".
    pub fn words(&self) -> String {
        if !self.holds() {
            return "no quorum".to_owned();
        }
        match usize::try_from(self.margin) {
            Ok(0) | Err(_) => "quorum just holds".to_owned(),
            Ok(spare) => format!("quorum holds by {}", words::number(spare)),
        }
    }

    /// "Two directors conflicted; quorum holds by one", or without conflicts the second half.
    pub fn sentence(&self) -> String {
        let mut text = match self.conflicted.len() {
            0 => words::capital(&self.words()),
            count => format!(
                "{} conflicted; {}",
                words::capital(&words::counted(count, "director", "directors")),
                self.words()
            ),
        };
        if !self.holds() {
            text.push_str(": ");
            text.push_str(&words::join(&self.lost_because));
        }
        text
    }
}

/// The rule in force on a day: of those that cover it, the one that began last.
pub fn rule_on(record: &Record, date: Date) -> Option<&QuorumRule> {
    record
        .quorum_rules
        .iter()
        .filter(|rule| rule.covers(date))
        .max_by_key(|rule| rule.from)
}

/// Waivers that run on a day, both ends included.
pub fn waivers_on(record: &Record, date: Date) -> impl Iterator<Item = &Waiver> {
    record
        .waivers
        .iter()
        .filter(move |waiver| waiver.from <= date && date <= waiver.expires)
}

/// Why a meeting on this day cannot be judged; none where it can.
pub fn why_not_judged(record: &Record, date: Date) -> Option<String> {
    match rule_on(record, date) {
        None => Some(format!("No quorum rule is recorded for {}.", long(date))),
        Some(rule) if rule.at_least.is_none() => {
            Some("The quorum rule is still to be filled in.".to_owned())
        }
        Some(_) => None,
    }
}

/// Everybody who sits on the board on a day, with the side on which each counts: waivers included.
pub fn sitting_on(record: &Record, date: Date) -> Vec<(&Person, ClassGroup)> {
    let mut waived: HashMap<Id<Person>, ClassGroup> = HashMap::new();
    for waiver in waivers_on(record, date) {
        if let (Some(person), Some(group)) = (waiver.person, waiver.counts_as)
            && group != ClassGroup::InAttendance
        {
            waived.insert(person, group);
        }
    }
    record
        .people
        .iter()
        .filter_map(|person| match waived.get(&person.id) {
            Some(&group) => Some((person, group)),
            None => person.sits_on(date).then(|| (person, person.class.group())),
        })
        .collect()
}

/// Judges a meeting as a whole; none while there is no rule, or the rule has no number yet.
pub fn judge_meeting(record: &Record, meeting: &Meeting) -> Option<Quorum> {
    judge(record, meeting, None, None)
}

/// Judges one item of a meeting.
pub fn judge_item(record: &Record, meeting: &Meeting, item: &AgendaItem) -> Option<Quorum> {
    judge(record, meeting, Some(item), None)
}

/// Judges a meeting or item, at a time of day where one is given: then whoever arrived later or
/// left before does not count.
pub fn judge(
    record: &Record,
    meeting: &Meeting,
    item: Option<&AgendaItem>,
    at: Option<Time>,
) -> Option<Quorum> {
    let rule = rule_on(record, meeting.date)?;
    let needed = usize::from(rule.at_least?);
    let expected = meeting.state == MeetingState::Planned && meeting.opened.is_none();
    let recorded: HashMap<Id<Person>, _> = meeting
        .attendance
        .iter()
        .map(|entry| (entry.person, entry))
        .collect();
    let conflicts = conflicts(record, meeting, item);
    let mut found = Quorum {
        rule: rule.id,
        counting: 0,
        needed,
        margin: 0,
        groups: rule
            .of_each
            .iter()
            .map(|minimum| GroupCount {
                group: minimum.group,
                counting: 0,
                needed: usize::from(minimum.at_least),
            })
            .collect(),
        chair_ok: !rule.chair_or_deputy,
        lost_because: Vec::new(),
        conflicted: Vec::new(),
        conflict_reasons: Vec::new(),
        partial: Vec::new(),
        expected,
    };
    for (person, group) in sitting_on(record, meeting.date) {
        let there = match recorded.get(&person.id) {
            Some(entry) => {
                let here_now = at.is_none_or(|now| entry.is_there_at(now));
                if entry.is_partial() {
                    found.partial.push(person.id);
                }
                entry.how == Presence::Present && here_now
            }
            None => expected,
        };
        if !there {
            continue;
        }
        if let Some(reason) = conflicts.get(&person.id) {
            found.conflicted.push(person.id);
            found.conflict_reasons.push(reason.clone());
            if !rule.conflicted_count {
                continue;
            }
        }
        found.counting += 1;
        found.chair_ok |= person.class == Class::IndependentChair || person.deputy_chair;
        for side in &mut found.groups {
            side.counting += usize::from(side.group == group);
        }
    }
    settle(&mut found);
    Some(found)
}

fn settle(found: &mut Quorum) {
    let spare = i64::try_from(found.counting).unwrap_or(i64::MAX)
        - i64::try_from(found.needed).unwrap_or(i64::MAX);
    found.margin = i32::try_from(spare).unwrap_or(i32::MAX);
    if found.counting < found.needed {
        found.lost_because.push(format!(
            "{} of the {} needed count",
            words::alone(found.counting),
            words::number(found.needed)
        ));
    }
    for side in &found.groups {
        if side.counting < side.needed {
            found.lost_because.push(format!(
                "{} of {} count among “{}”",
                words::alone(side.counting),
                words::number(side.needed),
                words::uncapital(side.group.words())
            ));
        }
    }
    if !found.chair_ok {
        found
            .lost_because
            .push("neither the chair nor a deputy counts".to_owned());
    }
}

/// Whoever is conflicted out of a meeting, or of one item, and why.
///
/// An interest counts when it is open on the day, its condition takes the person out, and its body
/// is one of the item's, capitals and spaces at the ends apart. A declaration counts when its
/// condition takes the person out and it is for this item or for the whole meeting.
pub fn conflicts(
    record: &Record,
    meeting: &Meeting,
    item: Option<&AgendaItem>,
) -> HashMap<Id<Person>, String> {
    let mut out = HashMap::new();
    if let Some(item) = item.filter(|item| !item.bodies.is_empty()) {
        let bodies: HashSet<String> = item.bodies.iter().map(|body| folded(body)).collect();
        for interest in record.interests.iter() {
            if interest.condition.excludes()
                && interest.is_open_on(meeting.date)
                && bodies.contains(&folded(&interest.body))
            {
                out.entry(interest.person)
                    .or_insert_with(|| format!("interest in {}", interest.body.trim()));
            }
        }
    }
    for declaration in &meeting.declarations {
        let concerns_this = match (declaration.item, item) {
            (None, _) => true,
            (Some(declared), Some(item)) => declared == item.id,
            (Some(_), None) => false,
        };
        if concerns_this && declaration.condition.excludes() {
            out.entry(declaration.person)
                .or_insert_with(|| declared(declaration));
        }
    }
    out
}

fn declared(declaration: &crate::model::Declaration) -> String {
    let (body, what) = (declaration.body.trim(), declaration.what.trim());
    match (body, what) {
        ("", what) => format!("declared: {what}"),
        (body, "") => format!("declared: {body}"),
        (body, what) => format!("declared: {what}, {body}"),
    }
}

fn folded(body: &str) -> String {
    body.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::fixtures::{attended, held, id, interest, item, meeting, person, quorum_rule},
        model::{Condition, Declaration, GroupMinimum},
    };
    use jiff::civil::{date, time};

    fn board() -> Record {
        let mut record = Record::default();
        record.people.put(person(1, Class::IndependentChair));
        record.people.put(person(2, Class::IndependentNed));
        record.people.put(person(3, Class::CouncilCouncillor));
        record.people.put(person(4, Class::CouncilCouncillor));
        record.people.put(person(5, Class::Executive));
        record.people.put(person(6, Class::InAttendance));
        record.interests.put(interest(1, 3));
        record.interests.put(interest(2, 4));
        record
    }

    fn with_rule(at_least: u16) -> Record {
        let mut record = board();
        let mut rule = quorum_rule(1, at_least);
        rule.chair_or_deputy = true;
        rule.of_each = vec![GroupMinimum {
            group: ClassGroup::Independent,
            at_least: 1,
        }];
        record.quorum_rules.put(rule);
        record
    }

    #[test]
    fn conflicted_directors_are_left_out_of_their_item_only() {
        let record = with_rule(2);
        let mut planned = meeting(1);
        let mut contract = item(6);
        contract.bodies = vec![" worcestershire county COUNCIL ".to_owned()];
        planned.agenda = vec![contract.clone()];
        let whole = judge_meeting(&record, &planned).unwrap();
        assert_eq!((whole.counting, whole.margin), (5, 3));
        let one = judge_item(&record, &planned, &contract).unwrap();
        assert_eq!((one.counting, one.margin, one.conflicted.len()), (3, 1, 2));
        assert_eq!(
            one.sentence(),
            "Two directors conflicted; quorum holds by one"
        );
        assert!(one.is_thin() && one.expected);
    }

    #[test]
    fn a_closed_or_merely_noted_interest_excludes_nobody() {
        let mut record = with_rule(2);
        let mut closed = interest(1, 3);
        closed.to = Some(date(2019, 8, 1));
        record.interests.put(closed);
        let mut noted = interest(2, 4);
        noted.condition = Condition::Noted;
        record.interests.put(noted);
        let mut contract = item(6);
        contract.bodies = vec!["Worcestershire County Council".to_owned()];
        let judged = judge_item(&record, &meeting(1), &contract).unwrap();
        assert!(judged.conflicted.is_empty());
    }

    #[test]
    fn a_meeting_held_is_judged_by_who_was_there() {
        let record = with_rule(2);
        let mut past = held(1, date(2019, 7, 11));
        past.attendance = vec![
            attended(2, Presence::Present),
            attended(5, Presence::Apologies),
        ];
        let judged = judge_meeting(&record, &past).unwrap();
        assert_eq!(judged.counting, 1);
        assert_eq!(
            judged.lost_because,
            [
                "one of the two needed count",
                "neither the chair nor a deputy counts"
            ]
        );
        assert_eq!(judged.words(), "no quorum");
    }

    #[test]
    fn the_rule_of_the_day_judges_and_an_unfilled_rule_judges_nothing() {
        let mut record = with_rule(2);
        let mut later = quorum_rule(2, 5);
        later.from = date(2019, 9, 1);
        record.quorum_rules.put(later);
        assert_eq!(
            judge_meeting(&record, &held(1, date(2019, 7, 11)))
                .unwrap()
                .needed,
            2
        );
        assert_eq!(judge_meeting(&record, &meeting(2)).unwrap().needed, 5);
        assert_eq!(judge_meeting(&record, &held(3, date(2018, 7, 11))), None);
        let mut open = quorum_rule(3, 0);
        open.at_least = None;
        open.from = date(2019, 9, 2);
        record.quorum_rules.put(open);
        assert_eq!(judge_meeting(&record, &meeting(2)), None);
        assert_eq!(
            why_not_judged(&record, date(2019, 9, 26)).unwrap(),
            "The quorum rule is still to be filled in."
        );
    }

    #[test]
    fn a_waiver_seats_a_contractor_while_it_runs() {
        let mut record = with_rule(2);
        record.waivers.put(Waiver {
            id: id(1),
            what: "A contractor may sit as executive director".to_owned(),
            person: Some(id(6)),
            counts_as: Some(ClassGroup::Executive),
            from: date(2019, 9, 1),
            expires: date(2019, 9, 26),
            granted_by: "Council".to_owned(),
            illustrative: false,
        });
        assert_eq!(judge_meeting(&record, &meeting(1)).unwrap().counting, 6);
        let mut after = meeting(2);
        after.date = date(2019, 9, 27);
        assert_eq!(judge_meeting(&record, &after).unwrap().counting, 5);
    }

    #[test]
    fn whoever_left_no_longer_counts_and_a_declaration_takes_out() {
        let record = with_rule(2);
        let mut live = meeting(1);
        let mut early = attended(1, Presence::Present);
        early.left = Some(time(15, 10, 0, 0));
        live.attendance = vec![early];
        live.declarations = vec![Declaration {
            person: id(5),
            item: None,
            body: String::new(),
            at: None,
            what: "Husband works for the bidder".to_owned(),
            condition: Condition::StayNoVote,
        }];
        let before = judge(&record, &live, None, Some(time(15, 0, 0, 0))).unwrap();
        let after = judge(&record, &live, None, Some(time(15, 24, 0, 0))).unwrap();
        assert_eq!((before.counting, before.chair_ok), (4, true));
        assert_eq!(
            (after.counting, after.chair_ok, after.partial.len()),
            (3, false, 1)
        );
    }
}
