//! The rules in force when a pack was issued: a later change of rule does not judge an old meeting.

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{
        quorum::{rule_on, waivers_on},
        thread::Threads,
    },
    model::{Direction, Id, Meeting, QuorumRule, Record, Waiver},
};
use jiff::civil::Date;

/// Counts under this are withheld from the public where a measure says nothing of its own.
pub const THRESHOLD: u32 = 5;

/// Rules by which a pack was made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The quorum rule on the day of the meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<Id<QuorumRule>>,
    /// Waivers that run on that day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Id<Waiver>>,
    /// Directions that bind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub directions: Vec<Id<Direction>>,
    /// Counts under this are withheld from the public.
    pub withheld_below: u32,
}

impl Rules {
    /// The rules for a meeting.
    pub fn in_force(record: &Record, meeting: &Meeting, today: Date) -> Self {
        let threads = Threads::directions_only(record);
        Self {
            quorum: rule_on(record, meeting.date).map(|rule| rule.id),
            waivers: waivers_on(record, meeting.date).map(|one| one.id).collect(),
            directions: record
                .directions
                .iter()
                .filter(|direction| threads.in_force(direction, today))
                .map(|direction| direction.id)
                .collect(),
            withheld_below: THRESHOLD,
        }
    }
}
