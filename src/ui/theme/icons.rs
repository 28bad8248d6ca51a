//! The icon font: Phosphor Regular, cut down to the icons in use.

macro_rules! icons {
    ($($(#[$about:meta])* $icon:ident = $glyph:literal,)*) => {
        /// An icon of the bundled icon font, named as Phosphor names it.
        ///
        /// An icon never stands alone for a status, and a button made of one alone has a name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Icon {
            $($(#[$about])* $icon,)*
        }

        impl Icon {
            /// Every icon the font file carries.
            pub const ALL: &[Self] = &[$(Self::$icon),*];

            /// The character of this icon in the icon font (private use area).
            pub const fn glyph(self) -> char {
                match self {
                    $(Self::$icon => $glyph,)*
                }
            }
        }
    };
}

icons! {
    /// `squares-four`
    SquaresFour = '\u{e464}',
    /// `check-square`
    CheckSquare = '\u{e186}',
    /// `chart-line`
    ChartLine = '\u{e154}',
    /// `warning`
    Warning = '\u{e4e0}',
    /// `scroll`
    Scroll = '\u{eb7a}',
    /// `magnifying-glass`
    MagnifyingGlass = '\u{e30c}',
    /// `arrows-left-right`
    ArrowsLeftRight = '\u{e0a0}',
    /// `users-three`
    UsersThree = '\u{e68e}',
    /// `calendar-blank`
    CalendarBlank = '\u{e10a}',
    /// `files`
    Files = '\u{e710}',
    /// `path`
    Path = '\u{e39c}',
    /// `seal-warning`
    SealWarning = '\u{e60c}',
    /// `eye`
    Eye = '\u{e220}',
    /// `plus`
    Plus = '\u{e3d4}',
    /// `export`
    Export = '\u{eaf0}',
    /// `note-pencil`
    NotePencil = '\u{e34c}',
    /// `presentation-chart`
    PresentationChart = '\u{e656}',
    /// `paper-plane-tilt`
    PaperPlaneTilt = '\u{e398}',
    /// `clipboard-text`
    ClipboardText = '\u{e198}',
    /// `folder-open`
    FolderOpen = '\u{e256}',
    /// `file-plus`
    FilePlus = '\u{e236}',
    /// `arrow-square-out`
    ArrowSquareOut = '\u{e5de}',
    /// `dots-three`
    DotsThree = '\u{e1fe}',
    /// `x`
    X = '\u{e4f6}',
    /// `arrow-left`
    ArrowLeft = '\u{e058}',
    /// `arrow-right`
    ArrowRight = '\u{e06c}',
    /// `arrow-up`
    ArrowUp = '\u{e08e}',
    /// `arrow-down`
    ArrowDown = '\u{e03e}',
    /// `caret-left`
    CaretLeft = '\u{e138}',
    /// `caret-right`
    CaretRight = '\u{e13a}',
    /// `caret-up`
    CaretUp = '\u{e13c}',
    /// `caret-down`
    CaretDown = '\u{e136}',
    /// `caret-up-down`
    CaretUpDown = '\u{e140}',
    /// `gavel`
    Gavel = '\u{ea32}',
    /// `file-text`
    FileText = '\u{e23a}',
    /// `lock-simple`
    LockSimple = '\u{e308}',
    /// `clock-counter-clockwise`
    ClockCounterClockwise = '\u{e1a0}',
    /// `arrows-clockwise`
    ArrowsClockwise = '\u{e094}',
    /// `table`
    Table = '\u{e476}',
    /// `book-open-text`
    BookOpenText = '\u{e8f2}',
    /// `file-dashed`
    FileDashed = '\u{e704}',
    /// `check-circle`
    CheckCircle = '\u{e184}',
    /// `circle`
    Circle = '\u{e18a}',
    /// `calendar-check`
    CalendarCheck = '\u{e712}',
    /// `moon`
    Moon = '\u{e330}',
    /// `scales`
    Scales = '\u{e750}',
    /// `compass`
    Compass = '\u{e1c8}',
    /// `sun`
    Sun = '\u{e472}',
    /// `trash`
    Trash = '\u{e4a6}',
    /// `copy`
    Copy = '\u{e1ca}',
    /// `arrow-counter-clockwise`
    ArrowCounterClockwise = '\u{e038}',
    /// `arrow-clockwise`
    ArrowClockwise = '\u{e036}',
    /// `floppy-disk`
    FloppyDisk = '\u{e248}',
    /// `magnifying-glass-plus`
    MagnifyingGlassPlus = '\u{e310}',
    /// `magnifying-glass-minus`
    MagnifyingGlassMinus = '\u{e30e}',
    /// `keyboard`
    Keyboard = '\u{e2d8}',
    /// `question`
    Question = '\u{e3e8}',
    /// `info`
    Info = '\u{e2ce}',
    /// `pencil-simple`
    PencilSimple = '\u{e3b4}',
    /// `link`
    Link = '\u{e2e2}',
    /// `link-break`
    LinkBreak = '\u{e2e4}',
    /// `check`
    Check = '\u{e182}',
    /// `calendar`
    Calendar = '\u{e108}',
    /// `minus`
    Minus = '\u{e32a}',
    /// `funnel`
    Funnel = '\u{e266}',
    /// `sort-ascending`
    SortAscending = '\u{e444}',
    /// `sort-descending`
    SortDescending = '\u{e446}',
    /// `gear`
    Gear = '\u{e270}',
    /// `user`
    User = '\u{e4c2}',
    /// `user-plus`
    UserPlus = '\u{e4d0}',
    /// `bell`
    Bell = '\u{e0ce}',
    /// `clock`
    Clock = '\u{e19a}',
    /// `coins`
    Coins = '\u{e78e}',
    /// `currency-gbp`
    CurrencyGbp = '\u{e556}',
    /// `identification-card`
    IdentificationCard = '\u{e2c8}',
    /// `printer`
    Printer = '\u{e3dc}',
    /// `download-simple`
    DownloadSimple = '\u{e20c}',
    /// `upload-simple`
    UploadSimple = '\u{e4c0}',
    /// `text-align-left`
    TextAlignLeft = '\u{e484}',
    /// `list`
    List = '\u{e2f0}',
    /// `list-bullets`
    ListBullets = '\u{e2f2}',
    /// `eye-slash`
    EyeSlash = '\u{e224}',
    /// `lock-key`
    LockKey = '\u{e2fe}',
    /// `handshake`
    Handshake = '\u{e582}',
    /// `hourglass`
    Hourglass = '\u{e2b2}',
    /// `flag`
    Flag = '\u{e244}',
    /// `target`
    Target = '\u{e47c}',
    /// `paperclip`
    Paperclip = '\u{e39a}',
    /// `chat-text`
    ChatText = '\u{e17a}',
    /// `play`
    Play = '\u{e3d0}',
    /// `stop`
    Stop = '\u{e46c}',
    /// `corners-out`
    CornersOut = '\u{e1d0}',
    /// `sidebar-simple`
    SidebarSimple = '\u{ec24}',
    /// `dots-six-vertical`
    DotsSixVertical = '\u{eae2}',
    /// `spinner-gap`
    SpinnerGap = '\u{e66c}',
    /// `push-pin`
    PushPin = '\u{e3e2}',
    /// `tag`
    Tag = '\u{e478}',
    /// `building`
    Building = '\u{e100}',
    /// `buildings`
    Buildings = '\u{e102}',
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_has_a_character_of_its_own() {
        let mut glyphs: Vec<char> = Icon::ALL.iter().map(|icon| icon.glyph()).collect();
        glyphs.sort_unstable();
        glyphs.dedup();
        assert_eq!(glyphs.len(), Icon::ALL.len());
    }
}
