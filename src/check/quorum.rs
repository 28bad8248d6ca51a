//! Quorum rules and waivers: one rule a day, filled in, waivers renewed in time.

use std::collections::HashMap;

use super::{Check, Rule};
use crate::{
    analysis::{quorum::rule_on, words},
    model::{
        ItemRef, MeetingState,
        date::{days_between, long},
    },
};

/// Days before its end from which a waiver is a finding.
const WAIVER_WARNING_DAYS: i32 = 60;

pub(super) fn check(check: &mut Check<'_>) {
    let record = check.record;
    let mut begins: HashMap<_, usize> = HashMap::new();
    for rule in record.quorum_rules.iter() {
        *begins.entry(rule.from).or_default() += 1;
        if begins.get(&rule.from) == Some(&2) {
            let message = format!("Two quorum rules begin on {}.", long(rule.from));
            check.add(Rule::QuorumRulesSameDay, rule.id, "from", message);
        }
        check.in_order(rule.id, "to", Some(rule.from), rule.to);
        if rule.at_least.is_none() && rule.to.is_none_or(|to| to >= check.today) {
            let message = format!(
                "The quorum rule of {} is still to be filled in.",
                long(rule.from)
            );
            check.add(Rule::QuorumRuleUnfilled, rule.id, "at_least", message);
        }
    }
    let unruled: Vec<_> = record
        .meetings
        .iter()
        .filter(|meeting| meeting.state != MeetingState::Cancelled)
        .filter(|meeting| rule_on(record, meeting.date).is_none())
        .map(|meeting| meeting.date)
        .collect();
    if let (Some(&first), count) = (unruled.iter().min(), unruled.len()) {
        let message = if count == 1 {
            format!(
                "No quorum rule is in force for the meeting of {}.",
                long(first)
            )
        } else {
            format!(
                "No quorum rule is in force for {}, the first on {}.",
                words::counted(count, "meeting", "meetings"),
                long(first)
            )
        };
        check.add(Rule::QuorumRuleMissing, ItemRef::BoardRules, None, message);
    }
    waivers(check);
}

fn waivers(check: &mut Check<'_>) {
    let record = check.record;
    let next = record.next_meeting(check.today).map(|meeting| meeting.date);
    for waiver in record.waivers.iter() {
        check.in_order(
            waiver.id,
            "expires",
            Some(waiver.from),
            Some(waiver.expires),
        );
        let left = days_between(check.today, waiver.expires);
        if left < 0 {
            continue;
        }
        let before_next = next.filter(|&next| waiver.expires < next);
        let message = match before_next {
            Some(next) => format!(
                "The waiver “{}” ends on {}, {} before the meeting of {}.",
                waiver.what,
                long(waiver.expires),
                words::days(days_between(waiver.expires, next)),
                long(next)
            ),
            None if left <= WAIVER_WARNING_DAYS => format!(
                "The waiver “{}” ends on {}, in {}.",
                waiver.what,
                long(waiver.expires),
                words::days(left)
            ),
            None => continue,
        };
        check.add(Rule::WaiverEnding, waiver.id, "expires", message);
    }
}
