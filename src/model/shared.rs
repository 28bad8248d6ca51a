//! Small pieces that several kinds of item are made of: evidence, dated notes, moved dates.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Id, Meeting};

/// For `skip_serializing_if`: leaves `false` out of the file.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
pub(super) fn is_false(flag: &bool) -> bool {
    !*flag
}

/// Something that shows a claim to be true: a document, a letter, an audit.
///
/// An action is embedded, and a clause met, only on evidence that somebody accepted by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What it is: "Signed agreement".
    pub title: String,
    /// The day it speaks of.
    pub on: Date,
    /// Where it can be found: a file name, a minute, a web address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kept_at: String,
    /// Who accepted it as evidence of lasting effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_by: Option<String>,
    /// The meeting that accepted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<Id<Meeting>>,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

impl Evidence {
    /// Whether a person or a meeting stands behind it.
    pub const fn is_accepted(&self) -> bool {
        self.accepted_by.is_some() || self.accepted_at.is_some()
    }
}

/// A dated entry: progress on an action, the narrative of a concern. Never stacked in one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The day it was written.
    pub on: Date,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// What it says.
    pub text: String,
    /// Invented for a sample record.
    #[serde(default, skip_serializing_if = "is_false")]
    pub illustrative: bool,
}

/// One move of a date: to when, decided on which day, by whom and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateMove {
    /// The new date.
    pub to: Date,
    /// The day on which it was moved.
    pub on: Date,
    /// Who moved it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// The reason given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// The date that counts now: where the last move went, or the first date.
pub fn current_due(original: Date, moves: &[DateMove]) -> Date {
    moves.last().map_or(original, |last| last.to)
}
