//! The verdict pair of a chart in SVG, in the proportions of the window's own.

use std::fmt::Write as _;

use crate::analysis::spc::{AssuranceIcon, VariationIcon};

use super::super::{Curve, marks::At};

/// Colours on paper.
const IMPROVE: &str = "#0072C6";
const CONCERN: &str = "#C04A00";
const NEUTRAL: &str = "#5B0A94";
const COMMON: &str = "#7F7F7F";
const LETTER: &str = "#1C1E21";
const PROCESS: &str = "#7F7F7F";

/// Writes both icons with their top left corner at a place, each `side` wide.
pub(super) fn pair(curve: &Curve, At { x, y }: At, side: f32, out: &mut String) {
    let scale = side / 32.0;
    let second = side + 4.0;
    // Writing to a String cannot fail.
    let _infallible = write!(
        out,
        "<g transform=\"translate({x} {y}) scale({scale})\">{}</g>\n\
         <g transform=\"translate({} {y}) scale({scale})\">{}</g>\n",
        variation(curve.variation()),
        x + second,
        assurance(curve.assurance())
    );
}

fn ring(colour: &str) -> String {
    format!(
        "<circle cx=\"16\" cy=\"16\" r=\"14.8\" fill=\"#FFFFFF\" stroke=\"{colour}\" \
         stroke-width=\"2.4\"/>"
    )
}

fn too_early() -> String {
    format!(
        "<circle cx=\"16\" cy=\"16\" r=\"14.8\" fill=\"none\" stroke=\"{COMMON}\" \
         stroke-width=\"2.4\" stroke-dasharray=\"3.2 3\"/>\
         <rect x=\"11.5\" y=\"15\" width=\"9\" height=\"2\" fill=\"{LETTER}\"/>"
    )
}

fn letter(sign: &str, (x, y): (f32, f32), size: f32, colour: &str) -> String {
    format!(
        "<text x=\"{x}\" y=\"{:.2}\" font-size=\"{size}\" font-weight=\"600\" \
         text-anchor=\"middle\" fill=\"{colour}\">{sign}</text>",
        y + size * 0.36
    )
}

fn variation(icon: VariationIcon) -> String {
    let (colour, higher) = match icon {
        VariationIcon::ImprovementHigh => (IMPROVE, true),
        VariationIcon::ImprovementLow => (IMPROVE, false),
        VariationIcon::ConcernHigh => (CONCERN, true),
        VariationIcon::ConcernLow => (CONCERN, false),
        VariationIcon::NeutralHigh => (NEUTRAL, true),
        VariationIcon::NeutralLow => (NEUTRAL, false),
        VariationIcon::CommonCause => {
            return format!(
                "{}<polyline points=\"6.5,18.5 11,13.5 15,18.5 20.5,12.5 25.5,17.5\" fill=\"none\" \
                 stroke=\"{PROCESS}\" stroke-width=\"2\"/>",
                ring(COMMON)
            );
        }
        VariationIcon::NotEnoughData => return too_early(),
    };
    let flip = |y: f32| if higher { y } else { 32.0 - y };
    let (x, y) = (21.4, flip(9.4));
    let end = match icon {
        VariationIcon::ImprovementHigh | VariationIcon::ImprovementLow => format!(
            "<rect x=\"{}\" y=\"{:.1}\" width=\"7.6\" height=\"7.6\" fill=\"{colour}\"/>",
            x - 3.8,
            y - 3.8
        ),
        VariationIcon::ConcernHigh | VariationIcon::ConcernLow => format!(
            "<polygon points=\"{x},{:.1} {:.1},{y:.1} {x},{:.1} {:.1},{y:.1}\" fill=\"{colour}\"/>",
            y - 5.0,
            x + 5.0,
            y + 5.0,
            x - 5.0
        ),
        VariationIcon::NeutralHigh
        | VariationIcon::NeutralLow
        | VariationIcon::CommonCause
        | VariationIcon::NotEnoughData => {
            let up = if higher { 1.0 } else { -1.0 };
            format!(
                "<polygon points=\"{x},{:.1} {:.1},{:.1} {:.1},{:.1}\" fill=\"{colour}\"/>",
                y - 5.0 * up,
                x + 5.0,
                y + 3.8 * up,
                x - 5.0,
                y + 3.8 * up
            )
        }
    };
    let (sign, at) = if higher { ("H", 22.6) } else { ("L", 10.0) };
    format!(
        "{}<polyline points=\"6,{:.1} 11,{:.1} 21,{:.1}\" fill=\"none\" stroke=\"{PROCESS}\" \
         stroke-width=\"1.9\"/>{end}{}",
        ring(colour),
        flip(18.6),
        flip(19.6),
        flip(9.6),
        letter(sign, (21.2, at), 9.6, LETTER)
    )
}

fn dashes(y: f32, from: f32, to: f32) -> String {
    format!(
        "<line x1=\"{from}\" y1=\"{y}\" x2=\"{to}\" y2=\"{y}\" stroke=\"{PROCESS}\" \
         stroke-width=\"1.9\" stroke-dasharray=\"3 2\"/>"
    )
}

fn assurance(icon: AssuranceIcon) -> String {
    match icon {
        AssuranceIcon::Pass => format!(
            "{}{}{}",
            ring(IMPROVE),
            dashes(22.6, 7.0, 25.0),
            letter("P", (16.0, 13.6), 15.0, IMPROVE)
        ),
        AssuranceIcon::Fail => format!(
            "{}{}{}",
            ring(CONCERN),
            dashes(9.4, 7.0, 25.0),
            letter("F", (16.0, 18.6), 15.0, CONCERN)
        ),
        AssuranceIcon::Inconsistent => format!(
            "{}{}{}{}",
            ring(COMMON),
            dashes(16.0, 4.0, 10.5),
            dashes(16.0, 21.5, 28.0),
            letter("?", (16.0, 16.0), 15.0, LETTER)
        ),
        AssuranceIcon::NotEnoughData => too_early(),
    }
}
