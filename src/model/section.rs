//! The sections of the window, in the order of the navigation: the one registry.

/// A section: what the navigation, the Go menu and the palette offer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionId {
    /// Page one: to decide, off track, changed, open concerns.
    #[default]
    Overview,
    /// What is to be done.
    Actions,
    /// Measures over time.
    Curves,
    /// Standing concerns.
    Concerns,
    /// Statutory directions, clause by clause.
    Directions,
    /// Inspections and recommendations.
    Inspections,
    /// The transfer of services.
    Transfer,
    /// Directors, fees, interests, quorum.
    Board,
    /// Meetings, decisions, forward plan.
    Meetings,
    /// Packs of meetings: contents, pages, issue.
    Packs,
    /// Measures on one time axis, with what happened between them.
    Story,
    /// What is wrong with the record.
    Findings,
    /// The reader's own notes and questions, which are not part of the record.
    Notes,
}

/// Headings of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionGroup {
    /// Stands alone at the top.
    First,
    /// "Improve".
    Improve,
    /// "Answer for".
    AnswerFor,
    /// "Run the board".
    RunTheBoard,
    /// "Check".
    Check,
    /// "For yourself".
    Own,
}

impl SectionGroup {
    /// The heading; none for the first.
    pub const fn title(self) -> Option<&'static str> {
        match self {
            Self::First => None,
            Self::Improve => Some("Improve"),
            Self::AnswerFor => Some("Answer for"),
            Self::RunTheBoard => Some("Run the board"),
            Self::Check => Some("Check"),
            Self::Own => Some("For yourself"),
        }
    }
}

impl SectionId {
    /// Every section, in the order of the navigation.
    pub const ALL: [Self; 13] = [
        Self::Overview,
        Self::Actions,
        Self::Curves,
        Self::Concerns,
        Self::Directions,
        Self::Inspections,
        Self::Transfer,
        Self::Board,
        Self::Meetings,
        Self::Packs,
        Self::Story,
        Self::Findings,
        Self::Notes,
    ];

    /// Its title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Actions => "Actions",
            Self::Curves => "Curves",
            Self::Concerns => "Concerns",
            Self::Directions => "Directions",
            Self::Inspections => "Inspections",
            Self::Transfer => "Transfer",
            Self::Board => "Board",
            Self::Meetings => "Meetings",
            Self::Packs => "Packs",
            Self::Story => "Story",
            Self::Findings => "Findings",
            Self::Notes => "My notes",
        }
    }

    /// What one finds there, for the palette and tooltips.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Overview => "Where the board stands: to decide, off track, changed, concerns",
            Self::Actions => "What is to be done, by whom, and how late from its first date",
            Self::Curves => "Measures over time, with target, benchmarks and events",
            Self::Concerns => "Standing concerns, on every agenda until closed on evidence",
            Self::Directions => "Statutory directions, clause by clause, each with its thread",
            Self::Inspections => "Grades over time and recommendations with their ancestry",
            Self::Transfer => "Gates on the way to the transfer, contract, staff",
            Self::Board => "Directors, fees, interests, attendance and quorum",
            Self::Meetings => "Meetings, decisions and the forward plan",
            Self::Packs => "The pack of a meeting: contents, pages as they will print, issue",
            Self::Story => "Measures on one time axis, with what happened between them",
            Self::Findings => "What is wrong or missing in the record",
            Self::Notes => "Your private notes and questions, kept outside the record",
        }
    }

    /// The heading under which it stands.
    pub const fn group(self) -> SectionGroup {
        match self {
            Self::Overview => SectionGroup::First,
            Self::Actions | Self::Curves | Self::Concerns => SectionGroup::Improve,
            Self::Directions | Self::Inspections | Self::Transfer => SectionGroup::AnswerFor,
            Self::Board | Self::Meetings | Self::Packs | Self::Story => SectionGroup::RunTheBoard,
            Self::Findings => SectionGroup::Check,
            Self::Notes => SectionGroup::Own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_holds_every_section_once() {
        let mut seen = SectionId::ALL.to_vec();
        seen.dedup();
        assert_eq!(seen.len(), SectionId::ALL.len());
        // The match makes the compiler ask for a new arm here when a section is added.
        for section in SectionId::ALL {
            let place = match section {
                SectionId::Overview => 0,
                SectionId::Actions => 1,
                SectionId::Curves => 2,
                SectionId::Concerns => 3,
                SectionId::Directions => 4,
                SectionId::Inspections => 5,
                SectionId::Transfer => 6,
                SectionId::Board => 7,
                SectionId::Meetings => 8,
                SectionId::Packs => 9,
                SectionId::Story => 10,
                SectionId::Findings => 11,
                SectionId::Notes => 12,
            };
            assert_eq!(SectionId::ALL[place], section);
        }
    }
}
