//! The body whose record this is, and the standing rules of its board.

use serde::{Deserialize, Serialize};

use super::{Pence, StatusWording, When, agenda::Purpose, shared::is_false};

/// The organisation, its owner and its plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Name as registered.
    pub name: String,
    /// "Private company limited by guarantee".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub legal_form: String,
    /// The council that is sole member, or that the board serves.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub council: String,
    /// Registered number at Companies House.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_number: Option<String>,
    /// Address of the controlling council, which a regulated company must name on its letters
    /// (Local Authorities (Companies) Order 1995).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub council_address: String,
    /// Where the organisation stands in its life.
    #[serde(default)]
    pub stage: Stage,
    /// Whether a statutory direction is in force.
    #[serde(default, skip_serializing_if = "is_false")]
    pub under_direction: bool,
    /// The improvement plan and its goal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    /// Money spent, as somebody stated it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spending: Vec<Spending>,
    /// What a reader must know about this record: sources, what is illustrative.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
}

/// Where the organisation stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// The board meets, the services are still the council's.
    #[default]
    Shadow,
    /// The services are the company's.
    Live,
    /// The services went back to the council.
    HandedBack,
}

impl Stage {
    /// Every stage, in order of time.
    pub const ALL: [Self; 3] = [Self::Shadow, Self::Live, Self::HandedBack];

    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shadow => "Shadow",
            Self::Live => "Live",
            Self::HandedBack => "Handed back",
        }
    }
}

/// The improvement plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// "Five-year improvement plan".
    pub title: String,
    /// When it began.
    pub starts: When,
    /// The goal in words: "At least good".
    pub goal: String,
    /// By when.
    pub by: When,
    /// Where this is said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// Money spent on improvement, with its date and source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spending {
    /// How much, in pence.
    pub amount: Pence,
    /// On what, over which time.
    pub on_what: String,
    /// The date of the statement.
    pub stated: When,
    /// Who stated it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// The board's own standing rules: editable data, since articles differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardRules {
    /// The name of the body that meets: "Shadow board".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// Days of notice before a meeting, by the articles.
    #[serde(default = "seven")]
    pub notice_days: u16,
    /// Days before a meeting by which its papers are due.
    #[serde(default = "five")]
    pub papers_days: u16,
    /// Days within which a director's term is "ending soon".
    #[serde(default = "year")]
    pub term_warning_days: u16,
    /// Months after which evidence counts as old.
    #[serde(default = "six")]
    pub evidence_months: u16,
    /// Share of a meeting, in per cent, below which a director's claim for it is half a day.
    #[serde(default = "three_quarters", skip_serializing_if = "is_usual")]
    pub full_day_from_percent: u16,
    /// Codes for withholding an item from the public; the usual ones where empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restriction_codes: Vec<String>,
    /// What each status means here.
    #[serde(default)]
    pub status_wording: StatusWording,
    /// Items that stand on every agenda.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standing_agenda: Vec<StandingItem>,
}

const fn three_quarters() -> u16 {
    75
}
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
const fn is_usual(percent: &u16) -> bool {
    *percent == three_quarters()
}
const fn seven() -> u16 {
    7
}
const fn five() -> u16 {
    5
}
const fn six() -> u16 {
    6
}
const fn year() -> u16 {
    365
}

impl Default for BoardRules {
    fn default() -> Self {
        Self {
            body: String::new(),
            notice_days: seven(),
            papers_days: five(),
            term_warning_days: year(),
            evidence_months: six(),
            full_day_from_percent: three_quarters(),
            restriction_codes: Vec::new(),
            status_wording: StatusWording::default(),
            standing_agenda: Vec::new(),
        }
    }
}

impl BoardRules {
    /// The usual grounds for withholding an item of a company's agenda.
    const USUAL_CODES: [&'static str; 6] = [
        "FOIA s.36 (conduct of public affairs)",
        "FOIA s.40 (personal information)",
        "FOIA s.41 (given in confidence)",
        "FOIA s.42 (legal privilege)",
        "FOIA s.43 (commercial interests)",
        "Data protection",
    ];

    /// The codes to choose from when an item is withheld.
    pub fn codes(&self) -> Vec<&str> {
        if self.restriction_codes.is_empty() {
            Self::USUAL_CODES.to_vec()
        } else {
            self.restriction_codes.iter().map(String::as_str).collect()
        }
    }
}

/// An item that every agenda begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingItem {
    /// "Declarations of interest".
    pub title: String,
    /// To decide, discuss or note.
    pub purpose: Purpose,
    /// Minutes allotted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
}
