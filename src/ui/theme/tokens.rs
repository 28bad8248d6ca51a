//! Colour tokens: the two palettes, parsed once from `assets/theme`.

use std::sync::OnceLock;

use egui::{Color32, Theme};
use serde::{Deserialize, Deserializer, de::Error as _};

/// Reads a colour written `#RRGGBB`.
fn colour<'de, D: Deserializer<'de>>(from: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(from)?;
    Color32::from_hex(&text)
        .map_err(|_unreadable| D::Error::custom(format!("`{text}` is not a colour like #1C1E21")))
}

macro_rules! palette {
    ($(#[$about:meta])* $name:ident { $($(#[$use:meta])* $field:ident,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$use])* #[serde(deserialize_with = "colour")] pub $field: Color32,)*
        }

        #[cfg(test)]
        impl $name {
            fn named(&self, field: &str) -> Option<Color32> {
                match field {
                    $(stringify!($field) => Some(self.$field),)*
                    _ => None,
                }
            }
        }
    };
}

palette! {
    /// Fills behind text.
    Surface {
        /// Bar, navigation, status bar.
        canvas,
        /// Reading and working area.
        page,
        /// Behind a page preview, and disabled buttons.
        sunken,
        /// Popups, modals, tooltips.
        raised,
        /// Row under the pointer.
        row_hover,
        /// Selected row.
        row_selected,
    }
}

palette! {
    /// Lines; only `control` carries meaning and is tested for contrast.
    Line {
        /// Between rows.
        hair,
        /// Under headings, at panel edges.
        rule,
        /// Border of inputs and buttons, chart axes.
        control,
    }
}

palette! {
    /// Ink.
    Text {
        /// Text.
        primary,
        /// Second lines, labels.
        secondary,
        /// Captions, column heads, ticks.
        muted,
        /// Text of a disabled control.
        disabled,
    }
}

palette! {
    /// The one hue that means "you can go there" or "you are here".
    Accent {
        /// Primary buttons, selection bars, the today line.
        base,
        /// Primary button under the pointer.
        hover,
        /// Quiet accent fill.
        soft,
        /// Text on an accent fill.
        on,
        /// Focus ring.
        focus,
        /// Links.
        link,
    }
}

palette! {
    /// The five statuses, their letters (`on_`) and their quiet fills (`_soft`).
    Status {
        /// Off track, not met; errors.
        red,
        /// Recovery agreed, at risk; warnings.
        amber,
        /// On track.
        green,
        /// Embedded, met, delivered.
        blue,
        /// Not started, superseded.
        grey,
        /// Letter on red.
        on_red,
        /// Letter on amber.
        on_amber,
        /// Letter on green.
        on_green,
        /// Letter on blue.
        on_blue,
        /// Letter on grey.
        on_grey,
        /// Quiet fill of red.
        red_soft,
        /// Quiet fill of amber.
        amber_soft,
        /// Quiet fill of green.
        green_soft,
        /// Quiet fill of blue.
        blue_soft,
        /// Quiet fill of grey.
        grey_soft,
    }
}

palette! {
    /// Chart inks; every point has an `_edge` that carries the contrast.
    Chart {
        /// Improvement, fill.
        improve,
        /// Outline of improve.
        improve_edge,
        /// Concern, fill.
        concern,
        /// Outline of concern.
        concern_edge,
        /// Usual variation, fill.
        common,
        /// Outline of common.
        common_edge,
        /// Change without a better direction, fill.
        neutral,
        /// Outline of neutral.
        neutral_edge,
        /// Series line.
        line,
        /// Mean or median line.
        mean,
        /// Control limits.
        limit,
        /// Target.
        target,
        /// Agreed trajectory.
        trajectory,
        /// Forecast, 80 % band.
        fan80,
        /// Forecast, 50 % band.
        fan50,
        /// Forecast edge.
        fan_edge,
        /// Benchmarks.
        bench,
        /// Grid hairs.
        grid,
    }
}

palette! {
    /// Verdict icons.
    Verdict {
        /// Improving, or will pass.
        improve,
        /// Worse, or will fall short.
        concern,
        /// Changing without a better direction.
        neutral,
        /// Usual variation.
        common,
        /// The process line inside an icon.
        process,
    }
}

/// Every colour of one theme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    /// Fills behind text.
    pub surface: Surface,
    /// Lines.
    pub line: Line,
    /// Ink.
    pub text: Text,
    /// Links, focus, primary buttons.
    pub accent: Accent,
    /// The five statuses.
    pub status: Status,
    /// Chart inks.
    pub chart: Chart,
    /// Verdict icons.
    pub verdict: Verdict,
}

