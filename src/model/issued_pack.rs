//! Packs that went out: which version, when, and the hash by which the file is known again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Id, Meeting};

/// One issue of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuedPack {
    /// Never changes.
    pub id: Id<Self>,
    /// The meeting it was for.
    pub meeting: Id<Meeting>,
    /// Its version, from 1.
    pub version: u32,
    /// The day of issue.
    pub issued: Date,
    /// SHA-256 of the frozen pack, 64 hexadecimal digits.
    pub hash: String,
    /// The name of its file, without a folder.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
}
