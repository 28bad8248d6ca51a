//! Text: thirteen styles, and the only way to make text of them.

use std::sync::Arc;

use egui::{
    Color32, FontFamily, FontId, Galley, RichText, Ui,
    text::{LayoutJob, TextFormat, TextWrapping},
};

/// A style of the type scale. Nothing on screen is smaller than [`TextStyle::Tick`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextStyle {
    /// Figures on the overview: 30 on 36, semibold.
    Display,
    /// Figures beside a verdict: 22 on 28, semibold.
    Figure,
    /// Screen title or headline sentence: 20 on 28, semibold.
    Title,
    /// The sentence of a curve, a clause, the lamp: 17 on 24, semibold.
    Verdict,
    /// Section in a page: 15 on 20, semibold.
    Heading,
    /// Text: 14 on 20.
    Body,
    /// Item name: 14 on 20, medium.
    BodyMedium,
    /// Selected item: 14 on 20, semibold.
    BodyStrong,
    /// Second line, table cells, fields: 13 on 18.
    Small,
    /// Buttons, the name in a row: 13 on 18, medium.
    SmallMedium,
    /// Captions: 12 on 16.
    Meta,
    /// Field labels, section heads: 12 on 16, semibold.
    Label,
    /// Chart ticks, key caps: 11 on 14.
    Tick,
}

/// One of the three bundled cuts of the text family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Regular,
    Medium,
    SemiBold,
}

impl TextStyle {
    /// Every style, largest first.
    pub const ALL: [Self; 13] = [
        Self::Display,
        Self::Figure,
        Self::Title,
        Self::Verdict,
        Self::Heading,
        Self::Body,
        Self::BodyMedium,
        Self::BodyStrong,
        Self::Small,
        Self::SmallMedium,
        Self::Meta,
        Self::Label,
        Self::Tick,
    ];

    /// Size, line height, tracking and weight.
    const fn spec(self) -> (f32, f32, f32, Weight) {
        match self {
            Self::Display => (30.0, 36.0, -0.5, Weight::SemiBold),
            Self::Figure => (22.0, 28.0, 0.0, Weight::SemiBold),
            Self::Title => (20.0, 28.0, -0.2, Weight::SemiBold),
            Self::Verdict => (17.0, 24.0, 0.0, Weight::SemiBold),
            Self::Heading => (15.0, 20.0, 0.0, Weight::SemiBold),
            Self::Body => (14.0, 20.0, 0.0, Weight::Regular),
            Self::BodyMedium => (14.0, 20.0, 0.0, Weight::Medium),
            Self::BodyStrong => (14.0, 20.0, 0.0, Weight::SemiBold),
            Self::Small => (13.0, 18.0, 0.0, Weight::Regular),
            Self::SmallMedium => (13.0, 18.0, 0.0, Weight::Medium),
            Self::Meta => (12.0, 16.0, 0.0, Weight::Regular),
            Self::Label => (12.0, 16.0, 0.0, Weight::SemiBold),
            Self::Tick => (11.0, 14.0, 0.0, Weight::Regular),
        }
    }

    /// Font size in points.
    pub const fn size(self) -> f32 {
        self.spec().0
    }

    /// Line height in points.
    pub const fn line(self) -> f32 {
        self.spec().1
    }

    /// The font of this style.
    pub fn font(self) -> FontId {
        self.font_at(self.size())
    }

    /// The cut of this style at another size (the countdown, the lamp).
    pub fn font_at(self, size: f32) -> FontId {
        FontId::new(size, family(self.spec().3))
    }
}

fn family(weight: Weight) -> FontFamily {
    match weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::Medium => FontFamily::Name("medium".into()),
        Weight::SemiBold => FontFamily::Name("semibold".into()),
    }
}

/// The family of the icon font.
pub(super) fn icon_family() -> FontFamily {
    FontFamily::Name("icons".into())
}

/// How text meets the width it is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fit {
    /// One line, as long as it is.
    Line,
    /// One line, cut with … at this width.
    Elide(f32),
    /// Wrapped at this width.
    Wrap(f32),
    /// Wrapped at this width, cut with … after so many lines.
    Lines(f32, usize),
}

impl Fit {
    fn wrapping(self) -> TextWrapping {
        match self {
            Self::Line => TextWrapping::no_max_width(),
            Self::Elide(width) => TextWrapping {
                max_width: width.max(0.0),
                max_rows: 1,
                break_anywhere: true,
                overflow_character: Some('…'),
            },
            Self::Wrap(width) => TextWrapping::wrap_at_width(width.max(0.0)),
            Self::Lines(width, rows) => TextWrapping {
                max_width: width.max(0.0),
                max_rows: rows,
                break_anywhere: false,
                overflow_character: Some('…'),
            },
        }
    }
}

/// Text for egui's own widgets, in the right cut, size, line height and tracking.
pub fn text(style: TextStyle, text: impl Into<String>) -> RichText {
    let (_, line, tracking, _) = style.spec();
    RichText::new(text)
        .font(style.font())
        .line_height(Some(line))
        .extra_letter_spacing(tracking)
}

/// Formatting of one run, for a [`LayoutJob`] that mixes styles.
pub fn format(style: TextStyle, colour: Color32) -> TextFormat {
    let (_, line, tracking, _) = style.spec();
    TextFormat {
        font_id: style.font(),
        extra_letter_spacing: tracking,
        line_height: Some(line),
        color: colour,
        ..TextFormat::default()
    }
}

/// [`format()`] for small words after a run of `main` ("8 of 20"), on its baseline.
pub fn format_beside(style: TextStyle, colour: Color32, main: TextStyle) -> TextFormat {
    // Metrics of the text family: height and descent as parts of the size.
    const HEIGHT: f32 = 1.21;
    const DESCENT: f32 = 0.241;
    // Runs of one row share its bottom, so the smaller one takes the line that puts its baseline level.
    let baseline = (main.line() - main.size() * HEIGHT) / 2.0 + main.size() * DESCENT;
    let line = style.size() * HEIGHT + 2.0 * (baseline - style.size() * DESCENT);
    TextFormat {
        line_height: Some(line),
        ..format(style, colour)
    }
}

/// Lays out one run of text.
pub fn galley(
    ui: &Ui,
    style: TextStyle,
    text: impl Into<String>,
    colour: Color32,
    fit: Fit,
) -> Arc<Galley> {
    galley_of(ui, [(text.into(), format(style, colour))], fit)
}

/// Lays out a value that is only illustrative: slanted, which means nothing else anywhere.
pub fn galley_illustrative(
    ui: &Ui,
    style: TextStyle,
    text: impl Into<String>,
    colour: Color32,
    fit: Fit,
) -> Arc<Galley> {
    let slanted = TextFormat {
        italics: true,
        ..format(style, colour)
    };
    galley_of(ui, [(text.into(), slanted)], fit)
}

/// Lays out several runs as one paragraph ("**The same finding twice.** Raised in 2016").
pub fn galley_of(
    ui: &Ui,
    runs: impl IntoIterator<Item = (String, TextFormat)>,
    fit: Fit,
) -> Arc<Galley> {
    ui.fonts_mut(|fonts| fonts.layout_job(layout_job(runs, fit)))
}

/// Several runs as one paragraph, not laid out yet: a label takes it.
pub fn layout_job(runs: impl IntoIterator<Item = (String, TextFormat)>, fit: Fit) -> LayoutJob {
    let mut job = LayoutJob {
        wrap: fit.wrapping(),
        ..LayoutJob::default()
    };
    for (text, format) in runs {
        job.append(&text, 0.0, format);
    }
    job
}
