//! What is recorded: nouns only, as plain serde structs. No rule that needs "today" or another
//! item, no file, no clock, no window.
//!
//! One file a noun. [`Record`] is the whole; [`Item`] and [`ItemRef`] make every kind addressable
//! in one way; [`SectionId`] is the registry of the window's sections.

pub mod action;
pub mod agenda;
pub mod concern;
pub mod date;
pub mod decision;
pub mod direction;
pub mod fee;
pub mod id;
pub mod inspection;
pub mod interest;
pub mod issued_pack;
pub mod item;
pub mod items;
pub mod measure;
pub mod meeting;
pub mod money;
pub mod organisation;
pub mod person;
pub mod quorum;
pub mod record;
pub mod references;
pub mod section;
pub mod shared;
pub mod status;
pub mod transfer;

pub use action::{Action, Milestone};
pub use agenda::{AgendaItem, Declaration, Deferral, Paper, Purpose, Restriction, Said};
pub use concern::{Closure, Concern, ConcernCount};
pub use date::{FinancialYear, When};
pub use decision::{Consent, Consenter, Decision, DecisionState, ForwardItem, Votes};
pub use direction::{Addressee, Clause, ClauseKind, Direction, Every, PositionJudgement};
pub use fee::{Claim, Duty, Expense, FeeTerm, FeeUnit, Funding};
pub use id::Id;
pub use inspection::{Framework, Inspection, InspectionKind, Judgement, Recommendation};
pub use interest::{Condition, Directness, Interest};
pub use issued_pack::IssuedPack;
pub use item::{Item, ItemRef};
pub use items::{Identified, Items};
pub use measure::{
    Benchmark, ChartNote, DatedNumber, Frequency, LimitOptions, Measure, MeasureValue, Path,
    Period, Polarity, Reading, Rebase, Revision, Statement, Target, Unit,
};
pub use meeting::{
    Attendance, Away, Meeting, MeetingKind, MeetingState, NotedFinding, Pause, Presence, Signature,
};
pub use money::{Pence, Quantity};
pub use organisation::{BoardRules, Organisation, Plan, Spending, Stage, StandingItem};
pub use person::{Class, ClassGroup, Pay, Person, Term};
pub use quorum::{GroupMinimum, QuorumRule, Waiver};
pub use record::{FORMAT, Record};
pub use references::Reference;
pub use section::{SectionGroup, SectionId};
pub use shared::{DateMove, Evidence, Note};
pub use status::{Brag, Position, StatusWording};
pub use transfer::{Contract, Gate, ReservedMatter, Transfer, Tupe};
