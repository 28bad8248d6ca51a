//! Sizes in logical points: spaces, radii, strokes, widths, and the two densities.

use egui::{Context, Id};

/// Space between parts of one thing.
pub const S1: f32 = 4.0;
/// Space between neighbours.
pub const S2: f32 = 8.0;
/// Space between a label and its field.
pub const S3: f32 = 12.0;
/// Space between groups; the page margin of a narrow window.
pub const S4: f32 = 16.0;
/// The page margin.
pub const S5: f32 = 24.0;
/// Space between sections.
pub const S6: f32 = 32.0;
/// Space between columns of a page.
pub const S7: f32 = 40.0;

/// Corner radius of status marks.
pub const RADIUS_MARK: f32 = 2.0;
/// Corner radius of chips and key caps.
pub const RADIUS_CHIP: f32 = 3.0;
/// Corner radius of buttons and fields.
pub const RADIUS_CONTROL: f32 = 4.0;
/// Corner radius of popups, modals, toasts.
pub const RADIUS_POPUP: f32 = 6.0;

/// Width of rules, hairs and control borders.
pub const STROKE: f32 = 1.0;
/// Width of the bar at the left of a selected row.
pub const SELECTION_BAR: f32 = 3.0;
/// Width of the focus ring.
pub const FOCUS: f32 = 2.0;
/// Gap between a control and its focus ring.
pub const FOCUS_GAP: f32 = 1.0;

/// Height of the bar at the top of the window.
pub const BAR: f32 = 40.0;
/// Width of the navigation.
pub const NAV: f32 = 208.0;
/// Width of the navigation in a narrow window.
pub const RAIL: f32 = 56.0;
/// Height of the status bar.
pub const STATUS_BAR: f32 = 26.0;
/// Preferred width of the inspector.
pub const INSPECTOR: f32 = 392.0;
/// Least width of the inspector.
pub const INSPECTOR_MIN: f32 = 340.0;
/// Greatest width of the inspector.
pub const INSPECTOR_MAX: f32 = 520.0;
/// Least width of a list beside an inspector.
pub const LIST_MIN: f32 = 520.0;
/// Width at which prose wraps (about 70 characters).
pub const READING: f32 = 560.0;
/// Width of a field's label at its left.
pub const FORM_LABEL: f32 = 76.0;
/// Width of the find-or-command field in the bar.
pub const SEARCH: f32 = 400.0;
/// Below this window width the navigation becomes a rail.
pub const RAIL_BELOW: f32 = 1180.0;
/// Up to this window width the inspector replaces the list.
pub const INSPECTOR_ALONE: f32 = 1024.0;

/// Side of an icon in a chip.
pub const ICON_CHIP: f32 = 13.0;
/// Side of an icon in navigation and buttons.
pub const ICON: f32 = 16.0;
/// Side of an icon on the start page.
pub const ICON_START: f32 = 20.0;

/// Seconds a toast stays.
pub const TOAST_SECONDS: f64 = 6.0;

/// How close rows and controls stand.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Density {
    /// Two-line rows, controls 28 high.
    #[default]
    Comfortable,
    /// One-line rows, controls 26 high.
    Compact,
}

impl Density {
    /// The density chosen for this window.
    pub fn of(ctx: &Context) -> Self {
        ctx.data(|data| data.get_temp(Self::id()))
            .unwrap_or_default()
    }

    pub(super) fn id() -> Id {
        Id::unique("theme density")
    }

    /// Height of a table row with a name and a second line (compact has one line).
    pub const fn row(self) -> f32 {
        match self {
            Self::Comfortable => 40.0,
            Self::Compact => 26.0,
        }
    }

    /// Height of a one-line table row.
    pub const fn row_single(self) -> f32 {
        match self {
            Self::Comfortable => 30.0,
            Self::Compact => 26.0,
        }
    }

    /// Height of buttons and fields.
    pub const fn control(self) -> f32 {
        match self {
            Self::Comfortable => 28.0,
            Self::Compact => 26.0,
        }
    }

    /// Height of a navigation item.
    pub const fn nav_item(self) -> f32 {
        self.control()
    }

    /// Space between fields of a form.
    pub const fn field_gap(self) -> f32 {
        match self {
            Self::Comfortable => 6.0,
            Self::Compact => 4.0,
        }
    }

    /// Horizontal padding of a table cell.
    pub const fn cell_x(self) -> f32 {
        match self {
            Self::Comfortable => 8.0,
            Self::Compact => 6.0,
        }
    }

    /// Whether table rows have a second line.
    pub const fn two_lines(self) -> bool {
        matches!(self, Self::Comfortable)
    }
}
