//! The icon font: Phosphor Regular, cut down to the icons in use.

/// An icon of the bundled icon font, named as Phosphor names it.
///
/// An icon never stands alone for a status, and a button made of one alone has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Icon {
    /// `squares-four`
    SquaresFour,
    /// `check-square`
    CheckSquare,
    /// `chart-line`
    ChartLine,
    /// `warning`
    Warning,
    /// `scroll`
    Scroll,
    /// `magnifying-glass`
    MagnifyingGlass,
    /// `arrows-left-right`
    ArrowsLeftRight,
    /// `users-three`
    UsersThree,
    /// `calendar-blank`
    CalendarBlank,
    /// `files`
    Files,
    /// `path`
    Path,
    /// `seal-warning`
    SealWarning,
    /// `eye`
    Eye,
    /// `plus`
    Plus,
    /// `export`
    Export,
    /// `note-pencil`
    NotePencil,
    /// `presentation-chart`
    PresentationChart,
    /// `paper-plane-tilt`
    PaperPlaneTilt,
    /// `clipboard-text`
    ClipboardText,
    /// `folder-open`
    FolderOpen,
    /// `file-plus`
    FilePlus,
    /// `arrow-square-out`
    ArrowSquareOut,
    /// `dots-three`
    DotsThree,
    /// `x`
    X,
    /// `arrow-left`
    ArrowLeft,
    /// `arrow-right`
    ArrowRight,
    /// `arrow-up`
    ArrowUp,
    /// `arrow-down`
    ArrowDown,
    /// `caret-left`
    CaretLeft,
    /// `caret-right`
    CaretRight,
    /// `caret-up`
    CaretUp,
    /// `caret-down`
    CaretDown,
    /// `caret-up-down`
    CaretUpDown,
    /// `gavel`
    Gavel,
    /// `file-text`
    FileText,
    /// `lock-simple`
    LockSimple,
    /// `clock-counter-clockwise`
    ClockCounterClockwise,
    /// `arrows-clockwise`
    ArrowsClockwise,
    /// `table`
    Table,
    /// `book-open-text`
    BookOpenText,
    /// `file-dashed`
    FileDashed,
    /// `check-circle`
    CheckCircle,
    /// `circle`
    Circle,
    /// `calendar-check`
    CalendarCheck,
    /// `moon`
    Moon,
    /// `scales`
    Scales,
    /// `compass`
    Compass,
    /// `sun`
    Sun,
    /// `trash`
    Trash,
    /// `copy`
    Copy,
    /// `arrow-counter-clockwise`
    ArrowCounterClockwise,
    /// `arrow-clockwise`
    ArrowClockwise,
    /// `floppy-disk`
    FloppyDisk,
    /// `magnifying-glass-plus`
    MagnifyingGlassPlus,
    /// `magnifying-glass-minus`
    MagnifyingGlassMinus,
    /// `keyboard`
    Keyboard,
    /// `question`
    Question,
    /// `info`
    Info,
    /// `pencil-simple`
    PencilSimple,
    /// `link`
    Link,
    /// `link-break`
    LinkBreak,
    /// `check`
    Check,
    /// `calendar`
    Calendar,
    /// `minus`
    Minus,
    /// `funnel`
    Funnel,
    /// `sort-ascending`
    SortAscending,
    /// `sort-descending`
    SortDescending,
    /// `gear`
    Gear,
    /// `user`
    User,
    /// `user-plus`
    UserPlus,
    /// `bell`
    Bell,
    /// `clock`
    Clock,
    /// `coins`
    Coins,
    /// `currency-gbp`
    CurrencyGbp,
    /// `identification-card`
    IdentificationCard,
    /// `printer`
    Printer,
    /// `download-simple`
    DownloadSimple,
    /// `upload-simple`
    UploadSimple,
    /// `text-align-left`
    TextAlignLeft,
    /// `list`
    List,
    /// `list-bullets`
    ListBullets,
    /// `eye-slash`
    EyeSlash,
    /// `lock-key`
    LockKey,
    /// `handshake`
    Handshake,
    /// `hourglass`
    Hourglass,
    /// `flag`
    Flag,
    /// `target`
    Target,
    /// `paperclip`
    Paperclip,
    /// `chat-text`
    ChatText,
    /// `play`
    Play,
    /// `stop`
    Stop,
    /// `corners-out`
    CornersOut,
    /// `sidebar-simple`
    SidebarSimple,
    /// `dots-six-vertical`
    DotsSixVertical,
    /// `spinner-gap`
    SpinnerGap,
    /// `push-pin`
    PushPin,
    /// `tag`
    Tag,
    /// `building`
    Building,
    /// `buildings`
    Buildings,
}

