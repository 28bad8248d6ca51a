//! A chart as SVG, drawn from the same geometry as the screen.

use std::fmt::Write as _;

use super::Curve;
use super::layout::{Form, Layout, Size, layout, rough_width};
use super::marks::{Anchor, At, DISC, Dash, Mark, TextRole};

/// Room above the chart for title and conclusion, below it for the rules used.
const HEAD: f32 = 56.0;
const FOOT: f32 = 24.0;

/// The chart with its title, its conclusion and the rules used, on paper.
pub fn svg(curve: &Curve, size: Size) -> String {
    let inner = Size {
        width: (size.width - 24.0).max(200.0),
        height: (size.height - HEAD - FOOT).max(160.0),
    };
    let laid = layout(curve, Form::Large, inner, &rough_width);
    let (width, height) = (laid.size.width + 24.0, laid.size.height + HEAD + FOOT);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" font-family=\"Inter, Arial, sans-serif\">\n\
         <title>{}</title>\n<desc>{}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n",
        escape(&curve.title),
        escape(&curve.verdict.alt)
    );
    line_of_text(&mut out, 12.0, 22.0, 16.0, true, &curve.title);
    line_of_text(&mut out, 12.0, 42.0, 13.0, false, &curve.verdict.conclusion);
    let _infallible = writeln!(out, "<g transform=\"translate(12 {HEAD})\">");
    draw(&laid, &mut out);
    out.push_str("</g>\n");
    let mut foot = curve.rule_set();
    if curve.illustrative {
        foot.push_str(". Illustrative values");
    }
    line_of_text(&mut out, 12.0, height - 9.0, 10.0, false, &foot);
    out.push_str("</svg>\n");
    out
}

fn line_of_text(out: &mut String, x: f32, y: f32, size: f32, strong: bool, text: &str) {
    let weight = if strong { 600 } else { 400 };
    let _infallible = writeln!(
        out,
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"#1C1E21\">{}</text>",
        escape(text)
    );
}

fn draw(laid: &Layout, out: &mut String) {
    for mark in &laid.marks {
        // Writing to a String cannot fail.
        let _infallible = one(mark, out);
    }
}

fn one(mark: &Mark, out: &mut String) -> std::fmt::Result {
    match mark {
        Mark::Line {
            points,
            ink,
            width,
            dash,
        } => {
            let dash = match dash {
                Dash::Solid => String::new(),
                Dash::Dashed(line, gap) => format!(" stroke-dasharray=\"{line} {gap}\""),
            };
            writeln!(
                out,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\"{dash}/>",
                corners(points),
                ink.on_paper()
            )
        }
        Mark::Band { edges, ink } => {
            let upper = edges.iter().map(|edge| super::marks::at(edge.0, edge.1));
            let lower = edges
                .iter()
                .rev()
                .map(|edge| super::marks::at(edge.0, edge.2));
            let outline: Vec<At> = upper.chain(lower).collect();
            writeln!(
                out,
                "<polygon points=\"{}\" fill=\"{}\"/>",
                corners(&outline),
                ink.on_paper()
            )
        }
        Mark::Square { at, side, ink, .. } => writeln!(
            out,
            "<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{side}\" height=\"{side}\" fill=\"{}\"/>",
            at.x - side / 2.0,
            at.y - side / 2.0,
            ink.on_paper()
        ),
        Mark::Point { at, kind, scale } => {
            let (fill, edge) = kind.on_paper();
            let shape = kind.corners(*at, *scale);
            let paint = format!("fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"1.2\"");
            if shape.is_empty() {
                let radius = DISC * scale;
                writeln!(
                    out,
                    "<circle cx=\"{:.2}\" cy=\"{:.2}\" r=\"{radius:.2}\" {paint}/>",
                    at.x, at.y
                )
            } else {
                writeln!(out, "<polygon points=\"{}\" {paint}/>", corners(&shape))
            }
        }
        Mark::Text {
            at,
            text,
            role,
            ink,
            anchor,
            event: _,
        } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let weight = if *role == TextRole::Label { 600 } else { 400 };
            let size = role.size();
            writeln!(
                out,
                "<text x=\"{:.2}\" y=\"{:.2}\" font-size=\"{size}\" font-weight=\"{weight}\" \
                 text-anchor=\"{anchor}\" fill=\"{}\">{}</text>",
                at.x,
                at.y + size * 0.35,
                ink.on_paper(),
                escape(text)
            )
        }
    }
}

fn corners(points: &[At]) -> String {
    let mut out = String::with_capacity(points.len() * 14);
    for point in points {
        if !out.is_empty() {
            out.push(' ');
        }
        let _infallible = write!(out, "{:.2},{:.2}", point.x, point.y);
    }
    out
}

/// Text as XML; characters that XML cannot hold are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}
