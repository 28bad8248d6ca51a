//! What a chart is drawn with: lines, bands, points and text in plain coordinates.
//!
//! Coordinates are logical points from the top left corner, y downwards. The window's painter,
//! the SVG writer and the page all draw the same list.

use super::points::PointKind;

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct At {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// Shorthand for a place.
pub const fn at(x: f32, y: f32) -> At {
    At { x, y }
}

/// What a line or text stands for; each medium has its own colour for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Text.
    Primary,
    /// Second lines.
    Secondary,
    /// Ticks and captions.
    Muted,
    /// Text that leads somewhere.
    Link,
    /// Today.
    Accent,
    /// Hairs of the grid.
    Grid,
    /// Axes, the rule of the lane.
    Axis,
    /// From value to value.
    Series,
    /// Mean or median.
    Mean,
    /// Process limits.
    Limit,
    /// Between the limits, in small charts.
    LimitBand,
    /// Target.
    Target,
    /// Planned path.
    Path,
    /// Benchmarks.
    Bench,
    /// Forecast, 8 in 10.
    Fan80,
    /// Forecast, 5 in 10.
    Fan50,
    /// Edge and middle of the forecast.
    FanEdge,
}

impl Ink {
    /// Every ink.
    pub const ALL: [Self; 17] = [
        Self::Primary,
        Self::Secondary,
        Self::Muted,
        Self::Link,
        Self::Accent,
        Self::Grid,
        Self::Axis,
        Self::Series,
        Self::Mean,
        Self::Limit,
        Self::LimitBand,
        Self::Target,
        Self::Path,
        Self::Bench,
        Self::Fan80,
        Self::Fan50,
        Self::FanEdge,
    ];

    /// Its colour on paper: the palette of NHS Making Data Count where that has one.
    pub const fn on_paper(self) -> &'static str {
        match self {
            Self::Primary | Self::Mean => "#1C1E21",
            Self::Secondary => "#4F5256",
            Self::Muted => "#66676A",
            Self::Link | Self::Accent => "#0B5A66",
            Self::Grid => "#EDEAE3",
            Self::Axis => "#837D70",
            Self::Series => "#8C8C8C",
            Self::Limit => "#7F7F7F",
            Self::LimitBand => "#F3F1EB",
            Self::Target => "#C81818",
            Self::Path => "#490092",
            Self::Bench => "#7A5A1E",
            Self::Fan80 => "#DDE3EA",
            Self::Fan50 => "#C3CEDA",
            Self::FanEdge => "#5B6B7C",
        }
    }
}

impl PointKind {
    /// Fill and outline on paper.
    pub const fn on_paper(self) -> (&'static str, &'static str) {
        match self {
            Self::Improvement => ("#00B0F0", "#0072C6"),
            Self::Concern => ("#E46C0A", "#B95300"),
            Self::Usual => ("#A6A6A6", "#6E6E6E"),
            Self::NeutralUp | Self::NeutralDown => ("#490092", "#490092"),
        }
    }

    /// The corners of its shape about `centre`, `scale` 1 in a large chart; none for a disc.
    pub fn corners(self, centre: At, scale: f32) -> Vec<At> {
        let corner = |x: f32, y: f32| at(centre.x + x * scale, centre.y + y * scale);
        match self {
            Self::Usual => Vec::new(),
            Self::Improvement => vec![
                corner(-4.4, -4.4),
                corner(4.4, -4.4),
                corner(4.4, 4.4),
                corner(-4.4, 4.4),
            ],
            Self::Concern => vec![
                corner(0.0, -5.9),
                corner(5.9, 0.0),
                corner(0.0, 5.9),
                corner(-5.9, 0.0),
            ],
            Self::NeutralUp => vec![corner(0.0, -5.6), corner(5.7, 4.4), corner(-5.7, 4.4)],
            Self::NeutralDown => vec![corner(0.0, 5.6), corner(5.7, -4.4), corner(-5.7, -4.4)],
        }
    }
}

/// Radius of a disc at scale 1.
pub const DISC: f32 = 4.4;
/// The scale of points in a small chart.
pub const SMALL: f32 = 0.62;

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Dash {
    /// Not at all.
    Solid,
    /// So much line, so much gap.
    Dashed(f32, f32),
}

/// The size and weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextRole {
    /// 11 points: ticks.
    Tick,
    /// 12 points.
    Meta,
    /// 12 points, semibold: labels of lines and parts.
    Label,
    /// 13 points: the legend.
    Small,
}

impl TextRole {
    /// Size in points.
    pub const fn size(self) -> f32 {
        match self {
            Self::Tick => 11.0,
            Self::Meta | Self::Label => 12.0,
            Self::Small => 13.0,
        }
    }
}

/// Where a text stands about its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// To the right of it.
    Start,
    /// Centred on it.
    Middle,
    /// To the left of it.
    End,
}

/// One thing to draw.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A line through points.
    Line {
        /// Corners.
        points: Vec<At>,
        /// What it stands for.
        ink: Ink,
        /// Width.
        width: f32,
        /// Breaks.
        dash: Dash,
    },
    /// A band between a lower and an upper edge: x, upper y, lower y.
    Band {
        /// Edges from left to right.
        edges: Vec<(f32, f32, f32)>,
        /// What it stands for.
        ink: Ink,
    },
    /// A filled square, centred: an event.
    Square {
        /// Its centre.
        at: At,
        /// Its side.
        side: f32,
        /// What it stands for.
        ink: Ink,
        /// Place in [`super::Curve::events`].
        event: Option<usize>,
    },
    /// A point of the series.
    Point {
        /// Its centre.
        at: At,
        /// What it means.
        kind: PointKind,
        /// 1 in a large chart.
        scale: f32,
    },
    /// Text, vertically centred on its place.
    Text {
        /// Its place.
        at: At,
        /// What it says.
        text: String,
        /// Size and weight.
        role: TextRole,
        /// Colour.
        ink: Ink,
        /// Alignment.
        anchor: Anchor,
        /// Place in [`super::Curve::events`] of the event it leads to.
        event: Option<usize>,
    },
}