impl Icon {
    /// Every icon the font file carries.
    pub const ALL: [Self; 99] = [
        Self::SquaresFour,
        Self::CheckSquare,
        Self::ChartLine,
        Self::Warning,
        Self::Scroll,
        Self::MagnifyingGlass,
        Self::ArrowsLeftRight,
        Self::UsersThree,
        Self::CalendarBlank,
        Self::Files,
        Self::Path,
        Self::SealWarning,
        Self::Eye,
        Self::Plus,
        Self::Export,
        Self::NotePencil,
        Self::PresentationChart,
        Self::PaperPlaneTilt,
        Self::ClipboardText,
        Self::FolderOpen,
        Self::FilePlus,
        Self::ArrowSquareOut,
        Self::DotsThree,
        Self::X,
        Self::ArrowLeft,
        Self::ArrowRight,
        Self::ArrowUp,
        Self::ArrowDown,
        Self::CaretLeft,
        Self::CaretRight,
        Self::CaretUp,
        Self::CaretDown,
        Self::CaretUpDown,
        Self::Gavel,
        Self::FileText,
        Self::LockSimple,
        Self::ClockCounterClockwise,
        Self::ArrowsClockwise,
        Self::Table,
        Self::BookOpenText,
        Self::FileDashed,
        Self::CheckCircle,
        Self::Circle,
        Self::CalendarCheck,
        Self::Moon,
        Self::Scales,
        Self::Compass,
        Self::Sun,
        Self::Trash,
        Self::Copy,
        Self::ArrowCounterClockwise,
        Self::ArrowClockwise,
        Self::FloppyDisk,
        Self::MagnifyingGlassPlus,
        Self::MagnifyingGlassMinus,
        Self::Keyboard,
        Self::Question,
        Self::Info,
        Self::PencilSimple,
        Self::Link,
        Self::LinkBreak,
        Self::Check,
        Self::Calendar,
        Self::Minus,
        Self::Funnel,
        Self::SortAscending,
        Self::SortDescending,
        Self::Gear,
        Self::User,
        Self::UserPlus,
        Self::Bell,
        Self::Clock,
        Self::Coins,
        Self::CurrencyGbp,
        Self::IdentificationCard,
        Self::Printer,
        Self::DownloadSimple,
        Self::UploadSimple,
        Self::TextAlignLeft,
        Self::List,
        Self::ListBullets,
        Self::EyeSlash,
        Self::LockKey,
        Self::Handshake,
        Self::Hourglass,
        Self::Flag,
        Self::Target,
        Self::Paperclip,
        Self::ChatText,
        Self::Play,
        Self::Stop,
        Self::CornersOut,
        Self::SidebarSimple,
        Self::DotsSixVertical,
        Self::SpinnerGap,
        Self::PushPin,
        Self::Tag,
        Self::Building,
        Self::Buildings,
    ];

