//! A chart as SVG, drawn from the same geometry as the screen.

mod icons;

use std::fmt::Write as _;

use super::Curve;
use super::layout::story::{ICON as ICON_SIDE, page};
use super::layout::{Form, Size, between, layout, rough_width};
use super::marks::{Anchor, At, DISC, Dash, Mark, TextRole, at};
use super::story::Story;
use super::words::window_words;

/// Margin on either side.
const MARGIN: f32 = 12.0;
/// Height of a line of the head, and of one of the foot.
const LINE: f32 = 20.0;
const FOOT_LINE: f32 = 14.0;
/// Side of each of the two icons.
const ICON: f32 = 32.0;

/// A picture on paper: head, marks, foot.
struct Sheet<'a> {
    title: &'a str,
    /// The same for a reader who does not see it.
    alt: String,
    /// Lines under the title.
    head: Vec<String>,
    /// Verdict pairs: of which chart, where, how wide.
    pairs: Vec<(&'a Curve, At, f32)>,
    marks: &'a [Mark],
    size: Size,
    foot: Vec<String>,
}

/// The chart with its title, its conclusion, its icons and the rules used, on paper.
pub fn svg(curve: &Curve, size: Size) -> String {
    svg_between(curve, size, None)
}

/// The same of some days only, which it says.
pub fn svg_between(curve: &Curve, size: Size, days: Option<(i32, i32)>) -> String {
    let width = (size.width - 2.0 * MARGIN).max(200.0);
    let room = width - 2.0 * ICON - 20.0;
    let head: Vec<String> = [&curve.verdict.change, &curve.verdict.outlook]
        .into_iter()
        .flat_map(|sentence| wrapped(sentence, TextRole::Small, room))
        .collect();
    let mut foot = curve.rule_set();
    if curve.illustrative {
        foot.push_str(". Illustrative values");
    }
    if let Some(days) = days {
        foot.push_str(". ");
        foot.push_str(&window_words(days));
    }
    let foot = wrapped(&foot, TextRole::Tick, width);
    let inner = Size {
        width,
        height: (size.height - above(&head) - below(&foot)).max(160.0),
    };
    let laid = match days {
        None => layout(curve, Form::Large, inner, &rough_width),
        Some(days) => between(curve, inner, days, &rough_width),
    };
    let corner = at(laid.size.width + MARGIN - 2.0 * ICON - 4.0, 10.0);
    sheet(&Sheet {
        title: &curve.title,
        alt: curve.verdict.alt.clone(),
        head,
        pairs: vec![(curve, corner, ICON)],
        marks: &laid.marks,
        size: laid.size,
        foot,
    })
}

/// The page of a story on paper.
pub fn story_svg(story: &Story, size: Size, days: Option<(i32, i32)>) -> String {
    let width = (size.width - 2.0 * MARGIN).max(200.0);
    let head = vec![story.sentence()];
    let mut rules: Vec<String> = story.curves.iter().map(|curve| curve.rule_set()).collect();
    rules.sort();
    rules.dedup();
    let mut foot = rules.join(". ");
    if story.curves.iter().any(|curve| curve.illustrative) {
        foot.push_str(". Illustrative values");
    }
    if let Some(days) = days {
        foot.push_str(". ");
        foot.push_str(&window_words(days));
    }
    let foot = wrapped(&foot, TextRole::Tick, width);
    let inner = Size {
        width,
        height: (size.height - above(&head) - below(&foot)).max(160.0),
    };
    let laid = page(story, inner, days, &rough_width);
    let down = above(&head);
    let pairs = story.curves.iter().zip(&laid.bands).map(|(curve, band)| {
        let corner = at(band.pair.x + MARGIN, band.pair.y + down);
        (curve.as_ref(), corner, ICON_SIDE)
    });
    let pairs = pairs.collect();
    sheet(&Sheet {
        title: "The story of the plan",
        alt: story.alt(),
        head,
        pairs,
        marks: &laid.marks,
        size: laid.size,
        foot,
    })
}

fn above(head: &[String]) -> f32 {
    36.0 + LINE * head.len() as f32
}

fn below(foot: &[String]) -> f32 {
    12.0 + FOOT_LINE * foot.len() as f32
}

fn sheet(sheet: &Sheet<'_>) -> String {
    let (above, below) = (above(&sheet.head), below(&sheet.foot));
    let width = sheet.size.width + 2.0 * MARGIN;
    let height = sheet.size.height + above + below;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" font-family=\"Inter, Arial, sans-serif\">\n\
         <title>{}</title>\n<desc>{}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n",
        escape(sheet.title),
        escape(&sheet.alt)
    );
    line_of_text(&mut out, (MARGIN, 24.0), 16.0, true, sheet.title);
    let mut y = 24.0;
    for line in &sheet.head {
        y += LINE;
        line_of_text(&mut out, (MARGIN, y), 13.0, false, line);
    }
    for (curve, corner, side) in &sheet.pairs {
        icons::pair(curve, *corner, *side, &mut out);
    }
    let _infallible = writeln!(out, "<g transform=\"translate({MARGIN} {above})\">");
    draw(sheet.marks, &mut out);
    out.push_str("</g>\n");
    let mut y = height - below + 4.0;
    for line in &sheet.foot {
        y += FOOT_LINE;
        line_of_text(&mut out, (MARGIN, y), 11.0, false, line);
    }
    out.push_str("</svg>\n");
    out
}

/// A text in lines of at most this width.
fn wrapped(text: &str, role: TextRole, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if rough_width(&format!("{line} {word}"), role) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

fn line_of_text(out: &mut String, (x, y): (f32, f32), size: f32, strong: bool, text: &str) {
    let weight = if strong { 600 } else { 400 };
    let _infallible = writeln!(
        out,
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"#1C1E21\">{}</text>",
        escape(text)
    );
}

fn draw(marks: &[Mark], out: &mut String) {
    for mark in marks {
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
