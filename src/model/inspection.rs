//! Inspections: frameworks as data, graded reports and visits, recommendations with ancestry.
//!
//! Grades are never compared across frameworks as if their headings matched.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Evidence, Id, When, shared::is_false};

/// A framework of inspection, in force for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Never changes.
    pub id: Id<Self>,
    /// "ILACS".
    pub name: String,
    /// In full: "Inspection of local authority children's services".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub full_name: String,
    /// Since when.
    pub from: When,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<When>,
    /// Grades, lowest first.
    pub scale: Vec<String>,
    /// What is judged, in the order of the report. The first is the overall judgement.
    pub headings: Vec<String>,
}

impl Framework {
    /// The step of a grade on this framework's scale, 1 for the lowest.
    pub fn step(&self, grade: &str) -> Option<usize> {
        self.scale
            .iter()
            .position(|step| step.eq_ignore_ascii_case(grade))
            .map(|index| index + 1)
    }
}

/// A graded inspection, a visit or a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspection {
    /// Never changes.
    pub id: Id<Self>,
    /// Under which framework.
    pub framework: Id<Framework>,
    /// What it was.
    pub kind: InspectionKind,
    /// "Seventh monitoring visit".
    pub title: String,
    /// When inspectors came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visited: Option<When>,
    /// When the report or letter was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<When>,
    /// Grades, as the report gives them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<Judgement>,
    /// What it said, in a few sentences.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub findings: String,
    /// Day by which an action plan is owed (70 working days after a poor report).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_due: Option<Date>,
    /// The day on which that plan was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_sent: Option<Date>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

impl Inspection {
    /// The date on which it became known: publication, else the visit.
    pub fn known(&self) -> Option<When> {
        self.published.or(self.visited)
    }

    /// The overall judgement: the framework's first heading.
    pub fn overall<'a>(&'a self, framework: &Framework) -> Option<&'a Judgement> {
        let first = framework.headings.first()?;
        self.judgements
            .iter()
            .find(|judgement| &judgement.heading == first)
    }
}

/// What kind of inspection it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InspectionKind {
    /// A graded inspection.
    #[default]
    Graded,
    /// A quarterly visit to an inadequate authority: letter, no grade.
    MonitoringVisit,
    /// A focused visit: letter, no grade.
    FocusedVisit,
    /// The yearly conversation on the self-evaluation.
    AnnualConversation,
}

impl InspectionKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Graded,
        Self::MonitoringVisit,
        Self::FocusedVisit,
        Self::AnnualConversation,
    ];

    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Graded => "Graded inspection",
            Self::MonitoringVisit => "Monitoring visit",
            Self::FocusedVisit => "Focused visit",
            Self::AnnualConversation => "Annual conversation",
        }
    }
}

/// One grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// A heading of the framework.
    pub heading: String,
    /// A grade of the framework's scale.
    pub grade: String,
}

/// Something inspectors asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// Never changes.
    pub id: Id<Self>,
    /// The inspection that raised it.
    pub inspection: Id<Inspection>,
    /// Number in the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// What it asks.
    pub text: String,
    /// Area of practice.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// The earlier recommendation that it repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised_before: Option<Id<Self>>,
    /// The day it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Date>,
    /// What closed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}
