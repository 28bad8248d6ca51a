//! The record: everything that one file holds.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Action, BoardRules, Claim, Clause, Concern, Decision, Direction, FeeTerm, ForwardItem,
    Framework, Gate, Id, Inspection, Interest, IssuedPack, Items, Measure, Meeting, Organisation,
    Person, QuorumRule, Recommendation, ReservedMatter, Transfer, Waiver, id::Kind,
    items::Identified,
};

/// The format that this program writes. It moves only when the meaning of a field changes.
pub const FORMAT: u32 = 1;

/// A board's whole governance record. Cloning it copies pointers only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Version of the file format.
    pub format: u32,
    /// The day whose position this record describes. Views use it as today; without it they use
    /// the calendar. Samples and records that are no longer kept have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_at: Option<Date>,
    /// The organisation and its plan.
    #[serde(default)]
    pub organisation: Arc<Organisation>,
    /// Standing rules of the board.
    #[serde(default)]
    pub board_rules: Arc<BoardRules>,
    /// The transfer of services.
    #[serde(default)]
    pub transfer: Arc<Transfer>,
    /// Directors and those who attend.
    #[serde(default)]
    pub people: Items<Person>,
    /// Fees agreed.
    #[serde(default)]
    pub fee_terms: Items<FeeTerm>,
    /// Fees claimed.
    #[serde(default)]
    pub claims: Items<Claim>,
    /// Register of interests.
    #[serde(default)]
    pub interests: Items<Interest>,
    /// Quorum rules by date.
    #[serde(default)]
    pub quorum_rules: Items<QuorumRule>,
    /// Waivers by date.
    #[serde(default)]
    pub waivers: Items<Waiver>,
    /// Statutory directions.
    #[serde(default)]
    pub directions: Items<Direction>,
    /// Their clauses.
    #[serde(default)]
    pub clauses: Items<Clause>,
    /// Gates of the transfer.
    #[serde(default)]
    pub gates: Items<Gate>,
    /// Matters on which the board may not act alone.
    #[serde(default)]
    pub reserved_matters: Items<ReservedMatter>,
    /// Inspection frameworks.
    #[serde(default)]
    pub frameworks: Items<Framework>,
    /// Inspections and visits.
    #[serde(default)]
    pub inspections: Items<Inspection>,
    /// What they asked for.
    #[serde(default)]
    pub recommendations: Items<Recommendation>,
    /// Standing concerns.
    #[serde(default)]
    pub concerns: Items<Concern>,
    /// Actions.
    #[serde(default)]
    pub actions: Items<Action>,
    /// Measures with their values.
    #[serde(default)]
    pub measures: Items<Measure>,
    /// Meetings.
    #[serde(default)]
    pub meetings: Items<Meeting>,
    /// Decisions.
    #[serde(default)]
    pub decisions: Items<Decision>,
    /// What is booked for later.
    #[serde(default)]
    pub forward_plan: Items<ForwardItem>,
    /// Packs that were issued.
    #[serde(default)]
    pub issued_packs: Items<IssuedPack>,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            format: FORMAT,
            as_at: None,
            organisation: Arc::default(),
            board_rules: Arc::default(),
            transfer: Arc::default(),
            people: Items::default(),
            fee_terms: Items::default(),
            claims: Items::default(),
            interests: Items::default(),
            quorum_rules: Items::default(),
            waivers: Items::default(),
            directions: Items::default(),
            clauses: Items::default(),
            gates: Items::default(),
            reserved_matters: Items::default(),
            frameworks: Items::default(),
            inspections: Items::default(),
            recommendations: Items::default(),
            concerns: Items::default(),
            actions: Items::default(),
            measures: Items::default(),
            meetings: Items::default(),
            decisions: Items::default(),
            forward_plan: Items::default(),
            issued_packs: Items::default(),
        }
    }
}

impl Record {
    /// An id that no item of `list` has.
    pub fn fresh_id<T: Kind + Identified>(
        list: &Items<T>,
        year: i16,
        mut random: impl FnMut() -> u32,
    ) -> Id<T> {
        loop {
            let id = Id::new(year, &mut random);
            if list.get(id).is_none() {
                return id;
            }
        }
    }

    /// The next free action number: one more than the highest ever in the record.
    pub fn next_action_number(&self) -> u32 {
        self.actions
            .iter()
            .map(|action| action.number)
            .max()
            .unwrap_or(0)
            .saturating_add(1)
    }

    /// The next free decision number.
    pub fn next_decision_number(&self) -> u32 {
        self.decisions
            .iter()
            .map(|decision| decision.number)
            .max()
            .unwrap_or(0)
            .saturating_add(1)
    }

    /// The direction that replaced this one.
    pub fn superseded_by(&self, id: Id<Direction>) -> Option<&Direction> {
        self.directions
            .iter()
            .find(|direction| direction.supersedes == Some(id))
    }

    /// The next meeting planned on or after `today`.
    pub fn next_meeting(&self, today: Date) -> Option<&Meeting> {
        self.meetings
            .iter()
            .filter(|m| m.state == super::MeetingState::Planned && m.date >= today)
            .min_by_key(|meeting| meeting.date)
    }

    /// The last meeting held before `today`.
    pub fn last_meeting(&self, today: Date) -> Option<&Meeting> {
        self.meetings
            .iter()
            .filter(|m| m.state == super::MeetingState::Held && m.date < today)
            .max_by_key(|meeting| meeting.date)
    }
}
