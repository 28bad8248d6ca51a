//! The words for how things stand. Each has a letter, a shape and a word, never a colour alone.

use serde::{Deserialize, Serialize};

/// How an action stands. "Delivered" is kept apart from "embedded": blue needs accepted evidence.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Brag {
    /// Red: off track, and no recovery plan is agreed.
    OffTrack,
    /// Amber: off track, with an agreed recovery plan.
    RecoveryAgreed,
    /// Green: on track.
    OnTrack,
    /// Nothing has begun and nothing is late.
    #[default]
    NotStarted,
    /// The work is done; whether it lasts is not shown yet.
    Delivered,
    /// Blue: done, and the board accepted evidence of sustained effect.
    Embedded,
}

impl Brag {
    /// Every status, in the order in which lists offer them.
    pub const ALL: [Self; 6] = [
        Self::NotStarted,
        Self::OnTrack,
        Self::RecoveryAgreed,
        Self::OffTrack,
        Self::Delivered,
        Self::Embedded,
    ];

    /// The word shown beside the mark.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OffTrack => "Off track",
            Self::RecoveryAgreed => "Recovery agreed",
            Self::OnTrack => "On track",
            Self::NotStarted => "Not started",
            Self::Delivered => "Delivered",
            Self::Embedded => "Embedded",
        }
    }

    /// Whether work is still owed: only then can an action be late.
    pub const fn is_open(self) -> bool {
        match self {
            Self::OffTrack | Self::RecoveryAgreed | Self::OnTrack | Self::NotStarted => true,
            Self::Delivered | Self::Embedded => false,
        }
    }
}

/// The position on a clause of a direction, as somebody judged it on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Position {
    /// Not met, and nothing shows that it will be.
    NotMet,
    /// At risk.
    AtRisk,
    /// On track. A recurring clause on track is "up to date", never "done".
    OnTrack,
    /// Met, on evidence.
    Met,
    /// No longer binding: its direction was replaced or revoked.
    Superseded,
}

impl Position {
    /// Every position, in the order in which lists offer them.
    pub const ALL: [Self; 5] = [
        Self::NotMet,
        Self::AtRisk,
        Self::OnTrack,
        Self::Met,
        Self::Superseded,
    ];

    /// The word shown beside the mark.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotMet => "Not met",
            Self::AtRisk => "At risk",
            Self::OnTrack => "On track",
            Self::Met => "Met",
            Self::Superseded => "Superseded",
        }
    }
}

/// What each status means to this board. Councils word them differently, so they are data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusWording {
    /// Meaning of [`Brag::OffTrack`].
    pub off_track: String,
    /// Meaning of [`Brag::RecoveryAgreed`].
    pub recovery_agreed: String,
    /// Meaning of [`Brag::OnTrack`].
    pub on_track: String,
    /// Meaning of [`Brag::NotStarted`].
    pub not_started: String,
    /// Meaning of [`Brag::Delivered`].
    pub delivered: String,
    /// Meaning of [`Brag::Embedded`].
    pub embedded: String,
}

impl Default for StatusWording {
    fn default() -> Self {
        let own = str::to_owned;
        Self {
            off_track: own("Off track, and no recovery plan is agreed"),
            recovery_agreed: own("Off track, with an agreed recovery plan"),
            on_track: own("On track"),
            not_started: own("Not started, and not yet due"),
            delivered: own("The work is done; lasting effect is not shown yet"),
            embedded: own("Done, and the board has accepted evidence of sustained impact"),
        }
    }
}

impl StatusWording {
    /// The definition of one status.
    pub fn of(&self, status: Brag) -> &str {
        match status {
            Brag::OffTrack => &self.off_track,
            Brag::RecoveryAgreed => &self.recovery_agreed,
            Brag::OnTrack => &self.on_track,
            Brag::NotStarted => &self.not_started,
            Brag::Delivered => &self.delivered,
            Brag::Embedded => &self.embedded,
        }
    }
}