impl Tokens {
    /// The palette of `theme`, parsed on first use.
    pub fn of(theme: Theme) -> &'static Self {
        static LIGHT: OnceLock<Tokens> = OnceLock::new();
        static DARK: OnceLock<Tokens> = OnceLock::new();
        match theme {
            Theme::Light => LIGHT
                .get_or_init(|| parse("light", include_str!("../../../assets/theme/light.ron"))),
            Theme::Dark => {
                DARK.get_or_init(|| parse("dark", include_str!("../../../assets/theme/dark.ron")))
            }
        }
    }

    /// The backdrop that dims the page under a modal: the ink of paper at 30 %, in both themes.
    pub fn backdrop() -> Color32 {
        Self::of(Theme::Light).text.primary.gamma_multiply(0.3)
    }
}

/// The files are part of the program, so a fault in them is a fault of the build: it is logged, and a test fails.
fn parse(name: &str, text: &str) -> Tokens {
    ron::from_str(text).unwrap_or_else(|error| {
        log::error!("the {name} theme cannot be read: {error}");
        Tokens::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIGHT: &str = include_str!("../../../assets/theme/light.ron");
    const DARK: &str = include_str!("../../../assets/theme/dark.ron");

    fn by_name(tokens: &Tokens, path: &str) -> Color32 {
        let (group, field) = path.split_once('.').unwrap();
        match group {
            "surface" => tokens.surface.named(field),
            "line" => tokens.line.named(field),
            "text" => tokens.text.named(field),
            "accent" => tokens.accent.named(field),
            "status" => tokens.status.named(field),
            "chart" => tokens.chart.named(field),
            "verdict" => tokens.verdict.named(field),
            _ => None,
        }
        .unwrap_or_else(|| panic!("no token {path}"))
    }

    /// Relative luminance, WCAG 2.2.
    fn luminance(colour: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    }

    fn ratio(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn both_palettes_parse() {
        for text in [LIGHT, DARK] {
            ron::from_str::<Tokens>(text).unwrap();
        }
        let spoilt = LIGHT.replace("#1C1E21", "#1C1E2");
        assert!(
            ron::from_str::<Tokens>(&spoilt)
                .unwrap_err()
                .to_string()
                .contains("#1C1E2")
        );
    }

    #[test]
    fn every_pair_of_ink_and_surface_has_its_contrast() {
        let surfaces = [
            "page",
            "canvas",
            "raised",
            "row_hover",
            "row_selected",
            "sunken",
        ];
        let mut pairs: Vec<(String, String, f64)> = Vec::new();
        for ink in [
            "text.primary",
            "text.secondary",
            "text.muted",
            "accent.link",
            "accent.base",
        ] {
            for surface in surfaces {
                pairs.push((ink.to_owned(), format!("surface.{surface}"), 4.5));
            }
        }
        for fill in ["accent.base", "accent.hover"] {
            pairs.push(("accent.on".to_owned(), fill.to_owned(), 4.5));
        }
        for status in ["red", "amber", "green", "blue", "grey"] {
            let mark = format!("status.{status}");
            pairs.push((format!("status.on_{status}"), mark.clone(), 4.5));
            pairs.push(("text.primary".to_owned(), format!("{mark}_soft"), 4.5));
            pairs.push((mark.clone(), format!("{mark}_soft"), 3.0));
            for surface in ["page", "canvas", "row_selected"] {
                pairs.push((mark.clone(), format!("surface.{surface}"), 3.0));
            }
        }
        for mark in [
            "chart.improve_edge",
            "chart.concern_edge",
            "chart.common_edge",
            "chart.neutral_edge",
            "chart.line",
            "chart.mean",
            "chart.limit",
            "chart.target",
            "chart.trajectory",
            "chart.bench",
            "chart.fan_edge",
            "verdict.improve",
            "verdict.concern",
            "verdict.neutral",
            "verdict.common",
            "text.disabled",
        ] {
            pairs.push((mark.to_owned(), "surface.page".to_owned(), 3.0));
        }
        for mark in ["line.control", "accent.focus"] {
            for surface in ["page", "row_selected"] {
                pairs.push((mark.to_owned(), format!("surface.{surface}"), 3.0));
            }
        }
        assert_eq!(pairs.len(), 82, "82 pairs in each theme");
        for (name, text) in [("light", LIGHT), ("dark", DARK)] {
            let tokens: Tokens = ron::from_str(text).unwrap();
            for (ink, surface, least) in &pairs {
                let found = ratio(by_name(&tokens, ink), by_name(&tokens, surface));
                assert!(
                    found >= *least,
                    "{name}: {ink} on {surface} is {found:.2}, needs {least}"
                );
            }
        }
    }
}
