//! Labels of parts, and of lines at the right of the chart.

use super::super::Curve;
use super::super::marks::{Anchor, Ink, Mark, TextRole, at};
use super::super::parts::PartStyle;
use super::{Measured, Window, small};
use crate::model::date::{day_number, short};

/// Height of a line of text.
const LINE: f32 = 15.0;

/// The label of each part: above its upper line, or under the lower one for the first of several.
pub(super) fn parts(
    curve: &Curve,
    window: &Window,
    right_edge: f32,
    text: Measured<'_>,
    marks: &mut Vec<Mark>,
) {
    let several = curve.parts.len() > 1;
    for (place, part) in curve.parts.iter().enumerate() {
        if part.label.is_empty() {
            continue;
        }
        let Some((left, _)) = small::part_span(curve, window, place) else {
            continue;
        };
        let (upper, lower) = match part.style {
            PartStyle::Limits { lower, upper, .. } => (upper, lower),
            PartStyle::Median { .. } | PartStyle::Bare => extent(curve, place, window),
        };
        let under = several && place == 0;
        let y = if under {
            window.y(lower.max(window.values.0)) + 10.0
        } else {
            window.y(upper.min(window.values.1)) - 9.0
        };
        let width = text(&part.label, TextRole::Label);
        let x = (left + 6.0).min(right_edge - width).max(window.left + 2.0);
        marks.push(Mark::Text {
            at: at(x, y.clamp(window.top - 6.0, window.bottom - 9.0)),
            text: part.label.clone(),
            role: if under {
                TextRole::Tick
            } else {
                TextRole::Label
            },
            ink: if under { Ink::Secondary } else { Ink::Primary },
            anchor: Anchor::Start,
            event: None,
        });
    }
    if let Some(place) = curve.parts.len().checked_sub(1)
        && let PartStyle::Limits { lower, .. } = curve.parts[place].style
        && window.holds(lower)
        && small::part_span(curve, window, place).is_some()
    {
        let right = small::part_span(curve, window, place).map_or(window.right, |(_, right)| right);
        let words = format!("lower limit {}", curve.show.line(lower));
        let today = window.x(f64::from(curve.axis.today));
        let width = text(&words, TextRole::Tick);
        // Beside the line of today, not under it.
        let right = if today > right && today < right + 12.0 + width {
            today
        } else {
            right
        };
        let room = right + 8.0 + width <= window.right;
        marks.push(Mark::Text {
            at: if room {
                at(right + 8.0, window.y(lower))
            } else {
                at(window.right, window.y(lower) + 9.0)
            },
            text: words,
            role: TextRole::Tick,
            ink: Ink::Secondary,
            anchor: if room { Anchor::Start } else { Anchor::End },
            event: None,
        });
    }
}

/// Highest and lowest value of a part without limits.
fn extent(curve: &Curve, place: usize, window: &Window) -> (f64, f64) {
    let values = || {
        curve
            .points
            .get(curve.parts[place].rows.clone())
            .unwrap_or_default()
            .iter()
            .filter_map(|point| point.value)
    };
    let high = values().fold(f64::NEG_INFINITY, f64::max);
    let low = values().fold(f64::INFINITY, f64::min);
    (high.min(window.values.1), low.max(window.values.0))
}

struct Beside {
    y: f32,
    lines: Vec<(String, TextRole, Ink)>,
}

/// Names of target, forecast and benchmarks at their heights, moved apart where they meet.
pub(super) fn beside(curve: &Curve, window: &Window, marks: &mut Vec<Mark>) {
    let mut all = Vec::new();
    if let Some((low, high)) = curve.goal.range {
        for (value, word) in [(low, "From"), (high, "To")] {
            all.push(Beside {
                y: window.y(value),
                lines: vec![(
                    format!("{word} {}", curve.show.full(value)),
                    TextRole::Label,
                    Ink::Target,
                )],
            });
        }
    }
    for target in &curve.goal.targets {
        if !target.in_force || curve.goal.range.is_some() {
            continue;
        }
        let mut lines = vec![(target.label.clone(), TextRole::Label, Ink::Target)];
        if !target.by_text.is_empty() {
            lines.push((target.by_text.clone(), TextRole::Tick, Ink::Muted));
        }
        all.push(Beside {
            y: window.y(target.value),
            lines,
        });
    }
    for benchmark in &curve.benchmarks {
        let last = benchmark
            .points
            .iter()
            .rev()
            .find(|(date, _)| f64::from(day_number(*date)) <= window.days.1);
        if let Some((date, value)) = last {
            all.push(Beside {
                y: window.y(*value),
                lines: vec![(
                    format!(
                        "{} {}, {}",
                        benchmark.name,
                        curve.show.full(*value),
                        date.year()
                    ),
                    TextRole::Meta,
                    Ink::Bench,
                )],
            });
        }
    }
    if let Some(fan) = &curve.fan
        && let Some(last) = fan.points.last()
        && f64::from(day_number(fan.from.0)) < window.days.1
    {
        let middle = last.middle.clamp(window.values.0, window.values.1);
        all.push(Beside {
            y: window.y(middle),
            lines: vec![
                (
                    "If the pattern goes on".to_owned(),
                    TextRole::Meta,
                    Ink::Secondary,
                ),
                (
                    "8 in 10 fall in the fan".to_owned(),
                    TextRole::Tick,
                    Ink::Muted,
                ),
                (
                    format!("made {}", short(fan.made_on)),
                    TextRole::Tick,
                    Ink::Muted,
                ),
            ],
        });
    }
    place(all, window, marks);
}

fn place(mut all: Vec<Beside>, window: &Window, marks: &mut Vec<Mark>) {
    all.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut free = window.top - LINE;
    for label in all {
        let mut y = (label.y - LINE * 0.5 * (label.lines.len() as f32 - 1.0)).max(free + LINE);
        for (text, role, ink) in label.lines {
            marks.push(Mark::Text {
                at: at(window.right + 8.0, y),
                text,
                role,
                ink,
                anchor: Anchor::Start,
                event: None,
            });
            free = y;
            y += LINE;
        }
        free += 4.0;
    }
}
