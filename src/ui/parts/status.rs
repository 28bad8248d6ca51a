//! Which mark and which icon stands for what.

use crate::{
    model::{Brag, ItemRef, Position, SectionId},
    ui::{theme::Icon, widgets::status_mark::Mark},
};

/// The mark of an action's status.
pub const fn brag_mark(status: Brag) -> Mark {
    match status {
        Brag::OffTrack => Mark::Red,
        Brag::RecoveryAgreed => Mark::Amber,
        Brag::OnTrack => Mark::Green,
        Brag::NotStarted => Mark::None,
        Brag::Delivered => Mark::Delivered,
        Brag::Embedded => Mark::Blue,
    }
}

/// The mark of a clause's position.
pub const fn position_mark(position: Option<Position>) -> Mark {
    match position {
        Some(Position::NotMet) => Mark::Red,
        Some(Position::AtRisk) => Mark::Amber,
        Some(Position::OnTrack) => Mark::Green,
        Some(Position::Met) => Mark::Blue,
        Some(Position::Superseded) | None => Mark::None,
    }
}

/// The icon of a section.
pub const fn section_icon(section: SectionId) -> Icon {
    match section {
        SectionId::Overview => Icon::SquaresFour,
        SectionId::Actions => Icon::CheckSquare,
        SectionId::Curves => Icon::ChartLine,
        SectionId::Concerns => Icon::Warning,
        SectionId::Directions => Icon::Scroll,
        SectionId::Inspections => Icon::MagnifyingGlass,
        SectionId::Transfer => Icon::ArrowsLeftRight,
        SectionId::Board => Icon::UsersThree,
        SectionId::Meetings => Icon::CalendarBlank,
        SectionId::Story => Icon::Path,
        SectionId::Packs => Icon::Files,
        SectionId::Findings => Icon::SealWarning,
        SectionId::Notes => Icon::NotePencil,
    }
}

/// The icon of an item in chips: its own where it has one, else its section's.
pub const fn icon_of(item: ItemRef) -> Icon {
    if let ItemRef::Decision(_) = item {
        Icon::Gavel
    } else {
        section_icon(item.section())
    }
}