    /// The character of this icon in the icon font (private use area).
    pub const fn glyph(self) -> char {
        match self {
            Self::SquaresFour => '\u{e464}',
            Self::CheckSquare => '\u{e186}',
            Self::ChartLine => '\u{e154}',
            Self::Warning => '\u{e4e0}',
            Self::Scroll => '\u{eb7a}',
            Self::MagnifyingGlass => '\u{e30c}',
            Self::ArrowsLeftRight => '\u{e0a0}',
            Self::UsersThree => '\u{e68e}',
            Self::CalendarBlank => '\u{e10a}',
            Self::Files => '\u{e710}',
            Self::Path => '\u{e39c}',
            Self::SealWarning => '\u{e60c}',
            Self::Eye => '\u{e220}',
            Self::Plus => '\u{e3d4}',
            Self::Export => '\u{eaf0}',
            Self::NotePencil => '\u{e34c}',
            Self::PresentationChart => '\u{e656}',
            Self::PaperPlaneTilt => '\u{e398}',
            Self::ClipboardText => '\u{e198}',
            Self::FolderOpen => '\u{e256}',
            Self::FilePlus => '\u{e236}',
            Self::ArrowSquareOut => '\u{e5de}',
            Self::DotsThree => '\u{e1fe}',
            Self::X => '\u{e4f6}',
            Self::ArrowLeft => '\u{e058}',
            Self::ArrowRight => '\u{e06c}',
            Self::ArrowUp => '\u{e08e}',
            Self::ArrowDown => '\u{e03e}',
            Self::CaretLeft => '\u{e138}',
            Self::CaretRight => '\u{e13a}',
            Self::CaretUp => '\u{e13c}',
            Self::CaretDown => '\u{e136}',
            Self::CaretUpDown => '\u{e140}',
            Self::Gavel => '\u{ea32}',
            Self::FileText => '\u{e23a}',
            Self::LockSimple => '\u{e308}',
            Self::ClockCounterClockwise => '\u{e1a0}',
            Self::ArrowsClockwise => '\u{e094}',
            Self::Table => '\u{e476}',
            Self::BookOpenText => '\u{e8f2}',
            Self::FileDashed => '\u{e704}',
            Self::CheckCircle => '\u{e184}',
            Self::Circle => '\u{e18a}',
            Self::CalendarCheck => '\u{e712}',
            Self::Moon => '\u{e330}',
            Self::Scales => '\u{e750}',
            Self::Compass => '\u{e1c8}',
            Self::Sun => '\u{e472}',
            Self::Trash => '\u{e4a6}',
            Self::Copy => '\u{e1ca}',
            Self::ArrowCounterClockwise => '\u{e038}',
            Self::ArrowClockwise => '\u{e036}',
            Self::FloppyDisk => '\u{e248}',
            Self::MagnifyingGlassPlus => '\u{e310}',
            Self::MagnifyingGlassMinus => '\u{e30e}',
            Self::Keyboard => '\u{e2d8}',
            Self::Question => '\u{e3e8}',
            Self::Info => '\u{e2ce}',
            Self::PencilSimple => '\u{e3b4}',
            Self::Link => '\u{e2e2}',
            Self::LinkBreak => '\u{e2e4}',
            Self::Check => '\u{e182}',
            Self::Calendar => '\u{e108}',
            Self::Minus => '\u{e32a}',
            Self::Funnel => '\u{e266}',
            Self::SortAscending => '\u{e444}',
            Self::SortDescending => '\u{e446}',
            Self::Gear => '\u{e270}',
            Self::User => '\u{e4c2}',
            Self::UserPlus => '\u{e4d0}',
            Self::Bell => '\u{e0ce}',
            Self::Clock => '\u{e19a}',
            Self::Coins => '\u{e78e}',
            Self::CurrencyGbp => '\u{e556}',
            Self::IdentificationCard => '\u{e2c8}',
            Self::Printer => '\u{e3dc}',
            Self::DownloadSimple => '\u{e20c}',
            Self::UploadSimple => '\u{e4c0}',
            Self::TextAlignLeft => '\u{e484}',
            Self::List => '\u{e2f0}',
            Self::ListBullets => '\u{e2f2}',
            Self::EyeSlash => '\u{e224}',
            Self::LockKey => '\u{e2fe}',
            Self::Handshake => '\u{e582}',
            Self::Hourglass => '\u{e2b2}',
            Self::Flag => '\u{e244}',
            Self::Target => '\u{e47c}',
            Self::Paperclip => '\u{e39a}',
            Self::ChatText => '\u{e17a}',
            Self::Play => '\u{e3d0}',
            Self::Stop => '\u{e46c}',
            Self::CornersOut => '\u{e1d0}',
            Self::SidebarSimple => '\u{ec24}',
            Self::DotsSixVertical => '\u{eae2}',
            Self::SpinnerGap => '\u{e66c}',
            Self::PushPin => '\u{e3e2}',
            Self::Tag => '\u{e478}',
            Self::Building => '\u{e100}',
            Self::Buildings => '\u{e102}',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_has_a_character_of_its_own() {
        let mut glyphs = Icon::ALL.map(Icon::glyph).to_vec();
        glyphs.sort_unstable();
        glyphs.dedup();
        assert_eq!(glyphs.len(), Icon::ALL.len());
    }
}
