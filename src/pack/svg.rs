//! Drawing on paper: a small writer of SVG at 1:1, its colours and its sizes of type.
//!
//! Nothing is below 8 points, text is set in Inter, and no id, title or comment is written, so that
//! a drawing holds what it shows and nothing else.

use std::fmt::Write as _;

/// Colours of paper.
pub mod ink {
    /// Text.
    pub const INK: &str = "#1A1C1E";
    /// Second lines.
    pub const SECONDARY: &str = "#55585C";
    /// Grid of a chart.
    pub const GRID: &str = "#E6E4DE";
    /// The forward band.
    pub const TINT: &str = "#F3F1EC";
    /// A point of a chart.
    pub const POINT: &str = "#8C8C8C";
    /// Limits.
    pub const LIMIT: &str = "#7F7F7F";
    /// A concerning point.
    pub const CONCERN: &str = "#E46C0A";
    /// An improving point.
    pub const IMPROVEMENT: &str = "#00B0F0";
    /// Target.
    pub const TARGET: &str = "#DE1B1B";
    /// The label of a target.
    pub const TARGET_LABEL: &str = "#B01212";
    /// The planned way, and what is neither good nor bad.
    pub const PATH: &str = "#490092";
    /// A ring that warns.
    pub const RING_CONCERN: &str = "#C04A00";
    /// A ring that is good.
    pub const RING_GOOD: &str = "#0072C6";
    /// Passed.
    pub const BLUE: &str = "#143C88";
    /// White.
    pub const WHITE: &str = "#FFFFFF";
}

/// The smallest type.
pub const FLOOR: f32 = 8.0;

/// Where a text stands about its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// To the right of it.
    Start,
    /// Centred.
    Middle,
    /// To the left of it.
    End,
}

/// Weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Regular.
    Regular,
    /// Semibold.
    Strong,
}

/// A drawing.
#[derive(Debug, Clone)]
pub struct Drawing {
    body: String,
    width: f32,
    height: f32,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub colour: &'static str,
    /// Width in points.
    pub width: f32,
    /// Line and gap; none for a solid line.
    pub dash: Option<(f32, f32)>,
}

/// A solid line.
pub const fn solid(colour: &'static str, width: f32) -> Stroke {
    Stroke {
        colour,
        width,
        dash: None,
    }
}

/// A broken line.
pub const fn dashed(colour: &'static str, width: f32, line: f32, gap: f32) -> Stroke {
    Stroke {
        colour,
        width,
        dash: Some((line, gap)),
    }
}

impl Drawing {
    /// An empty drawing of a size in points.
    pub const fn new(width: f32, height: f32) -> Self {
        Self {
            body: String::new(),
            width,
            height,
        }
    }

    /// A line through points.
    pub fn line(&mut self, points: &[(f32, f32)], stroke: Stroke) {
        if points.len() < 2 {
            return;
        }
        let dash = stroke.dash.map_or_else(String::new, |(line, gap)| {
            format!(" stroke-dasharray=\"{line} {gap}\"")
        });
        let _infallible = writeln!(
            self.body,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{dash}/>",
            corners(points),
            stroke.colour,
            stroke.width
        );
    }

    /// A filled shape, outlined where an outline is given.
    pub fn shape(&mut self, points: &[(f32, f32)], fill: &str, outline: Option<Stroke>) {
        let outline = outline.map_or_else(String::new, |stroke| {
            format!(
                " stroke=\"{}\" stroke-width=\"{}\"",
                stroke.colour, stroke.width
            )
        });
        let _infallible = writeln!(
            self.body,
            "<polygon points=\"{}\" fill=\"{fill}\"{outline}/>",
            corners(points)
        );
    }

    /// A disc, outlined where an outline is given.
    pub fn disc(&mut self, (x, y): (f32, f32), radius: f32, fill: &str, outline: Option<Stroke>) {
        let outline = outline.map_or_else(String::new, |stroke| {
            format!(
                " stroke=\"{}\" stroke-width=\"{}\"",
                stroke.colour, stroke.width
            )
        });
        let _infallible = writeln!(
            self.body,
            "<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{radius}\" fill=\"{fill}\"{outline}/>"
        );
    }

    /// Text of 8 points, vertically centred on its place.
    pub fn text(
        &mut self,
        (x, y): (f32, f32),
        text: &str,
        align: Align,
        weight: Weight,
        colour: &str,
    ) {
        if text.is_empty() {
            return;
        }
        let anchor = match align {
            Align::Start => "start",
            Align::Middle => "middle",
            Align::End => "end",
        };
        let weight = match weight {
            Weight::Regular => 400,
            Weight::Strong => 600,
        };
        let _infallible = writeln!(
            self.body,
            "<text x=\"{x:.2}\" y=\"{:.2}\" font-size=\"{FLOOR}\" font-weight=\"{weight}\" \
             text-anchor=\"{anchor}\" fill=\"{colour}\">{}</text>",
            y + FLOOR * 0.35,
            escape(text)
        );
    }

    /// The SVG.
    pub fn finish(self) -> String {
        let (width, height) = (self.width, self.height);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" font-family=\"Inter\">\n{}</svg>\n",
            self.body
        )
    }
}

fn corners(points: &[(f32, f32)]) -> String {
    let mut out = String::with_capacity(points.len() * 14);
    for (x, y) in points {
        if !out.is_empty() {
            out.push(' ');
        }
        let _infallible = write!(out, "{x:.2},{y:.2}");
    }
    out
}

/// How wide a text of 8 points is, roughly: for placing labels.
pub fn width(text: &str) -> f32 {
    text.chars().count() as f32 * FLOOR * 0.56
}

/// A text cut to a width, with an ellipsis.
pub fn fitted(text: &str, room: f32) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small count of letters"
    )]
    let letters = (room / (FLOOR * 0.56)).max(1.0) as usize;
    let mut short: String = text.chars().take(letters.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// Text as XML; what XML cannot hold is left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}
